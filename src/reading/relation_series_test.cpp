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

TEST(Series, parts_are_called_as_their_whole) {
  // 借阅 and 到馆 take turns; each is a sum of its own.
  EXPECT_THAT(
      relations_of("全市图书馆到馆86240人次，借阅31775册次。市馆到馆51362人次，借阅20114册次。"
                   "县馆到馆34878人次，借阅11661册次。"),
      ElementsAre("sum holds", "sum holds"));
  // What stands beside the parts of a sum is one as well, and here it is not.
  EXPECT_THAT(
      relations_of("全市图书馆到馆86240人次，借阅32775册次。市馆到馆51362人次，借阅20114册次。"
                   "县馆到馆34878人次，借阅11661册次。"),
      ElementsAre("sum holds", "sum fails"));
  // A change is made of changes.
  EXPECT_THAT(
      relations_of("用户比上年末增加1846万户。其中移动用户9120万户，固定用户3150万户，分别比"
                   "上年末增加1487万户和359万户。"),
      Contains("sum holds"));
}

TEST(Series, two_halves_and_what_stands_before_its_total) {
  EXPECT_THAT(relations_of("查出问题60项，已整改47项，到位资金3.2亿元，正在整改13项，追责5人。"),
              Contains("sum holds"));
  EXPECT_THAT(
      relations_of("市区民警2117人，比上年增加31人；县区民警1842人，比上年增加12人；乡镇民警"
                   "968人。全市辅警6200人，民警4927人。"),
      Contains("sum holds"));
  // A change goes on in its other unit, and is no part.
  EXPECT_THAT(
      relations_of("发生险情34起、受伤57人，同比增加6起、9人。山区发生21起、受伤36人。城区发生8"
                   "起、受伤12人。库区发生5起、受伤9人。"),
      ElementsAre("sum holds", "sum holds"));
}

TEST(Series, parts_stand_outside_of_brackets_or_at_heads) {
  EXPECT_THAT(relations_of("登记隐患4827处（一类612处、二类4215处），完成整治3316处（一类401处、"
                           "二类2915处），未整治1511处。"),
              Contains("sum holds"));
  EXPECT_THAT(relations_of("全乡蔬菜7630亩，其中番茄5130亩，产量2.4万吨；辣椒2500亩，产量9000吨。"),
              ElementsAre("sum holds"));
  // Two small numbers do so by chance.
  EXPECT_THAT(relations_of("共有项目31个，其中在建12个，总投资5亿元；签约合同19个。"),
              Each(Not(HasSubstr("fails"))));
  // Things may be counted by 个 as well.
  EXPECT_THAT(relations_of("全县有幼儿园148所，其中公办园61所、普惠园64所、教学点23个。"),
              ElementsAre("sum holds"));
}

TEST(Series, steps_that_leave_nothing_out_make_their_whole) {
  const std::string_view right =
      "会员总数5240人。其中女会员2011人。30岁及以下862人，31至50岁2937人，"
      "51岁以上1441人。";
  EXPECT_THAT(relations_of(right), Contains("sum holds"));
  // Of which the shares tell: the last but one is wrong.
  EXPECT_THAT(relations_of("会员总数5240人。30岁及以下862人，占16.5%；31至50岁2737人，占56.0%；"
                           "51岁以上1441人，占27.5%。"),
              Contains("sum fails"));
  // Nothing is said of those between 50 and 60.
  EXPECT_THAT(relations_of("会员总数5240人。30岁及以下862人，31至50岁2937人，60岁以上441人。"),
              ElementsAre());
}

TEST(Series, shares_told_in_turn_are_of_the_number_that_makes_them) {
  EXPECT_THAT(
      relations_of("全年受理投诉2864件，挽回损失31万元。从地区看，东城、西城和南郊受理741件、"
                   "586件和402件，分别占总数25.9%、20.5%和14.0%。"),
      ElementsAre("share holds", "share holds", "share holds"));
  // Of three and more the one that differs is wrong.
  EXPECT_THAT(
      relations_of("全年受理投诉2864件，挽回损失31万元。从地区看，东城、西城和南郊受理741件、"
                   "586件和402件，分别占总数25.9%、20.5%和17.0%。"),
      ElementsAre("share holds", "share holds", "share fails"));
  // Two that differ are of something else.
  EXPECT_THAT(
      relations_of("全年受理投诉2864件，挽回损失31万元。从地区看，东城、西城和南郊受理741件、"
                   "586件和402件，分别占总数25.9%、30.5%和17.0%。"),
      Each(Not(HasSubstr("fails"))));
  // A share farther on is of what those before it were of.
  EXPECT_THAT(
      relations_of("出口总额864.3亿元。机电产品512.6亿元，占59.3%；农产品73.5亿元，占8.5%。\n"
                   "民营企业出口401.9亿元，占46.5%。"),
      ElementsAre("share holds", "share holds", "share holds"));
}

