// Shares of the only two figures of a unit that a clause has, and rates behind their part.
#include <youju/reading/relation_claim.h>
#include <youju/reading/relation_pair.h>
#include <youju/reading/relation_parts.h>
#include <youju/reading/relation_share.h>
#include <youju/reading/verbs.h>
#include <youju/reading/words.h>

#include <algorithm>

namespace youju::reading {
namespace {

// 刚好, 也就: no thing and no deed.
bool is_bare(std::string_view words) {
  static const Words adverbs(
      Words::Side::begin,
      {{0,
        "刚好 正好 恰好 只有 只 仅 仅为 仅有 也 就 也就 也就是 是 为 达 达到 计 即 即为 约 近 已 "
        "了 "
        "才 占 约占 共 完成 兑现 完成了 已完成 合 折合 均 都 全 达成 实现 不足 超过 约为 （ ( 比重 "
        "比例 占比 比率 进度 进度为 任务 任务完成 相当于"}});
  for (std::size_t at = 0; at < words.size();) {
    const std::size_t adverb = adverbs.longest(words, at).bytes;
    if (adverb == 0) return false;
    at += adverb;
  }
  return true;
}

bool ends_clause(const Text& text, std::size_t at) {
  static const Words marks(Words::Side::begin, {{0, "， 。 ； ） ) ： — ｜ , ;"}});
  return at >= text.all.size() || marks.has(text.all, at) || text.skip_blanks(at) > at;
}

bool may_be_operand(const Line& line, std::size_t i) {
  const Figure& figure = line.at(i);
  return is_plain(figure) && figure.unit.name != "%" && figure.unit.name != "倍" &&
         figure.unit.name != "百分点" && figure.measure != Measure::growth &&
         !figure.unit.empty() && !says(own_words(line, i), {"上年", "去年", "同期"});
}

// The words of the two say that the one is some of the other.
bool is_told_of(const Line& line, std::size_t part, std::size_t whole, std::string_view words) {
  if (says(words, {"好", "就", "只", "仅", "即", "占", "才", "完成", "兑现", "比", "进度"}))
    return true;
  const std::size_t behind = line.at(whole).end_byte;
  return says(line.words(part), {"其中", "已", "实际", "完成", "仅", "只", "才", "里", "中"}) ||
         is_due(line.words(whole)) || line.text.has(behind, "中") || line.text.has(behind, "里");
}

bool says_aim(const Line& line, std::size_t i) {
  return says(own_words(line, i), {"任务", "计划", "目标", "指标", "预算", "应"}) &&
         !says(own_words(line, i), {"完成", "超"});
}

// The only two figures of one unit in a span: the part and the whole, which is the aim or the
// larger one.
std::optional<Two> operands_in(const Line& line, const Span& span) {
  std::optional<Two> found;
  const Few all = those_of(span, [&](std::size_t i) { return may_be_operand(line, i); });
  for (const std::size_t i : all) {
    const auto [others, other] = others_like(line, all, i);
    if (others == 0 || other < i) continue;
    if (others > 1 || found) return std::nullopt;
    const bool due = says_aim(line, i), other_due = says_aim(line, other);
    const bool whole = due != other_due ? due : line.value(other) < line.value(i);
    found = whole ? Two{other, i} : Two{i, other};
  }
  return found;
}

// 应缴420万元，已缴百分之九十五，计399万元，未缴的21万元: of several, what stands beside the share
// and makes it to the digit.
bool tell_share_beside(const Line& line, const Span& span, std::size_t result) {
  for (std::size_t part = result > span.first ? result - 1 : result; part <= result + 1; ++part) {
    if (part == result || part >= span.end || !may_be_operand(line, part)) continue;
    for (std::size_t whole = span.first; whole < span.end; ++whole) {
      if (whole == part || whole == result || !may_be_operand(line, whole) ||
          !same_unit(line.at(part), line.at(whole)) || line.value(whole) < line.value(part))
        continue;
      const Ratio ratio{RelationKind::share, result, part, whole};
      const auto computed = share(line, ratio);
      if (!computed || !holds_to_the_digit(line, ratio, *computed, false) ||
          !holds(line, ratio, *computed))
        continue;
      tell(line, ratio, *computed);
      return true;
    }
  }
  return false;
}

// 刚好一半, 铺了70%，也就是52公里: the share follows its part, or its part it, without a word of
// another thing.
bool is_bare_share(const Line& line, const Two& pair, std::size_t result) {
  constexpr std::size_t short_bytes = 12;
  const Said& words = own_words(line, result);
  const std::size_t end = line.at(result).end_byte;
  const bool follows = result + 1 == pair.from && pair.from < line.size() &&
                       ends(line.words(pair.from), {"，计", "，共", "，即", "，也就是", "，为"});
  if (follows && pair.to + 1 == result && words.size() <= short_bytes &&
      !line.words(result).starts_with("，"))
    return true;
  // 收取38.7万元，任务是36万元，完成107.5%
  const bool of_aim = pair.from + 1 == pair.to && pair.to + 1 == result &&
                      says_aim(line, pair.to) && says(words, {"完成"}) &&
                      ends_clause(line.text, end);
  if (of_aim && is_bare(words)) return true;
  return is_bare(words) && ((ends_clause(line.text, end) && pair.from + 1 == result) || follows) &&
         is_told_of(line, pair.from, pair.to, words);
}

// 年初预算70万元，实到50万元，到位率; 办结85件，办结率98%，受理总数为86件: a rate of what was done,
// of what was to be done or of all.
bool is_rate_of_two(const Line& line, const Two& pair, std::size_t result) {
  const Claim claim = claim_of(line.words(result));
  if (claim.form != Claim::Form::rate || claim.denied || is_undone(line.words(pair.from)))
    return false;
  const int kin = kinship(line.words(pair.from), claim.stem);
  const std::size_t first = std::min(pair.from, pair.to), last = std::max(pair.from, pair.to);
  if (last == first + 1 && last + 1 == result && says_aim(line, pair.to)) return kin > 0;
  return kin == 2 && pair.from + 1 == result && result + 1 == pair.to &&
         says(own_words(line, pair.to), {"总", "共", "应", "全部"});
}

// A rate of what was done, and not of what is left.
bool is_rate_of(const Line& line, std::size_t part, const Claim& claim) {
  return claim.form == Claim::Form::rate && !claim.denied && !is_undone(line.words(part));
}

// 建制村386个中，通客车的347个，通达率89.9%；其余39个: of a whole that is parted in two a rate
// stands behind the part that it is of.
bool tell_rate_of_half(const Line& line, std::size_t result, const Claim& claim) {
  const std::size_t part = result - 1;
  const std::size_t whole = whole_of_any_part(line, part);
  if (whole == part || whole < line.first) return false;
  const std::span<const Relation> found = line.told();
  const bool halves = std::any_of(found.begin(), found.end(), [&](const Relation& sum) {
    return sum.kind == RelationKind::sum && sum.figures.size() == 3 &&
           sum.figures.front() == line.all[whole] &&
           std::find(sum.figures.begin(), sum.figures.end(), line.all[part]) != sum.figures.end();
  });
  return halves && is_rate_of(line, part, claim) &&
         kinship(line.words(part), claim.stem) > kinship(line.words(whole), claim.stem) &&
         tell_claim(line, {RelationKind::share, result, part, whole});
}

// 防治1.5万亩，无公害防治率: what stands before the deed says of which part it is.
bool is_of_another_kind(const Line& line, std::size_t result, const Claim& claim,
                        std::string_view own) {
  const std::string_view rate = without_marks(line.words(result));
  const std::string_view kind = rate.substr(0, std::min(rate.find(claim.stem), rate.size()));
  return !kind.empty() && own.find(kind) == std::string_view::npos;
}

// 常住人口615.4万人，组建团队1120个，签约居民196.3万人，签约率31.9%: the part has both characters
// of the rate behind it, and one other figure of its unit stands before it in the clause.
bool tell_rate_of_one_before(const Line& line, std::size_t result, const Claim& claim) {
  const std::size_t part = result - 1;
  const Said& own = own_words(line, part);
  if (is_of_another_kind(line, result, claim, own)) return false;
  if (claim.form != Claim::Form::rate || claim.denied || is_undone(own) || says(own, {"其中"}) ||
      kinship(own, claim.stem) < (own.starts_with("实") ? 1 : 2))
    return false;
  std::optional<std::size_t> whole;
  const std::size_t first = clause_of(line, result).first;
  for (std::size_t i = part; i > first;) {
    --i;
    if (!may_be_operand(line, i) || !same_unit(line.at(i), line.at(part))) continue;
    if (whole || line.value(i) < line.value(part) || says(line.words(i), {"其中"}) ||
        (!own.starts_with("实") && kinship(own_words(line, i), claim.stem) > 0))
      return false;
    whole = i;
  }
  if (!whole || covers_others(line, result, *whole)) return false;
  return tell_claim(line, {RelationKind::share, result, part, *whole});
}

// 计划320名，报名4866人，录用304名，计划完成率95%: of the one aim of the clause, whatever stands
// between.
bool tell_rate_of_aim(const Line& line, std::size_t result, const Claim& claim) {
  const std::size_t part = result - 1;
  if (says_aim(line, part) || begins(line.words(part), {"、", "和", "及"}) ||
      says(line.words(part), {"其中"}))
    return false;
  if (claim.form != Claim::Form::rate && claim.form != Claim::Form::task) return false;
  if (!says(own_words(line, result),
            {"完成率", "执行率", "到位率", "落实率", "完成进度", "执行进度"}))
    return false;
  std::optional<std::size_t> aim;
  for (std::size_t i = clause_of(line, result).first; i < part; ++i) {
    if (!may_be_operand(line, i) || !same_unit(line.at(i), line.at(part)) || !says_aim(line, i))
      continue;
    if (aim) return false;
    aim = i;
  }
  if (!aim) return false;
  return tell_claim(line, {RelationKind::share, result, part, *aim});
}

// 管网水1872个、水源水514个；管网水合格1869个，合格率: the words of the part begin with what an
// earlier figure is called.
bool tell_rate_of_called(const Line& line, std::size_t result, const Claim& claim) {
  constexpr std::size_t two_characters = 6;
  const std::size_t part = result - 1;
  const Said& own = own_words(line, part);
  if (claim.form != Claim::Form::rate || claim.denied || is_undone(own)) return false;
  for (std::size_t i = part; i > line.first;) {
    --i;
    const std::string_view name = label(line.words(i));
    if (!may_be_operand(line, i) || !same_unit(line.at(i), line.at(part)) ||
        line.value(i) < line.value(part) || name.size() < two_characters ||
        own.size() <= name.size() || !own.starts_with(name) ||
        kinship(own.substr(name.size()), claim.stem) == 0)
      continue;
    return tell_claim(line, {RelationKind::share, result, part, i});
  }
  return false;
}

// Whether a figure is told for itself, and not as a part of what stands before it or as an older
// one.
bool leads(const Line& line, std::size_t i) {
  return !says(line.words(i), {"其中", "上年", "去年", "同期"}) &&
         !begins(line.words(i), {"、", "和", "及", "（", "("}) && whole_of_any_part(line, i) == i;
}

// The only figure before a part, from `first` on, that leads and that it may be a part of; none
// where there are two.
std::optional<std::size_t> lead_before(const Line& line, std::size_t first, std::size_t part) {
  std::optional<std::size_t> whole;
  for (std::size_t i = part; i > first;) {
    --i;
    if (!may_be_operand(line, i) || !leads(line, i) || !may_part(line, part, i)) continue;
    if (whole) return std::nullopt;
    whole = i;
  }
  return whole;
}

// 移送审查起诉, 年内整改到位: nothing but what was done.
bool tells_deeds(std::string_view own) {
  static const Words manners(Words::Side::begin,
                             {{0, "， 年内 到位 已 均 全 全部 实际 共 累计 当场 提前 依法 及时"}});
  bool acts = false;
  while (!own.empty()) {
    const Words::Hit verb = verbs().longest(own, 0);
    const bool deed = verb && verb.kind != kept && verb.bytes > 3;
    const std::size_t bytes = deed ? verb.bytes : manners.longest(own, 0).bytes;
    if (bytes == 0) return false;
    acts = acts || deed;
    own.remove_prefix(bytes);
  }
  return acts;
}

// 湿地总面积9.46万亩；纳入保护体系的湿地4.88万亩: the words of the part name the thing of the
// whole, or tell no more than what was done: 走私案件46起；移送审查起诉31起.
bool is_of_its_thing(const Line& line, std::size_t part, std::size_t whole) {
  constexpr std::size_t two_characters = 6;
  const std::string_view own = own_words(line, part), thing = line.at(whole).subject;
  for (std::size_t at = 0; at + two_characters <= thing.size(); at += 3)
    if (own.find(thing.substr(at, two_characters)) != std::string_view::npos) return true;
  return tells_deeds(own);
}

// Whether what a rate is called says that it is of anybody who was asked or lives there, or no more
// than how it went on.
bool is_of_anybody(const Line& line, std::size_t result) {
  return is_of_fewer(line, result) ||
         says(without_marks(line.words(result)), {"知晓", "满意", "认可", "好评", "覆盖", "普及",
                                                  "毛入", "出栏", "毕业", "同比", "增长"}) ||
         says(line.words(result), {"其中", "稳定", "保持"});
}

// 送审6.8亿元，剔除多计的6800万元，审定6.12亿元，核减率: what was taken from the whole of a sum.
bool tell_rate_of_taken(const Line& line, std::size_t result, const Claim& claim) {
  if (!says(claim.stem, {"减", "扣", "剔"}) || result < line.first + 3) return false;
  const std::size_t taken = result - 2, whole = whole_of_any_part(line, taken);
  return whole + 1 == taken &&
         says(own_words(line, taken), {"扣除", "剔除", "减去", "核减", "审减"}) &&
         tell_claim(line, {RelationKind::share, result, taken, whole});
}

// 优秀18家，良好29家，合格10家，优秀率: the part of a sum that is called as the rate is.
bool tell_rate_in_sum(const Line& line, std::size_t result, const Claim& claim) {
  constexpr std::size_t far = 8, two_characters = 6;
  std::optional<std::size_t> part;
  const std::size_t lowest = result == line.first ? before_sentence(line) : line.first;
  // 城镇安置1864户、农村安置1000户，城镇安置率: of the one that is called so.
  const std::string_view rate = without_marks(line.words(result));
  const std::string_view kind = rate.substr(0, std::min(rate.find(claim.stem), rate.size()));
  const bool of_kind = kind.size() == two_characters;
  for (std::size_t i = result; i > lowest && result - i < far;) {
    --i;
    const std::string_view name = label(line.words(i));
    if (!may_be_operand(line, i) || name.find(claim.stem) == std::string_view::npos ||
        (of_kind && name.find(kind) == std::string_view::npos))
      continue;
    const bool denied = says(own_words(line, i), {"不", "未"});
    if (denied != claim.denied || whole_of_any_part(line, i) == i) continue;
    // 拟开放9728件，拟延期开放5472件，开放率: the name with less before it.
    const auto size_of = [&](std::size_t k) { return label(line.words(k)).size(); };
    if (part && size_of(i) == size_of(*part)) return false;
    if (!part || size_of(i) < size_of(*part)) part = i;
  }
  if (!part) return false;
  return tell_claim(line, {RelationKind::share, result, *part, whole_of_any_part(line, *part)});
}

// 受理12846件，审执结12105件，收案数上升8.3%，结案率: of the only two figures that lead, the second
// has a character of the rate that the first has not.
bool tell_rate_of_two_leads(const Line& line, std::size_t result, const Claim& claim) {
  const std::size_t first = line.first;
  for (std::size_t part = result; part > first;) {
    --part;
    if (!may_be_operand(line, part) || !leads(line, part)) continue;
    const std::string_view own = own_words(line, part);
    if (is_undone(own) || kinship(own, claim.stem) == 0 || heads_list(line, part)) continue;
    if (is_of_another_kind(line, result, claim, own)) return false;
    std::size_t others = 0, whole = 0;
    for (std::size_t i = first; i < result; ++i) {
      if (i == part || !may_be_operand(line, i) || !like_unit(line.at(i), line.at(part)) ||
          !leads(line, i))
        continue;
      ++others;
      whole = i;
    }
    return others == 1 && whole < part && !is_told_over(line, part, result, whole) &&
           !covers_others(line, result, whole) && line.value(part) < line.value(whole) &&
           has_its_own(own, own_words(line, whole), claim.stem) &&
           (whole >= clause_of(line, part).first || is_of_its_thing(line, part, whole)) &&
           tell_claim(line, {RelationKind::share, result, part, whole});
  }
  return false;
}

// 节约568万元，按5680万元的预算计算，节约率: the whole stands between the two.
std::optional<std::size_t> told_between(const Line& line, std::size_t part, std::size_t result) {
  std::optional<std::size_t> whole;
  for (std::size_t i = part + 1; i < result; ++i) {
    if (!may_be_operand(line, i) || !like_unit(line.at(i), line.at(part))) continue;
    if (whole || line.value(i) < line.value(part) ||
        !says(own_words(line, i),
              {"按", "应", "总", "共", "符合", "全县", "全市", "全区", "全镇", "全省"}))
      return std::nullopt;
    whole = i;
  }
  return whole;
}

// 完成年度计划的101%，年度计划为97.5亿千瓦时: the aim stands behind its share.
bool tell_share_of_aim_behind(const Line& line, std::size_t result) {
  static const Words aims(Words::Side::begin,
                          {{0,
                            "年度 全年 年 年初 市 县 省 上级 计划 计划数 任务 任务数 目标 "
                            "目标任务 预算 预算数 为 是 （ ("}});
  if (result <= line.first || result + 1 >= line.size() ||
      !says(own_words(line, result), {"计划", "任务", "目标", "预算"}) ||
      !may_be_operand(line, result - 1) || !may_be_operand(line, result + 1) ||
      !same_unit(line.at(result - 1), line.at(result + 1)))
    return false;
  std::string_view words = own_words(line, result + 1);
  if (!says(words, {"计划", "任务", "目标", "预算"})) return false;
  for (std::size_t word = 1; word != 0 && !words.empty(); words.remove_prefix(word))
    word = aims.longest(words, 0).bytes;
  return words.empty() && tell_claim(line, {RelationKind::share, result, result - 1, result + 1});
}

// 认定538人，就业497人，就业率: of what leads the clause or the sentence.
bool tell_rate_of_lead(const Line& line, std::size_t result, const Claim& claim) {
  constexpr std::size_t far = 8;
  std::optional<std::size_t> part;
  // 检验1813台，停用37台。检验率: a rate that opens its sentence is of the one before.
  const std::size_t lowest = result == line.first ? before_sentence(line) : line.first;
  for (std::size_t i = result; !part && i > lowest && result - i < far;) {
    --i;
    const std::string_view own = own_words(line, i);
    const int kin = kinship(own, claim.stem);
    if (!may_be_operand(line, i) || kin == 0 || is_undone(own) || heads_list(line, i)) continue;
    const bool beside = i + 1 == result;
    if ((kin == 1 && !(beside && has_its_own(own, {}, claim.stem))) || !leads(line, i)) continue;
    if (is_of_another_kind(line, result, claim, own)) return false;
    part = i;
  }
  if (!part) return false;
  std::optional<std::size_t> whole =
      lead_before(line, *part < line.first ? lowest : clause_of(line, *part).first, *part);
  if (!whole) whole = told_between(line, *part, result);
  if (!whole && kinship(own_words(line, *part), claim.stem) == 2) {
    whole = lead_before(line, line.first, *part);
    if (!whole) whole = lead_before(line, before_sentence(line), *part);
    if (whole && own_words(line, *part) != claim.stem && !is_of_its_thing(line, *part, *whole))
      return false;
  }
  return whole && !is_told_over(line, *part, result, whole) &&
         !covers_others(line, result, *whole) &&
         tell_claim(line, {RelationKind::share, result, *part, *whole});
}

bool tell_rate_of_leads(const Line& line, std::size_t result, const Claim& claim) {
  if (claim.form != Claim::Form::rate || is_of_anybody(line, result) ||
      is_of_kind_untold(line, result, claim.stem))
    return false;
  // 可用资金1250万元；支出1175万元，执行率
  if (claim.stem == "执行") {
    Claim spent = claim;
    spent.stem = "支出";
    return tell_rate_of_lead(line, result, spent);
  }
  return tell_rate_of_taken(line, result, claim) || tell_rate_in_sum(line, result, claim) ||
         (!claim.denied &&
          (tell_rate_of_lead(line, result, claim) || tell_rate_of_two_leads(line, result, claim)));
}

// The part stands right before its rate, and what it is of by one of four ways.
bool tell_rate_behind(const Line& line, std::size_t result, const Claim& claim) {
  if (result <= line.first || !may_be_operand(line, result - 1) ||
      (claim.form == Claim::Form::rate && is_of_kind_untold(line, result, claim.stem)))
    return false;
  return tell_rate_of_half(line, result, claim) || tell_rate_of_one_before(line, result, claim) ||
         tell_rate_of_aim(line, result, claim) || tell_rate_of_called(line, result, claim);
}

// 在园幼儿2.94万人，50%即1.47万人在公办园就读: the part stands right behind its share, and is of
// what stands right before it.
bool tell_share_of_part_behind(const Line& line, std::size_t result) {
  const std::size_t part = result + 1;
  if (result <= line.first || part >= line.size() || !may_be_operand(line, part) ||
      !may_be_operand(line, result - 1) || !may_part(line, part, result - 1) ||
      !same_unit(line.at(part), line.at(result - 1)))
    return false;
  static constexpr std::string_view joints[] = {"即", "（即", "，即", "也就是", "（"};
  return std::find(std::begin(joints), std::end(joints), line.words(part)) != std::end(joints) &&
         is_bare(own_words(line, result)) &&
         tell_claim(line, {RelationKind::share, result, part, result - 1});
}

// 常住居民52.3万人，建立健康档案47.6万份，建档率91.0%: told in another unit, it is of the one right
// before its part, if that makes it to the digit.
bool tell_rate_in_other_unit(const Line& line, std::size_t result, const Claim& claim) {
  const std::size_t part = result - 1;
  if (claim.form != Claim::Form::rate || claim.denied || result < line.first + 2 ||
      !may_be_operand(line, part) || is_of_anybody(line, result) ||
      kinship(line.words(part), claim.stem) == 0)
    return false;
  std::size_t whole = part - 1;
  while (whole > line.first && !may_be_operand(line, whole)) --whole;
  const bool money =
      says(line.at(part).unit.name, {"元"}) || says(line.at(whole).unit.name, {"元"});
  if (!may_be_operand(line, whole) || money || line.value(whole) < line.value(part)) return false;
  const Ratio ratio{RelationKind::share, result, part, whole};
  const auto computed = share(line, ratio);
  const bool sure = whole + 1 == part && !like_unit(line.at(part), line.at(whole)) &&
                    !is_of_another_kind(line, result, claim, own_words(line, part)) &&
                    kinship(own_words(line, part), claim.stem) == 2 &&
                    begins(line.words(part), {"，"}) && begins(line.words(result), {"，"}) &&
                    (whole == line.first || says(line.words(whole), {"；", "。"}));
  if (!computed || !(sure || holds_to_the_digit(line, ratio, *computed, false))) return false;
  return tell_claim(line, ratio);
}

}  // namespace

bool tell_share_of_two(const Line& line, std::size_t result) {
  if (tells_change(line, result) && !own_words(line, result).ends_with("率")) return false;
  if (says(own_words(line, result), {"毛入", "出栏", "毕业率", "差额", "分别", "依次"}))
    return false;
  const Claim claim = claim_of(line.words(result));
  if (tell_rate_behind(line, result, claim) || tell_rate_of_leads(line, result, claim) ||
      tell_share_of_aim_behind(line, result))
    return true;
  if (tell_share_of_part_behind(line, result) || tell_rate_in_other_unit(line, result, claim))
    return true;
  const Span clause = clause_of(line, result);
  for (const Span& span : {Span{clause.first, result + 1}, clause, Span{line.first, line.size()}}) {
    if (span.end - span.first > 2 * clause_figures_max) continue;
    const std::optional<Two> pair = operands_in(line, span);
    if (!pair) {
      if (tell_share_beside(line, span, result)) return true;
      continue;
    }
    const Ratio ratio{RelationKind::share, result, pair->from, pair->to};
    const auto computed = share(line, ratio);
    if (!computed) return false;
    const bool sure = span.first == clause.first && span.end <= clause.end &&
                      (is_bare_share(line, *pair, result) || is_rate_of_two(line, *pair, result));
    if (!holds(line, ratio, *computed) && !sure) return false;
    return tell_claim(line, ratio);
  }
  return false;
}

}  // namespace youju::reading
