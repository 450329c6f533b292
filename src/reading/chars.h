// Characters of a text by class, and small questions about a place in it. Inside this room.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <string_view>

namespace youju::reading {

enum class Class : std::uint8_t {
  plain,
  digit,        // 0-9 and ０-９
  numeral,      // 〇零一二…十百千万亿两廿卅半几数
  placeholder,  // x X × * _ and their full-width forms, 某
  percent,      // % ％ ‰
  each,         // 每
  first,        // 首
  title,        // 《 〔 【: what is inside is a name
  quote,        // “ 「
  stop,         // ，。；、！？,;: the end of a clause
  line,         // the end of a line
};

struct Char {
  Class kind = Class::plain;
  std::uint8_t bytes = 1;
};

// What a character can be a part of, a bit each. Most characters are part of nothing, and one look
// at the character before a number and at the one behind it tells which words need not be sought.
namespace sign {
enum : std::uint32_t {
  more = 1U << 0U,            // 余 多 几
  range = 1U << 1U,           // - ~ — – − 到 至 － ～: may begin a mark between two numbers
  dated = 1U << 2U,           // behind a number: 年 月 季 . - / and the marks of ranges
  parts = 1U << 3U,           // behind a number: 成 分 之
  ranked = 1U << 4U,          // behind a number: 届 等
  ranking = 1U << 5U,         // before a number: 第 前
  heading_lead = 1U << 6U,    // may stand between the beginning of a line and its number
  bracket_or_nth = 1U << 7U,  // （ ( 第
  glue_before = 1U << 8U,     // before a number that may be no number of its own: letters, + / : -,
                              // or that may be negative: 负 (零)下, or a base: 每
  glue_behind = 1U << 9U,     // the same behind it
  code_before = 1U << 10U,    // ends 电话, 邮编, 号码： and the like
  closes = 1U << 11U,         // ） ) ” （: ends a clause though it is no stop
  letter = 1U << 12U,         // A-Z a-z
  number_goes_on = 1U << 13U,    // behind digits: more digits, marks among them, 万, 余, XX
  house = 1U << 14U,             // 号
  pair_ends = 1U << 15U,         // 》 ” ） 】
  pair_begins = 1U << 16U,       // 《 “ （ 【
  beside = 1U << 17U,            // 、
  joins = 1U << 18U,             // 和 及 与
  qualifies = 1U << 19U,         // before a number: ends 约, 超过 and what only ends so
  qualifies_behind = 1U << 20U,  // begins 以上, 左右
  noun_of_ge = 1U << 21U,        // behind 个: may begin 个月, 个百分点, 个多小时
  unit_goes_on = 1U << 22U,      // behind a unit: 次 （ ( / 公
  numeral_goes_on = 1U << 23U,   // behind a Chinese numeral: 是 要 则 对 点 大 中 次 全 半
  cell = 1U << 24U,              // ｜ | ／, a tab, a wide blank: parts two cells of a table
};
}  // namespace sign

struct Trait {
  std::uint32_t signs = 0;
  Class kind = Class::plain;
  std::int8_t digit = -1;  // of 零 to 九
  std::uint8_t power = 0;  // of ten: 十百千万亿
};

namespace chars {

// Characters of three bytes by a hash of them: most of a text. The bytes are those of the lowest
// three of a number, the first lowest.
constexpr unsigned hash_bits = 12;
constexpr std::uint32_t hash_of(std::uint32_t three) {
  constexpr std::uint32_t factor = 0x1807'2E8DU;
  return (three << 8U) * factor >> (32U - hash_bits);
}

// The trait of every character that has one, by where its bytes lead.
struct Tables {
  // Those of three bytes that mean something have a number each, and no two of them the same hash.
  // Of any other character that is 0, or the number of one with its hash: its bytes tell it.
  // Walks over clauses stop at those with a number from `walked` on, among which are all of a
  // class.
  static constexpr std::uint8_t walked = 0x80;
  struct Three {
    std::uint32_t bytes = 0;
    Trait trait;
  };
  std::array<std::uint8_t, 1U << hash_bits> numbers{};
  std::array<Three, 256> threes{};
  std::array<Trait, 128> ascii{};
  Trait times, middle_dot;  // × ·
  bool told_apart = true;   // by their hashes
  std::uint8_t last = 0, last_walked = walked - 1;

