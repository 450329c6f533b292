#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <youju/reading/relation_fixture.h>

#include <string>
#include <vector>

namespace youju::reading {
namespace {

TEST(Relation, is_decided_where_the_text_decides_it) {
  using testing::ElementsAre;
  EXPECT_THAT(relations_of("立案68件，其中甲类31件、乙类19件、丙类18件。"),
              ElementsAre("sum holds"));
  EXPECT_THAT(relations_of("立案68件，其中甲类31件、乙类29件、丙类18件。"),
              ElementsAre("sum fails"));
  EXPECT_THAT(relations_of("立案68件，其中甲类31件、乙类9件。"), ElementsAre());
  EXPECT_THAT(relations_of("职工152人，其中卫技人员132人，高级职称86人。"), ElementsAre());
  EXPECT_THAT(relations_of("使用率由52%提高到63.5%，提高11.5个百分点。"),
              ElementsAre("growth holds"));
  EXPECT_THAT(relations_of("使用率由52%提高到63.5%，提高13个百分点。"),
              ElementsAre("growth fails"));
  EXPECT_THAT(relations_of("征集提案200条，采纳150条，采纳率75%。"), ElementsAre("share holds"));
  EXPECT_THAT(relations_of("征集提案200条，采纳150条，采纳率85%。"), ElementsAre("share fails"));
  EXPECT_THAT(relations_of("给文化、卫生、科技、法律等3个小分队授旗。"),
              ElementsAre("list_length fails"));
  EXPECT_THAT(relations_of("新增高企96家，总量达741家。"), ElementsAre("new_total holds"));
  EXPECT_THAT(relations_of("新增高企96家，总量达74家。"), ElementsAre("new_total fails"));
}

TEST(Relation, looks_over_dates_brackets_and_sentences) {
  using testing::ElementsAre;
  EXPECT_THAT(relations_of("会员由2018年的1,200人发展到2019年的1,500人，增长25%。"),
              ElementsAre("growth holds"));
  EXPECT_THAT(relations_of("2019年招生3,000人，2020年招生3,300人，增长13%。"),
              ElementsAre("growth fails"));
  EXPECT_THAT(relations_of("来信86件（占38.2%）、来访94件、来电45件，共225件。"),
              testing::Contains("sum holds"));
  EXPECT_THAT(
      relations_of("发放贷款7.5亿元。其中，涉农贷款3.2亿元，小微贷款2.8亿元，其他1.5亿元。"),
      ElementsAre("sum holds"));
  EXPECT_THAT(relations_of("排查隐患145处，已整改138处，其余7处正在整改。"),
              ElementsAre("sum holds"));
  EXPECT_THAT(relations_of("学生1,860人，其中住校生620人，占学生总数的43.3%。"),
              ElementsAre("share fails"));
  EXPECT_THAT(relations_of("应缴会费48万元，实缴45.6万元，收缴率66.5%。"),
              ElementsAre("share fails"));
  EXPECT_THAT(relations_of("年度计划培训800人，实际培训920人，完成计划的161%。"),
              ElementsAre("share fails"));
  EXPECT_THAT(relations_of("打造“红色记忆”“绿色生态”“古镇风情”五条精品线路。"),
              ElementsAre("list_length fails"));
}

TEST(Relation, knows_parts_that_are_all_there_are) {
  using testing::ElementsAre;
  EXPECT_THAT(relations_of("评出论文84篇：一等奖8篇、二等奖20篇、三等奖32篇。"),
              ElementsAre("sum fails"));
  EXPECT_THAT(relations_of("总投资2240万元（中央资金2000万元、地方配套1200万元）。"),
              ElementsAre("sum fails"));
  EXPECT_THAT(relations_of("博物馆69家，其中国有28家、非国有18家。"), ElementsAre("sum fails"));
  EXPECT_THAT(relations_of("发放良种补贴420万元，农机补贴315万元，共计514万元。"),
              ElementsAre("sum fails"));
  EXPECT_THAT(relations_of("总投资1.2亿元，其中中央8000万元、地方4000万元。"),
              ElementsAre("sum holds"));
  // 进出口 is 出口 and 进口, and what stands behind 中 are all of them.
  EXPECT_THAT(relations_of("进出口17.3亿美元，出口12.6亿美元、进口5.7亿美元。"),
              ElementsAre("sum fails"));
  EXPECT_THAT(relations_of("48个签约项目中，智能类23个，医药类16个，材料类11个，服务类6个。"),
              ElementsAre("sum fails"));
  EXPECT_THAT(relations_of("投入494万元，用于道路的210万元，用于环卫的95万元，用于绿化的75万元。"),
              ElementsAre("sum fails"));
  EXPECT_THAT(relations_of("市级以上企业114家，其中国家级2家、省级17家、市级69家。"),
              ElementsAre("sum fails"));
  // A size says which things are counted and is no part.
  EXPECT_THAT(relations_of("党员86名，其中35岁以下的21名、36至50岁的37名、50岁以上的28名。"),
              ElementsAre("sum holds"));
  EXPECT_THAT(relations_of("图书馆、文化馆分别接待12万人次、8万人次，共接待26万人次。"),
              ElementsAre("sum fails"));
  // What it was last year is not what is parted.
  EXPECT_THAT(relations_of("查处案件726件，去年同期605件，其中假冒213件、侵权46件、无照287件。"),
              testing::Not(testing::Contains(testing::EndsWith("fails"))));
  // Three may be the larger ones of many.
  EXPECT_THAT(relations_of("新增馆藏1860件，其中征集860件、捐赠290件、移交90件。"), ElementsAre());
}

TEST(Relation, knows_parts_by_how_they_are_told) {
  using testing::ElementsAre;
  EXPECT_THAT(relations_of("完成岁修56项，大坝8项、溢洪道5项、干渠21项、电站9项。"),
              ElementsAre("sum fails"));
  EXPECT_THAT(relations_of("三年累计投入1680万元，其中甲300万元、乙400万元、丙500万元。"),
              ElementsAre("sum fails"));
  EXPECT_THAT(relations_of("在校生990人，其中一年级300人，二年级281人，三年级263人。"),
              ElementsAre("sum fails"));
  EXPECT_THAT(relations_of("购机补贴988万元，其中中央500万元、省级180万元、市县80万元。"),
              ElementsAre("sum fails"));
  EXPECT_THAT(relations_of("到账经费306万元，其中纵向292万元，横向145万元。"),
              ElementsAre("sum fails"));
  EXPECT_THAT(relations_of("全年收入186.5万元，支出152.3万元，结余44.2万元。"),
              ElementsAre("sum fails"));
  EXPECT_THAT(relations_of("藏书14万册，其中纸质图书8万册，电子图书4万册。"), ElementsAre());
}

TEST(Relation, pairs_shares_that_are_told_respectively) {
  using testing::ElementsAre;
  EXPECT_THAT(relations_of("职工280人，其中高级42人、中级98人、初级140人，分别占15%、35%、50%。"),
              ElementsAre("sum holds", "share holds", "share holds", "share holds"));
  EXPECT_THAT(relations_of("职工280人，其中高级42人、中级98人、初级140人，分别占25%、35%、50%。"),
              ElementsAre("sum holds", "share fails", "share holds", "share holds"));
  EXPECT_THAT(relations_of("实习生312名、规培学员157名，规培结业考核通过率96.8%。"), ElementsAre());
  EXPECT_THAT(relations_of("毕业25人，就业20人，就业率一直保持80%。"), ElementsAre("share holds"));
}

TEST(Relation, tells_a_difference_of_things_exactly) {
  using testing::ElementsAre;
  EXPECT_THAT(relations_of("由11所增加到16所，增加4所。"), ElementsAre("growth fails"));
  EXPECT_THAT(relations_of("接报警情36起；与上月的45起相比，下降30%。"),
              ElementsAre("growth fails"));
  EXPECT_THAT(relations_of("集体访96批、1,742人次，批次比去年的118批减少31批。"),
              ElementsAre("growth fails"));
}

TEST(Relation, finds_operands_by_what_is_said_of_them) {
  using testing::ElementsAre;
  EXPECT_THAT(relations_of("行政村280个，252个建有农家书屋，覆盖率54%。"),
              ElementsAre("share fails"));
  EXPECT_THAT(relations_of("全年预算500万元，支出475万元，预算执行率66%。"),
              ElementsAre("share fails"));
  EXPECT_THAT(relations_of("满意率98%（发放问卷500份，满意440份）。"), ElementsAre("share fails"));
  EXPECT_THAT(relations_of("专利授权180件，同比增长24%（去年150件）。"),
              ElementsAre("growth fails"));
  EXPECT_THAT(relations_of("全年用电63万度，比上年减少7万度，下降12%。"),
              ElementsAre("growth fails"));
  EXPECT_THAT(relations_of("由12.3亿元增加到14.5亿元，增加2.3亿元。"), ElementsAre("growth holds"));
  EXPECT_THAT(relations_of("亏损由上年的1.2亿元降至9800万元。"), ElementsAre());
  EXPECT_THAT(relations_of("建成实验室、标本室、资料室、会议室6间功能室。"),
              ElementsAre("list_length fails"));
}

TEST(Relation, takes_for_operands_what_the_words_name) {
  using testing::ElementsAre;
  EXPECT_THAT(relations_of("接待观众61.8万人次，日均2,010人次。未成年观众18.5万人次，"
                           "占观众总量的44.8%。"),
              ElementsAre("share fails"));
  EXPECT_THAT(relations_of("通办事项486项，占全部503项政务服务事项的75.2%。"),
              ElementsAre("share fails"));
  EXPECT_THAT(relations_of("发现问题673个，已整改651个，正在整改22个，整改率58%。"),
              testing::Contains("share fails"));
  EXPECT_THAT(relations_of("签约674户，签约率88.3%（应签682户）。"), ElementsAre("share fails"));
  EXPECT_THAT(relations_of("下达任务2,180套，实际开工2,316套，开工率126.2%。"),
              ElementsAre("share fails"));
  EXPECT_THAT(relations_of("税费48.62亿元，其中税收41.05亿元、社会保险费6.18亿元、非税收入1.39"
                           "亿元，较上年的44.2亿元增长20%。"),
              ElementsAre("sum holds", "growth fails"));
  EXPECT_THAT(relations_of("由1,243元提高到1,418元，增加175元，增长24.1%。"),
              ElementsAre("growth holds", "growth fails"));
  EXPECT_THAT(relations_of("外借52.7万册次，而2011年为45.9万册次，增长24.8%。"),
              ElementsAre("growth fails"));
  EXPECT_THAT(relations_of("事故比上年减少15起，由48起下降到36起。"), ElementsAre("growth fails"));
  EXPECT_THAT(relations_of("购置呼吸机、洗胃机、除颤仪、监护仪等急救设备2台。"),
              ElementsAre("list_length fails"));
  EXPECT_THAT(relations_of("建成东湖、西山、南岭三处监测点。"), ElementsAre("list_length holds"));
  EXPECT_THAT(relations_of("会同人社、农业部门举办家政、月嫂、手工编织、电商四类培训班。"),
              ElementsAre("list_length holds"));
  // The mark of a point is no part of the list behind it; numbers that are listed are.
  EXPECT_THAT(relations_of("3、组织驾驶、轮机、水手三个工种轮训。"),
              ElementsAre("list_length holds"));
  EXPECT_THAT(relations_of("抓好两件事，2、组织驾驶、轮机、水手三个工种轮训。"),
              ElementsAre("list_length holds"));
  EXPECT_THAT(relations_of("轮训分批，甲、乙、丙、丁四个组先行。"),
              ElementsAre("list_length holds"));
}

// Whether the text says one of its sums, shares and growths wrongly.
void expect_wrong(std::initializer_list<const char*> texts) {
  for (const char* text : texts) {
    EXPECT_THAT(relations_of(text), testing::Contains(testing::EndsWith("fails"))) << text;
  }
}

TEST(Relation, knows_all_parts_by_what_opens_them) {
  expect_wrong({
      "查补税款、罚款、滞纳金共171万元，分别为89万元、31万元和17万元。",
      "储粮13.1万吨，分性质为中央储备5万吨、省级储备2.2万吨、商品粮1.53万吨。",
      "农技协256个，按产业分，种植类231个，养殖类128个，其他18个。",
      "305个重点项目（续建97个、新开工121个）完成投资403.6亿元。",
      "火灾158起，去年为141起。从起火原因看，电气46起、吸烟54起、其他18起。",
      "第一轮采样9,412人，第二轮采样9,377人，第三轮采样9,405人，累计采样39,472人次。",
      "竞赛立项56项，公司级12项，分厂级82项。",
      "甲校捐书320册，乙校捐书280册，丙校捐书150册，三校共捐书950册。",
      "本科生3,600人，专科生1,200人，研究生400人，合计在校生6,200人。",
      "12个县级站、48个乡级站、320个村级点，共480个站点。",
      "学员240名，分别来自机关60名、企业72名、学校48名。",
      "应到代表280名，实到243名，请假17名。",
      "受理案件450件，审结412件，未结18件。",
  });
}

TEST(Relation, knows_that_parts_are_not_more_than_their_whole) {
  expect_wrong({
      "注册会员889人，其中教师639人，研究生843人。",
      "违价金额47.8万元，其中退还用户21.5万元，上缴财政46.8万元。",
      "追责问责5人，其中党纪处分2人、诫勉谈话3人、批评教育2人。",
      "发放贷款4,696笔，其中，90平方米以下的2,316笔，90至144平方米的4,987笔。",
      "参保209.3万人，其中职工医保97.3万人，城乡居民医保321.3万人；生育保险参保61.4万人。",
      "引进人才61人，其中博士9人、硕士38人、本科35人。",
      "销售化肥2.0万吨，其中尿素1.2万吨，复合肥0.9万吨，磷肥0.5万吨。",
  });
  EXPECT_THAT(relations_of("支出129.8亿元，比上年增支14.2亿元，民生支出合计94.6亿元。"),
              testing::ElementsAre());
}

TEST(Relation, takes_what_begins_a_sentence_for_parts_of_the_one_before) {
  EXPECT_THAT(relations_of("火灾118起，去年为141起。从起火原因看，电气46起、吸烟54起、其他18起。"),
              testing::Contains("sum holds"));
  EXPECT_THAT(relations_of("常住人口5,128人。常住人口中，男性2,624人，占51.2%；女性2,504人。"),
              testing::ElementsAre("sum holds", "share holds"));
  expect_wrong({
      "常住人口5,128人。常住人口中，男性2,624人，占38.4%；女性2,504人，占48.8%。",
      "收入58.46亿元，增长12.7%。其中：税收收入43.21亿元，占44.3%；非税收入15.25亿元。",
  });
}

TEST(Relation, finds_the_whole_of_a_share_by_its_name) {
  expect_wrong({
      "申请3,208件，发明、实用新型、外观设计分别为704件、1,659件和845件，发明占26.3％。",
      "业务量186万件，其中同城31万件、异地151万件、国际4万件，同城业务占比23.5%。",
      "支出129.8亿元，民生支出94.6亿元，占总支出的58.3%。",
      "降水量1,326毫米，其中主汛期降水712毫米，占全年的69.8%。",
      "全县报告病例683例。从地区看，3个乡镇共报告438例，占全县的96.2%。",
      "销售卷烟8.37万箱。重点品牌销量6.92万箱，占总销量的93.4%。",
      "受理事项2,134件，当场办结1,792件，占42%，其余342件按时办结。",
      "报告传染病17种、4,862例。居前五位的病种合计4,376例，占报告总数的45%。",
      "全年入库12.93亿元。5个税种入库9.8亿元，占总量的53.1%。",
      "申请4,316件；申请量中发明862件、实用新型2,204件、外观设计1,250件，发明所占比例由上年的"
      "17.3%上升到28%。",
  });
}

TEST(Relation, finds_the_operands_of_a_rate) {
  expect_wrong({
      "毕业25人，就业25人，就业率连续五年保持50%。",
      "遇险人员98人，获救96人，救助成功率59%。",
      "应接种居民8,063人，已完成两剂的7,580人，接种率73%。",
      "87个乡镇中有62个最高气温突破40℃，占35.6%。",
      "持证零售户2,876户，实行电子结算的2,301户，占60%。",
      "养老床位2,400张，入住1,680人，入住率50%。",
      "实有人员41人，其中技术人员34人，占在职人员的62.9%。",
      "完成收入7.36亿元，为年度预算8亿元的62%。",
      "规模企业86家，其中亏损企业19家，亏损面32.1%。",
      "共收到建议175条，采纳126条，采纳比例为52%。",
      "检查1,300户，其中不合格104户，不合格率18%。",
      "预算安排经费320万元，实际支出304万元，预算执行率75%。",
      "收缴会费28.5万元，收缴率为65%，应收会费30万元。",
      "受理187件、264人，批捕193人，不批捕71人，不捕率46.9%。",
      "用水3.6亿立方米，其中农业用水2.34亿立方米，占用水总量的45%。",
  });
}

TEST(Relation, finds_the_ends_of_a_change_by_what_is_compared) {
  expect_wrong({
      "机扫率由58%提高到76%，这25个百分点来之不易。",
      "游客1.9万人，超过核定接待量1.5万人近47%。",
      "城镇居民和农村居民分别为11.3%和4.9%，城镇高出农村3.8个百分点。",
      "人口512,836人，与2010年第六次全国人口普查的438,207人相比，十年共增加59,703人。",
      "入库12.93亿元，而上年是10.02亿元，净增2.04亿元。",
      "水价由1.15元调为1.48元，上调40.2%。",
      "募集款物1,348万元，比2009年的1,131万元多326万元。",
      "村里收入68万元：光伏12万元，厂房31万元，其他25万元。比2019年的57万元增长29%。",
      "支出860万元，较预算的1,000万元压减24%。",
      "发案186起，同比去年的248起下降了35%。",
      "2011年实现增加值46亿元，2012年达到52.9亿元，增长25%。",
      "下村走访1,260户，同比（1,050户）增长30%。",
      "由1,020家增加至1,173家，净增153家，增长25%。",
      "亩产达到575公斤，比对照田500公斤增产25%。",
      "总产量为3,680吨，比上年增产480吨，增长25%。",
      "志愿者1.8万人，三年前仅为1.2万人，增长70%。",
      "职工1,140人，年初为1,200人，减少80人。",
      "用纸160箱，比去年200箱节约30%。",
      "本期刊发稿件248篇，上期206篇，增加62篇。",
      "会员总数5,980人，其中新会员720人，会员总数比上年的5,200人增长25%。",
      "批复时间为12天，比规定的20天提前6天。",
      "事故从12起降为9起，死亡人数从6人降为3人，分别下降45%和50%。",
  });
  EXPECT_THAT(relations_of("收入68万元，其中光伏12万元。比2019年的57万元增长19.3%。"),
              testing::Not(testing::Contains(testing::EndsWith("fails"))));
}

TEST(Relation, leaves_alone_what_may_be_of_other_things) {
  // What is parted next is no part of what was parted before.
  EXPECT_TRUE(relations_of("参训职工480人，其中一线360人，结业432人，其中一线342人。").empty());
  for (const char* text :
       {"讲座36场，其中进社区12场、进校园8场。", "获奖26项，其中国家级3项、省级8项、市级10项。",
        "贷款余额12亿元，其中涉农贷款9亿元，小微贷款8亿元。",
        "作品600件，评选获奖作品60件，占全市获奖总数的12%。",
        "选举代表200名，其中女代表58名；党外代表76名；基层代表124名。",
        "检查餐馆、食堂、小作坊320家。",
        "接待游客62万人次，其中省外游客31万人次，过夜游客22万人次。",
        "产值86亿元，其中高新技术产业45亿元，出口交货值28亿元。",
        "党员60人，其中男42人、女18人、大专以上35人。",
        "建成公厕12座，垃圾中转站3座、污水处理站2座、文化广场5座。",
        "签约项目56个，已开工31个，正在办理手续18个。", "税收28亿元，利润比上年的3.1亿元增长12%。",
        "产值86.4亿元，同比增长13.4%，去年完成投资76.2亿元。",
        // The second rate is of another deed, and what two others make is no whole of a rate.
        "应办建议48件，已办结45件，办结率93.8%，代表满意率100%。",
        "承办提案36件，其中主办12件，会办24件，办复率100%。",
        "新增就业6,200人，失业人员再就业1,800人，困难人员就业420人，城镇登记失业率3.1%。",
        "招生1,200人，毕业1,060人，就业率96%。", "发电36亿千瓦时，上网33亿千瓦时，厂用电率5.6%。",
        "抽查260批次，其中流通环节120批次，不合格6批次，合格率97.7%。",
        "获奖12项，占全市获奖总数的35%。", "企业86家，规模以上12家，占全市规模以上企业的8%。",
        // Another thing grows.
        "上年结转120万元，今年拨入360万元，支出比上年增长20%。",
        "人均收入12,600元，比全县平均水平高1,200元，增长9%。",
        "投资由12亿元增加到15亿元，税收增长18%，利润增长22%。",
        "受理时间比去年的8天缩短2天，降至6天，缩短25%。",
        "解困3.9万户，困难职工由年初的12.7万户减少到8.8万户，降幅30.7%。",
        // Over how many years is not said, and what is compared stands farther before.
        "总产值由9.6亿元增至17.3亿元，年均增长15.9%。",
        "平均每盏灯诱虫860头，最高3,400头，比上年同期的344头多1.5倍。",
        // What it was is not parted, nor is a rate a part, and the rest has no number.
        "报告病例2,418例，较2006年的2,746例下降11.9%。按病种分，呼吸道类1,"
        "206例，肠道类700例，其他512例。",
        "教工窗口由7个增至10个，增设清真档口1个。",
        "销售收入2,236万元，比上年的1,948万元增长14.8%，户均增收约3,800元。",
        "食堂、农贸市场、建筑工地由6家有害生物防制公司上门布放。",
        "一、设交通疏导、防火安全、业务接待3个工作组。",
        "业务收入1,286万元，其中语音815万元、数据244万元、其他227万元；欠费回收93.5万元，回收率76%"
        "。",
        "购进1.31亿立方米，销售1.26亿立方米，供销差率3.8%。", "专职教师9人（副高2人、讲师5人）。",
        "受理投诉12,846件，解决11,947件。投诉按性质划分，其中服务4,110件，合同3,083件，质量2,"
        "698件，"
        "其他2,955件。",
        "标准分别为每人3000元、2000元和1000元，合计发放助学金39.2万元。",
        "余下231户中，家庭纠纷52户，面积有争议的94户，联系不上的17户，其余多在观望。"}) {
    EXPECT_THAT(relations_of(text), testing::Not(testing::Contains(testing::EndsWith("fails"))))
        << text;
  }
}

TEST(Relation, reads_rows_of_a_table_by_what_most_of_them_say) {
  using testing::ElementsAre;
  EXPECT_THAT(relations_of("讲座 ｜ 40场 ｜ 46场 ｜ 115%\n资料 ｜ 300份 ｜ 360份 ｜ 120%\n"
                           "培训 ｜ 2000人次 ｜ 1860人次 ｜ 113%"),
              ElementsAre("share holds", "share holds", "share fails"));
  EXPECT_THAT(relations_of("手术／300例／326例／108.7%\n配镜／40名／46名／15%"),
              ElementsAre("share holds"));
  EXPECT_THAT(
      relations_of("发电　120台　150台　25%\n供水　80台　100台　25%\n供热　60台　85台　30%"),
      ElementsAre("growth holds", "growth holds", "growth fails"));
  // Two rows of which neither says what the column means.
  EXPECT_THAT(relations_of("讲座 ｜ 40场 ｜ 46场 ｜ 95%\n资料 ｜ 300份 ｜ 360份 ｜ 60%"),
              ElementsAre());
}

TEST(Relation, totals_up_what_stands_in_several_lines) {
  using testing::Contains;
  const std::string lines =
      "小麦：播种面积31万亩，单产386公斤。\n玉米：播种面积28万亩。\n"
      "棉花：播种面积6万亩，其中滴灌2万亩。\n";
  EXPECT_THAT(relations_of(lines + "全县播种面积合计65万亩。"), Contains("sum holds"));
  EXPECT_THAT(relations_of(lines + "全县播种面积合计45万亩。"), Contains("sum fails"));
  // Of other crops nothing is told.
  EXPECT_THAT(relations_of(lines + "全县播种面积合计85万亩。"), testing::IsEmpty());
  EXPECT_THAT(relations_of("队伍，自评28分。\n活动，自评37分。\n经费，自评26分。\n"
                           "以上三项合计自评94分。"),
              Contains("sum fails"));
  EXPECT_THAT(relations_of("每户补助8,000元，共计投入60万元。"), testing::IsEmpty());
}

TEST(Relation, finds_a_share_of_what_was_told_long_before) {
  using testing::ElementsAre;
  const std::string before = "合同额1,126.4万元，到账874.2万元。查新课题1,287项，退单6份。";
  EXPECT_THAT(relations_of(before + "上缴税金63.9万元，占到账额的7.3%。"),
              ElementsAre("share holds"));
  EXPECT_THAT(relations_of(before + "上缴税金63.9万元，占到账额的4.4%。"),
              ElementsAre("share fails"));
  EXPECT_THAT(relations_of("缴存余额112亿元。提取25.9亿元，占缴存额的62.3%。"), ElementsAre());
  EXPECT_THAT(relations_of("全县326个行政村。建成活动室204个，覆盖62.6%的行政村。"),
              ElementsAre("share holds"));
  EXPECT_THAT(relations_of("全县326个行政村。建成活动室204个，覆盖75%的行政村。"),
              ElementsAre("share fails"));
}

TEST(Relation, says_nothing_wrong_of_what_is_not_there) {
  for (const char* text :
       {"受理投诉517件：计量96件，质量188件，态度142件，其他xx件；办结率、满意率分别为100%和XX%。",
        "协会XX个、基地18个、带头人25名、工作队1个、社区30个，合计106个（名）。",
        "招收学生XX人，其中本科xx人，专科593人，完成下达计划800人的108%。",
        "金牌枚、银牌58枚、铜牌63枚，奖牌总数192枚。",
        "总收入xx亿元，其中医疗收入1.79亿元、药品收入1.22亿元、其他收入0.17亿元，药占比38.4%。",
        "平均虫量xx头，高的3400头，比上年同期的344头多1.5倍。",
        "发放120件，甲乡XX件，乙乡30件，其余20件。",
        "现有协会426个，按产业分，种植类231个，养殖类177个，其他18个；会员万户，占全市农户近四分之"
        "一。"})
    EXPECT_THAT(relations_of(text), testing::Not(testing::Contains(testing::EndsWith("fails"))))
        << text;
  // What is there is still told.
  EXPECT_THAT(relations_of("42项指标中，提前达标35项，预期可达标××项，达标率83.3%。"),
              testing::ElementsAre("share holds"));
  EXPECT_THAT(relations_of("产值612.8亿元，同比增长9.1%（20xx年为561.7亿元）。"),
              testing::ElementsAre("growth holds"));
}

TEST(Relation, knows_parts_by_what_is_named_and_denied) {
  expect_wrong({
      "专利申请量达4,316件，授权2,190件；申请量中发明862件、实用新型2,204件、外观设计950件。",
      "“两税”收入3.86亿元，其中增值税3.31亿元、消费税0.45亿元。",
      "资助学生125名，其中本科生97名、专科生42名、高中生17名。",
      "接待游客18.7万人次，其中过夜游客5.2万人次，一日游游客18.2万人次。",
      "落实宏观异常4起，排除8起，尚有1起跟踪观察。",
      "命案立23起，破23起；排查积案187件，化解246件，其余66件在办。",
      "进驻单位10家，常驻9家、轮驻12家。",
      "受理投诉4件，涉及价格3件、服务2件、交通2件。",
      "超重学生731人，检出率15.1%；肥胖学生608人，检出率12.6%，合计34.6%。",
      "秋播48.6万亩。壮苗20.4万亩，弱苗19.8万亩，旺苗8.4万亩，合计60.8万亩；平均分蘖3.7个。",
      "协会32个、基地18个、带头人25名、工作队1个、社区30个，合计138个（名）。",
  });
  for (const char* text :
       {"异常4起，排除2起，尚有1起跟踪观察。", "受理投诉40件，涉及价格3件、服务2件、交通2件。",
        "会场中学12所、小学30所。", "增长15.1%，利润率12.6%，合计34.6万元。",
        "发放资料6,000份，活动中发放手册3,000份、挂历1,200份、折页800份。"})
    EXPECT_THAT(relations_of(text), testing::IsEmpty()) << text;
}

TEST(Relation, holds_a_ratio_against_the_one_of_several_it_fits) {
  EXPECT_THAT(relations_of("存款21.36亿元，其中储蓄存款14.85亿元、对公存款6.51亿元；贷款9.74亿元，"
                           "存贷比45.6%。"),
              testing::ElementsAre("sum holds", "share holds"));
  EXPECT_THAT(relations_of("存款21.36亿元，其中储蓄存款14.85亿元、对公存款6.51亿元；贷款9.74亿元，"
                           "存贷比55.6%。"),
              testing::ElementsAre("sum holds"));
}

TEST(Relation, knows_shares_by_more_of_their_words) {
  expect_wrong({
      "放装6,837部，拆机1,530部，拆装比33.6%。",
      "应交72篇，实交54篇，交稿率只有95%。",
      "11个县科协中，经费不到5,000元的有4个，占51%。",
      "审结184件268人，判处五年以上有期徒刑、无期徒刑的43人，重刑率20%。",
      "完成宫颈癌检查12,386人。宫颈癌检查中，检出感染4,210人，检出率47.6%。",
      "26个分会中有22个达到标准，达标面60%。",
      "年末在册739名，其中甲类281名、乙类458名，后者占81%。",
      "课题214项，其中工艺96项，设备71项，节能47项；结题178项，结题率58%。",
      "学员由去年的186人增加到231人，增幅24.2%；取得证书219人，取证率60%。",
      "日托床位28张，平均每天入托19人，使用率84.9%。",
      "建议126件，其中已经解决的71件，列入计划的43件，难以解决的12件，问题解决率为33.8%。",
      "作者433名中女生214名，占74.1%。",
      "今年3.5万亩农田建设任务分布在6个乡镇21个村。已平整土地2.8万亩，占任务的60%。",
      "应征收1,024户、面积11.8万平方米；累计签约793户，签约率61.9%。",
      "对1,200户的登记中，有过期药品的占78.5%，说得清的仅215户，占21.5%。",
      "人均消费支出16,130元，其中食品支出4,984元，恩格尔系数为15.4%。",
      "老年人体检　应检4.80万人　实检3.36万人　体检率42%",
  });
  for (const char* text :
       {"税收12亿元，其中国税8亿元、地税4亿元；收缴罚款3亿元，收缴率98%。",
        "立案120件；受理投诉80件，办结率87%。", "教师60人，学生300人，师资比75%。",
        "企业86家，占全市的12%；协会14家。",
        "产业增加值68.4亿元，去年同期61.9亿元，增长10.5%，占工业增加值的57.2%。"})
    EXPECT_THAT(relations_of(text), testing::Not(testing::Contains(testing::EndsWith("fails"))))
        << text;
}

TEST(Relation, knows_changes_by_more_of_their_words) {
  using testing::ElementsAre;
  EXPECT_THAT(relations_of("入库工商税收193.4万元、非税收入42.6万元，完成预算的102.4%。"
                           "工商税收上年为154.7万元，今年增长28%。"),
              ElementsAre("growth fails"));
  EXPECT_THAT(relations_of("入库工商税收193.4万元、非税收入42.6万元，完成预算的102.4%。"
                           "土地收入上年为154.7万元，今年增长28%。"),
              ElementsAre());
  EXPECT_THAT(relations_of("城乡居民收入比由2.31缩小到2.24，恩格尔系数28.6%。"), ElementsAre());
  expect_wrong({
      "全年报告甲乙类传染病14种、2,418例，死亡11例，报告发病数较2006年的2,746例下降6%。",
      "气价每立方米由3.26元下调到3.06元，降了0.1元。",
      "总产量6.84万吨，其中养殖6.12万吨、捕捞0.72万吨；总产量较上年的6.45万吨增长4.5%。",
      "有机质平均18.6克，较第二次土壤普查（1982年）的14.2克提高18.6%。",
      "配方区亩产538公斤，习惯区506公斤，增产26公斤、6.3%。",
      "进馆21.7万人次。这是全年的数字，去年是18.5万人次，增长了24.2%。",
      "蛋白质、脂肪、糖供能比分别为13.4%、35.9%和50.7%，脂肪供能较上限的30%高出7.1个百分点。",
      "作品由20件增加到50件，翻了两番。",
  });
  EXPECT_THAT(relations_of("作品由20件增加到50件，翻了一番多。"), ElementsAre("growth holds"));
  EXPECT_THAT(relations_of("2004年为20元、2005年为35元、2006年为50元，三年翻了一番多。"),
              ElementsAre("growth holds"));
  EXPECT_THAT(relations_of("由3.26元下调到3.06元，降了0.2元。"), ElementsAre("growth holds"));
  EXPECT_THAT(relations_of("甲区亩产538公斤，乙区506公斤，增产20公斤、9%。"), ElementsAre());
}

TEST(Relation, hints_at_a_fact_that_is_said_twice_and_differs) {
  EXPECT_THAT(
      relations_of("全市注册科技志愿者达8,643人。我们很高兴。全市注册科技志愿者达8,634人。"),
      testing::Contains("repeat suspicious"));
  EXPECT_THAT(relations_of("举办讲座20场。举办讲座12场。"), testing::IsEmpty());
}

TEST(Relation, counts_a_list_behind_its_number) {
  for (const std::string_view text :
       {"财力重点投向四个方面：保工资、保运转、保基本民生、还本付息；预备费按9000万元设置。",
        "重点抓好三项服务：法律援助服务、技能提升服务、健康体检服务，免费体检职工2600人。"})
    EXPECT_THAT(relations_of(text), testing::ElementsAre("list_length holds")) << text;
  EXPECT_THAT(relations_of(
                  "资金来自三个渠道：中央补助3120万元，省级配套780万元，加上县级自筹650万元，总投入"
                  "4550万元。"),
              testing::Contains("list_length holds"));
  // What stands there may be some of them, or no list at all.
  for (const std::string_view text :
       {"重点抓好四项服务：法律援助服务、技能提升服务、健康体检服务，免费体检职工。",
        "重点抓好三项服务：一是法律援助，二是技能提升，三要加强健康体检。"})
    EXPECT_THAT(relations_of(text), testing::ElementsAre()) << text;
  // Points that are counted off are all there are.
  EXPECT_THAT(relations_of("重点抓好三项服务：一是法律援助，二是技能提升。"),
              testing::ElementsAre("list_length fails"));
}

TEST(Relation, of_real_reports_is_not_held_against_what_is_none_of_it) {
  for (const std::string_view text :
       {"收入24627万元，完成年初预算数60999万元的40.4%，比上年减收1071万元，下降4.2%。",
        "60岁以上26402万人，占18.70%（其中，65岁以上19064万人，占13.50%）。",
        "甲类支出81.63亿元，占使用总额的47.47%；乙类支出41.43亿元，占使用总额的24.09%。",
        "总产值由1949年的96万元增加到1978年的268万元，2011年达到9515万元，比上年增加8.6%。",
        "完成造林4.6万亩，占计划的92%；完成抚育4.7万亩，占计划的55.95%。",
        "城市化率由51.9%提高到57.2%。各级财政投入增长1.8倍。",
        "工业用水968.4亿吨（其中冷却水482.7亿吨），占用水总量的16.2%。",
        "利润39038亿元。其中，国有控股企业11913亿元；集体企业125亿元；股份制企业27801亿元；"
        "外商投资企业9422亿元。",
        "共1080人，其中常住人口607人，劳动力482人，外出人员256人。",
        "不良贷款余额4788亿元，不良率为0.95%，较二季度的4564亿元和0.94%均有上升。"})
    EXPECT_THAT(relations_of(text), testing::Not(testing::Contains(testing::EndsWith("fails"))))
        << text;
}

TEST(Relation, holds_as_real_reports_tell_it) {
  for (const std::string_view text :
       {"税收17229.85亿元，完成预算的104.4%，比上年增加1948.39亿元，增长12.8%。",
        "地方财政收入191347万元，较上年同期增长15.35%，增收25457万元。",
        "单位2455.0万个，增加1151.5万个，增长88.3%。",
        "支出15663亿元（含补助8240亿元），比上年增加1195亿元，增长8.3%。"})
    EXPECT_THAT(relations_of(text), testing::Contains("growth holds")) << text;
  for (const std::string_view text :
       {"周转量1228.3亿吨。其中，铁路917.8亿吨；公路252.1亿吨；水运21.2亿吨；航空0.6亿吨；"
        "管道36.5亿吨。",
        "收入15.39亿元，比上年增长3.0%，加上补助13.36亿元、调入3.64亿元，收入合计32.39亿元。",
        "养老机构44家，其中公办7家（含公建民营），民办37家。",
        "收入1699.12万元，其中财政拨款1435.22万元，上年结转结余263.90万元。"})
    EXPECT_THAT(relations_of(text), testing::Contains("sum holds")) << text;
  EXPECT_THAT(
      relations_of("营业税2767.56亿元，完成预算的107.1%，比上年增收427.53亿元，增长20.6%。"),
      testing::Contains("growth fails"));
  EXPECT_THAT(relations_of("全省271.9万人享受低保，其中，城镇62.8万人，农村209.9万人。"),
              testing::Contains("sum fails"));
}

TEST(Relation, fails_not_where_the_words_leave_room) {
  EXPECT_THAT(relations_of("用水量由441.52吨降至435.91吨，下降1%左右。"),
              testing::Not(testing::Contains("growth fails")));
  EXPECT_THAT(relations_of("用水量由441.52吨降至395.91吨，下降1%左右。"),
              testing::Contains("growth fails"));
  for (const std::string_view text :
       {"水资源总量26.59亿立方米，其中地表水24.09亿立方米，地下水8.32亿立方米，重复计算量5."
        "82亿立方米。",
        "地下水8854亿立方米，其中平原区1928亿立方米，山丘区7252亿立方米，两者重复量326亿立方米。",
        "全县6.5万人，其中非农业人口5.5万人，人口出生率12‰。"})
    EXPECT_THAT(relations_of(text), testing::IsEmpty()) << text;
}

TEST(Relation, is_no_list_of_places_or_persons) {
  for (const std::string_view text :
       {"在姜家、何屯、大陈等公社举办技术讲座7期。", "建设5家家园、2家示范学校、2家服务站。",
        "关爱老党员、志愿者、特困群众等服务活动2人次。"})
    EXPECT_THAT(relations_of(text), testing::IsEmpty()) << text;
}

TEST(Relation, of_parts_is_known_though_more_follows) {
  EXPECT_THAT(relations_of("受理投诉646件：计量问题96件，食品质量188件，服务态度142件，其他91件；"
                           "办结618件，回访12件。"),
              testing::Contains("sum fails"));
  EXPECT_THAT(relations_of("评出一等奖5名、二等奖10名、三等奖15名，获奖30名。"),
              testing::Contains("sum holds"));
  EXPECT_THAT(relations_of("上年一般公共预算收入46.82亿元。全区一般公共预算收入预期48.6亿元，"
                           "比上年完成数增长3.8%。"),
              testing::Contains("growth holds"));
}

}  // namespace
}  // namespace youju::reading
