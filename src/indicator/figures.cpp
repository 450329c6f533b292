#include <youju/indicator/figures_state.h>
#include <youju/indicator/restated_view.h>

#include <algorithm>
#include <mutex>
#include <set>
#include <utility>

namespace youju::indicator {

bool is_by_units(std::string_view by) { return by == "unit" || by.starts_with(units_of_kind); }

FigureView::FigureView(std::unique_ptr<State> state) : state_(std::move(state)) {}
FigureView::~FigureView() = default;

Result<Figure> FigureView::figure(const FigureName& name) {
  TRY(state_->require_quote(name));
  Figure figure = *TRY(state_->calculator.figure(name));
  state_->keep_in_sight(figure);
  return figure;
}

Result<const Figure*> FigureView::look(const FigureName& name) {
  TRY(state_->require_quote(name));
  const Figure* const whole = TRY(state_->calculator.figure(name));
  if (state_->is_in_sight(*whole)) return whole;
  state_->cut.push_back(*whole);
  state_->keep_in_sight(state_->cut.back());
  return &state_->cut.back();
}

Result<std::vector<Figure>> FigureView::parts(const FigureName& name, std::string_view by) {
  TRY(is_by_units(by) ? state_->require_read(name) : state_->require_quote(name));
  std::vector<Figure> parts = TRY(state_->calculator.parts(name, by));
  for (Figure& part : parts) state_->keep_in_sight(part);
  return parts;
}

Result<std::vector<FigureName>> FigureView::choices(const FigureName& name,
                                                    std::string_view field) const {
  TRY(state_->require_read(name));
  return state_->calculator.choices(name, field);
}

Result<FigureTable> FigureView::table(const FigureName& name, std::string_view rows,
                                      std::string_view columns) {
  TRY(state_->require_read(name));
  return state_->calculator.table(name, rows, columns);
}

Result<std::vector<OddValue>> FigureView::odd_values(const ledger::Schema& schema,
                                                     const ledger::Record& record) {
  TRY(state_->access.require(org::Action::read, record.unit, *state_->today));
  const org::UnitTree& tree = *state_->today;
  const auto parent = tree.has(record.unit) ? tree.parent(record.unit) : std::nullopt;
  const bool siblings =
      parent && state_->access.require(org::Action::read, *parent, tree).has_value();
  return state_->calculator.odd_values(schema, record, siblings);
}

Result<std::vector<RecordReference>> FigureView::records(const FigureName& name, std::size_t offset,
                                                         std::size_t rows) {
  TRY(state_->require_read(name));
  return state_->calculator.records(name, offset, rows);
}

Result<std::vector<ledger::Ledgers::NilReturn>> FigureView::nil_returns(const FigureName& name) {
  TRY(state_->require_read(name));
  return state_->calculator.nil_returns(name);
}

bool FigureView::is_declared(std::string_view indicator) const {
  return state_->calculator.is_declared(indicator);
}

std::vector<const DeclaredFigure*> FigureView::targets_of(std::string_view unit) const {
  std::vector<const DeclaredFigure*> found = state_->calculator.targets_of(unit);
  // Most units have none: what one may read is asked where there is something.
  if (!found.empty() && !state_->require_read(found.front()->name)) found.clear();
  return found;
}

const DeclaredFigure* FigureView::target(const FigureName& name) const {
  const DeclaredFigure* found = state_->calculator.target(name);
  return found != nullptr && state_->require_read(name) ? found : nullptr;
}

Result<bool> FigureView::has_records(std::string_view ledger, org::UnitId unit,
                                     const Period& period) const {
  TRY(state_->access.require(org::Action::read, unit, *state_->today));
  return state_->calculator.cube().has_records(std::string(ledger), unit, period);
}

Result<std::int64_t> FigureView::count_records(std::string_view ledger, org::UnitId unit,
                                               const Period& period) const {
  TRY(state_->access.require(org::Action::read, unit, *state_->today));
  Aggregate all;
  all.ledger = ledger;
  return state_->calculator.cube().ask({&all, unit, period, {}, Day()}).records;
}

Result<CubeAnswer> FigureView::sum_records(std::string_view ledger, std::string_view field,
                                           org::UnitId unit, const Period& period) const {
  TRY(state_->access.require(org::Action::read, unit, *state_->today));
  Aggregate sum;
  sum.kind = AggregateKind::sum;
  sum.ledger = ledger;
  sum.field = field;
  return state_->calculator.cube().ask({&sum, unit, period, {}, Day()});
}

std::int64_t FigureView::as_of() const { return state_->calculator.as_of(); }
const IndicatorSet& FigureView::indicators() const { return state_->calculator.indicators(); }
const org::Directory& FigureView::directory() const { return state_->calculator.directory(); }

std::string FigureView::part_title(const FigureName& part, std::string_view by,
                                   Language language) const {
  const Calculator& calculator = state_->calculator;
  if (is_by_units(by)) {
    const org::Directory& directory = calculator.directory();
    const Result<org::UnitId> unit = directory.find(part.unit);
    if (!unit) return part.unit;
    const Day day = part.period.last();
    std::string title = directory.short_name_on(*unit, day);
    // Units of one kind have many superiors, and some the same name.
    const auto tree = directory.tree(day);
    const auto above = by == "unit" || !tree->has(*unit) ? std::nullopt : tree->parent(*unit);
    if (above) title.insert(0, directory.short_name_on(*above, day) + "·");
    return title;
  }
  if (by == "month" || by == "quarter" || by == "year") {
    return language == Language::en ? part.period.to_string() : part.period.to_chinese();
  }
  for (const auto& [field, value] : part.filter) {
    if (field != by) continue;
    if (field == "tag") {
      const ledger::Tag* tag = calculator.schemas().tag(value);
      return tag == nullptr ? value : tag->title.in(language);
    }
    const ledger::Field* found = calculator.field_of(part.indicator, field);
    if (found == nullptr) return value;
    const ledger::Field& definition = *found;
    if (definition.type == ledger::FieldType::choice) {
      return state_->ledgers.show(definition, ledger::ChoiceCode{value}, language);
    }
    if (definition.type == ledger::FieldType::unit) {
      const Result<org::UnitId> unit = calculator.directory().find(value);
      return unit ? state_->ledgers.show(definition, *unit, language) : value;
    }
    const Result<Decimal> id = Decimal::parse(value);
    const Result<std::int64_t> party = id ? id->to_int64() : Result<std::int64_t>(0);
    return state_->ledgers.show(definition, ledger::PartyId{party.value_or(0)}, language);
  }
  return "";
}

Figures::Figures(std::unique_ptr<State> state) : state_(std::move(state)) {}
Figures::~Figures() = default;

Result<std::unique_ptr<Figures>> Figures::open(ledger::Ledgers& ledgers, const Clock& clock,
                                               const CubeOptions& cube) {
  auto figures = std::unique_ptr<Figures>(new Figures(std::make_unique<State>(ledgers, clock)));
  TRY(figures->refresh());
  figures->state_->cube = TRY(make_cube(ledgers, clock, cube));
  return figures;
}

Result<void> Figures::refresh() {
  std::shared_ptr<const IndicatorSet> indicators =
      TRY(IndicatorSet::parse(state_->ledgers.packs(), *state_->ledgers.schemas()));
  {
    std::unique_lock lock(state_->mutex);
    state_->indicators = std::move(indicators);
  }
  return state_->read_declared_again();
}

std::shared_ptr<const IndicatorSet> Figures::indicators() const {
  std::unique_lock lock(state_->mutex);
  return state_->indicators;
}

std::int64_t Figures::memory_bytes() const { return state_->cube->memory_bytes(); }

std::unique_ptr<FigureView> Figures::view(const org::Access& access,
                                          std::vector<org::UnitId> quoted) const {
  return view(access, indicators(), std::move(quoted));
}

std::unique_ptr<FigureView> Figures::view(const org::Access& access,
                                          std::shared_ptr<const IndicatorSet> indicators,
                                          std::vector<org::UnitId> quoted) const {
  std::shared_ptr<const DeclaredBook> declared;
  {
    std::unique_lock lock(state_->mutex);
    declared = state_->declared;
  }
  const std::shared_ptr<const org::Directory> directory = state_->ledgers.directory();
  const Day today = state_->clock.today();
  Calculator calculator(state_->ledgers, std::move(indicators), state_->cube->view(),
                        std::move(declared), today);
  return std::unique_ptr<FigureView>(new FigureView(std::make_unique<FigureView::State>(
      FigureView::State{std::move(calculator), access, directory->tree(today), state_->ledgers,
                        std::move(quoted)})));
}

Result<std::unique_ptr<FigureView>> Figures::view_by(
    const org::Access& access, std::shared_ptr<const org::Directory> directory) const {
  std::shared_ptr<const DeclaredBook> declared;
  {
    std::unique_lock lock(state_->mutex);
    declared = state_->declared;
  }
  const Day today = state_->clock.today();
  Calculator calculator(state_->ledgers, indicators(),
                        TRY(restated_view(state_->ledgers, directory)), std::move(declared), today);
  calculator.restate(std::move(directory));
  // What one may see is a matter of the tree as it is.
  return std::unique_ptr<FigureView>(new FigureView(std::make_unique<FigureView::State>(
      FigureView::State{std::move(calculator),
                        access,
                        state_->ledgers.directory()->tree(today),
                        state_->ledgers,
                        {}})));
}

namespace {

bool same_statement(const DeclaredFigure& a, const DeclaredFigure& b) {
  return a.value == b.value && a.qualifier == b.qualifier && a.owner == b.owner &&
         a.source.citation == b.source.citation && a.source.note == b.source.note;
}

Result<void> check_declaration(const Declaration& declaration, const IndicatorSet& indicators) {
  const Indicator* indicator = indicators.find(declaration.name.indicator);
  if (indicator == nullptr) {
    return fail(ErrorKind::not_found, "figure.unknown_indicator",
                {{"name", declaration.name.indicator}});
  }
  const bool declarable =
      declaration.name.aspect == Aspect::actual || declaration.name.aspect == Aspect::target;
  if (!declarable || indicator->quantity == Quantity::day) {
    return fail(ErrorKind::bad_input, "figure.not_declarable",
                {{"name", declaration.name.to_string()}});
  }
  if (declaration.citation.empty()) {
    return fail(ErrorKind::bad_input, "figure.source_needed",
                {{"name", declaration.name.to_string()}});
  }
  return {};
}

Result<void> check_version(const Declaration& declaration,
                           const std::optional<DeclaredFigure>& before) {
  const int present = before ? before->version : 0;
  if (!declaration.version || *declaration.version == present) return {};
  return fail(
      ErrorKind::conflict, "figure.version_conflict",
      {{"version", std::to_string(present)}, {"name", before ? before->source.entered_by : ""}});
}

}  // namespace

Result<Figures::DeclareReport> Figures::declare(const org::Access& access,
                                                const std::vector<Declaration>& declarations,
                                                const Also& also) {
  const std::shared_ptr<const org::Directory> directory = state_->ledgers.directory();
  const std::shared_ptr<const org::UnitTree> today = directory->tree(state_->clock.today());
  const std::shared_ptr<const IndicatorSet> known = indicators();
  const auto check = [&](const Declaration& declaration) -> Result<void> {
    TRY(check_declaration(declaration, *known));
    const org::UnitId unit = TRY(directory->find(declaration.name.unit));
    const bool is_target = declaration.name.aspect == Aspect::target;
    return access.require(is_target ? org::Action::set_target : org::Action::declare_figure, unit,
                          *today);
  };
  for (const Declaration& declaration : declarations) {
    Result<void> checked = check(declaration);
    if (!checked) return fail(std::move(checked.error()).at(declaration.where));
  }
  DeclareReport report;
  const std::int64_t now_ms = state_->clock.now_ms();
  std::vector<DeclaredFigure> stated;
  const auto work = [&](store::Transaction& transaction,
                        ledger::EventWriter& events) -> Result<void> {
    report = DeclareReport{};
    stated.clear();
    for (const Declaration& declaration : declarations) {
      DeclaredFigure figure;
      figure.name = declaration.name;
      figure.value = declaration.value;
      figure.qualifier = declaration.qualifier;
      figure.owner = declaration.owner;
      figure.source = {declaration.citation, declaration.note, access.login(), now_ms};
      // Read inside the writing transaction: versions count from what is there now.
      const std::optional<DeclaredFigure> before = TRY(read_declared(transaction, figure.name));
      if (before && same_statement(*before, figure)) {
        ++report.unchanged;
        continue;
      }
      TRY(check_version(declaration, before));
      ++(before ? report.changed : report.added);
      figure.version = before ? before->version + 1 : 1;
      ledger::Event event;
      event.at_ms = now_ms;
      event.actor = access.login();
      event.kind = figure.name.aspect == Aspect::target ? "figure.target" : "figure.declare";
      event.subject = figure.name.to_string();
      event.version = figure.version;
      event.payload = declared_payload(figure);
      figure.seq = TRY(events.append(event)).seq;
      TRY(write_declared(transaction, figure));
      stated.push_back(std::move(figure));
    }
    return also ? also(transaction, events) : Result<void>();
  };
  TRY(state_->ledgers.write(work));
  if (!stated.empty()) {
    std::unique_lock lock(state_->mutex);
    state_->declared = state_->declared->with(std::move(stated));
  }
  return report;
}

Result<std::vector<ledger::Ledgers::Fault>> Figures::audit(const org::Access& access) const {
  TRY(access.require_anywhere(org::Action::audit,
                              *state_->ledgers.directory()->tree(state_->clock.today())));
  const std::unique_ptr<store::Transaction> transaction = state_->ledgers.database().read();
  const std::shared_ptr<const DeclaredBook> book = TRY(read_declared(*transaction));
  std::map<std::string, DeclaredFigure> replayed;
  std::vector<ledger::Ledgers::Fault> faults;
  TRY(ledger::read_events(*transaction, 0, [&](const ledger::Event& event) -> Result<void> {
    if (event.kind != "figure.declare" && event.kind != "figure.target") return {};
    DeclaredFigure figure = TRY(parse_declared_payload(event.subject, event.payload));
    figure.version = event.version;
    replayed[event.subject] = std::move(figure);
    return {};
  }));
  const auto differs = [&](const std::string& name) {
    faults.push_back({"figure.audit_difference", {{"name", name}}});
  };
  std::set<std::string> kept;
  book->each([&](const std::string& name, const DeclaredFigure& figure) {
    kept.insert(name);
    const auto at = replayed.find(name);
    const bool same = at != replayed.end() && same_statement(at->second, figure) &&
                      at->second.version == figure.version;
    if (!same) differs(name);
  });
  for (const auto& [name, figure] : replayed) {
    if (!kept.contains(name)) differs(name);
  }
  return faults;
}

}  // namespace youju::indicator
