#include <youju/base/text.h>
#include <youju/indicator/calculator.h>

#include <algorithm>
#include <utility>

namespace youju::indicator {
namespace {

FromNothing reason_of(const CubeAnswer& answer) {
  switch (answer.absence) {
    case Absence::incomplete:
      return {"figure.part_not_reported", answer.part};
    case Absence::no_values:
      return {"figure.no_values", std::to_string(answer.records)};
    case Absence::overflow:
      return {"figure.overflow", ""};
    default:
      return {"figure.not_reported", ""};
  }
}

}  // namespace

Calculator::Calculator(ledger::Ledgers& ledgers, std::shared_ptr<const IndicatorSet> indicators,
                       std::shared_ptr<const Cube::View> cube,
                       std::shared_ptr<const DeclaredBook> declared, Day today)
    : ledgers_(ledgers),
      indicators_(std::move(indicators)),
      cube_(std::move(cube)),
      declared_(std::move(declared)),
      directory_(ledgers.directory()),
      schemas_(ledgers.schemas()),
      today_(today) {}

Result<org::UnitId> Calculator::unit_of(const std::string& code) const {
  if (code.empty() || code != last_code_) {
    last_unit_ = TRY(directory_->find(code));
    last_code_ = code;
  }
  return last_unit_;
}

const Indicator* Calculator::indicator_of(const std::string& id) const {
  const auto is_it = [&](const Indicator* each) { return each != nullptr && each->id == id; };
  if (is_it(last_indicator_)) return last_indicator_;
  // Who asks all of them asks them in their order.
  const std::vector<Indicator>& all = indicators_->all();
  const Indicator* const next = following_ < all.size() ? &all[following_] : nullptr;
  if (is_it(next)) ++following_;
  last_indicator_ = is_it(next) ? next : indicators_->find(id);
  return last_indicator_;
}

Result<void> Calculator::check_name(const FigureName& name) const {
  const Indicator* indicator = indicator_of(name.indicator);
  if (indicator == nullptr) {
    return fail(ErrorKind::not_found, "figure.unknown_indicator", {{"name", name.indicator}});
  }
  TRY(unit_of(name.unit));
  const bool needs_amount = name.aspect == Aspect::growth || name.aspect == Aspect::progress;
  const bool adds =
      indicator->quantity == Quantity::amount || indicator->quantity == Quantity::stock;
  const bool is_day = indicator->quantity == Quantity::day && name.aspect != Aspect::actual;
  const bool cumulates =
      name.aspect == Aspect::cumulative && !std::holds_alternative<Aggregate>(indicator->value);
  if ((needs_amount && !adds) || is_day || cumulates) {
    return fail(ErrorKind::bad_input, "figure.bad_aspect", {{"name", name.to_string()}});
  }
  return check_filter(*indicator, name.filter);
}

Result<void> Calculator::check_filter(const Indicator& indicator, const Filter& filter) const {
  if (filter.empty()) return {};
  const auto* aggregate = std::get_if<Aggregate>(&indicator.value);
  const ledger::Schema* schema = aggregate == nullptr ? nullptr : schemas_->find(aggregate->ledger);
  for (const auto& [field, value] : filter) {
    const auto bad = [&] {
      return fail(ErrorKind::bad_input, "figure.bad_filter",
                  {{"field", field}, {"value", value}, {"name", indicator.id}});
    };
    if (field == "tag") {
      if (schemas_->tag(value) == nullptr) return bad();
      continue;
    }
    if (std::find(indicator.by.begin(), indicator.by.end(), field) == indicator.by.end()) {
      return bad();
    }
    const int index = schema == nullptr ? -1 : schema->field_index(field);
    if (index < 0) continue;
    const ledger::Field& definition = schema->fields[static_cast<std::size_t>(index)];
    const bool unknown_choice =
        definition.type == ledger::FieldType::choice && definition.choice(value) == nullptr;
    const bool unknown_unit =
        definition.type == ledger::FieldType::unit && !directory_->find(value).has_value();
    if (unknown_choice || unknown_unit) return bad();
  }
  return {};
}

Result<const Figure*> Calculator::figure(const FigureName& name) {
  TRY(check_name(name));
  return &remembered(name);
}

std::size_t Calculator::ByName::operator()(const FigureName& name) const {
  constexpr std::size_t factor = 0x9E3779B97F4A7C15;
  const std::hash<std::string_view> hash;
  std::size_t sum = hash(name.indicator) + static_cast<std::size_t>(name.aspect);
  sum = sum * factor + hash(name.unit);
  sum = sum * factor + static_cast<std::size_t>(name.period.first().number());
  sum = sum * factor + static_cast<std::size_t>(name.period.after().number());
  for (const auto& [field, value] : name.filter) sum = sum * factor + hash(field) + hash(value);
  return sum;
}

const Figure& Calculator::remembered(const FigureName& name) {
  const auto at = memory_.find(name);
  if (at != memory_.end()) return *at;
  // Formulas cannot run in circles (IndicatorSet::parse), so the recursion ends.
  return *memory_.insert(compute(name)).first;
}

bool Calculator::is_provisional(const FigureName& name) const {
  const Result<org::UnitId> unit = unit_of(name.unit);
  if (!unit) return true;
  if (!last_closing_ || last_closing_->unit != *unit || last_closing_->period != name.period) {
    last_closing_ = LastClosing{*unit, name.period, ledgers_.is_closed(*unit, name.period)};
  }
  return !last_closing_->is_closed;
}

Figure Calculator::start(const FigureName& name) const {
  Figure figure;
  figure.name = name;
  figure.indicator = indicator_of(name.indicator);
  figure.unit_of_measure = figure.indicator->unit;
  figure.as_of = as_of();
  figure.tree_day = name.period.last();
  figure.provisional = is_provisional(name);
  return figure;
}

std::optional<Aggregate> Calculator::aggregate_of(const FigureName& name) const {
  const Indicator* indicator = indicators_->find(name.indicator);
  const auto* aggregate =
      indicator == nullptr ? nullptr : std::get_if<Aggregate>(&indicator->value);
  if (aggregate == nullptr) return std::nullopt;
  if (name.aspect == Aspect::actual) return *aggregate;
  if (name.aspect != Aspect::cumulative) return std::nullopt;
  Aggregate from_the_beginning = *aggregate;
  if (from_the_beginning.time == TimeMode::during) from_the_beginning.time = TimeMode::to_date;
  return from_the_beginning;
}

Figure Calculator::compute(const FigureName& name) {
  Figure figure = start(name);
  const auto base = [&] {
    FigureName actual = name;
    actual.aspect = Aspect::actual;
    return actual;
  };
  switch (name.aspect) {
    case Aspect::actual:
      if (const auto* aggregate = std::get_if<Aggregate>(&figure.indicator->value)) {
        from_aggregate(figure, *aggregate);
        return figure;
      }
      break;
    case Aspect::cumulative:
      break;
    case Aspect::target:
      if (!from_declared(figure)) figure.provenance = FromNothing{"figure.no_target", ""};
      return figure;
    case Aspect::growth:
      from_growth(figure, base(), figure.indicator->decimals);
      return figure;
    case Aspect::rank:
      from_rank(figure, base(), false);
      return figure;
    case Aspect::progress:
      from_progress(figure, base(), figure.indicator->decimals);
      return figure;
  }
  if (const std::optional<Aggregate> aggregate = aggregate_of(name)) {
    from_aggregate(figure, *aggregate);
  } else if (const auto* formula = std::get_if<Formula>(&figure.indicator->value)) {
    from_formula(figure, *formula);
  } else if (!from_declared(figure)) {
    from_rollup(figure);
  }
  return figure;
}

void Calculator::from_aggregate(Figure& figure, const Aggregate& aggregate) {
  const org::UnitId unit = *unit_of(figure.name.unit);
  const CubeAnswer answer =
      cube_->ask(CubeQuery{&aggregate, unit, figure.name.period, figure.name.filter, today_});
  if (answer.absence == Absence::none) {
    figure.kind = FigureKind::proven;
    figure.qualifier = Qualifier::exact;
    figure.value = answer.value;
    figure.provenance = FromRecords{answer.records, answer.incomplete, answer.nil_returns};
    return;
  }
  if (from_declared(figure)) return;
  figure.provenance = reason_of(answer);
}

bool Calculator::from_declared(Figure& figure) const {
  const DeclaredFigure* declared = declared_->find(figure.name);
  if (declared == nullptr) return false;
  figure.kind = FigureKind::declared;
  figure.qualifier = declared->qualifier;
  figure.not_applicable = !declared->value.has_value();
  if (declared->value) figure.value = *declared->value;
  figure.provenance = FromSource{declared->source};
  return true;
}

// A unit without a figure of its own takes the sum of what the units below declared; of a unit that
// declared, those below it are not added again.
void Calculator::from_rollup(Figure& figure) {
  figure.provenance = FromNothing{"figure.not_declared", ""};
  const auto* declared = std::get_if<Declared>(&figure.indicator->value);
  if (declared == nullptr || !declared->rollup_sum) return;
  const std::shared_ptr<const org::UnitTree> tree = directory_->tree(figure.tree_day);
  const org::UnitId unit = *unit_of(figure.name.unit);
  if (!tree->has(unit)) return;
  Decimal sum;
  std::vector<Figure> operands;
  for (org::UnitId child : tree->children(unit)) {
    FigureName name = figure.name;
    name.unit = directory_->unit(child).code;
    const Figure& part = remembered(name);
    if (part.number() == nullptr) continue;
    const Result<Decimal> next = add(sum, *part.number());
    if (!next) {
      figure.provenance = FromNothing{"figure.overflow", ""};
      return;
    }
    sum = *next;
    operands.push_back(part);
  }
  if (operands.empty()) return;
  figure.kind = FigureKind::derived;
  figure.qualifier = joined(operands, true);
  figure.value = sum;
  figure.provenance = FromFigures{std::move(operands), "sum"};
}

Result<std::vector<RecordReference>> Calculator::records(const FigureName& name, std::size_t offset,
                                                         std::size_t rows) {
  TRY(check_name(name));
  const std::optional<Aggregate> aggregate = aggregate_of(name);
  if (!aggregate || remembered(name).kind != FigureKind::proven) {
    return std::vector<RecordReference>{};
  }
  const org::UnitId unit = *unit_of(name.unit);
  return cube_->records(CubeQuery{&*aggregate, unit, name.period, name.filter, today_}, offset,
                        rows);
}

Result<std::vector<ledger::Ledgers::NilReturn>> Calculator::nil_returns(const FigureName& name) {
  TRY(check_name(name));
  const std::optional<Aggregate> aggregate = aggregate_of(name);
  if (!aggregate || remembered(name).kind != FigureKind::proven) {
    return std::vector<ledger::Ledgers::NilReturn>{};
  }
  const org::UnitId unit = *unit_of(name.unit);
  return cube_->nil_returns(CubeQuery{&*aggregate, unit, name.period, name.filter, today_});
}

// Its children at the end of the period, and those that ended below it before: their records count
// where they stood, so that parts without them would not add up.
std::set<std::string> Calculator::parts_of(org::UnitId unit, const Period& period) const {
  std::set<std::string> codes;
  const std::shared_ptr<const org::UnitTree> tree = directory_->tree(period.last());
  if (tree->has(unit)) {
    for (org::UnitId child : tree->children(unit)) codes.insert(directory_->unit(child).code);
  }
  for (const org::UnitEdge& edge : directory_->ended_edges()) {
    const bool ended = edge.parent == unit && *edge.until <= period.last();
    if (ended && !tree->has(edge.unit)) codes.insert(directory_->unit(edge.unit).code);
  }
  return codes;
}

Result<std::set<std::string>> Calculator::below_of_kind(org::UnitId unit, const Period& period,
                                                        std::string_view kind) const {
  const org::UnitKind wanted = TRY(org::parse_unit_kind(kind));
  std::set<std::string> codes;
  const std::shared_ptr<const org::UnitTree> tree = directory_->tree(period.last());
  if (!tree->has(unit)) return codes;
  const org::UnitTree::Interval below = tree->subtree(unit);
  for (std::int32_t at = below.first + 1; at < below.after; ++at) {
    const org::Unit& each = directory_->unit(tree->at(at));
    if (each.kind == wanted) codes.insert(each.code);
    TRY(check_cells(codes.size()));
  }
  return codes;
}

// The values by which a figure splits: those of its records or of its operands' records, and those
// for which a part was declared.
void Calculator::add_values(const FigureName& name, const std::string& by,
                            std::vector<std::string>& values) const {
  const auto add = [&](const std::string& value) {
    if (std::find(values.begin(), values.end(), value) == values.end()) values.push_back(value);
  };
  if (const std::optional<Aggregate> aggregate = aggregate_of(name)) {
    const org::UnitId unit = *unit_of(name.unit);
    const CubeQuery query{&*aggregate, unit, name.period, name.filter, today_};
    for (const std::string& value : cube_->values(query, by)) add(value);
  } else if (const auto* formula =
                 std::get_if<Formula>(&indicators_->find(name.indicator)->value)) {
    add_values(*formula, name, by, values);
  }
  for (const auto& [text, declared] : declared_->of_unit(name.unit)) {
    FigureName whole = declared.name;
    const auto at = std::find_if(whole.filter.begin(), whole.filter.end(),
                                 [&](const auto& pair) { return pair.first == by; });
    if (at == whole.filter.end()) continue;
    const std::string value = at->second;
    whole.filter.erase(at);
    if (whole == name) add(value);
  }
}

void Calculator::add_values(const Formula& formula, const FigureName& whole, const std::string& by,
                            std::vector<std::string>& values) const {
  FigureName name = whole;
  if (formula.kind == Formula::Kind::reference) {
    name.indicator = formula.reference;
    add_values(name, by, values);
  } else if (formula.kind == Formula::Kind::function) {
    // What has been so far, or is aimed at, may have parts that the period alone has not.
    if (formula.function == Function::cumulative) name.aspect = Aspect::cumulative;
    if (formula.function == Function::target) name.aspect = Aspect::target;
  }
  for (const Formula& operand : formula.operands) add_values(operand, name, by, values);
}

const ledger::Field* Calculator::field_of(std::string_view indicator,
                                          std::string_view field) const {
  const Indicator* known = indicators_->find(indicator);
  if (known == nullptr) return nullptr;
  if (const auto* aggregate = std::get_if<Aggregate>(&known->value)) {
    const ledger::Schema* schema = schemas_->find(aggregate->ledger);
    const int index = schema == nullptr ? -1 : schema->field_index(field);
    return index < 0 ? nullptr : &schema->fields[static_cast<std::size_t>(index)];
  }
  const auto* formula = std::get_if<Formula>(&known->value);
  return formula == nullptr ? nullptr : field_of(*formula, field);
}

const ledger::Field* Calculator::field_of(const Formula& formula, std::string_view field) const {
  if (formula.kind == Formula::Kind::reference) return field_of(formula.reference, field);
  for (const Formula& operand : formula.operands) {
    if (const ledger::Field* found = field_of(operand, field)) return found;
  }
  return nullptr;
}

bool Calculator::is_declared(std::string_view indicator) const { return declared_->has(indicator); }

const DeclaredFigure* Calculator::target(const FigureName& name) const {
  return indicators_->find(name.indicator) == nullptr ? nullptr : declared_->find(name);
}

std::vector<const DeclaredFigure*> Calculator::targets_of(std::string_view unit) const {
  std::vector<const DeclaredFigure*> found;
  for (const auto& [name, declared] : declared_->of_unit(unit)) {
    const bool is_known = indicators_->find(declared.name.indicator) != nullptr;
    if (declared.name.aspect == Aspect::target && is_known) found.push_back(&declared);
  }
  return found;
}

Result<std::vector<FigureName>> Calculator::choices(const FigureName& name,
                                                    std::string_view field) const {
  TRY(check_name(name));
  std::vector<FigureName> names;
  const auto add = [&](const std::string& code) {
    FigureName part = name;
    std::erase_if(part.filter, [&](const auto& pair) { return pair.first == field; });
    part.filter.emplace_back(field, code);
    std::sort(part.filter.begin(), part.filter.end());
    names.push_back(std::move(part));
  };
  if (field == "tag") {
    for (const ledger::Tag& tag : schemas_->tags()) add(tag.code);
  } else if (const ledger::Field* known = field_of(name.indicator, field)) {
    for (const ledger::Choice& choice : known->choices) add(choice.code);
  }
  return names;
}

Result<std::vector<FigureName>> Calculator::part_names(const FigureName& name,
                                                       std::string_view by) const {
  TRY(check_name(name));
  std::vector<FigureName> names;
  if (is_by_units(by)) {
    const org::UnitId unit = TRY(unit_of(name.unit));
    const std::set<std::string> codes =
        by == "unit" ? parts_of(unit, name.period)
                     : TRY(below_of_kind(unit, name.period, by.substr(units_of_kind.size())));
    for (const std::string& code : codes) {
      names.push_back(name);
      names.back().unit = code;
    }
  } else if (by == "month" || by == "quarter" || by == "year") {
    const PeriodKind kind = by == "month"     ? PeriodKind::month
                            : by == "quarter" ? PeriodKind::quarter
                                              : PeriodKind::year;
    for (const Period& period : name.period.split(kind)) {
      names.push_back(name);
      names.back().period = period;
    }
  } else {
    const Indicator& indicator = *indicators_->find(name.indicator);
    const bool known = by == "tag" || std::find(indicator.by.begin(), indicator.by.end(), by) !=
                                          indicator.by.end();
    if (!known) {
      return fail(ErrorKind::bad_input, "figure.bad_split",
                  {{"field", std::string(by)}, {"name", indicator.id}});
    }
    std::vector<std::string> values;
    add_values(name, std::string(by), values);
    for (const std::string& value : values) {
      names.push_back(name);
      names.back().filter.emplace_back(by, value);
      std::sort(names.back().filter.begin(), names.back().filter.end());
    }
  }
  return names;
}

Result<std::vector<Figure>> Calculator::parts(const FigureName& name, std::string_view by) {
  std::vector<Figure> parts;
  for (const FigureName& part : TRY(part_names(name, by))) {
    const Figure& figure = remembered(part);
    if (figure.kind != FigureKind::missing) parts.push_back(figure);
  }
  return parts;
}

}  // namespace youju::indicator
