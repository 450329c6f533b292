// What a password and a session must be like. The bounds are those that GB/T 22239-2019 (levels 2
// and 3) is checked by. Pure values and functions.
#pragma once

#include <youju/base/result.h>

#include <string>
#include <string_view>
#include <vector>

namespace youju::org {

struct Policy {
  int password_min_length = 8;  // characters; 8..64
  int password_age_days = 90;   // older ones are to be renewed: a reminder, never a lock; 0..3650,
                                // 0 = never
  int idle_minutes = 30;        // a session ends after so long without a request; 5..480
};

// The settings of a policy by their names, "password_min_length" and so on, as text. Errors:
// "account.unknown_setting", "account.bad_setting" ({name}, {min}, {max}).
Result<void> set(Policy& policy, std::string_view name, std::string_view text);
// Error: "account.bad_setting" for a value out of its range.
Result<void> check(const Policy& policy);

// The rules that this password of this person breaks, each as an error of its own: none if it is
// good. That one of the last passwords is not used again is asked elsewhere: it needs their hashes.
//   "account.password_short"    ({min})
//   "account.password_long"     ({max}): limits::password_length_max
//   "account.password_plain"    fewer than 3 of: small letters, capitals, digits, anything else
//   "account.password_login"    holds the login, capital or small (logins of 3 characters and more)
//   "account.password_text"     is no UTF-8 or holds control characters
std::vector<Error> password_faults(const Policy& policy, std::string_view login,
                                   std::string_view password);

}  // namespace youju::org
