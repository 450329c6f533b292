// Argon2id with a bounded number of places to compute it in. Inside this room.
#pragma once

#include <youju/base/result.h>

#include <condition_variable>
#include <mutex>
#include <set>
#include <string>
#include <string_view>

namespace youju::org {

class PasswordHasher {
 public:
  // `least_cost` for tests alone.
  explicit PasswordHasher(bool least_cost);

  // A place to hash in: two at the same time, and one for each login, so that attempts on a login
  // are counted one after the other and not side by side. Given back when it is destroyed.
  class Place {
   public:
    Place(Place&& other) noexcept;
    Place(const Place&) = delete;
    Place& operator=(const Place&) = delete;
    Place& operator=(Place&&) = delete;
    ~Place();

   private:
    friend class PasswordHasher;
    Place(PasswordHasher& hasher, std::string login);
    PasswordHasher* hasher_;
    std::string login_;
  };
  // Waits up to limits::password_wait_ms; then ErrorKind::busy, "account.busy".
  Result<Place> enter(std::string_view login);

  std::string hash(const Place& place, std::string_view password) const;
  // Takes as long for the hash "", which no password fits, as for a real one.
  bool fits(const Place& place, std::string_view hash, std::string_view password);

 private:
  const bool least_cost_;
  std::mutex mutex_;  // guards what follows
  std::condition_variable left_;
  std::set<std::string, std::less<>> busy_;
  std::string nobody_;  // the hash of a password that nobody knows; made when first needed
};

}  // namespace youju::org
