#include <youju/narrative/composer.h>

#include <algorithm>
#include <utility>

namespace youju::narrative {
namespace {

Chart::Kind kind_named(const std::string& name) {
  if (name == "bar") return Chart::Kind::bar;
  if (name == "line") return Chart::Kind::line;
  if (name == "pie") return Chart::Kind::pie;
  return Chart::Kind::column;
}

bool has_points(const Chart& chart) {
  return std::any_of(chart.series.begin(), chart.series.end(), [](const Chart::Series& series) {
    return std::any_of(series.points.begin(), series.points.end(),
                       [](const auto& point) { return point.has_value(); });
  });
}

}  // namespace

Result<void> Composer::chart(const ChartBlock& block) {
  Chart chart;
  chart.kind = kind_named(block.kind);
  chart.title = block.title;
  if (block.by.empty()) {
    TRY(chart_of_indicators(block, chart));
  } else {
    TRY(chart_of_parts(block, chart));
  }
  // An empty frame would tell nobody anything.
  if (has_points(chart)) document_.blocks.emplace_back(std::move(chart));
  return {};
}

// One bar for each of several indicators.
Result<void> Composer::chart_of_indicators(const ChartBlock& block, Chart& chart) {
  Chart::Series series;
  series.name = chart.title;
  for (const FigureExpression& expression : block.figures) {
    const indicator::Figure figure = TRY(ask(expression));
    chart.unit = figure.unit_of_measure;
    chart.categories.push_back(title_of(figure));
    std::optional<FigureMark> point;
    if (figure.number() != nullptr) point = TRY(mark(figure, indicator::Wording{}));
    series.points.push_back(std::move(point));
  }
  chart.series.push_back(std::move(series));
  return {};
}

// One series for each indicator, over every part that one of them has, in order of appearance.
Result<void> Composer::chart_of_parts(const ChartBlock& block, Chart& chart) {
  std::vector<std::map<std::string, FigureMark>> points;
  int first_month = 12;
  int last_month = 1;
  for (const FigureExpression& expression : block.figures) {
    const indicator::Figure whole = TRY(ask(expression));
    chart.unit = whole.unit_of_measure;
    points.emplace_back();
    for (const indicator::Figure& part : TRY(figures_.parts(TRY(name_of(expression)), block.by))) {
      if (part.number() == nullptr) continue;
      FigureMark point;
      point.title = category(part, block.by);
      const auto& known = chart.categories;
      if (std::find(known.begin(), known.end(), point.title) == known.end()) {
        chart.categories.push_back(point.title);
      }
      const int month = part.name.period.first().month();
      first_month = std::min(first_month, month);
      last_month = std::max(last_month, month);
      point.name = part.name;
      point.value = part.number()->to_string();
      point.text = indicator::state(part, indicator::Wording{}, request_.language).text;
      point.unit = part.unit_of_measure;
      point.kind = part.kind;
      points.back().emplace(point.title, std::move(point));
    }
    chart.series.push_back({whole.indicator->title.in(request_.language), {}});
  }
  if (block.by == "month") fill_months(chart, first_month, last_month);
  for (std::size_t index = 0; index < points.size(); ++index) {
    for (const std::string& name : chart.categories) {
      const auto at = points[index].find(name);
      std::optional<FigureMark> point;
      if (at != points[index].end()) point = at->second;
      chart.series[index].points.push_back(std::move(point));
    }
  }
  return {};
}

// Every month between the first and the last one that has a figure has its place, in order: a month
// left out would make two others neighbours that are none.
void Composer::fill_months(Chart& chart, int first, int last) const {
  chart.categories.clear();
  for (int month = first; month <= last; ++month) chart.categories.push_back(month_name(month));
}

// Within a document of one year, months are called by their number alone.
std::string Composer::category(const indicator::Figure& part, const std::string& by) const {
  if (by != "month") return figures_.part_title(part.name, by, request_.language);
  return month_name(part.name.period.first().month());
}

std::string Composer::month_name(int month) const {
  return say("narrative.month", {{"month", std::to_string(month)}});
}

}  // namespace youju::narrative
