#include <gtest/gtest.h>
#include <youju/proof/claim.h>

namespace youju::proof {
namespace {

using enum Holding;

struct Case {
  const char* said;
  const char* truth;
  Holding wanted;
  indicator::Qualifier of_truth = indicator::Qualifier::exact;
};

Holding held(const Case& one) {
  const std::string text = std::string("共有") + one.said + "。";
  reading::Options options;
  options.depth = reading::Depth::numbers;
  const reading::Reading read = reading::read(text, options);
  EXPECT_EQ(read.figures.size(), 1u) << one.said;
  if (read.figures.empty()) return contradicts;
  const reading::Figure& figure = read.figures.front();
  const auto claim = claim_of(
      figure,
      std::string_view(text).substr(figure.begin_byte, figure.number_end_byte - figure.begin_byte));
  EXPECT_TRUE(claim.has_value()) << one.said;
  return claim ? hold(*claim, Decimal::parse(one.truth).value(), one.of_truth) : contradicts;
}

TEST(Claim, words_allow_what_they_say_and_no_more) {
  const Case cases[] = {
      {"1270家", "1270", holds},
      {"1270家", "1271", contradicts},
      {"1,270家", "1270", holds},
      {"3万余本", "30000", holds},
      {"3万余本", "34999", holds},
      {"3万余本", "29800", overstated},
      {"3万余本", "47000", understated},
      {"3万余本", "4700", contradicts},
      {"3000余册", "3400", holds},
      {"3000余册", "4100", understated},
      {"1.2万人次", "12000", holds},
      {"1.2万人次", "12034", rounded},
      {"1.2万人次", "13034", contradicts},
      {"1.2万余人次", "12034", holds},
      {"十余家", "14", holds},
      {"十余家", "9", overstated},
      {"近百家", "97", holds},
      {"近百家", "60", contradicts},
      {"3至5家", "4", holds},
      {"3至5家", "6", contradicts},
      {"98.5%", "98.46", holds},
      {"98.5%", "98.56", contradicts},
      {"860多万平方米", "8600000", holds, indicator::Qualifier::at_least},
  };
  for (const Case& one : cases) EXPECT_EQ(held(one), one.wanted) << one.said << " " << one.truth;
}

TEST(Claim, measure_words) {
  EXPECT_EQ(measure_of("万人次").name, "人次");
  EXPECT_EQ(measure_of("万人次").power, 4);
  EXPECT_EQ(measure_of("人（次）").name, "人次");
  EXPECT_EQ(measure_of("亿元").power, 8);
  EXPECT_EQ(measure_of("万").name, "万");  // no measure word, but a number's own word
  EXPECT_EQ(likeness("家", "家"), Likeness::same);
  EXPECT_EQ(likeness("家", "个"), Likeness::like);
  EXPECT_EQ(likeness("人", "人次"), Likeness::other);
  EXPECT_EQ(likeness("㎡", "平方米"), Likeness::same);
  EXPECT_EQ(likeness("", "家"), Likeness::unknown);
  EXPECT_EQ(likeness("粒", "家"), Likeness::unknown);
}

}  // namespace
}  // namespace youju::proof
