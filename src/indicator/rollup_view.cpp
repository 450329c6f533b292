#include <youju/indicator/rollup_reader.h>

#include <algorithm>

namespace youju::indicator {

RollupView::RollupView(const RollupState& state, RollupLog::Pin pin, std::uint64_t epoch)
    : state_(&state), pin_(std::move(pin)), epoch_(epoch), chunk_(pin_.chunk()) {
  // The last change seen stands in the last chunk whose first is not after it.
  while (epoch_ >= chunk_->first + RollupLog::Chunk::changes_max) chunk_ = chunk_->next;
  seq_ = epoch_ < chunk_->first ? chunk_->seq_before : chunk_->changes[epoch_ - chunk_->first].seq;
}

namespace {

std::uint32_t node_of(const RollupState& state, std::uint32_t unit) {
  CHECK(unit < state.home_of.size());
  return state.node_of(unit);
}

}  // namespace

RollupReader::RollupReader(const RollupView& view, const RollupQuery& query)
    : view_(view),
      state_(*view.state_),
      query_(query),
      node_(node_of(state_, query.unit)),
      first_unit_(query.unit),
      has_node_(state_.unit_of[node_] == query.unit && !query.alone) {
  last_node_ = has_node_ ? state_.nodes[node_].last_node : node_;
  // Months of the axis that the days cover whole.
  const int months = state_.shape.months;
  const std::int32_t start = state_.planes.start_of(0);
  const std::int32_t end = state_.planes.start_of(months);
  covered_ = (query.first >= start && query.after <= end) ||
             !state_.outside.load(std::memory_order_acquire);
  days_first_ = std::clamp(query.first, start, end);
  days_after_ = std::clamp(query.after, days_first_, end);
  month_first_ = days_first_ == end ? months : state_.planes.month_of(days_first_);
  if (state_.planes.start_of(month_first_) < days_first_) ++month_first_;
  month_after_ = days_after_ == end ? months : state_.planes.month_of(days_after_);
}

bool RollupReader::from_cells(int plane, RollupTotals& totals) const {
  if (!has_node_ || plane < 0 || !covered_ || month_first_ > month_after_) return false;
  const RollupUnit& node = state_.nodes[node_];
  if (month_first_ < month_after_) {
    const std::uint64_t at = node.lock.read([&] {
      const RollupRun run = state_.run(node_, plane);
      node.cells.fetch(run, month_first_, month_after_);
      node.cells.read(run, month_first_, month_after_, totals);
    });
    if (node.cells.overflowed()) return false;
    if (at > view_.epoch_) take_back(at, totals);
  }
  RollupQuery rest = query_;
  rest.first = days_first_;
  rest.after = state_.planes.start_of(month_first_);
  if (rest.first < rest.after) RollupReader(view_, rest).scan(totals);
  rest.first = state_.planes.start_of(month_after_);
  rest.after = days_after_;
  if (rest.first < rest.after) RollupReader(view_, rest).scan(totals);
  return true;
}

void RollupReader::take_back(std::uint64_t at, RollupTotals& totals) const {
  RollupQuery months = query_;
  months.first = state_.planes.start_of(month_first_);
  months.after = state_.planes.start_of(month_after_);
  each_later(at, [&](const RollupChange& change, std::uint64_t) {
    if (!state_.in(node_, change.home) || !state_.planes.fits(months, change.row)) return;
    add_row(change.row, -change.sign, totals);
  });
}

void RollupReader::add_row(const RollupRow& row, int sign, RollupTotals& totals) {
  totals.rows += sign;
  for (std::size_t m = 0; m < row.values.size(); ++m) {
    totals.sums[m] += Int128{row.values[m]} * sign;
  }
}

bool RollupReader::fits(const RollupRow& row) const {
  return row.unit >= first_unit_ && row.unit <= last_unit() && state_.planes.fits(query_, row);
}

void RollupReader::scan(RollupTotals& totals) const {
  RollupMatches matches;
  each_segment([&](const RollupSegment& segment, const auto& changes) {
    matches.find(segment, state_.shape, query_, first_unit_, last_unit());
    matches.add_to(totals, segment, state_.shape);
    changes([&](const RollupRow& row, int sign) {
      if (fits(row)) add_row(row, sign, totals);
    });
  });
}

std::optional<std::int64_t> RollupReader::distinct_from_cells() const {
  const RollupShape& shape = state_.shape;
  if (!has_node_ || !covered_ || !whole_months() || !shape.identities) return std::nullopt;
  std::size_t which = 0;
  std::int32_t wanted = rollup_any;
  for (std::size_t d = 0; d < shape.dimensions.size(); ++d) {
    if (query_.places[d] == rollup_any) continue;
    if (static_cast<int>(d) != shape.identity_dimension) return std::nullopt;
    wanted = query_.places[d];
    if (wanted < 0 || wanted >= shape.dimensions[d]) return 0;
    which = static_cast<std::size_t>(wanted) + 1;
  }
  const RollupUnit& node = state_.nodes[node_];
  std::int64_t found = 0;
  const std::uint64_t at = node.lock.read(
      [&] { found = state_.counts(node_, which).read(shape.months, month_first_, month_after_); });
  each_later(at, [&](const RollupChange& change, std::uint64_t) {
    if (change.month < 0 || change.row.identity == 0 || !state_.in(node_, change.home)) return;
    if (which > 0) {
      const auto dimension = static_cast<std::size_t>(shape.identity_dimension);
      if (change.row.places[dimension] != wanted) return;
    }
    const std::uint32_t up = state_.nodes[change.home].depth - node.depth;
    const RollupChange::Neighbours& made = change.neighbours[up][which > 0 ? 1 : 0];
    const bool counted = made.before != RollupChange::Neighbours::unchanged &&
                         made.before <= month_first_ && change.month >= month_first_ &&
                         change.month < month_after_ && made.after >= month_after_;
    if (counted) found -= change.sign;
  });
  return found;
}

std::int64_t RollupReader::distinct() const {
  if (const auto found = distinct_from_cells()) return *found;
  std::vector<std::uint32_t> identities;
  each_row([&](const RollupRow& row) {
    if (row.identity != 0) identities.push_back(row.identity);
  });
  std::sort(identities.begin(), identities.end());
  return std::unique(identities.begin(), identities.end()) - identities.begin();
}

std::optional<RollupExtremes> RollupReader::extremes(int measure, int given) const {
  std::optional<RollupExtremes> found;
  each_row([&](const RollupRow& row) {
    if (given >= 0 && row.values[static_cast<std::size_t>(given)] == 0) return;
    const std::int64_t value = row.values[static_cast<std::size_t>(measure)];
    if (!found) found = RollupExtremes{value, value};
    found->least = std::min(found->least, value);
    found->most = std::max(found->most, value);
  });
  return found;
}

RollupTotals RollupView::totals(const RollupQuery& query) const {
  const int plane = state_->planes.of(query);
  const RollupReader reader(*this, query);
  RollupTotals totals;
  if (!reader.from_cells(plane, totals)) {
    totals = RollupTotals();
    reader.scan(totals);
  }
  return totals;
}

bool RollupView::table(const RollupQuery& query, std::size_t kind, bool by_month,
                       std::vector<std::int64_t>& cells) const {
  CHECK(kind < state_->shape.planes.size());
  return RollupReader(*this, query).table(kind, by_month, cells);
}

bool RollupView::beside(const RollupQuery& query, int depth,
                        std::vector<std::int64_t>& cells) const {
  return RollupReader(*this, query).beside(depth, cells);
}

std::int64_t RollupView::distinct(const RollupQuery& query) const {
  return RollupReader(*this, query).distinct();
}

std::optional<RollupExtremes> RollupView::extremes(const RollupQuery& query, int measure,
                                                   int given) const {
  CHECK(measure >= 0 && measure < state_->shape.measures && given < state_->shape.measures);
  return RollupReader(*this, query).extremes(measure, given);
}

std::vector<RollupRow> RollupView::newest(const RollupQuery& query, std::size_t offset,
                                          std::size_t count) const {
  return RollupReader(*this, query).newest(offset, count);
}

}  // namespace youju::indicator
