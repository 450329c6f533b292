// A session: that somebody has signed in, looked up by the secret that their browser shows with
// each request. Only Accounts (account.h) makes one, so having one proves that the look-up was
// made.
#pragma once

#include <youju/org/access.h>

#include <cstdint>
#include <string>
#include <string_view>

namespace youju::org {

class Session {
 public:
  const std::string& login() const { return access_.login(); }
  const std::string& name() const { return name_; }
  // The person's rights of today, with those delegated to them. While the password must be changed
  // there are none: every room refuses, whatever a door forgets.
  const Access& access() const { return access_; }
  bool must_change_password() const { return must_change_password_; }
  bool password_is_old() const { return password_is_old_; }  // Policy::password_age_days: remind
  bool has_totp() const { return has_totp_; }
  // What a request that changes something must show too, in a header. Bound to the session's secret
  // (HMAC), so another site, which can only make the browser send the cookie, does not know it.
  const std::string& csrf() const { return csrf_; }
  bool csrf_is(std::string_view shown) const;  // in constant time
  // The session's name in the list of one's own sessions; no secret.
  const std::string& id() const { return id_; }

 private:
  friend class SessionMaker;
  explicit Session(Access access) : access_(std::move(access)) {}

  Access access_;
  std::string name_, csrf_, id_;
  bool must_change_password_ = false, password_is_old_ = false, has_totp_ = false;
};

}  // namespace youju::org
