// The places of a row in one byte, so that rows can be told apart by one. Inside this room.
#pragma once

#include <youju/indicator/rollup_shape.h>

#include <array>
#include <cstddef>
#include <cstdint>

namespace youju::indicator {

// Tells the places of as many dimensions as have at most 256 sets of places together.
class RollupCode {
 public:
  explicit RollupCode(const RollupShape& shape);

  // What a place of a dimension adds to the code of its row; 0 for those that it does not tell.
  std::size_t step(std::size_t dimension) const { return steps_[dimension]; }
  // How many places of a dimension.
  std::size_t size(std::size_t dimension) const { return sizes_[dimension]; }
  std::size_t codes() const { return codes_; }
  // The place of a dimension that has a step, by the code.
  std::uint16_t place(std::size_t dimension, std::uint8_t code) const {
    const std::uint32_t steps = code * by_step_[dimension] >> 16;
    const std::uint32_t rounds = code * by_round_[dimension] >> 16;
    return static_cast<std::uint16_t>(steps - rounds * sizes_[dimension]);
  }
  std::uint8_t of(const RollupRow& row) const {
    std::size_t code = 0;
    for (std::size_t d = 0; d < steps_.size(); ++d) code += row.places[d] * steps_[d];
    return static_cast<std::uint8_t>(code);
  }

 private:
  std::array<std::size_t, rollup_dimensions_max> steps_{};
  std::array<std::size_t, rollup_dimensions_max> sizes_{};
  // 2^16 divided by the step, and by step × size, and one: with them codes, which are below 256,
  // are divided exactly.
  std::array<std::uint32_t, rollup_dimensions_max> by_step_{};
  std::array<std::uint32_t, rollup_dimensions_max> by_round_{};
  std::size_t codes_ = 1;
};

// Which codes rows have that a query wants.
class RollupCodesWanted {
 public:
  RollupCodesWanted(const RollupShape& shape, const RollupQuery& query);

  // Whether rows of these codes have all places wanted; else they only may have.
  bool are_exact() const { return exact_; }
  // Of up to 64 codes: bit i for the i-th.
  std::uint64_t among(const std::uint8_t* codes, std::size_t count) const {
    std::uint64_t found = 0;
    while (count > 0) found = found << 1 | fits_[codes[--count]];
    return found;
  }

 private:
  std::array<std::uint8_t, 256> fits_{};  // whether a code has all places wanted
  bool exact_ = true;
};

}  // namespace youju::indicator
