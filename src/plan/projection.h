// The tables of plans, a projection of the event log: apply() is called when an event has been
// written, and again when the log is replayed. Inside this room.
#pragma once

#include <youju/ledger/event_log.h>
#include <youju/ledger/replay.h>
#include <youju/plan/plans.h>

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace youju::plan {

// Passes over events of other rooms. Error: ErrorKind::corrupt, "ledger.bad_payload".
Result<void> apply(store::Transaction& transaction, const ledger::Event& event);

// Codes of the units that are asked for. Few are asked one by one, by the key; for many the table
// is read once.
using Units = std::set<std::string, std::less<>>;

struct KeptTerms {
  Terms terms;
  int version = 1;
};
Result<std::optional<KeptTerms>> read_terms(store::Transaction& transaction, std::string_view name);
struct Title {
  std::string unit, text;
  Period period;
  int version = 1;
};
Result<std::vector<Title>> read_titles(store::Transaction& transaction, const Units& units);
Result<std::optional<Title>> read_title(store::Transaction& transaction, std::string_view unit,
                                        const Period& period);
// By due day, then as they were made; those that were dropped too.
Result<std::vector<Milestone>> read_milestones(store::Transaction& transaction, const Units& units);
Result<std::vector<Milestone>> read_milestones(store::Transaction& transaction,
                                               std::string_view unit, const Period& period);
Result<std::optional<Milestone>> read_milestone(store::Transaction& transaction, const Uuid& id);
// The tables, for audit and rebuilding.
const ledger::Projection& projection();

// Of a title, a milestone, a source. Error: "plan.text_too_long".
Result<void> check_length(std::string_view text);
std::string terms_payload(const Terms& terms);
std::string milestone_payload(const MilestoneText& text, bool dropped);

}  // namespace youju::plan
