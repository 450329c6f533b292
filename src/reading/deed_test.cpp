// What was done and who did it.
#include <gtest/gtest.h>
#include <youju/reading/reading.h>

#include <string>

namespace youju::reading {
namespace {

std::string deed(std::string_view text, std::size_t at) {
  const Reading reading = read(text);
  return std::string(at < reading.figures.size() ? reading.figures[at].action : "none");
}

TEST(Deed, stands_right_before_the_number) {
  EXPECT_EQ(deed("云顶山景区接待12.8万人次。", 0), "接待");
  EXPECT_EQ(deed("取证率达到85%。", 0), "达到");
  EXPECT_EQ(deed("参加人数达1400多人。", 0), "达");
  EXPECT_EQ(deed("平均住院日6.8天，缩短0.5天。", 1), "缩短");
  EXPECT_EQ(deed("学校设有21个学院。", 0), "设有");
}

TEST(Deed, opens_its_clause) {
  EXPECT_EQ(deed("抄录卡片4.7万张。", 0), "抄录");
  EXPECT_EQ(deed("8月6日，修便道260米。", 1), "修");
  EXPECT_EQ(deed("产值1.2亿元。", 0), "");
}

TEST(Deed, is_that_of_the_list) {
  EXPECT_EQ(deed("斩获一等奖5个、二等奖9个。", 3), "斩获");
  EXPECT_EQ(deed("授予博士学位402人，硕士学位350人。", 1), "授予");
  // Another unit behind a comma may be told of something else: what was done with it is not said.
  EXPECT_EQ(deed("全年举办讲座64场，听众1.2万人次。", 1), "");
}

std::string doer(std::string_view text, std::size_t at) {
  const Reading reading = read(text);
  return std::string(at < reading.figures.size() ? reading.figures[at].actor : "none");
}

TEST(Doer, stands_before_the_verb_of_its_clause) {
  EXPECT_EQ(doer("2018年，临川县科协共举办讲座64场。", 1), "临川县科协");
  EXPECT_EQ(doer("县气象局全年发布预警信号146次。", 0), "县气象局");
  EXPECT_EQ(doer("市场监管所抽检食品420批次。", 0), "市场监管所");
  EXPECT_EQ(doer("公证处办结公证2,918件。", 0), "公证处");
}

TEST(Doer, goes_on_in_its_sentence) {
  const std::string_view text =
      "市科协围绕中心工作，举办讲座64场，发放资料3.2万份；县科协举办讲座9场。全年接待观众2万人次。";
  EXPECT_EQ(doer(text, 0), "市科协");
  EXPECT_EQ(doer(text, 1), "市科协");
  EXPECT_EQ(doer(text, 2), "县科协");
  EXPECT_EQ(doer(text, 3), "");
}

TEST(Doer, of_a_state_is_the_body_it_is_told_of) {
  EXPECT_EQ(doer("公司资产总额达8亿元。", 0), "公司");
  EXPECT_EQ(doer("我院全年门急诊42.6万人次。", 0), "我院");
  EXPECT_EQ(doer("纺织厂挡车工68人。", 0), "纺织厂");
  EXPECT_EQ(doer("改造厂房3处。", 0), "");
}

TEST(Doer, may_be_what_a_figure_counts) {
  EXPECT_EQ(doer("7个单位超范围列支会议费38.6万元。", 1), "单位");
  EXPECT_EQ(doer("规上工业企业136家，实现增加值48.9亿元。", 1), "规上工业企业");
  EXPECT_EQ(doer("关停企业46家，实现减排3.2万吨。", 1), "");
}

TEST(Doer, is_nobody_where_none_is_said_to_act) {
  EXPECT_EQ(doer("完成市下达任务100人。", 0), "");
  EXPECT_EQ(doer("为消费者挽回损失24万元。", 0), "");
  EXPECT_EQ(doer("全年新增机动车1.2万辆。", 0), "");
}

TEST(Doer, that_did_a_part_alone_did_no_more) {
  const std::string_view text = "举办讲座64场，由县级科协举办的占57.3%，线上讲座12场。";
  EXPECT_EQ(doer(text, 1), "县级科协");
  EXPECT_EQ(doer(text, 2), "");
}

}  // namespace
}  // namespace youju::reading
