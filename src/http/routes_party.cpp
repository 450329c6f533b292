// Enterprises, other bodies and people that records speak of: found by a part of their name or
// code, and made known.
#include <youju/http/route.h>
#include <youju/http/tell.h>

namespace youju::http {
namespace {

void tell_party(JsonWriter& json, const ledger::Ledgers::FoundParty& found) {
  json.begin_object().member("name", found.party.name).member("code", found.party.code);
  json.member("kind", org::party_kind_name(found.party.kind));
  json.member("value", found.spelling).end_object();
}

Result<Response> search(Call& call) {
  const std::size_t rows = TRY(call.rows());
  const auto found = TRY(call.ledgers().search_parties(call.access, call.query("q"), rows));
  JsonWriter json;
  json.begin_object().key("rows").begin_array();
  for (const auto& each : found) tell_party(json, each);
  json.end_array().end_object();
  return http::json(json);
}

Result<Response> add(Call& call) {
  org::Party party;
  party.name = call.text("name");
  party.code = call.text("code");
  party.kind = TRY(org::parse_party_kind(call.text("kind")));
  JsonWriter json;
  tell_party(json, TRY(call.ledgers().add_party(call.access, party)));
  return http::json(json);
}

constexpr Parameter of_search[] = {{"q", "text"}, {"rows", "integer"}};

constexpr Route table[] = {
    {.method = "GET",
     .path = "/api/parties",
     .sentence = "http.route.parties",
     .query = of_search,
     .output = "Page<Party>",
     .errors = "org.forbidden",
     .work = Work::slow,
     .handler = search},
    {.method = "POST",
     .path = "/api/parties",
     .sentence = "http.route.party_add",
     .takes = Takes::json,
     .input = "PartyAdd",
     .output = "Party",
     .errors = "org.forbidden org.unknown_party_kind ledger.party_name ledger.party_code "
               "ledger.party_known",
     .handler = add},
};

}  // namespace

std::span<const Route> party_routes() { return table; }

}  // namespace youju::http
