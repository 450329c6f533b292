// The table of decisions, a projection of the event log: apply() is called when an event has been
// written, and again when the log is replayed. Inside this room.
#pragma once

#include <youju/ledger/event_log.h>
#include <youju/ledger/replay.h>
#include <youju/proof/proof.h>

#include <string>
#include <string_view>
#include <vector>

namespace youju::proof {

// Passes over events of other rooms. Error: ErrorKind::corrupt, "ledger.bad_payload".
Result<void> apply(store::Transaction& transaction, const ledger::Event& event);
std::string decision_payload(const Decision& decision);

// The newest first.
Result<std::vector<Decision>> read_decisions(store::Transaction& transaction, std::string_view unit,
                                             const Period& period);
// The table, for audit and rebuilding.
const ledger::Projection& projection();

}  // namespace youju::proof
