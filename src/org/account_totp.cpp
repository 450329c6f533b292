// The second factor: offered, proven, taken off.
#include <sodium.h>
#include <youju/org/account_state.h>
#include <youju/org/second_factor.h>
#include <youju/org/totp.h>

namespace youju::org {

namespace {

TrailEntry entry_of(std::string_view kind, std::string_view actor, std::string_view login,
                    std::string_view address) {
  TrailEntry entry;
  entry.kind = kind;
  entry.login = actor;
  entry.address = address;
  entry.subject = login;
  return entry;
}

std::vector<std::string> digests_of(const std::vector<std::string>& codes) {
  std::vector<std::string> digests;
  digests.reserve(codes.size());
  for (const std::string& code : codes) digests.push_back(stored_digest(*recovery_code_of(code)));
  return digests;
}

}  // namespace

Result<Accounts::TotpOffer> Accounts::begin_totp(const Session& session, std::string_view password,
                                                 std::string_view address) {
  const std::string& login = session.login();
  const Interior::Confirmed confirmed = TRY(state_->confirm(login, password, address));
  const AccountKey key = TRY(AccountKey::read(state_->options.key_file));
  std::string secret(totp_secret_bytes, '\0');
  randombytes_buf(secret.data(), secret.size());
  TRY(state_->database.write([&](store::Transaction& transaction) -> Result<void> {
    const std::optional<TotpRow> totp = TRY(read_totp(transaction, login));
    // One that is on is taken off first: an unproven secret must not stand in its place.
    if (totp && totp->is_on) return fail(ErrorKind::conflict, "account.totp_on");
    return put_totp(transaction, login, {key.seal(login, secret), false, 0});
  }));
  TotpOffer offer{base32(secret), totp_uri(secret, login)};
  sodium_memzero(secret.data(), secret.size());
  return offer;
}

Result<std::vector<std::string>> Accounts::confirm_totp(const Session& session,
                                                        std::string_view code,
                                                        std::string_view address) {
  const std::string& login = session.login();
  const std::optional<TotpRow> totp = TRY(read_totp(*state_->database.read(), login));
  if (!totp || totp->is_on) return fail(ErrorKind::conflict, "account.totp_not_offered");
  Attempt attempt;
  attempt.login = login;
  attempt.code = code;
  const std::optional<SecondFactor> factor =
      TRY(SecondFactor::of(state_->options.key_file, attempt, *totp, state_->clock.now_ms()));
  if (!factor || factor->is_recovery()) {
    return fail(ErrorKind::bad_input, "account.wrong_code");
  }
  std::vector<std::string> codes = new_recovery_codes();
  const auto put = [&](store::Transaction& transaction, AccountRow&) -> Result<void> {
    std::optional<TotpRow> now = TRY(read_totp(transaction, login));
    if (!now || now->is_on || now->sealed != totp->sealed) {
      return fail(ErrorKind::conflict, "account.totp_not_offered");
    }
    now->is_on = true;
    TRY(put_totp(transaction, login, *now));
    // The code that proves is used up with it: signing in takes the next.
    TRY(factor->use(transaction, login));
    return put_recovery_codes(transaction, login, digests_of(codes));
  };
  TRY(state_->change(login, entry_of("totp_on", login, login, address), put));
  return codes;
}

Result<std::vector<std::string>> Accounts::renew_recovery_codes(const Session& session,
                                                                std::string_view password,
                                                                std::string_view address) {
  const std::string& login = session.login();
  const Interior::Confirmed confirmed = TRY(state_->confirm(login, password, address));
  std::vector<std::string> codes = new_recovery_codes();
  const auto put = [&](store::Transaction& transaction, AccountRow&) -> Result<void> {
    const std::optional<TotpRow> totp = TRY(read_totp(transaction, login));
    if (!totp || !totp->is_on) return fail(ErrorKind::conflict, "account.totp_off");
    return put_recovery_codes(transaction, login, digests_of(codes));
  };
  TRY(state_->change(login, entry_of("recovery_codes_renewed", login, login, address), put));
  return codes;
}

namespace {

Result<void> take_off(Accounts::Interior& state, TrailEntry entry) {
  const std::string login = entry.subject;
  return state.change(login, std::move(entry),
                      [&](store::Transaction& transaction, AccountRow&) -> Result<void> {
                        if (TRY(drop_totp(transaction, login)) > 0) return {};
                        return fail(ErrorKind::conflict, "account.totp_off");
                      });
}

}  // namespace

Result<void> Accounts::drop_totp(const Session& session, std::string_view password,
                                 std::string_view address) {
  const std::string& login = session.login();
  const Interior::Confirmed confirmed = TRY(state_->confirm(login, password, address));
  return take_off(*state_, entry_of("totp_off", login, login, address));
}

Result<void> Accounts::reset_totp(const Access& access, std::string_view login,
                                  std::string_view address) {
  TRY(state_->require_managed(access, login));
  return take_off(*state_, entry_of("totp_off", access.login(), login, address));
}

}  // namespace youju::org
