#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <youju/reading/relation_fixture.h>

#include <string>
#include <string_view>

namespace youju::reading {
namespace {

using testing::Contains;
using testing::Each;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

TEST(Tied, changes_in_a_row_are_each_of_their_own_older_figure) {
  EXPECT_THAT(
      relations_of("接待群众312批1126人次，批次、人次同比分别下降9.8%和12.6%，去年同期为346批"
                   "1289人次。"),
      ElementsAre("growth holds", "growth holds"));
  EXPECT_THAT(
      relations_of("接待群众312批1126人次，批次、人次同比分别下降5.9%和12.6%，去年同期为346批"
                   "1289人次。"),
      ElementsAre("growth fails", "growth holds"));
  EXPECT_THAT(relations_of("发生事故21起，死亡9人，上年分别为26起和12人，事故起数、死亡人数分别下降"
                           "19.2%和30%。"),
              ElementsAre("growth holds", "growth fails"));
  EXPECT_THAT(relations_of("城网停电时间1.36小时，同比减少0.81小时，农网停电时间5.82小时，同比减少"
                           "1.58小时（上年分别为1.94小时、7.40小时）。"),
              ElementsAre("growth fails", "growth holds"));
  // None of them holds: of other figures.
  EXPECT_THAT(relations_of("接待群众312批1126人次，来信、来电分别下降5%和7%，去年同期为346批"
                           "1289人次。"),
              Each(Not(HasSubstr("fails"))));
}

TEST(Tied, bracket_behind_a_change_is_its_older_figure) {
  EXPECT_THAT(relations_of("经费1.26亿元，其中纵向7300万元、横向5300万元，总额同比增长16.7%"
                           "（上年1.08亿元）。"),
              Contains("growth holds"));
  EXPECT_THAT(
      relations_of("通车总里程达到486公里，比“十二五”末增加122公里（“十二五”末为312公里）。"),
      ElementsAre("growth fails"));
  EXPECT_THAT(relations_of("立案走私犯罪案件46起，案值5.23亿元，同比增加6起，上年为38起。"),
              ElementsAre("growth fails"));
  // 离婚 stands nearer, 结婚 is what is compared.
  EXPECT_THAT(
      relations_of("办理婚姻登记4862对，其中结婚登记3215对，离婚登记1647对，结婚登记数较上年"
                   "下降11.9%（上年结婚登记3648对）。"),
      ElementsAre("sum holds", "growth holds"));
}

TEST(Tied, older_figure_of_the_same_name_may_stand_far_behind) {
  EXPECT_THAT(relations_of(
                  "营业额18.6亿元，增长18.8%，其中客房4.2亿元、餐费13.6亿元，上年营业额16.4亿元。"),
              ElementsAre("growth fails"));
  // Of another thing than what stood last year.
  EXPECT_THAT(relations_of("合同金额1.26亿元，上年同期金额1.08亿元，当年完成产值同比增长9.6%。"),
              ElementsAre());
  EXPECT_THAT(relations_of("全年降雨量1286毫米，较常年1142毫米偏多12.6%，汛期降雨量864毫米。"),
              ElementsAre("growth holds"));
}

TEST(Tied, name_from_the_sentence_before_is_compared) {
  EXPECT_THAT(relations_of("完成工业投资186.3亿元。工业投资总量比上年的158.9亿元增长8.6%。"),
              ElementsAre("growth fails"));
  EXPECT_THAT(relations_of("完成工业投资186.3亿元。房地产投资比上年的158.9亿元增长8.6%。"),
              ElementsAre());
}

TEST(Tied, aim_is_not_what_grew) {
  EXPECT_THAT(
      relations_of("收入完成32.68亿元，为预算的103.7%，预算数为31.5亿元，比上年增收2.16亿元，"
                   "增长7.1%。"),
      Each(HasSubstr("holds")));
}

TEST(Tied, name_of_a_change_says_of_what_it_is) {
  // Of what is called so, not of what stands nearest.
  EXPECT_THAT(
      relations_of("出警940起，其中火灾210起、救援480起、其他250起。火灾起数较上年（280起）少"
                   "70起，下降25%。"),
      ElementsAre("sum holds", "growth holds", "growth holds"));
  EXPECT_THAT(
      relations_of("出警940起，其中火灾210起、救援480起、其他250起。火灾起数较上年（280起）少"
                   "90起，下降25%。"),
      Contains("growth fails"));
  EXPECT_THAT(
      relations_of("本年接收来信640件，其中求决类200件、建议类440件，建议类占68.8%；上年接收800件，"
                   "今年少接收160件，降幅达20%。"),
      Not(Contains("growth fails")));
}

TEST(Tied, second_change_has_the_ends_of_the_first) {
  EXPECT_THAT(relations_of("预算为120万元，决算96万元，决算数小于预算数24万元，下降20%。"),
              Contains("growth holds").Times(2));
  EXPECT_THAT(relations_of("预算为120万元，决算96万元，决算数小于预算数24万元，下降28%。"),
              Contains("growth fails").Times(1));
}

TEST(Tied, change_of_a_year_is_from_its_begin_to_its_end) {
  EXPECT_THAT(relations_of("年初登记会员2400人，年内新增300人，年末达2700人，增长12.5%。"),
              ElementsAre("sum holds", "growth holds", "growth holds"));
  EXPECT_THAT(relations_of("年初登记会员2400人，年内新增300人，年末达2700人，增长17.5%。"),
              ElementsAre("sum holds", "growth holds", "growth fails"));
}

TEST(Tied, shares_of_a_row_of_changes_have_their_ends) {
  EXPECT_THAT(
      relations_of("事故50起，死亡30人，同比（2023年同期62起、40人）分别减少12起、10人，分别下降"
                   "19.4%、28.0%。"),
      Contains("growth fails").Times(1));
}

TEST(Tied, what_is_added_up_behind_its_parts_is_not_called_as_they_are) {
  EXPECT_THAT(relations_of("新收各类案件5318件，连同旧存412件，应办案件合计5730件。新收案件上年为"
                           "4625件，今年多收970件，上升15.0%。"),
              ElementsAre("sum holds", "growth fails", "growth holds"));
}

TEST(Tied, change_told_beside_another_has_its_ends) {
  EXPECT_THAT(
      relations_of("到账经费1.83亿元，较去年增加2100万元、增长13.0%（2017年到账1.62亿元）。"),
      ElementsAre("growth holds", "growth holds"));
  EXPECT_THAT(
      relations_of("到账经费1.83亿元，较去年增加2730万元、增长13.0%（2017年到账1.62亿元）。"),
      ElementsAre("growth holds", "growth fails"));
  // 39% is what the one is less of the other, not of itself.
  EXPECT_THAT(relations_of("支出决算86.4万元，预算为120万元，决算数小于预算数33.6万元，下降39%。"),
              ElementsAre("growth holds", "growth fails"));
  // A share by the way, and what it is of, stand between.
  EXPECT_THAT(relations_of("业务收入3476万元，占全年收入1.22亿元的28.5%，同比多收412万元，增长率为"
                           "13.4%。"),
              ElementsAre("share holds", "growth holds"));
  // Of what it changed by the older one is not told.
  EXPECT_THAT(relations_of("收集医疗废物1264吨，同比增加178吨，增幅16.4%，上年收集1086吨。"),
              Each(Not(HasSubstr("fails"))));
  EXPECT_THAT(relations_of("服务类投诉3076件，而去年同期只有1538件，翻了一番。"),
              ElementsAre("growth holds"));
  EXPECT_THAT(relations_of("标的额38.4亿元，比2015年的24.6亿元多出13.8亿元，是前一年的0.78倍。"),
              ElementsAre("growth holds", "growth fails"));
}

TEST(Tied, what_is_planned_is_held_against_what_was_done) {
  const std::string told = "全区地方财政收入由2002年的2.4亿元增加到2007年的6亿元，增长1.5倍。\n";
  EXPECT_THAT(
      relations_of(told + "2008年主要预期目标是：地方财政收入6.9亿元，在上年基础上增长15%，即增收"
                          "9000万元。"),
      ElementsAre("growth holds", "growth holds", "growth holds"));
  EXPECT_THAT(
      relations_of(told + "2008年主要预期目标是：地方财政收入6.9亿元，在上年基础上增长8%。"),
      ElementsAre("growth holds", "growth fails"));
  EXPECT_THAT(
      relations_of(
          "新发展会员3680人，其中货车司机920人。\n2022年工作安排：新发展会员4000人，比2021年"
          "增长4.4%。"),
      Contains("growth fails"));
  // Of another thing, or of another deed.
  for (const std::string_view plan :
       {"2008年主要预期目标是：社会消费品零售额6.9亿元，在上年基础上增长8%。",
        "2008年主要预期目标是：地方财政收入6.9亿元，比全省平均增幅高8%。"})
    EXPECT_THAT(relations_of(told + std::string(plan)), ElementsAre("growth holds")) << plan;
}

TEST(Tied, change_is_between_what_stands_before_it) {
  for (const std::string_view text :
       {"上年底，全市通快递建制村1126个，覆盖率72.4%"
        "；到2021年底，通快递建制村达1483个，净增178个，新建"
        "站264个。",
        "治安视频探头达到3200个，是2009年底800个的5倍。",
        "接待游客128.6万人次，占接待量312.4万人次的41.2%，占比较上年的37.5%上升2.6个百分点。"})
    EXPECT_THAT(relations_of(text), Contains("growth fails")) << text;
  EXPECT_THAT(
      relations_of("全年受理案件94318件，审执结83472件。收案数连续五年上升，同比增幅为24.2%（2015年"
                   "受理80409件）。"),
      Contains("growth fails"));
  EXPECT_THAT(
      relations_of("固定资产投资12.5亿元，增长19%，比上年多投2.5亿元（2002年投资10亿元）。"),
      Contains("growth fails"));
  // The words of the first change say which was the older one.
  EXPECT_THAT(
      relations_of("报告传染病2148例，其中甲乙类860例、丙类1288例；2019年报告3580例，本年少报告1432"
                   "例，降幅达40%。"),
      Each(Not(HasSubstr("fails"))));
}

TEST(Tied, noun_that_begins_as_a_change_is_none) {
  EXPECT_THAT(
      relations_of(
          "揽收快件1862.5万件，同比增长8.4%，投递快件2106.8万件，同比增长9.7%，上年同期揽收、"
          "投递量分别为1594.3万件和1920.7万件。"),
      ElementsAre("growth fails", "growth holds"));
  EXPECT_THAT(relations_of("高龄津贴现按每人每月100元发放，原标准80元，提标31%。"),
              Contains("growth fails"));
}

}  // namespace
}  // namespace youju::reading
