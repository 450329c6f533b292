#include <youju/base/limits.h>
#include <youju/org/unit.h>

#include <algorithm>
#include <array>

namespace youju::org {

namespace {

constexpr std::array<std::string_view, 14> kind_names = {
    "nation",  "province",   "city",    "county", "street",     "township", "community",
    "village", "department", "society", "school", "enterprise", "park",     "association"};

bool holds_on(const UnitEdge& edge, Day day) {
  return edge.from <= day && (!edge.until || day < *edge.until);
}

}  // namespace

Result<UnitKind> parse_unit_kind(std::string_view text) {
  const auto found = std::find(kind_names.begin(), kind_names.end(), text);
  if (found == kind_names.end()) {
    return fail(ErrorKind::bad_input, "org.unknown_unit_kind", {{"text", std::string(text)}});
  }
  return static_cast<UnitKind>(found - kind_names.begin());
}

std::string_view unit_kind_name(UnitKind kind) {
  return kind_names[static_cast<std::size_t>(kind)];
}

// Who stands below whom on one day: the children of all units in one run of memory, in order of
// code. A deep tree is an error and not a crash, so the preorder is made with an explicit stack.
class TreeBuilder {
 public:
  TreeBuilder(std::span<const Unit> units, std::span<const UnitEdge> edges, Day day)
      : units_(units), parent_(units.size(), absent) {
    for (std::size_t i = 0; i < units.size(); ++i) CHECK(index(units[i].id) == i);
    for (const UnitEdge& edge : edges) {
      if (!holds_on(edge, day)) continue;
      CHECK(index(edge.unit) < units.size());
      CHECK(!edge.parent || index(*edge.parent) < units.size());
      std::int32_t& parent = parent_[index(edge.unit)];
      if (parent != absent) two_parents_ = edge.unit;
      parent = edge.parent ? edge.parent->value : root;
      ++standing_;
    }
  }

  Result<void> collect(std::span<const UnitId> by_code) {
    if (two_parents_) {
      return fail(ErrorKind::conflict, "org.two_parents", {{"code", code(*two_parents_)}});
    }
    first_.assign(units_.size() + 1, 0);
    for (const std::int32_t parent : parent_) {
      if (parent >= 0) ++first_[static_cast<std::size_t>(parent) + 1];
    }
    for (std::size_t i = 1; i < first_.size(); ++i) first_[i] += first_[i - 1];
    children_.resize(static_cast<std::size_t>(first_.back()));
    std::vector<std::int32_t> next(first_.begin(), first_.end() - 1);
    for (const UnitId unit : by_code) {
      const std::int32_t parent = parent_[index(unit)];
      if (parent == root) roots_.push_back(unit);
      if (parent < 0) continue;
      const std::int32_t place = next[static_cast<std::size_t>(parent)]++;
      children_[static_cast<std::size_t>(place)] = unit;
    }
    return {};
  }

  // What stands below a unit that does not stand itself on that day is left out with it.
  std::size_t reachable_or_orphaned(const std::vector<std::int32_t>& position) const {
    std::size_t count = 0;
    std::vector<UnitId> open;
    std::vector<bool> seen(parent_.size(), false);
    for (std::size_t id = 0; id < parent_.size(); ++id) {
      if (position[id] >= 0) ++count;
      if (!stands(id)) open.push_back(UnitId{static_cast<std::int32_t>(id)});
    }
    while (!open.empty()) {
      const UnitId unit = open.back();
      open.pop_back();
      for (UnitId child : children(unit)) {
        if (seen[index(child)]) continue;
        seen[index(child)] = true;
        ++count;
        open.push_back(child);
      }
    }
    return count;
  }

  static std::size_t index(UnitId id) { return static_cast<std::size_t>(id.value); }
  std::string code(UnitId id) const { return units_[index(id)].code; }
  const std::vector<UnitId>& roots() const { return roots_; }
  std::span<const UnitId> children(UnitId id) const {
    const auto first = static_cast<std::size_t>(first_[index(id)]);
    const auto after = static_cast<std::size_t>(first_[index(id) + 1]);
    return {children_.data() + first, after - first};
  }
  std::size_t ids() const { return parent_.size(); }
  std::size_t standing() const { return standing_; }
  bool stands(std::size_t id) const { return parent_[id] != absent; }

 private:
  static constexpr std::int32_t absent = -2, root = -1;