TEST(Series, numerals_name_the_parts_of_a_row_of_shares) {
  EXPECT_THAT(relations_of("生产总值318.42亿元，其中第一产业27.06亿元，第二产业141.38亿元，第三产业"
                           "149.98亿元。一、二、三产业占生产总值的比重分别为8.5%、44.4%和47.1%。"),
              ElementsAre("sum holds", "share holds", "share holds", "share holds"));
}

TEST(Series, changes_told_in_turn_are_of_what_stood_before_in_turn) {
  EXPECT_THAT(relations_of("发生纠纷164起，涉及312人；与去年同期相比，起数减少23起，下降12.3%，涉及"
                           "人数减少41人，下降11.61%。"),
              ElementsAre("growth holds", "growth holds"));
}

TEST(Series, lists_stand_behind_their_number_in_many_ways) {
  EXPECT_THAT(relations_of("满意度最高的3个街道依次是东湖、南屏和北苑，分别为98、97和96分。"),
              Contains("list_length holds"));
  EXPECT_THAT(relations_of("投诉量居前4位的依次为：装修、餐饮、物业、快递。"),
              ElementsAre("list_length holds"));
  EXPECT_THAT(relations_of("达标的村有3个，分别为东村（92分）、西村（90分）和南村（88分）。"),
              Contains("list_length holds"));
  EXPECT_THAT(relations_of("新设服务点3个（东湖、南屏、北苑），配备设备一套。"),
              ElementsAre("list_length holds"));
}

TEST(Series, those_above_make_their_total) {
  EXPECT_THAT(
      relations_of("建设占用农田214.3亩，灾毁农田31.6亩，因调整减少农田27.8亩，以上三项共减少"
                   "农田273.7亩。"),
      ElementsAre("sum holds"));
}

TEST(Series, points_told_in_order_are_counted) {
  EXPECT_THAT(relations_of("主要做了三项工作：\n一是办好讲座。\n二是建好队伍。\n三是用好阵地。"),
              ElementsAre("list_length holds"));
  EXPECT_THAT(relations_of("采取四项措施。一是抓培训，二是抓考核，三是抓服务。"),
              ElementsAre("list_length fails"));
  // Another list begins anew.
  EXPECT_THAT(relations_of("存在两个问题：一是经费少，二是人员少。下一步，一是增经费，二是增人员，"
                           "三是建制度。"),
              ElementsAre("list_length holds"));
}

TEST(Series, what_is_told_by_the_way_need_not_fail) {
  // In a bracket all are parts, whatever marks part them.
  EXPECT_THAT(
      relations_of("全县登记户3120户、8240人，其中城区1105户、2760人，乡村2015户、5480人，合计"
                   "8240人。"),
      Contains("sum holds"));
  EXPECT_THAT(relations_of("编外人员57名（劳务4名、聘用38名，返聘15名），在编人员120名。"),
              ElementsAre("sum holds"));
  // Whole tons leave out less than one.
  EXPECT_THAT(relations_of("储备化肥730吨（其中尿素410吨、复合肥280吨、钾肥40.6吨）。"),
              ElementsAre("sum holds"));
  // A unit that is left out.
  EXPECT_THAT(relations_of("种植药材4600亩，其中，黄芪2100亩，当归1300亩，柴胡700，其它500亩。"),
              ElementsAre());
  // One of several is not what is looked at from another side.
  EXPECT_THAT(
      relations_of("按用途分，培训21.4亿元；设备36.2亿元；材料188.7亿元。\n按主体分，学校160.2亿"
                   "元；院所51.3亿元；企业30.6亿元；其他4.2亿元。"),
      Each(Not(HasSubstr("fails"))));
  // What is left is no part of what was done, nor a change a part of what there is.
  EXPECT_THAT(
      relations_of("已完成堤防加固17.4公里。在今年冬修中，确保完成剩余的4.6公里加固、东圩5.2公里"
                   "护坡和西圩1.4公里护坡。"),
      Each(Not(HasSubstr("fails"))));
  EXPECT_THAT(relations_of("增值税收入5.3亿元，增长33.2%，增收6420万元，占增值税增收总额的91.4%。"),
              Each(Not(HasSubstr("fails"))));
  // What has its own share of a whole that is not told is not that whole.
  EXPECT_THAT(relations_of("电话咨询1705件，约占37.4%，网上咨询704件，约占15.5%。"), ElementsAre());
  // A change is of the year that is told.
  EXPECT_THAT(relations_of("达标率由2012年的8.8%上升到2018年的17.1%，比2017年提高2.9个百分点。"),
              Each(Not(HasSubstr("fails"))));
  // A change is no part of what there is.
  EXPECT_THAT(relations_of("有1846名考生上线，比上年增加152人，上线率为79.4%。"), ElementsAre());
  // 其余 of what is parted by name is of what stands elsewhere.
  EXPECT_THAT(relations_of("受理案件中合同纠纷214件，婚姻纠纷143件，侵权纠纷72件，其余98件。"),
              ElementsAre());
}

}  // namespace
}  // namespace youju::reading
