#include <youju/indicator/cube_answer.h>
#include <youju/indicator/figure_change.h>
#include <youju/indicator/figures_state.h>
#include <youju/indicator/past_view.h>

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <tuple>
#include <unordered_map>
#include <utility>

namespace youju::indicator {

namespace {

// A row of a picture, by its place.
struct Place {
  const LedgerRows* rows = nullptr;
  const Chunk* chunk = nullptr;
  std::size_t row = 0;
};
using Places = std::unordered_map<Uuid, Place>;

Places places_of(const CubePicture& picture) {
  Places places;
  for (const auto& [name, rows] : picture.ledgers) {
    for (const auto& chunk : rows.chunks) {
      for (std::size_t row = 0; row < chunk->rows(); ++row) {
        if (chunk->alive[row]) places[chunk->ids[row]] = {&rows, chunk.get(), row};
      }
    }
  }
  return places;
}

// Of pictures with the same dictionaries.
bool same_row(const Place& a, const Place& b) {
  if (a.chunk->units[a.row] != b.chunk->units[b.row]) return false;
  if (a.chunk->days[a.row] != b.chunk->days[b.row]) return false;
  if (a.chunk->tag_sets[a.row] != b.chunk->tag_sets[b.row]) return false;
  if (a.chunk->host_sets[a.row] != b.chunk->host_sets[b.row]) return false;
  const std::size_t fields = a.rows->schema->fields.size();
  for (std::size_t field = 0; field < fields; ++field) {
    if (a.chunk->cell(a.row, field, fields) != b.chunk->cell(b.row, field, fields)) return false;
  }
  return true;
}

bool same_subtree(const org::UnitTree& a, const org::UnitTree& b, org::UnitId unit) {
  const auto units_of = [&](const org::UnitTree& tree) {
    std::set<std::int32_t> units;
    if (!tree.has(unit)) return units;
    const org::UnitTree::Interval below = tree.subtree(unit);
    for (std::int32_t at = below.first; at < below.after; ++at) {
      units.insert(tree.at(at).value);
    }
    return units;
  };
  return units_of(a) == units_of(b);
}

// The proven figures that one is computed from.
void add_proven(const Figure& figure, std::vector<FigureName>& names) {
  if (figure.kind == FigureKind::proven) {
    if (std::find(names.begin(), names.end(), figure.name) == names.end()) {
      names.push_back(figure.name);
    }
    return;
  }
  const auto* const from = std::get_if<FromFigures>(&figure.provenance);
  if (from == nullptr) return;
  for (const Figure& operand : from->operands) {
    // The others of a rank are figures of their own.
    if (from->rule == "rank" && operand.name.unit != figure.name.unit) continue;
    add_proven(operand, names);
  }
}

Result<std::vector<DeclaredBook::Former>> former_statements(ledger::Ledgers& ledgers,
                                                            const ledger::Past& past) {
  std::vector<DeclaredBook::Former> former;
  std::set<std::string_view> seen;
  const auto transaction = ledgers.database().read();
  for (const ledger::Past::Statement& later : past.statements) {
    if (later.kind != "figure.declare" && later.kind != "figure.target") continue;
    if (!seen.insert(later.subject).second) continue;
    former.push_back({TRY(FigureName::parse(later.subject)), {}});
    if (later.version <= 1) continue;
    const auto event =
        TRY(ledger::last_event_of(*transaction, later.kind, later.subject, past.moment.seq));
    if (!event) continue;
    DeclaredFigure figure = TRY(parse_declared_payload(later.subject, event->payload));
    figure.version = event->version;
    figure.seq = event->seq;
    figure.source.entered_by = event->actor;
    figure.source.entered_ms = event->at_ms;
    former.back().then = std::move(figure);
  }
  return former;
}

}  // namespace

std::string_view change_cause_name(ChangeCause cause) {
  constexpr std::array<std::string_view, 8> names = {"approved",   "corrected", "withdrawn",
                                                     "merged",     "moved_in",  "moved_out",
                                                     "superseded", "reinstated"};
  return names[static_cast<std::size_t>(cause)];
}

struct FigureComparison::State {
  ledger::Moment since, until;
  std::shared_ptr<const ledger::SchemaSet> schemas;  // in which `past` is told
  ledger::Past past;                                 // of `since`
  std::unique_ptr<FigureView> then, now;
  // The pictures behind them, whole and of the touched records alone, and where those stand.
  std::shared_ptr<const CubePicture> all_then, all_now, touched_then, touched_now;
  Places places_then, places_now;
  std::unordered_map<Uuid, const ledger::Past::Touched*> touched;

