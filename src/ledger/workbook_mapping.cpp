// A mapping as text: for `--map`, and as it is remembered.
#include <youju/base/json_writer.h>
#include <youju/base/yaml.h>
#include <youju/ledger/record_check.h>
#include <youju/ledger/workbook.h>

namespace youju::ledger {

namespace {

void append_texts(JsonWriter& json, std::string_view name,
                  const std::map<std::string, std::string>& texts) {
  if (texts.empty()) return;
  json.key(name).begin_object();
  for (const auto& [key, text] : texts) json.member(key, text);
  json.end_object();
}

Result<void> require_target(const Schema& schema, std::string_view target, const YamlNode& node) {
  if (target.empty() || target_of(schema, target)) return {};
  return fail(ErrorKind::bad_input, "import.unknown_target",
              {{"target", std::string(target)}, {"ledger", schema.name}}, node.place());
}

Result<ColumnMapping> column_of(const Schema& schema, const std::string& title,
                                const YamlNode& node) {
  ColumnMapping column{title, "", 0, ""};
  if (node.is_scalar() || node.kind == YamlNode::Kind::null) {
    column.target = node.scalar;
  } else {
    YamlMap map = TRY(YamlMap::of(node));
    column.target = TRY(map.text_or("to", ""));
    column.power = static_cast<int>(TRY(map.integer_or("power", 0)));
    column.ticked = TRY(map.text_or("ticked", ""));
    TRY(map.finish());
  }
  TRY(require_target(schema, column.target, node));
  if (column.power < -Decimal::scale_max || column.power > Decimal::scale_max) {
    return fail(ErrorKind::bad_input, "import.wrong_power",
                {{"max", std::to_string(Decimal::scale_max)}}, node.place());
  }
  return column;
}

Result<std::map<std::string, std::string>> texts_of(YamlMap& map, std::string_view key) {
  std::map<std::string, std::string> texts;
  const YamlNode* node = map.node(key);
  if (node == nullptr || node->kind == YamlNode::Kind::null) return texts;
  TRY(YamlMap::of(*node));
  for (const auto& [name, value] : node->members) {
    if (!value.is_scalar()) {
      return fail(ErrorKind::bad_input, "yaml.not_text_value", {{"key", name}}, value.place());
    }
    texts.emplace(name, value.scalar);
  }
  return texts;
}

}  // namespace

std::string print_mapping(const Mapping& mapping) {
  JsonWriter json;
  json.begin_object().member("ledger", mapping.ledger);
  if (!mapping.form.empty()) json.member("form", mapping.form);
  json.key("columns").begin_object();
  for (const ColumnMapping& one : mapping.columns) {
    if (one.power == 0 && one.ticked.empty()) {
      json.member(one.title, one.target);
      continue;
    }
    json.key(one.title).begin_object().member("to", one.target);
    if (one.power != 0) json.key("power").number(one.power);
    if (!one.ticked.empty()) json.member("ticked", one.ticked);
    json.end_object();
  }
  json.end_object();
  append_texts(json, "constants", mapping.constants);
  append_texts(json, "units", mapping.units);
  if (mapping.year) json.key("year").number(*mapping.year);
  if (mapping.take_parts) json.key("parts").boolean(true);
  json.end_object();
  return json.take();
}

Result<Mapping> parse_mapping(std::string_view yaml, const Schema& schema) {
  const YamlNode root = TRY(parse_yaml(yaml));
  YamlMap map = TRY(YamlMap::of(root));
  Mapping mapping;
  mapping.ledger = TRY(map.text_or("ledger", schema.name));
  if (mapping.ledger != schema.name) {
    return fail(ErrorKind::bad_input, "import.other_ledger",
                {{"ledger", mapping.ledger}, {"wanted", schema.name}}, root.place());
  }
  mapping.form = TRY(map.text_or("form", ""));
  if (const YamlNode* columns = map.node("columns")) {
    TRY(YamlMap::of(*columns));
    for (const auto& [title, node] : columns->members) {
      mapping.columns.push_back(TRY(column_of(schema, title, node)));
    }
  }
  mapping.constants = TRY(texts_of(map, "constants"));
  for (const auto& [target, text] : mapping.constants) {
    TRY(require_target(schema, target, *map.node("constants")));
  }
  mapping.units = TRY(texts_of(map, "units"));
  const std::int64_t year = TRY(map.integer_or("year", 0));
  if (year != 0) {
    TRY(Day::from_ymd(static_cast<int>(year), 1, 1));
    mapping.year = static_cast<int>(year);
  }
  mapping.take_parts = TRY(map.boolean_or("parts", false));
  TRY(map.finish());
  return mapping;
}

}  // namespace youju::ledger
