#include <youju/base/limits.h>
#include <youju/base/text.h>
#include <youju/ledger/value.h>
#include <youju/ledger/workbook_words.h>

#include <charconv>

namespace youju::ledger {

namespace {

constexpr std::size_t shown_bytes_max = 60;

// What an error repeats of a cell: its beginning, cut between characters.
std::string shown(std::string_view cell) {
  if (cell.size() <= shown_bytes_max) return std::string(cell);
  std::size_t byte = 0, end = 0;
  while (byte < shown_bytes_max) {
    end = byte;
    text::next(cell, byte);
  }
  return std::string(cell.substr(0, end)) + "…";
}

bool has_control_character(std::string_view text) {
  for (char c : text) {
    if (static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\t' && c != '\r') return true;
  }
  return false;
}

Result<Value> parse_text(const Field& field, std::string_view cell) {
  if (has_control_character(cell)) return field_fault(field, "ledger.control_character", cell);
  if (cell.size() > limits::text_bytes_max ||
      (cell.size() > static_cast<std::size_t>(field.length_max) &&
       text::length(cell) > static_cast<std::size_t>(field.length_max))) {
    return field_fault(field, "ledger.too_long", cell, {{"max", std::to_string(field.length_max)}});
  }
  return Value(std::string(cell));
}

Result<Value> within_bounds(const Field& field, std::string_view cell, const Decimal& value) {
  if (field.min && value < *field.min) {
    return field_fault(field, "ledger.below_min", cell, {{"min", field.min->to_string()}});
  }
  if (field.max && value > *field.max) {
    return field_fault(field, "ledger.above_max", cell, {{"max", field.max->to_string()}});
  }
  return Value(value);
}

// As people write it: in full width, with separators, with a unit of measure behind it.
std::optional<Decimal> written_number(const Field& field, std::string_view cell) {
  const auto written = words::number_of(cell);
  if (!written) return std::nullopt;
  if (!written->measure) return written->value;
  const words::Measure wanted = words::measure_of(field.measure_unit).value_or(words::Measure{});
  if (!words::same_base(written->measure->base, wanted.base)) return std::nullopt;
  const bool says_scale = written->measure->power != 0 || !written->measure->base.empty();
  const auto value =
      written->value.shifted(says_scale ? written->measure->power - wanted.power : 0);
  if (!value) return std::nullopt;
  return *value;
}

Result<Value> parse_number(const Field& field, std::string_view cell) {
  // Nearly all numbers are short whole ones.
  if (std::int64_t whole = 0; cell.size() <= 18) {
    const auto [end, error] = std::from_chars(cell.data(), cell.data() + cell.size(), whole);
    if (error == std::errc() && end == cell.data() + cell.size()) {
      return within_bounds(field, cell, Decimal(whole));
    }
  }
  auto value = Decimal::parse(cell);
  if (!value && value.error().what != "decimal.overflow") {
    if (const auto written = written_number(field, cell)) value = *written;
  }
  if (!value) {
    const bool digits = value.error().what == "decimal.overflow";
    return field_fault(field, digits ? "ledger.too_many_digits" : "ledger.not_a_number", cell);
  }
  if (field.type == FieldType::integer) {
    if (!value->is_whole()) return field_fault(field, "ledger.not_whole", cell);
    TRY(within_bounds(field, cell, *value));
    return Value(Decimal(TRY(value->to_int64())));
  }
  if (value->rounded(field.scale) != *value) {
    return field_fault(field, "ledger.too_many_decimals", cell,
                       {{"max", std::to_string(field.scale)}});
  }
  return within_bounds(field, cell, *value);
}

Result<Value> parse_day(const Field& field, std::string_view cell) {
  auto day = Day::parse(cell);
  if (!day) day = Day::parse_loosely(cell);
  if (!day) {
    const bool range = day.error().what == "day.out_of_range";
    return field_fault(field, range ? "ledger.day_out_of_range" : "ledger.not_a_day", cell);
  }
  if (field.day_min && *day < *field.day_min) {
    return field_fault(field, "ledger.below_min", cell, {{"min", field.day_min->to_string()}});
  }
  if (field.day_max && *day > *field.day_max) {
    return field_fault(field, "ledger.above_max", cell, {{"max", field.day_max->to_string()}});
  }
  return Value(*day);
}

Result<Value> parse_choice(const Field& field, std::string_view cell) {
  for (const Choice& choice : field.choices) {
    if (choice.code == cell || choice.title.zh_cn == cell) return Value(ChoiceCode{choice.code});
  }
  // As people type it: in full width, with blanks.
  const std::string folded = text::folded(cell);
  for (const Choice& choice : field.choices) {
    if (text::folded(choice.title.zh_cn) == folded || text::folded(choice.title.en) == folded) {
      return Value(ChoiceCode{choice.code});
    }
  }
  std::string known;
  for (const Choice& choice : field.choices) {
    if (!known.empty()) known += ", ";
    known += choice.code;
  }
  return field_fault(field, "ledger.unknown_choice", cell, {{"choices", known}});
}

Result<Value> parse_geo(const Field& field, std::string_view written) {
  const std::string cell = text::to_half_width(written);
  const std::size_t comma = cell.find(',');
  if (comma != std::string_view::npos) {
    const auto longitude = Decimal::parse(text::trimmed(std::string_view(cell).substr(0, comma)));
    const auto latitude = Decimal::parse(text::trimmed(std::string_view(cell).substr(comma + 1)));
    if (longitude && latitude && longitude->abs() <= Decimal(180) &&
        latitude->abs() <= Decimal(90)) {
      return Value(longitude->to_string() + "," + latitude->to_string());
    }
  }
  return field_fault(field, "ledger.not_a_place", cell);
}

Result<Value> parse_party(const Field& field, std::string_view cell, Lookup& lookup) {
  if (has_control_character(cell)) return field_fault(field, "ledger.control_character", cell);
  if (cell.size() > 600) return field_fault(field, "ledger.too_long", cell, {{"max", "200"}});
  const auto party = TRY(lookup.party(field, cell));
  if (!party) return field_fault(field, "ledger.unknown_party", cell);
  return Value(*party);
}

}  // namespace

tl::unexpected<Error> field_fault(const Field& field, std::string_view what, std::string_view cell,
                                  std::vector<ErrorField> more) {
  std::vector<ErrorField> fields = {
      {"field", field.name}, {"title", field.title.zh_cn}, {"value", shown(cell)}};
  for (ErrorField& one : more) fields.push_back(std::move(one));
  return fail(ErrorKind::bad_input, what, std::move(fields));
}

Result<Value> parse_value(const Field& field, std::string_view cell, Lookup& lookup) {
  switch (field.type) {
    case FieldType::text:
      return parse_text(field, cell);
    case FieldType::integer:
    case FieldType::decimal:
      return parse_number(field, cell);
    case FieldType::date:
      return parse_day(field, cell);
    case FieldType::choice:
      return parse_choice(field, cell);
    case FieldType::geo:
      return parse_geo(field, cell);
    case FieldType::party:
      return parse_party(field, cell, lookup);
    case FieldType::unit: {
      const auto unit = lookup.unit(cell);
      if (!unit) return field_fault(field, "ledger.unknown_unit", cell);
      return Value(*unit);
    }
    case FieldType::record: {
      const auto record = TRY(lookup.record(field, cell));
      if (!record) {
        return field_fault(field, "ledger.unknown_record", cell, {{"ledger", field.ledger}});
      }
      return Value(*record);
    }
  }
  CHECK(false);
  return Value();
}

std::string value_text(const Value& value, const std::string& unit_code) {
  struct Spell {
    const std::string& unit_code;
    std::string operator()(const std::monostate&) const { return {}; }
    std::string operator()(const std::string& text) const { return text; }
    std::string operator()(const Decimal& number) const { return number.to_string(); }
    std::string operator()(const Day& day) const { return day.to_string(); }
    std::string operator()(const ChoiceCode& choice) const { return choice.code; }
    std::string operator()(const org::UnitId&) const { return unit_code; }
    std::string operator()(const PartyId& party) const { return std::to_string(party.value); }
    std::string operator()(const Uuid& id) const { return id.to_string(); }
  };
  return std::visit(Spell{unit_code}, value);
}

}  // namespace youju::ledger
