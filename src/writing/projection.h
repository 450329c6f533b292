// The tables of drafts, a projection of the event log: apply() is called when an event has been
// written, and again when the log is replayed. Inside this room.
#pragma once

#include <youju/ledger/event_log.h>
#include <youju/ledger/replay.h>
#include <youju/writing/draft.h>

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace youju::writing {

// Passes over events of other rooms. Error: ErrorKind::corrupt, "ledger.bad_payload".
Result<void> apply(store::Transaction& transaction, const ledger::Event& event);

Result<std::optional<Draft>> read_draft(store::Transaction& transaction, const Uuid& id);
Result<std::optional<Draft>> read_draft(store::Transaction& transaction, std::string_view unit,
                                        const Period& period, std::string_view template_name);
// The last changed first, until `each` returns false.
Result<void> each_draft(store::Transaction& transaction,
                        const std::function<bool(Draft&& draft)>& each);
Result<std::optional<Version>> read_version(store::Transaction& transaction, const Uuid& id,
                                            int number);
// Without contents, newest first.
Result<std::vector<Version>> read_versions(store::Transaction& transaction, const Uuid& id);
Result<std::vector<Comment>> read_comments(store::Transaction& transaction, const Uuid& id);
Result<std::optional<Seal>> read_seal(store::Transaction& transaction, const Uuid& id, int version);
// The digests of all sealed files.
Result<std::vector<std::string>> read_sealed_digests(store::Transaction& transaction);
// The tables, for audit and rebuilding.
const ledger::Projection& projection();

// ---- payloads (payload.cpp)
std::string printed_json(const std::vector<Printed>& printed);
Result<std::vector<Printed>> parse_printed(std::string_view json);
// The members of a seal but for version, by and at, which are its event's.
std::string seal_payload(const Seal& seal);
Result<Seal> parse_seal(std::string_view payload);
// The content of a version that was checked when it was written.
Result<Content> stored_content(std::string_view json);

}  // namespace youju::writing
