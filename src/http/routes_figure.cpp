// Figures: which there are, their values in any cut, and the ground of each.
#include <youju/http/route.h>
#include <youju/http/tell.h>
#include <youju/http/url.h>

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

Result<Response> indicators(Call& call) {
  const auto set = call.workspace.figures().indicators();
  JsonWriter json;
  json.begin_object().key("rows").begin_array();
  for (const indicator::Indicator& each : set->all()) {
    json.begin_object().member("name", each.id).member("title", each.title.in(call.language));
    json.member("definition", each.definition.in(call.language));
    json.member("unit_of_measure", each.measure.in(call.language)).member("pack", each.pack);
    json.member("kind", quantity_name(each.quantity));
    tell_filter_fields(json, call, each);
    json.end_object();
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

// Its place among the units beside it, where there is one.
void tell_rank(JsonWriter& json, FigureView& view, FigureName name) {
  if (name.aspect != indicator::Aspect::actual) return;
  name.aspect = indicator::Aspect::rank;
  const auto rank = view.figure(name);
  if (!rank || rank->number() == nullptr || !rank->rank_of) return;
  json.key("rank").begin_object().member("figure", rank->name.to_string());
  json.member("place", value_of(*rank)).key("of").number(*rank->rank_of).end_object();
}

Result<Response> figures(Call& call) {
  const auto view = call.workspace.figures().view(call.access);
  const bool compares = call.query("compare") == "yoy";
  const bool ranks = call.query("rank") == "true";
  const std::string by = call.query("by");
  FigureName name = TRY(call.figures());
  const std::vector<std::string> wanted = TRY(call.list("indicators"));
  // Room for a row of each, which is not to be moved from place to place while it grows.
  constexpr std::size_t row_bytes = 448;
  std::string room((wanted.empty() ? view->indicators().all().size() : wanted.size()) * row_bytes,
                   '\0');
  JsonWriter json;
  json.take_into(room);
  json.begin_object().key("as_of").number(view->as_of()).key("rows").begin_array();
  FigureTelling telling(call, *view);
  const auto tell = [&](const Figure& figure) -> Result<void> {
    json.begin_object();
    telling.members(json, figure);
    if (!by.empty()) {
      json.member("part_title", view->part_title(figure.name, by, call.language));
    }
    if (compares) TRY(tell_comparison(json, call, *view, figure.name));
    if (ranks) tell_rank(json, *view, figure.name);
    json.end_object();
    return {};
  };
  std::size_t told = 0;
  const auto tell_all = [&](const std::string& indicator) -> Result<void> {
    name.indicator = indicator;
    if (by.empty()) {
      TRY(indicator::check_cells(++told));
      return tell(*TRY(view->look(name)));
    }
    const std::vector<Figure> found = TRY(view->parts(name, by));
    told += found.size();
    TRY(indicator::check_cells(told));
    for (const Figure& figure : found) TRY(tell(figure));
    return {};
  };
  for (const std::string& indicator : wanted) TRY(tell_all(indicator));
  if (wanted.empty()) {
    for (const indicator::Indicator& each : view->indicators().all()) TRY(tell_all(each.id));
  }
  json.end_array().end_object();
  return http::json(json);
}

// All units of a kind are as many as a table has cells, each perhaps with its rank.
bool asks_many(const Request& head) { return query_value(head.query, "by").starts_with("unit:"); }

Result<Response> figure(Call& call) {
  const auto name = TRY(FigureName::parse(call.part("figure")));
  const auto view = call.workspace.figures().view(call.access);
  const Figure found = TRY(view->figure(name));
  JsonWriter json;
  json.begin_object();
  tell_figure_members(json, call, *view, found);
  tell_figure_ground(json, call, *view, found);
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

constexpr Parameter cut[] = {{"unit", "unit"}, {"period", "period"}, {"indicators", "text"},
                             {"by", "text"},   {"compare", "text"},  {"rank", "boolean"}};
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
     .errors = "figure.unknown_indicator figure.bad_filter figure.bad_split figure.table_too_large "
               "org.unknown_unit org.unknown_unit_kind",
     .is_slow = asks_many,
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
