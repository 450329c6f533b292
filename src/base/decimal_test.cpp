#include <gtest/gtest.h>
#include <youju/base/decimal.h>

#include <limits>

namespace youju {
namespace {

Decimal d(std::string_view text) {
  const Result<Decimal> parsed = Decimal::parse(text);
  EXPECT_TRUE(parsed) << text;
  return parsed ? *parsed : Decimal();
}

std::string shown(const Result<Decimal>& result) {
  return result ? result->to_string() : result.error().what;
}

const std::string nines_36(36, '9');

TEST(Decimal, writes_the_shortest_exact_form) {
  struct Row {
    std::string_view text;
    std::string_view shortest;
    int scale;
  };
  for (const Row& row :
       {Row{"0", "0", 0},
        {"12", "12", 0},
        {"-0.5", "-0.5", 1},
        {"1270.00", "1270", 2},
        {"1.50", "1.5", 2},
        {"0.000000000001", "0.000000000001", 12},
        {"-0", "0", 0},
        {"-0.00", "0", 2},
        {"007", "7", 0},
        {"100", "100", 0},
        {"1.0000000000000000", "1", 0},
        {"10.50000000000000", "10.5", 1},
        {"0.05", "0.05", 2},
        {"-1000000000000000000000000000000", "-1000000000000000000000000000000", 0},
        {"999999999999999999999999999999999999", "999999999999999999999999999999999999", 0},
        {"999999999999999999999999.999999999999", "999999999999999999999999.999999999999", 12}}) {
    EXPECT_EQ(d(row.text).to_string(), row.shortest) << row.text;
    EXPECT_EQ(d(row.text).scale(), row.scale) << row.text;
    EXPECT_EQ(d(d(row.text).to_string()), d(row.text)) << row.text;
  }
}

TEST(Decimal, refuses_what_is_not_a_number) {
  for (const std::string_view text :
       {"", "-", "+1", ".5", "5.", "-.5", "1e3", "1,000", " 1", "1 ", "1.2.3", "--1", "０", "12万",
        "0x1", "NaN", "inf", "1-", "−1"}) {
    EXPECT_EQ(shown(Decimal::parse(text)), "decimal.not_a_number") << text;
  }
  EXPECT_EQ(shown(Decimal::parse(std::string_view("1\0", 2))), "decimal.not_a_number");
}

TEST(Decimal, refuses_too_many_digits_and_places) {
  EXPECT_EQ(shown(Decimal::parse("1" + nines_36)), "decimal.overflow");
  EXPECT_EQ(shown(Decimal::parse(nines_36 + ".1")), "decimal.overflow");
  EXPECT_EQ(shown(Decimal::parse("0.0000000000001")), "decimal.overflow");
  EXPECT_EQ(shown(Decimal::parse(std::string(100'000, '9'))), "decimal.overflow");
  EXPECT_EQ(shown(Decimal::parse(nines_36 + ".000")), nines_36);
  EXPECT_EQ(shown(Decimal::parse(std::string(100, '0') + "1")), "1");
}

TEST(Decimal, rounds_half_away_from_zero) {
  struct Row {
    std::string_view text;
    int places;
    std::string_view half_up;
    std::string_view down;
    std::string_view up;
  };
  for (const Row& row : {Row{"2.25", 1, "2.3", "2.2", "2.3"},
                         {"2.24", 1, "2.2", "2.2", "2.3"},
                         {"-2.25", 1, "-2.3", "-2.2", "-2.3"},
                         {"-0.04", 1, "0", "0", "-0.1"},
                         {"0.5", 0, "1", "0", "1"},
                         {"0.499999999999", 0, "0", "0", "1"},
                         {"12345", -4, "10000", "10000", "20000"},
                         {"15000", -4, "20000", "10000", "20000"},
                         {"10000", -4, "10000", "10000", "10000"},
                         {"49200.5", -2, "49200", "49200", "49300"},
                         {"1.5", 3, "1.5", "1.5", "1.5"},
                         {"3", -36, "0", "0", "1000000000000000000000000000000000000"},
                         {"0.3", -36, "0", "0", "1000000000000000000000000000000000000"},
                         {"0", -36, "0", "0", "0"}}) {
    const Decimal value = d(row.text);
    EXPECT_EQ(value.rounded(row.places).to_string(), row.half_up) << row.text;
    EXPECT_EQ(value.rounded(row.places, Rounding::down).to_string(), row.down) << row.text;
    EXPECT_EQ(value.rounded(row.places, Rounding::up).to_string(), row.up) << row.text;
  }
}

TEST(Decimal, rounds_the_largest_value_away_from_zero) {
  const std::string largest = "1" + std::string(36, '0');
  EXPECT_EQ(d(nines_36).rounded(-1, Rounding::up).to_string(), largest);
  EXPECT_EQ(d(largest).to_string(), largest);
  EXPECT_EQ(shown(add(d(largest), Decimal(1))), "decimal.overflow");
}

TEST(Decimal, writes_a_fixed_number_of_places) {
  EXPECT_EQ(d("2.25").to_fixed(1), "2.3");
  EXPECT_EQ(d("2.25").to_fixed(1, Rounding::down), "2.2");
  EXPECT_EQ(d("2").to_fixed(2), "2.00");
  EXPECT_EQ(d("2.5").to_fixed(4), "2.5000");
  EXPECT_EQ(d("-0.04").to_fixed(1), "0.0");
  EXPECT_EQ(d("0.05").to_fixed(0), "0");
  EXPECT_EQ(d("99.995").to_fixed(2), "100.00");
  EXPECT_EQ(d(nines_36).to_fixed(12), nines_36 + ".000000000000");
}

TEST(Decimal, compares_values_and_not_forms) {
  EXPECT_EQ(d("1.50"), d("1.5"));
  EXPECT_EQ(d("0.0"), d("-0"));
  EXPECT_LT(d("-1.5"), d("-1.49"));
  EXPECT_LT(d("0.999999999999"), Decimal(1));
  EXPECT_GT(d(nines_36), d("999999999999999999999999.999999999999"));
  EXPECT_LT(d("-" + nines_36), d("-999999999999999999999999.999999999999"));
  EXPECT_GT(d("1000000000000000000000000000000"), d("0.000000000001"));
}

TEST(Decimal, adds_and_subtracts_exactly) {
  EXPECT_EQ(shown(add(d("0.1"), d("0.2"))), "0.3");
  EXPECT_EQ(shown(subtract(d("1270.00"), d("1270"))), "0");
  EXPECT_EQ(shown(add(d(nines_36), Decimal(1))), "1" + std::string(36, '0'));
  EXPECT_EQ(shown(add(d(nines_36), Decimal(2))), "decimal.overflow");
  EXPECT_EQ(shown(add(d(nines_36), d("0.000000000001"))), "decimal.overflow");
  EXPECT_EQ(shown(add(d(nines_36), d("0.000000000000"))), nines_36);
  EXPECT_EQ(shown(subtract(d(nines_36), d("1.000000000000"))), std::string(35, '9') + "8");
  // 1.5e36 units of 10^-12 less almost as many: the aligned form leaves the range, the result not.
  EXPECT_EQ(
      shown(subtract(d("1500000000000000000000000"), d("999999999999999999999999.999999999999"))),
      "500000000000000000000000.000000000001");
  EXPECT_EQ(shown(add(d("0.5"), d("999999999999999999999999999999999999"))), "decimal.overflow");
  const std::string half = std::string(35, '9') + ".5";
  EXPECT_EQ(shown(add(d(half), d(half))), "1" + std::string(35, '9'));
  EXPECT_EQ(shown(add(d(half), d(std::string(35, '9') + ".4"))), "decimal.overflow");
}

TEST(Decimal, multiplies_exactly_or_says_overflow) {
  EXPECT_EQ(shown(multiply(d("1.5"), d("-0.5"))), "-0.75");
  EXPECT_EQ(shown(multiply(d("0.000001"), d("0.000001"))), "0.000000000001");
  EXPECT_EQ(shown(multiply(d("0.0000001"), d("0.000001"))), "decimal.overflow");
  EXPECT_EQ(shown(multiply(d("0.0000005"), d("0.000002"))), "0.000000000001");
  EXPECT_EQ(shown(multiply(d("1000000000000000000"), d("1000000000000000000"))),
            "1" + std::string(36, '0'));
  EXPECT_EQ(shown(multiply(d("1000000000000000001"), d("1000000000000000000"))),
            "decimal.overflow");
  EXPECT_EQ(shown(multiply(d(nines_36), d(nines_36))), "decimal.overflow");
  EXPECT_EQ(shown(multiply(d(nines_36), d("0"))), "0");
  EXPECT_EQ(shown(multiply(d("500000000000000000000000.000000000000"), d("2.000000000000"))),
            "1000000000000000000000000");
}

TEST(Decimal, divides_with_the_rounding_asked_for) {
  EXPECT_EQ(shown(divide(Decimal(1), Decimal(3), 4)), "0.3333");
  EXPECT_EQ(shown(divide(Decimal(2), Decimal(3), 4)), "0.6667");
  EXPECT_EQ(shown(divide(Decimal(2), Decimal(3), 4, Rounding::down)), "0.6666");
  EXPECT_EQ(shown(divide(Decimal(-1), Decimal(3), 4, Rounding::up)), "-0.3334");
  EXPECT_EQ(shown(divide(Decimal(1), Decimal(8), 2)), "0.13");
  EXPECT_EQ(shown(divide(d("0.000000000001"), d(nines_36), 12)), "0");
  EXPECT_EQ(shown(divide(d("0.000000000001"), d(nines_36), 12, Rounding::up)), "0.000000000001");
  EXPECT_EQ(shown(divide(d(nines_36), d("0.000000000001"), 0)), "decimal.overflow");
  EXPECT_EQ(shown(divide(d(nines_36), d(nines_36), 12)), "1");
  EXPECT_EQ(shown(divide(d(nines_36), Decimal(1), 1)), "decimal.overflow");
  EXPECT_EQ(shown(divide(Decimal(1), d("0.00"), 2)), "decimal.division_by_zero");
}

TEST(Decimal, shifts_by_powers_of_ten_exactly) {
  EXPECT_EQ(shown(d("49.2").shifted(4)), "492000");
  EXPECT_EQ(shown(d("4920000").shifted(-4)), "492");
  EXPECT_EQ(shown(d("1").shifted(-12)), "0.000000000001");
  EXPECT_EQ(shown(d("0.1").shifted(-12)), "decimal.overflow");
  EXPECT_EQ(shown(d("10.0").shifted(-12)), "0.00000000001");
  EXPECT_EQ(shown(d(nines_36).shifted(1)), "decimal.overflow");
  EXPECT_EQ(shown(d("0").shifted(12)), "0");
}

TEST(Decimal, gives_an_integer_only_when_it_is_one) {
  EXPECT_EQ(d("12.00").to_int64(), 12);
  EXPECT_EQ(d("-9223372036854775808").to_int64(), std::numeric_limits<std::int64_t>::min());
  EXPECT_EQ(d("9223372036854775808").to_int64().error().what, "decimal.overflow");
  EXPECT_EQ(d("12.5").to_int64().error().what, "decimal.not_whole");
  EXPECT_TRUE(d("12.00").is_whole());
  EXPECT_FALSE(d("12.01").is_whole());
}

TEST(Decimal, knows_its_sign) {
  EXPECT_EQ(d("-1.5").abs(), d("1.5"));
  EXPECT_EQ(d("1.5").negated(), d("-1.5"));
  EXPECT_TRUE(d("-0.1").is_negative());
  EXPECT_FALSE(d("-0").is_negative());
  EXPECT_TRUE(d("0.00").is_zero());
  EXPECT_EQ(Decimal(std::numeric_limits<std::int64_t>::min()).to_string(), "-9223372036854775808");
}

TEST(DecimalDeathTest, checks_what_only_a_bug_can_pass) {
  EXPECT_DEATH(Decimal::from_scaled(1, 13), "CHECK failed");
  EXPECT_DEATH(Decimal(1).to_fixed(-1), "CHECK failed");
}

}  // namespace
}  // namespace youju
