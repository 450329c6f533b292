// The rows of one home: the lowest unit with cells at or above the rows' own. They stand in
// segments sorted by unit and day, column by column, each column in as few bytes as its values
// need; what changed since waits in a short tail of its segment. Inside this room.
//
// A segment's columns never change. Its tail only grows, and each change in it says its epoch, so a
// reader stops where its own epoch ends. A full tail is merged into a new segment; a reader whose
// epoch is older than the segment takes back, from the log, what came in between.
#pragma once

#include <youju/indicator/rollup_cells.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <bit>
#include <cstring>
#include <functional>
#include <limits>
#include <memory>
#include <new>
#include <span>
#include <utility>
#include <vector>

namespace youju::indicator {

// Integers in as few bytes as they need, counted from the least.
class RollupColumn {
 public:
  template <typename Get>
  void fill(RollupMemory& memory, std::size_t count, Get get) {
    std::int64_t least = count == 0 ? 0 : get(0);
    std::int64_t most = least;
    for (std::size_t i = 1; i < count; ++i) {
      const std::int64_t value = get(i);
      least = value < least ? value : least;
      most = value > most ? value : most;
    }
    shape(memory, count, least, most);
    for (std::size_t i = 0; i < count; ++i) set(i, get(i));
  }
  // Without a question about the width, which would mostly be guessed wrong where rows of many
  // segments are put together.
  std::int64_t at(std::size_t row) const {
    std::uint64_t cell = 0;
    std::memcpy(&cell, bytes_.data() + row * static_cast<std::size_t>(width_), sizeof(cell));
    return static_cast<std::int64_t>(static_cast<std::uint64_t>(base_) +
                                     (cell & cell_masks[static_cast<std::size_t>(width_)]));
  }
  // Calls use(pointer to the cells, base); in no bytes, a pointer to nothing.
  template <typename F>
  void with_cells(F&& use) const {
    switch (width_) {
      case 1:
        return use(static_cast<const std::uint8_t*>(cells()), base_);
      case 2:
        return use(static_cast<const std::uint16_t*>(cells()), base_);
      case 4:
        return use(static_cast<const std::uint32_t*>(cells()), base_);
      case 8:
        return use(static_cast<const std::uint64_t*>(cells()), base_);
      default:
        return;
    }
  }
  bool constant() const { return width_ == 0; }
  // Whether a value could stand among these.
  bool holds(std::int64_t value) const {
    const std::uint64_t cell =
        static_cast<std::uint64_t>(value) - static_cast<std::uint64_t>(base_);
    return width_ == 8 || cell >> (8 * width_) == 0;
  }
  std::int64_t base() const { return base_; }
  int width() const { return width_; }
  std::span<const std::byte> bytes() const { return {bytes_.data(), size_}; }
  // Makes it one of rows × width bytes, which are then to be written.
  std::byte* make_room(RollupMemory& memory, int width, std::int64_t base, std::size_t rows);
  // As it was written: width in bytes, base, and rows × width bytes.
  void restore(RollupMemory& memory, int width, std::int64_t base, std::size_t rows,
               const std::byte* bytes);

 private:
  // Of each width.
  static constexpr std::array<std::uint64_t, 9> cell_masks{
      0, 0xff, 0xffff, 0, 0xffffffff, 0, 0, 0, ~std::uint64_t{0}};
  const void* cells() const { return bytes_.data(); }
  void shape(RollupMemory& memory, std::size_t count, std::int64_t least, std::int64_t most);
  void make_bytes(RollupMemory& memory, std::size_t size);
  void set(std::size_t row, std::int64_t value);

  std::int64_t base_ = 0;
  int width_ = 0;
  std::size_t size_ = 0;
  RollupArray<std::byte> bytes_;  // and eight more: each cell can be read as eight bytes
};

struct RollupTailEntry {
  RollupRow row;
  std::uint64_t epoch = 0;
  std::int64_t sign = 1;
};

// What a tail, or the log, changes in the rows of a segment: rows that are no more in its columns,
// by id in order, and those that came.
struct RollupDifference {
  std::vector<RollupRow> gone;
  std::vector<RollupRow> come;
  bool is_gone(std::uint32_t id) const;
  // A change that is to be seen upon those already taken.
  void take(const RollupRow& row, int sign);
};

class RollupSegment {
 public:
  static constexpr std::size_t rows_wished = 32768;
  static constexpr std::size_t rows_max = 57344;    // places, with those of a tail, have 16 bits
  enum Column { unit, day, id, identity, places };  // then the places, then the values

