// What a roll-up holds, shared by its writer, its builder and its readers. Inside this room.
#pragma once

#include <youju/base/result.h>
#include <youju/indicator/rollup.h>
#include <youju/indicator/rollup_cells.h>
#include <youju/indicator/rollup_companion.h>
#include <youju/indicator/rollup_distinct.h>
#include <youju/indicator/rollup_level.h>
#include <youju/indicator/rollup_rows.h>

#include <array>
#include <atomic>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

namespace youju::indicator {

// A unit with cells. Such units are numbered in preorder too, and those below one are the interval
// up to last_node. What a question of cells needs of it stands in one line.
struct alignas(64) RollupUnit {
  RollupUnit(std::span<RollupRun> runs, RollupBand& band, std::span<RollupFirsts> its_firsts,
             const RollupShape& shape, RollupMemory& memory)
      : cells(runs, band, shape, memory), firsts(its_firsts) {}
  ~RollupUnit();
  RollupUnit(const RollupUnit&) = delete;
  RollupUnit& operator=(const RollupUnit&) = delete;

  RollupLock lock;  // of cells and firsts
  std::uint32_t unit = 0;
  std::uint32_t last_node = 0;
  std::uint32_t depth = 0;
  std::uint32_t parent = 0;  // a node; the root's is itself
  RollupCells cells;
  const std::span<RollupFirsts> firsts;  // all, then each value of the identity dimension
  std::atomic<RollupRows*> rows{nullptr};
  std::uint32_t place = 0;  // among the nodes of its depth
};

struct RollupState {
  RollupState(RollupTree its_tree, const RollupShape& its_shape, std::int64_t seq);
  ~RollupState();
  RollupState(const RollupState&) = delete;
  RollupState& operator=(const RollupState&) = delete;

  bool in(std::uint32_t node, std::uint32_t home) const {
    return home >= node && home <= nodes[node].last_node;
  }
  // A node and those above it, upwards.
  std::span<const std::uint16_t> path(std::uint32_t node) const {
    return {paths[node].data(), nodes[node].depth + std::size_t{1}};
  }
  int classes() const {
    return shape.identity_dimension < 0
               ? 0
               : shape.dimensions[static_cast<std::size_t>(shape.identity_dimension)];
  }
  // Makes the nodes: units near the root, and lower ones with many of `rows_of` (rows of each unit
  // with all below); or those given.
  void make_nodes(const std::vector<std::uint32_t>& rows_of);
  void make_nodes_of(const std::vector<std::uint32_t>& units);
  // Makes cells and counters of the rows, with several threads.
  void fill(int threads, const std::function<void(int)>& progress);

  const RollupTree tree;
  const RollupShape shape;
  const RollupPlanes planes;
  std::atomic<std::int64_t> memory{0};  // bytes of all but what Rollup::memory_bytes() adds
  RollupMemory made;                    // cells, counters and rows
  RollupLog log;
  // Side by side, as are their runs and counters: who knows a node's number knows where all of it
  // is. What is asked first is so small that it stays in the cache: the units, the bands, and where
  // among them to look for a unit.
  std::span<RollupUnit> nodes;
  std::span<std::uint32_t> unit_of;       // of each node, and some more that are none
  std::span<std::uint16_t> nodes_before;  // of each so many units
  std::span<RollupBand> bands;
  std::span<RollupRun> runs;
  std::span<RollupFirsts> firsts;
  // The unit's own node, or the one above it that has its rows.
  std::uint32_t node_of(std::uint32_t unit) const {
    const std::uint32_t before = nodes_before[unit / units_together];
    const std::uint32_t* const near = &unit_of[before];
    const std::uint32_t found =
        before + (near[0] < unit) + (near[1] < unit) + (near[2] < unit) + (near[3] < unit);
    return unit_of[found] == unit ? found : home_of[unit];
  }
  RollupRun run(std::uint32_t node, int plane) const {
    const auto at = static_cast<std::size_t>(plane);
    const RollupBand& band = bands[node];
    const RollupRun first = rollup_load(band.first);
    if (first.block() != nullptr && at >= band.plane) {
      return first.beside(at - band.plane, static_cast<std::size_t>(shape.measures));
    }
    return rollup_load(runs[node * static_cast<std::size_t>(planes.count()) + at]);
  }
  // Of each node, where its first counters are if all stand side by side.
  std::span<RollupFirsts::Place> first_counts;
  RollupFirsts::Place counts(std::uint32_t node, std::size_t which) const {
    const RollupFirsts::Place first = rollup_load(first_counts[node]);
    if (!first.empty()) return first.beside(which, shape.months);
    return firsts[node * (static_cast<std::size_t>(classes()) + 1) + which].place();
  }
  // What stands side by side: the units 1, 2, … steps below the root; none if the shape wants none.
  std::vector<std::unique_ptr<RollupLevel>> levels;
  RollupLevel* level_of(const RollupUnit& node) const {
    return node.depth == 0 || node.depth > levels.size() ? nullptr : levels[node.depth - 1].get();
  }
  std::vector<std::array<std::uint16_t, rollup_depth_max>> paths;
  std::span<std::uint16_t> home_of;  // of each unit of the tree: a node
  // Whether a row outside of the axis was ever there.
  std::atomic<bool> outside{false};
  bool is_bare = false;  // there are cells alone: no rows, identities and levels

  // Of the writer.
  RollupPostings postings;
  std::atomic<std::int64_t> postings_bytes{0};
  bool companion_sought = false;
  std::unique_ptr<RollupCompanion> companion;

 private:
  static constexpr std::uint32_t units_together = 64;
  // A span of zeros in the memory.
  template <typename T>
  std::span<T> take(std::size_t count);
  void add_node(std::uint32_t number, std::uint32_t unit);
  void make_levels();
  void count_identities(int threads);  // rollup_identities.cpp
};

// Of RollupSegment and RollupRows, for who retires them.
void rollup_drop_segment(void* segment);
void rollup_drop_rows(void* rows);

}  // namespace youju::indicator
