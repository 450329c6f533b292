#include <youju/base/text.h>
#include <youju/ledger/value.h>
#include <youju/ledger/workbook_cells.h>

#include <algorithm>
#include <charconv>

namespace youju::ledger {

namespace {

// Serial numbers of days between 1954 and 2119: what a date is when its cell has lost its format.
constexpr std::int64_t serial_min = 20'000, serial_max = 80'000;

void note_name(std::unordered_map<std::string, std::string>& names, std::string_view name,
               const std::string& code) {
  std::string folded = text::folded(name);
  if (folded.empty()) return;
  const auto [at, fresh] = names.emplace(std::move(folded), code);
  if (!fresh && at->second != code) at->second.clear();
}

Error error_of(std::string_view what, std::string_view value) {
  return Error{ErrorKind::bad_input, std::string(what), "", {{"value", std::string(value)}}};
}

// The unit of measure of a field as power and base; a field without one counts plain things.
words::Measure measure_of_field(const Field& field) {
  return words::measure_of(field.measure_unit).value_or(words::Measure{});
}

std::optional<Day> day_of_serial(std::string_view text) {
  std::int64_t serial = 0;
  const auto end = std::from_chars(text.data(), text.data() + text.size(), serial);
  if (end.ec != std::errc() || end.ptr != text.data() + text.size()) return std::nullopt;
  if (serial < serial_min || serial > serial_max) return std::nullopt;
  const auto day = Day::from_excel(serial, false);
  return day ? std::optional(*day) : std::nullopt;
}

}  // namespace

UnitNames::UnitNames(const org::Directory& directory, Day day, std::optional<org::UnitId> root) {
  const auto tree = directory.tree(day);
  for (const org::Unit& unit : directory.units()) {
    if (root) {
      const bool below = tree->has(*root) && tree->has(unit.id) &&
                         tree->subtree(*root).contains(tree->position(unit.id));
      if (!below && unit.id != *root) continue;
    }
    note(unit);
  }
}

UnitNames::UnitNames(const org::Directory& directory) {
  for (const org::Unit& unit : directory.units()) note(unit);
}

void UnitNames::note(const org::Unit& unit) {
  codes_.emplace(unit.code, unit.code);
  // Codes in full-width digits.
  note_name(names_, unit.code, unit.code);
  note_name(names_, unit.name, unit.code);
  note_name(shorts_, unit.short_name, unit.code);
}

UnitNames::Found UnitNames::find(std::string_view spelling) const {
  if (const auto code = codes_.find(std::string(spelling)); code != codes_.end()) {
    return {code->second, false};
  }
  const std::string folded = text::folded(spelling);
  for (const auto* names : {&names_, &shorts_}) {
    const auto found = names->find(folded);
    if (found != names->end()) return {found->second, found->second.empty()};
  }
  return {};
}

CellText CellReader::number(const Field& field, const SheetCell& cell, const Rules& rules) const {
  const std::string_view text = text::trimmed(cell.text);
  if (words::is_placeholder(text)) return {};
  const auto number = words::number_of(text);
  // The importer says what is wrong with it: it knows the field.
  if (!number) return {std::string(text), "", std::nullopt};
  int power = rules.power;
  if (number->measure) {
    // What the cell itself says goes before its header: 3.5万 below 人次.
    const words::Measure wanted = measure_of_field(field);
    if (!words::same_base(number->measure->base, wanted.base)) {
      return {"", "", error_of("import.other_measure", text)};
    }
    const bool says_scale = number->measure->power != 0 || !number->measure->base.empty();
    if (says_scale) power = number->measure->power - wanted.power;
  }
  const auto value = number->value.shifted(power);
  if (!value) return {"", "", error_of("ledger.too_many_digits", text)};
  return {value->to_string(), "", std::nullopt};
}

CellText CellReader::day(const SheetCell& cell, const Rules& rules, bool range) const {
  const std::string_view text = text::trimmed(cell.text);
  if (cell.kind == GridCell::Kind::date) return {std::string(text), "", std::nullopt};
  if (words::is_placeholder(text)) return {};
  if (const auto day = day_of_serial(text)) return {day->to_string(), "", std::nullopt};
  // 3.10 that a spreadsheet has taken for a number has lost its zero: it may be 3月1日.
  const bool lost = cell.kind == GridCell::Kind::number;
  const auto days = lost ? std::nullopt : words::days_of(text, rules.year);
  if (!days) return {std::string(text), "", std::nullopt};
  if (days->first == days->last) return {days->first, "", std::nullopt};
  if (!range) return {std::string(text), "", std::nullopt};
  return {days->first, days->last, std::nullopt};
}

CellText CellReader::unit(std::string_view text, const Rules& rules) const {
  if (rules.spellings != nullptr) {
    const auto known = rules.spellings->find(std::string(text));
    if (known != rules.spellings->end()) return {known->second, "", std::nullopt};
  }
  UnitNames::Found found = units_.find(text);
  if (!found.code.empty()) return {std::move(found.code), "", std::nullopt};
  return {"", "",
          error_of(found.ambiguous ? "import.ambiguous_unit" : "import.unknown_unit_name", text)};
}

CellText CellReader::list_of_units(std::string_view text, const Rules& rules) const {
  CellText all;
  for (const std::string_view one : words::split_list(text)) {
    CellText part = unit(one, rules);
    if (part.error) return part;
    if (!all.text.empty()) all.text += ';';
    all.text += part.text;
  }
  return all;
}

CellText CellReader::tags(std::string_view text) const {
  CellText all;
  for (const std::string_view one : words::split_list(text)) {
    const std::string folded = text::folded(one);
    std::string code(one);
    for (const Tag& tag : schemas_.tags()) {
      if (tag.code == one || text::folded(tag.title.zh_cn) == folded ||
          text::folded(tag.title.en) == folded) {
        code = tag.code;
      }
    }
    if (!all.text.empty()) all.text += ';';
    all.text += code;
  }
  return all;
}

std::string CellReader::choice(const Field& field, std::string_view text) {
  const std::string folded = text::folded(text);
  for (const Choice& one : field.choices) {
    if (one.code == text || text::folded(one.title.zh_cn) == folded ||
        text::folded(one.title.en) == folded) {
      return one.code;
    }
  }
  // 是/否/√ for a choice of yes and no.
  if (const auto tick = words::tick_of(text)) {
    for (const Choice& one : field.choices) {
      const auto means = words::tick_of(one.code);
      if (means == tick || words::tick_of(one.title.zh_cn) == tick) return one.code;
    }
  }
  return std::string(text);
}

CellText CellReader::read(int target, const SheetCell& cell, const Rules& rules) const {
  const std::string_view text = text::trimmed(cell.text);
  if (cell.kind == GridCell::Kind::error) return {"", "", error_of("import.error_cell", text)};
  if (text.empty()) {
    if (cell.formula) return {"", "", error_of("import.formula_without_value", text)};
    return {};
  }
  if (target == Target::unit) return unit(text, rules);
  if (target == Target::hosts) return list_of_units(text, rules);
  if (target == Target::tags) return words::is_placeholder(text) ? CellText{} : tags(text);
  if (target == Target::on) return day(cell, rules, schema_.dates == Dates::span);
  if (target == Target::until) return day(cell, rules, false);
  if (target < 0) return {std::string(text), "", std::nullopt};
  const Field& field = schema_.fields[static_cast<std::size_t>(target)];
  switch (field.type) {
    case FieldType::integer:
    case FieldType::decimal:
      return number(field, cell, rules);
    case FieldType::date:
      return day(cell, rules, false);
    case FieldType::unit:
      return words::is_placeholder(text) ? CellText{} : unit(text, rules);
    case FieldType::choice:
      return {words::is_placeholder(text) ? "" : choice(field, text), "", std::nullopt};
    case FieldType::geo:
      return {text::to_half_width(text), "", std::nullopt};
    case FieldType::text:
    case FieldType::party:
    case FieldType::record:
      break;
  }
  // A dash says that there is nothing; 无 may be meant.
  const bool dash = words::is_placeholder(text) && !words::tick_of(text);
  return {dash ? "" : std::string(text), "", std::nullopt};
}

bool CellReader::fits(int target, const SheetCell& cell, const Rules& rules) const {
  const std::string_view text = text::trimmed(cell.text);
  if (text.empty() || words::is_placeholder(text)) return true;
  const CellText out = read(target, cell, rules);
  if (out.error) return false;
  if (target == Target::on || target == Target::until) return Day::parse(out.text).has_value();
  if (target == Target::tags) {
    const auto codes = text::split(out.text, ';');
    return std::all_of(codes.begin(), codes.end(),
                       [&](std::string_view code) { return schemas_.tag(code) != nullptr; });
  }
  if (target < 0) return true;
  const Field& field = schema_.fields[static_cast<std::size_t>(target)];
  switch (field.type) {
    case FieldType::integer:
    case FieldType::decimal:
      return Decimal::parse(out.text).has_value();
    case FieldType::date:
      return Day::parse(out.text).has_value();
    case FieldType::choice:
      return field.choice(out.text) != nullptr;
    case FieldType::geo:
      return out.text.find(',') != std::string::npos;
    case FieldType::text:
    case FieldType::party:
      return cell.kind != GridCell::Kind::number && !words::number_of(text);
    case FieldType::unit:
    case FieldType::record:
      break;
  }
  return true;
}

}  // namespace youju::ledger
