#include <youju/base/decimal.h>
#include <youju/base/wide.h>

#include <algorithm>
#include <array>
#include <limits>
#include <utility>

namespace youju {
namespace {

using Unsigned = Uint128;

constexpr int power_max = 38;  // 10^38 is the largest power of ten in 128 bits

constexpr std::array<Unsigned, power_max + 1> powers = [] {
  std::array<Unsigned, power_max + 1> table{};
  table[0] = 1;
  for (std::size_t i = 1; i < table.size(); ++i) table[i] = table[i - 1] * 10;
  return table;
}();

constexpr Unsigned power_of_ten(int exponent) { return powers[static_cast<std::size_t>(exponent)]; }

// The largest magnitude of a coefficient. 10^36 itself is allowed so that rounding a value of 36
// digits away from zero always has a result.
constexpr Unsigned magnitude_max = power_of_ten(Decimal::digits_max);

Unsigned magnitude(Int128 value) {
  return value < 0 ? Unsigned{0} - static_cast<Unsigned>(value) : static_cast<Unsigned>(value);
}

Int128 with_sign(Unsigned value, bool negative) {
  const auto number = static_cast<Int128>(value);
  return negative ? -number : number;
}

// Whether a quotient with this remainder has to be one more (in magnitude).
template <typename T>
bool rounds_away(const T& remainder, const T& divisor, Rounding rounding) {
  if (remainder == T{}) return false;
  switch (rounding) {
    case Rounding::down:
      return false;
    case Rounding::up:
      return true;
    case Rounding::half_up:
      return !(remainder < divisor - remainder);
  }
  return false;
}

Unsigned divided(Unsigned value, Unsigned divisor, Rounding rounding) {
  const Unsigned remainder = value % divisor;
  return value / divisor + (rounds_away(remainder, divisor, rounding) ? 1 : 0);
}

tl::unexpected<Error> overflow() { return fail(ErrorKind::bad_input, "decimal.overflow"); }

// Takes zeros off the end until the scale fits and, if possible, the coefficient too. Both stay
// the same value; a value that does not fit is an overflow.
Result<Decimal> fitted(Wide coefficient, int scale, bool negative) {
  while (scale > 0 && (scale > Decimal::scale_max || Wide(magnitude_max) < coefficient)) {
    const auto [quotient, remainder] = divide_small(coefficient, 10);
    if (remainder != 0) return overflow();
    coefficient = quotient;
    --scale;
  }
  if (Wide(magnitude_max) < coefficient) return overflow();
  return Decimal::from_scaled(with_sign(coefficient.low, negative), scale);
}

void append_digits(std::string& out, Unsigned value) {
  std::array<char, 40> digits{};
  std::size_t count = 0;
  do {
    digits[count++] = static_cast<char>('0' + static_cast<int>(value % 10));
    value /= 10;
  } while (value != 0);
  while (count > 0) out.push_back(digits[--count]);
}

// The text of a magnitude with exactly `scale` decimals.
std::string written(Unsigned value, int scale, bool negative) {
  // Most are short whole numbers, for which a division of 128 bits a digit is too dear.
  if (scale == 0 && value <= static_cast<Unsigned>(std::numeric_limits<std::int64_t>::max())) {
    const auto whole = static_cast<std::int64_t>(value);
    return fmt::format_int(negative ? -whole : whole).str();
  }
  std::string out;
  if (negative && value != 0) out.push_back('-');
  append_digits(out, value / power_of_ten(scale));
  if (scale > 0) {
    std::string fraction;
    append_digits(fraction, value % power_of_ten(scale));
    out.push_back('.');
    out.append(static_cast<std::size_t>(scale) - fraction.size(), '0');
    out += fraction;
  }
  return out;
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool all_digits(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), is_digit);
}

bool append_value(Unsigned& value, std::string_view digits) {
  for (const char c : digits) {
    const auto digit = static_cast<Unsigned>(c - '0');
    if (value > (magnitude_max - digit) / 10) return false;
    value = value * 10 + digit;
  }
  return true;
}

}  // namespace

