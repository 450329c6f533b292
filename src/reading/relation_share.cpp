// Shares against their operands, where the text names both.
#include <youju/reading/relation_parts.h>
#include <youju/reading/relation_share.h>
#include <youju/reading/words.h>

#include <algorithm>

namespace youju::reading {
namespace {

// 机电产品出口583亿元，增长19%，占出口总值的60%；劳动密集型产品出口231亿元，占: what is itself a
// part is no whole of the next one.
bool has_own_share(const Line& line, std::size_t i, std::size_t part) {
  for (std::size_t k = i + 1; k < part; ++k) {
    if (line.at(k).unit.name != "%") return false;
    if (says(line.words(k), {"占"})) return true;
  }
  return false;
}

}  // namespace

std::optional<std::size_t> parted(const Line& line, std::size_t part) {
  constexpr std::size_t list_max = 12, aside_max = 6;
  for (std::size_t i = part; i > 0 && i >= line.first && part - i < list_max; --i) {
    if (!says(line.words(i), {"其中"})) continue;
    for (std::size_t back = 1; back <= i && back < aside_max; ++back)
      if (const std::size_t whole = i - back; may_part(line, part, whole) &&
                                              line.at(whole).measure != Measure::growth &&
                                              !says(line.words(whole), {"上年", "去年", "同期"}))
        return whole;
    return std::nullopt;
  }
  return std::nullopt;
}

namespace {

// 党员860名，女党员215名: the nearest larger one before it whose thing stands in the words of the
// part.
std::optional<std::size_t> of_its_kind(const Line& line, std::size_t part) {
  constexpr std::size_t two = 6;
  for (std::size_t i = part; i-- > line.first;) {
    const std::string_view subject = line.at(i).subject;
    if (subject.size() < two || !may_part(line, part, i) || has_own_share(line, i, part)) continue;
    if (says(line.words(part), {subject.substr(subject.size() - two)})) return i;
  }
  return std::nullopt;
}

bool is_near(const Line& line, std::size_t from, std::size_t to) {
  const std::string_view between =
      line.text.between(line.at(from).end_byte, line.at(to).begin_byte);
  const std::size_t first = between.find('\n');
  return first == std::string_view::npos || between.find('\n', first + 1) == std::string_view::npos;
}

// 外贸进出口总值 is what 外贸总值 speaks of.
bool says_both_ends(std::string_view words, std::string_view name) {
  constexpr std::size_t two = 6;
  if (name.size() < 2 * two || !words.ends_with(name.substr(name.size() - two))) return false;
  return words.find(name.substr(0, two)) != std::string_view::npos;
}

}  // namespace

std::optional<std::size_t> spoken_of(const Line& line, std::size_t part, std::string_view of) {
  constexpr std::size_t character = 3, two = 6, three = 9;
  static const Words tails(Words::Side::end, {{0, "总数 总量 总人数 总额 人数 件数 户数 数"}});
  // 早稻集中育秧8.1万亩，占早稻面积的
  static const Words areas_of(Words::Side::end, {{0, "面积 总面积 种植面积 播种面积"}});
  const Words& sizes = line.at(part).measure == Measure::area ? areas_of : tails;
  of.remove_suffix(sizes.longest(of, of.size()).bytes);
  if (of.size() > two && of.starts_with("总")) of.remove_prefix(character);
  static const Words areas(Words::Side::begin, {{0, "全市 全县 全区 全省 全镇 全乡 全校 全院"}});
  const bool of_area = of.size() >= 2 * two + character && areas.has(of, 0);
  const std::string_view area = of_area ? of.substr(character, character) : std::string_view();
  if (of_area) of.remove_prefix(two);
  if (of.size() < two || begins(of, {"全", "其"})) return std::nullopt;
  for (std::size_t i = part; i-- > 0;) {
    if (!may_part(line, part, i) || !same_unit(line.at(part), line.at(i)) ||
        says(line.words(i), {"上年", "去年", "同期"}) || (of_area && !is_of_area(line, i, area)))
      continue;
    const std::string_view subject = line.at(i).subject;
    // 报告传染病17种、4,862例: the words of the one are of the other.
    const std::size_t told = i > 0 && line.words(i) == "、" ? i - 1 : i;
    // 造成41人死亡: its noun stands behind it.
    const std::string_view noun = line.text.between(
        line.at(i).end_byte, std::min(line.at(i).end_byte + of.size(), line.text.all.size()));
    if (says_noun(without_marks(line.words(told)), of) || noun == of ||
        says_both_ends(without_marks(line.words(told)), of) ||
        (subject.ends_with(of) && says_noun(subject, of)) || line.at(i).action == of ||
        (subject.size() >= three && of.ends_with(subject)))
      return i;
  }
  return std::nullopt;
}

namespace {

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
  // 占外贸总额的: of all of what is called so.
  if (const std::size_t sum = of.find("总"); sum != std::string_view::npos && sum >= two) {
    const std::string_view head = of.substr(0, two);
    return says(line.words(whole), {head}) ||
           line.at(whole).subject.find(head) != std::string_view::npos;
  }
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

// The figure that the claim calls by its name. A281名、B458名，后者占: the last of the two.
std::optional<std::size_t> named_part(const Line& line, const std::vector<std::size_t>& all,
                                      const Claim& claim) {
  constexpr std::size_t character = 3;
  if (claim.named == "后者" && !all.empty()) return all[0];
  if (claim.named == "前者" && all.size() > 1) return all[1];
  // 硕士生1082人；全日制硕士生占硕士生总数的: what it is of is not the part.
  const auto is_the_whole = [&](std::size_t i) {
    const std::string_view name = name_beside(line, i);
    return name.size() >= 2 * character && claim.of.starts_with(name) && claim.named != name &&
           !says(line.words(i), {claim.named});
  };
  // 高级工1.12万人、技师0.42万人，高级工以上占: of more than one of them.
  const bool of_more = ends(claim.named, {"以上", "以下"});
  const std::optional<std::size_t> named = first_that(all, [&](std::size_t i) {
    return is_named(line, i, claim.named) && !is_the_whole(i) &&
           !(of_more && !says(line.words(i), {claim.named}));
  });
  // 农村低保8120户、13640人，农村低保人数占: of what is counted so, the second is.
  if (!named || !claim.named.ends_with("数") || claim.named.size() < 3 * character) return named;
  const std::string_view unit = claim.named.substr(claim.named.size() - 2 * character, character);
  const std::size_t next = *named + 1;
  const bool counted = next < line.size() && line.words(next).size() <= character &&
                       line.at(next).unit.name.starts_with(unit) && is_known(line.at(next)) &&
                       !line.at(*named).unit.name.starts_with(unit);
  return counted ? next : named;
}

// 建档立卡户460户，脱贫391户，占85%: what no verb did is what there is.
bool is_of_the_bare(const Line& line, std::size_t part, std::size_t result, const Claim& claim) {
  const std::size_t before = beside_part(line, part);
  if (!claim.of.empty() || part <= line.first || !touches_share(line, part, result) ||
      has_own_share(line, before, part) || !same_unit(line.at(part), line.at(before)) ||
      !may_part(line, part, before) || says(line.words(result), {"；"}))
    return false;
  return is_some_of(line, part) ||
         (before + 1 == part && claim.named.empty() && begins(line.words(part), {"，"}) &&
          (line.at(before).action.empty() || are_the_only_two(line, part, before, result)));
}

// 创效1.37亿元，全年降本总额为3.42亿元，竞赛创效占: of the total right before it.
bool is_of_total_beside(const Line& line, std::size_t part, std::size_t result,
                        const Claim& claim) {
  return claim.of.empty() && part + 2 == result && part >= line.first &&
         may_part(line, part, part + 1) && begins(line.words(part + 1), {"，"}) &&
         says(line.words(part + 1), {"总额", "总量", "总数", "总计", "合计", "总收入", "总支出"});
}

// 林地面积218.9万亩，有林地196.3万亩，林地占: another part that may be called so and makes it.
struct Operands {
  std::size_t part = 0, whole = 0;
};
bool another_holds(const Line& line, std::size_t result, const Claim& claim, const Operands& tried,
                   const std::vector<std::size_t>& all) {
  return std::any_of(all.begin(), all.end(), [&](std::size_t i) {
    return i != tried.part && i != tried.whole && may_part(line, i, tried.whole) &&
           (is_named(line, i, claim.named) || line.at(tried.part).measure == Measure::growth) &&
           tell_if_holds(line, {RelationKind::share, result, i, tried.whole});
  });
}

// 因病仍是首因 of ，因病仍是首因，占; empty where no other piece stands before the claim.
std::string_view piece_before(std::string_view words) {
  constexpr std::size_t character = 3, two = 6;
  if (!words.starts_with("，")) return {};
  words.remove_prefix(character);
  const std::size_t end = words.rfind("，");
  if (end == std::string_view::npos || end < two || says(words, {"；", "。", "："}) ||
      says(words.substr(0, end), {"占", "比重"}))
    return {};
  return behind_stop(words.substr(0, end));
}

// The part that a claim speaks of, whether its words name it, or name what is not told.
struct Claimed {
  std::optional<std::size_t> part;
  bool named = false, untold = false;
};
Claimed claimed_part(const Line& line, std::size_t result, const Claim& claim,
                     const std::vector<std::size_t>& all) {
  constexpr std::size_t two = 6;
  Claimed found{named_part(line, all, claim)};
  // 因病251户、因学62户…，因病仍是首因，占44.0%: the piece before the claim names it.
  const std::string_view piece =
      !found.part && claim.named.empty() ? piece_before(line.words(result)) : std::string_view();
  if (!piece.empty()) {
    found.part = first_that(all, [&](std::size_t i) {
      const std::string_view name = label(behind_parted(without_marks(line.words(i))));
      return name.size() >= two && piece.starts_with(name);
    });
    found.untold = !found.part;
  }
  found.named = found.part.has_value();
  // 62个乡镇最高气温突破40℃，占: what is one of none is no part. 中药1876万元，占药品4215万元的
  // 44.5%，占收入的: nor is what the part was held against before.
  const auto is_whole_of_another = [&](std::size_t i) {
    return i + 1 < result && i > line.first && line.at(i + 1).unit.name == "%" &&
           line.words(i + 1) == "的" && begins(line.words(i), {"，占"});
  };
  if (!found.part)
    found.part = first_that(all, [&](std::size_t i) {
      return !is_whole_of_another(i) && std::any_of(all.begin(), all.end(), [&](std::size_t whole) {
        return whole != i && like_unit(line.at(i), line.at(whole));
      });
    });
  return found;
}

// Whether a share is told in tenths in the paragraph of figure `i`.
bool is_precise_beside(const Line& line, std::size_t i, std::size_t result) {
  return line.at(result).value.low.scale > 0 && are_in_one_paragraph(line, i, result);
}

// 新发展团员 for 新发展党员: two kinds of one noun.
bool is_another_kind(std::string_view words, std::string_view of) {
  constexpr std::size_t character = 3, two = 6;
  words = without_marks(words);
  return words.size() >= two && of.size() > two &&
         words.substr(words.size() - character) == of.substr(of.size() - character) &&
         words.substr(words.size() - two) != of.substr(of.size() - two);
}

// 大型水库蓄水占兴利库容的, 为预算的, 占总支出的, 占采购总额的: whether what a share is said to be
// of is not the figure that its words led to; `among`: it is what was parted.
bool is_of_untold_total(const Line& line, std::size_t part, std::size_t whole, std::string_view of,
                        bool among) {
  constexpr std::size_t character = 3, two = 6;
  static const Words times(Words::Side::begin,
                           {{0, "当年 全年 本年 同期 全部 全市 全县 全区 全省"}});
  static const Words totals(Words::Side::end, {{0, "总额 总量 总数 总值 总计 总"}});
  of = without_begin(of, times);
  const std::string_view words = without_marks(line.words(whole));
  if (of.ends_with("预算"))
    return !says(words, {"预算为", "预算数", "预算安排"}) && !ends(words, {"预算"});
  const std::string_view noun =
      of.starts_with("总") ? of.substr(character) : without_end(of, totals);
  if (noun.size() == of.size()) {
    // A noun of its own that is told nowhere as the whole.
    return among && of.size() >= 2 * two && !says(of, {"全", "总", "其中"}) &&
           !says(line.words(whole), {of.substr(of.size() - two)}) &&
           line.at(whole).subject.find(of.substr(of.size() - two)) == std::string_view::npos;
  }
  // 公益事业支出3872万元，其中…；办公支出126万元: one of several; 完成支出 is all.
  const bool apart =
      whole < part && line.at(whole).sentence == line.at(part).sentence &&
      says(line.text.between(line.at(whole).end_byte, line.at(part).begin_byte), {"；"});
  // 公开招标采购10.26亿元，占82.3%: what has a share of its own is not all.
  return (apart || (!among && has_share_beside(line, whole))) && noun.size() >= two &&
         !says(words, {"总", "合计", "共"}) && words.ends_with(noun) &&
         words.size() >= noun.size() + 2 * two && line.at(whole).subject != noun;
}

// 占, 女性占, 占学生总数的.
void part_of(const Line& line, std::size_t result, const Claim& claim) {
  const std::vector<std::size_t> all = operands(line, result);
  constexpr std::size_t two = 6;
  const auto [part, named, untold] = claimed_part(line, result, claim, all);
  if (!part || is_of_several(claim.named)) return;
  const bool touches = touches_share(line, *part, result);
  const std::string_view of = claim.of.substr(0, std::min(two, claim.of.size()));
  const std::size_t sum = whole_of_any_part(line, *part);
  std::optional<std::size_t> whole = parted(line, *part);
  if (sum != *part) whole = sum;
  if (!whole) whole = named_among(line, *part);
  if (!whole) whole = of_its_kind(line, *part);
  // 幼儿园176所。幼儿园中，公办园101所，占57.4%.
  const bool named_so = claim.of.empty() && touches && whole && named_among(line, *part) == whole;
  const bool among = whole.has_value();
  const bool total =
      among && (is_of_all(line, *whole, claim.of) || is_called(line, *whole, claim.of));
  std::optional<std::size_t> told = spoken_of(line, *part, claim.of);
  if (!told) told = done_in_all(line, *part, claim.of);
  const std::optional<std::size_t> spoken =
      told || of.size() < two
          ? told
          : first_that(
                all,
                [&](std::size_t i) {
                  return i != *part && !begins(of, {"全"}) && may_part(line, *part, i) &&
                         !is_another_kind(line.words(i), claim.of) &&
                         says(line.words(i), {of, claim.of});
                });
  if (spoken) whole = spoken;
  if (whole && tell_if_holds(line, {RelationKind::share, result, *part, *whole})) return;
  if (whole && another_holds(line, result, claim, {*part, *whole}, all)) return;
  for (std::size_t i = result; i-- > 0;)
    if ((i + operands_max >= result || is_precise_beside(line, i, result)) && i != *part &&
        may_part(line, *part, i) &&
        !(claim.held && says(line.words(i), {"上年", "去年", "同期"})) &&
        tell_if_holds(line, {RelationKind::share, result, *part, i}, Tie::tried))
      return;
  // A sentence that begins with 其中, or whose parts make what was told before, speaks of that.
  const bool here = whole && (*whole >= line.first || *whole == sum ||
                              line.words(line.first).starts_with("其中"));
  // ；会员2万户，占全市农户的: behind ； another thing is told.
  const bool direct =
      touches && claim.named.empty() && !untold && !says(line.words(result), {"；"});
  const bool near = whole && told == whole && is_near(line, *whole, result);
  const bool sure =
      (here && ((named && (among || spoken)) || (direct && ((among && total) || spoken)))) ||
      (near && (direct || named)) || named_so;
  if (!sure && any_two(line, result, all, true)) return;
  if (!whole && is_of_the_bare(line, *part, result, claim)) {
    tell_claim(line, {RelationKind::share, result, *part, beside_part(line, *part)});
    return;
  }
  // 农村低保人数占, after a sum that has 农村低保; 审查认为：职工活动支出占支出总额的80%, after
  // 职工活动支出268万元: called by its whole name.
  const bool by_name = (near || (whole && sum != *part && *whole == sum)) && named &&
                       claim.named.size() >= 2 * two && are_in_one_paragraph(line, *part, result);
  if (!sure && named && is_of_total_beside(line, *part, result, claim)) {
    tell_claim(line, {RelationKind::share, result, *part, *part + 1});
    return;
  }
  // What it was last year is no part of this year's.
  if (says(line.words(*part), {"去年同期", "上年同期"})) return;
  if (whole && is_of_untold_total(line, *part, *whole, claim.of, among)) return;
  if (sure && (by_name || *part >= line.first))
    tell_claim(line, {RelationKind::share, result, *part, *whole});
}

// 生产612.8万吨，完成年计划600万吨的102.1%; 占职工总数5,080人的44.5%.
bool of_what_is_named(const Line& line, std::size_t result) {
  constexpr std::size_t short_bytes = 42;  // 占全部503项政务服务事项的
  const Said& words = line.words(result);
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
    // 新建41个（企业33个、社会组织8个），完成目标60个的: what the bracket tells is of that before
    // it.
    const bool behind_bracket = begins(line.words(whole), {"）"});
    if (behind_bracket && whole_of_any_part(line, part) != part) continue;
    if (tell_if_holds(line, {RelationKind::share, result, part, whole})) return true;
    const bool touches = part + 1 == whole || line.at(part + 1).unit.name == "%" ||
                         (behind_bracket && whole_of_any_part(line, whole - 1) == part);
    if (!near && touches && part >= line.first &&
        (says(line.words(whole), {"完成", "占", "任务", "计划"}) ||
         begins(line.words(whole), {"，为", "，是", "，达", "，相当于"})))
      near = part;
  }
  if (near) tell_claim(line, {RelationKind::share, result, *near, whole});
  return near.has_value();
}

// 电诈案件占全部刑事案件（2386起）的27.2%: what it is of stands in a bracket behind its name.
bool of_what_is_in_bracket(const Line& line, std::size_t result) {
  constexpr std::size_t two = 6;
  if (result == line.first || !begins(line.words(result), {"）的", ")的"})) return false;
  const std::size_t whole = result - 1;
  const Claim claim = claim_of(line.words(whole));
  if (!is_plain(line.at(whole)) || claim.form != Claim::Form::part ||
      !ends(line.words(whole), {"（", "("}) || says(claim.of, {"，", "；"}))
    return false;
  const auto fits = [&](std::size_t part) {
    return may_part(line, part, whole) && line.at(part).measure != Measure::growth &&
           !says(line.words(part), {"上年", "去年", "同期"});
  };
  // 占农业总产值（86亿元）的11.1%，达9.6亿元: the part may follow.
  const std::size_t behind = result + 1;
  if (behind < line.size() && fits(behind) &&
      begins(line.words(behind), {"，达", "，为", "，共", "，计"}) &&
      line.words(behind).size() <= two + 6)
    return tell_claim(line, {RelationKind::share, result, behind, whole});
  std::optional<std::size_t> part;
  for (std::size_t i = whole; i-- > line.first;) {
    if (!fits(i)) continue;
    if (tell_if_holds(line, {RelationKind::share, result, i, whole})) return true;
    const bool called = claim.named.empty() ? i + 1 == whole
                                            : is_named(line, i, claim.named) ||
                                                  line.at(i).subject.ends_with(claim.named);
    if (!part && called) part = i;
  }
  return part && tell_claim(line, {RelationKind::share, result, *part, whole});
}

// What the words right behind a share call the number there, 外贸总额 of ，外贸总额为286亿元.
std::string_view name_behind(const Line& line, std::size_t i) {
  static const Words leads(Words::Side::begin,
                           {{0, "， ； （ 全年 年度 年初 当年 全市 全县 全区"}});
  static const Words tails(Words::Side::end, {{0, "为 是 达 共 共有 数"}});
  return without_end(without_begin(line.words(i), leads), tails);
}

// 完成任务的102.3%，任务数2800人; 占外贸总额的9.2%，外贸总额286.4亿元: what it is of follows right
// behind it, by the name that it has there.
bool of_what_follows(const Line& line, std::size_t result) {
  constexpr std::size_t two = 6;
  const std::size_t whole = result + 1;
  if (result <= line.first || whole >= line.size() || !is_plain(line.at(whole)) ||
      !begins(line.words(whole), {"，", "；", "（"}) || line.at(whole).measure == Measure::growth)
    return false;
  const std::string_view of = without_marks(line.words(result));
  const std::string_view name = name_behind(line, whole);
  if (name.size() < two || !of.ends_with("的") || !says(of, {name}) ||
      !says(of, {"占", "完成", "为", "达", "是"}))
    return false;
  std::optional<std::size_t> part;
  for (std::size_t i = result; i-- > line.first;) {
    if (!like_unit(line.at(i), line.at(whole)) || line.at(i).measure == Measure::growth ||
        says(line.words(i), {"上年", "去年", "同期"}))
      continue;
    if (tell_if_holds(line, {RelationKind::share, result, i, whole})) return true;
    if (!part) part = i;
  }
  const bool fits = part && (*part + 1 == result || line.at(*part + 1).unit.name == "%" ||
                             whole_of_any_part(line, *part) != *part);
  return fits && tell_claim(line, {RelationKind::share, result, *part, whole});
}

// 合格率98%（抽检500批次，合格490批次）.
bool of_a_bracket(const Line& line, std::size_t result) {
  if (result + 2 >= line.size() || !same_unit(line.at(result + 1), line.at(result + 2)) ||
      !begins(line.words(result + 1), {"（", "("}) || says(line.words(result + 2), {"）", ")"}) ||
      says(line.words(result + 1), {"其中", "上年", "去年", "同期", "年为"}) ||
      line.at(result).measure == Measure::growth)
    return false;
  const std::size_t behind = line.at(result + 2).end_byte;
  if (!line.text.has(behind, "）") && !line.text.has(behind, ")")) return false;
  const bool first = line.value(result + 1) < line.value(result + 2);
  tell_claim(line,
             {RelationKind::share, result, result + (first ? 1 : 2), result + (first ? 2 : 1)});
  return true;
}

// 放装6,837部，拆机1,530部，拆装比22.4%: a ratio that is called by a character of each of its two.
bool of_two_named(const Line& line, std::size_t result) {
  constexpr std::size_t character = 3, short_bytes = 36;
  const Said& words = line.words(result);
  if (result < line.first + 2 || words.size() > short_bytes || !says(words, {"比"})) return false;
  const std::size_t ratio = words.rfind("比");
  // 存款1286亿元，比年初增加99亿元；贷款946亿元，存贷比: over what it grew by.
  std::size_t before = result - 2;
  while (before > line.first && line.at(before).measure == Measure::growth) --before;
  if (ratio < 3 * character || !same_unit(line.at(result - 1), line.at(before))) return false;
  const std::string_view behind = words.substr(ratio + character);
  if (!behind.empty() && !begins(behind, {"为", "达", "是", "约", "仅", "只有", "：", "高达"}))
    return false;
  const std::string_view one = words.substr(ratio - 2 * character, character),
                         other = words.substr(ratio - character, character);
  if (one == other) return false;
  const std::string_view near = without_marks(line.words(result - 1));
  const auto speaks_of = [](std::string_view told, std::string_view of, std::string_view not_of) {
    return says(told, {of}) && !says(told, {not_of});
  };
  const bool of_one = speaks_of(near, one, other);
  if (!of_one && !speaks_of(near, other, one)) return false;
  const std::string_view wanted = of_one ? other : one, unwanted = of_one ? one : other;
  // 存款21亿元，其中储蓄存款15亿元；贷款10亿元，存贷比: of several that the character may mean, the
  // one with which the ratio holds.
  std::size_t meant = 0;
  bool next = false;
  for (std::size_t i = result - 1; i-- > line.first;) {
    if (!same_unit(line.at(result - 1), line.at(i)) ||
        !speaks_of(without_marks(line.words(i)), wanted, unwanted))
      continue;
    const Ratio near_of_it{RelationKind::share, result, result - 1, i};
    const Ratio it_of_near{RelationKind::share, result, i, result - 1};
    if (tell_if_holds(line, of_one ? near_of_it : it_of_near) ||
        tell_if_holds(line, of_one ? it_of_near : near_of_it))
      return true;
    ++meant;
    next = next || i == before;
  }
  if (meant != 1 || !next) return false;
  const Ratio ratio_of_them{RelationKind::share, result, of_one ? result - 1 : before,
                            of_one ? before : result - 1};
  // 桥梁41座，隧道17座，桥隧比60.3% is of their lengths.
  const std::optional<Decimal> computed = share(line, ratio_of_them);
  const Result<Decimal> twice = multiply(line.value(result), Decimal(2));
  if (!computed || !twice || *computed > *twice) return false;
  tell_claim(line, ratio_of_them);
  return true;
}

// 326个行政村 … 活动室204个，覆盖62.6%的行政村: of what the noun behind the share counts.
bool covers_what_is_named(const Line& line, std::size_t result) {
  constexpr std::size_t character = 3, two = 6, noun_bytes = 24;
  const Said& words = line.words(result);
  if (!begins(words, {"，覆盖", "，惠及", "，涉及", "，占"}) || words.size() > 4 * character ||
      result == line.first || !is_plain(line.at(result - 1)))
    return false;
  const std::size_t end = line.at(result).end_byte;
  if (!line.text.has(end, "的")) return false;
  std::size_t stop = end + character;
  while (stop < line.text.all.size() && stop - end < noun_bytes && line.text.is_han(stop))
    stop = line.text.next(stop);
  const std::string_view noun = line.text.between(end + character, stop);
  if (noun.size() < two) return false;
  for (std::size_t i = result - 1; i-- > 0;) {
    if (line.at(i).subject != noun || !may_part(line, result - 1, i)) continue;
    tell_claim(line, {RelationKind::share, result, result - 1, i});
    return true;
  }
  return false;
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
    const Said& words = line.words(i);
    if (says(words, {"同比", "增长", "下降", "提高", "比上年", "上升"}) &&
        !says(words, {"增长面", "下降面", "上升面"}))
      continue;
    if (const std::size_t row = percents_in_row(line, i); row > 1) {
      tell_row_of_shares(line, i, row);
      i += row - 1;
      continue;
    }
    if (of_what_follows(line, i) || of_a_bracket(line, i) || i == 0 ||
        of_what_is_in_bracket(line, i) || of_what_is_named(line, i))
      continue;
    // Where its part is not there, only another that makes it is told:
    // 达标35项，预期可达标XX项，达标率.
    const bool lacks = i > line.first && line.at(i - 1).value.form == Value::Form::none;
    // 比例由上年的17.3%上升到20%: the claim stands before what it was.
    const bool moves = i + 1 < line.size() && says(words, {"由", "从"}) && is_moved_to(line, i + 1);
    if (moves) ++i;
    const Claim claim =
        claim_of(moves ? words.substr(0, std::max(words.rfind("由") + 1, words.rfind("从") + 1) - 1)
                       : std::string_view(words));
    if (lacks) {
      if (claim.form == Claim::Form::rate) tell_rate_if_holds(line, i, claim);
      if (claim.form == Claim::Form::task)
        tell_rate_if_holds(line, i, {Claim::Form::rate, "完成", false, {}, {}});
      continue;
    }
    if (of_two_named(line, i) || covers_what_is_named(line, i)) continue;
    switch (claim.form) {
      case Claim::Form::rate:
        // 研发投入强度 is of a revenue that is seldom told beside it.
        if (without_marks(words).ends_with("强度"))
          tell_rate_if_holds(line, i, claim);
        else
          tell_rate(line, i, claim);
        break;
      case Claim::Form::part:
        // 收入比由2.31缩小到2.24，恩格尔系数: food is paid with money.
        if (!says(words, {"系数"}) || line.at(i - 1).unit.name.ends_with("元"))
          part_of(line, i, claim);
        break;
      case Claim::Form::task:
        tell_task(line, i);
        break;
      case Claim::Form::none:
        if (line.at(i).value.low.scale > 0) any_two(line, i, operands(line, i), false);
        break;
    }
  }
}

}  // namespace youju::reading
