// Figures of one data folder: asks the cube, the declared figures and the targets, and computes
// formulas. Thread-safe; holds no lock while computing.
#pragma once

#include <youju/base/clock.h>
#include <youju/indicator/cube.h>
#include <youju/indicator/figure.h>
#include <youju/ledger/ledgers.h>

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace youju::ledger {
class EventWriter;
struct Moment;
}  // namespace youju::ledger
namespace youju::store {
struct Migration;
class Transaction;
}  // namespace youju::store

namespace youju::indicator {

class FigureComparison;  // of figure_change.h

std::vector<store::Migration> migrations();

// One row of declared.csv or targets.csv.
struct Declaration {
  FigureName name;               // aspect actual or target
  std::optional<Decimal> value;  // none: not applicable
  Qualifier qualifier = Qualifier::exact;
  std::string citation, note, owner;
  std::string where;  // "declared.csv:3" for messages
  // What its version was when it was looked at, 0 if there was none; none: whatever it is. A
  // statement that says what stands already is no conflict.
  std::optional<int> version = {};
};

// What was declared of a figure, or is wanted of it, as it stands now.
struct DeclaredFigure {
  FigureName name;
  std::optional<Decimal> value;  // none: not applicable
  Qualifier qualifier = Qualifier::exact;
  std::string owner;
  Source source;
  int version = 1;
  std::int64_t seq = 0;  // of the event that made this version
};

// One figure split twice. Every cell and every total is a figure that was asked for itself: ratios
// and distinct counts have totals that are right, and nobody adds anything.
struct FigureTable {
  Figure whole;
  std::vector<Figure> rows, columns;  // the totals; one may be missing where its cells are known
  std::vector<Figure> cells;          // row by row
};

// Where a unit stands by one indicator among the units of its kind below another one.
struct FigurePlace {
  Figure own;
  std::int64_t place = 0, of = 0;  // 0: it has no number, or none of the others has
  std::optional<Figure> best;      // the greatest of them, unless one may not read it
};

// A number of a record that stands far from what was approved before it: see doc/odd_values.md.
struct OddValue {
  std::string field;
  Decimal value;
  bool is_high = false;       // else low
  bool of_siblings = false;   // held against the units beside its own, which had a longer past
  std::int64_t records = 0;   // how many approved values it was held against
  Decimal low, middle, high;  // of them: a quarter lies below low, half below middle, …
};

// Whether so many figures may be told at once. Error: "figure.table_too_large", of more than
// limits::figure_table_cells_max.
Result<void> check_cells(std::size_t cells);

// Whether a split is by units: "unit", or "unit:" and a kind of units.
bool is_by_units(std::string_view by);

// All figures of one picture: one as-of sequence, one set of definitions. Cheap to make; answers
// are remembered, so a document asks each figure once. Not thread-safe; make one for each piece of
// work.
class FigureView {
 public:
  ~FigureView();
  // Errors: "figure.unknown_indicator", "org.unknown_unit", "figure.bad_filter" (field not in `by`,
  // or no such code), "org.forbidden".
  Result<Figure> figure(const FigureName& name);
  // The same where it stands, for who tells many: it lives as long as the view.
  Result<const Figure*> look(const FigureName& name);
  // The same figure for each part: by "unit" (children), "unit:county" (all units of that kind
  // below, however far), "month"/"quarter"/"year" (of the period), or a field of `by`. Parts
  // without ground are left out; the names are in Figure::name. Errors: also "figure.bad_split",
  // "org.unknown_unit_kind", "figure.table_too_large" (more than limits::figure_table_cells_max).
  Result<std::vector<Figure>> parts(const FigureName& name, std::string_view by);
  // The like figures of all choices of a field, or of all tags, whether or not anything is known of
  // them: what one may ask for. None of a field that has no choices. Errors: those of figure().
  Result<std::vector<FigureName>> choices(const FigureName& name, std::string_view field) const;
  // A figure by `rows` and `columns`, each as in parts(), of two different kinds: units, stretches
  // of time, a field. Rows and columns in which nothing is known are left out. Errors: also
  // "figure.bad_table" (twice the same kind), "figure.table_too_large" (more than
  // limits::figure_table_cells_max).
  Result<FigureTable> table(const FigureName& name, std::string_view rows,
                            std::string_view columns);
  // The places of a unit, by each of these indicators, among all units of its kind below `within`,
  // which stands above it; among its siblings, as a rank, if that is its superior. Equal numbers
  // share a place. The places are told to who may read the unit, the greatest number to who may
  // read where it is. Errors: those of figure(), "figure.not_within", "figure.too_many_places"
  // (units times indicators more than limits::figure_places_max).
  Result<std::vector<FigurePlace>> places(const FigureName& name,
                                          const std::vector<std::string>& indicators,
                                          org::UnitId within);
  // The numbers of a record that stand far from the approved past of its unit or, where that is
  // short and one may read the unit above it, of its siblings; in the order of the fields.
  Result<std::vector<OddValue>> odd_values(const ledger::Schema& schema,
                                           const ledger::Record& record);
  // The records behind it, newest first; empty for figures that are not proven.
  Result<std::vector<RecordReference>> records(const FigureName& name, std::size_t offset,
                                               std::size_t rows);
  // The nil returns behind it: by which units and for which periods nothing was reported. Empty for
  // figures that are not proven.
  Result<std::vector<ledger::Ledgers::NilReturn>> nil_returns(const FigureName& name);
  // Whether anything was declared of an indicator, or is wanted of it as a target.
  bool is_declared(std::string_view indicator) const;
  // What is wanted of a unit, by name, those that no longer apply too; and what is wanted as this
  // one target. Nothing of a unit that one may not read. They live as long as the view.
  std::vector<const DeclaredFigure*> targets_of(std::string_view unit) const;
  const DeclaredFigure* target(const FigureName& name) const;
  // Whether there are approved records of a subtree and period, and how many. Error:
  // "org.forbidden".
  Result<bool> has_records(std::string_view ledger, org::UnitId unit, const Period& period) const;
  Result<std::int64_t> count_records(std::string_view ledger, org::UnitId unit,
                                     const Period& period) const;
  // The sum of a number field of them, however complete their ledger is; why there is none stands
  // in its absence. Error: "org.forbidden".
  Result<CubeAnswer> sum_records(std::string_view ledger, std::string_view field, org::UnitId unit,
                                 const Period& period) const;
  std::int64_t as_of() const;
  const IndicatorSet& indicators() const;
  const org::Directory& directory() const;
  // What a part is called: a month, a unit's short name, behind that of its superior where units
  // are of one kind, a choice's title.
  std::string part_title(const FigureName& part, std::string_view by, Language language) const;