Result<Decimal> Decimal::parse(std::string_view text) {
  std::string_view rest = text;
  const bool negative = !rest.empty() && rest.front() == '-';
  if (negative) rest.remove_prefix(1);
  const std::size_t point = rest.find('.');
  const std::string_view whole = rest.substr(0, point);
  std::string_view fraction;
  if (point != std::string_view::npos) fraction = rest.substr(point + 1);
  if (!all_digits(whole) || (point != std::string_view::npos && !all_digits(fraction))) {
    return fail(ErrorKind::bad_input, "decimal.not_a_number", {{"text", std::string(text)}});
  }
  const auto too_long = [&] {
    return fail(ErrorKind::bad_input, "decimal.overflow", {{"text", std::string(text)}});
  };
  Unsigned value = 0;
  if (!append_value(value, whole)) return too_long();
  // The written places stay, so that 1.50 keeps two, unless only without its zeros it fits.
  const Unsigned before = value;
  if (fraction.size() <= scale_max && append_value(value, fraction)) {
    return from_scaled(with_sign(value, negative), static_cast<int>(fraction.size()));
  }
  const std::size_t last = fraction.find_last_not_of('0');
  fraction = fraction.substr(0, last == std::string_view::npos ? 0 : last + 1);
  value = before;
  if (fraction.size() > scale_max || !append_value(value, fraction)) return too_long();
  return from_scaled(with_sign(value, negative), static_cast<int>(fraction.size()));
}

Decimal Decimal::from_scaled(Int128 coefficient, int scale) {
  CHECK(scale >= 0 && scale <= scale_max);
  CHECK(magnitude(coefficient) <= magnitude_max);
  Decimal made;
  made.coefficient_ = coefficient;
  made.scale_ = scale;
  return made;
}

std::string Decimal::to_string() const {
  Unsigned value = magnitude(coefficient_);
  int scale = scale_;
  while (scale > 0 && value % 10 == 0) {
    value /= 10;
    --scale;
  }
  return written(value, scale, is_negative());
}

std::string Decimal::to_fixed(int places, Rounding rounding) const {
  CHECK(places >= 0 && places <= scale_max);
  const Decimal value = rounded(places, rounding);
  std::string out = written(magnitude(value.coefficient_), value.scale_, value.is_negative());
  if (value.scale_ < places) {
    if (value.scale_ == 0) out.push_back('.');
    out.append(static_cast<std::size_t>(places - value.scale_), '0');
  }
  return out;
}

bool Decimal::is_whole() const {
  return scale_ == 0 || magnitude(coefficient_) % power_of_ten(scale_) == 0;
}

Result<std::int64_t> Decimal::to_int64() const {
  if (!is_whole()) {
    return fail(ErrorKind::bad_input, "decimal.not_whole", {{"text", to_string()}});
  }
  const Int128 value =
      scale_ == 0 ? coefficient_ : coefficient_ / static_cast<Int128>(power_of_ten(scale_));
  if (value < std::numeric_limits<std::int64_t>::min() ||
      value > std::numeric_limits<std::int64_t>::max()) {
    return fail(ErrorKind::bad_input, "decimal.overflow", {{"text", to_string()}});
  }
  return static_cast<std::int64_t>(value);
}

Decimal Decimal::rounded(int places, Rounding rounding) const {
  CHECK(places >= -digits_max && places <= scale_max);
  if (places >= scale_) return *this;
  const int dropped = scale_ - places;
  const Unsigned value = magnitude(coefficient_);
  Unsigned kept = 0;
  if (dropped <= power_max) {
    kept = divided(value, power_of_ten(dropped), rounding);
  } else {
    // A divisor beyond 10^38 is more than twice any coefficient.
    kept = value != 0 && rounding == Rounding::up ? 1 : 0;
  }
  if (places < 0) kept *= power_of_ten(-places);
  return from_scaled(with_sign(kept, is_negative()), std::max(places, 0));
}

