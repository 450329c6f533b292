// Why a share or a change need not be what its operands make. Each reason stands for texts in which
// all was right and something was said to fail.
#include <youju/reading/relation_claim.h>
#include <youju/reading/relation_excused.h>
#include <youju/reading/relation_parts.h>
#include <youju/reading/words.h>

#include <algorithm>
#include <cstdlib>

namespace youju::reading {
namespace {

// Whether `part` is the percentage of `whole` that is told.
bool makes_it(const Line& line, const Ratio& ratio, const Decimal& part, const Decimal& whole) {
  const auto of_it = percent(part, whole, places_of(line.at(ratio.result)));
  return of_it && *of_it == line.value(ratio.result);
}

// 成交186.4亿元，节约12.6亿元，节约率6.3%: it is of both together, or so far off that it is of
// something else.
bool is_of_others(const Line& line, const Ratio& ratio, const Decimal& computed) {
  constexpr int far = 12;
  const std::string_view unit = line.at(ratio.result).unit.name;
  if (ratio.kind != RelationKind::share || (unit != "%" && unit != "‰")) return false;
  const Decimal shown = line.value(ratio.result);
  const Result<Decimal> most = multiply(shown, Decimal(far));
  const Result<Decimal> times = multiply(computed, Decimal(far));
  if (most && times && (computed > *most || *times < shown)) return true;
  if (!says(line.words(ratio.result), {"节", "减", "降", "压", "损"})) return false;
  const Result<Decimal> both = add(line.value(ratio.part), line.value(ratio.whole));
  return both && makes_it(line, ratio, line.value(ratio.part), *both);
}

// Whether a share holds of several figures together: of the parts that stand side by side up to
// `ratio.part`, 占查处数的 of three kinds; or of what was new and what was left over,
// 新收3827件，上年结转398件，结案3809件，结案率.
bool is_of_several(const Line& line, const Ratio& ratio) {
  if (ratio.kind != RelationKind::share || line.at(ratio.result).unit.name != "%") return false;
  Decimal run = line.value(ratio.part);
  for (std::size_t i = ratio.part; i > 0 && i != ratio.whole && is_beside(line.words(i));) {
    --i;
    if (i == ratio.whole || !same_unit(line.at(i), line.at(ratio.part))) break;
    const Result<Decimal> more = add(run, line.value(i));
    if (!more) break;
    run = *more;
    if (makes_it(line, ratio, run, line.value(ratio.whole))) return true;
  }
  // 批捕612人，不捕548人，不捕率47.2%: of both.
  const Result<Decimal> all = add(line.value(ratio.part), line.value(ratio.whole));
  if (all && says(line.words(ratio.result), {"不", "未"}) &&
      makes_it(line, ratio, line.value(ratio.part), *all))
    return true;
  constexpr std::size_t far = 4;
  for (std::size_t i = ratio.part; i > 0 && ratio.part - i < far;) {
    const Said& left = line.words(--i);
    const bool was_left = says(left, {"结转", "旧存", "往年", "原有", "遗留"}) ||
                          (says(left, {"上年", "去年"}) && says(left, {"未", "转", "存", "余"}));
    if (i == ratio.whole || !same_unit(line.at(i), line.at(ratio.whole)) || !was_left) continue;
    const Result<Decimal> both = add(line.value(ratio.whole), line.value(i));
    if (both && makes_it(line, ratio, line.value(ratio.part), *both)) return true;
  }
  return false;
}

// 总收入684万元，人均376元，比上年128元增加248元: nobody holds the one against the other.
bool are_worlds_apart(const Line& line, const Ratio& ratio) {
  constexpr int times = 500;
  if (ratio.kind != RelationKind::growth) return false;
  const Decimal now = line.value(ratio.part).abs(), then = line.value(ratio.whole).abs();
  const Result<Decimal> many = multiply(then, Decimal(times));
  const Result<Decimal> fewer = multiply(now, Decimal(times));
  return !now.is_zero() && !then.is_zero() && many && fewer && (now > *many || *fewer < then);
}

// 杂粮3600亩…。种植杂粮3.43万亩，比上年增加0.13万亩: what stands in another sentence and is three
// times as much, or a third, is of another place or body.
bool are_far_apart(const Line& line, const Ratio& ratio) {
  if (ratio.kind != RelationKind::growth ||
      line.at(ratio.part).sentence == line.at(ratio.whole).sentence)
    return false;
  const Decimal now = line.value(ratio.part).abs(), then = line.value(ratio.whole).abs();
  const Result<Decimal> many = multiply(then, Decimal(3)), fewer = multiply(now, Decimal(3));
  return many && fewer && (now > *many || *fewer < then);
}

// 上线2154名，比上年增加194人，上线率; 收入2.7亿元，增收6668万元，占增收总额的: a change is a part
// of nothing but changes.
bool is_share_of_change(const Line& line, const Ratio& ratio) {
  const Said& words = line.words(ratio.result);
  return line.at(ratio.part).measure == Measure::growth &&
         ((ratio.kind == RelationKind::share && words.ends_with("率为")) ||
          (says(words, {"占"}) && line.at(ratio.whole).measure != Measure::growth));
}

// 水稻预计完成187.53万亩；玉米预计完成64.38万亩；红苕33.11万亩，占预计完成的: of one of several
// that are called so, and its own is not told.
bool is_of_one_of_several(const Line& line, const Ratio& ratio) {
  constexpr std::size_t two = 6;
  const std::string_view of = claim_of(line.words(ratio.result)).of;
  if (ratio.kind != RelationKind::share || ratio.whole >= ratio.part || of.size() < 2 * two ||
      !says(line.text.between(line.at(ratio.whole).end_byte, line.at(ratio.part).begin_byte),
            {"；", "。"}))
    return false;
  const auto is_called = [&](std::size_t i) {
    const std::string_view name = label(behind_stop(line.words(i)));
    return name.starts_with(of.substr(0, two)) && name.ends_with(of.substr(of.size() - two));
  };
  if (!is_called(ratio.whole)) return false;
  for (std::size_t i = 0; i < ratio.part; ++i)
    if (i != ratio.whole && same_unit(line, i, ratio.whole) && is_called(i)) return true;
  return false;
}

// A占总额的47%；B占总额的24%: what has a share of the same whole itself is not that whole.
bool is_part_of_it(const Line& line, const Ratio& ratio) {
  const std::size_t beside = ratio.whole + 1;
  const std::string_view of = line.words(ratio.result);
  // 来信17件，占30%；来访20件，占35%: nor is what stands beside it in a row, with a bare share.
  const bool in_row = (of == "，占" || of == "，约占" || of == "，仅占") &&
                      !says(line.words(ratio.part), {"其中", "（", "："});
  return ratio.kind == RelationKind::share && beside < line.size() && beside != ratio.result &&
         line.at(beside).unit.name == "%" && says(of, {"占"}) && (of.ends_with("的") || in_row) &&
         of == std::string_view(line.words(beside));
}

// 工业用水968亿m³（其中冷却水482亿m³），占用水总量的16.2%: of what stands before the bracket.
bool is_in_closed_bracket(const Line& line, const Ratio& ratio) {
  const std::size_t from = line.at(ratio.part).end_byte, to = line.at(ratio.result).begin_byte;
  return ratio.kind == RelationKind::share && from < to &&
         begins(line.text.between(from, to), {"），", "）,", "),", ")，"});
}

bool says_plan(std::string_view words) {
  return says(words, {"预算", "计划", "任务", "目标", "指标"});
}

// 收入24627万元，完成预算数60999万元的40.4%，比上年减收1070万元: last year it was no budget.
bool is_of_plan(const Line& line, const Ratio& ratio) {
  // 一般公共预算收入 is what came in, and no plan.
  const auto wanted = [&](std::size_t i) {
    return says(line.words(i), {"计划", "任务", "目标"}) ||
           (says(line.words(i), {"预算"}) && !says(line.words(i), {"公共预算", "预算收入"}));
  };
  const auto of_last_year = [&](std::size_t i) {
    return says(line.words(i), {"上年", "去年", "同期"});
  };
  return ratio.kind == RelationKind::growth && (wanted(ratio.whole) || wanted(ratio.part)) &&
         !of_last_year(ratio.whole) && !of_last_year(ratio.part) &&
         (of_last_year(ratio.result) ||
          (ratio.result > 0 && line.at(ratio.result - 1).measure == Measure::growth &&
           of_last_year(ratio.result - 1)));
}

// 调解19138件，调解成功率97.5%: those that succeeded are not told. 审判案件结案率92.3% beside
// 各类案件9127件: of some of them. Whether the name of a rate has what its part has not.
bool is_rate_of_another(const Line& line, const Ratio& ratio) {
  constexpr std::size_t one = 3, two = 6;
  if (ratio.kind != RelationKind::share) return false;
  static const Words tails(Words::Side::end, {{0, "为 达 达到 是 约 仅为 高达"}});
  static const Words leads(
      Words::Side::begin,
      {{0, "， ； 、 总体 综合 平均 全年 整体 总 年均 其中 按期 及时 当期 当年"}});
  std::string_view name = without_end(line.words(ratio.result), tails);
  if (!name.ends_with("率") || name.size() < 3 * one + two) return false;
  name.remove_suffix(one);
  if (const std::size_t mark = std::max(name.rfind("，"), name.rfind("；"));
      mark != std::string_view::npos && mark + one < name.size())
    name = name.substr(mark);
  name = without_begin(name, leads);
  const auto knows = [&](std::string_view word) {
    return says(line.words(ratio.part), {word}) || says(line.at(ratio.part).subject, {word}) ||
           says(line.words(ratio.whole), {word}) || says(line.at(ratio.whole).subject, {word});
  };
  // What is told of has succeeded only where that is said.
  const bool untold = name.ends_with("成功") && name.size() >= 2 * two &&
                      says(line.words(ratio.part), {name.substr(0, two)}) &&
                      !says(behind_stop(line.words(ratio.part)), {"成"});
  if (untold || name.size() < 3 * two) return untold;
  const std::string_view kind = name.substr(0, name.size() - two);
  const std::string_view head = kind.substr(kind.size() - two);
  return line.at(ratio.part).subject.ends_with(head) && !knows(kind.substr(0, two));
}

// 六类犯罪占全部的82.3%: of so many that were told one by one, and not of one of them.
bool is_of_so_many(const Line& line, const Ratio& ratio) {
  static const Words kinds(Words::Side::begin, {{0, "类 项 种 者 个 大类 大项 大 家 市 县"}});
  const std::uint32_t index = line.all[ratio.result];
  if (ratio.kind != RelationKind::share || index == 0) return false;
  const Figure& count = line.reading.figures[index - 1];
  const std::string_view between =
      line.text.between(count.end_byte, line.at(ratio.result).begin_byte);
  return is_plain(count) && count.value.low.scale == 0 && count.value.low.coefficient > 1 &&
         count.value.low.coefficient <= 12 && kinds.has(count.unit.name, 0) &&
         says(between, {"占"}) && !says(between, {"，", "；", "。"}) &&
         line.text.has_before(count.begin_byte, "，");
}

// 不起诉9119人，不起诉率23.1% beside 不批捕12535人，不捕率33.6%: what has a rate of its own.
bool has_own_rate(const Line& line, const Ratio& ratio) {
  constexpr std::size_t one = 3;
  const std::size_t beside = ratio.whole + 1;
  if (ratio.kind != RelationKind::share || beside >= ratio.part || !is_percent(line.at(beside)))
    return false;
  const std::string_view own = without_marks(line.words(beside)),
                         name = without_marks(line.words(ratio.result));
  return own.size() > one && says(own, {"率"}) && says(name, {"率"}) &&
         name.substr(0, one) == own.substr(0, one);
}

// 完成36.2亿元，为年计划的12.9%: of a plan, and what was done is none.
bool is_of_untold_plan(const Line& line, const Ratio& ratio) {
  constexpr std::size_t noun_bytes = 36;  // 3.5万亩农田建设任务
  const std::string_view behind = line.text.all.substr(line.at(ratio.whole).end_byte, noun_bytes);
  return ratio.kind == RelationKind::share && !line.at(ratio.whole).plan &&
         ends(line.words(ratio.result), {"计划的", "预算的", "任务的", "目标的", "指标的",
                                         "计划数的", "预算数的", "任务数的", "目标数的"}) &&
         !says_plan(behind.substr(0, behind.find("，"))) && !says_plan(line.words(ratio.whole)) &&
         !says(line.words(ratio.whole), {"拟", "应"});
}

// 增加值1208.7亿元，占规上工业比重: what is added to values is no share of the output.
bool is_of_other_value(const Line& line, const Ratio& ratio) {
  const std::string_view part = line.at(ratio.part).subject, whole = line.at(ratio.whole).subject;
  return ratio.kind == RelationKind::share && part.ends_with("增加值") &&
         ends(whole, {"总产值", "产值", "营业收入", "营收", "产量", "投资"}) &&
         !whole.ends_with("增加值");
}

// 15—64岁25052人，占58%：65岁以上3844人，占9%: a colon typed for a mark that parts.
bool is_beside_it(const Line& line, const Ratio& ratio) {
  return ratio.kind == RelationKind::share && ratio.whole + 2 <= ratio.part &&
         is_percent(line.at(ratio.whole + 1)) && line.words(ratio.part).starts_with("：") &&
         line.words(ratio.result).size() <= 6;
}

// 其中交通事故死亡175人，比控制指标减少3人: the aim of a part is not that of all.
bool is_of_aim_of_part(const Line& line, const Ratio& ratio) {
  return ratio.kind == RelationKind::growth &&
         says(line.words(ratio.result), {"指标", "目标", "计划", "预算"}) &&
         (says(line.words(ratio.part), {"其中"}) ||
          (ratio.part != ratio.whole + 1 && ratio.whole != ratio.part + 1));
}

// 60岁以上26402万人，占18.7%（其中65岁以上19064万人，占13.5%）: both are shares of one whole that
// is not told.
bool is_of_untold_whole(const Line& line, const Ratio& ratio, const Decimal& computed) {
  const std::size_t beside = ratio.whole + 1;
  if (ratio.kind != RelationKind::share || beside >= line.size() || beside == ratio.result ||
      !is_percent(line.at(beside)) || line.at(ratio.result).unit.name != "%")
    return false;
  const Result<Decimal> of_all = multiply(computed, line.value(beside));
  const Result<Decimal> scaled = of_all ? of_all->shifted(-2) : of_all;
  const Result<Decimal> off = scaled ? subtract(*scaled, line.value(ratio.result)) : scaled;
  const Result<Decimal> place = Decimal(1).shifted(-std::min(1, places_of(line.at(ratio.result))));
  return off && place && off->abs() <= *place;
}

// Whether another figure told before, in this paragraph or the one above, is what the share is of:
// then what was taken for its whole is not.
bool is_of_another_whole(const Line& line, const Ratio& ratio) {
  constexpr std::size_t far_bytes = 1200;
  const Figure& result = line.at(ratio.result);
  const std::string_view named = line.at(ratio.whole).subject;
  if (ratio.kind != RelationKind::share || result.unit.name != "%") return false;
  // 占营业收入的2.2%: it says itself of what.
  if (!named.empty() && says(line.words(ratio.result), {named})) return false;
  const Figure& part = line.at(ratio.part);
  for (std::uint32_t i = line.all[ratio.result]; i-- > 0;) {
    const Figure& whole = line.reading.figures[i];
    if (result.begin_byte - whole.end_byte > far_bytes) break;
    if (!is_plain(whole) || !same_unit(whole, part) || whole.measure == Measure::growth ||
        whole.value.low.coefficient < 100)
      continue;
    if (places_of(result) > 0 && makes_it(line, ratio, line.value(ratio.part), value_of(whole)))
      return true;
  }
  return false;
}

// 较二季度的4564亿元和0.94%: what stands in a row with what it is held against.
bool is_in_row_of_base(const Line& line, const Ratio& ratio) {
  return ratio.kind == RelationKind::growth && ratio.result == ratio.whole + 1 &&
         (line.words(ratio.result) == "和" || line.words(ratio.result) == "、") &&
         says(line.words(ratio.whole), {"较", "比"}) && line.words(ratio.whole).ends_with("的");
}

// 1978年的268.2万元，2011年达到9515万元，比上年增加8.6%: what the year before was is not told.
bool is_of_another_year(const Line& line, const Ratio& ratio) {
  const int now = line.at(ratio.part).period.last.year;
  const int then = line.at(ratio.whole).period.last.year;
  return ratio.kind == RelationKind::growth && now != 0 && then != 0 && std::abs(now - then) > 1 &&
         says(line.words(ratio.result), {"上年", "去年", "上一年", "同比"});
}

// 由2012年的8.80%上升到2018年的17.06%，比2017年增长了2.88个百分点: of a year that is told, and not
// of that of the figure.
bool is_of_year_told(const Line& line, const Ratio& ratio) {
  const std::string_view words = line.words(ratio.result);
  const int told = year_before(words, find_word(words, "年"));
  const int then = line.at(ratio.whole).period.first.year;
  return ratio.kind == RelationKind::growth && told != 0 && then != 0 && told != then &&
         says(words, {"比", "较"});
}

// 比上年增加1036万个，增长126%；事业法人107万个，占4.9%: a change is the whole of nothing.
bool is_of_change(const Line& line, const Ratio& ratio) {
  return ratio.kind == RelationKind::share && line.at(ratio.whole).measure == Measure::growth;
}

}  // namespace

bool are_no_operands(const Line& line, const Ratio& ratio) {
  return is_in_row_of_base(line, ratio) || is_of_plan(line, ratio);
}

bool is_excused(const Line& line, const Ratio& ratio, const Decimal& computed) {
  return is_of_others(line, ratio, computed) || is_of_several(line, ratio) ||
         are_worlds_apart(line, ratio) || is_part_of_it(line, ratio) ||
         is_in_closed_bracket(line, ratio) || is_of_another_year(line, ratio) ||
         is_of_aim_of_part(line, ratio) || is_of_untold_plan(line, ratio) ||
         is_of_other_value(line, ratio) || is_beside_it(line, ratio) ||
         is_rate_of_another(line, ratio) || is_of_so_many(line, ratio) ||
         has_own_rate(line, ratio) || is_of_change(line, ratio) || are_far_apart(line, ratio) ||
         is_of_year_told(line, ratio) || is_share_of_change(line, ratio) ||
         is_of_one_of_several(line, ratio) || is_of_untold_whole(line, ratio, computed) ||
         is_of_another_whole(line, ratio);
}

}  // namespace youju::reading
