#include <youju/base/limits.h>
#include <youju/ledger/importer.h>
#include <youju/ledger/review.h>
#include <youju/store/database.h>

namespace youju::ledger {

Result<ImportReport> Ledgers::import(const org::Access& access, std::string_view ledger,
                                     std::string_view bytes, std::string_view file_name,
                                     const ImportOptions& options) {
  return state_->import(access, ledger, {bytes, file_name}, options, nullptr);
}

Result<ImportReport> Ledgers::Interior::import(const org::Access& access, std::string_view ledger,
                                               const TableText& table, const ImportOptions& options,
                                               const AfterImport& after) {
  const auto& [bytes, file_name] = table;
  if (bytes.size() > limits::import_bytes_max) {
    return fail(ErrorKind::too_large, "import.too_large",
                {{"max", std::to_string(limits::import_bytes_max >> 20)}}, std::string(file_name));
  }
  if (options.state != State::draft && options.state != State::submitted &&
      options.state != State::approved) {
    return fail(ErrorKind::bad_usage, "ledger.wrong_state",
                {{"state", std::string(state_name(options.state))}, {"action", "import"}});
  }
  const auto all_schemas = schemas_now();
  const Schema* its_schema = TRY(schema(*all_schemas, ledger));
  if (options.state == State::approved) TRY(require_import_review(access, *its_schema));
  const auto units = directory_now();
  if (!options.default_unit.empty()) TRY(units->find(options.default_unit));
  const auto today = units->tree(clock.today());
  Listener* to = nullptr;
  {
    const std::lock_guard lock(mutex);
    to = listener;
  }
  ImportReport report;
  bool undone = false;
  const auto run = [&](Act& one, bool bulk) -> Result<void> {
    report = {};
    const std::int64_t first_seq = TRY(chain_head(one.transaction())).seq + 1;
    TableFile file(bytes, file_name);
    const Importer::Ground ground{access, *its_schema, *all_schemas, *units, *today, parties,
                                  blobs,  clock,       options,      to,     bulk};
    one.deed().schemas = all_schemas;
    TRY(Importer(one, ground, file).run(report));
    undone = options.dry_run || (report.errors_all > 0 && !options.keep_good);
    // The failure of the work is what takes back all it has written; the report says the rest.
    if (undone) return fail(ErrorKind::bad_input, "import.nothing_entered");
    if (options.cancelled && options.cancelled()) {
      return fail(ErrorKind::conflict, "import.cancelled");
    }
    if (after) TRY(after(one, report, first_seq));
    return {};
  };
  const bool fills = bytes.size() >= Importer::bulk_bytes_min &&
                     bytes.size() <= limits::fill_bytes_max &&
                     TRY(is_empty(*database.read(), *its_schema));
  const auto in_bulk = [&](Act& one) { return run(one, true); };
  auto done = fills ? fill(access.login(), in_bulk) : act(access.login(), in_bulk);
  if (!done && done.error().what == "store.unique") {
    done = act(access.login(), [&](Act& one) { return run(one, false); });
  }
  if (!done && !undone) return fail(std::move(done.error()));
  if (undone && !options.dry_run) report.added = report.corrected = report.possible_doubles = 0;
  return report;
}

}  // namespace youju::ledger
