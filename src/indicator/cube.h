// The read model behind every figure: answers aggregates over approved records for a subtree and a
// period, and names the records behind an answer. Fed only by approved-record changes (new version
// = minus old, plus new). How it stores is its own affair: the interface says nothing of it.
//
// Readers see one consistent as-of sequence; a writer never waits for them. Thread-safe.
#pragma once

#include <youju/base/calendar.h>
#include <youju/base/clock.h>
#include <youju/base/decimal.h>
#include <youju/base/id.h>
#include <youju/indicator/definition.h>
#include <youju/ledger/ledgers.h>

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace youju::indicator {

// field = value pairs, sorted by field: part of a figure's name. Values are texts as in csv: choice
// code, unit code, party id, tag code.
using Filter = std::vector<std::pair<std::string, std::string>>;

struct CubeQuery {
  const Aggregate* aggregate = nullptr;
  org::UnitId unit;
  Period period;
  Filter filter;
  Day today;  // parts of the period that have not ended by then cannot lack yet
};

// Why there is no value. Zero is a value and not among these.
enum class Absence {
  none,          // there is a value
  not_reported,  // no approved record, no nil return
  incomplete,    // a part of the period that the ledger expects is missing ("part" says which)
  no_values,     // records, but none has a value in the field
  overflow,      // the exact sum does not fit
};

struct CubeAnswer {
  std::variant<std::monostate, Decimal, Day> value;
  Absence absence = Absence::none;
  std::string part;             // of incomplete: "2020-07"
  std::int64_t records = 0;     // behind the value
  std::int64_t incomplete = 0;  // records without a value in the summed field
  std::int64_t nil_returns = 0;
};

struct RecordReference {
  const ledger::Schema* schema = nullptr;
  Uuid id;
  org::UnitId unit;
  Day on;
  // What it adds to a sum, 0 where it gives no value; nothing for other kinds.
  std::optional<Decimal> contribution;
};

struct CubePicture;  // of cube_scan.h: the rows that a view looks at

class Cube {
 public:
  virtual ~Cube() = default;
  // A picture at one as-of sequence; cheap to take, valid while held. Each is asked by one thread
  // at a time.
  class View {
   public:
    virtual ~View() = default;
    virtual std::int64_t as_of() const = 0;
    virtual CubeAnswer ask(const CubeQuery& query) const = 0;
    // Records behind the answer, newest first, from `offset`, at most `rows`.
    virtual std::vector<RecordReference> records(const CubeQuery& query, std::size_t offset,
                                                 std::size_t rows) const = 0;
    // The nil returns that a value counts as reports, in the order they were filed.
    virtual std::vector<ledger::Ledgers::NilReturn> nil_returns(const CubeQuery& query) const = 0;
    // The different values of a field among the records behind the answer, in order of the schema's
    // choices, else by falling contribution or count, then by code: the parts of a split.
    virtual std::vector<std::string> values(const CubeQuery& query,
                                            const std::string& field) const = 0;
    // Whether the unit's subtree has any approved record of the ledger in the period.
    virtual bool has_records(const std::string& ledger, org::UnitId unit,
                             const Period& period) const = 0;
    // For this room: what a view of another moment is made of.
    virtual std::shared_ptr<const CubePicture> held() const = 0;
  };
  virtual std::shared_ptr<const View> view() const = 0;
  // Bytes held, dictionaries too, for people who run it; a process grows by at most 15 % more.
  virtual std::int64_t memory_bytes() const = 0;
};

// A file with the rows of a cube and the cells of its roll-ups, by which the next start need not
// read every record out of the store. It is written aside when enough has changed, and at the end;
// it is read at the start if it is of this store, its ledgers and a sequence that this store has
// passed, and then what came after it is read out of the log. It is whole or absent after a crash,
// and nobody misses it.
struct SnapshotOptions {
  std::filesystem::path file;  // empty: none
  bool is_kept = true;         // false: it is read alone
  // With fewer records a start takes no time that anybody notices.
  std::int64_t records_min = 200'000;
  std::int64_t changes_min = 10'000;  // while serving, a 64th of the records if that is more
  // Told why it is not used ("snapshot.damaged", "snapshot.of_another_store", "snapshot.newer",
  // "snapshot.outdated"), or could not be written. From any thread.
  std::function<void(const Error&)> told = {};
};

struct CubeOptions {
  // Ledgers with fewer approved records than this have no roll-ups: looking at each record costs
  // no more. None: no ledger has any.
  std::optional<std::int64_t> rollups_from = 1000;
  // With as many approved records in all, roll-ups are made aside, once 32 scans were asked for or
  // a stock, and readers are answered by scanning meanwhile; with fewer, who asks first waits.
  std::int64_t aside_from = 100'000;
  SnapshotOptions snapshot = {};
};

// A cube that holds approved records in memory, column-wise, and over them roll-ups (rollup.h) by
// what the indicators of the loaded packs ask. Fills itself from `ledgers` and listens to it until
// destroyed; `clock` must outlive it. Every answer is exact, and the same, whichever way it comes:
//
// From roll-ups, without a look at records where the unit is near the root: count, sum and distinct
// of any subtree and range of days, during or to date; count and sum of what stands in a register;
// stocks (latest) by unit, or by a key whose records are of one unit each; first and last day;
// streaks; whether a ledger's reports are complete (of whole months); the parts of a figure by
// choice or tag; the newest records behind it. Filters and conditions on up to four choice fields,
// or tags, of a ledger are asked of the roll-ups; of other conditions each that an indicator has
// gets its own. For the greatest value the roll-up's columns are scanned, for `unit = self` those
// of the unit.
//
// By scanning the ledger's records, in a time linear in them: stocks by a key that records of
// several units have; what else than count and sum is asked of a register; the records behind
// either, and either on a day outside of the months that roll-ups have; `host = self`; filters on
// parties, units and texts; a distinct count over several choices or sets of tags together; a
// subtree that was another one on the last day of the period than it is today; a ledger with
// records of days on which their unit did not stand, where it no longer stands; sums of a field
// that holds a value beyond 64 bits at the field's scale; what no indicator asks.
//
// Roll-ups are made when a view is first asked for, and again after packs or the tree of units
// have changed, which takes about a second for a million records: see CubeOptions::aside_from. Who
// only loads records never pays for them.
Result<std::unique_ptr<Cube>> make_cube(ledger::Ledgers& ledgers, const Clock& clock,
                                        const CubeOptions& options = {});

}  // namespace youju::indicator
