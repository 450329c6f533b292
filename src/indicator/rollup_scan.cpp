#include <youju/indicator/rollup_scan.h>

#include <numeric>

namespace youju::indicator {

template <typename Keep>
void RollupMatches::keep_if(const RollupColumn& column, Keep keep) {
  if (column.constant()) {
    if (!keep(column.base())) places_.clear();
    return;
  }
  column.with_cells([&](const auto* cells, std::int64_t base) {
    std::size_t kept = 0;
    // Without a branch: which rows fit is not to be foreseen.
    for (const std::uint16_t row : places_) {
      places_[kept] = row;
      kept +=
          keep(static_cast<std::int64_t>(static_cast<std::uint64_t>(base) + cells[row])) ? 1 : 0;
    }
    places_.resize(kept);
  });
}

void RollupMatches::find(const RollupSegment& segment, const RollupShape& shape,
                         const RollupQuery& query, std::uint32_t first, std::uint32_t last) {
  places_.clear();
  const auto [from, to] = segment.range(first, last);
  if (from == to || query.first >= query.after) return;
  bool days_fit = false;
  if (from == 0 && to == segment.rows()) {
    const std::size_t low = segment.before_day(query.first);
    const std::size_t high = segment.before_day(query.after);
    days_fit = high - low == to || (high - low) * 4 < to;
    if (days_fit) {
      const auto fit = segment.by_day().subspan(low, high - low);
      places_.assign(fit.begin(), fit.end());
    }
  }
  if (!days_fit) {
    places_.resize(to - from);
    std::iota(places_.begin(), places_.end(), static_cast<std::uint16_t>(from));
    keep_if(segment.columns()[RollupSegment::day],
            [&](std::int64_t day) { return day >= query.first && day < query.after; });
  }
  for (std::size_t d = 0; d < shape.dimensions.size(); ++d) {
    const std::int32_t wanted = query.places[d];
    if (wanted == rollup_any) continue;
    keep_if(segment.columns()[RollupSegment::places + d],
            [&](std::int64_t place) { return place == wanted; });
  }
}

void RollupMatches::add_to(RollupTotals& totals, const RollupSegment& segment,
                           const RollupShape& shape) const {
  totals.rows += static_cast<std::int64_t>(places_.size());
  const std::size_t first = RollupSegment::places + shape.dimensions.size();
  for (std::size_t m = 0; m < static_cast<std::size_t>(shape.measures); ++m) {
    const RollupColumn& column = segment.columns()[first + m];
    Int128& sum = totals.sums[m];
    sum += Int128{column.base()} * static_cast<std::int64_t>(places_.size());
    column.with_cells([&](const auto* cells, std::int64_t) {
      if constexpr (sizeof(*cells) == 8) {
        for (const std::uint16_t row : places_) sum += cells[row];
      } else {
        // 65536 values below 2^32 fit.
        std::uint64_t part = 0;
        for (const std::uint16_t row : places_) part += cells[row];
        sum += part;
      }
    });
  }
}

}  // namespace youju::indicator
