// What real reports asked for of subjects: heads behind verbs, ellipsis, topics.
#include <gtest/gtest.h>
#include <youju/reading/reading.h>

#include <string>

namespace youju::reading {
namespace {

std::string subject(std::string_view text, std::size_t at = 0) {
  const Reading reading = read(text);
  return std::string(at < reading.figures.size() ? reading.figures[at].subject : "none");
}

std::string actor(std::string_view text, std::size_t at) {
  return std::string(read(text).figures.at(at).actor);
}

TEST(SubjectBehind, goes_on_to_the_person_over_a_verb) {
  EXPECT_EQ(subject("聘请12名社区巡查监督员参与治理。"), "社区巡查监督员");
  EXPECT_EQ(subject("4名博士研究生到车间指导。"), "博士研究生");
  EXPECT_EQ(subject("走访36名确实需要帮助的高龄老人。"), "高龄老人");
  EXPECT_EQ(subject("培训18名妇联（代）会主任。"), "妇联（代）会主任");
  // Persons who do something are those before it.
  EXPECT_EQ(subject("3名技术骨干晋升教授。"), "技术骨干");
  EXPECT_EQ(subject("选派技术骨干5人负责指导。"), "技术骨干");
}

TEST(SubjectBehind, goes_on_to_the_thing_over_a_verb) {
  EXPECT_EQ(subject("新设4个咨询服务台，方便群众。"), "咨询服务台");
  EXPECT_EQ(subject("发放600份限期整改通知书。"), "限期整改通知书");
  EXPECT_EQ(subject("共有7个村（社区）工会组织换届。"), "村（社区）工会组织");
  // What they do is no part of them.
  EXPECT_EQ(subject("5个社区新建养老服务站。"), "社区");
  EXPECT_EQ(subject("3个项目正在推进。"), "项目");
  EXPECT_EQ(subject("修建2条全长40公里的环湖绿道。"), "环湖绿道");
}

TEST(SubjectBehind, is_an_event_or_what_a_deed_is_told_of) {
  EXPECT_EQ(subject("举办3场村干部、居民代表座谈会。"), "居民代表座谈会");
  EXPECT_EQ(subject("开展了一次消防应急疏散演练。"), "消防应急疏散演练");
  EXPECT_EQ(subject("有26项牵头或合作完成的技术成果获奖。"), "技术成果");
  EXPECT_EQ(subject("5个部门收取的费用较高。"), "部门");
  EXPECT_EQ(subject("争取到6万元经费用于更新展品。"), "经费");
  EXPECT_EQ(subject("示范户人均增收620元。"), "示范户");
}

TEST(SubjectBehind, what_stands_behind_as_a_task_is_planned) {
  const Reading reading = read("培训农民2310人，完成全年2000人任务的115.5%。");
  EXPECT_TRUE(reading.figures.at(1).plan);
  EXPECT_EQ(reading.figures.at(1).subject, "农民");
}

TEST(SubjectBehind, organisations_are_no_deed) {
  EXPECT_EQ(subject("全区现有基层志愿服务组织86个。"), "基层志愿服务组织");
  EXPECT_EQ(subject("组织20个单位参观。"), "单位");
}

TEST(SubjectBehind, whose_it_is_may_stand_where_the_thing_is_left_out) {
  const std::string_view beds = "全县有病床940张，其中县人民医院有床位420张，县妇幼医院180张。";
  EXPECT_EQ(subject(beds, 1), "床位");
  EXPECT_EQ(actor(beds, 1), "县人民医院");
  EXPECT_EQ(subject(beds, 2), "床位");
  EXPECT_EQ(subject("北部地区拥有农机站31个；南部地区24个。", 1), "农机站");
}

TEST(SubjectBehind, a_topic_may_be_told_before) {
  EXPECT_EQ(subject("志愿者人数继续增多，共3120人。"), "志愿者人数");
  EXPECT_EQ(subject("供水能力持续提升，达到12.6万立方米。"), "供水能力");
  EXPECT_EQ(subject("东部乡镇最多，占51%；西部乡镇次之，占30%。", 1), "西部乡镇");
}

TEST(SubjectBehind, is_behind_what_names_things_in_turn) {
  EXPECT_EQ(subject("投诉类别依次为房屋质量420件、物业服务260件。"), "房屋质量");
  EXPECT_EQ(subject("最低标准分别为每人每月650元和480元。"), "最低标准");
}

TEST(SubjectBehind, those_of_an_age_are_of_all) {
  EXPECT_EQ(subject("总人口6200人。男性3190人，女性3010人，14岁以下1020人，占16.5%。", 4),
            "总人口");
  EXPECT_EQ(subject("务工人员860人，其中年龄35岁以下的有310人。", 2), "务工人员");
}

TEST(SubjectBehind, rows_name_what_each_of_them_is) {
  const std::string_view shares = "一、二、三产业增加值占生产总值的比重分别为8%、42%和50%。";
  const Reading reading = read(shares);
  EXPECT_EQ(reading.figures.at(0).part, "一");
  EXPECT_EQ(reading.figures.at(0).subject, "产业增加值");
  EXPECT_EQ(subject("讲座30场、展览42次，分别比2019年增长11%、5%。", 3), "讲座");
  EXPECT_EQ(subject("居民用水量及城镇生态补水量分别增加2.1亿立方米和0.4亿立方米。"), "居民用水量");
}

TEST(SubjectBehind, cases_of_a_place_are_those_of_all) {
  const std::string_view cases = "报告病例68例，其中东片41例，西片27例（河口9例）。";
  EXPECT_EQ(subject(cases, 1), "病例");
  EXPECT_EQ(subject(cases, 2), "病例");
  EXPECT_EQ(subject(cases, 3), "病例");
  // What was done to each is a thing of its own.
  EXPECT_EQ(subject("分娩318例，其中剖宫产121例。", 1), "剖宫产");
}

TEST(SubjectBehind, deeds_that_are_counted_are_their_own_thing) {
  EXPECT_EQ(subject("其中，投诉1310件，举报472件，挽回损失4万元。", 1), "举报");
  EXPECT_EQ(subject("微信举报170件，网上举报42件。", 1), "网上举报");
  EXPECT_EQ(subject("其余21种传染病共报告发病658例。", 1), "传染病");
  const std::string_view row =
      "建成机耕路31公里；客运量410万人，周转量1.3亿人公里，同比增长18.7%、10.7%。";
  EXPECT_EQ(subject(row, 3), "客运量");
  EXPECT_EQ(subject(row, 4), "周转量");
}

TEST(SubjectBehind, ratios_are_no_figures) {
  EXPECT_TRUE(read("男女比例为52：48。").figures.empty());
  EXPECT_TRUE(read("产业结构比为8：42：50。").figures.empty());
}

}  // namespace
}  // namespace youju::reading
