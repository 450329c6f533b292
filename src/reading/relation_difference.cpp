#include <youju/reading/relation_claim.h>
#include <youju/reading/relation_difference.h>
#include <youju/reading/relation_parts.h>
#include <youju/reading/words.h>

#include <algorithm>

namespace youju::reading {

bool says_growth(std::string_view words) {
  static const Words growths(Words::Side::begin,
                             {{0,
                               "增 减 降 多 少 翻 提高 提升 缩短 上升 涨幅 压缩 下浮 上涨 改善 "
                               "压减 上调 下调 高出 低于 扩大"},
                              {1,
                               "降雨 降水 降解 多数 多个 多种 多次 多项 多家 多名 多元 多媒 多功 "
                               "少年 少数 少儿 少先 减灾 翻译"}});
  const Text text{words};
  for (std::size_t at = 0; (at = growths.seek(words, at, words.size())) < words.size();
       at = text.next(at))
    if (const Words::Hit hit = growths.longest(words, at); hit && hit.kind == 0) return true;
  return false;
}

namespace {

// 达到1,086家，较上年净增213家，增长24.4%: what it was is the difference.
std::optional<Decimal> change_by(const Line& line, std::size_t now, std::size_t by,
                                 std::size_t result) {
  const bool less = says(line.words(by), {"减", "降", "少"});
  const Result<Decimal> then =
      less ? add(line.value(now), line.value(by)) : subtract(line.value(now), line.value(by));
  if (!then || then->is_negative()) return std::nullopt;
  return percent(line.value(by), *then, places_of(line.at(result)) + beyond);
}

// 收入3476万元，占全年1.22亿元的28.5%，同比多收412万元; 完成预算6099万元的40.4%，比上年;
// 支出15663亿元 （含补助8240亿元），比上年: the figure before one, over what is told by the way: a
// share, what it is of, what was planned, what stands in a bracket.
std::size_t before_aside(const Line& line, std::size_t i) {
  std::size_t at = i - 1;
  while (at > line.first) {
    const Said& words = line.words(at);
    const bool share = line.at(at).unit.name == "%" &&
                       says(words, {"占", "的", "完成", "为", "达到"}) && !says_growth(words);
    const bool wanted = begins(words, {"，完成", "，为", "，占", "（占", "，达到"}) &&
                        line.at(at + 1).unit.name == "%" && line.words(at + 1) == "的";
    const bool bracket = begins(line.words(at + 1), {"）"}) && says(words, {"（"});
    if (!share && !wanted && !bracket) break;
    --at;
  }
  return at;
}

// 达到1,086家，较上年净增213家，增长24.4%.
void by_difference(const Line& line, std::size_t i) {
  const Said& by = line.words(i - 1);
  const bool differs = says(by, {"增", "减", "多", "少", "降"}) && !says(by, {"多年"}) &&
                       !ends(by, {"的", "到", "至"}) && (says_earlier(by) || says(by, {"同比"}));
  if (line.at(i).unit.name != "%" || !differs || says(line.words(i), {"同比", "；", "其中"}))
    return;
  // 收入32亿元，预算数为31亿元，比上年增收2亿元，增长7%: the aim is not what grew.
  std::size_t now = before_aside(line, i - 1);
  while (says(line.words(now), {"预算数", "计划", "目标", "任务", "上年", "去年"})) {
    if (now == line.first || !same_unit(line.at(now), line.at(i - 1))) return;
    do --now;
    while (now > line.first && !same_unit(line.at(now), line.at(i - 1)));
  }
  const Ratio ratio{RelationKind::growth, i, now, i - 1};
  const auto computed = change_by(line, now, i - 1, i);
  const bool at_once =
      line.words(i).size() <= 12 && begins(by, {"，", "（", "），"}) && i >= line.first + 2;
  // 立案97件，其中甲81件、乙16件，较上年减少8件，降幅7.6%: of all of them.
  const std::size_t all = whole_of_any_part(line, now);
  if (computed && all != now && !holds(line, ratio, *computed)) {
    const Ratio of_all{RelationKind::growth, i, all, i - 1};
    const auto whole = change_by(line, all, i - 1, i);
    if (whole && holds(line, of_all, *whole)) {
      tell(line, of_all, *whole);
      return;
    }
  }
  if (computed && (at_once || holds(line, ratio, *computed))) tell(line, ratio, *computed);
}

// 收入19.1亿元，比上年增长15.4%，增收2.5亿元; 单位2455万个，增加1151万个，增长88.3%: a rate and a
// difference that stand beside each other, told of the figure before them. Only to hold.
bool holds_by(const Line& line, std::size_t rate, std::size_t by) {
  // 共发生事故378781起。与上年相比，事故起数减少71473起，下降15.9%: or a few before it.
  constexpr std::size_t far = 10;
  const std::size_t first = std::min(rate, by);
  for (std::size_t now = first; now > 0 && first - now < far;) {
    --now;
    if (!same_unit(line, now, by) || line.at(now).measure == Measure::growth) continue;
    const Ratio ratio{RelationKind::growth, rate, now, by};
    const auto computed = change_by(line, now, by, rate);
    if (!computed || !holds(line, ratio, *computed)) continue;
    tell(line, ratio, *computed);
    return true;
  }
  return false;
}

bool by_either(const Line& line, std::size_t rate) {
  const auto is_difference = [&](std::size_t i) {
    return (line.at(i).measure == Measure::growth || begins(line.words(i), {"（"})) &&
           line.at(i).unit.name != "%" && !ends(line.words(i), {"的", "到", "至", "为"});
  };
  if (line.at(rate).unit.name != "%" || !says_growth(line.words(rate))) return false;
  const bool behind = rate + 1 < line.size() && begins(line.words(rate + 1), {"，", "（", "、"}) &&
                      line.words(rate + 1).size() <= 24 && is_difference(rate + 1);
  // 起数减少27起，下降15.1%，死亡减少6人，下降9.1%: what stands behind it may be the next one's.
  const bool ahead = rate > line.first && is_difference(rate - 1) && line.words(rate).size() <= 12;
  return (behind && holds_by(line, rate, rate + 1)) || (ahead && holds_by(line, rate, rate - 1));
}

}  // namespace

void tell_by_difference(const Line& line, std::size_t i) {
  if (!by_either(line, i) && i >= 2 &&
      same_unit(line.at(before_aside(line, i - 1)), line.at(i - 1)))
    by_difference(line, i);
}

}  // namespace youju::reading
