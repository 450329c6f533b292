// Signing in: the password, then the code, then a session.
#include <youju/base/hash.h>
#include <youju/base/limits.h>
#include <youju/org/account_state.h>
#include <youju/org/second_factor.h>

#include <algorithm>

namespace youju::org {

namespace {

constexpr std::int64_t half_way_ms = 5LL * 60'000;  // to take out a phone and type six digits
constexpr std::size_t halves_max = 1'000;
constexpr std::size_t login_bytes_max = 40;

TrailEntry entry_of(std::string_view kind, std::string_view login, std::string_view address) {
  TrailEntry entry;
  entry.kind = kind;
  entry.login = login;
  entry.address = address;
  entry.subject = login;
  return entry;
}

}  // namespace

Error Accounts::Interior::wrong_attempt(std::string_view login, std::string_view address,
                                        std::string_view what) {
  const std::int64_t now = clock.now_ms();
  std::int64_t seconds = 0;
  // A write in any case, also for a login that does not exist: it must not be told by the time.
  auto written = database.write([&](store::Transaction& transaction) -> Result<void> {
    std::optional<AccountRow> row = TRY(read_account(transaction, login));
    const bool is_known = row && !row->password.empty();
    bool locks = false;
    if (is_known) {
      locks = row->attempts.fail(now);
      seconds = row->attempts.seconds_left(now);
      TRY(put_account(transaction, *row));
    } else {
      const std::lock_guard lock(mutex);
      locks = strangers.fail(std::string(login), now);
      seconds = strangers.seconds_left(std::string(login), now);
    }
    // What was typed as an unknown login may be a password: it is not written down.
    const std::string_view named = is_known ? login : std::string_view();
    TrailEntry failed = entry_of("sign_in_failed", named, address);
    failed.fields = {{"reason", std::string(what)}};
    TRY(note(transaction, failed));
    if (!locks) return {};
    TrailEntry locked = entry_of("locked", named, address);
    locked.fields = {{"seconds", std::to_string(seconds)}};
    return note(transaction, locked);
  });
  if (!written) return written.error();
  if (!address.empty()) {
    const std::lock_guard lock(mutex);
    addresses.fail(std::string(address), now);
  }
  if (seconds > 0) return throttled("account.locked", seconds).value();
  return Error{ErrorKind::unauthenticated, std::string(what), {}, {}};
}

Result<Accounts::Interior::Confirmed> Accounts::Interior::confirm(std::string_view login,
                                                                  std::string_view password,
                                                                  std::string_view address) {
  // What is no login in any case is judged all the same, in a form that a database takes.
  const std::string name = trail_text(login.substr(0, login_bytes_max + 1));
  {
    const std::lock_guard lock(mutex);
    const std::int64_t seconds = addresses.seconds_left(std::string(address), clock.now_ms());
    if (seconds > 0) return throttled("account.address_locked", seconds);
  }
  // Before the lock is looked at: attempts that come together are judged one after the other.
  PasswordHasher::Place place = TRY(hasher.enter(name));
  std::optional<AccountRow> row = TRY(read_account(*database.read(), name));
  const bool is_known = row && !row->password.empty();
  std::int64_t seconds = 0;
  if (is_known) {
    seconds = row->attempts.seconds_left(clock.now_ms());
  } else {
    const std::lock_guard lock(mutex);
    seconds = strangers.seconds_left(name, clock.now_ms());
  }
  if (seconds > 0) return throttled("account.locked", seconds);
  const bool fits = hasher.fits(place, is_known ? row->password : std::string(),
                                password.substr(0, 4 * limits::password_length_max + 1));
  if (!fits) return fail(wrong_attempt(name, address, "account.wrong_password"));
  return Confirmed{std::move(place), std::move(*row)};
}

namespace {

// The last step: the code is used, a wrong attempt forgiven, a session opened, or nothing of it.
// `changed_ms` is when the password that was right had been made: it must still be the same.
Result<std::string> let_in(Accounts::Interior& state, const Accounts::Attempt& attempt,
                           std::int64_t changed_ms, const std::optional<SecondFactor>& factor) {
  const Access access = TRY(state.access_now(attempt.login));
  if (access.grants().empty()) {
    return fail(ErrorKind::forbidden, "account.no_rights", {{"login", attempt.login}});
  }
  TrailEntry entry = entry_of("sign_in", attempt.login, attempt.address);
  entry.fields = {{"factor", factor ? factor->name() : "password"}};
  for (const Grant& grant : access.grants()) {
    if (grant.on_behalf_of.empty()) continue;
    entry.fields.push_back({"on_behalf_of", grant.on_behalf_of});
  }
  std::string token;
  TRY(state.database.write([&](store::Transaction& transaction) -> Result<void> {
    if (factor && !TRY(factor->use(transaction, attempt.login))) {
      return fail(ErrorKind::unauthenticated, "account.wrong_code");
    }
    std::optional<AccountRow> row = TRY(read_account(transaction, attempt.login));
    if (!row || row->changed_ms != changed_ms) {
      return fail(ErrorKind::unauthenticated, "account.wrong_password");
    }
    row->attempts = AttemptCount(login_attempts_max);
    row->signed_in_ms = state.clock.now_ms();
    TRY(put_account(transaction, *row));
    if (!attempt.previous.empty()) {
      TRY(drop_session(transaction, stored_digest(attempt.previous)));
    }
    token = TRY(state.open_session(transaction, attempt.login, attempt.address, attempt.agent));
    if (factor && factor->is_recovery()) {
      TRY(state.note(transaction, entry_of("recovery_code_used", attempt.login, attempt.address)));
    }
    return state.note(transaction, entry);
  }));
  state.forget(attempt.login);
  return token;
}

// Judges the code, and lets in whom it fits.
Result<std::string> judge_code(Accounts::Interior& state, const Accounts::Attempt& attempt,
                               std::int64_t changed_ms, const TotpRow& totp) {
  const std::optional<SecondFactor> factor =
      TRY(SecondFactor::of(state.options.key_file, attempt, totp, state.clock.now_ms()));
  if (factor) {
    Result<std::string> token = let_in(state, attempt, changed_ms, factor);
    if (token || token.error().what != "account.wrong_code") return token;
  }
  return fail(state.wrong_attempt(attempt.login, attempt.address, "account.wrong_code"));
}

}  // namespace

Result<Accounts::SignedIn> Accounts::sign_in(const Attempt& attempt) {
  const Interior::Confirmed confirmed =
      TRY(state_->confirm(attempt.login, attempt.password, attempt.address));
  const std::int64_t changed_ms = confirmed.row.changed_ms;
  const std::optional<TotpRow> totp = TRY(read_totp(*state_->database.read(), attempt.login));
  if (!totp || !totp->is_on) {
    return SignedIn{TRY(let_in(*state_, attempt, changed_ms, std::nullopt)), false};
  }
  if (!attempt.code.empty()) {
    return SignedIn{TRY(judge_code(*state_, attempt, changed_ms, *totp)), false};
  }
  std::string token = random_token();
  const std::int64_t now = state_->clock.now_ms();
  const std::lock_guard lock(state_->mutex);
  std::erase_if(state_->halves, [&](const auto& one) { return one.second.until_ms <= now; });
  if (state_->halves.size() >= halves_max) state_->halves.clear();
  Interior::Half half{attempt, changed_ms, now + half_way_ms};
  half.attempt.password.clear();
  state_->halves.emplace(stored_digest(token), std::move(half));
  return SignedIn{std::move(token), true};
}

Result<Accounts::SignedIn> Accounts::second_factor(std::string_view token, std::string_view code,
                                                   std::string_view address) {
  const std::string digest = stored_digest(token);
  Interior::Half half;
  {
    const std::lock_guard lock(state_->mutex);
    const std::int64_t now = state_->clock.now_ms();
    const std::int64_t seconds = state_->addresses.seconds_left(std::string(address), now);
    if (seconds > 0) return throttled("account.address_locked", seconds);
    const auto found = state_->halves.find(digest);
    if (found == state_->halves.end() || found->second.until_ms <= now) {
      return fail(ErrorKind::unauthenticated, "account.sign_in_needed");
    }
    half = found->second;
  }
  half.attempt.code = code;
  half.attempt.address = address;
  const std::string& login = half.attempt.login;
  const PasswordHasher::Place place = TRY(state_->hasher.enter(login));
  const auto row = TRY(read_account(*state_->database.read(), login));
  const std::int64_t seconds = row ? row->attempts.seconds_left(state_->clock.now_ms()) : 0;
  if (seconds > 0) return throttled("account.locked", seconds);
  const std::optional<TotpRow> totp = TRY(read_totp(*state_->database.read(), login));
  if (!totp || !totp->is_on) return fail(ErrorKind::unauthenticated, "account.sign_in_needed");
  SignedIn answer{TRY(judge_code(*state_, half.attempt, half.changed_ms, *totp)), false};
  const std::lock_guard lock(state_->mutex);
  state_->halves.erase(digest);
  return answer;
}

}  // namespace youju::org
