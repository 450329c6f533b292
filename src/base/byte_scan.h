// Questions to eight bytes at a time, for loops that look at every byte of long texts. A text of
// fewer than eight bytes is asked byte by byte by whoever calls.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace youju::bytes {

inline constexpr std::size_t word_size = sizeof(std::uint64_t);
inline constexpr std::uint64_t ones = 0x0101010101010101ULL;
inline constexpr std::uint64_t tops = 0x8080808080808080ULL;

// The eight bytes from `at`, which the text must have.
inline std::uint64_t word_at(std::string_view text, std::size_t at) {
  std::uint64_t word = 0;
  std::memcpy(&word, text.data() + at, sizeof word);
  return word;
}

inline bool all_ascii(std::uint64_t word) { return (word & tops) == 0; }
// Whether one is less than `least`, which is at most 0x80.
inline bool any_below(std::uint64_t word, std::uint8_t least) {
  return ((word - ones * least) & ~word & tops) != 0;
}
inline bool any_is(std::uint64_t word, char c) {
  return any_below(word ^ (ones * static_cast<unsigned char>(c)), 1);
}

}  // namespace youju::bytes
