#include <youju/base/clock.h>
#include <youju/cli/commands.h>
#include <youju/cli/terminal.h>

#include <cstdio>

namespace youju::cli {
namespace {

std::string rights_of(const org::Person& person, const org::Directory& directory) {
  std::string text;
  for (const org::Grant& grant : person.grants) {
    if (!text.empty()) text += ' ';
    text += fmt::format("{}@{}", org::role_name(grant.role), directory.unit(grant.scope).code);
  }
  return text;
}

// Before anything is asked for: whether there is such a person.
Result<void> require_person(const app::Workspace& workspace, const std::string& login) {
  TRY(workspace.ledgers().directory()->access(login));
  return {};
}

}  // namespace

Outcome person_list(const Global& global) {
  const auto workspace = TRY(open_to_read(global));
  const auto directory = workspace->ledgers().directory();
  Table table;
  table.columns = {{"login", "cli.column_login"},
                   {"name", "cli.column_name"},
                   {"rights", "cli.column_rights"},
                   {"password", "cli.column_password"},
                   {"second_factor", "cli.column_second_factor"},
                   {"locked_seconds", "cli.column_locked_seconds", true},
                   {"signed_in", "cli.column_signed_in"}};
  for (const auto& state : TRY(workspace->accounts().people(workspace->owner()))) {
    const org::Person& person = *directory->person(state.login);
    const char* password = !state.has_password          ? "none"
                           : state.must_change_password ? "temporary"
                                                        : "set";
    table.rows.push_back({person.login, person.name, rights_of(person, *directory), password,
                          state.has_totp ? "on" : "off", std::to_string(state.locked_seconds),
                          state.signed_in_ms == 0 ? "" : instant_to_string(state.signed_in_ms)});
  }
  fmt::print("{}", printed(table, global.format, global.language));
  return 0;
}

Outcome person_add(const Global& global, const PersonArguments& arguments) {
  const auto workspace = TRY(open_to_write(global));
  const auto directory = workspace->ledgers().directory();
  const org::Grant grant{TRY(org::parse_role(arguments.role)),
                         TRY(directory->find(arguments.unit))};
  org::Person person;
  if (const org::Person* known = directory->person(arguments.login)) person = *known;
  person.login = arguments.login;
  person.name = arguments.name;
  person.grants.push_back(grant);
  TRY(workspace->ledgers().grant(workspace->owner(), {person}));
  tell(global, "cli.person_added",
       {{"login", arguments.login}, {"role", arguments.role}, {"unit", arguments.unit}});
  return 0;
}

Outcome person_password(const Global& global, const std::string& login, bool temporary) {
  const auto workspace = TRY(open_to_write(global));
  TRY(require_person(*workspace, login));
  org::Accounts& accounts = workspace->accounts();
  if (temporary) {
    fmt::print("{}\n", TRY(accounts.reset_password(workspace->owner(), login, "")));
    tell(global, "cli.temporary_password", {{"login", login}});
    return 0;
  }
  const std::string password =
      TRY(read_secret(sentence("cli.prompt_password", global.language, {{"login", login}})));
  if (is_typed() && TRY(read_secret(sentence("cli.prompt_again", global.language))) != password) {
    return fail(ErrorKind::bad_input, "cli.not_the_same");
  }
  std::vector<Error> faults;
  auto done = accounts.set_password(workspace->owner(), login, password, "", faults);
  if (!faults.empty()) {
    print_errors(global, faults);
    return exit_code(faults.front().kind);
  }
  TRY(done);
  tell(global, "cli.password_set", {{"login", login}});
  return 0;
}

Outcome person_unlock(const Global& global, const std::string& login, bool second_factor) {
  const auto workspace = TRY(open_to_write(global));
  TRY(workspace->accounts().unlock(workspace->owner(), login, ""));
  if (second_factor) TRY(workspace->accounts().reset_totp(workspace->owner(), login, ""));
  tell(global, "cli.person_unlocked", {{"login", login}});
  return 0;
}

Outcome person_revoke(const Global& global, const std::string& login) {
  const auto workspace = TRY(open_to_write(global));
  TRY(require_person(*workspace, login));
  org::Person person = *workspace->ledgers().directory()->person(login);
  person.grants.clear();
  TRY(workspace->ledgers().grant(workspace->owner(), {person}));
  tell(global, "cli.person_revoked", {{"login", login}});
  return 0;
}

}  // namespace youju::cli
