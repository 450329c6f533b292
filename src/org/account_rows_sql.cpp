#include <youju/base/text.h>
#include <youju/org/account_rows.h>
#include <youju/store/database.h>

namespace youju::org {

namespace {

// No foreign keys to person: that table is emptied and made again by `youju rebuild`.
constexpr std::string_view migration = R"(
CREATE TABLE account (
  login {text_pk},
  password TEXT NOT NULL,
  changed_ms {instant} NOT NULL,
  must_change INTEGER NOT NULL,
  former TEXT NOT NULL,
  attempts TEXT NOT NULL,
  signed_in_ms {instant} NOT NULL
) {strict};
CREATE TABLE account_totp (
  login {text_pk},
  sealed {blob} NOT NULL,
  is_on INTEGER NOT NULL,
  last_step INTEGER NOT NULL
) {strict};
CREATE TABLE account_recovery_code (
  login TEXT NOT NULL,
  digest TEXT NOT NULL,
  PRIMARY KEY (login, digest)
) {strict};
CREATE TABLE account_session (
  digest {text_pk},
  login TEXT NOT NULL,
  made_ms {instant} NOT NULL,
  seen_ms {instant} NOT NULL,
  address TEXT NOT NULL,
  agent TEXT NOT NULL
) {strict};
CREATE INDEX account_session_by_login ON account_session (login);
CREATE TABLE delegation (
  id INTEGER PRIMARY KEY,
  giver TEXT NOT NULL,
  receiver TEXT NOT NULL,
  role TEXT NOT NULL,
  unit INTEGER NOT NULL,
  from_day {date} NOT NULL,
  until_day {date} NOT NULL,
  revoked_ms {instant}
) {strict};
CREATE TABLE trail (
  seq INTEGER PRIMARY KEY,
  at_ms {instant} NOT NULL,
  kind TEXT NOT NULL,
  login TEXT NOT NULL,
  address TEXT NOT NULL,
  subject TEXT NOT NULL,
  fields TEXT NOT NULL,
  hash {blob} NOT NULL
) {strict};
)";

constexpr std::string_view account_sql =
    "SELECT login, password, changed_ms, must_change, former, attempts, signed_in_ms FROM account "
    "WHERE login = ?";
constexpr std::string_view accounts_sql =
    "SELECT account.login, password, changed_ms, must_change, former, attempts, signed_in_ms, "
    "account_totp.is_on FROM account LEFT JOIN account_totp ON account_totp.login = account.login "
    "ORDER BY account.login";
constexpr std::string_view put_account_sql =
    "INSERT INTO account (login, password, changed_ms, must_change, former, attempts, "
    "signed_in_ms) VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (login) DO UPDATE SET "
    "password = excluded.password, changed_ms = excluded.changed_ms, "
    "must_change = excluded.must_change, former = excluded.former, attempts = excluded.attempts, "
    "signed_in_ms = excluded.signed_in_ms";
constexpr std::string_view totp_sql =
    "SELECT sealed, is_on, last_step FROM account_totp WHERE login = ?";
constexpr std::string_view put_totp_sql =
    "INSERT INTO account_totp (login, sealed, is_on, last_step) VALUES (?, ?, ?, ?) "
    "ON CONFLICT (login) DO UPDATE SET sealed = excluded.sealed, is_on = excluded.is_on, "
    "last_step = excluded.last_step";
constexpr std::string_view drop_totp_sql = "DELETE FROM account_totp WHERE login = ?";
constexpr std::string_view use_step_sql =
    "UPDATE account_totp SET last_step = ? WHERE login = ? AND last_step < ?";
constexpr std::string_view drop_codes_sql = "DELETE FROM account_recovery_code WHERE login = ?";
constexpr std::string_view put_code_sql =
    "INSERT INTO account_recovery_code (login, digest) VALUES (?, ?)";
constexpr std::string_view use_code_sql =
    "DELETE FROM account_recovery_code WHERE login = ? AND digest = ?";
constexpr std::string_view session_sql =
    "SELECT s.digest, s.login, s.made_ms, s.seen_ms, s.address, s.agent, a.must_change, "
    "a.changed_ms, t.is_on FROM account_session s JOIN account a ON a.login = s.login "
    "LEFT JOIN account_totp t ON t.login = s.login WHERE s.digest = ?";
constexpr std::string_view sessions_sql =
    "SELECT digest, login, made_ms, seen_ms, address, agent FROM account_session "
    "WHERE login = ? ORDER BY made_ms DESC, digest";
constexpr std::string_view put_session_sql =
    "INSERT INTO account_session (digest, login, made_ms, seen_ms, address, agent) "
    "VALUES (?, ?, ?, ?, ?, ?)";
constexpr std::string_view touch_sql = "UPDATE account_session SET seen_ms = ? WHERE digest = ?";
constexpr std::string_view drop_session_sql = "DELETE FROM account_session WHERE digest = ?";
constexpr std::string_view drop_sessions_sql = "DELETE FROM account_session WHERE login = ?";
constexpr std::string_view drop_all_sessions_sql = "DELETE FROM account_session";
constexpr std::string_view drop_stale_sql =
    "DELETE FROM account_session WHERE made_ms <= ? OR seen_ms <= ?";
constexpr std::string_view delegations_sql =
    "SELECT id, giver, receiver, role, unit, from_day, until_day, revoked_ms FROM delegation "
    "WHERE revoked_ms IS NULL AND until_day > ? ORDER BY id";
constexpr std::string_view delegations_of_sql =
    "SELECT id, giver, receiver, role, unit, from_day, until_day, revoked_ms FROM delegation "
    "WHERE giver = ? OR receiver = ? ORDER BY id DESC";
constexpr std::string_view delegation_sql =
    "SELECT id, giver, receiver, role, unit, from_day, until_day, revoked_ms FROM delegation "
    "WHERE id = ?";
constexpr std::string_view next_delegation_sql = "SELECT coalesce(max(id), 0) + 1 FROM delegation";
constexpr std::string_view add_delegation_sql =
    "INSERT INTO delegation (id, giver, receiver, role, unit, from_day, until_day) "
    "VALUES (?, ?, ?, ?, ?, ?, ?)";
constexpr std::string_view revoke_sql =
    "UPDATE delegation SET revoked_ms = ? WHERE id = ? AND revoked_ms IS NULL";

AccountRow account_of(store::Statement& row) {
  AccountRow account;
  account.login = row.text(0);
  account.password = row.text(1);
  account.changed_ms = row.integer(2);
  account.must_change = row.integer(3) != 0;
  for (const std::string_view line : text::split(row.text(4), '\n')) {
    if (!line.empty()) account.former.emplace_back(line);
  }
  account.attempts = AttemptCount::of_text(row.text(5), login_attempts_max);
  account.signed_in_ms = row.integer(6);
  return account;
}

SessionRow session_of(store::Statement& row) {
  return {std::string(row.text(0)), std::string(row.text(1)), row.integer(2),
          row.integer(3),           std::string(row.text(4)), std::string(row.text(5))};
}

Result<Accounts::Delegation> delegation_of(store::Statement& row) {
  Accounts::Delegation delegation;
  delegation.id = row.integer(0);
  delegation.giver = row.text(1);
  delegation.receiver = row.text(2);
  delegation.role = TRY(parse_role(row.text(3)));
  delegation.scope = UnitId{static_cast<std::int32_t>(row.integer(4))};
  delegation.from = TRY(Day::parse(row.text(5)));
  delegation.until = TRY(Day::parse(row.text(6)));
  if (!row.is_null(7)) delegation.revoked_ms = row.integer(7);
  return delegation;
}

}  // namespace

