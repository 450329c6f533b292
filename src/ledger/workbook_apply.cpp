// Sheets into records: each sheet becomes rows of a file, and the importer does the rest.
#include <youju/base/json_writer.h>
#include <youju/base/limits.h>
#include <youju/base/text.h>
#include <youju/ledger/import_run.h>
#include <youju/ledger/ledgers_state.h>
#include <youju/ledger/record_table.h>
#include <youju/ledger/workbook_guess.h>
#include <youju/ledger/workbook_sheet.h>
#include <youju/office/xlsx_reader.h>
#include <youju/store/database.h>

#include <algorithm>
#include <charconv>
#include <map>

namespace youju::ledger {

namespace {

constexpr std::size_t digest_digits = 16;

// Finds the key under which a row is entered when some of the ledger's records were taken back with
// their import: the same file must be able to come again.
class FreeKey {
 public:
  FreeKey(store::Transaction& transaction, const Schema& schema, std::string source)
      : transaction_(transaction), table_(transaction, schema), source_(std::move(source)) {}

  Result<std::string> operator()(std::string key) {
    const std::string base = key;
    for (int turn = 2;; ++turn) {
      const auto known = TRY(table_.find_key(source_ + ":" + key));
      if (!known || known->state != State::withdrawn) return key;
      const std::vector<Event> events = TRY(events_of_record(transaction_, known->id));
      // A record that a person took back by itself stays taken back.
      const bool with_import = !events.empty() && events.back().kind == "record.withdraw" &&
                               events.back().payload.find("\"import\":") != std::string::npos;
      if (!with_import) return key;
      key = base + "~" + std::to_string(turn);
    }
  }

 private:
  store::Transaction& transaction_;
  RecordTable table_;
  std::string source_;
};

class Application {
 public:
  Application(const Workbook& workbook, const Schema& schema, const SchemaSet& schemas,
              const UnitNames& units, ApplyReport& report)
      : workbook_(workbook),
        schema_(schema),
        titles_(schema),
        reader_(schema, schemas, units),
        report_(report) {}

  Result<void> plan(const std::vector<SheetMapping>& sheets) {
    const KnownTitle known = [this](const std::vector<std::string>& path) {
      return titles_.known(path);
    };
    std::vector<int> targets = {Target::key};
    const auto need = [&](int target) {
      if (std::find(targets.begin(), targets.end(), target) == targets.end()) {
        targets.push_back(target);
      }
    };
    for (const SheetMapping& one : sheets) {
      if (one.sheet >= workbook_.sheets().size()) {
        return fail(ErrorKind::not_found, "import.no_such_sheet",
                    {{"sheet", std::to_string(one.sheet + 1)}});
      }
      auto table = TRY(find_table(workbook_, one.sheet, known));
      if (!table) {
        return fail(ErrorKind::bad_input, "import.no_table",
                    {{"sheet", workbook_.sheets()[one.sheet].name}});
      }
      plans_.push_back(TRY(plan_sheet(workbook_, schema_, std::move(*table), one.mapping)));
      for (const auto& column : plans_.back().columns) {
        need(column.target);
        if (column.target == Target::on && schema_.dates == Dates::span) need(Target::until);
        has_key_ = has_key_ || column.target == Target::key;
      }
      TRY(read_constants(plans_.back()));
      for (const auto& [target, text] : plans_.back().constants) need(target);
    }
    file_.emplace(schema_, std::move(targets));
    return {};
  }

  // With a column of keys the records of a form are one row of records, whatever file they come in.
  std::string source() const {
    if (has_key_) return "form:" + plans_.front().table.form;
    return "import:" + workbook_.digest().substr(0, digest_digits);
  }

  Result<void> read(const std::function<Result<std::string>(std::string)>& free_key) {
    // Keys of a form hold in all of its files; a row's number holds in one file only.
    const std::string prefix =
        has_key_ ? workbook_.digest().substr(0, digest_digits) + "-" : std::string();
    const SheetRows::Ground ground{workbook_, schema_, reader_, free_key, prefix};
    for (const SheetPlan& plan : plans_) TRY(SheetRows(ground, plan, *file_, report_).run());
    // Those that differ first.
    std::stable_partition(report_.proofs.begin(), report_.proofs.end(),
                          [](const Proof& proof) { return !proof.agrees(); });
    return {};
  }

  // The importer's faults, at the cells of the sheet that they come from.
  Result<void> take_errors(std::vector<RowError>&& errors) {
    for (RowError& one : errors) report_.errors.push_back(placed(std::move(one.error)));
    return add_texts();
  }

  const RowFile& file() const { return *file_; }
  const std::vector<SheetPlan>& plans() const { return plans_; }

 private:
  Result<void> read_constants(SheetPlan& plan) {
    for (auto& [target, text] : plan.constants) {
      SheetCell cell;
      cell.kind = GridCell::Kind::text;
      cell.text = text;
      CellText out = reader_.read(target, cell, {0, plan.mapping->year, &plan.mapping->units});
      if (out.error) {
        return fail(std::move(*out.error).at(target_name(schema_, target)));
      }
      text = std::move(out.text);
    }
    return {};
  }

