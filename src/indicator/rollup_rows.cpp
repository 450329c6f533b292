#include <youju/indicator/rollup_code.h>
#include <youju/indicator/rollup_rows.h>

#include <algorithm>
#include <cstring>
#include <numeric>

namespace youju::indicator {

void RollupColumn::shape(RollupMemory& memory, std::size_t count, std::int64_t least,
                         std::int64_t most) {
  const std::uint64_t span = static_cast<std::uint64_t>(most) - static_cast<std::uint64_t>(least);
  base_ = least;
  width_ = span == 0 ? 0 : span < 0x100 ? 1 : span < 0x10000 ? 2 : span <= 0xffffffff ? 4 : 8;
  make_bytes(memory, count * static_cast<std::size_t>(width_));
}

void RollupColumn::make_bytes(RollupMemory& memory, std::size_t size) {
  constexpr std::size_t more = sizeof(std::uint64_t);
  size_ = size;
  bytes_ = RollupArray<std::byte>(memory, size + more);
  std::memset(bytes_.data() + size, 0, more);
}

void RollupColumn::set(std::size_t row, std::int64_t value) {
  const std::uint64_t cell = static_cast<std::uint64_t>(value) - static_cast<std::uint64_t>(base_);
  switch (width_) {
    case 1:
      reinterpret_cast<std::uint8_t*>(bytes_.data())[row] = static_cast<std::uint8_t>(cell);
      break;
    case 2:
      reinterpret_cast<std::uint16_t*>(bytes_.data())[row] = static_cast<std::uint16_t>(cell);
      break;
    case 4:
      reinterpret_cast<std::uint32_t*>(bytes_.data())[row] = static_cast<std::uint32_t>(cell);
      break;
    case 8:
      reinterpret_cast<std::uint64_t*>(bytes_.data())[row] = cell;
      break;
    default:
      break;
  }
}

std::byte* RollupColumn::make_room(RollupMemory& memory, int width, std::int64_t base,
                                   std::size_t rows) {
  base_ = base;
  width_ = width;
  make_bytes(memory, rows * static_cast<std::size_t>(width));
  return bytes_.data();
}

void RollupColumn::restore(RollupMemory& memory, int width, std::int64_t base, std::size_t rows,
                           const std::byte* bytes) {
  std::byte* const to = make_room(memory, width, base, rows);
  if (size_ > 0) std::memcpy(to, bytes, size_);
}

RollupSegment::RollupSegment(RollupMemory& memory, std::span<const RollupRow> rows,
                             const RollupShape& shape, std::uint64_t born)
    : memory_(memory), rows_(rows.size()), born_(born) {
  columns_.resize(places + shape.dimensions.size() + static_cast<std::size_t>(shape.measures));
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
  order_by_day();
  stand_by_day(shape);
  index_days();
}

RollupSegment::RollupSegment(RollupMemory& memory, std::size_t rows,
                             std::vector<RollupColumn> columns, const RollupShape& shape)
    : memory_(memory), rows_(rows), columns_(std::move(columns)) {
  order_by_day();
  stand_by_day(shape);
  index_days();
}

RollupSegment::~RollupSegment() {
  RollupTailEntry* const entries = tail_.load(std::memory_order_relaxed);
  if (entries != nullptr) memory_.give_back(entries, tail_room_ * sizeof(RollupTailEntry));
}

void RollupSegment::order_by_day() {
  by_day_ = RollupArray<std::uint16_t>(memory_, rows_);
  const auto offset = [&](std::size_t row) {
    return static_cast<std::uint64_t>(columns_[day].at(row) - columns_[day].base());
  };
  std::uint64_t last = 0;
  for (std::size_t i = 0; i < rows_; ++i) last = std::max(last, offset(i));
  const auto earlier_id = [&](std::uint16_t a, std::uint16_t b) {
    return columns_[id].at(a) < columns_[id].at(b);
  };
  if (last > days_counted_max) {
    std::iota(by_day_.begin(), by_day_.end(), std::uint16_t{0});
    std::sort(by_day_.begin(), by_day_.end(), [&](std::uint16_t a, std::uint16_t b) {
      return offset(a) != offset(b) ? offset(a) < offset(b) : earlier_id(a, b);
    });
    return;
  }
  // Rows are few to a day: they are counted into their days, then each day is put in order.
  std::vector<std::uint32_t> ends(last + 2);
  for (std::size_t i = 0; i < rows_; ++i) ++ends[offset(i) + 1];
  std::partial_sum(ends.begin(), ends.end(), ends.begin());
  for (std::size_t i = 0; i < rows_; ++i)
    by_day_[ends[offset(i)]++] = static_cast<std::uint16_t>(i);
  std::uint32_t begin = 0;
  for (const std::uint32_t end : ends) {
    if (end - begin > 1) std::sort(by_day_.begin() + begin, by_day_.begin() + end, earlier_id);
    begin = end;
  }
}

// One step for four rows at least, so that it costs them little.
void RollupSegment::index_days() {
  if (rows_ == 0) return;
  first_day_ = static_cast<std::int32_t>(columns_[day].base());
  const auto last =
      static_cast<std::uint64_t>(std::int64_t{day_at(by_day_[rows_ - 1])} - columns_[day].base());
  days_shift_ = 0;
  while ((last >> days_shift_) > rows_ / 4) ++days_shift_;
  before_days_ = RollupArray<std::uint16_t>(memory_, (last >> days_shift_) + 2);
  std::fill(before_days_.begin(), before_days_.end(), std::uint16_t{0});
  if (columns_[day].constant()) {
    before_days_[1] = static_cast<std::uint16_t>(rows_);
    return;
  }
  // Cells are counted from the base.
  columns_[day].with_cells([&](const auto* cells, std::int64_t) {
    for (std::size_t i = 0; i < rows_; ++i) ++before_days_[(cells[i] >> days_shift_) + 1];
  });
  std::partial_sum(before_days_.begin(), before_days_.end(), before_days_.begin());
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
  codes_by_day_ = RollupArray<std::uint8_t>(memory_, rows_);
  ids_by_day_ = RollupArray<std::uint32_t>(memory_, rows_);
  for (std::size_t i = 0; i < rows_; ++i) {
    codes_by_day_[i] = codes[by_day_[i]];
    ids_by_day_[i] = id_at(by_day_[i]);
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

std::size_t RollupSegment::before_day(std::int32_t wanted) const {
  const std::int64_t offset = std::int64_t{wanted} - first_day_;
  if (rows_ == 0 || offset <= 0) return 0;
  const auto step = static_cast<std::uint64_t>(offset) >> days_shift_;
  if (step + 1 >= before_days_.size()) return rows_;
  if (days_shift_ == 0) return before_days_[step];
  const auto found = std::partition_point(
      by_day_.begin() + before_days_[step], by_day_.begin() + before_days_[step + 1],
      [&](std::uint16_t row) { return columns_[day].at(row) < wanted; });
  return static_cast<std::size_t>(found - by_day_.begin());
}

std::int32_t RollupSegment::last_day_of(std::size_t count, std::int32_t before) const {
  const std::int64_t offset = std::int64_t{before} - first_day_;
  const auto step = static_cast<std::size_t>(offset);
  // Mostly there are rows of the day before.
  if (days_shift_ == 0 && step < before_days_.size() && before_days_[step - 1] < count) {
    return before - 1;
  }
  return day_at(by_day_[count - 1]);
}

void RollupSegment::fetch_days(std::int32_t wanted, RollupTouches& touches) const {
  const std::int64_t offset = std::int64_t{wanted} - first_day_;
  const auto step = static_cast<std::uint64_t>(std::max<std::int64_t>(offset, 0)) >> days_shift_;
  if (step < before_days_.size()) touches.add(&before_days_[step]);
}

bool RollupSegment::push(const RollupTailEntry& entry, std::vector<RollupRetired>& retired) {
  const std::size_t count = tail_count_.load(std::memory_order_relaxed);
  if (count >= tail_max()) return false;
  if (tail_days_.size() == 0) {
    tail_days_ = RollupArray<TailDay>(memory_, tail_max());
    tail_heads_ = RollupArray<std::uint16_t>(memory_, tail_buckets());
    std::fill(tail_heads_.begin(), tail_heads_.end(), std::uint16_t{0});
    memory_.counted() += static_cast<std::int64_t>(tail_days_bytes());
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
    tail_room_ = room;
    entries = wider;
    tail_.store(wider, std::memory_order_release);
  }
  std::construct_at(entries + count, entry);
  std::uint16_t& head = tail_heads_[bucket_of(entry.row.day)];
  tail_days_[count] = {entry.row.day, head};
  rollup_store(head, static_cast<std::uint16_t>(count + 1));
  if (entry.row.day > tail_last_day_.load(std::memory_order_relaxed)) {
    tail_last_day_.store(entry.row.day, std::memory_order_release);
  }
  tail_count_.store(count + 1, std::memory_order_release);
  return true;
}

std::int64_t RollupSegment::memory_bytes() const {
  std::size_t bytes = sizeof(*this) + columns_.capacity() * sizeof(RollupColumn) +
                      (by_day_.size() + before_days_.size()) * 2 + codes_by_day_.size() +
                      ids_by_day_.size() * 4 + tail_room_ * sizeof(RollupTailEntry) +
                      (tail_days_.size() == 0 ? 0 : tail_days_bytes());
  for (const RollupColumn& column : columns_) bytes += column.bytes().size();
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
    parts.push_back({rows.empty() ? RollupRow() : rows[from], nullptr});
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
