// The tables of returns, a projection of the event log: apply() is called when an event has been
// written, and again when the log is replayed. Inside this room.
#pragma once

#include <youju/forms/returns.h>
#include <youju/ledger/event_log.h>
#include <youju/ledger/replay.h>

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace youju::forms {

// Passes over events of other rooms. Error: ErrorKind::corrupt, "ledger.bad_payload".
Result<void> apply(store::Transaction& transaction, const ledger::Event& event);

Result<std::optional<Return>> read_return(store::Transaction& transaction, const Uuid& id);
Result<std::optional<Return>> read_return(store::Transaction& transaction, std::string_view survey,
                                          std::string_view unit, int year);
// The last changed first, until `each` returns false; of all years if `year` is 0.
Result<void> each_return(store::Transaction& transaction, int year,
                         const std::function<bool(Return&& head)>& each);
Result<std::vector<Cell>> read_cells(store::Transaction& transaction, const Uuid& id);
Result<std::vector<Explanation>> read_explanations(store::Transaction& transaction, const Uuid& id);
// The tables, for audit and rebuilding.
const ledger::Projection& projection();

// Payloads of form.fill and form.enter.
std::string cells_payload(const std::vector<Cell>& cells, std::int64_t as_of);

}  // namespace youju::forms
