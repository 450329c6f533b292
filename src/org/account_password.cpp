// Passwords: changed by their owner, set and reset by who manages the person.
#include <sodium.h>
#include <youju/base/limits.h>
#include <youju/org/account_state.h>

#include <algorithm>

namespace youju::org {

namespace {

constexpr std::size_t former_max = 5;  // GB/T 22239-2019: the last five are not used again
constexpr std::size_t temporary_length = 12;

TrailEntry entry_of(std::string_view kind, std::string_view actor, std::string_view login,
                    std::string_view address) {
  TrailEntry entry;
  entry.kind = kind;
  entry.login = actor;
  entry.address = address;
  entry.subject = login;
  return entry;
}

// Every rule that a new password breaks, "account.password_reused" among them.
std::vector<Error> faults_of(Accounts::Interior& state, const PasswordHasher::Place& place,
                             std::string_view login, std::string_view password,
                             const std::vector<std::string>& former) {
  std::vector<Error> faults = password_faults(state.options.policy, login, password);
  // What breaks a rule is no former password; that it is not hashed keeps long ones cheap.
  if (!faults.empty()) return faults;
  const bool reused = std::any_of(former.begin(), former.end(), [&](const std::string& hash) {
    return state.hasher.fits(place, hash, password);
  });
  if (reused) {
    faults.push_back({ErrorKind::bad_input,
                      "account.password_reused",
                      {},
                      {{"count", std::to_string(former_max)}}});
  }
  return faults;
}

void put_password(AccountRow& row, const std::string& hash, std::int64_t now_ms) {
  row.password = hash;
  row.former.push_back(hash);
  if (row.former.size() > former_max) row.former.erase(row.former.begin());
  row.changed_ms = now_ms;
  row.attempts = AttemptCount(login_attempts_max);
}

// A random one that breaks no rule, without characters that look alike.
std::string temporary_password(const Policy& policy, std::string_view login) {
  static constexpr std::string_view alphabet =
      "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789";
  const std::size_t length =
      std::max(temporary_length, static_cast<std::size_t>(policy.password_min_length));
  std::string password;
  do {
    password.clear();
    while (password.size() < length) {
      password += alphabet[randombytes_uniform(static_cast<std::uint32_t>(alphabet.size()))];
    }
  } while (!password_faults(policy, login, password).empty());
  return password;
}

// The administrator's way to a password: no old one is asked for, and all sessions end.
Result<void> reset(Accounts::Interior& state, TrailEntry entry, const std::string& hash,
                   bool must_change) {
  const std::string login = entry.subject;
  return state.change(login, std::move(entry),
                      [&](store::Transaction& transaction, AccountRow& row) -> Result<void> {
                        put_password(row, hash, state.clock.now_ms());
                        row.must_change = must_change;
                        TRY(drop_sessions(transaction, login));
                        return {};
                      });
}

}  // namespace

Result<Accounts::SignedIn> Accounts::change_password(const Session& session,
                                                     std::string_view old_password,
                                                     std::string_view new_password,
                                                     std::string_view address,
                                                     std::vector<Error>& faults) {
  const std::string& login = session.login();
  const Interior::Confirmed confirmed = TRY(state_->confirm(login, old_password, address));
  faults = faults_of(*state_, confirmed.place, login, new_password, confirmed.row.former);
  if (!faults.empty()) return fail(faults.front());
  const std::string hash = state_->hasher.hash(confirmed.place, new_password);
  SignedIn answer;
  const auto put = [&](store::Transaction& transaction, AccountRow& row) -> Result<void> {
    if (row.password != confirmed.row.password) {
      return fail(ErrorKind::unauthenticated, "account.wrong_password");
    }
    const std::vector<SessionRow> open = TRY(read_sessions(transaction, login));
    const auto present = std::find_if(open.begin(), open.end(), [&](const SessionRow& one) {
      return one.digest.compare(0, session.id().size(), session.id()) == 0;
    });
    // A session that was ended in the meantime brings no new one.
    if (present == open.end()) return fail(ErrorKind::unauthenticated, "account.sign_in_needed");
    put_password(row, hash, state_->clock.now_ms());
    row.must_change = false;
    TRY(drop_sessions(transaction, login));
    answer.token = TRY(state_->open_session(transaction, login, address, present->agent));
    return {};
  };
  TRY(state_->change(login, entry_of("password_changed", login, login, address), put));
  return answer;
}

Result<std::string> Accounts::reset_password(const Access& access, std::string_view login,
                                             std::string_view address) {
  TRY(state_->require_managed(access, login));
  std::string password = temporary_password(state_->options.policy, login);
  const PasswordHasher::Place place = TRY(state_->hasher.enter(login));
  TRY(reset(*state_, entry_of("password_reset", access.login(), login, address),
            state_->hasher.hash(place, password), true));
  return password;
}

Result<void> Accounts::set_password(const Access& access, std::string_view login,
                                    std::string_view password, std::string_view address,
                                    std::vector<Error>& faults) {
  TRY(state_->require_managed(access, login));
  const PasswordHasher::Place place = TRY(state_->hasher.enter(login));
  const auto row = TRY(read_account(*state_->database.read(), login));
  faults =
      faults_of(*state_, place, login, password, row ? row->former : std::vector<std::string>());
  if (!faults.empty()) return fail(faults.front());
  // Somebody else knows it as well, unless who owns the folder made it for themselves.
  return reset(*state_, entry_of("password_reset", access.login(), login, address),
               state_->hasher.hash(place, password), !access.is_owner());
}

}  // namespace youju::org
