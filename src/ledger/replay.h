// The tables that a room above makes of the event log: held against a replay, or made anew. The
// room asks the Access first.
#pragma once

#include <youju/base/clock.h>
#include <youju/ledger/ledgers.h>

#include <functional>
#include <span>
#include <string_view>
#include <vector>

namespace youju::ledger {

struct ProjectedTable {
  std::string_view name;
  std::string_view rows;  // SQL for all of them, each column as text
  int columns = 0;
};

struct Projection {
  std::span<const ProjectedTable> tables;
  std::vector<store::Migration> (*migrations)() = nullptr;
  // Passes over events of other rooms.
  Result<void> (*apply)(store::Transaction& transaction, const Event& event) = nullptr;
  Result<void> (*clear)(store::Transaction& transaction) = nullptr;
  std::string_view differs;  // catalogue id of a row that is not as the log has it (table, row)
};

// Rows that only one side has, by table and row, after events that cannot be replayed
// ("ledger.audit_replay"). Holds all rows of both sides in memory. `look` sees the tables as the
// log makes them.
Result<std::vector<Ledgers::Fault>> audit_projection(
    Ledgers& ledgers, const Clock& clock, const Projection& projection,
    const std::function<Result<void>(store::Transaction& replayed)>& look = {});
// In one transaction.
Result<void> rebuild_projection(Ledgers& ledgers, const Projection& projection);

}  // namespace youju::ledger
