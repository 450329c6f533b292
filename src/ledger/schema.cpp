#include <youju/base/limits.h>
#include <youju/base/text.h>
#include <youju/ledger/schema.h>
#include <youju/ledger/schema_field.h>

#include <algorithm>
#include <array>

namespace youju::ledger {

namespace {

constexpr std::size_t name_bytes_max = 32;

Result<Dates> parse_dates(const std::string& word, const std::string& place) {
  if (word == "day") return Dates::day;
  if (word == "span") return Dates::span;
  return fail(ErrorKind::bad_input, "schema.unknown_dates", {{"text", word}}, place);
}

Result<std::optional<PeriodKind>> parse_expects(const std::string& word, const std::string& place) {
  if (word.empty()) return std::optional<PeriodKind>();
  if (word == "month") return std::optional(PeriodKind::month);
  if (word == "quarter") return std::optional(PeriodKind::quarter);
  if (word == "year") return std::optional(PeriodKind::year);
  return fail(ErrorKind::bad_input, "schema.unknown_expects", {{"text", word}}, place);
}

tl::unexpected<Error> unknown_field(const YamlNode& node, std::string_view key,
                                    const std::string& name) {
  const YamlNode* value = node.find(key);
  return fail(ErrorKind::bad_input, "schema.unknown_field", {{"name", name}},
              value == nullptr ? node.place() : value->place());
}

Result<void> parse_fields(const YamlNode* list, const YamlNode& ledger, Schema& schema) {
  if (list == nullptr || !list->is_list() || list->items.empty()) {
    return fail(ErrorKind::bad_input, "schema.no_fields", {{"ledger", schema.name}},
                list == nullptr ? ledger.place() : list->place());
  }
  if (list->items.size() > limits::ledger_fields_max) {
    return fail(ErrorKind::too_large, "schema.too_many_fields",
                {{"max", std::to_string(limits::ledger_fields_max)}}, list->place());
  }
  for (const YamlNode& item : list->items) {
    Field field = TRY(parse_field(item));
    if (schema.field_index(field.name) >= 0) {
      return fail(ErrorKind::bad_input, "schema.duplicate_field", {{"name", field.name}},
                  item.place());
    }
    schema.fields.push_back(std::move(field));
  }
  return {};
}

// The keys that name fields, once all fields are known.
Result<void> parse_references(YamlMap& map, const YamlNode& node, Schema& schema) {
  const std::string name_field = TRY(map.text_or("name_field", ""));
  if (!name_field.empty()) {
    schema.name_field = schema.field_index(name_field);
    if (schema.name_field < 0) return unknown_field(node, "name_field", name_field);
  }
  schema.duplicate_key = TRY(map.texts_or_empty("duplicate_key"));
  for (const std::string& part : schema.duplicate_key) {
    if (part != "on" && part != "unit" && schema.field_index(part) < 0) {
      return unknown_field(node, "duplicate_key", part);
    }
  }
  const std::string standing = TRY(map.text_or("standing_until", ""));
  if (!standing.empty()) {
    schema.standing_until = schema.field_index(standing);
    if (schema.standing_until < 0) return unknown_field(node, "standing_until", standing);
    const Field& field = schema.fields[static_cast<std::size_t>(schema.standing_until)];
    if (field.type != FieldType::date) {
      return fail(ErrorKind::bad_input, "schema.not_a_date", {{"name", standing}},
                  node.find("standing_until")->place());
    }
  }
  return {};
}

Result<Review> parse_review(const YamlNode* node) {
  Review review;
  if (node == nullptr) return review;
  YamlMap map = TRY(YamlMap::of(*node));
  const std::int64_t people = TRY(map.integer_or("people", review.people));
  review.author = TRY(map.boolean_or("author", review.author));
  review.superior = TRY(map.boolean_or("superior", review.superior));
  TRY(map.finish());
  if (people < 0 || people > Review::people_max) {
    return fail(ErrorKind::bad_input, "schema.review_people",
                {{"people", std::to_string(people)}, {"max", std::to_string(Review::people_max)}},
                node->place());
  }
  review.people = static_cast<int>(people);
  if (people == 0 && (!review.author || review.superior)) {
    return fail(ErrorKind::bad_input, "schema.review_of_nobody", {}, node->place());
  }
  return review;
}

}  // namespace

bool is_pack_name(std::string_view name, std::size_t bytes_max) {
  if (name.empty() || name.size() > bytes_max || name[0] < 'a' || name[0] > 'z') return false;
  return std::all_of(name.begin(), name.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
  });
}

const Choice* Field::choice(std::string_view code) const {
  for (const Choice& one : choices) {
    if (one.code == code) return &one;
  }
  return nullptr;
}

int Schema::field_index(std::string_view field) const {
  for (std::size_t i = 0; i < fields.size(); ++i) {
    if (fields[i].name == field) return static_cast<int>(i);
  }
  return -1;
}

Result<Schema> parse_schema(const YamlNode& node, std::string_view pack) {
  YamlMap map = TRY(YamlMap::of(node));
  Schema schema;
  schema.pack = pack;
  schema.name = TRY(map.text("ledger"));
  if (!is_pack_name(schema.name, name_bytes_max)) {
    return fail(ErrorKind::bad_input, "schema.bad_name", {{"name", schema.name}},
                node.find("ledger")->place());
  }
  schema.title = TRY(parse_titles(map, "title"));
  schema.systems = TRY(map.texts_or_empty("systems"));
  const auto place = [&node](std::string_view key) {
    const YamlNode* value = node.find(key);
    return value == nullptr ? node.place() : value->place();
  };
  schema.dates = TRY(parse_dates(TRY(map.text_or("dates", "day")), place("dates")));
  TRY(parse_fields(map.node("fields"), node, schema));
  TRY(parse_references(map, node, schema));
  schema.expects = TRY(parse_expects(TRY(map.text_or("expects", "")), place("expects")));
  const std::int64_t evidence = TRY(map.integer_or("evidence_min", 0));
  if (evidence < 0 || evidence > static_cast<std::int64_t>(limits::evidence_files_max)) {
    return fail(ErrorKind::bad_input, "schema.bad_bounds", {{"name", "evidence_min"}},
                place("evidence_min"));
  }
  schema.evidence_min = static_cast<int>(evidence);
  schema.review = TRY(parse_review(map.node("review")));
  TRY(map.finish());
  return schema;
}

}  // namespace youju::ledger
