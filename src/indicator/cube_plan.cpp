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
    texts_.push_back(text_of(Condition()));
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
    const AggregateKind kind = aggregate.kind;
    if (kind == AggregateKind::latest || aggregate.time == TimeMode::standing) return;
    const CubeConditions conditions = plan_.conditions_of(aggregate.where);
    if (!conditions.can) return;
    const std::string text = text_of(conditions.rest);
    const auto known = std::find(texts_.begin(), texts_.end(), text);
    const auto condition = static_cast<std::size_t>(known - texts_.begin());
    if (known == texts_.end()) {
      texts_.push_back(text);
      plan_.conditions.push_back(conditions.rest);
      plan_.slices.push_back({condition, {}, CubeSlice::nobody});
    }
    std::vector<CubeSlice::Measure> wanted;
    const int column = plan_.schema->field_index(aggregate.field);
    if (kind == AggregateKind::sum || kind == AggregateKind::max) {
      wanted = {{column, false}, {column, true}};
    } else if (kind == AggregateKind::distinct) {
      wanted = {{column, true}};
    } else {
      return;
    }
    const bool counts = kind == AggregateKind::distinct;
    for (CubeSlice& slice : plan_.slices) {
      if (slice.condition == condition && put(slice, wanted, counts, column)) return;
    }
    plan_.slices.push_back({condition, {}, CubeSlice::nobody});
    put(plan_.slices.back(), wanted, counts, column);
  }

  // False: the slice has no room for it.
  static bool put(CubeSlice& slice, const std::vector<CubeSlice::Measure>& wanted, bool counts,
                  int column) {
    if (counts && slice.identity != CubeSlice::nobody && slice.identity != column) return false;
    std::vector<CubeSlice::Measure> measures = slice.measures;
    for (const CubeSlice::Measure& measure : wanted) {
      if (slice.measure(measure.column, measure.given) < 0) measures.push_back(measure);
    }
    if (measures.size() > rollup_measures_max) return false;
    slice.measures = std::move(measures);
    if (counts) slice.identity = column;
    return true;
  }

  CubePlan plan_;
  std::vector<std::string> texts_;  // of plan_.conditions
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
  return result;
}

const CubeSlice* CubePlan::slice(const Condition& rest, const Aggregate& aggregate) const {
  const std::string text = text_of(rest);
  const int column = schema->field_index(aggregate.field);
  for (const CubeSlice& slice : slices) {
    if (text_of(conditions[slice.condition]) != text) continue;
    switch (aggregate.kind) {
      case AggregateKind::sum:
      case AggregateKind::max:
        if (slice.measure(column, false) < 0 || slice.measure(column, true) < 0) continue;
        break;
      case AggregateKind::distinct:
        if (slice.identity != column || slice.measure(column, true) < 0) continue;
        break;
      default:
        break;
    }
    return &slice;
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
