// Scans the rows of one ledger for a query. Inside this room.
#pragma once

#include <youju/indicator/cube.h>
#include <youju/indicator/cube_rows.h>
#include <youju/org/directory.h>

#include <memory>
#include <string>
#include <vector>

namespace youju::indicator {

// What all queries of one picture share.
struct CubePicture {
  std::int64_t as_of = 0;
  std::shared_ptr<const ledger::SchemaSet> schemas;
  std::shared_ptr<const org::Directory> directory;
  // Shared with other pictures and with who adds values to them: what is numbered stays so.
  std::shared_ptr<Dictionaries> dictionaries;
  std::map<std::string, LedgerRows, std::less<>> ledgers;
  std::shared_ptr<const std::vector<ledger::Ledgers::NilReturn>> nil_returns;
};

// One row that fits, by its place.
struct Hit {
  const Chunk* chunk = nullptr;
  std::uint32_t row = 0;
  bool in_filter = true;  // false in scans for `latest` alone
  const Uuid& id() const { return chunk->ids[row]; }
  std::int32_t day() const { return chunk->days[row]; }
  std::int32_t unit() const { return chunk->units[row]; }
};

struct Scan {
  // Rows that fit unit, time, filter and condition. For `latest` also those outside the filter:
  // they decide which row is the newest of its key, so that the parts of a stock add up to it.
  std::vector<Hit> hits;
  bool any = false;                           // some row fits unit and time
  std::vector<std::int32_t> reporting_units;  // units of all rows that fit unit and time, sorted
};

// The rows of the aggregate's ledger that fit.
Scan scan(const CubePicture& picture, const CubeQuery& query);

// Whether rows of a ledger fulfil a condition that does not speak of the unit asked (`self`). Knows
// what the dictionaries hold when it is made: to be made anew for rows that came later.
class RowTest {
 public:
  RowTest(const CubePicture& picture, const ledger::Schema& schema, const Condition& condition);
  ~RowTest();
  RowTest(RowTest&&) noexcept;
  RowTest& operator=(RowTest&&) noexcept;
  RowTest(const RowTest&) = delete;
  RowTest& operator=(const RowTest&) = delete;
  bool fits(const Hit& hit) const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

// Whether `unit` (of a row of that day) lies in the subtree that is asked. Built once a query.
class Subtree {
 public:
  // By the tree of the period's last day. A unit that no longer stands then counts where it stood
  // on the day of its record.
  Subtree(const org::Directory& directory, org::UnitId asked, Day tree_day);
  bool contains(org::UnitId unit, Day day) const;

 private:
  const org::Directory& directory_;
  org::UnitId asked_;
  std::shared_ptr<const org::UnitTree> tree_;
  org::UnitTree::Interval interval_;
};

}  // namespace youju::indicator
