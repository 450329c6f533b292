// The place of a unit among many: their numbers are asked for, and nothing else of their figures.
#include <youju/base/limits.h>
#include <youju/indicator/figures_state.h>

#include <algorithm>
#include <utility>

namespace youju::indicator {

// Those of the unit's kind below `within` on the period's last day; of its own superior those that
// stand beside it, as a rank has them.
Result<std::vector<org::UnitId>> Calculator::peers_within(const FigureName& name,
                                                          org::UnitId within) const {
  const org::UnitId unit = TRY(unit_of(name.unit));
  const std::shared_ptr<const org::UnitTree> tree = directory_->tree(name.period.last());
  const bool stands = tree->has(unit) && tree->has(within);
  if (!stands || unit == within || !tree->subtree(within).contains(tree->position(unit))) {
    return fail(ErrorKind::bad_usage, "figure.not_within",
                {{"unit", name.unit}, {"within", directory_->unit(within).code}});
  }
  const org::UnitKind kind = directory_->unit(unit).kind;
  std::vector<org::UnitId> peers;
  if (tree->parent(unit) == within) {
    peers = tree->children(within);
  } else {
    const org::UnitTree::Interval below = tree->subtree(within);
    for (std::int32_t at = below.first + 1; at < below.after; ++at) peers.push_back(tree->at(at));
  }
  std::erase_if(peers, [&](org::UnitId peer) { return directory_->unit(peer).kind != kind; });
  return peers;
}

// The number of a figure alone. Of an aggregate it is a question to the cube; others are computed
// and forgotten again, or the memory would hold a nation's.
std::optional<Decimal> Calculator::number_of(const FigureName& name, org::UnitId unit) {
  constexpr std::size_t kept_max = 20'000;
  const Indicator& indicator = *indicators_->find(name.indicator);
  if (const auto* aggregate = std::get_if<Aggregate>(&indicator.value)) {
    const CubeAnswer answer = cube_->ask({aggregate, unit, name.period, name.filter, today_});
    if (answer.absence == Absence::none) {
      const auto* const number = std::get_if<Decimal>(&answer.value);
      return number == nullptr ? std::nullopt : std::optional(*number);
    }
    if (!declared_->has(name.indicator)) return std::nullopt;
    const DeclaredFigure* const declared = declared_->find(name);
    return declared == nullptr ? std::nullopt : declared->value;
  }
  const Figure figure = compute(name);
  if (memory_.size() > kept_max) memory_.clear();
  return figure.number() == nullptr ? std::nullopt : std::optional(*figure.number());
}

Result<std::vector<FigurePlace>> Calculator::places(const FigureName& name,
                                                    const std::vector<std::string>& indicators,
                                                    org::UnitId within) {
  const org::UnitId unit = TRY(unit_of(name.unit));
  const std::vector<org::UnitId> peers = TRY(peers_within(name, within));
  if (peers.size() * indicators.size() > limits::figure_places_max) {
    return fail(ErrorKind::too_large, "figure.too_many_places",
                {{"max", std::to_string(limits::figure_places_max)}});
  }
  std::vector<FigurePlace> places;
  FigureName own = name;
  for (const std::string& indicator : indicators) {
    own.indicator = indicator;
    FigurePlace place;
    place.own = *TRY(figure(own));
    places.push_back(std::move(place));
    if (places.back().own.number() == nullptr) continue;
    const Decimal number = *places.back().own.number();
    Decimal best = number;
    FigureName first = own;
    FigureName other = own;
    std::int64_t better = 0, ranked = 1;
    for (const org::UnitId peer : peers) {
      if (peer == unit) continue;
      other.unit = directory_->unit(peer).code;
      const std::optional<Decimal> theirs = number_of(other, peer);
      if (!theirs) continue;
      ++ranked;
      if (*theirs > number) ++better;
      if (*theirs > best) {
        best = *theirs;
        first = other;
      }
    }
    // First among one says nothing.
    if (ranked < 2) continue;
    places.back().place = better + 1;
    places.back().of = ranked;
    places.back().best = *TRY(figure(first));
  }
  return places;
}

Result<std::vector<FigurePlace>> FigureView::places(const FigureName& name,
                                                    const std::vector<std::string>& indicators,
                                                    org::UnitId within) {
  TRY(state_->require_quote(name));
  std::vector<FigurePlace> places = TRY(state_->calculator.places(name, indicators, within));
  for (FigurePlace& place : places) {
    state_->keep_in_sight(place.own);
    // The place may be told, the number of another unit may not.
    if (place.best && !state_->require_quote(place.best->name)) place.best.reset();
    if (place.best) state_->keep_in_sight(*place.best);
  }
  return places;
}

}  // namespace youju::indicator
