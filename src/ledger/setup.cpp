// Packs and people: what a data folder is set up with. Units are in units.cpp.
#include <youju/base/json_writer.h>
#include <youju/base/limits.h>
#include <youju/ledger/ledgers_state.h>
#include <youju/ledger/projector.h>
#include <youju/ledger/record_table.h>
#include <youju/org/account.h>
#include <youju/org/projection.h>
#include <youju/store/database.h>

#include <algorithm>

namespace youju::ledger {

namespace {

Result<void> append_and_apply(Act& act, Projector& projector, std::string_view kind,
                              std::string_view subject, std::string payload) {
  const Event event = TRY(act.append(kind, subject, std::move(payload)));
  return projector.apply(event);
}

std::string pack_payload(const PackFiles& pack) {
  JsonWriter json;
  json.begin_object().member("pack", pack.name).key("files").begin_object();
  for (const auto& [path, text] : pack.files) json.member(path, text);
  json.end_object().end_object();
  return json.take();
}

std::string person_payload(const org::Person& person, const org::Directory& directory) {
  JsonWriter json;
  json.begin_object().member("name", person.name).key("rights").begin_array();
  for (const org::Grant& grant : person.grants) {
    json.begin_object().member("role", org::role_name(grant.role));
    json.member("unit", directory.unit(grant.scope).code).end_object();
  }
  json.end_array().end_object();
  return json.take();
}

bool same_rights(const org::Person& a, const org::Person& b) {
  const auto holds = [](const org::Person& person, const org::Grant& wanted) {
    return std::any_of(person.grants.begin(), person.grants.end(), [&](const org::Grant& one) {
      return one.role == wanted.role && one.scope == wanted.scope;
    });
  };
  return a.name == b.name && a.grants.size() == b.grants.size() &&
         std::all_of(a.grants.begin(), a.grants.end(),
                     [&](const org::Grant& grant) { return holds(b, grant); });
}

}  // namespace

Result<void> Ledgers::Interior::load_packs(const org::Access& access,
                                           const std::vector<PackFiles>& given, bool tries) {
  TRY(require_anywhere(access, org::Action::manage_packs));
  const std::lock_guard one_at_a_time(setup);
  std::vector<PackFiles> all = packs_now().packs;
  std::vector<const PackFiles*> changed;
  for (const PackFiles& pack : given) {
    const auto known = std::find_if(
        all.begin(), all.end(), [&](const PackFiles& other) { return other.name == pack.name; });
    if (known == all.end()) {
      all.push_back(pack);
    } else if (known->files != pack.files) {
      *known = pack;
    } else {
      continue;
    }
    changed.push_back(&pack);
  }
  if (changed.empty()) return {};
  // All packs together must make sense before any of them is stored.
  auto parsed = TRY(SchemaSet::parse(all));
  const auto before = schemas_now();
  bool tried = false;
  auto done = act(access.login(), [&](Act& act) -> Result<void> {
    Projector projector(act.transaction(), directory_now().get());
    for (const PackFiles* pack : changed) {
      TRY(append_and_apply(act, projector, "pack.load", pack->name, pack_payload(*pack)));
    }
    TRY(require_codes(act.transaction(), *before, *parsed));
    tried = tries;
    // A failure undoes all of it.
    if (tries) return fail(ErrorKind::conflict, "schema.only_tried");
    act.deed().parsed = {std::move(all), std::move(parsed)};
    act.deed().reload = act.deed().reset = true;
    return {};
  });
  return tried ? Result<void>() : done;
}

Result<void> Ledgers::load_packs(const org::Access& access, const std::vector<PackFiles>& packs) {
  return state_->load_packs(access, packs, false);
}

Result<void> Ledgers::try_packs(const org::Access& access,
                                const std::vector<PackFiles>& packs) const {
  return state_->load_packs(access, packs, true);
}

Result<void> Ledgers::grant(const org::Access& access, const std::vector<org::Person>& people) {
  const std::lock_guard one_at_a_time(state_->setup);
  const auto before = directory();
  const auto tree = before->tree(state_->clock.today());
  std::vector<const org::Person*> changed;
  for (const org::Person& person : people) {
    TRY(org::check_login(person.login));
    const org::Person* known = before->person(person.login);
    if (known != nullptr) TRY(org::require_over(access, known->grants, *tree));
    if (known == nullptr || !person.grants.empty()) {
      TRY(org::require_over(access, person.grants, *tree));
    }
    if (known == nullptr || !same_rights(*known, person)) changed.push_back(&person);
  }
  if (changed.empty()) return {};
  return state_->act(access.login(), [&](Act& act) -> Result<void> {
    Projector projector(act.transaction(), before.get());
    for (const org::Person* person : changed) {
      TRY(append_and_apply(act, projector, "person.grant", person->login,
                           person_payload(*person, *before)));
      TRY(org::note_grant(act.transaction(), act.actor(), *person, *before, act.now_ms()));
    }
    act.deed().directory = TRY(org::renew_people(act.transaction(), *before));
    return {};
  });
}

}  // namespace youju::ledger
