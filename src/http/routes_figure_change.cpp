// What has changed in a figure between two moments, and the records that make it.
#include <youju/base/clock.h>
#include <youju/http/route.h>
#include <youju/http/tell.h>
#include <youju/indicator/figure_change.h>

#include <map>
#include <string>

namespace youju::http {
namespace {

using indicator::ChangedRecord;
using indicator::ChangedRecords;

void tell_moment(JsonWriter& json, std::string_view key, const ledger::Moment& moment) {
  json.key(key).begin_object().key("seq").number(moment.seq);
  json.member("at", instant_to_string(moment.at_ms)).end_object();
}

Result<void> tell_changed(JsonWriter& json, const Call& call, const ChangedRecord& changed,
                          const RecordTelling& telling) {
  const ledger::Record record =
      TRY(call.ledgers().record(call.access, changed.schema->name, changed.id));
  const std::string_view cause = indicator::change_cause_name(changed.cause);
  json.begin_object().member("ledger", changed.schema->name);
  json.member("ledger_title", changed.schema->title.in(call.language));
  json.member("id", changed.id.to_string()).member("title", telling.title(record));
  json.member("unit_name", telling.directory->unit(changed.unit).name);
  json.member("on", changed.on.to_string()).member("cause", cause);
  json.member("cause_title", call.say("figure.cause." + std::string(cause)));
  json.member("before", changed.before ? changed.before->to_string() : "");
  json.member("after", changed.after ? changed.after->to_string() : "");
  json.member("at", changed.seq == 0 ? "" : instant_to_string(changed.at_ms));
  json.member("actor", changed.seq == 0 ? "" : call.name_of(changed.actor));
  json.end_object();
  return {};
}

Result<Response> change(Call& call) {
  const auto name = TRY(indicator::FigureName::parse(call.part("figure")));
  const ledger::Moment since =
      TRY(call.ledgers().moment(call.has("since") ? call.query("since") : "yesterday"));
  std::optional<ledger::Moment> until;
  if (call.has("until")) until = TRY(call.ledgers().moment(call.query("until")));
  const auto offset = TRY(call.offset());
  const auto rows = TRY(call.rows());
  const auto comparison = TRY(call.workspace.figures().compare(call.access, since, until));
  const indicator::FigureChange found = TRY(comparison->change(name));
  const ChangedRecords records = TRY(comparison->records(name, offset, rows));
  JsonWriter json;
  json.begin_object();
  tell_moment(json, "since", comparison->since());
  tell_moment(json, "until", comparison->until());
  json.key("now");
  tell_figure(json, call, comparison->now(), found.now);
  json.key("then");
  tell_figure(json, call, comparison->now(), found.then);
  json.member("difference", found.difference ? found.difference->to_string() : "");
  json.member(
      "difference_stated",
      found.difference ? indicator::state_change(found.now, *found.difference, call.language) : "");
  json.key("rows").begin_array();
  std::map<const ledger::Schema*, RecordTelling> tellings;
  for (const ChangedRecord& each : records.rows) {
    const auto telling = tellings.try_emplace(each.schema, call, *each.schema).first;
    TRY(tell_changed(json, call, each, telling->second));
  }
  json.end_array().key("total").number(records.total);
  json.key("out_of_sight").number(records.out_of_sight).end_object();
  return http::json(json);
}

constexpr Parameter moments[] = {
    {"since", "text"}, {"until", "text"}, {"offset", "integer"}, {"rows", "integer"}};

constexpr Route table[] = {
    {.method = "GET",
     .path = "/api/figures/{figure}/change",
     .sentence = "http.route.figure_change",
     .query = moments,
     .output = "FigureChange",
     .errors = "figure.bad_name figure.unknown_indicator figure.backwards org.unknown_unit "
               "ledger.bad_moment ledger.not_yet ledger.no_such_event ledger.too_much_since",
     .work = Work::slow,
     .handler = change},
};

}  // namespace

std::span<const Route> figure_change_routes() { return table; }

}  // namespace youju::http
