#include <youju/app/load.h>
#include <youju/app/start.h>
#include <youju/base/yaml.h>
#include <youju/indicator/definition.h>

#include <algorithm>

namespace youju::app {
namespace {

// Of a root on that day.
std::vector<org::Grant> grants_of_roots(const org::Directory& directory,
                                        const org::UnitTree& today) {
  std::vector<org::Grant> grants;
  for (const org::Unit& unit : directory.units()) {
    if (today.has(unit.id) && !today.parent(unit.id)) {
      grants.push_back({org::Role::administrator, unit.id});
    }
  }
  return grants;
}

Result<PackRow> row_of(const ledger::PackFiles& pack, const ledger::SchemaSet& schemas,
                       const indicator::IndicatorSet& indicators) {
  PackRow row;
  row.name = pack.name;
  const ledger::PackHead parsed = TRY(ledger::head_of(pack));
  row.title = parsed.title;
  row.uses = parsed.uses;
  for (const ledger::Schema& schema : schemas.all()) {
    if (schema.pack == pack.name) row.ledgers.push_back(schema.title);
  }
  for (const auto& one : indicators.all()) row.indicators += one.pack == pack.name ? 1 : 0;
  for (const auto& [path, text] : pack.files) {
    if (!path.starts_with("templates/")) continue;
    const auto parsed_template = narrative::Template::parse(text, indicators, schemas);
    if (parsed_template) row.templates.push_back(parsed_template->title());
  }
  return row;
}

}  // namespace

bool may_be_founded(const Workspace& workspace) {
  return !workspace.accounts().anybody_can_sign_in();
}

Result<void> found(const Workspace& workspace, std::string_view key, const Founding& founding,
                   std::string_view address, std::vector<Error>& faults) {
  if (!may_be_founded(workspace)) return fail(ErrorKind::conflict, "app.founded_already");
  if (key != workspace.founding_key()) return fail(ErrorKind::forbidden, "app.wrong_key");
  ledger::Ledgers& ledgers = workspace.ledgers();
  const org::Access owner = workspace.owner();
  TRY(org::check_login(founding.login));
  const auto today = [&] { return ledgers.directory()->tree(workspace.clock().today()); };
  // Where a try has ended half-way, the unit is there already.
  const bool is_known = ledgers.directory()->find(founding.unit.code).has_value();
  if (today()->size() == 0 || is_known) TRY(ledgers.load_units(owner, {founding.unit}));
  org::Person person;
  person.login = founding.login;
  person.name = founding.name;
  person.grants = grants_of_roots(*ledgers.directory(), *today());
  TRY(ledgers.grant(owner, {person}));
  return workspace.accounts().set_password(owner, founding.login, founding.password, address,
                                           faults);
}

Result<std::vector<PackRow>> packs_to_choose(const Workspace& workspace,
                                             const org::Access& access) {
  const auto tree = workspace.ledgers().directory()->tree(workspace.clock().today());
  TRY(access.require_anywhere(org::Action::manage_packs, *tree));
  const auto packs = TRY(find_packs(built_in_packs(), {}));
  const auto schemas = TRY(ledger::SchemaSet::parse(packs));
  const auto indicators = TRY(indicator::IndicatorSet::parse(packs, *schemas));
  const auto loaded = workspace.ledgers().packs();
  std::vector<PackRow> rows;
  for (const ledger::PackFiles& pack : packs) {
    rows.push_back(TRY(row_of(pack, *schemas, *indicators)));
    rows.back().loaded = std::any_of(loaded.begin(), loaded.end(),
                                     [&](const auto& one) { return one.name == pack.name; });
  }
  return rows;
}

Result<void> choose_packs(const Workspace& workspace, const org::Access& access,
                          const std::vector<std::string>& names) {
  const std::vector<std::string> known = built_in_packs();
  for (const std::string& name : names) {
    // A name from outside is never looked for in a folder.
    if (std::find(known.begin(), known.end(), name) != known.end()) continue;
    return fail(ErrorKind::not_found, "app.unknown_pack", {{"name", name}});
  }
  return workspace.load_packs(access, TRY(find_packs(names, {})));
}

Result<StartState> start_state(const Workspace& workspace, const org::Access& access) {
  const auto directory = workspace.ledgers().directory();
  const auto tree = directory->tree(workspace.clock().today());
  TRY(access.require_anywhere(org::Action::manage_packs, *tree));
  StartState state;
  for (const ledger::PackFiles& pack : workspace.ledgers().packs()) {
    state.packs.push_back(TRY(ledger::head_of(pack)).title);
  }
  state.units = tree->size();
  state.people = static_cast<std::int64_t>(
      std::count_if(directory->people().begin(), directory->people().end(),
                    [](const org::Person& person) { return !person.grants.empty(); }));
  const auto figures = workspace.figures().view(access);
  for (const indicator::Indicator& each : figures->indicators().all()) {
    if (figures->is_declared(each.id)) ++state.declared;
  }
  state.summaries = static_cast<std::int64_t>(workspace.associations().size());
  const auto view = workspace.figures().view(access);
  const Period ever = TRY(Period::parse("1949-10-01..2199-12-31"));
  const auto schemas = workspace.ledgers().schemas();
  state.ledgers = static_cast<std::int64_t>(schemas->all().size());
  for (const org::Grant& grant : access.grants()) {
    if (!tree->has(grant.scope) || tree->parent(grant.scope)) continue;
    for (const ledger::Schema& schema : schemas->all()) {
      state.records += TRY(view->count_records(schema.name, grant.scope, ever));
    }
    for (const auto& run : TRY(workspace.ledgers().imports(access, grant.scope))) {
      state.imports += run.undone_ms == 0 ? 1 : 0;
    }
  }
  return state;
}

}  // namespace youju::app
