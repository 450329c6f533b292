#include <youju/reading/chars.h>
#include <youju/reading/evened.h>
#include <youju/reading/words.h>

#include <algorithm>
#include <array>
#include <functional>
#include <optional>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

namespace youju::reading {
namespace {

// The mark that is wide for it; empty for what is none.
constexpr std::string_view wide(char mark) {
  switch (mark) {
    case ',':
      return "，";
    case ';':
      return "；";
    case ':':
      return "：";
    case '(':
      return "（";
    case ')':
      return "）";
    case '!':
      return "！";
    case '?':
      return "？";
    case '.':
      return "。";
    default:
      return {};
  }
}

std::size_t next_mark(std::string_view text, std::size_t at) {
  static constexpr auto are_marks = [] {
    std::array<bool, 256> are{};
    for (std::size_t byte = 0; byte < are.size(); ++byte)
      are[byte] = !wide(static_cast<char>(byte)).empty();
    return are;
  }();
#ifdef __SSE2__
  // Most stretches of a text have none of them.
  constexpr std::size_t wide = sizeof(__m128i);
  const auto has_mark = [&] {
    const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(text.data() + at));
    // ! to / and : to ?, as signed bytes, with a few that are no marks.
    const auto between = [&](char above, char below) {
      return _mm_and_si128(_mm_cmpgt_epi8(bytes, _mm_set1_epi8(above)),
                           _mm_cmplt_epi8(bytes, _mm_set1_epi8(below)));
    };
    return _mm_movemask_epi8(_mm_or_si128(between(' ', '0'), between('9', '@'))) != 0;
  };
  while (at + wide <= text.size() && !has_mark()) at += wide;
#endif
  while (at < text.size() && !are_marks[static_cast<unsigned char>(text[at])]) ++at;
  return at;
}

bool is_ascii(char c) { return static_cast<unsigned char>(c) < 0x80; }

// Whether a character of the three bytes that most Chinese ones have begins, or ends, here.
bool han_begins(std::string_view text, std::size_t at) {
  return at < text.size() && static_cast<unsigned char>(text[at]) >= 0xE4 &&
         static_cast<unsigned char>(text[at]) <= 0xE9;
}
bool han_ends(std::string_view text, std::size_t at) {
  return at >= 3 && han_begins(text, at - 3) && !is_ascii(text[at - 1]);
}

// Whether the number of an item stands between the line's begin and here, and nothing else: 1 培训,
// 2.3 讲座.
bool opens_line(std::string_view text, std::size_t end) {
  constexpr std::size_t longest = 12, digits_max = 2;
  std::size_t begin = end, digits_end = end;
  while (begin > 0 && text[begin - 1] != '\n') {
    const char c = text[begin - 1];
    if (end - begin == longest || (!chars::is_digit(c) && c != ' ' && c != '.')) return false;
    if (!chars::is_digit(c) && digits_end == end) digits_end = begin;
    --begin;
  }
  return end - (digits_end == end ? begin : digits_end) <= digits_max;
}

struct Line {
  std::size_t begin = 0, end = 0;  // without its break
  std::size_t next = 0;            // where the next one begins
  std::size_t columns = 0;
};

// A long one is looked at up to where it is surely too wide.
Line line_at(std::string_view text, std::size_t begin) {
  constexpr std::size_t bytes_max = 400;
  Line line;
  line.begin = begin;
  line.end = std::min({text.find('\n', begin), text.size(), begin + bytes_max});
  line.next = std::min(line.end + 1, text.size());
  if (line.end > begin && text[line.end - 1] == '\r') --line.end;
  for (std::size_t at = begin; at < line.end;) {
    const std::size_t after = Text{text}.next(at);
    line.columns += after - at >= 3 ? 2 : 1;
    at = after;
  }
  return line;
}

// A line that a stop ends is one of its own, also where it is long by chance.
bool is_open(std::string_view line) {
  static const Words stops(Words::Side::end, {{0, "。 ； ： ！ ？ ” 》"}});
  return !line.empty() && !stops.has(line, line.size()) &&
         line.find_last_of(".;:!?") != line.size() - 1;
}
bool is_prose(std::string_view line) { return says(line, {"，", "。", ","}); }
// 三、 （十二） 1. 2．: what may stand before a new paragraph.
bool is_numbered(std::string_view line) {
  static const Words numerals(Words::Side::begin, {{0, "一 二 三 四 五 六 七 八 九 十"}});
  constexpr std::size_t character = 3, longest = 9;
  const bool in_bracket = begins(line, {"（"});
  std::size_t at = in_bracket ? character : 0;
  const std::size_t first = at;
  while (at < line.size() && at < longest && (numerals.has(line, at) || chars::is_digit(line[at])))
    at = Text{line}.next(at);
  if (at == first) return false;
  const std::string_view behind = line.substr(at);
  if (in_bracket) return begins(behind, {"）"});
  return begins(behind, {"、", "．"}) ||
         (behind.size() > 1 && behind.front() == '.' && !chars::is_digit(behind[1]));
}
bool is_indented(std::string_view line) {
  return line.empty() || begins(line, {"　"}) || line.starts_with("  ") || line.starts_with('\t') ||
         is_numbered(line);
}

// 增长25.8%.供电量, 2万人次.全县; not 1.5, 3.本级, 图1.2.
bool ends_sentence(std::string_view text, std::size_t at) {
  if (!han_ends(text, at) && !(at > 0 && text[at - 1] == '%')) return false;
  return at + 1 == text.size() || text[at + 1] == ' ' || text[at + 1] == '\n' ||
         text[at + 1] == '\r' || han_begins(text, at + 1);
}

}  // namespace

