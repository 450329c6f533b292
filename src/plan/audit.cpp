// The tables of plans against a replay of the events that made them.
#include <youju/plan/plans.h>
#include <youju/plan/projection.h>

namespace youju::plan {

Result<std::vector<ledger::Ledgers::Fault>> Plans::audit(const org::Access& access) const {
  TRY(access.require_anywhere(org::Action::audit, *tree()));
  return ledger::audit_projection(needs_.ledgers, needs_.clock, projection());
}

Result<void> Plans::rebuild(const org::Access& access) {
  TRY(access.require_anywhere(org::Action::manage_packs, *tree()));
  return ledger::rebuild_projection(needs_.ledgers, projection());
}

}  // namespace youju::plan
