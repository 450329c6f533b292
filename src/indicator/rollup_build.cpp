#include <youju/base/parallel.h>
#include <youju/indicator/rollup_monthly.h>
#include <youju/indicator/rollup_state.h>

#include <algorithm>
#include <bit>
#include <limits>
#include <memory>
#include <mutex>
#include <numeric>

namespace youju::indicator {
namespace {

class CellsBuilder {
 public:
  explicit CellsBuilder(RollupState& state) : state_(state) { find_sources(); }

  void build(int threads) {
    std::vector<std::uint32_t> below;
    const std::uint32_t last = state_.nodes[0].last_node;
    for (std::uint32_t node = 1; node <= last; node = state_.nodes[node].last_node + 1) {
      below.push_back(node);
    }
    RollupMonthly root(state_.planes, state_.shape);
    std::mutex mutex;
    in_parallel(threads, below.size(), [&](std::size_t i) {
      std::vector<RollupMonthly> levels;
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
  void build(std::uint32_t node, std::size_t level, std::vector<RollupMonthly>& levels) {
    if (levels.size() <= level) {
      levels.emplace_back(state_.planes, state_.shape);
    } else {
      levels[level].clear();
    }
    const std::uint32_t last = state_.nodes[node].last_node;
    for (std::uint32_t child = node + 1; child <= last; child = state_.nodes[child].last_node + 1) {
      build(child, level + 1, levels);
      add(levels[level + 1], levels[level]);
    }
    finish(node, levels[level]);
  }

  void add(const RollupMonthly& part, RollupMonthly& totals) const {
    for (const int kind : bases_) {
      const int first = state_.planes.start(static_cast<std::size_t>(kind));
      for (int plane = first; plane < first + planes_of(kind); ++plane) {
        totals.add_plane(part, static_cast<std::size_t>(plane), static_cast<std::size_t>(plane));
      }
    }
  }

  // The rows of a segment, column by column.
  void add_rows(const RollupSegment& segment, RollupMonthly& totals) const {
    const RollupSegment::Columns& columns = segment.columns();
    const std::size_t rows = segment.rows();
    std::vector<int> months(rows);
    for (std::size_t i = 0; i < rows; ++i) months[i] = state_.planes.month_of(segment.day_at(i));
    if (std::find(months.begin(), months.end(), -1) != months.end()) {
      state_.outside.store(true, std::memory_order_relaxed);
    }
    const std::size_t first_value = RollupSegment::places + state_.shape.dimensions.size();
    std::vector<int> planes(rows);
    for (const int kind : bases_) {
      const auto at = static_cast<std::size_t>(kind);
      std::fill(planes.begin(), planes.end(), state_.planes.start(at));
      for (std::size_t d = 0; d < state_.shape.dimensions.size(); ++d) {
        const int step = state_.planes.step(at, d);
        const RollupColumn& column = columns[RollupSegment::places + d];
        if (step == 0) continue;
        for (std::size_t i = 0; i < rows; ++i) planes[i] += step * static_cast<int>(column.at(i));
      }
      for (std::size_t i = 0; i < rows; ++i) {
        if (months[i] < 0) continue;
        totals.add_row(static_cast<std::size_t>(planes[i]), static_cast<std::size_t>(months[i]),
                       [&](std::size_t m) { return columns[first_value + m].at(i); });
      }
    }
  }

  void finish(std::uint32_t node, RollupMonthly& totals) {
    RollupUnit& unit = state_.nodes[node];
    for (const auto& part : unit.rows.load(std::memory_order_relaxed)->parts) {
      add_rows(*part.segment, totals);
    }
    for (const Derived& derived : derived_) {
      auto plane =
          static_cast<std::size_t>(state_.planes.start(static_cast<std::size_t>(derived.source)));
      for (const int onto : derived.onto) {
        totals.add_plane(totals, plane++, static_cast<std::size_t>(onto));
      }
    }
    unit.cells.build(totals, state_.planes);
    stand_beside(unit, totals);
  }

  void stand_beside(const RollupUnit& node, const RollupMonthly& totals) const {
    RollupLevel* const level = state_.level_of(node);
    if (level == nullptr) return;
    if (totals.overflowed()) level->mark_overflowed();
    for (int plane = 0; plane < state_.planes.count(); ++plane) {
      totals.each(static_cast<std::size_t>(plane), [&](std::size_t month, const auto* cell) {
        level->add(node.place, plane, static_cast<int>(month), cell);
      });
    }
  }

  RollupState& state_;
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
  in_parallel(threads, state.nodes.size(), [&](std::size_t node) {
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
