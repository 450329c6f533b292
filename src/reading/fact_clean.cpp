// What stands between two figures and belongs to neither noun.
#include <youju/reading/fact.h>
#include <youju/reading/verbs.h>
#include <youju/reading/words.h>

#include <algorithm>

namespace youju::reading {
namespace {

using Side = Words::Side;

constexpr std::size_t character = 3, subject_bytes_max = 36;

// 因公出国（境）费: what a short bracket is part of; else what stands behind it.
std::string_view with_bracket(const Text& text, std::string_view subject, const Clause& clause) {
  constexpr std::size_t inside_max = 9;
  const std::size_t close = subject.find("）");
  if (close == std::string_view::npos ||
      subject.substr(0, close).find("（") != std::string_view::npos)
    return subject;
  const auto begin = static_cast<std::size_t>(subject.data() - text.all.data());
  const std::size_t end = begin + subject.size();
  const std::string_view rest = subject.substr(close + character);
  const std::size_t lowest = std::max(clause.begin, begin > inside_max ? begin - inside_max : 0);
  const std::size_t open =
      lowest < begin ? text.between(lowest, begin).rfind("（") : std::string_view::npos;
  if (open != std::string_view::npos && !rest.empty()) {
    const std::string_view noun = nouns_before(text, clause.begin, lowest + open).subject;
    const auto first = static_cast<std::size_t>(noun.data() - text.all.data());
    if (!noun.empty() && end - first <= subject_bytes_max) return text.between(first, end);
    // 低保资金（含各类补贴）支出
    if (!noun.empty() && (rest == "支出" || rest == "收入")) return noun;
  }
  return rest;
}

// 助困 of 其中：助困1862万元, and 造林 of 完成造林14万亩 where nothing was counted before: the deed
// that stands alone behind a word, or behind the last mark; nothing if it is none.
std::string_view deed_behind(std::string_view words, std::string_view word) {
  static const Words stops(Side::end, {{0, "， ； ： 。"}});
  const std::size_t at = word.empty() ? std::string_view::npos : words.rfind(word);
  const std::string_view deed =
      words.substr(at == std::string_view::npos ? behind_last(words, stops) : at + word.size());
  const bool known = deed.size() >= 2 * character && verb_before(deed, deed.size()) == deed.size();
  return known ? deed : std::string_view();
}

// Behind 依次是, 分别为 where a noun follows; else 0. 分别为每人每月612元 has none.
std::size_t behind_in_turn(const Text& text, std::size_t begin, std::size_t end) {
  constexpr std::size_t word = 3 * character, shortest = word + 2 * character;
  static const Words turns(Side::begin, {{0, "依次是 依次为 分别是 分别为"}});
  if (end < begin + shortest) return 0;
  const std::size_t last = end - shortest + 1;
  for (std::size_t at = begin; (at = turns.seek(text.all, at, last)) < last; at = text.next(at))
    if (turns.longest(text.all, at))
      return says(text.between(at + word, end), {"每", "均"}) ? 0 : at + word;
  return 0;
}

void carry(const Text& text, Reading& reading, std::size_t index) {
  const Figure* const like = like_before(text, reading, index);
  reading.figures[index].subject = like == nullptr ? std::string_view() : like->subject;
}

}  // namespace

void leave_rests(const Text& text, const Reading& reading, std::size_t index, Clause& clause) {
  const Figure& figure = reading.figures[index];
  if (index > 0 && reading.figures[index - 1].end_byte == clause.begin) {
    const Figure& before = reading.figures[index - 1];
    const bool year = before.measure == Measure::date && before.unit.name == "年";
    const bool span = before.measure == Measure::duration && text.has(clause.begin, "来");
    if (((year && text.has(clause.begin, "度")) || span) &&
        clause.begin + character < clause.number)
      clause.begin += character;
  }
  if (text.has_before(clause.number, "上") && clause.number > clause.begin + character) {
    static const Words hundreds(Side::begin, {{0, "百 千 万 亿"}});
    if (hundreds.has(text.all, clause.number)) clause.number -= character;
  }
  // 罪名依次是盗窃罪4845件: what is named behind is a thing of its own.
  if (const std::size_t noun = behind_in_turn(text, clause.begin, clause.number); noun > 0)
    clause.begin = noun;
  // 60%以上的社区、近三分之二的学校
  if (figure.unit.name == "%" && text.has(figure.end_byte, "的")) {
    static const Words nearly(Side::begin, {{0, "、 近 约 超 超过 逾 另有 和 及 以及 ，"}});
    const std::string_view words = text.between(clause.begin, clause.number);
    if (const std::size_t mark = words.rfind("、");
        mark != std::string_view::npos && without_begin(words.substr(mark), nearly).empty())
      clause.begin += mark + character;
  }
}

void clean_subject(const Text& text, Reading& reading, std::size_t index, const Clause& clause) {
  std::string_view& subject = reading.figures[index].subject;
  const std::string_view words = text.between(clause.begin, std::max(clause.begin, clause.number));
  // 其中出口完成172万元: a deed before it is what was brought about.
  if (subject == "完成" && reading.figures[index].action.size() >= 2 * character &&
      words.ends_with("完成")) {
    const std::string_view deed = reading.figures[index].action;
    if (ends(words.substr(0, words.size() - subject.size()), {deed})) subject = deed;
  }
  if (subject == "其中")
    subject = deed_behind(words, "");
  else if (subject.empty() && reading.figures[index].action == "完成")
    subject = deed_behind(words, "完成");
  // 学雷锋活动月期间出动1800人次: when it was.
  if (subject.size() > 2 * character && subject.ends_with("期间"))
    return carry(text, reading, index);
  if (subject.empty()) return;
  static const Words begins_with(Side::begin, {{0, "、 ， ； ： ） 。"}});
  static const Words ends_with(Side::end, {{0, "、 ， ； ： （ 。"}});
  // 41人死亡、203人受伤: what a mark parts from the number is of the one before.
  if (ends_with.has(subject, subject.size())) return carry(text, reading, index);
  subject = without_begin(subject, begins_with);
  // 2:30-5:00开放
  const bool in_text = !subject.empty() && subject.data() > text.all.data() &&
                       subject.data() < text.all.data() + text.all.size();
  if (!in_text) return;
  const auto begin = static_cast<std::size_t>(subject.data() - text.all.data());
  if (chars::is_digit(subject.front()) &&
      (text.byte(begin - 1) == ':' || text.byte(begin - 1) == '/' || text.has_before(begin, "：")))
    subject.remove_prefix(std::min(subject.find_first_not_of("0123456789"), subject.size()));
  // 其中2007年5000人次: a year is of the figure, and its thing is told before it.
  for (std::size_t back = index; back > 0 && index - back < 2; --back) {
    const Figure& date = reading.figures[back - 1];
    if (date.measure != Measure::date || date.begin_byte > begin ||
        begin + subject.size() > date.end_byte)
      continue;
    return carry(text, reading, index);
  }
  subject = with_bracket(text, subject, clause);
}

}  // namespace youju::reading
