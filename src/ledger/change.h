// One move of one record inside one work. Inner header of the room.
#pragma once

#include <youju/ledger/ledgers_state.h>
#include <youju/ledger/record_table.h>
#include <youju/ledger/workflow.h>

namespace youju::ledger {

struct Change {
  const org::Access& access;
  const Ledgers::Interior& state;
  const Schema& schema;
  const org::Directory& directory;
  Move move;
  std::optional<int> version;  // the one the caller has seen, if he says so
  std::string reason;
  // Members for the event's payload beyond content and reason: a name and a text.
  std::vector<std::pair<std::string, std::string>> more;
};

// Alters the content of the record before it is written; may be null.
using Alter = std::function<Result<void>(Record&)>;

// Judges the move (right, version, state, closed period), writes the record and its event, and
// notes what a listener must know. Errors: "org.forbidden", "ledger.no_such_record",
// "ledger.version_conflict", "ledger.wrong_state", "ledger.period_closed".
Result<EntryResult> make_change(Act& act, const Change& change, const Uuid& id, const Alter& alter);

// The records that count or wait and have the same duplicate key, less those that are known to be
// facts of their own.
Result<std::vector<Uuid>> doubles_of(store::Transaction& transaction, const Schema& schema,
                                     const Record& record);
// The state of a record that is handed over. Where nobody reviews, what may be the same activity
// told twice waits for somebody all the same, and does not count meanwhile.
Result<State> state_handed_over(store::Transaction& transaction, const Schema& schema,
                                const Record& record);
// Fails with "ledger.possible_double" if one of them is approved.
Result<void> require_no_double(store::Transaction& transaction, const Schema& schema,
                               const Record& record);

}  // namespace youju::ledger
