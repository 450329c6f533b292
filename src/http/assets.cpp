#include <youju/base/hash.h>
#include <youju/base/text.h>
#include <youju/http/assets.h>

#include <algorithm>

namespace youju {
std::span<const EmbeddedFile> youju_web_files();
}  // namespace youju

namespace youju::http {
namespace {

constexpr std::size_t etag_digits = 24;  // of a SHA-256 in hex: 96 bits
// Names in this folder hold the hash of their content, so what they name never changes.
constexpr std::string_view hashed_folder = "assets/";
constexpr std::string_view for_ever = "public, max-age=31536000, immutable";
constexpr std::string_view ask_again = "no-cache";
constexpr std::string_view start_page = "index.html";

constexpr std::array<std::pair<std::string_view, std::string_view>, 9> types{{
    {".css", "text/css; charset=utf-8"},
    {".html", "text/html; charset=utf-8"},
    {".js", "text/javascript; charset=utf-8"},
    {".json", "application/json"},
    {".png", "image/png"},
    {".svg", "image/svg+xml"},
    {".txt", "text/plain; charset=utf-8"},
    {".webmanifest", "application/manifest+json"},
    {".woff2", "font/woff2"},
}};

std::string_view type_of(std::string_view path) {
  for (const auto& [ending, type] : types) {
    if (path.ends_with(ending)) return type;
  }
  return "application/octet-stream";
}

std::string etag_of(std::string_view bytes) {
  return '"' + to_hex(digest_of(bytes)).substr(0, etag_digits) + '"';
}

// Whether one part of a list header, "gzip;q=0.5", names the coding and does not refuse it by q=0.
bool accepts_by(std::string_view part, std::string_view coding) {
  const std::vector<std::string_view> pieces = text::split(part, ';');
  const std::string_view name = text::trimmed(pieces.front());
  if (name != coding && name != "*") return false;
  for (std::size_t at = 1; at < pieces.size(); ++at) {
    const std::string_view piece = text::trimmed(pieces[at]);
    if (!piece.starts_with("q=")) continue;
    return piece.find_first_of("123456789") != std::string_view::npos;
  }
  return true;
}

// RFC 9110, 12.5.3; a coding that is named counts before "*".
bool accepts(std::string_view header, std::string_view coding) {
  bool by_star = false;
  for (const std::string_view part : text::split(header, ',')) {
    const std::string_view name = text::trimmed(text::split(part, ';').front());
    if (name == coding) return accepts_by(part, coding);
    if (name == "*") by_star = accepts_by(part, coding);
  }
  return by_star;
}

// RFC 9110, 13.1.2: weak comparison.
bool holds_etag(std::string_view header, std::string_view etag) {
  for (const std::string_view part : text::split(header, ',')) {
    std::string_view tag = text::trimmed(part);
    if (tag.starts_with("W/")) tag.remove_prefix(2);
    if (tag == etag || tag == "*") return true;
  }
  return false;
}

}  // namespace

Assets::Assets(std::span<const EmbeddedFile> files) {
  for (const EmbeddedFile& file : files) {
    if (file.path.ends_with(".br") || file.path.ends_with(".gz")) continue;
    const bool hashed = file.path.starts_with(hashed_folder);
    files_.push_back({file.path,
                      type_of(file.path),
                      hashed ? for_ever : ask_again,
                      {file.bytes, etag_of(file.bytes)},
                      {},
                      {}});
  }
  std::sort(files_.begin(), files_.end(),
            [](const File& a, const File& b) { return a.path < b.path; });
  for (const EmbeddedFile& file : files) {
    const bool br = file.path.ends_with(".br");
    if (!br && !file.path.ends_with(".gz")) continue;
    const std::string_view path = file.path.substr(0, file.path.size() - 3);
    for (File& each : files_) {
      if (each.path == path) (br ? each.br : each.gzip) = {file.bytes, etag_of(file.bytes)};
    }
  }
}

const Assets::File* Assets::find(std::string_view path) const {
  const auto found = std::lower_bound(
      files_.begin(), files_.end(), path,
      [](const File& file, std::string_view wanted) { return file.path < wanted; });
  return found != files_.end() && found->path == path ? &*found : nullptr;
}

std::optional<Asset> Assets::answer(const AssetRequest& request) const {
  if (request.method != "GET" && request.method != "HEAD") return std::nullopt;
  if (!request.path.starts_with('/')) return std::nullopt;
  const std::string_view path = request.path.substr(1);
  if (path == "api" || path.starts_with("api/")) return std::nullopt;
  const File* file = find(path);
  if (file == nullptr) {
    const std::string_view last = path.substr(path.rfind('/') + 1);
    if (path.starts_with(hashed_folder) || last.find('.') != std::string_view::npos) {
      return std::nullopt;
    }
    file = find(start_page);
    if (file == nullptr) return std::nullopt;
  }
  const Twin* twin = &file->plain;
  std::string_view encoding;
  if (!file->br.etag.empty() && accepts(request.accept_encoding, "br")) {
    twin = &file->br;
    encoding = "br";
  } else if (!file->gzip.etag.empty() && accepts(request.accept_encoding, "gzip")) {
    twin = &file->gzip;
    encoding = "gzip";
  }
  Asset asset{200, file->type, twin->bytes, encoding, twin->etag, file->cache_control};
  if (holds_etag(request.if_none_match, twin->etag)) {
    asset.status = 304;
    asset.bytes = {};
  }
  return asset;
}

const Assets& assets() {
  static const Assets files{youju_web_files()};
  return files;
}

}  // namespace youju::http
