// Parties as people look for them and make them known.
#include <youju/base/json_writer.h>
#include <youju/base/text.h>
#include <youju/ledger/ledgers_state.h>
#include <youju/org/projection.h>
#include <youju/store/database.h>

#include <algorithm>

namespace youju::ledger {

namespace {

constexpr std::size_t name_length_max = 200;

Result<void> check_party(const org::Party& party) {
  const bool control = std::any_of(party.name.begin(), party.name.end(),
                                   [](char c) { return static_cast<unsigned char>(c) < ' '; });
  if (party.name.empty() || control || text::length(party.name) > name_length_max ||
      text::trimmed(party.name) != party.name) {
    return fail(ErrorKind::bad_input, "ledger.party_name",
                {{"max", std::to_string(name_length_max)}});
  }
  // A person's number is none of ours.
  const bool person = party.kind == org::PartyKind::person;
  if (!party.code.empty() && (person || !looks_like_credit_code(party.code))) {
    return fail(ErrorKind::bad_input, "ledger.party_code", {{"code", party.code}});
  }
  return {};
}

}  // namespace

Result<PartyId> add_party(Act& act, org::Party party) {
  party.id = TRY(org::next_party_id(act.transaction()));
  JsonWriter json;
  json.begin_object().key("id").number(party.id);
  json.member("kind", org::party_kind_name(party.kind)).member("name", party.name);
  if (!party.code.empty()) json.member("code", party.code);
  json.end_object();
  TRY(act.append("party.add", party.name, json.take()));
  TRY(org::put_party(act.transaction(), party));
  const PartyId id{party.id};
  act.deed().parties.push_back(std::move(party));
  return id;
}

Result<std::vector<Ledgers::FoundParty>> Ledgers::search_parties(const org::Access& access,
                                                                 std::string_view part,
                                                                 std::size_t most) const {
  TRY(access.require_somewhere(org::Action::enter_record));
  std::vector<FoundParty> found;
  for (org::Party& party : state_->parties.search(part, most)) {
    std::string spelling = state_->parties.spelling(party);
    // One of two of a name that has no code cannot be named: what is entered is the first.
    if (!spelling.empty()) found.push_back({std::move(party), std::move(spelling)});
  }
  return found;
}

Result<Ledgers::FoundParty> Ledgers::add_party(const org::Access& access, const org::Party& party) {
  TRY(access.require_somewhere(org::Action::enter_record));
  TRY(check_party(party));
  FoundParty made{party, party.name};
  TRY(state_->act(access.login(), [&](Act& act) -> Result<void> {
    for (const std::string& key : {party.name, party.code}) {
      if (TRY(org::find_party(act.transaction(), key))) {
        return fail(ErrorKind::conflict, "ledger.party_known", {{"name", key}});
      }
    }
    made.party.id = TRY(ledger::add_party(act, party)).value;
    return {};
  }));
  return made;
}

}  // namespace youju::ledger
