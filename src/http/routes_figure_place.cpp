// Where a unit stands among many, by several indicators at once.
#include <youju/http/route.h>
#include <youju/http/tell.h>

namespace youju::http {
namespace {

using indicator::FigureName;
using indicator::FigurePlace;

// The superior below which is looked: the unit's own, if none is asked.
Result<org::UnitId> superior(const Call& call, org::UnitId unit, Day day) {
  const auto directory = call.ledgers().directory();
  if (call.has("within")) return directory->find(call.query("within"));
  const auto tree = directory->tree(day);
  const auto parent = tree->has(unit) ? tree->parent(unit) : std::nullopt;
  // Above a root there is nobody, and below itself it does not stand: that is said by the room.
  return parent.value_or(unit);
}

Result<Response> places(Call& call) {
  const auto view = call.workspace.figures().view(call.access);
  const FigureName name = TRY(call.figures());
  const org::UnitId within = TRY(superior(call, TRY(call.unit()), name.period.last()));
  const std::vector<std::string> indicators = TRY(call.list("indicators"));
  const auto found = TRY(view->places(name, indicators, within));
  JsonWriter json;
  json.begin_object().key("as_of").number(view->as_of());
  json.member("within", call.ledgers().directory()->unit(within).code);
  json.key("rows").begin_array();
  for (const FigurePlace& each : found) {
    json.begin_object().key("own");
    tell_figure(json, call, *view, each.own);
    json.key("place").number(each.place).key("of").number(each.of);
    if (each.best) {
      json.key("best");
      tell_figure(json, call, *view, *each.best);
    }
    json.end_object();
  }
  json.end_array().end_object();
  return http::json(json);
}

constexpr Parameter asked[] = {
    {"indicators", "text", true}, {"unit", "unit"}, {"period", "period"}, {"within", "unit"}};

constexpr Route table[] = {
    {.method = "GET",
     .path = "/api/figure-places",
     .sentence = "http.route.figure_places",
     .query = asked,
     .output = "FigurePlaces",
     .errors = "figure.unknown_indicator figure.not_within figure.too_many_places "
               "org.unknown_unit",
     .work = Work::slow,
     .handler = places},
};

}  // namespace

std::span<const Route> figure_place_routes() { return table; }

}  // namespace youju::http
