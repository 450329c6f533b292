#include <youju/base/limits.h>
#include <youju/ledger/importer.h>
#include <youju/store/database.h>

namespace youju::ledger {

Result<ImportReport> Ledgers::import(const org::Access& access, std::string_view ledger,
                                     std::string_view bytes, std::string_view file_name,
                                     const ImportOptions& options) {
  if (bytes.size() > limits::import_bytes_max) {
    return fail(ErrorKind::too_large, "import.too_large",
                {{"max", std::to_string(limits::import_bytes_max >> 20)}}, std::string(file_name));
  }
  if (options.state != State::draft && options.state != State::submitted &&
      options.state != State::approved) {
    return fail(ErrorKind::bad_usage, "ledger.wrong_state",
                {{"state", std::string(state_name(options.state))}, {"action", "import"}});
  }
  const auto schemas = this->schemas();
  const Schema* schema = TRY(Interior::schema(*schemas, ledger));
  const auto directory = this->directory();
  if (!options.default_unit.empty()) TRY(directory->find(options.default_unit));
  const auto today = directory->tree(state_->clock.today());
  Listener* listener = nullptr;
  {
    const std::lock_guard lock(state_->mutex);
    listener = state_->listener;
  }
  ImportReport report;
  bool undone = false;
  const auto run = [&](Act& act, bool bulk) -> Result<void> {
    report = {};
    TableFile file(bytes, file_name);
    const Importer::Ground ground{access,  *schema,         *schemas,      *directory,
                                  *today,  state_->parties, state_->blobs, state_->clock,
                                  options, listener,        bulk};
    act.deed().schemas = schemas;
    TRY(Importer(act, ground, file).run(report));
    undone = options.dry_run || (report.errors_all > 0 && !options.keep_good);
    // The failure of the work is what takes back all it has written; the report says the rest.
    if (undone) return fail(ErrorKind::bad_input, "import.nothing_entered");
    return {};
  };
  auto done = state_->act(access.login(), [&](Act& act) { return run(act, true); });
  if (!done && done.error().what == "store.unique") {
    done = state_->act(access.login(), [&](Act& act) { return run(act, false); });
  }
  if (!done && !undone) return fail(std::move(done.error()));
  if (undone && !options.dry_run) report.added = report.corrected = report.possible_doubles = 0;
  return report;
}

}  // namespace youju::ledger
