// Shares against their operands, where the text names both.
#include <youju/reading/relation_claim.h>
#include <youju/reading/relation_ratio.h>
#include <youju/reading/words.h>

#include <algorithm>

namespace youju::reading {
namespace {

constexpr std::size_t operands_max = 8;  // figures before a result that may be its operands

std::optional<Decimal> share(const Line& line, const Ratio& ratio) {
  const int places = places_of(line.at(ratio.result)) + beyond;
  const bool thousandths = line.at(ratio.result).unit.name == "‰";
  const std::optional<Decimal> value =
      percent(line.value(ratio.part), line.value(ratio.whole), places + (thousandths ? 1 : 0));
  return value && thousandths ? std::optional(value->shifted(1).value_or(*value)) : value;
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

// What no words name must make the share to the digit; outside the sentence also of rounded
// numbers.
enum class Tie : std::uint8_t { named, tried };

bool tell_if_holds(const Line& line, const Ratio& ratio, Tie tie = Tie::named) {
  const std::optional<Decimal> computed = share(line, ratio);
  if (!computed || !holds(line, ratio, *computed)) return false;
  const bool rounded = ratio.part >= line.first && ratio.whole >= line.first;
  if (tie == Tie::tried && !holds_to_the_digit(line, ratio, *computed, rounded)) return false;
  tell(line, ratio, *computed);
  return true;
}

void tell_claim(const Line& line, const Ratio& ratio) {
  if (const std::optional<Decimal> computed = share(line, ratio)) tell(line, ratio, *computed);
}

// Whether a part has a character of its rate that the whole has not. 业 and the like stand in too
// many nouns: 毕业 is not what 就业率 is of.
bool has_its_own(std::string_view done, std::string_view due, std::string_view rate) {
  constexpr std::size_t character = 3;
  for (std::size_t at = 0; at + character <= rate.size(); at += character) {
    const std::string_view one = rate.substr(at, character);
    if (says(done, {one}) && !says(due, {one}) &&
        !begins(one,
                {"，", "业", "人", "员", "学", "生", "民", "家", "项", "数", "年", "总", "不"}))
      return true;
  }
  return false;
}

// 应收120万元，实收118万元; 受理96件，审结89件: the words of the two say that the one is of the
// other.
bool is_done_of_due(const Line& line, std::size_t part, std::string_view stem) {
  constexpr std::size_t short_bytes = 15, said_bytes = 27;
  std::size_t due = part;
  while (due > 0 && line.at(due - 1).unit.name == "%") --due;
  if (due == 0 || !same_unit(line.at(part), line.at(due - 1))) return false;
  const std::string_view done = line.words(part);
  if (!begins(done, {"，", ","}) || done.size() > said_bytes) return false;
  return (done.size() <= short_bytes && has_its_own(done, line.words(due - 1), stem)) ||
         (says(line.words(due - 1), {"应", "计划", "任务", "目标"}) &&
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
  if (!same_unit(line.at(part), line.at(part - 1))) return false;
  // 零售户2,876户，实行电子结算的2,301户: those of them that do.
  constexpr std::size_t clause_bytes = 45;
  if (words.starts_with("，") && words.ends_with("的") && words.size() <= clause_bytes &&
      without_marks(words).size() + 3 == words.size())
    return true;
  if (words.size() > nothing_named) return false;
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

// 遇险98人，获救96人，救助成功率: the rate has a character that the part has and the whole has not.
bool shares_character(const Line& line, std::size_t part, std::string_view rate) {
  constexpr std::size_t short_bytes = 15, character = 3;
  if (part <= line.first || !same_unit(line.at(part), line.at(part - 1)) ||
      line.value(part) > line.value(part - 1) || rate.size() < 2 * character)
    return false;
  const std::string_view done = line.words(part);
  return begins(done, {"，"}) && done.size() <= short_bytes && !says(done, {"；", "、"}) &&
         has_its_own(done, line.words(part - 1), rate.substr(0, rate.size() - character));
}

// 预算500万元，支出475万元，预算执行率: the rate names what the figure before the part is of.
bool names_whole(const Line& line, std::size_t part) {
  constexpr std::size_t two = 6;
  if (part <= line.first || part + 1 >= line.size() || !may_part(line, part, part - 1))
    return false;
  const std::string_view subject = line.at(part - 1).subject;
  const std::string_view rate = without_marks(line.words(part + 1));
  if (subject.size() >= two && begins(rate, {subject.substr(subject.size() - two)})) return true;
  // 预算安排经费320万元，实际支出304万元.
  return rate.size() > 2 * two && says(line.words(part - 1), {rate.substr(0, two)}) &&
         says(line.words(part), {"实际", "已", "完成", "执行", "支出", "到位"}) &&
         !says(line.words(part), {rate.substr(0, two)});
}

// Any two before it that make it: then it is of them that it speaks. Of those outside the sentence
// only to the digit.
bool any_two(const Line& line, std::size_t result, const std::vector<std::size_t>& all, bool far) {
  const bool precise = line.at(result).value.low.scale > 0;
  for (const std::size_t one : all) {
    for (const std::size_t whole : all) {
      const bool near = one >= line.first && whole >= line.first;
      if (one == whole || !(near || (far && precise)) || !may_part(line, one, whole)) continue;
      if (tell_if_holds(line, {RelationKind::share, result, one, whole}, Tie::tried)) return true;
    }
  }
  return false;
}

// 下达任务2,180套，实际开工2,316套: more was done than was asked for.
bool exceeds_its_aim(const Line& line, std::size_t part, std::size_t whole) {
  return like_unit(line.at(part), line.at(whole)) && !line.value(whole).is_zero() &&
         says(line.words(whole), {"任务", "计划", "目标", "下达", "应"});
}

// 床位2,400张，入住1,680人，入住率70%: how much of what there is room for is taken, told in another
// unit.
bool of_capacity(const Line& line, std::size_t result, const Claim& claim) {
  constexpr std::size_t short_bytes = 36;
  if (result < line.first + 2) return false;
  const std::size_t part = result - 1, whole = result - 2;
  static constexpr std::string_view uses[] = {"入住", "使用", "上座", "出租",
                                              "利用", "入驻", "到位", "入托"};
  const std::string_view words = line.words(part);
  if (std::find(std::begin(uses), std::end(uses), claim.stem) == std::end(uses) ||
      !is_plain(line.at(part)) || !is_plain(line.at(whole)) || line.at(whole).unit.name == "%" ||
      says(line.at(whole).unit.name, {"元"}) || line.value(part) > line.value(whole) ||
      !begins(words, {"，"}) || words.size() > short_bytes || says(words, {"；"}))
    return false;
  const Ratio ratio{RelationKind::share, result, part, whole};
  if (kinship(words, claim.stem) == 2 && line.at(result).unit.name == "%") {
    tell_claim(line, ratio);
    return true;
  }
  return tell_if_holds(line, ratio, Tie::tried);
}

// 受理264人，批捕193人，不捕71人: what makes with the part another figure of the sentence is the
// other part of that.
std::size_t with_sibling(const Line& line, std::size_t part, std::size_t whole) {
  const Result<Decimal> both = add(line.value(part), line.value(whole));
  for (std::size_t i = line.first; both && i < whole; ++i)
    if (like_unit(line.at(i), line.at(part)) && line.value(i) == *both) return i;
  return whole;
}

// 签约674户，签约率98.8%（应签682户）, 收缴率95%，应收30万元: the whole stands behind the rate.
bool is_told_behind(const Line& line, std::size_t part, std::size_t result, bool sure) {
  if (result + 1 >= line.size() || !same_unit(line.at(part), line.at(result + 1))) return false;
  const std::string_view words = line.words(result + 1);
  if (begins(words, {"（应", "(应", "（计划", "（任务", "，应"})) return true;
  const std::size_t behind = line.at(result + 1).end_byte;
  return sure && begins(words, {"（", "("}) && may_part(line, part, result + 1) &&
         !says(words, {"其中", "上年", "去年", "同期", "比", "较"}) &&
         (line.text.has(behind, "）") || line.text.has(behind, ")"));
}

// 采纳率: the part was adopted, the whole is what there was before.
void rate(const Line& line, std::size_t result, const Claim& claim) {
  const std::vector<std::size_t> all = operands(line, result);
  const auto akin = [&](std::size_t i) { return kinship(line.words(i), claim.stem); };
  const bool denied = claim.denied || begins(claim.stem, {"不", "未"});
  // The part that is most like the rate, the nearest of those.
  std::optional<std::size_t> part = first_that(all, [&](std::size_t i) {
    return akin(i) == 2 && (denied || !is_undone(line.words(i))) && !is_due(line.words(i));
  });
  if (!part) {
    part = first_that(all, [&](std::size_t i) { return is_done_of_due(line, i, claim.stem); });
  }
  const bool sure = part && akin(*part) == 2;
  if (!part && !all.empty()) part = all.front();
  if (!part) return;
  if (*part + 1 == result && is_told_behind(line, *part, result, sure)) {
    tell_claim(line, {RelationKind::share, result, *part, result + 1});
    return;
  }
  // 实习生312名、学员157名: what is told side by side is not of each other.
  const bool beside = begins(line.words(*part), {"、", "和", "及", "与"});
  const bool some =
      !beside && *part + 1 == result &&
      (is_some_of(line, *part) || names_whole(line, *part) || names_part(line, *part) ||
       shares_character(line, *part, without_marks(line.words(result))));
  for (const std::size_t whole : all) {
    if (whole != *part && (may_part(line, *part, whole) || exceeds_its_aim(line, *part, whole)) &&
        tell_if_holds(line, {RelationKind::share, result, *part, whole}))
      return;
  }
  if (any_two(line, result, all, !sure)) return;
  if (of_capacity(line, result, claim)) return;
  // 已办结45件，办结率93.8%，满意率100%: the second rate is of something else.
  const bool another = std::any_of(
      line.all.begin() + static_cast<std::ptrdiff_t>(*part),
      line.all.begin() + static_cast<std::ptrdiff_t>(result),
      [&](std::uint32_t figure) { return line.reading.figures[figure].unit.name == "%"; });
  const bool done = !another && is_done_of_due(line, *part, claim.stem);
  if (!(sure || some || done) || *part < line.first) return;
  // 主办12件，会办24件，办复率: two that make a third are parts of that, and 不合格6件 is what the
  // rate leaves out.
  if ((!sure && whole_of_any_part(line, *part) != *part) ||
      (!denied && is_undone(line.words(*part))))
    return;
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
  if (whole) whole = with_sibling(line, *part, *whole);
  if (!whole || *whole < line.first) return;
  const std::string_view whole_words = without_marks(line.words(*whole));
  if (kinship(whole_words, claim.stem) == 2 && !says(whole_words, {"应", "需", "待", "计划"}))
    return;
  std::size_t before = *part - 1;
  if (before > *whole && line.at(before).unit.name == "%") --before;
  const bool sibling = before > *whole && with_sibling(line, *part, before) == *whole;
  if (before != *whole && !sibling && whole_of_part(line, before) != *whole) return;
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

// 占观众总量的, 占当年缴存额的, 占总支出的: the nearest figure whose words or subject name all of
// it.
std::optional<std::size_t> spoken_of(const Line& line, std::size_t part, std::string_view of) {
  constexpr std::size_t character = 3, two = 6, three = 9;
  static const Words tails(Words::Side::end, {{0, "总数 总量 总人数 总额 人数 件数 户数 数"}});
  of.remove_suffix(tails.longest(of, of.size()).bytes);
  if (of.size() > two && of.starts_with("总")) of.remove_prefix(character);
  if (of.size() < two || begins(of, {"全", "其"})) return std::nullopt;
  for (std::size_t i = part; i-- > 0;) {
    if (!may_part(line, part, i) || !same_unit(line.at(part), line.at(i)) ||
        says(line.words(i), {"上年", "去年", "同期"}))
      continue;
    const std::string_view subject = line.at(i).subject;
    // 报告传染病17种、4,862例: the words of the one are of the other.
    const std::size_t told = i > 0 && line.words(i) == "、" ? i - 1 : i;
    if (says(without_marks(line.words(told)), {of}) || subject.ends_with(of) ||
        line.at(i).action == of || (subject.size() >= three && of.ends_with(subject)))
      return i;
  }
  return std::nullopt;
}

// 报告438例，占全县的, after 全县累计报告683例: what the same deed did in all of it. And
// 销量6.92万箱, 占总销量的, after 销售8.37万箱.
std::optional<std::size_t> done_in_all(const Line& line, std::size_t part, std::string_view of) {
  constexpr std::size_t character = 3, two = 6;
  const std::string_view first = of.substr(0, std::min(two, of.size()));
  if (first.size() < two || !begins(of, {"全", "总"})) return std::nullopt;
  const std::string_view deed = first.substr(character);
  const bool of_sum = begins(of, {"总量", "总数", "总额"}) && of.size() == two;
  for (std::size_t i = part; i-- > 0;) {
    const Figure& whole = line.at(i);
    if (!may_part(line, part, i) || !same_unit(line.at(part), whole)) continue;
    const bool all = of.starts_with("全") && !whole.action.empty() &&
                     whole.action == line.at(part).action && says(line.words(i), {first});
    const bool sum = of_sum ? !whole.action.empty() && whole.action == line.at(part).action
                            : of.starts_with("总") && says(whole.action, {deed}) &&
                                  says(without_marks(line.words(part)), {deed});
    if (all || sum) return i;
  }
  return std::nullopt;
}

// 占总数的, 占: all of what is parted. 占全市获奖总数的 is of more than the text names, unless its
// whole is 全市's; 占全年的 is of all of it.
bool is_of_all(const Line& line, std::size_t whole, std::string_view of) {
  constexpr std::size_t two = 6;
  if (begins(of, {"全年", "全部", "全体"})) return true;
  if (of.starts_with("全")) return of.size() >= two && says(line.words(whole), {of.substr(0, two)});
  return (says(of, {"总", "其中"}) || of.empty()) && !begins(of, {"当", "同"});
}

// 实有人员41人 is what 占在职人员的 speaks of: one noun.
bool is_called(const Line& line, std::size_t whole, std::string_view of) {
  constexpr std::size_t two = 6;
  return of.size() >= two && !begins(of, {"全", "当", "同", "该"}) &&
         line.at(whole).subject.ends_with(of.substr(of.size() - two));
}

// Whether the sentence has just two figures of the kind before its share.
bool are_the_only_two(const Line& line, std::size_t part, std::size_t whole, std::size_t result) {
  for (std::size_t i = line.first; i < result; ++i)
    if (i != part && i != whole && like_unit(line.at(i), line.at(part))) return false;
  return true;
}

// Nothing but shares, or one thing of another kind in the same clause, stands between the part and
// its share.
bool touches_share(const Line& line, std::size_t part, std::size_t result) {
  if (part + 1 == result) return true;
  if (part + 2 != result) return false;
  const Figure& aside = line.at(part + 1);
  return aside.unit.name == "%" ||
         (!like_unit(line.at(part), aside) && !says(line.words(part + 1), {"，", "；", "、"}));
}

// 占, 女性占, 占学生总数的.
void part_of(const Line& line, std::size_t result, const Claim& claim) {
  const std::vector<std::size_t> all = operands(line, result);
  constexpr std::size_t two = 6;
  std::optional<std::size_t> part =
      first_that(all, [&](std::size_t i) { return is_named(line, i, claim.named); });
  const bool named = part.has_value();
  // 62个乡镇最高气温突破40℃，占: what is one of none is no part.
  if (!part)
    part = first_that(all, [&](std::size_t i) {
      return std::any_of(all.begin(), all.end(), [&](std::size_t whole) {
        return whole != i && like_unit(line.at(i), line.at(whole));
      });
    });
  if (!part) return;
  const bool touches = touches_share(line, *part, result);
  const std::string_view of = claim.of.substr(0, std::min(two, claim.of.size()));
  const std::size_t sum = whole_of_any_part(line, *part);
  std::optional<std::size_t> whole = parted(line, *part);
  if (sum != *part) whole = sum;
  if (!whole) whole = of_its_kind(line, *part);
  const bool among = whole.has_value();
  const bool total =
      among && (is_of_all(line, *whole, claim.of) || is_called(line, *whole, claim.of));
  std::optional<std::size_t> told = spoken_of(line, *part, claim.of);
  if (!told) told = done_in_all(line, *part, claim.of);
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
        tell_if_holds(line, {RelationKind::share, result, *part, i}, Tie::tried))
      return;
  // 建档立卡户460户，脱贫391户，占85%: what no verb did is what there is.
  const bool bare =
      claim.of.empty() && *part > line.first && touches &&
      same_unit(line.at(*part), line.at(*part - 1)) && may_part(line, *part, *part - 1) &&
      !says(line.words(result), {"；"}) &&
      (is_some_of(line, *part) ||
       (claim.named.empty() && begins(line.words(*part), {"，"}) &&
        (line.at(*part - 1).action.empty() || are_the_only_two(line, *part, *part - 1, result))));
  // A sentence that begins with 其中, or whose parts make what was told before, speaks of that.
  const bool here = whole && (*whole >= line.first || *whole == sum ||
                              line.words(line.first).starts_with("其中"));
  const bool direct = touches && claim.named.empty();
  const bool near = whole && told == whole && is_near(line, *whole, result);
  const bool sure =
      (here && ((named && (among || spoken)) || (direct && ((among && total) || spoken)))) ||
      (near && (direct || named));
  if (!sure && any_two(line, result, all, true)) return;
  if (!whole && bare) {
    tell_claim(line, {RelationKind::share, result, *part, *part - 1});
    return;
  }
  if (sure && *part >= line.first) tell_claim(line, {RelationKind::share, result, *part, *whole});
}

// 生产612.8万吨，完成年计划600万吨的102.1%; 占职工总数5,080人的44.5%.
bool of_what_is_named(const Line& line, std::size_t result) {
  constexpr std::size_t short_bytes = 42;  // 占全部503项政务服务事项的
  const std::string_view words = line.words(result);
  if (result < 2 || words.size() > short_bytes || !words.ends_with("的") ||
      says(words, {"，", "、", "；"}))
    return false;
  const std::size_t whole = result - 1;
  if (!is_plain(line.at(whole)) ||
      !says(line.words(whole), {"完成", "占", "为", "是", "达", "相当于"}))
    return false;
  std::optional<std::size_t> near;
  for (std::size_t back = 1; back <= whole && back < operands_max; ++back) {
    const std::size_t part = whole - back;
    if (!like_unit(line.at(whole), line.at(part))) continue;
    if (tell_if_holds(line, {RelationKind::share, result, part, whole})) return true;
    const bool touches = part + 1 == whole || line.at(part + 1).unit.name == "%";
    if (touches && part >= line.first &&
        (says(line.words(whole), {"完成", "占", "任务", "计划"}) ||
         begins(line.words(whole), {"，为", "，是", "，达", "，相当于"})))
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
  const std::initializer_list<std::string_view> aims{"计划", "任务", "目标", "指标", "下达", "应"};
  const std::optional<std::size_t> aim =
      first_that(all, [&](std::size_t i) { return says(line.words(i), aims); });
  if (!aim || all.empty()) {
    rate(line, result, {Claim::Form::rate, "完成", false, {}, {}});
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

// 上升到20%.
bool is_moved_to(const Line& line, std::size_t i) {
  constexpr std::size_t short_bytes = 24;
  return line.at(i).unit.name == "%" && line.words(i).size() <= short_bytes &&
         ends(line.words(i), {"到", "至", "为"});
}

}  // namespace

void add_shares(const Line& line) {
  for (std::size_t i = line.first; i < line.size(); ++i) {
    const std::string_view unit = line.at(i).unit.name;
    if (!is_known(line.at(i)) || (unit != "%" && unit != "‰")) continue;
    const std::string_view words = line.words(i);
    if (says(words, {"同比", "增长", "下降", "提高", "比上年", "上升"})) continue;
    if (const std::size_t row = percents_in_row(line, i); row > 1) {
      respectively(line, i, row);
      i += row - 1;
      continue;
    }
    if (of_a_bracket(line, i) || i == 0 || of_what_is_named(line, i)) continue;
    if (i > line.first && line.at(i - 1).value.form == Value::Form::none)
      continue;  // its part is not there
    // 比例由上年的17.3%上升到20%: the claim stands before what it was.
    const bool moves = i + 1 < line.size() && says(words, {"由", "从"}) && is_moved_to(line, i + 1);
    if (moves) ++i;
    const Claim claim =
        claim_of(moves ? words.substr(0, std::max(words.rfind("由") + 1, words.rfind("从") + 1) - 1)
                       : words);
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
