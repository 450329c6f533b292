#include <sodium.h>
#include <youju/base/hash.h>
#include <youju/base/limits.h>
#include <youju/org/account_state.h>

#include <algorithm>
#include <charconv>

namespace youju::org {

std::string random_token() {
  Digest bytes{};
  randombytes_buf(bytes.data(), bytes.size());
  return to_hex(bytes);
}

std::string stored_digest(std::string_view secret) { return to_hex(digest_of(secret)); }

Result<void> require_over(const Access& access, const std::vector<Grant>& grants,
                          const UnitTree& today) {
  Result<void> of_the_whole = access.require_anywhere(Action::manage_people, today);
  if (of_the_whole || grants.empty()) return of_the_whole;
  for (const Grant& grant : grants) {
    TRY(access.require(Action::manage_people, grant.scope, today));
  }
  return {};
}

Result<void> note_grant(store::Transaction& transaction, std::string_view actor,
                        const Person& person, const Directory& directory, std::int64_t now_ms) {
  std::string rights;
  for (const Grant& grant : person.grants) {
    if (!rights.empty()) rights += ' ';
    rights += std::string(role_name(grant.role)) + '@' + directory.unit(grant.scope).code;
  }
  TrailEntry entry;
  entry.at_ms = now_ms;
  entry.kind = "grant";
  entry.login = actor;
  entry.subject = person.login;
  entry.fields = {{"rights", rights}};
  TRY(append_trail(transaction, entry));
  if (person.grants.empty()) TRY(drop_sessions(transaction, person.login));
  return {};
}

Result<void> Accounts::Interior::require_managed(const Access& access,
                                                 std::string_view login) const {
  const auto directory = directory_now();
  const Person* person = directory->person(login);
  if (person == nullptr) {
    return fail(ErrorKind::not_found, "org.unknown_person", {{"login", std::string(login)}});
  }
  TRY(require_over(access, person->grants, *directory->tree(clock.today())));
  if (access.login() == login && !access.is_owner()) {
    return fail(ErrorKind::conflict, "account.own_account", {{"login", std::string(login)}});
  }
  return {};
}

std::shared_ptr<const UnitTree> Accounts::Interior::tree_now() const {
  return directory_now()->tree(clock.today());
}

Result<void> Accounts::Interior::note(store::Transaction& transaction, TrailEntry entry) const {
  entry.at_ms = clock.now_ms();
  return append_trail(transaction, entry);
}

Result<void> Accounts::Interior::change(std::string_view login, TrailEntry entry,
                                        const Change& change) {
  TRY(database.write([&](store::Transaction& transaction) -> Result<void> {
    std::optional<AccountRow> row = TRY(read_account(transaction, login));
    if (!row) {
      row.emplace();
      row->login = login;
    }
    TRY(change(transaction, *row));
    TRY(put_account(transaction, *row));
    return note(transaction, entry);
  }));
  forget(login);
  forget_halves(login);
  return {};
}

Accounts::Accounts(std::unique_ptr<Interior> state) : state_(std::move(state)) {}
Accounts::~Accounts() = default;

Result<std::unique_ptr<Accounts>> Accounts::open(store::Database& database, const Clock& clock,
                                                 DirectoryNow directory, Options options) {
  CHECK(sodium_init() >= 0);
  TRY(check(options.policy));
  if (!options.read_only) TRY(AccountKey::ensure(options.key_file));
  return std::unique_ptr<Accounts>(new Accounts(
      std::make_unique<Interior>(database, clock, std::move(directory), std::move(options))));
}

const Policy& Accounts::policy() const { return state_->options.policy; }

Result<std::vector<Accounts::PersonState>> Accounts::people(const Access& access) const {
  const auto directory = state_->directory_now();
  const auto tree = directory->tree(state_->clock.today());
  const std::int64_t now = state_->clock.now_ms();
  std::vector<PersonState> people;
  for (const Person& person : directory->people()) {
    if (!require_over(access, person.grants, *tree)) continue;
    people.emplace_back().login = person.login;
  }
  if (people.empty()) TRY(access.require_anywhere(Action::manage_people, *tree));
  const auto snapshot = state_->database.read();
  TRY(each_account(*snapshot, [&](const AccountRow& row, bool has_totp) {
    const auto found = std::lower_bound(
        people.begin(), people.end(), row.login,
        [](const PersonState& person, const std::string& login) { return person.login < login; });
    if (found == people.end() || found->login != row.login) return;
    found->has_password = !row.password.empty();
    found->must_change_password = row.must_change;
    found->has_totp = has_totp;
    found->locked_seconds = row.attempts.seconds_left(now);
    found->signed_in_ms = row.signed_in_ms;
  }));
  return people;
}

bool Accounts::anybody_can_sign_in() const {
  bool anybody = false;
  const auto snapshot = state_->database.read();
  const auto read = each_account(
      *snapshot, [&](const AccountRow& row, bool) { anybody = anybody || !row.password.empty(); });
  // What cannot be read must not open a door.
  return anybody || !read;
}

Result<void> Accounts::unlock(const Access& access, std::string_view login,
                              std::string_view address) {
  TRY(state_->require_managed(access, login));
  TrailEntry entry;
  entry.kind = "unlocked";
  entry.login = access.login();
  entry.address = address;
  entry.subject = login;
  return state_->change(login, entry, [](store::Transaction&, AccountRow& row) -> Result<void> {
    row.attempts = AttemptCount(login_attempts_max);
    return {};
  });
}

Result<void> Accounts::end_sessions(const Access& access, std::string_view login,
                                    std::string_view address) {
  TRY(state_->require_managed(access, login));
  TRY(state_->database.write([&](store::Transaction& transaction) -> Result<void> {
    const std::int64_t count = TRY(drop_sessions(transaction, login));
    TrailEntry entry;
    entry.kind = "sessions_ended";
    entry.login = access.login();
    entry.address = address;
    entry.subject = login;
    entry.fields = {{"count", std::to_string(count)}};
    return state_->note(transaction, entry);
  }));
  state_->forget(login);
  state_->forget_halves(login);
  return {};
}

Result<void> Accounts::end_all_sessions(const Access& access, std::string_view address) {
  TRY(access.require_anywhere(Action::manage_people, *state_->tree_now()));
  TRY(state_->database.write([&](store::Transaction& transaction) -> Result<void> {
    const std::int64_t count = TRY(drop_all_sessions(transaction));
    TrailEntry entry;
    entry.kind = "sessions_ended";
    entry.login = access.login();
    entry.address = address;
    entry.fields = {{"count", std::to_string(count)}};
    return state_->note(transaction, entry);
  }));
  const std::lock_guard lock(state_->mutex);
  ++state_->epoch;
  state_->cache.clear();
  state_->halves.clear();
  return {};
}

Result<void> Accounts::note(std::string_view kind, std::string_view login, std::string_view address,
                            std::string_view subject, std::vector<ErrorField> fields) {
  TrailEntry entry;
  entry.kind = kind;
  entry.login = login;
  entry.address = address;
  entry.subject = subject;
  entry.fields = std::move(fields);
  return state_->database.write(
      [&](store::Transaction& transaction) { return state_->note(transaction, entry); });
}

Result<Accounts::TrailPage> Accounts::trail(const Access& access, std::string_view after,
                                            std::size_t rows) const {
  TRY(access.require_anywhere(Action::audit, *state_->tree_now()));
  std::int64_t before = 0;
  if (!after.empty()) {
    const auto [end, error] = std::from_chars(after.data(), after.data() + after.size(), before);
    if (error != std::errc() || end != after.data() + after.size() || before < 1) {
      return fail(ErrorKind::bad_usage, "account.bad_key", {{"text", std::string(after)}});
    }
  }
  rows = std::clamp<std::size_t>(rows, 1, limits::page_rows_max);
  TrailPage page;
  const auto snapshot = state_->database.read();
  page.rows = TRY(read_trail(*snapshot, before, rows));
  const bool more = page.rows.size() == rows && page.rows.back().seq > 1;
  if (more) page.next = std::to_string(page.rows.back().seq);
  return page;
}

Result<Accounts::TrailAudit> Accounts::audit_trail(const Access& access) const {
  TRY(access.require_anywhere(Action::audit, *state_->tree_now()));
  TrailAudit audit;
  const auto snapshot = state_->database.read();
  audit.faults = TRY(verify_trail(*snapshot, audit.rows));
  return audit;
}

}  // namespace youju::org
