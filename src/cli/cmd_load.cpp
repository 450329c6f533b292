#include <youju/app/load.h>
#include <youju/app/nation_tree.h>
#include <youju/base/file.h>
#include <youju/base/hash.h>
#include <youju/base/limits.h>
#include <youju/cli/commands.h>

namespace youju::cli {

Outcome init(const Global& global, const std::vector<std::string>& packs) {
  const auto workspace = TRY(open_to_write(global, true));
  TRY(workspace->load_packs(workspace->owner(), TRY(app::find_packs(packs, "."))));
  tell(global, "cli.initialised", {{"folder", global.data.string()}});
  return 0;
}

Outcome load(const Global& global, const std::string& folder) {
  if (folder.empty()) return fail(ErrorKind::bad_usage, "cli.load_what");
  const auto workspace = TRY(open_to_write(global, true));
  const app::LoadReport report = TRY(app::load(*workspace, folder, progress(global)));
  if (!report.errors.empty()) {
    print_errors(global, report.errors);
    return exit_code(report.errors.front().kind);
  }
  tell(global, "cli.loaded",
       {{"example", report.example},
        {"rows", std::to_string(report.rows)},
        {"added", std::to_string(report.added)},
        {"unchanged", std::to_string(report.unchanged)},
        {"corrected", std::to_string(report.corrected)},
        {"declared", std::to_string(report.declared)},
        {"targets", std::to_string(report.targets)}});
  if (report.possible_doubles > 0) {
    tell(global, "cli.possible_doubles", {{"count", std::to_string(report.possible_doubles)}});
    return 1;
  }
  return 0;
}

Outcome load_tree(const Global& global, const std::string& tree, const std::string& folder) {
  if (tree != "china") {
    return fail(ErrorKind::bad_usage, "cli.unknown_tree", {{"text", tree}});
  }
  const auto workspace = TRY(open_to_write(global, true));
  const app::TreeReport report = TRY(app::load_nation_tree(*workspace, folder));
  tell(global, "cli.tree_loaded",
       {{"units", std::to_string(report.units)}, {"added", std::to_string(report.added)}});
  return 0;
}

Outcome import(const Global& global, const ImportArguments& arguments) {
  const auto workspace = TRY(open_to_write(global));
  const std::string bytes = TRY(read_file(arguments.file, limits::import_bytes_max));
  ledger::ImportOptions options;
  options.default_unit = arguments.unit;
  options.source = "import:" + to_hex(digest_of(bytes)).substr(0, 16);
  options.state = arguments.approve ? ledger::State::approved : ledger::State::submitted;
  options.dry_run = arguments.dry_run;
  options.keep_good = arguments.keep_good;
  if (const auto shown = progress(global)) {
    options.progress = [&](std::int64_t done, std::int64_t all) {
      shown(arguments.file, done, all);
    };
  }
  const std::string name = std::filesystem::path(arguments.file).filename().string();
  const ledger::ImportReport report =
      TRY(workspace->ledgers().import(workspace->owner(), arguments.ledger, bytes, name, options));
  std::vector<Error> errors;
  errors.reserve(report.errors.size());
  for (const ledger::RowError& each : report.errors) errors.push_back(each.error);
  print_errors(global, errors);
  tell(global, arguments.dry_run ? "cli.would_import" : "cli.imported",
       {{"rows", std::to_string(report.rows)},
        {"added", std::to_string(report.added)},
        {"unchanged", std::to_string(report.unchanged)},
        {"corrected", std::to_string(report.corrected)},
        {"errors", std::to_string(report.errors_all)},
        {"encoding", report.encoding.empty() ? std::string("xlsx") : report.encoding}});
  if (report.possible_doubles > 0) {
    tell(global, arguments.dry_run ? "cli.would_be_doubles" : "cli.possible_doubles",
         {{"count", std::to_string(report.possible_doubles)}});
  }
  if (errors.empty()) return report.possible_doubles > 0 ? 1 : 0;
  return arguments.keep_good ? 1 : exit_code(errors.front().kind);
}

Outcome export_records(const Global& global, const ExportArguments& arguments) {
  const auto workspace = TRY(open_to_read(global));
  const org::UnitId unit = TRY(workspace->ledgers().directory()->find(arguments.unit));
  const std::int64_t rows = TRY(workspace->ledgers().export_to(
      workspace->owner(), arguments.ledger, unit, TRY(Period::parse(arguments.period)),
      arguments.output, global.language));
  tell(global, "cli.exported", {{"rows", std::to_string(rows)}, {"file", arguments.output}});
  return 0;
}

Outcome check_pack(const Global& global, const std::string& folder) {
  const std::vector<Error> errors = app::check_pack(folder);
  print_errors(global, errors);
  if (!errors.empty()) return exit_code(errors.front().kind);
  tell(global, "cli.pack_sound", {{"folder", folder}});
  return 0;
}

}  // namespace youju::cli
