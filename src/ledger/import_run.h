// The imports that were made, and the mappings that are remembered. Inner header of the room.
#pragma once

#include <youju/ledger/workbook.h>

namespace youju::store {
class Transaction;
}

namespace youju::ledger {

// `first_seq` is the number of the first event of the import; its own event is the last.
Result<void> put_import(store::Transaction& transaction, const ImportRun& run,
                        std::int64_t first_seq);
struct Undoing {
  std::int64_t at_ms = 0;
  std::string by;
  std::int64_t withdrawn = 0, kept = 0;
};
Result<void> put_undo(store::Transaction& transaction, std::int64_t import, const Undoing& undoing);

struct StoredRun {
  ImportRun run;
  std::int64_t first_seq = 0;
};
Result<std::optional<StoredRun>> find_import(store::Transaction& transaction, std::int64_t id);
// Newest first.
Result<void> each_import(store::Transaction& transaction,
                         const std::function<bool(ImportRun&&)>& each_until_false);
Result<bool> has_undone_import(store::Transaction& transaction, std::string_view ledger);

struct MappingKey {
  std::string_view ledger, form, unit;
};
struct MappingOrigin {
  std::string_view actor;
  std::int64_t at_ms = 0;
};
Result<void> put_mapping(store::Transaction& transaction, const MappingKey& key,
                         const std::string& mapping, const MappingOrigin& origin);
struct StoredMapping {
  std::string mapping;
  bool of_this_unit = false;
};
// That of the unit, else the newest one of any unit.
Result<std::optional<StoredMapping>> find_mapping(store::Transaction& transaction,
                                                  const MappingKey& key);

}  // namespace youju::ledger
