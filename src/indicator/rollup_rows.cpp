#include <youju/indicator/rollup_code.h>
#include <youju/indicator/rollup_rows.h>

#include <algorithm>
#include <cstring>
#include <numeric>

namespace youju::indicator {

RollupSegment::RollupSegment(RollupMemory& memory, std::span<const RollupRow> rows,
                             const RollupShape& shape, std::uint64_t born)
    : rows_(static_cast<std::uint32_t>(rows.size())), born_(born), memory_(memory) {
  columns_[unit].fill(memory_, rows_, [&](std::size_t i) { return std::int64_t{rows[i].unit}; });
  columns_[day].fill(memory_, rows_, [&](std::size_t i) { return std::int64_t{rows[i].day}; });
  columns_[id].fill(memory_, rows_, [&](std::size_t i) { return std::int64_t{rows[i].id}; });
  columns_[identity].fill(memory_, rows_,
                          [&](std::size_t i) { return std::int64_t{rows[i].identity}; });
  std::size_t next = places;
  for (std::size_t d = 0; d < shape.dimensions.size(); ++d) {
    columns_[next++].fill(memory_, rows_,
                          [&](std::size_t i) { return std::int64_t{rows[i].places[d]}; });
  }
  for (std::size_t m = 0; m < static_cast<std::size_t>(shape.measures); ++m) {
    columns_[next++].fill(memory_, rows_, [&](std::size_t i) { return rows[i].values[m]; });
  }
  make_days_index();
  order_by_day();
  stand_by_day(shape);
}

RollupSegment::RollupSegment(RollupMemory& memory, const Columns& columns,
                             std::span<const std::uint16_t> by_day, const RollupShape& shape)
    : rows_(static_cast<std::uint32_t>(by_day.size())), memory_(memory), columns_(columns) {
  make_days_index();
  std::copy(by_day.begin(), by_day.end(), days_index().by_day);
  stand_by_day(shape);
}

bool RollupSegment::is_in_order() const {
  const std::span<const std::uint16_t> rows = by_day();
  const std::uint32_t* const ids = ids_by_day();
  for (std::size_t i = 1; i < rows.size(); ++i) {
    const std::int32_t before = day_at(rows[i - 1]);
    const std::int32_t here = day_at(rows[i]);
    if (before > here || (before == here && ids[i - 1] >= ids[i])) return false;
  }
  return true;
}

RollupSegment::~RollupSegment() {
  for (RollupColumn& column : columns_) column.give_back(memory_, rows_);
  if (days_index_ != nullptr) memory_.give_back(days_index_, days_index_bytes());
  if (tail_index_ != nullptr) memory_.give_back(tail_index_, tail_index_bytes());
  RollupTailEntry* const entries = tail_.load(std::memory_order_relaxed);
  if (entries != nullptr) memory_.give_back(entries, tail_room_ * sizeof(RollupTailEntry));
}

// One step for four rows at least, so that it costs them little.
void RollupSegment::make_days_index() {
  first_day_ = static_cast<std::int32_t>(columns_[day].base());
  // Cells are counted from the base.
  std::uint64_t last = 0;
  columns_[day].with_cells([&](const auto* cells, std::int64_t) {
    for (std::size_t i = 0; i < rows_; ++i) last = std::max<std::uint64_t>(last, cells[i]);
  });
  while ((last >> days_shift_) > rows_ / 4) ++days_shift_;
  steps_ = static_cast<std::uint16_t>((last >> days_shift_) + 2);
  days_index_ = memory_.borrow(days_index_bytes());
  std::uint16_t* const before = days_index().before;
  std::fill_n(before, steps_, std::uint16_t{0});
  if (columns_[day].constant()) {
    before[1] = static_cast<std::uint16_t>(rows_);
    return;
  }
  columns_[day].with_cells([&](const auto* cells, std::int64_t) {
    for (std::size_t i = 0; i < rows_; ++i) ++before[(cells[i] >> days_shift_) + 1];
  });
  std::partial_sum(before, before + steps_, before);
}

void RollupSegment::order_by_day() {
  std::uint16_t* const by_day = days_index().by_day;
  const auto earlier_id = [&](std::uint16_t a, std::uint16_t b) {
    return columns_[id].at(a) < columns_[id].at(b);
  };
  if (days_shift_ > 0) {
    std::iota(by_day, by_day + rows_, std::uint16_t{0});
    std::sort(by_day, by_day + rows_, [&](std::uint16_t a, std::uint16_t b) {
      return day_at(a) != day_at(b) ? day_at(a) < day_at(b) : earlier_id(a, b);
    });
    return;
  }
  // Rows are few to a day: they are brought to their days, then each day is put in order.
  const std::uint16_t* const before = days_index().before;
  std::vector<std::uint16_t> next(before, before + steps_);
  for (std::size_t i = 0; i < rows_; ++i) {
    by_day[next[static_cast<std::size_t>(day_at(i) - first_day_)]++] =
        static_cast<std::uint16_t>(i);
  }
  for (std::size_t step = 0; step + 1 < steps_; ++step) {
    if (before[step + 1] - before[step] > 1) {
      std::sort(by_day + before[step], by_day + before[step + 1], earlier_id);
    }
  }
}

void RollupSegment::stand_by_day(const RollupShape& shape) {
  const RollupCode code(shape);
  std::vector<std::uint8_t> codes(rows_);
  for (std::size_t d = 0; d < shape.dimensions.size(); ++d) {
    const std::size_t step = code.step(d);
    if (step == 0) continue;
    const RollupColumn& column = columns_[places + d];
    const auto all = static_cast<std::uint8_t>(static_cast<std::size_t>(column.base()) * step);
    for (std::uint8_t& one : codes) one = static_cast<std::uint8_t>(one + all);
    column.with_cells([&](const auto* cells, std::int64_t) {
      for (std::size_t i = 0; i < rows_; ++i) {
        codes[i] = static_cast<std::uint8_t>(codes[i] + cells[i] * step);
      }
    });
  }
  const DaysIndex index = days_index();
  for (std::size_t i = 0; i < rows_; ++i) {
    index.codes[i] = codes[index.by_day[i]];
    index.ids[i] = id_at(index.by_day[i]);
  }
}

RollupRow RollupSegment::row(std::size_t at, const RollupShape& shape) const {
  RollupRow row;
  row.unit = static_cast<std::uint32_t>(columns_[unit].at(at));
  row.day = static_cast<std::int32_t>(columns_[day].at(at));
  row.id = static_cast<std::uint32_t>(columns_[id].at(at));
  row.identity = static_cast<std::uint32_t>(columns_[identity].at(at));
  std::size_t next = places;
  for (std::size_t d = 0; d < shape.dimensions.size(); ++d) {
    row.places[d] = static_cast<std::uint16_t>(columns_[next++].at(at));
  }
  for (std::size_t m = 0; m < static_cast<std::size_t>(shape.measures); ++m) {
    row.values[m] = columns_[next++].at(at);
  }
  return row;
}

std::pair<std::size_t, std::size_t> RollupSegment::range(std::uint32_t first,
                                                         std::uint32_t last) const {
  const auto before = [&](std::int64_t wanted) {
    std::size_t from = 0;
    std::size_t to = rows_;
    while (from < to) {
      const std::size_t middle = (from + to) / 2;
      if (columns_[unit].at(middle) < wanted) {
        from = middle + 1;
      } else {
        to = middle;
      }
    }
    return from;
  };
  return {before(first), before(std::int64_t{last} + 1)};
}

std::size_t RollupSegment::before_day_within(std::int32_t wanted, std::size_t step) const {
  const DaysIndex index = days_index();
  const auto* const found =
      std::partition_point(index.by_day + index.before[step], index.by_day + index.before[step + 1],
                           [&](std::uint16_t row) { return columns_[day].at(row) < wanted; });
  return static_cast<std::size_t>(found - index.by_day);
}

void RollupSegment::fetch_days(std::int32_t wanted, RollupTouches& touches) const {
  const std::int64_t offset = std::int64_t{wanted} - first_day_;
  const auto step = static_cast<std::uint64_t>(std::max<std::int64_t>(offset, 0)) >> days_shift_;
  if (step < steps_) touches.add(&days_index().before[step]);
}

bool RollupSegment::push(const RollupTailEntry& entry, std::vector<RollupRetired>& retired) {
  const std::size_t count = tail_count_.load(std::memory_order_relaxed);
  if (count >= tail_max()) return false;
  if (tail_index_ == nullptr) {
    tail_index_ = memory_.borrow(tail_index_bytes());
    std::fill_n(tail_heads(), tail_buckets(), std::uint16_t{0});
    memory_.counted() += static_cast<std::int64_t>(tail_index_bytes());
  }
  RollupTailEntry* entries = tail_.load(std::memory_order_relaxed);
  if (count == tail_room_) {
    const std::size_t room = std::max<std::size_t>(4, count * 2);
    auto* const wider = static_cast<RollupTailEntry*>(memory_.borrow(room * sizeof(*entries)));
    std::uninitialized_copy_n(entries, count, wider);
    if (entries != nullptr) {
      retired.push_back(
          {entries, nullptr, static_cast<std::int64_t>(tail_room_ * sizeof(*entries))});
    }
    memory_.counted() += static_cast<std::int64_t>(room * sizeof(*entries));
    tail_room_ = static_cast<std::uint32_t>(room);
    entries = wider;
    tail_.store(wider, std::memory_order_release);
  }
  std::construct_at(entries + count, entry);
  std::uint16_t& head = tail_heads()[bucket_of(entry.row.day)];
  tail_days()[count] = {entry.row.day, head};
  rollup_store(head, static_cast<std::uint16_t>(count + 1));
  if (entry.row.day > tail_last_day_.load(std::memory_order_relaxed)) {
    tail_last_day_.store(entry.row.day, std::memory_order_release);
  }
  tail_count_.store(static_cast<std::uint32_t>(count) + 1, std::memory_order_release);
  return true;
}

std::int64_t RollupSegment::memory_bytes() const {
  std::size_t bytes = sizeof(*this) + days_index_bytes() + tail_room_ * sizeof(RollupTailEntry) +
                      (tail_index_ == nullptr ? 0 : tail_index_bytes());
  for (const RollupColumn& column : columns_) bytes += column.bytes(rows_).size();
  return static_cast<std::int64_t>(bytes);
}

std::size_t RollupRows::part_of(const RollupRow& row) const {
  const auto after = std::upper_bound(
      parts.begin() + 1, parts.end(), row,
      [](const RollupRow& wanted, const Part& part) { return rollup_before(wanted, part.low); });
  return static_cast<std::size_t>(after - parts.begin()) - 1;
}

std::int64_t RollupRows::memory_bytes() const {
  return static_cast<std::int64_t>(sizeof(*this) + parts.capacity() * sizeof(Part));
}

std::vector<RollupRows::Part> cut_into_segments(RollupMemory& memory,
                                                std::span<const RollupRow> rows,
                                                const RollupShape& shape, std::uint64_t born) {
  const std::size_t count = std::max<std::size_t>(
      1, (rows.size() + RollupSegment::rows_wished - 1) / RollupSegment::rows_wished);
  std::vector<RollupRows::Part> parts;
  for (std::size_t i = 0; i < count; ++i) {
    const std::size_t from = rows.size() * i / count;
    const std::size_t to = rows.size() * (i + 1) / count;
    auto segment = RollupSegment::make(memory, rows.subspan(from, to - from), shape, born);
    parts.push_back({rows.empty() ? RollupKey() : RollupKey::of(rows[from]), nullptr});
    parts.back().segment = segment.release();
  }
  return parts;
}

bool RollupDifference::is_gone(std::uint32_t id) const {
  const auto found =
      std::lower_bound(gone.begin(), gone.end(), id,
                       [](const RollupRow& row, std::uint32_t wanted) { return row.id < wanted; });
  return found != gone.end() && found->id == id;
}

void RollupDifference::take(const RollupRow& row, int sign) {
  if (sign > 0) {
    come.push_back(row);
    return;
  }
  const auto found = std::find_if(come.begin(), come.end(),
                                  [&](const RollupRow& other) { return other.id == row.id; });
  if (found != come.end()) {
    come.erase(found);
    return;
  }
  const auto after =
      std::upper_bound(gone.begin(), gone.end(), row,
                       [](const RollupRow& a, const RollupRow& b) { return a.id < b.id; });
  gone.insert(after, row);
}

}  // namespace youju::indicator
