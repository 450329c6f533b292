// The key of a data folder, account.key: what secrets of second factors are encrypted with.
// Inside this room.
#pragma once

#include <youju/base/result.h>

#include <array>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace youju::org {

class AccountKey {
 public:
  // Makes the file, 32 random bytes for its owner's eyes alone, unless it is there. Of several
  // processes that make it together one wins. Errors: "file.not_writable".
  static Result<void> ensure(const std::filesystem::path& path);
  // Errors: "account.key_damaged" (it has another length) and those of read_file.
  static Result<AccountKey> read(const std::filesystem::path& path);
  ~AccountKey();
  AccountKey(const AccountKey&) = default;
  AccountKey& operator=(const AccountKey&) = default;

  // Encrypts a secret for one login: moved to another person's row it opens no more.
  std::string seal(std::string_view login, std::string_view secret) const;
  // Nothing if another key sealed it, or for another login, or it was changed.
  std::optional<std::string> open(std::string_view login, std::string_view sealed) const;

 private:
  AccountKey() = default;
  std::array<unsigned char, 32> bytes_{};
};

}  // namespace youju::org
