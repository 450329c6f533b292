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
      {"较常年偏多1.8成", {"1.8成 = 18 %"}},
      {"缩短一半", {"一半 = 50 %"}},
      {"产值翻一番", {"一番 = 1 番"}},
      {"占四分之三", {"四分之三 = 75 %"}},
      {"分别为3.75、74.93、0.36万吨。",
       {"3.75 = 37500 吨", "74.93 = 749300 吨", "0.36万吨 = 3600 吨"}},
      {"2013年元月20日", {"2013年元月20日 = 2013-01-20 "}},
      {"占总数的1/3。", {"1/3 = 33.33 %"}},
      {"死亡率为十万分之三", {"十万分之三 = 0.003 %"}},
      {"占十分之三", {"十分之三 = 30 %"}},
      {"占一万分之三", {"一万分之三 = 0.03 %"}},
      {"举办第3至5期培训班", {"3至5期 = 3..5 期"}},
      {"提高0.12个百分点", {"0.12个百分点 = 0.12 百分点"}},
      {"印发5000份(册)", {"5000份(册) = 5000 份(册)"}},
      {"检查64家次", {"64家次 = 64 家次"}},
      {"人工增雨49点次", {"49点次 = 49 点次"}},
      {"排放28微克/立方米", {"28微克/立方米 = 28 微克/立方米"}},
      {"面积860多万平方米", {"860多万平方米 = 8600000 平方米 at_least"}},
      {"每月两期“宝安发布”", {"每月两期 = 2 期/月"}},
      {"历时两个半小时", {"两个半小时 = 2.5 小时"}},
      {"用时4分20秒", {"4分20秒 = 260 秒"}},
  });
}

TEST(Reading, reads_a_number_with_its_sign) {
  expect({
      {"人口自然增长率为-1.72‰", {"-1.72‰ = -1.72 ‰"}},
      {"价格指数同比＋0.3%，环比－0.6%", {"＋0.3% = 0.3 %", "－0.6% = -0.6 %"}},
      {"增速（-0.5%）好于去年", {"-0.5% = -0.5 %"}},
      {"利润总额-3.2亿元", {"-3.2亿元 = -3.2 亿元"}},
      {"增速由-0.3%回升到2.1%", {"-0.3% = -0.3 %", "2.1% = 2.1 %"}},
      {"最低气温零下12.5℃", {"12.5℃ = -12.5 ℃"}},
      {"同比为负0.3%", {"0.3% = -0.3 %"}},
      {"减负48.6%", {"48.6% = 48.6 %"}},
      {"降幅35%-40%", {"35%-40% = 35..40 %"}},
      {"产值45.5亿元-42亿元", {"45.5亿元 = 45.5 亿元", "42亿元 = 42 亿元"}},
      {"-3.2%的降幅", {"3.2% = 3.2 %"}},
      {"库存-3台", {"3台 = 3 台"}},
      {"按照1+6模式运行", {}},
  });
}

TEST(Reading, gives_all_of_a_list_the_unit_of_the_last) {
  expect({
      {"提升2.1和1.8个百分点", {"2.1 = 2.1 百分点", "1.8个百分点 = 1.8 百分点"}},
      {"分别办结120、85、43件", {"120 = 120 件", "85 = 85 件", "43件 = 43 件"}},
      {"男、女各12与8人", {"12 = 12 人", "8人 = 8 人"}},
      {"植树3、4万株", {"4万株 = 40000 株"}},
      {"9、10月", {"10月 = 10 月"}},
      {"附件1、2级", {}},
  });
}

TEST(Reading, knows_what_is_no_figure_beside_what_is_one) {
  expect({
      {"每10万人口中有大学生1.2万人", {"1.2万人 = 12000 人"}},
      {"每10万人死亡率1.2人", {"1.2人 = 1.2 人"}},
      {"三次产业增加值分别增长4.1%和5.2%", {"4.1% = 4.1 %", "5.2% = 5.2 %"}},
      {"先后三次召开会议", {"三次 = 3 次"}},
      {"喜爱二次元。", {}},
      {"桥涵23座/816延米", {"23座 = 23 座", "816延米 = 816 延米"}},
      {"发病率86例/10万人", {"86例 = 86 例"}},
      {"改造K1204+300至K1218段14公里", {"14公里 = 14 公里"}},
      {"按X科协发〔2024〕18号办理", {}},
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
      {"不得少于2次", {"2次 = 2 次 at_least"}},
      {"入驻率不足八成", {"八成 = 80 % about"}},
  });
}

