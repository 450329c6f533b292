#include <youju/indicator/rollup_bare.h>
#include <youju/indicator/rollup_reader.h>

#include <algorithm>
#include <functional>
#include <utility>

namespace youju::indicator {

const RollupTree& BareRollupWriter::tree() const { return view_.state_->tree; }
const RollupShape& BareRollupWriter::shape() const { return view_.state_->shape; }
bool BareRollupWriter::outside() const {
  return view_.state_->outside.load(std::memory_order_acquire);
}

std::vector<std::uint32_t> BareRollupWriter::units() const {
  std::vector<std::uint32_t> units;
  for (const RollupUnit& node : view_.state_->nodes) units.push_back(node.unit);
  return units;
}

void BareRollupWriter::put(std::size_t n, ByteWriter& out) const {
  const RollupState& state = *view_.state_;
  RollupQuery query;
  query.unit = state.nodes[n].unit;
  query.first = state.planes.start_of(0);
  query.after = state.planes.start_of(state.shape.months);
  const RollupReader reader(view_, query);
  const auto size = static_cast<std::size_t>(state.shape.months) *
                    (static_cast<std::size_t>(state.shape.measures) + 1);
  std::vector<std::int64_t> all, cells;
  all.reserve(static_cast<std::size_t>(state.planes.count()) * size);
  bool good = true;
  for (std::size_t kind = 0; kind < state.shape.planes.size() && good; ++kind) {
    cells.assign(static_cast<std::size_t>(state.planes.size(kind)) * size, 0);
    good = reader.table_from_cells(kind, true, cells);
    all.insert(all.end(), cells.begin(), cells.end());
  }
  out.put(static_cast<std::uint8_t>(good ? 1 : 0));
  if (good) RollupCells::put(all, state.shape.months, state.shape.measures, out);
}

BareRollupMaker::BareRollupMaker(RollupTree tree, const RollupShape& shape,
                                 const std::vector<std::uint32_t>& units, bool outside,
                                 std::int64_t seq) {
  const bool in_order =
      std::adjacent_find(units.begin(), units.end(), std::greater_equal<>()) == units.end();
  const bool are_of_tree =
      !units.empty() && units.front() == 0 && in_order && units.back() < tree.parent.size();
  if (!are_of_tree) return;
  state_ = std::make_unique<RollupState>(std::move(tree), shape, seq);
  state_->is_bare = true;
  state_->outside = outside;
  state_->make_nodes_of(units);
}
BareRollupMaker::~BareRollupMaker() = default;

bool BareRollupMaker::get(std::size_t n, ByteReader& in) {
  RollupCells& cells = state_->nodes[n].cells;
  if (in.get<std::uint8_t>() != 0) return cells.get(in);
  cells.mark_overflowed();
  return in.good();
}

std::unique_ptr<Rollup> BareRollupMaker::finish() {
  return std::unique_ptr<Rollup>(new Rollup(std::move(state_)));
}

bool RollupView::has_rows() const { return !state_->is_bare; }

std::optional<RollupTotals> RollupView::totals_of_cells(const RollupQuery& query) const {
  const RollupReader reader(*this, query);
  RollupTotals totals;
  if (!reader.whole_months() || !reader.from_cells(state_->planes.of(query), totals))
    return std::nullopt;
  return totals;
}

void Rollup::apply_to_cells(std::span<const Change> changes, std::int64_t seq) {
  RollupState& state = *state_;
  std::vector<RollupRetired> retired;
  const auto make = [&](const RollupRow& row, int sign) {
    CHECK(row.unit < state.home_of.size());
    RollupChange& change = state.log.append();
    change.row = row;
    change.seq = seq;
    change.home = state.home_of[row.unit];
    change.sign = static_cast<std::int8_t>(sign);
    const int month = state.planes.month_of(row.day);
    change.month = static_cast<std::int8_t>(month);
    if (month < 0) {
      state.outside.store(true, std::memory_order_release);
      return;
    }
    const RollupParts parts(row, sign);
    for (const std::uint16_t above : state.path(change.home)) {
      RollupUnit& node = state.nodes[above];
      node.lock.begin();
      for (int kind = 0; kind < state.planes.kinds(); ++kind) {
        node.cells.add(state.planes.of(row, kind), month, parts, retired);
      }
      node.lock.end(state.log.written());
    }
  };
  for (const Change& change : changes) {
    if (change.before) make(*change.before, -1);
    if (change.after) make(*change.after, 1);
  }
  state.log.retire(retired);
  state.log.publish();
}

}  // namespace youju::indicator
