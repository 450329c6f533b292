// The table of decisions, a projection of the event log: apply() is called when an event has been
// written, and again when the log is replayed. Inside this room.
#pragma once

#include <youju/ledger/event_log.h>
#include <youju/proof/proof.h>

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace youju::proof {

bool is_of_decision(const ledger::Event& event);
// Passes over events of other rooms. Error: ErrorKind::corrupt, "ledger.bad_payload".
Result<void> apply(store::Transaction& transaction, const ledger::Event& event);
std::string decision_payload(const Decision& decision);

// The newest first.
Result<std::vector<Decision>> read_decisions(store::Transaction& transaction, std::string_view unit,
                                             const Period& period);
Result<void> clear_decisions(store::Transaction& transaction);
// One line of text a row, in a fixed order.
Result<void> dump_decisions(store::Transaction& transaction,
                            const std::function<void(std::string&& line)>& each);

}  // namespace youju::proof
