// One question of a view: from the cells where they have it, else from the rows. Inside this room.
#pragma once

#include <youju/indicator/rollup_scan.h>
#include <youju/indicator/rollup_state.h>

#include <cstdint>
#include <limits>
#include <optional>
#include <vector>

namespace youju::indicator {

class RollupCode;

class RollupReader {
 public:
  // Both outlive it.
  RollupReader(const RollupView& view, const RollupQuery& query);

  // Into zeros, from the cells of a plane (RollupPlanes::of). False: they do not have it; then
  // `totals` may be half filled.
  bool from_cells(int plane, RollupTotals& totals) const;
  // Adds the rows that fit to the totals.
  void scan(RollupTotals& totals) const;
  bool table(std::size_t kind, bool by_month, std::vector<std::int64_t>& cells) const;
  // The same of a unit with cells and of whole_months() in the axis, into as many cells. False: a
  // total does not fit.
  bool table_from_cells(std::size_t kind, bool by_month, std::vector<std::int64_t>& cells) const;
  bool whole_months() const;
  bool beside(int depth, std::vector<std::int64_t>& cells) const;
  std::int64_t distinct() const;
  std::optional<RollupExtremes> extremes(int measure, int given) const;
  std::vector<RollupRow> newest(std::size_t offset, std::size_t count) const;

  // From the first to the last, if that is not before it.
  struct Days {
    std::int32_t first = std::numeric_limits<std::int32_t>::min();
    std::int32_t last = std::numeric_limits<std::int32_t>::max();
    bool have(std::int32_t day) const {
      const auto from = static_cast<std::uint32_t>(first);
      return static_cast<std::uint32_t>(day) - from <= static_cast<std::uint32_t>(last) - from;
    }
  };
  // Calls use(row, sign) for what is to be done, in this order, to the rows of some days in the
  // columns of a home's part.
  template <typename F>
  void each_change(std::uint32_t home, const RollupRows& rows, std::size_t part, Days days,
                   F&& use) const {
    const RollupSegment& segment = *rows.parts[part].segment;
    if (segment.born() <= view_.epoch_) {
      segment.each_of_days(days, [&](const RollupTailEntry& entry) {
        if (entry.epoch <= view_.epoch_) use(entry.row, static_cast<int>(entry.sign));
      });
      return;
    }
    const bool is_last = part + 1 == rows.parts.size();
    std::vector<const RollupChange*> later;
    each_later(segment.born(), [&](const RollupChange& made, std::uint64_t) {
      const bool here = made.home == home && days.have(made.row.day) &&
                        (part == 0 || !rollup_before(made.row, rows.parts[part].low)) &&
                        (is_last || rollup_before(made.row, rows.parts[part + 1].low));
      if (here) later.push_back(&made);
    });
    for (std::size_t k = later.size(); k-- > 0;) use(later[k]->row, -later[k]->sign);
  }

 private:
  // Calls use(change, epoch) for the changes after the view's epoch, up to one.
  template <typename F>
  void each_later(std::uint64_t until, F&& use) const {
    const RollupLog::Chunk* chunk = view_.chunk_;
    for (std::uint64_t epoch = view_.epoch_ + 1; epoch <= until; ++epoch) {
      if (epoch - chunk->first >= RollupLog::Chunk::changes_max) chunk = chunk->next;
      use(chunk->changes[epoch - chunk->first], epoch);
    }
  }
  template <typename F>
  void each_part(F&& use) const;
  template <typename F>
  void each_segment(F&& use) const;
  template <typename F>
  void each_row(F&& use) const;
  void take_back(std::uint64_t at, RollupTotals& totals) const;
  std::optional<std::int64_t> distinct_from_cells() const;
  bool fits(const RollupRow& row) const;
  // Of who scans; who finds cells is spared the look into the tree.
  std::uint32_t last_unit() const {
    return query_.alone ? first_unit_ : state_.tree.last[first_unit_];
  }
  // Of newest(), in rollup_newest.cpp.
  class Newest;
  struct Found;
  struct Source;
  std::vector<Source> sources() const;
  std::size_t parts_at_most() const;
  void fetch_changes(const std::vector<Source>& sources, std::int64_t day) const;
  RollupRow row_of(const Found& one, const RollupCode& code) const;
  void put_newest(Source& source, Days days, std::vector<RollupRow>& come,
                  RollupDifference& difference, Newest& newest) const;
  void put_rows(Source& source, Days days, const RollupDifference& difference,
                Newest& newest) const;
  bool place_fits(const RollupSegment& segment, std::size_t at) const;
  static void add_row(const RollupRow& row, int sign, RollupTotals& totals);

  const RollupView& view_;
  const RollupState& state_;
  const RollupQuery& query_;
  std::uint32_t node_ = 0;  // the unit's, or its home
  std::uint32_t last_node_ = 0;
  std::uint32_t first_unit_ = 0;
  bool has_node_ = false;
  bool covered_ = false;         // no row can stand outside of the axis
  std::int32_t days_first_ = 0;  // cut to the axis
  std::int32_t days_after_ = 0;
  int month_first_ = 0;
  int month_after_ = 0;
};

// Calls use(home, rows, i) for each part rows.parts[i] that may have rows of the query's units.
template <typename F>
void RollupReader::each_part(F&& use) const {
  // Of a unit with cells all parts are of its units.
  const std::uint32_t last = has_node_ ? 0 : last_unit();
  for (std::uint32_t home = node_; home <= last_node_; ++home) {
    const RollupRows& rows = *state_.nodes[home].rows.load(std::memory_order_acquire);
    if (has_node_) {
      for (std::size_t i = 0; i < rows.parts.size(); ++i) use(home, rows, i);
      continue;
    }
    for (std::size_t i = 0; i < rows.parts.size(); ++i) {
      if (i + 1 < rows.parts.size() && rows.parts[i + 1].low.unit < first_unit_) continue;
      if (i > 0 && rows.parts[i].low.unit > last) break;
      use(home, rows, i);
    }
  }
}

// Calls use(segment, changes) for each segment of these parts; changes(f) is each_change() of the
// query's days.
template <typename F>
void RollupReader::each_segment(F&& use) const {
  if (query_.first >= query_.after) return;
  each_part([&](std::uint32_t home, const RollupRows& rows, std::size_t part) {
    use(*rows.parts[part].segment, [&](auto&& change) {
      each_change(home, rows, part, {query_.first, query_.after - 1},
                  std::forward<decltype(change)>(change));
    });
  });
}

template <typename F>
void RollupReader::each_row(F&& use) const {
  RollupMatches matches;
  each_segment([&](const RollupSegment& segment, const auto& changes) {
    RollupDifference difference;
    changes([&](const RollupRow& row, int sign) { difference.take(row, sign); });
    matches.find(segment, state_.shape, query_, first_unit_, last_unit());
    for (const std::uint16_t at : matches.places()) {
      const RollupRow row = segment.row(at, state_.shape);
      if (!difference.is_gone(row.id)) use(row);
    }
    for (const RollupRow& row : difference.come) {
      if (fits(row)) use(row);
    }
  });
}

}  // namespace youju::indicator
