#include <youju/indicator/rollup_state.h>

#include <algorithm>
#include <mutex>
#include <numeric>
#include <thread>

namespace youju::indicator {
namespace {

// The totals of a unit's single months, before they become cells.
struct Totals {
  std::vector<std::int64_t> cells;
  bool overflowed = false;
  void add(std::size_t place, std::int64_t value) {
    overflowed |= __builtin_add_overflow(cells[place], value, &cells[place]);
  }
  void add(const Totals& other) {
    for (std::size_t i = 0; i < cells.size(); ++i) {
      if (other.cells[i] != 0) add(i, other.cells[i]);
    }
    overflowed |= other.overflowed;
  }
};

template <typename F>
void each_row(const RollupState& state, const RollupUnit& node, F&& use) {
  for (const RollupRows::Part& part : node.rows.load(std::memory_order_relaxed)->parts) {
    for (std::size_t i = 0; i < part.segment->rows(); ++i) use(part.segment->row(i, state.shape));
  }
}

class CellsBuilder {
 public:
  explicit CellsBuilder(RollupState& state)
      : state_(state),
        size_(static_cast<std::size_t>(state.planes.count() * state.shape.months *
                                       (state.shape.measures + 1))) {}

  void build(int threads) {
    std::vector<std::uint32_t> below;
    const std::uint32_t last = state_.nodes[0]->last_node;
    for (std::uint32_t node = 1; node <= last; node = state_.nodes[node]->last_node + 1) {
      below.push_back(node);
    }
    Totals root{std::vector<std::int64_t>(size_)};
    std::mutex mutex;
    rollup_parallel(threads, below.size(), [&](std::size_t i) {
      std::vector<Totals> levels(rollup_depth_max);
      build(below[i], 0, levels);
      const std::unique_lock lock(mutex);
      root.add(levels[0]);
    });
    finish(0, root);
  }

 private:
  void build(std::uint32_t node, std::size_t level, std::vector<Totals>& levels) {
    levels[level].cells.assign(size_, 0);
    levels[level].overflowed = false;
    const std::uint32_t last = state_.nodes[node]->last_node;
    for (std::uint32_t child = node + 1; child <= last;
         child = state_.nodes[child]->last_node + 1) {
      build(child, level + 1, levels);
      levels[level].add(levels[level + 1]);
    }
    finish(node, levels[level]);
  }

  void finish(std::uint32_t node, Totals& totals) {
    const RollupShape& shape = state_.shape;
    const auto months = static_cast<std::size_t>(shape.months);
    const auto size = static_cast<std::size_t>(shape.measures) + 1;
    each_row(state_, *state_.nodes[node], [&](const RollupRow& row) {
      const int month = state_.planes.month_of(row.day);
      if (month < 0) {
        state_.outside.store(true, std::memory_order_relaxed);
        return;
      }
      for (int kind = 0; kind < state_.planes.kinds(); ++kind) {
        const auto plane = static_cast<std::size_t>(state_.planes.of(row, kind));
        const std::size_t place = (plane * months + static_cast<std::size_t>(month)) * size;
        totals.add(place, 1);
        for (std::size_t m = 1; m < size; ++m) totals.add(place + m, row.values[m - 1]);
      }
    });
    state_.nodes[node]->cells.build(totals.cells, shape.months, totals.overflowed, state_.memory);
    stand_beside(*state_.nodes[node], totals);
  }

  void stand_beside(const RollupUnit& node, const Totals& totals) const {
    RollupLevel* const level = state_.level_of(node);
    if (level == nullptr) return;
    if (totals.overflowed) level->mark_overflowed();
    const std::int64_t* cell = totals.cells.data();
    for (int plane = 0; plane < state_.planes.count(); ++plane) {
      for (int month = 0; month < state_.shape.months; ++month) {
        if (cell[0] != 0) level->add(node.place, plane, month, cell);
        cell += state_.shape.measures + 1;
      }
    }
  }

  RollupState& state_;
  std::size_t size_;
};

class DistinctBuilder {
 public:
  explicit DistinctBuilder(RollupState& state) : state_(state) {}

