#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <youju/indicator/wording.h>

#include <random>

namespace youju::indicator {
namespace {

Decimal number(std::string_view text) { return *Decimal::parse(text); }

Stated said(std::string_view value, std::string_view wording, std::string_view unit,
            Qualifier declared = Qualifier::exact) {
  const Result<Wording> parsed = parse_wording(wording, {});
  EXPECT_TRUE(parsed.has_value()) << wording;
  return state(number(value), *parsed, unit, 2, declared);
}

TEST(Wording, prints_values_as_official_prose_does) {
  struct Case {
    std::string_view value, wording, unit, text, claimed;
    Qualifier qualifier;
  };
  // value · wording · unit → text, claimed value, qualifier
  const Case cases[] = {
      {"14", "exact", "家", "14家", "14", Qualifier::exact},
      {"12.5", "exact", "亿元", "12.5亿元", "12.5", Qualifier::exact},
      {"12.50", "exact", "%", "12.5%", "12.5", Qualifier::exact},
      {"4923817", "over 10000 in 万", "人次", "492万余人次", "4920000", Qualifier::at_least},
      {"4920000", "over 10000 in 万", "人次", "492万人次", "4920000", Qualifier::exact},
      {"1536", "over 100", "人次", "1500余人次", "1500", Qualifier::at_least},
      {"1536", "over 100 多", "人次", "1500多人次", "1500", Qualifier::at_least},
      {"1500", "over 100", "人次", "1500人次", "1500", Qualifier::exact},
      {"13", "over 10", "家", "10余家", "10", Qualifier::at_least},
      {"9", "over 10", "家", "9家", "9", Qualifier::exact},
      {"2987", "about 100", "人次", "约3000人次", "3000", Qualifier::about},
      {"4923817", "in 万 1", "人次", "492.4万人次", "4924000", Qualifier::exact},
      {"1250000000", "in 亿 2", "元", "12.50亿元", "1250000000", Qualifier::exact},
      {"8", "chinese", "个", "八个", "8", Qualifier::exact},
      {"2", "chinese", "幅", "两幅", "2", Qualifier::exact},
      {"120", "chinese", "幅", "120幅", "120", Qualifier::exact},
      {"7", "ordinal", "届", "第7届", "7", Qualifier::exact},
      {"1", "rank", "", "第一", "1", Qualifier::exact},
      {"12", "rank", "", "第12", "12", Qualifier::exact},
      {"5.2", "growth", "%", "增长5.2%", "5.2", Qualifier::exact},
      {"-5.25", "growth, places 1", "%", "下降5.3%", "-5.25", Qualifier::exact},
      {"0", "growth", "%", "持平", "0", Qualifier::exact},
      {"-5.2", "bare_growth", "%", "-5.2%", "-5.2", Qualifier::exact},
      {"14", "number", "家", "14", "14", Qualifier::exact},
      {"14", "unit 个", "家", "14个", "14", Qualifier::exact},
  };
  for (const Case& each : cases) {
    const Stated stated = said(each.value, each.wording, each.unit);
    EXPECT_EQ(stated.text, each.text) << each.wording;
    EXPECT_EQ(stated.value, number(each.claimed)) << each.text;
    EXPECT_EQ(stated.qualifier, each.qualifier) << each.text;
  }
}

TEST(Wording, keeps_the_qualifier_that_a_declared_value_carries) {
  EXPECT_EQ(said("8600000", "over 10000 多 in 万", "平方米", Qualifier::at_least).text,
            "860多万平方米");
  EXPECT_EQ(said("8600000", "in 万", "平方米", Qualifier::at_least).text, "860万余平方米");
  EXPECT_EQ(said("3000", "exact", "人次", Qualifier::about).text, "约3000人次");
  EXPECT_EQ(said("3000", "exact", "人次", Qualifier::at_most).text, "不超过3000人次");
}

TEST(Wording, never_says_more_than_the_true_value) {
  std::mt19937_64 random(20201231);
  for (int round = 0; round < 20000; ++round) {
    const Decimal value = static_cast<std::int64_t>(random() % 1'000'000'000);
    Wording wording;
    wording.rounding = Wording::Rounding::over;
    wording.step = Decimal(std::int64_t{1} << (random() % 20));
    const Stated stated = state(value, wording, "人", 0);
    ASSERT_LE(stated.value, value);
    ASSERT_EQ(stated.qualifier == Qualifier::exact, stated.value == value) << stated.text;
  }
}

TEST(Wording, is_read_back_from_its_own_text) {
  for (std::string_view text : {"exact", "over 100", "over 10000 多 in 万", "about 1000", "in 亿 2",
                                "places 1, growth", "unit 个, chinese", "over 10, number"}) {
    const Wording wording = *parse_wording(text, {});
    EXPECT_EQ(to_string(wording), text);
    EXPECT_EQ(*parse_wording(to_string(wording), {}), wording);
  }
}

TEST(Wording, refuses_what_it_does_not_know) {
  for (std::string_view text : {"", "over", "over 0", "over -5", "in 千", "in 万 9", "roughly 5",
                                "unit", "over 100 in", "exact,"}) {
    const Result<Wording> parsed = parse_wording(text, {});
    ASSERT_FALSE(parsed.has_value()) << text;
    EXPECT_EQ(parsed.error().what, "wording.malformed");
  }
}

TEST(Balance, makes_printed_parts_add_up_to_the_printed_total) {
  // 3.4 + 3.4 + 3.2 = 10: each alone would round to 3, and 3 + 3 + 3 is not 10.
  const auto printed =
      balance(number("10"), {number("3.4"), number("3.4"), number("3.2")}, Decimal(1));
  EXPECT_THAT(*printed, testing::ElementsAre(number("4"), number("3"), number("3")));
}

TEST(Balance, refuses_parts_of_another_total) {
  EXPECT_EQ(balance(number("10"), {number("3"), number("4")}, Decimal(1)).error().what,
            "wording.parts_do_not_sum");
}

TEST(Balance, holds_for_random_parts_and_changes_none_by_more_than_a_step) {
  std::mt19937_64 random(20201231);
  for (int round = 0; round < 5000; ++round) {
    std::vector<Decimal> parts;
    Decimal total;
    for (std::uint64_t count = 1 + random() % 12; count > 0; --count) {
      parts.push_back(Decimal(static_cast<std::int64_t>(random() % 1'000'000)));
      total = *add(total, parts.back());
    }
    const Decimal step(10000);
    const std::vector<Decimal> printed = *balance(total, parts, step);
    Decimal sum;
    for (std::size_t index = 0; index < parts.size(); ++index) {
      sum = *add(sum, printed[index]);
      ASSERT_LT(subtract(printed[index], parts[index])->abs(), step);
    }
    ASSERT_EQ(sum, total.rounded(-4));
  }
}

}  // namespace
}  // namespace youju::indicator
