#include <gtest/gtest.h>
#include <youju/reading/evened.h>

#include <string>
#include <string_view>

namespace youju::reading {
namespace {

std::string evened(std::string_view text) {
  const Evened even(text, true);
  return std::string(even.differs() ? even.text() : text);
}

TEST(Evened, widens_marks_beside_chinese_characters_alone) {
  EXPECT_EQ(evened("培训3期,听众1,270人(次);其中:y = f(b,c)"),
            "培训3期，听众1,270人（次）；其中：y = f(b,c)");
  EXPECT_EQ(evened("收录(SCI)7篇, 9:00起"), "收录（SCI）7篇， 9:00起");
  EXPECT_EQ(evened("增长25.8%.供电量1.5亿元.\n3.本级"), "增长25.8%。供电量1.5亿元。\n3.本级");
  EXPECT_EQ(evened("见[附件](a/图.png)"), "见[附件](a/图.png)");
  EXPECT_FALSE(Evened("培训3期，听众1,270人。", true).differs());
  EXPECT_FALSE(Evened("培训3期,听众", false).differs());
}

TEST(Evened, takes_blanks_beside_numbers_out) {
  EXPECT_EQ(evened("2013 年 3 月，培训 30 期，合格率 98.5% 以上"),
            "2013年3月，培训30期，合格率98.5%以上");
  EXPECT_EQ(evened("5 月 12 日　晴"), "5月12日　晴");
  // The number of an item, columns, holes, words of other letters.
  EXPECT_EQ(evened("1 培训情况\n 2. 讲座"), "1 培训情况\n 2. 讲座");
  EXPECT_EQ(evened("甲  30  乙"), "甲  30  乙");
  EXPECT_EQ(evened("产值共 亿元，GDP 7"), "产值共 亿元，GDP 7");
}

TEST(Evened, joins_the_lines_of_a_text_that_is_broken_at_one_width) {
  const std::string broken =
      "一、科普工作\n"
      "　　全年举办各类实用技术培训班126期，培训农民一万三千人次，发放\n"
      "科普资料五万余份，接受群众咨询八千多人次，较好地完成了年初确定的\n"
      "各项目标任务，新建画廊18处。\n"
      "　　其中省级科普示范基地三个，市级科普示范基地五个，带动农户增收\n"
      "二千元，受到群众欢迎。\n";
  const std::string whole = evened(broken);
  EXPECT_NE(whole.find("发放科普资料"), std::string::npos);
  EXPECT_NE(whole.find("年初确定的各项目标任务"), std::string::npos);
  EXPECT_NE(whole.find("一、科普工作\n"), std::string::npos);
  EXPECT_NE(whole.find("18处。\n　　其中"), std::string::npos);
  // Rows are no prose, and paragraphs are not of one width.
  const std::string rows = "白内障复明手术免费救助项目任务数/300例/326例/108.7%已完成\n";
  EXPECT_EQ(evened(rows + rows + rows + rows), rows + rows + rows + rows);
}

TEST(Evened, leaves_what_was_read_in_its_place) {
  const std::string_view text =
      "全年培训 30 期,听众(农民)1,270 人次,投入 68 万元。\n其中: 自筹  万元";
  Options options;
  options.depth = Depth::relations;
  const Reading reading = read(text, options);
  ASSERT_EQ(reading.figures.size(), 4U);
  const auto surface = [&](std::size_t n) {
    const Figure& figure = reading.figures[n];
    return text.substr(figure.begin_byte, figure.end_byte - figure.begin_byte);
  };
  EXPECT_EQ(surface(0), "30 期");
  EXPECT_EQ(surface(1), "1,270 人次");
  EXPECT_EQ(surface(2), "68 万元");
  EXPECT_EQ(surface(3), "");
  EXPECT_EQ(reading.figures[2].value.to_string(), "680000");
  EXPECT_EQ(text.substr(reading.figures[2].begin_byte, 2), "68");
  EXPECT_EQ(reading.figures[2].number_end_byte, reading.figures[2].end_byte - 3);
  EXPECT_EQ(reading.figures[3].qualifier, Qualifier::missing);
  EXPECT_EQ(reading.figures[0].action, "培训");
  for (const Figure& figure : reading.figures) {
    for (const std::string_view words : {figure.action, figure.subject, figure.unit.name}) {
      if (words.empty()) continue;
      EXPECT_TRUE(words.data() >= text.data() &&
                  words.data() + words.size() <= text.data() + text.size());
    }
  }
}

}  // namespace
}  // namespace youju::reading
