// The rows of one home: the lowest unit with cells at or above the rows' own. They stand in
// segments sorted by unit and day, column by column, each column in as few bytes as its values
// need; what changed since waits in a short tail of its segment. Inside this room.
//
// A segment's columns never change. Its tail only grows, and each change in it says its epoch, so a
// reader stops where its own epoch ends. A full tail is merged into a new segment; a reader whose
// epoch is older than the segment takes back, from the log, what came in between.
#pragma once

#include <youju/indicator/rollup_cells.h>
#include <youju/indicator/rollup_column.h>

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

// By what rows are in order in a home.
struct RollupKey {
  std::uint32_t unit = 0;
  std::int32_t day = 0;
  std::uint32_t id = 0;
  static RollupKey of(const RollupRow& row) { return {row.unit, row.day, row.id}; }
};

// Of rows and keys.
template <typename A, typename B>
bool rollup_before(const A& a, const B& b) {
  if (a.unit != b.unit) return a.unit < b.unit;
  return a.day != b.day ? a.day < b.day : a.id < b.id;
}

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
  void clear() {
    gone.clear();
    come.clear();
  }
  // A change that is to be seen upon those already taken.
  void take(const RollupRow& row, int sign);
};

// The first line of it says what every question asks first, and the next ones where the columns
// are: a large county has some hundreds of segments, and each line of each is fetched from memory.
class alignas(64) RollupSegment {
 public:
  static constexpr std::size_t rows_wished = 45056;
  static constexpr std::size_t rows_max = 57344;    // with those of a tail, still at most:
  static constexpr std::size_t rows_most = 65534;   // places have 16 bits
  enum Column { unit, day, id, identity, places };  // then the places, then the values
  static constexpr std::size_t columns_max = places + rollup_dimensions_max + rollup_measures_max;
  using Columns = std::array<RollupColumn, columns_max>;
  static std::size_t columns_of(const RollupShape& shape) {
    return places + shape.dimensions.size() + static_cast<std::size_t>(shape.measures);
  }

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
  // From columns that were written, and from by_day() as it was written, which has places of rows
  // only.
  RollupSegment(RollupMemory& memory, const Columns& columns, std::span<const std::uint16_t> by_day,
                const RollupShape& shape);
  ~RollupSegment();
  RollupSegment(const RollupSegment&) = delete;
  RollupSegment& operator=(const RollupSegment&) = delete;