  std::span<const Unit> units_;
  std::vector<std::int32_t> parent_;  // by unit: its parent, root or absent
  std::vector<std::int32_t> first_;   // by unit: where its children begin
  std::vector<UnitId> children_;
  std::vector<UnitId> roots_;
  std::size_t standing_ = 0;
  std::optional<UnitId> two_parents_;
};

std::vector<UnitId> in_order_of_code(std::span<const Unit> units) {
  std::vector<UnitId> order;
  order.reserve(units.size());
  for (const Unit& unit : units) order.push_back(unit.id);
  const auto before = [&](UnitId a, UnitId b) {
    return units[TreeBuilder::index(a)].code < units[TreeBuilder::index(b)].code;
  };
  // Units that were loaded as one tree stand in order already.
  if (!std::is_sorted(order.begin(), order.end(), before)) {
    std::sort(order.begin(), order.end(), before);
  }
  return order;
}

Result<UnitTree> UnitTree::build(std::span<const Unit> units, std::span<const UnitEdge> edges,
                                 Day day) {
  return build(units, in_order_of_code(units), edges, day);
}

Result<UnitTree> UnitTree::build(std::span<const Unit> units, std::span<const UnitId> by_code,
                                 std::span<const UnitEdge> edges, Day day) {
  TreeBuilder builder(units, edges, day);
  TRY(builder.collect(by_code));
  UnitTree tree;
  tree.position_.assign(builder.ids(), -1);
  tree.order_.reserve(builder.standing());
  tree.after_.reserve(builder.standing());
  tree.parent_.reserve(builder.standing());
  struct Open {
    UnitId unit;
    std::int32_t position;
    std::size_t next_child;
  };
  std::vector<Open> open;
  const auto enter = [&](UnitId unit) -> Result<void> {
    if (open.size() >= static_cast<std::size_t>(limits::tree_depth_max)) {
      return fail(ErrorKind::bad_input, "org.tree_too_deep",
                  {{"code", builder.code(unit)}, {"max", std::to_string(limits::tree_depth_max)}});
    }
    const auto position = static_cast<std::int32_t>(tree.order_.size());
    tree.order_.push_back(unit);
    tree.after_.push_back(position + 1);
    tree.parent_.push_back(open.empty() ? -1 : open.back().position);
    tree.position_[TreeBuilder::index(unit)] = position;
    open.push_back({unit, position, 0});
    return {};
  };
  for (UnitId root : builder.roots()) {
    TRY(enter(root));
    while (!open.empty()) {
      Open& top = open.back();
      const std::span<const UnitId> children = builder.children(top.unit);
      if (top.next_child < children.size()) {
        TRY(enter(children[top.next_child++]));
      } else {
        tree.after_[static_cast<std::size_t>(top.position)] = tree.size();
        open.pop_back();
      }
    }
  }
  if (builder.reachable_or_orphaned(tree.position_) < builder.standing()) {
    for (std::size_t id = 0; id < builder.ids(); ++id) {
      if (!builder.stands(id) || tree.position_[id] >= 0) continue;
      return fail(ErrorKind::bad_input, "org.unit_loop",
                  {{"code", builder.code(UnitId{static_cast<std::int32_t>(id)})}});
    }
  }
  return tree;
}

bool UnitTree::has(UnitId unit) const {
  return unit.value >= 0 && unit.value < static_cast<std::int32_t>(position_.size()) &&
         position_[static_cast<std::size_t>(unit.value)] >= 0;
}

std::int32_t UnitTree::position(UnitId unit) const {
  CHECK(has(unit));
  return position_[static_cast<std::size_t>(unit.value)];
}

UnitTree::Interval UnitTree::subtree(UnitId unit) const {
  const std::int32_t first = position(unit);
  return {first, after_[static_cast<std::size_t>(first)]};
}

UnitId UnitTree::at(std::int32_t position) const {
  CHECK(position >= 0 && position < size());
  return order_[static_cast<std::size_t>(position)];
}

std::optional<UnitId> UnitTree::parent(UnitId unit) const {
  const std::int32_t above = parent_[static_cast<std::size_t>(position(unit))];
  if (above < 0) return std::nullopt;
  return at(above);
}

std::vector<UnitId> UnitTree::children(UnitId unit) const {
  std::vector<UnitId> found;
  const Interval interval = subtree(unit);
  // The next child begins where the subtree of the one before ends.
  for (std::int32_t at_position = interval.first + 1; at_position < interval.after;
       at_position = after_[static_cast<std::size_t>(at_position)]) {
    found.push_back(at(at_position));
  }
  return found;
}

std::vector<UnitId> UnitTree::path(UnitId unit) const {
  std::vector<UnitId> path;
  for (std::int32_t here = position(unit); here >= 0;
       here = parent_[static_cast<std::size_t>(here)]) {
    path.push_back(at(here));
  }
  std::reverse(path.begin(), path.end());
  return path;
}

}  // namespace youju::org