  void build(int threads) {
    fill_postings(threads);
    find_ancestors();
    std::vector<std::uint64_t> load(static_cast<std::size_t>(threads));
    // The root is the first thread's; it is about as much work as all units of one level below.
    load[0] = std::accumulate(rows_.begin(), rows_.end(), std::uint64_t{0}) / 3;
    std::vector<std::size_t> owner(state_.nodes.size(), 0);
    for (std::uint32_t node = 1; node < state_.nodes.size();
         node = state_.nodes[node]->last_node + 1) {
      const auto least = std::min_element(load.begin(), load.end());
      for (std::uint32_t n = node; n <= state_.nodes[node]->last_node; ++n) {
        owner[n] = static_cast<std::size_t>(least - load.begin());
        *least += rows_[n];
      }
    }
    rollup_parallel(threads, static_cast<std::size_t>(threads), [&](std::size_t thread) {
      Work work{std::vector<Uint128>(256), {}};
      for (std::uint32_t identity = 1; identity < state_.postings.identities(); ++identity) {
        count(identity, thread, owner, work);
      }
    });
    rollup_parallel(threads, state_.nodes.size(), [&](std::size_t node) {
      for (int k = 0; k <= state_.classes(); ++k) {
        RollupFirsts& firsts = state_.nodes[node]->firsts[static_cast<std::size_t>(k)];
        if (firsts.begun()) firsts.finish(state_.shape.months);
      }
    });
  }

 private:
  struct Work {
    std::vector<Uint128> months;  // of each class
    std::vector<std::uint8_t> touched;
  };

  template <typename F>
  void each_posting(F&& use) const {
    const int dimension = state_.shape.identity_dimension;
    const std::size_t column =
        RollupSegment::places + static_cast<std::size_t>(std::max(dimension, 0));
    for (std::uint32_t node = 0; node < state_.nodes.size(); ++node) {
      for (const auto& part : state_.nodes[node]->rows.load(std::memory_order_relaxed)->parts) {
        const auto& columns = part.segment->columns();
        for (std::size_t i = 0; i < part.segment->rows(); ++i) {
          const auto identity = static_cast<std::uint32_t>(columns[RollupSegment::identity].at(i));
          const int month =
              state_.planes.month_of(static_cast<std::int32_t>(columns[RollupSegment::day].at(i)));
          if (identity == 0 || month < 0) continue;
          const auto kind =
              dimension < 0 ? std::uint8_t{0} : static_cast<std::uint8_t>(columns[column].at(i));
          use(identity, RollupPostings::Posting{static_cast<std::uint16_t>(node),
                                                static_cast<std::uint8_t>(month), kind});
        }
      }
    }
  }

  void fill_postings(int threads) {
    std::vector<std::uint32_t> counts;
    rows_.assign(state_.nodes.size(), 0);
    each_posting([&](std::uint32_t identity, RollupPostings::Posting posting) {
      if (identity >= counts.size()) counts.resize(std::size_t{identity} * 5 / 4 + 1);
      ++counts[identity];
      ++rows_[posting.home];
    });
    state_.postings.reserve(counts);
    const auto parts = static_cast<std::uint32_t>(threads);
    rollup_parallel(threads, parts, [&](std::size_t thread) {
      each_posting([&](std::uint32_t identity, RollupPostings::Posting posting) {
        if (identity % parts == thread) state_.postings.give(identity, posting);
      });
    });
    state_.postings_bytes = state_.postings.memory_bytes();
  }

  // The node of each depth above a node, and how many postings each has below.
  void find_ancestors() {
    below_.assign(state_.nodes.size(), 0);
    for (std::uint32_t node = 0; node < state_.nodes.size(); ++node) {
      auto& row = above_.emplace_back();
      row.fill(none);
      for (std::uint32_t at = node;; at = state_.nodes[at]->parent) {
        row[state_.nodes[at]->depth] = static_cast<std::uint16_t>(at);
        below_[at] += rows_[node];
        if (at == 0) break;
      }
    }
  }

