// The returns of one data folder: one a unit, survey and year, filled from the ledgers and by hand,
// checked, handed in, sent back or locked. Every acting function asks the Access first, writes its
// event and its projection in one transaction, and is durable when it returns. Thread-safe.
//
// A return covers its unit with all units below it. The events of a return carry its id as their
// record: form.create .fill .enter .explain .submit .return .lock; each is one version more.
#pragma once

#include <youju/base/clock.h>
#include <youju/base/id.h>
#include <youju/forms/edition.h>
#include <youju/indicator/figures.h>
#include <youju/ledger/ledgers.h>

#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace youju::forms {

std::vector<store::Migration> migrations();

// filling → submitted → locked; back to returned with a reason from either. Cells change in filling
// and returned only.
enum class State { filling, submitted, returned, locked };
std::string_view state_name(State state);

struct Return {
  Uuid id;
  std::string survey, edition;
  std::string unit;        // code
  std::string department;  // code of the edition, or ""
  int year = 0;
  State state = State::filling;
  int version = 1;
  std::string reason;  // of the last time it was sent back, until it is handed in again
  std::string created_by, updated_by, submitted_by, locked_by;  // logins
  std::int64_t created_ms = 0, updated_ms = 0, submitted_ms = 0, locked_ms = 0;
};

// What was put into a cell: taken from figures, which it names, or entered with a source.
struct Cell {
  std::string item;
  CellValue value;  // exact; rounded in print only
  bool from_figures = false;
  std::vector<std::string> figures;  // their names
  std::int64_t as_of = 0;            // of the figures
  std::string source;                // of an entered value
  std::string by;
  std::int64_t at_ms = 0;
};

struct Explanation {
  std::string finding, text, by;
  std::int64_t at_ms = 0;
};

// A cell that is not as it should be, or does not balance with others.
struct Finding {
  std::string key;   // "rule", or "rule:item" of a rule for each of several items
  std::string rule;  // of the edition, or "needed", "differs"
  Strength strength = Strength::hard;
  ledger::Titles message;
  std::string relation;            // as the pack has it; "" of ours
  std::vector<std::string> items;  // that it concerns, its own first
  std::optional<Explanation> explanation;
};

// What the ledgers say of an item now.
struct Proof {
  CellValue value;
  std::vector<std::string> figures;  // names, of all that it is made of
  std::string reason;                // catalogue id: why there is none; "" if there is a value
};

// What one figure says of a cell: a number that is exact, nothing where it does not apply, or why
// it says nothing.
Proof taken_from(const indicator::Figure& figure);

struct CellNow {
  const Form* form = nullptr;
  const Item* item = nullptr;
  std::optional<Cell> cell;    // none: nobody has filled it
  CellValue printed;           // rounded as the form wants it
  std::optional<Proof> proof;  // of items with a source
  bool moved = false;          // the figures now give another value than was taken from them
  CellValue last;              // printed in the year before, where that can be compared
};

struct Reading {
  Return head;
  std::shared_ptr<const EditionSet> editions;  // keeps what is pointed to
  const Edition* edition = nullptr;
  std::vector<CellNow> cells;  // in the order of forms and items
  std::vector<Finding> findings;
  std::int64_t as_of = 0;  // of the proofs
  const CellNow* cell(std::string_view item) const;
};

struct Entry {
  std::string item;
  CellState state = CellState::number;
  std::string text;    // of a number; full-width digits are taken for what they mean
  std::string source;  // of a number
};

// Returns below a unit added up twice: by region and by department, with the same total.
struct RollUp {
  struct Line {
    std::string code, name;
    std::int64_t returns = 0;
    std::map<std::string, CellValue> cells;  // by item
  };
  std::shared_ptr<const EditionSet> editions;
  const Edition* edition = nullptr;
  std::vector<Line> regions, departments;
  Line total;
  std::optional<Line> own;                 // the unit's own return, if it is handed in
  std::vector<std::string> not_handed_in;  // units below that have begun one
};

// Which cells the ledgers can prove, of one unit and year, without a return.
struct Coverage {
  std::shared_ptr<const EditionSet> editions;
  const Edition* edition = nullptr;
  struct Row {
    const Form* form = nullptr;
    const Item* item = nullptr;
    std::optional<Proof> proof;
  };
  std::vector<Row> rows;
  std::int64_t as_of = 0;
};

