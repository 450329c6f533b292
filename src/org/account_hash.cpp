#include <sodium.h>
#include <youju/base/limits.h>
#include <youju/org/account_hash.h>

#include <array>
#include <chrono>
#include <new>
#include <utility>

namespace youju::org {

namespace {

// 128 MiB in all; a machine with two processors has none left for more at a time.
constexpr std::size_t places = 2;

}  // namespace

PasswordHasher::PasswordHasher(bool least_cost) : least_cost_(least_cost) {
  CHECK(sodium_init() >= 0);
}

PasswordHasher::Place::Place(PasswordHasher& hasher, std::string login)
    : hasher_(&hasher), login_(std::move(login)) {}

PasswordHasher::Place::Place(Place&& other) noexcept
    : hasher_(std::exchange(other.hasher_, nullptr)), login_(std::move(other.login_)) {}

PasswordHasher::Place::~Place() {
  if (hasher_ == nullptr) return;
  {
    const std::lock_guard lock(hasher_->mutex_);
    hasher_->busy_.erase(login_);
  }
  hasher_->left_.notify_all();
}

Result<PasswordHasher::Place> PasswordHasher::enter(std::string_view login) {
  std::unique_lock lock(mutex_);
  const bool free = left_.wait_for(lock, std::chrono::milliseconds(limits::password_wait_ms),
                                   [&] { return busy_.size() < places && !busy_.contains(login); });
  if (!free) return fail(ErrorKind::busy, "account.busy");
  busy_.emplace(login);
  return Place(*this, std::string(login));
}

std::string PasswordHasher::hash(const Place&, std::string_view password) const {
  std::array<char, crypto_pwhash_STRBYTES> out{};
  const int done = crypto_pwhash_str(
      out.data(), password.data(), password.size(),
      least_cost_ ? crypto_pwhash_OPSLIMIT_MIN : crypto_pwhash_OPSLIMIT_INTERACTIVE,
      least_cost_ ? crypto_pwhash_MEMLIMIT_MIN : crypto_pwhash_MEMLIMIT_INTERACTIVE);
  if (done != 0) throw std::bad_alloc();  // it fails for want of memory only
  return out.data();
}

bool PasswordHasher::fits(const Place& place, std::string_view hash, std::string_view password) {
  std::string nobody;
  {
    const std::lock_guard lock(mutex_);
    nobody = nobody_;
  }
  if (nobody.empty()) {
    // With the first attempt of all, whoever it is: only for unknown logins it would be told by it.
    std::string unknown(32, '\0');
    randombytes_buf(unknown.data(), unknown.size());
    nobody = this->hash(place, unknown);
    const std::lock_guard lock(mutex_);
    nobody_ = nobody;
  }
  const std::string wanted = hash.empty() ? nobody : std::string(hash);
  const bool same = crypto_pwhash_str_verify(wanted.c_str(), password.data(), password.size()) == 0;
  return same && !hash.empty();
}

}  // namespace youju::org
