// What a roll-up keeps: the tree, the rows, and which cells are made of them. Plain values.
#pragma once

#include <youju/base/wide.h>

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

namespace youju::indicator {

inline constexpr int rollup_dimensions_max = 4;
inline constexpr int rollup_measures_max = 4;
inline constexpr int rollup_kinds_max = 1 << rollup_dimensions_max;
// More than ten years; rows outside of them are kept and found by scanning.
inline constexpr int rollup_months_max = 128;
// Units with cells above each other, the root among them.
inline constexpr int rollup_depth_max = 8;

// Units are numbered in preorder: those below a unit are the interval up to last[unit].
struct RollupTree {
  std::vector<std::uint32_t> parent;  // the root's is itself
  std::vector<std::uint32_t> last;
};

struct RollupShape {
  std::vector<std::uint16_t> dimensions;  // how many values each has
  // Subsets of the dimensions, as bits, for whose combinations of values cells are kept; 0 means
  // all rows together and is always wanted.
  std::vector<std::uint8_t> planes{0};
  // Those of `planes` whose totals by calendar year also stand side by side for the units of each
  // depth from 1 to cell_depth, see RollupView::beside(). They cost 8 × (1 + measures) bytes for
  // each plane, year and unit, whether or not there are rows.
  std::vector<std::uint8_t> planes_beside;
  int measures = 0;
  // Whether rows name somebody of whom the different ones are counted; then also for each value
  // of one dimension, or -1. That dimension has at most 255 values.
  bool identities = false;
  int identity_dimension = -1;
  std::int32_t first_month = 0;  // year × 12 + month - 1
  int months = 72;               // at most rollup_months_max
  // Units up to so many steps below the root have cells, and lower ones with more rows than
  // cell_rows at the time of building, if their superior has.
  int cell_depth = 3;
  std::uint32_t cell_rows = 8192;
};

// One approved record. Its id is unique among the rows that are there at one time.
struct RollupRow {
  std::array<std::int64_t, rollup_measures_max> values{};  // scaled to integers by the caller
  std::uint32_t id = 0;
  std::uint32_t unit = 0;
  std::uint32_t identity = 0;  // 0: names nobody
  std::int32_t day = 0;        // since 1970-01-01
  std::array<std::uint16_t, rollup_dimensions_max> places{};
  friend bool operator==(const RollupRow&, const RollupRow&) = default;
};

// What a row adds to its months: 1 or -1, and its values with that sign.
struct RollupParts {
  RollupParts(const RollupRow& row, std::int64_t sign) : of{sign} {
    for (std::size_t k = 0; k < row.values.size(); ++k) {
      // The least integer is, wrapped, its own opposite.
      wrapped |= __builtin_mul_overflow(sign, row.values[k], &of[k + 1]);
    }
  }
  std::array<std::int64_t, rollup_measures_max + 1> of;
  bool wrapped = false;
};

// Any value of a dimension.
inline constexpr std::int32_t rollup_any = -1;

struct RollupQuery {
  std::uint32_t unit = 0;  // with all below
  std::int32_t first = 0;  // days, half-open
  std::int32_t after = 0;
  std::array<std::int32_t, rollup_dimensions_max> places{rollup_any, rollup_any, rollup_any,
                                                         rollup_any};
  // Only the rows of the unit itself, none of those below it; always found by scanning.
  bool alone = false;
};

// Exact: 18 × 10^18 values of 64 bits fit.
struct RollupTotals {
  std::int64_t rows = 0;
  std::array<Int128, rollup_measures_max> sums{};
};

struct RollupExtremes {
  std::int64_t least = 0;
  std::int64_t most = 0;
};

// Numbers the cells of a shape, and the months of its axis.
class RollupPlanes {
 public:
  explicit RollupPlanes(const RollupShape& shape);

  int count() const { return count_; }
  int kinds() const { return static_cast<int>(shape_.planes.size()); }
  // The plane that a row belongs to in the n-th subset of dimensions.
  int of(const RollupRow& row, int kind) const {
    int plane = starts_[static_cast<std::size_t>(kind)];
    for (std::size_t d = 0; d < shape_.dimensions.size(); ++d) {
      plane += steps_[static_cast<std::size_t>(kind)][d] * row.places[d];
    }
    return plane;
  }
  // How far the planes of neighbouring places of a dimension are apart in the n-th subset.
  int step(std::size_t kind, std::size_t dimension) const { return steps_[kind][dimension]; }
  // The planes of the n-th subset are the interval [start(n), start(n) + size(n)).
  int start(std::size_t kind) const { return starts_[kind]; }
  int size(std::size_t kind) const {
    return (kind + 1 < starts_.size() ? starts_[kind + 1] : count_) - starts_[kind];
  }
  // The plane of the subset `wanted` that has the rows of a plane of the subset `kind` and more.
  int onto(int kind, int plane, int wanted) const;
  // The plane that answers a query, or -1: the records are to be scanned.
  int of(const RollupQuery& query) const;
  bool fits(const RollupQuery& query, const RollupRow& row) const;

  // -1: outside of the axis.
  int month_of(std::int32_t day) const {
    const std::int64_t place = std::int64_t{day} - month_starts_.front();
    if (place < 0 || place >= static_cast<std::int64_t>(months_of_days_.size())) return -1;
    return months_of_days_[static_cast<std::size_t>(place)];
  }
  // The first day of a month of the axis; of `months`, the day after the axis.
  std::int32_t start_of(int month) const { return month_starts_[static_cast<std::size_t>(month)]; }

 private:
  RollupShape shape_;
  int count_ = 0;
  std::array<std::int8_t, rollup_kinds_max> kinds_{};  // by bits of dimensions; -1: has no cells
  std::vector<int> starts_;
  std::vector<std::array<int, rollup_dimensions_max>> steps_;
  std::vector<std::int32_t> month_starts_;
  std::vector<std::uint8_t> months_of_days_;
};

}  // namespace youju::indicator
