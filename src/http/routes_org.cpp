// Units and people.
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

Result<Response> units(Call& call) {
  const auto directory = call.ledgers().directory();
  const Day day =
      call.has("day") ? TRY(Day::parse(call.query("day"))) : call.workspace.clock().today();
  const auto tree = directory->tree(day);
  std::vector<int> depths(static_cast<std::size_t>(tree->size()), 0);
  JsonWriter json;
  json.begin_object().member("day", day.to_string()).key("rows").begin_array();
  for (std::int32_t position = 0; position < tree->size(); ++position) {
    const org::Unit& unit = directory->unit(tree->at(position));
    const auto parent = tree->parent(unit.id);
    int& depth = depths[static_cast<std::size_t>(position)];
    if (parent) depth = depths[static_cast<std::size_t>(tree->position(*parent))] + 1;
    const auto subtree = tree->subtree(unit.id);
    json.begin_object().member("code", unit.code).member("name", unit.name);
    json.member("short", unit.short_name).member("kind", org::unit_kind_name(unit.kind));
    json.member("parent", parent ? directory->unit(*parent).code : "");
    json.key("depth").number(depth).key("size").number(subtree.after - subtree.first);
    json.key("mine").boolean(call.access.require(org::Action::read, unit.id, *tree).has_value());
    json.end_object();
  }
  json.end_array().end_object();
  return http::json(json);
}

Result<Response> add_unit(Call& call) {
  org::UnitRow row;
  row.code = call.text("code");
  row.name = call.text("name");
  row.short_name = call.text("short");
  row.kind = TRY(org::parse_unit_kind(call.text("kind")));
  row.parent = call.text("parent");
  if (call.ledgers().directory()->find(row.code)) {
    return fail(ErrorKind::conflict, "org.duplicate_code", {{"code", row.code}});
  }
  TRY(call.ledgers().load_units(call.access, {row}));
  Response response = no_content();
  response.status = 201;
  return response;
}

Result<Response> move_unit(Call& call) {
  const auto directory = call.ledgers().directory();
  TRY(call.ledgers().move_unit(call.access, TRY(directory->find(call.part("code"))),
                               TRY(directory->find(call.text("parent"))),
                               TRY(Day::parse(call.text("day"))), call.text("reason")));
  return no_content();
}

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

constexpr Parameter on_day[] = {{"day", "day"}};

constexpr Route table[] = {
    {.method = "GET",
     .path = "/api/units",
     .sentence = "http.route.units",
     .query = on_day,
     .output = "Units",
     .handler = units},
    {.method = "POST",
     .path = "/api/units",
     .sentence = "http.route.add_unit",
     .takes = Takes::json,
     .input = "UnitInput",
     .status = 201,
     .errors = "org.duplicate_code org.bad_code org.unknown_unit org.forbidden",
     .work = Work::slow,
     .handler = add_unit},
    {.method = "POST",
     .path = "/api/units/{code}/move",
     .sentence = "http.route.move_unit",
     .takes = Takes::json,
     .input = "UnitMove",
     .status = 204,
     .errors = "org.unknown_unit org.unit_loop org.forbidden",
     .work = Work::slow,
     .handler = move_unit},
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