  static constexpr std::uint32_t bytes_of(char32_t c) {
    return 0xE0U | c >> 12U | (0x80U | (c >> 6U & 0x3FU)) << 8U | (0x80U | (c & 0x3FU)) << 16U;
  }
  constexpr Trait& three(char32_t c, bool is_walked) {
    const std::uint32_t bytes = bytes_of(c);
    std::uint8_t& number = numbers[hash_of(bytes)];
    if (number == 0) {
      number = is_walked ? ++last_walked : ++last;
      threes[number].bytes = bytes;
    }
    told_apart = told_apart && threes[number].bytes == bytes && last < walked;
    return threes[number].trait;
  }
  constexpr Trait& of(char32_t c, bool is_walked = false) {
    if (c < ascii.size()) return ascii[c];
    if (c == U'×') return times;
    if (c == U'·') return middle_dot;
    return three(c, is_walked);
  }
  constexpr void set(std::u32string_view all, Class kind) {
    for (const char32_t c : all) of(c, true).kind = kind;
  }
  constexpr void walk(std::u32string_view all) {
    for (const char32_t c : all) of(c, true);
  }
  constexpr void add(std::u32string_view all, std::uint32_t signs) {
    for (const char32_t c : all) of(c).signs |= signs;
  }
};

constexpr Tables make_tables() {
  constexpr std::u32string_view letters = U"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
  constexpr std::u32string_view ranges = U"-~—–−到至－～";
  Tables out;
  out.set(U"0123456789０１２３４５６７８９", Class::digit);
  out.set(U"〇零○一二三四五六七八九十百千万亿两廿卅半几数", Class::numeral);
  out.set(U"xX*_×某ｘＸ＊＿", Class::placeholder);
  out.set(U"%％‰", Class::percent);
  out.set(U"每", Class::each);
  out.set(U"首", Class::first);
  out.set(U"《〔【", Class::title);
  out.set(U"“「『", Class::quote);
  out.set(U",;:!?，。；、！？：…", Class::stop);
  out.set(U"\n\r", Class::line);
  out.walk(U"】》”“《、和及与—\u3000");
  out.add(U"》”）】", sign::pair_ends);
  out.add(U"《“（【", sign::pair_begins);
  out.add(U"、", sign::beside);
  out.add(U"和及与", sign::joins);
  out.add(U"｜|／\t\u3000", sign::cell);
  constexpr std::u32string_view digits = U"零一二三四五六七八九";
  for (std::size_t i = 0; i < digits.size(); ++i)
    out.of(digits[i]).digit = static_cast<std::int8_t>(i);
  out.of(U'〇').digit = out.of(U'○').digit = 0;
  out.of(U'两').digit = 2;
  out.of(U'十').power = 1;
  out.of(U'百').power = 2;
  out.of(U'千').power = 3;
  out.of(U'万').power = 4;
  out.of(U'亿').power = 8;
  out.add(U"余多几", sign::more);
  out.add(ranges, sign::range | sign::dated);
  out.add(U"年月季./", sign::dated);
  out.add(U"成分之", sign::parts);
  out.add(U"届等", sign::ranked);
  out.add(U"第前", sign::ranking);
  out.add(U" \t\u3000#*>（(第", sign::heading_lead);
  out.add(U"（(第", sign::bracket_or_nth);
  out.add(U"0123456789０１２３４５６７８９ ,，.．xX*_×ｘＸ＊＿十百千万亿余多几",
          sign::number_goes_on);
  out.add(U"号", sign::house);
  out.add(letters, sign::letter | sign::glue_before | sign::glue_behind);
  out.add(U"+/#=@:.-∶·＋×－−负下每", sign::glue_before);
  out.add(U"+@#:∶×·＋：", sign::glue_behind);
  out.add(U"话：线编码）", sign::code_before);
  out.add(U"）)”（", sign::closes);
  out.add(U"过出超逾破于少下达约为近足到在概占", sign::qualifies);
  out.add(U"以之有及左上内出", sign::qualifies_behind);
  out.add(U"多半月百小工学课星年钟自交标千基", sign::noun_of_ge);
  out.add(U"次（(/公", sign::unit_goes_on);
  out.add(U"是要则对点大中次全半", sign::numeral_goes_on);
  return out;
}
inline constexpr Tables tables = make_tables();
static_assert(tables.told_apart, "two characters have one hash: another factor is needed");

// The number of the character of three bytes, the lowest of these, or of another with its hash.
inline unsigned number_of(std::uint64_t three) {
  return tables.numbers[hash_of(static_cast<std::uint32_t>(three))];
}
inline bool may_be_walked(unsigned number) { return number >= Tables::walked; }
// What is known of three bytes; of those that are no character nothing.
// Of what stands in a text neither is the rule, so that a branch would often go wrong.
[[gnu::always_inline]] inline Trait trait_of(std::uint32_t three) {
  const Tables::Three& known = tables.threes[number_of(three)];
  const std::uint32_t all = 0U - std::uint32_t{known.bytes == three};
  Trait out;
  out.signs = known.trait.signs & all;
  out.kind = static_cast<Class>(static_cast<std::uint8_t>(known.trait.kind) & all);
  out.digit = static_cast<std::int8_t>(known.trait.digit | static_cast<std::int8_t>(~all));
  out.power = static_cast<std::uint8_t>(known.trait.power & all);
  return out;
}
// With the bits by which the second and the third byte of a character are told, also of a broken
// one.
constexpr std::uint32_t made_whole(std::uint32_t three) {
  return (three & ~0x40'4000U) | 0x80'8000U;
}
// Whether the lowest six bytes begin with E2…E9 each three.
inline bool two_of_plane(std::uint64_t six) {
  constexpr std::uint32_t first = 0x0200'0002, lead = 0xF800'00F8, plane = 0xE000'00E0;
  return ((static_cast<std::uint32_t>(six) - first) & lead) == plane;
}
// Six bytes that are two characters of three, by the bits that say so.
inline constexpr std::uint64_t two_shape = 0xC0'C0F0'C0C0'F0, two_threes = 0x80'80E0'8080'E0;
// The same of the lowest three.
inline bool is_three(std::uint64_t three) {
  constexpr std::uint64_t shape = 0xC0'C0F0, bytes = 0x80'80E0;
  return (three & shape) == bytes;
}
inline bool are_two_threes(std::uint64_t six) { return (six & two_shape) == two_threes; }
inline bool is_digit(char c) { return c >= '0' && c <= '9'; }
inline bool goes_on(std::uint8_t byte) { return (byte & 0xC0U) == 0x80; }

}  // namespace chars

template <typename Piece>
[[gnu::always_inline]] inline Piece piece_at(const char* at) {
  Piece piece;
  std::memcpy(&piece, at, sizeof piece);
  return piece;
}
// The three bytes at a place as a number, the first lowest.
[[gnu::always_inline]] inline std::uint32_t three_at(const char* at) {
  return piece_at<std::uint16_t>(at) | std::uint32_t{static_cast<std::uint8_t>(at[2])} << 16U;
}
template <typename First, typename Last>
[[gnu::always_inline]] inline bool same_pieces(const char* a, const char* b, std::size_t bytes) {
  const std::size_t last = bytes - sizeof(Last);  // the two may overlap
  return ((piece_at<First>(a) ^ piece_at<First>(b)) |
          (piece_at<Last>(a + last) ^ piece_at<Last>(b + last))) == 0;
}

// Words are compared everywhere and mostly differ in their first character: a call would cost more
// than the answer. Literals are compared in line by one or two pieces; memcmp is called for every
// size that is no power of two, as that of Chinese characters is.
[[gnu::always_inline]] inline bool same_bytes(const char* a, const char* b, std::size_t bytes) {
  if (__builtin_constant_p(bytes)) {
    if (bytes == 0) return true;
    if (bytes == 1) return *a == *b;
    if (bytes == 2) return piece_at<std::uint16_t>(a) == piece_at<std::uint16_t>(b);
    if (bytes == 3) return same_pieces<std::uint16_t, std::uint8_t>(a, b, bytes);
    if (bytes == 4) return piece_at<std::uint32_t>(a) == piece_at<std::uint32_t>(b);
    if (bytes <= 6) return same_pieces<std::uint32_t, std::uint16_t>(a, b, bytes);
    if (bytes <= 8) return same_pieces<std::uint32_t, std::uint32_t>(a, b, bytes);
    if (bytes <= 16) return same_pieces<std::uint64_t, std::uint64_t>(a, b, bytes);
    return std::memcmp(a, b, bytes) == 0;
  }
  for (std::size_t i = 0; i < bytes; ++i)
    if (a[i] != b[i]) return false;
  return true;
}

// Whether two short views say the same, without a call.
[[gnu::always_inline]] inline bool same(std::string_view one, std::string_view other) {
  const std::size_t bytes = one.size();
  if (bytes != other.size()) return false;
  const char* const a = one.data();
  const char* const b = other.data();
  if (a == b || bytes == 0) return true;
  if (bytes > 16) return std::memcmp(a, b, bytes) == 0;
  if (bytes >= 8) return same_pieces<std::uint64_t, std::uint64_t>(a, b, bytes);
  if (bytes >= 4) return same_pieces<std::uint32_t, std::uint32_t>(a, b, bytes);
  // Three bytes or fewer, without a branch for each.
  return ((a[0] ^ b[0]) | (a[bytes / 2] ^ b[bytes / 2]) | (a[bytes - 1] ^ b[bytes - 1])) == 0;
}

// The first character, of three bytes, as a number for a switch.
constexpr std::uint32_t packed(std::string_view three) {
  const auto byte = [&](std::size_t i) {
    return std::uint32_t{static_cast<std::uint8_t>(three[i])};
  };
  return byte(0) << 16U | byte(1) << 8U | byte(2);
}

// Whether it is this word and nothing else.
template <std::size_t Size>
[[gnu::always_inline]] inline bool is(std::string_view said, const char (&word)[Size]) {
  return said.size() == Size - 1 && same_bytes(std::to_address(said.begin()), word, Size - 1);
}

// A view beside a literal, everywhere in this room: the standard's operator calls memcmp.
template <std::size_t Size>
[[gnu::always_inline]] inline bool operator==(std::string_view said, const char (&word)[Size]) {
  return is(said, word);
}

// Single characters of three bytes, and whether a view is one of them and nothing else: asked at
// once, without a branch for each.
template <typename... Literals>
constexpr std::array<std::uint32_t, sizeof...(Literals)> single_characters(const Literals&... all) {
  return {packed(all)...};
}
template <std::size_t Count>
bool is_one_of(std::string_view said, const std::array<std::uint32_t, Count>& all) {
  if (said.size() != 3) return false;
  bool found = false;
  for (const std::uint32_t one : all) found |= one == packed(said);
  return found;
}

// Bytes of a text and what stands at a place. All places are byte offsets; any is allowed.
struct Text {
  std::string_view all;

