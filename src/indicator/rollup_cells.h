// The cells of one unit: for each plane the months that have rows, and running totals over them, so
// that any range of months costs two reads and a month without rows nothing. Inside this room.
//
// A run stands in one piece of memory: entries of 1 + measures integers, all of 2, 4 or 8 bytes,
// whichever hold them. Integers of 8 bytes wrap; the unit then says that it overflowed, for good,
// and its figures are to be scanned.
//
// One writer changes a run in place while many read, under the unit's sequence lock (RollupUnit):
// every word is read and written atomically, and a reader who saw a change half done reads again.
#pragma once

#include <youju/indicator/rollup_log.h>

#include <atomic>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

namespace youju::indicator {

template <typename T>
T rollup_load(const T& place) {
  return std::atomic_ref<T>(const_cast<T&>(place)).load(std::memory_order_acquire);
}
template <typename T>
void rollup_store(T& place, T value) {
  std::atomic_ref<T>(place).store(value, std::memory_order_release);
}

struct RollupRun {
  std::uint64_t months[2] = {0, 0};
  void* entries = nullptr;
  // Bytes of an integer; how many entries have room; whether the memory is the run's own.
  std::uint8_t width = 2;
  std::uint8_t room = 0;
  std::uint16_t owned = 0;
  std::uint32_t unused = 0;

  // How many months before `month` (0..128) have rows.
  int rank(int month) const {
    const std::uint64_t low = month >= 64 ? months[0] : months[0] & ~(~std::uint64_t{0} << month);
    const std::uint64_t high = month <= 64    ? 0
                               : month >= 128 ? months[1]
                                              : months[1] & ~(~std::uint64_t{0} << (month - 64));
    return std::popcount(low) + std::popcount(high);
  }
};

class RollupCells {
 public:
  RollupCells(int planes, int measures) : measures_(measures), runs_(planes) {}
  ~RollupCells();
  RollupCells(const RollupCells&) = delete;
  RollupCells& operator=(const RollupCells&) = delete;

  // Of the writer. `values` are the row's; what is replaced goes to the log.
  void add(int plane, int month, std::int64_t sign, const std::int64_t* values, RollupLog& log,
           std::atomic<std::int64_t>& memory);
  // Before any reader: totals[(plane × months + month) × (1 + measures)] of the single months.
  void build(const std::vector<std::int64_t>& totals, int months, bool overflowed,
             std::atomic<std::int64_t>& memory);
  bool overflowed() const { return overflowed_.load(std::memory_order_acquire); }

  // Of readers: a run's head; to be used only if the sequence lock says that it is whole.
  RollupRun head(int plane) const;
  // The totals of the months [first, after) are added to `totals`.
  void read(const RollupRun& head, int first, int after, RollupTotals& totals) const;
  // The single months [first, after), or all of them together, into 1 + measures integers each,
  // which were zero. False: a total does not fit into 64 bits.
  bool read_months(const RollupRun& head, int first, int after, bool single,
                   std::int64_t* totals) const;

 private:
  template <typename T>
  void add_in_place(RollupRun& run, int rank, std::int64_t sign, const std::int64_t* values);
  void move(RollupRun& run, int width, int room, RollupLog& log, std::atomic<std::int64_t>& memory);
  int width_for(const RollupRun& run, int rank, std::int64_t sign, const std::int64_t* values);

  int measures_;
  std::vector<RollupRun> runs_;
  std::unique_ptr<std::byte[]> built_;
  std::atomic<bool> overflowed_{false};
};

}  // namespace youju::indicator
