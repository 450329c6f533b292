#include <youju/indicator/cube_units.h>

#include <algorithm>
#include <utility>

namespace youju::indicator {
namespace {

constexpr std::size_t units_with_cells_max = 16384;
constexpr int depth_wished = 4;

}  // namespace

CubeUnits::CubeUnits(std::shared_ptr<const org::Directory> directory, Day today)
    : directory_(std::move(directory)) {
  for (const org::UnitEdge& edge : directory_->edges()) {
    changes_.push_back(edge.from);
    if (edge.until) changes_.push_back(*edge.until);
  }
  std::sort(changes_.begin(), changes_.end());
  changes_.erase(std::unique(changes_.begin(), changes_.end()), changes_.end());
  trees_.push_back(std::make_shared<const org::UnitTree>());
  for (const Day change : changes_) trees_.push_back(directory_->tree(change));
  lay_out(today);
}

std::size_t CubeUnits::era(Day day) const {
  const auto passed = std::upper_bound(changes_.begin(), changes_.end(), day);
  return static_cast<std::size_t>(passed - changes_.begin());
}

void CubeUnits::lay_out(Day today) {
  const std::size_t count = directory_->units().size();
  // The edge by which each unit stands, stood last, or will stand first.
  std::vector<const org::UnitEdge*> edges(count, nullptr);
  for (const org::UnitEdge& edge : directory_->edges()) {
    const org::UnitEdge*& best = edges[static_cast<std::size_t>(edge.unit.value)];
    const bool is_better =
        best == nullptr || (edge.from <= today ? best->from > today || best->from < edge.from
                                               : best->from > edge.from);
    if (is_better) best = &edge;
  }
  std::vector<std::vector<std::uint32_t>> below(count + 1);  // 0: of none
  for (std::size_t unit = 0; unit < count; ++unit) {
    const bool has_parent = edges[unit] != nullptr && edges[unit]->parent.has_value();
    const std::size_t parent =
        has_parent ? static_cast<std::size_t>(edges[unit]->parent->value) + 1 : 0;
    below[parent].push_back(static_cast<std::uint32_t>(unit));
  }
  places_.assign(count, 0);
  units_.assign(1, org::UnitId());
  tree_.parent.assign(1, 0);
  tree_.last.assign(1, 0);
  std::vector<std::size_t> at_depth(1, 1);
  struct Step {
    std::uint32_t unit, parent;
    std::size_t depth;
  };
  std::vector<Step> stack;
  const auto lay = [&](std::uint32_t first) {
    stack.push_back({first, 0, 1});
    while (!stack.empty()) {
      const auto [unit, parent, depth] = stack.back();
      stack.pop_back();
      if (places_[unit] != 0) continue;
      const auto place = static_cast<std::uint32_t>(units_.size());
      places_[unit] = place;
      units_.push_back(org::UnitId{static_cast<std::int32_t>(unit)});
      tree_.parent.push_back(parent);
      tree_.last.push_back(place);
      if (at_depth.size() <= depth) at_depth.push_back(0);
      ++at_depth[depth];
      const auto& children = below[unit + 1];
      for (auto child = children.rbegin(); child != children.rend(); ++child) {
        stack.push_back({*child, place, depth + 1});
      }
    }
  };
  for (const std::uint32_t root : below[0]) lay(root);
  // Edges of different days may go in a circle, which then hangs on nothing.
  for (std::uint32_t unit = 0; unit < count; ++unit) {
    if (places_[unit] == 0) lay(unit);
  }
  for (std::size_t place = units_.size(); place-- > 1;) {
    std::uint32_t& last = tree_.last[tree_.parent[place]];
    last = std::max(last, tree_.last[place]);
  }
  std::size_t with_cells = 1;
  for (int depth = 1; depth <= depth_wished; ++depth) {
    if (static_cast<std::size_t>(depth) >= at_depth.size()) break;
    with_cells += at_depth[static_cast<std::size_t>(depth)];
    if (with_cells > units_with_cells_max) break;
    cell_depth_ = depth;
  }
}

bool CubeUnits::same(org::UnitId asked, Day tree_day) const {
  if (!has(asked)) return false;
  const std::size_t now = era(tree_day);
  const std::unique_lock lock(mutex_);
  auto found = marks_.find(now);
  if (found == marks_.end()) found = marks_.emplace(now, differences(now)).first;
  return !found->second[place(asked)];
}

CubeUnits::Marks CubeUnits::differences(std::size_t era) const {
  Marks marks(units_.size(), false);
  if (era == 0) return marks;  // no unit stood yet: there are no rows
  const org::UnitTree& tree = *trees_[era];
  std::vector<org::UnitId> gone;
  for (std::size_t place = 1; place < units_.size(); ++place) {
    const org::UnitId unit = units_[place];
    if (!tree.has(unit)) {
      gone.push_back(unit);
      continue;
    }
    // Where the parents are the same, those above differ no more than the parent's own do.
    const std::uint32_t parent = tree_.parent[place];
    const std::optional<org::UnitId> other = tree.parent(unit);
    if ((other ? this->place(*other) : 0) != parent) mark(tree, unit, marks);
  }
  for (std::size_t before = 1; before < era && !gone.empty(); ++before) {
    const org::UnitTree& then = *trees_[before];
    for (const org::UnitId unit : gone) {
      if (then.has(unit)) mark(then, unit, marks);
    }
  }
  return marks;
}

std::int64_t CubeUnits::memory_bytes() const {
  const std::size_t units =
      places_.capacity() + units_.capacity() + tree_.parent.capacity() + tree_.last.capacity();
  const std::unique_lock lock(mutex_);
  return static_cast<std::int64_t>(units * sizeof(std::uint32_t) +
                                   marks_.size() * units_.size() / 8);
}

// Units that are above (or are) the unit in one of the two trees only.
void CubeUnits::mark(const org::UnitTree& tree, org::UnitId unit, Marks& marks) const {
  std::vector<std::uint32_t> here, there;
  for (std::uint32_t at = place(unit); at != 0; at = tree_.parent[at]) here.push_back(at);
  for (const org::UnitId above : tree.path(unit)) there.push_back(place(above));
  std::sort(here.begin(), here.end());
  std::sort(there.begin(), there.end());
  std::vector<std::uint32_t> different;
  std::set_symmetric_difference(here.begin(), here.end(), there.begin(), there.end(),
                                std::back_inserter(different));
  for (const std::uint32_t place : different) marks[place] = true;
}

}  // namespace youju::indicator
