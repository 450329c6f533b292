// Parts that are told by their kind, and plans: of which thing they are.
#include <gtest/gtest.h>
#include <youju/reading/reading.h>

#include <string>

namespace youju::reading {
namespace {

std::string thing(std::string_view text, std::size_t at) {
  const Reading reading = read(text);
  return at < reading.figures.size() ? reading.figures[at].thing() : "none";
}

std::string part(std::string_view text, std::size_t at) {
  const Reading reading = read(text);
  return std::string(at < reading.figures.size() ? reading.figures[at].part : "none");
}

std::string subject_of_money(std::string_view text, std::size_t at) {
  return std::string(read(text).figures[at].subject);
}

TEST(Part, is_of_the_thing_before_among) {
  const std::string_view text = "现有科普基地26个，其中国家级2个、省级9个，市级15个。";
  EXPECT_EQ(thing(text, 0), "科普基地");
  EXPECT_EQ(part(text, 0), "");
  EXPECT_EQ(thing(text, 1), "国家级科普基地");
  EXPECT_EQ(thing(text, 2), "省级科普基地");
  EXPECT_EQ(thing(text, 3), "市级科普基地");
  EXPECT_EQ(part(text, 3), "市级");
  EXPECT_EQ(thing("受理纠纷36起，其中邻里21起、婚姻9起、其他6起。", 3), "其他纠纷");
  EXPECT_EQ(thing("活动326场次，线上118场次。", 1), "线上活动");
  EXPECT_EQ(thing("院民34人，男21人，女13人。", 1), "男院民");
}

TEST(Part, of_another_grade_loses_that_of_the_first) {
  EXPECT_EQ(thing("创建国家级文明村1个、省级4个。", 1), "省级文明村");
  EXPECT_EQ(thing("省级学会30个，其中城区18个。", 1), "城区省级学会");
}

TEST(Part, may_be_what_became_of_the_things) {
  EXPECT_EQ(thing("列入冬修的山塘48口，完工36口，在建12口。", 2), "在建山塘");
  EXPECT_EQ(thing("馆藏档案5,200件，拟延期开放1,472件。", 1), "拟延期开放馆藏档案");
}

TEST(Part, stays_what_it_is_called_without_a_whole) {
  EXPECT_EQ(thing("走进学校26所、社区18个、乡村9个。", 2), "乡村");
  EXPECT_EQ(part("走进学校26所、社区18个、乡村9个。", 2), "");
  EXPECT_EQ(part("辖18个乡镇、9个社区。", 1), "");
}

TEST(Part, none_is_what_was_wanted) {
  const std::string_view text = "技能培训6,820人，完成年度任务6,500人的104.9%。";
  const Reading reading = read(text);
  ASSERT_EQ(reading.figures.size(), 3U);
  EXPECT_EQ(reading.figures[1].subject, "技能培训");
  EXPECT_TRUE(reading.figures[1].plan);
  EXPECT_EQ(reading.figures[1].part, "");
  EXPECT_TRUE(read("下达任务6,500人。").figures[0].plan);
  EXPECT_FALSE(read("技能培训6,500人。").figures[0].plan);
}

TEST(Part, is_no_longer_carried_on_as_the_thing) {
  const std::string_view text =
      "到位资金5,000万元，其中省级3,000万元、市级2,000万元，已支出4,100万元。";
  EXPECT_EQ(read(text).figures[3].subject, "到位资金") << thing(text, 3);
}

TEST(Part, is_dropped_where_both_are_too_long) {
  Figure figure;
  figure.part = "省级";
  figure.subject = "社区矫正对象心理健康评估";
  EXPECT_EQ(figure.thing(), figure.subject);
}

TEST(Part, is_of_what_stands_before_its_bracket) {
  EXPECT_EQ(thing("共41家医院（三级8家，二级33家）实行付费改革。", 1), "三级医院");
  EXPECT_EQ(thing("共41家医院（三级8家，二级33家）实行付费改革。", 2), "二级医院");
  EXPECT_EQ(thing("旅游饭店28家，其中五星级1家。", 1), "五星级旅游饭店");
  EXPECT_EQ(thing("低保家庭571户，因病251户。", 1), "因病低保家庭");
  EXPECT_EQ(subject_of_money("总投资7.5亿元，其中修路3.6亿元、通电1.2亿元。", 1), "修路");
}

}  // namespace
}  // namespace youju::reading
