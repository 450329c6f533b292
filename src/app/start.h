// The way from an empty data folder to the first figure: who may begin, the packs to choose from,
// the units out of a file, and how far one has come. What is done is told by the folder itself, so
// that every step can be left and taken up again.
#pragma once

#include <youju/app/workspace.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace youju::app {

// Nobody can sign in yet: who holds the key of the workspace may make the first administrator.
bool may_be_founded(const Workspace& workspace);

struct Founding {
  org::UnitRow unit;  // the first one; left out where there are units already
  std::string login, name, password;
};
// Makes the first unit and the first administrator, who administers every root of the tree. Can be
// repeated until somebody can sign in. Errors: "app.wrong_key", "app.founded_already", those of
// units and logins; `faults`: of the password, as in Accounts::set_password.
Result<void> found(const Workspace& workspace, std::string_view key, const Founding& founding,
                   std::string_view address, std::vector<Error>& faults);

struct PackRow {
  std::string name;
  ledger::Titles title;
  std::vector<std::string> uses;
  bool loaded = false;
  std::vector<ledger::Titles> ledgers, templates;
  std::int64_t indicators = 0;
};
// Those that this binary carries, used ones before their users. Needs Action::manage_packs.
Result<std::vector<PackRow>> packs_to_choose(const Workspace& workspace, const org::Access& access);
// Loads them, and those that they use, as they come with this binary. Error: "app.unknown_pack".
Result<void> choose_packs(const Workspace& workspace, const org::Access& access,
                          const std::vector<std::string>& names);

// Units out of a workbook or a csv with a header: name, and, if it has them, short name, code, kind
// and the parent's code or name. What has no code gets one below its parent's.
struct UnitFile {
  std::vector<org::UnitRow> rows;  // parents first
  std::int64_t added = 0;          // those not there yet
};
// `parent` stands above the rows that name none; "" makes them roots. Errors: "app.no_unit_column",
// those of Workbook::open and of org::parse_units, with the cell or row in `where`.
Result<UnitFile> read_unit_file(const Workspace& workspace, std::string_view bytes,
                                std::string_view name, std::string_view parent);

struct StartState {
  std::vector<ledger::Titles> packs;  // loaded
  std::int64_t ledgers = 0, units = 0, imports = 0, records = 0, people = 0, summaries = 0;
  std::int64_t declared = 0;  // indicators of which something is declared
};
// Needs Action::manage_packs.
Result<StartState> start_state(const Workspace& workspace, const org::Access& access);

}  // namespace youju::app
