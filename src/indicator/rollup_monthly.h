// The totals of a unit's single months, plane by plane, before they become cells; and which months
// of which plane have rows. Most have none: what goes through them goes through those that have.
// Inside this room.
#pragma once

#include <youju/indicator/rollup_shape.h>

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace youju::indicator {

class RollupMonthly {
 public:
  // Of each plane 128 months; bit m % 64 of the word m / 64.
  using Months = std::array<std::uint64_t, 2>;

  RollupMonthly(const RollupPlanes& planes, const RollupShape& shape)
      : months_(static_cast<std::size_t>(shape.months)),
        size_(static_cast<std::size_t>(shape.measures) + 1),
        cells_(static_cast<std::size_t>(planes.count()) * months_ * size_),
        have_(static_cast<std::size_t>(planes.count())) {}

  // Integers of a month: how many rows, then the measures.
  std::size_t size() const { return size_; }
  const Months& have(std::size_t plane) const { return have_[plane]; }
  bool overflowed() const { return overflowed_; }
  const std::int64_t* cell(std::size_t plane, std::size_t month) const {
    return &cells_[(plane * months_ + month) * size_];
  }
  // Calls use(month, its integers) for those that have rows, the first first.
  template <typename F>
  void each(std::size_t plane, F&& use) const {
    for (std::size_t half = 0; half < 2; ++half) {
      for (std::uint64_t left = have_[plane][half]; left != 0; left &= left - 1) {
        const std::size_t month = half * 64 + static_cast<std::size_t>(std::countr_zero(left));
        use(month, cell(plane, month));
      }
    }
  }

  // Adds a row; value(m) is its m-th measure.
  template <typename Value>
  void add_row(std::size_t plane, std::size_t month, Value value) {
    std::int64_t* const to = &cells_[(plane * months_ + month) * size_];
    if (to[0] == 0) have_[plane][month / 64] |= std::uint64_t{1} << (month % 64);
    ++to[0];
    for (std::size_t k = 1; k < size_; ++k) add(to[k], value(k - 1));
  }
  // Adds what a plane of others, or of these, has to one.
  void add_plane(const RollupMonthly& from, std::size_t plane, std::size_t onto) {
    overflowed_ |= from.overflowed_;
    from.each(plane, [&](std::size_t month, const std::int64_t* cell) {
      std::int64_t* const to = &cells_[(onto * months_ + month) * size_];
      have_[onto][month / 64] |= std::uint64_t{1} << (month % 64);
      for (std::size_t k = 0; k < size_; ++k) add(to[k], cell[k]);
    });
  }
  // As it was made.
  void clear() {
    for (std::size_t plane = 0; plane < have_.size(); ++plane) {
      each(plane, [&](std::size_t month, const std::int64_t*) {
        for (std::size_t k = 0; k < size_; ++k) cells_[(plane * months_ + month) * size_ + k] = 0;
      });
      have_[plane] = {};
    }
    overflowed_ = false;
  }

 private:
  void add(std::int64_t& to, std::int64_t value) {
    overflowed_ |= __builtin_add_overflow(to, value, &to);
  }
  std::size_t months_;
  std::size_t size_;
  std::vector<std::int64_t> cells_;
  std::vector<Months> have_;
  bool overflowed_ = false;
};

}  // namespace youju::indicator
