#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <youju/reading/reading.h>

#include <string>
#include <vector>

namespace youju::reading {
namespace {

// "3万余本 = 30000 本 at_least" for every figure of a text.
std::vector<std::string> figures_of(std::string_view text) {
  std::vector<std::string> out;
  for (const Figure& figure : read(text).figures) {
    std::string line(text.substr(figure.begin_byte, figure.end_byte - figure.begin_byte));
    line += " = " + figure.value.to_string() + " " + figure.unit.to_string();
    if (figure.qualifier != Qualifier::exact) line += " " + std::string(name_of(figure.qualifier));
    out.push_back(line);
  }
  return out;
}

struct Case {
  const char* text;
  std::vector<std::string> figures;
};

// Figures near the end of a text are read the long way, and far from it most the short way.
void expect(const std::vector<Case>& cases) {
  const std::string tail = "\n这一行只是为了让前面的数离全文的末尾远一些，本身什么数也不说。\n";
  for (const Case& one : cases) {
    EXPECT_THAT(figures_of(one.text), testing::ElementsAreArray(one.figures)) << one.text;
    const std::string longer = one.text + tail;
    EXPECT_THAT(figures_of(longer), testing::ElementsAreArray(one.figures)) << longer;
  }
}

TEST(Reading, reads_every_way_of_writing_a_number) {
  expect({
      {"发放图书3万余本", {"3万余本 = 30000 本 at_least"}},
      {"覆盖企业１，２７０家", {"１，２７０家 = 1270 家"}},
      {"覆盖企业1,270家", {"1,270家 = 1270 家"}},
      {"覆盖企业１２７０家", {"１２７０家 = 1270 家"}},
      {"观看492万余人次", {"492万余人次 = 4920000 人次 at_least"}},
      {"产值12.5亿元", {"12.5亿元 = 12.5 亿元"}},
      {"服务1.2亿人次", {"1.2亿人次 = 120000000 人次"}},
      {"组织十余家企业", {"十余家 = 10 家 at_least"}},
      {"发展会员一千零五名", {"一千零五名 = 1005 名"}},
      {"走访廿余次", {"廿余次 = 20 次 at_least"}},
      {"培训三五十人", {"三五十人 = 30..50 人"}},
      {"每户3—5个", {"3—5个 = 3..5 个"}},
      {"参会数百人", {"数百人 = 100 人 at_least"}},
      {"参会上万人次", {"万人次 = 10000 人次 at_least"}},
      {"满意率百分之三十五", {"百分之三十五 = 35 %"}},
      {"增长三成五", {"三成五 = 35 %"}},
      {"缩短一半", {"一半 = 50 %"}},
      {"产值翻一番", {"一番 = 1 番"}},
      {"占四分之三", {"四分之三 = 75 %"}},
      {"提高0.12个百分点", {"0.12个百分点 = 0.12 百分点"}},
      {"印发5000份(册)", {"5000份(册) = 5000 份(册)"}},
      {"检查64家次", {"64家次 = 64 家次"}},
      {"排放28微克/立方米", {"28微克/立方米 = 28 微克/立方米"}},
      {"面积860多万平方米", {"860多万平方米 = 8600000 平方米 at_least"}},
      {"每月两期“宝安发布”", {"每月两期 = 2 期/月"}},
      {"历时两个半小时", {"两个半小时 = 2.5 小时"}},
      {"用时4分20秒", {"4分20秒 = 260 秒"}},
  });
}

TEST(Reading, knows_what_is_no_figure_beside_what_is_one) {
  expect({
      {"开展一对一帮扶，辅导86人。", {"86人 = 86 人"}},
      {"在五十亩（村）调研", {}},
      {"冠军成绩1小时04分35秒", {}},
      {"实行7×24小时值班", {}},
      {"2人荣立三等功", {"2人 = 2 人", "三等 = 3 等"}},
      {"0—3岁托育点2处", {"0—3岁 = 0..3 岁", "2处 = 2 处"}},
      {"见https://a.cn/2024/12/30.html", {}},
      {"种植玉米，全体职工捐款元，建成3个单元。", {" =  元 missing", "3个 = 3 个"}},
  });
}

TEST(Reading, reads_dates_and_periods) {
  expect({
      {"2020年1月10日召开", {"2020年1月10日 = 2020-01-10 "}},
      {"3月20日启动", {"3月20日 = 03-20 "}},
      {"1-11月完成", {"1-11月 = 01..11 月"}},
      {"4月15日至21日举行", {"4月15日至21日 = 04-15..04-21 "}},
      {"今年八月份建成", {"八月 = 08 月"}},
      {"二〇〇九年工作", {"二〇〇九年 = 2009 年"}},
      {"20xx年工作打算", {"20xx年 =  年 placeholder"}},
      {"前三季度收入", {"三季度 = 3 季度"}},
  });
}

TEST(Reading, takes_the_words_around_for_the_qualifier) {
  expect({
      {"共有约3000人次", {"3000人次 = 3000 人次 about"}},
      {"新建沼气池大概850口", {"850口 = 850 口 about"}},
      {"安置率九成以上", {"九成 = 90 % at_least"}},
      {"最近3年", {"3年 = 3 年"}},
      {"签约8940人", {"8940人 = 8940 人"}},
      {"不少于12场", {"12场 = 12 场 at_least"}},
      {"入驻率不足八成", {"八成 = 80 % about"}},
  });
}

TEST(Reading, finds_numbers_that_are_not_there) {
  expect({
      {"产值共亿元,同比增长%。", {" =  亿元 missing", " =  % missing"}},
      {"参与人次万。", {" =  万人次 missing"}},
      {"信息员万多人。", {" =  万人 missing"}},
      {"受训人数达   人。", {" =  人 missing"}},
      {"参训人员达XX人(次)", {"XX人(次) =  人(次) placeholder"}},
      {"画廊长10xxxx,", {"10xxxx =   placeholder"}},
      {"价值万余元的画廊", {"万余元 = 10000 元 at_least"}},
  });
}

TEST(Reading, leaves_alone_what_is_no_figure) {
  for (const char* text : {"一、工作回顾",
                           "（一）成效",
                           "1.规划引领",
                           "一是抓平台；二是抓项目。",
                           "贯彻党的十九大和十九届四中全会精神",
                           "“十四五”规划",
                           "《纲要（2016-2020年）》",
                           "（长科函字〔2019〕2号）",
                           "“一带一路”建设",
                           "开展“三下乡”活动",
                           "打造“1+6”服务站",
                           "5G网络",
                           "千方百计增收",
                           "多次深入乡镇",
                           "拨打12345热线",
                           "和平路118号",
                           "电话010-55551234",
                           "五十亩村",
                           "第一书记",
                           "迈上一个新台阶",
                           "进一步加强",
                           "张某",
                           "三级甲等医院",
                           "2020世界激光制造大会",
                           "PM2.5"}) {
    EXPECT_THAT(figures_of(text), testing::IsEmpty()) << text;
  }
}

TEST(Reading, says_why_something_is_no_figure) {
  const Reading reading = read("一、贯彻十九大精神，推进“1+6”", {.excluded = true});
  ASSERT_EQ(reading.excluded.size(), 4U);
  EXPECT_EQ(reading.excluded[0].reason, Reason::heading_number);
  EXPECT_EQ(reading.excluded[1].reason, Reason::name);
}

TEST(Reading, finds_what_is_counted_over_lists) {
  const std::string text = "新增国家级众创空间4个、市级孵化器5个。";
  const Reading reading = read(text);
  ASSERT_EQ(reading.figures.size(), 2U);
  EXPECT_EQ(reading.figures[0].subject, "国家级众创空间");
  EXPECT_EQ(reading.figures[1].subject, "市级孵化器");
  EXPECT_EQ(reading.figures[1].action, "新增");
}

TEST(Reading, finds_what_is_counted_beside_other_words) {
  const auto subjects = [](std::string_view text) {
    std::vector<std::string> all;
    for (const Figure& figure : read(text).figures) all.emplace_back(figure.subject);
    return all;
  };
  using testing::ElementsAre;
  EXPECT_THAT(subjects("每千人抽检量达5.6批次。"), ElementsAre("抽检量"));
  EXPECT_THAT(subjects("高企密度居全省开发区第1位。"), ElementsAre("高企密度"));
  EXPECT_THAT(subjects("获第一名19个、第二名14个。"),
              ElementsAre(testing::_, "第一名", testing::_, "第二名"));
  EXPECT_THAT(subjects("来自62个国家和地区。"), ElementsAre("国家和地区"));
  EXPECT_THAT(subjects("86%的行政村通了自来水。"), ElementsAre("行政村"));
  EXPECT_THAT(subjects("12个社区建成日间照料中心。"), ElementsAre("社区"));
  EXPECT_THAT(subjects("投入286万元改造剧场。"), ElementsAre("剧场"));
  EXPECT_THAT(subjects("外借图书52万册次，而2011年为45万册次。"),
              ElementsAre("图书", testing::_, "图书"));
  EXPECT_THAT(subjects("走访职工27户，户均861元，人均收入3000元。"),
              ElementsAre("职工", "职工", "人均收入"));
  EXPECT_THAT(subjects("肉类、蛋类产量分别达到13吨和19吨。"), ElementsAre("肉类", "蛋类产量"));
  EXPECT_THAT(subjects("28个行政村通邮率99.5%。"), ElementsAre("行政村", testing::_));
  EXPECT_THAT(subjects("市级河长11名、县级河长86名，总计97名。"),
              ElementsAre("市级河长", "县级河长", "市级河长"));
  EXPECT_THAT(subjects("油脂购进460吨，生猪存栏98头。"), ElementsAre("油脂", "生猪"));
}

TEST(Reading, finds_what_a_deed_was_done_with) {
  const auto subject = [](std::string_view text, std::size_t at = 0) {
    const Reading reading = read(text);
    return std::string(at < reading.figures.size() ? reading.figures[at].subject : "none");
  };
  // A verb that is no noun stands before the number or behind the thing.
  EXPECT_EQ(subject("农村公益电影放映9,480场"), "农村公益电影");
  EXPECT_EQ(subject("退出小水电5座"), "小水电");
  EXPECT_EQ(subject("油菜受冻85亩"), "油菜");
  EXPECT_EQ(subject("新配盲文点显器16台"), "盲文点显器");
  EXPECT_EQ(subject("9个部门配合"), "部门");
  // With a short noun it is the deed that is counted in deeds.
  EXPECT_EQ(subject("违规驾驶412起"), "违规驾驶");
  // Its one object, if the unit measures that.
  EXPECT_EQ(subject("全年出书412种"), "书");
  EXPECT_EQ(subject("教研员下乡听课1,230节"), "课");
  // Another deed is done with the thing alone; and so is one that has no noun.
  EXPECT_EQ(subject("版权输出14项，引进22项。", 1), "版权");
  EXPECT_EQ(subject("在册职工230人，内退41人。", 1), "职工");
  EXPECT_EQ(subject("接待公众58万人次，单日最高7,652人次。", 1), "公众");
  EXPECT_EQ(subject("二、妥善审理民商事案件。审结1,492件。"), "民商事案件");
  // Characters that only seem to be words of their own.
  EXPECT_EQ(subject("诉讼标的额6,530万元"), "标的额");
  EXPECT_EQ(subject("29名未成年犯适用非监禁刑"), "未成年犯");
  EXPECT_EQ(subject("化肥用量（折纯）较2015年减少1.9%", 1), "化肥用量");
  EXPECT_EQ(subject("30万字的原著读本"), "原著读本");
  EXPECT_EQ(subject("（6）争创科普示范社区1个"), "科普示范社区");
}

TEST(Reading, finds_what_the_clause_itself_leaves_out) {
  const auto subject = [](std::string_view text, std::size_t at) {
    const Reading reading = read(text);
    return std::string(at < reading.figures.size() ? reading.figures[at].subject : "none");
  };
  // A verb that stands in no list has the shape of one.
  EXPECT_EQ(subject("送审金额23.9亿元，审减2.87亿元。", 1), "送审金额");
  EXPECT_EQ(subject("调解邻里纠纷31起，调成30起。", 1), "邻里纠纷");
  EXPECT_EQ(subject("购置联合收割机12台。", 0), "联合收割机");
  // What is told of the thing, by 的, by what is done next, by an adverb, by who does it.
  EXPECT_EQ(subject("18个基层社中，盈利的7个，持平的3个。", 1), "基层社");
  EXPECT_EQ(subject("收回问卷352份，表示满意的占99.1%。", 1), "问卷");
  EXPECT_EQ(subject("科技竞赛立项268项，结题241项。", 1), "科技竞赛");
  EXPECT_EQ(subject("专项经费85万元，已到位60万元。", 1), "专项经费");
  EXPECT_EQ(subject("办活动47项（街道主办8项）。", 1), "活动");
  EXPECT_EQ(subject("61个社区中已有52个配齐活动室。", 1), "社区");
  // The clause, the sentence or the title before names it.
  EXPECT_EQ(subject("编程等赛事转为线上，参赛7,940人。", 0), "赛事");
  EXPECT_EQ(subject("组织院士开展调研，历时两个多月。", 0), "调研");
  EXPECT_EQ(subject("——民营科技企业。新认定9家。", 0), "民营科技企业");
  // Comparisons are of the whole and not of its last part.
  EXPECT_EQ(subject("募集款物13万元，其中现金8万元、物资5万元，比2009年的11万元多2万元。", 4),
            "款物");
  EXPECT_EQ(subject("增速居全市9个县第2位。", 1), "增速");
  EXPECT_EQ(subject("线损率4.37%，在全县17个供电所中由第11名跃居第3名。", 3), "线损率");
}

TEST(Reading, finds_where_what_is_counted_begins_and_ends) {
  const auto subject = [](std::string_view text, std::size_t at = 0) {
    const Reading reading = read(text);
    return std::string(at < reading.figures.size() ? reading.figures[at].subject : "none");
  };
  EXPECT_EQ(subject("以92.5分的考评得分晋升"), "考评得分");
  EXPECT_EQ(subject("17名干部充实到一线"), "干部");
  EXPECT_EQ(subject("36座加油站装上税控装置"), "加油站");
  EXPECT_EQ(subject("214户一般纳税人全部纳入"), "一般纳税人");
  EXPECT_EQ(subject("26名群众经多科协作获救"), "群众");
  EXPECT_EQ(subject("4家A级景区门票收入386.5万元"), "A级景区");
  EXPECT_EQ(subject("受理投诉90件，其中紧急救助27件", 1), "紧急救助");
  EXPECT_EQ(subject("规范管理率分别为71.5%和68.2%", 1), "规范管理率");
  EXPECT_EQ(subject("博士要达到150人"), "博士");
  EXPECT_EQ(subject("基层分局由7个撤并为4个"), "基层分局");
}

TEST(Reading, finds_figures_of_other_rooms_of_life) {
  const auto figure = [](std::string_view text, std::size_t at = 0) {
    const Reading reading = read(text);
    if (at >= reading.figures.size()) return std::string("none");
    const Figure& found = reading.figures[at];
    return found.value.to_string() + " " + found.unit.to_string() + " " +
           std::string(name_of(found.measure));
  };
  EXPECT_EQ(figure("孕产妇死亡率11.2/10万，"), "11.2  amount");
  EXPECT_EQ(figure("辍学率为零；"), "0  share");
  EXPECT_EQ(figure("排名稳居全省前5。"), "5  rank");
  EXPECT_EQ(figure("运动员获7金4银3铜，", 1), "4 银 count");
  EXPECT_EQ(figure("机械47台班，"), "47 台班 count");
  EXPECT_EQ(figure("24小时实时发布"), "24 小时 duration");
  EXPECT_EQ(figure("影院放映1,460场，球幕影院场。", 1), " 场 count");
  EXPECT_EQ(figure("签约重点项目个，"), " 个 count");
  EXPECT_EQ(figure("每周一访。"), "1 访/周 frequency");
  EXPECT_EQ(figure("参加6万4千余名"), "64000 名 count");
  EXPECT_EQ(figure("缺口十二三万元"), "120000..130000 元 amount");
  EXPECT_EQ(figure("水井、大坪两村"), "2 村 count");
  EXPECT_EQ(figure("储备亿元以上项目"), "1 亿元 amount");
  EXPECT_EQ(figure("超过一半课时"), "50 % share");
  EXPECT_EQ(figure("编印第二十三辑"), "23 辑 ordinal");
  EXPECT_EQ(figure("风力达7级以上"), "7 级 amount");
  EXPECT_EQ(figure("15分钟健身圈"), "none");
  EXPECT_EQ(figure("红十字系统"), "none");
  EXPECT_EQ(figure("成绩1小时4分17秒。"), "none");
  EXPECT_EQ(figure("资金按4：6分担"), "none");
  EXPECT_EQ(figure("1．1月8日前报送"), "01-08  date");
  EXPECT_EQ(figure("一票难求"), "none");
  EXPECT_EQ(figure("5号线二期开通"), "none");
}

TEST(Reading, knows_what_is_of_last_year) {
  using testing::ElementsAre;
  const auto periods = [](std::string_view text) {
    Options options;
    options.period = {{2024, 0, 0}, {2024, 0, 0}};
    std::vector<std::string> found;
    for (const Figure& figure : read(text, options).figures)
      if (figure.measure != Measure::date) found.push_back(figure.period.to_string());
    return found;
  };
  EXPECT_THAT(periods("增加值68.4亿元，去年同期61.9亿元，占全区的57.2%。"),
              ElementsAre("2024", "2023", "2024"));
  EXPECT_THAT(periods("案件118件，比上年的96件多22件。"), ElementsAre("2024", "2023", "2024"));
  EXPECT_THAT(periods("比去年新增培训20场。"), ElementsAre("2024"));
  EXPECT_THAT(periods("由上年的1.2亿元增至1.5亿元。"), ElementsAre("2023", "2024"));
  EXPECT_THAT(periods("去年，举办讲座20场、培训30期，发放资料5000份；今年举办25场。"),
              ElementsAre("2023", "2023", "2023", "2024"));
  EXPECT_THAT(periods("上年结转资金30万元。"), ElementsAre("2024"));
  EXPECT_THAT(periods("去年以来，举办讲座20场。"), ElementsAre("2024"));
}

TEST(Reading, takes_period_and_plan_from_the_heading) {
  const std::string text =
      "一、2020年工作总结\n举办讲座20场。\n二、2021年工作计划\n举办讲座30场。\n";
  const Reading reading = read(text);
  ASSERT_EQ(reading.figures.size(), 4U);
  EXPECT_EQ(reading.figures[1].period.to_string(), "2020");
  EXPECT_FALSE(reading.figures[1].plan);
  EXPECT_EQ(reading.figures[3].period.to_string(), "2021");
  EXPECT_TRUE(reading.figures[3].plan);
}

TEST(Reading, tells_the_measure) {
  const auto measure = [](std::string_view text) { return read(text).figures.at(0).measure; };
  EXPECT_EQ(measure("同比增长12%"), Measure::growth);
  EXPECT_EQ(measure("覆盖率达12%"), Measure::share);
  EXPECT_EQ(measure("全市第一"), Measure::rank);
  EXPECT_EQ(measure("第七届宝创赛"), Measure::ordinal);
  EXPECT_EQ(measure("奶牛存栏2100头"), Measure::total);
  EXPECT_EQ(measure("优秀奖5名"), Measure::count);
  EXPECT_EQ(measure("比上年多12项"), Measure::growth);
  EXPECT_EQ(measure("较上年净增41家"), Measure::growth);
  EXPECT_EQ(measure("比上年增支14亿元"), Measure::growth);
  EXPECT_EQ(measure("“三公”经费压减8.7%"), Measure::growth);
  EXPECT_EQ(measure("增速居全市9个县第2位"), Measure::count);
  EXPECT_EQ(measure("有居民楼46栋"), Measure::total);
  EXPECT_EQ(measure("注册志愿者突破200名"), Measure::total);
  EXPECT_EQ(measure("净增高企41家"), Measure::count);
  EXPECT_EQ(measure("渠系水利用系数0.55"), Measure::amount);
  EXPECT_EQ(measure("投资12万元"), Measure::amount);
  EXPECT_EQ(measure("累计达88家"), Measure::total);
  EXPECT_EQ(measure("举办20场"), Measure::count);
  EXPECT_EQ(measure("铺设管道12公里"), Measure::length);
}

std::vector<std::string> relations_of(std::string_view text) {
  std::vector<std::string> out;
  for (const Relation& one : read(text, {.depth = Depth::relations}).relations) {
    out.push_back(std::string(name_of(one.kind)) + " " + std::string(name_of(one.verdict)));
  }
  return out;
}

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
        "解困3.9万户，困难职工由年初的12.7万户减少到8.8万户，降幅30.7%。"}) {
    EXPECT_THAT(relations_of(text), testing::Not(testing::Contains(testing::EndsWith("fails"))))
        << text;
  }
}

