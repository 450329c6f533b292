// The small tables of the room, beside the ledgers' own: packs, nil returns, closings, doubles that
// are kept, evidence files. Each is a projection of events; nothing is judged here.
#pragma once

#include <youju/ledger/almanac.h>
#include <youju/ledger/record.h>
#include <youju/ledger/schema.h>

#include <functional>
#include <string>
#include <vector>

namespace youju::store {
class Transaction;
}

namespace youju::ledger {

// Replaces the files of a pack; a new one gets the last place.
Result<void> put_pack(store::Transaction& transaction, const PackFiles& pack);
Result<std::vector<PackFiles>> read_packs(store::Transaction& transaction);  // in order of place

struct NilRow {
  std::string ledger;
  org::UnitId unit;
  Period period;
};
// False if it was there already.
Result<bool> put_nil(store::Transaction& transaction, const NilRow& row);
Result<std::vector<NilRow>> read_nils(store::Transaction& transaction);

struct Closing {
  org::UnitId unit;
  Period period;
};
Result<bool> put_closing(store::Transaction& transaction, const Closing& closing);
Result<std::vector<Closing>> read_closings(store::Transaction& transaction);

// What a year says, as its event says it; `seq` is the event's number.
Result<void> put_almanac(store::Transaction& transaction, int year, std::int64_t seq,
                         std::string_view payload);
Result<Almanac> read_almanac(store::Transaction& transaction);

Result<void> put_kept_double(store::Transaction& transaction, std::string_view ledger,
                             const Uuid& a, const Uuid& b);
Result<bool> is_kept_double(store::Transaction& transaction, std::string_view ledger, const Uuid& a,
                            const Uuid& b);

Result<void> put_evidence(store::Transaction& transaction, const EvidenceFile& file);
Result<std::optional<EvidenceFile>> find_evidence(store::Transaction& transaction,
                                                  std::string_view digest);
Result<std::vector<EvidenceFile>> read_evidence(store::Transaction& transaction);

// Empties all of them and drops every ledger's table.
Result<void> clear_projections(store::Transaction& transaction);
// One line of text a row of every table, in a fixed order; what `youju audit` compares.
Result<void> dump_rows(store::Transaction& transaction,
                       const std::function<Result<void>(const std::string& line)>& each);

}  // namespace youju::ledger
