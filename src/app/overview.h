// What each association has: records, figures by kind, its summary.
#pragma once

#include <youju/app/workspace.h>

#include <cstdint>
#include <vector>

namespace youju::app {

struct OverviewRow {
  Association association;
  std::int64_t records = 0;  // approved, of the whole subtree
  std::int64_t proven = 0, declared = 0, derived = 0, missing = 0;  // figures of the summary
};

// Composes every planned summary; costs what summarize costs.
Result<std::vector<OverviewRow>> overview(const Workspace& workspace, const org::Access& access);

}  // namespace youju::app
