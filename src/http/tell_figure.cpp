#include <youju/base/clock.h>
#include <youju/http/tell.h>

#include <array>

namespace youju::http {
namespace {

std::string_view aspect_name(indicator::Aspect aspect) {
  constexpr std::array<std::string_view, 6> names = {"actual", "target",     "growth",
                                                     "rank",   "cumulative", "progress"};
  return names[static_cast<std::size_t>(aspect)];
}

void tell_source(JsonWriter& json, const indicator::Source& source) {
  json.key("source").begin_object().member("citation", source.citation);
  json.member("note", source.note).member("entered_by", source.entered_by);
  json.member("entered", instant_to_string(source.entered_ms)).end_object();
}

}  // namespace

std::string field_title(const Call& call, const ledger::SchemaSet& schemas,
                        const std::string& field) {
  if (has_sentence("http.field." + field)) return call.say("http.field." + field);
  for (const ledger::Schema& schema : schemas.all()) {
    const int index = schema.field_index(field);
    if (index >= 0) return schema.fields[static_cast<std::size_t>(index)].title.in(call.language);
  }
  return field;
}

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

void FigureTelling::see(const indicator::FigureName& name) {
  if (!shared_.empty() && name.unit == seen_.unit && name.period == seen_.period &&
      name.filter == seen_.filter) {
    return;
  }
  seen_ = name;
  where_ = name.where_to_string();
  JsonWriter json;
  json.begin_object().member("unit", name.unit);
  json.member("unit_name", view_.part_title(name, "unit", call_.language));
  json.member("period", name.period.to_string());
  json.member("period_title", period_title(call_, name.period));
  json.key("filter").begin_object();
  for (const auto& [field, value] : name.filter) json.member(field, value);
  json.end_object().end_object();
  const std::string_view whole = json.text();
  shared_ = whole.substr(1, whole.size() - 2);  // as they stand in an object that is open
}

void FigureTelling::members(JsonWriter& json, const indicator::Figure& figure) {
  see(figure.name);
  name_.clear();
  figure.name.append_what(name_);
  json.member("name", name_.append(where_));
  json.member("indicator", figure.name.indicator);
  json.member("aspect", aspect_name(figure.name.aspect));
  json.member("title", figure.indicator->title.in(call_.language)).raw(shared_);
  json.member("value", value_of(figure));
  json.member("qualifier", qualifier_name(figure.qualifier));
  json.member("kind", figure_kind_name(figure.kind));
  json.member("stated", indicator::state(figure, call_.language).text);
  json.member("unit_of_measure", indicator::measure_beside(figure, call_.language));
  json.key("provisional").boolean(figure.provisional);
  json.key("not_applicable").boolean(figure.not_applicable);
  json.key("as_of").number(figure.as_of);
}

void tell_figure_members(JsonWriter& json, const Call& call, indicator::FigureView& view,
                         const indicator::Figure& figure) {
  FigureTelling(call, view).members(json, figure);
}

Result<void> tell_odd_values(JsonWriter& json, const Call& call, indicator::FigureView& view,
                             const ledger::Schema& schema, const ledger::Record& record) {
  json.key("odd").begin_array();
  for (const indicator::OddValue& odd : TRY(view.odd_values(schema, record))) {
    const ledger::Field& field =
        schema.fields[static_cast<std::size_t>(schema.field_index(odd.field))];
    const std::string_view own = odd.is_high ? "figure.odd_high_own" : "figure.odd_low_own";
    const std::string_view others =
        odd.is_high ? "figure.odd_high_siblings" : "figure.odd_low_siblings";
    const std::string_view id = odd.of_siblings ? others : own;
    const ledger::Measure measure = call.ledgers().schemas()->measure(field.measure_unit);
    const auto measured = [&](const Decimal& number) {
      return number.to_string() + measure.behind(number, call.language);
    };
    json.begin_object().member("field", odd.field);
    json.member("title", call.say(id, {{"field", field.title.in(call.language)},
                                       {"value", measured(odd.value)},
                                       {"middle", measured(odd.middle)},
                                       {"low", odd.low.to_string()},
                                       {"high", odd.high.to_string()},
                                       {"count", std::to_string(odd.records)}}));
    json.end_object();
  }
  json.end_array();
  return {};
}

void tell_figure(JsonWriter& json, const Call& call, indicator::FigureView& view,
                 const indicator::Figure& figure) {
  json.begin_object();
  tell_figure_members(json, call, view, figure);
  json.end_object();
}

void tell_figure_ground(JsonWriter& json, const Call& call, indicator::FigureView& view,
                        const indicator::Figure& figure) {
  json.member("definition", figure.indicator->definition.in(call.language));
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
    for (const indicator::Figure& each : operands->operands) tell_figure(json, call, view, each);
    json.end_array().key("out_of_sight").number(operands->out_of_sight);
  } else if (const auto* nothing = std::get_if<indicator::FromNothing>(&figure.provenance)) {
    json.member("kind", "nothing");
    json.member("reason", call.say(nothing->reason, {{"part", nothing->part}}));
  }
  json.end_object();
}

}  // namespace youju::http
