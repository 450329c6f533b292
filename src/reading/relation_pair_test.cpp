#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <youju/reading/relation_fixture.h>

#include <string>
#include <vector>

namespace youju::reading {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::EndsWith;
using testing::IsEmpty;
using testing::Not;

TEST(Pair, is_what_a_change_speaks_of) {
  EXPECT_THAT(relations_of("年末债务余额：上年末32亿元，本年末33.6亿元，仅上升5%。"),
              ElementsAre("growth holds"));
  EXPECT_THAT(relations_of("年末债务余额：上年末32亿元，本年末33.6亿元，仅上升8%。"),
              ElementsAre("growth fails"));
  EXPECT_THAT(relations_of("培训班原定40期，实际46期，加办6期。"), ElementsAre("growth holds"));
  EXPECT_THAT(relations_of("培训班原定40期，实际46期，加办9期。"), ElementsAre("growth fails"));
  EXPECT_THAT(relations_of("税收4.86亿元，比年度计划4.5亿元多收3600万元，超计划8%。"),
              ElementsAre("growth holds", "growth holds"));
  EXPECT_THAT(relations_of("专利转让56件，相当于上年14件的4倍。"), ElementsAre("growth holds"));
  EXPECT_THAT(relations_of("专利转让56件，相当于上年14件的3倍。"), ElementsAre("growth fails"));
  EXPECT_THAT(relations_of("工业用电：5.62亿千瓦时，去年5.31亿千瓦时，+5.8%。"),
              ElementsAre("growth holds"));
  EXPECT_THAT(relations_of("东区分局收入1.26亿元，西区分局8400万元，东区比西区多4200万元。"),
              ElementsAre("growth holds"));
  EXPECT_THAT(relations_of("上年发生48起、18人死亡，今年36起、15人，死亡人数减少3人。"),
              ElementsAre("growth holds"));
}

TEST(Pair, is_none_where_the_words_name_another_thing) {
  for (const std::string_view text :
       {"税收28亿元，利润比上年的3.1亿元增长12%。",
        "接待15万人次，比去年的12万人次增长25%，门票收入731万元，增长17.8%。",
        "出栏生猪31.6万头，增长3.7%，上年家禽出栏286万只，本年为312万只，增长9.1%。",
        "业务收入2914万元，同比增长18.2%；去年包裹6万件，今年5万件。",
        "去年培训3期，今年培训5期，参训率提高10%。",
        "新增副本41.5万页，上年开放审核3.6万页，今年档案修复经费增加12.0%。",
        "累计雨量318.6毫米，较多年同期均值176.0毫米偏多81%。",
        "停电时间5.82小时，同比减少1.58小时（上年分别为1.94小时、7.40小时）。"})
    EXPECT_THAT(relations_of(text), Not(Contains(EndsWith("fails")))) << text;
}

TEST(Pair, is_what_a_bare_share_or_the_rate_of_its_part_speaks_of) {
  EXPECT_THAT(relations_of("借出图书36500册，97%已经归还，计35405册。"),
              ElementsAre("share holds"));
  EXPECT_THAT(relations_of("主管道64公里铺了70%，也就是52公里。"), ElementsAre("share fails"));
  EXPECT_THAT(relations_of("经费实到63万元——年初预算是70万元，到位率90%。"),
              ElementsAre("share holds"));
  EXPECT_THAT(relations_of("办结各类事项85635件，办结率89%，受理总数为86500件。"),
              ElementsAre("share fails"));
  EXPECT_THAT(relations_of("386个建制村中，通客车的347个，通达率53.9%；其余39个尚未通车。"),
              ElementsAre("sum holds", "share fails"));
  EXPECT_THAT(relations_of("招聘教师计划320名，报名4866人，实际录用304名，计划完成率76%。"),
              ElementsAre("share fails"));
  EXPECT_THAT(relations_of("常住人口615.4万人，组建团队1120个，签约居民196.3万人，签约率25.5%。"),
              ElementsAre("share fails"));
  EXPECT_THAT(relations_of("收费38.7万元，任务是36万元，完成107.5%。"), ElementsAre("share holds"));
}

TEST(Pair, is_none_for_the_rate_of_another_deed) {
  for (const std::string_view text :
       {"培训学员120人，其中女性40人，满意率98%。", "举办讲座60场，其中进社区20场，群众知晓率95%。",
        "初中毕业生2.36万人，普通高中录取1.44万人，高中阶段毛入学率93.6%。",
        "年末存栏8.4万头，其中能繁母猪0.92万头，生猪防疫密度达到100%。",
        "普查面积12.4万亩，防治面积1.5万亩，无公害防治率93.5%。",
        "救助残疾儿童216名，培训基层康复人员74名，康复政策知晓率92.4%。",
        "机电产品出口582.6亿元，占出口总值的59.7%；劳动密集型产品出口231.4亿元，占23.7%。"})
    EXPECT_THAT(relations_of(text), Not(Contains(EndsWith("fails")))) << text;
}

TEST(Pair, is_told_which_of_the_two_is_older) {
  for (const std::string_view text :
       {"申报材料由62份减少到41份，精简44.1%。",
        "财政总收入1.14亿元，为年初预算9500万元的120%，超收1330万元。",
        "二氧化硫排放总量降为4.12万吨，较2015年减排4760吨，2015年排放总量为4.80万吨。",
        "货运量同比增长10%，上年1250万吨，今年1450万吨。",
        "湖区水位较7月10日的17.42米上涨0.68米，现为18.27米。",
        "远程会诊1260例，是上年504例的1.9倍。", "充电桩1132台，在2020年末486台的基础上增加969台。",
        "四季度跳闸47条次，环比减少18条次，三季度为82条次。",
        "吨钢耗新水3.2立方米，低于行业平均水平，行业平均为4.0立方米，低24%。",
        "同城2864万件、异地1.73亿件；同城业务量下降9.2%，异地业务量增长22.7%"
        "（2020年分别为2990万件和"
        "1.41亿件）。",
        "命案发案数下降83.4%——上年9起，今年4起。"})
    EXPECT_THAT(relations_of(text), Contains("growth fails")) << text;
  for (const std::string_view text :
       {"财政收入完成46.82亿元，为年初预算45.9亿元的102%，同比增长5.3%。",
        "与历年同期均值742.0毫米相比，偏多29.2%，最大点雨量1324.5毫米。"})
    EXPECT_THAT(relations_of(text), Not(Contains("growth fails"))) << text;
}

TEST(Pair, is_off_by_no_more_than_rounding_leaves_open) {
  EXPECT_THAT(relations_of("全年客运量912万人次，与上年960万人次相比回落5%。"),
              ElementsAre("growth holds"));
  EXPECT_THAT(relations_of("全年客运量912万人次，与上年960万人次相比回落6%。"),
              ElementsAre("growth fails"));
  // Cut off, 4.98 for 4.9.
  EXPECT_THAT(relations_of("全年产值20.08亿元，与上年19.13亿元相比增长4.9%。"),
              ElementsAre("growth holds"));
}

TEST(Pair, is_the_same_thing_told_again) {
  EXPECT_THAT(relations_of("揽收快件1862.5万件，同比增长16.8%，投递包裹2106.8万件，同比增长9.7%，"
                           "上年同期分别为1594.3万件和1920.7万件。"),
              ElementsAre("growth holds", "growth holds"));
  EXPECT_THAT(relations_of("揽收快件1862.5万件，同比增长16.8%，投递包裹2106.8万件，同比增长12.6%，"
                           "上年同期分别为1594.3万件和1920.7万件。"),
              ElementsAre("growth holds", "growth fails"));
  EXPECT_THAT(relations_of("财政总收入38.47亿元，增长14.6%；其中预算收入25.13亿元，"
                           "比上年的21.76亿元增长15.5%。"),
              ElementsAre("growth holds"));
}

TEST(Pair, is_the_rate_of_what_leads) {
  for (const std::string_view text :
       {"困难人员认定538人，就业497人，就业率69.3%。",
        "持证残疾人21360人，实现就业11834人，其中集中就业5907人、个体就业5927人，就业率72.0%。",
        "受理各类案件12846件，审执结12105件，收案数和结案数同比分别上升8.3%和9.1%，结案率为70.6%。",
        "立案侦办走私犯罪案件46起，案值5.23亿元；移送审查起诉31起，移送起诉率80.9%。",
        "发现问题63个。年内整改到位57个，整改率72.4%。",
        "评为优秀的18家，良好29家，合格10家，不合格3家，共60家，优秀率41%。",
        "节约资金568万元，按5680万元的采购预算计算，节约率8%。",
        "抽检进出口食品2380批，检出不合格29批，不合格率3.2%。",
        "收取卫生费38.7万元，任务是36万元，完成86.0%。",
        "完成售电量98.73亿千瓦时，完成年度计划的70.9%，年度计划为97.5亿千瓦时。",
        "在用电梯1850台：按期检验1813台，停用待检37台。按期检验率因此是74%。"})
    EXPECT_THAT(relations_of(text), Contains("share fails")) << text;
  for (const std::string_view text :
       {"审结民事案件416件，其中调解结案243件、撤诉62件，调撤率73.3%。",
        "招生1560人，比上年增加230人；当年毕业生1184人，就业率96.2%。",
        "持卡人数达31.7万人；城乡居民养老保险参保18.4万人，参保率98.3%。",
        "老年人2418人，已体检1546人，其中水井、大坪两村体检率不到五成。"})
    EXPECT_THAT(relations_of(text), Not(Contains("share fails"))) << text;
}

TEST(Parts, are_parted_again) {
  EXPECT_THAT(relations_of("现有党组织96个，其中机关3个、社区38个、非公企业41个、社会组织14个；"
                           "社区党组织中党委3个、党总支6个、党支部29个。"),
              ElementsAre("sum holds", "sum holds"));
  EXPECT_THAT(relations_of("上报事件18460件，办结18127件；从类别看，卫生9215件、纠纷3140件、"
                           "设施4385件，其余1720件为咨询。"),
              ElementsAre("sum holds"));
  EXPECT_THAT(relations_of("公办8160人，民办3840人，合计12000人。"), ElementsAre("sum holds"));
}

TEST(Parts, are_those_that_are_listed_with_their_number) {
  const std::string text =
      "其中货车司机920人，快递员415人，配送员345人，其他行业职工2000人。货车司机、快递员、配送员三"
      "类群体"
      "合计";
  EXPECT_THAT(relations_of(text + "1680人。"), Contains("sum holds"));
  EXPECT_THAT(relations_of(text + "1980人。"), Contains("sum fails"));
  EXPECT_THAT(
      relations_of("教育支出18.2亿元，增长6.9%；社保支出12.6亿元，增长9.4%；卫生支出7.3亿元，"
                   "增长8.2%。以上三项合计48.1亿元。"),
      ElementsAre("sum fails"));
  EXPECT_THAT(relations_of("教育支出18.2亿元；社保支出12.6亿元。以上三项合计48.1亿元。"),
              IsEmpty());
}

TEST(Table, foot_is_the_sum_of_its_columns) {
  EXPECT_THAT(relations_of("文化支出 ｜ 120万元 ｜ 110万元\n体育支出 ｜ 80万元 ｜ 70万元\n"
                           "合计 ｜ 200万元 ｜ 190万元\n"),
              ElementsAre("sum holds", "sum fails"));
  EXPECT_THAT(relations_of("东村\t3户\t5人\n西村\t4户\t9人\n南村\t2户\t4人\n合计\t9户\t18人\n"),
              ElementsAre("sum holds", "sum holds"));
  // A mean, a table with a sum between, and lines that are not below each other.
  EXPECT_THAT(relations_of("东村 ｜ 500公斤\n西村 ｜ 520公斤\n合计 ｜ 510公斤\n"), IsEmpty());
  EXPECT_THAT(relations_of("东村 ｜ 5户\n小计 ｜ 5户\n西村 ｜ 4户\n合计 ｜ 19户\n"), IsEmpty());
  EXPECT_THAT(relations_of("东村 ｜ 5户\n\n西村 ｜ 4户\n合计 ｜ 19户\n"), IsEmpty());
}

TEST(Parts, are_none_that_overlap_or_are_of_another_year) {
  EXPECT_THAT(
      relations_of("募集善款1432万元，其中赈灾捐款967万元、定向捐款538万元（与赈灾捐款有交叉）。"),
      IsEmpty());
  EXPECT_THAT(relations_of("增加值18.9亿元；其中工业增加值13.7亿元，上年实现利润4.1亿元、"
                           "上缴税金1.6亿元。"),
              IsEmpty());
  EXPECT_THAT(relations_of("床位43826张；其中医院33512张，乡镇卫生院8120张，每千人口床位7.12张。"),
              IsEmpty());
}

TEST(Pair, change_that_names_both_of_its_ends_is_of_them) {
  EXPECT_THAT(relations_of("机耕率65%，机收率58%。机播率只有20%，比机收率低38个百分点。"),
              Contains("growth holds"));
  EXPECT_THAT(relations_of("机耕率65%，机收率58%。机播率只有20%，比机收率低30个百分点。"),
              Contains("growth fails"));
  EXPECT_THAT(
      relations_of("进出口总值20亿美元，其中出口15亿美元，进口5亿美元，出口额是进口额的4倍。"),
      Contains("growth fails"));
  EXPECT_THAT(relations_of("编制床位500张，实际开放560张，比编制数多60张。"),
              Contains("growth holds"));
}

TEST(Pair, older_figure_of_the_same_thing_may_stand_in_another_clause) {
  EXPECT_THAT(relations_of("全年开展巡查386次。同上年相比，增加44次；上年为297次。"),
              ElementsAre("growth fails"));
  EXPECT_THAT(relations_of("发生事故31起、死亡12人，上年为36起、15人，死亡人数减少5人。"),
              ElementsAre("growth fails"));
  EXPECT_THAT(relations_of("立案同比少181起：2011年立案2104起，本年立案1846起。"),
              ElementsAre("growth fails"));
  // Of another thing, or of the year up to it.
  for (const char* text :
       {"完成改造318户；上年发放补贴265户，今年补贴资金总额同比增长14.2%。",
        "11月进出口3.18亿元，同比增长20.9%；年初以来累计27.6亿元，同比增长17.3%。",
        "实现产值1286.4亿元，上年同期为1125.6亿元，同比增长14.3%；增加值同比增长11.2%。"})
    EXPECT_THAT(relations_of(text), Not(Contains("growth fails"))) << text;
}

TEST(Pair, change_goes_over_what_was_added) {
  EXPECT_THAT(relations_of("2003年投资12.5亿元，增长19%，比上年多投2.5亿元（2002年投资10亿元）。"),
              Contains("growth fails"));
  EXPECT_THAT(relations_of("接待公众31.7万人次，2014年仅为12.1万人次，三年间增加了1.10倍。"),
              Not(Contains("growth holds")));
}

TEST(Pair, change_may_be_against_what_is_not_told) {
  EXPECT_THAT(relations_of("出让合同价款27.6亿元，同比增长31.4%，上年土地收入实际缴库19.2亿元。"),
              Not(Contains("growth fails")));
  EXPECT_THAT(relations_of("预算收入26.34亿元，上年为27.10亿元，受划分影响，按可比口径增长5.2%。"),
              Not(Contains("growth fails")));
  EXPECT_THAT(relations_of("出让合同价款27.6亿元，同比增长31.4%，上年合同价款19.2亿元。"),
              Contains("growth fails"));
}

}  // namespace
}  // namespace youju::reading
