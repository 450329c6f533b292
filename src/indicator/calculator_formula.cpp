#include <youju/indicator/calculator.h>

#include <algorithm>
#include <utility>

namespace youju::indicator {
namespace {

constexpr int percent_decimals = 2;

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

// Whether the result can only grow with every operand: "more than" stays true through sums alone.
bool only_adds(const Formula& formula) {
  return formula.kind == Formula::Kind::number || formula.kind == Formula::Kind::reference ||
         (formula.kind == Formula::Kind::add &&
          std::all_of(formula.operands.begin(), formula.operands.end(), only_adds));
}

}  // namespace

Qualifier joined(const std::vector<Figure>& operands, bool adds) {
  Qualifier result = Qualifier::exact;
  for (const Figure& operand : operands) {
    if (operand.qualifier == Qualifier::exact || operand.qualifier == result) continue;
    result = result == Qualifier::exact && adds ? operand.qualifier : Qualifier::about;
  }
  return result;
}

void Calculator::take_over(Figure& figure, const Figure& from, std::string_view rule) const {
  if (lacks_a_number(figure, {from}, rule)) return;
  figure.kind = FigureKind::derived;
  figure.value = from.value;
  figure.qualifier = from.qualifier;
  figure.rank_of = from.rank_of;
  figure.provenance = FromFigures{{from}, std::string(rule)};
}

bool Calculator::lacks_a_number(Figure& figure, const std::vector<Figure>& operands,
                                std::string_view rule) const {
  if (does_not_apply(figure, operands, rule)) return true;
  for (const Figure& operand : operands) {
    if (operand.number() != nullptr) continue;
    figure.provenance = lacks(operand);
    return true;
  }
  return false;
}

// What does not apply to a unit cannot be reported by it: what is computed from it is no gap.
bool Calculator::does_not_apply(Figure& figure, const std::vector<Figure>& operands,
                                std::string_view rule) const {
  const auto applies = [](const Figure& operand) { return !operand.not_applicable; };
  if (std::all_of(operands.begin(), operands.end(), applies)) return false;
  figure.kind = FigureKind::derived;
  figure.qualifier = Qualifier::not_applicable;
  figure.not_applicable = true;
  figure.provenance = FromFigures{operands, std::string(rule)};
  return true;
}

void Calculator::from_quotient(Figure& figure, const Figure& a, const Figure& b, int shift,
                               int decimals, std::string_view rule) {
  if (lacks_a_number(figure, {a, b}, rule)) return;
  if (b.number()->is_zero()) {
    figure.provenance = FromNothing{"figure.division_by_zero", b.name.to_string()};
    return;
  }
  const Result<Decimal> dividend = a.number()->shifted(shift);
  // Growth and progress of an amount are in %, whatever decimals the amount keeps.
  const bool is_aspect =
      figure.name.aspect == Aspect::growth || figure.name.aspect == Aspect::progress;
  const int kept = std::max(decimals, is_aspect ? percent_decimals : 0);
  const Result<Decimal> value =
      dividend ? divide(*dividend, *b.number(), kept) : Result<Decimal>(dividend);
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

std::variant<Day, FromNothing> Calculator::comparable_until(const FigureName& base) const {
  const Period& period = base.period;
  if (today_ < period.first()) return FromNothing{"figure.period_not_begun", period.to_string()};
  if (period.after() <= today_) return period.last();
  const std::optional<PeriodKind> expected = expected_part(*indicators_->find(base.indicator));
  if (!expected) return today_;
  // What comes in by the month, say, is compared by whole months that have ended.
  std::optional<Day> last;
  for (const Period& part : period.whole_parts(*expected)) {
    if (part.after() <= today_) last = part.last();
  }
  if (!last) return FromNothing{"figure.no_whole_part", period.to_string()};
  return *last;
}

std::optional<PeriodKind> Calculator::expected_part(const Indicator& indicator) const {
  if (const auto* formula = std::get_if<Formula>(&indicator.value)) return expected_part(*formula);
  const auto* aggregate = std::get_if<Aggregate>(&indicator.value);
  const ledger::Schema* schema = aggregate == nullptr ? nullptr : schemas_->find(aggregate->ledger);
  return schema == nullptr ? std::nullopt : schema->expects;
}

std::optional<PeriodKind> Calculator::expected_part(const Formula& formula) const {
  if (formula.kind == Formula::Kind::reference) {
    return expected_part(*indicators_->find(formula.reference));
  }
  std::optional<PeriodKind> longest;  // month < quarter < year, and nothing before all
  for (const Formula& operand : formula.operands) {
    longest = std::max(longest, expected_part(operand));
  }
  return longest;
}

void Calculator::from_growth(Figure& figure, const FigureName& base, int decimals) {
  figure.unit_of_measure = "%";
  const std::variant<Day, FromNothing> until = comparable_until(base);
  if (const auto* why = std::get_if<FromNothing>(&until)) {
    figure.provenance = *why;
    return;
  }
  FigureName after = base;
  FigureName before = base;
  after.period = base.period.until(std::get<Day>(until));
  const Result<Period> last_year = base.period.years_later_until(-1, std::get<Day>(until));
  if (!last_year) {
    figure.provenance = FromNothing{"figure.no_base_period", base.period.to_string()};
    return;
  }
  before.period = *last_year;
  const Figure now = remembered(after);
  const Figure then = remembered(before);
  if (lacks_a_number(figure, {now, then}, "growth")) return;
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
  from_quotient(figure, change, then, 2, decimals, "growth");
  if (figure.kind == FigureKind::derived) {
    figure.provenance = FromFigures{{now, then}, "growth"};
  }
}

void Calculator::from_rank(Figure& figure, const FigureName& base, bool ascending) {
  figure.unit_of_measure = "";
  const Figure own = remembered(base);
  if (lacks_a_number(figure, {own}, "rank")) return;
  const std::shared_ptr<const org::UnitTree> tree = directory_->tree(figure.tree_day);
  const org::UnitId unit = *unit_of(base.unit);
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

void Calculator::from_progress(Figure& figure, const FigureName& base, int decimals) {
  figure.unit_of_measure = "%";
  FigureName target = base;
  target.aspect = Aspect::target;
  from_quotient(figure, remembered(base), remembered(target), 2, decimals, "progress");
}

void Calculator::from_formula(Figure& figure, const Formula& formula) {
  if (formula.kind == Formula::Kind::function) {
    Figure result = function(formula, figure.name, figure.indicator->decimals);
    figure.kind = result.kind;
    figure.value = result.value;
    figure.qualifier = result.qualifier;
    figure.not_applicable = result.not_applicable;
    figure.rank_of = result.rank_of;
    figure.provenance = std::move(result.provenance);
  } else {
    from_arithmetic(figure, formula);
  }
  // What cannot be computed may have been stated.
  if (figure.number() == nullptr) from_declared(figure);
}

void Calculator::from_arithmetic(Figure& figure, const Formula& formula) {
  std::vector<Figure> operands;
  const Operand result = evaluate(formula, figure.name, operands);
  const std::string rule(rule_name(formula));
  if (!result.value) {
    if (!does_not_apply(figure, operands, rule)) figure.provenance = result.why;
    return;
  }
  // A sum is exact; only what is divided has to be cut to a number of decimals.
  const Result<Decimal> value =
      result.is_divided ? divide(*result.value, result.divisor, figure.indicator->decimals)
                        : Result<Decimal>(*result.value);
  if (!value) {
    figure.provenance = FromNothing{"figure.overflow", ""};
    return;
  }
  figure.kind = FigureKind::derived;
  figure.value = *value;
  figure.qualifier = joined(operands, only_adds(formula));
  figure.provenance = FromFigures{std::move(operands), rule};
}

Calculator::Operand Calculator::evaluate(const Formula& formula, const FigureName& whole,
                                         std::vector<Figure>& operands) {
  switch (formula.kind) {
    case Formula::Kind::number:
      return Operand{formula.number, {}};
    case Formula::Kind::reference: {
      FigureName name = whole;
      name.indicator = formula.reference;
      const Figure& operand = remembered(name);
      operands.push_back(operand);
      return operand_of(operand);
    }
    case Formula::Kind::function: {
      const Figure result = function(formula, whole, Decimal::scale_max / 2);
      operands.push_back(result);
      return operand_of_function(formula, result);
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

Calculator::Operand Calculator::operand_of(const Figure& figure) const {
  if (figure.number() == nullptr) return Operand{std::nullopt, lacks(figure)};
  return Operand{*figure.number(), {}};
}

// The quotient that the figure of a function shows rounded, unrounded.
Calculator::Operand Calculator::operand_of_function(const Formula& formula,
                                                    const Figure& result) const {
  Operand operand = operand_of(result);
  if (!operand.value) {
    const auto* nothing = std::get_if<FromNothing>(&result.provenance);
    if (nothing != nullptr) operand.why = *nothing;
    return operand;
  }
  const auto* from = std::get_if<FromFigures>(&result.provenance);
  const bool is_quotient =
      from != nullptr && from->operands.size() == 2 &&
      (formula.function == Function::share || formula.function == Function::ratio ||
       formula.function == Function::growth || formula.function == Function::progress);
  if (!is_quotient) return operand;
  Result<Decimal> dividend = *from->operands[0].number();
  Decimal divisor = *from->operands[1].number();
  if (formula.function == Function::growth) dividend = subtract(*dividend, divisor);
  if (dividend && formula.function != Function::ratio) dividend = dividend->shifted(2);
  if (!dividend) return Operand{std::nullopt, {"figure.overflow", ""}};
  return Operand{*dividend, {}, divisor, true};
}

Calculator::Operand Calculator::arithmetic(const Formula& formula, const Operand& a,
                                           const Operand& b) const {
  if (!a.value) return a;
  if (!b.value) return b;
  const auto compute = [&]() -> Result<Operand> {
    Operand result;
    result.is_divided = a.is_divided || b.is_divided || formula.kind == Formula::Kind::divide;
    const Decimal& below = formula.kind == Formula::Kind::divide ? *b.value : b.divisor;
    result.divisor = TRY(multiply(a.divisor, below));
    if (formula.kind == Formula::Kind::multiply) {
      result.value = TRY(multiply(*a.value, *b.value));
    } else if (formula.kind == Formula::Kind::divide) {
      result.value = TRY(multiply(*a.value, b.divisor));
    } else {
      const Decimal left = TRY(multiply(*a.value, b.divisor));
      const Decimal right = TRY(multiply(*b.value, a.divisor));
      const bool adds = formula.kind == Formula::Kind::add;
      result.value = TRY(adds ? add(left, right) : subtract(left, right));
    }
    return result;
  };
  if (formula.kind == Formula::Kind::divide && b.value->is_zero()) {
    return Operand{std::nullopt, {"figure.division_by_zero", ""}};
  }
  const Result<Operand> result = compute();
  if (!result) return Operand{std::nullopt, {"figure.overflow", ""}};
  return *result;
}

// A function inside a formula, as a figure of the first operand's indicator that carries the
// whole's decimals.
Figure Calculator::function(const Formula& formula, const FigureName& whole, int decimals) {
  FigureName name = whole;
  name.indicator = formula.operands[0].reference;
  Figure figure = start(name);
  const std::string rule(rule_name(formula));
  switch (formula.function) {
    case Function::share:
    case Function::ratio: {
      FigureName other = whole;
      other.indicator = formula.operands[1].reference;
      const int shift = formula.function == Function::share ? 2 : 0;
      from_quotient(figure, remembered(name), remembered(other), shift, decimals, rule);
      break;
    }
    case Function::growth:
      from_growth(figure, name, decimals);
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
      from_progress(figure, name, decimals);
      break;
  }
  return figure;
}

}  // namespace youju::indicator
