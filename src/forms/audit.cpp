// The tables of returns against a replay of the events that made them.
#include <youju/forms/projection.h>
#include <youju/forms/returns.h>

namespace youju::forms {

Result<std::vector<ledger::Ledgers::Fault>> Returns::audit(const org::Access& access) const {
  TRY(access.require_anywhere(org::Action::audit, *tree()));
  return ledger::audit_projection(needs_.ledgers, needs_.clock, projection());
}

Result<void> Returns::rebuild(const org::Access& access) {
  TRY(access.require_anywhere(org::Action::manage_packs, *tree()));
  return ledger::rebuild_projection(needs_.ledgers, projection());
}

}  // namespace youju::forms
