// Packs, units and people: what a data folder is set up with.
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

// Since when a unit stands if its row does not say: before any record.
constexpr int founding_year = 1949, founding_month = 10, founding_day = 1;

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

void append_names(JsonWriter& json, const org::UnitRow& row) {
  json.member("name", row.name).member("short", row.short_name);
  json.member("kind", org::unit_kind_name(row.kind));
}

std::string edge_payload(const std::string& parent, Day from, std::optional<Day> until,
                         std::string_view reason) {
  JsonWriter json;
  json.begin_object();
  if (!parent.empty()) json.member("parent", parent);
  json.member("from", from.to_string());
  if (until) json.member("until", until->to_string());
  if (!reason.empty()) json.member("reason", reason);
  json.end_object();
  return json.take();
}

std::string add_payload(const org::UnitRow& row, std::int64_t id, Day from) {
  JsonWriter json;
  json.begin_object().key("id").number(id);
  append_names(json, row);
  if (!row.parent.empty()) json.member("parent", row.parent);
  json.member("from", from.to_string());
  if (row.until) json.member("until", row.until->to_string());
  json.end_object();
  return json.take();
}

// One row of units that is there already: a new name, a new parent, a new end.
Result<void> renew_unit(Act& act, Projector& projector, const org::Directory& directory,
                        const org::UnitRow& row, Day today) {
  const org::UnitId id = TRY(directory.find(row.code));
  const org::Unit& unit = directory.unit(id);
  if (unit.name != row.name || unit.short_name != row.short_name || unit.kind != row.kind) {
    JsonWriter json;
    json.begin_object();
    append_names(json, row);
    json.end_object();
    TRY(append_and_apply(act, projector, "unit.rename", row.code, json.take()));
  }
  const org::UnitEdge* edge = directory.edge(id, today);
  if (edge == nullptr) return {};
  const std::string parent = edge->parent ? directory.unit(*edge->parent).code : "";
  if (parent != row.parent) {
    TRY(append_and_apply(act, projector, "unit.move", row.code,
                         edge_payload(row.parent, today, edge->until, "")));
  }
  if (row.until && edge->until != row.until) {
    TRY(append_and_apply(act, projector, "unit.end", row.code,
                         edge_payload("", *row.until, {}, "")));
  }
  return {};
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

Result<void> Ledgers::load_units(const org::Access& access, const std::vector<org::UnitRow>& rows) {
  const std::lock_guard one_at_a_time(state_->setup);
  const auto before = directory();
  if (auto of_the_whole = state_->require_anywhere(access, org::Action::manage_units);
      !of_the_whole) {
    if (rows.empty()) return of_the_whole;
    for (const org::UnitRow& row : rows) {
      // Below one's own units only: under a parent that is there already.
      const auto parent = before->find(row.parent);
      if (!parent) return of_the_whole;
      TRY(state_->require(access, org::Action::manage_units, *parent));
      if (const auto known = before->find(row.code)) {
        TRY(state_->require(access, org::Action::manage_units, *known));
      }
    }
  }
  const Day today = state_->clock.today();
  const Day founding = TRY(Day::from_ymd(founding_year, founding_month, founding_day));
  bool changed = false;
  const auto work = [&](Act& act) -> Result<void> {
    Projector projector(act.transaction(), before.get());
    const std::int64_t first_seq = TRY(chain_head(act.transaction())).seq;
    std::int64_t next_id = TRY(org::next_unit_id(act.transaction()));
    for (const org::UnitRow& row : rows) {
      auto done = before->find(row.code)
                      ? renew_unit(act, projector, *before, row, today)
                      : append_and_apply(act, projector, "unit.add", row.code,
                                         add_payload(row, next_id++, row.from.value_or(founding)));
      if (!done) return fail(std::move(done.error()).at(row.where));
    }
    changed = TRY(chain_head(act.transaction())).seq > first_seq;
    // Loading judges the tree of every day: a loop is refused here, before anything is durable.
    if (changed) TRY(org::Directory::load(act.transaction()));
    act.deed().reload = act.deed().reset = changed;
    return {};
  };
  return state_->act(access.login(), work);
}

Result<void> Ledgers::move_unit(const org::Access& access, org::UnitId unit, org::UnitId parent,
                                Day day, std::string_view reason) {
  TRY(state_->require(access, org::Action::manage_units, unit));
  TRY(state_->require(access, org::Action::manage_units, parent));
  const std::lock_guard one_at_a_time(state_->setup);
  const auto before = directory();
  // A unit whose end is known keeps it under its new parent.
  const org::UnitEdge* edge = before->edge(unit, day);
  const std::optional<Day> until = edge == nullptr ? std::nullopt : edge->until;
  return state_->act(access.login(), [&](Act& act) -> Result<void> {
    Projector projector(act.transaction(), before.get());
    TRY(append_and_apply(act, projector, "unit.move", before->unit(unit).code,
                         edge_payload(before->unit(parent).code, day, until, reason)));
    TRY(org::Directory::load(act.transaction()));
    act.deed().reload = act.deed().reset = true;
    return {};
  });
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
    act.deed().reload = true;
    return {};
  });
}

}  // namespace youju::ledger
