#include <youju/base/clock.h>
#include <youju/http/tell.h>
#include <youju/ledger/workflow.h>

#include <array>
#include <boost/json/parse.hpp>

namespace youju::http {
namespace {

using ledger::Move;

struct Named {
  std::string_view name;
  Move move;
};
constexpr std::array moves = {
    Named{"edit", Move::edit},         Named{"submit", Move::submit},
    Named{"approve", Move::approve},   Named{"return", Move::send_back},
    Named{"correct", Move::correct},   Named{"withdraw", Move::withdraw},
    Named{"evidence", Move::evidence}, Named{"merge", Move::absorb},
};

}  // namespace

void tell_texts(JsonWriter& json, std::string_view key, const std::vector<std::string>& texts) {
  json.key(key).begin_array();
  for (const std::string& text : texts) json.string(text);
  json.end_array();
}

std::string reason_of(const ledger::Event& event) {
  boost::system::error_code error;
  const boost::json::value payload = boost::json::parse(event.payload, error);
  if (error || !payload.is_object()) return {};
  const boost::json::value* reason = payload.get_object().if_contains("reason");
  return reason != nullptr && reason->is_string() ? std::string(reason->get_string())
                                                  : std::string();
}

RecordTelling::RecordTelling(const Call& the_call, const ledger::Schema& the_schema)
    : call(the_call),
      schema(the_schema),
      directory(the_call.ledgers().directory()),
      tree(directory->tree(the_call.workspace.clock().today())) {}

Result<void> RecordTelling::record(JsonWriter& json, const ledger::Record& record,
                                   const std::optional<std::string>& contribution) const {
  json.begin_object();
  TRY(members(json, record));
  if (contribution) json.member("contribution", *contribution);
  json.end_object();
  return {};
}

Result<void> RecordTelling::members(JsonWriter& json, const ledger::Record& record) const {
  const ledger::Ledgers& ledgers = call.ledgers();
  json.member("ledger", schema.name).member("id", record.id.to_string());
  json.key("version").number(record.version).member("state", state_name(record.state));
  const org::Unit& unit = directory->unit(record.unit);
  json.member("unit", unit.code).member("unit_name", unit.name);
  json.member("on", record.on.to_string());
  json.member("until", record.until ? record.until->to_string() : "");
  tell_texts(json, "tags", record.tags);
  json.key("hosts").begin_array();
  for (const org::UnitId host : record.hosts) json.string(directory->unit(host).code);
  json.end_array().key("fields").begin_object();
  for (std::size_t index = 0; index < schema.fields.size(); ++index) {
    if (ledger::is_missing(record.values[index])) continue;
    json.member(schema.fields[index].name, ledgers.spell(record.values[index]));
  }
  json.end_object().key("shown").begin_object();
  for (std::size_t index = 0; index < schema.fields.size(); ++index) {
    if (ledger::is_missing(record.values[index])) continue;
    json.member(schema.fields[index].name,
                ledgers.show(schema.fields[index], record.values[index], call.language));
  }
  json.end_object();
  tell_texts(json, "evidence", record.evidence);
  json.member("author", record.author).member("updated", instant_to_string(record.updated_ms));
  std::size_t doubles = 0;
  if (!schema.duplicate_key.empty()) {
    doubles = TRY(ledgers.possible_doubles(call.access, schema.name, record.id)).size();
  }
  json.key("doubles").number(static_cast<std::int64_t>(doubles));
  tell_may(json, record);
  return {};
}

void RecordTelling::tell_may(JsonWriter& json, const ledger::Record& record) const {
  std::string note;  // why one who has the right to review must leave it to another
  json.key("may").begin_array();
  for (const Named& each : moves) {
    if (!ledger::state_after(record.state, each.move, schema.review)) continue;
    const org::Action right = ledger::right_for(record.state, each.move);
    if (!call.access.require(right, record.unit, *tree)) continue;
    if (each.move == Move::approve) {
      const auto reviews = call.ledgers().may_review(call.access, schema, record);
      if (!reviews) note = call.say(reviews.error().what, reviews.error().fields);
      if (!reviews) continue;
    }
    json.string(each.name);
  }
  json.end_array().member("review_note", note);
}

std::string RecordTelling::title(const ledger::Record& record) const {
  if (schema.name_field < 0) return schema.title.in(call.language);
  const auto index = static_cast<std::size_t>(schema.name_field);
  return call.ledgers().show(schema.fields[index], record.values[index], call.language);
}

Result<void> RecordTelling::head(JsonWriter& json, const ledger::Record& record,
                                 std::string_view reason) const {
  json.begin_object().member("ledger", schema.name);
  json.member("ledger_title", schema.title.in(call.language));
  json.member("id", record.id.to_string()).member("title", title(record));
  json.member("state", state_name(record.state));
  json.member("unit_name", directory->unit(record.unit).name);
  json.member("on", record.on.to_string());
  json.member("updated", instant_to_string(record.updated_ms)).member("reason", reason);
  json.end_object();
  return {};
}

namespace {

std::string_view rhythm(PeriodKind kind) {
  switch (kind) {
    case PeriodKind::month:
      return "month";
    case PeriodKind::quarter:
      return "quarter";
    case PeriodKind::half:
      return "half";
    default:
      return "year";
  }
}

void tell_field(JsonWriter& json, const Call& call, const ledger::Field& field) {
  const auto bound = [&](const std::optional<Decimal>& number, const std::optional<Day>& day) {
    if (number) return number->to_string();
    return day ? day->to_string() : std::string();
  };
  json.begin_object().member("name", field.name).member("title", field.title.in(call.language));
  json.member("type", ledger::field_type_name(field.type));
  json.key("required").boolean(field.required).key("private").boolean(field.is_private);
  json.key("scale").number(field.scale);
  json.member("min", bound(field.min, field.day_min))
      .member("max", bound(field.max, field.day_max));
  json.key("length_max")
      .number(field.length_max)
      .member("measure_unit", call.measure(field.measure_unit));
  json.key("choices").begin_array();
  for (const ledger::Choice& choice : field.choices) {
    json.begin_object().member("code", choice.code);
    json.member("title", choice.title.in(call.language)).end_object();
  }
  json.end_array().member("ledger", field.ledger).member("help", field.help.in(call.language));
  json.member("party_kind", field.type == ledger::FieldType::party
                                ? org::party_kind_name(field.party_kind)
                                : std::string_view());
  json.end_object();
}

}  // namespace

void tell_ledger(JsonWriter& json, const Call& call, const ledger::Schema& schema) {
  json.begin_object().member("name", schema.name).member("title", schema.title.in(call.language));
  json.member("pack", schema.pack);
  json.member("dates", schema.dates == ledger::Dates::span ? "span" : "day");
  json.key("fields").begin_array();
  for (const ledger::Field& field : schema.fields) tell_field(json, call, field);
  json.end_array().key("tags").begin_array();
  for (const ledger::Tag& tag : call.ledgers().schemas()->tags()) {
    json.begin_object().member("code", tag.code).member("title", tag.title.in(call.language));
    json.end_object();
  }
  json.end_array().key("evidence_min").number(schema.evidence_min);
  json.key("review").begin_object().key("people").number(schema.review.people);
  json.key("author").boolean(schema.review.author);
  json.key("superior").boolean(schema.review.superior).end_object();
  json.member("expects", schema.expects ? rhythm(*schema.expects) : "");
  tell_texts(json, "duplicate_key", schema.duplicate_key);
  json.member("name_field", schema.name_field < 0
                                ? std::string()
                                : schema.fields[static_cast<std::size_t>(schema.name_field)].name);
  json.key("may").begin_array();
  constexpr std::array rights = {std::pair{"enter", org::Action::enter_record},
                                 std::pair{"approve", org::Action::approve_record},
                                 std::pair{"correct", org::Action::correct_record}};
  const auto tree = call.ledgers().directory()->tree(call.workspace.clock().today());
  const auto unit = call.unit();
  for (const auto& [name, action] : rights) {
    if (unit && call.access.require(action, *unit, *tree)) json.string(name);
  }
  json.end_array().end_object();
}

}  // namespace youju::http
