#include <youju/base/limits.h>
#include <youju/base/text.h>
#include <youju/ledger/record_check.h>

#include <algorithm>

namespace youju::ledger {

namespace {

struct FixedColumn {
  std::string_view name, title;
};
// In the order of the targets -1, -2, ….
constexpr std::array<FixedColumn, Target::count> fixed_columns = {
    {{"key", "ledger.column_key"},
     {"unit", "ledger.column_unit"},
     {"on", "ledger.column_on"},
     {"until", "ledger.column_until"},
     {"tags", "ledger.column_tags"},
     {"hosts", "ledger.column_hosts"},
     {"evidence", "ledger.column_evidence"}}};

constexpr std::size_t fixed_index(int target) { return static_cast<std::size_t>(-target - 1); }

void add_fault(std::vector<CellFault>& faults, int target, std::string_view what,
               std::vector<ErrorField> fields) {
  faults.push_back({target, Error{ErrorKind::bad_input, std::string(what), "", std::move(fields)}});
}

std::optional<Day> day_of_cell(std::string_view cell, int target, std::vector<CellFault>& faults) {
  auto day = Day::parse(cell);
  if (!day) day = Day::parse_loosely(cell);
  if (day) return *day;
  const bool range = day.error().what == "day.out_of_range";
  add_fault(faults, target, range ? "ledger.day_out_of_range" : "ledger.not_a_day",
            {{"field", std::string(fixed_columns[fixed_index(target)].name)},
             {"title", target_title(target, Language::zh_cn)},
             {"value", std::string(cell.substr(0, 60))}});
  return std::nullopt;
}

}  // namespace

std::string target_title(int target, Language language) {
  return sentence(fixed_columns[fixed_index(target)].title, language);
}

std::string_view target_name(const Schema& schema, int target) {
  return target < 0 ? fixed_columns[fixed_index(target)].name
                    : std::string_view(schema.fields[static_cast<std::size_t>(target)].name);
}

std::optional<int> target_of(const Schema& schema, std::string_view column) {
  for (std::size_t i = 0; i < schema.fields.size(); ++i) {
    const Field& field = schema.fields[i];
    if (column == field.name || column == field.title.zh_cn || column == field.title.en) {
      return static_cast<int>(i);
    }
  }
  for (std::size_t i = 0; i < fixed_columns.size(); ++i) {
    const int target = -static_cast<int>(i) - 1;
    if (column == fixed_columns[i].name || column == target_title(target, Language::zh_cn) ||
        column == target_title(target, Language::en)) {
      return target;
    }
  }
  return std::nullopt;
}

void Cells::clear() {
  fixed_.fill({});
  std::fill(fields_.begin(), fields_.end(), std::string_view());
}

void Cells::set(int target, std::string_view text) {
  if (target < 0) {
    fixed_[fixed_index(target)] = text::trimmed(text);
  } else {
    fields_[static_cast<std::size_t>(target)] = text::trimmed(text);
  }
}

std::string_view Cells::get(int target) const {
  return target < 0 ? fixed_[fixed_index(target)] : fields_[static_cast<std::size_t>(target)];
}

void RecordCheck::check_days(const Cells& cells, Record& record, std::vector<CellFault>& faults) {
  has_day_ = false;
  if (cells.get(Target::on).empty()) {
    add_fault(faults, Target::on, "ledger.day_needed", {});
  } else if (const auto day = day_of_cell(cells.get(Target::on), Target::on, faults)) {
    record.on = *day;
    has_day_ = true;
  }
  record.until.reset();
  if (cells.get(Target::until).empty()) return;
  if (schema_.dates == Dates::day) {
    add_fault(faults, Target::until, "ledger.no_until", {{"ledger", schema_.name}});
    return;
  }
  record.until = day_of_cell(cells.get(Target::until), Target::until, faults);
  if (has_day_ && record.until && *record.until < record.on) {
    add_fault(faults, Target::until, "ledger.until_before_on",
              {{"on", record.on.to_string()}, {"until", record.until->to_string()}});
  }
}

void RecordCheck::check_unit(const Cells& cells, Record& record, std::vector<CellFault>& faults) {
  const std::string_view code = cells.get(Target::unit);
  if (code.empty()) {
    add_fault(faults, Target::unit, "ledger.unit_needed", {});
    return;
  }
  const auto unit = lookup_.unit(code);
  if (!unit) {
    add_fault(faults, Target::unit, "org.unknown_unit", {{"code", std::string(code)}});
    return;
  }
  record.unit = *unit;
  if (has_day_ && !directory_.tree(record.on)->has(*unit)) {
    add_fault(faults, Target::unit, "ledger.unit_not_standing",
              {{"code", std::string(code)}, {"on", record.on.to_string()}});
  }
}

void RecordCheck::check_tags(std::string_view cell, Record& record,
                             std::vector<CellFault>& faults) {
  record.tags.clear();
  if (cell.empty()) return;
  for (std::string_view part : text::split(cell, ';')) {
    part = text::trimmed(part);
    if (part.empty()) continue;
    if (schemas_.tag(part) == nullptr) {
      add_fault(faults, Target::tags, "ledger.unknown_tag", {{"tag", std::string(part)}});
    } else {
      record.tags.emplace_back(part);
    }
  }
  // Sorted, so that the same tags in another order are the same content.
  std::sort(record.tags.begin(), record.tags.end());
  record.tags.erase(std::unique(record.tags.begin(), record.tags.end()), record.tags.end());
  if (record.tags.size() > limits::tags_max) {
    add_fault(faults, Target::tags, "ledger.too_many_tags",
              {{"max", std::to_string(limits::tags_max)}});
  }
}

void RecordCheck::check_hosts(std::string_view cell, Record& record,
                              std::vector<CellFault>& faults) {
  record.hosts.clear();
  if (cell.empty()) return;
  for (std::string_view part : text::split(cell, ';')) {
    part = text::trimmed(part);
    if (part.empty()) continue;
    if (const auto unit = lookup_.unit(part); !unit) {
      add_fault(faults, Target::hosts, "org.unknown_unit", {{"code", std::string(part)}});
    } else if (*unit != record.unit) {
      record.hosts.push_back(*unit);
    }
  }
  std::sort(record.hosts.begin(), record.hosts.end());
  record.hosts.erase(std::unique(record.hosts.begin(), record.hosts.end()), record.hosts.end());
  if (record.hosts.size() > limits::hosts_max) {
    add_fault(faults, Target::hosts, "ledger.too_many_hosts",
              {{"max", std::to_string(limits::hosts_max)}});
  }
}

std::size_t RecordCheck::check(const Cells& cells, bool complete, Record& record,
                               std::vector<CellFault>& faults) {
  const std::size_t before = faults.size();
  check_days(cells, record, faults);
  check_unit(cells, record, faults);
  check_tags(cells.get(Target::tags), record, faults);
  check_hosts(cells.get(Target::hosts), record, faults);
  record.values.resize(schema_.fields.size());
  for (std::size_t i = 0; i < schema_.fields.size(); ++i) {
    check_field(i, cells.get(static_cast<int>(i)), complete, record, faults);
  }
  return faults.size() - before;
}

void RecordCheck::check_field(std::size_t index, std::string_view cell, bool complete,
                              Record& record, std::vector<CellFault>& faults) {
  const Field& field = schema_.fields[index];
  record.values[index] = Value();
  if (cell.empty()) {
    if (!complete || !field.required) return;
    faults.push_back({static_cast<int>(index), field_fault(field, "ledger.required", "").value()});
    return;
  }
  auto value = parse_value(field, cell, lookup_);
  if (value) {
    record.values[index] = std::move(*value);
  } else {
    faults.push_back({static_cast<int>(index), std::move(value.error())});
  }
}

std::size_t RecordCheck::change(const Cells& cells, const std::set<int>& targets, Record& record,
                                std::vector<CellFault>& faults) {
  const std::size_t before = faults.size();
  const std::string on = record.on.to_string();
  const std::string until = record.until ? record.until->to_string() : "";
  const std::string unit = directory_.unit(record.unit).code;
  Cells all(schema_);
  all.set(Target::on, targets.contains(Target::on) ? cells.get(Target::on) : on);
  all.set(Target::until, targets.contains(Target::until) ? cells.get(Target::until) : until);
  all.set(Target::unit, targets.contains(Target::unit) ? cells.get(Target::unit) : unit);
  check_days(all, record, faults);
  check_unit(all, record, faults);
  if (targets.contains(Target::tags)) check_tags(cells.get(Target::tags), record, faults);
  if (targets.contains(Target::hosts)) check_hosts(cells.get(Target::hosts), record, faults);
  for (int target : targets) {
    if (target >= 0) {
      check_field(static_cast<std::size_t>(target), cells.get(target), false, record, faults);
    }
  }
  return faults.size() - before;
}

void RecordCheck::check_complete(const Schema& schema, const Record& record,
                                 std::vector<CellFault>& faults) {
  for (std::size_t i = 0; i < schema.fields.size(); ++i) {
    if (!schema.fields[i].required || !is_missing(record.values[i])) continue;
    faults.push_back(
        {static_cast<int>(i), field_fault(schema.fields[i], "ledger.required", "").value()});
  }
  if (record.evidence.size() < static_cast<std::size_t>(schema.evidence_min)) {
    add_fault(faults, Target::evidence, "ledger.evidence_needed",
              {{"min", std::to_string(schema.evidence_min)},
               {"given", std::to_string(record.evidence.size())}});
  }
}

namespace {

// The cells of what was said by column names; a fault for each name that is no column.
std::set<int> read_cells(const Schema& schema, const RawRecord& raw, Cells& cells,
                         std::vector<Error>& errors) {
  std::set<int> targets;
  for (const auto& [column, text] : raw.cells) {
    const auto target = target_of(schema, column);
    if (target) {
      cells.set(*target, text);
      targets.insert(*target);
    } else {
      errors.push_back(Error{ErrorKind::bad_input,
                             "ledger.unknown_field",
                             raw.where,
                             {{"field", column}, {"ledger", schema.name}}});
    }
  }
  return targets;
}

void append_placed(const Schema& schema, const RawRecord& raw, std::vector<CellFault>& faults,
                   std::vector<Error>& errors) {
  for (CellFault& fault : faults) {
    std::string place = raw.where.empty() ? "" : raw.where + ":";
    place += target_name(schema, fault.target);
    errors.push_back(std::move(fault.error).at(place));
  }
}

}  // namespace

std::vector<Error> check_raw(const CheckGround& ground, const RawRecord& raw, bool complete,
                             Record& record) {
  std::vector<Error> errors;
  std::vector<CellFault> faults;
  Cells cells(ground.schema);
  read_cells(ground.schema, raw, cells, errors);
  RecordCheck(ground.schema, ground.schemas, ground.directory, ground.lookup)
      .check(cells, complete, record, faults);
  append_placed(ground.schema, raw, faults, errors);
  return errors;
}

std::vector<Error> change_raw(const CheckGround& ground, const RawRecord& raw, Record& record) {
  std::vector<Error> errors;
  std::vector<CellFault> faults;
  Cells cells(ground.schema);
  const std::set<int> targets = read_cells(ground.schema, raw, cells, errors);
  RecordCheck(ground.schema, ground.schemas, ground.directory, ground.lookup)
      .change(cells, targets, record, faults);
  append_placed(ground.schema, raw, faults, errors);
  return errors;
}

}  // namespace youju::ledger