 private:
  friend class Figures;
  friend class FigureComparison;
  struct State;
  explicit FigureView(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

class Figures {
 public:
  // `ledgers` and `clock` must outlive it. Parses the indicators of the loaded packs, builds the
  // cube.
  static Result<std::unique_ptr<Figures>> open(ledger::Ledgers& ledgers, const Clock& clock,
                                               const CubeOptions& cube = {});
  ~Figures();

  // Asks Action::read of the unit of every figure. Of the units in `quoted` it answers figures too,
  // but neither their records nor their parts by unit: what a summary may quote of those above.
  std::unique_ptr<FigureView> view(const org::Access& access,
                                   std::vector<org::UnitId> quoted = {}) const;
  // Enters declared figures and targets; equal ones change nothing, a changed value is a new
  // version. Errors: "figure.source_needed", "figure.target_on_target", "figure.version_conflict",
  // bounds, access.
  struct DeclareReport {
    std::int64_t added = 0, changed = 0, unchanged = 0;
  };
  // `also` writes what belongs to them in the same transaction, after them; it may run twice.
  using Also = std::function<Result<void>(store::Transaction&, ledger::EventWriter&)>;
  Result<DeclareReport> declare(const org::Access& access,
                                const std::vector<Declaration>& declarations,
                                const Also& also = {});
  // declared.csv / targets.csv: `aspect` says which. Columns that room plan reads are passed over.
  // Errors with `where` = file:line.
  Result<std::vector<Declaration>> parse_declarations(std::string_view csv, std::string_view file,
                                                      Aspect aspect) const;
  std::shared_ptr<const IndicatorSet> indicators() const;
  // A view in which these indicators stand in place of those of the packs: to look at a definition
  // before it is kept.
  std::unique_ptr<FigureView> view(const org::Access& access,
                                   std::shared_ptr<const IndicatorSet> indicators,
                                   std::vector<org::UnitId> quoted = {}) const;
  // A view in which units stand as in this directory: what a reform would make of figures
  // (ledger::Ledgers::try_reform), or figures restated to the tree of a day
  // (org::DirectoryDraft::as_on). Reads all approved records: a second for a million.
  Result<std::unique_ptr<FigureView>> view_by(
      const org::Access& access, std::shared_ptr<const org::Directory> directory) const;
  // Figures of two moments of the log, the later one now if it is not given, by the definitions of
  // today. Errors: "figure.backwards", "ledger.too_much_since".
  Result<std::unique_ptr<FigureComparison>> compare(
      const org::Access& access, const ledger::Moment& since,
      const std::optional<ledger::Moment>& until) const;
  // Packs were loaded: definitions are read again.
  Result<void> refresh();
  // The table of declared figures against a replay of their events; one fault a difference.
  Result<std::vector<ledger::Ledgers::Fault>> audit(const org::Access& access) const;
  std::int64_t memory_bytes() const;

 private:
  struct State;
  explicit Figures(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace youju::indicator
