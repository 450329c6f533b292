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

// Makes changes in blocks. A change touches some hundred lines of memory in as many places; so a
// block is gone through several times, and each time asks for the memory that the next one needs,
// which then comes side by side instead of one after the other.
class RollupWriter {
 public:
  explicit RollupWriter(RollupState& state) : state_(state) {}

  // The row stays until finish() at least.
  void take(const RollupRow& row, int sign, std::int64_t seq) {
    CHECK(row.unit < state_.home_of.size());
    for (std::size_t d = 0; d < state_.shape.dimensions.size(); ++d) {
      CHECK(row.places[d] < state_.shape.dimensions[d]);
    }
    if (count_ == block_.size()) finish();
    rollup_touch(&state_.home_of[row.unit]);
    Step& step = block_[count_++];
    step.row = &row;
    step.sign = sign;
    step.seq = seq;
  }

  // All changes taken are made.
  void finish() {
    const std::span<Step> steps(block_.data(), count_);
    for (Step& step : steps) log(step);
    touches_.run();
    for (const Step& step : steps) fetch_heads(step);
    touches_.run();
    for (const Step& step : steps) fetch_entries(step);
    touches_.run();
    for (const Step& step : steps) fetch_segment(step);
    touches_.run();
    for (const Step& step : steps) segment_of(step).fetch_tail(touches_);
    touches_.run();
    for (const Step& step : steps) {
      change_rows(step);
      if (counted(*step.change)) change_postings(step);
    }
    touches_.run();
    for (const Step& step : steps) {
      if (step.change->month < 0) continue;
      const RollupParts parts(step.change->row, step.change->sign);
      for (std::size_t up = 0; up < step.path.size(); ++up) {
        change_node(step, up, parts);
        change_level(step, up, parts);
      }
    }
    count_ = 0;
  }

 private:
  struct Step {
    const RollupRow* row = nullptr;
    int sign = 0;
    std::int64_t seq = 0;
    RollupChange* change = nullptr;
    std::uint64_t epoch = 0;
    std::span<const std::uint16_t> path;  // units with cells, from the home upwards
    std::array<int, rollup_kinds_max> planes{};
  };

  void log(Step& step) {
    step.change = &state_.log.append();
    step.epoch = state_.log.written();
    RollupChange& change = *step.change;
    const RollupRow& row = *step.row;
    change.row = row;
    change.seq = step.seq;
    change.home = state_.home_of[row.unit];
    change.sign = static_cast<std::int8_t>(step.sign);
    const int month = state_.planes.month_of(row.day);
    change.month = static_cast<std::int8_t>(month);
    if (month < 0) state_.outside.store(true, std::memory_order_release);
    for (int kind = 0; kind < state_.planes.kinds(); ++kind) {
      step.planes[static_cast<std::size_t>(kind)] = state_.planes.of(row, kind);
    }
    step.path = state_.path(change.home);
    for (const std::uint16_t node : step.path) {
      const auto* const unit = reinterpret_cast<const std::byte*>(state_.nodes[node].get());
      for (std::size_t at = 0; at < sizeof(RollupUnit); at += 64) touches_.add(unit + at);
    }
  }

  template <typename F>
  void each_plane(const Step& step, F&& use) const {
    for (int kind = 0; kind < state_.planes.kinds(); ++kind) {
      use(step.planes[static_cast<std::size_t>(kind)]);
    }
  }

  bool counted(const RollupChange& change) const {
    return change.month >= 0 && state_.shape.identities && change.row.identity != 0;
  }
  std::uint8_t class_of(const RollupRow& row) const {
    const int dimension = state_.shape.identity_dimension;
    return dimension < 0
               ? std::uint8_t{0}
               : static_cast<std::uint8_t>(row.places[static_cast<std::size_t>(dimension)]);
  }

  void fetch_heads(const Step& step) {
    const RollupChange& change = *step.change;
    touches_.add(state_.nodes[change.home]->rows.load(std::memory_order_relaxed));
    if (change.month < 0) return;
    if (counted(change)) state_.postings.fetch_place(change.row.identity, touches_);
    for (std::size_t up = 0; up < step.path.size(); ++up) {
      const RollupUnit& node = *state_.nodes[step.path[up]];
      each_plane(step, [&](int plane) { node.cells.fetch_head(plane, touches_); });
      if (const RollupLevel* const level = state_.level_of(node)) {
        each_plane(step,
                   [&](int plane) { level->fetch(node.place, plane, change.month, touches_); });
      }
      if (!counted(change)) continue;
      touches_.add(&node.firsts[0]);
      if (state_.shape.identity_dimension < 0) continue;
      touches_.add(&node.firsts[std::size_t{1} + class_of(change.row)]);
    }
  }

  void fetch_entries(const Step& step) {
    const RollupChange& change = *step.change;
    const RollupRows* const rows = state_.nodes[change.home]->rows.load(std::memory_order_relaxed);
    touches_.add(rows->parts.data());
    if (change.month < 0) return;
    if (counted(change)) state_.postings.fetch(change.row.identity, touches_);
    for (std::size_t up = 0; up < step.path.size(); ++up) {
      const RollupUnit& node = *state_.nodes[step.path[up]];
      each_plane(step, [&](int plane) { node.cells.fetch_entries(plane, change.month, touches_); });
    }
  }

