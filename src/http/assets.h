// The workbench as the program carries it: which bytes answer a path. Pure functions; no handler
// and no network is known here.
#pragma once

#include <youju/base/embedded.h>

#include <array>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace youju::http {

// What every page of the workbench is sent with. Nothing but our own files runs, is shown or is
// asked for; photographs that are still to be sent are shown from the browser's memory (blob:).
inline constexpr std::array<std::pair<std::string_view, std::string_view>, 5> asset_headers{{
    {"Content-Security-Policy",
     "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; "
     "connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"},
    {"X-Content-Type-Options", "nosniff"},
    {"Referrer-Policy", "same-origin"},
    {"Permissions-Policy", "geolocation=(self), camera=(), microphone=()"},
    {"Vary", "Accept-Encoding"},
}};

struct AssetRequest {
  std::string_view method;           // "GET", "HEAD"; nothing else is answered
  std::string_view path;             // decoded, without the query
  std::string_view accept_encoding;  // as sent
  std::string_view if_none_match;    // as sent
};

// Views into the program; they live as long as it.
struct Asset {
  int status = 200;  // or 304, then without bytes
  std::string_view type;
  std::string_view bytes;
  std::string_view encoding;  // "br", "gzip" or ""
  std::string_view etag;      // with its quotation marks
  std::string_view cache_control;
};

// The files of a built workbench, with their compressed twins. Immutable; thread-safe.
class Assets {
 public:
  explicit Assets(std::span<const EmbeddedFile> files);
  // Nothing for what the workbench does not answer: /api/…, a file of an older build, a path with a
  // dot in its last part. Any other path is a page of the workbench, which finds its way itself.
  std::optional<Asset> answer(const AssetRequest& request) const;
  bool empty() const { return files_.empty(); }

 private:
  struct Twin {
    std::string_view bytes;
    std::string etag;
  };
  struct File {
    std::string_view path;
    std::string_view type;
    std::string_view cache_control;
    Twin plain, gzip, br;  // a twin without an etag is not there
  };
  const File* find(std::string_view path) const;
  std::vector<File> files_;  // by path
};

// Those of this program.
const Assets& assets();

}  // namespace youju::http
