// A draft held against the ledger of one data folder, with what was decided on it before.
#pragma once

#include <youju/app/workspace.h>
#include <youju/proof/proof.h>

namespace youju::app {

struct ProveRequest {
  const proof::Draft* draft = nullptr;
  std::string unit;  // code
  Period period;
  // Whose words teach how this office says its figures; "" = the one that the unit plans, if any.
  std::string template_name;
  Language language = Language::zh_cn;
};

// Whether somebody may hold drafts against the figures of a unit, before a file is looked into:
// Action::read. Error: "org.unknown_unit".
Result<void> require_prover(const Workspace& workspace, const org::Access& access,
                            std::string_view unit);

// Asks Action::read of the unit. Errors: "org.unknown_unit", "app.unknown_template".
Result<proof::Proof> prove(const Workspace& workspace, const org::Access& access,
                           const ProveRequest& request);

}  // namespace youju::app
