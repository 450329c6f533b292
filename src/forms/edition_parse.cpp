#include <youju/base/limits.h>
#include <youju/base/text.h>
#include <youju/base/yaml.h>
#include <youju/forms/edition.h>
#include <youju/forms/edition_check.h>
#include <youju/forms/edition_parse.h>
#include <youju/office/xlsx_reader.h>

#include <algorithm>
#include <array>

namespace youju::forms {
namespace {

constexpr std::size_t name_bytes_max = 48;
constexpr std::int64_t year_min = 1949, year_max = 9999;
constexpr std::int64_t level_max = 4;
constexpr int width_max = 120;

std::string place_of(YamlMap& map, std::string_view key) {
  const YamlNode* node = map.node(key);
  return node == nullptr ? map.self().place() : node->place();
}

bool is_name(std::string_view text) {
  if (text.empty() || text.size() > name_bytes_max || text[0] < 'a' || text[0] > 'z') return false;
  return std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
  });
}

Result<std::string> parse_name(YamlMap& map, std::string_view key) {
  std::string name = TRY(map.text(key));
  if (is_name(name)) return name;
  return fail(ErrorKind::bad_input, "forms.bad_name", {{"name", name}}, place_of(map, key));
}

// `status: confirmed`, or `unconfirmed`, which is what a thing is of which nothing is said.
Result<bool> parse_status(YamlMap& map) {
  const std::string status = TRY(map.text_or("status", "unconfirmed"));
  if (status == "confirmed" || status == "unconfirmed") return status == "confirmed";
  return fail(ErrorKind::bad_input, "forms.bad_status", {{"status", status}},
              place_of(map, "status"));
}

Result<int> parse_number(YamlMap& map, std::string_view key, std::int64_t otherwise,
                         std::pair<std::int64_t, std::int64_t> bounds) {
  const std::int64_t value = TRY(map.integer_or(key, otherwise));
  if (value >= bounds.first && value <= bounds.second) return static_cast<int>(value);
  return fail(ErrorKind::bad_input, "forms.out_of_bounds",
              {{"key", std::string(key)},
               {"min", std::to_string(bounds.first)},
               {"max", std::to_string(bounds.second)}},
              place_of(map, key));
}

Result<const std::vector<YamlNode>*> parse_list(YamlMap& map, std::string_view key) {
  static const std::vector<YamlNode> none;
  const YamlNode* node = map.node(key);
  if (node == nullptr || node->kind == YamlNode::Kind::null) return &none;
  if (!node->is_list()) {
    return fail(ErrorKind::bad_input, "yaml.not_a_list", {{"key", std::string(key)}},
                node->place());
  }
  return &node->items;
}

// "A1" or "A1:D1".
Result<void> parse_span(YamlMap& map, Layout::Text& text) {
  const std::string at = TRY(map.text("at"));
  const std::size_t colon = at.find(':');
  const auto first = office::parse_cell_address(at.substr(0, colon));
  const auto last =
      colon == std::string::npos ? first : office::parse_cell_address(at.substr(colon + 1));
  if (!first || !last || last->row < first->row || last->column < first->column) {
    return fail(ErrorKind::bad_input, "forms.bad_address", {{"address", at}}, place_of(map, "at"));
  }
  text.row = first->row;
  text.column = first->column;
  text.last_row = last->row;
  text.last_column = last->column;
  return {};
}

