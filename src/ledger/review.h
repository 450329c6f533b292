// Who may take the next step of a review, beyond having the right: what the ledger asks of its
// reviewers (Review of schema.h). Inner header of the room.
#pragma once

#include <youju/ledger/record.h>
#include <youju/org/access.h>

namespace youju::store {
class Transaction;
}

namespace youju::ledger {

// Who owns the data folder is asked nothing. Errors, ErrorKind::forbidden: "ledger.own_review" (who
// entered or changed it), "ledger.second_reviewer" (who gave the first of two approvals),
// "ledger.superior_review" (no right over a unit above). A unit with none above it is its own.
Result<void> require_reviewer(store::Transaction& transaction, const org::Access& access,
                              const Schema& schema, const org::UnitTree& today,
                              const Record& record);
// Whether rows of a file may come in as approved: where reviewing is more than having the right,
// only who owns the data folder may bring what was judged elsewhere. Error: "ledger.import_review".
Result<void> require_import_review(const org::Access& access, const Schema& schema);

}  // namespace youju::ledger
