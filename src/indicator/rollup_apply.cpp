#include <youju/indicator/rollup.h>
#include <youju/indicator/rollup_state.h>

#include <algorithm>
#include <bit>

namespace youju::indicator {
namespace {

// A change touches some hundred lines of memory in as many places; so changes are made in blocks,
// a block is gone through several times, and each time asks for the memory that the next one
// needs, which then comes side by side instead of one after the other.
constexpr std::size_t block_size = 16;
// So many changes are made by two threads, of which the writer's own has units up to so many steps
// below the root: it has rows and identities too.
constexpr std::size_t shared_from = 128;
constexpr std::size_t own_depths = 2;

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

struct Step {
  const RollupRow* row = nullptr;
  int sign = 0;
  RollupChange* change = nullptr;
  std::uint64_t epoch = 0;
  std::span<const std::uint16_t> path;  // units with cells, from the home upwards
  std::array<int, rollup_kinds_max> planes{};
};

// What one thread makes: of each change, what it does to the units that stand so many steps below
// the root.
struct Side {
  std::size_t first_depth = 0;
  std::size_t after_depth = rollup_depth_max;
  RollupTouches touches;
  std::vector<RollupRetired> retired;

  // The units of a path that are this side's: [first, second).
  std::pair<std::size_t, std::size_t> of(const Step& step) const {
    const std::size_t size = step.path.size();
    return {size - std::min(after_depth, size), size - std::min(first_depth, size)};
  }
};

class RollupWriter {
 public:
  RollupWriter(RollupState& state, std::int64_t seq) : state_(state), seq_(seq) {}

  void make(std::span<Step> steps) {
    if (steps.size() >= shared_from && has_companion()) {
      make_with_companion(steps);
    } else {
      for (std::size_t from = 0; from < steps.size(); from += block_size) {
        const auto block = steps.subspan(from, std::min(block_size, steps.size() - from));
        begin(block);
        finish(block, mine_);
      }
    }
    state_.log.retire(mine_.retired);
  }

 private:
  bool has_companion() {
    if (!state_.companion_sought) state_.companion = RollupCompanion::hire();
    state_.companion_sought = true;
    return state_.companion != nullptr;
  }

  // Both threads make all changes in their order, but of units of other depths: so of each unit
  // one change is made after the other, and readers need not know of it.
  void make_with_companion(std::span<Step> steps) {
    RollupCompanion& companion = *state_.companion;
    Side theirs;
    theirs.first_depth = mine_.after_depth = own_depths;
    companion.begin(block_size, [&](std::size_t from, std::size_t to) {
      follow(std::span<const Step>(steps).subspan(from, to - from), theirs);
    });
    for (std::size_t from = 0; from < steps.size(); from += block_size) {
      const auto block = steps.subspan(from, std::min(block_size, steps.size() - from));
      begin(block);
      companion.give(from + block.size());
      finish(block, mine_);
    }
    companion.end();
    state_.log.retire(theirs.retired);
  }

  void follow(std::span<const Step> block, Side& side) const {
    for (const Step& step : block) fetch_nodes(step, side);
    side.touches.run();
    for (const Step& step : block) fetch_runs(step, side);
    side.touches.run();
    for (const Step& step : block) fetch_blocks(step, side);
    finish(block, side);
  }

  // Logs changes, makes them in the rows and among the identities, and fetches the cells that
  // finish() will change of this thread's side.
  void begin(std::span<Step> block) {
    for (Step& step : block) {
      log(step);
      fetch_nodes(step, mine_);
    }
    touches_.run();
    for (const Step& step : block) {
      fetch_home(step);
      fetch_runs(step, mine_);
    }
    touches_.run();
    for (const Step& step : block) {
      fetch_parts(step);
      fetch_blocks(step, mine_);
    }
    touches_.run();
    for (const Step& step : block) touches_.add(&segment_of(step));
    touches_.run();
    for (const Step& step : block) segment_of(step).fetch_tail(step.row->day, touches_);
    touches_.run();
    for (const Step& step : block) {
      change_rows(step);
      if (counted(*step.change)) change_postings(step);
    }
  }

  void finish(std::span<const Step> block, Side& side) const {
    for (const Step& step : block) fetch_counts(step, side);
    side.touches.run();
    for (const Step& step : block) {
      if (step.change->month < 0) continue;
      const RollupParts parts(step.change->row, step.change->sign);
      const auto [first, after] = side.of(step);
      for (std::size_t up = first; up < after; ++up) {
        change_node(step, up, parts, side.retired);
        change_level(step, up, parts);
      }
    }
  }