  std::uint8_t byte(std::size_t at) const {
    return at < all.size() ? static_cast<std::uint8_t>(all[at]) : 0;
  }
  [[gnu::always_inline]] bool has(std::size_t at, std::string_view word) const {
    return at + word.size() <= all.size() && same_bytes(all.data() + at, word.data(), word.size());
  }
  [[gnu::always_inline]] bool has_before(std::size_t at, std::string_view word) const {
    return word.size() <= at && at <= all.size() &&
           same_bytes(all.data() + at - word.size(), word.data(), word.size());
  }
  std::string_view between(std::size_t begin, std::size_t end) const {
    return all.substr(begin, end - begin);
  }
  // Whether a line ends between two places: each is a paragraph.
  bool ends_line_between(std::size_t begin, std::size_t end) const {
    return between(begin, end).find('\n') != std::string_view::npos;
  }
  // The place behind the character at `at`.
  [[gnu::always_inline]] std::size_t next(std::size_t at) const {
    if (at + 4 <= all.size()) {
      const std::uint8_t* const here = bytes(at);
      if (!chars::goes_on(here[1])) return at + 1;
      if (chars::goes_on(here[2]) && !chars::goes_on(here[3])) return at + 3;
    }
    return next_of_any(at);
  }
  std::size_t next_of_any(std::size_t at) const {
    if (at >= all.size()) return all.size();
    ++at;
    while (at < all.size() && (byte(at) & 0xC0U) == 0x80) ++at;
    return at;
  }
  // The place of the character before `at`; 0 at the beginning.
  [[gnu::always_inline]] std::size_t previous(std::size_t at) const {
    if (at >= 3 && at <= all.size()) {
      const std::uint8_t* const here = bytes(at);
      if (!chars::goes_on(here[-1])) return at - 1;
      if (chars::goes_on(here[-2]) && !chars::goes_on(here[-3])) return at - 3;
    }
    return previous_of_any(at);
  }
  std::size_t previous_of_any(std::size_t at) const {
    if (at == 0) return 0;
    --at;
    for (int i = 0; i < 3 && at > 0 && (byte(at) & 0xC0U) == 0x80; ++i) --at;
    return at;
  }
  // For walks backwards: behind the last character before `at` that is none of three bytes or means
  // something, not below `lowest`.
  std::size_t skip_plain_before(std::size_t at, std::size_t lowest) const {
    // Two at once, as long as that goes.
    constexpr std::size_t two = 6, piece = 8;
    while (at >= lowest + two && at >= piece) {
      const std::uint64_t six = piece_at<std::uint64_t>(all.data() + at - piece) >> 16U;
      if (!chars::are_two_threes(six) || !chars::two_of_plane(six) ||
          chars::may_be_walked(chars::number_of(six) | chars::number_of(six >> 24U)))
        break;
      at -= two;
    }
    while (at >= lowest + 3) {
      const std::uint8_t* const here = bytes(at) - 3;
      if (here[0] - 0xE2U > 7U || !chars::goes_on(here[1]) || !chars::goes_on(here[2])) return at;
      const std::uint32_t three = three_at(all.data() + at - 3);
      const unsigned number = chars::number_of(three);
      if (chars::may_be_walked(number) && chars::tables.threes[number].bytes == three) return at;
      at -= 3;
    }
    return at;
  }
  std::string_view character(std::size_t at) const { return between(at, next(at)); }
  std::string_view character_before(std::size_t at) const { return between(previous(at), at); }
  // A Chinese character (U+3400…U+9FFF), 〇 too.
  bool is_han(std::size_t at) const {
    const std::uint8_t lead = byte(at);
    return (lead >= 0xE4 && lead <= 0xE9) || (lead == 0xE3 && byte(at + 1) >= 0x90) ||
           has(at, "〇");
  }
  bool is_letter(std::size_t at) const {
    const auto b = static_cast<std::uint8_t>(byte(at) | 0x20U);
    return b >= 'a' && b <= 'z';
  }
  bool is_digit(std::size_t at) const { return digit(at) >= 0; }
  // The digit at `at`, half- or full-width, or -1.
  int digit(std::size_t at) const {
    const std::uint8_t b = byte(at);
    if (b >= '0' && b <= '9') return b - '0';
    if (b == 0xEF && byte(at + 1) == 0xBC && byte(at + 2) >= 0x90 && byte(at + 2) <= 0x99) {
      return byte(at + 2) - 0x90;
    }
    return -1;
  }
  std::size_t skip_blanks(std::size_t at) const {
    while (true) {
      if (byte(at) == ' ' || byte(at) == '\t') {
        ++at;
      } else if (has(at, "\u3000")) {
        at += 3;
      } else {
        return at;
      }
    }
  }
  std::size_t skip_blanks_before(std::size_t at) const {
    while (true) {
      if (at > 0 && (byte(at - 1) == ' ' || byte(at - 1) == '\t')) {
        --at;
      } else if (has_before(at, "\u3000")) {
        at -= 3;
      } else {
        return at;
      }
    }
  }
  Char char_at(std::size_t at) const;
  Class class_at(std::size_t at) const { return char_at(at).kind; }
  // What is known of the character at `at`, or before it; of a broken one nothing.
  Trait trait_at(std::size_t at) const;
  Trait trait_before(std::size_t at) const;
  std::uint32_t signs_at(std::size_t at) const { return trait_at(at).signs; }
  std::uint32_t signs_before(std::size_t at) const { return trait_before(at).signs; }
  // A mark that ends a clause or a line, a bracket that closes, or the end of the text.
  bool is_clause_end(std::size_t at) const;

