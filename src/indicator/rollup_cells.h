// The cells of one unit: for each plane the months that have rows, and running totals over them, so
// that any range of months costs two reads and a month without rows nothing. Inside this room.
//
// A run is a word that says where its block is, and the block: which months have rows, then of
// each, the latest first, an entry of 1 + measures integers, all of 2, 4 or 8 bytes, whichever hold
// them. So a change of a late month, as most are, touches the beginning of a block, and a question
// waits for memory once: the words of a nation fit into the cache, and a block of few months into a
// line. Integers of 8 bytes wrap; the unit then says that it overflowed, for good, and its figures
// are to be scanned.
//
// One writer changes a run in place while many read, under the unit's sequence lock:
// every word is read and written atomically, and a reader who saw a change half done reads again.
// Whatever it saw, it stays within the block: there is room for as many entries as months are told.
#pragma once

#include <youju/base/section_file.h>
#include <youju/indicator/rollup_lock.h>
#include <youju/indicator/rollup_log.h>
#include <youju/indicator/rollup_memory.h>
#include <youju/indicator/rollup_monthly.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace youju::indicator {

// The head of a block.
struct RollupMonths {
  std::uint64_t bits[2];
  // Of the writer: how many entries there are; how far they are at least from not fitting, in units
  // of what they are, so that most changes need not look at each.
  std::uint16_t count;
  std::uint16_t headroom;
  std::uint32_t unused;

  // As std::popcount, which calls a function where the processor is not known to count.
  static int ones(std::uint64_t some) {
    some -= some >> 1 & 0x5555555555555555U;
    some = (some & 0x3333333333333333U) + (some >> 2 & 0x3333333333333333U);
    some = (some + (some >> 4)) & 0x0f0f0f0f0f0f0f0fU;
    return static_cast<int>(some * 0x0101010101010101U >> 56);
  }
  bool has(int month) const { return (bits[month / 64] >> (month % 64) & 1) != 0; }
  bool none_before(int month) const {
    if (month < 64) return (bits[0] & ~(~std::uint64_t{0} << month)) == 0;
    const std::uint64_t later = month < 128 ? ~std::uint64_t{0} << (month - 64) : 0;
    return bits[0] == 0 && (bits[1] & ~later) == 0;
  }
  // How many months from `month` (0..128) on have rows: the place of the entry of the last before.
  int from(int month) const {
    const std::uint64_t low = month >= 64 ? 0 : bits[0] & ~std::uint64_t{0} << month;
    const std::uint64_t high = month >= 128 ? 0
                               : month > 64 ? bits[1] & ~std::uint64_t{0} << (month - 64)
                                            : bits[1];
    return ones(low) + ones(high);
  }
};

// Blocks begin at whole words; `entry` is the bytes of one.
inline std::size_t rollup_block_bytes(std::size_t entries, std::size_t entry) {
  return sizeof(RollupMonths) + (entries * entry + 7) / 8 * 8;
}

// Where a block is, of what width its entries are, how many have room, whether the memory is its
// own, and whether every month of the axis has an entry, be there rows or not: who knows that needs
// no look at the months.
class RollupRun {
 public:
  struct Kind {
    int width;
    int room;
    bool owned;
    bool every;
  };
  RollupRun() = default;
  RollupRun(RollupMonths* block, Kind kind)
      : word_(reinterpret_cast<std::uintptr_t>(block) |
              static_cast<std::uint64_t>(kind.room) << 56 | (kind.every ? all : 0) |
              (kind.owned ? own : 0) |
              (kind.width == 2   ? 0
               : kind.width == 4 ? 1
                                 : 2)) {}

  // Null: there never was a row.
  RollupMonths* block() const {
    return reinterpret_cast<RollupMonths*>(word_ & place);  // NOLINT(performance-no-int-to-ptr)
  }
  int width() const { return 2 << (word_ & widths); }
  int room() const { return static_cast<int>(word_ >> 56); }
  bool owned() const { return (word_ & own) != 0; }
  bool every() const { return (word_ & all) != 0; }
  template <typename T>
  T* entries() const {
    return reinterpret_cast<T*>(block() + 1);
  }
  // The n-th of blocks alike that stand one after the other.
  RollupRun beside(std::size_t n, std::size_t measures) const {
    const std::size_t entry = (measures + 1) * static_cast<std::size_t>(width());
    RollupRun other;
    other.word_ = word_ + n * rollup_block_bytes(static_cast<std::size_t>(room()), entry);
    return other;
  }

