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

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
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

class Directory {
 public:
  // Reads all units and people. Fails with the errors of UnitTree::build when the tree of any day
  // is none: an edge that makes a loop is found before it is committed.
  static Result<std::shared_ptr<const Directory>> load(store::Transaction& transaction);

  const std::vector<Unit>& units() const { return units_; }
  const std::vector<UnitEdge>& edges() const { return edges_; }
  const Unit& unit(UnitId id) const;
  // Error: "org.unknown_unit".
  Result<UnitId> find(std::string_view code) const;
  // The tree of a day. Between two changes of an edge there is one tree; all are made at loading.
  // Shared, because a reader keeps its tree while the directory is replaced. Cost: O(log changes).
  std::shared_ptr<const UnitTree> tree(Day day) const;
  // The edge by which a unit hangs on that day; null if it does not stand.
  const UnitEdge* edge(UnitId unit, Day day) const;
  const std::vector<Person>& people() const { return people_; }
  const Person* person(std::string_view login) const;  // null if there is none
  // Error: "org.unknown_person". The person's own rights; those delegated to them come with
  // Accounts::access (account.h).
  Result<Access> access(std::string_view login) const;
  // The right to do everything everywhere: who owns the data folder (the command line).
  Access owner() const;

 private:
  Result<void> index();

  std::vector<Unit> units_;
  std::vector<UnitEdge> edges_;
  std::vector<Person> people_;  // by login
  std::unordered_map<std::string, UnitId> by_code_;
  std::vector<std::vector<std::size_t>> edges_of_;  // by unit: indexes into edges_
  std::vector<Day> changes_;                        // days on which an edge begins or ends, sorted
  std::map<std::size_t, std::shared_ptr<const UnitTree>> trees_;  // by number of changes passed
  std::shared_ptr<const UnitTree> no_units_ = std::make_shared<const UnitTree>();
};

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
