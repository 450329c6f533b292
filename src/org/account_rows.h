// The tables of accounts, sessions and delegations, row by row. They are no projection of the event
// log: no replay makes a password again, so org::clear and org::dump leave them alone. Every
// function runs inside the caller's transaction and checks nothing. Inside this room.
#pragma once

#include <youju/org/account.h>
#include <youju/org/account_lock.h>

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace youju::org {

std::string_view account_migration();

struct AccountRow {
  std::string login;
  std::string password;  // Argon2id in its own text form; "": none yet, nobody can sign in
  std::int64_t changed_ms = 0;
  bool must_change = false;
  std::vector<std::string> former;  // the last hashes, the present one last
  AttemptCount attempts{login_attempts_max};
  std::int64_t signed_in_ms = 0;
};
Result<std::optional<AccountRow>> read_account(store::Transaction& transaction,
                                               std::string_view login);
Result<void> put_account(store::Transaction& transaction, const AccountRow& row);

struct TotpRow {
  std::string sealed;  // account_key.h
  bool is_on = false;  // false: offered, not yet proven
  std::int64_t last_step = 0;
};
Result<std::optional<TotpRow>> read_totp(store::Transaction& transaction, std::string_view login);
Result<void> put_totp(store::Transaction& transaction, std::string_view login, const TotpRow& row);
// With its recovery codes; the number of rows.
Result<std::int64_t> drop_totp(store::Transaction& transaction, std::string_view login);
// False if the step, or a later one, was used already.
Result<bool> use_totp_step(store::Transaction& transaction, std::string_view login,
                           std::int64_t step);
// Instead of those that are there; digests in hex.
Result<void> put_recovery_codes(store::Transaction& transaction, std::string_view login,
                                const std::vector<std::string>& digests);
// False if there is none such (any more).
Result<bool> use_recovery_code(store::Transaction& transaction, std::string_view login,
                               std::string_view digest);

struct SessionRow {
  std::string digest;  // SHA-256 of the token, in hex
  std::string login;
  std::int64_t made_ms = 0, seen_ms = 0;
  std::string address, agent;
};
// A session with what of the account is asked for with every request.
struct SessionState {
  SessionRow row;
  bool must_change = false, has_totp = false;
  std::int64_t password_changed_ms = 0;
};
Result<std::optional<SessionState>> read_session(store::Transaction& transaction,
                                                 std::string_view digest);
Result<std::vector<SessionRow>> read_sessions(store::Transaction& transaction,
                                              std::string_view login);  // newest first
Result<void> put_session(store::Transaction& transaction, const SessionRow& row);
Result<void> touch_session(store::Transaction& transaction, std::string_view digest,
                           std::int64_t seen_ms);
Result<std::int64_t> drop_session(store::Transaction& transaction, std::string_view digest);
Result<std::int64_t> drop_sessions(store::Transaction& transaction, std::string_view login);
Result<std::int64_t> drop_all_sessions(store::Transaction& transaction);
// Those that began or were last seen before these instants.
Result<void> drop_stale_sessions(store::Transaction& transaction, std::int64_t made_before_ms,
                                 std::int64_t seen_before_ms);

// All accounts, by login.
Result<void> each_account(store::Transaction& transaction,
                          const std::function<void(const AccountRow&, bool has_totp)>& each);

// Those that may hold today or later.
Result<std::vector<Accounts::Delegation>> read_delegations(store::Transaction& transaction,
                                                           Day today);
// Given by or to this login, also past and revoked ones, newest first.
Result<std::vector<Accounts::Delegation>> delegations_of(store::Transaction& transaction,
                                                         std::string_view login);
Result<std::optional<Accounts::Delegation>> read_delegation(store::Transaction& transaction,
                                                            std::int64_t id);
Result<std::int64_t> add_delegation(store::Transaction& transaction,
                                    const Accounts::Delegation& delegation);
// False if it was revoked before.
Result<bool> mark_revoked(store::Transaction& transaction, std::int64_t id, std::int64_t now_ms);

}  // namespace youju::org
