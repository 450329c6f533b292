// What stands at either end of a phrase and is no part of its noun. There is no dictionary of
// nouns: these are function words, dates, marks of items and deeds of one character.
#include <youju/reading/nouns.h>
#include <youju/reading/verbs.h>
#include <youju/reading/words.h>

namespace youju::reading {
namespace {

using Side = Words::Side;

// What stands before the number and belongs to neither noun nor verb; those of kind 1 are nouns
// that only end so.
const Words& tails() {
  static const Words words(
      Side::end,
      {{0,
        "人均 户均 亩均 日均 年均 人均增收 户均增收 亩均增收 亩均增产 按人平 人平 按人均 壮大到 "
        "现已 现已有 这 那 月人均 年人均 位列 "
        "位居 居 名列 排名 列 跃居 增至 升至 扩充 "
        "扩充到 "
        "缩短 增加 减少 下降 上升 提高 压缩 压减 提速 压减至 全省 全市 全县 全区 全国 达 达到 达成 "
        "共 "
        "共计 合计 总计 总数达 总量达 总额达 累计 累计达 零下 约 近 为 是 有 已 已有 已达 仅 就 "
        "一项 一家 一地 一县 一类 原来 原先 整整 反而 却 总共 一共 合起来 加起来 相加 之和 尚差 "
        "还差 仍差 "
        "也 各 均 即 便 则 少则 多则 要 使 促使 让 明显 不得 不得少于 不得多于 不应少于 不应低于 "
        "力争 将 可 应 仍 分别 超过 突破 逾 将近 接近 大约 不少于 "
        "不低于 不超过 不足 不到 至少 最高 最多 最大 最小 最长 最短 总数 人数达 数达 增加到 增长到 "
        "上升到 提高到 提升到 提升至 提高至 下降到 下降至 降至 降到 增至 "
        "发展到 扩大到 扩展到 缩短到 缩短至 缩短为 延长到 压缩到 压缩至 压减至 优化为 "
        "跌到 跌至 涨到 涨至 升到 增到 减到 缩到 缩至 压到 压至 扩到 扩至 恢复到 恢复至 回升到 "
        "回升至 回落到 回落至 "
        "最高达 最多达 最低达 最大达 最大时 最大时达 最大时达到 最高时 最多时 最高时达 最多时达 "
        "最高为 最低为 "
        "保持 保持在 控制在 稳定在 突破了 达到了 完成了 的 了 着 第 "
        "： : ， （ 高达 多达 由 从 扩充到 调至 降为 上升为 提升为 在 平均 平均达 大概 计 "
        "低于 高于 不得低于 不得超过 不得高于 少于 多于 超 只 只有 只剩 仅剩 占到 占去 才 竟 过 "
        "仍有 还有 尚有 约占 "
        "减至 减为 集中到 合并为 整合为 压缩为 中有 折款 折合 折合人民币 "
        "预计 符合 须 必须 需 拟 暂 暂按 按 将 未 不 "
        "去年同期 上年同期 上年末 年初 年末 原定 原定办 原为 正好 刚好 恰好 不过 因此 如今 等于 "
        "相当于 "
        "也就 "
        "在册 应收 应缴 "
        "等 等共 等各类 实有 共有 现有 合 共达 超出 又 再 还"},
       {1,
        "大使 天使 特使 即使 行使 公使 假使 驱使 出使 转让 出让 忍让 礼让 退让 割让 签约 国有 公有 "
        "私有 所有 会计 审计 统计 设计 高等 中等 初等 平等 甲等 乙等 丙等 特等 "
        "优等 联合 综合 结合 "
        "融合 组合 混合 整合 配合 集合 系列 队列 返还 归还 公约 条约 合约 预约 节约 民居 "
        "邻居 安居 移居 定居 公共 成就 行为 自由 附近 存在 潜在 通还 "
        "学前 产前 婚前 会前 赛前 岗前 餐前 目前 年前 术前 生前 规则 细则 守则 法则 原则 总则 附则 "
        "如此 立即 随即 方便 简便 大便 主要 重要 需要 纪要 摘要 概要 必要 许可 认可 反应 供应 响应 "
        "适应 "
        "效应 "
        "对应 相应 通过 经过 透过 难过 反超 赶超 高超 彩超 人才 英才 通才 温度计 血压计 体温计 "
        "流量计 压力计 水位计 "
        "标的 目的 必需 所需 急需 内需"}});
  return words;
}

// Adverbs and set phrases before a noun; those of kind 1 are nouns that only begin so, that of kind
// 2 is one if nothing follows.
const Words& heads() {
  static const Words words(
      Side::begin,
      {{0,
        "份 尽管 最终 上旬 中旬 下旬 的比例 的标准 的价格 的幅度 的速度 间 年间 相比 相较 对比 "
        "一年 "
        "整整 短短 略降 略增 略升 微降 微升 微增 分属 "
        "反而 "
        "但是 但 而 然而 或 或者 已经 进一步 "
        "加上 连同 减去 估算 先行 总共 一共 "
        "两者 三者 四者 二者 上述 前述 "
        "连续 剩余 年内 实际 直接 尚缺 尚 最高 平均用时 比上年 比去年 较上年 较去年 "
        "较常年 "
        "比常年 比上届 较上届 同比 环比 上年的 上年 本年 其它 "
        "截至 全年 今年 去年 上年 当年 本年 年末 年底 年初 其中 另有 另外 此外 同时 目前 现在 在册 "
        "在用 "
        "分别为 分别是 依次为 依次是 依次 "
        "累计 共计 共 已 并 还 又 再 则 各类 各种 各项 各级 各式 "
        "上年度 去年度 全市 全县 全区 全省 全国 全街 全乡 全镇 全村 全校 全院 全州 全局 辖区 我县 "
        "我市 我区 我省 "
        "我局 我院 我校 我会 我镇 我乡 我村 我场有 我社有 我所有 我站有 "
        "我馆有 我队有 我行有 我厂有 我委有 我园有 我台有 我矿有 我街道有 我公司有 我中心有 "
        "我单位有 本馆 本年度 "
        "截至目前 截止目前 今年以来 一年来 期间 并且 以及 和 与 及 了 的 均 先后 分别 总计 合计 "
        "仅 实际 ， 、 ： : 。 ； ） ) 】 ★ ◎ ◆ ▲ ● ■ \u3000 上半年 下半年 一季度 "
        "正在 当场 限期 按期 如期 逐步 仍 （ "
        "以上 以下 左右 达到 由于 期间 其中： 其中， 首月 日均 年均 月均 户均 没有 未 尚有 还有 "
        "用于 共有 底 末 内 由 把 前 后 之前 之后 之内 以内 以来 要 再 拟 即 都 才 就 将 还将 即将 "
        "还要 "
        "力争 确保 力求 预计 预期 届时 有望 一天 一是 二是 三是 四是 五是 六是 七是 一要 二要 三要 "
        "四要 五要 最多 "
        "最少 至多 至少 可 可以 能 应 会同 全部 又有 更有 只 仅有 年平均 同口径 再次 "
        "重新 "
        "至今 至此 一共 主要是 一季度 二季度 三季度 四季度 当日 当天 当月 日前 "
        "本年 本月 本季 本学期 上学期 本届 今冬 今春 明年 今秋 明后两年 本次 此次 该 这 单日 单月"},
       {2, "计划 线上 线下"},
       {1, "上年结转 上年结余 上年滚存 去年结转"},
       {1,
        "各项目 而且 而今 而立 间作 间接 间伐 间距 间隔 间种 一年级 一年生 一年制 一年期 但书 "
        "还林 还草 再审 前期 前景 前沿 前台 前身 前端 前线 前置 前锋 后勤 后备 后期 后台 后方 后续 "
        "后置 后代 后援 "
        "前来 前往 要素 要案 要闻 要客 要件 要情 要点 要塞 再保险 再贷款 再制造 再担保 再融资 即时 "
        "即期 都市 "
        "才艺 才能 就业 就诊 就医 就学 就餐 就地 就读 就近 将军 计划生育 计划免疫 计划内 计划外 "
        "计划数 "
        "可研 可燃 可比 可用 可视 能效 能量 能耗 能源 能力 能手 能人 应届 应急 应用 应税 应收 应付 "
        "应检 应征 应聘 应邀 应诉 应对 应签 应到 应参保 全部门 只读 这里 该县 该市 该区 该省 为民 "
        "为农 为老 为企 为侨 "
        "均价 均值 均分 均衡 内容 内部 内河 内科 内勤 内刊 内退 内训 内销 内贸 内燃 底数 底商 底座 "
        "末端 "
        "共青团 共建 共享 及格 和谐 了解 在校 在园 未成年 未来 已婚 再生 再就业 并购 并网 还款 "
        "还田"}});
  return words;
}

// 用量（折纯）: where the short bracket opens that ends a noun of two characters or more, or `end`.
std::size_t bracket_before(const Text& text, std::size_t begin, std::size_t end) {
  constexpr std::size_t bracket_bytes = 60, two = 6;
  if (!text.has_before(end, "）")) return end;
  std::size_t at = end - 3;
  while (at > begin + two && end - at < bracket_bytes) {
    at = text.previous(at);
    if (text.has(at, "（")) return at;
  }
  return end;
}

// 圩堤溃了, 舞台车跑了: before 了 one character is a verb, whatever it is.
std::size_t before_done(const Text& text, std::size_t begin, std::size_t end) {
  constexpr std::size_t two = 6, three = 9;
  if (!text.has_before(end, "了")) return end;
  if (end == begin + two && text.is_han(begin)) return begin;  // 烂了
  if (end < begin + three + 3) return end;
  const std::size_t verb = end - 3;
  if (!text.is_han(verb - 3) || verb_before(text.all.substr(0, verb), verb) > 3 ||
      tails().has(text.all, verb))
    return end;
  return has_shape_of_verb(text.all.substr(0, verb), verb - 6) ? end : verb - 3;
}

// 案件立, 茧价跌: one character behind a noun that is a deed and ends no noun.
std::size_t before_one_deed(const Text& text, std::size_t begin, std::size_t end) {
  constexpr std::size_t two = 6, one = 3;
  static const Words deeds(
      Side::end,
      {{0,
        "跌 涨 破 立 缺 欠 占 亏 住 卖 称 获 夺 拿 捐 赠 铺 栽 拍 坐 喝 吃 跑 赚 挣 剩 超 距 伤 设 "
        "售 垫 赔 罚 抓 查 检 抽 送 借 还 打 挖"},
       {1,
        "突破 侦破 国立 公立 市立 县立 私立 独立 对立 空缺 短缺 紧缺 独占 盈亏 居住 入住 常住 留住 "
        "买卖 专卖 义卖 拍卖 外卖 名称 职称 简称 总称 荣获 募捐 捐赠 店铺 商铺 床铺 卧铺 新栽 移栽 "
        "航拍 自拍 慢跑 长跑 赛跑 领跑 过剩 商超 反超 彩超 英超 中超 差距 株距 行距 间距 工伤 致伤 "
        "烧伤 轻伤 重伤 死伤 创伤 建设 开设 新设 附设 铺设 架设 零售 销售 出售 处罚 复查 排查 普查 "
        "检查 侦查 督查 巡查 筛查 调查 审查 抽查 核查 体检 质检 送检 年检 商检 药检 纪检 安检 产检 "
        "抽检 孕检 巡检 边检 选送 推送 报送 租借 外借 返还 归还 偿还 攻打 开挖 采挖"}});
  if (end < begin + two + one) return end;
  const Words::Hit hit = deeds.longest(text.all, end);
  if (!hit || hit.kind == 1 || !text.is_han(end - one - one) ||
      verb_before(text.all.substr(0, end), end) > one)
    return end;
  return end - one;
}

// （二）, （6, 2．, 4、: behind the mark of an item, or `begin`.
std::size_t item_mark(const Text& text, std::size_t begin, std::size_t end) {
  if (text.is_han(begin)) return begin;
  const bool bracket = text.has(begin, "（");
  std::size_t at = bracket ? begin + 3 : begin;
  const Class kind = text.class_at(at);
  if (kind != Class::digit && !(bracket && kind == Class::numeral)) return begin;
  while (at < end && text.class_at(at) == kind) at = text.next(at);
  if (text.has(at, "）")) return at + 3;
  return !bracket && (text.has(at, "．") || text.has(at, "、")) ? at + 3 : begin;
}

// 12月底就业, 2008年拟购: behind the date a clause opens with, or `begin`.
std::size_t date_head(const Text& text, std::size_t begin, std::size_t end) {
  if (!text.is_digit(begin)) return begin;  // as mostly
  static const Words dates(
      Side::begin, {{0, "年 年底 年末 年初 年度 月 月底 月末 月初 月份 月前 月中旬 日 日前 日起"}});
  std::size_t at = begin;
  while (at < end && text.is_digit(at)) at = text.next(at);
  // 2014-2015年贫困户
  const std::size_t mark = text.byte(at) == '-'                      ? 1
                           : text.has(at, "—") || text.has(at, "至") ? 3
                                                                     : 0;
  if (mark > 0 && at + mark < end && text.is_digit(at + mark)) {
    at += mark;
    while (at < end && text.is_digit(at)) at = text.next(at);
  }
  const Words::Hit date = at > begin && at < end ? dates.longest(text.all, at) : Words::Hit{};
  return date && at + date.bytes < end ? at + date.bytes : begin;
}

}  // namespace

std::size_t trim_tail(const Text& text, std::size_t begin, std::size_t end) {
  end = before_one_deed(text, begin, before_done(text, begin, end));
  while (end > begin) {
    if (const std::size_t open = bracket_before(text, begin, end); open < end) {
      end = open;
      continue;
    }
    const std::size_t blank = text.skip_blanks_before(end);
    if (blank < end) {
      end = blank < begin ? begin : blank;
      continue;
    }
    const Words::Hit hit = tails().longest(text.all, end);
    // 恢复到, 调整至: the deed stands before.
    const bool outcome = !hit && (text.has_before(end, "到") || text.has_before(end, "至"));
    if (outcome && end > begin + 9 &&
        (verb_before(text.all.substr(0, end - 3), end - 3) >= 6 ||
         tails().longest(text.all, end - 3).bytes >= 6)) {
      end -= 3;
      continue;
    }
    if (!hit || hit.kind == 1 || end - begin < hit.bytes) return end;
    // 健将, 总则: no word of its own.
    if (whole_words_before().longest(text.all.substr(begin), end - begin).bytes > hit.bytes)
      return end;
    end -= hit.bytes;
  }
  return end;
}

std::size_t trim_head(const Text& text, std::size_t begin, std::size_t end) {
  while (begin < end) {
    if (const std::size_t date = date_head(text, begin, end); date > begin) {
      begin = date;
      continue;
    }
    if (const std::size_t mark = item_mark(text, begin, end); mark > begin) {
      begin = mark;
      continue;
    }
    const Words::Hit hit = heads().longest(text.all, begin);
    if (!hit || hit.kind == 1 || begin + hit.bytes > end) return begin;
    if (hit.bytes == 3 && whole_words().has(text.all.substr(0, end), begin))
      return begin;  // 可靠性
    if (hit.kind == 2 && begin + hit.bytes == end) return begin;
    begin += hit.bytes;
  }
  return begin;
}

}  // namespace youju::reading