Evened::Evened(std::string_view text, bool marks) : given_(text) {
  find_blanks();
  find_breaks();
  if (marks) find_marks();
  if (edits_.empty()) return;
  std::sort(edits_.begin(), edits_.end(),
            [](const Edit& a, const Edit& b) { return a.given_begin < b.given_begin; });
  even_.reserve(text.size() + 2 * edits_.size());
  std::size_t from = 0;
  for (Edit& edit : edits_) {
    even_ += text.substr(from, edit.given_begin - from);
    even_ += wide(edit.put);
    from = edit.given_end;
    edit.even_end = static_cast<std::uint32_t>(even_.size());
  }
  even_ += text.substr(from);
}

void Evened::find_marks() {
  constexpr std::size_t depth_max = 64;
  std::vector<std::uint32_t> open;
  const auto is_beside = [&](std::size_t at) {
    return (at > 0 && !is_ascii(given_[at - 1])) ||
           (at + 1 < given_.size() && !is_ascii(given_[at + 1]));
  };
  const auto put = [&](std::uint32_t at) { edits_.push_back({at, at + 1, 0, given_[at]}); };
  for (std::size_t at = next_mark(given_, 0); at < given_.size(); at = next_mark(given_, at + 1)) {
    const auto place = static_cast<std::uint32_t>(at);
    if (given_[at] == '(') {
      if (at > 0 && given_[at - 1] == ']') continue;  // the address of a link
      if (open.size() == depth_max) open.erase(open.begin());
      open.push_back(place);
    } else if (given_[at] == ')') {
      if (open.empty()) continue;
      if (is_beside(at) || is_beside(open.back())) {
        put(open.back());
        put(place);
      }
      open.pop_back();
    } else if (given_[at] == '.' ? ends_sentence(given_, at) : is_beside(at)) {
      put(place);
    }
  }
}

void Evened::find_blanks() {
  const auto is_number = [](char c) { return chars::is_digit(c) || c == '%'; };
  for (std::size_t at = given_.find(' '); at != std::string_view::npos;
       at = given_.find(' ', at + 1)) {
    if (at == 0 || at + 1 >= given_.size()) continue;
    const char before = given_[at - 1], behind = given_[at + 1];
    const bool leads = chars::is_digit(behind) && han_ends(given_, at);
    const bool follows =
        is_number(before) && han_begins(given_, at + 1) &&
        (!opens_line(given_, at) || begins(given_.substr(at + 1), {"年", "月", "日"}));
    if (!leads && !follows) continue;
    edits_.push_back({static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at + 1)});
  }
}