  void log(Step& step) {
    step.change = &state_.log.append();
    step.epoch = state_.log.written();
    RollupChange& change = *step.change;
    const RollupRow& row = *step.row;
    change.row = row;
    change.seq = seq_;
    change.home = state_.home_of[row.unit];
    change.sign = static_cast<std::int8_t>(step.sign);
    const int month = state_.planes.month_of(row.day);
    change.month = static_cast<std::int8_t>(month);
    if (month < 0) state_.outside.store(true, std::memory_order_release);
    for (int kind = 0; kind < state_.planes.kinds(); ++kind) {
      step.planes[static_cast<std::size_t>(kind)] = state_.planes.of(row, kind);
    }
    step.path = state_.path(change.home);
    touches_.add(&state_.nodes[change.home].rows);
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
  // Calls use(counters, neighbours) for all rows of a unit and for those of the row's class.
  template <typename F>
  void each_counters(const RollupUnit& node, const Step& step, std::size_t up, F&& use) const {
    const RollupChange& change = *step.change;
    if (!counted(change)) return;
    use(node.firsts[0], change.neighbours[up][0]);
    if (state_.shape.identity_dimension < 0) return;
    use(node.firsts[std::size_t{1} + class_of(change.row)], change.neighbours[up][1]);
  }

  void fetch_nodes(const Step& step, Side& side) const {
    const auto [first, after] = side.of(step);
    for (std::size_t up = first; up < after; ++up) {
      const auto* const unit = reinterpret_cast<const std::byte*>(&state_.nodes[step.path[up]]);
      for (std::size_t at = 0; at < sizeof(RollupUnit); at += 64) side.touches.add(unit + at);
    }
  }

  void fetch_runs(const Step& step, Side& side) const {
    const RollupChange& change = *step.change;
    if (change.month < 0) return;
    const auto [first, after] = side.of(step);
    for (std::size_t up = first; up < after; ++up) {
      const RollupUnit& node = state_.nodes[step.path[up]];
      each_plane(step, [&](int plane) { node.cells.fetch_run(plane, side.touches); });
      if (const RollupLevel* const level = state_.level_of(node)) {
        each_plane(step,
                   [&](int plane) { level->fetch(node.place, plane, change.month, side.touches); });
      }
      each_counters(node, step, up,
                    [&](const RollupFirsts& firsts, const auto&) { side.touches.add(&firsts); });
    }
  }

  void fetch_blocks(const Step& step, Side& side) const {
    const RollupChange& change = *step.change;
    if (change.month < 0) return;
    const int months_after = state_.shape.months - 1 - change.month;
    const auto [first, after] = side.of(step);
    for (std::size_t up = first; up < after; ++up) {
      const RollupUnit& node = state_.nodes[step.path[up]];
      each_plane(step,
                 [&](int plane) { node.cells.fetch_block(plane, months_after, side.touches); });
    }
  }

  // Once the identity's neighbours are known.
  void fetch_counts(const Step& step, Side& side) const {
    const auto [first, after] = side.of(step);
    for (std::size_t up = first; up < after; ++up) {
      const RollupUnit& node = state_.nodes[step.path[up]];
      each_counters(node, step, up, [&](const RollupFirsts& firsts, const auto& neighbours) {
        firsts.fetch(state_.shape.months, step.change->month, neighbours, side.touches);
      });
    }
  }

  void fetch_home(const Step& step) {
    const RollupChange& change = *step.change;
    touches_.add(state_.nodes[change.home].rows.load(std::memory_order_relaxed));
    if (counted(change)) state_.postings.fetch_place(change.row.identity, touches_);
  }

  void fetch_parts(const Step& step) {
    const RollupChange& change = *step.change;
    touches_.add(state_.nodes[change.home].rows.load(std::memory_order_relaxed)->parts.data());
    if (counted(change)) state_.postings.fetch(change.row.identity, touches_);
  }

  RollupSegment& segment_of(const Step& step) const {
    const RollupChange& change = *step.change;
    const RollupRows& rows = *state_.nodes[change.home].rows.load(std::memory_order_relaxed);
    return *rows.parts[rows.part_of(change.row)].segment;
  }

  void change_postings(const Step& step) {
    RollupChange& change = *step.change;
    const RollupRow& row = change.row;
    const RollupPostings::Posting posting{static_cast<std::uint16_t>(change.home),
                                          static_cast<std::uint8_t>(change.month), class_of(row)};
    if (change.sign < 0) state_.postings.remove(row.identity, posting);
    std::array<std::array<Uint128, 2>, rollup_depth_max> months{};
    std::array<std::uint32_t, rollup_depth_max> last{};  // below each of the path
    for (std::size_t up = 0; up < step.path.size(); ++up) {
      last[up] = state_.nodes[step.path[up]].last_node;
    }
    const auto* const end = state_.postings.end(row.identity);
    for (const auto* other = state_.postings.begin(row.identity); other != end; ++other) {
      std::size_t up = 0;
      while (other->home < step.path[up] || other->home > last[up]) ++up;
      const Uint128 bit = Uint128{1} << other->month;
      months[up][0] |= bit;
      if (other->kind == posting.kind) months[up][1] |= bit;
    }
    for (std::size_t up = 0; up < step.path.size(); ++up) {
      for (std::size_t which = 0; which < 2; ++which) {
        if (up > 0) months[up][which] |= months[up - 1][which];
        change.neighbours[up][which] =
            neighbours_in(months[up][which], change.month, state_.shape.months);
      }
    }
    if (change.sign > 0) state_.postings.add(row.identity, posting);
  }

  void change_node(const Step& step, std::size_t up, const RollupParts& parts,
                   std::vector<RollupRetired>& retired) const {
    const RollupChange& change = *step.change;
    RollupUnit& node = state_.nodes[step.path[up]];
    node.lock.begin();
    each_plane(step, [&](int plane) { node.cells.add(plane, change.month, parts, retired); });
    each_counters(node, step, up, [&](RollupFirsts& firsts, const auto& neighbours) {
      if (firsts.change(state_.shape.months, change.month, neighbours, change.sign, state_.made)) {
        rollup_store(state_.first_counts[step.path[up]], {});
      }
    });
    node.lock.end(step.epoch);
  }

  void change_level(const Step& step, std::size_t up, const RollupParts& parts) const {
    const RollupUnit& node = state_.nodes[step.path[up]];
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
    RollupUnit& node = state_.nodes[step.change->home];
    RollupRows* const rows = node.rows.load(std::memory_order_relaxed);
    const std::size_t part = rows->part_of(step.change->row);
    const RollupTailEntry entry{step.change->row, step.epoch, step.change->sign};
    if (rows->parts[part].segment->push(entry, mine_.retired)) return;
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
    auto whole = RollupSegment::make(state_.made, old, difference, state_.shape, step.epoch);
    std::vector<RollupRows::Part> parts;
    if (whole->rows() <= RollupSegment::rows_max) {
      parts.push_back({RollupKey(), whole.release()});
    } else {
      std::vector<RollupRow> all;
      all.reserve(whole->rows());
      for (std::size_t i = 0; i < whole->rows(); ++i) all.push_back(whole->row(i, state_.shape));
      parts = cut_into_segments(state_.made, all, state_.shape, step.epoch);
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
    mine_.retired.push_back({old, rollup_drop_segment, old->memory_bytes()});
    mine_.retired.push_back({&rows, rollup_drop_rows, rows.memory_bytes()});
  }

  RollupState& state_;
  const std::int64_t seq_;
  Side mine_;
  RollupTouches& touches_ = mine_.touches;
};

}  // namespace

void Rollup::apply(std::span<const Change> changes, std::int64_t seq) {
  RollupState& state = *state_;
  struct Half {
    std::uint32_t home;
    std::uint32_t place;
    const RollupRow* row;
    int sign;
  };
  std::vector<Half> halves;
  halves.reserve(2 * changes.size());
  const auto take = [&](const std::optional<RollupRow>& row, int sign) {
    if (!row) return;
    CHECK(row->unit < state.home_of.size());
    for (std::size_t d = 0; d < state.shape.dimensions.size(); ++d) {
      CHECK(row->places[d] < state.shape.dimensions[d]);
    }
    const auto place = static_cast<std::uint32_t>(halves.size());
    halves.push_back({state.home_of[row->unit], place, &*row, sign});
  };
  for (const Change& change : changes) {
    take(change.before, -1);
    take(change.after, 1);
  }
  // Many are made home by home, so that those of a block share what they touch. Of one home they
  // keep their order, and readers see them all together.
  if (halves.size() > block_size) {
    std::sort(halves.begin(), halves.end(), [](const Half& a, const Half& b) {
      return a.home != b.home ? a.home < b.home : a.place < b.place;
    });
  }
  std::vector<Step> steps(halves.size());
  for (std::size_t i = 0; i < halves.size(); ++i) {
    steps[i].row = halves[i].row;
    steps[i].sign = halves[i].sign;
  }
  RollupWriter(state, seq).make(steps);
  state.postings_bytes.store(state.postings.memory_bytes(), std::memory_order_relaxed);
  state.log.publish();
}

}  // namespace youju::indicator
