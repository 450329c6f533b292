// People.
#include <youju/base/clock.h>
#include <youju/http/problem.h>
#include <youju/http/route.h>
#include <youju/http/tell.h>

#include <algorithm>

namespace youju::http {

void tell_grants(JsonWriter& json, const Call& call, const std::vector<org::Grant>& grants) {
  const auto directory = call.ledgers().directory();
  json.key("grants").begin_array();
  for (const org::Grant& grant : grants) {
    const org::Unit& unit = directory->unit(grant.scope);
    json.begin_object().member("role", org::role_name(grant.role));
    json.member("unit", unit.code).member("unit_name", unit.name);
    json.member("on_behalf_of", grant.on_behalf_of).end_object();
  }
  json.end_array();
}

namespace {

namespace js = boost::json;

Result<Response> people(Call& call) {
  const auto directory = call.ledgers().directory();
  JsonWriter json;
  json.begin_object().key("rows").begin_array();
  for (const auto& state : TRY(call.accounts().people(call.access))) {
    const auto person =
        std::find_if(directory->people().begin(), directory->people().end(),
                     [&](const org::Person& each) { return each.login == state.login; });
    if (person == directory->people().end()) continue;
    json.begin_object().member("login", person->login).member("name", person->name);
    tell_grants(json, call, person->grants);
    json.key("has_password").boolean(state.has_password);
    json.key("locked").boolean(state.locked_seconds > 0).key("totp").boolean(state.has_totp);
    json.member("signed_in",
                state.signed_in_ms == 0 ? std::string() : instant_to_string(state.signed_in_ms));
    json.end_object();
  }
  json.end_array().end_object();
  return http::json(json);
}

Result<Response> put_person(Call& call) {
  const auto directory = call.ledgers().directory();
  org::Person person;
  person.login = call.part("login");
  person.name = call.text("name");
  for (const js::value& each : call.body.at("grants").get_array()) {
    const js::object& grant = each.get_object();
    org::Grant given;
    given.role = TRY(org::parse_role(std::string_view(grant.at("role").get_string())));
    given.scope = TRY(directory->find(std::string_view(grant.at("unit").get_string())));
    person.grants.push_back(given);
  }
  TRY(call.ledgers().grant(call.access, {person}));
  return no_content();
}

Result<Response> reset_password(Call& call) {
  JsonWriter json;
  json.begin_object();
  json.member("password", TRY(call.accounts().reset_password(call.access, call.part("login"),
                                                             call.request.address)));
  json.end_object();
  return http::json(json);
}

Result<Response> unlock(Call& call) {
  TRY(call.accounts().unlock(call.access, call.part("login"), call.request.address));
  return no_content();
}

Result<Response> reset_totp(Call& call) {
  TRY(call.accounts().reset_totp(call.access, call.part("login"), call.request.address));
  return no_content();
}

constexpr Route table[] = {
    {.method = "GET",
     .path = "/api/people",
     .sentence = "http.route.people",
     .output = "Page<PersonRow>",
     .errors = "org.forbidden",
     .handler = people},
    {.method = "PUT",
     .path = "/api/people/{login}",
     .sentence = "http.route.put_person",
     .takes = Takes::json,
     .input = "PersonInput",
     .status = 204,
     .errors = "org.forbidden org.unknown_role org.unknown_unit",
     .work = Work::slow,
     .handler = put_person},
    {.method = "POST",
     .path = "/api/people/{login}/password",
     .sentence = "http.route.reset_password",
     .output = "Password",
     .errors = "org.forbidden org.unknown_person account.own_account",
     .work = Work::slow,
     .handler = reset_password},
    {.method = "POST",
     .path = "/api/people/{login}/unlock",
     .sentence = "http.route.unlock",
     .status = 204,
     .errors = "org.forbidden org.unknown_person",
     .work = Work::slow,
     .handler = unlock},
    {.method = "DELETE",
     .path = "/api/people/{login}/totp",
     .sentence = "http.route.reset_totp",
     .status = 204,
     .errors = "org.forbidden org.unknown_person",
     .work = Work::slow,
     .handler = reset_totp},
};

}  // namespace

std::span<const Route> org_routes() { return table; }

}  // namespace youju::http
