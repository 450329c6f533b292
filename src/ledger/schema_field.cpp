#include <youju/base/limits.h>
#include <youju/ledger/schema_field.h>

#include <algorithm>
#include <array>

namespace youju::ledger {

namespace {

constexpr std::size_t name_bytes_max = 32;
constexpr int scale_max = 8;

struct TypeName {
  std::string_view name;
  FieldType type;
};
constexpr std::array<TypeName, 9> types = {{{"text", FieldType::text},
                                            {"integer", FieldType::integer},
                                            {"decimal", FieldType::decimal},
                                            {"date", FieldType::date},
                                            {"choice", FieldType::choice},
                                            {"unit", FieldType::unit},
                                            {"party", FieldType::party},
                                            {"record", FieldType::record},
                                            {"geo", FieldType::geo}}};

constexpr std::array<std::string_view, 17> reserved = {
    "id",     "key",        "entry_key",  "unit",    "on",           "on_day",
    "until",  "until_day",  "state",      "tags",    "hosts",        "evidence",
    "author", "created_ms", "updated_ms", "version", "duplicate_key"};

tl::unexpected<Error> bad_bounds(const std::string& field, const std::string& place) {
  return fail(ErrorKind::bad_input, "schema.bad_bounds", {{"name", field}}, place);
}

Result<FieldType> parse_type(const std::string& text, const std::string& place) {
  for (const TypeName& one : types) {
    if (one.name == text) return one.type;
  }
  return fail(ErrorKind::bad_input, "schema.unknown_type", {{"text", text}}, place);
}

std::string place_of(const YamlNode& node, std::string_view key) {
  const YamlNode* value = node.find(key);
  return value == nullptr ? node.place() : value->place();
}

bool is_number(FieldType type) { return type == FieldType::integer || type == FieldType::decimal; }

Result<void> parse_numbers(YamlMap& map, Field& field, const std::string& min,
                           const std::string& max) {
  if (field.type == FieldType::decimal) {
    const std::int64_t scale = TRY(map.integer_or("scale", 2));
    if (scale < 0 || scale > scale_max) {
      return bad_bounds(field.name, place_of(map.self(), "scale"));
    }
    field.scale = static_cast<int>(scale);
  }
  field.measure_unit = TRY(map.text_or("unit", ""));
  field.min = Decimal(0);
  field.max = Decimal(limits::integer_max);
  if (!min.empty()) {
    auto value = Decimal::parse(min);
    if (!value) return bad_bounds(field.name, place_of(map.self(), "min"));
    field.min = *value;
  }
  if (!max.empty()) {
    auto value = Decimal::parse(max);
    if (!value) return bad_bounds(field.name, place_of(map.self(), "max"));
    field.max = *value;
  }
  if (*field.max < *field.min) return bad_bounds(field.name, place_of(map.self(), "max"));
  return {};
}

Result<void> parse_days(YamlMap& map, Field& field, const std::string& min,
                        const std::string& max) {
  if (!min.empty()) {
    auto day = Day::parse(min);
    if (!day) return bad_bounds(field.name, place_of(map.self(), "min"));
    field.day_min = *day;
  }
  if (!max.empty()) {
    auto day = Day::parse(max);
    if (!day) return bad_bounds(field.name, place_of(map.self(), "max"));
    field.day_max = *day;
  }
  if (field.day_min && field.day_max && *field.day_max < *field.day_min) {
    return bad_bounds(field.name, place_of(map.self(), "max"));
  }
  return {};
}

Result<void> parse_text(YamlMap& map, Field& field, const std::string& max) {
  if (max.empty()) return {};
  auto value = Decimal::parse(max);
  if (!value || !value->to_int64() || *value < Decimal(1) ||
      *value > Decimal(static_cast<std::int64_t>(limits::text_bytes_max))) {
    return bad_bounds(field.name, place_of(map.self(), "max"));
  }
  field.length_max = *value->to_int64();
  return {};
}

Result<void> parse_choices(YamlMap& map, Field& field) {
  const YamlNode* node = map.node("choices");
  if (node == nullptr || !node->is_map() || node->members.empty()) {
    return fail(ErrorKind::bad_input, "schema.no_choices", {{"name", field.name}},
                node == nullptr ? map.self().place() : node->place());
  }
  YamlMap choices = TRY(YamlMap::of(*node));
  for (const auto& [code, value] : node->members) {
    if (!is_pack_name(code, code_bytes_max)) {
      return fail(ErrorKind::bad_input, "schema.bad_code", {{"code", code}}, value.place());
    }
    field.choices.push_back({code, TRY(parse_titles(choices, code))});
  }
  return {};
}

}  // namespace

std::string_view field_type_name(FieldType type) {
  for (const TypeName& one : types) {
    if (one.type == type) return one.name;
  }
  return "";
}

bool is_reserved_name(std::string_view name) {
  return std::find(reserved.begin(), reserved.end(), name) != reserved.end();
}

Result<Field> parse_field(const YamlNode& node) {
  YamlMap map = TRY(YamlMap::of(node));
  Field field;
  field.name = TRY(map.text("name"));
  if (!is_pack_name(field.name, name_bytes_max)) {
    return fail(ErrorKind::bad_input, "schema.bad_name", {{"name", field.name}},
                place_of(node, "name"));
  }
  if (is_reserved_name(field.name)) {
    return fail(ErrorKind::bad_input, "schema.reserved_name", {{"name", field.name}},
                place_of(node, "name"));
  }
  field.title = TRY(parse_titles(map, "title"));
  field.type = TRY(parse_type(TRY(map.text("type")), place_of(node, "type")));
  field.required = TRY(map.boolean_or("required", false));
  field.is_private = TRY(map.boolean_or("private", false));
  if (map.node("help") != nullptr) field.help = TRY(parse_titles(map, "help"));
  const bool bounded =
      field.type == FieldType::text || field.type == FieldType::date || is_number(field.type);
  const std::string min =
      bounded && field.type != FieldType::text ? TRY(map.text_or("min", "")) : "";
  const std::string max = bounded ? TRY(map.text_or("max", "")) : "";
  if (is_number(field.type)) TRY(parse_numbers(map, field, min, max));
  if (field.type == FieldType::date) TRY(parse_days(map, field, min, max));
  if (field.type == FieldType::text) TRY(parse_text(map, field, max));
  if (field.type == FieldType::choice) TRY(parse_choices(map, field));
  if (field.type == FieldType::record) field.ledger = TRY(map.text("ledger"));
  if (field.type == FieldType::party) {
    auto kind = org::parse_party_kind(TRY(map.text_or("kind", "enterprise")));
    if (!kind) return fail(std::move(kind.error()).at(place_of(node, "kind")));
    field.party_kind = *kind;
  }
  TRY(map.finish());
  return field;
}

}  // namespace youju::ledger
