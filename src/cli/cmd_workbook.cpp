// `youju import --map` and `youju imports`: workbooks as offices keep them.
#include <youju/base/file.h>
#include <youju/base/limits.h>
#include <youju/cli/commands.h>
#include <youju/ledger/workbook.h>

#include <algorithm>
#include <cstdio>

namespace youju::cli {
namespace {

using ledger::ApplyReport;
using ledger::Mapping;
using ledger::ProposedSheet;

void print_proposal(const Global& global, const std::vector<const ProposedSheet*>& sheets) {
  Table table;
  table.columns = {{"sheet", "cli.column_sheet", false},  {"column", "cli.column_column", false},
                   {"title", "cli.column_title", false},  {"target", "cli.column_target", false},
                   {"power", "cli.column_power", true},   {"score", "cli.column_score", true},
                   {"reason", "cli.column_reason", false}};
  for (const ProposedSheet* sheet : sheets) {
    for (const ledger::ProposedColumn& one : sheet->columns) {
      const std::string target = one.ticked.empty() ? one.target : one.target + " = " + one.ticked;
      table.rows.push_back({sheet->name, one.letters, one.title, target,
                            one.power == 0 ? "" : std::to_string(one.power),
                            std::to_string(one.score),
                            sentence(one.reason.what, global.language, one.reason.fields)});
    }
  }
  fmt::print("{}", printed(table, global.format, global.language));
}

bool fits(const ProposedSheet& sheet, const Mapping& mapping) {
  if (!sheet.has_table || sheet.hidden) return false;
  if (!mapping.form.empty() && mapping.form != sheet.form) return false;
  return std::all_of(mapping.columns.begin(), mapping.columns.end(), [&](const auto& wanted) {
    return wanted.target.empty() ||
           std::any_of(sheet.columns.begin(), sheet.columns.end(),
                       [&](const auto& one) { return one.title == wanted.title; });
  });
}

// What the sheets lack is asked for by name: nothing is guessed to fill it.
Result<void> require_complete(const ledger::Schema& schema,
                              const std::vector<const ProposedSheet*>& sheets) {
  for (const ProposedSheet* sheet : sheets) {
    if (sheet->missing.empty()) continue;
    const int field = schema.field_index(sheet->missing.front());
    const std::string name = field < 0 ? sheet->missing.front()
                                       : schema.fields[static_cast<std::size_t>(field)].title.zh_cn;
    return fail(ErrorKind::bad_input, "import.missing_column", {{"column", name}}, sheet->name);
  }
  return {};
}

int tell_report(const Global& global, const ImportArguments& arguments, const ApplyReport& report) {
  std::vector<Error> errors = report.remarks;
  errors.insert(errors.end(), report.findings.begin(), report.findings.end());
  for (const ledger::CellError& one : report.errors) errors.push_back(one.error);
  print_errors(global, errors);
  tell(global, "cli.proofs",
       {{"all", std::to_string(report.proofs_all)},
        {"differ", std::to_string(report.proofs_differ)}});
  const bool tried = arguments.dry_run || report.needs_confirmation;
  tell(global, tried ? "cli.would_apply" : "cli.applied",
       {{"rows", std::to_string(report.rows)},
        {"added", std::to_string(report.added)},
        {"unchanged", std::to_string(report.unchanged)},
        {"corrected", std::to_string(report.corrected)},
        {"errors", std::to_string(report.errors_all)}});
  if (report.import_id > 0) {
    tell(global, "cli.import_number", {{"id", std::to_string(report.import_id)}});
  }
  if (report.needs_confirmation) tell(global, "cli.needs_confirmation");
  if (report.possible_doubles > 0) {
    tell(global, "cli.possible_doubles", {{"count", std::to_string(report.possible_doubles)}});
  }
  if (!report.errors.empty() && !arguments.keep_good) {
    return exit_code(report.errors.front().error.kind);
  }
  const bool found = !report.errors.empty() || !report.findings.empty();
  return found || report.possible_doubles > 0 ? 1 : 0;
}

}  // namespace

Outcome import_workbook(const Global& global, const ImportArguments& arguments) {
  const auto workspace = TRY(open_to_write(global));
  ledger::Ledgers& ledgers = workspace->ledgers();
  const std::string bytes = TRY(read_file(arguments.file, limits::import_bytes_max));
  const std::string name = std::filesystem::path(arguments.file).filename().string();
  const ledger::Workbook workbook = TRY(ledger::Workbook::open(bytes, name));
  const ledger::Proposal proposal =
      TRY(ledgers.propose(workspace->owner(), arguments.ledger, workbook, {arguments.unit, false}));
  const auto schemas = ledgers.schemas();
  const ledger::Schema& schema = *schemas->find(arguments.ledger);
  std::optional<Mapping> given;
  if (arguments.map != "auto") {
    const std::string yaml = TRY(read_file(arguments.map, limits::pack_file_bytes_max));
    auto read = ledger::parse_mapping(yaml, schema);
    if (!read) return fail(std::move(read.error()).at(arguments.map));
    given = std::move(*read);
  }
  std::vector<const ProposedSheet*> sheets;
  std::vector<ledger::SheetMapping> mappings;
  for (const ProposedSheet& sheet : proposal.sheets) {
    if (given ? !fits(sheet, *given) : !sheet.has_table || sheet.hidden) continue;
    sheets.push_back(&sheet);
    mappings.push_back({sheet.index, given ? *given : sheet.mapping});
    // A mapping from a file says what it says; what the sheet alone can tell is added.
    if (!given) continue;
    Mapping& mapping = mappings.back().mapping;
    mapping.constants.insert(sheet.mapping.constants.begin(), sheet.mapping.constants.end());
    if (!mapping.year) mapping.year = sheet.mapping.year;
  }
  if (sheets.empty()) return fail(ErrorKind::bad_input, "cli.no_fitting_sheet", {}, name);
  if (!arguments.save_map.empty()) {
    TRY(write_file(arguments.save_map, print_mapping(mappings.front().mapping) + "\n"));
  }
  if (!given) {
    print_proposal(global, sheets);
    TRY(require_complete(schema, sheets));
  }
  ledger::ApplyOptions options;
  options.unit = arguments.unit;
  options.state = arguments.approve ? ledger::State::approved : ledger::State::submitted;
  options.dry_run = arguments.dry_run;
  options.keep_good = arguments.keep_good;
  options.accept_findings = arguments.accept;
  if (const auto shown = progress(global)) {
    options.progress = [&](std::int64_t done, std::int64_t all) {
      shown(arguments.file, done, all);
    };
  }
  return tell_report(
      global, arguments,
      TRY(ledgers.apply(workspace->owner(), arguments.ledger, workbook, mappings, options)));
}

Outcome list_imports(const Global& global, const std::string& unit) {
  const auto workspace = TRY(open_to_read(global));
  const auto directory = workspace->ledgers().directory();
  std::vector<org::UnitId> roots;
  if (!unit.empty()) {
    roots.push_back(TRY(directory->find(unit)));
  } else {
    const auto tree = directory->tree(system_clock().today());
    for (const org::Unit& one : directory->units()) {
      if (tree->has(one.id) && !tree->parent(one.id)) roots.push_back(one.id);
    }
  }
  std::vector<ledger::ImportRun> runs;
  for (const org::UnitId root : roots) {
    for (ledger::ImportRun& run : TRY(workspace->ledgers().imports(workspace->owner(), root))) {
      const bool known = std::any_of(runs.begin(), runs.end(),
                                     [&](const auto& other) { return other.id == run.id; });
      if (!known) runs.push_back(std::move(run));
    }
  }
  std::sort(runs.begin(), runs.end(), [](const auto& a, const auto& b) { return a.id > b.id; });
  Table table;
  table.columns = {
      {"id", "cli.column_import", true},           {"at", "cli.column_at", false},
      {"actor", "cli.column_actor", false},        {"ledger", "cli.column_ledger", false},
      {"file", "cli.column_file", false},          {"added", "cli.column_added", true},
      {"corrected", "cli.column_corrected", true}, {"undone", "cli.column_undone", false}};
  for (const ledger::ImportRun& run : runs) {
    table.rows.push_back({std::to_string(run.id), instant_to_string(run.at_ms), run.actor,
                          run.ledger, run.file_name, std::to_string(run.added),
                          std::to_string(run.corrected),
                          run.undone_ms > 0 ? instant_to_string(run.undone_ms) : ""});
  }
  fmt::print("{}", printed(table, global.format, global.language));
  return 0;
}

Outcome undo_import(const Global& global, std::int64_t id, bool dry_run) {
  const auto workspace = TRY(open_to_write(global));
  ledger::UndoOptions options;
  options.dry_run = dry_run;
  options.keep_changed = true;
  const ledger::UndoReport report =
      TRY(workspace->ledgers().undo_import(workspace->owner(), id, options));
  for (const auto& kept : report.kept) {
    tell(global, "cli.kept", {{"id", kept.id.to_string()}, {"event", kept.event}, {"by", kept.by}});
  }
  tell(global, dry_run ? "cli.would_undo" : "cli.undone",
       {{"id", std::to_string(id)},
        {"withdrawn", std::to_string(report.withdrawn)},
        {"kept", std::to_string(report.kept_all)}});
  return report.kept_all > 0 ? 1 : 0;
}

}  // namespace youju::cli
