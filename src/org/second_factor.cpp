#include <sodium.h>
#include <youju/base/text.h>
#include <youju/org/account_key.h>
#include <youju/org/account_state.h>
#include <youju/org/second_factor.h>
#include <youju/org/totp.h>

namespace youju::org {

namespace {

constexpr int recovery_codes = 10;
constexpr std::size_t recovery_bytes = 10;
constexpr std::size_t recovery_length = 16;
constexpr std::size_t group_length = 4;

}  // namespace

Result<std::optional<SecondFactor>> SecondFactor::of(const std::filesystem::path& key_file,
                                                     const Accounts::Attempt& attempt,
                                                     const TotpRow& totp, std::int64_t now_ms) {
  SecondFactor factor;
  if (const auto recovery = recovery_code_of(attempt.code)) {
    factor.digest_ = stored_digest(*recovery);
    return std::optional<SecondFactor>(factor);
  }
  const AccountKey key = TRY(AccountKey::read(key_file));
  std::optional<std::string> secret = key.open(attempt.login, totp.sealed);
  if (!secret) return fail(ErrorKind::unavailable, "account.totp_unreadable");
  const std::string code = text::to_half_width(text::trimmed(attempt.code));
  factor.step_ = totp_match(*secret, code, now_ms, totp.last_step);
  sodium_memzero(secret->data(), secret->size());
  if (!factor.step_) return std::optional<SecondFactor>();
  return std::optional<SecondFactor>(factor);
}

Result<bool> SecondFactor::use(store::Transaction& transaction, std::string_view login) const {
  return step_ ? use_totp_step(transaction, login, *step_)
               : use_recovery_code(transaction, login, digest_);
}

std::optional<std::string> recovery_code_of(std::string_view text) {
  std::string code;
  for (char c : text) {
    if (c == '-' || c == ' ') continue;
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    const bool is_base32 = (c >= 'A' && c <= 'Z') || (c >= '2' && c <= '7');
    if (!is_base32 || code.size() == recovery_length) return std::nullopt;
    code += c;
  }
  if (code.size() != recovery_length) return std::nullopt;
  return code;
}

std::vector<std::string> new_recovery_codes() {
  std::vector<std::string> codes;
  for (int i = 0; i < recovery_codes; ++i) {
    std::string bytes(recovery_bytes, '\0');
    randombytes_buf(bytes.data(), bytes.size());
    const std::string plain = base32(bytes);
    std::string code;
    for (std::size_t at = 0; at < plain.size(); at += group_length) {
      if (at > 0) code += '-';
      code += plain.substr(at, group_length);
    }
    codes.push_back(std::move(code));
  }
  return codes;
}

}  // namespace youju::org