  std::size_t rows() const { return rows_; }
  std::uint64_t born() const { return born_; }
  // Those that the shape has no use for are constant.
  const Columns& columns() const { return columns_; }
  RollupRow row(std::size_t at, const RollupShape& shape) const;
  // Whether by_day() has each row once, by day and id: what was written may be damaged.
  bool is_in_order() const;
  // How many rows are before a row.
  std::size_t place_of(const RollupRow& row) const;
  // The rows of the units first..last: [from, to).
  std::pair<std::size_t, std::size_t> range(std::uint32_t first, std::uint32_t last) const;
  // Rows by day and id: by_day()[i] is the place of the i-th.
  std::span<const std::uint16_t> by_day() const { return {days_index().by_day, rows_}; }
  // Of each of by_day() its RollupCode and its id, side by side: in their columns each would be a
  // line of its own.
  const std::uint8_t* codes_by_day() const { return days_index().codes; }
  const std::uint32_t* ids_by_day() const { return days_index().ids; }
  // How many of by_day() are before a day.
  std::size_t before_day(std::int32_t wanted) const {
    const std::int64_t offset = std::int64_t{wanted} - first_day_;
    if (rows_ == 0 || offset <= 0) return 0;
    const std::size_t step = static_cast<std::uint64_t>(offset) >> days_shift_;
    if (step + 1 >= steps_) return rows_;
    return days_shift_ == 0 ? days_index().before[step] : before_day_within(wanted, step);
  }
  // The day of the last of by_day()[0, count), which are those before a day.
  std::int32_t last_day_of(std::size_t count, std::int32_t before) const {
    const auto step = static_cast<std::size_t>(std::int64_t{before} - first_day_);
    const DaysIndex index = days_index();
    // Mostly there are rows of the day before.
    if (days_shift_ == 0 && step < steps_ && index.before[step - 1] < count) return before - 1;
    return day_at(index.by_day[count - 1]);
  }
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
      if (days.have(tail_days()[at].day)) use(entries[at]);
    }
  }
  // Fetches where each_of_days() begins for a day; later, when that has come, the last change
  // there.
  void fetch_bucket(std::int32_t of_day, RollupTouches& touches) const {
    if (tail_count_.load(std::memory_order_acquire) > 0) {
      touches.add(&tail_heads()[bucket_of(of_day)]);
    }
  }
  void fetch_change(std::int32_t of_day, RollupTouches& touches) const {
    const std::span<const RollupTailEntry> entries = tail();
    if (entries.empty()) return;
    const std::size_t head = rollup_load(tail_heads()[bucket_of(of_day)]);
    if (head == 0 || head > entries.size()) return;
    touches.add(&tail_days()[head - 1]);
    touches.add(&entries[head - 1]);
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
    touches.add(&tail_days()[count]);
    touches.add(&tail_heads()[bucket_of(of_day)]);
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
  // Beside the tail: the day of each change, then of each bucket its last change, plus one. Made
  // with the first change, for as many as may come.
  std::size_t tail_index_bytes() const {
    return tail_max() * sizeof(TailDay) + tail_buckets() * sizeof(std::uint16_t);
  }
  TailDay* tail_days() const { return static_cast<TailDay*>(tail_index_); }
  std::uint16_t* tail_heads() const {
    return reinterpret_cast<std::uint16_t*>(tail_days() + tail_max());
  }
  std::size_t tail_buckets() const { return std::bit_ceil(tail_max() / 2); }
  // Adds the places of a day's changes among the first `entries`; how many are found then.
  std::size_t find_in_tail(std::int32_t wanted, std::size_t entries, std::span<std::uint16_t> found,
                           std::size_t count) const {
    const TailDay* const days = tail_days();
    std::size_t at = rollup_load(tail_heads()[bucket_of(wanted)]);
    for (; at != 0 && count < found.size(); at = days[at - 1].before) {
      if (at > entries || days[at - 1].day != wanted) continue;
      found[count++] = static_cast<std::uint16_t>(at - 1);
    }
    return count;
  }
  std::size_t tail_max() const { return std::clamp<std::size_t>(rows_ / 16, 64, 2816); }
  // What is by day, all in one place: of each of by_day() its id and its row, how many of them are
  // before each 2^n-th day from the first on, and after the last all, and of each its code.
  struct DaysIndex {
    std::uint32_t* ids;
    std::uint16_t* by_day;
    std::uint16_t* before;
    std::uint8_t* codes;
  };
  DaysIndex days_index() const {
    auto* const ids = static_cast<std::uint32_t*>(days_index_);
    auto* const by_day = reinterpret_cast<std::uint16_t*>(ids + rows_);
    auto* const before = by_day + rows_;
    return {ids, by_day, before, reinterpret_cast<std::uint8_t*>(before + steps_)};
  }
  std::size_t days_index_bytes() const {
    return rows_ * (sizeof(std::uint32_t) + sizeof(std::uint16_t) + sizeof(std::uint8_t)) +
           steps_ * sizeof(std::uint16_t);
  }
  // Makes room for it, and the steps; the rest comes from rows, or from those of an older segment.
  void make_days_index();
  void order_by_day();
  std::size_t before_day_within(std::int32_t wanted, std::size_t step) const;
  void stand_by_day(const RollupShape& shape);
  void merge_by_day(const RollupSegment& old, const std::vector<Event>& events,
                    const RollupShape& shape);

  const std::uint32_t rows_;
  std::int32_t first_day_ = 0;
  std::uint16_t steps_ = 0;
  std::uint8_t days_shift_ = 0;
  std::uint32_t tail_room_ = 0;
  void* days_index_ = nullptr;
  std::uint64_t born_ = 0;
  std::atomic<std::int32_t> tail_last_day_{std::numeric_limits<std::int32_t>::min()};
  std::atomic<std::uint32_t> tail_count_{0};
  std::atomic<RollupTailEntry*> tail_{nullptr};
  void* tail_index_ = nullptr;
  RollupMemory& memory_;
  Columns columns_;
};
// The first line ends where the columns begin.
static_assert(sizeof(RollupSegment) == 64 + sizeof(RollupSegment::Columns));

// The segments of a home in one version.
struct RollupRows {
  // The first of its key counts for all before it too.
  struct Part {
    RollupKey low;
    RollupSegment* segment;
  };
  std::vector<Part> parts;
  // The part that a row belongs to.
  std::size_t part_of(const RollupRow& row) const;
  std::int64_t memory_bytes() const;
};

// Cuts ordered rows into segments; at least one, be it empty.
std::vector<RollupRows::Part> cut_into_segments(RollupMemory& memory,
                                                std::span<const RollupRow> rows,
                                                const RollupShape& shape, std::uint64_t born);

}  // namespace youju::indicator
