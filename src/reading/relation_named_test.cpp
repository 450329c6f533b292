#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <youju/reading/relation_fixture.h>

#include <string>
#include <vector>

namespace youju::reading {
namespace {

using testing::Contains;
using testing::EndsWith;
using testing::Not;

TEST(Named, rate_is_of_the_figure_of_its_deed) {
  for (const std::string_view text :
       {"本镇可用资金合计2480万元；全年支出2356万元，其中人员经费1120万元，支出进度62%，"
        "快于上一年度。",
        "送审概算5.6亿元的88个项目，经专家复核，核减4480万元（核减率12%）。",
        "全年办理信访事项640件，其中来信212件、来访428件，接待群众1260人次，共办结608件，"
        "综合办结率为71.5%。",
        "营业收入318.6亿元，下降2.1%；利润总额15.93亿元，下降4.4%，营业收入利润率8.2%。",
        "优秀教案评选获奖面只有43%：参评教案240份，获奖教案72份。"})
    EXPECT_THAT(relations_of(text), Contains("share fails")) << text;
}

TEST(Named, deed_may_be_told_by_another_word) {
  EXPECT_THAT(relations_of("改造任务850户，下达资金340万元，到10月底开工820户、竣工765户，"
                           "完工率62%。"),
              Contains("share fails"));
}

TEST(Named, rate_of_another_thing_is_none) {
  for (const std::string_view text :
       {"新增就业5400人；失业人员再就业2100人，城镇登记失业率3.1%。",
        "抽检药品3200批次，其中不合格48批次；保健食品抽检合格率为98.9%。",
        "普查林地9.6万亩，防治林地1.1万亩，无公害防治率92.4%。",
        "发卡21.4万张，电子凭证激活率52.3%；居民医保参保18.9万人，参保率99.1%。",
        "登记合格率100%；办理登记4120对，补发证件388件。",
        "收储原粮2.86万吨，其中小麦1.9万吨；出库1.2万吨，粮食宜存率100%。"})
    EXPECT_THAT(relations_of(text), Not(Contains(EndsWith("fails")))) << text;
}

TEST(Named, part_and_whole_are_called_so) {
  for (const std::string_view text :
       {"全年完成文化投资86.4亿元，其中设备更新投资38.9亿元、场馆新建投资47.5亿元，"
        "设备更新投资占文化投资的31.2%。",
        "全县参加工伤保险单位1260家，上报台账的1134家，核减保费312.5万元，其中小微单位708家、"
        "215.6万元，小微单位保费占52.4%。",
        "发放补助4860户；返还保费1215万元，核拨保费4860万元，返还保费占核拨保费的14%。"})
    EXPECT_THAT(relations_of(text), Contains("share fails")) << text;
  for (const std::string_view text :
       {"职工总数860名，其中女职工312名，大专以上学历职工占41.3%。",
        "计划2026年营业收入36亿元；2025年研发投入1.42亿元，占当年营业收入的5.6%。"})
    EXPECT_THAT(relations_of(text), Not(Contains(EndsWith("fails")))) << text;
}

TEST(Named, nothing_has_more_parts_than_there_are) {
  EXPECT_THAT(relations_of("回收旧衣4200件，涉及小区36个，志愿者860人次，筛出不能用的168件，"
                           "其余4032件可用，合格率125%。"),
              Contains("share fails"));
  EXPECT_THAT(relations_of("年末贷款余额42亿元，其中不良贷款0.4亿元，拨备覆盖率312.5%。"),
              Not(Contains(EndsWith("fails"))));
}

TEST(Named, whole_may_follow_its_share) {
  for (const std::string_view text :
       {"实现产值162.4亿元，占规上工业总产值的21.1%，规上工业总产值为385.6亿元。",
        "实现收入36.8亿元，完成年度预算的157.7%，年度预算为35亿元。",
        "培训2864人，其中生产型1286人、技能型964人、服务型614人，完成任务的71.5%，任务数2800人。",
        "电诈案件648起，破案327起，电诈案件占全部刑事案件（2386起）的20.4%。",
        "渔业产值占农业总产值（86.4亿元）的14.4%，达9.6亿元。"})
    EXPECT_THAT(relations_of(text), Contains("share fails")) << text;
}

TEST(Named, share_of_another_is_none) {
  for (const std::string_view text :
       {"招收研究生1268人，其中博士生186人，硕士生1082人；全日制硕士生占硕士生总数的84.2%。",
        "推荐党外人士担任人大代表46名、政协委员118名，党外政协委员占委员总数的60%。",
        "技能认定2.86万人次，其中高级工1.12万人次、技师0.42万人次，高级工以上占54%。",
        "收到作品386件，评出一等奖36件、二等奖72件、三等奖108件，获奖率56%。",
        "药品抽检386批次，合格378批次，合格率97.9%，化妆品抽检86批次，合格率100%。",
        "收治人员486人，解除412人，期满解除率98%。",
        "新建基站286个，累计达到862个，覆盖乡镇16个，乡镇覆盖率100%。",
        "成交额186.4亿元，节约资金12.6亿元，节约率6.3%。",
        "采集全血4.28万人次，采集血小板8620人次，分别增长8.1%和9.9%（上年分别为39600人次和"
        "7840人次）。"})
    EXPECT_THAT(relations_of(text), Not(Contains(EndsWith("fails")))) << text;
}

TEST(Named, half_of_a_sum_is_called_by_its_rate) {
  EXPECT_THAT(relations_of("安置2864户，其中城镇安置1864户、农村安置1000户，城镇安置率78.1%。"),
              Contains("share fails"));
}

TEST(Named, share_that_some_pair_makes_is_right) {
  EXPECT_THAT(relations_of("本镇可用资金合计2480万元；全年支出2356万元，其中人员经费1120万元，"
                           "支出进度95%，快于上一年度。"),
              Not(Contains(EndsWith("fails"))));
  // Whole percents of another figure of the deed.
  EXPECT_THAT(relations_of("受理来信640件，当场办结320件，交办后办结288件，办结率95%。"),
              Not(Contains(EndsWith("fails"))));
}

TEST(Named, shares_in_a_row_are_of_what_their_parts_make) {
  EXPECT_THAT(
      relations_of("入库80亿元，增长25%（2010年入库64亿元）。分税种看，增值税48亿元、消费税20亿元、"
                   "其他税12亿元，占税收总量的比重依次为60%、25%、15%。"),
      Contains("share holds").Times(3));
  EXPECT_THAT(
      relations_of("经费540万元：图书324万元、报刊108万元、数据库108万元，所占份额依次为60%、"
                   "25%、20%。"),
      Contains("share fails"));
  EXPECT_THAT(
      relations_of("收入30亿元：建材15亿元、物流9亿元、其他6亿元；建材、物流两大板块占收入的比重"
                   "分别是50%、40%。"),
      Contains("share fails"));
}

TEST(Named, shares_of_what_is_not_there_are_left_alone) {
  for (const char* text :
       {"出栏28.4万头，年末存栏19.6万头，出栏率148.7%。",
        "开工住房3260套，其中公租房420套、棚改安置房2840套，货币化安置比例达43.7%。",
        "县级以上科协109个，企业科协836个，高校科协74个，街道科协覆盖率96.4%。",
        "查处问题213起，其中送礼61起、吃喝47起、发放补贴38起，占查处数的68.5%。",
        "新收3827件，与上年结转的398件一并计算，结案3809件，结案率90.2%。"})
    EXPECT_THAT(relations_of(text), Not(Contains(EndsWith("fails")))) << text;
}

TEST(Named, shares_are_of_what_their_words_name) {
  EXPECT_THAT(
      relations_of("分流职工1460人：买断安置876人、内退310人、转岗274人，买断安置的达72%。"),
      Contains("share fails"));
  EXPECT_THAT(
      relations_of("按原因划分，因病251户、因学62户、其他141户，共454户，因病仍是首因，占35.5%。"),
      Contains("share fails"));
  EXPECT_THAT(
      relations_of("城镇人口20.06万人，乡村人口18.51万人，总人口38.57万人，城镇化率62.0%。"),
      Contains("share fails"));
  EXPECT_THAT(relations_of("在园幼儿2.94万人，62%即1.47万人在公办园就读。"),
              Contains("share fails"));
  EXPECT_THAT(relations_of("批捕612人，不捕548人，不捕率47.2%。"), Not(Contains("share fails")));
  EXPECT_THAT(relations_of("手术原定800例，做了923例，超出计划123例，完成率115.4%。"),
              Contains("share holds"));
  EXPECT_THAT(relations_of(
                  "进出口总值486.3亿元，出口352.7亿元。三个市场合计226.7亿元，占出口总值的64.3%。"),
              Not(Contains("share fails")));
}

TEST(Named, share_is_of_what_is_called_so_though_not_word_for_word) {
  for (const std::string_view text :
       {"造成41人死亡、203人受伤。18时至22时高发，死亡17人，占死亡总数的41.5%。",
        "我市外贸进出口总值486.3亿元，增长12.6%。以一般贸易方式进出口379.3亿元，占全市外贸总值的78."
        "0%。",
        "其中，出口352.7亿元；进口133.6亿元。\n三个市场合计226.7亿元，占出口总值的64.3%。",
        "全县68座水库中，中型3座、小型65座。今冬明春完成除险加固17座，正好是总数的四分之一。",
        "城市低保3240户、4860人，农村低保8120户、13640人，城乡合计11360户、18500人。农村低保人数占"
        "73.7%。"})
    EXPECT_THAT(relations_of(text), Contains("share holds")) << text;
  for (const std::string_view text :
       {"造成41人死亡、203人受伤。18时至22时高发，死亡17人，占死亡总数的29.0%。",
        "我市外贸进出口总值486.3亿元，增长12.6%。以一般贸易方式进出口379.3亿元，占全市外贸总值的"
        "117.0%。",
        "其中，出口352.7亿元；进口133.6亿元。\n三个市场合计226.7亿元，占出口总值的48.2%。",
        "接待游客42.6万人次，上年国庆为36.0万人次；过夜游客9.8万人次，占游客总量的12%。",
        "年末总人口45.62万人，净增0.31万人，上年末为45.31万人；其中城镇人口11.86万人、乡村人口33.76"
        "万人，城镇化水平13%。"})
    EXPECT_THAT(relations_of(text), Contains("share fails")) << text;
  // Of all of a city, of which the county tells nothing.
  EXPECT_THAT(relations_of("粮食总产量45.2万吨，其中小麦总产量12.4万吨，占全市粮食总产量的8%。"),
              Not(Contains("share fails")));
}

TEST(Named, share_is_of_what_a_bracket_says) {
  const std::string told =
      "实现营业收入32.6亿元，同比减少1.4亿元。\n研发投入13040万元，研发强度（研发投入与"
      "营业收入之比）";
  EXPECT_THAT(relations_of(told + "4%。"), Contains("share holds"));
  EXPECT_THAT(relations_of(told + "6%。"), Contains("share fails"));
  EXPECT_THAT(
      relations_of(
          "决定起诉2036人，决定不起诉604人，不起诉率（不起诉人数占起诉与不起诉人数之和的比重）"
          "为12.9%。两项合起来审查起诉结案2640人。"),
      Contains("share fails"));
  // Of what is told nowhere.
  EXPECT_THAT(
      relations_of("研发投入13040万元，利润32.6亿元，研发强度（研发投入与营业收入之比）6%。"),
      Not(Contains("share fails")));
}

TEST(Named, nothing_covers_more_than_there_is) {
  for (const std::string_view text : {"全市20个镇街，18个建有分馆，分馆覆盖率117%。",
                                      "审结的8640件一审案件中，当事人上诉942件，其余7698件一审后服"
                                      "判息诉，改判61件，服判息诉率124.7%。"})
    EXPECT_THAT(relations_of(text), Contains("share fails")) << text;
  EXPECT_THAT(relations_of("满分100分，最高97.5分；178名选手穿刺一次成功，一次成功率135.4%。"),
              Not(Contains("share fails")));
}

TEST(Named, share_may_tell_how_it_went_on_or_nearly_how_much_it_is) {
  for (const std::string_view text :
       {"医疗收入2.46亿元，医疗服务收入8610万元，占比升至43.8%；人员经费支出1.07亿元。",
        "死亡39人。其中道路运输事故死亡22人，占比仍然最高，为45.1%"
        "，工矿商贸死亡14人，其余3人死于农机事故。",
        "手术原定800例，实际做了923例，超出计划123例，完成率92.3%。",
        "已查8250人，进度55%，查出各类妇科疾病2310人，患病率35%。"})
    EXPECT_THAT(relations_of(text), Contains("share fails")) << text;
  for (const std::string_view text : {"全局在职干部143人，其中50岁以上的就有61人，超过四成。",
                                      "38个团体会员中有9个连续两年未缴，接近四分之一。"})
    EXPECT_THAT(relations_of(text), Contains("share holds")) << text;
}

TEST(Named, share_may_be_of_a_sum_of_paragraphs_before) {
  const std::string told =
      "2010年全市发生事故96起，死亡48人。\n按行业分：道路交通71起，工矿商贸13起，火灾8起，"
      "农机4起。道路交通事故比重高达";
  EXPECT_THAT(relations_of(told + "74.0%。"), Contains("share holds"));
  EXPECT_THAT(relations_of(told + "55.5%。"), Contains("share fails"));
}

TEST(Named, rate_may_be_told_in_another_unit_or_of_what_was_taken) {
  EXPECT_THAT(relations_of("全区常住居民52.3万人，建立电子健康档案47.6万份，电子建档率91.0%。"),
              Contains("share holds"));
  EXPECT_THAT(relations_of("送审金额6.8亿元，剔除多计的6800万元，审定6.12亿元，核减率14%。"),
              Contains("share fails"));
  EXPECT_THAT(relations_of("应鉴定档案15200件，拟开放9728件，拟延期开放5472件，开放率38%。"),
              Contains("share fails"));
  EXPECT_THAT(relations_of("拥有国家级1项、省级7项、市级23项，市级以上非遗项目已达23项。"),
              Contains("sum fails"));
  // Nothing but the number ties it.
  EXPECT_THAT(relations_of("走访居民52.3万人，发放宣传单47.6万份，满意率91.0%。"),
              testing::ElementsAre());
}

}  // namespace
}  // namespace youju::reading
