// The trail: who signed in, failed to, changed a password or a right, took data out, from where.
// Rows are only ever added; none is changed or deleted, so they are kept longer than the six months
// that the Cybersecurity Law, article 21, asks for.
//
// The trail is not the event log (ledger/event_log.h). The log is the truth about records and
// rights and travels with every export and replay; an address from which somebody mistyped a
// password does not belong into it. A change of rights is in both: in the log as the event
// person.grant, in the trail so that one page shows all that concerns security. The trail has a
// hash chain of its own: a row's hash covers its content and the hash before it
// (doc/formats/trail.md).
#pragma once

#include <youju/base/hash.h>
#include <youju/base/result.h>

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace youju::store {
class Transaction;
}  // namespace youju::store

namespace youju::org {

struct TrailEntry {
  std::int64_t seq = 0;    // 1, 2, 3 … without a gap
  std::int64_t at_ms = 0;  // UTC
  // sign_in sign_in_failed locked unlocked sign_out sessions_ended · password_changed
  // password_reset · totp_on totp_off recovery_code_used recovery_codes_renewed · grant ·
  // delegated delegation_revoked · export backup restore, and what else is noted
  std::string kind;
  std::string login;    // who acted; "" if that is not known: what was typed may be a password
  std::string address;  // from where; "" at the machine itself
  std::string subject;  // whom or what it concerns: a login, a ledger, a file
  std::vector<ErrorField> fields;
  Digest hash{};
};

// The catalogue id of a kind's title: "account.trail.sign_in".
std::string trail_title_id(std::string_view kind);

// Text from outside as it may stand in a row: one line, valid, at most
// limits::trail_text_bytes_max.
std::string trail_text(std::string_view text);

// Adds a row inside the caller's transaction: seq and hash are filled. Never put a secret in it.
Result<void> append_trail(store::Transaction& transaction, TrailEntry& entry);
// Rows with seq < before (0: from the newest on), newest first, at most `rows`.
Result<std::vector<TrailEntry>> read_trail(store::Transaction& transaction, std::int64_t before,
                                           std::size_t rows);
// Makes every hash again; each fault is an error: "account.trail_gap", "account.trail_chain"
// ({seq}), at most 200. The number of rows comes in `count`.
Result<std::vector<Error>> verify_trail(store::Transaction& transaction, std::int64_t& count);

}  // namespace youju::org