TEST(Relation, hints_at_a_fact_that_is_said_twice_and_differs) {
  EXPECT_THAT(
      relations_of("全市注册科技志愿者达8,643人。我们很高兴。全市注册科技志愿者达8,634人。"),
      testing::Contains("repeat suspicious"));
  EXPECT_THAT(relations_of("举办讲座20场。举办讲座12场。"), testing::IsEmpty());
}

TEST(Reading, takes_of_markdown_the_prose_alone) {
  const std::string_view text =
      "# 2024年总结\n```\n培训300人\n# 40场\n```\n见[附件3份](https://a.cn/2024/12/30.html)。`5次`";
  const Reading read_text = read(text, {.markdown = true});
  std::vector<std::string_view> units;
  for (const Figure& figure : read_text.figures) units.push_back(figure.unit.name);
  EXPECT_THAT(units, testing::ElementsAre("年", "份"));
  EXPECT_EQ(read_text.headings.size(), 1U);
}

TEST(Reading, takes_any_bytes_without_effort) {
  std::string ones;
  for (int i = 0; i < 1'000'000; ++i) ones += "一";
  EXPECT_TRUE(read(ones, {.depth = Depth::relations}).figures.empty());
  const std::string brackets(1'000'000, '(');
  EXPECT_TRUE(read(brackets, {.depth = Depth::relations}).figures.empty());
  std::string titles;
  for (int i = 0; i < 300'000; ++i) titles += "《";
  EXPECT_TRUE(read(titles, {.depth = Depth::relations}).figures.empty());
  const std::string digits(1'000'000, '9');
  EXPECT_TRUE(read(digits, {.depth = Depth::relations}).figures.empty());
  std::string broken;
  for (int i = 0; i < 100'000; ++i) broken += static_cast<char>(i * 7919 >> 3);
  read(broken, {.depth = Depth::relations, .excluded = true});
  std::string sentences;  // as dense as they get
  for (int i = 0; i < 20'000; ++i)
    sentences += i % 190 == 189 ? "。共" : "由1人增至3人，占人的5.5%，";
  EXPECT_FALSE(read(sentences, {.depth = Depth::relations}).figures.empty());
  EXPECT_TRUE(read("", {.depth = Depth::relations}).figures.empty());
  // More places than 万 takes up, and a second scale.
  const Reading scales = read("共1.123456万3千人。");
  ASSERT_EQ(scales.figures.size(), 1U);
  EXPECT_EQ(scales.figures[0].value.to_string(), "14234.56");
  read("2444.44489609万3千人", {.depth = Depth::relations});
  // All the places that a number can have, and ‰ that needs one more.
  read("全县有企业200家，其中科技型企业50家，占0.250000000000‰。", {.depth = Depth::relations});
  // 百分之三十一, cut in its last character.
  for (const Figure& figure : read("占百分之三十\xE4\xB8").figures) EXPECT_LE(figure.end_byte, 21U);
}

}  // namespace
}  // namespace youju::reading
