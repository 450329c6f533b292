#include <youju/base/result.h>
#include <youju/reading/unit.h>
#include <youju/reading/words.h>

namespace youju::reading {
namespace {

constexpr std::uint8_t kind_of(Sort sort) { return static_cast<std::uint8_t>(sort); }

constexpr std::string_view money_words =
    "元 美元 欧元 港元 日元 港币 英镑 瑞士法郎 法郎 卢布 加元 澳元 韩元 马克 台币 "
    "角钱 块钱 元钱 码洋";
constexpr std::string_view quantity_words =
    "吨 公吨 标吨 吨标准煤 千克 毫克 微克 克 市斤 斤 担 立方米 立方 方 毫升 升 公升 "
    "千瓦时 千瓦小时 千瓦 兆瓦时 兆瓦 瓦 千伏安 兆伏安 安 度电 马力 匹马力 分贝 摄氏度 兆 字节 "
    "标准箱 千克标准煤 公斤标准煤 克标准煤 毫米水 帕 千帕 兆帕 卡路里 千卡 勒克斯 字 大卡";
constexpr std::string_view length_words =
    "公里 杆公里 千米 米 厘米 毫米 里路 华里 里 海里 英里 车道公里 皮长公里 延米";
constexpr std::string_view area_words =
    "平方米 平方公里 平方千米 平米 ㎡ 亩次 亩 公顷 公亩 平方厘米";
constexpr std::string_view time_words =
    "年 周年 周岁 岁 天 日 小时 分钟 秒钟 秒 周 星期 个月 学时 课时 工作日 年头 昼夜 天次 钟头 "
    "季度 学期 学年 旬 刻钟 人天 工日 世纪 夜";
constexpr std::string_view place_words =
    "省 市 县 区 乡 镇 村 国 校 县市 市县 部门 部分 方面 环节 领域 学院 班级";
constexpr std::string_view thing_words =
    "标箱 标台 台套 件套 台班 行政村 自然村 大类 大项 分之 名次 位次 人家 号楼 号线 号机组 号井 "
    "代表队 "
    "篇次 "
    "家次 "
    "户次 "
    "组次 批次 项次 艘次 辆次 车次 架次 班次 卷次 册次 件次 堂次 台次 点次 趟次 部次 票次 "
    "人次 人份 场次 头次 例次 幅次 宗次 条次 期次 万次 店次 床次 盘次 座次 盒次";

// Measure words of one character: those that count things, those that count acts, and vessels.
constexpr std::string_view classifier_words =
    "个 家 名 位 人 户 口 只 头 匹 条 项 台 套 册 本 份 张 幅 篇 部 场 次 期 届 批 轮 组 支 队 "
    "所 座 栋 幢 间 处 块 面 片 盏 根 棵 株 盆 把 辆 艘 架 列 节 课 堂 门 科 种 类 样 款 例 宗 "
    "起 桩 笔 单 票 封 则 页 句 首 枚 颗 粒 滴 袋 箱 盒 瓶 桶 包 捆 顶 件 床 羽 尾 眼 具 副 双 "
    "对 层 行 段 集 版 回 遍 趟 顿 餐 班 站 道 孔 卷 讲 晚 盘 串 卡 扇 尊 挂 窝 丛 束 朵 宿 "
    "席 格 杯 碗 壶 罐 筐 车 船 棒 局 战 役 案 环 胎 剂 针 辑 阙 帖 折 幕 出 声 拨 伙 圈 股 栏 "
    "框 杆 通 任 档 波 编 章";
constexpr std::string_view classifier_quantities = "分 度";

// Units that a name can have as well: 220千伏变电站, 10公斤级, 64排螺旋CT.
constexpr std::string_view odd_quantities = "公斤 千伏 伏";
constexpr std::string_view odd_classifiers = "排";

// Two characters that begin as a classifier and are something else.
constexpr std::string_view other_words =
    "名单 名录 名称 名义 名优特 名优新 名优产 名优品 名优企 名优茶 名优水 名优农 轮车 轮摩 轮椅 "
    "家庭 家长 家属 家乡 家国 位列 位居 位于 位置 人民 人员 人才 "
    "人口 人大 人数 户籍 户均 户外 口径 口号 头等 条件 条例 条款 项目 台账 台阶 台湾 套路 本科 "
    "本土 本地 本级 本市 本区 本县 本年 本报 张贴 部队 部委 部署 部级 部长 场所 场地 场馆 场景 "
    "次日 次年 次要 期间 期望 期末 期货 届时 批准 批复 批评 轮流 轮换 组织 组长 组建 组成 支部 "
    "支持 支撑 支出 支付 支援 队伍 队员 所有 所以 所属 所得 所需 座谈 间接 处置 处理 处罚 处级 "
    "处于 面积 面向 面对 面临 片区 列为 列入 列车 节约 节能 节点 课程 课题 课堂 门诊 门店 门类 "
    "科学 科技 科普 科研 科室 科级 种植 种类 种子 类型 类别 款项 例如 例会 起步 起来 起源 起点 "
    "起到 单位 单独 单项 单产 单价 封闭 页面 行业 行政 行为 行动 行程 行列 段落 集中 集体 集团 "
    "集成 版本 版权 班子 班组 站点 点位 点评 点赞 道路 道德 讲座 讲话 讲解 讲师 卡点 双创 双减 "
    "双拥 双随 双一 对接 对口 对外 对标 对于 对象 层级 层面 排名 排查 排放 排水 包括 包含 包联 "
    "包保 具有 具体 副主 副高 车辆 车间 船舶 局长 战略 案件 环境 环保 针对 通过 通报 通讯 任务 "
    "任命 档案 众创 团队 团结 团员 营业 营商 连续 师资 师生 军民 号召 员工 格局 席位 出台 出租 "
    "出版 出生 声明 步骤 股份 股权 令人 进一 进行 进入 进村 进校 进社 分别 分类 分析 分会 分级 "
    "分布 分行 分管 分支 分局 度假 口腔 首先 首次 首批 把关 把握 首都 句号 粒度 书籍 件套 床位 "
    "眼睛 回来 遍及 圈层 栏目 框架 波动 维护 维修 维权 页岩 幕后 折合 折款 拨付 任期 伙伴 役龄 "
    "元旦 元素 元宵 通道 杆线 进展 进步 进度 出现 出席 出口 出资 车位 众多 师范 方向 方式 方法 "
    "方针 方案 克服 安全 安装 安排 升级 升学 升至 伏天 字号 字体 市级 省级 县级 区级 区域 市场 "
    "市民 市属 省属 省部 村级 村民 村庄 村委 村居 镇街 镇级 乡镇 乡村 校园 校级 校长 国家 国际 "
    "国有 县域 日均 日前 日常 年度 年级 年均 年轻 年份 年龄 周边 周围 夜间 里程 里面 角度 米兰 "
    "编制 编写 编辑 编印 编外 编纂 编号 编委 章程 章节 章丘 度过 分子 分母 分流 环比 声音 票据 "
    "级别 国赛 国企 国道 国标 国内 国外 校企 校友 校地 市直 "
    "市政 市容 省直 区直 县直 区属 村组 乡贤 亩均 亩产 镇区 课外 课余 人事 人工 人居 人物 人群 "
    "人士 人社 人文 人身 家电 家政 家园 家风 家教 所在 站台 天然";

// And three that begin as those and are a measure word before a word of its own: 38家国有企业,
// 8本科普图书, 12项目标, 5人工作组.
constexpr std::string_view words_behind_one =
    "名单位 名单亲 名单身 名录取 名录用 名义务 名义工 轮换届 轮换岗 轮流动 轮流行 轮流域 家国有 "
    "家国家 家国际 家国内 家国外 家国营 家国企 家国资 家国控 家国字 家乡镇 家乡村 家电商 家电力 "
    "家电子 "
    "家电器 家电信 家电影 家电镀 家政府 家政务 家政法 家园区 家园林 家园艺 家风电 家风险 家教育 "
    "家教学 "
    "家教培 家属地 家户外 家家 位列席 户外来 户外地 户外迁 户外出 户外籍 项目标 本科普 本科技 "
    "本科学 "
    "本科幻 本科研 本地方 本地理 本地图 本地质 本报告 本报纸 本报刊 本土地 本年鉴 本年报 部长篇 "
    "场地方 场景观 次要求 次日常 次年度 批评审 批评估 批评选 批准入 批复检 组长期 组成员 组成果 "
    "组建筑 "
    "支部队 支部门 支援鄂 支援疆 支援藏 支持久 支队员 所有资 所有关 所有条 所在建 所在校 处理化 "
    "处置换 处置放 处理论 片区域 节能量 门类型 门店铺 种植物 种植被 种类型 种类别 款项目 例会员 "
    "例会诊 "
    "起来自 起来电 起来访 起来信 起源于 单项目 集中国 集中小 集中华 集中央 集体育 集团队 班子女 "
    "段落后 通报警 档案例 栏目标 章节目 人事业 人工作 人社会 人大专 人大学 人居家 人居住 人身份 "
    "件套装 条例行 期刊物 个体育 个体系 个体检 个体验 个体质 台阶梯 套路灯 套路由 层级差";

// Units of more than one character and measures, as they stand behind 亿 or a stroke.
const Words& long_units() {
  static const Words words(Words::Side::begin, {{kind_of(Sort::money), money_words},
                                                {kind_of(Sort::money), "人民币"},
                                                {kind_of(Sort::quantity), quantity_words},
                                                {kind_of(Sort::quantity), odd_quantities},
                                                {kind_of(Sort::length), length_words},
                                                {kind_of(Sort::area), area_words},
                                                {kind_of(Sort::time), time_words},
                                                {kind_of(Sort::percent), "％ ‰ ℃"},
                                                {kind_of(Sort::points), "百分点 基点"},
                                                {kind_of(Sort::times), "倍 番"},
                                                {kind_of(Sort::place), place_words},
                                                {kind_of(Sort::things), thing_words},
                                                {kind_of(Sort::things), "部委"}});
  return words;
}

const Words& classifiers() {
  static const Words words(Words::Side::begin, {{kind_of(Sort::things), classifier_words},
                                                {kind_of(Sort::things), odd_classifiers},
                                                {kind_of(Sort::quantity), classifier_quantities}});
  return words;
}

// All that stands behind a number and begins as a unit, for one look: units, classifiers with a
// mark of their own, and the words that are none.
constexpr std::uint8_t first_mark = 0x10, odd_mark = 0x20, classifier_mark = 0x40, no_unit = 0xFF;
const Words& behind_number() {
  static const Words words(
      Words::Side::begin, {{no_unit, other_words},
                           {first_mark | classifier_mark | kind_of(Sort::things), words_behind_one},
                           {kind_of(Sort::money), money_words},
                           {kind_of(Sort::quantity), quantity_words},
                           {kind_of(Sort::length), length_words},
                           {kind_of(Sort::area), area_words},
                           {kind_of(Sort::time), time_words},
                           {kind_of(Sort::percent), "％ ‰ ℃"},
                           {kind_of(Sort::points), "百分点 基点"},
                           {kind_of(Sort::times), "倍 番"},
                           {kind_of(Sort::place), place_words},
                           {kind_of(Sort::things), thing_words},
                           {classifier_mark | kind_of(Sort::things), classifier_words},
                           {classifier_mark | kind_of(Sort::quantity), classifier_quantities},
                           {odd_mark | kind_of(Sort::quantity), odd_quantities},
                           {odd_mark | classifier_mark | kind_of(Sort::things), odd_classifiers}});
  return words;
}

// What stands there; of a measure word before a word of its own the measure word alone.
Words::Hit unit_at(std::string_view text, std::size_t at) {
  Words::Hit hit = behind_number().longest(text, at);
  if (hit && hit.kind != no_unit && (hit.kind & first_mark) != 0) {
    hit.bytes = 3;
    hit.kind &= static_cast<std::uint8_t>(~first_mark);
  }
  return hit;
}

bool in_brackets(const Text& text, std::size_t at, std::size_t& end) {
  const bool wide = text.has(at, "（");
  if (!wide && !text.has(at, "(")) return false;
  const std::size_t inside = at + (wide ? 3 : 1);
  std::size_t behind = 0;
  if (text.has(inside, "次")) {
    behind = inside + 3;
  } else if (const Words::Hit hit = classifiers().longest(text.all, inside)) {
    behind = inside + hit.bytes;
    if (text.has(behind, "次")) behind += 3;
  }
  if (behind == 0 || !(text.has(behind, "）") || text.has(behind, ")"))) return false;
  end = text.next(behind);
  return true;
}

struct LatinUnit {
  std::string_view name;
  Sort sort;
};
constexpr LatinUnit latin_units[] = {
    {"km²", Sort::area},      {"hm²", Sort::area},     {"hm2", Sort::area},
    {"m²", Sort::area},       {"m2", Sort::area},      {"m³", Sort::quantity},
    {"m3", Sort::quantity},   {"km2", Sort::area},     {"kWh", Sort::quantity},
    {"kW", Sort::quantity},   {"MWh", Sort::quantity}, {"MW", Sort::quantity},
    {"km", Sort::length},     {"KM", Sort::length},    {"cm", Sort::length},
    {"mm", Sort::length},     {"kg", Sort::quantity},  {"KG", Sort::quantity},
    {"mg/L", Sort::quantity}, {"ml", Sort::quantity},  {"TB", Sort::quantity},
    {"GB", Sort::quantity},   {"MB", Sort::quantity},  {"PB", Sort::quantity},
    {"Mbps", Sort::quantity}, {"dB", Sort::quantity},  {"m", Sort::length},
    {"t", Sort::quantity},
};

// 0.35NTU，, 50kPa以下, 12mg/kg: letters behind a number with which its clause ends, or before a
// word that bounds them, are a unit, whatever they say. One letter is a grade as well (5G, 4K) if
// it stands not below another unit.
std::size_t open_latin(const Text& text, std::size_t at) {
  constexpr std::size_t longest = 6;
  static const Words bounds(Words::Side::begin,
                            {{0, "以上 以下 以内 左右 上下 至 到 和 及 与 降 升 提 增 减 的"}});
  std::size_t end = at;
  while (end - at <= longest && text.byte(end) < 0x80 && text.is_letter(end)) ++end;
  const bool below = at > 0 && text.byte(at - 1) == '/';
  if (end - at > longest || (end - at < 2 && !below)) return at;
  if (text.byte(end) == '/') return text.is_letter(end + 1) ? end : at;
  const bool closed = text.is_clause_end(end) || text.byte(end) == '|' || text.byte(end) == ' ' ||
                      bounds.has(text.all, end);
  return closed ? end : at;
}

UnitFound latin(const Text& text, std::size_t at) {
  UnitFound out;
  out.begin = out.end = at;
  if (!text.is_letter(at)) return out;
  for (const LatinUnit& each : latin_units) {
    if (!text.has(at, each.name) || text.is_letter(at + each.name.size())) continue;
    if (text.is_digit(at + each.name.size())) continue;
    out.unit.name = text.between(at, at + each.name.size());
    out.end = at + each.name.size();
    out.sort = each.sort;
    return out;
  }
  out.end = open_latin(text, at);
  out.unit.name = text.between(at, out.end);
  out.sort = Sort::quantity;
  return out;
}

// 个百分点, 个小时, 个月: 个 counts a noun that is itself the unit.
UnitFound behind_ge(const Text& text, std::size_t at) {
  UnitFound out;
  out.begin = out.end = at;
  std::size_t noun = at + 3;
  if (text.has(noun, "多") || text.has(noun, "半")) {
    const std::size_t behind = noun + 3;
    if (text.has(noun, "半") || !(text.has(behind, "月") || text.has(behind, "小时"))) return out;
    out.more = true;
    noun = behind;
  }
  if (text.has(noun, "月")) {
    out.unit.name = out.more ? std::string_view("个月") : text.between(at, noun + 3);
    out.sort = Sort::time;
    out.end = noun + 3;
    return out;
  }
  static const Words nouns(
      Words::Side::begin,
      {{kind_of(Sort::points), "百分点 百分比 基点"},
       {kind_of(Sort::time), "小时 工作日 学时 课时 星期 年头 钟头 自然日 交易日"},
       {kind_of(Sort::quantity), "标准箱 千瓦时"}});
  static const bool told = nouns.are_told_by(sign::noun_of_ge);  // read_plain_unit asks no more
  CHECK(told);
  const Words::Hit hit = nouns.longest(text.all, noun);
  if (!hit) return out;
  out.unit.name = text.between(noun, noun + hit.bytes);
  out.sort = static_cast<Sort>(hit.kind);
  out.end = noun + hit.bytes;
  return out;
}

// /立方米, /工 behind a unit.
void ratio(const Text& text, UnitFound& unit) {
  if (unit.end == unit.begin || text.byte(unit.end) != '/') return;
  std::size_t end = 0;
  if (const Words::Hit hit = long_units().longest(text.all, unit.end + 1)) {
    end = unit.end + 1 + hit.bytes;
  } else if (const Words::Hit one = classifiers().longest(text.all, unit.end + 1)) {
    end = unit.end + 1 + one.bytes;
  } else if (text.has(unit.end + 1, "万元") || text.has(unit.end + 1, "亿元") ||
             text.has(unit.end + 1, "千人") || text.has(unit.end + 1, "万人") ||
             text.has(unit.end + 1, "百人") || text.has(unit.end + 1, "百户")) {
    end = unit.end + 7;
  } else if (text.has(unit.end + 1, "工") || text.has(unit.end + 1, "月")) {
    end = unit.end + 4;
  } else if (const UnitFound plain = latin(text, unit.end + 1)) {
    end = plain.end;
  }
  if (end == 0) return;
  unit.end = end;
  unit.unit.name = text.between(unit.begin, end);
  if (unit.sort != Sort::money) unit.sort = Sort::quantity;
}

// 吨公里, 人公里, 芯公里: a distance behind what is carried or laid along it, whatever it is; how
// far the two reach, or 0.
std::size_t along_distance(const Text& text, std::size_t at) {
  constexpr std::size_t one = 3, two = 6;
  const auto ends_at = [&](std::size_t next) {
    return text.has(next, "公里") || text.has(next, "海里");
  };
  const std::size_t bytes = ends_at(at + one) ? one : ends_at(at + two) ? two : 0;
  if (bytes == 0 || text.has(at, "个")) return 0;  // 60个公里网格
  for (std::size_t next = at; next < at + bytes; next += one)
    if (!text.is_han(next) || text.class_at(next) != Class::plain) return 0;
  return bytes + two;
}

// 7金4银3铜
bool is_medal(const Text& text, std::size_t at) {
  const bool medal = text.has(at, "金") || text.has(at, "银") || text.has(at, "铜");
  if (!medal || at == 0 || !text.is_digit(at - 1)) return false;
  return text.is_digit(at + 3) || text.is_clause_end(at + 3);
}

}  // namespace

std::optional<Sort> sort_of_classifier(std::string_view name) {
  constexpr std::size_t character = 3;
  if (name.size() != character) return std::nullopt;
  const Words::Hit hit = unit_at(name, 0);
  if ((hit.kind & classifier_mark) == 0) return std::nullopt;
  return static_cast<Sort>(hit.kind & ~(classifier_mark | odd_mark));
}

bool begins_unit(const Text& text, std::size_t at) {
  const Words::Hit hit = unit_at(text.all, at);
  return hit && hit.kind != no_unit;
}

PlainUnit read_plain_unit(const Text& text, std::size_t at) {
  if (text.byte(at) == '%') return {at, at + 1};
  std::size_t name = at;
  if (text.has(at, "个") && (text.signs_at(at + 3) & sign::noun_of_ge) != 0) {
    constexpr std::string_view points = "百分点";
    name += 3;
    return text.has(name, points) ? PlainUnit{name, name + points.size()} : PlainUnit{};
  }
  const bool scaled = text.has(at, "亿元");
  if (scaled) name += 3;
  const Words::Hit hit = scaled ? long_units().longest(text.all, name) : unit_at(text.all, name);
  constexpr std::uint8_t sort = static_cast<std::uint8_t>(~classifier_mark);
  if (!hit || (hit.kind & odd_mark) != 0 || (hit.kind & sort) == kind_of(Sort::percent)) return {};
  // The other units of time are parts of dates and of names.
  if ((hit.kind & sort) == kind_of(Sort::time) &&
      !(hit.bytes == 3 && (text.has(at, "天") || text.has(at, "岁"))))
    return {};
  return {name, name + hit.bytes};
}

void read_unit(const Text& text, std::size_t at, UnitFound& out) {
  out.begin = out.end = at;
  if (text.byte(at) < 0x80) {
    if (text.byte(at) == '%') {
      out.unit.name = "%";
      out.sort = Sort::percent;
      out.end = at + 1;
    } else if (text.is_letter(at)) {
      out = latin(text, at);
      ratio(text, out);
    }
    return;
  }
  if (is_medal(text, at)) {
    out.unit.name = text.between(at, at + 3);
    out.end = at + 3;
    return;
  }
  if (text.has(at, "个")) {
    out = behind_ge(text, at);
    if (out) return;
  }
  std::size_t end = at;
  Words::Hit hit;
  if (text.has(at, "亿")) {  // 亿元: only a currency follows
    end = at + 3;
    hit = long_units().longest(text.all, end);
    if (hit) out.unit.scale = text.between(at, end);
  } else {
    hit = unit_at(text.all, at);
    if (const std::size_t bytes = along_distance(text, at); bytes > hit.bytes)
      hit = {static_cast<std::uint32_t>(bytes), kind_of(Sort::quantity)};
    if (hit.kind == no_unit) return;
    out.odd = (hit.kind & odd_mark) != 0;
    const bool classifier = (hit.kind & classifier_mark) != 0;
    hit.kind &= static_cast<std::uint8_t>(~(odd_mark | classifier_mark));
    if (classifier) {
      const std::size_t act = at + hit.bytes;
      if (text.has(act, "次") && !text.has(act, "次日") && !text.has(act, "次年") &&
          !text.has(at, "次"))
        hit.bytes += 3;
    }
  }
  if (!hit) return;
  out.sort = static_cast<Sort>(hit.kind);
  out.unit.name = text.between(end, end + hit.bytes);
  end += hit.bytes;
  if (out.sort == Sort::percent) {
    if (out.unit.name == "％") out.unit.name = "%";
    if (out.unit.name == "℃") out.sort = Sort::quantity;
  }
  if (std::size_t behind = 0; in_brackets(text, end, behind)) {
    out.unit.name =
        text.between(static_cast<std::size_t>(out.unit.name.data() - text.all.data()), behind);
    end = behind;
  }
  out.end = end;
  ratio(text, out);
}

UnitFound read_unit(const Text& text, std::size_t at) {
  UnitFound out;
  read_unit(text, at, out);
  return out;
}

}  // namespace youju::reading
