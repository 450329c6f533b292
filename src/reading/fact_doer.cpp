// Who did what a figure counts: the body or the persons that its clause, or the sentence before
// it, names before the verb.
#include <youju/reading/fact.h>
#include <youju/reading/nouns.h>
#include <youju/reading/verbs.h>
#include <youju/reading/words.h>

#include <algorithm>

namespace youju::reading {
namespace {

using Side = Words::Side;
constexpr std::size_t one = 3, two = 6;  // bytes of so many characters

enum BodyKind : std::uint8_t {
  none = 0,    // no body, though it ends as one: 社会, 现场
  body = 1,    // one if it does something: 县, 会
  always = 2,  // one wherever it stands: 公司, 科协
  open = 3,    // one as well, but before a character that goes on with it: 厂, but 厂房
};

// Bodies and persons by what they end with.
const Words& bodies() {
  static const Words words(
      Side::end,
      {{body,
        "厅 部 委 办 署 办事处 管理处 站 院 校 会 协 联 社 队 行 店 场 园 科 室 库 组 团 班 县 市 "
        "区 镇 乡 村 省 州 旗 街道 社区 企业 单位 部门 系统 政府 基地 窗口 户 员 者 师 生 手 民 家 "
        "官 兵 长 警 职工 群众 干部 代表 患者 老人 妇女 儿童 教授 专家 院士 博士 两委 热线 机关 台 "
        "家庭 小学 中学 大学 学院 中专 对象 毕业生 灌区 全段 行业 班子 "
        "联盟 盟 支部 党委 党组 公会 商会 学部 网点 主任 书记 领导 企事业单位 大篷车 车队 "
        "列车 航班 剧团 剧院 报社 电台 频道 城管平台 网格化平台 共享平台 服务平台 机构 组织 小组 "
        "骨干 各方 选手 乡镇 部队 港口"},
       {always,
        "公司 集团 医院 法院 检察院 科协 学会 协会 图书馆 博物馆 科技馆 文化馆 档案馆 美术馆 "
        "体育馆 纪念馆 展览馆 中心 银行 分行 支行 农行 工行 建行 信用社 联社 供销社 合作社 "
        "委员会 管理局 办公室 研究所 研究院 设计院 幼儿园 派出所 气象局 "
        "供电所 卫生院 保健院 红十字会 慈善会 基金会 妇联 残联 文联 工会 团委 侨联 社科联 "
        "本馆 全馆 我馆 本院 我院 全院 本校 我校 全校 本局 我局 全局 本会 我会 全会 本所 我所 "
        "本站 我站 本社 我社 本行 我行 全行 本厂 我厂 全厂 本公司 本中心 全系统 供电局 海关 "
        "监狱 看守所 救助站 福利院 敬老院 养老院"},
       {open, "局 厂 所 馆 矿 处"},
       {none,
        "社会 机会 大会 晚会 班会 例会 年会 博览会 展览会 交易会 运动会 座谈会 报告会 推介会 "
        "招聘会 研讨会 交流会 洽谈会 展销会 音乐会 演唱会 发布会 听证会 庙会 全部 内部 外部 局部 "
        "中部 东部 西部 南部 北部 市场 现场 广场 立场 全场 场场 城市 都市 全市 我市 本市 城区 地区 "
        "山区 库区 灾区 牧区 林区 全区 我区 本区 辖区 景观区 全县 我县 本县 全省 我省 本省 "
        "全州 全镇 我镇 全乡 我乡 全村 我村 农村 乡村 新村 行政村 自然村 全街道 场所 厕所 处所 "
        "一处 两处 处处 到处 住处 好处 卫生 民生 产生 发生 先生 新生儿 再生 国家 大家 专科 学科 "
        "理科 文科 本科 内科 外科 水库 仓库 数据库 书库 题库 冷库 车库 公园 校园 果园 茶园 田园 "
        "花园 教室 温室 居室 卧室 浴室 成员 满员 生员 进行 执行 举行 实行 运行 流行 发行 推行 通行 "
        "航行 现行 先行 另行 试行 自行 步行 履行 小区 棚户区 小组组 分组 组团 组队 查处 惩处 调处 "
        "处处 成长 增长 校长年 对手 二手 入手 着手 "
        "能手 户户 账户 用户数 建设单位户 并联 串联 关联 互联 或者 记者站 前者 后者 两者 三者 "
        "全民 为民 便民 惠民 富民 利民 国民 人民 年级班 建筑师 全国 城镇 平台 舞台 电台数 主办 "
        "承办 协办 举办 督办 交办 "
        "转办 申办 开办 经办 查办 法办 创办 帮办 兴办 合办 筹办 代办 联办 自办 新办 大集团 编委 "
        "如委 部委"}});
  return words;
}

// What stands between a doer and the verb, or before a verb as its way.
const Words& ways() {
  static const Words words(
      Side::end,
      {{0,
        "共 共计 累计 合计 总计 总共 全年 当年 今年 去年 上年 本年 年内 年度 本年度 上半年 下半年 "
        "一季度 二季度 三季度 四季度 一年来 今年以来 全年共 本月 当月 当日 已 已经 现 现已 先后 "
        "分别 平均 主动 积极 直接 继续 统一 集中 再次 首次 率先 计划 应 将 拟 预计 均 都 又 还 也 "
        "再 "
        "则 就 各 仍 可 自 自行 自筹 全部 全都 目前 日均 年均 月均 每年 每月 每天 每周 定期 不定期 "
        "及时 依法 依规 认真 大力 扎实 深入 充分 切实 全面 牵头 共同 联合 协同 入户 上门 期间 同期 "
        "同时 平均每年 逐步 进一步 不断 持续 专门 单独 免费 无偿 义务 从中 实际 组织 负责 参与 "
        "协调 "
        "指导 帮助 争取 通过 还将 还要 需 需要 能 能够 成功 顺利 提前 超额 如期 按期 按时 公开 "
        "正式 最终 一次性 累计共 现共 也已 均已 都已 仅 只 至今 迄今 年来 多年来 三年来 五年来 "
        "合力 一共 当场 当天 对 对外 向 为 向社会 所 正 正在 未 没有 总 两级 拨款 出资 投入 "
        "新 自主 独立 重点 主要"}});
  return words;
}

// The same, where a predicate begins with it.
const Words& ways_on() {
  static const Words words(
      Side::begin,
      {{0,
        "共 共计 累计 合计 全年 当年 今年 去年 上年 年内 上半年 下半年 一年来 今年以来 本月 当月 "
        "当日 已 已经 现有 共有 现 先后 分别 平均 主动 积极 直接 继续 统一 集中 再次 首次 率先 "
        "将 拟 均 都 又 还 也 全部 日均 年均 每年 每月 每天 每周 及时 依法 大力 深入 全面 牵头 "
        "共同 联合 入户 上门 自办 自筹 在建 超范围 违规 未按 未 没有 围绕 坚持 按照 根据 认真 "
        "成功 按期 因 把 被 对 向 为"},
       {1, "为期 为主 共同富裕 现场 现代 现金 还款 未成年 对象 对口 向导 因素 将军 已婚 都市"}});
  return words;
}

// Without what tells when and how it was done at the end.
std::size_t before_ways(const Text& text, std::size_t begin, std::size_t end) {
  while (end > begin) {
    const std::size_t bytes = ways().longest(text.all, end).bytes;
    const Words::Hit named = bodies().longest(text.all, end);
    if (bytes == 0 || bytes > end - begin || named.bytes > bytes) return end;
    end -= bytes;
  }
  return end;
}

// 完成市下达任务, 占全院收案, 为消费者: what is done or told of a body that does nothing itself.
bool begins_otherwise(const Text& text, std::size_t begin, std::size_t end) {
  static const Words others(
      Side::begin, {{0,
                     "占 为 到 在 被 每 另 同期 含 内含 归属于 按 比 较 对 向 给 与 高于 低于 "
                     "超过 完成 其中 涉及 属于 以"},
                    {1, "到场 被告 对外 向阳 比亚迪 含山 与会 为民 以上"}});
  const Words::Hit other = others.longest(text.all, begin);
  if (other && other.kind == 0) return true;
  const Words::Hit verb = verbs().longest(text.all, begin);
  return verb.kind == strong && verb.bytes + two <= end - begin;
}

// The body or the persons that this stretch ends with, or nothing.
std::string_view doer_in(const Text& text, std::size_t begin, std::size_t end) {
  constexpr std::size_t longest = 16 * one;
  end = before_ways(text, begin, end);
  const Words::Hit hit = bodies().longest(text.all, end);
  if (hit.kind == none || hit.bytes > end - begin) return {};
  if (verbs().longest(text.all, begin).bytes == end - begin) return {};  // 查处
  if (end - begin < two && hit.kind != always) return {};
  if (begins_otherwise(text, begin, end)) return {};
  while (end - begin > longest) begin = text.next(begin);
  return text.between(begin, end);
}

// 我院, 全馆: who speaks; how many bytes, or 0.
std::size_t speaker_at(const Text& text, std::size_t at) {
  static const Words speakers(
      Side::begin,
      {{0,
        "全院 全馆 全校 全局 全会 全所 全站 全社 全行 全厂 全系统 全矿 全队 全园 全台 "
        "我院 我馆 我校 我局 我会 我所 我站 我社 我行 我厂 我队 我园 我台 我公司 我中心 "
        "我矿 本院 本馆 本校 本局 本会 本所 本站 本社 本行 本厂 本队 本公司 本中心"},
       {1, "全会期间 全社会 全行业 全行政"}});
  const Words::Hit hit = speakers.longest(text.all, at);
  return hit.kind == 0 ? hit.bytes : 0;
}

// 入学率, 接种量: what is measured of a deed.
bool is_of_rate(const Text& text, std::size_t at) {
  static const Words rates(Side::begin, {{0, "率 数 量 额 面 规划 对象 人数"}});
  return rates.has(text.all, at);
}

// Whether a predicate begins there: a verb, or a word of when or how something is done.
bool is_predicate_at(const Text& text, std::size_t at, std::string_view noun,
                     std::string_view subject) {
  if (ways_on().longest(text.all, at).bytes > 0) return true;
  const Words::Hit verb = verbs().longest(text.all, at);
  if (!verb || verb.kind == kept) return has_shape_of_verb(text.all, at);
  if (is_of_rate(text, at + verb.bytes)) return false;
  // 政府采购预算: a verb may be in the name of what is measured.
  return subject.empty() || subject.data() > noun.data() ||
         subject.data() + subject.size() < text.all.data() + at + verb.bytes;
}

// 推广技术改造学校: whether a verb that stands in a name is too far from its end to be part of it.
bool has_verb_inside(const Text& text, std::size_t begin, std::size_t end) {
  for (std::size_t at = text.next(begin); at + 4 * one < end; at = text.next(at)) {
    const Words::Hit verb = verbs().longest(text.all, at);
    if (verb.kind == strong && at + verb.bytes + 3 * one < end) return true;
  }
  return false;
}

// 市科协围绕中心工作，: who stands before the verb of a clause; 公司资产总额达8亿元: of which body
// a state is told; 我院: who speaks at its begin; or nobody.
std::string_view opening(const Text& text, std::size_t begin, std::size_t end,
                         std::string_view subject) {
  static const Words marks(Side::begin, {{0, "， ； ： 。 （ 、"}});
  static const Words goes_on(
      Side::begin, {{0,
                     "部 面 势 房 区 址 长 属 得 有 需 辖 占 藏 舍 员 际 家 理 罚 分 置 以 "
                     "的 、 和 与 及 等 次 数"}});
  constexpr std::size_t longest = 16 * one;
  if (begin >= end) return {};
  std::size_t speaker = speaker_at(text, begin);
  if (speaker == 0) begin = trim_head(text, begin, end);
  if (begin >= end || begins_otherwise(text, begin, end)) return {};
  if (speaker == 0) speaker = speaker_at(text, begin);
  std::string_view holder = text.between(begin, begin + speaker);
  end = std::min(end, begin + longest + 1);
  for (std::size_t at = text.next(begin); at < end; at = text.next(at)) {
    if (marks.has(text.all, at)) break;
    const Words::Hit hit = bodies().longest(text.all, at);
    if (hit.kind == none || hit.bytes > at - begin || (at < begin + two && hit.kind != always))
      continue;
    const std::string_view noun = text.between(begin, at);
    if (hit.kind == open && goes_on.has(text.all, at)) continue;
    if (is_predicate_at(text, at, noun, subject) && !has_verb_inside(text, begin, at)) return noun;
    const bool named = hit.kind == always || (hit.kind == open && at >= begin + two + one);
    if (named && holder.empty() && text.is_han(at) &&
        bodies().longest(text.all, at + one).kind != always)
      holder = noun;
  }
  return holder;
}

// What only who was named before does: 实现增加值, 报告火情; but not 发放补贴.
bool does(const Text& text, std::size_t at) {
  static const Words deeds(
      Side::begin,
      {{0,
        "实现 完成 开展 报告 举办 组织 走访 参与 承担 帮助 服务 带动 吸纳 开发 创作 "
        "发表 撰写 提交 提出 栽植 种植 生产 销售 受理 办理 承办 接待 救助 调解 化解"}});
  const std::size_t way = ways_on().longest(text.all, at).bytes;
  return deeds.has(text.all, at + way);
}

// Whether a verb begins there, or behind a word of how it is done.
bool acts(const Text& text, std::size_t at) {
  for (int words = 0; words < 3 && at < text.all.size(); ++words) {
    const Words::Hit verb = verbs().longest(text.all, at);
    if (verb.kind == strong && !is_of_rate(text, at + verb.bytes)) return true;
    if (words > 0 && text.is_han(at)) return true;
    const std::size_t bytes = ways_on().longest(text.all, at).bytes;
    if (bytes == 0) return false;
    at += bytes;
  }
  return false;
}

// 由县级科协举办的占57.3%: who did this one, and no other.
bool is_by(const Text& text, std::string_view doer) {
  static const Words by(Side::end, {{0, "由 被 经"}});
  return !doer.empty() && by.has(text.all, static_cast<std::size_t>(doer.data() - text.all.data()));
}

// 7个单位超范围列支会议费, 企业136家，实现增加值: the bodies a figure counts, if they act next;
// they do it themselves if nothing but the verb parts them from it.
std::string_view counted_doer(const Text& text, const Figure& figure, bool& itself) {
  const std::string_view subject = figure.subject;
  if (figure.measure != Measure::count && figure.measure != Measure::total) return {};
  if (subject.size() < two || !figure.action.empty()) return {};
  static const Words to(Side::end, {{0, "为 对 给 向 使 让 惠及 帮助 涉及"}});
  if (to.has(text.all, figure.begin_byte)) return {};
  const auto begin = static_cast<std::size_t>(subject.data() - text.all.data());
  const std::size_t end = begin + subject.size();
  const Words::Hit hit = bodies().longest(text.all, end);
  if (hit.kind == none || hit.bytes > subject.size()) return {};
  itself = begin >= figure.end_byte;
  if (itself) return acts(text, end) ? subject : std::string_view();
  if (acts(text, figure.end_byte)) {
    itself = true;
    return subject;
  }
  return text.has(figure.end_byte, "，") && does(text, figure.end_byte + one) ? subject
                                                                              : std::string_view();
}

}  // namespace

void add_doers(const Text& text, const std::vector<Asked>& asked, Reading& reading) {
  std::uint32_t sentence = nothing;
  std::string_view before;  // in the same sentence
  const Figure* last = nullptr;
  for (std::size_t index = 0; index < reading.figures.size(); ++index) {
    Figure& figure = reading.figures[index];
    if (figure.sentence == nothing || !asked[index].known) continue;
    const std::size_t clause = asked[index].begin;
    if (figure.sentence != sentence) {
      sentence = figure.sentence;
      before = opening(text, reading.sentences[sentence].begin_byte, clause, {});
    }
    std::string_view doer;
    if (!figure.actor.empty()) {
      const auto begin = static_cast<std::size_t>(figure.actor.data() - text.all.data());
      doer = doer_in(text, begin, begin + figure.actor.size());
    }
    // 走进23所中小学开展法治课41堂: what was done with them before does not make them doers.
    const bool is_object = last != nullptr && last->end_byte == clause && !last->action.empty();
    if (doer.empty() && !is_object) doer = opening(text, clause, figure.begin_byte, figure.subject);
    last = &figure;
    if (is_by(text, doer)) {
      figure.actor = doer;
      continue;
    }
    if (!doer.empty()) before = doer;
    figure.actor = before;
    bool itself = false;
    if (const std::string_view counted = counted_doer(text, figure, itself); !counted.empty()) {
      if (itself) figure.actor = counted;
      if (itself || before.empty()) before = counted;
    }
  }
}

}  // namespace youju::reading
