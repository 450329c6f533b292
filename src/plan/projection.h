// The tables of plans, a projection of the event log: apply() is called when an event has been
// written, and again when the log is replayed. Inside this room.
#pragma once

#include <youju/ledger/event_log.h>
#include <youju/ledger/replay.h>
#include <youju/plan/plans.h>

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace youju::plan {

// Passes over events of other rooms. Error: ErrorKind::corrupt, "ledger.bad_payload".
Result<void> apply(store::Transaction& transaction, const ledger::Event& event);

struct KeptTerms {
  Terms terms;
  int version = 1;
};
// All terms by the name of their target, and all titles; or those of one target and one plan.
Result<std::map<std::string, KeptTerms>> read_terms(store::Transaction& transaction);
Result<std::optional<KeptTerms>> read_terms(store::Transaction& transaction, std::string_view name);
struct Title {
  std::string unit, text;
  Period period;
  int version = 1;
};
Result<std::vector<Title>> read_titles(store::Transaction& transaction);
Result<std::optional<Title>> read_title(store::Transaction& transaction, std::string_view unit,
                                        const Period& period);
// By due day, then as they were made; those that were dropped too. All, or those of one plan.
Result<std::vector<Milestone>> read_milestones(store::Transaction& transaction);
Result<std::vector<Milestone>> read_milestones(store::Transaction& transaction,
                                               std::string_view unit, const Period& period);
Result<std::optional<Milestone>> read_milestone(store::Transaction& transaction, const Uuid& id);
// The tables, for audit and rebuilding.
const ledger::Projection& projection();

std::string terms_payload(const Terms& terms);
std::string milestone_payload(const MilestoneText& text, bool dropped);

}  // namespace youju::plan