  // The sides of one record behind a figure.
  struct Sides {
    std::optional<RowBehind> then, now;
  };
  using Behind = std::map<Uuid, Sides>;

  const FigureView::State& here() const { return *now->state_; }

  void find_touched() {
    if (touched_then != nullptr) return;
    touched_then = touched_alone(*all_then, past);
    touched_now = touched_alone(*all_now, past);
    places_then = places_of(*touched_then);
    places_now = places_of(*touched_now);
    for (const auto& each : past.records) touched.emplace(each.id, &each);
  }

  // Whether a figure's records can be told one by one, so that those that nothing speaks of make
  // no difference.
  bool is_each_alone(const Aggregate& aggregate, const FigureName& name) const {
    switch (aggregate.kind) {
      case AggregateKind::latest:
      case AggregateKind::max:
      case AggregateKind::first_day:
      case AggregateKind::last_day:
        return false;
      default:
        break;
    }
    const Day day = name.period.last();
    return all_then->directory == all_now->directory ||
           same_subtree(*all_then->directory->tree(day), *all_now->directory->tree(day),
                        *all_now->directory->find(name.unit));
  }

  void add_behind(const FigureName& name, Behind& behind) const {
    const std::optional<Aggregate> aggregate = here().calculator.aggregate_of(name);
    if (!aggregate) return;
    const bool alone = is_each_alone(*aggregate, name);
    const auto rows_of = [&](const CubePicture& picture) {
      const auto unit = picture.directory->find(name.unit);
      if (!unit) return std::vector<RowBehind>();
      return rows_behind(picture, {&*aggregate, *unit, name.period, name.filter, Day()});
    };
    Behind own;
    for (RowBehind& row : rows_of(alone ? *touched_then : *all_then)) {
      const Uuid id = row.reference.id;
      own[id].then = std::move(row);
    }
    for (RowBehind& row : rows_of(alone ? *touched_now : *all_now)) {
      const Uuid id = row.reference.id;
      own[id].now = std::move(row);
    }
    std::erase_if(own, [](const auto& each) {
      const Sides& sides = each.second;
      return sides.then && sides.now && sides.then->given == sides.now->given;
    });
    behind.merge(own);
  }

  ChangeCause cause_of(const Uuid& id, const Sides& sides) const {
    if (sides.then && sides.now) return ChangeCause::corrected;
    const auto spoken_of = touched.find(id);
    const auto before = places_then.find(id);
    const auto present = places_now.find(id);
    if (spoken_of != touched.end()) {
      if (before == places_then.end()) return ChangeCause::approved;
      if (present == places_now.end()) {
        const bool merged = spoken_of->second->kind == "record.merged";
        return merged ? ChangeCause::merged : ChangeCause::withdrawn;
      }
      if (!same_row(before->second, present->second)) {
        return sides.now ? ChangeCause::moved_in : ChangeCause::moved_out;
      }
    }
    if (all_then->directory != all_now->directory) {
      return sides.now ? ChangeCause::moved_in : ChangeCause::moved_out;
    }
    return sides.now ? ChangeCause::reinstated : ChangeCause::superseded;
  }

