// Chance that is the same on every machine: only additions, products, quotients and roots, which
// IEEE 754 defines to the last bit; no function of a mathematical library, whose last bits differ.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <vector>

namespace rollup_bench {

inline double natural_log(double x) {  // x > 0
  int halvings = 0;
  for (; x > 1.5; x /= 2) ++halvings;
  for (; x < 0.75; x *= 2) --halvings;
  const double y = (x - 1) / (x + 1);
  double sum = 0;
  double power = y;
  for (int k = 1; k < 40; k += 2, power *= y * y) sum += power / k;
  return 2 * sum + halvings * 0.693147180559945309417;
}

inline double exponential(double x) {
  double part = x / 1024;
  double sum = 1;
  for (int k = 12; k > 0; --k) sum = 1 + part / k * sum;
  for (int k = 0; k < 10; ++k) sum *= sum;
  return sum;
}

class Chance {
 public:
  explicit Chance(std::uint64_t seed) : state_(seed) {}
  std::uint64_t next() {  // splitmix64
    state_ += 0x9e3779b97f4a7c15U;
    std::uint64_t z = state_;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9U;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebU;
    return z ^ (z >> 31);
  }
  double share() { return static_cast<double>(next() >> 11) * 0x1p-53; }  // [0, 1)
  std::uint32_t below(std::uint32_t bound) {
    return static_cast<std::uint32_t>(((next() >> 32) * bound) >> 32);
  }
  // Nearly normal, mean 0 and deviation 1: the sum of twelve shares less six.
  double normal() {
    double sum = -6;
    for (int i = 0; i < 3; ++i) {
      const std::uint64_t bits = next();
      for (int part = 0; part < 4; ++part) {
        sum += static_cast<double>((bits >> (16 * part)) & 0xffff) / 65536;
      }
    }
    return sum;
  }

 private:
  std::uint64_t state_;
};

// Draws a place by weight: a table of shares finds the neighbourhood, a few steps the place.
class Weighted {
 public:
  explicit Weighted(std::vector<double> weights) : ends_(std::move(weights)) {
    double sum = 0;
    for (double& end : ends_) end = sum += end;
    for (double& end : ends_) end /= sum;
    std::uint32_t place = 0;
    for (int i = 0; i < slots; ++i) {
      while (place + 1 < ends_.size() && ends_[place] <= static_cast<double>(i) / slots) ++place;
      first_.push_back(place);
    }
  }
  std::uint32_t pick(double share) const {
    std::uint32_t place = first_[static_cast<std::size_t>(share * slots)];
    while (place + 1 < ends_.size() && ends_[place] <= share) ++place;
    return place;
  }

 private:
  static constexpr int slots = 1 << 16;
  std::vector<double> ends_;
  std::vector<std::uint32_t> first_;
};

// Zipf's weights: the n-th of `count` has n to the power of -steepness.
inline std::vector<double> zipf(std::size_t count, double steepness) {
  std::vector<double> weights;
  for (std::size_t n = 1; n <= count; ++n) {
    weights.push_back(exponential(-steepness * natural_log(static_cast<double>(n))));
  }
  return weights;
}

}  // namespace rollup_bench
