#include <youju/reading/passage.h>
#include <youju/reading/words.h>

#include <array>

namespace youju::reading {
namespace {

constexpr std::size_t heading_characters_max = 40;
constexpr std::size_t heading_bytes_max = heading_characters_max * 3;

// The level of a heading by its number: 1 一、, 2 （一）, 3 1., 4 (1); 0: none.
std::uint8_t numbered_level(const Text& text, std::size_t at) {
  const bool bracket = text.has(at, "（") || text.has(at, "(");
  std::size_t begin = bracket ? text.next(at) : at;
  if (text.has(begin, "第")) begin += 3;
  std::size_t end = begin;
  const Class kind = text.class_at(begin);
  if (kind != Class::numeral && kind != Class::digit) return 0;
  for (int i = 0; i < 3 && text.class_at(end) == kind; ++i) end = text.next(end);
  const bool closes = text.has(end, "）") || text.has(end, ")");
  if (bracket) return closes ? (kind == Class::numeral ? 2 : 4) : 0;
  if (begin > at)
    return text.has(end, "部分") || text.has(end, "章") || text.has(end, "篇") ? 1 : 0;
  if (kind == Class::numeral) return text.has(end, "、") ? 1 : 0;
  if (text.has(end, "、") || text.has(end, "．")) return 3;
  return text.byte(end) == '.' && !text.is_digit(end + 1) ? 3 : 0;
}

// A line that is a heading, or a paragraph that begins with one: up to its first 。
struct HeadingFound {
  std::size_t end = 0;
  std::uint8_t level = 0;
};
HeadingFound heading_at(const Text& text, std::size_t begin, std::size_t end, bool markdown) {
  HeadingFound out;
  std::size_t at = text.skip_blanks(begin);
  if (at >= end) return out;
  if (markdown && text.byte(at) == '#') {
    while (at < end && text.byte(at) == '#') {
      ++at;
      if (out.level < 6) ++out.level;
    }
    out.end = end;
    return out;
  }
  std::uint8_t level = numbered_level(text, at);
  const std::string_view line = text.between(at, end);
  if (level == 0) {
    // A short line without a full stop: a title.
    if (line.size() > heading_bytes_max || line.ends_with("：") || line.ends_with(":") ||
        says_word(line, "。") || says_word(line, "；") || says_word(line, "，"))
      return out;
    out.level = 1;
    out.end = end;
    return out;
  }
  const std::size_t stop = find_word(line.substr(0, heading_bytes_max + 3), "。");
  if (stop == std::string_view::npos && line.size() > heading_bytes_max) {
    if (level < 3) out.level = level, out.end = at;
    return level < 3 ? out : HeadingFound{};
  }
  out.level = level;
  out.end = stop == std::string_view::npos ? end : at + stop;
  return out;
}

constexpr std::string_view fence_mark = "```";

bool is_fence(const Text& text, std::size_t line) {
  return text.has(text.skip_blanks(line), fence_mark);
}

std::size_t behind_fence(const Text& text, std::size_t begin) {
  for (std::size_t line = text.all.find('\n', begin); line != std::string_view::npos;
       line = text.all.find('\n', line + 1)) {
    if (!is_fence(text, line + 1)) continue;
    const std::size_t end = text.all.find('\n', line + 1);
    return end == std::string_view::npos ? text.all.size() : end + 1;
  }
  return text.all.size();
}

class Walker {
 public:
  Walker(const Text& text, const Options& options, Reading& reading)
      : text_(text), options_(options), reading_(reading) {
    above_.fill(nothing);
  }

  void run() {
    std::size_t line = 0;
    bool fenced = false;
    while (line < text_.all.size()) {
      std::size_t end = text_.all.find('\n', line);
      if (end == std::string_view::npos) end = text_.all.size();
      const bool fence = options_.markdown && is_fence(text_, line);
      if (fence) fenced = !fenced;
      lines(line, end, !fence && !fenced);
      line = end + 1;
    }
  }

 private:
  void lines(std::size_t begin, std::size_t end, bool prose) {
    const HeadingFound heading =
        prose ? heading_at(text_, begin, end, options_.markdown) : HeadingFound{};
    if (heading.level != 0) open(begin, heading);
    std::size_t at = begin;
    while (at < end) {
      std::size_t stop = end_of_sentence(at, end);
      sentence(at, stop);
      at = stop;
    }
  }
  std::size_t end_of_sentence(std::size_t at, std::size_t end) const {
    const std::size_t stop = find_word(text_.between(at, end), "。");
    return stop == std::string_view::npos ? end : at + stop + 3;
  }
  void open(std::size_t begin, const HeadingFound& found) {
    Passage heading;
    heading.begin_byte = static_cast<std::uint32_t>(begin);
    heading.end_byte = static_cast<std::uint32_t>(found.end);
    heading.level = found.level;
    for (int level = found.level - 1; level > 0 && heading.parent == nothing; --level)
      heading.parent = above_[level];
    const auto index = static_cast<std::uint32_t>(reading_.headings.size());
    reading_.headings.push_back(heading);
    above_[found.level] = index;
    for (std::size_t level = found.level + 1U; level < above_.size(); ++level)
      above_[level] = nothing;
    current_ = index;
  }
  void sentence(std::size_t begin, std::size_t end) {
    const auto index = static_cast<std::uint32_t>(reading_.sentences.size());
    reading_.sentences.push_back(
        {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end), nothing, 0});
    while (next_ < reading_.figures.size() && reading_.figures[next_].begin_byte < end) {
      reading_.figures[next_].sentence = index;
      reading_.figures[next_].heading = current_;
      ++next_;
    }
    // A number lost at the very end stands behind the last character.
    while (end == text_.all.size() && next_ < reading_.figures.size()) {
      reading_.figures[next_].sentence = index;
      reading_.figures[next_].heading = current_;
      ++next_;
    }
  }

  Text text_;
  const Options& options_;
  Reading& reading_;
  std::array<std::uint32_t, 8> above_{};
  std::uint32_t current_ = nothing;
  std::size_t next_ = 0;
};

}  // namespace

Part markdown_part(const Text& text, std::size_t at) {
  constexpr std::size_t address_bytes_max = 2000, code_bytes_max = 300;
  const std::string_view all = text.all;
  while ((at = all.find_first_of("`]", at)) != std::string_view::npos) {
    if (text.has(at, fence_mark)) {
      std::size_t line = at;
      while (line > 0 && (all[line - 1] == ' ' || all[line - 1] == '\t')) --line;
      if (line == 0 || all[line - 1] == '\n') return {at, behind_fence(text, at)};
    }
    const bool link = text.has(at, "](");
    const bool code = text.byte(at) == '`';
    if (link || code) {
      const std::string_view rest = all.substr(at + 1, link ? address_bytes_max : code_bytes_max);
      const std::size_t close = rest.find_first_of(link ? ")\n" : "`\n");
      if (close != std::string_view::npos && rest[close] != '\n') return {at, at + close + 2};
    }
    ++at;
  }
  return {all.size(), all.size()};
}

void add_passages(const Text& text, const Options& options, Reading& reading) {
  Walker(text, options, reading).run();
}

}  // namespace youju::reading
