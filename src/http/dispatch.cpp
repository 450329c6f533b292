#include <youju/base/limits.h>
#include <youju/base/text.h>
#include <youju/http/assets.h>
#include <youju/http/cookie.h>
#include <youju/http/dispatch.h>
#include <youju/http/plain.h>
#include <youju/http/problem.h>
#include <youju/http/shape.h>
#include <youju/http/temporary.h>
#include <youju/http/url.h>

#include <boost/json/parse.hpp>

namespace youju::http {
namespace {

namespace js = boost::json;

Language language_of(const Request& request) {
  return text::starts_with(request.language, "en") ? Language::en : Language::zh_cn;
}

bool changes_something(std::string_view method) {
  return method != "GET" && method != "HEAD" && method != "OPTIONS";
}

Result<org::Session> session_of(const app::Workspace& workspace, const Request& request) {
  const std::string_view token = cookie_value(request.cookie, session_cookie_name);
  if (token.empty()) return fail(ErrorKind::unauthenticated, "account.sign_in_needed");
  return workspace.accounts().session(token);
}

// The rights of the door itself: that somebody is there, that no other site speaks for them, and
// that they may do anything at all. What they may do where, the rooms ask.
Result<void> admit(const Route& route, const Request& request,
                   const Result<org::Session>& session) {
  if (route.need == Need::nothing) return {};
  if (!session) return fail(session.error());
  if (changes_something(request.method) && !session->csrf_is(request.csrf)) {
    return fail(ErrorKind::forbidden, "http.csrf");
  }
  if (route.need == Need::session || !session->access().grants().empty()) return {};
  if (session->must_change_password()) {
    return fail(ErrorKind::forbidden, "account.password_temporary");
  }
  return fail(ErrorKind::forbidden, "account.no_rights", {{"login", session->login()}});
}

Result<void> check_parameter(const Parameter& parameter, const std::string& value) {
  if (value.empty()) {
    if (!parameter.required) return {};
    return fail(ErrorKind::bad_usage, "http.parameter_missing",
                {{"parameter", std::string(parameter.name)}});
  }
  const auto digits = [&] {
    return value.size() <= 9 && value.find_first_not_of("0123456789") == std::string::npos;
  };
  const bool fits = parameter.type == "integer"   ? digits()
                    : parameter.type == "boolean" ? value == "true" || value == "false"
                    : parameter.type == "period"  ? Period::parse(value).has_value()
                    : parameter.type == "day"     ? Day::parse(value).has_value()
                                                  : value.size() <= limits::text_bytes_max;
  if (fits && text::is_utf8(value)) return {};
  return fail(ErrorKind::bad_usage, "http.bad_parameter",
              {{"parameter", std::string(parameter.name)}, {"value", value}});
}

Result<void> check_query(const Route& route, const Request& request) {
  for (const Parameter& parameter : route.query) {
    TRY(check_parameter(parameter, query_value(request.query, parameter.name)));
  }
  return {};
}

Result<js::object> parse_body(const Route& route, const Request& request) {
  if (!text::starts_with(request.content_type, "application/json")) {
    return fail(ErrorKind::bad_usage, "http.json_expected");
  }
  if (!text::is_utf8(request.body)) return fail(ErrorKind::bad_input, "http.bad_json");
  boost::system::error_code error;
  js::value value = js::parse(request.body, error);
  if (error || !value.is_object()) return fail(ErrorKind::bad_input, "http.bad_json");
  TRY(check_shape(value, route.input));
  return std::move(value.get_object());
}

Result<Response> run(const app::Workspace& workspace, const Request& request, Match& found) {
  const Route& route = *found.route;
  const Result<org::Session> session = session_of(workspace, request);
  TRY(admit(route, request, session));
  TRY(check_query(route, request));
  for (const auto& [name, value] : found.parts) {
    if (!text::is_utf8(value)) return fail(ErrorKind::bad_usage, "http.bad_path");
  }
  if (request.idempotency_key.size() > limits::entry_key_bytes_max) {
    return fail(ErrorKind::too_large, "ledger.key_too_long",
                {{"max", std::to_string(limits::entry_key_bytes_max)}});
  }
  Call call(workspace, request, language_of(request), session ? &*session : nullptr,
            std::move(found.parts));
  if (route.takes == Takes::json) call.body = TRY(parse_body(route, request));
  return route.handler(call);
}

// `path_known`: some other method has the path.
Response method_unknown(bool path_known, const Request& request) {
  const Language language = language_of(request);
  if (path_known) return problem(Error{ErrorKind::bad_usage, "http.method", "", {}}, language, 405);
  return problem(Error{ErrorKind::not_found, "http.no_page", "", {{"path", request.path}}},
                 language);
}

// The icon of summaries that were downloaded, which carry no picture, and of the plain pages: a
// tick in white on the blue of the links.
constexpr std::string_view icon =
    R"(<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" )"
    R"(rx="6" fill="#0b57a4"/><path d="M8 17l6 6 11-14" fill="none" stroke="#fff" )"
    R"(stroke-width="4" stroke-linecap="round" stroke-linejoin="round"/></svg>)";

Response given(std::string_view type, std::string_view body) {
  Response response;
  response.type = std::string(type);
  response.body = std::string(body);
  return response;
}

// A file of the workbench, with its own headers.
Response built(const Asset& asset) {
  Response response = given(asset.type, asset.bytes);
  response.status = asset.status;
  for (const auto& [name, value] : asset_headers) response.headers.emplace_back(name, value);
  response.headers.emplace_back("ETag", asset.etag);
  response.headers.emplace_back("Cache-Control", asset.cache_control);
  if (!asset.encoding.empty()) response.headers.emplace_back("Content-Encoding", asset.encoding);
  return response;
}

// The plain pages show what who is signed in may see. While nobody can sign in yet, they show
// everything: then who started the server is the only one there (it listens on the loopback
// address unless told otherwise).
Response plain(const app::Workspace& workspace, const Request& request) {
  const Result<org::Session> session = session_of(workspace, request);
  if (session) return plain_page(workspace, request, session->access());
  if (!workspace.accounts().anybody_can_sign_in()) {
    return plain_page(workspace, request, workspace.owner());
  }
  Response response;
  response.status = 303;
  response.headers.emplace_back("Location", "/sign-in");
  return response;
}

// What is no call of the interface: the workbench, the plain pages, what probes ask for.
Response page(const app::Workspace& workspace, const Request& request) {
  if (request.path == "/health") return given("text/plain", "ok\n");
  if (request.path == "/favicon.ico") return given("image/svg+xml", icon);
  if (request.path == "/plain" || request.path.starts_with("/plain/")) {
    return plain(workspace, request);
  }
  // Browsers resolve such a path before they ask; who sends it means something else.
  if (request.path.find("/..") != std::string::npos) return method_unknown(false, request);
  const auto asset = assets().answer(
      {request.method, request.path, request.accept_encoding, request.if_none_match});
  if (asset) return built(*asset);
  return method_unknown(false, request);
}

// An answer that the browser has already is not sent again.
void compare_tag(const Request& request, Response& response) {
  if (request.if_none_match.empty() || response.status != 200) return;
  for (const auto& [name, value] : response.headers) {
    if (name != "ETag" || value != request.if_none_match) continue;
    response.status = 304;
    response.body.clear();
    response.body_file.clear();
    return;
  }
}

}  // namespace

