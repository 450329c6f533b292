#include <youju/base/limits.h>
#include <youju/base/text.h>
#include <youju/ledger/schema.h>
#include <youju/ledger/schema_field.h>

#include <algorithm>

namespace youju::ledger {

namespace {

constexpr std::size_t pack_name_bytes_max = 40;
constexpr std::size_t measure_bytes_max = 60;

// Pack names may hold a hyphen, unlike all other names: they are names of folders.
bool is_name_of_pack(std::string_view name) {
  return !name.empty() && name.size() <= pack_name_bytes_max &&
         std::all_of(name.begin(), name.end(), [](char c) {
           return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
         });
}

bool is_ledger_file(std::string_view path) {
  return path.starts_with("ledgers/") && path.ends_with(".yaml");
}

Result<YamlNode> yaml_of(const std::string& text, const std::string& where) {
  if (text.size() > limits::pack_file_bytes_max) {
    return fail(ErrorKind::too_large, "schema.file_too_large",
                {{"max", std::to_string(limits::pack_file_bytes_max)}}, where);
  }
  auto node = parse_yaml(text);
  if (!node) return fail(std::move(node.error()).at(where));
  return std::move(*node);
}

// Titles, and perhaps the days on which the campaign is held each year.
Result<Tag> parse_tag(YamlMap& tags, const std::string& code) {
  const YamlNode* node = tags.node(code);
  const YamlNode* when = node->is_map() ? node->find("when") : nullptr;
  if (when == nullptr) return Tag{code, TRY(parse_titles(tags, code)), {}};
  YamlMap map = TRY(YamlMap::of(*node));
  Tag tag{code, {TRY(map.text("zh-CN")), TRY(map.text("en"))}, {}};
  auto days = YearlyDays::parse(TRY(map.text("when")));
  if (!days) return fail(std::move(days.error()).at(when->place()));
  tag.when = std::move(*days);
  TRY(map.finish());
  return tag;
}

}  // namespace

const std::string* PackFiles::find(std::string_view path) const {
  for (const auto& [name_of_file, text] : files) {
    if (name_of_file == path) return &text;
  }
  return nullptr;
}

Result<PackHead> parse_pack_head(const YamlNode& node) {
  YamlMap map = TRY(YamlMap::of(node));
  PackHead head;
  head.name = TRY(map.text("pack"));
  if (!is_name_of_pack(head.name)) {
    return fail(ErrorKind::bad_input, "schema.bad_pack_name", {{"name", head.name}},
                node.find("pack")->place());
  }
  head.title = TRY(parse_titles(map, "title"));
  head.version = TRY(map.integer_or("version", 1));
  head.uses = TRY(map.texts_or_empty("uses"));
  if (const YamlNode* tags = map.node("tags"); tags != nullptr) {
    YamlMap titles = TRY(YamlMap::of(*tags));
    for (const auto& [code, value] : tags->members) {
      if (!is_pack_name(code, code_bytes_max)) {
        return fail(ErrorKind::bad_input, "schema.bad_code", {{"code", code}}, value.place());
      }
      head.tags.push_back(TRY(parse_tag(titles, code)));
    }
  }
  if (const YamlNode* measures = map.node("measures"); measures != nullptr) {
    YamlMap names = TRY(YamlMap::of(*measures));
    for (const auto& [unit, value] : measures->members) {
      if (unit.size() > measure_bytes_max || value.scalar.size() > measure_bytes_max) {
        return fail(ErrorKind::bad_input, "schema.long_measure",
                    {{"max", std::to_string(measure_bytes_max)}}, value.place());
      }
      head.measures[unit] = TRY(names.text(unit));
    }
  }
  TRY(map.finish());
  return head;
}

Result<PackHead> head_of(const PackFiles& pack) {
  const std::string place = pack.name + "/pack.yaml";
  const std::string* text = pack.find("pack.yaml");
  if (text == nullptr) {
    return fail(ErrorKind::bad_input, "schema.no_pack_yaml", {{"pack", pack.name}}, place);
  }
  Result<PackHead> head = parse_pack_head(TRY(yaml_of(*text, place)));
  if (!head) return fail(std::move(head.error()).at(place));
  return head;
}

Result<std::shared_ptr<const SchemaSet>> SchemaSet::parse(const std::vector<PackFiles>& packs) {
  auto set = std::make_shared<SchemaSet>();
  std::vector<std::string> places;  // of schemas_, for errors about two of them
  for (const PackFiles& pack : packs) {
    const std::string head_place = pack.name + "/pack.yaml";
    PackHead head = TRY(head_of(pack));
    for (const std::string& used : head.uses) {
      if (std::any_of(packs.begin(), packs.end(),
                      [&](const PackFiles& other) { return other.name == used; })) {
        continue;
      }
      return fail(ErrorKind::bad_input, "schema.unknown_pack", {{"name", used}}, head_place);
    }
    for (Tag& tag : head.tags) {
      if (set->tag(tag.code) != nullptr) {
        return fail(ErrorKind::conflict, "schema.duplicate_tag", {{"code", tag.code}}, head_place);
      }
      set->tags_.push_back(std::move(tag));
    }
    // Packs may agree on a name; the pack that is built upon comes first and is not overruled.
    set->measures_.merge(head.measures);
    for (const auto& [path, text] : pack.files) {
      if (!is_ledger_file(path)) continue;
      const std::string place = pack.name + "/" + path;
      const YamlNode node = TRY(yaml_of(text, place));
      auto schema = parse_schema(node, pack.name);
      if (!schema) return fail(std::move(schema.error()).at(place));
      if (!set->by_name_.emplace(schema->name, set->schemas_.size()).second) {
        return fail(ErrorKind::conflict, "schema.duplicate_ledger", {{"name", schema->name}},
                    place + ":" + node.place());
      }
      set->schemas_.push_back(std::move(*schema));
      places.push_back(place);
    }
  }
  for (std::size_t i = 0; i < set->schemas_.size(); ++i) {
    for (const Field& field : set->schemas_[i].fields) {
      if (field.type != FieldType::record || set->find(field.ledger) != nullptr) continue;
      return fail(ErrorKind::bad_input, "schema.unknown_ledger",
                  {{"name", field.ledger}, {"field", field.name}}, places[i]);
    }
  }
  return std::shared_ptr<const SchemaSet>(std::move(set));
}

const Schema* SchemaSet::find(std::string_view ledger) const {
  const auto found = by_name_.find(ledger);
  return found == by_name_.end() ? nullptr : &schemas_[found->second];
}

Measure SchemaSet::measure(std::string_view unit) const {
  Measure measure;
  measure.name = unit;
  const auto found = measures_.find(unit);
  const std::string_view said = found == measures_.end() ? unit : std::string_view(found->second);
  const std::size_t bar = said.find('|');
  measure.one = text::trimmed(said.substr(0, bar));
  measure.many = text::trimmed(bar == std::string_view::npos ? said : said.substr(bar + 1));
  return measure;
}

const std::string& Measure::of(const Decimal& number, Language language) const {
  return language == Language::en && number == Decimal(1) ? one : in(language);
}

std::string Measure::behind(const Decimal& number, Language language) const {
  const std::string& said = of(number, language);
  return said.empty() || said == name ? said : " " + said;
}

const Tag* SchemaSet::tag(std::string_view code) const {
  for (const Tag& one : tags_) {
    if (one.code == code) return &one;
  }
  return nullptr;
}

// A ledger comes after those its record fields point to; of two that point at each other (or at
// themselves) the first by order of the packs comes first.
std::vector<const Schema*> in_load_order(const SchemaSet& set) {
  std::vector<const Schema*> order;
  std::vector<const Schema*> open;
  const auto visit = [&](auto&& self, const Schema& schema) -> void {
    const auto is_this = [&schema](const Schema* other) { return other == &schema; };
    if (std::any_of(order.begin(), order.end(), is_this) ||
        std::any_of(open.begin(), open.end(), is_this)) {
      return;
    }
    open.push_back(&schema);
    for (const Field& field : schema.fields) {
      if (field.type == FieldType::record) self(self, *set.find(field.ledger));
    }
    open.pop_back();
    order.push_back(&schema);
  };
  for (const Schema& schema : set.all()) visit(visit, schema);
  return order;
}

}  // namespace youju::ledger
