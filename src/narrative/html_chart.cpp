#include <youju/base/text.h>
#include <youju/narrative/html_chart.h>

#include <algorithm>
#include <array>
#include <utility>

namespace youju::narrative {
namespace {

// Of enough contrast against white and against each other (WCAG 1.4.11).
constexpr std::array<std::string_view, 4> colours = {"#0b57a4", "#b3541e", "#3a7d44", "#6b4e9b"};

Decimal number(const FigureMark& mark) {
  const Result<Decimal> value = Decimal::parse(mark.value);
  CHECK(value.has_value());  // a chart holds numbers only
  return *value;
}

Decimal largest(const Chart& chart) {
  Decimal most = 0;
  for (const Chart::Series& series : chart.series) {
    for (const auto& point : series.points) {
      if (point) most = std::max(most, number(*point).abs());
    }
  }
  return most;
}

// value / most of `room`, in whole pixels.
std::int64_t scaled(const Decimal& value, const Decimal& most, std::int64_t room) {
  if (most.is_zero()) return 0;
  const Result<Decimal> product = multiply(value.abs(), Decimal(room));
  if (!product) return room;
  const Result<Decimal> pixels = divide(*product, most, 0);
  return pixels ? pixels->to_int64().value_or(room) : room;
}

class Drawing {
 public:
  Drawing(std::string& out, const Chart& chart) : out_(out), chart_(chart), most_(largest(chart)) {}

  void draw() {
    out_ += "<figure><figcaption>";
    text::append_xml(out_, chart_.title);
    if (!chart_.unit.empty()) {
      out_ += "（";
      text::append_xml(out_, chart_.unit);
      out_ += "）";
    }
    out_ += "</figcaption>\n";
    const bool upright = chart_.kind == Chart::Kind::column || chart_.kind == Chart::Kind::line;
    if (upright && chart_.categories.size() <= 16) {
      columns();
    } else {
      bars();
    }
    legend();
    out_ += "</figure>\n";
  }

 private:
  void begin(std::int64_t width, std::int64_t height) {
    out_ += fmt::format("<svg viewBox=\"0 0 {} {}\" role=\"img\" aria-label=\"", width, height);
    text::append_xml(out_, chart_.title);
    out_ += "\">\n";
  }

  void box(std::int64_t x, std::int64_t y, std::int64_t width, std::int64_t height,
           std::size_t series) {
    out_ += fmt::format("<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" fill=\"{}\"/>", x, y,
                        width, height, colours[series % colours.size()]);
  }

  struct Spot {
    std::int64_t x = 0, y = 0;
    std::string_view anchor;
  };

  void label(Spot spot, std::string_view content, std::string_view attributes = {}) {
    out_ += fmt::format("<text x=\"{}\" y=\"{}\" font-size=\"12\" text-anchor=\"{}\"{}>", spot.x,
                        spot.y, spot.anchor, attributes);
    text::append_xml(out_, content);
    out_ += "</text>\n";
  }

  // A value carries its figure, so that a page that comes back can be held against the ledger.
  void value_label(Spot spot, std::size_t series, std::size_t category) {
    const FigureMark& point = *chart_.series[series].points[category];
    std::string place = chart_.title;
    if (chart_.series[series].name != chart_.title) place += " · " + chart_.series[series].name;
    place += " · " + chart_.categories[category];
    const std::string value = number(point).to_string();
    std::string attributes;
    const std::string figure = point.name.to_string();
    const std::array<std::pair<std::string_view, std::string_view>, 3> pairs = {
        {{"data-figure", figure}, {"data-value", value}, {"data-place", place}}};
    for (const auto& [name, content] : pairs) {
      attributes += fmt::format(" {}=\"", name);
      text::append_xml(attributes, content);
      attributes += '"';
    }
    label(spot, value, attributes);
  }

  void columns() {
    constexpr std::int64_t height = 260, floor = 220, room = 180;
    constexpr std::int64_t width = 720;
    const auto count = static_cast<std::int64_t>(chart_.categories.size());
    const auto series_count = static_cast<std::int64_t>(chart_.series.size());
    const std::int64_t step = width / std::max<std::int64_t>(count, 1);
    const std::int64_t bar = std::clamp<std::int64_t>(step * 7 / 10 / series_count, 2, 60);
    begin(width, height);
    out_ += fmt::format("<line x1=\"0\" y1=\"{0}\" x2=\"{1}\" y2=\"{0}\" stroke=\"#8a8a8a\"/>\n",
                        floor, width);
    for (std::int64_t column = 0; column < count; ++column) {
      const std::int64_t middle = step * column + step / 2;
      std::int64_t left = middle - bar * series_count / 2;
      for (std::size_t series = 0; series < chart_.series.size(); ++series, left += bar) {
        const auto& point = chart_.series[series].points[static_cast<std::size_t>(column)];
        if (!point) continue;
        const std::int64_t tall = scaled(number(*point), most_, room);
        box(left, floor - tall, bar - 1, tall, series);
        value_label({left + bar / 2, floor - tall - 4, "middle"}, series,
                    static_cast<std::size_t>(column));
      }
      label({middle, floor + 18, "middle"}, chart_.categories[static_cast<std::size_t>(column)]);
    }
    out_ += "</svg>\n";
  }

  void bars() {
    constexpr std::int64_t width = 720, names = 220, room = 400, bar = 16;
    const auto series_count = static_cast<std::int64_t>(chart_.series.size());
    const std::int64_t step = bar * series_count + 10;
    begin(width, step * static_cast<std::int64_t>(chart_.categories.size()) + 10);
    std::int64_t top = 5;
    for (std::size_t row = 0; row < chart_.categories.size(); ++row, top += step) {
      label({names - 8, top + step / 2, "end"}, chart_.categories[row]);
      for (std::size_t series = 0; series < chart_.series.size(); ++series) {
        const auto& point = chart_.series[series].points[row];
        if (!point) continue;
        const std::int64_t y = top + bar * static_cast<std::int64_t>(series);
        const std::int64_t wide = scaled(number(*point), most_, room);
        box(names, y, wide, bar - 2, series);
        value_label({names + wide + 6, y + bar - 4, "start"}, series, row);
      }
    }
    out_ += "</svg>\n";
  }

  void legend() {
    if (chart_.series.size() < 2) return;
    out_ += "<p class=\"note\">";
    for (std::size_t series = 0; series < chart_.series.size(); ++series) {
      out_ += fmt::format("<span style=\"color:{}\">■</span> ", colours[series % colours.size()]);
      text::append_xml(out_, chart_.series[series].name);
      out_ += "　";
    }
    out_ += "</p>\n";
  }

  std::string& out_;
  const Chart& chart_;
  Decimal most_;
};

}  // namespace

void append_html_chart(std::string& out, const Chart& chart) { Drawing(out, chart).draw(); }

}  // namespace youju::narrative
