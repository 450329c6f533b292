// Standing in for somebody who is away: one's own role lent to a colleague for some days.
#include <youju/base/clock.h>
#include <youju/base/limits.h>
#include <youju/http/route.h>
#include <youju/http/tell.h>

#include <algorithm>
#include <charconv>

namespace youju::http {
namespace {

using Delegation = org::Accounts::Delegation;

std::string_view state_of(const Delegation& one, Day today) {
  if (one.revoked_ms) return "ended";
  if (today < one.from) return "coming";
  return today < one.until ? "running" : "over";
}

// On the wire days are those that people name: `last` is the last one on which it holds.
void tell(JsonWriter& json, const Call& call, const Delegation& one) {
  const auto directory = call.ledgers().directory();
  const auto name = [&](const std::string& login) {
    const org::Person* person = directory->person(login);
    return person == nullptr ? login : person->name;
  };
  const org::Unit& unit = directory->unit(one.scope);
  json.begin_object().key("id").number(one.id);
  json.member("giver", one.giver).member("giver_name", name(one.giver));
  json.member("receiver", one.receiver).member("receiver_name", name(one.receiver));
  json.member("role", org::role_name(one.role)).member("unit", unit.code);
  json.member("unit_name", unit.name).member("from", one.from.to_string());
  json.member("last", one.until.plus(-1).to_string());
  json.member("state", state_of(one, call.workspace.clock().today())).end_object();
}

Result<Response> list(Call& call) {
  JsonWriter json;
  // The day here, which need not be that of the browser.
  json.begin_object().member("day", call.workspace.clock().today().to_string());
  json.key("rows").begin_array();
  for (const Delegation& one : TRY(call.accounts().delegations(call.access, call.access.login()))) {
    tell(json, call, one);
  }
  json.end_array();
  std::vector<org::Grant> own;
  for (const org::Grant& grant : call.access.grants()) {
    if (grant.on_behalf_of.empty()) own.push_back(grant);
  }
  tell_grants(json, call, own);
  json.key("colleagues").begin_array();
  for (const org::Person& person : call.accounts().colleagues(call.access)) {
    json.begin_object().member("login", person.login).member("name", person.name).end_object();
  }
  json.end_array().end_object();
  return http::json(json);
}

Result<Response> give(Call& call) {
  Delegation wanted;
  wanted.giver = call.access.login();
  wanted.receiver = call.text("receiver");
  wanted.role = TRY(org::parse_role(call.text("role")));
  wanted.scope = TRY(call.ledgers().directory()->find(call.text("unit")));
  wanted.from = TRY(Day::parse(call.text("from")));
  wanted.until = TRY(Day::parse(call.text("last"))).plus(1);
  const Delegation made = TRY(call.accounts().delegate(call.access, wanted, call.request.address));
  JsonWriter json;
  tell(json, call, made);
  return http::json(json, 201);
}

Result<Response> end(Call& call) {
  const std::string& text = call.part("id");
  std::int64_t id = 0;
  const auto parsed = std::from_chars(text.data(), text.data() + text.size(), id);
  if (parsed.ec != std::errc{} || parsed.ptr != text.data() + text.size()) {
    return fail(ErrorKind::not_found, "account.no_such_delegation");
  }
  TRY(call.accounts().revoke_delegation(call.access, id, call.request.address));
  return no_content();
}

constexpr Route table[] = {
    {.method = "GET",
     .path = "/api/delegations",
     .sentence = "http.route.delegations",
     .output = "Delegations",
     .handler = list},
    {.method = "POST",
     .path = "/api/delegations",
     .sentence = "http.route.delegate",
     .takes = Takes::json,
     .input = "DelegationInput",
     .output = "Delegation",
     .status = 201,
     .errors = "account.delegation_not_held account.delegation_to_self account.delegation_days "
               "account.too_many_delegations org.unknown_person org.unknown_unit",
     .work = Work::slow,
     .handler = give},
    {.method = "DELETE",
     .path = "/api/delegations/{id}",
     .sentence = "http.route.end_delegation",
     .status = 204,
     .errors = "account.no_such_delegation org.forbidden",
     .work = Work::slow,
     .handler = end},
};

}  // namespace

std::span<const Route> delegation_routes() { return table; }

}  // namespace youju::http
