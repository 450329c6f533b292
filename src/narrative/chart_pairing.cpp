#include <youju/base/decimal.h>
#include <youju/narrative/chart_pairing.h>

#include <algorithm>
#include <optional>

namespace youju::narrative {
namespace {

using office::DocxChartContent;

constexpr std::size_t nowhere = static_cast<std::size_t>(-1);

// A pie writes its unit of measure behind its title.
bool has_title(const DocxChartContent& chart, const ManifestChart& printed) {
  return !printed.title.empty() && chart.title.rfind(printed.title, 0) == 0;
}

// Every category that has a figure in print is one of the chart's.
bool has_categories(const DocxChartContent& chart, const ManifestChart& printed) {
  const auto& names = chart.categories;
  for (const ManifestSeries& series : printed.series) {
    for (const ManifestPoint& point : series.points) {
      if (std::find(names.begin(), names.end(), point.category) == names.end()) return false;
    }
  }
  return true;
}

// For each printed chart the index of the carried one, or nowhere.
std::vector<std::size_t> match(const std::vector<DocxChartContent>& carried,
                               const std::vector<ManifestChart>& printed) {
  std::vector<std::size_t> matched(printed.size(), nowhere);
  std::vector<bool> used(carried.size(), false);
  const auto pass = [&](const auto& fits) {
    for (std::size_t index = 0; index < printed.size(); ++index) {
      for (std::size_t at = 0; at < carried.size() && matched[index] == nowhere; ++at) {
        if (used[at] || !fits(at, index)) continue;
        matched[index] = at;
        used[at] = true;
      }
    }
  };
  pass([&](std::size_t at, std::size_t index) {
    return has_title(carried[at], printed[index]) && has_categories(carried[at], printed[index]);
  });
  pass([&](std::size_t at, std::size_t index) { return has_title(carried[at], printed[index]); });
  if (carried.size() == printed.size()) {
    pass([](std::size_t at, std::size_t index) { return at == index; });
  }
  return matched;
}

template <typename Items, typename Name>
std::size_t place_of(const Items& items, const std::string& name, const Name& name_of) {
  const auto found = std::find_if(items.begin(), items.end(),
                                  [&](const auto& item) { return name_of(item) == name; });
  return found == items.end() ? nowhere : static_cast<std::size_t>(found - items.begin());
}

class Reader {
 public:
  Reader(const ManifestChart& printed, const DocxChartContent* carried)
      : printed_(printed), carried_(carried) {
    if (carried_ == nullptr) return;
    for (const auto& series : carried_->series) seen_.emplace_back(series.values.size(), false);
  }

  void read(std::vector<ChartPair>& pairs) {
    for (std::size_t index = 0; index < printed_.series.size(); ++index) {
      const ManifestSeries& series = printed_.series[index];
      const std::size_t at = series_of(index);
      for (const ManifestPoint& point : series.points) {
        ChartPair pair;
        pair.printed = &point;
        pair.context = context(series.name, point.category);
        if (const std::string* value = value_of(at, point.category)) {
          pair.here = !value->empty();
          pair.text = *value;
        }
        pairs.push_back(std::move(pair));
      }
    }
    add_unknown(pairs);
  }

 private:
  std::size_t series_of(std::size_t index) const {
    if (carried_ == nullptr) return nowhere;
    const std::size_t named = place_of(carried_->series, printed_.series[index].name,
                                       [](const auto& series) { return series.name; });
    if (named != nowhere) return named;
    return carried_->series.size() == printed_.series.size() ? index : nowhere;
  }

  const std::string* value_of(std::size_t series, const std::string& category) {
    if (series == nowhere) return nullptr;
    const std::size_t at =
        place_of(carried_->categories, category, [](const std::string& name) { return name; });
    if (at == nowhere) return nullptr;
    seen_[series][at] = true;
    return &carried_->series[series].values[at];
  }

  // Numbers where a gap was printed, and those of categories and series that were not there.
  void add_unknown(std::vector<ChartPair>& pairs) const {
    for (std::size_t series = 0; series < seen_.size(); ++series) {
      const auto& values = carried_->series[series].values;
      for (std::size_t at = 0; at < values.size(); ++at) {
        if (seen_[series][at] || values[at].empty()) continue;
        ChartPair pair;
        pair.here = true;
        pair.text = values[at];
        pair.context = context(carried_->series[series].name, carried_->categories[at]);
        pairs.push_back(std::move(pair));
      }
    }
  }

  std::string context(const std::string& series, const std::string& category) const {
    std::string words = printed_.title;
    // A chart of one series often has no other name for it than its title.
    if (series != printed_.title) words += " · " + series;
    return words + " · " + category;
  }

  const ManifestChart& printed_;
  const DocxChartContent* carried_;
  std::vector<std::vector<bool>> seen_;
};

}  // namespace

std::vector<ChartPair> pair_charts(const std::vector<DocxChartContent>& carried,
                                   const std::vector<ManifestChart>& printed) {
  std::vector<ChartPair> pairs;
  const std::vector<std::size_t> matched = match(carried, printed);
  for (std::size_t index = 0; index < printed.size(); ++index) {
    const DocxChartContent* chart = matched[index] == nowhere ? nullptr : &carried[matched[index]];
    Reader(printed[index], chart).read(pairs);
  }
  return pairs;
}

bool shows_value(const std::string& text, const std::string& value) {
  if (text == value) return true;
  constexpr int places = 9;  // more than any figure has
  // No more digits than a decimal can hold: the rest is binary noise.
  const std::size_t point = text.find('.');
  const std::string cut =
      point == std::string::npos ? text : text.substr(0, point + 1 + places + 2);
  const Result<Decimal> shown = Decimal::parse(cut);
  const Result<Decimal> printed = Decimal::parse(value);
  return shown && printed && shown->rounded(places) == printed->rounded(places);
}

}  // namespace youju::narrative
