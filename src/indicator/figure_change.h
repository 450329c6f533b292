// What has changed in a figure between two moments of the log, and the records that make it.
#pragma once

#include <youju/indicator/figures.h>
#include <youju/ledger/past.h>

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace youju::indicator {

struct FigureChange {
  Figure then, now;                   // as they read at either moment
  std::optional<Decimal> difference;  // none where one of them has no number
};

// Why a record makes a difference.
enum class ChangeCause {
  approved,    // counts since
  corrected,   // gives something else
  withdrawn,   // counts no more
  merged,      // counts no more, since it was the same as another one
  moved_in,    // counted then, but not here: its unit, its day or what it says is another one
  moved_out,   // counts still, but not here
  superseded,  // a newer or a greater one has taken its place
  reinstated,  // it has taken the place of one that is gone
};
std::string_view change_cause_name(ChangeCause cause);

struct ChangedRecord {
  ChangeCause cause = ChangeCause::approved;
  const ledger::Schema* schema = nullptr;  // lives as long as the comparison
  Uuid id;
  org::UnitId unit;  // of now
  Day on;
  // What it added to a sum and adds now; nothing where it did not or does not count, and for other
  // kinds.
  std::optional<Decimal> before, after;
  std::int64_t seq = 0, at_ms = 0;  // its newest event; 0: the change came from another record
  std::string actor;
};

struct ChangedRecords {
  std::vector<ChangedRecord> rows;
  std::int64_t total = 0;         // that one may read
  std::int64_t out_of_sight = 0;  // further ones
};

// Figures of two moments. Cheap where little has happened between them; where something has, the
// figures of then are scanned for, which costs a time linear in the records of their ledgers. Not
// thread-safe; make one for each piece of work.
class FigureComparison {
 public:
  ~FigureComparison();
  const ledger::Moment& since() const;
  const ledger::Moment& until() const;
  FigureView& then();
  FigureView& now();
  // Errors: those of FigureView::figure(). Where the unit was not there yet, `then` is missing.
  Result<FigureChange> change(const FigureName& name);
  // The records that make the difference, newest first, from `offset` on at most `rows`: of a
  // derived figure those behind all it is computed from, of a rank those of the unit itself. Only
  // records that one may read are named. None where nothing is proven.
  Result<ChangedRecords> records(const FigureName& name, std::size_t offset, std::size_t rows);

 private:
  friend class Figures;
  struct State;
  explicit FigureComparison(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace youju::indicator
