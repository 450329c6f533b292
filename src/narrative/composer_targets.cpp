// What is wanted of the unit, beside what it reached.
#include <youju/narrative/composer.h>

#include <algorithm>
#include <map>
#include <utility>

namespace youju::narrative {

Result<Line> Composer::cell_of(const indicator::FigureName& name) {
  const indicator::Figure figure = TRY(figures_.figure(name));
  indicator::Wording wording = default_wording(figure);
  if (figure.indicator->quantity == indicator::Quantity::rank) {
    wording.form = indicator::Form::rank;
  }
  return Line{TRY(mark(figure, wording))};
}

Result<void> Composer::targets(const TargetsBlock& block) {
  const bool ahead = block.when == FigureExpression::When::next_year;
  const Period wanted_in = ahead ? TRY(request_.period.years_later(1)) : request_.period;
  std::map<std::string_view, std::size_t> place;
  for (const indicator::Indicator& each : figures_.indicators().all()) {
    place.emplace(each.id, place.size());
  }
  std::vector<indicator::FigureName> names;
  for (const indicator::DeclaredFigure* each : figures_.targets_of(document_.unit_code)) {
    if (each->value && each->name.period == wanted_in) names.push_back(each->name);
  }
  // In the order in which packs define their indicators, as a plan shows them.
  std::stable_sort(names.begin(), names.end(), [&](const auto& a, const auto& b) {
    return place.at(a.indicator) < place.at(b.indicator);
  });
  if (names.empty()) return {};
  Table table;
  table.title = block.title;
  table.header = {say("narrative.column.number"), say("narrative.column.indicator"),
                  say("narrative.column.actual", {{"period", request_.period.to_chinese()}}),
                  say("narrative.column.target", {{"period", wanted_in.to_chinese()}})};
  table.widths = {80, 440, 240, 240};
  table.numeric = {false, false, true, true};
  for (const indicator::FigureName& name : names) {
    indicator::FigureName actual = name;
    actual.aspect = indicator::Aspect::actual;
    actual.period = request_.period;
    const indicator::Figure reached = TRY(figures_.figure(actual));
    table.rows.push_back({{Text{std::to_string(table.rows.size() + 1), false}},
                          {Text{title_of(reached), false}},
                          TRY(cell_of(actual)),
                          TRY(cell_of(name))});
  }
  document_.blocks.emplace_back(std::move(table));
  return {};
}

}  // namespace youju::narrative