std::string_view account_migration() { return migration; }

Result<std::optional<AccountRow>> read_account(store::Transaction& transaction,
                                               std::string_view login) {
  store::Statement& statement = transaction.prepare(account_sql);
  statement.bind(0, login);
  std::optional<AccountRow> account;
  if (TRY(statement.step())) account = account_of(statement);
  statement.reset();
  return account;
}

Result<void> put_account(store::Transaction& transaction, const AccountRow& row) {
  std::string former;
  for (const std::string& hash : row.former) former += hash + '\n';
  TRY(transaction.run(put_account_sql, row.login, row.password, row.changed_ms,
                      int{row.must_change}, former, row.attempts.to_text(), row.signed_in_ms));
  return {};
}

Result<std::optional<TotpRow>> read_totp(store::Transaction& transaction, std::string_view login) {
  store::Statement& statement = transaction.prepare(totp_sql);
  statement.bind(0, login);
  std::optional<TotpRow> totp;
  if (TRY(statement.step())) {
    totp = TotpRow{statement.blob(0), statement.integer(1) != 0, statement.integer(2)};
  }
  statement.reset();
  return totp;
}

Result<void> put_totp(store::Transaction& transaction, std::string_view login, const TotpRow& row) {
  store::Statement& statement = transaction.prepare(put_totp_sql);
  statement.bind(0, login).bind_blob(1, row.sealed).bind(2, int{row.is_on}).bind(3, row.last_step);
  TRY(statement.run());
  return {};
}

Result<std::int64_t> drop_totp(store::Transaction& transaction, std::string_view login) {
  TRY(transaction.run(drop_codes_sql, login));
  return transaction.run(drop_totp_sql, login);
}

Result<bool> use_totp_step(store::Transaction& transaction, std::string_view login,
                           std::int64_t step) {
  return TRY(transaction.run(use_step_sql, step, login, step)) == 1;
}

