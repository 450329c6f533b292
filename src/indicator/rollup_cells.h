// The cells of one unit: for each plane the months that have rows, and running totals over them, so
// that any range of months costs two reads and a month without rows nothing. Inside this room.
//
// A run stands in one piece of memory: entries of 1 + measures integers, all of 2, 4 or 8 bytes,
// whichever hold them. Integers of 8 bytes wrap; the unit then says that it overflowed, for good,
// and its figures are to be scanned.
//
// One writer changes a run in place while many read, under the unit's sequence lock:
// every word is read and written atomically, and a reader who saw a change half done reads again.
#pragma once

#include <youju/base/section_file.h>
#include <youju/indicator/rollup_lock.h>
#include <youju/indicator/rollup_log.h>
#include <youju/indicator/rollup_memory.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace youju::indicator {

struct RollupRun {
  std::uint64_t months[2] = {0, 0};
  void* entries = nullptr;
  // Bytes of an integer; how many entries have room; whether the memory is the run's own.
  std::uint8_t width = 2;
  std::uint8_t room = 0;
  std::uint8_t owned = 0;
  // Of the writer: months that have rows; how far the entries are at least from not fitting, in
  // units of what they are, so that most changes need not look at each.
  std::uint8_t count = 0;
  std::uint16_t headroom = 0;
  std::uint16_t unused = 0;

  // As std::popcount, which calls a function where the processor is not known to count.
  static int ones(std::uint64_t bits) {
    bits -= bits >> 1 & 0x5555555555555555U;
    bits = (bits & 0x3333333333333333U) + (bits >> 2 & 0x3333333333333333U);
    bits = (bits + (bits >> 4)) & 0x0f0f0f0f0f0f0f0fU;
    return static_cast<int>(bits * 0x0101010101010101U >> 56);
  }
  bool has(int month) const { return (months[month / 64] >> (month % 64) & 1) != 0; }
  // How many months before `month` (0..128) have rows.
  int rank(int month) const {
    const std::uint64_t low = month >= 64 ? months[0] : months[0] & ~(~std::uint64_t{0} << month);
    const std::uint64_t high = month <= 64    ? 0
                               : month >= 128 ? months[1]
                                              : months[1] & ~(~std::uint64_t{0} << (month - 64));
    return ones(low) + ones(high);
  }
};

class RollupCells {
 public:
  RollupCells(int planes, int measures, RollupMemory& memory);
  ~RollupCells();
  RollupCells(const RollupCells&) = delete;
  RollupCells& operator=(const RollupCells&) = delete;

  // Of the writer. What is replaced goes to `retired`.
  void add(int plane, int month, const RollupParts& parts, std::vector<RollupRetired>& retired);
  // Fetches what add() will touch: first the head, later, when that has come, the entries.
  void fetch_head(int plane, RollupTouches& touches) const {
    touches.add(&runs_[static_cast<std::size_t>(plane)]);
  }
  void fetch_entries(int plane, int month, RollupTouches& touches) const {
    const RollupRun& run = runs_[static_cast<std::size_t>(plane)];
    const int size = (measures_ + 1) * run.width;
    const auto* const entries = static_cast<const std::byte*>(run.entries);
    const int end = run.count * size;
    for (int at = std::max(run.rank(month) - 1, 0) * size; at < end; at += 64) {
      touches.add(entries + at);
    }
    if (end > 0) touches.add(entries + end - 1);
  }
  // Before any reader: totals[(plane × months + month) × (1 + measures)] of the single months.
  void build(const std::vector<std::int64_t>& totals, int months, bool overflowed);
  bool overflowed() const { return overflowed_.load(std::memory_order_acquire); }

  // Writes what build() would make of these totals, none of which may overflow; and makes it, in
  // place of build(). False: these are no cells.
  static void put(const std::vector<std::int64_t>& totals, int months, int measures,
                  ByteWriter& out);
  bool get(ByteReader& in);
  void mark_overflowed() { overflowed_ = true; }

  const RollupRun* heads() const { return runs_.data(); }
  // Of readers: a run's head; to be used only if the sequence lock says that it is whole.
  RollupRun head(int plane) const;
  // The totals of the months [first, after) are added to `totals`.
  void read(const RollupRun& head, int first, int after, RollupTotals& totals) const;
  // The single months [first, after), or all of them together, into 1 + measures integers each,
  // which were zero. False: a total does not fit into 64 bits.
  bool read_months(const RollupRun& head, int first, int after, bool single,
                   std::int64_t* totals) const;

 private:
  // False: the entries are too narrow, and nothing was done.
  template <int Size, typename T>
  bool add_in_place(RollupRun& run, int month, int rank, const RollupParts& parts);
  void move(RollupRun& run, int width, int room, std::vector<RollupRetired>& retired);

  int measures_;
  RollupMemory& memory_;
  std::span<RollupRun> runs_;  // in the memory, as are their entries until they move
  std::atomic<bool> overflowed_{false};
};

}  // namespace youju::indicator