  // The postings of an identity are in the order of their homes, so those below a node are
  // together.
  void count(std::uint32_t identity, std::size_t thread, const std::vector<std::size_t>& owner,
             Work& work) {
    const auto* const begin = state_.postings.begin(identity);
    const auto* const end = state_.postings.end(identity);
    for (std::size_t depth = 0; depth < rollup_depth_max; ++depth) {
      bool any = false;
      for (const auto* first = begin; first != end;) {
        const std::uint16_t node = above_[first->home][depth];
        const auto* after = first;
        while (after != end && above_[after->home][depth] == node) ++after;
        if (node != none) {
          any = true;
          if (owner[node] == thread) give(node, first, after, work);
        }
        first = after;
      }
      if (!any) return;
    }
  }

  void give(std::uint32_t node, const RollupPostings::Posting* first,
            const RollupPostings::Posting* after, Work& work) {
    Uint128 all = 0;
    for (; first != after; ++first) {
      const Uint128 bit = Uint128{1} << first->month;
      all |= bit;
      if (state_.shape.identity_dimension < 0) continue;
      if (work.months[first->kind] == 0) work.touched.push_back(first->kind);
      work.months[first->kind] |= bit;
    }
    give_months(node, 0, all);
    for (const std::uint8_t kind : work.touched) {
      give_months(node, std::size_t{1} + kind, work.months[kind]);
      work.months[kind] = 0;
    }
    work.touched.clear();
  }

  void give_months(std::uint32_t node, std::size_t which, Uint128 months) {
    RollupFirsts& firsts = state_.nodes[node]->firsts[which];
    if (!firsts.begun()) firsts.begin(state_.shape.months, below_[node] >= 65535, state_.memory);
    int before = 0;
    while (months != 0) {
      const auto low = static_cast<std::uint64_t>(months);
      const int month = low != 0 ? std::countr_zero(low)
                                 : 64 + std::countr_zero(static_cast<std::uint64_t>(months >> 64));
      months &= months - 1;
      firsts.give(state_.shape.months, month, before);
      before = month + 1;
    }
  }

