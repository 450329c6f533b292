#include <youju/base/text.h>
#include <youju/narrative/composer.h>

#include <algorithm>
#include <utility>

namespace youju::narrative {
namespace {

// GB/T 15834-2011: no 、 between parallel items that carry quotation or title marks of their own.
std::string_view separator(const ListPart& part) {
  const bool marked = part.before == "《" || part.before == "“";
  return marked ? "" : "、";
}

// The step that a wording rounds to, or nothing if it prints every digit.
std::optional<Decimal> step_of(const indicator::Wording& wording) {
  if (wording.rounding != indicator::Wording::Rounding::exact) return wording.step;
  if (wording.places < 0) return std::nullopt;
  const Result<Decimal> step = Decimal(1).shifted(wording.power - wording.places);
  CHECK(step.has_value());
  return *step;
}

}  // namespace

std::string Composer::word(WordPart::Word word) const {
  const org::Unit& unit = figures_.directory().unit(request_.unit);
  const int year = request_.period.first().year();
  switch (word) {
    case WordPart::Word::unit:
      return unit.name;
    case WordPart::Word::unit_short:
      return unit.short_name;
    case WordPart::Word::year:
      return std::to_string(year);
    case WordPart::Word::next_year:
      return std::to_string(year + 1);
    case WordPart::Word::last_year:
      return std::to_string(year - 1);
    case WordPart::Word::period:
      return request_.period.to_chinese();
  }
  return "";
}

Result<Line> Composer::line(const Spans& spans) {
  Line line;
  const auto plain_text = [&](std::string text) {
    auto* last = line.empty() ? nullptr : std::get_if<Text>(&line.back());
    if (last != nullptr) {
      last->text += text;
    } else {
      line.emplace_back(Text{std::move(text), false});
    }
  };
  for (const Span& span : spans) {
    if (const auto* text = std::get_if<std::string>(&span)) {
      plain_text(*text);
    } else if (const auto* part = std::get_if<WordPart>(&span)) {
      plain_text(word(part->word));
    } else if (const auto* number = std::get_if<FigurePart>(&span)) {
      TRY(figure(line, *number));
    } else if (const auto* names = std::get_if<ListPart>(&span)) {
      TRY(list(line, *names));
    } else {
      TRY(split(line, std::get<SplitPart>(span)));
    }
  }
  return line;
}

Result<std::string> Composer::plain(const Spans& spans) {
  std::string text;
  for (const Inline& part : TRY(line(spans))) {
    const auto* mark = std::get_if<FigureMark>(&part);
    text += mark != nullptr ? mark->text : std::get<Text>(part).text;
  }
  return text;
}

Result<indicator::FigureName> Composer::name_of(const FigureExpression& expression) const {
  indicator::FigureName name;
  name.aspect = expression.aspect;
  name.indicator = expression.indicator;
  name.filter = expression.filter;
  name.unit =
      expression.unit.empty() ? figures_.directory().unit(request_.unit).code : expression.unit;
  name.period = request_.period;
  switch (expression.when) {
    case FigureExpression::When::same:
      break;
    case FigureExpression::When::last_year:
      name.period = TRY(request_.period.years_later(-1));
      break;
    case FigureExpression::When::next_year:
      name.period = TRY(request_.period.years_later(1));
      break;
    case FigureExpression::When::fixed:
      name.period = expression.period;
      break;
    case FigureExpression::When::to_date:
      name.aspect = indicator::Aspect::cumulative;
      break;
  }
  // A name that does not fit into a Word tag could not be traced back from the document.
  TRY(indicator::FigureName::parse(name.to_string()));
  return name;
}

Result<indicator::Figure> Composer::ask(const FigureExpression& expression) {
  return figures_.figure(TRY(name_of(expression)));
}

// The indicator's title, made definite: 目标, the parts of the filter, another unit or period.
std::string Composer::title_of(const indicator::Figure& figure) const {
  std::string title = figure.indicator->title.in(request_.language);
  std::vector<std::string> details;
  for (const auto& [field, value] : figure.name.filter) {
    details.push_back(figures_.part_title(figure.name, field, request_.language));
  }
  if (figure.name.unit != document_.unit_code) {
    details.push_back(figures_.part_title(figure.name, "unit", request_.language));
  }
  if (!(figure.name.period == request_.period)) {
    details.push_back(figure.name.period.to_chinese());
  }
  switch (figure.name.aspect) {
    case indicator::Aspect::target:
      details.push_back(say("narrative.aspect_target"));
      break;
    case indicator::Aspect::growth:
      details.push_back(say("narrative.aspect_growth"));
      break;
    case indicator::Aspect::rank:
      details.push_back(say("narrative.aspect_rank"));
      break;
    case indicator::Aspect::cumulative:
      details.push_back(say("narrative.aspect_cumulative"));
      break;
    case indicator::Aspect::progress:
      details.push_back(say("narrative.aspect_progress"));
      break;
    case indicator::Aspect::actual:
      break;
  }
  if (details.empty()) return title;
  return say("narrative.title_with_details",
             {{"title", title}, {"details", fmt::format("{}", fmt::join(details, "，"))}});
}

Result<FigureMark> Composer::mark(const indicator::Figure& figure,
                                  const indicator::Wording& wording) {
  FigureMark mark;
  mark.name = figure.name;
  mark.wording = wording;
  mark.title = title_of(figure);
  mark.unit = figure.unit_of_measure;
  mark.kind = figure.kind;
  mark.text = indicator::state(figure, wording, request_.language).text;
  if (const Decimal* number = figure.number()) mark.value = number->to_string();
  if (const Day* day = figure.day()) mark.value = day->to_string();
  if (figure.kind == indicator::FigureKind::missing) {
    mark.text = say("figure.gap", {{"title", mark.title}});
  }
  if (used_names_.insert(figure.name.to_string()).second) {
    used_.push_back(figure);
    if (const auto* nothing = std::get_if<indicator::FromNothing>(&figure.provenance)) {
      document_.gaps.push_back(Gap{mark, TRY(reason_of(*nothing))});
    }
  }
  return mark;
}

Result<void> Composer::figure(Line& line, const FigurePart& part) {
  line.emplace_back(TRY(mark(TRY(ask(part.figure)), part.wording)));
  return {};
}

// 《甲》《乙》等20场: 等 only when more exist than are named, so that the reader's count is right.
Result<void> Composer::list(Line& line, const ListPart& part) {
  const indicator::Figure whole = TRY(ask(part.figure));
  std::vector<std::string> names;
  bool more = false;
  if (whole.kind == indicator::FigureKind::proven) {
    const auto* aggregate = std::get_if<indicator::Aggregate>(&whole.indicator->value);
    const ledger::Schema* schema = ledgers_.schemas()->find(aggregate->ledger);
    const bool by_day = part.by.empty();
    for (const ledger::Record& record :
         TRY(records(part.figure, part.by, part.ascending || by_day))) {
      const std::string name = show(*schema, record, part.field);
      if (name.empty() || std::find(names.begin(), names.end(), name) != names.end()) continue;
      more = part.top > 0 && static_cast<std::int64_t>(names.size()) == part.top;
      if (more) break;
      names.push_back(name);
    }
  }
  std::string text;
  for (const std::string& name : names) {
    if (!text.empty()) text += separator(part);
    text += part.before + name + part.after;
  }
  const Decimal* count = whole.number();
  const bool all_named =
      count != nullptr && *count == Decimal(static_cast<std::int64_t>(names.size()));
  const bool closes = part.total && (names.empty() || all_named);
  if (!names.empty() && !closes && (more || part.total)) text += say("narrative.and_others");
  if (names.empty() && !part.total) text = say("figure.gap", {{"title", title_of(whole)}});
  line.emplace_back(Text{std::move(text), false});
  if (part.total) line.emplace_back(TRY(mark(whole, default_wording(whole))));
  return {};
}

// 国家级4个、市级11个: printed parts add up to the printed total, whatever each would round to.
Result<void> Composer::split(Line& line, const SplitPart& part) {
  const indicator::Figure whole = TRY(ask(part.figure));
  const std::vector<indicator::Figure> all =
      TRY(figures_.parts(TRY(name_of(part.figure)), part.by));
  std::vector<indicator::Figure> figures;
  std::vector<Decimal> values;
  for (const indicator::Figure& figure : all) {
    if (figure.number() == nullptr || figure.number()->is_zero()) continue;
    figures.push_back(figure);
    values.push_back(*figure.number());
  }
  if (figures.empty()) {
    line.emplace_back(TRY(mark(whole, part.wording)));
    return {};
  }
  std::vector<Decimal> printed = values;
  const std::optional<Decimal> step = step_of(part.wording);
  if (step && whole.number() != nullptr) {
    const Result<std::vector<Decimal>> balanced =
        indicator::balance(*whole.number(), values, *step);
    // Parts that overlap (a record with two tags) do not add up and are printed as they are.
    if (balanced) printed = *balanced;
  }
  for (std::size_t index = 0; index < figures.size(); ++index) {
    const std::string name = figures_.part_title(figures[index].name, part.by, request_.language);
    line.emplace_back(Text{(index == 0 ? "" : "、") + name, false});
    FigureMark printing = TRY(mark(figures[index], part.wording));
    if (printed[index] != values[index]) {
      indicator::Figure shown = figures[index];
      shown.value = printed[index];
      const std::string text = indicator::state(shown, part.wording, request_.language).text;
      printing.balanced = text != printing.text;
      balanced_ = balanced_ || printing.balanced;
      printing.text = text;
    }
    line.emplace_back(std::move(printing));
  }
  return {};
}

}  // namespace youju::narrative