Result<Layout> parse_layout(const YamlNode& node) {
  YamlMap map = TRY(YamlMap::of(node));
  Layout layout;
  layout.sheet = TRY(map.text("sheet"));
  for (const YamlNode& each : *TRY(parse_list(map, "widths"))) {
    const auto width = Decimal::parse(each.scalar);
    const std::int64_t whole = width ? width->to_int64().value_or(0) : 0;
    if (whole < 1 || whole > width_max) {
      return fail(ErrorKind::bad_input, "forms.out_of_bounds",
                  {{"key", "widths"}, {"min", "1"}, {"max", std::to_string(width_max)}},
                  each.place());
    }
    layout.widths.push_back(static_cast<int>(whole));
  }
  layout.head_row = TRY(parse_number(map, "head_row", 1, {1, 1000}));
  layout.first_row = TRY(parse_number(map, "first_row", layout.head_row + 1, {1, 1000}));
  layout.heads = TRY(map.texts_or_empty("heads"));
  const std::pair<std::string_view, int*> columns[] = {{"name", &layout.name_column},
                                                       {"code", &layout.code_column},
                                                       {"unit", &layout.unit_column},
                                                       {"value", &layout.value_column}};
  for (const auto& [key, column] : columns) {
    *column = TRY(parse_number(map, key, *column, {1, 100}));
  }
  for (const YamlNode& each : *TRY(parse_list(map, "texts"))) {
    YamlMap one = TRY(YamlMap::of(each));
    Layout::Text text;
    TRY(parse_span(one, text));
    text.style = TRY(one.text_or("style", "plain"));
    constexpr std::array<std::string_view, 5> styles = {"title", "head", "note", "plain", "right"};
    if (std::find(styles.begin(), styles.end(), text.style) == styles.end()) {
      return fail(ErrorKind::bad_input, "forms.bad_style", {{"style", text.style}},
                  place_of(one, "style"));
    }
    text.text = TRY(one.text("text"));
    TRY(one.finish());
    layout.texts.push_back(std::move(text));
  }
  TRY(map.finish());
  return layout;
}

Result<Item> parse_item(const YamlNode& node, const Layout& layout, int& row,
                        EditionPlaces& places) {
  YamlMap map = TRY(YamlMap::of(node));
  Item item;
  item.id = TRY(parse_name(map, "id"));
  item.code = TRY(map.text_or("code", ""));
  item.title = TRY(ledger::parse_titles(map, "title"));
  item.unit = TRY(map.text("unit"));
  item.level = TRY(parse_number(map, "level", 0, {0, level_max}));
  item.decimals = TRY(parse_number(map, "decimals", 0, {0, 8}));
  item.is_stock = TRY(map.boolean_or("stock", false));
  item.required = TRY(map.boolean_or("required", true));
  item.adds = TRY(map.boolean_or("adds", true));
  item.confirmed = TRY(parse_status(map));
  item.source_text = TRY(map.text("value"));
  if (item.source_text != "declared") {
    const YamlNode& value = *map.node("value");
    item.source = TRY(parse_source(item.source_text, value.text_line, value.text_column));
  }
  const std::string at = TRY(map.text_or("at", ""));
  const auto address = office::parse_cell_address(at);
  if (!at.empty() && !address) {
    return fail(ErrorKind::bad_input, "forms.bad_address", {{"address", at}}, place_of(map, "at"));
  }
  item.row = address ? address->row : row + 1;
  item.column = address ? address->column : layout.value_column;
  row = item.row;
  TRY(map.finish());
  // The words of the language of rules are no names in it.
  constexpr std::array<std::string_view, 11> words = {
      "it", "and", "or", "not", "if", "then", "abs", "last", "given", "missing", "where"};
  const bool is_word = std::find(words.begin(), words.end(), item.id) != words.end();
  if (is_word || !places.items.emplace(item.id, node.place()).second) {
    return fail(ErrorKind::bad_input, "forms.duplicate_item", {{"name", item.id}}, node.place());
  }
  return item;
}

Result<Form> parse_form(const YamlNode& node, EditionPlaces& places) {
  YamlMap map = TRY(YamlMap::of(node));
  Form form;
  form.id = TRY(parse_name(map, "form"));
  form.code = TRY(map.text("code"));
  form.title = TRY(ledger::parse_titles(map, "title"));
  const YamlNode* layout = map.node("layout");
  if (layout == nullptr) {
    return fail(ErrorKind::bad_input, "yaml.missing_key", {{"key", "layout"}}, node.place());
  }
  form.layout = TRY(parse_layout(*layout));
  int row = form.layout.first_row - 1;
  for (const YamlNode& each : *TRY(parse_list(map, "items"))) {
    Item item = TRY(parse_item(each, form.layout, row, places));
    form.items.push_back(std::move(item));
  }
  TRY(map.finish());
  return form;
}

Result<std::map<std::string, CellValue>> parse_example(const YamlNode& node) {
  std::map<std::string, CellValue> cells;
  if (!node.is_map()) return fail(ErrorKind::bad_input, "yaml.not_a_map", {}, node.place());
  for (const auto& [name, value] : node.members) {
    CellValue cell;
    if (value.scalar == "none") {
      cell.state = CellState::none;
    } else if (value.scalar != "missing") {
      const auto number = Decimal::parse(value.scalar);
      if (!number) {
        return fail(ErrorKind::bad_input, "forms.bad_example", {{"value", value.scalar}},
                    value.place());
      }
      cell = {CellState::number, *number};
    }
    cells.emplace(name, cell);
  }
  return cells;
}