Result<Decimal> Decimal::shifted(int power) const {
  CHECK(power >= -scale_max && power <= scale_max);
  const int scale = scale_ - power;
  if (scale >= 0) return fitted(Wide(magnitude(coefficient_)), scale, is_negative());
  return fitted(multiply_wide(magnitude(coefficient_), power_of_ten(-scale)), 0, is_negative());
}

Decimal Decimal::abs() const { return is_negative() ? negated() : *this; }

Decimal Decimal::negated() const { return from_scaled(-coefficient_, scale_); }

Result<Decimal> add(const Decimal& a, const Decimal& b) {
  if (a.scale_ == b.scale_) {  // as most have
    const Int128 sum = a.coefficient_ + b.coefficient_;
    if (magnitude(sum) <= magnitude_max) return Decimal::from_scaled(sum, a.scale_);
  }
  const bool a_is_finer = a.scale_ >= b.scale_;
  const Decimal& finer = a_is_finer ? a : b;
  Decimal coarser = a_is_finer ? b : a;
  Decimal fine = finer;
  // Both coefficients at the finer scale. More than twice the largest coefficient cannot come back
  // into range by adding one; then zeros at the end of the finer one may be what is in the way.
  for (;;) {
    const Unsigned factor = power_of_ten(fine.scale_ - coarser.scale_);
    if (magnitude(coarser.coefficient_) <= 2 * magnitude_max / factor) {
      const Int128 sum = coarser.coefficient_ * static_cast<Int128>(factor) + fine.coefficient_;
      return fitted(Wide(magnitude(sum)), fine.scale_, sum < 0);
    }
    if (fine.coefficient_ % 10 != 0) return overflow();
    fine.coefficient_ /= 10;
    fine.scale_ -= 1;
  }
}

Result<Decimal> subtract(const Decimal& a, const Decimal& b) { return add(a, b.negated()); }

Result<Decimal> multiply(const Decimal& a, const Decimal& b) {
  return fitted(multiply_wide(magnitude(a.coefficient_), magnitude(b.coefficient_)),
                a.scale_ + b.scale_, a.is_negative() != b.is_negative());
}

Result<Decimal> divide(const Decimal& a, const Decimal& b, int places, Rounding rounding) {
  CHECK(places >= 0 && places <= Decimal::scale_max);
  if (b.is_zero()) return fail(ErrorKind::bad_input, "decimal.division_by_zero");
  const int shift = b.scale_ - a.scale_ + places;  // -12 .. 24
  const Wide dividend = multiply_wide(magnitude(a.coefficient_), power_of_ten(std::max(shift, 0)));
  const Wide divisor = multiply_wide(magnitude(b.coefficient_), power_of_ten(std::max(-shift, 0)));
  auto [quotient, remainder] = divide_wide(dividend, divisor);
  if (rounds_away(remainder, divisor, rounding)) quotient = quotient + Wide(1);
  if (Wide(magnitude_max) < quotient) return overflow();
  return Decimal::from_scaled(with_sign(quotient.low, a.is_negative() != b.is_negative()), places);
}

int Decimal::compare(const Decimal& a, const Decimal& b) {
  if (a.scale_ == b.scale_) {
    return a.coefficient_ < b.coefficient_ ? -1 : a.coefficient_ > b.coefficient_ ? 1 : 0;
  }
  if (a.scale_ > b.scale_) return -compare(b, a);
  const Unsigned factor = power_of_ten(b.scale_ - a.scale_);
  // Beyond this a is larger in magnitude than any coefficient: its sign decides.
  if (magnitude(a.coefficient_) > magnitude_max / factor) return a.is_negative() ? -1 : 1;
  const Int128 raised = a.coefficient_ * static_cast<Int128>(factor);
  return raised < b.coefficient_ ? -1 : raised > b.coefficient_ ? 1 : 0;
}

}  // namespace youju
