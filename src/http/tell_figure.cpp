#include <youju/http/tell.h>

#include <array>

namespace youju::http {
namespace {

std::string_view aspect_name(indicator::Aspect aspect) {
  constexpr std::array<std::string_view, 6> names = {"actual", "target",     "growth",
                                                     "rank",   "cumulative", "progress"};
  return names[static_cast<std::size_t>(aspect)];
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

}  // namespace

std::string period_title(const Call& call, const Period& period) {
  return call.language == Language::en ? period.to_string() : period.to_chinese();
}

std::string value_of(const indicator::Figure& figure) {
  if (const Decimal* number = figure.number()) return number->to_string();
  if (const Day* day = figure.day()) return day->to_string();
  return "";
}

void tell_filter_fields(JsonWriter& json, const Call& call, const indicator::Indicator& indicator) {
  const auto schemas = call.ledgers().schemas();
  json.key("fields").begin_array();
  for (const std::string& field : indicator.by) {
    json.begin_object().member("name", field);
    json.member("title", field_title(call, *schemas, field)).end_object();
  }
  json.end_array();
}

void tell_figure_members(JsonWriter& json, const Call& call, indicator::FigureView& view,
                         const indicator::Figure& figure) {
  json.member("name", figure.name.to_string()).member("indicator", figure.name.indicator);
  json.member("aspect", aspect_name(figure.name.aspect));
  json.member("title", figure.indicator->title.in(call.language));
  json.member("unit", figure.name.unit);
  json.member("unit_name", view.part_title(figure.name, "unit", call.language));
  json.member("period", figure.name.period.to_string());
  json.member("period_title", period_title(call, figure.name.period));
  json.key("filter").begin_object();
  for (const auto& [field, value] : figure.name.filter) json.member(field, value);
  json.end_object().member("value", value_of(figure));
  json.member("qualifier", qualifier_name(figure.qualifier));
  json.member("kind", figure_kind_name(figure.kind));
  json.member("stated", indicator::state(figure, call.language).text);
  json.member("unit_of_measure", figure.unit_of_measure);
  json.key("provisional").boolean(figure.provisional);
  json.key("not_applicable").boolean(figure.not_applicable);
  json.key("as_of").number(figure.as_of);
}

void tell_figure(JsonWriter& json, const Call& call, indicator::FigureView& view,
                 const indicator::Figure& figure) {
  json.begin_object();
  tell_figure_members(json, call, view, figure);
  json.end_object();
}

}  // namespace youju::http
