#include <youju/indicator/calculator.h>

#include <algorithm>
#include <utility>

namespace youju::indicator {
namespace {

constexpr std::string_view rule_name(const Formula& formula) {
  switch (formula.kind) {
    case Formula::Kind::add:
      return "+";
    case Formula::Kind::subtract:
      return "-";
    case Formula::Kind::multiply:
      return "*";
    case Formula::Kind::divide:
      return "/";
    case Formula::Kind::negate:
      return "-";
    case Formula::Kind::function:
      switch (formula.function) {
        case Function::share:
          return "share";
        case Function::ratio:
          return "ratio";
        case Function::growth:
          return "growth";
        case Function::rank:
          return "rank";
        case Function::cumulative:
          return "cumulative";
        case Function::target:
          return "target";
        case Function::progress:
          return "progress";
      }
      return "";
    default:
      return "=";
  }
}

FromNothing lacks(const Figure& operand) {
  return {"figure.operand_missing", operand.name.to_string()};
}

// The qualifier of what is computed: as loose as its loosest operand. A sum with one "more than" is
// "more than"; anything else with an inexact operand is "about".
Qualifier joined(const std::vector<Figure>& operands, bool monotone) {
  Qualifier result = Qualifier::exact;
  for (const Figure& operand : operands) {
    if (operand.qualifier == Qualifier::exact || operand.qualifier == result) continue;
    result = result == Qualifier::exact && monotone ? operand.qualifier : Qualifier::about;
  }
  return result;
}

// Whether the result can only grow with every operand: "more than" stays true through sums alone.
bool only_adds(const Formula& formula) {
  return formula.kind == Formula::Kind::number || formula.kind == Formula::Kind::reference ||
         (formula.kind == Formula::Kind::add &&
          std::all_of(formula.operands.begin(), formula.operands.end(), only_adds));
}

}  // namespace

void Calculator::take_over(Figure& figure, const Figure& from, std::string_view rule) const {
  if (from.kind == FigureKind::missing) {
    figure.provenance = lacks(from);
    return;
  }
  figure.kind = FigureKind::derived;
  figure.value = from.value;
  figure.qualifier = from.qualifier;
  figure.not_applicable = from.not_applicable;
  figure.rank_of = from.rank_of;
  figure.provenance = FromFigures{{from}, std::string(rule)};
}

void Calculator::from_quotient(Figure& figure, const Figure& a, const Figure& b, int shift,
                               std::string_view rule) {
  for (const Figure* operand : {&a, &b}) {
    if (operand->number() != nullptr) continue;
    figure.provenance = lacks(*operand);
    return;
  }
  if (b.number()->is_zero()) {
    figure.provenance = FromNothing{"figure.division_by_zero", b.name.to_string()};
    return;
  }
  const Result<Decimal> dividend = a.number()->shifted(shift);
  const int decimals = figure.indicator->decimals;
  const Result<Decimal> value =
      dividend ? divide(*dividend, *b.number(), decimals) : Result<Decimal>(dividend);
  if (!value) {
    figure.provenance = FromNothing{"figure.overflow", ""};
    return;
  }
  figure.kind = FigureKind::derived;
  figure.value = *value;
  std::vector<Figure> operands = {a, b};
  figure.qualifier = joined(operands, false);
  figure.provenance = FromFigures{std::move(operands), std::string(rule)};
}

void Calculator::from_growth(Figure& figure, const FigureName& base) {
  figure.unit_of_measure = "%";
  FigureName before = base;
  const Result<Period> last_year = base.period.years_later(-1);
  if (!last_year) {
    figure.provenance = FromNothing{"figure.no_base_period", base.period.to_string()};
    return;
  }
  before.period = *last_year;
  const Figure now = remembered(base);
  const Figure then = remembered(before);
  for (const Figure* operand : {&now, &then}) {
    if (operand->number() != nullptr) continue;
    figure.provenance = lacks(*operand);
    return;
  }
  if (then.number()->is_zero()) {
    figure.provenance = FromNothing{"figure.growth_from_zero", then.name.to_string()};
    return;
  }
  Figure change = now;
  const Result<Decimal> difference = subtract(*now.number(), *then.number());
  if (!difference) {
    figure.provenance = FromNothing{"figure.overflow", ""};
    return;
  }
  change.value = *difference;
  from_quotient(figure, change, then, 2, "growth");
  if (figure.kind == FigureKind::derived) {
    figure.provenance = FromFigures{{now, then}, "growth"};
  }
}

void Calculator::from_rank(Figure& figure, const FigureName& base, bool ascending) {
  figure.unit_of_measure = "";
  const Figure own = remembered(base);
  if (own.number() == nullptr) {
    figure.provenance = lacks(own);
    return;
  }
  const std::shared_ptr<const org::UnitTree> tree = directory_->tree(figure.tree_day);
  const org::UnitId unit = *directory_->find(base.unit);
  const std::optional<org::UnitId> parent = tree->has(unit) ? tree->parent(unit) : std::nullopt;
  std::int64_t better = 0;
  std::vector<Figure> ranked = {own};
  const std::vector<org::UnitId> peers =
      parent ? tree->children(*parent) : std::vector<org::UnitId>{};
  for (org::UnitId peer : peers) {
    if (peer == unit || directory_->unit(peer).kind != directory_->unit(unit).kind) continue;
    FigureName name = base;
    name.unit = directory_->unit(peer).code;
    const Figure& other = remembered(name);
    if (other.number() == nullptr) continue;
    const bool ahead =
        ascending ? *other.number() < *own.number() : *other.number() > *own.number();
    if (ahead) ++better;
    ranked.push_back(other);
  }
  // First among one says nothing.
  if (ranked.size() < 2) {
    figure.provenance = FromNothing{"figure.no_peers", ""};
    return;
  }
  figure.kind = FigureKind::derived;
  figure.qualifier = Qualifier::exact;
  figure.value = Decimal(better + 1);
  figure.rank_of = static_cast<std::int64_t>(ranked.size());
  figure.provenance = FromFigures{std::move(ranked), "rank"};
}

void Calculator::from_progress(Figure& figure, const FigureName& base) {
  figure.unit_of_measure = "%";
  FigureName target = base;
  target.aspect = Aspect::target;
  from_quotient(figure, remembered(base), remembered(target), 2, "progress");
}

void Calculator::from_formula(Figure& figure, const Formula& formula) {
  if (formula.kind == Formula::Kind::function) {
    Figure result = function(formula, figure.name, figure.indicator->decimals);
    figure.kind = result.kind;
    figure.value = result.value;
    figure.qualifier = result.qualifier;
    figure.rank_of = result.rank_of;
    figure.provenance = std::move(result.provenance);
  } else {
    std::vector<Figure> operands;
    const Operand result = evaluate(formula, figure.name, operands);
    if (result.value) {
      figure.kind = FigureKind::derived;
      figure.value = *result.value;
      figure.qualifier = joined(operands, only_adds(formula));
      figure.provenance = FromFigures{std::move(operands), std::string(rule_name(formula))};
    } else {
      figure.provenance = result.why;
    }
  }
  if (figure.kind == FigureKind::missing) {
    FromNothing why = std::get<FromNothing>(figure.provenance);
    if (!from_declared(figure)) figure.provenance = std::move(why);
  }
}

Calculator::Operand Calculator::evaluate(const Formula& formula, const FigureName& whole,
                                         std::vector<Figure>& operands) {
  switch (formula.kind) {
    case Formula::Kind::number:
      return {formula.number, {}};
    case Formula::Kind::reference: {
      FigureName name = whole;
      name.indicator = formula.reference;
      const Figure& operand = remembered(name);
      operands.push_back(operand);
      if (operand.number() == nullptr) return {std::nullopt, lacks(operand)};
      return {*operand.number(), {}};
    }
    case Formula::Kind::function: {
      const Figure result = function(formula, whole, Decimal::scale_max / 2);
      operands.push_back(result);
      if (result.number() != nullptr) return {*result.number(), {}};
      // A target that does not apply has a ground, but no number.
      const auto* nothing = std::get_if<FromNothing>(&result.provenance);
      return {std::nullopt, nothing != nullptr ? *nothing : lacks(result)};
    }
    case Formula::Kind::negate: {
      Operand inner = evaluate(formula.operands[0], whole, operands);
      if (inner.value) inner.value = inner.value->negated();
      return inner;
    }
    default: {
      const Operand a = evaluate(formula.operands[0], whole, operands);
      const Operand b = evaluate(formula.operands[1], whole, operands);
      return arithmetic(formula, a, b);
    }
  }
}

Calculator::Operand Calculator::arithmetic(const Formula& formula, const Operand& a,
                                           const Operand& b) const {
  if (!a.value) return a;
  if (!b.value) return b;
  Result<Decimal> value = Decimal();
  switch (formula.kind) {
    case Formula::Kind::add:
      value = add(*a.value, *b.value);
      break;
    case Formula::Kind::subtract:
      value = subtract(*a.value, *b.value);
      break;
    case Formula::Kind::multiply:
      value = multiply(*a.value, *b.value);
      break;
    default:
      if (b.value->is_zero()) return {std::nullopt, {"figure.division_by_zero", ""}};
      value = divide(*a.value, *b.value, Decimal::scale_max / 2);
      break;
  }
  if (!value) return {std::nullopt, {"figure.overflow", ""}};
  return {*value, {}};
}

// A function inside a formula, as a figure of the first operand's indicator that carries the
// whole's decimals.
Figure Calculator::function(const Formula& formula, const FigureName& whole, int decimals) {
  FigureName name = whole;
  name.indicator = formula.operands[0].reference;
  Figure figure = start(name);
  Indicator shaped = *figure.indicator;
  shaped.decimals = decimals;
  const Indicator* own = figure.indicator;
  figure.indicator = &shaped;
  const std::string rule(rule_name(formula));
  switch (formula.function) {
    case Function::share:
    case Function::ratio: {
      FigureName other = whole;
      other.indicator = formula.operands[1].reference;
      const int shift = formula.function == Function::share ? 2 : 0;
      from_quotient(figure, remembered(name), remembered(other), shift, rule);
      break;
    }
    case Function::growth:
      from_growth(figure, name);
      break;
    case Function::rank:
      from_rank(figure, name, formula.ascending);
      break;
    case Function::cumulative:
    case Function::target: {
      const bool cumulates = formula.function == Function::cumulative;
      name.aspect = cumulates ? Aspect::cumulative : Aspect::target;
      take_over(figure, remembered(name), rule);
      break;
    }
    case Function::progress:
      from_progress(figure, name);
      break;
  }
  figure.indicator = own;
  return figure;
}

}  // namespace youju::indicator