struct Needs {
  ledger::Ledgers& ledgers;
  indicator::Figures& figures;
  const Clock& clock;
};

class Returns {
 public:
  explicit Returns(Needs needs) : needs_(needs) {}

  // Of the packs that are loaded now. Error: what is wrong with them.
  Result<std::shared_ptr<const EditionSet>> editions() const;

  // Action::fill_form. Errors: "forms.no_edition", "forms.unknown_department", "forms.exists".
  struct Opening {
    std::string survey, unit, department;
    int year = 0;
  };
  Result<Uuid> open(const org::Access& access, const Opening& opening);
  // Of the subtree, the last changed first, at most limits::page_rows_max; year 0: all.
  Result<std::vector<Return>> list(const org::Access& access, org::UnitId unit, int year) const;
  // Error: "forms.no_such_return".
  Result<Return> find(const org::Access& access, const Uuid& id) const;
  Result<Return> find(const org::Access& access, std::string_view survey, std::string_view unit,
                      int year) const;
  Result<Reading> read(const org::Access& access, const Uuid& id) const;
  Result<std::vector<ledger::Event>> history(const org::Access& access, const Uuid& id) const;

  // ---- filling (filling.cpp); Action::fill_form. `version` must be the present one:
  // "forms.version_conflict"; also "forms.wrong_state".
  // Takes every exact figure that there is, but leaves what was entered by hand.
  Result<int> fill(const org::Access& access, const Uuid& id, int version);
  // All entries or none. Errors, with the item in `where`: "forms.unknown_item",
  // "forms.negative_or_fraction", "forms.source_needed".
  Result<int> enter(const org::Access& access, const Uuid& id, int version,
                    const std::vector<Entry>& entries);
  // Why a soft relation does not hold; "" takes an explanation back. Error: "forms.no_finding".
  Result<int> explain(const org::Access& access, const Uuid& id, int version,
                      std::string_view finding, std::string_view text);

  // ---- workflow (workflow.cpp)
  // Action::submit_form. Errors: "forms.hard_findings", "forms.explanation_needed".
  Result<int> submit(const org::Access& access, const Uuid& id, int version);
  // Action::settle_form. Error: "forms.reason_needed".
  Result<int> send_back(const org::Access& access, const Uuid& id, int version,
                        std::string_view reason);
  Result<int> lock(const org::Access& access, const Uuid& id, int version);
  // What this person may do with it now: fill submit return lock.
  std::vector<std::string> may(const org::Access& access, const Return& head) const;

  // ---- over many units (rollup.cpp)
  Result<RollUp> roll_up(const org::Access& access, std::string_view survey, std::string_view unit,
                         int year) const;
  Result<Coverage> coverage(const org::Access& access, std::string_view survey,
                            std::string_view unit, int year) const;

  // ---- the log is the truth (audit.cpp)
  Result<std::vector<ledger::Ledgers::Fault>> audit(const org::Access& access) const;
  Result<void> rebuild(const org::Access& access);

  const Needs& needs() const { return needs_; }

 private:
  struct Deed {
    std::string_view kind;
    org::Action action;
    std::vector<State> from;
    std::string payload;
  };
  std::shared_ptr<const org::UnitTree> tree() const;
  Result<void> require(const org::Access& access, org::Action action, const Return& head) const;
  Result<int> act(const org::Access& access, const Uuid& id, int version, const Deed& deed);

  Needs needs_;
  mutable std::mutex mutex_;  // guards the two below
  mutable std::shared_ptr<const indicator::IndicatorSet> of_indicators_;
  mutable std::shared_ptr<const EditionSet> editions_;
};

// What the figures say of an item. Errors: those of FigureView::figure.
Result<Proof> prove(indicator::FigureView& figures, const Item& item, std::string_view unit,
                    int year);
// As the form prints it.
CellValue printed(const Item& item, const CellValue& value);
// Fills in `reading.findings`. Error: "decimal.overflow".
Result<void> check(Reading& reading, const std::vector<Explanation>& explanations);

}  // namespace youju::forms
