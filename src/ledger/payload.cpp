#include <youju/ledger/event_log.h>
#include <youju/ledger/payload.h>
#include <youju/ledger/value.h>

#include <boost/json/parse.hpp>

namespace youju::ledger {

namespace {

namespace json = boost::json;

tl::unexpected<Error> bad_payload(std::string_view member) {
  return fail(ErrorKind::corrupt, "ledger.bad_payload", {{"member", std::string(member)}});
}

void append_texts(JsonWriter& json, std::string_view name, const std::vector<std::string>& texts) {
  if (texts.empty()) return;
  json.key(name).begin_array();
  for (const std::string& text : texts) json.string(text);
  json.end_array();
}

Result<std::vector<std::string>> texts_of(const json::object& object, std::string_view name) {
  std::vector<std::string> texts;
  const json::value* value = object.if_contains(name);
  if (value == nullptr) return texts;
  if (!value->is_array()) return bad_payload(name);
  for (const json::value& item : value->get_array()) {
    if (!item.is_string()) return bad_payload(name);
    texts.emplace_back(item.get_string());
  }
  return texts;
}

Result<Value> read_value(const Field& field, std::string_view text, const UnitByCode& units) {
  switch (field.type) {
    case FieldType::text:
    case FieldType::geo:
      return Value(std::string(text));
    case FieldType::integer:
    case FieldType::decimal:
      return Value(TRY(Decimal::parse(text)));
    case FieldType::date:
      return Value(TRY(Day::parse(text)));
    case FieldType::choice:
      return Value(ChoiceCode{std::string(text)});
    case FieldType::unit:
      return Value(TRY(units(text)));
    case FieldType::party:
      return Value(PartyId{TRY(TRY(Decimal::parse(text)).to_int64())});
    case FieldType::record:
      return Value(TRY(Uuid::parse(text)));
  }
  return bad_payload(field.name);
}

}  // namespace

void append_content(JsonWriter& json, const Schema& schema, const Record& record,
                    const org::Directory& directory) {
  json.member("key", record.entry_key);
  json.member("unit", directory.unit(record.unit).code);
  json.member("on", record.on.to_string());
  if (record.until) json.member("until", record.until->to_string());
  json.member("state", state_name(record.state));
  append_texts(json, "tags", record.tags);
  if (!record.hosts.empty()) {
    json.key("hosts").begin_array();
    for (org::UnitId host : record.hosts) json.string(directory.unit(host).code);
    json.end_array();
  }
  append_texts(json, "evidence", record.evidence);
  json.key("fields").begin_object();
  for (std::size_t i = 0; i < schema.fields.size(); ++i) {
    const Value& value = record.values[i];
    if (is_missing(value)) continue;
    json.key(schema.fields[i].name);
    if (const auto* text = std::get_if<std::string>(&value)) {
      json.string(*text);
    } else if (const auto* choice = std::get_if<ChoiceCode>(&value)) {
      json.string(choice->code);
    } else if (const auto* unit = std::get_if<org::UnitId>(&value)) {
      json.string(directory.unit(*unit).code);
    } else {
      json.string(value_text(value));
    }
  }
  json.end_object();
}

Result<json::object> parse_payload(std::string_view payload) {
  json::error_code error;
  json::value value = json::parse(json::string_view(payload.data(), payload.size()), error);
  if (error || !value.is_object()) return bad_payload("");
  return std::move(value.get_object());
}

Result<std::string_view> text_of(const json::object& object, std::string_view name) {
  const json::value* value = object.if_contains(name);
  if (value == nullptr || !value->is_string()) return bad_payload(name);
  return std::string_view(value->get_string().data(), value->get_string().size());
}

std::string event_title_id(const Event& event) {
  std::string id = "ledger.event." + event.kind;
  if (event.kind != "record.enter" && event.kind != "record.submit") return id;
  const auto payload = parse_payload(event.payload);
  if (!payload) return id;
  const auto state = text_of(*payload, "state");
  const State plain = event.kind == "record.enter" ? State::draft : State::submitted;
  if (state && *state != state_name(plain)) id += "_" + std::string(*state);
  return id;
}

Result<void> read_content(const json::object& payload, const Schema& schema,
                          const UnitByCode& units, Record& record) {
  record.entry_key = TRY(text_of(payload, "key"));
  record.unit = TRY(units(TRY(text_of(payload, "unit"))));
  record.on = TRY(Day::parse(TRY(text_of(payload, "on"))));
  record.until.reset();
  if (payload.contains("until")) record.until = TRY(Day::parse(TRY(text_of(payload, "until"))));
  record.state = TRY(parse_state(TRY(text_of(payload, "state"))));
  record.tags = TRY(texts_of(payload, "tags"));
  record.evidence = TRY(texts_of(payload, "evidence"));
  record.hosts.clear();
  for (const std::string& code : TRY(texts_of(payload, "hosts"))) {
    record.hosts.push_back(TRY(units(code)));
  }
  const json::value* fields = payload.if_contains("fields");
  if (fields == nullptr || !fields->is_object()) return bad_payload("fields");
  record.values.assign(schema.fields.size(), Value());
  for (const auto& [name, value] : fields->get_object()) {
    const int index = schema.field_index({name.data(), name.size()});
    // A field that the pack has dropped since: it could be dropped only because no record that
    // counts held a value.
    if (index < 0) continue;
    if (!value.is_string()) return bad_payload({name.data(), name.size()});
    const std::string_view text(value.get_string().data(), value.get_string().size());
    record.values[static_cast<std::size_t>(index)] =
        TRY(read_value(schema.fields[static_cast<std::size_t>(index)], text, units));
  }
  return {};
}

}  // namespace youju::ledger
