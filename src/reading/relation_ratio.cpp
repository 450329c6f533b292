// What a stated percentage or change may differ by from what its operands make.
#include <youju/reading/relation_excused.h>
#include <youju/reading/relation_parts.h>
#include <youju/reading/relation_ratio.h>
#include <youju/reading/relation_rounded.h>
#include <youju/reading/words.h>

#include <algorithm>

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
bool nearly(const Line& line, const Ratio& ratio, const Decimal& computed) {
  constexpr int twentieth = 20;
  const std::size_t i = ratio.result;
  const Figure& stated = line.at(i);
  const Decimal shown = stated.value.low.decimal();
  const Result<Decimal> difference = subtract(computed, shown);
  const Result<Decimal> times =
      difference ? multiply(difference->abs(), Decimal(twentieth)) : difference;
  if (times && *times <= shown) return true;
  // 下降1%左右 for 1.27
  if (stated.qualifier == Qualifier::about && computed.rounded(places_of(stated)) == shown)
    return true;
  Result<Decimal> step = multiply(told_in(line, i), Decimal(2));
  // 降幅超过50% of 53.0: a number of tens is told for what lies below the next one.
  constexpr std::int64_t tens = 10;
  if (ratio.kind == RelationKind::growth && stated.qualifier == Qualifier::at_least &&
      stated.unit.name == "%" && stated.value.low.scale == 0 &&
      stated.value.low.coefficient % tens == 0 && step && *step < Decimal(tens))
    step = Decimal(static_cast<int>(tens));
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
  // 1.27 is 1%左右, though it is a quarter more.
  const bool far =
      times && *times > shown && computed.rounded(places_of(line.at(ratio.result))) != shown;
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
  if (is_loose(line, ratio)) return nearly(line, ratio, computed);
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

// 减少45件，降幅38.1%: by how much it changed, of what it was, is no share.
bool is_share(const Line& line, const Ratio& ratio) {
  const bool changes = line.at(ratio.result).measure == Measure::growth ||
                       says(line.words(ratio.result), {"增", "减", "降", "升", "涨", "跌", "翻"});
  return ratio.kind == RelationKind::share && !(line.at(ratio.part).measure == Measure::growth &&
                                                changes && line.at(ratio.result).unit.name == "%");
}

}  // namespace

void tell(const Line& line, const Ratio& ratio, const Decimal& computed) {
  if (are_no_operands(line, ratio)) return;
  bool right = holds(line, ratio, computed);
  if (!right && (lacks_like(line, 0, ratio.result + 2, ratio.whole) ||
                 lacks_like(line, 0, ratio.result + 2, ratio.part)))
    return;
  if (!right && is_loose(line, ratio) && !refutes(line, ratio, computed)) return;
  if (!right && is_excused(line, ratio, computed)) return;
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
