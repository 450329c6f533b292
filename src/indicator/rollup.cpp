#include <youju/indicator/rollup.h>
#include <youju/indicator/rollup_state.h>

#include <algorithm>
#include <bit>

namespace youju::indicator {
namespace {

void drop_segment(void* segment) { delete static_cast<RollupSegment*>(segment); }
void drop_rows(void* rows) { delete static_cast<RollupRows*>(rows); }

// The last month of a set before `month`, plus one, and the first after it.
RollupChange::Neighbours neighbours_in(Uint128 months, int month, int count) {
  RollupChange::Neighbours found;
  if ((months >> month & 1) != 0) return found;
  found.before = 0;
  found.after = static_cast<std::uint8_t>(count);
  const Uint128 before = months & ((Uint128{1} << month) - 1);
  const Uint128 after = months >> month;
  const auto high = static_cast<std::uint64_t>(before >> 64);
  const auto low = static_cast<std::uint64_t>(before);
  found.before =
      static_cast<std::uint8_t>(high != 0 ? 64 + std::bit_width(high) : std::bit_width(low));
  if (after != 0) {
    const auto near = static_cast<std::uint64_t>(after);
    const auto far = static_cast<std::uint64_t>(after >> 64);
    found.after = static_cast<std::uint8_t>(
        month + (near != 0 ? std::countr_zero(near) : 64 + std::countr_zero(far)));
  }
  return found;
}

// Applies one change at a time.
class RollupWriter {
 public:
  explicit RollupWriter(RollupState& state) : state_(state) {}

  void apply(const RollupRow& row, int sign, std::int64_t seq) {
    CHECK(row.unit < state_.home_of.size());
    for (std::size_t d = 0; d < state_.shape.dimensions.size(); ++d) {
      CHECK(row.places[d] < state_.shape.dimensions[d]);
    }
    RollupChange& change = state_.log.append();
    change.row = row;
    change.seq = seq;
    change.home = state_.home_of[row.unit];
    change.sign = static_cast<std::int8_t>(sign);
    const int month = state_.planes.month_of(row.day);
    change.month = static_cast<std::int8_t>(month);
    if (month < 0) state_.outside.store(true, std::memory_order_release);
    find_path(change.home);
    if (month >= 0) fetch_heads(row);
    change_rows(change);
    if (month < 0) return;
    if (state_.shape.identities && row.identity != 0) change_postings(change);
    fetch_cells(change);
    const RollupParts parts(row, sign);
    for (std::size_t up = 0; up < path_size_; ++up) {
      change_node(change, up, parts);
      change_level(change, up, parts);
    }
  }

 private:
  void find_path(std::uint32_t home) {
    path_size_ = 0;
    for (std::uint32_t node = home;; node = state_.nodes[node]->parent) {
      path_[path_size_++] = node;
      if (node == 0) break;
    }
  }

  // A change touches some fifty lines of memory in as many places: they come side by side instead
  // of one after the other.
  void fetch_heads(const RollupRow& row) const {
    for (std::size_t up = 0; up < path_size_; ++up) {
      const RollupUnit& node = *state_.nodes[path_[up]];
      for (int kind = 0; kind < state_.planes.kinds(); ++kind) {
        node.cells.fetch_head(state_.planes.of(row, kind));
      }
    }
  }

  void fetch_cells(const RollupChange& change) const {
    const bool counted = state_.shape.identities && change.row.identity != 0;
    for (std::size_t up = 0; up < path_size_; ++up) {
      const RollupUnit& node = *state_.nodes[path_[up]];
      for (int kind = 0; kind < state_.planes.kinds(); ++kind) {
        node.cells.fetch_entries(state_.planes.of(change.row, kind), change.month);
      }
      if (const RollupLevel* const level = state_.level_of(node)) {
        for (int kind = 0; kind < state_.planes.kinds(); ++kind) {
          level->fetch(node.place, state_.planes.of(change.row, kind), change.month);
        }
      }
      if (!counted) continue;
      node.firsts[0].fetch(state_.shape.months, change.month, change.neighbours[up][0]);
      if (state_.shape.identity_dimension < 0) continue;
      node.firsts[std::size_t{1} + class_of(change.row)].fetch(state_.shape.months, change.month,
                                                               change.neighbours[up][1]);
    }
  }

