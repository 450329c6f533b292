// The directory: units, their dated edges, people with their roles, and the parties that records
// speak of. The event log (ledger/event_log.h) is the truth; the tables here are its projection,
// and the Directory is an immutable picture of them in memory.
//
// Rooms above get a std::shared_ptr<const Directory>: shared, because a reader keeps its picture
// while a writer publishes the next one.
#pragma once

#include <youju/base/id.h>
#include <youju/org/access.h>
#include <youju/org/party.h>
#include <youju/org/unit.h>

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace youju::store {
class Database;
class Transaction;
struct Migration;
}  // namespace youju::store

namespace youju::org {

std::vector<store::Migration> migrations();

struct Person {
  std::string login;  // [0-9A-Za-z._-]{1,40}
  std::string name;
  std::vector<Grant> grants;
};

// What a unit was called until a day.
struct FormerName {
  UnitId unit;
  Day until;  // from then on it has the next name, or its present one
  std::string name, short_name;
};

class UnitBook;

class Directory {
 public:
  Directory();
  ~Directory();
  Directory(const Directory&) = delete;
  Directory& operator=(const Directory&) = delete;

  // Reads all units and people. Fails with the errors of UnitTree::build when the tree of a day is
  // none; where all trees together are large, only that of the last change is looked at here.
  static Result<std::shared_ptr<const Directory>> load(store::Transaction& transaction);

  const std::vector<Unit>& units() const;
  const std::vector<UnitEdge>& edges() const { return edges_; }  // by unit, then by day
  std::span<const UnitEdge> edges_of(UnitId unit) const;         // in order of day
  // Those that have an end: by which units hung, or will have hung, somewhere else.
  const std::vector<UnitEdge>& ended_edges() const { return ended_; }
  const Unit& unit(UnitId id) const;
  // Error: "org.unknown_unit".
  Result<UnitId> find(std::string_view code) const;
  // The tree of a day. Between two changes of an edge there is one tree; it is made when it is
  // asked for, and kept while there is room for it. Shared, because a reader keeps its tree while
  // the directory is replaced. Cost: O(log changes), or O(units) where it must be made: some 40 ms
  // for the nation. A store that was tampered with so that there is none: MachineFailure.
  std::shared_ptr<const UnitTree> tree(Day day) const;
  // The edge by which a unit hangs on that day; null if it does not stand.
  const UnitEdge* edge(UnitId unit, Day day) const;
  // What a unit was called on that day.
  const std::string& name_on(UnitId unit, Day day) const;
  const std::string& short_name_on(UnitId unit, Day day) const;
  // By unit, then by day.
  const std::vector<FormerName>& former_names() const { return former_names_; }
  const std::vector<Person>& people() const { return people_; }
  const Person* person(std::string_view login) const;  // null if there is none
  // What a person is called; the login of one who has no name or is none of ours.
  std::string name_of_person(std::string_view login) const;
  // Error: "org.unknown_person". The person's own rights; those delegated to them come with
  // Accounts::access (account.h).
  Result<Access> access(std::string_view login) const;

 private:
  friend class DirectoryDraft;
  friend Result<std::shared_ptr<const Directory>> renew_people(store::Transaction&,
                                                               const Directory&);
  struct Trees;

  void index();
  // Whether there is a tree on each day from `first` on; those that are made are kept.
  Result<void> judge(Day first) const;
  // Takes over what was made of days before `after`; none: of all.
  void take_trees(const Directory& other, std::optional<Day> after = {});
  Result<std::shared_ptr<const UnitTree>> tree_since(Day change) const;
  const FormerName* former_name(UnitId unit, Day day) const;

  // Shared with other pictures that have the same units.
  std::shared_ptr<const UnitBook> book_;
  std::vector<UnitEdge> edges_, ended_;
  std::vector<std::int32_t> first_edge_;  // by unit: index into edges_, and one more at the end
  std::vector<FormerName> former_names_;
  std::vector<Person> people_;  // by login
  std::vector<Day> changes_;    // days on which an edge begins or ends, sorted
  std::unique_ptr<Trees> trees_;
};

// The same units with people and their rights as they are in the store now.
Result<std::shared_ptr<const Directory>> renew_people(store::Transaction& transaction,
                                                      const Directory& before);

// One row of units.csv. `from` defaults to 1949-10-01.
struct UnitRow {
  std::string code, name, short_name, parent;
  UnitKind kind = UnitKind::association;
  std::optional<Day> from, until;
  std::string where;  // "units.csv:3" for messages
};
// Reads `code,name,short,kind,parent[,from,until]` and sorts the rows so that a parent comes before
// its children. A parent may also stand in `known`, if given. Errors: "org.wrong_header",
// "org.bad_code", "org.empty_name", "org.duplicate_code", "org.unknown_parent", "org.unit_loop",
// "org.backwards" (until before from) and those of a date or kind, with `where` = file:line.
Result<std::vector<UnitRow>> parse_units(std::string_view csv, std::string_view file,
                                         const Directory* known = nullptr);

// Error: "org.bad_code" unless it is [0-9A-Za-z-]{1,18}.
Result<void> check_unit_code(std::string_view code);
// Error: "org.bad_login" unless it is [0-9A-Za-z._-]{1,40}.
Result<void> check_login(std::string_view login);

// Reads `login,name,role,unit`: one row a right; rows of one login are one person. Errors:
// "org.wrong_header", "org.bad_login", "org.unknown_role", "org.unknown_unit" with `where`.
Result<std::vector<Person>> parse_people(std::string_view csv, std::string_view file,
                                         const Directory& directory);

// GB 32100-2015: true if the 18 characters carry their right check character. A failing code is a
// warning, never a refusal: such codes are registered in real life.
bool credit_code_checks(std::string_view code);

}  // namespace youju::org