  // In the memory too.
  template <typename... Arguments>
  static std::unique_ptr<RollupSegment> make(RollupMemory& memory, Arguments&&... arguments) {
    void* const place = memory.borrow(sizeof(RollupSegment));
    return std::unique_ptr<RollupSegment>(
        new (place) RollupSegment(memory, std::forward<Arguments>(arguments)...));
  }
  void operator delete(RollupSegment* segment, std::destroying_delete_t /*tag*/) {
    RollupMemory& memory = segment->memory_;
    std::destroy_at(segment);
    memory.give_back(segment, sizeof(RollupSegment));
  }
  // `rows` are in order, see before(). All changes up to `born` are in them.
  RollupSegment(RollupMemory& memory, std::span<const RollupRow> rows, const RollupShape& shape,
                std::uint64_t born);
  // The rows of an older one with a difference in them, which is in its tail or in the log.
  RollupSegment(RollupMemory& memory, const RollupSegment& old, const RollupDifference& difference,
                const RollupShape& shape, std::uint64_t born);
  // From columns that were written.
  RollupSegment(RollupMemory& memory, std::size_t rows, std::vector<RollupColumn> columns,
                const RollupShape& shape);
  ~RollupSegment();
  RollupSegment(const RollupSegment&) = delete;
  RollupSegment& operator=(const RollupSegment&) = delete;

  std::size_t rows() const { return rows_; }
  std::uint64_t born() const { return born_; }
  const std::vector<RollupColumn>& columns() const { return columns_; }
  RollupRow row(std::size_t at, const RollupShape& shape) const;
  // How many rows are before a row.
  std::size_t place_of(const RollupRow& row) const;
  // The rows of the units first..last: [from, to).
  std::pair<std::size_t, std::size_t> range(std::uint32_t first, std::uint32_t last) const;
  // Rows by day and id: by_day()[i] is the place of the i-th.
  const RollupArray<std::uint16_t>& by_day() const { return by_day_; }
  // Of each of by_day() its RollupCode and its id, side by side: in their columns each would be a
  // line of its own.
  const RollupArray<std::uint8_t>& codes_by_day() const { return codes_by_day_; }
  const RollupArray<std::uint32_t>& ids_by_day() const { return ids_by_day_; }
  // How many of by_day() are before a day.
  std::size_t before_day(std::int32_t wanted) const;
  // The day of the last of by_day()[0, count), which are those before a day.
  std::int32_t last_day_of(std::size_t count, std::int32_t before) const;
  // Fetches what before_day() will look at.
  void fetch_days(std::int32_t wanted, RollupTouches& touches) const;
  std::int32_t day_at(std::size_t at) const {
    return static_cast<std::int32_t>(columns_[day].at(at));
  }
  std::uint32_t id_at(std::size_t at) const {
    return static_cast<std::uint32_t>(columns_[id].at(at));
  }

  // The changes since `born` in the order of their epochs.
  std::span<const RollupTailEntry> tail() const {
    const std::size_t count = tail_count_.load(std::memory_order_acquire);
    return {tail_.load(std::memory_order_acquire), count};
  }
  // Calls use(entry) for those of its changes whose day is from days.first to days.last.
  template <typename Days, typename F>
  void each_of_days(const Days& days, F&& use) const {
    const std::span<const RollupTailEntry> entries = tail();
    if (entries.empty()) return;
    std::array<std::uint16_t, 32> found;
    if (std::int64_t{days.last} - days.first < days_sought_max) {
      std::size_t count = 0;
      for (std::int64_t on = days.first; on <= days.last && count < found.size(); ++on) {
        count = find_in_tail(static_cast<std::int32_t>(on), entries.size(), found, count);
      }
      if (count < found.size()) {
        std::sort(found.begin(), found.begin() + static_cast<std::ptrdiff_t>(count));
        for (std::size_t i = 0; i < count; ++i) use(entries[found[i]]);
        return;
      }
    }
    for (std::size_t at = 0; at < entries.size(); ++at) {
      if (days.have(tail_days_[at].day)) use(entries[at]);
    }
  }
  // No change since `born` is of a later day, if there is any.
  std::int32_t tail_last_day() const { return tail_last_day_.load(std::memory_order_acquire); }
  // Of the writer. False: the tail is full, the segment is to be merged.
  bool push(const RollupTailEntry& entry, std::vector<RollupRetired>& retired);
  // Fetches what push() will touch for a change of a day.
  void fetch_tail(std::int32_t of_day, RollupTouches& touches) const {
    const std::size_t count = tail_count_.load(std::memory_order_relaxed);
    if (count == tail_room_) return;
    const RollupTailEntry* const entry = tail_.load(std::memory_order_relaxed) + count;
    touches.add(entry);
    touches.add(reinterpret_cast<const std::byte*>(entry + 1) - 1);
    touches.add(&tail_days_[count]);
    touches.add(&tail_heads_[bucket_of(of_day)]);
  }
  std::int64_t memory_bytes() const;

