// Shares and growths against their operands, where the text names both.
#include <youju/reading/relation.h>
#include <youju/reading/words.h>

#include <algorithm>
#include <optional>

namespace youju::reading {
namespace {

constexpr std::size_t operands_max = 8;  // figures before a result that may be its operands

// a / b in percent, and how it is printed: with the places of the stated value.
std::optional<Decimal> percent(const Decimal& a, const Decimal& b, int places) {
  if (b.is_zero()) return std::nullopt;
  const Result<Decimal> hundred = multiply(a, Decimal(100));
  const Result<Decimal> value = hundred ? divide(*hundred, b, places) : hundred;
  if (!value) return std::nullopt;
  return *value;
}

int places_of(const Figure& figure) {
  return std::min<int>(figure.value.low.scale, Decimal::scale_max);
}

// What the words of a number leave open: 三成 is told in tens, 一半 in fives, 12.5% in tenths.
Decimal told_in(const Line& line, std::size_t i) {
  const Figure& figure = line.at(i);
  const std::string_view surface =
      line.text.between(figure.begin_byte, figure.number_end_byte + 3UL <= line.text.all.size()
                                               ? figure.number_end_byte + 3UL
                                               : figure.number_end_byte);
  if (says(surface, {"分之"}) && !says(surface, {"百分之", "千分之"})) return Decimal(2);
  const bool tenths = says(surface, {"成"}) && figure.value.low.coefficient % 10 == 0;
  if (tenths || says(surface, {"半"})) return Decimal(5);
  return Decimal(0);
}

bool is_known(const Figure& figure) {
  return figure.value.form == Value::Form::number && figure.measure != Measure::date &&
         figure.qualifier != Qualifier::missing && figure.qualifier != Qualifier::placeholder;
}

// 近三成, 95%以上, and what 3000余人 make of it: near enough.
bool nearly(const Decimal& computed, const Figure& stated) {
  constexpr int twentieth = 20;
  const Decimal shown = stated.value.low.decimal();
  const Result<Decimal> difference = subtract(computed, shown);
  const Result<Decimal> times =
      difference ? multiply(difference->abs(), Decimal(twentieth)) : difference;
  return times && *times <= shown;
}

// Rounded half-up to the places that are stated. Operands that are rounded themselves, 2.36万,
// leave one unit of the last place open.
bool agrees(const Line& line, const Decimal& computed, std::size_t result, bool rounded_operands) {
  const Figure& stated = line.at(result);
  const Decimal shown = stated.value.low.decimal();
  if (computed.rounded(places_of(stated)) == shown) return true;
  const Result<Decimal> difference = subtract(computed, shown);
  if (!difference) return false;
  if (difference->abs() <= told_in(line, result)) return true;
  // Many cut off instead of rounding.
  const Result<Decimal> slack = Decimal(1).shifted(-places_of(stated));
  if (!slack || difference->abs() > *slack) return false;
  return rounded_operands || difference->abs() < *slack || !difference->is_negative();
}

struct Ratio {
  RelationKind kind = RelationKind::share;
  std::size_t result = 0, part = 0, whole = 0;  // places in the line
};

bool is_rounded(const Line& line, std::size_t i) {
  return !printed_unit(line.text, line.at(i)).is_zero() || line.at(i).value.low.scale > 0;
}

bool is_loose(const Line& line, const Ratio& ratio) {
  return !is_plain(line.at(ratio.result)) || !is_plain(line.at(ratio.part)) ||
         !is_plain(line.at(ratio.whole));
}

bool holds(const Line& line, const Ratio& ratio, const Decimal& computed) {
  if (is_loose(line, ratio)) return nearly(computed, line.at(ratio.result));
  return agrees(line, computed, ratio.result,
                is_rounded(line, ratio.part) || is_rounded(line, ratio.whole));
}

void tell(const Line& line, const Ratio& ratio, const Decimal& computed) {
  const bool right = holds(line, ratio, computed);
  if (!right && is_loose(line, ratio)) return;
  Finding finding;
  finding.kind = ratio.kind;
  finding.verdict = right ? Verdict::holds : Verdict::fails;
  const bool share = ratio.kind == RelationKind::share;
  finding.why = share ? (right ? "reading.share_holds" : "reading.share_differs")
                      : (right ? "reading.growth_holds" : "reading.growth_differs");
  finding.expected = computed.rounded(places_of(line.at(ratio.result))).to_string();
  finding.found = line.at(ratio.result).value.to_string();
  put(line.reading, finding, {line.all[ratio.result], line.all[ratio.part], line.all[ratio.whole]});
}

std::optional<Decimal> share(const Line& line, const Ratio& ratio) {
  return percent(line.value(ratio.part), line.value(ratio.whole), places_of(line.at(ratio.result)));
}

// --- Shares
// ---------------------------------------------------------------------------------------

// What kind of claim stands before a share.
struct Claim {
  enum class Form : std::uint8_t { none, rate, part, task };
  Form form = Form::none;
  std::string_view stem;   // 采纳 of 采纳率
  std::string_view named;  // 留守儿童 of 留守儿童占
  std::string_view of;     // 学生总数 of 占学生总数的
};

// 达, 为 and the like between what is told and its number.
std::string_view without_tail(std::string_view words) {
  static const Words tails(
      Words::Side::end,
      {{0, "达到 达 为 是 约 近 高达 已 均 ： 的 到 保持在 稳定在 超过 超 分别 也"}});
  while (!words.empty()) {
    const std::size_t tail = words.back() == ':' ? 1 : tails.longest(words, words.size()).bytes;
    if (tail == 0) break;
    words.remove_suffix(tail);
  }
  return words;
}

std::string_view without_marks(std::string_view words) {
  static const Words stops(Words::Side::end, {{0, "， ； 。 、 ： ） （"}});
  for (std::size_t at = words.size(); at > 0; --at)
    if (stops.has(words, at)) return words.substr(at);
  return words;
}

Claim claim_of(std::string_view words) {
  constexpr std::size_t character = 3;
  Claim claim;
  const std::size_t share = words.rfind("占");
  if (share != std::string_view::npos && !begins(words.substr(share), {"占地", "占用", "占有"})) {
    claim.form = Claim::Form::part;
    claim.named = without_marks(words.substr(0, share));
    claim.of = without_tail(words.substr(share + character));
    for (const std::string_view ratio : {"比例", "比重", "比"})
      if (claim.of.starts_with(ratio)) claim.of.remove_prefix(ratio.size());
    return claim;
  }
  if (says(words, {"计划的", "任务的", "目标的", "任务数的", "计划数的", "指标的", "计划数",
                   "任务数", "目标任务", "完成率"})) {
    claim.form = Claim::Form::task;
    return claim;
  }
  const std::size_t ratio = std::min(words.rfind("比例"), words.rfind("比重"));
  if (ratio != std::string_view::npos) {
    claim.form = Claim::Form::part;
    return claim;
  }
  const std::string_view rate = without_tail(words);
  if (ends(rate, {"率", "满意度", "覆盖面"}) && rate.size() >= 3 * character) {
    claim.form = Claim::Form::rate;
    claim.stem = rate.substr(rate.size() - 3 * character, 2 * character);
  }
  return claim;
}

// How much of 采纳 in 采纳率 stands in the words of the part: 0, 1 or 2 characters. 收回 is 回收.
int kinship(std::string_view words, std::string_view stem) {
  constexpr std::size_t character = 3;
  if (stem.size() != 2 * character) return 0;
  return int(words.find(stem.substr(0, character)) != std::string_view::npos) +
         int(words.find(stem.substr(character)) != std::string_view::npos);
}

// The figures before `result` that can be operands: no shares, nearest first.
std::vector<std::size_t> operands(const Line& line, std::size_t result) {
  std::vector<std::size_t> out;
  for (std::size_t i = result; i-- > 0 && out.size() < operands_max;) {
    const Figure& figure = line.at(i);
    if (!is_known(figure) || figure.unit.name == "%" || figure.unit.name == "百分点") continue;
    if (figure.unit.name == "年" || figure.unit.name == "岁") continue;
    out.push_back(i);
  }
  return out;
}

bool may_part(const Line& line, std::size_t part, std::size_t whole) {
  return like_unit(line.at(part), line.at(whole)) && line.value(part) <= line.value(whole) &&
         !line.value(part).is_zero();
}

// The figure before 其中 of the list that `part` stands in, also behind the first ；.
std::optional<std::size_t> parted(const Line& line, std::size_t part) {
  constexpr std::size_t list_max = 12, aside_max = 4;
  for (std::size_t i = part; i > 0 && part - i < list_max; --i) {
    const std::string_view words = line.words(i);
    if (!says(words, {"其中"})) {
      if (i < line.first) return std::nullopt;
      continue;
    }
    for (std::size_t whole = i; whole-- > 0 && i - whole < aside_max;)
      if (may_part(line, part, whole) && line.at(whole).measure != Measure::growth) return whole;
    return std::nullopt;
  }
  return std::nullopt;
}

// 党员860名，女党员215名: the nearest larger one before it whose thing stands in the words of the
// part.
std::optional<std::size_t> of_its_kind(const Line& line, std::size_t part) {
  constexpr std::size_t two = 6;
  for (std::size_t i = part; i-- > line.first;) {
    const std::string_view subject = line.at(i).subject;
    if (subject.size() < two || !may_part(line, part, i)) continue;
    if (says(line.words(part), {subject.substr(subject.size() - two)})) return i;
  }
  return std::nullopt;
}

std::optional<std::size_t> first_that(const std::vector<std::size_t>& all, auto is) {
  const auto found = std::find_if(all.begin(), all.end(), is);
  return found == all.end() ? std::nullopt : std::optional(*found);
}

bool tell_if_holds(const Line& line, const Ratio& ratio) {
  const std::optional<Decimal> computed = share(line, ratio);
  if (!computed || !holds(line, ratio, *computed)) return false;
  tell(line, ratio, *computed);
  return true;
}

void tell_claim(const Line& line, const Ratio& ratio) {
  if (const std::optional<Decimal> computed = share(line, ratio)) tell(line, ratio, *computed);
}

// 应收120万元，实收118万元; 受理96件，审结89件: the words of the two say that the one is of the
// other.
bool is_done_of_due(const Line& line, std::size_t part, int kinship) {
  constexpr std::size_t short_bytes = 15;
  std::size_t due = part;
  while (due > 0 && line.at(due - 1).unit.name == "%") --due;
  if (due == 0 || !same_unit(line.at(part), line.at(due - 1))) return false;
  const std::string_view done = line.words(part);
  if (!begins(done, {"，", ","}) || done.size() > short_bytes) return false;
  return kinship > 0 || (says(line.words(due - 1), {"应", "计划", "任务", "目标"}) &&
                         says(done, {"实", "已", "完成", "到"}));
}

// Any two before it that make it: then it is of them that it speaks. Of those outside the sentence
// only to the digit.
bool any_two(const Line& line, std::size_t result, const std::vector<std::size_t>& all, bool far) {
  const bool precise = line.at(result).value.low.scale > 0;
  for (const std::size_t one : all) {
    for (const std::size_t whole : all) {
      const bool near = one >= line.first && whole >= line.first;
      if (one == whole || !(near || (far && precise)) || !may_part(line, one, whole)) continue;
      if (tell_if_holds(line, {RelationKind::share, result, one, whole})) return true;
    }
  }
  return false;
}

// 采纳率: the part was adopted, the whole is what there was before.
void rate(const Line& line, std::size_t result, const Claim& claim) {
  const std::vector<std::size_t> all = operands(line, result);
  const auto akin = [&](std::size_t i) { return kinship(line.words(i), claim.stem); };
  // The part that is most like the rate, the nearest of those.
  std::optional<std::size_t> part = first_that(all, [&](std::size_t i) { return akin(i) == 2; });
  if (!part) {
    part = first_that(all, [&](std::size_t i) { return is_done_of_due(line, i, akin(i)); });
  }
  const bool sure = part && akin(*part) == 2;
  if (!part && !all.empty()) part = all.front();
  if (!part) return;
  for (const std::size_t whole : all) {
    if (whole != *part && may_part(line, *part, whole) &&
        tell_if_holds(line, {RelationKind::share, result, *part, whole}))
      return;
  }
  if (any_two(line, result, all, !sure)) return;
  if (!(sure || is_done_of_due(line, *part, akin(*part))) || *part < line.first) return;
  // A change by the way, 缩短至, or figures of the same deed are no whole.
  if (ends(line.words(*part), {"至", "到", "为"}) && !ends(line.words(*part), {"实到"})) return;
  std::optional<std::size_t> whole = first_that(all, [&](std::size_t i) {
    return i > *part && says(line.words(i), {"应"}) && may_part(line, *part, i);
  });
  if (whole) {
    tell_claim(line, {RelationKind::share, result, *part, *whole});
    return;
  }
  whole = first_that(all, [&](std::size_t i) { return i < *part && may_part(line, *part, i); });
  if (!whole || *whole < line.first) return;
  if (akin(*whole) == 2 && !says(line.words(*whole), {"应", "需", "待", "计划"})) return;
  const bool direct = *whole + 1 == *part ||
                      (*part > 0 && line.at(*part - 1).unit.name == "%" && *whole + 2 == *part);
  if (!direct) return;
  for (std::size_t i = *part; i <= result; ++i)
    if (says(line.words(i), {"；", ";"})) return;
  if (result - *part > 3 || says(line.words(*part), {"新增", "同比"})) return;
  tell_claim(line, {RelationKind::share, result, *part, *whole});
}

// 占, 女性占, 占学生总数的.
void part_of(const Line& line, std::size_t result, const Claim& claim) {
  const std::vector<std::size_t> all = operands(line, result);
  constexpr std::size_t two = 6;
  std::optional<std::size_t> part;
  if (claim.named.size() >= two) {
    part = first_that(all, [&](std::size_t i) { return says(line.words(i), {claim.named}); });
  }
  const bool named = part.has_value();
  if (!part && !all.empty()) part = all.front();
  if (!part) return;
  const bool touches =
      *part + 1 == result || (*part + 2 == result && line.at(result - 1).unit.name == "%");
  const std::string_view of = claim.of.substr(0, std::min(two, claim.of.size()));
  // 占全市获奖总数的 is of more than the text names.
  const bool total =
      (says(claim.of, {"总", "其中"}) || claim.of.empty()) && !begins(claim.of, {"全", "当", "同"});
  std::optional<std::size_t> whole = parted(line, *part);
  if (!whole) whole = of_its_kind(line, *part);
  const bool among = whole.has_value();
  const std::optional<std::size_t> spoken = of.size() < two
                                                ? std::nullopt
                                                : first_that(
                                                      all,
                                                      [&](std::size_t i) {
                                                        return i != *part && !begins(of, {"全"}) &&
                                                               may_part(line, *part, i) &&
                                                               says(line.words(i), {of, claim.of});
                                                      });
  if (spoken) whole = spoken;
  if (whole && tell_if_holds(line, {RelationKind::share, result, *part, *whole})) return;
  for (const std::size_t i : all)
    if (i != *part && may_part(line, *part, i) &&
        tell_if_holds(line, {RelationKind::share, result, *part, i}))
      return;
  if (any_two(line, result, all, true)) return;
  const bool sure = whole && *whole >= line.first &&
                    ((named && (among || spoken)) ||
                     (touches && claim.named.empty() && ((among && total) || spoken)));
  if (sure && *part >= line.first) tell_claim(line, {RelationKind::share, result, *part, *whole});
}

// 生产612.8万吨，完成年计划600万吨的102.1%; 占职工总数5,080人的44.5%.
bool of_what_is_named(const Line& line, std::size_t result) {
  constexpr std::size_t short_bytes = 15;
  const std::string_view words = line.words(result);
  if (result < 2 || words.size() > short_bytes || !words.ends_with("的") ||
      says(words, {"，", "、", "；"}))
    return false;
  const std::size_t whole = result - 1;
  if (!is_plain(line.at(whole)) || !says(line.words(whole), {"完成", "占", "为", "是", "达"}))
    return false;
  std::optional<std::size_t> near;
  for (std::size_t part = whole; part-- > 0 && whole - part < operands_max;) {
    if (!like_unit(line.at(whole), line.at(part))) continue;
    if (tell_if_holds(line, {RelationKind::share, result, part, whole})) return true;
    const bool touches = part + 1 == whole || line.at(part + 1).unit.name == "%";
    if (touches && part >= line.first && says(line.words(whole), {"完成", "占", "任务", "计划"}))
      near = part;
  }
  if (near) tell_claim(line, {RelationKind::share, result, *near, whole});
  return near.has_value();
}

// 计划培训500人，实际培训540人，完成计划的108%.
void task(const Line& line, std::size_t result) {
  const std::vector<std::size_t> all = operands(line, result);
  const std::initializer_list<std::string_view> aims{"计划", "任务", "目标", "指标", "下达", "应"};
  const std::optional<std::size_t> aim =
      first_that(all, [&](std::size_t i) { return says(line.words(i), aims); });
  if (!aim || all.empty()) {
    rate(line, result, {Claim::Form::rate, "完成", {}, {}});
    return;
  }
  const std::optional<std::size_t> done = first_that(
      all, [&](std::size_t i) { return i != *aim && same_unit(line.at(i), line.at(*aim)); });
  if (!done) return;
  const Ratio ratio{RelationKind::share, result, *done, *aim};
  if (tell_if_holds(line, ratio)) return;
  if (any_two(line, result, all, false)) return;
  const bool near =
      result - std::min(*done, *aim) == 2 && *done >= line.first && *aim >= line.first;
  if (near) tell_claim(line, ratio);
}

// --- Growth
// ---------------------------------------------------------------------------------------

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
  if (stated.unit.name == "百分点")
    return percents ? std::optional(difference->abs()) : std::nullopt;
  if (stated.unit == line.at(from).unit && !percents) return difference->abs();
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

}  // namespace

void add_shares(const Line& line) {
  for (std::size_t i = std::max<std::size_t>(line.first, 1); i < line.size(); ++i) {
    if (!is_known(line.at(i)) || line.at(i).unit.name != "%") continue;
    const std::string_view words = line.words(i);
    if (says(words, {"同比", "增长", "下降", "提高", "比上年", "上升"})) continue;
    if (of_what_is_named(line, i)) continue;
    const Claim claim = claim_of(words);
    switch (claim.form) {
      case Claim::Form::rate:
        rate(line, i, claim);
        break;
      case Claim::Form::part:
        part_of(line, i, claim);
        break;
      case Claim::Form::task:
        task(line, i);
        break;
      case Claim::Form::none:
        if (line.at(i).value.low.scale > 0) any_two(line, i, operands(line, i), false);
        break;
    }
  }
}

void add_growths(const Line& line) {
  for (std::size_t i = std::max<std::size_t>(line.first, 2); i < line.size(); ++i) {
    const Figure& stated = line.at(i);
    if (!is_plain(stated) || !same_unit(line.at(i - 2), line.at(i - 1))) continue;
    if (!says_growth(line.words(i))) continue;
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
    if (computed && holds(line, ratio, *computed)) tell(line, ratio, *computed);
  }
}

}  // namespace youju::reading
