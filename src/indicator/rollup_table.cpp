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
  cells.assign(static_cast<std::size_t>(state_.planes.size(kind)) * months * size, 0);
  if (has_node_ && covered_ && whole_months() && !state_.nodes[node_]->cells.overflowed()) {
    return table_from_cells(kind, by_month, cells);
  }
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
  const RollupUnit& node = *state_.nodes[node_];
  const auto size = static_cast<std::size_t>(state_.shape.measures) + 1;
  const auto months = static_cast<std::size_t>(by_month ? month_after_ - month_first_ : 1);
  const int start = state_.planes.start(kind);
  const int count = state_.planes.size(kind);
  bool fits = true;
  bool again = false;
  const std::uint64_t at = node.read([&](const auto& whole) {
    if (again) std::fill(cells.begin(), cells.end(), 0);
    again = fits = true;
    std::int64_t* cell = cells.data();
    for (int plane = start; plane < start + count; ++plane, cell += months * size) {
      const RollupRun head = node.cells.head(plane);
      if (!whole()) return false;
      fits &= node.cells.read_months(head, month_first_, month_after_, by_month, cell);
    }
    return true;
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

}  // namespace youju::indicator