  struct Event;  // of a merge

 private:
  // Of a change in the tail; `before` is the last one before it of its bucket, plus one.
  struct TailDay {
    std::int32_t day;
    std::uint16_t before;
  };
  // So few days are sought by their buckets.
  static constexpr std::int64_t days_sought_max = 8;
  std::size_t bucket_of(std::int32_t of_day) const {
    return static_cast<std::uint32_t>(of_day) & (tail_buckets() - 1);
  }
  std::size_t tail_days_bytes() const { return tail_max() * sizeof(TailDay) + tail_buckets() * 2; }
  std::size_t tail_buckets() const { return std::bit_ceil(tail_max() / 8); }
  // Adds the places of a day's changes among the first `entries`; how many are found then.
  std::size_t find_in_tail(std::int32_t wanted, std::size_t entries, std::span<std::uint16_t> found,
                           std::size_t count) const {
    std::size_t at = rollup_load(tail_heads_[bucket_of(wanted)]);
    for (; at != 0 && count < found.size(); at = tail_days_[at - 1].before) {
      if (at > entries || tail_days_[at - 1].day != wanted) continue;
      found[count++] = static_cast<std::uint16_t>(at - 1);
    }
    return count;
  }
  // Days further apart are put in order by comparing.
  static constexpr std::uint64_t days_counted_max = 1 << 15;
  std::size_t tail_max() const { return std::clamp<std::size_t>(rows_ / 16, 64, 2048); }
  void order_by_day();
  void index_days();
  void stand_by_day(const RollupShape& shape);
  void merge_by_day(const RollupSegment& old, const std::vector<Event>& events,
                    const RollupShape& shape);
  RollupMemory& memory_;
  std::size_t rows_;
  std::uint64_t born_ = 0;
  std::int32_t first_day_ = 0;
  int days_shift_ = 0;
  // How many of by_day_ are before each 2^n-th day from the first on, and after the last all.
  RollupArray<std::uint16_t> before_days_;
  RollupArray<std::uint8_t> codes_by_day_;
  RollupArray<std::uint32_t> ids_by_day_;
  RollupArray<std::uint16_t> by_day_;
  std::vector<RollupColumn> columns_;
  std::atomic<std::int32_t> tail_last_day_{std::numeric_limits<std::int32_t>::min()};
  std::atomic<std::size_t> tail_count_{0};
  std::atomic<RollupTailEntry*> tail_{nullptr};
  std::size_t tail_room_ = 0;
  // Made with the first change, for as many as may come.
  RollupArray<TailDay> tail_days_;
  RollupArray<std::uint16_t> tail_heads_;  // of each bucket, plus one
};

// The segments of a home in one version.
struct RollupRows {
  // The first of its key counts for all before it too.
  struct Part {
    RollupRow low;
    RollupSegment* segment;
  };
  std::vector<Part> parts;
  // The part that a row belongs to.
  std::size_t part_of(const RollupRow& row) const;
  std::int64_t memory_bytes() const;
};

// The order of rows in a home.
inline bool rollup_before(const RollupRow& a, const RollupRow& b) {
  if (a.unit != b.unit) return a.unit < b.unit;
  return a.day != b.day ? a.day < b.day : a.id < b.id;
}

// Cuts ordered rows into segments; at least one, be it empty.
std::vector<RollupRows::Part> cut_into_segments(RollupMemory& memory,
                                                std::span<const RollupRow> rows,
                                                const RollupShape& shape, std::uint64_t born);

}  // namespace youju::indicator
