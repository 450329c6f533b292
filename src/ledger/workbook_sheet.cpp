#include <youju/base/limits.h>
#include <youju/base/text.h>
#include <youju/ledger/workbook_sheet.h>
#include <youju/office/xlsx_reader.h>

#include <algorithm>

namespace youju::ledger {

namespace {

// A csv's cell holds limits::csv_cell_bytes_max; no field comes near it.
constexpr std::size_t cell_bytes_max = 32 << 10;

std::string fault_key(std::size_t sheet, int row, int target) {
  return fmt::format("{} {} {}", sheet, row, target);
}

bool is_number_target(const Schema& schema, int target) {
  if (target < 0) return false;
  const FieldType type = schema.fields[static_cast<std::size_t>(target)].type;
  return type == FieldType::integer || type == FieldType::decimal;
}

std::vector<std::size_t> ticks_of(const SheetPlan& plan) {
  std::vector<std::size_t> ticks;
  for (const SheetPlan::Column& one : plan.columns) {
    if (!one.ticked.empty()) ticks.push_back(one.index);
  }
  return ticks;
}

// Columns whose figures are no quantities: days, keys, codes.
std::vector<std::size_t> skipped_of(const Schema& schema, const SheetPlan& plan) {
  std::vector<std::size_t> skipped;
  for (const SheetPlan::Column& one : plan.columns) {
    if (one.ticked.empty() && !is_number_target(schema, one.target)) skipped.push_back(one.index);
  }
  return skipped;
}

}  // namespace

RowFile::RowFile(const Schema& schema, std::vector<int> targets) : targets_(std::move(targets)) {
  for (std::size_t i = 0; i < targets_.size(); ++i) {
    if (i > 0) text_ += ',';
    text_ += target_name(schema, targets_[i]);
  }
  text_ += '\n';
}

// Always in quotes: what a person wrote stays as it is, a sign of a formula in front too.
void RowFile::append(std::string_view cell) {
  text_ += '"';
  for (const char c : cell) {
    if (c == '"') text_ += '"';
    text_ += c;
  }
  text_ += '"';
}

void RowFile::add(const Place& place, const std::vector<std::string>& texts) {
  places_.push_back({++line_, place.sheet, place.row});
  for (std::size_t i = 0; i < texts.size(); ++i) {
    if (i > 0) text_ += ',';
    // A reader counts LF, CR LF and a lone CR as one end of a line each; only LF is left here.
    std::string cell = texts[i];
    std::erase(cell, '\r');
    line_ += static_cast<int>(std::count(cell.begin(), cell.end(), '\n'));
    append(cell);
  }
  text_ += '\n';
}

const RowFile::Place* RowFile::place(int line) const {
  const auto after =
      std::upper_bound(places_.begin(), places_.end(), line,
                       [](int wanted, const Place& one) { return wanted < one.line; });
  return after == places_.begin() ? nullptr : &*std::prev(after);
}

void RowFile::fault(std::size_t sheet, int row, int target, Error error) {
  // The importer tells the first faults only, in order of rows, as they are noted here.
  if (faults_.size() >= 2 * limits::import_errors_shown_max) return;
  faults_.emplace(fault_key(sheet, row, target), std::move(error));
}

const Error* RowFile::fault_at(const Place& place, int target) const {
  const auto found = faults_.find(fault_key(place.sheet, place.row, target));
  return found == faults_.end() ? nullptr : &found->second;
}

Result<SheetPlan> plan_sheet(const Workbook& workbook, const Schema& schema, FoundTable table,
                             const Mapping& mapping) {
  SheetPlan plan;
  plan.place = workbook.sheets()[table.sheet].name + "!";
  plan.mapping = &mapping;
  std::vector<int> taken;
  for (const ColumnMapping& one : mapping.columns) {
    if (one.target.empty()) continue;
    const auto target = target_of(schema, one.target);
    if (!target) {
      return fail(ErrorKind::bad_input, "import.unknown_target",
                  {{"target", one.target}, {"ledger", schema.name}});
    }
    const auto column =
        std::find_if(table.columns.begin(), table.columns.end(),
                     [&](const TableColumn& other) { return other.title == one.title; });
    if (column == table.columns.end()) {
      return fail(ErrorKind::bad_input, "import.mapping_column",
                  {{"column", one.title}, {"sheet", workbook.sheets()[table.sheet].name}});
    }
    const bool again = std::find(taken.begin(), taken.end(), *target) != taken.end();
    if (again && one.ticked.empty()) {
      return fail(ErrorKind::bad_input, "import.duplicate_target",
                  {{"target", one.target}, {"column", one.title}});
    }
    taken.push_back(*target);
    plan.columns.push_back(
        {static_cast<std::size_t>(column->column) - 1, *target, one.power, one.ticked});
  }
  for (const auto& [name, text] : mapping.constants) {
    const auto target = target_of(schema, name);
    if (!target) {
      return fail(ErrorKind::bad_input, "import.unknown_target",
                  {{"target", name}, {"ledger", schema.name}});
    }
    if (std::find(taken.begin(), taken.end(), *target) == taken.end()) {
      plan.constants.emplace_back(*target, text);
    }
  }
  plan.table = std::move(table);
  return plan;
}

SheetRows::SheetRows(const Ground& ground, const SheetPlan& plan, RowFile& file,
                     ApplyReport& report)
    : ground_(ground),
      plan_(plan),
      file_(file),
      report_(report),
      totals_(plan.table, ticks_of(plan), skipped_of(ground.schema, plan)),
      has_key_(std::any_of(plan.columns.begin(), plan.columns.end(),
                           [](const auto& one) { return one.target == Target::key; })) {}

std::string SheetRows::address(int row, std::size_t index) const {
  return plan_.place + office::cell_address(row, static_cast<int>(index) + 1);
}

std::string& SheetRows::text_of(int target) {
  const auto& targets = file_.targets();
  const auto at = std::find(targets.begin(), targets.end(), target);
  CHECK(at != targets.end());
  return texts_[static_cast<std::size_t>(at - targets.begin())];
}

void SheetRows::find(std::string_view what, std::string where, std::vector<ErrorField> fields) {
  if (report_.findings.size() >= findings_max) return;
  report_.findings.push_back(
      {ErrorKind::bad_input, std::string(what), std::move(where), std::move(fields)});
}

void SheetRows::remark(std::string_view what, std::string where, std::vector<ErrorField> fields) {
  report_.remarks.push_back(
      {ErrorKind::bad_input, std::string(what), std::move(where), std::move(fields)});
}

Result<void> SheetRows::run() {
  TRY(read_table(ground_.workbook, plan_.table, [this](const SheetRow& row) -> Result<bool> {
    TRY(take(row));
    return true;
  }));
  finish();
  return {};
}

Result<void> SheetRows::take(const SheetRow& row) {
  switch (row.kind) {
    case RowKind::data:
      totals_.add_data(row);
      return enter(row);
    case RowKind::part:
      ++report_.part_rows;
      if (plan_.mapping->take_parts) return enter(row);
      parts_.add(address(row.number, row.label));
      return {};
    case RowKind::total:
      ++report_.total_rows;
      totals_told_.add(address(row.number, row.label));
      totals_.add_total(row);
      return {};
    case RowKind::note:
      ++report_.note_rows;
      notes_.add(address(row.number, row.label));
      return {};
    case RowKind::section:
      sections_.add(address(row.number, row.label));
      return {};
    case RowKind::repeated_header:
      return {};
    case RowKind::second_table:
      find("import.second_table", address(row.number, row.label), {});
      return {};
  }
  return {};
}

void SheetRows::tick(const SheetPlan::Column& column, const SheetCell& cell) {
  if (!words::tick_of(cell.text).value_or(false)) return;
  std::string& text = text_of(column.target);
  // Two ticks are two tags; of a choice they are a contradiction, which the importer finds.
  if (!text.empty()) text += ';';
  text += column.ticked;
}

void SheetRows::read_cell(const SheetPlan::Column& column, const SheetRow& row) {
  const SheetCell& cell = row.cells[column.index];
  if (cell.formula) formulas_.add(address(row.number, column.index));
  if (!column.ticked.empty()) return tick(column, cell);
  const bool number = is_number_target(ground_.schema, column.target);
  if (cell.filled && (number || column.target == Target::key)) {
    // One number for several rows is nobody's: given to each, it would count several times.
    if (!cell.is_empty()) merged_.add(address(row.number, column.index));
    return;
  }
  const CellReader::Rules rules{column.power, plan_.mapping->year, &plan_.mapping->units};
  CellText out = ground_.cells.read(column.target, cell, rules);
  if (!out.error && out.text.size() > cell_bytes_max) {
    out.error = Error{
        ErrorKind::too_large, "xlsx.cell_too_long", "", {{"max", std::to_string(cell_bytes_max)}}};
  }
  std::string& text = text_of(column.target);
  if (out.error) {
    file_.fault(plan_.table.sheet, row.number, column.target, std::move(*out.error));
    text = column.target == Target::key ? "" : RowFile::no_value;
    return;
  }
  text = std::move(out.text);
  if (out.until.empty()) return;
  std::string& until = text_of(Target::until);
  if (until.empty()) until = std::move(out.until);
}

Result<void> SheetRows::enter(const SheetRow& row) {
  texts_.assign(file_.targets().size(), "");
  for (const auto& [target, text] : plan_.constants) text_of(target) = text;
  for (const SheetPlan::Column& column : plan_.columns) read_cell(column, row);
  if (row.hidden) hidden_.add(address(row.number, row.label));
  std::string& key = text_of(Target::key);
  const bool odd = std::any_of(key.begin(), key.end(), [](char c) { return c >= 0 && c < ' '; });
  if (odd) {
    file_.fault(plan_.table.sheet, row.number, Target::key,
                Error{ErrorKind::bad_input, "import.error_cell", "", {{"value", ""}}});
    key.clear();
  } else if (!has_key_) {
    key = ground_.key_prefix + std::to_string(plan_.table.sheet + 1) + "-" +
          std::to_string(row.number);
  } else if (!key.empty() && !keys_.insert(key).second) {
    // The importer would take the second row for a correction of the first.
    file_.fault(plan_.table.sheet, row.number, Target::key,
                Error{ErrorKind::bad_input, "import.double_key", "", {{"key", key}}});
    key.clear();
  }
  if (!key.empty()) key = TRY(ground_.free_key(std::move(key)));
  file_.add({0, plan_.table.sheet, row.number}, texts_);
  return {};
}

void SheetRows::finish() {
  for (Proof& proof : totals_.proofs(plan_.place)) {
    ++report_.proofs_all;
    if (!proof.agrees()) {
      ++report_.proofs_differ;
      find("import.total_differs", proof.cell,
           {{"row", proof.row},
            {"column", proof.column},
            {"stated", proof.stated.to_string()},
            {"recomputed", proof.recomputed.to_string()}});
    }
    // Room is kept for those that differ: they are told above in any case.
    if (report_.proofs.size() < proofs_max) report_.proofs.push_back(std::move(proof));
  }
  if (totals_.gave_up()) find("import.too_many_totals", plan_.place, {});
  const auto count = [](const Tally& tally) {
    return std::vector<ErrorField>{{"count", std::to_string(tally.count)}};
  };
  if (hidden_.count > 0) find("import.hidden_rows", hidden_.first, count(hidden_));
  if (merged_.count > 0) find("import.merged_number", merged_.first, count(merged_));
  if (totals_told_.count > 0) {
    remark("import.total_rows", totals_told_.first, count(totals_told_));
  }
  if (parts_.count > 0) remark("import.part_rows", parts_.first, count(parts_));
  if (notes_.count > 0) remark("import.note_rows", notes_.first, count(notes_));
  if (sections_.count > 0) remark("import.section_rows", sections_.first, count(sections_));
  if (formulas_.count > 0) remark("import.formulas", formulas_.first, count(formulas_));
}

}  // namespace youju::ledger
