// Wrong attempts and the locks that come of them: five within 15 minutes lock for a minute, each
// further one for twice as long as before, at most half an hour. Values; the clock is the caller's.
// Inside this room.
#pragma once

#include <youju/base/result.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace youju::org {

class AttemptCount {
 public:
  explicit AttemptCount(std::size_t attempts_max) : attempts_max_(attempts_max) {}
  // How long a lock still lasts; 0: none. A clock that was set back cannot make it longer than the
  // longest lock.
  std::int64_t seconds_left(std::int64_t now_ms) const;
  // Counts a wrong attempt; true if it locks.
  bool fail(std::int64_t now_ms);
  bool is_clear(std::int64_t now_ms) const;  // nothing of it counts any more

  // One line of text, as the database keeps it; anything that is none reads as no attempt.
  std::string to_text() const;
  static AttemptCount of_text(std::string_view text, std::size_t attempts_max);

 private:
  std::size_t attempts_max_;
  std::vector<std::int64_t> recent_;  // when, ascending; those within the window
  std::int64_t level_ = 0;            // locks so far
  std::int64_t locked_until_ms_ = 0, last_ms_ = 0;
};

// The same for many names in memory: logins that do not exist, addresses. Bounded: beyond that the
// names that count least are forgotten. Not thread-safe.
class AttemptTable {
 public:
  AttemptTable(std::size_t attempts_max, std::size_t names_max)
      : attempts_max_(attempts_max), names_max_(names_max) {}
  std::int64_t seconds_left(const std::string& name, std::int64_t now_ms) const;
  bool fail(const std::string& name, std::int64_t now_ms);

 private:
  void make_room(std::int64_t now_ms);

  std::size_t attempts_max_, names_max_;
  std::unordered_map<std::string, AttemptCount> counts_;
};

inline constexpr std::size_t login_attempts_max = 5;
// Some dozen people of an office come from one address.
inline constexpr std::size_t address_attempts_max = 30;

// "account.locked" or "account.address_locked", with {seconds}.
tl::unexpected<Error> throttled(std::string_view what, std::int64_t seconds);

}  // namespace youju::org