  static constexpr std::uint16_t none = 65535;
  RollupState& state_;
  std::vector<std::uint64_t> rows_, below_;  // of each node: postings, and with all below
  std::vector<std::array<std::uint16_t, rollup_depth_max>> above_;
};

// Brings rows to their homes, each home's in order, and makes segments of them.
void place_rows(RollupState& state, std::vector<RollupRow> rows, int threads) {
  std::vector<std::uint32_t> starts(state.nodes.size() + 1);
  for (const RollupRow& row : rows) ++starts[state.home_of[row.unit] + 1U];
  std::partial_sum(starts.begin(), starts.end(), starts.begin());
  std::vector<std::uint32_t> order(rows.size());
  std::vector<std::uint32_t> next(starts.begin(), starts.end() - 1);
  for (std::uint32_t i = 0; i < rows.size(); ++i) order[next[state.home_of[rows[i].unit]]++] = i;
  rollup_parallel(threads, state.nodes.size(), [&](std::size_t node) {
    std::vector<RollupRow> own;
    own.reserve(starts[node + 1] - starts[node]);
    for (std::uint32_t i = starts[node]; i < starts[node + 1]; ++i) own.push_back(rows[order[i]]);
    std::sort(own.begin(), own.end(), rollup_before);
    auto made = std::make_unique<RollupRows>();
    made->parts = cut_into_segments(own, state.shape, 0);
    for (const auto& part : made->parts) state.memory += part.segment->memory_bytes();
    state.memory += made->memory_bytes();
    state.nodes[node]->rows.store(made.release(), std::memory_order_relaxed);
  });
}

}  // namespace

void rollup_parallel(int threads, std::size_t count, const std::function<void(std::size_t)>& work) {
  std::atomic<std::size_t> next{0};
  const auto run = [&] {
    for (std::size_t i = next++; i < count; i = next++) work(i);
  };
  std::vector<std::thread> others;
  for (int i = 1; i < threads; ++i) others.emplace_back(run);
  run();
  for (std::thread& other : others) other.join();
}

RollupState::RollupState(RollupTree its_tree, const RollupShape& its_shape, std::int64_t seq)
    : tree(std::move(its_tree)), shape(its_shape), planes(its_shape), log(memory, seq) {
  CHECK(!tree.parent.empty() && tree.parent.size() == tree.last.size());
  CHECK(shape.cell_depth >= 0 && shape.cell_depth < rollup_depth_max);
  CHECK(classes() <= 255);
  home_of.resize(tree.parent.size());
}

void RollupState::add_node(std::uint32_t unit) {
  CHECK(nodes.size() < 65535);
  auto node = std::make_unique<RollupUnit>(planes, shape, classes());
  node->unit = unit;
  node->last_node = static_cast<std::uint32_t>(nodes.size());
  if (!nodes.empty()) {
    node->parent = home_of[tree.parent[unit]];
    node->depth = nodes[node->parent]->depth + 1;
    for (std::uint32_t up = node->parent;; up = nodes[up]->parent) {
      nodes[up]->last_node = node->last_node;
      if (up == 0) break;
    }
  }
  home_of[unit] = static_cast<std::uint16_t>(nodes.size());
  nodes.push_back(std::move(node));
}

void RollupState::make_nodes(const std::vector<std::uint32_t>& rows_of) {
  std::vector<std::uint8_t> depth(tree.parent.size());
  for (std::uint32_t unit = 0; unit < tree.parent.size(); ++unit) {
    const std::uint32_t parent = tree.parent[unit];
    depth[unit] = static_cast<std::uint8_t>(unit == 0 ? 0 : std::min(depth[parent] + 1, 255));
    const bool above = unit == 0 || nodes[home_of[parent]]->unit == parent;
    const bool wanted = depth[unit] <= shape.cell_depth || rows_of[unit] > shape.cell_rows;
    if (above && wanted && depth[unit] < rollup_depth_max) {
      add_node(unit);
    } else {
      home_of[unit] = home_of[parent];
    }
  }
}

void RollupState::make_nodes_of(const std::vector<std::uint32_t>& units) {
  auto next = units.begin();
  for (std::uint32_t unit = 0; unit < tree.parent.size(); ++unit) {
    if (next != units.end() && *next == unit) {
      add_node(unit);
      ++next;
    } else {
      home_of[unit] = home_of[tree.parent[unit]];
    }
  }
}

void RollupState::make_levels() {
  if (shape.planes_beside.empty()) return;
  for (int depth = 1; depth <= shape.cell_depth; ++depth) {
    std::vector<std::uint32_t> of_depth;
    for (std::uint32_t node = 0; node < nodes.size(); ++node) {
      if (nodes[node]->depth != static_cast<std::uint32_t>(depth)) continue;
      nodes[node]->place = static_cast<std::uint32_t>(of_depth.size());
      of_depth.push_back(node);
    }
    levels.push_back(std::make_unique<RollupLevel>(planes, shape, std::move(of_depth)));
    memory += levels.back()->memory_bytes();
  }
}

void RollupState::fill(int threads, const std::function<void(int)>& progress) {
  make_levels();
  CellsBuilder(*this).build(threads);
  if (progress) progress(70);
  if (shape.identities) DistinctBuilder(*this).build(threads);
  if (progress) progress(100);
}

std::unique_ptr<Rollup> Rollup::build(RollupTree tree, const RollupShape& shape, BuildOrder order) {
  auto state = std::make_unique<RollupState>(std::move(tree), shape, order.seq);
  std::vector<std::uint32_t> rows_of(state->tree.parent.size());
  for (const RollupRow& row : order.rows) {
    CHECK(row.unit < rows_of.size());
    for (std::size_t d = 0; d < shape.dimensions.size(); ++d) {
      CHECK(row.places[d] < shape.dimensions[d]);
    }
    ++rows_of[row.unit];
  }
  for (std::size_t unit = rows_of.size(); unit-- > 1;) {
    rows_of[state->tree.parent[unit]] += rows_of[unit];
  }
  state->make_nodes(rows_of);
  if (order.progress) order.progress(5);
  place_rows(*state, std::move(order.rows), order.threads);
  if (order.progress) order.progress(40);
  state->fill(order.threads, order.progress);
  return std::unique_ptr<Rollup>(new Rollup(std::move(state)));
}

}  // namespace youju::indicator
