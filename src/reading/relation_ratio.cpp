// What a stated percentage or change may differ by from what its operands make.
#include <youju/reading/relation_parts.h>
#include <youju/reading/relation_ratio.h>
#include <youju/reading/relation_rounded.h>
#include <youju/reading/words.h>

#include <algorithm>
#include <cstdlib>

namespace youju::reading {
namespace {

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

// 近三成, 95%以上, and what 3000余人 make of it: near enough. 超过四成 is up to five, 不足一半 down
// to four.
bool nearly(const Line& line, std::size_t i, const Decimal& computed) {
  constexpr int twentieth = 20;
  const Figure& stated = line.at(i);
  const Decimal shown = stated.value.low.decimal();
  const Result<Decimal> difference = subtract(computed, shown);
  const Result<Decimal> times =
      difference ? multiply(difference->abs(), Decimal(twentieth)) : difference;
  if (times && *times <= shown) return true;
  const Result<Decimal> step = multiply(told_in(line, i), Decimal(2));
  const bool side = stated.qualifier == Qualifier::at_least
                        ? difference && !difference->is_negative()
                        : difference && difference->is_negative();
  return step && side && !is_plain(stated) && difference->abs() < *step;
}

// By how many percent a percentage of two may be off since they are rounded: at most
// 100 (da + db max(1, a/b)) / b, where da and db are half their last places.
std::optional<Decimal> error_of(const Line& line, const Ratio& ratio) {
  const Decimal a = line.value(ratio.part), b = line.value(ratio.whole);
  if (b.is_zero() || line.at(ratio.result).unit.name != "%" || is_percent(line.at(ratio.part)))
    return std::nullopt;
  const Result<Decimal> times = divide(a.abs(), b.abs(), 2);
  if (!times) return std::nullopt;
  const Decimal factor = *times < Decimal(1) ? Decimal(1) : *times;
  const Result<Decimal> of_whole = multiply(last_place(line.text, line.at(ratio.whole)), factor);
  const Result<Decimal> both =
      of_whole ? add(last_place(line.text, line.at(ratio.part)), *of_whole) : of_whole;
  const Result<Decimal> fifty = both ? multiply(*both, Decimal(50)) : both;
  if (!fifty) return std::nullopt;
  const Result<Decimal> error = divide(*fifty, b.abs(), places_of(line.at(ratio.result)) + beyond);
  return error ? std::optional(*error) : std::nullopt;
}

// Rounded half-up to the places that are stated. Operands that are rounded themselves, 2.36万,
// leave one unit of the last place open.
// A difference of whole things is told as it is.
// A difference of things whose operands are told in places as fine as `fine` is off by no more.
bool agrees(const Line& line, const Decimal& computed, std::size_t result, bool rounded_operands,
            bool difference_of_things, const std::optional<Decimal>& fine, const Ratio& ratio) {
  const Figure& stated = line.at(result);
  const Decimal shown = line.value(result);
  if (computed.rounded(places_of(stated)) == shown) return true;
  if (difference_of_things && !rounded_operands) return false;
  const Result<Decimal> difference = subtract(computed, shown);
  if (!difference) return false;
  // 由3.26元下调到3.06元，降了0.1元: it may be told with fewer places, and cut off, no more.
  if (difference_of_things && fine && difference->abs() > *fine) {
    const int places = places_of(stated) - (stated.unit.scale.empty() ? 0 : 8);
    const auto unit = Decimal(1).shifted(-places);
    if (!unit || difference->is_negative() || difference->abs() >= *unit) return false;
  }
  if (difference->abs() <= told_in(line, result)) return true;
  // Many cut off instead of rounding.
  const int yi = stated.unit.scale.empty() ? 0 : 8;
  Result<Decimal> slack = Decimal(1).shifted(yi - places_of(stated));
  if (slack && *slack < printed_unit(line.text, stated)) slack = printed_unit(line.text, stated);
  if (!slack || difference->abs() > *slack) return false;
  // Of a number of one digit nobody cuts off nearly one: 3% for 3.96%.
  constexpr int tenths = 10, three_quarters = 75;
  const Result<Decimal> ten = multiply(*slack, Decimal(tenths));
  const Result<Decimal> hundredfold = multiply(difference->abs(), Decimal(100));
  const Result<Decimal> some = multiply(*slack, Decimal(three_quarters));
  const bool relative = stated.unit.name == "%" || stated.unit.name == "倍";
  if (relative && ten && shown < *ten && hundredfold && some && *hundredfold > *some) return false;
  // More than there is: only by what rounding leaves open.
  const std::optional<Decimal> error =
      relative && difference->is_negative() ? error_of(line, ratio) : std::nullopt;
  if (error) {
    const Result<Decimal> twice =
        multiply(subtract(difference->abs(), *error).value_or(Decimal(0)), Decimal(2));
    return twice && *twice <= *slack;
  }
  return rounded_operands || difference->abs() < *slack || !difference->is_negative();
}

bool is_rounded(const Line& line, std::size_t i) {
  return !printed_unit(line.text, line.at(i)).is_zero() || line.at(i).value.low.scale > 0;
}

// What one unit of the last place of the coarser operand is worth.
std::optional<Decimal> place_of(const Line& line, const Ratio& ratio) {
  std::optional<Decimal> coarsest;
  for (const std::size_t i : {ratio.part, ratio.whole}) {
    Decimal unit = printed_unit(line.text, line.at(i));
    if (unit.is_zero()) {
      const int yi = line.at(i).unit.scale.empty() ? 0 : 8;
      const Result<Decimal> last = Decimal(1).shifted(yi - places_of(line.at(i)));
      if (!last) return std::nullopt;
      unit = *last;
    }
    if (!coarsest || *coarsest < unit) coarsest = unit;
  }
  return coarsest;
}

bool is_loose(const Line& line, const Ratio& ratio) {
  return !is_plain(line.at(ratio.result)) || !is_plain(line.at(ratio.part)) ||
         !is_plain(line.at(ratio.whole));
}

// 近三成 that is a half, 98%以上 that is less: too far off for any reading of the words.
bool refutes(const Line& line, const Ratio& ratio, const Decimal& computed) {
  constexpr int seventh = 7;
  if (!is_plain(line.at(ratio.part)) || !is_plain(line.at(ratio.whole))) return false;
  const Decimal shown = line.value(ratio.result);
  const Qualifier qualifier = line.at(ratio.result).qualifier;
  const Result<Decimal> lack = subtract(shown, computed);
  if (!lack) return false;
  const Result<Decimal> times = multiply(lack->abs(), Decimal(seventh));
  const bool far = times && *times > shown;
  return far && (qualifier == Qualifier::about ||
                 (qualifier == Qualifier::at_least && !lack->is_negative()));
}

}  // namespace

std::optional<Decimal> percent(const Decimal& a, const Decimal& b, int places) {
  // A number can be printed with all the places there are, and ‰ asks for one more.
  places = std::min(places, Decimal::scale_max);
  if (b.is_zero()) return std::nullopt;
  const Result<Decimal> hundred = multiply(a, Decimal(100));
  const Result<Decimal> value = hundred ? divide(*hundred, b, places) : hundred;
  if (!value) return std::nullopt;
  return *value;
}

std::optional<Decimal> doublings(const Decimal& to, const Decimal& from) {
  constexpr int most = 10, tenths = 10, twice_nearly = 18;
  if (from.is_zero()) return std::nullopt;
  int times = 0;
  Result<Decimal> reached = multiply(from, Decimal(twice_nearly));
  const Result<Decimal> told = multiply(to, Decimal(tenths));
  while (reached && told && *reached <= *told && times < most) {
    ++times;
    reached = multiply(*reached, Decimal(2));
  }
  return Decimal(times);
}

int places_of(const Figure& figure) {
  return std::min<int>(figure.value.low.scale, Decimal::scale_max);
}

bool is_known(const Figure& figure) {
  return figure.value.form == Value::Form::number && figure.measure != Measure::date &&
         figure.qualifier != Qualifier::missing && figure.qualifier != Qualifier::placeholder;
}

bool is_adjusted(const Said& change) {
  return says(change, {"可比", "同口径", "不变价", "剔除", "扣除"});
}

bool are_loss_and_gain(const Said& one, const Said& other) {
  const auto is_loss = [](const Said& words) { return says(words, {"亏损", "净亏"}); };
  const auto is_gain = [&](const Said& words) {
    return !is_loss(words) && says(words, {"盈利", "盈余", "利润", "净利"});
  };
  return (is_loss(one) && is_gain(other)) || (is_gain(one) && is_loss(other));
}

bool holds(const Line& line, const Ratio& ratio, const Decimal& computed) {
  if (is_loose(line, ratio)) return nearly(line, ratio.result, computed);
  const bool things = ratio.kind == RelationKind::growth &&
                      line.at(ratio.result).unit == line.at(ratio.part).unit &&
                      !is_percent(line.at(ratio.result));
  return agrees(line, computed, ratio.result,
                is_rounded(line, ratio.part) || is_rounded(line, ratio.whole) ||
                    is_rounded(line, ratio.result),
                things, things ? place_of(line, ratio) : std::nullopt, ratio);
}

bool holds_to_the_digit(const Line& line, const Ratio& ratio, const Decimal& computed,
                        bool rounded_leave_open) {
  if (is_loose(line, ratio) ||
      computed.rounded(places_of(line.at(ratio.result))) == line.value(ratio.result))
    return true;
  if (!rounded_leave_open || !(is_rounded(line, ratio.part) || is_rounded(line, ratio.whole)))
    return false;
  // As much as their rounding leaves open, and half of the last place that is told.
  const std::optional<Decimal> error = error_of(line, ratio);
  if (!error) return true;
  const Result<Decimal> off = subtract(computed, line.value(ratio.result));
  const Result<Decimal> over = off ? subtract(off->abs(), *error) : off;
  const Result<Decimal> twice = over ? multiply(*over, Decimal(2)) : over;
  const Result<Decimal> place = Decimal(1).shifted(-places_of(line.at(ratio.result)));
  return twice && place && *twice <= *place;
}

namespace {

// 成交186.4亿元，节约12.6亿元，节约率6.3%: it is of both together, or so far off that it is of
// something else.
bool is_of_others(const Line& line, const Ratio& ratio, const Decimal& computed) {
  constexpr int far = 12;
  if (ratio.kind != RelationKind::share || line.at(ratio.result).unit.name != "%") return false;
  const Decimal shown = line.value(ratio.result);
  const Result<Decimal> most = multiply(shown, Decimal(far));
  const Result<Decimal> times = multiply(computed, Decimal(far));
  if (most && times && (computed > *most || *times < shown)) return true;
  if (!says(line.words(ratio.result), {"节", "减", "降", "压", "损"})) return false;
  const Result<Decimal> both = add(line.value(ratio.part), line.value(ratio.whole));
  if (!both) return false;
  const auto of_both = percent(line.value(ratio.part), *both, places_of(line.at(ratio.result)));
  return of_both && *of_both == shown;
}

// Whether a share holds of several figures together: of the parts that stand side by side up to
// `ratio.part`, 占查处数的 of three kinds; or of what was new and what was left over,
// 新收3827件，上年结转398件，结案3809件，结案率.
bool is_of_several(const Line& line, const Ratio& ratio) {
  if (ratio.kind != RelationKind::share || line.at(ratio.result).unit.name != "%") return false;
  const auto makes_it = [&](const Decimal& part, const Decimal& whole) {
    const auto of_both = percent(part, whole, places_of(line.at(ratio.result)));
    return of_both && *of_both == line.value(ratio.result);
  };
  Decimal run = line.value(ratio.part);
  for (std::size_t i = ratio.part; i > 0 && i != ratio.whole && is_beside(line.words(i));) {
    --i;
    if (i == ratio.whole || !same_unit(line.at(i), line.at(ratio.part))) break;
    const Result<Decimal> more = add(run, line.value(i));
    if (!more) break;
    run = *more;
    if (makes_it(run, line.value(ratio.whole))) return true;
  }
  // 批捕612人，不捕548人，不捕率47.2%: of both.
  const Result<Decimal> all = add(line.value(ratio.part), line.value(ratio.whole));
  if (all && says(line.words(ratio.result), {"不", "未"}) && makes_it(line.value(ratio.part), *all))
    return true;
  constexpr std::size_t far = 4;
  for (std::size_t i = ratio.part; i > 0 && ratio.part - i < far;) {
    const Said& left = line.words(--i);
    const bool was_left = says(left, {"结转", "旧存", "往年", "原有", "遗留"}) ||
                          (says(left, {"上年", "去年"}) && says(left, {"未", "转", "存", "余"}));
    if (i == ratio.whole || !same_unit(line.at(i), line.at(ratio.whole)) || !was_left) continue;
    const Result<Decimal> both = add(line.value(ratio.whole), line.value(i));
    if (both && makes_it(line.value(ratio.part), *both)) return true;
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

// A占总额的47%；B占总额的24%: what has a share of the same whole itself is not that whole.
bool is_part_of_it(const Line& line, const Ratio& ratio) {
  const std::size_t beside = ratio.whole + 1;
  const std::string_view of = line.words(ratio.result);
  return ratio.kind == RelationKind::share && beside < line.size() && beside != ratio.result &&
         is_percent(line.at(beside)) && says(of, {"占"}) && of.ends_with("的") &&
         of == std::string_view(line.words(beside));
}

// 工业用水968亿m³（其中冷却水482亿m³），占用水总量的16.2%: of what stands before the bracket.
bool is_in_closed_bracket(const Line& line, const Ratio& ratio) {
  const std::size_t from = line.at(ratio.part).end_byte, to = line.at(ratio.result).begin_byte;
  return ratio.kind == RelationKind::share && from < to &&
         begins(line.text.between(from, to), {"），", "）,", "),", ")，"});
}

// 收入24627万元，完成预算数60999万元的40.4%，比上年减收1070万元: last year it was no budget.
bool is_of_plan(const Line& line, const Ratio& ratio) {
  const auto wanted = [&](std::size_t i) {
    return says(line.words(i), {"预算", "计划", "任务", "目标"});
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

// 完成36.2亿元，为年计划的12.9%: of a plan, and what was done is none.
bool is_of_untold_plan(const Line& line, const Ratio& ratio) {
  constexpr std::size_t noun_bytes = 36;  // 3.5万亩农田建设任务
  const std::string_view behind = line.text.all.substr(line.at(ratio.whole).end_byte, noun_bytes);
  return ratio.kind == RelationKind::share && !line.at(ratio.whole).plan &&
         ends(line.words(ratio.result), {"计划的", "预算的", "任务的", "目标的", "指标的",
                                         "计划数的", "预算数的", "任务数的", "目标数的"}) &&
         !says(behind.substr(0, behind.find("，")), {"计划", "预算", "任务", "目标", "指标"}) &&
         !says(line.words(ratio.whole), {"计划", "预算", "任务", "目标", "指标", "拟", "应"});
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
         (says(line.words(ratio.part), {"其中"}) || ratio.part != ratio.whole + 1);
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
  const Result<Decimal> tenth = Decimal(1).shifted(-1);
  return off && tenth && off->abs() <= *tenth;
}

// Whether another figure told before, in this paragraph or the one above, is what the share is of:
// then what was taken for its whole is not.
bool is_of_another_whole(const Line& line, const Ratio& ratio) {
  constexpr std::size_t far_bytes = 2400;
  const Figure& result = line.at(ratio.result);
  if (ratio.kind != RelationKind::share || result.unit.name != "%") return false;
  const Figure& part = line.at(ratio.part);
  for (std::uint32_t i = line.all[ratio.result]; i-- > 0;) {
    const Figure& whole = line.reading.figures[i];
    if (result.begin_byte - whole.end_byte > far_bytes) break;
    if (!is_plain(whole) || !same_unit(whole, part) || whole.measure == Measure::growth ||
        whole.value.low.coefficient < 100)
      continue;
    const auto of_it =
        percent(line.value(ratio.part), value_of(whole), places_of(line.at(ratio.result)));
    if (of_it && places_of(result) > 0 && *of_it == line.value(ratio.result)) return true;
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

// 减少45件，降幅38.1%: by how much it changed, of what it was, is no share.
bool is_share(const Line& line, const Ratio& ratio) {
  const bool changes = line.at(ratio.result).measure == Measure::growth ||
                       says(line.words(ratio.result), {"增", "减", "降", "升", "涨", "跌", "翻"});
  return ratio.kind == RelationKind::share && !(line.at(ratio.part).measure == Measure::growth &&
                                                changes && line.at(ratio.result).unit.name == "%");
}

}  // namespace

void tell(const Line& line, const Ratio& ratio, const Decimal& computed) {
  if (is_in_row_of_base(line, ratio) || is_of_plan(line, ratio)) return;
  bool right = holds(line, ratio, computed);
  if (!right && (is_of_others(line, ratio, computed) || is_of_several(line, ratio))) return;
  if (!right && (lacks_like(line, 0, ratio.result + 2, ratio.whole) ||
                 lacks_like(line, 0, ratio.result + 2, ratio.part)))
    return;
  if (!right && is_loose(line, ratio) && !refutes(line, ratio, computed)) return;
  if (!right && are_worlds_apart(line, ratio)) return;
  if (!right && (is_part_of_it(line, ratio) || is_in_closed_bracket(line, ratio) ||
                 is_of_another_year(line, ratio)))
    return;
  if (!right &&
      (is_of_aim_of_part(line, ratio) || is_of_untold_whole(line, ratio, computed) ||
       is_of_another_whole(line, ratio) || is_of_untold_plan(line, ratio) ||
       is_of_other_value(line, ratio) || is_beside_it(line, ratio) ||
       (ratio.kind == RelationKind::share && line.at(ratio.whole).measure == Measure::growth)))
    return;
  right = right || may_be_rounded(line, ratio, computed);
  const bool share = is_share(line, ratio);
  Finding finding;
  finding.kind = share ? RelationKind::share : RelationKind::growth;
  finding.verdict = right ? Verdict::holds : Verdict::fails;
  finding.why = share ? (right ? "reading.share_holds" : "reading.share_differs")
                      : (right ? "reading.growth_holds" : "reading.growth_differs");
  finding.expected = line.told(ratio.result, computed.rounded(places_of(line.at(ratio.result))));
  finding.found = line.at(ratio.result).value.to_string();
  put(line.reading, finding, {line.all[ratio.result], line.all[ratio.part], line.all[ratio.whole]});
}

}  // namespace youju::reading