  std::uint8_t class_of(const RollupRow& row) const {
    const int dimension = state_.shape.identity_dimension;
    return dimension < 0
               ? std::uint8_t{0}
               : static_cast<std::uint8_t>(row.places[static_cast<std::size_t>(dimension)]);
  }

  void change_postings(RollupChange& change) {
    const RollupRow& row = change.row;
    const RollupPostings::Posting posting{static_cast<std::uint16_t>(change.home),
                                          static_cast<std::uint8_t>(change.month), class_of(row)};
    if (change.sign < 0) state_.postings.remove(row.identity, posting);
    std::array<std::array<Uint128, 2>, rollup_depth_max> months{};
    const auto* const end = state_.postings.end(row.identity);
    for (const auto* other = state_.postings.begin(row.identity); other != end; ++other) {
      std::size_t up = 0;
      while (!state_.in(path_[up], other->home)) ++up;
      const Uint128 bit = Uint128{1} << other->month;
      months[up][0] |= bit;
      if (other->kind == posting.kind) months[up][1] |= bit;
    }
    for (std::size_t up = 0; up < path_size_; ++up) {
      for (std::size_t which = 0; which < 2; ++which) {
        if (up > 0) months[up][which] |= months[up - 1][which];
        change.neighbours[up][which] =
            neighbours_in(months[up][which], change.month, state_.shape.months);
      }
    }
    if (change.sign > 0) state_.postings.add(row.identity, posting);
  }

  void change_node(const RollupChange& change, std::size_t up, const RollupParts& parts) {
    RollupUnit& node = *state_.nodes[path_[up]];
    node.lock.begin();
    for (int kind = 0; kind < state_.planes.kinds(); ++kind) {
      node.cells.add(state_.planes.of(change.row, kind), change.month, parts, state_.log,
                     state_.memory);
    }
    if (state_.shape.identities && change.row.identity != 0) {
      const int months = state_.shape.months;
      node.firsts[0].change(months, change.month, change.neighbours[up][0], change.sign, state_.log,
                            state_.memory);
      if (state_.shape.identity_dimension >= 0) {
        node.firsts[std::size_t{1} + class_of(change.row)].change(
            months, change.month, change.neighbours[up][1], change.sign, state_.log, state_.memory);
      }
    }
    node.lock.end(state_.log.written());
  }

  void change_level(const RollupChange& change, std::size_t up, const RollupParts& parts) {
    const RollupUnit& node = *state_.nodes[path_[up]];
    RollupLevel* const level = state_.level_of(node);
    if (level == nullptr) return;
    level->begin(node.place);
    if (parts.wrapped) level->mark_overflowed();
    for (int kind = 0; kind < state_.planes.kinds(); ++kind) {
      level->add(node.place, state_.planes.of(change.row, kind), change.month, parts.of.data());
    }
    level->end(node.place, state_.log.written());
  }

  void change_rows(const RollupChange& change) {
    RollupUnit& node = *state_.nodes[change.home];
    RollupRows* const rows = node.rows.load(std::memory_order_relaxed);
    const std::size_t part = rows->part_of(change.row);
    const RollupTailEntry entry{change.row, state_.log.written(), change.sign};
    if (rows->parts[part].segment->push(entry, state_.log, state_.memory)) return;
    merge(node, *rows, part, change);
  }

