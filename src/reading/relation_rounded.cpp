#include <youju/reading/relation_parts.h>
#include <youju/reading/relation_rounded.h>

#include <algorithm>

namespace youju::reading {
namespace {

// Half of the places that are told explain what it is off.
bool explain(const Result<Decimal>& places, const Result<Decimal>& off) {
  const Result<Decimal> twice = off ? multiply(off->abs(), Decimal(2)) : off;
  return places && twice && *twice <= *places;
}

// What a ratio is made of, and what their last places are worth.
struct Ends {
  Decimal above, below, of_above, of_below;
};

// a / b is off by (da + db a/b) / (b - db) at most, where da and db are half the last places; here
// it is told twice, in percent a hundred times that.
Result<Decimal> error_of(const Ends& ends, int times, int places) {
  const Result<Decimal> half = multiply(ends.of_below, Decimal(5).shifted(-1).value_or(Decimal(1)));
  const Result<Decimal> least = half ? subtract(ends.below, *half) : half;
  const Result<Decimal> ratio = divide(ends.above, ends.below, 2);
  const Result<Decimal> of_below = ratio ? multiply(ends.of_below, *ratio) : ratio;
  const Result<Decimal> both = of_below ? add(ends.of_above, *of_below) : of_below;
  const Result<Decimal> scaled = both ? multiply(*both, Decimal(times)) : both;
  return scaled && least && *least > Decimal(0) ? divide(*scaled, *least, places) : scaled;
}

}  // namespace

bool may_be_rounded(const Line& line, const Ratio& ratio, const Decimal& computed) {
  const Figure &stated = line.at(ratio.result), &part = line.at(ratio.part),
               &whole = line.at(ratio.whole);
  Ends ends{line.value(ratio.part).abs(), line.value(ratio.whole).abs(),
            last_place(line.text, part), last_place(line.text, whole)};
  if (!is_plain(stated) || !is_plain(part) || !is_plain(whole) || ends.of_above.is_zero() ||
      ends.of_below.is_zero())
    return false;
  // 10亿元 beside 12.5亿元 is 10.0, unless it is not known yet.
  if (same_unit(part, whole) && !says(line.words(ratio.part), {"预计", "预测", "估计"}))
    ends.of_above = ends.of_below = std::min(ends.of_above, ends.of_below);
  const Result<Decimal> off = subtract(computed, line.value(ratio.result));
  if (same_unit(stated, part)) {
    const Result<Decimal> both = add(ends.of_above, ends.of_below);
    return explain(both ? add(*both, last_place(line.text, stated)) : both, off);
  }
  const bool percent = stated.unit.name == "%";
  if (!percent && stated.unit.name != "倍") return false;
  const int times = percent ? 100 : 1;
  // 50.2万元，比上年增加3.2万元，增长6.7%: of what it was, which is not told.
  if (ratio.kind == RelationKind::growth && whole.measure == Measure::growth) {
    const Result<Decimal> scaled = multiply(ends.below, Decimal(times));
    if (!scaled || computed.is_zero()) return false;
    const Result<Decimal> was = divide(*scaled, computed.abs(), 2);
    if (!was) return false;
    ends = {ends.below, *was, ends.of_below, ends.of_above};
  }
  if (ends.below.is_zero()) return false;
  const int places = places_of(stated);
  const Result<Decimal> error = error_of(ends, times, std::min(places + 3, Decimal::scale_max));
  const Result<Decimal> own = Decimal(1).shifted(-places);
  return explain(error && own ? add(*error, *own) : error, off);
}

bool may_be_rounded(const Line& line, std::size_t whole, std::span<const std::size_t> parts) {
  const Sum sum = sum_of(line, parts);
  Result<Decimal> places = last_place(line.text, line.at(whole));
  for (const std::size_t i : parts) {
    const Decimal place = last_place(line.text, line.at(i));
    if (place.is_zero() || !places) return false;
    places = add(*places, place);
  }
  return sum.known && explain(places, subtract(line.value(whole), sum.value));
}

}  // namespace youju::reading
