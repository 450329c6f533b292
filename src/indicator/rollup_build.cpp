#include <youju/indicator/rollup_state.h>

#include <algorithm>
#include <bit>
#include <limits>
#include <memory>
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
  // Adds the cells [from, to) of other totals.
  void add(const Totals& other, std::size_t from, std::size_t to) {
    for (std::size_t i = from; i < to; ++i) {
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
        months_(static_cast<std::size_t>(state.shape.months)),
        size_(static_cast<std::size_t>(state.shape.measures) + 1),
        cells_(static_cast<std::size_t>(state.planes.count()) * months_ * size_) {
    find_sources();
  }

  void build(int threads) {
    std::vector<std::uint32_t> below;
    const std::uint32_t last = state_.nodes[0].last_node;
    for (std::uint32_t node = 1; node <= last; node = state_.nodes[node].last_node + 1) {
      below.push_back(node);
    }
    Totals root{std::vector<std::int64_t>(cells_)};
    std::mutex mutex;
    rollup_parallel(threads, below.size(), [&](std::size_t i) {
      std::vector<Totals> levels(rollup_depth_max);
      build(below[i], 0, levels);
      const std::unique_lock lock(mutex);
      add(levels[0], root);
    });
    finish(0, root);
  }

 private:
  // Cells of fewer dimensions are sums of cells of more: rows are added to the latter only.
  struct Derived {
    int kind = 0;
    int source = 0;
    std::vector<int> onto;  // of each plane of the source, its plane
  };

  void find_sources() {
    const auto& kinds = state_.shape.planes;
    std::vector<int> order(kinds.size());
    std::iota(order.begin(), order.end(), 0);
    std::stable_sort(order.begin(), order.end(), [&](int a, int b) {
      return std::popcount(kinds[static_cast<std::size_t>(a)]) >
             std::popcount(kinds[static_cast<std::size_t>(b)]);
    });
    for (const int kind : order) {
      const std::uint8_t bits = kinds[static_cast<std::size_t>(kind)];
      Derived derived{kind, -1, {}};
      for (int other = 0; other < state_.planes.kinds(); ++other) {
        const std::uint8_t others = kinds[static_cast<std::size_t>(other)];
        if (others == bits || (others & bits) != bits) continue;
        if (derived.source < 0 || planes_of(other) < planes_of(derived.source)) {
          derived.source = other;
        }
      }
      if (derived.source < 0) {
        bases_.push_back(kind);
        continue;
      }
      const int first = state_.planes.start(static_cast<std::size_t>(derived.source));
      for (int plane = first; plane < first + planes_of(derived.source); ++plane) {
        derived.onto.push_back(state_.planes.onto(derived.source, plane, kind));
      }
      derived_.push_back(std::move(derived));
    }
  }
  int planes_of(int kind) const { return state_.planes.size(static_cast<std::size_t>(kind)); }
  std::size_t cell(int plane, std::size_t month) const {
    return (static_cast<std::size_t>(plane) * months_ + month) * size_;
  }
  std::size_t start(int kind) const {
    return cell(state_.planes.start(static_cast<std::size_t>(kind)), 0);
  }

  void build(std::uint32_t node, std::size_t level, std::vector<Totals>& levels) {
    levels[level].cells.assign(cells_, 0);
    levels[level].overflowed = false;
    const std::uint32_t last = state_.nodes[node].last_node;
    for (std::uint32_t child = node + 1; child <= last; child = state_.nodes[child].last_node + 1) {
      build(child, level + 1, levels);
      add(levels[level + 1], levels[level]);
    }
    finish(node, levels[level]);
  }

  void add(const Totals& part, Totals& totals) const {
    for (const int kind : bases_) {
      totals.add(part, start(kind), start(kind) + cell(planes_of(kind), 0));
    }
  }

  void finish(std::uint32_t node, Totals& totals) {
    each_row(state_, state_.nodes[node], [&](const RollupRow& row) {
      const int month = state_.planes.month_of(row.day);
      if (month < 0) {
        state_.outside.store(true, std::memory_order_relaxed);
        return;
      }
      for (const int kind : bases_) {
        const std::size_t place =
            cell(state_.planes.of(row, kind), static_cast<std::size_t>(month));
        totals.add(place, 1);
        for (std::size_t m = 1; m < size_; ++m) totals.add(place + m, row.values[m - 1]);
      }
    });
    for (const Derived& derived : derived_) {
      std::size_t from = start(derived.source);
      for (const int plane : derived.onto) {
        for (std::size_t month = 0; month < months_; ++month, from += size_) {
          if (totals.cells[from] == 0) continue;
          const std::size_t to = cell(plane, month);
          for (std::size_t m = 0; m < size_; ++m) totals.add(to + m, totals.cells[from + m]);
        }
      }
    }
    state_.nodes[node].cells.build(totals.cells, state_.planes, totals.overflowed);
    stand_beside(state_.nodes[node], totals);
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
  std::size_t months_;
  std::size_t size_;   // integers of a cell
  std::size_t cells_;  // integers of all
  std::vector<int> bases_;
  std::vector<Derived> derived_;  // sources before what is derived of them
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
    std::sort(own.begin(), own.end(),
              [](const RollupRow& a, const RollupRow& b) { return rollup_before(a, b); });
    auto made = std::make_unique<RollupRows>();
    made->parts = cut_into_segments(state.made, own, state.shape, 0);
    for (const auto& part : made->parts) state.memory += part.segment->memory_bytes();
    state.memory += made->memory_bytes();
    state.nodes[node].rows.store(made.release(), std::memory_order_relaxed);
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
    : tree(std::move(its_tree)), shape(its_shape), planes(its_shape), made(memory), log(made, seq) {
  CHECK(!tree.parent.empty() && tree.parent.size() == tree.last.size());
  CHECK(shape.cell_depth >= 0 && shape.cell_depth < rollup_depth_max);
  CHECK(classes() <= 255);
  home_of = take<std::uint16_t>(tree.parent.size());
}

template <typename T>
std::span<T> RollupState::take(std::size_t count) {
  return {static_cast<T*>(made.take(count * sizeof(T))), count};
}

RollupState::~RollupState() {
  std::destroy(nodes.begin(), nodes.end());
  std::destroy(firsts.begin(), firsts.end());
}

void RollupState::add_node(std::uint32_t number, std::uint32_t unit) {
  const auto plane_count = static_cast<std::size_t>(planes.count());
  const std::size_t counters = static_cast<std::size_t>(classes()) + 1;
  auto* const node =
      std::construct_at(&nodes[number], runs.subspan(number * plane_count, plane_count),
                        bands[number], firsts.subspan(number * counters, counters), shape, made);
  node->unit = unit;
  node->last_node = number;
  if (number > 0) {
    node->parent = home_of[tree.parent[unit]];
    node->depth = nodes[node->parent].depth + 1;
    for (std::uint32_t up = node->parent;; up = nodes[up].parent) {
      nodes[up].last_node = number;
      if (up == 0) break;
    }
  }
  unit_of[number] = unit;
  home_of[unit] = static_cast<std::uint16_t>(number);
  auto& path = paths.emplace_back();
  path[0] = home_of[unit];
  for (std::size_t up = 1; up <= node->depth; ++up) path[up] = paths[node->parent][up - 1];
}

void RollupState::make_nodes(const std::vector<std::uint32_t>& rows_of) {
  std::vector<std::uint8_t> depth(tree.parent.size());
  std::vector<std::uint8_t> is_node(tree.parent.size());
  std::vector<std::uint32_t> units;
  for (std::uint32_t unit = 0; unit < tree.parent.size(); ++unit) {
    const std::uint32_t parent = tree.parent[unit];
    depth[unit] = static_cast<std::uint8_t>(unit == 0 ? 0 : std::min(depth[parent] + 1, 255));
    const bool above = unit == 0 || is_node[parent] != 0;
    const bool wanted = depth[unit] <= shape.cell_depth || rows_of[unit] > shape.cell_rows;
    if (!above || !wanted || depth[unit] >= rollup_depth_max) continue;
    is_node[unit] = 1;
    units.push_back(unit);
  }
  make_nodes_of(units);
}

void RollupState::make_nodes_of(const std::vector<std::uint32_t>& units) {
  CHECK(units.size() < 65535);
  constexpr std::size_t looked_at = 5;  // by node_of(), from any node on
  bands = take<RollupBand>(units.size());
  unit_of = take<std::uint32_t>(units.size() + looked_at);
  nodes_before = take<std::uint16_t>(tree.parent.size() / units_together + 1);
  runs = take<RollupRun>(units.size() * static_cast<std::size_t>(planes.count()));
  firsts = take<RollupFirsts>(units.size() * (static_cast<std::size_t>(classes()) + 1));
  first_counts = take<RollupFirsts::Place>(units.size());
  nodes = take<RollupUnit>(units.size());
  std::uninitialized_default_construct(bands.begin(), bands.end());
  std::uninitialized_default_construct(runs.begin(), runs.end());
  std::uninitialized_default_construct(firsts.begin(), firsts.end());
  std::uninitialized_default_construct(first_counts.begin(), first_counts.end());
  std::fill(unit_of.begin(), unit_of.end(), std::numeric_limits<std::uint32_t>::max());
  std::uint32_t number = 0;
  for (std::uint32_t unit = 0; unit < tree.parent.size(); ++unit) {
    if (unit % units_together == 0) {
      nodes_before[unit / units_together] = static_cast<std::uint16_t>(number);
    }
    if (number < units.size() && units[number] == unit) {
      add_node(number++, unit);
    } else {
      home_of[unit] = home_of[tree.parent[unit]];
    }
  }
  nodes = nodes.first(number);
}

void RollupState::make_levels() {
  if (shape.planes_beside.empty()) return;
  for (int depth = 1; depth <= shape.cell_depth; ++depth) {
    std::vector<std::uint32_t> of_depth;
    for (std::uint32_t node = 0; node < nodes.size(); ++node) {
      if (nodes[node].depth != static_cast<std::uint32_t>(depth)) continue;
      nodes[node].place = static_cast<std::uint32_t>(of_depth.size());
      of_depth.push_back(node);
    }
    levels.push_back(std::make_unique<RollupLevel>(planes, shape, std::move(of_depth), made));
  }
}

void RollupState::fill(int threads, const std::function<void(int)>& progress) {
  make_levels();
  CellsBuilder(*this).build(threads);
  if (progress) progress(70);
  if (shape.identities) count_identities(threads);
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