// Each line, until `use` wants no more.
template <typename F>
void Evened::each_line(F&& use) const {
  for (std::size_t at = 0; at < given_.size();) {
    const Line line = line_at(given_, at);
    if (!use(line)) return;
    at = line.next;
  }
}

void Evened::find_breaks() {
  constexpr std::size_t least = 40, most = 120, ragged = 4, lines_least = 3;
  std::size_t widest = 0;
  each_line([&](const Line& line) {
    widest = std::max(widest, line.columns);
    return widest <= most;
  });
  if (widest < least || widest > most) return;
  const auto words = [&](const Line& line) {
    return given_.substr(line.begin, line.end - line.begin);
  };
  const auto is_broken = [&](const Line& line) {
    return line.columns + ragged >= widest && is_open(words(line));
  };
  std::size_t broken = 0, prose = 0;
  each_line([&](const Line& line) {
    if (is_broken(line)) {
      ++broken;
      if (is_prose(words(line))) ++prose;
    }
    return true;
  });
  if (broken < lines_least || 2 * prose < broken) return;
  std::optional<std::size_t> end;  // of the line before, if it is broken
  each_line([&](const Line& line) {
    if (end && !is_indented(words(line)))
      edits_.push_back({static_cast<std::uint32_t>(*end), static_cast<std::uint32_t>(line.begin)});
    end = is_broken(line) ? std::optional(line.end) : std::nullopt;
    return true;
  });
}

std::uint32_t Evened::given_place(std::uint32_t even, Side side, Stretch& near) const {
  if (near.begin < even && even < near.end) return even + near.shift;
  auto after =
      std::upper_bound(edits_.begin(), edits_.end(), even,
                       [](std::uint32_t place, const Edit& edit) { return place < edit.even_end; });
  near.begin = after == edits_.begin() ? 0 : std::prev(after)->even_end;
  near.end = after == edits_.end() ? nothing : after->even_end;
  near.shift = after == edits_.begin() ? 0 : std::prev(after)->given_end - near.begin;
  // An end stands in front of what is gone there.
  while (side == Side::end && after != edits_.begin() && std::prev(after)->even_end == even &&
         std::prev(after)->put == 0)
    --after;
  if (after == edits_.begin()) return even;
  const Edit& edit = *std::prev(after);
  return edit.given_end + (even - edit.even_end);
}

std::string_view Evened::given_words(std::string_view words, Stretch& near) const {
  const std::less_equal<const char*> not_behind;
  const char* const begin = even_.data();
  // Some words are of no text.
  if (words.empty() || !not_behind(begin, words.data()) ||
      !not_behind(words.data() + words.size(), begin + even_.size()))
    return words;
  const auto first = static_cast<std::uint32_t>(words.data() - begin);
  const std::uint32_t from = given_place(first, Side::begin, near);
  return given_.substr(
      from, given_place(first + static_cast<std::uint32_t>(words.size()), Side::end, near) - from);
}

void Evened::tell_of_given(Reading& reading) const {
  Stretch near;
  const auto tell = [&](auto& one) {
    const bool is_hole = one.begin_byte == one.end_byte;
    one.begin_byte = given_place(one.begin_byte, Side::begin, near);
    one.end_byte = is_hole ? one.begin_byte : given_place(one.end_byte, Side::end, near);
  };
  for (Figure& figure : reading.figures) {
    const bool is_missing = figure.number_end_byte == figure.begin_byte;
    tell(figure);
    figure.number_end_byte =
        is_missing ? figure.begin_byte : given_place(figure.number_end_byte, Side::end, near);
    for (std::string_view* const words :
         {&figure.action, &figure.subject, &figure.part, &figure.actor, &figure.unit.name,
          &figure.unit.scale, &figure.unit.per})
      *words = given_words(*words, near);
  }
  for (Excluded& one : reading.excluded) tell(one);
  for (Passage& one : reading.sentences) tell(one);
  for (Passage& one : reading.headings) tell(one);
  for (Relation& one : reading.relations) tell(one);
}

}  // namespace youju::reading
