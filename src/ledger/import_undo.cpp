// The list of imports, and taking a whole one back.
#include <youju/base/json_writer.h>
#include <youju/base/limits.h>
#include <youju/ledger/change.h>
#include <youju/ledger/import_run.h>
#include <youju/store/database.h>

namespace youju::ledger {

namespace {

// Over so many changes a listener is told to start again, as by an import.
constexpr std::size_t changes_told_max = 200'000;

constexpr std::string_view stop_word = "import.read_no_further";

// The records that the events of an import have entered.
Result<std::vector<Uuid>> entered_by(store::Transaction& transaction, const StoredRun& stored) {
  std::vector<Uuid> ids;
  const auto each = [&](const Event& event) -> Result<void> {
    if (event.seq >= stored.run.id) return fail(ErrorKind::bad_usage, stop_word);
    if (event.kind == "record.enter" && event.subject == stored.run.ledger) {
      ids.push_back(TRY(Uuid::parse(event.record)));
    }
    return {};
  };
  auto done = read_events(transaction, stored.first_seq - 1, each);
  if (!done && done.error().what != stop_word) return fail(std::move(done.error()));
  return ids;
}

// The event that keeps a record from being withdrawn with its import. A review says nothing new.
Result<std::optional<Event>> changed_since(store::Transaction& transaction, const Record& record) {
  if (record.version == 1) return std::optional<Event>();
  std::optional<Event> change;
  for (Event& event : TRY(events_of_record(transaction, record.id))) {
    const bool review = event.kind == "record.enter" || event.kind == "record.submit" ||
                        event.kind == "record.check" || event.kind == "record.approve" ||
                        event.kind == "record.return" || event.kind == "record.keep";
    if (!review) change = std::move(event);
  }
  return change;
}

// Beside the right for each record: the import is one's own, or of one's units.
Result<void> require_undo(const Ledgers::Interior& state, const org::Access& access,
                          const ImportRun& run) {
  if (access.login() == run.actor) return {};
  if (run.unit.value < 0) return state.require_anywhere(access, org::Action::enter_record);
  return state.require(access, org::Action::enter_record, run.unit);
}

class Undo {
 public:
  Undo(Act& act, const Change& change, UndoReport& report)
      : act_(act), change_(change), table_(act.transaction(), change.schema), report_(report) {}

  Result<void> record(const Uuid& id) {
    const Record record = TRY(table_.get(id));
    if (auto change = TRY(changed_since(act_.transaction(), record))) {
      ++report_.kept_all;
      if (report_.kept.size() < limits::import_errors_shown_max) {
        report_.kept.push_back({id, std::move(change->kind), std::move(change->actor)});
      }
      return {};
    }
    TRY(make_change(act_, change_, id, nullptr));
    ++report_.withdrawn;
    Deed& deed = act_.deed();
    if (deed.changes.size() > changes_told_max) {
      deed.changes.clear();
      deed.reset = true;
    }
    return {};
  }

 private:
  Act& act_;
  const Change& change_;
  RecordTable table_;
  UndoReport& report_;
};

}  // namespace

Result<std::vector<ImportRun>> Ledgers::imports(const org::Access& access, org::UnitId unit) const {
  TRY(state_->require(access, org::Action::read, unit));
  const auto tree = directory()->tree(state_->clock.today());
  const bool is_root = tree->has(unit) && !tree->parent(unit);
  const auto transaction = state_->database.read();
  std::vector<ImportRun> runs;
  TRY(each_import(*transaction, [&](ImportRun&& run) {
    const bool below = tree->has(unit) && run.unit.value >= 0 && tree->has(run.unit) &&
                       tree->subtree(unit).contains(tree->position(run.unit));
    if (below || run.unit == unit || (is_root && run.unit.value < 0)) {
      runs.push_back(std::move(run));
    }
    return runs.size() < limits::page_rows_max;
  }));
  return runs;
}

Result<UndoReport> Ledgers::undo_import(const org::Access& access, std::int64_t id,
                                        const UndoOptions& options) {
  const auto schemas = this->schemas();
  const auto directory = this->directory();
  UndoReport report;
  bool undone = false;
  auto done = state_->act(access.login(), [&](Act& act) -> Result<void> {
    const auto stored = TRY(find_import(act.transaction(), id));
    if (!stored) {
      return fail(ErrorKind::not_found, "import.no_such_import", {{"id", std::to_string(id)}});
    }
    if (stored->run.undone_ms > 0) {
      return fail(ErrorKind::conflict, "import.undone_already",
                  {{"id", std::to_string(id)}, {"login", stored->run.undone_by}});
    }
    TRY(require_undo(*state_, access, stored->run));
    const Schema* schema = TRY(Interior::schema(*schemas, stored->run.ledger));
    act.deed().schemas = schemas;
    const Change change{
        access,
        *state_,
        *schema,
        *directory,
        Move::withdraw,
        std::nullopt,
        sentence(options.reason.empty() ? "import.undo_reason" : "import.undo_reason_told",
                 Language::zh_cn,
                 {{"file", stored->run.file_name},
                  {"id", std::to_string(id)},
                  {"reason", options.reason}}),
        {{"import", std::to_string(id)}}};
    Undo undo(act, change, report);
    for (const Uuid& one : TRY(entered_by(act.transaction(), *stored))) TRY(undo.record(one));
    undone = options.dry_run;
    if (report.kept_all > 0 && !options.keep_changed && !options.dry_run) {
      return fail(ErrorKind::conflict, "import.changed_since",
                  {{"id", std::to_string(id)}, {"count", std::to_string(report.kept_all)}});
    }
    JsonWriter json;
    json.begin_object().key("import").number(id).key("withdrawn").number(report.withdrawn);
    json.key("kept").number(report.kept_all);
    if (!options.reason.empty()) json.member("reason", options.reason);
    json.end_object();
    const Event event = TRY(act.append("import.undo", stored->run.ledger, json.take()));
    TRY(put_undo(act.transaction(), id,
                 {event.at_ms, event.actor, report.withdrawn, report.kept_all}));
    // What is only tried is taken back by its own failure.
    if (options.dry_run) return fail(ErrorKind::bad_input, "import.nothing_entered");
    return {};
  });
  if (!done && !undone) return fail(std::move(done.error()));
  return report;
}

}  // namespace youju::ledger
