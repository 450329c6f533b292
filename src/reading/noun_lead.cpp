// What stands before the noun of a clause and is none of it: for each of what, how and in which way
// it is done, of what it is a share.
#include <youju/reading/fact.h>
#include <youju/reading/nouns.h>
#include <youju/reading/unit.h>
#include <youju/reading/verbs.h>
#include <youju/reading/words.h>

#include <algorithm>

namespace youju::reading {
namespace {

using Side = Words::Side;

}  // namespace

bool is_verb(const Text& text, std::size_t begin, std::size_t end) {
  const Words::Hit hit = begin < end ? verbs().longest(text.all, begin) : Words::Hit{};
  return hit && hit.kind != kept && hit.bytes == end - begin;
}

// 以调解方式结案, 通过线上渠道受理: behind the way in which it is done, or `begin`.
std::size_t behind_way(const Text& text, std::size_t begin, std::size_t end) {
  if (!text.has(begin, "以") && !text.has(begin, "通过") && !text.has(begin, "采取")) return begin;
  static const Words ways(Side::end, {{0, "方式 渠道 形式 途径 办法"}});
  constexpr std::size_t two = 6;
  for (std::size_t at = end; at > begin + two; at = text.previous(at))
    if (ways.has(text.all, at)) return at + two <= end ? at : begin;
  return begin;
}

// 紧急转移, 临时查封: behind what only says how, if nothing but verbs follows.
std::size_t behind_adverb(const Text& text, std::size_t begin, std::size_t end) {
  static const Words adverbs(
      Side::begin,
      {{0,
        "紧急 临时 提前 预期 及时 就地 当场 依法 自愿 主动 统一 集中 全部 定期 不定期 分批 陆续 "
        "相继 累计 直接 实际 重点 联合 独立 公开 顺利 率先 如期 按期 全面 基本 初步 平均"}});
  const Words::Hit hit = adverbs.longest(text.all, begin);
  // 基本建设, 基本支出: a name.
  return hit && !text.has(begin, "基本建设") && !text.has(begin + hit.bytes, "支出") &&
                 is_verb(text, begin + hit.bytes, end)
             ? begin + hit.bytes
             : begin;
}

namespace {

// 每方水价, 每千人抽检量, 每万名劳动者中研发人员: the thing is named behind what it is counted for.
std::size_t behind_each(const Text& text, std::size_t begin, std::size_t end) {
  constexpr std::size_t two = 6, whole_bytes = 24;
  static const Words wholes(Side::end, {{0, "者中 人员中 职工中 人口中 居民中 学生中 企业中"}});
  if (!text.has(begin, "每")) return begin;
  std::size_t at = begin + 3;
  while (text.class_at(at) == Class::numeral || text.is_digit(at)) at = text.next(at);
  const UnitFound unit = read_unit(text, at);
  at = text.has(at, "人口") ? at + two : unit ? unit.end : text.next(at);
  for (std::size_t of = at; of + two <= end && of - at <= whole_bytes; of = text.next(of))
    if (wholes.has(text.all, of)) return of;
  return at + two <= trim_tail(text, begin, end) ? at : begin;
}

// 平均每天的车流量, 平均每百户农户拥有小汽车, 平均每年贷款余额: behind for each of what it is,
// where a thing is named there.
std::size_t behind_mean_of_each(const Text& text, std::size_t begin, std::size_t end) {
  constexpr std::size_t two = 6, near = 36;
  static const Words units(
      Side::begin,
      {{0,
        "天 年 月 周 日 季 人 户 亩 家 村 县 镇 乡 馆 校 所 场 次 个 百户 千户 百人 千人 "
        "万人 百户农户 百户居民 百户家庭 百户农村居民 百户城镇居民"}});
  const std::size_t found = find_word(text.between(begin, std::min(end, begin + near)), "平均每");
  if (found == std::string_view::npos) return begin;
  std::size_t at = begin + found + two + 3;
  const std::size_t bytes = units.longest(text.all, at).bytes;
  if (bytes == 0) return begin;
  at += bytes;
  if (text.has(at, "的")) at += 3;
  for (const std::string_view has : {"拥有", "有", "放出", "发放", "实现", "完成"})
    if (text.has(at, has)) {
      at += has.size();
      break;
    }
  return at < end && trim_tail(text, at, end) >= at + two ? at : begin;
}

// 场均119人, 人均补助1.2万元: per what, and at most a verb; 人均收入 is a thing.
std::size_t behind_average(const Text& text, std::size_t begin, std::size_t end) {
  constexpr std::size_t two = 6;
  const std::size_t noun = begin + two;
  if (const std::size_t per = behind_mean_of_each(text, begin, end); per > begin) return per;
  if (noun > end || !text.has(begin + 3, "均")) return begin;
  return noun == end || is_verb(text, noun, trim_tail(text, noun, end)) ? noun : begin;
}

// 占地方财政收入, 占用水总量, 占到支出: behind the word of the share, unless it is the deed 占地,
// 占用.
std::size_t behind_share_of(const Text& text, std::size_t begin, std::size_t end) {
  if (!text.has(begin, "占")) return begin;
  static const Words deeds(
      Side::begin,
      {{1, "占地 占用"}, {0, "占地方 占地区 占用水量 占用水总 占用电 占用能 占用工 占用地"}});
  if (deeds.longest(text.all, begin).kind == 1) return begin;
  return begin + (text.has(begin, "占到") && begin + 6 < end ? 6 : 3);
}

}  // namespace

std::size_t behind_measure(const Text& text, std::size_t begin, std::size_t end) {
  return behind_share_of(text, behind_average(text, behind_each(text, begin, end), end), end);
}

}  // namespace youju::reading
