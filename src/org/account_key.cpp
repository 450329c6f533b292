#include <fcntl.h>
#include <sodium.h>
#include <sys/stat.h>
#include <unistd.h>
#include <youju/base/clock.h>
#include <youju/base/file.h>
#include <youju/base/id.h>
#include <youju/org/account_key.h>

#include <algorithm>
#include <cerrno>
#include <system_error>

namespace youju::org {

namespace {

namespace fs = std::filesystem;

tl::unexpected<Error> not_written(const fs::path& path, int code) {
  Error error{ErrorKind::bad_input,
              "file.not_writable",
              path.string(),
              {{"reason", std::generic_category().message(code)}}};
  if (code == ENOSPC || code == EIO || code == EDQUOT || code == EFBIG) {
    error.kind = ErrorKind::unavailable;
    error.what = "file.disk";
    throw MachineFailure(std::move(error));
  }
  return fail(std::move(error));
}

// Writes 32 random bytes to a new file that only its owner may open; errno, or 0.
int write_key(const fs::path& path) {
  const int file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (file < 0) return errno;
  std::array<unsigned char, crypto_secretbox_KEYBYTES> bytes{};
  randombytes_buf(bytes.data(), bytes.size());
  const auto written = ::write(file, bytes.data(), bytes.size());
  int code = written == static_cast<ssize_t>(bytes.size()) ? 0 : (written < 0 ? errno : ENOSPC);
  sodium_memzero(bytes.data(), bytes.size());
  if (code == 0 && ::fsync(file) != 0) code = errno;
  if (::close(file) != 0 && code == 0) code = errno;
  return code;
}

}  // namespace

Result<void> AccountKey::ensure(const fs::path& path) {
  CHECK(sodium_init() >= 0);
  struct stat status{};
  if (::stat(path.c_str(), &status) == 0) return {};
  const fs::path beside =
      path.parent_path() / ("." + Uuid::make(system_clock()).to_string() + ".tmp");
  int code = write_key(beside);
  // link() replaces nothing: the key that another process has made in the meantime stays.
  if (code == 0 && ::link(beside.c_str(), path.c_str()) != 0 && errno != EEXIST) code = errno;
  ::unlink(beside.c_str());
  if (code != 0) return not_written(path, code);
  const int folder = ::open(path.parent_path().c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (folder < 0 || ::fsync(folder) != 0) code = errno;
  if (folder >= 0) ::close(folder);
  if (code != 0) return not_written(path, code);
  return {};
}

Result<AccountKey> AccountKey::read(const fs::path& path) {
  AccountKey key;
  std::string bytes = TRY(read_file(path, key.bytes_.size()));
  if (bytes.size() != key.bytes_.size()) {
    return fail(ErrorKind::corrupt, "account.key_damaged", {}, path.string());
  }
  std::copy(bytes.begin(), bytes.end(), key.bytes_.begin());
  sodium_memzero(bytes.data(), bytes.size());
  return key;
}

AccountKey::~AccountKey() { sodium_memzero(bytes_.data(), bytes_.size()); }

std::string AccountKey::seal(std::string_view login, std::string_view secret) const {
  std::string plain = std::string(login) + '\0' + std::string(secret);
  std::string sealed(crypto_secretbox_NONCEBYTES + crypto_secretbox_MACBYTES + plain.size(), '\0');
  auto* nonce = reinterpret_cast<unsigned char*>(sealed.data());
  randombytes_buf(nonce, crypto_secretbox_NONCEBYTES);
  CHECK(crypto_secretbox_easy(nonce + crypto_secretbox_NONCEBYTES,
                              reinterpret_cast<const unsigned char*>(plain.data()), plain.size(),
                              nonce, bytes_.data()) == 0);
  sodium_memzero(plain.data(), plain.size());
  return sealed;
}

std::optional<std::string> AccountKey::open(std::string_view login, std::string_view sealed) const {
  constexpr std::size_t head = crypto_secretbox_NONCEBYTES + crypto_secretbox_MACBYTES;
  if (sealed.size() <= head + login.size()) return std::nullopt;
  const auto* nonce = reinterpret_cast<const unsigned char*>(sealed.data());
  std::string plain(sealed.size() - head, '\0');
  if (crypto_secretbox_open_easy(
          reinterpret_cast<unsigned char*>(plain.data()), nonce + crypto_secretbox_NONCEBYTES,
          sealed.size() - crypto_secretbox_NONCEBYTES, nonce, bytes_.data()) != 0) {
    return std::nullopt;
  }
  std::optional<std::string> secret;
  if (plain.compare(0, login.size() + 1, std::string(login) + '\0') == 0) {
    secret = plain.substr(login.size() + 1);
  }
  sodium_memzero(plain.data(), plain.size());
  return secret;
}

}  // namespace youju::org
