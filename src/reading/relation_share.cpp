// Shares against their operands, where the text names both.
#include <youju/reading/relation_ratio.h>
#include <youju/reading/words.h>

#include <algorithm>

namespace youju::reading {
namespace {

constexpr std::size_t operands_max = 8;  // figures before a result that may be its operands

std::optional<Decimal> share(const Line& line, const Ratio& ratio) {
  const int places = places_of(line.at(ratio.result));
  const bool thousandths = line.at(ratio.result).unit.name == "‰";
  const std::optional<Decimal> value =
      percent(line.value(ratio.part), line.value(ratio.whole), places + (thousandths ? 1 : 0));
  return value && thousandths ? std::optional(value->shifted(1).value_or(*value)) : value;
}

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

// 就业率连续五年保持: what tells how the rate went on.
std::string_view without_course(std::string_view words) {
  constexpr std::size_t character = 3, course_bytes = 24;
  const std::size_t rate = words.rfind("率");
  if (rate == std::string_view::npos) return words;
  const std::string_view behind = words.substr(rate + character);
  const bool course = behind.size() <= course_bytes &&
                      begins(behind, {"连续", "保持", "始终", "继续", "一直", "稳定", "仍"});
  return course ? words.substr(0, rate + character) : words;
}

Claim claim_of(std::string_view words) {
  constexpr std::size_t character = 3;
  Claim claim;
  const std::size_t share = words.rfind("占");
  if (share != std::string_view::npos && !begins(words.substr(share), {"占地", "占用", "占有"})) {
    claim.form = Claim::Form::part;
    claim.named = without_tail(without_marks(words.substr(0, share)));
    claim.of = without_tail(words.substr(share + character));
    for (const std::string_view ratio : {"比例", "比重", "比", "全部", "全体", "当年", "本年"})
      if (claim.of.starts_with(ratio)) claim.of.remove_prefix(ratio.size());
    if (says(claim.of, {"任务", "计划", "目标", "指标"})) claim.form = Claim::Form::task;
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
  const std::string_view rate = without_course(without_tail(words));
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
  const auto has = [&](std::string_view part) {
    return words.find(part) != std::string_view::npos;
  };
  return (has(stem.substr(0, character)) ? 1 : 0) + (has(stem.substr(character)) ? 1 : 0);
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
  // What it was in one year is no part of what it was in another.
  const int year = line.at(part).period.first.year, of = line.at(whole).period.first.year;
  return (year == of || year == 0 || of == 0) && like_unit(line.at(part), line.at(whole)) &&
         line.value(part) <= line.value(whole) && !line.value(part).is_zero();
}

// The figure before 其中 of the list that `part` stands in, also behind the first ；.
std::optional<std::size_t> parted(const Line& line, std::size_t part) {
  constexpr std::size_t list_max = 12, aside_max = 4;
  for (std::size_t i = part; i > 0 && i >= line.first && part - i < list_max; --i) {
    if (!says(line.words(i), {"其中"})) continue;
    for (std::size_t back = 1; back <= i && back < aside_max; ++back)
      if (const std::size_t whole = i - back;
          may_part(line, part, whole) && line.at(whole).measure != Measure::growth)
        return whole;
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
  const Said& done = line.words(part);
  if (!begins(done, {"，", ","}) || done.size() > short_bytes) return false;
  return kinship > 0 || (says(line.words(due - 1), {"应", "计划", "任务", "目标"}) &&
                         says(done, {"实", "已", "完成", "到"}));
}

// 行政村280个，252个建有书屋; 试验田50亩中，有40亩…: a number that begins its clause, of the unit
// right before it, counts some of those.
bool is_some_of(const Line& line, std::size_t part) {
  constexpr std::size_t nothing_named = 12;
  if (part <= line.first || !may_part(line, part, part - 1) || !is_plain(line.at(part)) ||
      !is_plain(line.at(part - 1)))
    return false;
  std::string_view words = line.words(part);
  if (parts_its_things(words)) return true;
  if (!same_unit(line.at(part), line.at(part - 1)) || words.size() > nothing_named) return false;
  for (const std::string_view word : {std::string_view("中"), std::string_view("，"),
                                      std::string_view("有"), std::string_view("已")})
    if (words.starts_with(word)) words.remove_prefix(word.size());
  return words.empty() && !line.words(part).empty();
}

// 教师186人，本科以上学历171人，学历达标率: the rate begins with what the part has and the whole
// has not.
bool names_part(const Line& line, std::size_t part) {
  constexpr std::size_t two = 6;
  if (part <= line.first || part + 1 >= line.size() || !may_part(line, part, part - 1) ||
      !same_unit(line.at(part), line.at(part - 1)))
    return false;
  const std::string_view rate = without_marks(line.words(part + 1));
  return rate.size() > 2 * two && says(without_marks(line.words(part)), {rate.substr(0, two)}) &&
         !says(line.words(part - 1), {rate.substr(0, two)});
}

// 预算500万元，支出475万元，预算执行率: the rate names what the figure before the part is of.
bool names_whole(const Line& line, std::size_t part) {
  constexpr std::size_t two = 6;
  if (part <= line.first || part + 1 >= line.size() || !may_part(line, part, part - 1))
    return false;
  const std::string_view subject = line.at(part - 1).subject;
  return subject.size() >= two &&
         begins(without_marks(line.words(part + 1)), {subject.substr(subject.size() - two)});
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

// 正在整改22个, 未整改3个: what the rate leaves out; and 应办结, what it is of.
bool is_undone(std::string_view words) {
  return says(words, {"正在", "未", "尚", "待", "拟", "不", "预期", "预计", "有望"});
}
bool is_due(std::string_view words) {
  return ends(words, {"应", "计划", "任务", "目标", "任务数", "计划数"}) ||
         (says(words, {"应"}) && !says(words, {"应急", "供应", "响应", "适应", "反应", "应用"}));
}

// 下达任务2,180套，实际开工2,316套: more was done than was asked for.
bool exceeds_its_aim(const Line& line, std::size_t part, std::size_t whole) {
  return like_unit(line.at(part), line.at(whole)) && !line.value(whole).is_zero() &&
         says(line.words(whole), {"任务", "计划", "目标", "下达", "应"});
}

// 采纳率: the part was adopted, the whole is what there was before.
void rate(const Line& line, std::size_t result, const Claim& claim) {
  const std::vector<std::size_t> all = operands(line, result);
  const auto akin = [&](std::size_t i) { return kinship(line.words(i), claim.stem); };
  // The part that is most like the rate, the nearest of those.
  std::optional<std::size_t> part = first_that(all, [&](std::size_t i) {
    return akin(i) == 2 && !is_undone(line.words(i)) && !is_due(line.words(i));
  });
  if (!part) {
    part = first_that(all, [&](std::size_t i) { return is_done_of_due(line, i, akin(i)); });
  }
  const bool sure = part && akin(*part) == 2;
  if (!part && !all.empty()) part = all.front();
  if (!part) return;
  // 签约674户，签约率98.8%（应签682户）.
  if (*part + 1 == result && result + 1 < line.size() &&
      begins(line.words(result + 1), {"（应", "(应", "（计划", "（任务"}) &&
      same_unit(line.at(*part), line.at(result + 1))) {
    tell_claim(line, {RelationKind::share, result, *part, result + 1});
    return;
  }
  // 实习生312名、学员157名: what is told side by side is not of each other.
  const bool beside = begins(line.words(*part), {"、", "和", "及", "与"});
  const bool some =
      !beside && *part + 1 == result &&
      (is_some_of(line, *part) || names_whole(line, *part) || names_part(line, *part));
  for (const std::size_t whole : all) {
    if (whole != *part && (may_part(line, *part, whole) || exceeds_its_aim(line, *part, whole)) &&
        tell_if_holds(line, {RelationKind::share, result, *part, whole}))
      return;
  }
  if (any_two(line, result, all, !sure)) return;
  if (!(sure || some || is_done_of_due(line, *part, akin(*part))) || *part < line.first) return;
  // A change by the way, 缩短至, or figures of the same deed are no whole.
  if (ends(line.words(*part), {"至", "到", "为"}) &&
      !ends(line.words(*part), {"实到", "报到", "收到", "签到", "接到"}))
    return;
  std::optional<std::size_t> whole = first_that(all, [&](std::size_t i) {
    return i > *part && says(line.words(i), {"应"}) && may_part(line, *part, i);
  });
  if (whole) {
    tell_claim(line, {RelationKind::share, result, *part, *whole});
    return;
  }
  whole = first_that(all, [&](std::size_t i) {
    return i < *part && (may_part(line, *part, i) || exceeds_its_aim(line, *part, i));
  });
  if (!whole || *whole < line.first) return;
  const std::string_view whole_words = without_marks(line.words(*whole));
  if (kinship(whole_words, claim.stem) == 2 && !says(whole_words, {"应", "需", "待", "计划"}))
    return;
  std::size_t before = *part - 1;
  if (before > *whole && line.at(before).unit.name == "%") --before;
  if (before != *whole && whole_of_part(line, before) != *whole) return;
  for (std::size_t i = *part + 1; i <= result; ++i)
    if (says(line.words(i), {"；", ";"})) return;
  if (result - *part > 3 || says(line.words(*part), {"新增", "同比"})) return;
  tell_claim(line, {RelationKind::share, result, *part, *whole});
}

bool is_near(const Line& line, std::size_t from, std::size_t to) {
  const std::string_view between =
      line.text.between(line.at(from).end_byte, line.at(to).begin_byte);
  const std::size_t first = between.find('\n');
  return first == std::string_view::npos || between.find('\n', first + 1) == std::string_view::npos;
}

// 占观众总量的, 占当年缴存额的: the nearest figure whose words name all of it.
std::optional<std::size_t> spoken_of(const Line& line, std::size_t part, std::string_view of) {
  constexpr std::size_t two = 6;
  static const Words tails(Words::Side::end, {{0, "总数 总量 总人数 总额 人数 件数 户数 数"}});
  of.remove_suffix(tails.longest(of, of.size()).bytes);
  if (of.size() < two || begins(of, {"全", "其"})) return std::nullopt;
  for (std::size_t i = part; i-- > 0;)
    if (may_part(line, part, i) && same_unit(line.at(part), line.at(i)) &&
        says(without_marks(line.words(i)), {of}))
      return i;
  return std::nullopt;
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
  const std::optional<std::size_t> told = spoken_of(line, *part, claim.of);
  const std::optional<std::size_t> spoken = told || of.size() < two
                                                ? told
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
  // 建档立卡户460户，脱贫391户，占85%: what no verb did is what there is.
  const bool bare =
      claim.of.empty() && *part > line.first && *part + 1 == result &&
      same_unit(line.at(*part), line.at(*part - 1)) && may_part(line, *part, *part - 1) &&
      !says(line.words(result), {"；"}) &&
      (is_some_of(line, *part) || (claim.named.empty() && line.at(*part - 1).action.empty() &&
                                   begins(line.words(*part), {"，"})));
  const bool here = whole && *whole >= line.first;
  const bool direct = touches && claim.named.empty();
  const bool sure =
      (here && ((named && (among || spoken)) || (direct && ((among && total) || spoken)))) ||
      (whole && told == whole && direct && is_near(line, *whole, result));
  // Two other figures may make whole percents by chance.
  const bool by_chance = sure && line.at(result).value.low.scale == 0;
  if (!by_chance && any_two(line, result, all, !sure)) return;
  if (!whole && bare) {
    tell_claim(line, {RelationKind::share, result, *part, *part - 1});
    return;
  }
  if (sure && *part >= line.first) tell_claim(line, {RelationKind::share, result, *part, *whole});
}

// 生产612.8万吨，完成年计划600万吨的102.1%; 占职工总数5,080人的44.5%.
bool of_what_is_named(const Line& line, std::size_t result) {
  constexpr std::size_t short_bytes = 42;  // 占全部503项政务服务事项的
  const Said& words = line.words(result);
  if (result < 2 || words.size() > short_bytes || !words.ends_with("的") ||
      says(words, {"，", "、", "；"}))
    return false;
  const std::size_t whole = result - 1;
  if (!is_plain(line.at(whole)) || !says(line.words(whole), {"完成", "占", "为", "是", "达"}))
    return false;
  std::optional<std::size_t> near;
  for (std::size_t back = 1; back <= whole && back < operands_max; ++back) {
    const std::size_t part = whole - back;
    if (!like_unit(line.at(whole), line.at(part))) continue;
    if (tell_if_holds(line, {RelationKind::share, result, part, whole})) return true;
    const bool touches = part + 1 == whole || line.at(part + 1).unit.name == "%";
    if (touches && part >= line.first && says(line.words(whole), {"完成", "占", "任务", "计划"}))
      near = part;
  }
  if (near) tell_claim(line, {RelationKind::share, result, *near, whole});
  return near.has_value();
}

// 合格率98%（抽检500批次，合格490批次）.
bool of_a_bracket(const Line& line, std::size_t result) {
  if (result + 2 >= line.size() || !same_unit(line.at(result + 1), line.at(result + 2)) ||
      !begins(line.words(result + 1), {"（", "("}) || says(line.words(result + 2), {"）", ")"}) ||
      says(line.words(result + 1), {"其中"}))
    return false;
  const std::size_t behind = line.at(result + 2).end_byte;
  if (!line.text.has(behind, "）") && !line.text.has(behind, ")")) return false;
  const bool first = line.value(result + 1) < line.value(result + 2);
  tell_claim(line,
             {RelationKind::share, result, result + (first ? 1 : 2), result + (first ? 2 : 1)});
  return true;
}

// 计划培训500人，实际培训540人，完成计划的108%.
void task(const Line& line, std::size_t result) {
  const std::vector<std::size_t> all = operands(line, result);
  const Sought aims[]{"计划", "任务", "目标", "指标", "下达", "应"};
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
  std::size_t first = std::min(*done, *aim), between = 0;
  for (std::size_t i = first; i < result; ++i) between += line.at(i).unit.name == "%" ? 0 : 1;
  const bool near = between == 2 && first >= line.first;
  if (near) tell_claim(line, ratio);
}

// How many percents stand in a row from `first` on: 15%、35%和50%.
std::size_t percents_in_row(const Line& line, std::size_t first) {
  constexpr std::size_t joint = 3, row_max = 12;
  std::size_t end = first + 1;
  while (end < line.size() && end - first < row_max && line.at(end).unit.name == "%" &&
         line.words(end).size() <= joint)
    ++end;
  return end - first;
}

// 高级42人、中级98人、初级140人，分别占15%、35%、50%: each share is of its own part.
void respectively(const Line& line, std::size_t first, std::size_t count) {
  if (first < line.first + count + 1 || !says(line.words(first), {"分别", "各"})) return;
  const std::size_t part = first - count;
  for (std::size_t i = part; i < first; ++i)
    if (line.at(i).unit.name == "%" || !like_unit(line.at(part), line.at(i))) return;
  std::optional<std::size_t> whole = parted(line, part);
  if (!whole && may_part(line, part, part - 1)) whole = part - 1;
  if (!whole) return;
  int right = 0;
  for (std::size_t i = 0; i < count; ++i) {
    const Ratio ratio{RelationKind::share, first + i, part + i, *whole};
    const std::optional<Decimal> computed = share(line, ratio);
    right += computed && holds(line, ratio, *computed) ? 1 : 0;
  }
  // One that differs is a slip; more are of another whole.
  if (right + 1 < static_cast<int>(count)) return;
  for (std::size_t i = 0; i < count; ++i)
    tell_claim(line, {RelationKind::share, first + i, part + i, *whole});
}

}  // namespace

void add_shares(const Line& line) {
  for (std::size_t i = line.first; i < line.size(); ++i) {
    const std::string_view unit = line.at(i).unit.name;
    if (!is_known(line.at(i)) || (unit != "%" && unit != "‰")) continue;
    const Said& words = line.words(i);
    if (says(words, {"同比", "增长", "下降", "提高", "比上年", "上升"})) continue;
    if (const std::size_t row = percents_in_row(line, i); row > 1) {
      respectively(line, i, row);
      i += row - 1;
      continue;
    }
    if (of_a_bracket(line, i) || i == 0 || of_what_is_named(line, i)) continue;
    if (i > line.first && line.at(i - 1).value.form == Value::Form::none)
      continue;  // its part is not there
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

}  // namespace youju::reading
