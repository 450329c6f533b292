// The digits at a place of a text, eight at once, and the short numbers most of a text's are.
// Inside this room.
#pragma once

#include <youju/reading/chars.h>
#include <youju/reading/reading.h>

#include <bit>

namespace youju::reading {

static_assert(std::endian::native == std::endian::little);

struct Digits {
  int count = 0;  // 8: eight and perhaps more
  std::uint64_t value = 0;
};
// Those at a place of eight bytes.
[[gnu::always_inline]] inline Digits digits_at(const char* place) {
  constexpr std::uint64_t each_byte = 0x0101'0101'0101'0101U;
  auto bytes = piece_at<std::uint64_t>(place);
  bytes ^= each_byte * '0';
  const std::uint64_t others = ((bytes + each_byte * (0x80 - 10)) | bytes) & each_byte * 0x80;
  Digits out;
  out.count = std::countr_zero(others) / 8;
  if (out.count == 0) return out;
  // The last digit goes to the last byte; then twos, fours and eights are joined at once.
  bytes <<= 8 * (8 - out.count);
  bytes = bytes * 10 + (bytes >> 8U);
  constexpr std::uint64_t twos = 0x0000'00FF'0000'00FFU;
  out.value = ((bytes & twos) * (100 + (1'000'000ULL << 32U)) +
               (bytes >> 16U & twos) * (1 + (10'000ULL << 32U))) >>
              32U;
  return out;
}

constexpr std::int64_t tens[] = {1,       10,        100,        1'000,      10'000,
                                 100'000, 1'000'000, 10'000'000, 100'000'000};

// 270, 1,270, 3.5 in narrow digits.
struct ShortNumber {
  static constexpr std::size_t bytes_needed = 24;  // with what a look behind it reads
  static constexpr int whole_max = 7, places_max = 4;
  Number number;
  int digits = 0;  // before the point
  bool grouped = false;
  std::size_t bytes = 0;
};
// The one at a place of so many bytes, with no more digits and no more groups than it may have;
// false if it is no such number. What else may go on behind it the caller asks.
[[gnu::always_inline]] inline bool read_short_number(const char* place, ShortNumber& out) {
  const Digits whole = digits_at(place);
  if (whole.count == 0 || whole.count > ShortNumber::whole_max) return false;
  out.number.coefficient = static_cast<std::int64_t>(whole.value);
  out.digits = whole.count;
  out.bytes = static_cast<std::size_t>(whole.count);
  if (place[out.bytes] == ',') {
    const Digits group = digits_at(place + out.bytes + 1);
    if (whole.count > 3 || group.count != 3) return false;
    out.number.coefficient = out.number.coefficient * 1000 + static_cast<std::int64_t>(group.value);
    out.grouped = true;
    out.digits += group.count;
    out.bytes += 4;
    if (place[out.bytes] == ',') return false;
  }
  if (place[out.bytes] == '.') {
    const Digits part = digits_at(place + out.bytes + 1);
    if (part.count == 0 || part.count > ShortNumber::places_max) return false;
    out.number.coefficient =
        out.number.coefficient * tens[part.count] + static_cast<std::int64_t>(part.value);
    out.number.scale = part.count;
    out.bytes += 1 + static_cast<std::size_t>(part.count);
  }
  return true;
}

}  // namespace youju::reading