 private:
  static constexpr std::uint64_t widths = 3;
  static constexpr std::uint64_t own = 4;
  static constexpr std::uint64_t place = 0x007ffffffffffff8U;
  static constexpr std::uint64_t all = std::uint64_t{1} << 55;
  std::uint64_t word_ = 0;
};
static_assert(sizeof(RollupMonths) == 24 && sizeof(RollupRun) == 8);

// The runs of a unit from the first plane of a kind on, if they stand side by side, all of one
// width and with every month: then where one is needs no look at its word. So it is in units that
// have rows of most planes in most months, until a run has to move.
struct RollupBand {
  RollupRun first;  // no block: there is no band
  std::uint64_t plane = 0;
};

class RollupCells {
 public:
  // `runs` are zeros, of each plane one; they outlive it.
  RollupCells(std::span<RollupRun> runs, RollupBand& band, const RollupShape& shape,
              RollupMemory& memory)
      : runs_(runs),
        band_(band),
        memory_(memory),
        months_(shape.months),
        measures_(shape.measures) {}
  ~RollupCells();
  RollupCells(const RollupCells&) = delete;
  RollupCells& operator=(const RollupCells&) = delete;

  // Of the writer. What is replaced goes to `retired`.
  void add(int plane, int month, const RollupParts& parts, std::vector<RollupRetired>& retired);
  // Fetches what add() will touch: first the word, later, when that has come, the block, up to
  // where a month stands that has so many after it.
  void fetch_run(int plane, RollupTouches& touches) const {
    touches.add(&runs_[static_cast<std::size_t>(plane)]);
  }
  void fetch_block(int plane, int months_after, RollupTouches& touches) const {
    const RollupRun run = runs_[static_cast<std::size_t>(plane)];
    if (run.block() == nullptr) return;
    const auto* const block = reinterpret_cast<const std::byte*>(run.block());
    const int size = (measures_ + 1) * run.width();
    const int entries = std::min(months_after + 1, run.room());
    const int end = static_cast<int>(sizeof(RollupMonths)) + entries * size;
    for (int at = 0; at < end; at += 64) touches.add(block + at);
    touches.add(block + end - 1);
  }
  // Before any reader.
  void build(const RollupMonthly& totals, const RollupPlanes& planes);
  bool overflowed() const { return overflowed_.load(std::memory_order_acquire); }

  // Writes what build() would make of totals[(plane × months + month) × (1 + measures)] of the
  // single months, none of which may overflow; and makes it, in place of build(). False: these are
  // no cells.
  static void put(const std::vector<std::int64_t>& totals, int months, int measures,
                  ByteWriter& out);
  bool get(ByteReader& in);
  void mark_overflowed() { overflowed_ = true; }

  // Of readers: to be used only if the sequence lock says that what was read is whole.
  // Fetches what read() will look at, if the months that have rows are spread evenly.
  void fetch(RollupRun run, int first, int after) const {
    if (run.block() == nullptr || run.every()) return;
    const std::ptrdiff_t size = (std::ptrdiff_t{measures_} + 1) * run.width();
    const auto* const entries = reinterpret_cast<const std::byte*>(run.block() + 1);
    __builtin_prefetch(run.block());
    __builtin_prefetch(entries + size * ((months_ - after) * run.room() / months_));
    __builtin_prefetch(entries + size * ((months_ - first) * run.room() / months_));
  }
  // The totals of the months [first, after), in place of what was in `totals`.
  void read(RollupRun run, int first, int after, RollupTotals& totals) const;
  // The single months [first, after), or all of them together, as 1 + measures integers each.
  // False: a total does not fit into 64 bits.
  bool read_months(RollupRun run, int first, int after, bool single, std::int64_t* totals) const;

 private:
  // False: the entries are too narrow, and nothing was done.
  template <int Size, typename T>
  bool add_in_place(RollupRun run, int month, const RollupParts& parts);
  std::size_t bytes_of(RollupRun run) const;
  void move(RollupRun& run, int width, int room, std::vector<RollupRetired>& retired);

  struct Built;
  // From which plane on the runs stand in a band, and of what width; from none: planes().
  std::pair<std::size_t, int> band_of(const std::vector<Built>& built,
                                      const RollupPlanes& planes) const;

  const std::span<RollupRun> runs_;
  RollupBand& band_;
  RollupMemory& memory_;  // holds the blocks until they move
  const int months_;
  const int measures_;
  std::atomic<bool> overflowed_{false};
};

}  // namespace youju::indicator