Result<void> put_recovery_codes(store::Transaction& transaction, std::string_view login,
                                const std::vector<std::string>& digests) {
  TRY(transaction.run(drop_codes_sql, login));
  for (const std::string& digest : digests) TRY(transaction.run(put_code_sql, login, digest));
  return {};
}

Result<bool> use_recovery_code(store::Transaction& transaction, std::string_view login,
                               std::string_view digest) {
  return TRY(transaction.run(use_code_sql, login, digest)) == 1;
}

Result<std::optional<SessionState>> read_session(store::Transaction& transaction,
                                                 std::string_view digest) {
  store::Statement& statement = transaction.prepare(session_sql);
  statement.bind(0, digest);
  std::optional<SessionState> state;
  if (TRY(statement.step())) {
    state = SessionState{session_of(statement), statement.integer(6) != 0,
                         statement.integer(8) != 0, statement.integer(7)};
  }
  statement.reset();
  return state;
}

Result<std::vector<SessionRow>> read_sessions(store::Transaction& transaction,
                                              std::string_view login) {
  store::Statement& statement = transaction.prepare(sessions_sql);
  statement.bind(0, login);
  std::vector<SessionRow> rows;
  while (TRY(statement.step())) rows.push_back(session_of(statement));
  return rows;
}

Result<void> put_session(store::Transaction& transaction, const SessionRow& row) {
  TRY(transaction.run(put_session_sql, row.digest, row.login, row.made_ms, row.seen_ms, row.address,
                      row.agent));
  return {};
}

Result<void> touch_session(store::Transaction& transaction, std::string_view digest,
                           std::int64_t seen_ms) {
  TRY(transaction.run(touch_sql, seen_ms, digest));
  return {};
}

Result<std::int64_t> drop_session(store::Transaction& transaction, std::string_view digest) {
  return transaction.run(drop_session_sql, digest);
}

Result<std::int64_t> drop_sessions(store::Transaction& transaction, std::string_view login) {
  return transaction.run(drop_sessions_sql, login);
}

Result<std::int64_t> drop_all_sessions(store::Transaction& transaction) {
  return transaction.run(drop_all_sessions_sql);
}

Result<void> drop_stale_sessions(store::Transaction& transaction, std::int64_t made_before_ms,
                                 std::int64_t seen_before_ms) {
  TRY(transaction.run(drop_stale_sql, made_before_ms, seen_before_ms));
  return {};
}

Result<void> each_account(store::Transaction& transaction,
                          const std::function<void(const AccountRow&, bool has_totp)>& each) {
  store::Statement& statement = transaction.prepare(accounts_sql);
  while (TRY(statement.step())) each(account_of(statement), statement.integer(7) != 0);
  return {};
}

Result<std::vector<Accounts::Delegation>> read_delegations(store::Transaction& transaction,
                                                           Day today) {
  store::Statement& statement = transaction.prepare(delegations_sql);
  statement.bind(0, today.to_string());
  std::vector<Accounts::Delegation> delegations;
  while (TRY(statement.step())) delegations.push_back(TRY(delegation_of(statement)));
  return delegations;
}

Result<std::vector<Accounts::Delegation>> delegations_of(store::Transaction& transaction,
                                                         std::string_view login) {
  store::Statement& statement = transaction.prepare(delegations_of_sql);
  statement.bind(0, login).bind(1, login);
  std::vector<Accounts::Delegation> delegations;
  while (TRY(statement.step())) delegations.push_back(TRY(delegation_of(statement)));
  return delegations;
}

Result<std::optional<Accounts::Delegation>> read_delegation(store::Transaction& transaction,
                                                            std::int64_t id) {
  store::Statement& statement = transaction.prepare(delegation_sql);
  statement.bind(0, id);
  std::optional<Accounts::Delegation> delegation;
  if (TRY(statement.step())) delegation = TRY(delegation_of(statement));
  statement.reset();
  return delegation;
}

Result<std::int64_t> add_delegation(store::Transaction& transaction,
                                    const Accounts::Delegation& delegation) {
  store::Statement& next = transaction.prepare(next_delegation_sql);
  CHECK(TRY(next.step()));
  const std::int64_t id = next.integer(0);
  next.reset();
  TRY(transaction.run(add_delegation_sql, id, delegation.giver, delegation.receiver,
                      role_name(delegation.role), std::int64_t{delegation.scope.value},
                      delegation.from.to_string(), delegation.until.to_string()));
  return id;
}

Result<bool> mark_revoked(store::Transaction& transaction, std::int64_t id, std::int64_t now_ms) {
  return TRY(transaction.run(revoke_sql, now_ms, id)) == 1;
}

}  // namespace youju::org
