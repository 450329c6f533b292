#include <youju/base/limits.h>
#include <youju/base/text.h>
#include <youju/ledger/evidence.h>
#include <youju/ledger/importer.h>
#include <youju/ledger/payload.h>
#include <youju/store/blob.h>
#include <youju/store/database.h>

#include <algorithm>

namespace youju::ledger {

namespace {

// Over so many changes a listener is told to start again: holding both versions of a million
// records for it would cost more memory than the store itself.
constexpr std::size_t changes_told_max = 200'000;

// Often enough that who cancels does not wait, and too seldom to cost anything.
constexpr std::int64_t rows_between_questions = 200;

}  // namespace

Importer::Importer(Act& act, const Ground& ground, TableFile& file)
    : act_(act),
      ground_(ground),
      file_(file),
      lookup_(act, ground.parties, ground.schemas, ground.directory,
              {ground.options.source, ground.options.add_parties}),
      check_(ground.schema, ground.schemas, ground.directory, lookup_),
      table_(act.transaction(), ground.schema),
      cells_(ground.schema),
      allowed_(ground.directory.units().size(), -1) {
  event_.actor = act.actor();
  event_.at_ms = act.now_ms();
  event_.subject = ground.schema.name;
}

void Importer::fault_at(std::string place, Error error) {
  ++report_->errors_all;
  if (report_->errors.size() >= limits::import_errors_shown_max) return;
  error.where = std::move(place);
  report_->errors.push_back({std::move(error)});
}

std::size_t Importer::column_of(int target) const {
  for (std::size_t i = 0; i < targets_.size(); ++i) {
    if (targets_[i] == target) return i;
  }
  return 0;
}

void Importer::fault(int row, int target, Error error) {
  const std::size_t column = column_of(target);
  fault_at(file_.place(row, column,
                       targets_[column] == target ? std::string_view(names_[column])
                                                  : target_name(ground_.schema, target)),
           std::move(error));
}

Result<void> Importer::header(const TableRow& row) {
  const Schema& schema = ground_.schema;
  for (std::size_t i = 0; i < row.cells->size(); ++i) {
    names_.emplace_back(text::trimmed((*row.cells)[i]));
    targets_.push_back(target_of(schema, names_[i]));
    const auto place = [&] { return file_.place(row.number, i, names_[i]); };
    if (!targets_[i]) {
      fault_at(place(), {ErrorKind::bad_input,
                         "import.unknown_column",
                         "",
                         {{"column", names_[i]}, {"ledger", schema.name}}});
    } else if (std::find(targets_.begin(), targets_.end() - 1, targets_[i]) != targets_.end() - 1) {
      fault_at(place(),
               {ErrorKind::bad_input, "import.duplicate_column", "", {{"column", names_[i]}}});
    }
  }
  const auto demand = [&](int target) {
    if (std::find(targets_.begin(), targets_.end(), target) != targets_.end()) return;
    fault_at(file_.place(row.number, 0, target_name(schema, target)),
             {ErrorKind::bad_input,
              "import.missing_column",
              "",
              {{"column", std::string(target_name(schema, target))}}});
  };
  demand(Target::on);
  if (ground_.options.default_unit.empty()) demand(Target::unit);
  if (ground_.options.state != State::draft) {
    for (std::size_t i = 0; i < schema.fields.size(); ++i) {
      if (schema.fields[i].required) demand(static_cast<int>(i));
    }
  }
  has_key_ = std::find(targets_.begin(), targets_.end(), Target::key) != targets_.end();
  return {};
}

bool Importer::fill_cells(const TableRow& row) {
  cells_.clear();
  const std::size_t found = row.cells->size();
  // A sheet does not store empty cells at the end of a row; a csv writes every comma.
  if (found > targets_.size() || (found < targets_.size() && !file_.is_sheet())) {
    const std::size_t column = std::min(found, targets_.size()) - 1;
    fault_at(file_.place(row.number, column, names_[column]),
             {ErrorKind::bad_input,
              found < targets_.size() ? "import.short_row" : "import.long_row",
              "",
              {{"expected", std::to_string(targets_.size())}, {"found", std::to_string(found)}}});
    return false;
  }
  bool sound = true;
  for (std::size_t i = 0; i < found; ++i) {
    if (!targets_[i]) continue;
    if (i < row.formulas.size() && row.formulas[i]) {
      fault_at(file_.place(row.number, i, names_[i]),
               {ErrorKind::bad_input, "import.formula_cell", "", {{"column", names_[i]}}});
      sound = false;
    }
    cells_.set(*targets_[i], (*row.cells)[i]);
  }
  if (cells_.get(Target::unit).empty()) cells_.set(Target::unit, ground_.options.default_unit);
  return sound;
}

Result<std::string> Importer::find_file(const std::string& name) {
  if (const auto known = digests_.find(name); known != digests_.end()) return known->second;
  if (!ground_.options.evidence) {
    return fail(ErrorKind::not_found, "import.no_evidence_file", {{"name", name}});
  }
  std::string hex = TRY(ground_.options.evidence(name));
  Digest digest;
  CHECK(from_hex(hex, digest));
  const std::filesystem::path path = ground_.blobs.path_of(digest);
  std::error_code unread;
  const std::uintmax_t bytes = std::filesystem::file_size(path, unread);
  if (unread) return fail(ErrorKind::not_found, "blob.not_found", {{"digest", hex}});
  const std::string_view media = TRY(evidence_media(name, path));
  TRY(note_evidence(act_, ground_.schema.name,
                    {hex, name, std::string(media), static_cast<std::int64_t>(bytes)}));
  digests_.emplace(name, hex);
  return hex;
}

Result<void> Importer::check_evidence() {
  record_.evidence.clear();
  const std::string_view cell = cells_.get(Target::evidence);
  if (!cell.empty()) {
    for (std::string_view part : text::split(cell, ';')) {
      part = text::trimmed(part);
      if (part.empty()) continue;
      auto digest = find_file(std::string(part));
      if (digest) {
        record_.evidence.push_back(std::move(*digest));
      } else {
        faults_.push_back({Target::evidence, std::move(digest.error())});
      }
    }
  }
  if (ground_.options.state != State::draft &&
      record_.evidence.size() < static_cast<std::size_t>(ground_.schema.evidence_min)) {
    faults_.push_back(
        {Target::evidence, Error{ErrorKind::bad_input,
                                 "ledger.evidence_needed",
                                 "",
                                 {{"min", std::to_string(ground_.schema.evidence_min)},
                                  {"given", std::to_string(record_.evidence.size())}}}});
  }
  return {};
}

// Rights and closed periods of the row's unit.
void Importer::check_place() {
  signed char& allowed = allowed_[static_cast<std::size_t>(record_.unit.value)];
  if (allowed < 0) {
    const auto action = ground_.options.state == State::approved ? org::Action::approve_record
                                                                 : org::Action::enter_record;
    allowed = ground_.access.require(action, record_.unit, ground_.today) ? 1 : 0;
  }
  if (allowed == 0) {
    faults_.push_back(
        {Target::unit, Error{ErrorKind::forbidden,
                             "org.forbidden",
                             "",
                             {{"login", ground_.access.login()}, {"action", "enter_record"}}}});
  }
  if (closings_.empty()) return;
  const Closing* closing = closing_over(closings_, ground_.directory, record_.unit, record_.on);
  if (closing == nullptr) return;
  faults_.push_back({Target::on, Error{ErrorKind::closed,
                                       "ledger.period_closed",
                                       "",
                                       {{"period", closing->period.to_string()},
                                        {"unit", ground_.directory.unit(closing->unit).name},
                                        {"day", record_.on.to_string()}}}});
}

Result<void> Importer::row(const TableRow& row) {
  ++report_->rows;
  if (ground_.options.progress && report_->rows % rows_between_questions == 0) {
    ground_.options.progress(report_->rows, std::max(file_.rows_about(), report_->rows));
  }
  if (ground_.options.cancelled && report_->rows % rows_between_questions == 1 &&
      ground_.options.cancelled()) {
    return fail(ErrorKind::conflict, "import.cancelled");
  }
  if (!fill_cells(row)) return {};
  faults_.clear();
  const bool complete = ground_.options.state != State::draft;
  check_.check(cells_, complete, record_, faults_);
  TRY(check_evidence());
  if (record_.unit.value >= 0 && faults_.empty()) check_place();
  // A row that is there already may lie in a closed period: what it says is only compared.
  const bool closed_only =
      faults_.size() == 1 && faults_.front().error.what == "ledger.period_closed";
  if (!faults_.empty() && !closed_only) {
    for (CellFault& one : faults_) fault(row.number, one.target, std::move(one.error));
    return {};
  }
  // One fault and the whole file is refused: the rest is read to find the other faults only.
  if (report_->errors_all > 0 && !ground_.options.keep_good) return {};
  return enter(row);
}

Result<void> Importer::enter(const TableRow& row) {
  const ImportOptions& options = ground_.options;
  record_.entry_key = options.source;
  record_.entry_key += ':';
  if (has_key_) {
    if (cells_.get(Target::key).empty()) {
      fault(row.number, Target::key, {ErrorKind::bad_input, "import.key_needed", "", {}});
      return {};
    }
    record_.entry_key += cells_.get(Target::key);
  } else {
    record_.entry_key += std::to_string(row.number);
  }
  if (record_.entry_key.size() > limits::entry_key_bytes_max) {
    fault(row.number, Target::key,
          {ErrorKind::too_large,
           "ledger.key_too_long",
           "",
           {{"max", std::to_string(limits::entry_key_bytes_max)}}});
    return {};
  }
  const auto double_key = duplicate_key_of(ground_.schema, record_);
  if (!faults_.empty()) {
    // Only a row that is new would be entered into the closed period.
    if (auto known = TRY(table_.find_key(record_.entry_key))) {
      TRY(end_bulk());
      return replace(std::move(*known));
    }
    fault(row.number, faults_.front().target, std::move(faults_.front().error));
    return {};
  }
  const bool doubles = double_key && TRY(is_double(*double_key));
  record_.id = Uuid::make(ground_.clock);
  record_.version = 1;
  // What may be the same activity told twice waits for a reviewer and does not count meanwhile.
  record_.state = options.state;
  if (options.state == State::submitted) {
    record_.state = *state_after(State::draft, Move::submit, ground_.schema.review);
  }
  if (doubles && record_.state == State::approved) record_.state = State::submitted;
  record_.author = act_.actor();
  record_.created_ms = record_.updated_ms = act_.now_ms();
  if (!TRY(insert(double_key))) {
    auto known = TRY(table_.find_key(record_.entry_key));
    CHECK(known.has_value());
    return replace(std::move(*known));
  }
  if (doubles) ++report_->possible_doubles;
  if (double_key && !bulk_) double_keys_.add(*double_key);
  ++report_->added;
  TRY(write_event("record.enter", ""));
  note_change(std::nullopt, event_.seq);
  return {};
}

// Whether something counts, or may come to count, that has this mark.
Result<bool> Importer::is_double(const std::string& double_key) {
  // In bulk every row is entered, so that one search both asks and notes.
  if (bulk_) return !double_keys_.add(double_key).added;
  // The ledger is asked row by row: all its marks at once cost as much as it is long.
  return double_keys_.contains(double_key) || !TRY(table_.with_duplicate_key(double_key)).empty();
}

Result<bool> Importer::insert(const std::optional<std::string>& double_key) {
  if (!bulk_) return table_.insert(record_, double_key);
  TRY(table_.insert_behind(record_, double_key));
  return true;
}

// Readers of other ledgers do not wait for this; of an empty one there are none to speak of.
Result<void> Importer::begin_bulk() {
  if (!ground_.bulk || !is_large_) return {};
  if (!TRY(is_empty(act_.transaction(), ground_.schema))) return {};
  TRY(drop_list_indexes(act_.transaction(), ground_.schema));
  act_.events().write_behind(true);
  bulk_ = true;
  return {};
}

Result<void> Importer::end_bulk() {
  if (!bulk_) return {};
  bulk_ = false;
  act_.events().write_behind(false);
  return make_list_indexes(act_.transaction(), ground_.schema,
                           are_indexed_by_unit(ground_.directory));
}

Result<void> Importer::write_event(std::string_view kind, std::string_view reason) {
  json_.begin_object();
  append_content(json_, ground_.schema, record_, ground_.directory);
  if (!reason.empty()) json_.member("reason", reason);
  json_.end_object();
  event_.kind = kind;
  event_.record = record_.id.to_string();
  event_.version = record_.version;
  json_.take_into(event_.payload);
  TRY(act_.events().append(event_, &record_.id));
  return {};
}

void Importer::note_change(std::optional<Record> before, std::int64_t seq) {
  const bool counts = record_.state == State::approved;
  Deed& deed = act_.deed();
  if ((!counts && !before) || ground_.listener == nullptr || deed.reset) return;
  if (!before && deed.intake) {
    deed.intake->add(record_);
    deed.intake_seq = seq;
    return;
  }
  if (deed.changes.size() >= changes_told_max) {
    deed.changes.clear();
    deed.changes.shrink_to_fit();
    deed.reset = true;
    return;
  }
  std::optional<Record> after;
  if (counts) after = std::move(record_);
  deed.changes.push_back({&ground_.schema, std::move(before), std::move(after), seq});
}

// A row with a known key: the same again, or a correction of what was loaded before.
Result<void> Importer::replace(Record&& before) {
  if (before.state == State::withdrawn || before.state == State::merged ||
      same_content(before, record_)) {
    ++report_->unchanged;
    return {};
  }
  const bool counted = before.state == State::approved;
  const auto action = counted ? org::Action::correct_record : org::Action::enter_record;
  TRY(ground_.access.require(action, record_.unit, ground_.today));
  TRY(ground_.access.require(action, before.unit, ground_.today));
  record_.id = before.id;
  record_.version = before.version + 1;
  record_.state = before.state;
  record_.author = before.author;
  record_.created_ms = before.created_ms;
  record_.updated_ms = act_.now_ms();
  TRY(table_.update(record_));
  TRY(write_event(counted ? "record.correct" : "record.edit", ground_.options.source));
  ++report_->corrected;
  note_change(counted ? std::optional<Record>(std::move(before)) : std::nullopt, event_.seq);
  return {};
}

Result<void> Importer::run(ImportReport& report) {
  report_ = &report;
  closings_ = TRY(read_closings(act_.transaction()));
  is_large_ = file_.size() >= bulk_bytes_min;
  if (is_large_) act_.transaction().expect_many_rows();
  if (is_large_ && ground_.listener != nullptr) {
    act_.deed().intake = ground_.listener->intake(ground_.schema);
  }
  TRY(begin_bulk());
  bool header_sound = true;
  const auto take_header = [&](const TableRow& row) -> Result<void> {
    TRY(header(row));
    header_sound = report_->errors_all == 0;
    if (!ground_.schema.duplicate_key.empty()) {
      double_keys_.reserve(static_cast<std::size_t>(file_.rows_about()));
    }
    return {};
  };
  // With a wrong header every row would be wrong: one list of what is wrong with it is enough.
  const auto take_row = [&](const TableRow& row) -> Result<void> {
    return header_sound ? this->row(row) : Result<void>();
  };
  auto read = file_.read(take_header, take_row);
  report.encoding = file_.encoding();
  TRY(read);
  return end_bulk();
}

}  // namespace youju::ledger