 private:
  const std::uint8_t* bytes(std::size_t at) const {
    return reinterpret_cast<const std::uint8_t*>(all.data()) + at;
  }
  static Trait trait_of_two(const std::uint8_t* at);
  // Where fewer than three bytes are left.
  [[gnu::cold]] Trait trait_at_end(std::size_t at) const;
  [[gnu::cold]] Trait trait_before_begin(std::size_t at) const;
};

[[gnu::always_inline]] inline Char Text::char_at(std::size_t at) const {
  const std::uint8_t lead = byte(at);
  if (lead < 0x80) return {chars::tables.ascii[lead].kind, 1};
  // A character that the end of the text cuts means nothing.
  if (lead >= 0xE2 && at + 2 < all.size()) {
    const std::uint32_t three = three_at(all.data() + at);
    if (lead <= 0xE9 || (three & 0xFFFF) == 0xBCEF)
      return {chars::trait_of(chars::made_whole(three)).kind, 3};
    const Class kind = chars::trait_of(three).kind;
    return {kind, static_cast<std::uint8_t>(kind == Class::plain ? 1 : 3)};
  }
  if (lead == 0xC3 && byte(at + 1) == 0x97) return {Class::placeholder, 2};
  return {};
}

inline Trait Text::trait_of_two(const std::uint8_t* at) {
  if (at[0] == 0xC3 && at[1] == 0x97) return chars::tables.times;
  return at[0] == 0xC2 && at[1] == 0xB7 ? chars::tables.middle_dot : Trait{};
}

[[gnu::always_inline]] inline Trait Text::trait_at(std::size_t at) const {
  if (at + 3 > all.size()) return trait_at_end(at);
  const std::uint8_t* const here = bytes(at);
  if (here[0] < 0x80) return chars::tables.ascii[here[0]];
  return here[0] >= 0xE0 ? chars::trait_of(three_at(all.data() + at)) : trait_of_two(here);
}

inline Trait Text::trait_at_end(std::size_t at) const {
  if (at >= all.size()) return {};
  const std::uint8_t* const here = bytes(at);
  if (here[0] < 0x80) return chars::tables.ascii[here[0]];
  return here[0] < 0xE0 && at + 2 <= all.size() ? trait_of_two(here) : Trait{};
}

[[gnu::always_inline]] inline Trait Text::trait_before(std::size_t at) const {
  if (at < 3 || at > all.size()) return trait_before_begin(at);
  const std::uint8_t* const end = bytes(at);
  if (end[-1] < 0x80) return chars::tables.ascii[end[-1]];
  return chars::goes_on(end[-2]) ? chars::trait_of(three_at(all.data() + at - 3))
                                 : trait_of_two(end - 2);
}

inline Trait Text::trait_before_begin(std::size_t at) const {
  if (at == 0 || at > all.size()) return {};
  const std::uint8_t* const end = bytes(at);
  if (end[-1] < 0x80) return chars::tables.ascii[end[-1]];
  return at == 2 && !chars::goes_on(end[-2]) ? trait_of_two(end - 2) : Trait{};
}

inline bool Text::is_clause_end(std::size_t at) const {
  if (at >= all.size()) return true;
  const Class kind = class_at(at);
  return kind == Class::stop || kind == Class::line || (signs_at(at) & sign::closes) != 0;
}

}  // namespace youju::reading
