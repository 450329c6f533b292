#include <youju/app/reform_effect.h>
#include <youju/cli/commands.h>
#include <youju/cli/terminal.h>

namespace youju::cli {
namespace {

Result<ledger::Reform> reform_of(const UnitArguments& arguments, const org::Directory& directory) {
  ledger::Reform reform;
  reform.kind = TRY(ledger::parse_reform_kind(arguments.kind));
  reform.unit = arguments.unit;
  reform.into = arguments.into;
  reform.others = arguments.others;
  reform.day = TRY(Day::parse_loosely(arguments.day));
  reform.reason = arguments.reason;
  reform.named.code = arguments.code;
  reform.named.name = arguments.name;
  reform.named.short_name = arguments.short_name;
  // A new name, or a part that is split off, is of the same kind if nothing is said.
  reform.named.kind = arguments.unit_kind.empty()
                          ? directory.unit(TRY(directory.find(arguments.unit))).kind
                          : TRY(org::parse_unit_kind(arguments.unit_kind));
  return reform;
}

Outcome tell_effect(const Global& global, const app::Workspace& workspace,
                    const ledger::Reform& reform) {
  const app::ReformEffect effect = TRY(app::reform_effect(workspace, workspace.owner(), reform));
  Table table;
  table.columns = {{"figure", "cli.column_figure"},       {"title", "cli.column_indicator"},
                   {"summary", "cli.column_summary"},     {"printed", "cli.column_printed", true},
                   {"before", "cli.column_is_now", true}, {"after", "cli.column_reformed", true}};
  for (const auto& each : effect.issued) {
    table.rows.push_back(
        {each.figure, each.title, each.summary, each.printed, each.before, each.after});
  }
  fmt::print("{}", printed(table, global.format, global.language));
  tell(global, "cli.unit_would",
       {{"units", std::to_string(effect.units)},
        {"looked_at", std::to_string(effect.looked_at)},
        {"changed", std::to_string(effect.issued.size())}});
  return effect.issued.empty() ? 0 : 1;
}

}  // namespace

Outcome reform_unit(const Global& global, const UnitArguments& arguments) {
  if (arguments.dry_run) {
    const auto workspace = TRY(open_to_read(global));
    return tell_effect(global, *workspace,
                       TRY(reform_of(arguments, *workspace->ledgers().directory())));
  }
  const auto workspace = TRY(open_to_write(global));
  const auto directory = workspace->ledgers().directory();
  TRY(workspace->ledgers().reform(workspace->owner(), TRY(reform_of(arguments, *directory))));
  tell(global, "cli.unit_done",
       {{"name", directory->unit(TRY(directory->find(arguments.unit))).name}});
  return 0;
}

}  // namespace youju::cli
