// Which unit reports which period by which template: told by an example or a person, kept as events
// of kind summary.plan with the table summary_plan as their projection. Inside this room.
#pragma once

#include <youju/app/workspace.h>

#include <vector>

namespace youju::store {
struct Migration;
}

namespace youju::app {

std::vector<store::Migration> summary_plan_migrations();
Result<std::vector<Association>> read_summary_plan(store::Database& database,
                                                   const ledger::Ledgers& ledgers);
// An equal row changes nothing.
Result<void> write_summary_plan(ledger::Ledgers& ledgers, const org::Access& access,
                                const Clock& clock, const Association& association);

}  // namespace youju::app
