// Changes against the two ends between which they are.
#include <youju/reading/relation_ratio.h>

#include <algorithm>

namespace youju::reading {
namespace {

bool says_growth(std::string_view words) {
  return says(words, {"增长", "提高", "提升", "下降", "降低", "减少", "缩短", "增加", "上升",
                      "减亏", "净增", "增幅", "降幅", "涨幅", "压减", "压缩", "翻",   "下浮",
                      "上涨", "减",   "增收", "降",   "增",   "多",   "少"});
}

bool says_before(std::string_view words) {
  return says(words, {"上年", "去年", "上一", "上届", "往年", "年初", "同期", "前年", "上季度",
                      "上月", "上半年", "比20", "较20", "比19", "较19"});
}

// The change of two stated ends.
std::optional<Decimal> change(const Line& line, std::size_t from, std::size_t to,
                              std::size_t result) {
  const Figure& stated = line.at(result);
  const Result<Decimal> difference = subtract(line.value(to), line.value(from));
  if (!difference) return std::nullopt;
  const std::string_view unit = line.at(from).unit.name;
  const bool percents = unit == "%";
  const bool alike = stated.unit.name == unit && stated.unit.per == line.at(from).unit.per;
  if (stated.unit.name == "百分点")
    return percents ? std::optional(difference->abs()) : std::nullopt;
  if (alike && !percents) return difference->abs();
  if (stated.unit.name == "倍") {
    const auto hundredfold = percent(difference->abs(), line.value(from), places_of(stated) + 3);
    if (!hundredfold) return std::nullopt;
    return hundredfold->shifted(-2).value_or(Decimal(0)).rounded(places_of(stated));
  }
  if (stated.unit.name != "%" || percents) return std::nullopt;
  return percent(difference->abs(), line.value(from), places_of(stated));
}

// 达到1,086家，较上年净增213家，增长24.4%: what it was is the difference.
std::optional<Decimal> change_by(const Line& line, std::size_t now, std::size_t by,
                                 std::size_t result) {
  const bool less = says(line.words(by), {"减少", "下降", "降低", "减", "降"});
  const Result<Decimal> then =
      less ? add(line.value(now), line.value(by)) : subtract(line.value(now), line.value(by));
  if (!then || then->is_negative()) return std::nullopt;
  return percent(line.value(by), *then, places_of(line.at(result)));
}

// 发展到2019年的 is 发展到.
std::string_view without_date(std::string_view words) {
  for (const std::string_view tail : {"的", "底", "末", "年", "今", "本", "当"})
    if (words.ends_with(tail)) words.remove_suffix(tail.size());
  while (!words.empty() && words.back() >= '0' && words.back() <= '9') words.remove_suffix(1);
  return words;
}

struct Year {
  int number = 0;
  std::string_view behind;  // what stands between it and the figure
};
Year year_of(std::string_view words) {
  constexpr std::size_t digits = 4;
  const std::size_t at = words.rfind("年");
  if (at == std::string_view::npos || at < digits) return {};
  Year year{0, words.substr(at + 3)};
  for (const char c : words.substr(at - digits, digits)) {
    if (c < '0' || c > '9') return {};
    year.number = year.number * 10 + (c - '0');
  }
  return year;
}

// Which of the two figures before a growth is the older, if they are its ends.
enum class Ends : std::uint8_t { none, first_older, second_older };
Ends ends_of(const Line& line, std::size_t result) {
  constexpr std::size_t short_bytes = 36;
  const std::string_view from = line.words(result - 2), to = line.words(result - 1),
                         grown = line.words(result);
  if (grown.size() > short_bytes || says(grown, {"；", "其中", "。"})) return Ends::none;
  if (to.size() > short_bytes || says(to, {"；", "。"})) return Ends::none;
  const std::string_view reach = without_date(to);
  const bool reached = ends(reach, {"到", "至", "为", "达", "到了"});
  const bool leads = says(from, {"由", "从"});
  const bool moves =
      reach.size() <= 15 &&
      ends(reach, {"增加到", "提高到", "降至", "增至", "升至", "降到", "减至", "压减至", "缩短至",
                   "提升到", "下降到", "上升到", "发展到", "扩大到", "提升至", "提高至"});
  if ((reached && leads) || moves) {
    if (says(grown, {"上年", "去年"})) return Ends::none;
    return Ends::first_older;
  }
  const bool difference = says(to, {"净增", "增加", "减少", "净减", "增长", "下降", "多", "少"});
  if (says_before(to) && !difference && !reached) return Ends::second_older;
  if (says_before(to) && begins(to, {"，上", "（上", "，去年", "（去年", "(上", "，同期"}) &&
      !difference)
    return Ends::second_older;
  const Year then = year_of(from), now = year_of(line.words(result - 1));
  if (then.number != 0 && then.number < now.number && then.behind == now.behind)
    return Ends::first_older;
  if (says_before(from) && !says(from, {"比", "较"}) &&
      says(to, {"今年", "本年", "当年", "本学年"}))
    return Ends::first_older;
  return Ends::none;
}

// 授权180件，同比增长20%（去年150件）: the older end stands behind the growth.
bool told_behind(const Line& line, std::size_t result) {
  constexpr std::size_t short_bytes = 30;
  if (result + 1 >= line.size() || result < line.first + 1 ||
      !same_unit(line.at(result - 1), line.at(result + 1)) || line.at(result).unit.name != "%")
    return false;
  const std::string_view then = line.words(result + 1);
  if (then.size() > short_bytes || !begins(then, {"（", "("}) || !says_before(then) ||
      says(then, {"比", "较", "；"}) || says(line.words(result), {"；", "其中", "。"}))
    return false;
  const Ratio ratio{RelationKind::growth, result, result - 1, result + 1};
  const auto computed = change(line, result + 1, result - 1, result);
  if (computed) tell(line, ratio, *computed);
  return computed.has_value();
}

}  // namespace

void add_growths(const Line& line) {
  for (std::size_t i = std::max<std::size_t>(line.first, 1); i < line.size(); ++i) {
    const Figure& stated = line.at(i);
    // Words are looked at only where there are two ends of one unit.
    const bool before = i >= 2 && same_unit(line.at(i - 2), line.at(i - 1));
    const bool around = i + 1 < line.size() && same_unit(line.at(i - 1), line.at(i + 1));
    if (!(before || around) || !is_plain(stated) || !says_growth(line.words(i))) continue;
    // 降至6100万元 is an end and no change.
    if (ends(line.words(i), {"至", "到"}) || (around && told_behind(line, i)) || !before) continue;
    const Ends order = ends_of(line, i);
    if (order != Ends::none) {
      const bool first = order == Ends::first_older;
      const std::size_t from = first ? i - 2 : i - 1, to = first ? i - 1 : i - 2;
      if (line.at(from).measure == Measure::growth && !first) continue;
      const Ratio ratio{RelationKind::growth, i, to, from};
      const auto computed = change(line, from, to, i);
      // 由A到B，同比: against another year it may be another change.
      const bool sure = !first || !says(line.words(i), {"同比"});
      if (computed && (sure || holds(line, ratio, *computed))) tell(line, ratio, *computed);
      continue;
    }
    const std::string_view by = line.words(i - 1);
    const bool differs = says(by, {"净增", "增加", "减少", "净减", "多"}) && says_before(by);
    if (stated.unit.name != "%" || !differs || says(line.words(i), {"同比", "；", "其中"}))
      continue;
    const Ratio ratio{RelationKind::growth, i, i - 2, i - 1};
    const auto computed = change_by(line, i - 2, i - 1, i);
    const bool at_once =
        line.words(i).size() <= 12 && begins(by, {"，", "（"}) && i >= line.first + 2;
    if (computed && (at_once || holds(line, ratio, *computed))) tell(line, ratio, *computed);
  }
}

}  // namespace youju::reading
