// Characters of a text by class, and small questions about a place in it. Inside this room.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
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

namespace chars {

// The characters U+2000…U+9FFF that mean something, by blocks of 64 as UTF-8 has them: which block
// its first two bytes name (0: one in which nothing does), and the class by the last byte. Few
// blocks are used, so that all lies near.
struct Plane {
  static constexpr std::size_t blocks_max = 48, block_size = 64;
  std::array<std::uint8_t, 0x400> blocks{};
  std::array<std::array<std::uint8_t, block_size>, blocks_max> cells{};
};

constexpr Plane make_plane() {
  Plane plane;
  std::uint8_t used = 0;
  const auto set = [&](std::u32string_view all, Class kind) {
    for (const char32_t c : all) {
      std::uint8_t& block = plane.blocks[c / Plane::block_size];
      if (block == 0) block = ++used;
      plane.cells[block][c % Plane::block_size] = static_cast<std::uint8_t>(kind);
    }
  };
  set(U"〇零○一二三四五六七八九十百千万亿两廿卅半几数", Class::numeral);
  set(U"某", Class::placeholder);
  set(U"‰", Class::percent);
  set(U"每", Class::each);
  set(U"首", Class::first);
  set(U"《〔【", Class::title);
  set(U"“「『", Class::quote);
  set(U"。、…", Class::stop);
  return plane;
}
inline constexpr Plane plane = make_plane();

// The class of the character of three bytes, E2…E9 first, that stands here.
inline std::uint8_t of_three(const std::uint8_t* at) {
  const std::size_t block =
      plane.blocks[(static_cast<std::size_t>(at[0] & 0x0FU) << 6U) | (at[1] & 0x3FU)];
  return plane.cells[block][at[2] & 0x3FU];
}

constexpr std::array<std::uint8_t, 256> make_ascii() {
  std::array<std::uint8_t, 256> table{};
  const auto set = [&](std::string_view all, Class kind) {
    for (const char c : all) table[static_cast<std::uint8_t>(c)] = static_cast<std::uint8_t>(kind);
  };
  set("0123456789", Class::digit);
  set("xX*_", Class::placeholder);
  set("%", Class::percent);
  set(",;:!?", Class::stop);
  set("\n\r", Class::line);
  return table;
}
inline constexpr std::array<std::uint8_t, 256> ascii = make_ascii();

// The full-width forms U+FF00…U+FF3F, by their last byte behind EF BC.
constexpr std::array<std::uint8_t, 64> make_wide() {
  std::array<std::uint8_t, 64> table{};
  for (int i = 0x10; i <= 0x19; ++i) table[i] = static_cast<std::uint8_t>(Class::digit);
  table[0x05] = static_cast<std::uint8_t>(Class::percent);
  for (const int i : {0x01, 0x0C, 0x1A, 0x1B, 0x1F})
    table[i] = static_cast<std::uint8_t>(Class::stop);
  for (const int i : {0x0A, 0x38, 0x3F}) table[i] = static_cast<std::uint8_t>(Class::placeholder);
  return table;
}
inline constexpr std::array<std::uint8_t, 64> wide = make_wide();

}  // namespace chars

// Words are compared everywhere and mostly differ in their first character: a call would cost more
// than the answer, so literals are compared in line.
[[gnu::always_inline]] inline bool same_bytes(const char* a, const char* b, std::size_t bytes) {
  if (__builtin_constant_p(bytes)) return std::memcmp(a, b, bytes) == 0;
  for (std::size_t i = 0; i < bytes; ++i)
    if (a[i] != b[i]) return false;
  return true;
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
  // The place behind the character at `at`.
  std::size_t next(std::size_t at) const {
    if (at >= all.size()) return all.size();
    ++at;
    while (at < all.size() && (byte(at) & 0xC0U) == 0x80) ++at;
    return at;
  }
  // The place of the character before `at`; 0 at the beginning.
  std::size_t previous(std::size_t at) const {
    if (at == 0) return 0;
    --at;
    for (int i = 0; i < 3 && at > 0 && (byte(at) & 0xC0U) == 0x80; ++i) --at;
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
  // A mark that ends a clause or a line, a bracket that closes, or the end of the text.
  bool is_clause_end(std::size_t at) const;
};

[[gnu::always_inline]] inline Char Text::char_at(std::size_t at) const {
  const std::uint8_t lead = byte(at);
  if (lead < 0x80) return {static_cast<Class>(chars::ascii[lead]), 1};
  // A character that the end of the text cuts means nothing.
  if (at + 2 >= all.size()) {
    const bool times = lead == 0xC3 && byte(at + 1) == 0x97;
    return times ? Char{Class::placeholder, 2} : Char{};
  }
  if (lead >= 0xE2 && lead <= 0xE9) {
    const auto* const here = reinterpret_cast<const std::uint8_t*>(all.data()) + at;
    return {static_cast<Class>(chars::of_three(here)), 3};
  }
  if (lead == 0xEF && byte(at + 1) == 0xBC) {
    return {static_cast<Class>(chars::wide[byte(at + 2) & 0x3FU]), 3};
  }
  if (lead == 0xEF && byte(at + 1) == 0xBD && byte(at + 2) == 0x98) return {Class::placeholder, 3};
  if (lead == 0xC3 && byte(at + 1) == 0x97) return {Class::placeholder, 2};
  return {Class::plain, 1};
}

inline bool Text::is_clause_end(std::size_t at) const {
  if (at >= all.size()) return true;
  const Class kind = class_at(at);
  return kind == Class::stop || kind == Class::line || has(at, "）") || has(at, ")") ||
         has(at, "”") || has(at, "（");
}

}  // namespace youju::reading
