// The noun behind a number and its unit: up to where a verb or a function word begins.
#include <youju/reading/fact.h>
#include <youju/reading/nouns.h>
#include <youju/reading/verbs.h>
#include <youju/reading/words.h>

#include <algorithm>
#include <array>

namespace youju::reading {
namespace {

using Side = Words::Side;

// Behind a short bracket or behind 和 with one more short noun that the clause ends with.
std::size_t behind_like(const Text& text, std::size_t at, std::size_t limit) {
  constexpr std::size_t bracket_bytes = 21, noun_bytes = 9;
  if (text.has(at, "（")) {
    for (std::size_t end = text.next(at); end < limit && end - at <= bracket_bytes;
         end = text.next(end)) {
      if (text.has(end, "）")) return end + 3;
      if (!text.is_han(end) && !text.has(end, "、")) break;
    }
    return at;
  }
  if (!text.has(at, "和") && !text.has(at, "、")) return at;
  std::size_t end = at + 3;
  while (end < limit && end - at <= noun_bytes + 3 && text.is_han(end)) end = text.next(end);
  return end > at + 6 && end - at <= noun_bytes + 3 && text.is_clause_end(end) ? end : at;
}

// 纳税人, 随班就读学生: a verb inside a noun of those who do it or what it is done with.
bool is_attributive(const Text& text, bool inside, std::size_t behind, std::size_t limit) {
  if (inside && is_part_of_name(text, behind, limit)) return true;
  static const Words suffixes(
      Side::begin,
      {{1, "人 者 员 户 学生 人员 品种 意见稿 标准 对象 职工 群众 企业 单位 家庭 儿童 老人"},
       // 毕业生, 派出所, 检查组, 调解委员会
       {1, "生 所 组 室 队 站 社 中心 委员会 组织 机构 平台"},
       {0,
        "人次 人均 人数 人大 户均 户数 生产 生活 生育 生态 生猪 员工 所有 所需 所属 组建 组合 室内 "
        "队伍 站点 社会 社区 社团 生日 生物"}});
  const Words::Hit suffix = suffixes.longest(text.all, behind);
  return suffix.kind == 1 && behind + suffix.bytes <= limit;
}

// 收割机, 接送车: what makes a thing of a deed that is not known.
bool makes_thing(const Text& text, std::size_t at) {
  static const Words things(
      Side::begin, {{0,
                     "机 器 仪 车 船 站 点 室 所 厅 馆 员 人 者 户 证 票 单 表 卡 费 款 率 量 品 "
                     "物 具 剂 线 网 房 "
                     "池 场 库 区 段 口 门 桩 箱 柜 牌 栏 板 窗 台 泵 阀 管 渠 组 队 班 会 团 社 "
                     "部 处 科 局 院 校 "
                     "法 权 案 书 稿 件 信 函 报 刊 片 带 盘 型 性 式 类 制 系统 项目 工程 平台 "
                     "设备 设施 机构 企业 "
                     "基地 材料 物资 活动 任务 能力 技术 服务 业 业务 岗位 功能 方案 计划"}});
  return things.has(text.all, at) || makes_noun(text, at);
}

// 干部充实到一线: before 到 the deed is no part of the noun.
std::size_t before_outcome(const Text& text, std::size_t begin, std::size_t at) {
  constexpr std::size_t two = 6;
  static const Words outcomes(Side::begin, {{0, "到 至 为 于"}});
  if (at < begin + 2 * two || !outcomes.has(text.all, at)) return at;
  return at - two;
}

// Where a noun behind its number ends; those of kind 1 only begin so.
const Words& stops() {
  static const Words words(
      Side::begin,
      {{0,
        "的 在 为 以 于 到 被 由 从 将 与 和 及 等 进 入 获 荣 是 有 达 中 内 "
        "中共 尚 后 前 左右 上下 以上 以下 以内 之 共 均 全部 全面 全程 全天 全额 全力 全覆盖 "
        "全破 全市 全县 全区 全省 全国 未 已 不 也 并 仅 升 降 "
        "分 赴 驻 任 分别 全部 直接 先后 同时 上线 报名 入围 进入 考入 入选 "
        "增加 增至 增长 扩充 扩展 扩大 减至 减为 降为 降至 降到 下降 下跌 上升 提升 "
        "提高 集中 压减 压缩 优化 缩短 发展到 升至 升到 升为 转为 变为 调整 增 减 "
        "大关 第 居全 居第 居首 居前 居各 居同 登台 按期 亮 考核 一次 汇编 告别 作 做 带头 抽样 "
        "决赛 晋 "
        "同比 环比 依次 连续 坚持 正式 圆满 明显 大幅 按时 顺利 成功 建立 联动 上岗 受 对 可 需 应 "
        "超 能 因 "
        "向 自 还 又 再 每 其 日 人均 暨 相比 持平 不等 累计 轮流 按月 按季 按年 共同 "
        "相继 陆续 全年 正在 "
        "线上线下 经 都 没 把 无 提前 率先 主动 积极 自发 踊跃 普遍 常年 长期 "
        "一致 近 约 门口 周边 暑期 寒假 年内 年初 年底 年末 今年 去年 期间 自行 平均 南下 北上 让 "
        "使 给 靠 围绕 依托 除 自觉 自愿 纷纷 当场 就地 如期 按 仍 则 才 便 即 "
        "合占 占 值得 里就 里有 里没 合计 共计 偏高 偏低 净减 最为 最受 最多 最少 最高 最低 最大 "
        "最快 尤为 较为 更为 逆势 "
        "主要是 主要为 "
        "主要因 合起来 至今 "
        "加起来 逐个 逐一 逐户 逐案 偏多 偏少 组成 同步 高出 只 就"},
       {1,
        "正式党 正式会 正式代 正式职 正式员 正式工 正式编 正式队 尚品 降雨 降水 降雪 降温 降解 "
        "降压 降噪 升级 升旗 占地 占道 占比 近代 近海 近视 近郊 到期 "
        "到岗 "
        "到位 到会 为主 约定 经费 经济 经营 经理 经验 经纪 经典 都市 "
        "被告 被害 使用 使馆 无人 无线 无障碍 无害 无公害 无烟 无籽 无性 给水 给排水 除草 "
        "除尘 除险 除雪 按摩 按钮 仍然 则例 才艺 "
        "才能 便民 便利 便桥 便道 即时 即热 就业 就诊 就医 就学 就餐 就读 就近"}});
  return words;
}

// 比上届的31.2万人次多6.4万人次: by how much it differs.
bool differs_at(const Text& text, std::size_t at) {
  static constexpr std::array more_or_less = single_characters("多", "少", "高", "低", "计");
  if (at + 3 > text.all.size() || !is_one_of(text.between(at, at + 3), more_or_less)) return false;
  const Class next = text.class_at(at + 3);
  return next == Class::digit || next == Class::numeral;
}

// 22个县建设水稻基地: behind one character that is a body whole stands what it does.
bool is_short_body(const Text& text, std::size_t at) {
  static constexpr std::array bodies =
      single_characters("县", "村", "镇", "乡", "区", "市", "人", "户", "校", "省", "国", "店");
  return is_one_of(text.between(at, at + 3), bodies);
}

// 比上年的2834万元多创434万元: that more of it was done.
bool is_more_of_deed(const Text& text, std::size_t at) {
  static const Words others(Side::begin, {{0,
                                           "多种 多样 多功 多媒 多元 多层 多边 多头 多数 多用 多发 "
                                           "多播 多养 少年 少儿 少数 少先"}});
  if (!text.has(at, "多") && !text.has(at, "少")) return false;
  if (others.has(text.all, at)) return false;
  const bool one = begins_deed(text.all, at + 3) && text.is_digit(at + 6);
  const std::size_t verb = verbs().longest(text.all, at + 3).bytes;
  return one || (verb >= 6 && text.is_digit(at + 3 + verb));
}

// 得分, 学分, 部分; B超: what stops a noun elsewhere.
bool is_in_noun(const Text& text, std::size_t at) {
  static const Words marks(Side::end, {{0, "得 积 学 评 总 部 满 高 成 区"}});
  if (text.has(at, "分")) return marks.has(text.all, at);
  return text.has(at, "超") && at > 0 && text.is_letter(at - 1);
}

bool is_side(const Text& text, std::size_t at) {
  return text.has(at, "前") || text.has(at, "后") || text.has(at, "内") || text.has(at, "中");
}

// The word there in which neither a verb nor a stop is one of its own, or, of what stands first,
// the state of the thing: 1580台在用电梯, but 3个在建.
std::size_t whole_at(const Text& text, std::size_t at, const Words::Hit& verb, bool first) {
  constexpr std::size_t two = 6;
  static const Words states(Side::begin, {{0,
                                           "在校 在册 在职 在岗 在编 在建 在用 在园 在籍 在读 "
                                           "在航 在管 在产 在矫 在押 在逃 在研"}});
  if (first && states.has(text.all, at) && text.is_han(at + two)) return two;
  // 地级及以上城市: what bounds a class within its name.
  if (!first && (text.has(at, "及以上") || text.has(at, "及以下"))) return two + 3;
  if (verb.kind == kept || (verb.kind == weak && verb.bytes >= two && !first)) return verb.bytes;
  return verb ? whole_words().longest(text.all, at).bytes : 0;
}

// What ends the names of things that are counted piece by piece.
constexpr std::string_view closing_things =
    "指标 断面 事项 项目 站点 点位 部门 机构 场所 平台 产品 任务 中心 基地 课题 工程 企业 案件 "
    "岗位 实体 主体 "
    "设备 装置 品种 单位";

// What a unit counts: what noun_head.cpp knows by its head, anything, or bodies.
enum Counter : std::uint8_t { of_heads = 0, of_things, of_bodies };
Counter counter_of(std::string_view unit) {
  static const Words units(
      Side::begin,
      {{of_things, "个 项 件 枚 条 处 台 套 类 种 部 篇 幅 册 场 张 辆"}, {of_bodies, "家 所"}});
  const Words::Hit of = units.longest(unit, 0);
  return of && of.bytes == unit.size() ? static_cast<Counter>(of.kind) : of_heads;
}

// Whether a phrase ends as what the unit counts does.
bool is_counted_as(std::string_view phrase, std::string_view unit) {
  static const Words things(
      Side::end,
      {{of_things, closing_things},
       {of_things,
        "团组 作品 论文 成果 展品 文物 车辆 线路 社区 村 专利 技术 标准 课程 "
        "名额 队伍 团队 小组 班组 站 点 问题 隐患"},
       {of_bodies,
        "企业 公司 单位 机构 店 厂 商 户 银行 医院 学校 院校 媒体 场所 合作社 酒店 园所"}});
  const Counter counter = counter_of(unit);
  if (counter == of_heads) return has_head(phrase, unit);
  const Words::Hit thing = things.longest(phrase, phrase.size());
  return thing && (counter == of_things || thing.kind == of_bodies ||
                   ends(phrase, {"企业", "单位", "机构"}));
}

// Where the noun that a deed opens may end: at a verb that is none of it, or a stop.
std::size_t end_of_thing(const Text& text, std::size_t at, std::size_t limit) {
  constexpr std::size_t bytes_max = 30;
  const std::size_t begin = at;
  while (at < limit && at - begin < bytes_max && text.is_han(at)) {
    const Words::Hit verb = verbs().longest(text.all, at);
    if (verb.kind == kept) {
      at += verb.bytes;
      continue;
    }
    if (at > begin && (verb.kind == strong || verb.kind == plain)) break;
    const Words::Hit stop = stops().longest(text.all, at);
    if (at > begin && stop && stop.kind == 0 && !is_in_noun(text, at)) break;
    at = text.next(at);
  }
  return at;
}

// 1920条问题里, 9个项目上组织联赛, 会议上: before where it is, or `end`.
std::size_t before_side(const Text& text, std::size_t begin, std::size_t end) {
  constexpr std::size_t two = 6;
  static const Words sides(Side::end,
                           {{1, "里 上"}, {0, "基础上 公里 邻里 家里 线上 网上 以上 海上"}});
  return end > begin + two && sides.longest(text.all, end).kind == 1 ? end - 3 : end;
}

}  // namespace

Nouns nouns_behind(const Text& text, std::size_t begin, std::size_t limit) {
  constexpr std::size_t two = 6;
  Nouns out;
  std::size_t at = begin;
  bool quoted = false;
  while (at < limit) {
    if (!text.is_han(at)) {
      if (is_quoted_open(text, at)) quoted = true;
      if (text.has(at, "”") || text.has(at, "》")) {
        quoted = false;
        at += 3;
        continue;
      }
      if (!quoted && !text.is_letter(at)) break;
    }
    if (!quoted) {
      const Words::Hit verb = verbs().longest(text.all, at);
      const bool predicate =
          verb.kind == strong || (verb.kind == plain && at > begin) ||
          (verb.kind == weak && verb.bytes >= two && at == begin + 3 && is_short_body(text, begin));
      if (predicate && (is_attributive(text, at > begin, at + verb.bytes, limit) ||
                        (verb.kind != strong && makes_thing(text, at + verb.bytes)))) {
        at += verb.bytes;
        continue;
      }
      if (predicate) {
        // 服务站, 培训班: a verb inside a noun is followed by its head.
        out.action = text.between(at, at + verb.bytes);
        if (at > begin + two && text.has_before(at, "新")) at -= 3;  // 3个项目新列入名录
        break;
      }
      const std::size_t whole = whole_at(text, at, verb, at == begin);
      if (whole > 0 && at + whole <= limit) {
        at += whole;
        continue;
      }
      // 灾后, 学前, 省内 begin nouns.
      const bool sided = at == begin + 3 && is_side(text, at);
      const Words::Hit stop = stops().longest(text.all, at);
      if (at == begin && is_more_of_deed(text, at)) break;
      if (stop && (stop.kind == 1 || is_in_noun(text, at))) {
        at += 3;
        continue;
      }
      if ((!sided && stop) || (at > begin && text.has(text.next(at), "了")) ||
          differs_at(text, at)) {
        at = before_outcome(text, begin, at);
        break;
      }
      // 加油站装上, 干部拟聘: a verb that is not known.
      if (verb.bytes <= 3 && at >= begin + two && has_shape_of_verb(text.all, at) &&
          !makes_thing(text, at + two) && !is_part_of_name(text, at + two, limit)) {
        out.action = text.between(at, at + two);
        break;
      }
    }
    at = text.next(at);
  }
  if (at > limit) at = limit;
  if (at == begin + 3 && text.has(at + 3, "了")) at = begin;  // 参观了
  at = before_side(text, begin, at);
  out.subject = phrase(text, begin, at);
  // 县（市、区）, 国家和地区: a short noun with what is counted like it.
  constexpr std::size_t short_noun = 9;
  if (!out.subject.empty() && at - begin <= short_noun && text.between(begin, at) == out.subject)
    out.subject = text.between(begin, behind_like(text, at, limit));
  return out;
}

std::string_view thing_of_deed(const Text& text, std::size_t begin, std::size_t limit,
                               std::string_view unit) {
  constexpr std::size_t one = 3, two = 6;
  // 受训, 被征, 已建: a deed that is not known; and states that stop a noun elsewhere.
  static const Words states(
      Side::begin,
      {{0,
        "驻村 受 被 已 未 应 待 拟 入围 入选 获奖 获批 获评 上线 报名 成功 集中 分散 共享 "
        "共建 开放 在线 主要 高等 中等 自律 节约型 离任 到场 全国"}});
  const Words::Hit deed = verbs().longest(text.all, begin);
  const bool known = deed.bytes >= two && deed.kind != kept;
  const std::size_t state = known ? 0 : states.longest(text.all, begin).bytes;
  if (!known && state == 0) return {};
  const std::size_t behind = begin + (known ? deed.bytes : std::max(state, two));
  // 列入试点, 走进企业, 晋升教授, 获评省级社区: what was done, and what came of it.
  static const Words outcomes(Side::end,
                              {{0,
                                "入 到 成 为 进 出 得 上 下 任 晋升 晋级 当选 获评 荣获 "
                                "获 加入 成立 设立 建立 组建 组织 开展 实现 完成 通过"}});
  static const Words levels(Side::begin,
                            {{0, "国家 全国 省 市 县 区 州 第 级 为 成为 列入 作为 “ 《"}});
  // 6个考核断面水质优良: what closes the noun wherever it stands.
  static const Words closed(Side::begin, {{0, closing_things}, {0, "专用"}});
  const Words::Hit thing = known ? closed.longest(text.all, behind) : Words::Hit{};
  if (thing && behind + thing.bytes <= limit && counter_of(unit) != of_heads)
    return text.between(begin, behind + thing.bytes);
  if (outcomes.has(text.all, behind) || levels.has(text.all, behind)) return {};
  const std::size_t end = end_of_thing(text, behind, limit);
  if (end < behind + one || text.has(end, "的")) return {};
  const std::string_view rest = up_to_head(text.between(behind, end), unit);
  if (rest.size() + behind < end && is_counted_as(rest, unit))
    return text.between(begin, behind + rest.size());
  const bool fits = is_counted_as(rest, unit) ||
                    (rest.size() == one && is_counted_as(text.between(begin, end), unit));
  return fits ? text.between(begin, end) : std::string_view();
}

}  // namespace youju::reading
