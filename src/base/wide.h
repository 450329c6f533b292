// Integers of 128 bits, and unsigned ones of 256 bits, as far as Decimal's products and quotients
// need them. Values; nothing here allocates. Addition and subtraction wrap like those of unsigned
// integers; the bounds of Decimal keep every use below 10^75, so none does.
#pragma once

#include <cstdint>
#include <utility>

namespace youju {

// Both compilers have them; only the standard does not, hence the word before.
__extension__ typedef __int128 Int128;
__extension__ typedef unsigned __int128 Uint128;

struct Wide {
  Uint128 high = 0;
  Uint128 low = 0;

  constexpr Wide() = default;
  constexpr explicit Wide(Uint128 value) : low(value) {}

  friend constexpr bool operator==(const Wide&, const Wide&) = default;
  friend constexpr bool operator<(const Wide& a, const Wide& b) {
    return a.high != b.high ? a.high < b.high : a.low < b.low;
  }
  friend constexpr Wide operator+(const Wide& a, const Wide& b) {
    Wide sum;
    sum.low = a.low + b.low;
    sum.high = a.high + b.high + (sum.low < a.low ? 1 : 0);
    return sum;
  }
  friend constexpr Wide operator-(const Wide& a, const Wide& b) {
    Wide difference;
    difference.low = a.low - b.low;
    difference.high = a.high - b.high - (a.low < b.low ? 1 : 0);
    return difference;
  }
};

// The full product of two 128-bit factors.
Wide multiply_wide(Uint128 a, Uint128 b);

// Quotient and remainder by a small divisor (not zero).
std::pair<Wide, std::uint64_t> divide_small(const Wide& value, std::uint64_t divisor);

// Quotient and remainder (divisor not zero). One native division when both fit in 128 bits, else
// 256 steps of shift and subtract: under two microseconds.
std::pair<Wide, Wide> divide_wide(const Wide& value, const Wide& divisor);

}  // namespace youju
