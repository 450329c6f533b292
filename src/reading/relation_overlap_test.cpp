// Parts that need not make their whole, and rates that are not of what stands before them.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <youju/reading/relation_fixture.h>

namespace youju::reading {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

const auto nothing_fails = Not(Contains(HasSubstr("fails")));

TEST(Overlap, bracket_behind_a_part_is_of_that_part) {
  EXPECT_THAT(
      relations_of(
          "贷款412.6亿元，其中对公268.4亿元（制造业96.3亿元、批发业71.8亿元）、个人144.2亿元。"),
      Contains("sum holds"));
  EXPECT_THAT(
      relations_of(
          "贷款412.6亿元，其中对公268.4亿元（制造业96.3亿元、批发业71.8亿元）、个人164.2亿元。"),
      Contains("sum fails"));
}

TEST(Overlap, another_unit_behind_a_new_deed_counts_other_things) {
  EXPECT_THAT(relations_of("全镇有党支部36个，其中今年新建2个，命名示范户38户。"), nothing_fails);
  EXPECT_THAT(relations_of("重点实验室6家，其中本年度获批2家，新增平台7个，承担课题41项。"),
              nothing_fails);
  EXPECT_THAT(relations_of("重点实验室6家，其中国家级2家、省级3家、市级7家。"),
              ElementsAre("sum fails"));
}

TEST(Overlap, text_says_itself_how_much_the_parts_are) {
  for (const std::string_view text :
       {"蔬菜产量86.4万吨，其中叶菜31.2万吨、瓜菜24.6万吨、根菜16.3万吨，三类合计占总产量的83.4%。",
        "发电量128亿千瓦时，其中水电62.4亿千瓦时、风电31.6亿千瓦时、光伏18.2亿千瓦时，合计占总量的"
        "87.7%。"})
    EXPECT_THAT(relations_of(text), nothing_fails) << text;
  // Of others than the parts nothing is said by it.
  EXPECT_THAT(relations_of("保费47.45亿元，其中财产险21.84亿元、人身险41.43亿元，前三的公司合计占"
                           "68.4%。"),
              Contains("sum fails"));
}

TEST(Overlap, deed_with_its_rate_is_no_kind) {
  EXPECT_THAT(relations_of("规上企业186家，其中外资企业23家；已建工会的企业179家，建会率96.2%。"),
              nothing_fails);
  EXPECT_THAT(relations_of("规上企业186家，其中外资企业23家；内资企业179家。"),
              Contains("sum fails"));
}

TEST(Overlap, deed_that_is_told_of_each_part) {
  EXPECT_THAT(
      relations_of("抽检桥梁86座，合格81座，其中国道桥18座全部合格，省道桥68座、合格63座。"),
      Contains("sum holds"));
  EXPECT_THAT(
      relations_of("抽检桥梁86座，合格81座，其中国道桥38座全部合格，省道桥68座、合格63座。"),
      Contains("sum fails"));
}

TEST(Overlap, state_and_way_part_a_whole_twice) {
  EXPECT_THAT(
      relations_of("承保车辆3.26万辆，增长6%，其中新车1.84万辆、公交线0.96万辆、旅游线1.02万辆。"),
      nothing_fails);
  EXPECT_THAT(
      relations_of("承保车辆3.26万辆，增长6%，其中轿车1.84万辆、客车0.96万辆、货车1.02万辆。"),
      Contains("sum fails"));
}

TEST(Overlap, what_some_became_is_no_part) {
  EXPECT_THAT(relations_of("48户国有企业中，有31户完成改制，特困企业由年初的21户减少到12户。"),
              nothing_fails);
}

TEST(Overlap, part_of_one_is_not_beside_it) {
  EXPECT_THAT(relations_of("留任理事24名，新任理事16名，新任理事中有高校教师8名。"), ElementsAre());
}

TEST(Together, totals_of_another_thing_have_other_parts) {
  EXPECT_THAT(
      relations_of("收入总计982万元，其中拨款640万元、会费210万元、其他132万元；支出总计874万元。"),
      ElementsAre("sum holds"));
  EXPECT_THAT(
      relations_of("收入总计982万元，其中拨款690万元、会费210万元、其他132万元；支出总计874万元。"),
      ElementsAre("sum fails"));
}

TEST(Together, total_goes_on_from_what_has_its_name) {
  EXPECT_THAT(
      relations_of("公共预算收入42.6亿元，增长5.1%；上级补助收入31.8亿元，调入2.7亿元，收入总计"
                   "77.1亿元。"),
      Contains("sum holds"));
  EXPECT_THAT(
      relations_of("公共预算收入42.6亿元，增长5.1%；上级补助收入31.8亿元，调入2.7亿元，收入总计"
                   "87.1亿元。"),
      Contains("sum fails"));
}

TEST(Together, growth_is_no_share_of_a_total) {
  EXPECT_THAT(relations_of("三次产业投资分别增长4.2%、11.6%和7.9%，三者合计占生产总值的61.4%。"),
              nothing_fails);
}

TEST(Far, change_from_what_its_words_name) {
  EXPECT_THAT(relations_of("年平均气温14.6℃，较常年偏高0.7℃，为历史第3高（最高为2019年的15.1℃）。"),
              nothing_fails);
  EXPECT_THAT(relations_of("年降水量1186毫米，较常年1042毫米偏多23.8%。"),
              ElementsAre("growth fails"));
  EXPECT_THAT(
      relations_of("2021年恢复到936万人次和42.6亿元，恢复至2019年的79.3%和81.5%。2023年达1264万"
                   "人次、58.6亿元，比2019年增长7.1%和12.1%。"),
      nothing_fails);
}

TEST(Rate, is_not_of_what_stands_before_it_by_chance) {
  for (const std::string_view text :
       {"累计发放3.42万笔83.75亿元，贷款余额51.38亿元，个贷率82.6%。",
        "1958年存栏4.26万匹，首次突破四万匹。1963年遭雪灾，死亡1.12万匹，死亡率22.7%。",
        "共有流动车3辆，以上为其中2号车的情况，3辆车共出车186次，2号车约占四成。",
        "老人体检38,640人，高血压患者管理21,460人、管理率71.2%，糖尿病患者管理8,120人、管理率70.9%"
        "。",
        "项目8件，候选项目12件，差额比例50%。"})
    EXPECT_THAT(relations_of(text), nothing_fails) << text;
  EXPECT_THAT(relations_of("应管理高血压患者30,140人，规范管理21,460人、管理率81.2%。"),
              ElementsAre("share fails"));
  EXPECT_THAT(relations_of("概算1.86亿元，决算1.81亿元，节约512万元，节约率2.8%。"),
              Contains("share holds"));
}

TEST(Growth, second_change_may_be_of_another_thing) {
  EXPECT_THAT(relations_of("低保标准由420元提高到480元，提高14.3%，需增加资金36.8万元。"),
              ElementsAre("growth holds"));
  EXPECT_THAT(relations_of("低保标准由420元提高到480元，提高14.3%，增加80元。"),
              ElementsAre("growth holds", "growth fails"));
}

TEST(Overlap, another_kind_behind_a_stop_is_a_part_if_it_makes_the_whole) {
  EXPECT_THAT(relations_of("收入总计6,872.41万元，其中财政拨款收入6,615.83万元，占96.3%；其他收入"
                           "74.2万元；年初结转和结余182.38万元。"),
              Contains("sum holds"));
}

TEST(Overlap, rest_is_of_any_figure_of_the_sentence_before) {
  const std::string before = "新收案件638件，加上旧存41件，共受理679件，审结652件。";
  EXPECT_THAT(relations_of(before + "新收案件中婚姻家庭236件，民间借贷158件，买卖合同77件，责任纠纷"
                                    "64件，其余纠纷103件。"),
              Contains("sum holds"));
}

TEST(Growth, extended_by_so_many_times_is_how_much_more) {
  EXPECT_THAT(relations_of("当年推广面积12400亩，比上年的4960亩扩大1.5倍。"),
              ElementsAre("growth holds"));
  EXPECT_THAT(relations_of("当年推广面积12400亩，比上年的4960亩扩大3.5倍。"),
              ElementsAre("growth fails"));
}

TEST(Share, is_of_no_number_that_changed) {
  EXPECT_THAT(relations_of("火灾亡人数由13人减至9人。\n住宅火灾亡6人，占全部亡人数的三分之二。"),
              nothing_fails);
}

TEST(List, of_causes_counts_nothing) {
  EXPECT_THAT(relations_of("因退会、去世等减少21名。"), ElementsAre());
}

}  // namespace
}  // namespace youju::reading
