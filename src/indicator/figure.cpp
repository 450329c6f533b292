#include <youju/base/limits.h>
#include <youju/base/text.h>
#include <youju/indicator/figure.h>

#include <algorithm>
#include <array>
#include <utility>

namespace youju::indicator {
namespace {

constexpr std::array<std::pair<std::string_view, Aspect>, 5> aspects = {{
    {"target", Aspect::target},
    {"growth", Aspect::growth},
    {"rank", Aspect::rank},
    {"cumulative", Aspect::cumulative},
    {"progress", Aspect::progress},
}};

tl::unexpected<Error> bad_name(std::string_view text, std::string_view part) {
  return fail(ErrorKind::bad_input, "figure.bad_name",
              {{"text", std::string(text)}, {"part", std::string(part)}});
}

bool is_word(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
  });
}

bool is_code(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           c == '-';
  });
}

Result<Filter> parse_filter(std::string_view text, std::string_view whole) {
  Filter filter;
  for (std::string_view pair : text::split(text, ',')) {
    const std::size_t equals = pair.find('=');
    if (equals == std::string_view::npos) return bad_name(whole, pair);
    const std::string_view field = pair.substr(0, equals);
    const std::string_view value = pair.substr(equals + 1);
    if (!is_word(field) || !is_code(value)) return bad_name(whole, pair);
    filter.emplace_back(field, value);
  }
  std::sort(filter.begin(), filter.end());
  const auto twice = std::adjacent_find(filter.begin(), filter.end(),
                                        [](auto& a, auto& b) { return a.first == b.first; });
  if (twice != filter.end()) return bad_name(whole, twice->first);
  return filter;
}

}  // namespace

Result<FigureName> FigureName::parse(std::string_view text) {
  if (text.size() > limits::figure_reference_bytes_max) {
    return fail(ErrorKind::bad_input, "figure.name_too_long",
                {{"text", std::string(text.substr(0, 100))},
                 {"limit", std::to_string(limits::figure_reference_bytes_max)}});
  }
  const std::size_t question = text.find('?');
  const std::vector<std::string_view> parts = text::split(text.substr(0, question), '@');
  if (parts.size() != 3) return bad_name(text, "@");
  FigureName name;
  std::string_view indicator = parts[0];
  if (const std::size_t dot = indicator.find('.'); dot != std::string_view::npos) {
    const auto at = std::find_if(aspects.begin(), aspects.end(), [&](const auto& each) {
      return each.first == indicator.substr(0, dot);
    });
    if (at == aspects.end()) return bad_name(text, indicator.substr(0, dot));
    name.aspect = at->second;
    indicator = indicator.substr(dot + 1);
  }
  if (!is_word(indicator)) return bad_name(text, indicator);
  if (!is_code(parts[1])) return bad_name(text, parts[1]);
  name.indicator = std::string(indicator);
  name.unit = std::string(parts[1]);
  name.period = TRY(Period::parse(parts[2]));
  if (question != std::string_view::npos) {
    name.filter = TRY(parse_filter(text.substr(question + 1), text));
  }
  return name;
}

std::string FigureName::to_string() const {
  std::string text;
  append_what(text);
  return text += where_to_string();
}

void FigureName::append_what(std::string& text) const {
  for (const auto& [word, each] : aspects) {
    if (each == aspect) text.append(word).push_back('.');
  }
  text += indicator;
}

std::string FigureName::where_to_string() const {
  std::string text = "@";
  text.append(unit).push_back('@');
  text += period.to_string();
  char before = '?';
  for (const auto& [field, value] : filter) {
    text += before;
    text += field;
    text += '=';
    text += value;
    before = ',';
  }
  return text;
}

std::string_view figure_kind_name(FigureKind kind) {
  constexpr std::array<std::string_view, 4> names = {"proven", "declared", "derived", "missing"};
  return names[static_cast<std::size_t>(kind)];
}

