#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <youju/reading/relation_fixture.h>

namespace youju::reading {
namespace {

using testing::AllOf;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;
using testing::UnorderedElementsAre;

TEST(Balance, is_of_what_is_due_there_and_lacking) {
  EXPECT_THAT(relations_of("共有编制48名，实有在编人员88人，空编8名。"), ElementsAre("sum fails"));
  EXPECT_THAT(relations_of("概算总投资960万元，已落实市级资金720万元，缺口240万元。"),
              ElementsAre("sum holds"));
  EXPECT_THAT(relations_of("应到代表260名，实到243名，请假27名。"), ElementsAre("sum fails"));
}

TEST(Balance, is_of_what_was_added_or_taken) {
  EXPECT_THAT(relations_of("当年结余158万元，加上上年结转342万元，滚存结余400万元。"),
              ElementsAre("sum fails"));
  EXPECT_THAT(relations_of("收入46.8亿元，加上补助31.4亿元、转贷6.2亿元，收入总计84.4亿元。"),
              ElementsAre("sum holds"));
  EXPECT_THAT(
      relations_of("扫描640万页，其中甲类85万页，乙类555万页。加上前两期的1360万页，总量达到"
                   "2600万页。"),
      ElementsAre("sum holds", "sum fails"));
  EXPECT_THAT(relations_of("今年报名264人，扣除条件不符的58人，进入面试226人。"),
              ElementsAre("sum fails"));
}

TEST(Balance, sentence_that_begins_with_its_total_is_of_all_before) {
  EXPECT_THAT(relations_of("大桥3座，中桥9座，小桥14座，均已通车。合计改造危桥20座。"),
              ElementsAre("sum fails"));
  EXPECT_THAT(relations_of("大桥3座，桥长9公里，小桥14座。合计改造危桥20座。"), ElementsAre());
}

TEST(Together, names_may_stand_before_another_figure_of_their_piece) {
  EXPECT_THAT(relations_of("农村低保4215户7986人，城市低保612户985人，城乡低保对象合计8971人。"),
              ElementsAre("sum holds"));
  EXPECT_THAT(relations_of("农村低保4215户7986人，城市低保612户985人，城乡低保对象合计6280人。"),
              ElementsAre("sum fails"));
  EXPECT_THAT(relations_of("卫生人员6.02万人；医师18743人，护士22106人，合计24509人。"),
              ElementsAre("sum fails"));
  // What is counted by another unit may be among them.
  EXPECT_THAT(relations_of("步道42条、球场6处、足球场3处，共计51处。"),
              Not(Contains(HasSubstr("fails"))));
}

TEST(Together, as_many_as_the_words_say_are_all) {
  EXPECT_THAT(relations_of("义诊126场次，群众1.86万人次，讲座86场次，两类活动合计127场次。"),
              Contains("sum fails"));
  // What is parted anew is no part of what was parted before.
  EXPECT_THAT(
      relations_of("办理提案126件，其中立案112件，按内容分：经济类46件、社会类38件、城管类28件。"),
      Not(Contains(HasSubstr("fails"))));
}

TEST(Together, parts_behind_a_dash_or_told_in_turn_are_all) {
  EXPECT_THAT(relations_of("发放资金689.8万元——学前216.4万元、义务873.2万元、高中100.2万元。"),
              ElementsAre("sum fails"));
  EXPECT_THAT(relations_of("微博、微信粉丝总数为16万，微博粉丝16.8万，微信粉丝4.5万。"),
              ElementsAre("sum fails"));
}

TEST(Together, sum_may_be_called_by_how_it_was_made) {
  EXPECT_THAT(relations_of("调解结案207件，撤诉结案120件，两项相加427件。"),
              ElementsAre("sum fails"));
  EXPECT_THAT(relations_of("三级手术240台次、四级手术162台次，两者之和402台次。"),
              ElementsAre("sum holds"));
}

TEST(Together, what_stands_beside_the_numbers_of_a_sum_is_a_sum) {
  EXPECT_THAT(relations_of("城市低保240户、486人，农村低保812户、1364人，合计1052户、1850人。"),
              ElementsAre("sum holds", "sum holds"));
  EXPECT_THAT(relations_of("城市低保240户、486人，农村低保812户、1364人，合计1052户、1550人。"),
              ElementsAre("sum holds", "sum fails"));
}

TEST(Balance, what_is_left_may_be_of_figures_farther_before) {
  EXPECT_THAT(
      relations_of("采购预算362万元，实际采购341万元，货物、工程分别为86万元和255万元，节约资金"
                   "21万元。"),
      Contains("sum holds"));
  EXPECT_THAT(relations_of("支出860万元。收入减去支出，结余152万元，加年初结转348万元，结转和结余"
                           "500万元。"),
              ElementsAre("sum holds"));
}

TEST(Parts, some_of_many_are_not_said_to_lack) {
  for (const char* text :
       {"共有机构1836个，其中医院72个、服务中心118个、卫生院96个、卫生室1437个。",
        "招生2460人，其中本科312人、专科1583人，其余为中专教育；在校生6178人，毕业1894人，毕业率87."
        "3%。",
        "入驻企业263家，其中投产198家，在建41家，500强企业2家，亿元以上项目67个。",
        "通报的26家单位中，90分以上的9家，80分以上的21家，60分以下的2家。",
        "平均工资3.28万元，其中国有单位3.51万元、城镇集体2.46万元、其他单位3.17万元。",
        "营业税9840万元，企业所得税4310万元，个人所得税3270万元，减免税1860万元。",
        "保费18.6亿元，其中财产险5.7亿元，寿险11.3亿元，健康险1."
        "5亿元，因尾数取舍各项相加与总数不等。",
        "3所初中共招生2360人，其中外来子女413人，占17.5%，留守儿童286人，寄宿生1120人。"})
    EXPECT_THAT(relations_of(text), Not(Contains(HasSubstr("fails")))) << text;
  // Unless no fewer can be left out than the fewest that are told.
  EXPECT_THAT(relations_of("遴选学生24名，其中数学6名、物理5名、化学4名、生物5名、计算机3名。"),
              ElementsAre("sum fails"));
}

TEST(Balance, rest_and_what_is_taken_are_of_what_stands_before) {
  for (const char* text :
       {"死亡39人，上年44人。其中道路运输22人，占56.4%，工矿商贸14人，其余3人死于火灾。",
        "分娩3126例，比上年的3570例少444例，剖宫产1282例，其余1844例均为阴道分娩。",
        "组织总数1037家，扣除撤销的46家，较上年末（965家）实增72家。",
        "年初有会员218家，年内新入会39家、退会14家，年末会员总数243家。",
        "与2014年的受伤226人相比下降10.2%"
        "。从时段看，夜间死亡17人；从车型看，摩托车19人，货车13人，其他9人。"})
    EXPECT_THAT(relations_of(text), Not(Contains("sum fails"))) << text;
}

TEST(Table, shares_of_a_column_are_of_its_foot) {
  const std::string head = "项目 ｜ 执行数 ｜ 占比\n道路支出 ｜ 570万元 ｜ 57%\n";
  EXPECT_THAT(relations_of(head + "绿化支出 ｜ 330万元 ｜ 33%\n管护支出 ｜ 100万元 ｜ 10%\n"
                                  "合计 ｜ 1000万元 ｜ 100%\n"),
              AllOf(Contains("share holds").Times(3), Contains("sum holds").Times(2)));
  EXPECT_THAT(relations_of(head + "绿化支出 ｜ 330万元 ｜ 43%\n管护支出 ｜ 100万元 ｜ 10%\n"
                                  "合计 ｜ 1000万元 ｜ 100%\n"),
              AllOf(Contains("share holds").Times(2), Contains("share fails").Times(1)));
  // Of something else than the foot.
  EXPECT_THAT(
      relations_of("甲区 ｜ 570万元 ｜ 89%\n乙区 ｜ 330万元 ｜ 93%\n丙区 ｜ 100万元 ｜ 97%\n"
                   "合计 ｜ 1000万元 ｜ 92%\n"),
      ElementsAre("sum holds"));
}

TEST(Table, last_cell_may_say_how_much_more_it_is) {
  const std::string head = "站名 ｜ 今年 ｜ 上年 ｜ 增减\n";
  EXPECT_THAT(relations_of(head + "城关站 ｜ 1400毫米 ｜ 1000毫米 ｜ 增加40%\n"
                                  "石桥站 ｜ 1300毫米 ｜ 1050毫米 ｜ 增加290毫米\n"),
              UnorderedElementsAre("growth holds", "growth fails"));
  EXPECT_THAT(relations_of(head + "优良率 ｜ 54.7% ｜ 56.1% ｜ 下降1.4个百分点\n"),
              ElementsAre("growth holds"));
  // A row alone, of which nobody says what it compares.
  EXPECT_THAT(relations_of("名称 ｜ 计划 ｜ 实际 ｜ 备注\n产值 ｜ 120亿元 ｜ 126亿元 ｜ 增长8%\n"),
              Not(Contains(HasSubstr("fails"))));
}

TEST(Together, row_behind_respectively_may_make_what_stands_farther_before) {
  EXPECT_THAT(
      relations_of("到位资金1150万元，增长15%，省、市、县三级分别落实414万元、460万元和276万元。"),
      Contains("sum holds"));
  EXPECT_THAT(relations_of("新建服务站11个，连同往年建成的14个，全区已有25个。"),
              ElementsAre("sum holds"));
  EXPECT_THAT(relations_of("变电站19座，其中220千伏2座、110千伏7座、35千伏10座。"),
              ElementsAre("sum holds"));
}

TEST(Balance, what_is_left_may_be_called_in_many_ways) {
  EXPECT_THAT(relations_of("本届总收入213.6万元，总支出187.2万元，收支相抵，当期节余36.4万元。"),
              ElementsAre("sum fails"));
  EXPECT_THAT(relations_of("新打机井165眼，修复旧井92眼，共360眼；恢复灌溉面积2.3万亩。"),
              ElementsAre("sum fails"));
  EXPECT_THAT(
      relations_of("减免税费2.64亿元，包括：增值税1.21亿元，小微企业3400万元，个人所得税2900万元，"
                   "社保费1900万元。"),
      ElementsAre("sum fails"));
}

TEST(Balance, figures_that_make_another_to_the_digit_are_its_parts) {
  for (const std::string_view text :
       {"资助困难职工子女112名。其中本科新生48名，每人5000元；专科新生32名，每人3000元；高中生32名"
        "。",
        "现有养老服务设施96处，覆盖所有街镇。其中日间照料中心41处，农村幸福院38处；敬老院最少，为17"
        "处。",
        "决定起诉2036人，决定不起诉603人，不起诉率为22.9%。两项合起来审查起诉结案2639人。",
        "全市社会消费品零售总额860.65亿元，按经营地分，城镇702.18亿元，上年为661.90亿元；乡村158.47"
        "亿元。",
        "累计拥有国家级1项、省级7项、市级23项，市级以上非遗项目已达31项。"})
    EXPECT_THAT(relations_of(text), Contains("sum holds")) << text;
  // What is small or of other things meets by chance, and what does not is no failure.
  for (const std::string_view text :
       {"参加活动17人，其中教师4人。评出个人6名，集体2个，获奖8人，另有3人。",
        "现有设施97处，覆盖所有街镇。其中照料中心41处，幸福院38处；敬老院最少，为17处。"})
    EXPECT_THAT(relations_of(text), Each(Not(HasSubstr("sum")))) << text;
}

TEST(Balance, goes_on_from_what_is_left) {
  EXPECT_THAT(
      relations_of("全年征缴基金5.2亿元，支付4.9亿元，当期结余3000万元，加上历年滚存的2.1亿元，"
                   "累计结余2.9亿元。"),
      UnorderedElementsAre("sum holds", "sum fails"));
  EXPECT_THAT(relations_of("累计归集147.4亿元，累计提取168.4亿元，归集余额77.2亿元。"),
              ElementsAre("sum fails"));
  EXPECT_THAT(relations_of("盈利的13家，盈利额114万元；亏损的8家，亏损额116万元。盈亏相抵，净盈利36"
                           "万元。"),
              ElementsAre("sum fails"));
  // What was lent is not what went out of it.
  EXPECT_THAT(relations_of("归集24.5亿元，提取16.8亿元，归集余额77.2亿元。"),
              Each(Not(HasSubstr("fails"))));
}

TEST(Balance, parts_are_those_that_words_point_back_to) {
  for (const std::string_view text :
       {"其中确诊宫颈癌4人、乳腺癌3人，为这5名患病妇女每人争取救助金1万元。",
        "老旧小区共有85个，普遍存在问题。2019年试点改造了9个，2020年纳入计划23个，余下的36个拟在两"
        "年内扫尾。",
        "16个项目中已完工14个，正在施工8个，还有1个尚未进场。",
        "上缴财政1136万元，归还资金2408万元，调账处理956万元，三项加总为2700万元。"})
    EXPECT_THAT(relations_of(text), Contains("sum fails")) << text;
  EXPECT_THAT(
      relations_of("老旧小区共有85个，其中列入计划40个。2019年试点改造了9个，2020年23个，余下的8个"
                   "拟在两年内扫尾。"),
      Not(Contains("sum fails")));
}

TEST(Balance, loss_and_lack_are_of_what_stands_either_way_round) {
  for (const std::string_view text :
       {"医疗收入2.46亿元，人员支出1.07亿元，占总支出2.52亿元的42.5%，收支相抵亏损600万元。",
        "储蓄余额净增1.87亿元，年末余额26.35亿元，完成竞赛目标2亿元的93.5%，还差1300万元。",
        "中央补助485万元已全部到位；实际支出463.2万元，执行率95.5%，结转21.8万元。",
        "在册用户31.52万户，一户一表改造6815户；远传水表用户18.27万户，其余13."
        "25万户为机械表用户。"})
    EXPECT_THAT(relations_of(text), Contains("sum holds")) << text;
}

void nothing_fails(std::string_view text) {
  for (const std::string& one : relations_of(text))
    EXPECT_FALSE(one.ends_with("fails")) << text << ": " << one;
}

TEST(Parts, are_no_aims_no_marks_of_several_kinds_and_may_be_some_of_them) {
  nothing_fails("大篷车下乡36场次（其中进校园15场、进乡村12场），受益2.4万人次。");
  nothing_fails(
      "累计组织收入22.18亿元，增收2.13亿元。其中税收收入18.42亿元，完成年度计划18亿元的"
      "102.3%，超收4200万元；非税收入3.76亿元。");
  nothing_fails("其中专任教师171人。专任教师中，高级职称48人，一级教师76人，研究生学历14人。");
  nothing_fails(
      "手术19437台次，占45.4%，其中三、四级手术11264台次，四级手术4135台次，微创手术6872台次。");
  nothing_fails(
      "落实去向5219人，其中升学1423人（含出国出境197人）、签约就业3103人、灵活就业645人、"
      "自主创业48人。");
  nothing_fails(
      "高中在校生1.52万人。\n专任教师中，小学7312人、初中5528人、高中3046人、中职1124人、"
      "幼儿园2700人，合计约1.97万人。");
  nothing_fails("全年新建企业科协3个，学会换届4个，尚有2个学会未按期换届。");
  nothing_fails("选举产生“两委”成员11人，其中支委7人、居委7人，交叉任职3人。");
  nothing_fails(
      "售电量6.82亿千瓦时;其中工业3.94亿千瓦时,占57.8%,居民1.76亿千瓦时,占25.8%."
      "供电量7.23亿千瓦时,线损率5.67%.");
}

TEST(Shares, are_of_what_their_words_say) {
  nothing_fails("签约服务覆盖127650人，签约率37.3%；重点人群签约41250人，签约率66.2%。");
  nothing_fails(
      "毕业生2078人，其中本科1236人，专科842人；就业1948人，总就业率93.7%，本科就业率"
      "93.6%，专科就业率93.9%。");
  nothing_fails("新发展团员1528人，推优入党117人，占当年新发展党员的34.2%（全县342人）。");
  nothing_fails(
      "受理审查逮捕264人，批准逮捕197人，不批准逮捕63人，4人尚在审查；不捕率24.2%"
      "（以审结260人计）。");
  nothing_fails(
      "医师426人。医师中，博士29人、硕士247人，硕士及以上学历占医师总数的63.6%（扣除5人）。");
  nothing_fails("随迁子女1.64万人，其中小学1.09万人，在公办学校就读（含购买学位）占98.3%。");
  nothing_fails("医保参保5.73万人，参保率98.6%；养老保险续缴4862人，续缴率96.5%，尚有175人未缴。");
  EXPECT_THAT(relations_of("毕业生2078人；就业1948人，就业率83.7%。"), Contains("share fails"));
}

TEST(Growths, are_of_what_their_words_say) {
  nothing_fails("医疗盈余由上年亏损1326万元转为盈余417万元，增加1743万元，实现扭亏为盈。");
  nothing_fails("立案97件，其中行政81件、民事16件，较上年减少8件，降幅7.6%。");
}

}  // namespace
}  // namespace youju::reading
