#include <youju/base/limits.h>
#include <youju/base/text.h>
#include <youju/narrative/template_body.h>

#include <algorithm>
#include <array>
#include <utility>

namespace youju::narrative {
namespace {

using indicator::Aspect;
using indicator::TokenKind;
using indicator::Tokens;

std::string place(int line, int column) { return fmt::format("{}:{}", line, column); }

int width(std::string_view text) { return static_cast<int>(text::length(text)); }

std::optional<WordPart::Word> plain_word(std::string_view text) {
  constexpr std::array<std::pair<std::string_view, WordPart::Word>, 6> words = {{
      {"unit", WordPart::Word::unit},
      {"unit.short", WordPart::Word::unit_short},
      {"year", WordPart::Word::year},
      {"next_year", WordPart::Word::next_year},
      {"last_year", WordPart::Word::last_year},
      {"period", WordPart::Word::period},
  }};
  for (const auto& [name, word] : words) {
    if (name == text) return word;
  }
  return std::nullopt;
}

std::optional<Aspect> aspect_named(std::string_view name) {
  constexpr std::array<std::pair<std::string_view, Aspect>, 5> aspects = {{
      {"target", Aspect::target},
      {"growth", Aspect::growth},
      {"rank", Aspect::rank},
      {"cumulative", Aspect::cumulative},
      {"progress", Aspect::progress},
  }};
  for (const auto& [word, aspect] : aspects) {
    if (word == name) return aspect;
  }
  return std::nullopt;
}

// Whether figures of the indicator can be filtered and split by a field.
bool splits(const indicator::Indicator& indicator, std::string_view field) {
  return field == "tag" ||
         std::find(indicator.by.begin(), indicator.by.end(), field) != indicator.by.end();
}

}  // namespace

Result<Spans> SpanReader::spans(std::string_view text, int line, int column) const {
  Spans spans;
  std::size_t byte = 0;
  while (byte < text.size()) {
    const std::size_t open = text.find('{', byte);
    const std::size_t stop = open == std::string_view::npos ? text.size() : open;
    const std::string_view plain = text.substr(byte, stop - byte);
    if (const std::size_t stray = plain.find('}'); stray != std::string_view::npos) {
      return fail(ErrorKind::bad_input, "template.stray_brace", {},
                  place(line, column + width(text.substr(0, byte + stray))));
    }
    if (!plain.empty()) spans.emplace_back(std::string(plain));
    if (open == std::string_view::npos) break;
    const std::size_t close = text.find('}', open);
    const int at = column + width(text.substr(0, open)) + 1;
    if (close == std::string_view::npos) {
      return fail(ErrorKind::bad_input, "template.open_brace", {}, place(line, at - 1));
    }
    spans.push_back(TRY(braces(text.substr(open + 1, close - open - 1), line, at)));
    byte = close + 1;
  }
  return spans;
}

Result<Span> SpanReader::braces(std::string_view text, int line, int column) const {
  if (const auto word = plain_word(text::trimmed(text))) return WordPart{*word};
  if (text::starts_with(text::trimmed(text), "list ")) return list(text, line, column);
  const std::size_t bar = text.find('|');
  const std::string_view expression = text.substr(0, bar);
  const std::string_view words =
      bar == std::string_view::npos ? std::string_view{} : text.substr(bar + 1);
  Tokens tokens = TRY(Tokens::read(expression, line, column));
  if (tokens.at("split") && tokens.peek(1).kind == TokenKind::name) {
    return split(expression, words, line, column);
  }
  FigurePart part;
  part.figure = TRY(figure(tokens));
  if (!tokens.done()) return tokens.unexpected("}");
  part.wording = TRY(wording(part.figure, words, line, column + width(expression) + 1));
  return part;
}

Result<indicator::Wording> SpanReader::wording(const FigureExpression& figure,
                                               std::string_view text, int line, int column) const {
  indicator::Figure shape;
  shape.indicator = indicators_.find(figure.indicator);
  shape.name.aspect = figure.aspect;
  indicator::Wording base = default_wording(shape);
  if (text::trimmed(text).empty()) return base;
  Result<indicator::Wording> wording = indicator::parse_wording(text, base);
  if (!wording) return fail(std::move(wording.error()).at(place(line, column)));
  return wording;
}

// `list FIELD of FIGURE [by FIELD [asc]] [top N] [as 《%》] [total]`. The pattern after `as` may
// hold any character, so it is taken out before the rest is read as tokens.
Result<Span> SpanReader::list(std::string_view text, int line, int column) const {
  ListPart part;
  std::string rest(text);
  if (const std::size_t as = rest.find(" as "); as != std::string::npos) {
    const std::size_t first = as + 4;
    const std::size_t stop = std::min(rest.find(' ', first), rest.size());
    const std::string pattern = rest.substr(first, stop - first);
    const std::size_t percent = pattern.find('%');
    if (percent == std::string::npos) {
      return fail(ErrorKind::bad_input, "template.bad_pattern", {{"pattern", pattern}},
                  place(line, column + width(rest.substr(0, first))));
    }
    part.before = pattern.substr(0, percent);
    part.after = pattern.substr(percent + 1);
    // Blanks of the same width keep the columns of later errors right.
    const std::string blanks(4 + static_cast<std::size_t>(width(pattern)), ' ');
    rest.replace(as, stop - as, blanks);
  }
  Tokens tokens = TRY(Tokens::read(rest, line, column));
  TRY(tokens.expect("list"));
  const std::string field_name = TRY(tokens.name("template.expected_field"));
  TRY(tokens.expect("of"));
  part.figure = TRY(figure(tokens));
  const ledger::Schema* schema = TRY(records_of(tokens, part.figure));
  part.field = field_name;
  if (field_name != "unit" && schema->field_index(field_name) < 0) {
    return fail(ErrorKind::bad_input, "template.unknown_field",
                {{"field", field_name}, {"ledger", schema->name}}, place(line, column));
  }
  TRY(order(tokens, part.figure, part.by, part.ascending, part.top));
  part.total = tokens.accept("total");
  if (!tokens.done()) return tokens.unexpected("}");
  return part;
}

Result<Span> SpanReader::split(std::string_view text, std::string_view words, int line,
                               int column) const {
  Tokens tokens = TRY(Tokens::read(text, line, column));
  TRY(tokens.expect("split"));
  SplitPart part;
  part.figure = TRY(figure(tokens));
  TRY(tokens.expect("by"));
  part.by = TRY(tokens.name("template.expected_field"));
  const indicator::Indicator& indicator = *indicators_.find(part.figure.indicator);
  if (part.by != "unit" && !splits(indicator, part.by)) {
    return fail(ErrorKind::bad_input, "figure.bad_split",
                {{"field", part.by}, {"name", indicator.id}}, place(line, column));
  }
  if (!tokens.done()) return tokens.unexpected("}");
  part.wording = TRY(wording(part.figure, words, line, column + width(text) + 1));
  return part;
}

Result<void> SpanReader::order(Tokens& tokens, const FigureExpression& figure, std::string& by,
                               bool& ascending, std::int64_t& top) const {
  if (tokens.accept("by")) {
    const ledger::Schema* schema = TRY(records_of(tokens, figure));
    by = tokens.accept("on") ? "" : TRY(field(tokens, *schema));
    ascending = tokens.accept("asc");
  }
  if (tokens.accept("top")) {
    if (tokens.peek().kind != TokenKind::number) {
      return tokens.error_here("template.expected_number");
    }
    const std::size_t byte = tokens.peek().byte;
    const Result<Decimal> number = Decimal::parse(tokens.take().text);
    const Result<std::int64_t> whole = number ? number->to_int64() : Result<std::int64_t>(0);
    if (!whole || *whole < 1 || *whole > 1000) return tokens.error_at(byte, "template.bad_top");
    top = *whole;
  }
  return {};
}

Result<FigureExpression> SpanReader::figure(Tokens& tokens) const {
  FigureExpression figure;
  std::size_t byte = tokens.peek().byte;
  figure.indicator = TRY(tokens.name("indicator.expected_indicator"));
  if (tokens.accept("(")) {
    const std::optional<Aspect> aspect = aspect_named(figure.indicator);
    if (!aspect) {
      return tokens.error_at(byte, "indicator.unknown_function", {{"name", figure.indicator}});
    }
    figure.aspect = *aspect;
    byte = tokens.peek().byte;
    figure.indicator = TRY(tokens.name("indicator.expected_indicator"));
    TRY(modifiers(tokens, figure));
    TRY(tokens.expect(")"));
  }
  if (indicators_.find(figure.indicator) == nullptr) {
    return tokens.error_at(byte, "template.unknown_indicator", {{"name", figure.indicator}});
  }
  TRY(modifiers(tokens, figure));
  return figure;
}

Result<void> SpanReader::modifiers(Tokens& tokens, FigureExpression& figure) const {
  if (tokens.accept("where")) TRY(filter(tokens, figure));
  if (tokens.at("at") || tokens.at("to")) TRY(moment(tokens, figure));
  if (tokens.at("of") && tokens.peek(1).kind != TokenKind::end) {
    tokens.take();
    if (tokens.peek().kind == TokenKind::symbol) {
      return tokens.error_here("template.expected_unit");
    }
    figure.unit = tokens.take().text;
  }
  return {};
}

Result<void> SpanReader::filter(Tokens& tokens, FigureExpression& figure) const {
  const indicator::Indicator* indicator = indicators_.find(figure.indicator);
  do {
    const std::size_t byte = tokens.peek().byte;
    const std::string name = TRY(tokens.name("template.expected_field"));
    TRY(tokens.expect("="));
    const indicator::Token& value = tokens.peek();
    if (value.kind == TokenKind::symbol || value.kind == TokenKind::end) {
      return tokens.error_here("indicator.expected_value");
    }
    figure.filter.emplace_back(name, tokens.take().text);
    if (indicator != nullptr && !splits(*indicator, name)) {
      return tokens.error_at(
          byte, "figure.bad_filter",
          {{"field", name}, {"value", figure.filter.back().second}, {"name", indicator->id}});
    }
  } while (tokens.accept("and"));
  std::sort(figure.filter.begin(), figure.filter.end());
  return {};
}

// `to date`, `at last year`, `at next year`, `at 2019`, `at "2020-01..2020-11"`.
Result<void> SpanReader::moment(Tokens& tokens, FigureExpression& figure) const {
  if (tokens.accept("to")) {
    TRY(tokens.expect("date"));
    figure.when = FigureExpression::When::to_date;
    return {};
  }
  TRY(tokens.expect("at"));
  if (tokens.at("last") || tokens.at("next")) {
    figure.when =
        tokens.at("last") ? FigureExpression::When::last_year : FigureExpression::When::next_year;
    tokens.take();
    return tokens.expect("year");
  }
  const std::size_t byte = tokens.peek().byte;
  std::string text = tokens.take().text;
  while (tokens.accept("-")) text += "-" + tokens.take().text;
  const Result<Period> period = Period::parse(text);
  if (!period) return tokens.error_at(byte, period.error().what, period.error().fields);
  figure.when = FigureExpression::When::fixed;
  figure.period = *period;
  return {};
}

Result<const ledger::Schema*> SpanReader::records_of(const Tokens& tokens,
                                                     const FigureExpression& figure) const {
  const indicator::Indicator& indicator = *indicators_.find(figure.indicator);
  const auto* aggregate = std::get_if<indicator::Aggregate>(&indicator.value);
  if (aggregate == nullptr ||
      (figure.aspect != Aspect::actual && figure.aspect != Aspect::cumulative)) {
    return tokens.error_at(0, "template.list_needs_records", {{"name", indicator.id}});
  }
  const ledger::Schema* schema = schemas_.find(aggregate->ledger);
  CHECK(schema != nullptr);  // definitions are checked
  return schema;
}

Result<std::string> SpanReader::field(Tokens& tokens, const ledger::Schema& schema) const {
  const std::size_t byte = tokens.peek().byte;
  std::string name = TRY(tokens.name("template.expected_field"));
  if (schema.field_index(name) < 0) {
    return tokens.error_at(byte, "template.unknown_field",
                           {{"field", name}, {"ledger", schema.name}});
  }
  return name;
}

Result<TemplateCondition> SpanReader::condition(std::string_view text, int line, int column) const {
  Tokens tokens = TRY(Tokens::read(text, line, column));
  TemplateCondition condition = TRY(either(tokens, 0));
  if (!tokens.done()) return tokens.unexpected("and or");
  return condition;
}

Result<TemplateCondition> SpanReader::either(Tokens& tokens, int depth) const {
  TemplateCondition first = TRY(both(tokens, depth));
  if (!tokens.at("or")) return first;
  TemplateCondition any;
  any.kind = TemplateCondition::Kind::any;
  any.parts.push_back(std::move(first));
  while (tokens.accept("or")) any.parts.push_back(TRY(both(tokens, depth)));
  return any;
}

Result<TemplateCondition> SpanReader::both(Tokens& tokens, int depth) const {
  TemplateCondition first = TRY(single(tokens, depth));
  if (!tokens.at("and")) return first;
  TemplateCondition all;
  all.kind = TemplateCondition::Kind::all;
  all.parts.push_back(std::move(first));
  while (tokens.accept("and")) all.parts.push_back(TRY(single(tokens, depth)));
  return all;
}

Result<TemplateCondition> SpanReader::single(Tokens& tokens, int depth) const {
  if (depth > limits::expression_depth) return tokens.error_here("indicator.too_deep");
  TemplateCondition condition;
  if (tokens.accept("not")) {
    condition.kind = TemplateCondition::Kind::none;
    condition.parts.push_back(TRY(single(tokens, depth + 1)));
    return condition;
  }
  if (tokens.accept("(")) {
    condition = TRY(either(tokens, depth + 1));
    TRY(tokens.expect(")"));
    return condition;
  }
  if (tokens.accept("ground")) {
    condition.kind = TemplateCondition::Kind::ground;
    condition.figure = TRY(figure(tokens));
    return condition;
  }
  if (tokens.accept("records")) {
    condition.kind = TemplateCondition::Kind::records;
    const std::size_t byte = tokens.peek().byte;
    condition.ledger = TRY(tokens.name("indicator.expected_ledger"));
    if (schemas_.find(condition.ledger) == nullptr) {
      return tokens.error_at(byte, "template.unknown_ledger", {{"ledger", condition.ledger}});
    }
    return condition;
  }
  condition.kind = TemplateCondition::Kind::compare;
  condition.figure = TRY(figure(tokens));
  const std::optional<indicator::Compare> op = indicator::accept_comparison(tokens);
  if (!op) return tokens.unexpected("= != < <= > >=");
  condition.op = *op;
  const bool negative = tokens.accept("-");
  if (tokens.peek().kind != TokenKind::number) {
    return tokens.error_here("template.expected_number");
  }
  condition.number = TRY(Decimal::parse(tokens.take().text));
  if (negative) condition.number = condition.number.negated();
  return condition;
}

Result<TableBlock> SpanReader::table(std::string_view text, int line, int column) const {
  Tokens tokens = TRY(Tokens::read(text, line, column));
  TableBlock table;
  if (tokens.peek().kind == TokenKind::text) table.title = tokens.take().text;
  const std::size_t byte = tokens.peek().byte;
  do table.columns.push_back(TRY(tokens.name("template.expected_field")));
  while (tokens.accept(","));
  TRY(tokens.expect("of"));
  table.figure = TRY(figure(tokens));
  const ledger::Schema* schema = TRY(records_of(tokens, table.figure));
  for (const std::string& name : table.columns) {
    if (name == "on" || name == "unit" || schema->field_index(name) >= 0) continue;
    return tokens.error_at(byte, "template.unknown_field",
                           {{"field", name}, {"ledger", schema->name}});
  }
  TRY(order(tokens, table.figure, table.by, table.ascending, table.top));
  if (!tokens.done()) return tokens.unexpected("top");
  return table;
}

Result<TargetsBlock> SpanReader::targets(std::string_view text, int line, int column) const {
  Tokens tokens = TRY(Tokens::read(text, line, column));
  TargetsBlock targets;
  if (tokens.peek().kind == TokenKind::text) targets.title = tokens.take().text;
  if (tokens.accept("at")) {
    TRY(tokens.expect("next"));
    TRY(tokens.expect("year"));
    targets.when = FigureExpression::When::next_year;
  }
  if (!tokens.done()) return tokens.unexpected("at");
  return targets;
}

Result<ChartBlock> SpanReader::chart(std::string_view text, int line, int column) const {
  Tokens tokens = TRY(Tokens::read(text, line, column));
  ChartBlock chart;
  const std::size_t byte = tokens.peek().byte;
  chart.kind = TRY(tokens.name("template.expected_chart"));
  const std::array<std::string_view, 4> kinds = {"column", "bar", "line", "pie"};
  if (std::find(kinds.begin(), kinds.end(), chart.kind) == kinds.end()) {
    return tokens.error_at(byte, "template.expected_chart", {{"found", chart.kind}});
  }
  if (tokens.peek().kind == TokenKind::text) chart.title = tokens.take().text;
  TRY(tokens.expect("of"));
  do chart.figures.push_back(TRY(figure(tokens)));
  while (tokens.accept(","));
  const std::size_t by_byte = tokens.peek(1).byte;
  if (tokens.accept("by")) chart.by = TRY(tokens.name("template.expected_field"));
  if (!tokens.done()) return tokens.unexpected("by");
  const std::array<std::string_view, 5> always = {"", "unit", "month", "quarter", "year"};
  const bool is_field = std::find(always.begin(), always.end(), chart.by) == always.end();
  for (const FigureExpression& figure : chart.figures) {
    const indicator::Indicator& first = *indicators_.find(chart.figures.front().indicator);
    const indicator::Indicator& other = *indicators_.find(figure.indicator);
    if (is_field && !splits(other, chart.by)) {
      return tokens.error_at(by_byte, "figure.bad_split",
                             {{"field", chart.by}, {"name", other.id}});
    }
    if (first.unit != other.unit) {
      return tokens.error_at(byte, "indicator.unit_mismatch",
                             {{"unit", first.unit}, {"other", other.unit}});
    }
  }
  return chart;
}

}  // namespace youju::narrative