Wording default_wording(const Figure& figure) {
  CHECK(figure.indicator != nullptr);
  Wording wording = figure.indicator->wording;
  switch (figure.name.aspect) {
    case Aspect::growth:
      wording = Wording{};
      wording.form = Form::growth;
      wording.places = 1;
      break;
    case Aspect::progress:
      wording = Wording{};
      break;
    case Aspect::rank:
      wording = Wording{};
      wording.form = Form::rank;
      break;
    case Aspect::target:
      // A target is what somebody wrote down: it is printed as it was set.
      wording.rounding = Wording::Rounding::exact;
      break;
    default:
      break;
  }
  return wording;
}

namespace {

// The measure of the indicator; null: a share of one has another unit, which is called as it is
// written.
const ledger::Measure* own_measure(const Figure& figure) {
  const bool own = figure.indicator != nullptr && figure.unit_of_measure == figure.indicator->unit;
  return own ? &figure.indicator->measure : nullptr;
}

// The mark of a gap, before and after the title of what is missing.
struct GapMark {
  explicit GapMark(Language language) {
    constexpr std::string_view title = "{title}";
    const std::string whole = sentence("figure.gap", language);
    const std::size_t at = whole.find(title);
    CHECK(at != std::string::npos);
    before = whole.substr(0, at);
    after = whole.substr(at + title.size());
  }
  std::string before, after;
};

std::string gap(const std::string& title, Language language) {
  // Made once: a screen has hundreds of gaps.
  static const GapMark chinese(Language::zh_cn), english(Language::en);
  const GapMark& mark = language == Language::en ? english : chinese;
  std::string text;
  text.reserve(mark.before.size() + title.size() + mark.after.size());
  return text.append(mark.before).append(title).append(mark.after);
}

// As it stands right behind this number.
std::string measure_behind(const Figure& figure, const Decimal& number, Language language) {
  const ledger::Measure* const own = own_measure(figure);
  return own == nullptr ? figure.unit_of_measure : own->behind(number, language);
}

}  // namespace

const std::string& measure_of(const Figure& figure, Language language) {
  const ledger::Measure* const own = own_measure(figure);
  return own == nullptr ? figure.unit_of_measure : own->in(language);
}

const std::string& measure_beside(const Figure& figure, Language language) {
  const ledger::Measure* const own = own_measure(figure);
  const Decimal* const number = figure.number();
  if (own == nullptr) return figure.unit_of_measure;
  return number == nullptr ? own->in(language) : own->of(*number, language);
}

std::string state_change(const Figure& figure, const Decimal& difference, Language language) {
  const bool percent = figure.unit_of_measure == "%";
  const ledger::Measure points = {sentence("figure.points", Language::zh_cn),
                                  sentence("figure.point", Language::en),
                                  sentence("figure.points", Language::en)};
  return (difference > Decimal(0) ? "+" : "") + difference.to_string() +
         (percent ? points.behind(difference.abs(), language)
                  : measure_behind(figure, difference.abs(), language));
}

Stated state(const Figure& figure, const Wording& wording, Language language) {
  if (figure.not_applicable) return {"—", Decimal{}, Qualifier::not_applicable};
  if (const Day* day = figure.day()) return state(*day, wording);
  if (const Decimal* number = figure.number()) {
    const int decimals = figure.indicator == nullptr ? 0 : figure.indicator->decimals;
    const bool percent = figure.unit_of_measure == "%";
    const std::string unit = measure_behind(figure, *number, language);
    return state(*number, wording, unit, percent ? std::max(decimals, 1) : decimals,
                 figure.qualifier);
  }
  const std::string& title =
      figure.indicator == nullptr ? figure.name.indicator : figure.indicator->title.in(language);
  return {gap(title, language), Decimal{}, Qualifier::missing};
}

Stated state(const Figure& figure, Language language) {
  const Aspect aspect = figure.name.aspect;
  const bool as_indicator = aspect == Aspect::actual || aspect == Aspect::cumulative;
  if (!as_indicator) return state(figure, default_wording(figure), language);
  CHECK(figure.indicator != nullptr);
  return state(figure, figure.indicator->wording, language);
}

}  // namespace youju::indicator