Result<Rule> parse_rule(const YamlNode& node, EditionPlaces& places) {
  YamlMap map = TRY(YamlMap::of(node));
  Rule rule;
  rule.id = TRY(parse_name(map, "rule"));
  const std::string strength = TRY(map.text("strength"));
  if (strength != "hard" && strength != "soft") {
    return fail(ErrorKind::bad_input, "forms.bad_strength", {{"strength", strength}},
                place_of(map, "strength"));
  }
  rule.strength = strength == "hard" ? Strength::hard : Strength::soft;
  rule.message = TRY(ledger::parse_titles(map, "message"));
  rule.text = TRY(map.text("check"));
  const YamlNode& check = *map.node("check");
  rule.relation = TRY(parse_relation(rule.text, check.text_line, check.text_column));
  rule.each = TRY(map.texts_or_empty("each"));
  rule.confirmed = TRY(parse_status(map));
  RuleExamples examples;
  examples.place = node.place();
  if (const YamlNode* passes = map.node("passes")) {
    examples.passes = TRY(parse_example(*passes));
    examples.has_passes = true;
  }
  if (const YamlNode* fails = map.node("fails")) {
    examples.fails = TRY(parse_example(*fails));
    examples.has_fails = true;
  }
  TRY(map.finish());
  places.rules.push_back(std::move(examples));
  return rule;
}

Result<void> parse_departments(YamlMap& map, Edition& edition) {
  for (const YamlNode& each : *TRY(parse_list(map, "departments"))) {
    YamlMap one = TRY(YamlMap::of(each));
    Department department;
    department.code = TRY(one.text("code"));
    department.title = TRY(ledger::parse_titles(one, "title"));
    TRY(one.finish());
    if (edition.department(department.code) != nullptr) {
      return fail(ErrorKind::bad_input, "forms.duplicate_department", {{"code", department.code}},
                  each.place());
    }
    edition.departments.push_back(std::move(department));
  }
  return {};
}

Result<void> parse_concordance(YamlMap& map, Edition& edition, EditionPlaces& places) {
  for (const YamlNode& each : *TRY(parse_list(map, "concordance"))) {
    YamlMap one = TRY(YamlMap::of(each));
    Comparable comparable;
    comparable.id = TRY(parse_name(one, "id"));
    comparable.was = TRY(one.text_or("was", comparable.id));
    comparable.is_comparable = TRY(one.boolean_or("comparable", true));
    if (one.node("note") != nullptr) comparable.note = TRY(ledger::parse_titles(one, "note"));
    TRY(one.finish());
    edition.concordance.push_back(std::move(comparable));
    places.concordance.push_back(each.place());
  }
  return {};
}

}  // namespace

Result<Edition> parse_edition(const YamlNode& root, EditionPlaces& places) {
  YamlMap map = TRY(YamlMap::of(root));
  Edition edition;
  edition.survey = TRY(parse_name(map, "survey"));
  edition.name = TRY(map.text("edition"));
  edition.title = TRY(ledger::parse_titles(map, "title"));
  edition.first_year = TRY(parse_number(map, "from", 0, {year_min, year_max}));
  edition.last_year = TRY(parse_number(map, "until", year_max, {edition.first_year, year_max}));
  edition.follows = TRY(map.text_or("follows", ""));
  edition.confirmed = TRY(parse_status(map));
  if (map.node("note") != nullptr) edition.note = TRY(ledger::parse_titles(map, "note"));
  edition.issuer = TRY(map.text_or("issuer", ""));
  edition.approver = TRY(map.text_or("approver", ""));
  edition.approval = TRY(map.text_or("approval", ""));
  edition.nothing = TRY(map.text_or("nothing", "-"));
  places.years = place_of(map, "from");
  places.follows = place_of(map, "follows");
  TRY(parse_departments(map, edition));
  for (const YamlNode& each : *TRY(parse_list(map, "forms"))) {
    edition.forms.push_back(TRY(parse_form(each, places)));
  }
  for (const YamlNode& each : *TRY(parse_list(map, "rules"))) {
    edition.rules.push_back(TRY(parse_rule(each, places)));
  }
  TRY(parse_concordance(map, edition, places));
  TRY(map.finish());
  return edition;
}

}  // namespace youju::forms
