// Which noun a number counts: the phrase between the last verb and the number, or the one behind
// the unit. There is no dictionary of nouns: phrases are what verbs and function words leave over.
#include <youju/reading/fact.h>
#include <youju/reading/words.h>

namespace youju::reading {
namespace {

using Side = Words::Side;

enum : std::uint8_t { strong = 1, weak = 2 };
constexpr std::size_t subject_characters = 12;

// Verbs of official prose: strong ones are always predicates, weak ones are nouns as well (培训,
// 服务) and count only where the clause begins.
const Words& verbs() {
  static const Words words(
      Side::begin,
      {{strong,
        "新增 新建 新设 新改建 新发展 新引进 新认定 新认证 新招聘 新培育 新开工 新开设 新征集 建成 "
        "建立 建有 成立 设立 设有 设置 下设 开设 "
        "举办 承办 主办 协办 召开 举行 开展 组织 组建 发放 散发 派发 印发 编印 编写 编制 编纂 出版 "
        "发行 发布 发表 "
        "完成 实现 达成 促成 引进 引入 培育 招收 招募 招聘 招录 录取 录用 选派 选聘 聘请 聘任 派出 "
        "抽调 "
        "接待 接受 受理 办理 办结 审结 审查 审核 审批 批准 查处 查获 查出 查办 查封 排查 检出 抽检 "
        "化解 调处 "
        "发展 吸纳 吸引 带动 拉动 推动 辐射 惠及 覆盖 涉及 解决 解答 帮助 帮扶 救助 资助 慰问 走访 "
        "看望 "
        "投入 投放 拨付 下拨 下达 争取 筹集 筹措 募集 筹款 捐赠 捐款 减免 征收 收缴 追回 挽回 清欠 "
        "兑现 补贴 补助 "
        "获得 荣获 夺得 取得 斩获 评选 评出 评为 表彰 授予 命名 认定 评定 推荐 推出 推广 推选 选举 "
        "产生 "
        "购置 购买 采购 添置 配备 更新 更换 安装 架设 铺设 修建 修复 修 改造 改扩建 扩建 硬化 拆除 "
        "清理 清运 打捞 "
        "悬挂 张贴 展出 播放 播出 制作 拍摄 撰写 刊发 刊登 报送 上报 提交 提出 征集 采纳 采集 录入 "
        "签订 签约 签发 签署 达标 通过 申报 申请 立项 结项 转化 登记 建档 录制 设计 生产 销售 出口 "
        "创收 实施 启动 "
        "培养 输送 输出 转移 安置 化验 检测 检验 检查 监测 追踪 处置 处理 处罚 立案 移送 逮捕 打掉 "
        "抓获 破获 "
        "种植 栽植 植树 造林 治理 恢复 新栽 收购 供应 储备 调拨 承担 承接 参与 参加 出动 深入 行程 "
        "足迹遍及 "
        "邀请 动员 发动 引导 指导 辅导 服务 提供 开放 接诊 收治 救治 诊治 筛查 献血 "
        "反馈 交办 转办 整改 关停 关闭 淘汰 取缔 注销 取缔 暂扣 纠正 增设 施划 扶持 落实 评审认定 "
        "上缴 缴纳 实收 征缴 盘活 确权 聘有 配有 占地 总投资 享受 报告 发现 开具 核减 促进 被采纳 "
        "开出 "
        "清退 端掉 剥离 接收 封控 报名 抽查 毕业 入托 跟岗 救起 平迁 复耕 疏通 修好 滞留 开工 竣工 "
        "开业 取消 结业 稳定 分流 行政拘留 转型 上岗 提请收监 给予 立行立改 脱盲 办班 听课 入院 "
        "出院 稳住 聘 招录 推优 清除 挂牌 摘牌 调整 补录 领取 申领 核发 换发 制发 兑付 归还 减免 "
        "赠送 加收 清收 加班 规范管理 健康管理 换届 整顿 刊文 入股 分红 现有 拥有 共有 外聘 实有 "
        "已有 调解 制止 返还 接处 对接 募捐 受灾 脱贫 成灾 绝收 警告 定位 "
        "死亡 受伤 收回 历时 成功 办结 止付 冻结 劝阻 阅读 观看 点击 浏览 列入 担任 荣立 考入 赴 "
        "排除 起诉 批捕 执结 审执结 驻村 入库 撤销 补缴 扫除 装配 调剂 续签 投递 运送 发送 播种 "
        "收获 屠宰 养殖 存栏 出栏 托管 流转 开垦 复垦 疏浚 加固 绿化 亮化 油化 刷新 净化 防治 诊断 "
        "会诊 手术 义诊 随访 接种 发出 收到 打造 创建 搭建 制定 修订 出台 制订 举报 提起公诉 受益 "
        "增设 扩大 确定 晋级 参展 参赛 参训 受训 参会"},
       {weak,
        "培训 宣传 服务 建设 管理 调研 演出 放映 训练 讲座 辅导 调查 审计 补贴 救助 资助 诉讼 试验 "
        "扫描 复印 维修 流动 "
        "保障 保护 种 植 办 设 建 送 打 获 发 收 购 捐 辖 有 评 出 做 作 讲 上 进 撤 拍 印 投 聘 "
        "开"}});
  return words;
}

// What stands before the number and belongs to neither noun nor verb.
const Words& tails() {
  static const Words words(
      Side::end, {{0,
                   "人均 户均 亩均 日均 年均 位列 位居 居 名列 排名 列 跃居 增至 升至 扩充 扩充到 "
                   "缩短 增加 减少 下降 上升 提高 压减至 全省 全市 全县 全区 全国 达 达到 达成 共 "
                   "共计 合计 总计 累计 累计达 约 近 为 是 有 已 已有 已达 仅 就 "
                   "也 各 均 分别 超过 突破 逾 将近 接近 大约 不少于 "
                   "不低于 不超过 不足 不到 至少 最高 最多 总数 人数达 数达 增加到 增长到 "
                   "上升到 提高到 提升到 提升至 提高至 下降到 下降至 降至 降到 增至 "
                   "发展到 扩大到 扩展到 缩短到 缩短至 缩短为 延长到 压缩到 压缩至 压减至 优化为 "
                   "保持 保持在 控制在 稳定在 突破了 达到了 完成了 的 了 着 第 "
                   "： : ， 高达 多达 由 从 扩充到 调至 降为 上升为 提升为 在 平均 平均达 大概 计 "
                   "等 等共 等各类 实有 共有 现有 合 共达 超出 又 再 还"}});
  return words;
}

// Adverbs and set phrases before a noun.
const Words& heads() {
  static const Words words(
      Side::begin,
      {{0,
        "剩余 年内 线上 线下 实际 直接 尚缺 尚 最高 平均用时 比上年 比去年 较上年 较去年 较常年 "
        "比常年 比上届 较上届 同比 环比 上年的 上年 本年 其它 "
        "截至 全年 今年 去年 上年 当年 本年 年末 年底 年初 其中 另有 另外 此外 同时 目前 现在 在册 "
        "在用 "
        "累计 共计 共 已 并 还 又 再 则 各类 各种 各项 各级 各式 "
        "全市 全县 全区 全省 全国 全街 全乡 全镇 全村 全校 全院 全州 全局 辖区 我县 我市 我区 我省 "
        "我局 我院 我校 我会 我镇 我乡 我村 本馆 本年度 "
        "截至目前 截止目前 今年以来 一年来 期间 并且 以及 和 与 及 了 的 均 先后 分别 总计 合计 "
        "仅 实际 ， 、 ： : 。 ； ） ) 】 上半年 下半年 一季度 "
        "以上 以下 左右 达到 由于 期间 其中： 其中， 来 首月 日均 年均 月均 户均 经"}});
  return words;
}

std::size_t trim_tail(const Text& text, std::size_t begin, std::size_t end) {
  while (end > begin) {
    const std::size_t blank = text.skip_blanks_before(end);
    if (blank < end) {
      end = blank < begin ? begin : blank;
      continue;
    }
    const Words::Hit hit = tails().longest(text.all, end);
    if (!hit || end - begin < hit.bytes) return end;
    end -= hit.bytes;
  }
  return end;
}

std::size_t trim_head(const Text& text, std::size_t begin, std::size_t end) {
  while (begin < end) {
    const Words::Hit hit = heads().longest(text.all, begin);
    if (!hit || begin + hit.bytes > end) return begin;
    begin += hit.bytes;
  }
  return begin;
}

// At most 12 characters, and only what stands behind 的, cut from the left.
std::string_view phrase(const Text& text, std::size_t begin, std::size_t end) {
  begin = trim_head(text, begin, end);
  constexpr std::size_t two = 6;  // bytes of two characters
  for (std::size_t at = begin; at < end; at = text.next(at)) {
    if (text.has(at, "的") && at + 3 < end) begin = at + 3;
    for (const std::string_view cut : {"以上", "各类", "各种", "”", "》", "等"}) {
      const std::size_t behind = at + cut.size();
      if (!text.has(at, cut) || behind + two > end) continue;
      if (cut == "等" && (text.has(behind, "级") || text.has(behind, "奖") || at == begin))
        continue;
      begin = behind;
    }
  }
  begin = trim_head(text, begin, end);
  // A list is kept whole where it is short: 五保户、军烈属.
  constexpr std::size_t list_bytes = 24;
  if (end - begin > list_bytes) {
    for (std::size_t at = begin; at < end; at = text.next(at)) {
      if (text.has(at, "、") && at + 3 < end) begin = at + 3;
    }
  }
  std::size_t count = 0;
  std::size_t at = end;
  while (at > begin && count < subject_characters) {
    at = text.previous(at);
    ++count;
  }
  return text.between(at, end);
}

struct VerbPlace {
  std::size_t begin = 0, end = 0;
  bool found = false;
};

bool is_quoted_open(const Text& text, std::size_t at) {
  return text.has(at, "“") || text.has(at, "《");
}

// The last strong verb with something behind it, else the last one, else a weak one at the
// beginning.
VerbPlace last_verb(const Text& text, std::size_t begin, std::size_t end) {
  VerbPlace best;
  bool quoted = false;
  std::size_t at = begin;
  while (at < end) {
    if (is_quoted_open(text, at)) quoted = true;
    if (text.has(at, "”") || text.has(at, "》")) quoted = false;
    const Words::Hit hit = quoted ? Words::Hit{} : verbs().longest(text.all, at);
    if (!hit || at + hit.bytes > end || text.has_before(at, "的")) {
      at = text.next(at);
      continue;
    }
    const std::size_t behind = at + hit.bytes;
    const bool usable =
        hit.kind == strong ? (!best.found || behind < end) : at == begin && hit.bytes >= 3;
    if (!usable) {
      at = behind;
      continue;
    }
    // 率 in 采纳率 makes a noun of the verb.
    if (end - behind == 3 && !text.has_before(end, "案") && !text.has_before(end, "树")) {
      if (!best.found) return best;
      at = behind;
      continue;
    }
    // Verbs in a row are one: 引进培育.
    if (best.found && best.end == at) {
      if (behind < end) best.end = behind;
    } else {
      best = {at, behind, true};
    }
    at = behind;
  }
  return best;
}

// 调解委员会, 服务站: behind the verb only the head of a name is left of the clause.
bool is_part_of_name(const Text& text, std::size_t at, std::size_t limit) {
  static const Words names(Side::end, {{0,
                                        "委员会 员 站 点 所 中心 室 馆 班 队 组 基地 平台 机构 "
                                        "人员 单位 会 项目 案件 活动 器材 设备"}});
  constexpr std::size_t head_bytes = 18;
  std::size_t end = at;
  while (end < limit && end - at <= head_bytes && text.is_han(end)) end = text.next(end);
  return end > at && end - at <= head_bytes && text.is_clause_end(end) && names.has(text.all, end);
}

bool is_verb(const Text& text, std::size_t begin, std::size_t end) {
  return begin < end && verbs().longest(text.all, begin).bytes == end - begin;
}

}  // namespace

Nouns nouns_before(const Text& text, std::size_t begin, std::size_t end) {
  Nouns out;
  begin = trim_head(text, begin, end);
  // 办证时限由, 救助金每例: what stands behind is no name of the thing.
  for (std::size_t at = begin; at < end; at = text.next(at)) {
    const bool from = text.has(at, "由") || text.has(at, "从");
    if ((from && at >= begin + 6) || text.has(at, "每")) end = at;
  }
  end = trim_tail(text, begin, end);
  if (begin >= end) return out;
  const VerbPlace verb = last_verb(text, begin, end);
  if (!verb.found) {
    out.subject = phrase(text, begin, end);
    return out;
  }
  out.action = text.between(verb.begin, verb.end);
  if (verb.begin > begin) out.actor = phrase(text, begin, verb.begin);
  static const Words done(Side::end, {{0, "完成"}});
  const bool of_the_last =
      done.has(text.all, verb.end) && is_verb(text, verb.end, end);  // 完成整改
  if (verb.end < end && !of_the_last) out.subject = phrase(text, verb.end, end);
  // 离婚登记, 志愿服务: verbs that are as often the head of a name.
  static const Words heads_of_names(Side::end, {{0, "登记 服务 救助 举报 分流 造林"}});
  const bool whole =
      verb.end == end && verb.begin - begin == 6 && heads_of_names.has(text.all, end);
  if (whole) out.subject = phrase(text, begin, end);
  if (out.subject.empty() && verb.begin > begin && !of_the_last) {
    out.subject = phrase(text, begin, trim_tail(text, begin, verb.begin));
    out.before_verb = !out.subject.empty();
    out.actor = {};
  }
  return out;
}

Nouns nouns_behind(const Text& text, std::size_t begin, std::size_t limit) {
  static const Words stops(Side::begin,
                           {{0,
                             "的 在 为 以 于 到 被 由 从 将 与 和 及 等 进 入 获 荣 是 有 达 中 内 "
                             "后 前 左右 上下 以上 以下 以内 之 共 均 全 未 已 不 也 并 仅 升 降 "
                             "分 赴 驻 任 分别 全部 直接 先后 同时 上线 报名 入围 进入 考入 入选 "
                             "连续 坚持 按时 顺利 成功 建立 联动 上岗 受 对 可 需 应 超 能 因 居 "
                             "向 自 还 又 再 每 其 日 人均"}});
  Nouns out;
  std::size_t at = begin;
  bool quoted = false;
  while (at < limit) {
    if (text.has(at, "“") || text.has(at, "《")) quoted = true;
    if (text.has(at, "”") || text.has(at, "》")) {
      quoted = false;
      at += 3;
      continue;
    }
    if (!quoted) {
      if (!text.is_han(at) && !text.is_letter(at) && !is_quoted_open(text, at)) break;
      const Words::Hit verb = verbs().longest(text.all, at);
      if (verb && verb.kind == strong && at > begin &&
          is_part_of_name(text, at + verb.bytes, limit)) {
        at += verb.bytes;
        continue;
      }
      if (verb && verb.kind == strong) {
        // 服务站, 培训班: a verb inside a noun is followed by its head.
        out.action = text.between(at, at + verb.bytes);
        break;
      }
      if (stops.has(text.all, at)) break;
    }
    at = text.next(at);
  }
  if (at > limit) at = limit;
  out.subject = phrase(text, begin, at);
  return out;
}

}  // namespace youju::reading
