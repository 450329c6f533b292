// The verb of a figure that its noun left untold: the one right before the number, the one its
// clause opens with, the one of the list it stands in.
#include <youju/reading/fact.h>
#include <youju/reading/nouns.h>
#include <youju/reading/verbs.h>
#include <youju/reading/words.h>

namespace youju::reading {
namespace {

using Side = Words::Side;
constexpr std::size_t one = 3, two = 6;  // bytes of so many characters

// What a number reaches, how it moved, where it stands.
const Words& movements() {
  static const Words words(
      Side::end,
      {{0,
        "达到 达 高达 多达 共达 超过 突破 超 逾 居 位居 位列 排名 名列 列 跃居 增加 增长 提高 提升 "
        "上升 下降 降低 减少 缩短 压缩 压减 回落 高出 低于 高于 增至 升至 降至 减至 升到 降到 增到 "
        "减到 增加到 增长到 增加至 提高到 提高至 提升到 提升至 上升到 上升至 下降到 下降至 降低到 "
        "减少到 缩短到 缩短至 缩短为 压缩到 压缩至 压减至 发展到 扩大到 扩展到 恢复到 恢复至 "
        "回升到 回升至 回落到 回落至 保持 保持在 稳定在 控制在 连续 共有 现有 设有 下设 辖 下辖 "
        "拥有 实有 建有 有 占 为 计"},
       {1,
        "其中有 所有 国有 公有 私有 序列 系列 民居 邻居 成为 作为 行为 因为 审计 统计 会计 合计 "
        "共计 总计 累计 预计 设计 约占 直辖 管辖"}});
  return words;
}

// What stands between the verb and the number.
const Words& between() {
  static const Words words(
      Side::end, {{0,
                   "约 近 将近 接近 大约 了 着 共 共计 合计 总计 累计 各 均 至少 不少于 不低于 "
                   "不超过 不足 超过 第 仅 只 的 大小 各类 各种 新 上 过"}});
  return words;
}

std::string_view movement_at(const Text& text, std::size_t begin, std::size_t end) {
  const Words::Hit move = movements().longest(text.all, end);
  return move && move.kind == 0 && move.bytes <= end - begin ? text.between(end - move.bytes, end)
                                                             : std::string_view();
}

std::string_view verb_at_end_of(const Text& text, std::size_t begin, std::size_t end) {
  while (end > begin) {
    const std::string_view before = text.all.substr(0, end);
    if (const std::string_view moved = movement_at(text, begin, end); !moved.empty()) return moved;
    std::size_t verb = verb_before(before, end);
    if (verb < two) verb = plain_verb_before(before, end);
    if (verb < two && end >= begin + two && has_shape_of_verb(before, end - two) &&
        whole_words_before().longest(before, end).bytes < two)
      verb = two;
    if (verb >= two && verb <= end - begin) return text.between(end - verb, end);
    const std::size_t skipped = between().longest(text.all, end).bytes;
    if (skipped == 0 || skipped > end - begin) return {};
    end -= skipped;
  }
  return {};
}

std::string_view verb_at_begin_of(const Text& text, std::size_t begin, std::size_t end,
                                  std::string_view noun) {
  begin = trim_head(text, begin, end);
  for (std::size_t at = begin; at < end; at = text.next(at)) {
    const Words::Hit verb = verbs().longest(text.all, at);
    if (verb && at + verb.bytes <= end &&
        (verb.kind == strong || (at == begin && verb.kind != kept)))
      return text.between(at, at + verb.bytes);
    if (at == begin && at + two < end && !verb) {
      if (has_shape_of_verb(text.all, at)) return text.between(at, at + two);
      // 建水窖5口: what one character does is done to something of two and more, which 产值 has
      // not.
      const bool is_noun = noun.data() == text.all.data() + at && noun.size() <= two;
      if (at + one + two <= end && !is_noun && begins_deed(text.all, at) &&
          !whole_words().has(text.all, at))
        return text.between(at, at + one);
    }
  }
  return {};
}

// 修便道260米, 依法任免人员: what the clause has before its noun, if it is short.
std::string_view verb_before_noun(const Text& text, std::size_t begin, const Figure& figure) {
  const std::size_t noun = static_cast<std::size_t>(figure.subject.data() - text.all.data());
  if (figure.subject.empty() || noun <= begin || noun >= figure.begin_byte) return {};
  begin = trim_head(text, begin, noun);
  if (begin >= noun || noun - begin > 2 * two) return {};
  for (std::size_t at = begin; at < noun; at += one)
    if (!text.is_han(at)) return {};
  return text.has_before(noun, "的") ? std::string_view() : text.between(begin, noun);
}

// 获一等奖5个、二等奖9个，授予博士学位402人，硕士学位350人: whether the clause of a figure goes on
// with the deed of the one before it.
bool goes_on(const Text& text, const Figure& last, const Figure& figure, std::size_t begin) {
  static const Words lists(Side::begin, {{0, "、 和 及 与"}});
  static const Words parts(Side::begin, {{0, "， （"}});
  const auto counts = [](Measure measure) {
    return measure == Measure::count || measure == Measure::total || measure == Measure::amount ||
           measure == Measure::area || measure == Measure::length || measure == Measure::rank;
  };
  return last.sentence == figure.sentence && counts(last.measure) && counts(figure.measure) &&
         begin >= last.end_byte && begin - last.end_byte <= one &&
         (begin == last.end_byte || lists.has(text.all, last.end_byte) ||
          (last.unit == figure.unit && parts.has(text.all, last.end_byte)));
}

}  // namespace

void add_deeds(const Text& text, const std::vector<Asked>& asked, Reading& reading) {
  const Figure* last = nullptr;
  for (std::size_t index = 0; index < reading.figures.size(); ++index) {
    Figure& figure = reading.figures[index];
    if (!asked[index].known) continue;
    const std::size_t begin = asked[index].begin, number = figure.begin_byte;
    if (const std::string_view moved = movement_at(text, begin, number); moved.size() >= one)
      figure.action = moved;
    if (figure.action.empty()) {
      figure.action = verb_at_end_of(text, begin, number);
      if (figure.action.empty())
        figure.action = verb_at_begin_of(text, begin, number, figure.subject);
      if (figure.action.empty()) figure.action = verb_before_noun(text, begin, figure);
      if (figure.action.empty() && last != nullptr && goes_on(text, *last, figure, begin))
        figure.action = last->action;
    }
    last = &figure;
  }
}

}  // namespace youju::reading
