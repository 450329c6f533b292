#include <youju/http/cookie.h>

namespace youju::http {
namespace {

std::string cookie(std::string_view value, bool secure) {
  std::string text(session_cookie_name);
  text += '=';
  text += value;
  text += "; Path=/; HttpOnly; SameSite=Strict";
  if (secure) text += "; Secure";
  return text;
}

}  // namespace

std::string session_cookie(std::string_view token, bool secure) { return cookie(token, secure); }

std::string ended_session_cookie(bool secure) { return cookie("", secure) + "; Max-Age=0"; }

}  // namespace youju::http
