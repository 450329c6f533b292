// What agrees with a measure word: 名 counts persons, 家 bodies, 座 buildings, by how their names
// end. Where no verb that is known parts a noun from what it does, this does.
#include <youju/reading/fact.h>
#include <youju/reading/nouns.h>
#include <youju/reading/verbs.h>
#include <youju/reading/words.h>

namespace youju::reading {
namespace {

using Side = Words::Side;

enum Head : std::uint8_t {
  none = 0,
  person,
  household,
  body,
  building,
  room,
  card,
  medal,
  machine
};

Head head_of(std::string_view unit) {
  static const Words units(Side::begin, {{person, "名 位 人"},
                                         {household, "户"},
                                         {body, "家 所"},
                                         {building, "座"},
                                         {room, "间"},
                                         {card, "张"},
                                         {medal, "枚"},
                                         {machine, "台 辆 艘 架"}});
  const Words::Hit hit = units.longest(unit, 0);
  return hit.bytes == unit.size() ? static_cast<Head>(hit.kind) : none;
}

// The heads of each sort. A head of one character is none where it begins another word (人才,
// 工作), which is listed as a word of no sort; its second character may be a head again (工人).
const Words& heads(Head head) {
  static const Words persons(
      Side::end,
      {{1,
        "人 员 者 手 生 师 工 民 友 士 委 长 女 童 儿 子 婴 妇 "
        "兵 官 警 军 犯 匠 属 亲 医 护 家 农 商 户 "
        "队 代表 干部 群众 教授 青年 少年 骨干 模范 主任 经理 "
        "书记 博士 硕士 听众 观众 人口 人群 劳模 师资 协勤 标兵 状元 班子 对象 冠军 夫妻 "
        "领导 导游 英雄"}});
  static const Words households(
      Side::end, {{1, "户 民 农 家 商 家庭 企业 人 者 员 属 业主 单位 会员 对象 店 主 楼 院 工"}});
  static const Words bodies(
      Side::end,
      {{1,
        "企业 公司 单位 店 院 校 所 社 厂 站 馆 机构 部门 中心 园 场 行 户 团 队 会 学 基地 局 点 "
        "组织 矿 "
        "台 部 处 商 屋 家 室 房 坊 库 体 民宿 超市 媒体 网吧 牧场 农庄 车间 社区 门诊"}});
  static const Words buildings(Side::end, {{1,
                                            "站 桥 库 塔 屋 房 厂 馆 所 池 坝 棚 亭 井 窑 闸 楼 塘 "
                                            "岛 山 城 窖 厕 场 炉 室 台 堰 墓 庙 院 校 "
                                            "园 矿 点 宅 厅 舍 像 碑 柜 隧道 水电 码头 设施"}});
  static const Words rooms(Side::end, {{1, "房 室 屋 舍 铺 店 库 厅 厨 间 堂 所"}});
  static const Words cards(
      Side::end, {{1, "卡 证 票 床 单 表 图 报 片 纸 照 画 桌 券 贴 书 状 网 帖 牌 信 椅 皮"}});
  static const Words medals(Side::end, {{1, "章 牌 币 弹 印 标 蛋 雷 徽 卡 邮票"}});
  static const Words machines(Side::end, {{1,
                                           "机 器 仪 车 船 泵 脑 炉 塔 柜 箱 灯 扇 秤 床 台 艇 舰 "
                                           "梯 吊 镜 钟 琴 屏 枪 阀 衡 表 具 设备 装备 "
                                           "系统 空调 电视 终端 电话 彩超"}});
  static const Words no_heads(Side::end, {{1, ""}});
  switch (head) {
    case person:
      return persons;
    case household:
      return households;
    case body:
      return bodies;
    case building:
      return buildings;
    case room:
      return rooms;
    case card:
      return cards;
    case medal:
      return medals;
    case machine:
      return machines;
    case none:
      break;
  }
  return no_heads;
}

// Words that begin as a head ends: 选手工作, 居民生活.
const Words& no_heads() {
  static const Words others(
      Side::begin,
      {{1,
        "人才 人口 人均 人民 人物 人文 人身 人员 人工 工作 工程 工艺 工业 工会 工地 工资 工伤 工龄 "
        "工种 生产 "
        "生活 生态 生育 生源 师范 师资 师生 师傅 手工 手术 手机 手册 手续 民族 民生 民政 民警 民办 "
        "民营 民兵 民事 "
        "友好 士兵 长期 长效 长江 女工 女性 童车 儿科 儿童 子女 子弟 兵役 官兵 警察 警官 警务 军人 "
        "军属 军民 军队 医疗 "
        "医务 医院 医药 医生 医师 医护 护理 护士 护工 家长 家庭 家属 家政 家具 家电 家教 农业 农村 "
        "农民 农户 农机 农资 商业 商户 商品 "
        "商务 户籍 户主 队员 队伍 队长 主要 主任 主管 主体 主播 楼长 院长 院校 院士 校长 校园 校车 "
        "校区 所有 所属 所长 社会 "
        "社区 社团 站点 站长 馆长 馆藏 园区 园长 园林 场地 场馆 场所 行业 行政 团体 团队 团员 会员 "
        "会计 "
        "局长 矿山 台账 部门 部分 处理 处室 商会 点位 体育 体系 城市 城乡 城镇 室内 家具 报社 "
        "库区 房屋 房产 池塘 井盖 楼房 塘坝 山区 山塘 炉具 台区 卡片 证书 证件 票据 床位 单位 单据 "
        "表格 图书 "
        "报纸 报刊 片区 网络 网点 书籍 书画 信件 位置 件数 车辆 车间 车位 船舶 机器 机械 机构 机床 "
        "机电 机车 机井 器材 器械 "
        "仪器 仪表 灯具 设备 线路 表彰 备份 具有 架次"}});
  return others;
}

}  // namespace

bool has_head(std::string_view phrase, std::string_view unit) {
  const Head head = head_of(unit);
  return head != none && heads(head).has(phrase, phrase.size());
}

std::string_view up_to_head(std::string_view phrase, std::string_view unit) {
  constexpr std::size_t two = 6, one = 3;
  if (phrase.size() < two + one) return phrase;
  const Head head = head_of(unit);
  if (head == none) return without_deed_of_class(phrase, unit);
  const Words& ends = heads(head);
  if (ends.has(phrase, phrase.size())) return phrase;
  for (std::size_t end = phrase.size() - one; end >= two; end -= one) {
    const Words::Hit hit = ends.longest(phrase, end);
    if (!hit) continue;
    if (hit.bytes == one && no_heads().has(phrase, end - one)) continue;
    return phrase.substr(0, end);
  }
  return phrase;
}

namespace {

// What a noun that counts things piece by piece ends with, where a verb stands in it.
const Words& thing_ends() {
  static const Words ends(
      Side::end,
      {{0,
        "服务台 服务点 示范点 联系点 监测点 观测点 采样点 通知书 建议书 意见书 倡议书 责任书 "
        "承诺书 项目 标准 组织 分会 协会 学会 商会 促进会 联合会 妇联 残联 中心 基地 平台 任务 "
        "系统 工程 小组 机构 工作站 服务站 工作室 活动室 阅览室 研究所 事务所 委员会 办公室 网络 "
        "网点 制度 方案 协议 课题 专题 专栏 节目 队伍 团队 设施 设备 岗位 窗口 信箱 热线 电话 "
        "证书 手册 资料 材料 案件 事项 措施 办法 指标 站点 点位 小区 园区"}});
  return ends;
}

// What a noun does not go on over: what somebody does, and words between nouns.
bool ends_noun(const Text& text, std::size_t at) {
  static const Words stops(
      Side::begin,
      {{0,
        "在 到 被 已 为 与 和 及 对 向 从 将 于 由 等 未 均 都 也 是 并 参加 参与 进入 获得 荣获 "
        "完成 建立 建成 开展 举办 组织了 召开 实施 进行 签订 提供 实现 接受 晋升 取得 通过 担任 "
        "没有 有 "
        "设有 缺 新建 新增 新设 全部 逐 负责 使用 获评 入选 投入 购买 采购"},
       {1,
        "有关 有效 有机 有线 有限 有色 有偿 有组织 逐步 逐年 为民 对象 对口 到期 到位 已婚 未成年 "
        "未婚 在校 在职 在岗 在册 等级 并网 公共 与会"}});
  const Words::Hit stop = stops.longest(text.all, at);
  return stop && stop.kind == 0;
}

// Whether nothing of the noun can follow: a mark, a word between nouns, or what it does.
bool may_end_noun(const Text& text, std::size_t at) {
  const Words::Hit verb = verbs().longest(text.all, at);
  return text.is_clause_end(at) || text.has(at, "、") || ends_noun(text, at) ||
         (verb && verb.kind != kept) || has_shape_of_verb(text.all, at);
}

}  // namespace

namespace {

// Behind a short bracket that opens at `at`, or `at`.
std::size_t behind_bracket(const Text& text, std::size_t at, std::size_t limit) {
  constexpr std::size_t bracket_bytes = 15;
  if (!text.has(at, "（")) return at;
  for (std::size_t end = at; end < limit && end - at <= bracket_bytes; end = text.next(end))
    if (text.has(end, "）")) return end + 3;
  return at;
}

// The first person that is named from `begin` on, behind `at`, with all that names him.
std::string_view on_to_person(const Text& text, std::size_t begin, std::size_t at,
                              std::size_t limit, std::string_view unit) {
  constexpr std::size_t one = 3;
  int said = 0;  // 的 and 、, of which a name is told behind one each
  at = at == begin ? text.next(at) : behind_bracket(text, at, limit);
  while (at < limit && (text.is_han(at) || text.has(at, "、")) && !ends_noun(text, at)) {
    if (text.has(at, "的") || text.has(at, "、")) {
      if (++said > 2) return {};
      begin = at + one;
    }
    at = text.next(at);
    if (at - begin <= one || !has_head(text.between(begin, at), unit) ||
        no_heads().has(text.all, at - one))
      continue;
    // 农民工
    while (at < limit && text.is_han(at) && has_head(text.between(begin, text.next(at)), unit) &&
           !no_heads().has(text.all, at))
      at = text.next(at);
    return text.between(begin, at);
  }
  return {};
}

// The first thing that is named so. A verb that is no noun must stand right before what closes the
// name: 促进会.
std::string_view on_to_thing(const Text& text, std::size_t begin, std::size_t at,
                             std::size_t limit) {
  constexpr std::size_t near = 12;
  const Words::Hit verb = verbs().longest(text.all, at);
  const bool in_name = verb ? verb.kind == weak || is_noun_too(text.between(at, at + verb.bytes))
                            : has_shape_of_verb(text.all, at);
  const std::size_t from = at;
  const bool opens = from == begin;
  at = behind_bracket(text, at, limit);
  while (at < limit && text.is_han(at) && !ends_noun(text, at) && !text.has(at, "的")) {
    at = text.next(at);
    // 限期整改通知书: what a verb opens is a name only as a whole clause.
    if (thing_ends().has(text.between(begin, at), at - begin) &&
        (opens ? text.is_clause_end(at) && at - begin > near
               : may_end_noun(text, at) && (in_name || at - from <= near)))
      return text.between(begin, at);
  }
  return {};
}

}  // namespace

namespace {

// 3场领导干部、公务员科普报告会, 一次地震应急疏散演练: an event that is named up to the end of its
// clause, over a verb or behind a list of those whom it is for.
std::string_view on_to_event(const Text& text, std::size_t begin, std::size_t at,
                             std::size_t limit) {
  static const Words events(
      Side::end,
      {{0,
        "报告会 座谈会 研讨会 招聘会 推进会 现场会 培训会 交流会 分享会 讲座 培训班 演练 "
        "论坛 大赛 比赛 竞赛 展览 演出 沙龙 夏令营 训练营"}});
  std::size_t end = at;
  while (end < limit && (text.is_han(end) || text.has(end, "、")) && !ends_noun(text, end) &&
         !text.has(end, "的")) {
    if (text.has(end, "、")) begin = end + 3;
    end = text.next(end);
  }
  const bool named =
      end > at && text.is_clause_end(end) && events.has(text.between(begin, end), end - begin);
  return named ? text.between(begin, end) : std::string_view();
}

}  // namespace

std::string_view on_to_head(const Text& text, std::string_view noun, std::size_t begin,
                            std::size_t limit, std::string_view unit) {
  constexpr std::size_t farthest = 30;
  if (!noun.empty()) begin = static_cast<std::size_t>(noun.data() - text.all.data());
  const std::size_t at = begin + noun.size(), last = std::min(limit, at + farthest);
  if (at >= last || !(text.is_han(at) || text.has(at, "（") || text.has(at, "、"))) return noun;
  const bool persons = unit == "名" || unit == "位";
  static constexpr std::array pieces = single_characters("个", "项", "份", "条", "处", "家", "所"),
                              times = single_characters("场", "次", "期", "届", "轮", "堂", "节");
  if (!noun.empty() && is_one_of(unit, times)) {
    const std::string_view event = on_to_event(text, begin, at, last);
    return event.empty() ? noun : event;
  }
  if (!persons && !is_one_of(unit, pieces)) return noun;
  std::string_view reached;
  if (!persons) {
    if (noun.empty() || !thing_ends().has(noun, noun.size()))
      reached = on_to_thing(text, begin, at, last);
  } else if (noun.empty()
                 ? text.has(at, "有")
                 : !has_head(noun, unit) || ends(noun, {"博士", "硕士"}) || text.has(at, "（")) {
    reached = on_to_person(text, begin, at, last, unit);
  }
  return reached.empty() ? noun : reached;
}

bool counts_persons(std::string_view unit) { return unit == "人" || unit == "名" || unit == "位"; }

bool is_doer(std::string_view phrase) {
  static const Words doers(
      Side::end,
      {{1,
        "公众 女性 男性 市民 游客 读者 观众 听众 网民 用户 消费者 创业者 青少年 老年人 学者 "
        "嘉宾 客商 师生 职工 员工 工人 民工 病人 老人 成人 工作者 志愿者 残疾人 人员 儿童 少年 "
        "青年 幼儿 学生 "
        "新生 毕业生 考生 农民 村民 居民 市民 移民 渔民 牧民 教师 医师 律师 党员 团员 会员 学员 "
        "队员 "
        "运动员 演员 干部 骨干 主任 领导 代表 群众 妇女 患者 司机 民警 官兵 士兵 士官 专家 教授 "
        "院士 "
        "博士 "
        "硕士 选手 家长 家属 户主 劳动力"}});
  return doers.has(phrase, phrase.size());
}

namespace {

// 创业就业: deeds that are in names as often.
bool is_of_work(std::string_view words) {
  return words == "创业就业" || words == "就业创业" || words == "就业" || words == "创业";
}

}  // namespace

std::string_view up_to_doer(std::string_view phrase, std::string_view unit) {
  constexpr std::size_t one = 3, two = 6;
  if (phrase.size() < 2 * two || has_head(phrase, unit)) return phrase;
  for (std::size_t end = phrase.size() - two; end >= two; end -= one) {
    if (!is_doer(phrase.substr(0, end))) continue;
    const Words::Hit verb = verbs().longest(phrase, end);
    const bool acts = (verb && verb.kind != kept && verb.bytes >= two) ||
                      has_shape_of_verb(phrase, end) || is_of_work(phrase.substr(end));
    return acts ? phrase.substr(0, end) : phrase;
  }
  return phrase;
}

std::string_view up_to_event(std::string_view phrase) {
  static const Words events(
      Side::end, {{0, "会议 大会 大赛 普查 运动会 年会 博览会 联赛 锦标赛 学术会 全会 代表会"}});
  constexpr std::size_t two = 6;
  for (std::size_t end = phrase.size(); end >= two; end -= 3)
    if (events.has(phrase, end)) return phrase.substr(0, end);
  return phrase;
}

namespace {

bool is_deed_of_object(std::string_view words) {
  return begins_deed(words, 0) || begins(words, {"饮", "留", "掏"});
}

}  // namespace

std::string_view object_of_deed(std::string_view before, std::string_view unit) {
  constexpr std::size_t one = 3, two = 6;
  enum : std::uint8_t {
    books = 1,
    lessons,
    classes,
    clothes,
    paper,
    plants,
    beasts,
    mass,
    writing,
    built
  };
  static const Words deeds(Side::end, {{books, "出书 送书 捐书 购书 赠书 荐书 借书 还书 印书 售书"},
                                       {lessons, "听课 送课"},
                                       {classes, "办班 开班"},
                                       {clothes, "捐衣 送衣 赠衣"}});
  static const Words units(Side::begin, {{books, "册 本 种 部 册次"},
                                         {lessons, "节 堂"},
                                         {classes, "期"},
                                         {clothes, "件 套 吨"},
                                         {plants, "株 棵 根"},
                                         {beasts, "头 只 匹 尾 条 羽"},
                                         {writing, "篇"}});
  if (const Words::Hit deed = deeds.longest(before, before.size())) {
    const Words::Hit of = units.longest(unit, 0);
    return deed.kind == of.kind && of.bytes == unit.size() ? before.substr(before.size() - one)
                                                           : std::string_view();
  }
  // 撤桶, 每亩留苗, 人均饮奶: a deed of one character and its object of one, which the unit
  // measures.
  static const Words objects(Side::begin,
                             {{paper, "证"},
                              {plants, "树 苗 穗"},
                              {beasts, "羊 牛 猪 鱼 鸡 鸭 鹅 马 狗"},
                              {mass, "煤 粮 水 药 油 沙 石 肥 盐 鱼 菜 果 瓜 棉 料 种 奶 粪"},
                              {writing, "文 稿"},
                              {built, "桶 库 卡"}});
  static const Words quantities(Side::begin,
                                {{mass, "斤 公斤 市斤 吨 担 克 千克 毫升 升 方 立方米 袋 桶 车"},
                                 {paper, "本 张"},
                                 {plants, "个 亩"},
                                 {built, "个 座 处 组"}});
  static const Words openings(Side::begin, {{0,
                                             "， 、 每亩 每株 每头 每户 人均 "
                                             "全年 共 累计 实际 年末实际 已 又 还 并"}});
  const std::string_view deed = without_begin(before, openings);
  if (deed.size() != two || !is_deed_of_object(deed)) return {};
  const Words::Hit object = objects.longest(deed, one);
  if (!object || (object.kind == mass && verb_before(deed, two) == two)) return {};
  for (const Words* const set : {&units, &quantities}) {
    const Words::Hit of = set->longest(unit, 0);
    if (of.bytes == unit.size() &&
        (of.kind == object.kind || (of.kind == mass && object.kind == beasts)))
      return deed.substr(one);
  }
  return {};
}

namespace {

// What names end with in which a verb may stand: 强度, 中心, 人员.
enum NameEnd : std::uint8_t { rate = 1, body_end = 2, person_end = 4 };
Words::Hit name_end_at(const Text& text, std::size_t end) {
  static const Words ends(
      Side::end, {{rate, "率 强度 总值 拥有量 成交额 周转量 吞吐量"},
                  {body_end, "中心 机构 组织 平台 基地 场所 网点 站点 窗口 组 所 室 岗位 设备"},
                  {person_end,
                   "人员 人口 职工 教师 医师 护士 士官 干部 军人 者 老人 农民 工人 群众 学生 儿童 "
                   "青年 对象 床位 资金"},
                  {body_end | person_end, "设施"}});
  return ends.longest(text.all, end);
}

}  // namespace

bool may_be_in_name(const Text& text, std::size_t behind, std::size_t end) {
  return name_end_at(text, end) || text.has_before(behind, "科普") ||
         text.has_before(behind, "信息");
}

// 服务中心, 登记失业率, 退休人员: whether a verb is only in the name of what ends at `end`.
bool is_in_name(const Text& text, bool led, std::size_t verb, std::size_t behind, std::size_t end) {
  static const Words movers(
      Side::end,
      {{0,
        "提高 提升 降低 增加 减少 保持 达到 实现 完成 控制 稳定 促进 推动 带动 取得 确保 "
        "创造 创 拉动 覆盖 占 涉及 压缩 压减 净增 新增 现有 已有 拥有 共有 实有"}});
  // What somebody is, not what is done with him.
  static const Words states(
      Side::end, {{0,
                   "退休 离休 退役 转业 失业 待业 就业 创业 下岗 参保 流动 登记 注册 持证 住院 "
                   "务工 在编 从业 辍学 留守 寄宿 走读 闲置 滞留 受困 受灾 脱贫 返贫 参合 执业 "
                   "配套 编制 开放 研发 科研 生产 经营"}});
  if (movers.has(text.all, behind)) return false;
  if (text.has(verb, "科普") || text.has(verb, "信息")) return true;
  const Words::Hit name = name_end_at(text, end);
  if (name.kind == rate) return led || is_noun_too(text.between(verb, behind));
  if (!name || behind + name.bytes != end) return false;
  if ((name.kind & body_end) != 0 && is_noun_too(text.between(verb, behind))) return true;
  return (name.kind & person_end) != 0 && states.has(text.all, behind);
}

// 欠费回收, 借款尚欠: deeds on money, which is counted and not they.
bool is_of_money(const Text& text, std::size_t end) {
  static const Words words(Side::end,
                           {{0,
                             "回收 清收 收缴 征缴 列支 尚欠 下欠 创收 逾期 入库 承担 压降 筹资 "
                             "自筹 到账 收回 追回 兑付 兑现"}});
  return words.has(text.all, end);
}

}  // namespace youju::reading