  ChangedRecord changed(const Uuid& id, const Sides& sides) const {
    const RecordReference& reference = sides.now ? sides.now->reference : sides.then->reference;
    ChangedRecord record;
    record.cause = cause_of(id, sides);
    record.schema = reference.schema;
    record.id = id;
    record.unit = reference.unit;
    record.on = reference.on;
    if (sides.then) record.before = sides.then->reference.contribution;
    if (sides.now) record.after = sides.now->reference.contribution;
    // One that has left this figure may stand elsewhere now.
    const auto present = places_now.find(id);
    if (present != places_now.end()) {
      record.unit = {present->second.chunk->units[present->second.row]};
    }
    const auto spoken_of = touched.find(id);
    if (spoken_of != touched.end()) {
      record.seq = spoken_of->second->seq;
      record.at_ms = spoken_of->second->at_ms;
      record.actor = spoken_of->second->actor;
    }
    return record;
  }
};

FigureComparison::FigureComparison(std::unique_ptr<State> state) : state_(std::move(state)) {}
FigureComparison::~FigureComparison() = default;

const ledger::Moment& FigureComparison::since() const { return state_->since; }
const ledger::Moment& FigureComparison::until() const { return state_->until; }
FigureView& FigureComparison::then() { return *state_->then; }
FigureView& FigureComparison::now() { return *state_->now; }

Result<FigureChange> FigureComparison::change(const FigureName& name) {
  FigureChange change;
  change.now = TRY(state_->now->figure(name));
  Result<Figure> then = state_->then->figure(name);
  if (then) {
    change.then = *std::move(then);
  } else if (then.error().what == "org.unknown_unit") {
    change.then.name = name;
    change.then.indicator = change.now.indicator;
    change.then.unit_of_measure = change.now.unit_of_measure;
    change.then.as_of = state_->since.seq;
    change.then.provenance = FromNothing{"figure.not_reported", ""};
  } else {
    return fail(std::move(then.error()));
  }
  if (change.then.number() != nullptr && change.now.number() != nullptr) {
    const Result<Decimal> difference = subtract(*change.now.number(), *change.then.number());
    if (difference) change.difference = *difference;
  }
  return change;
}

Result<ChangedRecords> FigureComparison::records(const FigureName& name, std::size_t offset,
                                                 std::size_t rows) {
  const FigureChange change = TRY(this->change(name));
  TRY(state_->here().require_read(name));
  std::vector<FigureName> names;
  add_proven(change.now, names);
  add_proven(change.then, names);
  state_->find_touched();
  State::Behind behind;
  for (const FigureName& proven : names) state_->add_behind(proven, behind);
  ChangedRecords found;
  std::vector<ChangedRecord> all;
  const FigureView::State& here = state_->here();
  for (const auto& [id, sides] : behind) {
    ChangedRecord record = state_->changed(id, sides);
    if (here.access.require(org::Action::read, record.unit, *here.today)) {
      all.push_back(std::move(record));
    } else {
      ++found.out_of_sight;
    }
  }
  found.total = static_cast<std::int64_t>(all.size());
  std::sort(all.begin(), all.end(), [](const ChangedRecord& a, const ChangedRecord& b) {
    return std::tie(b.seq, b.on, b.id) < std::tie(a.seq, a.on, a.id);
  });
  const std::size_t first = std::min(offset, all.size());
  const std::size_t after = first + std::min(rows, all.size() - first);
  found.rows.assign(std::make_move_iterator(all.begin() + static_cast<std::ptrdiff_t>(first)),
                    std::make_move_iterator(all.begin() + static_cast<std::ptrdiff_t>(after)));
  return found;
}

Result<std::unique_ptr<FigureComparison>> Figures::compare(
    const org::Access& access, const ledger::Moment& since,
    const std::optional<ledger::Moment>& until) const {
  if (until && until->seq < since.seq) {
    return fail(ErrorKind::bad_usage, "figure.backwards",
                {{"since", std::to_string(since.seq)}, {"until", std::to_string(until->seq)}});
  }
  std::shared_ptr<const DeclaredBook> declared;
  {
    const std::unique_lock lock(state_->mutex);
    declared = state_->declared;
  }
  ledger::Ledgers& ledgers = state_->ledgers;
  // The picture before the log: it has nothing that the log lacks.
  const std::shared_ptr<const Cube::View> present = state_->cube->view();
  auto state = std::make_unique<FigureComparison::State>();
  state->schemas = present->held()->schemas;
  state->since = since;
  state->until =
      until.value_or(ledger::Moment{std::max(present->as_of(), since.seq), state_->clock.now_ms()});
  const auto today = ledgers.directory()->tree(state_->clock.today());
  const auto view_of = [&](std::shared_ptr<const Cube::View> cube,
                           std::shared_ptr<const DeclaredBook> book, Day day) {
    const std::shared_ptr<const org::Directory> directory = cube->held()->directory;
    Calculator calculator(ledgers, indicators(), std::move(cube), std::move(book), day);
    calculator.restate(directory);
    return std::unique_ptr<FigureView>(new FigureView(std::make_unique<FigureView::State>(
        FigureView::State{std::move(calculator), access, today, ledgers, {}})));
  };
  const auto view_at = [&](const ledger::Moment& moment,
                           const ledger::Past& past) -> Result<std::unique_ptr<FigureView>> {
    return view_of(view_before(present, past),
                   declared->as_after(moment.seq, TRY(former_statements(ledgers, past))),
                   day_of(moment.at_ms));
  };
  state->past = TRY(ledgers.past({since, state->until.seq, state->schemas}));
  state->then = TRY(view_at(since, state->past));
  if (until) {
    const ledger::Past later = TRY(ledgers.past({*until, std::nullopt, state->schemas}));
    state->now = TRY(view_at(*until, later));
  } else {
    state->now = view_of(present, declared, state_->clock.today());
  }
  state->all_then = state->then->state_->calculator.cube().held();
  state->all_now = state->now->state_->calculator.cube().held();
  return std::unique_ptr<FigureComparison>(new FigureComparison(std::move(state)));
}

}  // namespace youju::indicator
