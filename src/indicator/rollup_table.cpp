#include <youju/indicator/rollup_reader.h>

#include <algorithm>

namespace youju::indicator {

bool RollupReader::whole_months() const {
  return month_first_ <= month_after_ && state_.planes.start_of(month_first_) == days_first_ &&
         state_.planes.start_of(month_after_) == days_after_;
}

bool RollupReader::table(std::size_t kind, bool by_month, std::vector<std::int64_t>& cells) const {
  CHECK(!by_month || whole_months());
  const auto size = static_cast<std::size_t>(state_.shape.measures) + 1;
  const auto months = static_cast<std::size_t>(by_month ? month_after_ - month_first_ : 1);
  cells.resize(static_cast<std::size_t>(state_.planes.size(kind)) * months * size);
  if (has_node_ && covered_ && whole_months() && !state_.nodes[node_].cells.overflowed()) {
    return table_from_cells(kind, by_month, cells);
  }
  std::fill(cells.begin(), cells.end(), 0);
  bool fits = true;
  each_row([&](const RollupRow& row) {
    const auto plane = static_cast<std::size_t>(state_.planes.of(row, static_cast<int>(kind)) -
                                                state_.planes.start(kind));
    const int month = by_month ? state_.planes.month_of(row.day) - month_first_ : 0;
    if (month < 0) return;
    std::int64_t* cell = &cells[(plane * months + static_cast<std::size_t>(month)) * size];
    ++cell[0];
    for (std::size_t m = 1; m < size; ++m) {
      fits &= !__builtin_add_overflow(cell[m], row.values[m - 1], &cell[m]);
    }
  });
  return fits;
}

bool RollupReader::table_from_cells(std::size_t kind, bool by_month,
                                    std::vector<std::int64_t>& cells) const {
  const RollupUnit& node = state_.nodes[node_];
  const auto size = static_cast<std::size_t>(state_.shape.measures) + 1;
  const auto months = static_cast<std::size_t>(by_month ? month_after_ - month_first_ : 1);
  const int start = state_.planes.start(kind);
  const int count = state_.planes.size(kind);
  bool fits = true;
  const std::uint64_t at = node.lock.read([&] {
    fits = true;
    std::int64_t* cell = cells.data();
    for (int plane = start; plane < start + count; ++plane, cell += months * size) {
      fits &= node.cells.read_months(state_.run(node_, plane), month_first_, month_after_, by_month,
                                     cell);
    }
  });
  if (node.cells.overflowed()) return false;
  RollupQuery days = query_;
  days.places.fill(rollup_any);
  days.first = days_first_;
  days.after = days_after_;
  each_later(at, [&](const RollupChange& change, std::uint64_t) {
    if (!state_.in(node_, change.home) || !state_.planes.fits(days, change.row)) return;
    const auto plane =
        static_cast<std::size_t>(state_.planes.of(change.row, static_cast<int>(kind)) - start);
    const auto month = static_cast<std::size_t>(by_month ? change.month - month_first_ : 0);
    std::int64_t* cell = &cells[(plane * months + month) * size];
    cell[0] -= change.sign;
    for (std::size_t m = 1; m < size; ++m) {
      std::int64_t part = 0;
      fits &= !__builtin_mul_overflow(change.row.values[m - 1], std::int64_t{change.sign}, &part) &&
              !__builtin_sub_overflow(cell[m], part, &cell[m]);
    }
  });
  return fits;
}

bool RollupReader::beside(int depth, std::vector<std::int64_t>& cells) const {
  const int plane = state_.planes.of(query_);
  if (depth < 1 || static_cast<std::size_t>(depth) > state_.levels.size() || plane < 0)
    return false;
  const RollupLevel& level = *state_.levels[static_cast<std::size_t>(depth) - 1];
  if (!has_node_ || !covered_ || !level.has(plane) || !whole_months() ||
      !level.whole_years(month_first_, month_after_)) {
    return false;
  }
  const auto& nodes = level.nodes();
  const auto place_of = [&](std::uint32_t node) {
    return static_cast<std::size_t>(std::lower_bound(nodes.begin(), nodes.end(), node) -
                                    nodes.begin());
  };
  const std::size_t from = place_of(node_);
  const std::size_t to = place_of(last_node_ + 1);
  const auto size = static_cast<std::size_t>(state_.shape.measures) + 1;
  cells.resize((to - from) * size);
  bool fits = true;
  std::uint64_t last = 0;
  std::vector<std::uint64_t> epochs;  // of each group of the level, from the first that is read
  for (std::size_t unit = from; unit < to;) {
    const std::size_t end =
        std::min(to, (unit / RollupLevel::group_units + 1) * RollupLevel::group_units);
    epochs.push_back(level.read(plane, month_first_, month_after_, unit, end,
                                &cells[(unit - from) * size], fits));
    last = std::max(last, epochs.back());
    unit = end;
  }
  if (level.overflowed()) return false;
  RollupQuery days = query_;
  days.first = days_first_;
  days.after = days_after_;
  each_later(last, [&](const RollupChange& change, std::uint64_t epoch) {
    if (!state_.in(node_, change.home) || !state_.planes.fits(days, change.row)) return;
    const RollupUnit* node = &state_.nodes[change.home];
    while (node->depth > static_cast<std::uint32_t>(depth)) node = &state_.nodes[node->parent];
    if (node->depth < static_cast<std::uint32_t>(depth)) return;
    const std::size_t group =
        node->place / RollupLevel::group_units - from / RollupLevel::group_units;
    if (epoch > epochs[group]) return;
    const RollupParts parts(change.row, change.sign);
    std::int64_t* const cell = &cells[(node->place - from) * size];
    for (std::size_t k = 0; k < size; ++k) {
      fits &= !parts.wrapped && !__builtin_sub_overflow(cell[k], parts.of[k], &cell[k]);
    }
  });
  return fits;
}

}  // namespace youju::indicator
