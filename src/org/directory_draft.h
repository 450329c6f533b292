// A directory as it will be when some units are added, renamed, moved or ended: the next picture
// after a change is written, made without reading the store again, and what a reform would make of
// the tree before anybody decides on it. Not thread-safe.
#pragma once

#include <youju/org/directory.h>

#include <map>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

namespace youju::org {

class DirectoryDraft {
 public:
  explicit DirectoryDraft(std::shared_ptr<const Directory> before);

  // Mean the same as their namesakes of projection.h; the caller has found the ids.
  void put_unit(const Unit& unit);
  void keep_name(UnitId unit, Day until);
  void put_edge(const UnitEdge& edge);
  void end_edge(UnitId unit, Day day);

  std::optional<UnitId> find(std::string_view code) const;
  const Unit& unit(UnitId id) const;
  // The edge by which a unit hangs on that day, with what was drafted; null if it does not stand.
  const UnitEdge* edge(UnitId unit, Day day) const;

  // Fails with the errors of UnitTree::build when the tree of a day from the first changed one on
  // would be none. Cost, with the units of the nation: some 60 ms a day of change from then on,
  // and 150 ms if a unit was added or renamed.
  Result<std::shared_ptr<const Directory>> finish();

  // The directory in which units have always stood as on that day: what figures are restated by.
  static std::shared_ptr<const Directory> as_on(const Directory& directory, Day day);

 private:
  const UnitBook& book() const;
  UnitBook& own_book();
  std::vector<UnitEdge>& own_edges(UnitId unit);
  void touch(Day day);

  // Shared: the directory may be replaced while this is worked on.
  std::shared_ptr<const Directory> before_;
  std::shared_ptr<UnitBook> changed_book_;
  // All edges of the units whose edges change, in order of their first day.
  std::map<std::int32_t, std::vector<UnitEdge>> changed_edges_;
  std::vector<FormerName> kept_names_;
  std::optional<Day> first_change_;
};

}  // namespace youju::org