  // Replaces a segment by one with its tail and a further change in it, or by several.
  void merge(RollupUnit& node, RollupRows& rows, std::size_t part, const RollupChange& change) {
    RollupSegment& old = *rows.parts[part].segment;
    RollupDifference difference;
    for (const RollupTailEntry& entry : old.tail()) {
      difference.take(entry.row, static_cast<int>(entry.sign));
    }
    difference.take(change.row, change.sign);
    std::vector<RollupRow> merged;
    merged.reserve(old.rows() + difference.come.size());
    for (std::size_t i = 0; i < old.rows(); ++i) {
      const RollupRow row = old.row(i, state_.shape);
      if (!difference.is_gone(row.id)) merged.push_back(row);
    }
    CHECK(merged.size() + difference.gone.size() == old.rows());
    const auto middle = static_cast<std::ptrdiff_t>(merged.size());
    std::sort(difference.come.begin(), difference.come.end(), rollup_before);
    merged.insert(merged.end(), difference.come.begin(), difference.come.end());
    std::inplace_merge(merged.begin(), merged.begin() + middle, merged.end(), rollup_before);
    std::vector<RollupRows::Part> parts;
    if (merged.size() <= RollupSegment::rows_max) {
      auto whole = std::make_unique<RollupSegment>(merged, state_.shape, state_.log.written());
      parts.push_back({RollupRow(), whole.release()});
    } else {
      parts = cut_into_segments(merged, state_.shape, state_.log.written());
    }
    parts.front().low = rows.parts[part].low;
    replace(node, rows, part, parts);
  }

  void replace(RollupUnit& node, RollupRows& rows, std::size_t part,
               const std::vector<RollupRows::Part>& parts) {
    auto next = std::make_unique<RollupRows>(rows);
    const auto at = next->parts.erase(next->parts.begin() + static_cast<std::ptrdiff_t>(part));
    next->parts.insert(at, parts.begin(), parts.end());
    for (const RollupRows::Part& made : parts) state_.memory += made.segment->memory_bytes();
    state_.memory += next->memory_bytes();
    node.rows.store(next.release(), std::memory_order_release);
    RollupSegment* const old = rows.parts[part].segment;
    state_.log.retire(old, drop_segment, old->memory_bytes());
    state_.log.retire(&rows, drop_rows, rows.memory_bytes());
  }

  RollupState& state_;
  std::array<std::uint32_t, rollup_depth_max> path_{};
  std::size_t path_size_ = 0;
};

}  // namespace

RollupUnit::~RollupUnit() {
  RollupRows* const last = rows.load(std::memory_order_relaxed);
  if (last == nullptr) return;
  for (const RollupRows::Part& part : last->parts) drop_segment(part.segment);
  drop_rows(last);
}

Rollup::Rollup(std::unique_ptr<RollupState> state) : state_(std::move(state)) {}
Rollup::~Rollup() = default;

void Rollup::apply(std::span<const Change> changes, std::int64_t seq) {
  RollupWriter writer(*state_);
  for (const Change& change : changes) {
    if (change.before) writer.apply(*change.before, -1, seq);
    if (change.after) writer.apply(*change.after, 1, seq);
  }
  state_->postings_bytes.store(state_->postings.memory_bytes(), std::memory_order_relaxed);
  state_->log.publish();
}

RollupView Rollup::view() const {
  auto [pin, epoch] = state_->log.pin();
  return {*state_, std::move(pin), epoch};
}

std::int64_t Rollup::memory_bytes() const {
  const RollupState& state = *state_;
  std::size_t bytes = sizeof(state) + state.home_of.capacity() * sizeof(std::uint16_t) +
                      (state.tree.parent.capacity() + state.tree.last.capacity()) * 4;
  bytes +=
      state.nodes.size() *
      (sizeof(RollupUnit) + static_cast<std::size_t>(state.planes.count()) * sizeof(RollupRun) +
       static_cast<std::size_t>(state.classes() + 1) * sizeof(RollupFirsts));
  return static_cast<std::int64_t>(bytes) + state.memory.load(std::memory_order_relaxed) +
         state.postings_bytes.load(std::memory_order_relaxed);
}

}  // namespace youju::indicator
