// Figures: which there are, their values in any cut, and the ground of each.
#include <youju/base/clock.h>
#include <youju/base/limits.h>
#include <youju/base/text.h>
#include <youju/http/route.h>
#include <youju/http/tell.h>

#include <array>

namespace youju::http {
namespace {

using indicator::Figure;
using indicator::FigureName;
using indicator::FigureView;

std::string_view quantity_name(indicator::Quantity quantity) {
  constexpr std::array<std::string_view, 5> names = {"amount", "stock", "ratio", "rank", "day"};
  return names[static_cast<std::size_t>(quantity)];
}

// What a field of a split is called: the title it has in the indicator's ledger.
std::string field_title(const Call& call, const ledger::SchemaSet& schemas,
                        const std::string& field) {
  if (has_sentence("http.field." + field)) return call.say("http.field." + field);
  for (const ledger::Schema& schema : schemas.all()) {
    const int index = schema.field_index(field);
    if (index >= 0) return schema.fields[static_cast<std::size_t>(index)].title.in(call.language);
  }
  return field;
}

Result<Response> indicators(Call& call) {
  const auto set = call.workspace.figures().indicators();
  const auto schemas = call.ledgers().schemas();
  JsonWriter json;
  json.begin_object().key("rows").begin_array();
  for (const indicator::Indicator& each : set->all()) {
    json.begin_object().member("name", each.id).member("title", each.title.in(call.language));
    json.member("definition", each.definition.in(call.language));
    json.member("unit_of_measure", each.unit).member("pack", each.pack);
    json.member("kind", quantity_name(each.quantity)).key("fields").begin_array();
    for (const std::string& field : each.by) {
      json.begin_object().member("name", field);
      json.member("title", field_title(call, *schemas, field)).end_object();
    }
    json.end_array().end_object();
  }
  json.end_array().end_object();
  return http::json(json);
}

// Beside each figure the like one of the year before, and the growth where it can be told.
Result<void> tell_comparison(JsonWriter& json, const Call& call, FigureView& view,
                             const FigureName& name) {
  FigureName before = name;
  const auto period = name.period.years_later(-1);
  if (!period) return {};
  before.period = *period;
  const Figure then = TRY(view.figure(before));
  json.key("compare").begin_object().member("figure", then.name.to_string());
  json.member("value", value_of(then)).member("stated", indicator::state(then, call.language).text);
  FigureName growth = name;
  growth.aspect = indicator::Aspect::growth;
  const auto grown =
      name.aspect == indicator::Aspect::actual ? view.figure(growth) : tl::unexpected(Error{});
  const bool told = grown && grown->number() != nullptr;
  json.member("growth", told ? value_of(*grown) : "");
  json.member("growth_stated", told ? indicator::state(*grown, call.language).text : "");
  json.end_object();
  return {};
}

Result<std::vector<std::string>> wanted_indicators(const Call& call, const FigureView& view) {
  std::vector<std::string> names;
  const std::string wanted = call.query("indicators");  // the parts below are views of it
  for (const std::string_view one : text::split(wanted, ',')) {
    if (!one.empty()) names.emplace_back(one);
  }
  if (names.empty()) {
    for (const indicator::Indicator& each : view.indicators().all()) names.push_back(each.id);
  }
  if (names.size() > limits::page_rows_max) {
    return fail(ErrorKind::too_large, "http.too_many_rows",
                {{"max", std::to_string(limits::page_rows_max)}});
  }
  return names;
}

Result<Response> figures(Call& call) {
  const auto view = call.workspace.figures().view(call.access);
  const bool compares = call.query("compare") == "yoy";
  const std::string by = call.query("by");
  FigureName name;
  name.unit = call.ledgers().directory()->unit(TRY(call.unit())).code;
  name.period =
      call.has("period") ? TRY(call.period()) : Period::year(call.workspace.clock().today().year());
  JsonWriter json;
  json.begin_object().key("as_of").number(view->as_of()).key("rows").begin_array();
  for (const std::string& indicator : TRY(wanted_indicators(call, *view))) {
    name.indicator = indicator;
    std::vector<Figure> found;
    if (by.empty()) {
      found.push_back(TRY(view->figure(name)));
    } else {
      found = TRY(view->parts(name, by));
    }
    for (const Figure& figure : found) {
      json.begin_object();
      tell_figure_members(json, call, *view, figure);
      if (!by.empty()) {
        json.member("part_title", view->part_title(figure.name, by, call.language));
      }
      if (compares) TRY(tell_comparison(json, call, *view, figure.name));
      json.end_object();
    }
  }
  json.end_array().end_object();
  return http::json(json);
}

void tell_source(JsonWriter& json, const indicator::Source& source) {
  json.key("source").begin_object().member("citation", source.citation);
  json.member("note", source.note).member("entered_by", source.entered_by);
  json.member("entered", instant_to_string(source.entered_ms)).end_object();
}

void tell_ground(JsonWriter& json, const Call& call, FigureView& view, const Figure& figure) {
  json.key("provenance").begin_object();
  if (const auto* records = std::get_if<indicator::FromRecords>(&figure.provenance)) {
    json.member("kind", "records").key("records").number(records->records);
    json.key("nil_returns").number(records->nil_returns);
    json.key("incomplete").number(records->incomplete);
  } else if (const auto* source = std::get_if<indicator::FromSource>(&figure.provenance)) {
    json.member("kind", "source");
    tell_source(json, source->source);
  } else if (const auto* operands = std::get_if<indicator::FromFigures>(&figure.provenance)) {
    json.member("kind", "figures").member("rule", operands->rule).key("operands").begin_array();
    for (const Figure& each : operands->operands) tell_figure(json, call, view, each);
    json.end_array().key("out_of_sight").number(operands->out_of_sight);
  } else if (const auto* nothing = std::get_if<indicator::FromNothing>(&figure.provenance)) {
    json.member("kind", "nothing");
    json.member("reason", call.say(nothing->reason, {{"part", nothing->part}}));
  }
  json.end_object();
}

Result<Response> figure(Call& call) {
  const auto name = TRY(FigureName::parse(call.part("figure")));
  const auto view = call.workspace.figures().view(call.access);
  const Figure found = TRY(view->figure(name));
  JsonWriter json;
  json.begin_object();
  tell_figure_members(json, call, *view, found);
  json.member("definition", found.indicator->definition.in(call.language));
  tell_ground(json, call, *view, found);
  json.end_object();
  return http::json(json);
}

Result<Response> records(Call& call) {
  const auto name = TRY(FigureName::parse(call.part("figure")));
  const auto view = call.workspace.figures().view(call.access);
  const auto offset = TRY(call.offset());
  const auto references = TRY(view->records(name, offset, TRY(call.rows())));
  const Figure found = TRY(view->figure(name));
  JsonWriter json;
  json.begin_object();
  if (!references.empty()) {
    const ledger::Schema& schema = *references.front().schema;
    json.key("ledger");
    tell_ledger(json, call, schema);
    json.key("rows").begin_array();
    const RecordTelling telling(call, schema);
    for (const indicator::RecordReference& each : references) {
      const ledger::Record record = TRY(call.ledgers().record(call.access, schema.name, each.id));
      TRY(telling.record(json, record,
                         each.contribution ? each.contribution->to_string() : std::string()));
    }
    json.end_array();
  } else {
    json.key("rows").begin_array().end_array();
  }
  const auto* from = std::get_if<indicator::FromRecords>(&found.provenance);
  json.key("total").number(from == nullptr ? 0 : from->records).end_object();
  return http::json(json);
}

constexpr Parameter cut[] = {{"unit", "unit"},
                             {"period", "period"},
                             {"indicators", "text"},
                             {"by", "text"},
                             {"compare", "text"}};
constexpr Parameter page[] = {{"offset", "integer"}, {"rows", "integer"}};

constexpr Route table[] = {
    {.method = "GET",
     .path = "/api/indicators",
     .sentence = "http.route.indicators",
     .output = "Page<Indicator>",
     .handler = indicators},
    {.method = "GET",
     .path = "/api/figures",
     .sentence = "http.route.figures",
     .query = cut,
     .output = "FigureList",
     .errors = "figure.unknown_indicator figure.bad_filter org.unknown_unit",
     .handler = figures},
    {.method = "GET",
     .path = "/api/figures/{figure}",
     .sentence = "http.route.figure",
     .output = "FigureDetail",
     .errors = "figure.bad_name figure.unknown_indicator org.unknown_unit",
     .handler = figure},
    {.method = "GET",
     .path = "/api/figures/{figure}/records",
     .sentence = "http.route.figure_records",
     .query = page,
     .output = "FigureRecords",
     .errors = "figure.bad_name figure.unknown_indicator org.unknown_unit",
     .handler = records},
};

}  // namespace

std::span<const Route> figure_routes() { return table; }

}  // namespace youju::http
