// What somebody has shown as second factor: the step of a code, or a recovery code. Inside this
// room.
#pragma once

#include <youju/org/account.h>
#include <youju/org/account_rows.h>

#include <optional>
#include <string>
#include <vector>

namespace youju::org {

class SecondFactor {
 public:
  // Nothing: the code is wrong or was used before. Error: "account.totp_unreadable".
  static Result<std::optional<SecondFactor>> of(const std::filesystem::path& key_file,
                                                const Accounts::Attempt& attempt,
                                                const TotpRow& totp, std::int64_t now_ms);
  // Uses it up; false if it is used already, perhaps just now by somebody else.
  Result<bool> use(store::Transaction& transaction, std::string_view login) const;
  bool is_recovery() const { return !step_; }
  const char* name() const { return step_ ? "code" : "recovery_code"; }

 private:
  SecondFactor() = default;
  std::optional<std::int64_t> step_;
  std::string digest_;
};

// A recovery code as people may type it, blanks, hyphens and small letters included, in one form:
// 16 characters of base32, 80 bits. Nothing if it is none.
std::optional<std::string> recovery_code_of(std::string_view text);
// Ten new ones, "ABCD-EFGH-IJKL-MNOP".
std::vector<std::string> new_recovery_codes();

}  // namespace youju::org
