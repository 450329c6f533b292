// The tree of units. A unit is an association, a department, a street, a village…: the owner of
// records. Parenthood is an edge with dates; for any day there is one tree, held in memory in
// preorder, in which a subtree is an interval of positions.
#pragma once

#include <youju/base/calendar.h>
#include <youju/base/result.h>

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace youju::org {

enum class UnitKind {
  nation,
  province,
  city,
  county,
  street,
  township,
  community,
  village,
  department,
  society,
  school,
  enterprise,
  park,
  association,
};
Result<UnitKind> parse_unit_kind(std::string_view text);  // "org.unknown_unit_kind"
std::string_view unit_kind_name(UnitKind kind);

// Identity of a unit within one data folder: small, dense, never reused.
struct UnitId {
  std::int32_t value = -1;
  friend auto operator<=>(const UnitId&, const UnitId&) = default;
};

struct Unit {
  UnitId id;
  std::string code;  // [0-9A-Za-z-]{1,18}: a division code or an own one; unique
  std::string name;  // as documents print it
  std::string short_name;
  UnitKind kind = UnitKind::association;
};

// One dated edge: `unit` stands below `parent` on the days [from, until).
struct UnitEdge {
  UnitId unit;
  std::optional<UnitId> parent;  // none: a root
  Day from;
  std::optional<Day> until;
};

std::vector<UnitId> in_order_of_code(std::span<const Unit> units);

// The tree as it stood on one day. Immutable value; copying is O(units). Thread-safe.
class UnitTree {
 public:
  // Errors: "org.unit_loop" (a unit below itself), "org.two_parents" on that day,
  // "org.tree_too_deep" (limits::tree_depth_max).
  // `units` stand at their own indexes: ids count up from 0 without a gap.
  static Result<UnitTree> build(std::span<const Unit> units, std::span<const UnitEdge> edges,
                                Day day);
  // The same for who keeps in_order_of_code(): some 40 ms for the 665,000 units of the nation.
  static Result<UnitTree> build(std::span<const Unit> units, std::span<const UnitId> by_code,
                                std::span<const UnitEdge> edges, Day day);
  UnitTree() = default;

  struct Interval {
    std::int32_t first = 0, after = 0;  // preorder positions
    bool contains(std::int32_t position) const { return first <= position && position < after; }
  };
  bool has(UnitId unit) const;  // false: it does not stand on that day
  Interval subtree(UnitId unit) const;
  std::int32_t position(UnitId unit) const;
  UnitId at(std::int32_t position) const;
  std::optional<UnitId> parent(UnitId unit) const;
  std::vector<UnitId> children(UnitId unit) const;  // in order of code
  std::vector<UnitId> path(UnitId unit) const;      // from the root to the unit
  std::int32_t size() const { return static_cast<std::int32_t>(order_.size()); }

 private:
  std::vector<UnitId> order_;           // by position
  std::vector<std::int32_t> position_;  // by unit id, -1 if absent
  std::vector<std::int32_t> after_;     // by position
  std::vector<std::int32_t> parent_;    // by position: parent's position or -1
};

}  // namespace youju::org
