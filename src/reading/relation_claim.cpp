#include <youju/reading/relation_claim.h>
#include <youju/reading/relation_parts.h>
#include <youju/reading/words.h>

#include <algorithm>
#include <optional>

namespace youju::reading {
namespace {

constexpr std::size_t character = 3;

// 达, 为 and the like between what is told and its number.
std::string_view without_tail(std::string_view words) {
  static const Words tails(
      Words::Side::end,
      {{0,
        "达到 达 为 是 约 近 高达 已 均 ： 的 到 保持在 稳定在 超过 超 分别 也 只有 仅 仅有 才 "
        "不足 不到 接近 就 可 因此 依次 各"}});
  while (!words.empty()) {
    const std::size_t tail = words.back() == ':' ? 1 : tails.longest(words, words.size()).bytes;
    if (tail == 0) break;
    words.remove_suffix(tail);
  }
  return words;
}

}  // namespace

std::string_view without_marks(std::string_view words) {
  static const Words stops(Words::Side::end, {{0, "， ； 。 、 ： ） （ \u3000"}});
  return words.substr(behind_last(words, stops));
}

std::string_view behind_stop(std::string_view words) {
  static const Words stops(Words::Side::end, {{0, "， ； 。 ： ） （"}});
  return words.substr(behind_last(words, stops));
}

namespace {

// 就业率连续五年保持: what tells how the rate went on.
std::string_view without_course(std::string_view words) {
  constexpr std::size_t course_bytes = 24;
  const std::size_t rate = words.rfind("率");
  if (rate == std::string_view::npos) return words;
  const std::string_view behind = words.substr(rate + character);
  const bool course = behind.size() <= course_bytes &&
                      begins(behind, {"连续", "保持", "始终", "继续", "一直", "稳定", "仍"});
  return course ? words.substr(0, rate + character) : words;
}

// 占有率 and 占地 are no share, 占用水总量的 is one.
bool is_of_use(std::string_view words) {
  return begins(words, {"占地", "占用", "占有"}) && !begins(words, {"占地区", "占地方"}) &&
         !ends(words, {"的", "量", "额", "数"});
}

// 城镇 of 城镇化率.
std::string_view become(std::string_view rate) {
  static const Words tails(Words::Side::end, {{0, "率 水平 程度"}});
  static const Words words(Words::Side::end,
                           {{0, "城镇化 城市化 老龄化 机械化 良种化 规模化 电气化 信息化"}});
  const std::string_view name =
      rate.substr(0, rate.size() - tails.longest(rate, rate.size()).bytes);
  const std::size_t word = name.size() < rate.size() ? words.longest(name, name.size()).bytes : 0;
  return word == 0 ? std::string_view() : name.substr(name.size() - word, word - character);
}

// 煤炭比重, 买断安置的达60%: of what is named before it.
std::optional<Claim> claim_of_weight(std::string_view words) {
  static const Words tails(Words::Side::end, {{0, "的 所占"}});
  const std::string_view told = without_tail(words);
  std::string_view named;
  const bool of_those = ends(words, {"的达", "的达到", "的有", "的约", "的近"});
  if (told.ends_with("比重"))
    named = without_end(without_marks(told.substr(0, told.size() - 2 * character)), tails);
  else if (of_those)
    named = without_marks(words.substr(0, words.rfind("的")));
  else
    return std::nullopt;
  Claim claim;
  claim.form = Claim::Form::part;
  claim.named = named;
  return claim;
}

// 总数 of 正好是总数的四分之一, 销量 of 为销量的24%: what a number is so much of.
std::string_view held_to(std::string_view words) {
  static const Words ares(Words::Side::begin, {{0, "相当于 为 是 达 不足 超过 接近 约为 约"}});
  std::string_view of = without_marks(words);
  if (!of.ends_with("的")) return {};
  of.remove_suffix(character);
  for (std::size_t at = 0; at + 3 * character <= of.size(); at += character)
    if (const std::size_t are = ares.longest(of, at).bytes; are != 0) {
      of = of.substr(at + are);
      return of.size() < 2 * character || says_earlier_or_year(of) || says(of, {"平均", "比", "每"})
                 ? std::string_view()
                 : of;
    }
  return {};
}

// 女性占, 占学生总数的, by where 占 stands.
Claim claim_of_share(std::string_view words, std::size_t share) {
  Claim claim;
  claim.form = Claim::Form::part;
  claim.named = without_tail(without_marks(words.substr(0, share)));
  if (claim.named.ends_with("所")) claim.named.remove_suffix(character);
  claim.of = without_tail(words.substr(share + character));
  static const Words ratios(Words::Side::end, {{0, "的比重 的比例 的份额 份额 比重 比例"}});
  claim.of = without_tail(without_end(claim.of, ratios));
  const bool reaches = begins(claim.of, {"到"}) &&
                       !begins(claim.of, {"到账", "到位", "到期", "到会", "到校", "到场"});
  if (reaches || begins(claim.of, {"了", "去"})) claim.of.remove_prefix(character);
  for (const std::string_view ratio : {"比例", "比重", "比", "全部", "全体", "当年", "本年"})
    if (claim.of.starts_with(ratio)) claim.of.remove_prefix(ratio.size());
  // 占比升至35%, 占比仍然最高，为56%: how it went on.
  static const Words courses(Words::Side::begin,
                             {{0, "升 降 上升 下降 提高 仍 最 居 过 高达 为 首次 已 稳"}});
  if (says(words.substr(share), {"占比", "占的比重", "占比重"}) && courses.has(claim.of, 0))
    claim.of = {};
  if (says(claim.of, {"任务", "计划", "目标", "指标"})) claim.form = Claim::Form::task;
  return claim;
}

}  // namespace

Claim claim_of(std::string_view words) {
  Claim claim;
  const std::size_t share = words.rfind("占");
  if (share != std::string_view::npos && !is_of_use(words.substr(share)))
    return claim_of_share(words, share);
  if (says(words, {"计划的", "任务的", "目标的", "任务数的", "计划数的", "指标的", "计划数",
                   "任务数", "目标任务", "完成率"})) {
    claim.form = Claim::Form::task;
    return claim;
  }
  if (const std::optional<Claim> weight = claim_of_weight(words)) return *weight;
  if (const std::string_view of = held_to(words); !of.empty()) {
    claim.form = Claim::Form::part;
    claim.of = of;
    claim.held = true;
    return claim;
  }
  const std::size_t ratio = std::min(words.rfind("比例"), words.rfind("比重"));
  // 采纳比例 is 采纳率.
  if (words.size() > 3 * character && ratio != std::string_view::npos &&
      ratio + 2 * character == without_tail(words).size() && ratio > 2 * character) {
    claim.form = Claim::Form::rate;
    claim.stem = words.substr(ratio - 2 * character, 2 * character);
    return claim;
  }
  if (ratio != std::string_view::npos) {
    claim.form = Claim::Form::part;
    return claim;
  }
  const std::string_view rate = without_course(without_tail(words));
  // 食品支出4,984元，恩格尔系数: a part of what stands before it.
  if (ends(rate, {"系数"})) {
    claim.form = Claim::Form::part;
    return claim;
  }
  // 城镇化率, 老龄化程度: of what is 城镇.
  if (const std::string_view so = become(rate); !so.empty()) {
    claim.form = Claim::Form::rate;
    claim.stem = so;
    return claim;
  }
  if (ends(rate, {"率", "度", "面"}) && !ends(rate, {"方面", "年度", "季度", "差率"}) &&
      rate.size() >= 3 * character) {
    claim.form = Claim::Form::rate;
    // 支出进度 is of 支出.
    const std::size_t tail = ends(rate, {"进度"}) && rate.size() >= 4 * character ? 2 : 1;
    const std::size_t deed = rate.size() - (tail + 2) * character;
    claim.stem = rate.substr(deed, 2 * character);
    const std::string_view before = rate.substr(0, deed);
    claim.denied = ends(before, {"不", "未", "非"});
  }
  return claim;
}

std::size_t total_at(std::string_view words) {
  return std::min({words.find("合计"), words.find("总计"), words.find("共计")});
}

bool is_of_several(std::string_view named) {
  return ends(named, {"合计", "共计", "总计", "之和", "加起来", "合起来", "相加"}) ||
         (named.size() > character && ends(named, {"共", "合"}));
}

bool says_noun(std::string_view words, std::string_view noun) {
  const std::size_t at = words.find(noun);
  return at != std::string_view::npos &&
         !(noun.starts_with("出口") && words.substr(0, at).ends_with("进"));
}

bool says_earlier(std::string_view words) {
  return says(words, {"上年", "去年", "上一", "上届",   "往年", "年初", "同期",
                      "前年", "上季", "上月", "上半年", "上学", "上期", "上次",
                      "上轮", "年前", "期初", "比20",   "较20", "比19", "较19"});
}

bool says_year(std::string_view words) {
  constexpr std::size_t digits = 4;
  const std::size_t at = words.find("年");
  return at != std::string_view::npos && at >= digits && words[at - 1] >= '0' &&
         words[at - 1] <= '9' && words[at - digits] >= '1' && words[at - digits] <= '2';
}

int year_before(std::string_view words, std::size_t at) {
  constexpr std::size_t digits = 4;
  if (at == std::string_view::npos || at < digits) return 0;
  int year = 0;
  for (const char c : words.substr(at - digits, digits)) {
    if (c < '0' || c > '9') return 0;
    year = year * 10 + (c - '0');
  }
  return year;
}

int kinship(std::string_view words, std::string_view stem) {
  if (stem.size() != 2 * character) return 0;
  return (says_word(words, stem.substr(0, character)) ? 1 : 0) +
         (says_word(words, stem.substr(character)) ? 1 : 0);
}

bool is_of_fewer(const Line& line, std::size_t result) {
  const std::uint32_t index = line.all[result];
  if (index == 0) return false;
  // 就业率连续五年保持100%: how long is no number of them.
  const Measure measure = line.reading.figures[index - 1].measure;
  return measure != Measure::date && measure != Measure::duration &&
         !says(line.text.between(line.reading.figures[index - 1].end_byte,
                                 line.at(result).begin_byte),
               {"，", "；", "。", "、", "：", "（", "）", ",", "｜", "\n", " ", "\t", "\u3000"});
}

bool is_undone(std::string_view words) {
  return says(words, {"正在", "未", "尚", "待", "拟", "不", "预期", "预计", "有望", "难以", "无法",
                      "暂时", "暂缓", "逐步", "列入计划"});
}
bool is_due(std::string_view words) {
  return ends(words, {"应", "计划", "任务", "目标", "任务数", "计划数"}) ||
         (says(words, {"应"}) && !says(words, {"应急", "供应", "响应", "适应", "反应", "应用"}));
}

namespace {

// The name with this number in a list: 发明、实用新型和外观设计.
std::string_view item_of(std::string_view list, std::size_t number, std::size_t count) {
  static const Words joints(Words::Side::begin, {{0, "、 和 与 及 以及"}});
  std::size_t begin = 0, items = 0;
  std::string_view found;
  for (std::size_t at = 0; at <= list.size();) {
    const std::size_t joint = at == list.size() ? 0 : joints.longest(list, at).bytes;
    if (joint == 0 && at < list.size()) {
      at += character;
      continue;
    }
    if (items++ == number) found = list.substr(begin, at - begin);
    begin = at += joint;
    if (joint == 0) break;
  }
  return items == count ? found : std::string_view();
}

}  // namespace

std::string_view name_beside(const Line& line, std::size_t i) {
  constexpr std::size_t joint_bytes = 6;
  std::size_t first = i;
  while (first > line.first && line.words(first).size() <= joint_bytes) --first;
  const Said& words = line.words(first);
  const std::size_t each =
      words.rfind("分别") != std::string_view::npos ? words.rfind("分别") : words.rfind("依次");
  if (each == std::string_view::npos) return label(line.words(i));
  std::size_t end = first + 1;
  while (end < line.size() && is_beside(line.words(end)) && line.words(end).size() <= joint_bytes)
    ++end;
  const std::string_view names = behind_stop(words.substr(0, each));
  return i < end ? item_of(names, i - first, end - first) : label(line.words(i));
}

bool is_named(const Line& line, std::size_t i, std::string_view named) {
  // 中小微企业917户、528.3万元，中小微企业返还额: an amount is no number of those who had it.
  if (named.empty() || (ends(named, {"额", "款", "资金", "费"}) &&
                        !ends(line.at(i).unit.name, {"元"}) && named.size() > 3 * character))
    return false;
  const std::string_view name = name_beside(line, i);
  if (named.size() >= 2 * character)
    return says(line.words(i), {named}) || name == named ||
           (name.size() >= 2 * character && (named.starts_with(name) || named.ends_with(name)));
  return name.size() >= 2 * character && name.starts_with(named);
}

}  // namespace youju::reading
