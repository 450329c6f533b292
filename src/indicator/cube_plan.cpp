#include <youju/indicator/cube_plan.h>

#include <algorithm>
#include <set>
#include <utility>

namespace youju::indicator {
namespace {

using ledger::FieldType;
using Kind = Condition::Kind;

constexpr std::size_t choices_max = 1000;

// Two conditions that read so are the same.
std::string text_of(const Condition& condition) {
  std::string text = std::to_string(static_cast<int>(condition.kind)) + ' ' + condition.field +
                     ' ' + std::to_string(static_cast<int>(condition.op));
  for (const std::string& value : condition.values) {
    text += ' ' + std::to_string(value.size()) + ':' + value;
  }
  text += '(';
  for (const Condition& part : condition.parts) text += text_of(part) + ',';
  return text + ')';
}

bool speaks_of_self(const Condition& condition) {
  return condition.kind == Kind::unit_self || condition.kind == Kind::host_self ||
         std::any_of(condition.parts.begin(), condition.parts.end(), speaks_of_self);
}

void flatten(const Condition& condition, std::vector<const Condition*>& parts) {
  if (condition.kind == Kind::always) return;
  if (condition.kind != Kind::all) {
    parts.push_back(&condition);
    return;
  }
  for (const Condition& part : condition.parts) flatten(part, parts);
}

// The one dimension that a condition is of, or -1.
int dimension_of(const CubePlan& plan, const Condition& condition) {
  switch (condition.kind) {
    case Kind::tag:
      return plan.dimension("tag");
    case Kind::compare:
      if (condition.op != Compare::equal && condition.op != Compare::not_equal) return -1;
      return plan.dimension(condition.field);
    case Kind::in:
    case Kind::given:
    case Kind::missing:
      return plan.dimension(condition.field);
    case Kind::any:
    case Kind::none: {
      int found = -1;
      for (const Condition& part : condition.parts) {
        const int one = dimension_of(plan, part);
        if (one < 0 || (found >= 0 && one != found)) return -1;
        found = one;
      }
      return found;
    }
    default:
      return -1;
  }
}

bool is_latest(CubeSlice::Kind kind) { return kind == CubeSlice::Kind::latest; }

std::vector<CubeSlice::Measure> measures_for(const Aggregate& aggregate,
                                             const ledger::Schema& schema, CubeSlice::Kind kind) {
  std::vector<CubeSlice::Measure> measures;
  const int column = schema.field_index(aggregate.field);
  switch (aggregate.kind) {
    case AggregateKind::sum:
    case AggregateKind::max:
    case AggregateKind::latest:
      measures = {{column, false}, {column, true}};
      break;
    case AggregateKind::distinct:
      measures = {{column, true}};
      break;
    default:
      break;
  }
  if (kind != CubeSlice::Kind::rows) measures.push_back(CubeSlice::every);
  return measures;
}

// Collects what the indicators ask of each ledger.
class Planner {
 public:
  explicit Planner(const ledger::Schema& schema) { plan_.schema = &schema; }

  void see(const Aggregate& aggregate, const std::vector<std::string>& by) {
    aggregates_.push_back(&aggregate);
    for (const std::string& field : by) ++asked_[field];
    see(aggregate.where);
  }

  std::shared_ptr<const CubePlan> plan() {
    choose_dimensions();
    plan_.conditions.emplace_back();
    plan_.texts.push_back(text_of(Condition()));
    plan_.slices.emplace_back();
    for (const Aggregate* const aggregate : aggregates_) provide(*aggregate);
    return std::make_shared<const CubePlan>(std::move(plan_));
  }

 private:
  void see(const Condition& condition) {
    if (condition.kind == Kind::tag) ++asked_["tag"];
    if (!condition.field.empty()) ++asked_[condition.field];
    for (const Condition& part : condition.parts) see(part);
  }

  void choose_dimensions() {
    std::vector<std::pair<int, std::string>> order;
    order.reserve(asked_.size());
    for (const auto& [field, times] : asked_) order.emplace_back(-times, field);
    std::sort(order.begin(), order.end());
    for (const auto& [times, name] : order) {
      if (plan_.dimensions.size() == rollup_dimensions_max) break;
      if (name == "tag") {
        plan_.dimensions.push_back({CubeDimension::tags, 0});
        continue;
      }
      const int column = plan_.schema->field_index(name);
      if (column < 0) continue;
      const ledger::Field& field = plan_.schema->fields[static_cast<std::size_t>(column)];
      if (field.type != FieldType::choice || field.choices.size() > choices_max) continue;
      plan_.dimensions.push_back({column, static_cast<std::uint16_t>(field.choices.size() + 1)});
    }
  }

  void provide(const Aggregate& aggregate) {
    const auto kind = CubeSlice::kind_for(aggregate, *plan_.schema);
    const CubeConditions conditions = plan_.conditions_of(aggregate.where);
    if (!kind || !conditions.can) return;
    CubeSlice wanted;
    wanted.kind = *kind;
    wanted.condition = condition_of(is_latest(*kind) ? conditions.whole : conditions.rest);
    wanted.measures = measures_for(aggregate, *plan_.schema, *kind);
    const int column = plan_.schema->field_index(aggregate.field);
    if (aggregate.kind == AggregateKind::distinct) wanted.identity = column;
    if (is_latest(*kind)) wanted.key = plan_.schema->field_index(aggregate.key);
    for (CubeSlice& slice : plan_.slices) {
      if (put(slice, wanted)) return;
    }
    plan_.slices.push_back(wanted);
  }

