// Changes against what the text tells in another sentence under the same name:
// 2019年计划接待观众55万 人次，比2018年增长4.8%, after 接待观众52.5万人次.
#include <youju/reading/relation_around.h>
#include <youju/reading/relation_claim.h>
#include <youju/reading/relation_pair.h>
#include <youju/reading/relation_ratio.h>
#include <youju/reading/words.h>

#include <algorithm>
#include <array>

namespace youju::reading {
namespace {

constexpr std::size_t character = 3, two = 6, three = 9;
constexpr std::uint32_t reach = 200;  // figures before one that it may speak of

// The figure right before a change in its sentence, over dates.
std::uint32_t newer_of(const Reading& reading, std::uint32_t result) {
  std::uint32_t i = result;
  while (i > 0 && reading.figures[i - 1].sentence == reading.figures[result].sentence)
    if (is_quantity(reading.figures[--i])) return i;
  return nothing;
}

// ，比2018年增长, ，在上年基础上增长: whether another time is all that is named between the two.
bool compares_times(std::string_view words) {
  static const Words all(
      Words::Side::begin,
      {{0,
        "， 比 较 在 与 上年 去年 今年 本年 年 末 底 实际 完成 完成数 实绩 数 基础上 相比 的 增长 "
        "增加 提高 净增 增 下降 减少 降低 减 再 约 多 少 上升 力争 预计 同比 上一年"}});
  constexpr std::size_t long_bytes = 60;
  if (words.size() > long_bytes ||
      !begins(words, {"，比", "，较", "，在", "，与", "、比", "比", "较"}))
    return false;
  while (!words.empty()) {
    const bool digit = words[0] >= '0' && words[0] <= '9';
    const std::size_t bytes = digit ? 1 : all.longest(words, 0).bytes;
    if (bytes == 0) return false;
    words.remove_prefix(bytes);
  }
  return true;
}

std::string_view name_of(const Figure& figure) {
  static const Words tails(Words::Side::end, {{0, "预期 目标 计划 预算 安排 总数 数"}});
  return without_end(figure.subject, tails);
}

// How surely a figure is the same thing that was done; 0 if not.
int is_same_thing(const Figure& then, const Figure& now) {
  constexpr int begun = 1, whole = 2;
  const std::string_view one = name_of(then), other = name_of(now);
  const bool deeds = !then.action.empty() && !now.action.empty();
  if (other.size() < two)
    return now.action.size() >= two && (one.ends_with(now.action) || then.action == now.action)
               ? begun
               : 0;
  if (one == other && (!deeds || then.action == now.action || other.size() > three)) return whole;
  if (one.size() < three || other.size() < three) return 0;
  return one.ends_with(other) || other.ends_with(one) ? begun : 0;
}

// Whether it tells what was done, before what is compared with it.
bool may_be_older(const Text& text, const Reading& reading, std::uint32_t i, std::uint32_t newer) {
  const Figure &then = reading.figures[i], &now = reading.figures[newer];
  if (!same_unit(then, now) || then.plan || then.measure == Measure::growth ||
      then.measure == Measure::share || then.sentence == now.sentence)
    return false;
  const int year = then.period.first.year, other = now.period.first.year;
  return !(year != 0 && other != 0 && year >= other) &&
         !says(clause_before(text, reading, i), {"上年", "去年", "同期", "年初预算", "预算数",
                                                 "计划", "任务", "目标", "预期", "比", "较"});
}

class Aimed {
 public:
  Aimed(const Text& text, Reading& reading) : text_(text), reading_(reading) {}

  // Whether it was told; then what stands at once behind it has the same ends.
  void add(std::uint32_t result) {
    const std::uint32_t newer = newer_of(reading_, result);
    if (newer == nothing || !is_plain(reading_.figures[newer])) return;
    const Figure &now = reading_.figures[newer], &stated = reading_.figures[result];
    const bool percents = stated.unit.name == "%";
    if (now.measure == Measure::growth || now.unit.name == "%" ||
        !(percents || same_unit(now, stated)))
      return;
    const std::string_view between = text_.between(now.end_byte, stated.begin_byte);
    if (!compares_times(between)) return;
    int year = year_before(between, between.find("年"));
    const bool planned = now.plan ||
                         says(clause_before(text_, reading_, newer), {"预期", "计划", "目标"}) ||
                         begins_with_plan(newer);
    if (!planned && year == 0) return;
    if (year == 0 && now.period.first.year != 0 && says(between, {"上年", "去年"}))
      year = now.period.first.year - 1;
    std::uint32_t only = nothing;
    int count = 0, sure = 0;
    for (std::uint32_t i = newer; i > 0 && newer - i < reach;) {
      if (!may_be_older(text_, reading_, --i, newer)) continue;
      const int told = reading_.figures[i].period.first.year;
      if (year != 0 && told != 0 && told != year) continue;
      const int how = is_same_thing(reading_.figures[i], now);
      if (how == 0 || (!planned && told != year)) continue;
      if (tell_ends(result, newer, i, false)) return;
      ++count;
      only = i;
      sure = how;
    }
    if (count == 1 && sure == 2) tell_ends(result, newer, only, true);
  }

 private:
  // 2022年工作安排：新建工会60家；新发展会员4000人: what the sentence begins with.
  bool begins_with_plan(std::uint32_t i) const {
    constexpr std::size_t lead_bytes = 45;
    const std::uint32_t sentence = reading_.figures[i].sentence;
    if (sentence == nothing) return false;
    const std::uint32_t begin = reading_.sentences[sentence].begin_byte;
    const std::string_view lead = text_.between(
        begin, std::min<std::size_t>(begin + lead_bytes, reading_.figures[i].begin_byte));
    return says(lead, {"安排：", "计划：", "打算：", "目标：", "目标是："});
  }

  bool tell_ends(std::uint32_t result, std::uint32_t newer, std::uint32_t older, bool fails) {
    const std::vector<std::uint32_t> all{older, newer, result};
    const std::vector<Said> said{Said(clause_before(text_, reading_, older)),
                                 Said(clause_before(text_, reading_, newer)),
                                 Said(clause_before(text_, reading_, result))};
    std::array<OwnWords, 3> own;
    const Line line{text_, reading_, all, 0, said, own};
    const auto computed = changed(line, {0, 1}, 2);
    const Ratio ratio{RelationKind::growth, 2, 1, 0};
    if (!computed || !(fails || holds(line, ratio, *computed))) return false;
    tell(line, ratio, *computed);
    // 增长15%，即增收9000万元
    const std::uint32_t next = result + 1;
    if (next < reading_.figures.size() && reading_.figures[next].measure == Measure::growth &&
        reading_.figures[next].sentence == reading_.figures[result].sentence &&
        begins(text_.between(reading_.figures[result].end_byte, reading_.figures[next].begin_byte),
               {"，即", "，也就是", "、增", "，增"}))
      tell_ends(next, newer, older,
                fails || same_unit(reading_.figures[next], reading_.figures[newer]));
    return true;
  }

  const Text& text_;
  Reading& reading_;
};

}  // namespace

void add_aimed(const Text& text, Reading& reading, Indices relative) {
  Aimed aimed(text, reading);
  std::vector<bool> told(reading.figures.size());
  for (const Relation& one : reading.relations)
    if (one.kind == RelationKind::growth) told[one.figures.front()] = true;
  for (const std::uint32_t i : relative)
    if (i > 0 && reading.figures[i].measure == Measure::growth && is_plain(reading.figures[i]) &&
        !told[i])
      aimed.add(i);
}

}  // namespace youju::reading
