#include <youju/indicator/definition_check.h>

#include <algorithm>
#include <optional>
#include <utility>

namespace youju::indicator {
namespace {

using ledger::FieldType;

// What a formula yields: its kind of quantity and its unit of measure. A bare number, and what is
// multiplied by one (a conversion such as 元 to 万元), has no unit of its own.
struct Shape {
  Quantity quantity = Quantity::amount;
  std::optional<std::string> unit;
  bool bare_number = false;
};

bool is_additive(Quantity quantity) {
  return quantity == Quantity::amount || quantity == Quantity::stock;
}

class Checker {
 public:
  Checker(std::vector<Indicator>& indicators, const IndicatorIndex& by_id,
          const std::vector<IndicatorPlaces>& places, const ledger::SchemaSet& schemas)
      : indicators_(indicators),
        by_id_(by_id),
        places_(places),
        schemas_(schemas),
        states_(indicators.size(), State::open) {}

  Result<void> check_all() {
    for (std::size_t index = 0; index < indicators_.size(); ++index) TRY(check(index));
    return {};
  }

 private:
  enum class State { open, under_way, done };

  Result<void> check(std::size_t index) {
    if (states_[index] == State::done) return {};
    path_.push_back(index);
    if (states_[index] == State::under_way) return cycle();
    states_[index] = State::under_way;
    if (Result<void> checked = check_value(indicators_[index]); !checked) {
      // The innermost indicator knows its file; errors that already name one pass as they are.
      Error error = std::move(checked.error());
      if (error.where.find('/') == std::string::npos) {
        const IndicatorPlaces& places = places_[index];
        if (error.where.empty()) error.where = places.self;
        return fail(std::move(error).at(places.file));
      }
      return fail(std::move(error));
    }
    states_[index] = State::done;
    path_.pop_back();
    return {};
  }

  Result<void> cycle() const {
    const auto first = std::find(path_.begin(), path_.end(), path_.back());
    std::vector<std::string> names;
    for (auto at = first; at != path_.end(); ++at) names.push_back(indicators_[*at].id);
    return fail(ErrorKind::bad_input, "indicator.cycle",
                {{"path", fmt::format("{}", fmt::join(names, " → "))}}, places_[*first].whole());
  }

  const IndicatorPlaces& places_of(const Indicator& indicator) const {
    return places_[static_cast<std::size_t>(&indicator - indicators_.data())];
  }

  Result<void> check_value(Indicator& indicator) {
    if (const auto* aggregate = std::get_if<Aggregate>(&indicator.value)) {
      return check_aggregate(indicator, *aggregate);
    }
    if (const auto* formula = std::get_if<Formula>(&indicator.value)) {
      const Shape shape = TRY(check_formula(*formula, indicator));
      indicator.quantity = shape.quantity;
      if (shape.unit && *shape.unit != indicator.unit) {
        return fail(ErrorKind::bad_input, "indicator.unit_mismatch",
                    {{"unit", indicator.unit}, {"other", *shape.unit}}, places_of(indicator).unit);
      }
      return {};
    }
    indicator.quantity = indicator.unit == "%" ? Quantity::ratio : Quantity::amount;
    if (std::get<Declared>(indicator.value).rollup_sum && indicator.unit == "%") {
      return fail(ErrorKind::bad_input, "indicator.ratios_do_not_add", {{"name", indicator.id}},
                  places_of(indicator).rollup);
    }
    return {};
  }

