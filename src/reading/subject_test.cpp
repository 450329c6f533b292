// Figures and what they count, rule by rule, each with what it must leave alone.
#include <gtest/gtest.h>
#include <youju/reading/reading.h>

#include <string>

namespace youju::reading {
namespace {

std::string subject(std::string_view text, std::size_t at = 0) {
  const Reading reading = read(text);
  return std::string(at < reading.figures.size() ? reading.figures[at].subject : "none");
}

std::string figure(std::string_view text, std::size_t at = 0) {
  const Reading reading = read(text);
  if (at >= reading.figures.size()) return "none";
  const Figure& found = reading.figures[at];
  return found.value.to_string() + " " + found.unit.to_string() + " " +
         std::string(name_of(found.qualifier));
}

TEST(Subject, ends_where_the_measure_word_says) {
  EXPECT_EQ(subject("178名选手穿刺一次成功。"), "选手");
  EXPECT_EQ(subject("11家施工单位倒排工序。"), "施工单位");
  EXPECT_EQ(subject("两座烘茧站开春动工。"), "烘茧站");
  EXPECT_EQ(subject("仓库三间瓦房漏得不成样。"), "瓦房");
  // A head that begins another word is none, and so is one that is the end of all.
  EXPECT_EQ(subject("12名工作骨干"), "工作骨干");
  EXPECT_EQ(subject("5名学生家长"), "学生家长");
  EXPECT_EQ(subject("3个工作方案"), "工作方案");
  // What comes again and again ends with the event.
  EXPECT_EQ(subject("第十二次会议纪要"), "会议");
  EXPECT_EQ(subject("第三届科技节"), "科技节");
}

TEST(Subject, is_not_how_much_it_differs_or_what_is_done) {
  EXPECT_EQ(subject("接待游客37.6万人次，比上届的31.2万人次多6.4万人次。", 1), "游客");
  EXPECT_EQ(subject("来了3个多功能厅。"), "多功能厅");
  EXPECT_EQ(subject("圩堤溃了三处"), "圩堤");
  EXPECT_EQ(subject("鼓队练了三年"), "鼓队");
  EXPECT_EQ(subject("听众超60万人次"), "听众");
  EXPECT_EQ(subject("彩超8.8万例"), "彩超");
  EXPECT_EQ(subject("线下培训减少到8期"), "培训");
  EXPECT_EQ(subject("龋齿率比入园时下降3.2个百分点"), "龋齿率");
  EXPECT_EQ(subject("煤比由142公斤提高到158公斤"), "煤比");
  EXPECT_EQ(subject("日活跃用户不足下载量的一成"), "日活跃用户");
  EXPECT_EQ(subject("人均科普经费2004年为0.20元、2005年为0.35元。", 1), "人均科普经费");
  EXPECT_EQ(subject("船舶平均在港停时由2.7天压缩到1.9天"), "船舶平均在港停时");
  EXPECT_EQ(subject("小麦平均亩增产12公斤"), "小麦");
}

TEST(Subject, is_carried_on_over_deeds_and_sizes) {
  EXPECT_EQ(subject("收到提案342件，审查立案318件。", 1), "提案");
  EXPECT_EQ(subject("在册职工230人，分流竞聘64人。", 1), "职工");
  EXPECT_EQ(subject("发放补贴120人，带动就业80人。", 1), "就业");
  EXPECT_EQ(subject("发现问题厕所115座，余下12座因户主外出，列入台账。", 1), "问题厕所");
  EXPECT_EQ(subject("硬化巷道11条，总长2260米，宽3.5米。", 2), "巷道");
  EXPECT_EQ(subject("建教学楼一幢，建筑面积1080平方米。", 1), "建筑面积");
  EXPECT_EQ(subject("小麦：播种面积31.6万亩"), "小麦");
  EXPECT_EQ(subject("培养学员50名，最年轻的24岁。", 1), "学员");
  EXPECT_EQ(subject("中幼林抚育1.9万亩；育苗260亩。", 1), "育苗");
  EXPECT_EQ(subject("线下培训8期"), "培训");
  EXPECT_EQ(subject("零售店316家逐个过筛。"), "零售店");
  EXPECT_EQ(subject("安全感91%，在全省排第6位。", 1), "安全感");
}

TEST(Subject, of_a_row_is_its_first_cell) {
  EXPECT_EQ(subject("科普讲座 ｜ 40场 ｜ 46场 ｜ 115%", 2), "科普讲座");
  EXPECT_EQ(subject("血压计\u3000\u30001200台\u3000\u30001254台", 1), "血压计");
  EXPECT_EQ(subject("举办讲座40场 46人", 1), "讲座");
}

TEST(Subject, of_a_frequency_is_what_is_done) {
  EXPECT_EQ(subject("重点渡口每天至少2次现场巡查；"), "现场巡查");
  EXPECT_EQ(subject("糖尿病每季度一次随访，"), "随访");
  EXPECT_EQ(subject("游泳馆水质检测每周三次。"), "游泳馆水质检测");
  EXPECT_EQ(subject("公众号每周不少于3期推送，"), "公众号");
}

TEST(Subject, stands_behind_a_size_where_only_a_deed_stands_before) {
  EXPECT_EQ(subject("保住了6.3万亩良田"), "良田");
  EXPECT_EQ(subject("投资286万元改造剧场"), "剧场");
  EXPECT_EQ(subject("投资3,260万元新建的联检楼完工"), "联检楼");
  EXPECT_NE(subject("建成的“百米科普画廊”正式落户"), "科普画廊");
  EXPECT_EQ(subject("完成投资286万元。"), "投资");
  EXPECT_EQ(subject("三成以上的水库蓄水不足。"), "水库");
  EXPECT_EQ(subject("6个考核断面水质保持优良。"), "考核断面");
  EXPECT_EQ(subject("12个社区建成日间照料中心。"), "社区");
}

TEST(Subject, is_the_one_character_something_was_done_with) {
  EXPECT_EQ(subject("养猪7头，宰羊三只。", 1), "羊");
  EXPECT_EQ(subject("给食堂加菜，起鱼600斤。"), "鱼");
  EXPECT_EQ(subject("办救护员班46期，发证2,318本。", 1), "证");
  EXPECT_EQ(subject("义务植树130万株"), "义务植树");
  EXPECT_EQ(subject("举办培训班3期"), "培训班");
}

TEST(Figure, has_a_measure_word_by_its_place) {
  EXPECT_EQ(figure("巡视杆塔86基，"), "86 基 exact");
  EXPECT_EQ(figure("备菊花1.5万枝、"), "15000 枝 exact");
  EXPECT_EQ(figure("金丝猴7群812只"), "7 群 exact");
  EXPECT_EQ(figure("21万筒菌棒烂了2.7万筒，"), "210000 筒 exact");
  EXPECT_EQ(figure("拨打热线12320号，"), "none");
  EXPECT_EQ(figure("位列民企500强，"), "none");
  EXPECT_EQ(figure("1.4万移民离开故土。"), "14000  exact");
  EXPECT_EQ(figure("乘坐318路，"), "none");
  EXPECT_EQ(figure("集装箱126万标箱"), "1260000 标箱 exact");
}

TEST(Figure, has_an_open_or_a_composed_unit) {
  EXPECT_EQ(figure("货物周转量3.2万吨公里"), "32000 吨公里 exact");
  EXPECT_EQ(figure("敷设光缆2100芯公里，"), "2100 芯公里 exact");
  EXPECT_EQ(figure("在60个公里网格内"), "60 个 exact");
  EXPECT_EQ(figure("水域3平方公里，"), "3 平方公里 exact");
  EXPECT_EQ(figure("利率下调36个基点。"), "36 基点 exact");
  EXPECT_EQ(figure("浊度0.12NTU。"), "0.12 NTU exact");
  EXPECT_EQ(figure("残留12mg/kg，"), "12 mg/kg exact");
  EXPECT_EQ(figure("压力50kPa以下。"), "50 kPa about");
  EXPECT_EQ(figure("采用4K摄像机3台。"), "3 台 exact");
  EXPECT_EQ(figure("变电站中220千伏2座。"), "2 座 exact");
}

TEST(Figure, is_a_first_batch_and_no_generation) {
  EXPECT_EQ(figure("首批412名法官入额"), "1 批 exact");
  EXPECT_EQ(figure("领到第二代身份证"), "none");
  EXPECT_EQ(figure("会议一年比一年多；"), "none");
  EXPECT_EQ(figure("云顶山一家就占去47%"), "47 % exact");
}

TEST(Figure, has_the_qualifier_that_stands_apart) {
  EXPECT_EQ(figure("经费不到定额标准的一半"), "50 % about");
  EXPECT_EQ(figure("支出不得低于奖补额的40%"), "40 % at_least");
  EXPECT_EQ(figure("约占4%"), "4 % about");
  EXPECT_EQ(figure("劳务支出不得超过10%"), "10 % about");
  EXPECT_EQ(figure("占六成出头"), "60 % at_least");
  EXPECT_EQ(figure("产值过千万元"), "10000000 元 at_least");
  EXPECT_EQ(figure("近年来奖补额的40%"), "40 % exact");
  EXPECT_EQ(figure("超过去年，占总数的40%"), "40 % exact");
  EXPECT_EQ(figure("3人出席"), "3 人 exact");
}

TEST(Subject, ends_before_a_deed) {
  EXPECT_EQ(subject("资料中断17个小时"), "资料");
  EXPECT_EQ(subject("茧价跌三元"), "茧价");
  EXPECT_EQ(subject("“两抢一盗”案件立1,874起"), "“两抢一盗”案件");
  EXPECT_EQ(subject("会员自发捐款12.38万元"), "会员");
  EXPECT_EQ(subject("观众力争恢复到60万人次"), "观众");
  EXPECT_EQ(subject("周边3个村报损640亩"), "村");
  EXPECT_EQ(subject("龙头企业3家年加工盐渍菇两千多吨"), "龙头企业");
  EXPECT_EQ(subject("妇代会主任进村“两委”11人"), "妇代会主任");
  EXPECT_NE(subject("遗体器官捐献登记174人"), "遗体器官");
  // The deed is what another is done with.
  EXPECT_EQ(subject("受理报修1327单"), "报修");
  EXPECT_EQ(subject("查处无牌行驶86起"), "无牌行驶");
  EXPECT_EQ(subject("全省评出名称120个"), "名称");
  EXPECT_EQ(subject("900台联合收割机下田"), "联合收割机");
}

TEST(Subject, is_not_where_when_or_for_whom) {
  EXPECT_EQ(subject("增量在县域同业中列第2位"), "增量");
  EXPECT_EQ(subject("在孵企业1420家"), "在孵企业");
  EXPECT_EQ(subject("投诉集中在水压（142件）"), "水压");
  EXPECT_EQ(subject("协会在社区举办讲座40场"), "讲座");
  EXPECT_EQ(subject("毕业生210人，截至12月底就业198人。", 2), "毕业生");
  EXPECT_EQ(subject("还向县财政争取到8万元资金购置菌肥"), "资金");
  EXPECT_EQ(subject("争取到中央预算内资金3500万元"), "中央预算内资金");
}

TEST(Subject, keeps_a_short_name_that_is_quoted) {
  EXPECT_EQ(subject("“一元剧场”演出104场"), "“一元剧场”演出");
  EXPECT_EQ(subject("“两癌”筛查2.4万人"), "“两癌”筛查");
}

TEST(Subject, of_a_change_is_what_is_changed) {
  EXPECT_EQ(subject("投入资金240万元，减少贫困人口1,130人", 1), "贫困人口");
  EXPECT_EQ(subject("发生事故32起，死亡19人，受伤54人，同比分别下降8%、10%、12%。", 4), "死亡");
  EXPECT_EQ(subject("国内生产总值126亿元"), "国内生产总值");
}

TEST(Subject, keeps_the_verb_that_is_in_its_name) {
  EXPECT_EQ(subject("城镇登记失业率3.1%"), "城镇登记失业率");
  EXPECT_EQ(subject("工程监测合格率98.6%"), "工程监测合格率");
  EXPECT_EQ(subject("全县有社区卫生服务中心74个。"), "社区卫生服务中心");
  EXPECT_EQ(subject("管理机构12个"), "管理机构");
  EXPECT_EQ(subject("基层团组织2,164个"), "基层团组织");
  EXPECT_EQ(subject("建会企业1,563家"), "建会企业");
  EXPECT_EQ(subject("卫生技术人员2.6万人，其中注册护士1.17万人。", 1), "注册护士");
  EXPECT_EQ(subject("接收转业士官56名"), "转业士官");
  EXPECT_EQ(subject("受教育群众1.6万人次"), "受教育群众");
  EXPECT_EQ(subject("科普经费占财政支出的0.3%"), "科普经费");
  EXPECT_EQ(subject("研发投入强度2.6%"), "研发投入强度");
  EXPECT_EQ(subject("落实配套资金860万元"), "配套资金");
  EXPECT_EQ(subject("医院编制床位1,200张，实际开放床位1,350张。", 1), "开放床位");
  // What is done with them is no part of it.
  EXPECT_EQ(subject("服务企业34家"), "企业");
  EXPECT_EQ(subject("培训人员120人"), "人员");
  EXPECT_EQ(subject("新建服务中心3个"), "服务中心");
  EXPECT_EQ(subject("建设服务中心3个"), "服务中心");
}

TEST(Subject, is_not_for_whom_or_of_how_many) {
  EXPECT_EQ(subject("为职工追讨欠薪2,340万元"), "欠薪");
  EXPECT_EQ(subject("每万人口发明专利拥有量6.42件"), "发明专利拥有量");
  EXPECT_EQ(subject("每千人口床位数6.8张"), "床位数");
  EXPECT_EQ(subject("每万名劳动者中研发人员62人年"), "研发人员");
  EXPECT_EQ(subject("务工农民外出31万人"), "务工农民");
  EXPECT_EQ(subject("实用新型2,659件，发明占21.9%", 1), "发明");
  EXPECT_EQ(read("占政府采购支出总额的89.89%").figures[0].action, "占");
  EXPECT_EQ(read("占一审收案数的8.2%").figures[0].action, "占");
}

TEST(Subject, is_not_what_is_done_with_money_or_given_to_persons) {
  EXPECT_EQ(subject("欠费回收93.5万元"), "欠费");
  EXPECT_EQ(subject("广告创收36.5万元"), "广告");
  EXPECT_EQ(subject("财政补助30万元"), "财政补助");
  EXPECT_EQ(subject("走访慰问困难职工320户，送去慰问金43.2万元。", 1), "慰问金");
  EXPECT_EQ(subject("荣立三等功，12人受到市级以上表彰。", 1), "");
  EXPECT_EQ(subject("3人荣立二等功。"), "");
  EXPECT_EQ(subject("评出一等奖12名、二等奖25名。", 2), "");
  EXPECT_EQ(subject("收到论文168篇，其中一等奖12篇、二等奖46篇。", 3), "论文");
  EXPECT_EQ(subject("三级医院达到6家，二级甲等9家。", 1), "二级甲等");
}

TEST(Subject, of_classes_ends_before_what_is_counted_next) {
  EXPECT_EQ(subject("四个专业技能培训11期"), "专业");
  EXPECT_EQ(subject("接收15个单位档案2,000卷"), "单位");
  EXPECT_EQ(subject("新建3个专业委员会"), "专业委员会");
  EXPECT_EQ(subject("水费应收1,590万元，实收1,462万元。", 1), "水费");
  EXPECT_EQ(subject("职工在册386人"), "职工");
}

TEST(Subject, is_the_whole_name_of_a_rate) {
  EXPECT_EQ(subject("毕业生就业率95%"), "毕业生就业率");
  EXPECT_EQ(subject("供电可靠率99.98%"), "供电可靠率");
  EXPECT_EQ(subject("实现投诉办结率100%"), "投诉办结率");
}

TEST(Subject, of_a_cell_is_its_row_or_its_column) {
  const std::string_view table =
      "险种 ｜ 参保人数 ｜ 赔付金额\n住院医疗 ｜ 21600人 ｜ 186.4万元\n合计 ｜ 36000人 ｜ "
      "240万元\n";
  EXPECT_EQ(subject(table, 0), "住院医疗");
  EXPECT_EQ(subject(table, 1), "住院医疗");
  EXPECT_EQ(subject(table, 2), "参保人数");
  EXPECT_EQ(subject(table, 3), "赔付金额");
  EXPECT_EQ(subject("民商事案件 ｜ 受理7420件 ｜ 审结7058件", 1), "民商事案件");
  EXPECT_EQ(subject("返乡创业 ｜ 目标900人；补贴性培训 ｜ 目标6000人次", 1), "补贴性培训");
  EXPECT_EQ(subject("勤工助学　208个岗位", 0), "岗位");
}

TEST(Subject, is_no_time_and_no_comparison) {
  EXPECT_EQ(subject("充电桩1132台，在2020年末486台的基础上增加646台。", 2), "充电桩");
  EXPECT_EQ(subject("开展安全巡查386次。同上年相比，增加89次。", 1), "安全巡查");
  EXPECT_EQ(subject("站间距由8.4公里缩小到6.9公里。", 1), "站间距");
  EXPECT_EQ(subject("电诈案件占全部刑事案件（2386起）的27.2%。", 1), "电诈案件");
  EXPECT_EQ(subject("办证时间压减至3天，平均审批时限7天。", 1), "审批时限");
  EXPECT_EQ(subject("补贴1.5亿元，其中耕地补贴0.9亿元，其余0.6亿元为退耕还林补助。", 2),
            "退耕还林补助");
  EXPECT_EQ(subject("保障金632万元（市本级314万元，县级318万元），同比增长9.7%。", 3), "保障金");
  EXPECT_EQ(subject("财政拨款1164万元，上年结转86万元。", 1), "上年结转");
}

TEST(Subject, is_whose_the_time_is) {
  EXPECT_EQ(subject("客户平均等候时间由26分钟降到15分钟。", 1), "客户");
  EXPECT_EQ(subject("抢修平均到场19分钟。"), "抢修");
  EXPECT_EQ(subject("城区平均到达现场时间6.4分钟。"), "城区平均到达现场时间");
  EXPECT_EQ(subject("出院者平均住院日7.9天。"), "平均住院日");
  EXPECT_EQ(subject("妇女平均预期寿命79.46岁。"), "妇女平均预期寿命");
  EXPECT_EQ(subject("科技馆2016年运行报告\n全年开放301天，接待公众58万人次。", 1), "科技馆");
  EXPECT_EQ(subject("镇2016年工作报告\n全年开放301天。", 1), "开放");
  EXPECT_EQ(subject("我馆全年开馆341天。"), "我馆");
  EXPECT_EQ(subject("探访每周不少于1次。"), "探访");
  EXPECT_EQ(subject("每名特派员每月不少于4天下村服务。"), "特派员");
  EXPECT_EQ(subject("与院士团队签订为期五年的合作协议。"), "合作协议");
}

TEST(Subject, is_what_has_the_rank) {
  EXPECT_EQ(subject("发病数居前五位的病种占81.6%。"), "病种");
  EXPECT_EQ(subject("获一等奖6项、二等奖13项，获奖总数居各区县第一。", 4), "获奖总数");
  EXPECT_EQ(subject("满意度为88.64%，居全国第11位、中部六省第二。", 2), "满意度");
  EXPECT_EQ(subject("取得射击第一、五公里越野第三的成绩。"), "射击");
  EXPECT_EQ(subject("对考核排名后三位的单位进行约谈。"), "单位");
}

TEST(Subject, is_told_respectively) {
  const std::string_view taxes = "查补税款、罚款、滞纳金共137万元，分别为89万元、31万元和17万元。";
  EXPECT_EQ(subject(taxes, 1), "税款");
  EXPECT_EQ(subject(taxes, 3), "滞纳金");
  const std::string_view boxes = "建成快件箱2314组、服务站876个，比上年分别增加327组和134个。";
  EXPECT_EQ(subject(boxes, 2), "快件箱");
  EXPECT_EQ(subject(boxes, 3), "服务站");
  EXPECT_EQ(subject("货物、工程、服务分别为8600万元、1.92亿元和6300万元。", 1), "工程");
  EXPECT_EQ(subject("市直与县区的征收额分别为385万元和662万元。", 1), "县区");
}

TEST(Subject, is_told_respectively_by_a_list_elsewhere) {
  // Before how many they are, at the end of the clause before, or by the figures before.
  const std::string_view marks =
      "火灾起数、死亡人数、直接损失三项指标分别为156起、6人、48万元，上年同期依次是170起、7人、"
      "54万元。";
  EXPECT_EQ(subject(marks, 1), "火灾起数");
  EXPECT_EQ(subject(marks, 3), "直接损失");
  EXPECT_EQ(subject(marks, 5), "死亡人数");
  EXPECT_EQ(subject("出口市场为东盟、美国，分别出口96亿元、71亿元。", 1), "美国");
  EXPECT_EQ(subject("投诉210件，举报84件，两者占比依次为71.4%、28.6%。", 3), "举报");
  EXPECT_EQ(subject("城镇159亿元、乡村53亿元，各占75%、25%。", 2), "城镇");
  const Reading towns = read("云顶山、梨花谷2家景区受欢迎，门票收入依次是562万元、224万元。");
  EXPECT_EQ(towns.figures[2].thing(), "梨花谷门票收入");
  const Reading tractors = read("拖拉机1.26万台，大中型、小型分别为1512台和11088台。");
  EXPECT_EQ(tractors.figures[2].thing(), "小型拖拉机");
  const Reading teachers = read("招聘教师320名，小学、初中各为168名、152名。");
  EXPECT_EQ(teachers.figures[1].thing(), "小学教师");
}

TEST(Subject, of_a_bare_share_is_the_last_thing) {
  EXPECT_EQ(subject("第二产业16亿元，比重41.5%。", 1), "第二产业");
  EXPECT_EQ(subject("税收收入63亿元，税收所占比重为66.8%。", 1), "税收");
  EXPECT_EQ(subject("其他收入17万元，药占比38.4%。", 1), "药占比");
  EXPECT_EQ(subject("补助资金30万元，支出进度92%。", 1), "进度");
}

TEST(Subject, is_carried_on_over_another_time_and_what_is_left) {
  EXPECT_EQ(subject("次均费用8126元，改革后为7420元。", 1), "次均费用");
  EXPECT_EQ(subject("信访件512件，比常年值480件偏高。", 1), "信访件");
  EXPECT_EQ(subject("新收案件上年为4625件。"), "案件");
  EXPECT_EQ(subject("文艺演出全年任务120场，已办108场，还差12场。", 0), "文艺演出");
  EXPECT_EQ(subject("文艺演出全年任务120场，已办108场，还差12场。", 1), "文艺演出");
  EXPECT_EQ(subject("文艺演出全年任务120场，已办108场，还差12场。", 2), "文艺演出");
  EXPECT_EQ(subject("低保家庭163户，加上往年结存408户。", 1), "低保家庭");
  EXPECT_EQ(subject("受理投诉1920件。\n撤回的709件，终止调解的91件。", 1), "投诉");
  EXPECT_EQ(subject("结案3259件，以调解方式结案1207件。", 1), subject("结案3259件，"));
  EXPECT_EQ(subject("民商事案件以调解方式结案1207件，以撤诉方式结案520件。", 0), "民商事案件");
  EXPECT_EQ(subject("民商事案件以调解方式结案1207件，以撤诉方式结案520件。", 1), "民商事案件");
  EXPECT_EQ(subject("乙肝疫苗应种12.5万剂次，实种12.2万剂次。", 1), "乙肝疫苗");
  EXPECT_EQ(subject("火灾较上年（685起）少137起。", 1), "火灾");
  EXPECT_EQ(subject("投入7.5亿元，修路一项就占了48%。", 1), "修路");
  EXPECT_EQ(subject("公益诉讼方面，立案287件。"), "公益诉讼");
  EXPECT_EQ(subject("发现问题248个。处理结果：立行立改155个。", 1), "问题");
}

TEST(Subject, is_what_was_put_on_a_list_or_judged) {
  EXPECT_EQ(subject("非遗项目新入选省级名录2项。"), "非遗项目");
  EXPECT_EQ(subject("收到论文716篇，经专家评审录用537篇。", 1), "论文");
  EXPECT_EQ(subject("分理处由原来的9个归并为6个。"), "分理处");
  EXPECT_EQ(subject("4个老旧散居小区完成改造。"), "老旧散居小区");
  EXPECT_EQ(subject("上述三个市场合计226亿元。"), "市场");
  EXPECT_EQ(subject("医疗收入2.46亿元，与上年基本持平（上年2.44亿元）。", 1), "医疗收入");
  EXPECT_EQ(subject("游客38万人次，上年国庆为36万人次。", 1), "游客");
  EXPECT_EQ(subject("演出120场，再演18场。", 1), "演出");
  EXPECT_EQ(subject("检查单位24家，发现问题63个。年内整改到位57个，整改率90%。", 2), "问题");
}

TEST(Subject, is_carried_on_by_its_unit_and_its_title) {
  const std::string_view funds = "拨付资金1.08亿元，惠及企业356家，比上年的9600万元多拨1200万元。";
  EXPECT_EQ(subject(funds, 2), "资金");
  EXPECT_EQ(subject(funds, 3), "资金");
  EXPECT_EQ(subject("走私案件46起，案值5.2亿元，同比增加8起。", 2), "走私案件");
  EXPECT_EQ(subject("老年人健康体检：年度任务62万人，完成58万人。"), "老年人健康体检");
  EXPECT_EQ(subject("家庭无障碍改造情况汇报：年度任务1200户。"), "家庭无障碍改造");
  EXPECT_EQ(subject("●“两癌”免费检查。全年任务1.5万人，已查8250人。", 1), "“两癌”免费检查");
  EXPECT_EQ(subject("捐款6万元，大学生36名，每人2000元。", 2), "大学生");
}

TEST(Subject, behind_its_number_ends_where_the_clause_goes_on) {
  EXPECT_EQ(subject("22个县建设水稻、小麦基地。"), "县");
  EXPECT_EQ(subject("5个村管理站投用。"), "村管理站");
  EXPECT_EQ(subject("三种抗菌药占清出品种的四成。"), "抗菌药");
  EXPECT_EQ(subject("四个学生里就有一个偏胖。"), "学生");
  EXPECT_EQ(subject("3个项目新列入省级名录。"), "项目");
  EXPECT_EQ(subject("打击了三种行为，"), "行为");
  EXPECT_EQ(subject("经历3轮强降雨影响。"), "强降雨影响");
  EXPECT_EQ(subject("税收入库94亿元。"), "税收");
  EXPECT_EQ(subject("个贷率（贷款余额比归集余额）为80%。"), "个贷率");
  EXPECT_EQ(subject("抢救财产价值940万元。"), "财产价值");
  EXPECT_EQ(subject("放流鱼苗1200万尾，价值36万元。", 1), "鱼苗");
}

TEST(Subject, of_more_of_a_deed_is_a_change) {
  const Reading cases = read("受理案件比上年的4625件多收693件，上升15%。");
  EXPECT_EQ(cases.figures[1].measure, Measure::growth);
  EXPECT_EQ(cases.figures[1].subject, cases.figures[0].subject);
  EXPECT_EQ(subject("经济效益3268万元，比上年的2834万元多创434万元。", 1), "经济效益");
  EXPECT_EQ(read("比去年的27.5万元多募11万元").figures[0].qualifier, Qualifier::exact);
  EXPECT_EQ(read("举办多元课堂3场").figures[0].measure, Measure::count);
}

TEST(Subject, of_a_plan_is_what_is_planned) {
  const std::string_view housing =
      "争取危房改造指标96户，已竣工84户，占总任务数的87.5%，剩下12户。";
  for (std::size_t at = 0; at < 4; ++at) EXPECT_EQ(subject(housing, at), "危房改造");
  EXPECT_EQ(subject("县科协下达科技作品申报任务80件，实际报送92件。", 1), "科技作品申报");
  EXPECT_EQ(subject("管网改造年度计划46公里"), "管网改造");
  EXPECT_EQ(subject("体检2万人；孕前检查：年度任务1200人，实际完成1231人。", 1), "孕前检查");
  // Who gives it is not what it is.
  EXPECT_EQ(subject("全年招收学员1200名，完成上级下达任务1000名的120%。", 1), "学员");
}

TEST(Subject, of_two_verbs_at_the_end_has_the_first) {
  EXPECT_EQ(subject("农村危房改造竣工1864户。"), "农村危房改造");
  EXPECT_EQ(subject("医疗救助支出352万元。"), "医疗救助");
  // But the second may be what the first is done with, or a noun.
  EXPECT_EQ(subject("供水热线受理来电6.84万件。"), "来电");
}

TEST(Subject, is_what_is_given_and_not_to_whom) {
  const std::string_view clues =
      "移送案件线索9件，其中移送纪检监察机关5件，移送主管部门3件，余下1件。";
  for (std::size_t at = 0; at < 4; ++at) EXPECT_EQ(subject(clues, at), "案件线索");
  EXPECT_EQ(subject("违规资金中已上缴财政972万元，占三成。"), "违规资金");
  EXPECT_EQ(subject("发展会员320人，推荐单位12家。", 1), "单位");
}

TEST(Subject, of_a_changed_mean_is_the_mean) {
  const std::string_view wait = "客户平均等候时间由26分钟降到15分钟，缩短11分钟。";
  EXPECT_EQ(subject(wait), "客户");
  EXPECT_EQ(subject(wait, 2), "客户平均等候时间");
}

TEST(Subject, of_the_rest_is_what_it_is_called) {
  EXPECT_EQ(subject("大中修120公里，其中水泥路面45公里，其余75公里均为沥青路面。", 2), "沥青路面");
  EXPECT_EQ(subject("问题1920条，其中收费864条，余下192条属其他情形。", 2), "其他情形");
}

TEST(Subject, is_the_deed_beside_parts_that_are_nouns) {
  EXPECT_EQ(subject("从类型看：刑事486件，行政74件，执行1628件。", 2), "执行");
  EXPECT_EQ(subject("接收投诉举报4800件，其中投诉2100件，举报840件。", 2), "举报");
  EXPECT_EQ(subject("其中简易市场13个，摊位5860个，出租5274个。", 2), "摊位");
}

TEST(Subject, is_what_something_has_been_done_with_by_now) {
  EXPECT_EQ(subject("监测困难家庭571户，已消除风险394户。", 1), "困难家庭");
  EXPECT_EQ(subject("生猪存栏16000头，已打疫苗15840头。", 1), "生猪");
  EXPECT_EQ(subject("行政执法事项共97项，街道已实际行使58项。", 1), "行政执法事项");
}

TEST(Subject, of_classes_is_not_the_deed_in_them) {
  EXPECT_EQ(subject("举办焊工、电工、砌筑工等5个工种技能比武。"), "工种");
  EXPECT_EQ(subject("对养殖小区等3类场所消毒。"), "场所");
  EXPECT_EQ(subject("开展4项技能比武。"), "技能比武");
}

TEST(Subject, behind_its_number_is_without_its_side) {
  EXPECT_EQ(subject("查实的1920条问题里，"), "问题");
  EXPECT_EQ(subject("9个项目上组织联赛"), "项目");
  EXPECT_EQ(subject("用户3.9万户，等于在年初2.6万户的基础上增加了一半。", 1), "用户");
  EXPECT_EQ(subject("占全部503项政务服务事项的96.6%"), "政务服务事项");
}

TEST(Subject, behind_its_number_may_begin_with_a_verb) {
  EXPECT_EQ(subject("全县15个派出所共有民警286名。"), "派出所");
  EXPECT_EQ(subject("市局组成4个检查组，"), "检查组");
  EXPECT_EQ(subject("今年离校的9名毕业生中，"), "毕业生");
  EXPECT_EQ(subject("全区118个人民调解委员会排查矛盾。"), "人民调解委员会");
  EXPECT_EQ(subject("为380名会员发放生日蛋糕券。"), "会员");
}

TEST(Subject, is_what_the_clause_before_calls_the_first) {
  EXPECT_EQ(subject("照料中心41处；敬老院最少，为17处。", 1), "敬老院");
  const std::string_view letters = "受理信访1240件，噪声类居首，496件，占四成；大气类次之，434件。";
  EXPECT_EQ(subject(letters, 1), "噪声类");
  EXPECT_EQ(subject(letters, 2), "噪声类");
  EXPECT_EQ(subject(letters, 3), "大气类");
  EXPECT_EQ(subject("出版专著27部，体裁以散文集居多，有11部。", 1), "散文集");
  EXPECT_EQ(subject("事故死亡22人，占比仍然最高，为56.4%。", 1), "事故死亡");
}

TEST(Subject, of_what_became_of_a_fund_is_the_fund) {
  const std::string_view fund = "全年征缴基金5.2亿元，支付4.9亿元，当期结余3000万元。";
  EXPECT_EQ(subject(fund, 2), "基金");
  EXPECT_EQ(subject("收取会费93万元，支出81.5万元。", 1), "支出");
  EXPECT_EQ(subject("录取教师320名，招聘人数比去年的240名多80名。", 1), "教师");
}

TEST(Subject, is_not_what_came_of_it_or_how) {
  EXPECT_EQ(subject("我局组织税收入库86.4亿元。"), "税收");
  EXPECT_EQ(subject("组织企业参展5次。"), "企业");
  EXPECT_EQ(subject("特困人员1680人，分散供养1134人，集中供养546人。", 1), "特困人员");
  EXPECT_EQ(subject("特困人员1680人，分散供养1134人，集中供养546人。", 2), "特困人员");
}

TEST(Subject, is_found_in_the_title_or_the_clause_before) {
  const std::string_view loans =
      "●妇女担保贷款。截至6月30日，经妇联审核推荐的有347户，银行实际放款285户。";
  EXPECT_EQ(subject(loans, 1), "妇女担保贷款");
  EXPECT_EQ(subject(loans, 2), "妇女担保贷款");
  EXPECT_EQ(subject("职工养老金实现“三连涨”，月人均由2163元调整到2290元。"), "职工养老金");
}

TEST(Subject, keeps_words_in_which_a_verb_seems_to_stand) {
  EXPECT_EQ(subject("退耕还林5.8万亩。"), "退耕还林");
  EXPECT_EQ(subject("今年“讲、比”活动共立项164项。"), "“讲、比”活动");
  EXPECT_EQ(subject("计划造林4.2万亩，比上年增加3400亩。"), "造林");
}

TEST(Subject, of_batches_and_classes_is_what_is_counted_next) {
  EXPECT_EQ(subject("首批412名员额法官完成遴选。"), "员额法官");
  EXPECT_EQ(subject("反馈4方面22个问题。"), "问题");
}

TEST(Subject, of_a_sum_is_what_its_parts_have_in_common) {
  EXPECT_EQ(subject("省级医院3家、市级医院5家，合计8家。", 2), "医院");
  EXPECT_EQ(subject("宣告4名被告人无罪。"), "被告人");
}

TEST(Subject, keeps_what_people_bring_forward) {
  EXPECT_EQ(subject("受理旅游投诉87件，比2022年的118件减少31件。", 3), "旅游投诉");
  EXPECT_EQ(subject("受理使用申请276件，办结268件。", 1), "使用申请");
  EXPECT_EQ(subject("版权输出14项，引进22项。", 1), "版权");
}

TEST(Subject, of_a_share_of_a_plan_is_not_what_was_told_aside) {
  const std::string_view groups = "新建团组织41个（企业33个、社团8个），完成全年目标60个的68.3%。";
  EXPECT_EQ(subject(groups, 4), "团组织");
  EXPECT_EQ(subject("投诉降到73件，其中购物类19件，总量减少45件。", 2), "投诉");
}

TEST(Subject, is_in_a_state_or_has_the_deed_in_its_name) {
  const std::string_view lifts = "对全市1580台在用电梯建立档案，应检1534台，已检1521台。";
  EXPECT_EQ(subject(lifts), "电梯");
  EXPECT_EQ(subject(lifts, 2), "电梯");
  EXPECT_EQ(subject("举办培训班8期，培训612人次。", 1), "培训班");
  EXPECT_EQ(subject("讲座48场，培训20场。", 1), "培训");
}

TEST(Subject, of_the_sentence_behind_parts_is_the_whole) {
  EXPECT_EQ(subject("受理信访1240件，其中噪声类496件，其余744件。已办结1178件。", 3), "信访");
  EXPECT_EQ(subject("收入47万元：租金31万元，补助16万元。比2019年的57万元增长。", 4), "收入");
}

TEST(Subject, has_nothing_of_what_stands_before_its_clause) {
  EXPECT_EQ(subject("2019年度部门预算收入1234.56万元。", 1), "部门预算收入");
  EXPECT_EQ(subject("三年来共培训2万人次，其中2007年5000人次。", 1), "培训");
  EXPECT_EQ(subject("三年来共培训2万人次，其中2007年5000人次。", 3), "培训");
  EXPECT_EQ(subject("下午2:30-5:00开放，每天接待2-3批。"), "开放");
  EXPECT_EQ(subject("60%以上的社区、近三分之二的学校参与。", 1), "学校");
  EXPECT_EQ(subject("事故184起，造成41人死亡、203人受伤。", 2), "事故");
  EXPECT_EQ(subject("全年接待上百批次、上万人次。"), "");
  EXPECT_EQ(subject("其中：因公出国（境）费0万元。"), "因公出国（境）费");
  EXPECT_EQ(subject("把科普经费提高到1万元。"), "科普经费");
  EXPECT_EQ(figure("其余143户484人均落实帮扶措施。", 1).substr(0, 3), "484");
}

TEST(Subject, is_neither_a_time_nor_a_word_between) {
  EXPECT_EQ(subject("全县完成造林14.3万亩。"), "造林");
  EXPECT_EQ(subject("支出2980万元。其中：助困1862.5万元。", 1), "助困");
  EXPECT_EQ(subject("募集资金97万元，援建小学2所用去60万元。", 1), "小学");
  EXPECT_EQ(subject("11个乡镇尚未通公交。"), "乡镇");
  EXPECT_EQ(subject("学雷锋活动月期间出动1800人次。"), "");
  EXPECT_EQ(figure("为困难家庭送去米、面、油等慰问品86份。"), "86 份 exact");
}

// A verb that opens the noun behind a number, where the noun ends as the unit counts.
TEST(Subject, behind_a_number_may_begin_with_a_deed) {
  EXPECT_EQ(subject("走访86名受训学员，发放资料。"), "受训学员");
  EXPECT_EQ(subject("收到12件入围作品。"), "入围作品");
  EXPECT_EQ(subject("走访86家供应商。"), "供应商");
  EXPECT_EQ(subject("走访86名从业人员。"), "从业人员");
  EXPECT_EQ(subject("引进86名高层次人才。"), "高层次人才");
  EXPECT_EQ(subject("推荐作品9件，其中2件被列为重点作品。", 1), "作品");
  EXPECT_EQ(subject("企业86家，3家获评省级企业。", 1), "企业");
}

TEST(Subject, of_a_kept_word_has_all_its_characters) {
  EXPECT_EQ(subject("共有科技特派员86名。"), "科技特派员");
  EXPECT_EQ(subject("文化馆组织送戏下乡120场。"), "送戏下乡");
  EXPECT_EQ(subject("新增金融机构12家。"), "金融机构");
  EXPECT_EQ(subject("引进运动健将12名。"), "运动健将");
  EXPECT_EQ(subject("新增员额检察官12名。"), "员额检察官");
  EXPECT_EQ(subject("，开发区12个"), "开发区");
  EXPECT_EQ(subject("覆盖率达11.8%，比五年前提高4.3个百分点。", 2), "覆盖率");
}

TEST(Subject, is_not_by_what_or_up_to_when_it_is) {
  EXPECT_EQ(subject("专职辅导员68人，按标准还缺9人。", 1), "专职辅导员");
  EXPECT_EQ(subject("项目资金8.36亿元，至9月底仍有3.12亿元未分配。", 2), "项目资金");
  EXPECT_EQ(subject("为低视力者配镜40名。"), "低视力者");
  EXPECT_EQ(subject("为117名80岁以上老人办理证件。"), "老人");
  EXPECT_EQ(subject("冻结资金2,600万元，返还被害人320万元。", 1), "资金");
  EXPECT_EQ(subject("党员12名，其中女党员5名、35岁以下7名。", 3), "党员");
}

TEST(Subject, of_a_part_is_told_by_its_kind_and_the_whole) {
  const auto thing = [](std::string_view text, std::size_t at) {
    return std::string(read(text).figures.at(at).thing());
  };
  EXPECT_EQ(thing("报告传染病2,310例。其中乙类820例，丙类1,490例。", 2), "丙类传染病");
  EXPECT_EQ(thing("建成车间64家，其中厂房式38家。", 1), "厂房式车间");
  EXPECT_EQ(thing("口蹄疫、禽流感免疫密度分别达到98.6%和99.1%。", 0), "口蹄疫免疫密度");
  EXPECT_EQ(thing("城乡低保对象3,284户，其中城镇612户。", 1), "城镇低保对象");
}

TEST(Subject, held_against_another_is_named_with_it) {
  EXPECT_EQ(subject("洪峰水位25.12米，低于保证水位26.00米0.88米。", 1), "保证水位");
  EXPECT_EQ(subject("新增蓄水能力860万立方米，改善灌溉面积6.2万亩。", 1), "灌溉面积");
  EXPECT_EQ(subject("认定高新技术企业86家；科技型中小企业入库460家。", 1), "科技型中小企业");
  EXPECT_EQ(subject("来信减少126件。"), "来信");
  EXPECT_EQ(subject("救助流浪人员286人次，其中残疾人39人次，护送返乡121人次。", 2), "流浪人员");
}

TEST(Subject, of_a_budget_is_what_was_collected) {
  const std::string_view text =
      "一般公共预算收入24627万元，完成年初预算数60999万元的40.4%，比上年减收1070万元，下降4.2%。";
  const Reading reading = read(text);
  for (const Figure& figure : reading.figures)
    EXPECT_EQ(figure.subject, "一般公共预算收入") << figure.begin_byte;
  EXPECT_EQ(read("税收收入52万元，完成调整预算的100.05%。").figures[1].thing(), "税收收入");
}

TEST(Subject, is_no_base_of_a_comparison) {
  EXPECT_EQ(read("旅游出游5亿人次，恢复至疫前同期的70.1%。").figures[1].thing(), "旅游出游");
  EXPECT_EQ(read("投诉1767件，与上月相比增加391件。").figures[1].thing(), "投诉");
  EXPECT_EQ(read("汉族占91.5%，比2000年人口普查的91.6%下降。").figures[2].thing(), "汉族");
}

TEST(Subject, stands_behind_the_mean_of_each) {
  EXPECT_EQ(subject("高速公路平均每天的车流量大约是3200万辆。"), "车流量");
  EXPECT_EQ(subject("平均每百户农户拥有小汽车24.8台。"), "小汽车");
}

TEST(Subject, has_a_worth) {
  EXPECT_EQ(subject("送去了价值6000元的慰问品。"), "慰问品");
  EXPECT_EQ(read("赠送望远镜等3000多件、价值20余万元的科普器材。").figures[1].thing(), "科普器材");
}

TEST(Subject, of_changes_in_a_row_is_that_of_the_row_before) {
  const Reading reading = read("公路客运量和周转量分别完成3.7亿人和270亿人公里，增长4.5%和3.9%。");
  ASSERT_EQ(reading.figures.size(), 4U);
  EXPECT_EQ(reading.figures[2].thing(), "公路客运量");
  EXPECT_EQ(reading.figures[3].thing(), "周转量");
  EXPECT_EQ(read("城镇和农村居民收入分别增长9%和10%。").figures[0].thing(), "城镇居民收入");
}

TEST(Subject, keeps_an_industry_whole) {
  EXPECT_EQ(subject("规上服务业增加值实现2.7亿元。"), "规上服务业增加值");
  EXPECT_EQ(subject("居住在城镇的人口为90199万人。"), "人口");
  EXPECT_EQ(read("武平县森林覆盖率，1960年为35.49%。").figures[1].thing(), "武平县森林覆盖率");
}

TEST(Subject, is_not_the_heading_in_brackets) {
  EXPECT_EQ(subject("【增长】营业收入5.26亿元。"), "营业收入");
  EXPECT_EQ(read("创新有为。【环保】治理河道12公里。").figures[0].thing(), "河道");
}

}  // namespace
}  // namespace youju::reading