  RollupSegment& segment_of(const Step& step) const {
    const RollupChange& change = *step.change;
    const RollupRows& rows = *state_.nodes[change.home]->rows.load(std::memory_order_relaxed);
    return *rows.parts[rows.part_of(change.row)].segment;
  }
  void fetch_segment(const Step& step) {
    const auto* const segment = reinterpret_cast<const std::byte*>(&segment_of(step));
    for (std::size_t at = 0; at < sizeof(RollupSegment); at += 64) touches_.add(segment + at);
  }

  // And fetches the counters that are to be changed.
  void change_postings(const Step& step) {
    RollupChange& change = *step.change;
    const RollupRow& row = change.row;
    const RollupPostings::Posting posting{static_cast<std::uint16_t>(change.home),
                                          static_cast<std::uint8_t>(change.month), class_of(row)};
    if (change.sign < 0) state_.postings.remove(row.identity, posting);
    std::array<std::array<Uint128, 2>, rollup_depth_max> months{};
    const auto* const end = state_.postings.end(row.identity);
    for (const auto* other = state_.postings.begin(row.identity); other != end; ++other) {
      std::size_t up = 0;
      while (!state_.in(step.path[up], other->home)) ++up;
      const Uint128 bit = Uint128{1} << other->month;
      months[up][0] |= bit;
      if (other->kind == posting.kind) months[up][1] |= bit;
    }
    const int count = state_.shape.months;
    for (std::size_t up = 0; up < step.path.size(); ++up) {
      const RollupUnit& node = *state_.nodes[step.path[up]];
      for (std::size_t which = 0; which < 2; ++which) {
        if (up > 0) months[up][which] |= months[up - 1][which];
        RollupChange::Neighbours& found = change.neighbours[up][which];
        found = neighbours_in(months[up][which], change.month, count);
        if (which > 0 && state_.shape.identity_dimension < 0) continue;
        node.firsts[which == 0 ? 0 : std::size_t{1} + posting.kind].fetch(count, change.month,
                                                                          found, touches_);
      }
    }
    if (change.sign > 0) state_.postings.add(row.identity, posting);
  }

  void change_node(const Step& step, std::size_t up, const RollupParts& parts) {
    const RollupChange& change = *step.change;
    RollupUnit& node = *state_.nodes[step.path[up]];
    node.lock.begin();
    each_plane(step, [&](int plane) { node.cells.add(plane, change.month, parts, state_.log); });
    if (counted(change)) {
      const int months = state_.shape.months;
      node.firsts[0].change(months, change.month, change.neighbours[up][0], change.sign, state_.log,
                            state_.made);
      if (state_.shape.identity_dimension >= 0) {
        node.firsts[std::size_t{1} + class_of(change.row)].change(
            months, change.month, change.neighbours[up][1], change.sign, state_.log, state_.made);
      }
    }
    node.lock.end(step.epoch);
  }

  void change_level(const Step& step, std::size_t up, const RollupParts& parts) {
    const RollupUnit& node = *state_.nodes[step.path[up]];
    RollupLevel* const level = state_.level_of(node);
    if (level == nullptr) return;
    if (parts.wrapped) level->mark_overflowed();
    level->begin(node.place);
    each_plane(step, [&](int plane) {
      level->add(node.place, plane, step.change->month, parts.of.data());
    });
    level->end(node.place, step.epoch);
  }

  void change_rows(const Step& step) {
    RollupUnit& node = *state_.nodes[step.change->home];
    RollupRows* const rows = node.rows.load(std::memory_order_relaxed);
    const std::size_t part = rows->part_of(step.change->row);
    const RollupTailEntry entry{step.change->row, step.epoch, step.change->sign};
    if (rows->parts[part].segment->push(entry, state_.log, state_.memory)) return;
    merge(node, *rows, part, step);
  }

  // Replaces a segment by one with its tail and a further change in it, or by several.
  void merge(RollupUnit& node, RollupRows& rows, std::size_t part, const Step& step) {
    RollupSegment& old = *rows.parts[part].segment;
    RollupDifference difference;
    for (const RollupTailEntry& entry : old.tail()) {
      difference.take(entry.row, static_cast<int>(entry.sign));
    }
    difference.take(step.change->row, step.change->sign);
    auto whole = std::make_unique<RollupSegment>(old, difference, state_.shape, step.epoch);
    std::vector<RollupRows::Part> parts;
    if (whole->rows() <= RollupSegment::rows_max) {
      parts.push_back({RollupRow(), whole.release()});
    } else {
      std::vector<RollupRow> all;
      all.reserve(whole->rows());
      for (std::size_t i = 0; i < whole->rows(); ++i) all.push_back(whole->row(i, state_.shape));
      parts = cut_into_segments(all, state_.shape, step.epoch);
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
  std::array<Step, 16> block_;
  RollupTouches touches_;
  std::size_t count_ = 0;
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
    if (change.before) writer.take(*change.before, -1, seq);
    if (change.after) writer.take(*change.after, 1, seq);
  }
  writer.finish();
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
      state.nodes.size() * (sizeof(RollupUnit) + sizeof(RollupRun*) +
                            static_cast<std::size_t>(state.classes() + 1) * sizeof(RollupFirsts));
  return static_cast<std::int64_t>(bytes) + state.memory.load(std::memory_order_relaxed) +
         state.postings_bytes.load(std::memory_order_relaxed);
}

}  // namespace youju::indicator
