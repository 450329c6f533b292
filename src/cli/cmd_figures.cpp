#include <youju/base/clock.h>
#include <youju/cli/commands.h>
#include <youju/indicator/figure_change.h>

#include <cstdio>

namespace youju::cli {
namespace {

std::string value_of(const indicator::Figure& figure) {
  if (const Decimal* number = figure.number()) return number->to_string();
  if (const Day* day = figure.day()) return day->to_string();
  return "";
}

std::string reason_of(const indicator::Figure& figure, Language language) {
  const auto* nothing = std::get_if<indicator::FromNothing>(&figure.provenance);
  if (nothing == nullptr) return "";
  return sentence(nothing->reason, language, {{"part", nothing->part}});
}

Table figure_table() {
  Table table;
  table.columns = {{"figure", "cli.column_figure", false},
                   {"title", "cli.column_indicator", false},
                   {"value", "cli.column_value", true},
                   {"measure_unit", "cli.column_measure_unit", false},
                   {"qualifier", "cli.column_qualifier", false},
                   {"stated", "cli.column_stated", false},
                   {"stated_value", "cli.column_stated_value", true},
                   {"kind", "cli.column_kind", false},
                   {"provisional", "cli.column_provisional", false},
                   {"as_of", "cli.column_as_of", true}};
  return table;
}

// The period a growth is measured against; a part of the year where the figure's period still runs.
std::string base_of(const indicator::Figure& growth) {
  const auto* from = std::get_if<indicator::FromFigures>(&growth.provenance);
  return from == nullptr ? "" : from->operands.back().name.period.to_string();
}

// What is told beside a figure: with --compare its growth over the year before, with --since what
// has changed, with --place-within its place.
struct Beside {
  bool compare = false;
  indicator::FigureComparison* change = nullptr;
  std::optional<org::UnitId> within;
};

Result<void> add_row(Table& table, const indicator::Figure& figure, const Global& global,
                     indicator::FigureView& view, const Beside& beside) {
  const indicator::Stated stated = indicator::state(figure, global.language);
  const bool has_number = figure.number() != nullptr;
  std::vector<std::string> row = {figure.name.to_string(),
                                  figure.indicator->title.in(global.language),
                                  value_of(figure),
                                  figure.unit_of_measure,
                                  std::string(qualifier_name(stated.qualifier)),
                                  stated.text,
                                  has_number ? stated.value.to_string() : value_of(figure),
                                  std::string(figure_kind_name(figure.kind)),
                                  figure.provisional ? "yes" : "no",
                                  std::to_string(figure.as_of)};
  if (beside.compare) {
    indicator::FigureName growth = figure.name;
    growth.aspect = indicator::Aspect::growth;
    const Result<indicator::Figure> compared = view.figure(growth);
    row.push_back(compared ? indicator::state(*compared, global.language).text : "");
    row.push_back(compared ? base_of(*compared) : "");
  }
  if (beside.change != nullptr) {
    const indicator::FigureChange change = TRY(beside.change->change(figure.name));
    row.push_back(value_of(change.then));
    row.push_back(change.difference ? change.difference->to_string() : "");
  }
  if (beside.within) {
    const auto places = TRY(view.places(figure.name, {figure.name.indicator}, *beside.within));
    const indicator::FigurePlace& place = places.front();
    row.push_back(place.place == 0 ? "" : std::to_string(place.place));
    row.push_back(place.of == 0 ? "" : std::to_string(place.of));
    row.push_back(place.best ? value_of(*place.best) : "");
    row.push_back(place.best ? place.best->name.unit : "");
  }
  table.rows.push_back(std::move(row));
  return {};
}

// "carriers_new?level=national" of the asked unit and period.
Result<indicator::FigureName> name_of(const std::string& text, const FiguresArguments& arguments) {
  const std::size_t question = text.find('?');
  std::string name = text.substr(0, question) + "@" + arguments.unit + "@" + arguments.period;
  if (question != std::string::npos) name += text.substr(question);
  return indicator::FigureName::parse(name);
}

Result<std::unique_ptr<indicator::FigureComparison>> compare_figures(
    const app::Workspace& workspace, const std::string& since, const std::string& until) {
  const ledger::Moment begin = TRY(workspace.ledgers().moment(since));
  std::optional<ledger::Moment> end;
  if (!until.empty()) end = TRY(workspace.ledgers().moment(until));
  return workspace.figures().compare(workspace.owner(), begin, end);
}

}  // namespace

Outcome figures(const Global& global, const FiguresArguments& arguments) {
  const auto workspace = TRY(open_to_read(global));
  if (!arguments.compare.empty() && arguments.compare != "yoy") {
    return fail(ErrorKind::bad_usage, "cli.unknown_comparison", {{"text", arguments.compare}});
  }
  std::unique_ptr<indicator::FigureComparison> comparison;
  std::unique_ptr<indicator::FigureView> alone;
  if (arguments.since.empty()) {
    alone = workspace->figures().view(workspace->owner());
  } else {
    comparison = TRY(compare_figures(*workspace, arguments.since, arguments.until));
  }
  indicator::FigureView* const view = comparison ? &comparison->now() : alone.get();
  Beside beside{!arguments.compare.empty(), comparison.get(), {}};
  if (!arguments.place_within.empty()) {
    beside.within = TRY(view->directory().find(arguments.place_within));
  }
  std::vector<std::string> wanted = arguments.indicators;
  const bool every = wanted.empty();
  if (every) {
    for (const indicator::Indicator& each : view->indicators().all()) wanted.push_back(each.id);
  }
  Table table = figure_table();
  if (beside.compare) {
    table.columns.push_back({"growth", "cli.column_growth", false});
    table.columns.push_back({"compared_with", "cli.column_compared_with", false});
  }
  if (beside.change != nullptr) {
    table.columns.push_back({"then", "cli.column_then", true});
    table.columns.push_back({"difference", "cli.column_difference", true});
  }
  if (beside.within) {
    table.columns.push_back({"place", "cli.column_place", true});
    table.columns.push_back({"of", "cli.column_of", true});
    table.columns.push_back({"best", "cli.column_best", true});
    table.columns.push_back({"best_unit", "cli.column_unit", false});
  }
  for (const std::string& text : wanted) {
    const indicator::FigureName name = TRY(name_of(text, arguments));
    if (!arguments.by.empty()) {
      const Result<std::vector<indicator::Figure>> parts = view->parts(name, arguments.by);
      // Asked of every indicator, a split is shown where it applies.
      if (!parts && every && parts.error().what == "figure.bad_split") continue;
      if (!parts) return fail(parts.error());
      for (const indicator::Figure& part : *parts) {
        TRY(add_row(table, part, global, *view, beside));
      }
      continue;
    }
    const indicator::Figure figure = TRY(view->figure(name));
    if (every && !arguments.all && figure.kind == indicator::FigureKind::missing) continue;
    TRY(add_row(table, figure, global, *view, beside));
  }
  fmt::print("{}", printed(table, global.format, global.language));
  return 0;
}

namespace {

using NilReturns = std::vector<ledger::Ledgers::NilReturn>;

void print_head(const indicator::Figure& figure, const NilReturns& nil_returns,
                const org::Directory& directory, const Global& global) {
  Table table;
  table.columns = {{"name", "cli.column_property", false}, {"value", "cli.column_value", false}};
  // Programs read a name besides that no language changes: "figure", "nil_return".
  const bool for_people = global.format == Format::table;
  if (!for_people) table.columns.push_back({"property", "cli.column_property", false});
  const auto row = [&](std::string_view id, std::string value) {
    std::vector<std::string> cells = {sentence(id, global.language), std::move(value)};
    constexpr std::string_view column = "cli.column_";
    if (!for_people) cells.emplace_back(id.substr(id.starts_with(column) ? column.size() : 4));
    table.rows.push_back(std::move(cells));
  };
  row("cli.column_figure", figure.name.to_string());
  row("cli.column_indicator", figure.indicator->title.in(global.language));
  row("cli.definition", figure.indicator->definition.in(global.language));
  const std::string value = value_of(figure);
  const bool measured = !value.empty() && !figure.unit_of_measure.empty();
  row("cli.column_value", measured ? value + " " + figure.unit_of_measure : value);
  row("cli.column_stated", indicator::state(figure, global.language).text);
  row("cli.column_kind", std::string(figure_kind_name(figure.kind)));
  row("cli.column_as_of", std::to_string(figure.as_of));
  if (const auto* source = std::get_if<indicator::FromSource>(&figure.provenance)) {
    row("cli.source", source->source.citation);
    row("cli.entered_by", source->source.entered_by);
    row("cli.note", source->source.note);
  }
  if (const auto* operands = std::get_if<indicator::FromFigures>(&figure.provenance)) {
    row("cli.rule", operands->rule);
    for (const indicator::Figure& operand : operands->operands) {
      row("cli.operand", operand.name.to_string() + " = " + value_of(operand));
    }
  }
  for (const auto& nil : nil_returns) {
    row("cli.nil_return", directory.unit(nil.unit).name + " " + nil.period.to_string());
  }
  if (figure.kind == indicator::FigureKind::missing) {
    row("cli.reason", reason_of(figure, global.language));
  }
  fmt::print("{}", printed(table, global.format, global.language));
}

// What a record is called; "" where nobody may be named, or nothing is.
std::string title_of(const app::Workspace& workspace, const ledger::Schema& schema,
                     const ledger::Record& record, const Global& global) {
  if (schema.name_field < 0) return "";
  const auto index = static_cast<std::size_t>(schema.name_field);
  const ledger::Field& field = schema.fields[index];
  if (field.is_private) return "";
  return workspace.ledgers().show(field, record.values[index], global.language);
}

Result<void> print_records(const app::Workspace& workspace,
                           const std::vector<indicator::RecordReference>& references,
                           const Global& global) {
  if (references.empty()) return {};
  const ledger::Schema& schema = *references.front().schema;
  Table table;
  table.columns = {{"id", "cli.column_record", false},
                   {"unit", "cli.column_unit", false},
                   {"on", "cli.column_on", false},
                   {"contribution", "cli.column_contribution", true},
                   {"name", "cli.column_name", false}};
  const auto directory = workspace.ledgers().directory();
  for (const indicator::RecordReference& reference : references) {
    const ledger::Record record =
        TRY(workspace.ledgers().record(workspace.owner(), schema.name, reference.id));
    table.rows.push_back({reference.id.to_string(), directory->unit(reference.unit).short_name,
                          reference.on.to_string(),
                          reference.contribution ? reference.contribution->to_string() : "1",
                          title_of(workspace, schema, record, global)});
  }
  if (global.format == Format::table) fmt::print("\n");
  fmt::print("{}", printed(table, global.format, global.language));
  return {};
}

// Documents carry the name behind their own mark.
Result<indicator::FigureName> traced_name(const std::string& figure) {
  return indicator::FigureName::parse(figure.starts_with("yj:") ? figure.substr(3) : figure);
}

}  // namespace

Outcome trace(const Global& global, const TraceArguments& arguments) {
  const auto workspace = TRY(open_to_read(global));
  const indicator::FigureName name = TRY(traced_name(arguments.figure));
  const auto view = workspace->figures().view(workspace->owner());
  const indicator::Figure found = TRY(view->figure(name));
  const auto references = TRY(view->records(name, 0, std::numeric_limits<std::size_t>::max()));
  if (global.format == Format::table || references.empty()) {
    print_head(found, TRY(view->nil_returns(name)), view->directory(), global);
  }
  TRY(print_records(*workspace, references, global));
  return found.kind == indicator::FigureKind::missing ? 1 : 0;
}

Outcome trace_change(const Global& global, const TraceArguments& arguments) {
  const auto workspace = TRY(open_to_read(global));
  const indicator::FigureName name = TRY(traced_name(arguments.figure));
  const auto comparison = TRY(compare_figures(*workspace, arguments.since, arguments.until));
  const indicator::FigureChange change = TRY(comparison->change(name));
  const indicator::ChangedRecords changed =
      TRY(comparison->records(name, 0, std::numeric_limits<std::size_t>::max()));
  if (global.format == Format::table) {
    Table head;
    head.columns = {{"figure", "cli.column_figure", false},
                    {"then", "cli.column_then", true},
                    {"now", "cli.column_is_now", true},
                    {"difference", "cli.column_difference", true}};
    head.rows.push_back({name.to_string(), value_of(change.then), value_of(change.now),
                         change.difference ? change.difference->to_string() : ""});
    fmt::print("{}", printed(head, global.format, global.language));
    if (changed.rows.empty()) return 0;
    fmt::print("\n");
  }
  Table table;
  table.columns = {{"id", "cli.column_record", false}, {"cause", "cli.column_cause", false},
                   {"unit", "cli.column_unit", false}, {"on", "cli.column_on", false},
                   {"before", "cli.column_was", true}, {"after", "cli.column_contribution", true},
                   {"at", "cli.column_at", false},     {"actor", "cli.column_actor", false},
                   {"name", "cli.column_name", false}};
  const auto directory = workspace->ledgers().directory();
  for (const indicator::ChangedRecord& each : changed.rows) {
    const ledger::Record record =
        TRY(workspace->ledgers().record(workspace->owner(), each.schema->name, each.id));
    const std::string_view cause = indicator::change_cause_name(each.cause);
    const bool for_people = global.format == Format::table;
    table.rows.push_back(
        {each.id.to_string(),
         for_people ? sentence("figure.cause." + std::string(cause), global.language)
                    : std::string(cause),
         directory->unit(each.unit).short_name, each.on.to_string(),
         each.before ? each.before->to_string() : "", each.after ? each.after->to_string() : "",
         each.seq == 0 ? "" : instant_to_string(each.at_ms), each.actor,
         title_of(*workspace, *each.schema, record, global)});
  }
  fmt::print("{}", printed(table, global.format, global.language));
  return 0;
}

}  // namespace youju::cli
