// What is planned: by the kind of document, by headings, by sentences.
#include <gtest/gtest.h>
#include <youju/reading/reading.h>

#include <string>

namespace youju::reading {
namespace {

// A letter for each figure that is no date: p planned, - not.
std::string planned(std::string_view text, std::int16_t year = 0) {
  Options options;
  if (year != 0) options.period = {{year, 0, 0}, {year, 0, 0}};
  std::string found;
  for (const Figure& figure : read(text, options).figures) {
    if (figure.measure != Measure::date) found += figure.plan ? 'p' : '-';
  }
  return found;
}

TEST(Plan, is_where_something_is_intended_and_not_the_name_of_a_plan) {
  EXPECT_EQ(planned("下半年，要确保产值增长8%，引进项目6个。"), "pp");
  EXPECT_EQ(planned("生产原煤613万吨，完成年计划600万吨的102%，掘进5436米。"), "----");
  EXPECT_EQ(planned("计划生育符合政策生育率96.4%。"), "-");
  EXPECT_EQ(planned("一、组织实施科技计划项目23项\n其中国家级1项。"), "--");
  EXPECT_EQ(planned("计划举办培训班130期。"), "p");
  EXPECT_EQ(planned("2006年打算：办班25期，培训3000人次；新建画廊2处。"), "ppp");
}

TEST(Plan, is_all_of_a_document_of_that_kind_but_what_it_tells_of_before) {
  EXPECT_EQ(planned("区科协2021年工作要点\n一、组织建设\n新建企业科协10家。\n二、科普\n去年"
                    "举办讲座30场，今年举办40场；展板由现有的46块增至70块。\n"),
            "p---p");
  EXPECT_EQ(planned("2012年工作计划（讨论稿）\n一、健全网络\n组建科普队伍6支。\n"), "p");
  EXPECT_EQ(planned("2012年工作总结及2013年工作计划\n一、培训\n培训300人。\n"), "-");
  EXPECT_EQ(planned("2023年预算执行情况的报告\n支出3.2亿元。\n"), "-");
  EXPECT_EQ(planned("全民科学素质实施方案\n一、基础\n现有基地12个。\n二、目标\n建成基地20个。\n"),
            "-p");
  EXPECT_EQ(planned("关于下达2019年改造任务的通知\n改造小区38个。\n"), "p");
}

TEST(Plan, is_what_a_notice_announces_and_not_what_it_tells_before) {
  EXPECT_EQ(planned("关于做好祭扫工作的通知\n各公墓：\n上年接待8万人。现通知如下：\n"
                    "一、抽调干部56人。\n二、增设车位620个。\n"),
            "-pp");
  EXPECT_EQ(planned("大赛公告\n终评已于3月结束，现将有关事项公告如下：\n一、收到项目638项。\n"),
            "-");
  EXPECT_EQ(planned("关于表彰先进的通知\n评出先进个人40名。\n"), "-");
  EXPECT_EQ(planned("关于举办交易会的通知\n一、规模：展位900个。\n"), "p");
  EXPECT_EQ(planned("听取了汇报，立项29项。\n会议议定以下事项：\n（一）更换水泵2台。\n"), "-p");
}

TEST(Plan, ends_where_a_sentence_tells_what_was_done) {
  EXPECT_EQ(planned("计划新建学校12所，已竣工9所，其中小学4所。"), "p--");
  EXPECT_EQ(planned("年初计划抽查企业900户，实际抽查972户。"), "p-");
  EXPECT_EQ(planned("体检：年度任务62万人，实际完成58万人。"), "p-");
  EXPECT_EQ(planned("完成年度计划62万人的95%。"), "--");
}

TEST(Plan, is_of_a_year_that_is_to_come_and_what_it_is_held_against_is_not) {
  EXPECT_EQ(planned("到2025年，建成基地20个（2020年为8个）。", 2021), "p-");
  EXPECT_EQ(planned("截至2022年3月，建成基地20个。", 2021), "-");
  EXPECT_EQ(planned("2025年，计划完成投资90亿元，比2024年的72亿元增长25%。", 2024), "p-p");
  EXPECT_EQ(planned("一、2025年主要目标\n产值增长8%。\n", 2024), "p");
}

TEST(Plan, has_its_date_with_it) {
  const Reading reading = read("2025年，计划新建工作站8家。", Options());
  ASSERT_EQ(reading.figures.size(), 2U);
  EXPECT_TRUE(reading.figures[0].plan);
}

TEST(Plan, is_not_birth_control) { EXPECT_EQ(planned("减免税费3万元，计划生育率96.5%。"), "--"); }

}  // namespace
}  // namespace youju::reading