  Result<void> check_aggregate(Indicator& indicator, const Aggregate& aggregate) const {
    const ledger::Schema* schema = schemas_.find(aggregate.ledger);
    if (schema == nullptr) {
      return fail(ErrorKind::bad_input, "indicator.unknown_ledger", {{"ledger", aggregate.ledger}},
                  aggregate.ledger_place);
    }
    const bool needs_number = aggregate.kind == AggregateKind::sum ||
                              aggregate.kind == AggregateKind::max ||
                              aggregate.kind == AggregateKind::latest;
    if (!aggregate.field.empty()) {
      TRY(check_field(*schema, aggregate.field, needs_number, aggregate.field_place));
    }
    if (!aggregate.key.empty()) {
      TRY(check_field(*schema, aggregate.key, false, aggregate.key_place));
    }
    TRY(check_condition(aggregate.where, *schema, schemas_));
    for (std::size_t index = 0; index < indicator.by.size(); ++index) {
      TRY(check_by(*schema, indicator.by[index], places_of(indicator).by[index]));
    }
    if (aggregate.kind == AggregateKind::first_day || aggregate.kind == AggregateKind::last_day) {
      indicator.quantity = Quantity::day;
    } else if (aggregate.time != TimeMode::during || aggregate.kind == AggregateKind::latest) {
      indicator.quantity = Quantity::stock;
    }
    return {};
  }

  static Result<void> check_field(const ledger::Schema& schema, const std::string& name,
                                  bool needs_number, const std::string& place) {
    if (!needs_number && name == "unit") return {};
    const int index = schema.field_index(name);
    if (index < 0) {
      return fail(ErrorKind::bad_input, "indicator.unknown_field",
                  {{"field", name}, {"ledger", schema.name}}, place);
    }
    const FieldType type = schema.fields[static_cast<std::size_t>(index)].type;
    if (needs_number && type != FieldType::integer && type != FieldType::decimal) {
      return fail(ErrorKind::bad_input, "indicator.field_not_a_number", {{"field", name}}, place);
    }
    return {};
  }

  static Result<void> check_by(const ledger::Schema& schema, const std::string& name,
                               const std::string& place) {
    TRY(check_field(schema, name, false, place));
    const int index = schema.field_index(name);
    if (index < 0) return {};
    const FieldType type = schema.fields[static_cast<std::size_t>(index)].type;
    if (type == FieldType::choice || type == FieldType::unit || type == FieldType::party) return {};
    return fail(ErrorKind::bad_input, "indicator.bad_by", {{"field", name}}, place);
  }

  // The indicator a formula refers to, checked first.
  Result<const Indicator*> referred(const Formula& formula, const Indicator& user) {
    const auto at = by_id_.find(formula.reference);
    if (at == by_id_.end()) {
      return fail(ErrorKind::bad_input, "indicator.unknown_reference",
                  {{"name", formula.reference}},
                  fmt::format("{}:{}", formula.line, formula.column));
    }
    TRY(check(at->second));
    const Indicator& indicator = indicators_[at->second];
    for (std::size_t index = 0; index < user.by.size(); ++index) {
      const std::string& field = user.by[index];
      if (std::find(indicator.by.begin(), indicator.by.end(), field) == indicator.by.end()) {
        return fail(ErrorKind::bad_input, "indicator.by_not_in_operand",
                    {{"field", field}, {"name", indicator.id}}, places_of(user).by[index]);
      }
    }
    return &indicator;
  }

  Result<Shape> check_formula(const Formula& formula, const Indicator& user) {
    switch (formula.kind) {
      case Formula::Kind::number:
        return Shape{Quantity::amount, std::nullopt, true};
      case Formula::Kind::reference: {
        const Indicator* indicator = TRY(referred(formula, user));
        return Shape{indicator->quantity, indicator->unit, false};
      }
      case Formula::Kind::negate:
        return check_formula(formula.operands[0], user);
      case Formula::Kind::add:
      case Formula::Kind::subtract:
        return check_sum(formula, user);
      case Formula::Kind::multiply:
      case Formula::Kind::divide:
        return check_product(formula, user);
      case Formula::Kind::function:
        return check_function(formula, user);
    }
    return Shape{};
  }

