#include <youju/base/result.h>
#include <youju/narrative/running_text.h>

#include <algorithm>

namespace youju::narrative {
namespace {

bool is_inside(char byte) { return (static_cast<unsigned char>(byte) & 0xC0) == 0x80; }

// The bytes of the blank that a text begins with, or 0.
std::size_t blank_at(std::string_view text) {
  const char first = text.front();
  if (first == ' ' || (first >= '\t' && first <= '\r')) return 1;
  if (first == '\xC2') return text.starts_with("\u00A0") ? 2 : 0;
  return first == '\xE3' && text.starts_with("\u3000") ? 3 : 0;
}

std::size_t characters(std::string_view text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char byte) { return !is_inside(byte); }));
}

}  // namespace

std::string without_blanks(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  std::size_t copied = 0;  // what stands before it is in `out`, or a blank
  for (std::size_t byte = 0; byte < text.size();) {
    // Nearly no byte can begin a blank.
    const auto first = static_cast<unsigned char>(text[byte]);
    const bool may_begin = first <= ' ' || first == 0xC2 || first == 0xE3;
    const std::size_t blank = may_begin ? blank_at(text.substr(byte)) : 0;
    if (blank == 0) {
      ++byte;
      continue;
    }
    out += text.substr(copied, byte - copied);
    byte += blank;
    copied = byte;
  }
  return out += text.substr(copied);
}

std::string_view last_characters(std::string_view text, std::size_t count) {
  std::size_t begin = text.size();
  while (begin > 0 && count > 0) {
    if (!is_inside(text[--begin])) --count;
  }
  return text.substr(begin);
}

std::string_view first_characters(std::string_view text, std::size_t count) {
  std::size_t end = 0;
  while (end < text.size() && (count > 0 || is_inside(text[end]))) {
    if (!is_inside(text[end++])) --count;
  }
  return text.substr(0, end);
}

std::size_t common_ending(std::string_view a, std::string_view b) {
  std::size_t bytes = 0;
  while (bytes < a.size() && bytes < b.size() &&
         a[a.size() - 1 - bytes] == b[b.size() - 1 - bytes]) {
    ++bytes;
  }
  // A character of which only the last bytes are the same does not count: it has no first byte.
  return characters(a.substr(a.size() - bytes));
}

std::size_t common_beginning(std::string_view a, std::string_view b) {
  const auto [end, other] = std::mismatch(a.begin(), a.end(), b.begin(), b.end());
  const auto bytes = static_cast<std::size_t>(end - a.begin());
  const bool cut = bytes < a.size() && is_inside(a[bytes]);
  const std::size_t whole = characters(a.substr(0, bytes));
  return cut && whole > 0 ? whole - 1 : whole;
}

RunningText::RunningText(const std::vector<std::string>& paragraphs) {
  for (const std::string& paragraph : paragraphs) {
    paragraphs_.push_back(whole_.size());
    if (whole_.size() + paragraph.size() > bytes_max) continue;
    whole_ += paragraph;
    whole_ += '\n';
  }
  std::string_view rest = whole_;
  while (!rest.empty()) {
    const std::size_t blank = blank_at(rest);
    if (blank == 0) {
      origins_.push_back(static_cast<std::uint32_t>(whole_.size() - rest.size()));
      text_ += rest.front();
    }
    rest.remove_prefix(blank == 0 ? 1 : blank);
  }
}

std::size_t RunningText::at(std::size_t paragraph, std::size_t byte) const {
  if (paragraph >= paragraphs_.size()) return text_.size();
  const auto found =
      std::lower_bound(origins_.begin(), origins_.end(), paragraphs_[paragraph] + byte);
  return static_cast<std::size_t>(found - origins_.begin());
}

RunningText::Place RunningText::place(std::size_t begin, std::size_t end) const {
  CHECK(begin < end && end <= origins_.size());
  const std::size_t first = origins_[begin];
  std::size_t last = origins_[end - 1] + 1;
  while (last < whole_.size() && is_inside(whole_[last])) ++last;
  const auto after = std::upper_bound(paragraphs_.begin(), paragraphs_.end(), first);
  const auto paragraph = static_cast<std::size_t>(after - paragraphs_.begin()) - 1;
  return {paragraph, first - paragraphs_[paragraph], last - paragraphs_[paragraph]};
}

bool RunningText::has_break(std::size_t begin, std::size_t end) const {
  if (begin >= end || end > origins_.size()) return false;
  const std::string_view whole = whole_;
  return whole.substr(origins_[begin], origins_[end - 1] - origins_[begin]).find('\n') !=
         std::string_view::npos;
}

std::string RunningText::context(std::size_t begin, std::size_t end) const {
  constexpr std::size_t around = 12;  // characters on each side
  if (begin > end || end > origins_.size() || origins_.empty()) return "";
  std::size_t first = begin < origins_.size() ? origins_[begin] : whole_.size();
  std::size_t last = first;
  if (begin < end) {
    last = origins_[end - 1] + 1;
    while (last < whole_.size() && is_inside(whole_[last])) ++last;
  }
  // Words of the same paragraph alone.
  const std::size_t before = first == 0 ? std::string::npos : whole_.rfind('\n', first - 1);
  const std::size_t line = before == std::string::npos ? 0 : before + 1;
  const std::string_view ahead = std::string_view(whole_).substr(line, first - line);
  const std::string_view behind = std::string_view(whole_).substr(
      last, std::min(whole_.find('\n', last), whole_.size()) - last);
  first -= last_characters(ahead, around).size();
  last += first_characters(behind, around).size();
  return whole_.substr(first, last - first);
}

}  // namespace youju::narrative
