#include <youju/reading/chars.h>
#include <youju/reading/left_out.h>
#include <youju/reading/verbs.h>
#include <youju/reading/words.h>

namespace youju::reading {
namespace {

using Side = Words::Side;

constexpr std::size_t two_characters = 6;

}  // namespace

bool speaks_of_the_last(std::string_view before, bool relative) {
  enum : std::uint8_t { noun, opening, relative_opening };
  static const Words words(
      Side::begin,
      {{opening,
        "比 较 对比 相比 超出计划 超出任务 低于 高于 高出 超额 超收 超过 超警戒 减亏 净增 扣除 翻 "
        "同比 环比 增长 下降 上升 "
        "上涨 下跌 上浮 下浮 改善 "
        "降幅 年净增 快于 慢于 多于 少于 优于 好于 仍低于 仍高于 超预算 其余 余下 "
        "最年长的 其余的 "
        "少收 多收 多支 少支 多用 少用 多查 多缴 多争取 净提高 净减少 净减 降 提标 收窄 回落 下滑 "
        "加办 "
        "等于 正好 刚好 恰好 也就 也就是 即 跃上 跃升到 延伸到 压到 "
        "增幅 偏多 偏少 偏高 偏低 被 剩余 其余 尚缺 尚有 首次 连续 户均增 人均增 人手"},
       {relative_opening,
        "不到 不足 是 为 占 相当于 完成计划 完成任务 完成年 完成全年 超计划 超任务"},
       {noun,
        "比赛 比例 比武 比重 较大 较好 被告 被子 占地 连续剧 为民 是否 剩余劳动 被征地 "
        "降水 降雨 降温 降解 降压 降本 降耗 降尘 降血 降糖 即时 即期 即办 即墨 即将 等于零"}});
  static const Words extremes(
      Side::begin,
      {{1,
        "缩小 扩大 压缩 收缩 回升 攀升 微增 微降 微升 微减 再增 猛增 锐减 实增 实减 净增 净减 "
        "最高 最低 最大 最小 最多 最大为 最高达 最高为 每人 每户 其中最大 多 少 高 低 多出 "
        "少了 多了 降了 涨了 掉了 翻了 快了 慢了 升了 跌了 后者占 相差 超 年龄最大的 年龄最小的 "
        "最多的 最少的 最高的 最低的 最大的 最小的 最长的 最短的 最多的有 "
        "最少的也有 最多的达 最少的仅 最多达 最少仅 最低仅 多则 少则 多的 少的 多者 少者 "
        "多的达 少的仅 提到 调到 调至 提至"}});
  if (before.starts_with("（")) before.remove_prefix(3);
  if (before.starts_with("(")) before.remove_prefix(1);
  const Words::Hit hit = words.longest(before, 0);
  if (hit && (hit.kind == opening || (hit.kind == relative_opening && relative))) return true;
  const Words::Hit extreme = extremes.longest(before, 0);
  if (extreme && extreme.bytes == before.size()) return true;
  constexpr std::size_t superlative = 9;  // 最重的
  for (std::size_t behind = superlative; before.starts_with("最") && behind <= superlative + 3;
       behind += 3) {  // 最年轻的
    if (before.size() < behind || !begins(before.substr(behind - 3), {"的", "者"})) continue;
    const std::string_view rest = before.substr(behind);
    if (rest.size() <= two_characters || begins(rest, {"一", "也"})) return true;
  }
  // 调为, 恢复到: nothing but what became of it.
  if (!ends(before, {"到", "至", "为"}) || before.size() > superlative) return false;
  const std::string_view deed = before.substr(0, before.size() - 3);
  return deed.size() == 3 || verb_before(deed, deed.size()) == deed.size() ||
         has_shape_of_verb(deed, 0);
}

bool only_qualifies(std::string_view subject) {
  // Ａ级, Ⅱ级
  if (subject.size() <= 6 && subject.ends_with("级") && !Text{subject}.is_han(0)) return true;
  return ends(subject, {"以上", "以下", "女性", "男性", "方面", "不合格", "合格", "成功", "免费",
                        "采用", "领导批示", "优秀", "合计", "总数", "达标"});
}

bool is_hollow(std::string_view subject) {
  static const Words hollow(Side::begin,
                            {{0,
                              "月 年 日 周 季 平均 年均 相 这一数字 一数字 这个数 这一比例 "
                              "该比例 这一指标 该数 "
                              "如今 总任务 年初预算 原计划 原标准 基础上 里 中 当中 "
                              "其中 净 正 相比 多收 少收 多出 多查 少用 "
                              "多争取 相当于 相当于上年 为上年 为年初预算 为计划 "
                              "为预算 去年同期 上年同期 上年末 年初 年末 "
                              "测算 计算 占 正好 刚好 收窄 跃上 跃升 延伸 上台阶 压减 "
                              "等于压减 到年底实际 分给 数相当于任务 "
                              "拿下"}});
  return !subject.empty() && hollow.longest(subject, 0).bytes == subject.size();
}

namespace {

// 至9月底仍有, 到十月底已有: up to a day, and that it is there.
bool is_up_to_day(std::string_view before) {
  static const Words untils(Side::begin, {{0, "至 到 截至 截止 截止到"}});
  static const Words days(Side::begin,
                          {{0,
                            "年 月 日 底 末 初 上旬 中旬 下旬 止 为止 已有 仍有 尚有 还有 "
                            "共有 已 仍 尚 还 共 有 一 二 三 四 五 六 七 八 九 十"}});
  const std::size_t until = untils.longest(before, 0).bytes;
  if (until == 0) return false;
  before.remove_prefix(until);
  bool dated = false;
  while (!before.empty()) {
    const bool digit = before.front() >= '0' && before.front() <= '9';
    const std::size_t bytes = digit ? 1 : days.longest(before, 0).bytes;
    if (bytes == 0) return false;
    dated = dated || begins(before, {"月", "年", "日"});
    before.remove_prefix(bytes);
  }
  return dated;
}

}  // namespace

bool is_time_only(std::string_view before) {
  if (is_up_to_day(before)) return true;
  if (before.starts_with("、")) before.remove_prefix(3);
  static const Words words(
      Side::begin,
      {{0,
        "上年 去年 上年度 去年度 上届 上学年 上期 往年 前年 今年 本年 当年 年初 年底 "
        "如今 原 原为 原是 原来 现 现在 现为 不过 才 只 已 仍 此前 年终 岁末 — "
        "年末 上月 同期 的 底 末 年 月 为 是 仅 只有 有 而 （ 度 上年末 上年底 "
        "继续 增长为 下降为 上升为 提高为 增加为 减少为 增加到 减少到 增长到 提高到 提升到 下降到 "
        "上升到 降低到 发展到 壮大到 扩大到 "
        "与 同 和 "
        "扩展到 缩短到 缩减到 压缩到 压减到 降到 升到 减到 增到 增至 降至 升至 减至 "
        "周末 旺季 淡季 节假日 假期 暑期 寒假 平日 单日 单月 单场 单次 单周 当日 当天 当月 "
        "每日 每天 每月 日均 月均 年均 场均 "
        "次均 人均 周均 生均 师均 床均 "
        "平均 最高 最大 最小 最多 最少 最低 最长 最短 高峰 峰值 达 约 超过 突破 不到 不足 份"}});
  constexpr std::size_t shortest = 6;
  if (before.size() < shortest) return false;
  std::size_t at = 0;
  bool time = false;
  while (at < before.size()) {
    const bool ascii = (before[at] >= '0' && before[at] <= '9') || before[at] == '(';
    const Words::Hit hit = ascii ? Words::Hit{} : words.longest(before, at);
    if (!ascii && !hit) return false;
    time = time || hit.bytes > 3 || before[at] != '(';
    at += ascii ? 1 : hit.bytes;
  }
  return time;
}

bool is_size_alone(std::string_view subject) {
  static const Words sizes(Side::begin, {{0,
                                          "价值 折价 金额 面积 总量 保额 规模 标准 收益 数量 "
                                          "总时长 总面积 总长 全长 宽处 总长度 宽 厚 单台 创效 "
                                          "创汇 耗资 节本增效 亩均节本增效"}});
  const Words::Hit size = sizes.longest(subject, 0);
  return size && size.bytes == subject.size();
}

bool is_size_of_title(std::string_view subject) {
  static const Words sizes(
      Side::begin,
      {{0, "播种面积 种植面积 面积 单产 总产 产量 占地 占地面积 深埋 总长 总面积 金额"}});
  return is_size_alone(subject) ||
         (!subject.empty() && sizes.longest(subject, 0).bytes == subject.size());
}

}  // namespace youju::reading
