#include <youju/base/wide.h>

#include <array>

namespace youju {
namespace {

using Unsigned = Uint128;

constexpr std::uint64_t low_half(Unsigned value) { return static_cast<std::uint64_t>(value); }
constexpr std::uint64_t high_half(Unsigned value) {
  return static_cast<std::uint64_t>(value >> 64);
}

}  // namespace

Wide multiply_wide(Unsigned a, Unsigned b) {
  const Unsigned low_low = Unsigned{low_half(a)} * low_half(b);
  const Unsigned low_high = Unsigned{low_half(a)} * high_half(b);
  const Unsigned high_low = Unsigned{high_half(a)} * low_half(b);
  const Unsigned high_high = Unsigned{high_half(a)} * high_half(b);
  const Unsigned middle = Unsigned{high_half(low_low)} + low_half(low_high) + low_half(high_low);
  Wide product;
  product.low = (middle << 64) | low_half(low_low);
  product.high = high_high + high_half(low_high) + high_half(high_low) + high_half(middle);
  return product;
}

std::pair<Wide, std::uint64_t> divide_small(const Wide& value, std::uint64_t divisor) {
  const std::array<std::uint64_t, 4> digits{high_half(value.high), low_half(value.high),
                                            high_half(value.low), low_half(value.low)};
  std::array<std::uint64_t, 4> quotient{};
  Unsigned remainder = 0;
  for (std::size_t i = 0; i < digits.size(); ++i) {
    const Unsigned current = (remainder << 64) | digits[i];
    quotient[i] = low_half(current / divisor);
    remainder = current % divisor;
  }
  Wide result;
  result.high = (Unsigned{quotient[0]} << 64) | quotient[1];
  result.low = (Unsigned{quotient[2]} << 64) | quotient[3];
  return {result, low_half(remainder)};
}

std::pair<Wide, Wide> divide_wide(const Wide& value, const Wide& divisor) {
  if (value.high == 0 && divisor.high == 0) {
    return {Wide(value.low / divisor.low), Wide(value.low % divisor.low)};
  }
  Wide quotient;
  Wide remainder;
  for (int bit = 255; bit >= 0; --bit) {
    const Unsigned half = bit >= 128 ? value.high : value.low;
    remainder = remainder + remainder;
    remainder.low |= (half >> (bit % 128)) & 1;
    quotient = quotient + quotient;
    if (!(remainder < divisor)) {
      remainder = remainder - divisor;
      quotient.low |= 1;
    }
  }
  return {quotient, remainder};
}

}  // namespace youju
