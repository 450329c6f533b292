#include <sodium.h>
#include <youju/base/hash.h>
#include <youju/base/limits.h>
#include <youju/base/text.h>
#include <youju/org/account_state.h>

#include <algorithm>
#include <array>

namespace youju::org {

namespace {

constexpr std::int64_t absolute_ms = 12LL * 3'600'000;
constexpr std::int64_t minute_ms = 60'000, day_ms = 86'400'000;
constexpr std::size_t token_length = 64;  // 32 bytes in hex
constexpr std::size_t id_length = 16;

// HMAC-SHA-256 of a fixed text under the token: who has not the token cannot make it, and what is
// stored, the token's digest, does not give it.
std::string csrf_of(std::string_view token) {
  constexpr std::string_view message = "youju.csrf.1";
  crypto_auth_hmacsha256_state state;
  crypto_auth_hmacsha256_init(&state, reinterpret_cast<const unsigned char*>(token.data()),
                              token.size());
  crypto_auth_hmacsha256_update(&state, reinterpret_cast<const unsigned char*>(message.data()),
                                message.size());
  Digest code{};
  crypto_auth_hmacsha256_final(&state, code.data());
  return to_hex(code);
}

tl::unexpected<Error> sign_in_needed() {
  return fail(ErrorKind::unauthenticated, "account.sign_in_needed");
}

}  // namespace

bool Session::csrf_is(std::string_view shown) const {
  return shown.size() == csrf_.size() &&
         sodium_memcmp(shown.data(), csrf_.data(), csrf_.size()) == 0;
}

class SessionMaker {
 public:
  static Session made(const SessionState& state, Access access, std::string name,
                      std::string_view token) {
    Session session(state.must_change ? Access(access.login(), {}) : std::move(access));
    session.name_ = std::move(name);
    session.csrf_ = csrf_of(token);
    session.id_ = state.row.digest.substr(0, id_length);
    session.must_change_password_ = state.must_change;
    session.has_totp_ = state.has_totp;
    return session;
  }
  static void remind(Session& session) { session.password_is_old_ = true; }
};

Result<std::string> Accounts::Interior::open_session(store::Transaction& transaction,
                                                     std::string_view login,
                                                     std::string_view address,
                                                     std::string_view agent) {
  const std::int64_t now = clock.now_ms();
  TRY(drop_stale_sessions(transaction, now - absolute_ms,
                          now - options.policy.idle_minutes * minute_ms));
  const std::vector<SessionRow> others = TRY(read_sessions(transaction, login));
  for (std::size_t i = limits::sessions_of_a_person_max - 1; i < others.size(); ++i) {
    TRY(drop_session(transaction, others[i].digest));
  }
  std::string token = random_token();
  SessionRow row;
  row.digest = stored_digest(token);
  row.login = login;
  row.made_ms = row.seen_ms = now;
  row.address = trail_text(address);
  row.agent = trail_text(agent);
  TRY(put_session(transaction, row));
  return token;
}

void Accounts::Interior::forget(std::string_view login) {
  const std::lock_guard lock(mutex);
  ++epoch;
  std::erase_if(cache, [&](const auto& one) { return one.second.state.row.login == login; });
}

void Accounts::Interior::forget_halves(std::string_view login) {
  const std::lock_guard lock(mutex);
  std::erase_if(halves, [&](const auto& one) { return one.second.attempt.login == login; });
}

namespace {

// The session of a digest, from memory if it was checked a moment ago.
Result<SessionState> look_up(Accounts::Interior& state, const std::string& digest,
                             std::int64_t now) {
  for (;;) {
    std::uint64_t epoch = 0;
    {
      const std::lock_guard lock(state.mutex);
      const auto found = state.cache.find(digest);
      if (found != state.cache.end() && now - found->second.checked_ms < recheck_ms) {
        return found->second.state;
      }
      epoch = state.epoch;
    }
    std::optional<SessionState> read = TRY(read_session(*state.database.read(), digest));
    const std::lock_guard lock(state.mutex);
    if (state.epoch != epoch) continue;  // it may have been ended while it was read
    if (!read) {
      state.cache.erase(digest);
      return sign_in_needed();
    }
    Accounts::Interior::Cached& cached = state.cache[digest];
    cached.written_ms = read->row.seen_ms;
    read->row.seen_ms = std::max(read->row.seen_ms, cached.state.row.seen_ms);
    cached.state = std::move(*read);
    cached.checked_ms = now;
    return cached.state;
  }
}

// That it is in use: in memory always, in the database once a minute.
Result<void> touch(Accounts::Interior& state, const std::string& digest, std::int64_t now) {
  {
    const std::lock_guard lock(state.mutex);
    const auto found = state.cache.find(digest);
    if (found == state.cache.end()) return {};
    found->second.state.row.seen_ms = std::max(found->second.state.row.seen_ms, now);
    if (now - found->second.written_ms < minute_ms) return {};
    found->second.written_ms = now;
  }
  return state.database.write(
      [&](store::Transaction& transaction) { return touch_session(transaction, digest, now); });
}

Result<void> end(Accounts::Interior& state, const std::string& digest, std::string_view login) {
  TRY(state.database.write([&](store::Transaction& transaction) -> Result<void> {
    TRY(drop_session(transaction, digest));
    return {};
  }));
  state.forget(login);
  return {};
}

}  // namespace

Result<Session> Accounts::session(std::string_view token) {
  if (token.size() != token_length) return sign_in_needed();
  const std::string digest = stored_digest(token);
  const std::int64_t now = state_->clock.now_ms();
  const SessionState state = TRY(look_up(*state_, digest, now));
  const std::string& login = state.row.login;
  const std::int64_t idle_ms = state_->options.policy.idle_minutes * minute_ms;
  const auto directory = state_->directory_now();
  const Person* person = directory->person(login);
  const bool is_over = now - state.row.made_ms >= absolute_ms || now - state.row.seen_ms >= idle_ms;
  const Access access = person == nullptr ? Access(login, {}) : TRY(state_->access_now(login));
  if (is_over || access.grants().empty()) {
    TRY(end(*state_, digest, login));
    return sign_in_needed();
  }
  TRY(touch(*state_, digest, now));
  Session session = SessionMaker::made(state, access, person->name, token);
  const std::int64_t age_days = state_->options.policy.password_age_days;
  if (age_days > 0 && now - state.password_changed_ms >= age_days * day_ms) {
    SessionMaker::remind(session);
  }
  return session;
}

Result<void> Accounts::sign_out(std::string_view token, std::string_view address) {
  if (token.size() != token_length) return {};
  const std::string digest = stored_digest(token);
  std::string login;
  TRY(state_->database.write([&](store::Transaction& transaction) -> Result<void> {
    const std::optional<SessionState> state = TRY(read_session(transaction, digest));
    if (!state) return {};
    login = state->row.login;
    TRY(drop_session(transaction, digest));
    TrailEntry entry;
    entry.kind = "sign_out";
    entry.login = entry.subject = login;
    entry.address = address;
    return state_->note(transaction, entry);
  }));
  if (!login.empty()) state_->forget(login);
  return {};
}

Result<std::vector<Accounts::SessionHead>> Accounts::sessions(const Session& session) const {
  const std::int64_t now = state_->clock.now_ms();
  const std::int64_t idle_ms = state_->options.policy.idle_minutes * minute_ms;
  std::vector<SessionHead> heads;
  const auto snapshot = state_->database.read();
  for (const SessionRow& row : TRY(read_sessions(*snapshot, session.login()))) {
    std::int64_t seen = row.seen_ms;
    {
      const std::lock_guard lock(state_->mutex);
      const auto found = state_->cache.find(row.digest);
      if (found != state_->cache.end()) {
        seen = std::max(seen, found->second.state.row.seen_ms);
      }
    }
    if (now - row.made_ms >= absolute_ms || now - seen >= idle_ms) continue;
    const std::string id = row.digest.substr(0, id_length);
    heads.push_back({id, row.address, row.agent, row.made_ms, seen, id == session.id()});
  }
  return heads;
}

Result<void> Accounts::end_session(const Session& session, std::string_view id,
                                   std::string_view address) {
  TRY(state_->database.write([&](store::Transaction& transaction) -> Result<void> {
    for (const SessionRow& row : TRY(read_sessions(transaction, session.login()))) {
      if (row.digest.substr(0, id_length) != id) continue;
      TRY(drop_session(transaction, row.digest));
      TrailEntry entry;
      entry.kind = "sessions_ended";
      entry.login = entry.subject = session.login();
      entry.address = address;
      entry.fields = {{"count", "1"}};
      return state_->note(transaction, entry);
    }
    return fail(ErrorKind::not_found, "account.no_such_session");
  }));
  state_->forget(session.login());
  return {};
}

}  // namespace youju::org