Result<std::filesystem::path> place_for_upload(const app::Workspace& workspace) {
  try {
    return temporary_file(workspace.folder(), ".upload");
  } catch (const MachineFailure& failure) {
    return fail(failure.error());
  }
}

Response refusal(const Error& error, const Request& request, int status) {
  return problem(error, language_of(request), status);
}

Reception receive(const app::Workspace& workspace, const Request& head) {
  Reception reception;
  const Match found = match(head.method, head.path);
  if (found.route == nullptr) {
    const bool is_page = !head.path.starts_with("/api/");
    // Pages outside of the interface are only read.
    const bool method_is_wrong = is_page ? changes_something(head.method) : found.path_known;
    if (!is_page || method_is_wrong) reception.refusal = method_unknown(method_is_wrong, head);
    return reception;
  }
  reception.takes = found.route->takes;
  const bool is_slow = found.route->is_slow != nullptr && found.route->is_slow(head);
  reception.work = is_slow ? Work::slow : found.route->work;
  if (reception.takes == Takes::json) reception.bytes_max = limits::http_json_bytes_max;
  if (reception.takes != Takes::upload) return reception;
  reception.bytes_max = found.route->path.ends_with("/evidence") ? limits::evidence_bytes_max
                                                                 : limits::import_bytes_max;
  const auto admitted = admit(*found.route, head, session_of(workspace, head));
  if (!admitted) reception.refusal = problem(admitted.error(), language_of(head));
  return reception;
}

Response answer(const app::Workspace& workspace, const Request& request) {
  try {
    if (!request.path.starts_with("/api/")) return page(workspace, request);
    Match found = match(request.method, request.path);
    if (found.route == nullptr) return method_unknown(found.path_known, request);
    Result<Response> response = run(workspace, request, found);
    if (!response) return problem(response.error(), language_of(request));
    compare_tag(request, *response);
    response->tells_timing = found.route->need == Need::right && !changes_something(request.method);
    return std::move(*response);
  } catch (const MachineFailure& failure) {
    return problem(failure.error(), language_of(request));
  }
}

}  // namespace youju::http