  // ":12:trainees" of the row file.
  CellError placed(Error error) {
    int line = 0;
    const std::string where = error.where;
    const std::size_t last = where.rfind(':');
    const auto end = std::from_chars(where.data() + 1, where.data() + where.size(), line);
    const auto target = target_of(schema_, std::string_view(where).substr(last + 1));
    const RowFile::Place* place = end.ec == std::errc() ? file_->place(line) : nullptr;
    if (place == nullptr || !target) {
      // Of the header: what is missing is missing from the whole sheet.
      error.where = plans_.front().place;
      error.where.pop_back();
      return {std::move(error), ""};
    }
    if (const Error* own = file_->fault_at(*place, *target)) error = *own;
    const auto plan = std::find_if(plans_.begin(), plans_.end(), [&](const SheetPlan& one) {
      return one.table.sheet == place->sheet;
    });
    const auto column = std::find_if(plan->columns.begin(), plan->columns.end(),
                                     [&](const auto& one) { return one.target == *target; });
    const std::size_t index = column == plan->columns.end() ? 0 : column->index;
    error.where = plan->place + office::cell_address(place->row, static_cast<int>(index) + 1);
    if (column != plan->columns.end()) {
      wanted_[place->sheet][place->row].emplace_back(report_.errors.size(), index);
    }
    return {std::move(error), ""};
  }

  // What stands in the cells that are wrong: the rows are read once more, which costs nothing when
  // nothing is wrong.
  Result<void> add_texts() {
    for (const auto& [sheet, rows] : wanted_) {
      const auto& wanted = rows;
      const int last = rows.rbegin()->first;
      TRY(workbook_.read(sheet, [&](const GridRow& row) -> Result<bool> {
        const auto found = wanted.find(row.number);
        if (found == wanted.end()) return row.number < last;
        for (const auto& [error, index] : found->second) {
          if (index < row.cells.size()) report_.errors[error].text = row.cells[index].text;
        }
        return row.number < last;
      }));
    }
    return {};
  }

  const Workbook& workbook_;
  const Schema& schema_;
  TitleBook titles_;
  CellReader reader_;
  ApplyReport& report_;
  std::vector<SheetPlan> plans_;
  std::optional<RowFile> file_;
  bool has_key_ = false;
  // By sheet and row: the error, and the cell it is about.
  std::map<std::size_t, std::map<int, std::vector<std::pair<std::size_t, std::size_t>>>> wanted_;
};

// The event of an import, from which it can be undone.
Result<std::int64_t> note_import(Act& act, const ImportRun& run, const std::string& unit,
                                 std::int64_t first_seq) {
  JsonWriter json;
  json.begin_object().key("first").number(first_seq);
  json.member("file", run.file_name).member("digest", run.digest);
  if (!unit.empty()) json.member("unit", unit);
  json.key("rows").number(run.rows).key("added").number(run.added);
  json.key("corrected").number(run.corrected).key("unchanged").number(run.unchanged);
  json.end_object();
  const Event event = TRY(act.append("import.enter", run.ledger, json.take()));
  ImportRun stored = run;
  stored.id = event.seq;
  stored.actor = event.actor;
  stored.at_ms = event.at_ms;
  TRY(put_import(act.transaction(), stored, first_seq));
  return event.seq;
}

}  // namespace

Result<ApplyReport> Ledgers::apply(const org::Access& access, std::string_view ledger,
                                   const Workbook& workbook,
                                   const std::vector<SheetMapping>& sheets,
                                   const ApplyOptions& options) {
  const auto schemas = this->schemas();
  const Schema* schema = TRY(Interior::schema(*schemas, ledger));
  const auto directory = this->directory();
  std::optional<org::UnitId> root;
  if (!options.unit.empty()) root = TRY(directory->find(options.unit));
  if (sheets.empty()) return fail(ErrorKind::bad_usage, "import.no_sheet");
  const UnitNames units(*directory, state_->clock.today(), root);
  ApplyReport report;
  Application application(workbook, *schema, *schemas, units, report);
  TRY(application.plan(sheets));
  {
    const auto transaction = state_->database.read();
    FreeKey free_key(*transaction, *schema, application.source());
    const bool undone = TRY(has_undone_import(*transaction, schema->name));
    TRY(application.read([&](std::string key) -> Result<std::string> {
      if (options.cancelled && options.cancelled()) {
        return fail(ErrorKind::conflict, "import.cancelled");
      }
      if (!undone) return key;
      return free_key(std::move(key));
    }));
  }
  report.needs_confirmation = !report.findings.empty() && !options.accept_findings;
  ImportOptions inner;
  inner.source = application.source();
  inner.state = options.state;
  inner.dry_run = options.dry_run || report.needs_confirmation;
  inner.keep_good = options.keep_good;
  inner.add_parties = options.add_parties;
  inner.progress = options.progress;
  inner.cancelled = options.cancelled;
  inner.evidence = options.evidence;
  const auto after = [&](Act& act, const ImportReport& done, std::int64_t first) -> Result<void> {
    for (const SheetPlan& plan : application.plans()) {
      if (!options.remember) break;
      TRY(put_mapping(act.transaction(), {schema->name, plan.table.form, options.unit},
                      print_mapping(*plan.mapping), {act.actor(), act.now_ms()}));
    }
    report.entered = done.added + done.corrected > 0;
    if (!report.entered) return {};
    ImportRun run;
    run.ledger = schema->name;
    run.file_name = workbook.file_name();
    run.digest = workbook.digest();
    run.unit = root.value_or(org::UnitId{});
    run.rows = done.rows;
    run.added = done.added;
    run.corrected = done.corrected;
    run.unchanged = done.unchanged;
    report.import_id = TRY(note_import(act, run, options.unit, first));
    return {};
  };
  ImportReport done =
      TRY(state_->import(access, ledger, {application.file().text(), ""}, inner, after));
  report.rows = done.rows;
  report.added = done.added;
  report.unchanged = done.unchanged;
  report.corrected = done.corrected;
  report.possible_doubles = done.possible_doubles;
  report.errors_all = done.errors_all;
  TRY(application.take_errors(std::move(done.errors)));
  return report;
}

}  // namespace youju::ledger
