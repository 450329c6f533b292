// The tree of a roll-up: all units that ever stood, as they stand today; those that do not, where
// they stood last. And for which units it says the same as the tree of another day. Inside this
// room. Immutable but for what it remembers; thread-safe.
#pragma once

#include <youju/indicator/rollup_shape.h>
#include <youju/org/directory.h>

#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <vector>

namespace youju::indicator {

class CubeUnits {
 public:
  CubeUnits(std::shared_ptr<const org::Directory> directory, Day today);

  // Place 0 is above all roots.
  const RollupTree& tree() const { return tree_; }
  std::uint32_t place(org::UnitId unit) const {
    return places_[static_cast<std::size_t>(unit.value)];
  }
  bool has(org::UnitId unit) const {
    return unit.value >= 0 && static_cast<std::size_t>(unit.value) < places_.size();
  }
  org::UnitId unit(std::uint32_t place) const { return units_[place]; }
  const org::Directory& directory() const { return *directory_; }
  // Whether a unit stands in the tree of a day.
  bool stands(org::UnitId unit, Day day) const { return trees_[era(day)]->has(unit); }
  // How many steps down from place 0 units shall have cells: to the counties of a nation, but no
  // more units than are worth their memory.
  int cell_depth() const { return cell_depth_; }

  // Whether a subtree asked by the tree of a day holds just the rows of the interval of its unit,
  // for whatever rows of that day or before whose unit stood on their day.
  bool same(org::UnitId asked, Day tree_day) const;
  // Bytes held, without the trees of days, which are the directory's.
  std::int64_t memory_bytes() const;

 private:
  using Marks = std::vector<bool>;  // by place: the tree of a day says something else
  std::size_t era(Day day) const;   // number of changes passed
  void lay_out(Day today);
  Marks differences(std::size_t era) const;
  void mark(const org::UnitTree& tree, org::UnitId unit, Marks& marks) const;

  std::shared_ptr<const org::Directory> directory_;
  std::vector<std::uint32_t> places_;  // by unit
  std::vector<org::UnitId> units_;     // by place
  RollupTree tree_;
  int cell_depth_ = 0;
  // The tree is one between two of these days.
  std::vector<Day> changes_;
  std::vector<std::shared_ptr<const org::UnitTree>> trees_;  // by number of changes passed
  mutable std::mutex mutex_;
  mutable std::map<std::size_t, Marks> marks_;  // by number of changes passed
};

}  // namespace youju::indicator
