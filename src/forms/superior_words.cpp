#include <youju/base/text.h>
#include <youju/forms/superior_words.h>

#include <algorithm>
#include <array>
#include <utility>

namespace youju::forms {
namespace {

constexpr std::array<std::pair<std::string_view, int>, 2> scales = {{{"万", 4}, {"亿", 8}}};

bool is_numeral(char32_t c) {
  constexpr std::u32string_view numerals = U"一二三四五六七八九十0123456789";
  return numerals.find(c) != std::u32string_view::npos;
}

// `words` are half-width.
std::string_view without_number(std::string_view words) {
  words = text::trimmed(words);
  constexpr std::string_view part = "其中";
  if (text::starts_with(words, part)) return words.substr(part.size());
  std::size_t byte = text::starts_with(words, "(") ? 1 : 0;
  const std::size_t start = byte;
  while (byte < words.size()) {
    std::size_t next = byte;
    if (!is_numeral(text::next(words, next))) break;
    byte = next;
  }
  if (byte == start) return words;
  for (const std::string_view mark : {"、", ")", "."}) {
    if (text::starts_with(words.substr(byte), mark)) return words.substr(byte + mark.size());
  }
  return words;
}

}  // namespace

bool is_number(std::string_view words) {
  const std::string folded = text::folded(words);
  for (std::size_t byte = 0; byte < folded.size();) {
    if (!is_numeral(text::next(folded, byte))) return false;
  }
  return true;
}

Label label_of(std::string_view text) {
  const std::string half = text::to_half_width(text);
  const std::string_view words = without_number(half);
  Label label{text::folded(words), {}, {}};
  const std::size_t open = words.rfind('(');
  if (open != std::string_view::npos && open > 0 && words.back() == ')') {
    label.behind = text::trimmed(words.substr(open + 1, words.size() - open - 2));
    label.short_name = text::folded(words.substr(0, open));
  }
  return label;
}

std::string_view without_scale(std::string_view unit) {
  for (const auto& [word, power] : scales) {
    if (text::starts_with(unit, word)) return unit.substr(word.size());
  }
  return unit;
}

std::optional<int> power_between(std::string_view rows, std::string_view known) {
  if (rows == known) return 0;
  for (const auto& [word, power] : scales) {
    if (text::starts_with(rows, word) && rows.substr(word.size()) == known) return power;
  }
  return std::nullopt;
}

bool takes_nothing(std::string_view head) {
  constexpr std::string_view words[] = {"上年", "去年", "同期", "增长", "增幅", "占比", "比例",
                                        "备注", "说明", "单位", "代码", "序号", "目标", "计划"};
  return std::any_of(std::begin(words), std::end(words), [&](std::string_view word) {
    return head.find(word) != std::string_view::npos;
  });
}

}  // namespace youju::forms
