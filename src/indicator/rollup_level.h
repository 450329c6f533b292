// The units that stand so many steps below the root, side by side: their totals by calendar year,
// so that comparing all of them reads memory in its order. Inside this room.
//
// A block has one plane and year, and in it the units in preorder, 1 + measures integers of 8 bytes
// each. Units are locked in groups, so who reads all of them beside a writer reads a group again
// now and then, never all.
#pragma once

#include <youju/indicator/rollup_lock.h>
#include <youju/indicator/rollup_memory.h>
#include <youju/indicator/rollup_shape.h>

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace youju::indicator {

class RollupLevel {
 public:
  static constexpr std::size_t group_units = 64;

  // `nodes` are its units with cells, in preorder; a unit's place in them is its name here.
  RollupLevel(const RollupPlanes& planes, const RollupShape& shape,
              std::vector<std::uint32_t> nodes, RollupMemory& memory);

  const std::vector<std::uint32_t>& nodes() const { return nodes_; }

  // Of the writer: begin() and end() stand around all that one row changes in a unit.
  void begin(std::size_t unit) { locks_[unit / group_units].begin(); }
  void end(std::size_t unit, std::uint64_t epoch) { locks_[unit / group_units].end(epoch); }
  // Adds a row, or the rows of a month before any reader: how many, and the sums of their values.
  // Planes that are not kept are left out.
  void add(std::size_t unit, int plane, int month, const std::int64_t* parts);
  void mark_overflowed() { overflowed_.store(true, std::memory_order_release); }
  void fetch(std::size_t unit, int plane, int month, RollupTouches& touches) const {
    if (blocks_[static_cast<std::size_t>(plane)] == none) return;
    touches.add(&cells_[place(unit, plane, year_of(month))]);
  }

  // Of readers: the totals of the months [first, after), which are whole years, of the units [from,
  // to) of one group. Returns the epoch of what it saw. `fits` becomes false if a total does not
  // fit into 64 bits.
  std::uint64_t read(int plane, int first, int after, std::size_t from, std::size_t to,
                     std::int64_t* totals, bool& fits) const;
  bool has(int plane) const { return blocks_[static_cast<std::size_t>(plane)] != none; }
  // Whether years begin at these months, or the axis does or ends.
  bool whole_years(int first, int after) const {
    const auto whole = [&](int month) {
      return month == 0 || month == months_ || (offset_ + month) % 12 == 0;
    };
    return whole(first) && whole(after);
  }
  bool overflowed() const { return overflowed_.load(std::memory_order_acquire); }

 private:
  static constexpr std::size_t none = static_cast<std::size_t>(-1);
  std::size_t year_of(int month) const { return static_cast<std::size_t>((offset_ + month) / 12); }
  std::size_t place(std::size_t unit, int plane, std::size_t year) const {
    return ((blocks_[static_cast<std::size_t>(plane)] + year) * nodes_.size() + unit) * size_;
  }

  std::vector<std::uint32_t> nodes_;
  std::size_t size_;  // integers of a unit
  int offset_;        // months of the first year before the axis
  int months_;
  std::vector<std::size_t> blocks_;  // of each plane, its first year's
  std::int64_t* cells_ = nullptr;    // in the memory
  std::vector<RollupLock> locks_;
  std::atomic<bool> overflowed_{false};
};

}  // namespace youju::indicator
