// Random figures against a slow oracle: fractions of big integers, which share no code with ours.
#include <gtest/gtest.h>
#include <youju/base/decimal.h>

#include <boost/multiprecision/cpp_int.hpp>
#include <optional>
#include <random>

namespace youju {
namespace {

using Big = boost::multiprecision::cpp_int;

Big power(int exponent) {
  return boost::multiprecision::pow(Big(10), static_cast<unsigned>(exponent));
}

Big big(Int128 value) {
  const bool negative = value < 0;
  Uint128 rest = negative ? Uint128{0} - static_cast<Uint128>(value) : static_cast<Uint128>(value);
  Big made = static_cast<std::uint64_t>(rest >> 64);
  made = (made << 64) + static_cast<std::uint64_t>(rest);
  return negative ? Big(-made) : made;
}

// An exact value: numerator / 10^places.
struct Exact {
  Big numerator;
  int places = 0;
};

Exact exact(const Decimal& value) { return {big(value.coefficient()), value.scale()}; }

bool same(const Exact& a, const Exact& b) {
  return a.numerator * power(b.places) == b.numerator * power(a.places);
}

// Whether a value can be a Decimal at all: some scale up to 12 makes it whole and small enough.
bool representable(Exact value) {
  while (value.places > 0 && value.numerator % 10 == 0) {
    value.numerator /= 10;
    --value.places;
  }
  return value.places <= Decimal::scale_max && abs(value.numerator) <= power(Decimal::digits_max);
}

Big rounded_quotient(const Big& dividend, const Big& divisor, Rounding rounding) {
  const Big up = abs(dividend);
  const Big down = abs(divisor);
  Big quotient = up / down;
  const Big remainder = up % down;
  if (remainder != 0 &&
      (rounding == Rounding::up || (rounding == Rounding::half_up && remainder * 2 >= down))) {
    ++quotient;
  }
  return (dividend < 0) != (divisor < 0) ? Big(-quotient) : quotient;
}

class DecimalOracle : public testing::Test {
 protected:
  Decimal any() {
    // Lengths are drawn evenly, so that short, long and full coefficients all meet.
    const auto digits = static_cast<int>(random_() % 37);
    Int128 value = 0;
    const bool zeros_at_end = random_() % 3 == 0;
    for (int i = 0; i < digits; ++i) {
      const bool zero = zeros_at_end && i > digits / 2;
      value = value * 10 + (zero ? 0 : static_cast<int>(random_() % 10));
    }
    if (random_() % 2 == 0) value = -value;
    return Decimal::from_scaled(value, static_cast<int>(random_() % 13));
  }
  Rounding any_rounding() { return static_cast<Rounding>(random_() % 3); }
  int any_of(int first, int last) {
    return first + static_cast<int>(random_() % static_cast<unsigned>(last - first + 1));
  }

  void expect(const Result<Decimal>& got, const Exact& wanted, const Decimal& a, const Decimal& b) {
    const bool fits = representable(wanted);
    ASSERT_EQ(got.has_value(), fits) << a.to_string() << " and " << b.to_string();
    if (fits) {
      ASSERT_TRUE(same(exact(*got), wanted)) << a.to_string() << " and " << b.to_string();
    } else {
      ASSERT_EQ(got.error().what, "decimal.overflow");
    }
  }

  const unsigned seed_ = std::random_device{}();
  std::mt19937_64 random_{seed_};
  const testing::ScopedTrace trace_{__FILE__, __LINE__, fmt::format("seed {}", seed_)};
  static constexpr int rounds = 20'000;
};

TEST_F(DecimalOracle, sums_and_differences_agree) {
  for (int i = 0; i < rounds && !HasFatalFailure(); ++i) {
    const Decimal a = any();
    const Decimal b = any();
    const Exact ea = exact(a);
    const Exact eb = exact(b);
    const Big left = ea.numerator * power(12 - ea.places);
    const Big right = eb.numerator * power(12 - eb.places);
    expect(add(a, b), {left + right, 12}, a, b);
    expect(subtract(a, b), {left - right, 12}, a, b);
    ASSERT_EQ(a < b, left < right);
    ASSERT_EQ(a == b, left == right);
  }
}

TEST_F(DecimalOracle, products_agree) {
  for (int i = 0; i < rounds && !HasFatalFailure(); ++i) {
    const Decimal a = any();
    const Decimal b = any();
    const Exact ea = exact(a);
    const Exact eb = exact(b);
    expect(multiply(a, b), {ea.numerator * eb.numerator, ea.places + eb.places}, a, b);
  }
}

TEST_F(DecimalOracle, quotients_agree) {
  for (int i = 0; i < rounds && !HasFatalFailure(); ++i) {
    const Decimal a = any();
    const Decimal b = any();
    if (b.is_zero()) continue;
    const int places = any_of(0, 12);
    const Rounding rounding = any_rounding();
    const Exact ea = exact(a);
    const Exact eb = exact(b);
    const Big quotient = rounded_quotient(ea.numerator * power(eb.places + places),
                                          eb.numerator * power(ea.places), rounding);
    const Result<Decimal> got = divide(a, b, places, rounding);
    // A quotient keeps its places, so its coefficient itself has to fit.
    ASSERT_EQ(got.has_value(), abs(quotient) <= power(Decimal::digits_max));
    if (got) {
      ASSERT_TRUE(same(exact(*got), {quotient, places}));
    }
  }
}

TEST_F(DecimalOracle, roundings_shifts_and_texts_agree) {
  for (int i = 0; i < rounds && !HasFatalFailure(); ++i) {
    const Decimal a = any();
    const Exact ea = exact(a);
    const int places = any_of(-36, 12);
    const Rounding rounding = any_rounding();
    const Decimal got = a.rounded(places, rounding);
    const Big scaled = rounded_quotient(ea.numerator * power(std::max(places, 0)),
                                        power(ea.places + std::max(-places, 0)), rounding);
    const Exact wanted{scaled * power(std::max(-places, 0)), std::max(places, 0)};
    ASSERT_TRUE(same(exact(got), places >= a.scale() ? ea : wanted)) << a.to_string();
    const int shift = any_of(-12, 12);
    expect(a.shifted(shift),
           {ea.numerator * power(std::max(shift, 0)), ea.places + std::max(-shift, 0)}, a, a);
    ASSERT_EQ(Decimal::parse(a.to_string()).value(), a);
    ASSERT_EQ(Decimal::parse(a.to_fixed(12)).value(), a);
  }
}

}  // namespace
}  // namespace youju
