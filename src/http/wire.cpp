#include <youju/base/limits.h>
#include <youju/http/url.h>
#include <youju/http/wire.h>

namespace youju::http {
namespace {

std::string field_of(const Fields& fields, beast::string_view name) {
  const auto value = fields[name];
  return std::string(value.data(), value.size());
}

}  // namespace

Request request_of(const RequestHead& message, const std::string& address, bool is_local) {
  Request request;
  request.method = std::string(message.method_string());
  const std::string_view target(message.target().data(), message.target().size());
  const std::size_t question = target.find('?');
  request.path = decoded(target.substr(0, question));
  if (question != std::string_view::npos) request.query = std::string(target.substr(question + 1));
  request.language = field_of(message, "Accept-Language");
  request.cookie = field_of(message, "Cookie");
  request.csrf = field_of(message, "X-Youju-CSRF");
  request.idempotency_key = field_of(message, "Idempotency-Key");
  request.if_match = field_of(message, "If-Match");
  request.if_none_match = field_of(message, "If-None-Match");
  request.accept_encoding = field_of(message, "Accept-Encoding");
  request.content_type = field_of(message, "Content-Type");
  request.agent = field_of(message, "User-Agent");
  request.address = address;
  // A proxy on this machine tells whom it speaks for; nobody else is believed.
  if (is_local) {
    const std::string forwarded = field_of(message, "X-Real-IP");
    if (!forwarded.empty() && forwarded.size() <= limits::peer_address_bytes_max) {
      request.address = forwarded;
    }
    request.secure = field_of(message, "X-Forwarded-Proto") == "https";
  }
  return request;
}

void set_fields(Fields& fields, const Response& response) {
  if (!response.type.empty()) fields.set(beast::http::field::content_type, response.type);
  fields.set("X-Content-Type-Options", "nosniff");
  fields.set("Referrer-Policy", "same-origin");
  fields.set("X-Frame-Options", "DENY");
  fields.set("Content-Security-Policy",
             "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; "
             "frame-ancestors 'none'");
  fields.set(beast::http::field::cache_control, "no-store");
  if (!response.file_name.empty()) {
    fields.set(beast::http::field::content_disposition,
               "attachment; filename*=UTF-8''" + encoded(response.file_name));
  }
  for (const auto& [name, value] : response.headers) fields.set(name, value);
}

}  // namespace youju::http
