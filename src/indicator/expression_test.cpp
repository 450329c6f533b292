#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <youju/indicator/expression.h>

namespace youju::indicator {
namespace {

template <typename T>
T parsed(std::string_view text) {
  const Result<Expression> expression = parse_expression(text, 1, 1);
  EXPECT_TRUE(expression.has_value()) << text << ": " << expression.error().what;
  return std::get<T>(*expression);
}

TEST(Expression, reads_aggregates_with_time_and_condition) {
  const auto stock = parsed<Aggregate>("count of park standing where level = national");
  EXPECT_EQ(stock.kind, AggregateKind::count);
  EXPECT_EQ(stock.ledger, "park");
  EXPECT_EQ(stock.time, TimeMode::standing);
  EXPECT_EQ(stock.where.field, "level");
  EXPECT_THAT(stock.where.values, testing::ElementsAre("national"));

  const auto latest = parsed<Aggregate>("latest area by carrier of area_report to date");
  EXPECT_EQ(latest.kind, AggregateKind::latest);
  EXPECT_EQ(latest.field, "area");
  EXPECT_EQ(latest.key, "carrier");
  EXPECT_EQ(latest.time, TimeMode::to_date);

  EXPECT_EQ(parsed<Aggregate>("first day of opening").kind, AggregateKind::first_day);
  EXPECT_EQ(parsed<Aggregate>("streak of honour where giver = “市科协”").where.values[0], "市科协");
}

TEST(Expression, reads_conditions_by_precedence) {
  const auto aggregate =
      parsed<Aggregate>("count of x where a = 1 or b given and not (c in (p, q) or tag = spring)");
  ASSERT_EQ(aggregate.where.kind, Condition::Kind::any);
  ASSERT_EQ(aggregate.where.parts.size(), 2u);
  const Condition& both = aggregate.where.parts[1];
  ASSERT_EQ(both.kind, Condition::Kind::all);
  EXPECT_EQ(both.parts[0].kind, Condition::Kind::given);
  ASSERT_EQ(both.parts[1].kind, Condition::Kind::none);
  EXPECT_EQ(both.parts[1].parts[0].parts[1].kind, Condition::Kind::tag);
}

TEST(Expression, tells_self_from_a_unit_code_and_reads_days) {
  EXPECT_EQ(parsed<Aggregate>("count of x where unit = self").where.kind,
            Condition::Kind::unit_self);
  EXPECT_EQ(parsed<Aggregate>("count of x where unit != self").where.kind, Condition::Kind::none);
  EXPECT_EQ(parsed<Aggregate>("count of x where on >= 2020-03-20").where.values[0], "2020-03-20");
  EXPECT_EQ(parsed<Aggregate>("count of x where loss < -5").where.values[0], "-5");
}

TEST(Expression, reads_formulas_by_precedence) {
  const auto formula = parsed<Formula>("a - b * 2 + share(c, d)");
  ASSERT_EQ(formula.kind, Formula::Kind::add);
  ASSERT_EQ(formula.operands[0].kind, Formula::Kind::subtract);
  EXPECT_EQ(formula.operands[0].operands[1].kind, Formula::Kind::multiply);
  EXPECT_EQ(formula.operands[1].function, Function::share);
  EXPECT_EQ(formula.operands[1].operands[1].reference, "d");
  EXPECT_TRUE(parsed<Formula>("rank(a, ascending)").ascending);
}

TEST(Expression, tells_a_formula_over_an_indicator_from_an_aggregate) {
  EXPECT_EQ(parsed<Formula>("count").reference, "count");
  EXPECT_EQ(parsed<Formula>("latest + sum").operands.size(), 2u);
  EXPECT_FALSE(parsed<Declared>("declared").rollup_sum);
}

TEST(Expression, says_where_and_what_is_wrong) {
  struct Case {
    std::string_view text, what, where;
  };
  const Case cases[] = {
      {"count of", "indicator.expected_ledger", "7:18"},
      {"sum of training", "indicator.syntax", "7:17"},
      {"count of x where", "indicator.expected_field", "7:26"},
      {"count of x where a ~ 1", "indicator.strange_character", "7:29"},
      {"count of x where a = “市", "indicator.open_quote", "7:31"},
      {"count of x where a =", "indicator.expected_value", "7:30"},
      {"count of x garbage", "indicator.syntax", "7:21"},
      {"grow(a)", "indicator.unknown_function", "7:14"},
      {"share(a)", "indicator.syntax", "7:17"},
      {"a +", "indicator.expected_indicator", "7:13"},
      {"a b", "indicator.syntax", "7:12"},
      {"", "indicator.expected_indicator", "7:10"},
      {"count of x where host = 440306", "indicator.bad_comparison", "7:27"},
  };
  for (const Case& each : cases) {
    const Result<Expression> expression = parse_expression(each.text, 7, 10);
    ASSERT_FALSE(expression.has_value()) << each.text;
    EXPECT_EQ(expression.error().what, each.what) << each.text;
    EXPECT_EQ(expression.error().where, each.where) << each.text;
    EXPECT_NE(expression.error().field("caret"), "") << each.text;
  }
}

TEST(Expression, bounds_its_depth) {
  const std::string deep = std::string(100000, '(') + "a" + std::string(100000, ')');
  EXPECT_EQ(parse_expression(deep, 1, 1).error().what, "indicator.too_deep");
  std::string nots = "count of x where ";
  for (int count = 0; count < 100000; ++count) nots += "not ";
  EXPECT_EQ(parse_expression(nots + "a given", 1, 1).error().what, "indicator.too_deep");
}

}  // namespace
}  // namespace youju::indicator
