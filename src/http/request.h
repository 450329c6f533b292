// A request as handlers see it, and what they answer: plain values, no handler knows the network.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace youju::http {

struct Request {
  std::string method;    // "GET"
  std::string path;      // decoded, without the query
  std::string query;     // as sent, without '?'
  std::string language;  // Accept-Language
  std::string cookie;
  std::string csrf;             // X-Youju-CSRF
  std::string idempotency_key;  // Idempotency-Key
  std::string if_match, if_none_match;
  std::string accept_encoding;
  std::string content_type;
  std::string agent;                // what the browser calls itself
  std::string address;              // of the peer, for the trail and the throttle
  bool secure = false;              // came through TLS, as the proxy says
  std::string body;                 // of routes that take JSON
  std::filesystem::path body_file;  // of routes that take an upload; removed after the answer
};

struct Response {
  int status = 200;
  std::string type = "text/html; charset=utf-8";
  std::string body;
  std::string file_name;  // a download, if not empty
  // Beside what every answer says, or in the place of it.
  std::vector<std::pair<std::string, std::string>> headers;
  bool tells_timing = false;  // how long it took (timing.h)
  // Sent instead of `body` if set, piece by piece; removed afterwards if `remove_file`.
  std::filesystem::path body_file;
  bool remove_file = false;
  // The connection stays open and tells what changes (text/event-stream): the ledger, and the jobs
  // of this person.
  bool events = false;
  std::string events_login;
  bool events_in_english = false;
};

// The value of a cookie by its name, or "".
std::string_view cookie_value(std::string_view cookies, std::string_view name);

}  // namespace youju::http
