#include <youju/app/audit.h>
#include <youju/app/backup.h>
#include <youju/cli/commands.h>

#include <cstdio>

namespace youju::cli {

Outcome close(const Global& global, const std::string& period, const std::string& unit) {
  const auto workspace = TRY(open_to_write(global));
  const org::UnitId id = TRY(workspace->ledgers().directory()->find(unit));
  TRY(workspace->ledgers().close(workspace->owner(), id, TRY(Period::parse(period))));
  tell(global, "cli.closed", {{"period", period}, {"unit", unit}});
  return 0;
}

Outcome audit(const Global& global) {
  const auto workspace = TRY(open_to_read(global));
  const auto shown = progress(global);
  const auto report =
      TRY(app::audit(*workspace, workspace->owner(), [&](std::int64_t done, std::int64_t all) {
        if (shown) shown(sentence("cli.auditing", global.language), done, all);
      }));
  std::vector<ledger::Ledgers::Fault> faults = report.faults;
  for (const std::string& line : workspace->database_faults()) {
    faults.push_back({"cli.database_fault", {{"text", line}}});
  }
  for (const auto& fault : faults) {
    fmt::print("{}\n", sentence(fault.what, global.language, fault.fields));
  }
  tell(global, faults.empty() ? "cli.audit_clean" : "cli.audit_faults",
       {{"events", std::to_string(report.events)},
        {"records", std::to_string(report.records)},
        {"blobs", std::to_string(report.blobs)},
        {"faults", std::to_string(faults.size())},
        {"head", to_hex(report.head.hash)}});
  return faults.empty() ? 0 : 1;
}

Outcome rebuild(const Global& global) {
  const auto workspace = TRY(open_to_write(global));
  TRY(app::rebuild(*workspace, workspace->owner()));
  tell(global, "cli.rebuilt");
  return 0;
}

Outcome backup(const Global& global, const std::string& file) {
  const auto workspace = TRY(open_to_read(global));
  const auto shown = progress(global);
  const app::BackupReport report = TRY(
      app::backup(*workspace, workspace->owner(), file, [&](std::int64_t done, std::int64_t all) {
        if (shown) shown(file, done, all);
      }));
  tell(global, "cli.backed_up",
       {{"file", file},
        {"events", std::to_string(report.events)},
        {"blobs", std::to_string(report.blobs)},
        {"head", to_hex(report.head.hash)}});
  return 0;
}

Outcome restore(const Global& global, const std::string& file) {
  const app::BackupReport report = TRY(app::restore(file, global.data, system_clock()));
  tell(global, "cli.restored",
       {{"folder", global.data.string()},
        {"events", std::to_string(report.events)},
        {"records", std::to_string(report.records)},
        {"blobs", std::to_string(report.blobs)},
        {"head", to_hex(report.head.hash)}});
  return 0;
}

// Corrects one record, named by its id: `field=value` for each change.
Outcome correct(const Global& global, const std::string& ledger, const std::string& id,
                const std::vector<std::string>& changes, const std::string& reason) {
  const auto workspace = TRY(open_to_write(global));
  const Uuid record = TRY(Uuid::parse(id));
  ledger::RawRecord raw;
  for (const std::string& change : changes) {
    const std::size_t equals = change.find('=');
    if (equals == std::string::npos) {
      return fail(ErrorKind::bad_usage, "cli.bad_change", {{"text", change}});
    }
    raw.cells[change.substr(0, equals)] = change.substr(equals + 1);
  }
  const ledger::Record before =
      TRY(workspace->ledgers().record(workspace->owner(), ledger, record));
  const ledger::EntryResult after = TRY(workspace->ledgers().correct(
      workspace->owner(), ledger, record, before.version, raw, reason));
  tell(global, "cli.corrected", {{"id", id}, {"version", std::to_string(after.version)}});
  return 0;
}

}  // namespace youju::cli
