// A data folder as a whole against its log. Each room asks the Access.
#pragma once

#include <youju/app/workspace.h>

#include <cstdint>
#include <functional>

namespace youju::app {

// The chain, the tables of every room, the trail of accounts. Action::audit.
Result<ledger::Ledgers::AuditReport> audit(
    const Workspace& workspace, const org::Access& access,
    const std::function<void(std::int64_t done, std::int64_t all)>& progress);

// The tables of every room thrown away and made again, room by room. Action::manage_packs.
Result<void> rebuild(const Workspace& workspace, const org::Access& access);

}  // namespace youju::app
