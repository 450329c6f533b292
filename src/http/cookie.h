// The one cookie: the session's secret. Inside this room.
#pragma once

#include <string>
#include <string_view>

namespace youju::http {

inline constexpr std::string_view session_cookie_name = "youju_session";

// HttpOnly: no script reads it. SameSite=Strict: no other site makes the browser send it. Without
// an age: it ends with the browser, or when the server says so.
std::string session_cookie(std::string_view token, bool secure);
std::string ended_session_cookie(bool secure);

}  // namespace youju::http