  std::size_t condition_of(const Condition& condition) {
    const std::string text = text_of(condition);
    const auto known = std::find(plan_.texts.begin(), plan_.texts.end(), text);
    if (known != plan_.texts.end()) return static_cast<std::size_t>(known - plan_.texts.begin());
    plan_.texts.push_back(text);
    plan_.conditions.push_back(condition);
    return plan_.texts.size() - 1;
  }

  // False: the slice is another one, or has no room for it.
  static bool put(CubeSlice& slice, const CubeSlice& wanted) {
    if (slice.kind != wanted.kind || slice.condition != wanted.condition) return false;
    if (is_latest(slice.kind)) return slice.key == wanted.key && slice.measures == wanted.measures;
    const bool counts = wanted.identity != CubeSlice::nobody;
    if (counts && slice.identity != CubeSlice::nobody && slice.identity != wanted.identity) {
      return false;
    }
    std::vector<CubeSlice::Measure> measures = slice.measures;
    for (const CubeSlice::Measure& measure : wanted.measures) {
      if (slice.measure(measure.column, measure.given) < 0) measures.push_back(measure);
    }
    if (measures.size() > rollup_measures_max) return false;
    slice.measures = std::move(measures);
    if (counts) slice.identity = wanted.identity;
    return true;
  }

  CubePlan plan_;
  std::vector<const Aggregate*> aggregates_;
  std::map<std::string, int> asked_;
};

}  // namespace

int CubeSlice::measure(int column, bool given) const {
  const auto found = std::find(measures.begin(), measures.end(), Measure{column, given});
  return found == measures.end() ? -1 : static_cast<int>(found - measures.begin());
}

int CubePlan::dimension(std::string_view field) const {
  for (std::size_t d = 0; d < dimensions.size(); ++d) {
    const int column = dimensions[d].column;
    const bool is_it = column == CubeDimension::tags
                           ? field == "tag"
                           : schema->fields[static_cast<std::size_t>(column)].name == field;
    if (is_it) return static_cast<int>(d);
  }
  return -1;
}

CubeConditions CubePlan::conditions_of(const Condition& where) const {
  CubeConditions result;
  std::vector<const Condition*> parts;
  flatten(where, parts);
  std::map<std::string, const Condition*> rest;
  for (const Condition* const part : parts) {
    if (part->kind == Kind::unit_self) {
      result.alone = true;
      continue;
    }
    if (speaks_of_self(*part)) {
      result.can = false;
      return result;
    }
    const int dimension = dimension_of(*this, *part);
    if (dimension >= 0) {
      result.places.emplace_back(static_cast<std::size_t>(dimension), *part);
    } else {
      rest.emplace(text_of(*part), part);
    }
  }
  if (!rest.empty()) {
    result.rest.kind = Kind::all;
    for (const auto& [text, part] : rest) result.rest.parts.push_back(*part);
  }
  for (const auto& [dimension, part] : result.places) rest.emplace(text_of(part), &part);
  if (!rest.empty()) {
    result.whole.kind = Kind::all;
    for (const auto& [text, part] : rest) result.whole.parts.push_back(*part);
  }
  return result;
}

std::optional<CubeSlice::Kind> CubeSlice::kind_for(const Aggregate& aggregate,
                                                   const ledger::Schema& schema) {
  // Where entries have no end, what stands is what came to date.
  const bool stands = aggregate.time == TimeMode::standing && schema.standing_until >= 0;
  switch (aggregate.kind) {
    case AggregateKind::count:
    case AggregateKind::sum:
      return stands ? Kind::standing : Kind::rows;
    case AggregateKind::latest:
      if (stands) return std::nullopt;
      return Kind::latest;
    default:
      if (stands) return std::nullopt;
      return Kind::rows;
  }
}

const CubeSlice* CubePlan::slice(const CubeConditions& wanted, const Aggregate& aggregate) const {
  const auto kind = CubeSlice::kind_for(aggregate, *schema);
  if (!kind) return nullptr;
  const std::string text = text_of(is_latest(*kind) ? wanted.whole : wanted.rest);
  const std::vector<CubeSlice::Measure> measures = measures_for(aggregate, *schema, *kind);
  for (const CubeSlice& slice : slices) {
    if (slice.kind != *kind || texts[slice.condition] != text) continue;
    const bool has_all = std::all_of(measures.begin(), measures.end(), [&](const auto& measure) {
      return slice.measure(measure.column, measure.given) >= 0;
    });
    const bool has_identity = aggregate.kind != AggregateKind::distinct ||
                              slice.identity == schema->field_index(aggregate.field);
    const bool has_key = !is_latest(*kind) || slice.key == schema->field_index(aggregate.key);
    if (has_all && has_identity && has_key) return &slice;
  }
  return nullptr;
}

std::map<std::string, std::shared_ptr<const CubePlan>, std::less<>> plan_cube(
    const ledger::SchemaSet& schemas, const IndicatorSet* indicators) {
  std::map<std::string, Planner, std::less<>> planners;
  for (const ledger::Schema& schema : schemas.all()) planners.emplace(schema.name, schema);
  if (indicators != nullptr) {
    for (const Indicator& indicator : indicators->all()) {
      const auto* const aggregate = std::get_if<Aggregate>(&indicator.value);
      if (aggregate == nullptr) continue;
      const auto planner = planners.find(aggregate->ledger);
      if (planner != planners.end()) planner->second.see(*aggregate, indicator.by);
    }
  }
  std::map<std::string, std::shared_ptr<const CubePlan>, std::less<>> plans;
  for (auto& [name, planner] : planners) plans[name] = planner.plan();
  return plans;
}

}  // namespace youju::indicator
