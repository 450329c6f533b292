#include <youju/base/limits.h>
#include <youju/base/text.h>
#include <youju/base/yaml.h>
#include <youju/indicator/definition.h>
#include <youju/indicator/definition_check.h>

#include <algorithm>
#include <set>
#include <utility>

namespace youju::indicator {
namespace {

// A figure's name must fit into a Word tag: the indicator's own name gets a fixed part of it.
constexpr std::size_t id_bytes_max = 28;

bool is_id(std::string_view text) {
  if (text.empty() || text[0] < 'a' || text[0] > 'z') return false;
  return std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
  });
}

std::string place_of(YamlMap& map, std::string_view key) {
  const YamlNode* node = map.node(key);
  return node == nullptr ? map.self().place() : node->place();
}

Result<std::string> parse_id(YamlMap& map) {
  std::string id = TRY(map.text("id"));
  if (!is_id(id)) {
    return fail(ErrorKind::bad_input, "indicator.bad_name", {{"name", id}}, place_of(map, "id"));
  }
  if (id.size() > id_bytes_max) {
    return fail(ErrorKind::bad_input, "indicator.name_too_long",
                {{"name", id}, {"limit", std::to_string(id_bytes_max)}}, place_of(map, "id"));
  }
  return id;
}

Result<Expression> parse_value(YamlMap& map) {
  const std::string text = TRY(map.text("value"));
  const YamlNode& node = *map.node("value");
  Expression value = TRY(parse_expression(text, node.text_line, node.text_column));
  const std::string rollup = TRY(map.text_or("rollup", "none"));
  auto* declared = std::get_if<Declared>(&value);
  if ((rollup != "none" && rollup != "sum") || (rollup == "sum" && declared == nullptr)) {
    return fail(ErrorKind::bad_input, "indicator.bad_rollup", {{"rollup", rollup}},
                place_of(map, "rollup"));
  }
  if (declared != nullptr) declared->rollup_sum = rollup == "sum";
  return value;
}

Result<Indicator> parse_indicator(const YamlNode& node, const std::string& pack) {
  YamlMap map = TRY(YamlMap::of(node));
  Indicator indicator;
  indicator.pack = pack;
  indicator.id = TRY(parse_id(map));
  indicator.title = TRY(ledger::parse_titles(map, "title"));
  indicator.unit = TRY(map.text_or("unit", ""));
  indicator.value = TRY(parse_value(map));
  indicator.by = TRY(map.texts_or_empty("by"));
  indicator.also = TRY(map.texts_or_empty("also"));
  if (map.node("definition") != nullptr) {
    indicator.definition = TRY(ledger::parse_titles(map, "definition"));
  }
  Result<Wording> wording = parse_wording(TRY(map.text_or("wording", "exact")), Wording{});
  if (!wording) return fail(std::move(wording.error()).at(place_of(map, "wording")));
  indicator.wording = *wording;
  const std::int64_t decimals = TRY(map.integer_or("decimals", indicator.unit == "%" ? 2 : 0));
  if (decimals < 0 || decimals > Decimal::scale_max) {
    return fail(ErrorKind::bad_input, "indicator.bad_decimals",
                {{"limit", std::to_string(Decimal::scale_max)}}, place_of(map, "decimals"));
  }
  indicator.decimals = static_cast<int>(decimals);
  TRY(map.finish());
  return indicator;
}

IndicatorPlaces places_of(const YamlNode& node, const std::string& file) {
  IndicatorPlaces places;
  places.file = file;
  places.self = node.place();
  const YamlNode* unit = node.find("unit");
  places.unit = unit == nullptr ? places.self : unit->place();
  const YamlNode* rollup = node.find("rollup");
  places.rollup = rollup == nullptr ? places.self : rollup->place();
  if (const YamlNode* by = node.find("by")) {
    for (const YamlNode& item : by->items) places.by.push_back(item.place());
  }
  return places;
}

}  // namespace

Result<std::shared_ptr<const IndicatorSet>> IndicatorSet::parse(
    const std::vector<ledger::PackFiles>& packs, const ledger::SchemaSet& schemas) {
  auto set = std::make_shared<IndicatorSet>();
  std::vector<IndicatorPlaces> places;
  for (const ledger::PackFiles& pack : packs) {
    for (const auto& [path, text] : pack.files) {
      if (!text::starts_with(path, "indicators/")) continue;
      const std::string file = pack.name + "/" + path;
      const auto parse_file = [&]() -> Result<void> {
        const YamlNode root = TRY(parse_yaml(text));
        YamlMap map = TRY(YamlMap::of(root));
        const YamlNode* list = map.node("indicators");
        if (list == nullptr || !list->is_list()) {
          return fail(ErrorKind::bad_input, "indicator.list_needed", {}, root.place());
        }
        TRY(map.finish());
        for (const YamlNode& node : list->items) {
          Indicator indicator = TRY(parse_indicator(node, pack.name));
          indicator.measure = schemas.measure(indicator.unit);
          const auto [at, added] = set->by_id_.emplace(indicator.id, set->indicators_.size());
          if (!added) {
            return fail(ErrorKind::bad_input, "indicator.duplicate",
                        {{"name", indicator.id}, {"other", places[at->second].whole()}},
                        node.place());
          }
          places.push_back(places_of(node, file));
          set->indicators_.push_back(std::move(indicator));
        }
        return {};
      };
      if (Result<void> parsed = parse_file(); !parsed) {
        return fail(std::move(parsed.error()).at(file));
      }
    }
  }
  TRY(check_definitions(set->indicators_, set->by_id_, places, schemas));
  return std::shared_ptr<const IndicatorSet>(std::move(set));
}

const Indicator* IndicatorSet::find(std::string_view id) const {
  const auto at = by_id_.find(id);
  return at == by_id_.end() ? nullptr : &indicators_[at->second];
}

}  // namespace youju::indicator
