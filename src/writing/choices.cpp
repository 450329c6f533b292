#include <youju/base/limits.h>
#include <youju/base/text.h>
#include <youju/writing/choices.h>

#include <algorithm>
#include <array>

namespace youju::writing {
namespace {

using indicator::Aspect;
using indicator::Figure;
using indicator::Form;
using indicator::Wording;

constexpr std::array<std::string_view, 6> aspects = {"actual", "target",     "growth",
                                                     "rank",   "cumulative", "progress"};

class Wordings {
 public:
  Wordings(const Figure& figure, Language language) : figure_(figure), language_(language) {}

  std::vector<WordingChoice> all() {
    const Wording usual = indicator::default_wording(figure_);
    add(usual);
    if (!found_.empty()) found_.front().usual = true;
    if (figure_.day() != nullptr) {
      add(with_form(Form::date));
      add(with_form(Form::full_date));
    } else if (const Decimal* number = figure_.number()) {
      if (figure_.name.aspect == Aspect::growth || usual.form == Form::growth) {
        changes();
      } else if (figure_.name.aspect == Aspect::rank ||
                 figure_.indicator->quantity == indicator::Quantity::rank) {
        add(with_form(Form::rank));
        add(with_form(Form::number));
      } else if (figure_.indicator->quantity == indicator::Quantity::ratio) {
        for (const int places : {0, 1, 2}) add(with_places(places));
      } else {
        amounts(*number);
      }
    }
    return std::move(found_);
  }

 private:
  static Wording with_form(Form form) {
    Wording wording;
    wording.form = form;
    return wording;
  }
  static Wording with_places(int places) {
    Wording wording;
    wording.places = places;
    return wording;
  }

  void changes() {
    for (const Form form : {Form::growth, Form::bare_growth}) {
      for (const int places : {1, 0, 2}) {
        Wording wording = with_form(form);
        wording.places = places;
        add(wording);
      }
    }
  }

  void amounts(const Decimal& value) {
    add(Wording{});
    add(with_form(Form::number));
    const Decimal hundred(100);
    if (!value.is_negative() && value < hundred && value == value.rounded(0)) {
      add(with_form(Form::chinese));
    }
    // 余 and 多 leave at least a tenth of the value in sight.
    for (const std::int64_t step : {10, 100, 1000, 10'000}) {
      if (value < Decimal(step * 2)) break;
      for (const bool duo : {false, true}) {
        Wording wording;
        wording.rounding = Wording::Rounding::over;
        wording.step = Decimal(step);
        wording.duo = duo;
        add(wording);
      }
    }
    scaled(value, 4, 10'000);
    scaled(value, 8, 100'000'000);
  }

  // In 万 or 亿, from a tenth of it on.
  void scaled(const Decimal& value, int power, std::int64_t one) {
    constexpr std::int64_t least = 10;
    if (value < Decimal(one / least)) return;
    for (const int places : {0, 1, 2}) {
      Wording wording;
      wording.power = power;
      wording.places = places;
      if (is_near(value, value.rounded(places - power))) add(wording);
    }
    if (value < Decimal(one * 2)) return;
    for (const bool duo : {false, true}) {
      Wording wording;
      wording.rounding = Wording::Rounding::over;
      wording.step = Decimal(one);
      wording.power = power;
      wording.duo = duo;
      add(wording);
    }
  }

  // Rounded by a tenth of itself at most: more would say something else.
  static bool is_near(const Decimal& value, const Decimal& rounded) {
    const Result<Decimal> error = subtract(value, rounded);
    const Result<Decimal> tenfold =
        error ? multiply(error->abs(), Decimal(10)) : tl::unexpected(error.error());
    return tenfold && *tenfold <= value.abs();
  }

  void add(const Wording& wording) {
    std::string text = indicator::state(figure_, wording, language_).text;
    const bool known = std::any_of(found_.begin(), found_.end(),
                                   [&](const WordingChoice& each) { return each.text == text; });
    if (!known) found_.push_back({wording, std::move(text), false});
  }

  const Figure& figure_;
  Language language_;
  std::vector<WordingChoice> found_;
};

std::string title_of(indicator::FigureView& figures, const Figure& figure, std::string_view by,
                     Language language) {
  std::string title = figure.indicator->title.in(language);
  for (const auto& [field, value] : figure.name.filter) {
    title += " · " + figures.part_title(figure.name, field, language);
  }
  if (by == "unit" || by == "month" || by == "quarter" || by == "year") {
    title += " · " + figures.part_title(figure.name, by, language);
  }
  return title;
}

bool fits(const indicator::Indicator& one, const ChoiceQuery& query) {
  if (!query.indicator.empty()) return one.id == query.indicator;
  const std::string wanted = text::folded(query.contains);
  if (wanted.empty()) return true;
  for (const std::string_view each : {std::string_view(one.title.zh_cn),
                                      std::string_view(one.title.en), std::string_view(one.id)}) {
    if (text::folded(each).find(wanted) != std::string::npos) return true;
  }
  return false;
}

}  // namespace

Result<Aspect> parse_aspect(std::string_view text) {
  for (std::size_t index = 0; index < aspects.size(); ++index) {
    if (aspects[index] == text) return static_cast<Aspect>(index);
  }
  return fail(ErrorKind::bad_input, "writing.unknown_aspect", {{"text", std::string(text)}});
}

Result<indicator::Filter> parse_filter(std::string_view text) {
  indicator::Filter filter;
  if (text.empty()) return filter;
  for (const std::string_view part : text::split(text, ',')) {
    const std::size_t equals = part.find('=');
    if (equals == std::string_view::npos || equals == 0 || equals + 1 == part.size()) {
      return fail(ErrorKind::bad_input, "writing.bad_filter", {{"text", std::string(part)}});
    }
    filter.emplace_back(part.substr(0, equals), part.substr(equals + 1));
  }
  std::sort(filter.begin(), filter.end());
  return filter;
}

std::vector<WordingChoice> wordings_of(const Figure& figure, Language language) {
  return Wordings(figure, language).all();
}

Result<FigureChoices> figure_choices(indicator::FigureView& figures, const ChoiceQuery& query,
                                     Language language) {
  if (!query.by.empty() && query.indicator.empty()) {
    return fail(ErrorKind::bad_usage, "writing.by_needs_indicator");
  }
  const std::size_t rows = std::min(query.rows, limits::figure_choices_max);
  FigureChoices choices;
  const auto add = [&](const Figure& figure) {
    if (choices.rows.size() == rows) {
      choices.more = true;
      return;
    }
    choices.rows.push_back(
        {figure, title_of(figures, figure, query.by, language), wordings_of(figure, language)});
  };
  bool known = false;
  for (const indicator::Indicator& each : figures.indicators().all()) {
    if (choices.more) break;
    if (!fits(each, query)) continue;
    known = true;
    indicator::FigureName name{query.aspect, each.id, query.unit, query.period, query.filter};
    // A name that does not fit into a Word tag could not be traced back from the document.
    const auto spelled = indicator::FigureName::parse(name.to_string());
    if (!query.by.empty()) {
      if (!spelled) return fail(spelled.error());
      for (const Figure& part : TRY(figures.parts(name, query.by))) add(part);
      continue;
    }
    const Result<Figure> figure =
        spelled ? figures.figure(*spelled) : tl::unexpected(spelled.error());
    if (figure) add(*figure);
    if (!figure && !query.indicator.empty()) return fail(figure.error());
  }
  if (!known && !query.indicator.empty()) {
    return fail(ErrorKind::not_found, "figure.unknown_indicator", {{"name", query.indicator}});
  }
  return choices;
}

}  // namespace youju::writing
