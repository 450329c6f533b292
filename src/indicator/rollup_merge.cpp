#include <youju/base/result.h>
#include <youju/indicator/rollup_code.h>
#include <youju/indicator/rollup_rows.h>

#include <algorithm>
#include <limits>
#include <type_traits>
#include <utility>

// A segment made of an older one and of what changed in it, column by column: rows that stay are
// copied in runs, and no row is ever put together from its columns.
namespace youju::indicator {

struct RollupSegment::Event {
  std::size_t at = 0;              // a place of the older segment
  const RollupRow* row = nullptr;  // comes before that place; null: the row at it goes
};

namespace {

using Event = RollupSegment::Event;

bool event_before(const Event& a, const Event& b) {
  return a.at != b.at ? a.at < b.at : a.row != nullptr && b.row == nullptr;
}

std::vector<Event> events_of(const RollupSegment& old, const std::vector<RollupRow>& come,
                             const std::vector<RollupRow>& gone) {
  std::vector<Event> events;
  events.reserve(come.size() + gone.size());
  for (const RollupRow& row : come) events.push_back({old.place_of(row), &row});
  for (const RollupRow& row : gone) {
    const std::size_t at = old.place_of(row);
    CHECK(at < old.rows() && old.columns()[RollupSegment::id].at(at) == row.id);
    events.push_back({at, nullptr});
  }
  // Rows that come to the same place keep their order.
  std::stable_sort(events.begin(), events.end(), event_before);
  return events;
}

// Calls run(first, after) for old rows that stay together, and single(row) for one that comes.
template <typename Run, typename Single>
void each_piece(const std::vector<Event>& events, std::size_t rows, Run&& run, Single&& single) {
  std::size_t at = 0;
  for (const Event& event : events) {
    if (at < event.at) run(at, event.at);
    at = event.at;
    if (event.row == nullptr) {
      ++at;
    } else {
      single(*event.row);
    }
  }
  if (at < rows) run(at, rows);
}

template <typename Get>
RollupColumn merge_column(RollupMemory& memory, const RollupColumn& old,
                          const std::vector<Event>& events,
                          std::pair<std::size_t, std::size_t> sizes, Get get) {
  const auto [old_rows, rows] = sizes;
  bool fits = true;
  for (const Event& event : events) fits &= event.row == nullptr || old.holds(get(*event.row));
  RollupColumn column;
  if (!fits) {
    std::vector<std::int64_t> values;
    values.reserve(rows);
    each_piece(
        events, old_rows,
        [&](std::size_t first, std::size_t after) {
          for (; first < after; ++first) values.push_back(old.at(first));
        },
        [&](const RollupRow& row) { values.push_back(get(row)); });
    column.fill(memory, rows, [&](std::size_t i) { return values[i]; });
    return column;
  }
  std::byte* const bytes = column.make_room(memory, old.width(), old.base(), rows);
  old.with_cells([&](const auto* cells, std::int64_t base) {
    using Cell = std::remove_cvref_t<decltype(*cells)>;
    Cell* to = reinterpret_cast<Cell*>(bytes);
    each_piece(
        events, old_rows,
        [&](std::size_t first, std::size_t after) {
          to = std::copy(cells + first, cells + after, to);
        },
        [&](const RollupRow& row) {
          *to++ = static_cast<Cell>(static_cast<std::uint64_t>(get(row)) -
                                    static_cast<std::uint64_t>(base));
        });
  });
  return column;
}

bool earlier(const RollupRow& a, const RollupRow& b) {
  return a.day != b.day ? a.day < b.day : a.id < b.id;
}

}  // namespace

std::size_t RollupSegment::place_of(const RollupRow& row) const {
  const RollupColumn& units = columns_[unit];
  const RollupColumn& days = columns_[day];
  // Most steps are told by the unit alone.
  const auto before = [&](std::size_t at) {
    const std::int64_t of_unit = units.at(at);
    if (of_unit != row.unit) return of_unit < row.unit;
    const std::int64_t of_day = days.at(at);
    return of_day != row.day ? of_day < row.day : columns_[id].at(at) < row.id;
  };
  std::size_t from = 0;
  std::size_t to = rows_;
  while (from < to) {
    const std::size_t middle = (from + to) / 2;
    if (before(middle)) {
      from = middle + 1;
    } else {
      to = middle;
    }
  }
  return from;
}

// Rows that stay keep their order by day too, and what stands beside it.
void RollupSegment::merge_by_day(const RollupSegment& old, const std::vector<Event>& events,
                                 const RollupShape& shape) {
  constexpr std::uint16_t gone = 65535;
  CHECK(old.rows_ <= rows_most && rows_ <= rows_most);
  std::vector<std::uint16_t> place(old.rows_, gone);
  std::vector<std::pair<const RollupRow*, std::uint16_t>> come;
  std::uint16_t next = 0;
  each_piece(
      events, old.rows_,
      [&](std::size_t first, std::size_t after) {
        for (; first < after; ++first) place[first] = next++;
      },
      [&](const RollupRow& row) { come.emplace_back(&row, next++); });
  std::sort(come.begin(), come.end(),
            [](const auto& a, const auto& b) { return earlier(*a.first, *b.first); });
  const RollupCode code(shape);
  const DaysIndex index = days_index();
  const DaysIndex older = old.days_index();
  std::size_t to = 0;
  const auto put = [&](std::uint16_t here, std::uint8_t of_places, std::uint32_t own) {
    index.by_day[to] = here;
    index.codes[to] = of_places;
    index.ids[to++] = own;
  };
  std::size_t at = 0;
  const auto take_until = [&](std::size_t end) {
    for (; at < end; ++at) {
      const std::uint16_t here = place[older.by_day[at]];
      if (here != gone) put(here, older.codes[at], older.ids[at]);
    }
  };
  for (const auto& [row, own] : come) {
    // Of its day; most have few rows.
    std::size_t end = std::max(at, old.before_day(row->day));
    std::size_t after = row->day == std::numeric_limits<std::int32_t>::max()
                            ? old.rows_
                            : old.before_day(row->day + 1);
    while (end < after) {
      const std::size_t middle = (end + after) / 2;
      if (older.ids[middle] < row->id) {
        end = middle + 1;
      } else {
        after = middle;
      }
    }
    take_until(end);
    put(own, code.of(*row), row->id);
  }
  take_until(old.rows_);
  CHECK(to == rows_);
}

RollupSegment::RollupSegment(RollupMemory& memory, const RollupSegment& old,
                             const RollupDifference& difference, const RollupShape& shape,
                             std::uint64_t born)
    : rows_(
          static_cast<std::uint32_t>(old.rows() + difference.come.size() - difference.gone.size())),
      born_(born),
      memory_(memory) {
  std::vector<RollupRow> come = difference.come;
  std::sort(come.begin(), come.end(), rollup_before<RollupRow, RollupRow>);
  const std::vector<Event> events = events_of(old, come, difference.gone);
  std::size_t next = 0;
  const auto merge = [&](auto get) {
    columns_[next] = merge_column(memory_, old.columns_[next], events, {old.rows(), rows_}, get);
    ++next;
  };
  merge([](const RollupRow& row) { return std::int64_t{row.unit}; });
  merge([](const RollupRow& row) { return std::int64_t{row.day}; });
  merge([](const RollupRow& row) { return std::int64_t{row.id}; });
  merge([](const RollupRow& row) { return std::int64_t{row.identity}; });
  for (std::size_t d = 0; d < shape.dimensions.size(); ++d) {
    merge([d](const RollupRow& row) { return std::int64_t{row.places[d]}; });
  }
  for (std::size_t m = 0; m < static_cast<std::size_t>(shape.measures); ++m) {
    merge([m](const RollupRow& row) { return row.values[m]; });
  }
  make_days_index();
  merge_by_day(old, events, shape);
}

}  // namespace youju::indicator