  Result<Shape> check_sum(const Formula& formula, const Indicator& user) {
    const Shape left = TRY(check_formula(formula.operands[0], user));
    const Shape right = TRY(check_formula(formula.operands[1], user));
    const std::string where = fmt::format("{}:{}", formula.line, formula.column);
    if (!is_additive(left.quantity) || !is_additive(right.quantity)) {
      return fail(ErrorKind::bad_input, "indicator.ratios_do_not_add", {{"name", user.id}}, where);
    }
    if (left.unit && right.unit && *left.unit != *right.unit) {
      return fail(ErrorKind::bad_input, "indicator.unit_mismatch",
                  {{"unit", *left.unit}, {"other", *right.unit}}, where);
    }
    Shape shape = left;
    if (!shape.unit) shape.unit = right.unit;
    shape.bare_number = left.bare_number && right.bare_number;
    if (right.quantity == Quantity::stock) shape.quantity = Quantity::stock;
    return shape;
  }

  Result<Shape> check_product(const Formula& formula, const Indicator& user) {
    const Shape left = TRY(check_formula(formula.operands[0], user));
    const Shape right = TRY(check_formula(formula.operands[1], user));
    const bool divided_by_figure = formula.kind == Formula::Kind::divide && !right.bare_number;
    const bool is_day = left.quantity == Quantity::day || right.quantity == Quantity::day;
    if (divided_by_figure || is_day || (!left.bare_number && !right.bare_number)) {
      return fail(ErrorKind::bad_input, "indicator.product_needs_a_number", {{"name", user.id}},
                  fmt::format("{}:{}", formula.line, formula.column));
    }
    const Shape& figure = left.bare_number ? right : left;
    return Shape{figure.quantity, std::nullopt, figure.bare_number};
  }

  Result<Shape> check_function(const Formula& formula, const Indicator& user) {
    std::vector<const Indicator*> operands;
    operands.reserve(formula.operands.size());
    for (const Formula& operand : formula.operands) {
      operands.push_back(TRY(referred(operand, user)));
    }
    const Indicator& first = *operands.front();
    const auto refuse = [&](std::string_view what) {
      return fail(ErrorKind::bad_input, what, {{"name", first.id}},
                  fmt::format("{}:{}", formula.line, formula.column));
    };
    if (first.quantity == Quantity::day) return refuse("indicator.function_on_a_day");
    switch (formula.function) {
      case Function::share:
        if (!is_additive(first.quantity) || !is_additive(operands[1]->quantity)) {
          return refuse("indicator.share_of_ratio");
        }
        if (first.unit != operands[1]->unit) {
          return fail(ErrorKind::bad_input, "indicator.unit_mismatch",
                      {{"unit", first.unit}, {"other", operands[1]->unit}},
                      fmt::format("{}:{}", formula.line, formula.column));
        }
        return Shape{Quantity::ratio, "%", false};
      case Function::ratio:
        return Shape{Quantity::ratio, std::nullopt, false};
      case Function::growth:
        if (!is_additive(first.quantity)) return refuse("indicator.growth_of_ratio");
        return Shape{Quantity::ratio, "%", false};
      case Function::rank:
        return Shape{Quantity::rank, std::nullopt, false};
      case Function::cumulative:
        if (!std::holds_alternative<Aggregate>(first.value)) {
          return refuse("indicator.cumulative_needs_records");
        }
        return Shape{Quantity::stock, first.unit, false};
      case Function::target:
        return Shape{first.quantity, first.unit, false};
      case Function::progress:
        if (!is_additive(first.quantity)) return refuse("indicator.progress_of_ratio");
        return Shape{Quantity::ratio, "%", false};
    }
    return Shape{};
  }

  std::vector<Indicator>& indicators_;
  const IndicatorIndex& by_id_;
  const std::vector<IndicatorPlaces>& places_;
  const ledger::SchemaSet& schemas_;
  std::vector<State> states_;
  std::vector<std::size_t> path_;
};

}  // namespace

Result<void> check_definitions(std::vector<Indicator>& indicators, const IndicatorIndex& by_id,
                               const std::vector<IndicatorPlaces>& places,
                               const ledger::SchemaSet& schemas) {
  return Checker(indicators, by_id, places, schemas).check_all();
}

}  // namespace youju::indicator
