#include <youju/app/audit.h>

#include <utility>

namespace youju::app {

Result<ledger::Ledgers::AuditReport> audit(
    const Workspace& workspace, const org::Access& access,
    const std::function<void(std::int64_t done, std::int64_t all)>& progress) {
  auto report = TRY(workspace.ledgers().audit(access, progress));
  const auto add = [&](std::vector<ledger::Ledgers::Fault>&& faults) {
    for (auto& fault : faults) report.faults.push_back(std::move(fault));
  };
  add(TRY(workspace.figures().audit(access)));
  add(TRY(workspace.drafts().audit(access)));
  add(TRY(workspace.returns().audit(access)));
  add(TRY(workspace.plans().audit(access)));
  add(TRY(workspace.decisions().audit(access)));
  for (const Error& fault : TRY(workspace.accounts().audit_trail(access)).faults) {
    report.faults.push_back({fault.what, fault.fields});
  }
  return report;
}

Result<void> rebuild(const Workspace& workspace, const org::Access& access) {
  TRY(workspace.ledgers().rebuild(access));
  TRY(workspace.drafts().rebuild(access));
  TRY(workspace.returns().rebuild(access));
  TRY(workspace.plans().rebuild(access));
  TRY(workspace.decisions().rebuild(access));
  return {};
}

}  // namespace youju::app
