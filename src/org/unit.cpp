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

// Builds the preorder with an explicit stack, so that a deep tree is an error and not a crash.
class TreeBuilder {
 public:
  TreeBuilder(std::span<const Unit> units, std::span<const UnitEdge> edges, Day day)
      : units_(units), edges_(edges), day_(day) {}

  Result<void> collect() {
    std::int32_t id_after = 0;
    for (const Unit& unit : units_) id_after = std::max(id_after, unit.id.value + 1);
    unit_of_.assign(static_cast<std::size_t>(id_after), nullptr);
    children_.assign(static_cast<std::size_t>(id_after), {});
    stands_.assign(static_cast<std::size_t>(id_after), false);
    for (const Unit& unit : units_) unit_of_[index(unit.id)] = &unit;
    for (const UnitEdge& edge : edges_) {
      if (!holds_on(edge, day_)) continue;
      CHECK(edge.unit.value >= 0 && edge.unit.value < id_after);
      if (stands_[index(edge.unit)]) {
        return fail(ErrorKind::conflict, "org.two_parents", {{"code", code(edge.unit)}});
      }
      stands_[index(edge.unit)] = true;
      ++standing_;
      if (edge.parent) {
        CHECK(edge.parent->value >= 0 && edge.parent->value < id_after);
        children_[index(*edge.parent)].push_back(edge.unit);
      } else {
        roots_.push_back(edge.unit);
      }
    }
    const auto by_code = [this](UnitId a, UnitId b) {
      return unit_of_[index(a)]->code < unit_of_[index(b)]->code;
    };
    for (auto& children : children_) std::sort(children.begin(), children.end(), by_code);
    std::sort(roots_.begin(), roots_.end(), by_code);
    return {};
  }

  // What stands below a unit that does not stand itself on that day is left out with it.
  std::size_t reachable_or_orphaned(const std::vector<std::int32_t>& position) const {
    std::size_t count = 0;
    std::vector<UnitId> open;
    std::vector<bool> seen(stands_.size(), false);
    for (std::size_t id = 0; id < stands_.size(); ++id) {
      if (position[id] >= 0) ++count;
      if (!stands_[id]) open.push_back(UnitId{static_cast<std::int32_t>(id)});
    }
    while (!open.empty()) {
      const UnitId unit = open.back();
      open.pop_back();
      for (UnitId child : children_[index(unit)]) {
        if (seen[index(child)]) continue;
        seen[index(child)] = true;
        ++count;
        open.push_back(child);
      }
    }
    return count;
  }

  static std::size_t index(UnitId id) { return static_cast<std::size_t>(id.value); }
  std::string code(UnitId id) const { return unit_of_[index(id)]->code; }
  const std::vector<UnitId>& roots() const { return roots_; }
  const std::vector<UnitId>& children(UnitId id) const { return children_[index(id)]; }
  std::size_t ids() const { return stands_.size(); }
  std::size_t standing() const { return standing_; }
  bool stands(std::size_t id) const { return stands_[id]; }

 private:
  std::span<const Unit> units_;
  std::span<const UnitEdge> edges_;
  Day day_;
  std::vector<const Unit*> unit_of_;
  std::vector<std::vector<UnitId>> children_;
  std::vector<bool> stands_;
  std::vector<UnitId> roots_;
  std::size_t standing_ = 0;
};

Result<UnitTree> UnitTree::build(std::span<const Unit> units, std::span<const UnitEdge> edges,
                                 Day day) {
  TreeBuilder builder(units, edges, day);
  TRY(builder.collect());
  UnitTree tree;
  tree.position_.assign(builder.ids(), -1);
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
      const auto& children = builder.children(top.unit);
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
