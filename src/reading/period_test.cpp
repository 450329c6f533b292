#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <youju/reading/reading.h>

#include <string>
#include <string_view>
#include <vector>

namespace youju::reading {
namespace {

using testing::ElementsAre;

// Of all figures that are no dates, in a document of 2024.
std::vector<std::string> periods(std::string_view text) {
  Options options;
  options.period = {{2024, 0, 0}, {2024, 0, 0}};
  std::vector<std::string> found;
  for (const Figure& figure : read(text, options).figures) {
    if (figure.measure != Measure::date) found.push_back(figure.period.to_string());
  }
  return found;
}

TEST(Period, knows_what_is_of_last_year) {
  EXPECT_THAT(periods("增加值68.4亿元，去年同期61.9亿元，占全区的57.2%。"),
              ElementsAre("2024", "2023", "2024"));
  EXPECT_THAT(periods("案件118件，比上年的96件多22件。"), ElementsAre("2024", "2023", "2024"));
  EXPECT_THAT(periods("比去年新增培训20场。"), ElementsAre("2024"));
  EXPECT_THAT(periods("由上年的1.2亿元增至1.5亿元。"), ElementsAre("2023", "2024"));
  EXPECT_THAT(periods("去年，举办讲座20场、培训30期，发放资料5000份；今年举办25场。"),
              ElementsAre("2023", "2023", "2023", "2024"));
  EXPECT_THAT(periods("上年结转资金30万元。"), ElementsAre("2024"));
  EXPECT_THAT(periods("去年以来，举办讲座20场。"), ElementsAre("2024"));
}

TEST(Period, lets_a_year_that_is_held_against_tell_of_nothing_else) {
  EXPECT_THAT(periods("诊疗300人次，恢复到2019年同期的96.3%，出院86人次，增长9.5%。"),
              ElementsAre("2024", "2024", "2024", "2024"));
  EXPECT_THAT(periods("手术316例，为2009年的1.3倍，其中免费280例。"),
              ElementsAre("2024", "2024", "2024"));
  EXPECT_THAT(periods("收入318万元，比2020年的275万元增加43万元，增长15.6%。"),
              ElementsAre("2024", "2020", "2024", "2024"));
  EXPECT_THAT(periods("分娩率由1999年的46.2%提高到68.5%，死亡3例。"),
              ElementsAre("1999", "2024", "2024"));
  EXPECT_THAT(periods("比例超过12%（2020年为8.9%）；建成社区20个。"),
              ElementsAre("2024", "2020", "2024"));
  EXPECT_THAT(periods("上线126人，2006年为105人，增长20%。"), ElementsAre("2024", "2006", "2024"));
  EXPECT_THAT(periods("协会成立于1998年，现有会员312户，种植葡萄4600亩。"),
              ElementsAre("2024", "2024"));
  EXPECT_THAT(periods("2019年5月挂牌，有站长1名。"), ElementsAre("2024"));
  EXPECT_THAT(periods("自1996年成立以来，受理案件3914件。"), ElementsAre("2024"));
  EXPECT_THAT(periods("2004年发生火警7起，今年2起，下降71.4%。"),
              ElementsAre("2004", "2024", "2024"));
  EXPECT_THAT(periods("2023年，培训20期、讲座30场。"), ElementsAre("2023", "2023"));
  EXPECT_THAT(periods("2023年3月成立协会3个，发展会员40人。"), ElementsAre("2023-03", "2023-03"));
}

TEST(Period, takes_parts_of_a_year_and_the_next_one) {
  EXPECT_THAT(periods("上半年，培训20期，讲座30场。"),
              ElementsAre("2024-01..2024-06", "2024-01..2024-06"));
  EXPECT_THAT(periods("2023年下半年，培训20期。"), ElementsAre("2023-07..2023-12"));
  EXPECT_THAT(periods("前三季度，培训20期。"), ElementsAre("2024-01..2024-09"));
  EXPECT_THAT(periods("二季度检查企业20家。"), ElementsAre("2024-04..2024-06"));
  EXPECT_THAT(periods("比上半年增加20家。"), ElementsAre("2024"));
  EXPECT_THAT(periods("明年打算培训20期，讲座30场。"), ElementsAre("2025", "2025"));
}

TEST(Period, may_be_a_year_of_two_digits) {
  EXPECT_THAT(periods("08年实现产值3.5亿元，09年1-6月实现产值2亿元。"),
              ElementsAre("2008", "2009-01..2009-06"));
}

TEST(Period, is_not_the_day_a_report_was_given) {
  const std::string_view report =
      "法院工作报告\n——2021年1月14日在县人民代表大会上\n一、审判\n审结案件516件。\n";
  EXPECT_THAT(periods(report), ElementsAre("2024"));
  const std::string_view dated = "年度工作总结\n（2021年1月14日）\n一、审判\n审结案件516件。\n";
  EXPECT_THAT(periods(dated), ElementsAre("2024"));
}

TEST(Period, of_a_heading_may_be_half_a_year) {
  const Reading reading = read(
      "2016年上半年工作总结\n一、培训\n培训20期。\n"
      "二、下半年工作计划\n培训30期。\n",
      Options());
  ASSERT_EQ(reading.figures.size(), 3U);
  EXPECT_EQ(reading.figures[1].period.to_string(), "2016-01..2016-06");
  EXPECT_EQ(reading.figures[2].period.to_string(), "2016-07..2016-12");
  EXPECT_TRUE(reading.figures[2].plan);
}

}  // namespace
}  // namespace youju::reading
