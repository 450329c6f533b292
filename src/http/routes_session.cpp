// Signing in and out, and what one may change of one's own account.
#include <youju/base/clock.h>
#include <youju/base/version.h>
#include <youju/http/cookie.h>
#include <youju/http/problem.h>
#include <youju/http/route.h>
#include <youju/http/tell.h>

namespace youju::http {
namespace {

void tell_session(JsonWriter& json, const Call& call, const org::Session* session) {
  json.begin_object().key("signed_in").boolean(session != nullptr);
  json.member("csrf", session != nullptr ? session->csrf() : "");
  if (session != nullptr) {
    json.key("person").begin_object();
    json.member("login", session->login()).member("name", session->name());
    tell_grants(json, call, session->access().grants());
    json.key("must_change_password").boolean(session->must_change_password());
    json.key("password_is_old").boolean(session->password_is_old());
    json.key("totp").boolean(session->has_totp()).end_object();
  }
  const org::Policy& policy = call.accounts().policy();
  json.key("policy").begin_object();
  json.key("password_min_length").number(policy.password_min_length);
  json.key("idle_minutes").number(policy.idle_minutes).end_object();
  json.key("product").begin_object().member("version", version).end_object().end_object();
}

Result<Response> show(Call& call) {
  JsonWriter json;
  tell_session(json, call, call.session);
  return http::json(json);
}

// The session that a token opens, with its cookie.
Result<Response> opened(Call& call, const std::string& token) {
  const org::Session session = TRY(call.accounts().session(token));
  JsonWriter json;
  tell_session(json, call, &session);
  Response response = http::json(json);
  response.headers.emplace_back("Set-Cookie", session_cookie(token, call.request.secure));
  return response;
}

Result<Response> sign_in(Call& call) {
  org::Accounts::Attempt attempt;
  attempt.login = call.text("login");
  attempt.password = call.text("password");
  attempt.code = call.text("code");
  attempt.address = call.request.address;
  attempt.agent = call.request.agent;
  attempt.previous = std::string(cookie_value(call.request.cookie, session_cookie_name));
  const auto signed_in = TRY(call.accounts().sign_in(attempt));
  if (signed_in.code_needed) return fail(ErrorKind::unauthenticated, "account.code_needed");
  return opened(call, signed_in.token);
}

Result<Response> sign_out(Call& call) {
  const std::string_view token = cookie_value(call.request.cookie, session_cookie_name);
  TRY(call.accounts().sign_out(token, call.request.address));
  Response response = no_content();
  response.headers.emplace_back("Set-Cookie", ended_session_cookie(call.request.secure));
  return response;
}

Result<Response> change_password(Call& call) {
  std::vector<Error> faults;
  auto changed = call.accounts().change_password(*call.session, call.text("old"), call.text("new"),
                                                 call.request.address, faults);
  if (!changed && !faults.empty()) return fail(with_faults(call, faults, "new"));
  return opened(call, TRY(changed).token);
}

Result<Response> sessions(Call& call) {
  JsonWriter json;
  json.begin_object().key("rows").begin_array();
  for (const auto& head : TRY(call.accounts().sessions(*call.session))) {
    json.begin_object().member("id", head.id).member("address", head.address);
    json.member("agent", head.agent).member("signed_in", instant_to_string(head.signed_in_ms));
    json.member("seen", instant_to_string(head.seen_ms)).key("is_this").boolean(head.is_this);
    json.end_object();
  }
  json.end_array().end_object();
  return http::json(json);
}

Result<Response> end_session(Call& call) {
  TRY(call.accounts().end_session(*call.session, call.part("session"), call.request.address));
  return no_content();
}

Result<Response> offer_totp(Call& call) {
  const auto offer =
      TRY(call.accounts().begin_totp(*call.session, call.text("password"), call.request.address));
  JsonWriter json;
  json.begin_object().member("secret", offer.secret).member("uri", offer.uri).end_object();
  return http::json(json);
}

Result<Response> recovery_codes(const std::vector<std::string>& codes) {
  JsonWriter json;
  json.begin_object();
  tell_texts(json, "codes", codes);
  json.end_object();
  return http::json(json);
}

Result<Response> confirm_totp(Call& call) {
  return recovery_codes(
      TRY(call.accounts().confirm_totp(*call.session, call.text("code"), call.request.address)));
}

Result<Response> drop_totp(Call& call) {
  TRY(call.accounts().drop_totp(*call.session, call.text("password"), call.request.address));
  return no_content();
}

constexpr Route table[] = {
    {.method = "GET",
     .path = "/api/session",
     .sentence = "http.route.session",
     .output = "Session",
     .need = Need::nothing,
     .handler = show},
    {.method = "POST",
     .path = "/api/session",
     .sentence = "http.route.sign_in",
     .takes = Takes::json,
     .input = "SignIn",
     .output = "Session",
     .errors = "account.wrong_password account.code_needed account.wrong_code account.locked",
     .need = Need::nothing,
     .work = Work::slow,
     .handler = sign_in},
    {.method = "DELETE",
     .path = "/api/session",
     .sentence = "http.route.sign_out",
     .status = 204,
     .need = Need::session,
     .work = Work::slow,
     .handler = sign_out},
    {.method = "PUT",
     .path = "/api/session/password",
     .sentence = "http.route.change_password",
     .takes = Takes::json,
     .input = "PasswordChange",
     .output = "Session",
     .errors = "account.wrong_password http.fields_wrong",
     .need = Need::session,
     .work = Work::slow,
     .handler = change_password},
    {.method = "GET",
     .path = "/api/session/all",
     .sentence = "http.route.sessions",
     .output = "Page<SessionHead>",
     .need = Need::session,
     .handler = sessions},
    {.method = "DELETE",
     .path = "/api/session/all/{session}",
     .sentence = "http.route.end_session",
     .status = 204,
     .errors = "account.no_such_session",
     .need = Need::session,
     .work = Work::slow,
     .handler = end_session},
    {.method = "POST",
     .path = "/api/session/totp",
     .sentence = "http.route.offer_totp",
     .takes = Takes::json,
     .input = "Password",
     .output = "Totp",
     .errors = "account.wrong_password",
     .need = Need::session,
     .work = Work::slow,
     .handler = offer_totp},
    {.method = "PUT",
     .path = "/api/session/totp",
     .sentence = "http.route.confirm_totp",
     .takes = Takes::json,
     .input = "Code",
     .output = "RecoveryCodes",
     .errors = "account.wrong_code account.totp_not_offered",
     .need = Need::session,
     .work = Work::slow,
     .handler = confirm_totp},
    {.method = "DELETE",
     .path = "/api/session/totp",
     .sentence = "http.route.drop_totp",
     .takes = Takes::json,
     .input = "Password",
     .status = 204,
     .errors = "account.wrong_password",
     .need = Need::session,
     .work = Work::slow,
     .handler = drop_totp},
};

}  // namespace

std::span<const Route> session_routes() { return table; }

}  // namespace youju::http