TEST(Reading, finds_numbers_that_are_not_there) {
  expect({
      {"近期，评选科普达人，近年，成绩显著。", {}},
      {"产值共亿元,同比增长%。", {" =  亿元 missing", " =  % missing"}},
      {"参与人次万。", {" =  万人次 missing"}},
      {"信息员万多人。", {" =  万人 missing"}},
      {"受训人数达   人。", {" =  人 missing"}},
      {"参训人员达XX人(次)", {"XX人(次) =  人(次) placeholder"}},
      {"画廊长10xxxx,", {"10xxxx =   placeholder"}},
      {"价值万余元的画廊", {"万余元 = 10000 元 at_least"}},
  });
}

TEST(Reading, takes_a_measure_word_before_a_word_of_its_own) {
  expect({
      {"建立38家国有企业名录", {"38家 = 38 家"}},
      {"赠送8本科普图书", {"8本 = 8 本"}},
      {"完成12项目标任务", {"12项 = 12 项"}},
      {"表彰10名优秀志愿者", {"10名 = 10 名"}},
      {"栽种12种植物", {"12种 = 12 种"}},
      {"开展86次日常巡查", {"86次 = 86 次"}},
      {"资助58项目", {"58 = 58 "}},
      {"土石方241.92万m3", {"241.92万m3 = 2419200 m3"}},
      {"由200元/月提高到220元/月", {"200元/月 = 200 元/月", "220元/月 = 220 元/月"}},
      {"提高3.2个和2.7个百分点", {"3.2个 = 3.2 百分点", "2.7个百分点 = 2.7 百分点"}},
      {"签约4.1亿瑞士法郎", {"4.1亿瑞士法郎 = 4.1 亿瑞士法郎"}},
      {"送去30斤米、1斤油", {"30斤 = 30 斤", "1斤 = 1 斤"}},
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
                           "新一届委员会",
                           "科协三届二次会议",
                           "一、二类低保人员",
                           "三轮车",
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
    for (const Figure& figure : read(text).figures) all.emplace_back(figure.thing());
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
  EXPECT_THAT(subjects("肉类、蛋类产量分别达到13吨和19吨。"), ElementsAre("肉类产量", "蛋类产量"));
  EXPECT_THAT(subjects("28个行政村通邮率99.5%。"), ElementsAre("行政村", testing::_));
  EXPECT_THAT(subjects("市级河长11名、县级河长86名，总计97名。"),
              ElementsAre("市级河长", "县级河长", "河长"));
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
  EXPECT_EQ(subject("年营收5亿元及以上的工业企业中，设有研发机构的占81%。", 1), "研发机构");
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
  EXPECT_EQ(measure("高新技术企业净增31家"), Measure::growth);
  EXPECT_EQ(measure("测评得分比上期高2.1分"), Measure::growth);
  EXPECT_EQ(measure("出水温度降了3.5℃"), Measure::growth);
  EXPECT_EQ(measure("会议精简四成"), Measure::growth);
  EXPECT_EQ(measure("渠系水利用系数0.55"), Measure::amount);
  EXPECT_EQ(measure("投资12万元"), Measure::amount);
  EXPECT_EQ(measure("累计达88家"), Measure::total);
  EXPECT_EQ(measure("举办20场"), Measure::count);
  EXPECT_EQ(measure("铺设管道12公里"), Measure::length);
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
  // Five bytes of a claim before what is no part of it.
  read("开课5次。VR课超过80%。", {.depth = Depth::relations});
  // 百分之三十一, 86基 and 每周一访, cut in their last characters.
  for (const std::string_view cut : {"占百分之三十\xE4\xB8", "杆塔86\xE5\x9F", "每周一\xE8\xAE"})
    for (const Figure& figure : read(cut).figures) EXPECT_LE(figure.end_byte, cut.size());
}

}  // namespace
}  // namespace youju::reading
