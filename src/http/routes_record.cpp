// Records of one ledger: listed, entered, moved through their workflow, with their evidence.
#include <youju/base/clock.h>
#include <youju/base/hash.h>
#include <youju/base/text.h>
#include <youju/http/problem.h>
#include <youju/http/route.h>
#include <youju/http/tell.h>
#include <youju/http/url.h>
#include <youju/indicator/list_totals.h>

#include <array>

namespace youju::http {
namespace {

namespace js = boost::json;

Result<ledger::Ledgers::ListQuery> list_query(const Call& call, const ledger::Schema& schema) {
  ledger::Ledgers::ListQuery query;
  query.ledger = schema.name;
  query.unit = TRY(call.unit());
  query.period = TRY(call.period());
  if (call.has("state")) query.state = TRY(ledger::parse_state(call.query("state")));
  query.after = call.query("after");
  query.rows = TRY(call.rows());
  query.contains = call.query("q");
  constexpr std::string_view mark = "f.";
  for (const std::string_view one : text::split(call.request.query, '&')) {
    if (!one.starts_with(mark)) continue;
    const std::size_t equals = one.find('=');
    if (equals == std::string_view::npos) continue;
    query.with.emplace_back(decoded(one.substr(mark.size(), equals - mark.size())),
                            decoded(one.substr(equals + 1)));
  }
  return query;
}

constexpr std::array states_but_approved = {ledger::State::draft,     ledger::State::submitted,
                                            ledger::State::checked,   ledger::State::returned,
                                            ledger::State::withdrawn, ledger::State::merged};

// Of both, if all sums fit.
std::optional<ledger::Ledgers::ListTotals> sum_of(ledger::Ledgers::ListTotals all,
                                                  const ledger::Ledgers::ListTotals& others) {
  all.records += others.records;
  for (const auto& [field, sum] : others.sums) {
    const auto [own, is_new] = all.sums.emplace(field, sum);
    if (is_new) continue;
    const auto both = add(own->second, sum);
    if (!both) return std::nullopt;
    own->second = *both;
  }
  return all;
}

// Where only the unit and the period are asked, approved records need not be looked at.
Result<ledger::Ledgers::ListTotals> totals_of(const Call& call,
                                              const ledger::Ledgers::ListQuery& query) {
  const bool has_approved =
      query.state.value_or(ledger::State::approved) == ledger::State::approved;
  if (has_approved && query.contains.empty() && query.with.empty()) {
    auto known = TRY(indicator::list_totals(call.workspace.figures(), call.ledgers(),
                                            call.workspace.clock(), call.access, query));
    ledger::Ledgers::ListQuery others = query;
    for (const ledger::State state : states_but_approved) {
      if (!known || query.state) break;
      others.state = state;
      known = sum_of(*std::move(known), TRY(call.ledgers().totals(call.access, others)));
    }
    if (known) return *std::move(known);
  }
  return call.ledgers().totals(call.access, query);
}

Result<Response> list(Call& call) {
  const ledger::Schema* schema = TRY(call.schema());
  const auto query = TRY(list_query(call, *schema));
  const ledger::RecordPage page = TRY(call.ledgers().list(call.access, query));
  const RecordTelling telling(call, *schema);
  JsonWriter json;
  json.begin_object().key("rows").begin_array();
  for (const ledger::Record& record : page.records) TRY(telling.record(json, record));
  json.end_array().member("next", page.next);
  // Counted and summed once, for the first page: the following ones only go on.
  if (query.after.empty()) {
    const auto totals = TRY(totals_of(call, query));
    json.key("total").number(totals.records).key("totals").begin_object();
    for (const auto& [field, sum] : totals.sums) json.member(field, sum.to_string());
    json.end_object();
  }
  json.end_object();
  return http::json(json);
}

Result<Response> answer_with(Call& call, const ledger::Schema& schema, const Uuid& id, int status) {
  const ledger::Record record = TRY(call.ledgers().record(call.access, schema.name, id));
  JsonWriter json;
  TRY(RecordTelling(call, schema).record(json, record));
  Response response = http::json(json, status);
  response.headers.emplace_back("ETag", "\"" + std::to_string(record.version) + "\"");
  return response;
}

std::string joined(const js::value& texts) {
  std::string all;
  for (const js::value& each : texts.get_array()) {
    if (!all.empty()) all += ';';
    all += std::string_view(each.get_string());
  }
  return all;
}

// "fields" and the members beside it, as the cells of a row.
Result<ledger::RawRecord> raw_record(const Call& call, const ledger::Schema& schema) {
  ledger::RawRecord raw;
  for (const std::string_view name : {"unit", "on", "until"}) {
    if (call.body.contains(name)) raw.cells[std::string(name)] = call.text(name);
  }
  for (const std::string_view name : {"tags", "hosts"}) {
    if (const js::value* texts = call.body.if_contains(name)) {
      raw.cells[std::string(name)] = joined(*texts);
    }
  }
  for (const auto& [name, value] : call.body.at("fields").get_object()) {
    if (schema.field_index(name) < 0) {
      return fail(ErrorKind::bad_input, "ledger.unknown_field",
                  {{"ledger", schema.name}, {"field", std::string(name)}});
    }
    raw.cells[std::string(name)] = std::string(value.get_string());
  }
  return raw;
}

// The record as it would stand with these changes, as the cells of a row.
Result<ledger::RawRecord> changed(const Call& call, const ledger::Schema& schema, const Uuid& id,
                                  const ledger::RawRecord& changes) {
  const ledger::Record record = TRY(call.ledgers().record(call.access, schema.name, id));
  ledger::RawRecord whole;
  whole.cells = {{"unit", call.ledgers().spell(record.unit)}, {"on", record.on.to_string()}};
  if (record.until) whole.cells["until"] = record.until->to_string();
  for (std::size_t index = 0; index < schema.fields.size(); ++index) {
    if (ledger::is_missing(record.values[index])) continue;
    whole.cells[schema.fields[index].name] = call.ledgers().spell(record.values[index]);
  }
  for (const auto& [name, text] : changes.cells) whole.cells[name] = text;
  return whole;
}

ledger::Then then_of(const Call& call) {
  const js::value* submit = call.body.if_contains("submit");
  return submit != nullptr && submit->get_bool() ? ledger::Then::submit : ledger::Then::keep;
}

// All faults of all fields at once, which the acting functions tell one at a time. Asked only when
// one of them has refused: who is right pays nothing for it.
Error with_all_faults(const Call& call, const ledger::Schema& schema, const ledger::RawRecord& raw,
                      Error refusal) {
  if (refusal.kind != ErrorKind::bad_input) return refusal;
  std::vector<Error> faults;
  if (!call.ledgers().check(schema, raw, then_of(call), faults)) return refusal;
  // Its place is a column: what a record lacks as a whole, such as evidence, is not in the cells.
  if (faults.empty() && !refusal.where.empty()) faults.push_back(refusal);
  return faults.empty() ? refusal : with_faults(call, faults);
}

Result<Response> enter(Call& call) {
  const ledger::Schema* schema = TRY(call.schema());
  ledger::RawRecord raw = TRY(raw_record(call, *schema));
  if (!call.request.idempotency_key.empty()) {
    // Another person's key is another key.
    raw.entry_key = "web:" + call.access.login() + ":" + call.request.idempotency_key;
  }
  const auto entered = call.ledgers().enter(call.access, schema->name, raw, then_of(call));
  if (!entered) return fail(with_all_faults(call, *schema, raw, entered.error()));
  return answer_with(call, *schema, entered->id, 201);
}

Result<Response> edit(Call& call) {
  const ledger::Schema* schema = TRY(call.schema());
  const Uuid id = TRY(call.id());
  const ledger::RawRecord raw = TRY(raw_record(call, *schema));
  const auto done =
      call.ledgers().edit(call.access, schema->name, id, TRY(call.version()), raw, then_of(call));
  if (!done) {
    const auto whole = changed(call, *schema, id, raw);
    return fail(whole ? with_all_faults(call, *schema, *whole, done.error()) : done.error());
  }
  return answer_with(call, *schema, id, 200);
}

// One that leaves the content as it is: {version} or {version, reason}.
template <typename Deed>
Result<Response> moved(Call& call, Deed deed) {
  const ledger::Schema* schema = TRY(call.schema());
  const Uuid id = TRY(call.id());
  TRY(deed(*schema, id, TRY(call.version())));
  return answer_with(call, *schema, id, 200);
}

Result<Response> submit(Call& call) {
  return moved(call, [&](const ledger::Schema& schema, const Uuid& id, int version) {
    return call.ledgers().submit(call.access, schema.name, id, version);
  });
}

Result<Response> approve(Call& call) {
  return moved(call, [&](const ledger::Schema& schema, const Uuid& id, int version) {
    return call.ledgers().approve(call.access, schema.name, id, version);
  });
}

Result<Response> send_back(Call& call) {
  return moved(call, [&](const ledger::Schema& schema, const Uuid& id, int version) {
    return call.ledgers().send_back(call.access, schema.name, id, version, call.text("reason"));
  });
}

Result<Response> withdraw(Call& call) {
  return moved(call, [&](const ledger::Schema& schema, const Uuid& id, int version) {
    return call.ledgers().withdraw(call.access, schema.name, id, version, call.text("reason"));
  });
}

Result<Response> correct(Call& call) {
  return moved(
      call,
      [&](const ledger::Schema& schema, const Uuid& id,
          int version) -> Result<ledger::EntryResult> {
        const ledger::RawRecord raw = TRY(raw_record(call, schema));
        auto done =
            call.ledgers().correct(call.access, schema.name, id, version, raw, call.text("reason"));
        if (done) return done;
        const auto whole = changed(call, schema, id, raw);
        return fail(whole ? with_all_faults(call, schema, *whole, done.error()) : done.error());
      });
}

Result<Response> merge(Call& call) {
  const ledger::Schema* schema = TRY(call.schema());
  const Uuid id = TRY(call.id());
  TRY(call.ledgers().merge(call.access, schema->name, id, TRY(Uuid::parse(call.text("other")))));
  return answer_with(call, *schema, id, 200);
}

Result<Response> keep(Call& call) {
  const ledger::Schema* schema = TRY(call.schema());
  TRY(call.ledgers().keep_both(call.access, schema->name, TRY(call.id()),
                               TRY(Uuid::parse(call.text("other"))), call.text("reason")));
  return no_content();
}

void tell_history(JsonWriter& json, const Call& call, const std::vector<ledger::Event>& events) {
  json.key("history").begin_array();
  for (const ledger::Event& event : events) {
    json.begin_object().key("seq").number(event.seq);
    json.member("at", instant_to_string(event.at_ms)).member("kind", event.kind);
    json.member("kind_title", call.say(ledger::event_title_id(event)));
    json.member("actor", event.actor).member("name", call.name_of(event.actor));
    json.key("version").number(event.version);
    json.member("reason", reason_of(event)).member("hash", to_hex(event.hash)).end_object();
  }
  json.end_array();
}

Result<Response> detail(Call& call) {
  const ledger::Schema* schema = TRY(call.schema());
  const Uuid id = TRY(call.id());
  const ledger::Record record = TRY(call.ledgers().record(call.access, schema->name, id));
  const RecordTelling telling(call, *schema);
  JsonWriter json;
  json.begin_object();
  TRY(telling.members(json, record));
  tell_history(json, call, TRY(call.ledgers().history(call.access, id)));
  json.key("files").begin_array();
  for (const auto& file : TRY(call.ledgers().evidence_of(call.access, schema->name, id))) {
    json.begin_object().member("digest", file.digest).member("name", file.file_name);
    json.member("media", file.media).key("bytes").number(file.bytes).end_object();
  }
  json.end_array().key("double_heads").begin_array();
  for (const Uuid& other : TRY(call.ledgers().possible_doubles(call.access, schema->name, id))) {
    // A double in another unit's books may be out of sight: then only its existence is told.
    const auto seen = call.ledgers().record(call.access, schema->name, other);
    if (seen) telling.head(json, *seen);
  }
  json.end_array();
  const auto view = call.workspace.figures().view(call.access);
  TRY(tell_odd_values(json, call, *view, *schema, record));
  json.end_object();
  Response response = http::json(json);
  response.headers.emplace_back("ETag", "\"" + std::to_string(record.version) + "\"");
  return response;
}

Result<Response> add_evidence(Call& call) {
  const ledger::Schema* schema = TRY(call.schema());
  const Uuid id = TRY(call.id());
  const auto file = TRY(call.ledgers().add_evidence(call.access, schema->name, id,
                                                    call.query("name"), call.request.body_file));
  JsonWriter json;
  json.begin_object().member("digest", file.digest).member("name", file.file_name);
  json.member("media", file.media).key("bytes").number(file.bytes).end_object();
  return http::json(json, 201);
}

// Never shown in the page itself but as a picture: what people hand in may hold anything.
Result<Response> evidence(Call& call) {
  const ledger::Schema* schema = TRY(call.schema());
  const std::string& digest = call.part("digest");
  Response response;
  response.body =
      TRY(call.ledgers().evidence_bytes(call.access, schema->name, TRY(call.id()), digest));
  const auto file = TRY(call.ledgers().evidence_file(digest));
  CHECK(file.has_value());
  response.type = file->media;
  response.file_name = file->file_name;
  response.headers.emplace_back("ETag", "\"" + digest + "\"");
  return response;
}

constexpr Parameter list_parameters[] = {
    {"unit", "unit"}, {"period", "period"}, {"state", "text"},
    {"q", "text"},    {"after", "text"},    {"rows", "integer"},
};
constexpr Parameter file_name[] = {{"name", "text", true}};

constexpr std::string_view records = "/api/ledgers/{ledger}/records";
constexpr std::string_view record_faults =
    "ledger.unknown_ledger ledger.no_such_record org.forbidden ledger.version_conflict "
    "ledger.wrong_state ledger.period_closed";

constexpr Route table[] = {
    {.method = "GET",
     .path = records,
     .sentence = "http.route.records",
     .query = list_parameters,
     .output = "RecordList",
     .errors = "ledger.unknown_ledger ledger.unknown_field ledger.bad_page",
     .work = Work::slow,
     .handler = list},
    {.method = "POST",
     .path = records,
     .sentence = "http.route.enter",
     .takes = Takes::json,
     .input = "RecordInput",
     .output = "Record",
     .status = 201,
     .errors = "http.fields_wrong ledger.key_reused ledger.period_closed org.forbidden",
     .work = Work::slow,
     .handler = enter},
    {.method = "GET",
     .path = "/api/ledgers/{ledger}/records/{id}",
     .sentence = "http.route.record",
     .output = "RecordDetail",
     .errors = "ledger.unknown_ledger ledger.no_such_record",
     .handler = detail},
    {.method = "PUT",
     .path = "/api/ledgers/{ledger}/records/{id}",
     .sentence = "http.route.edit",
     .takes = Takes::json,
     .input = "RecordInput",
     .output = "Record",
     .errors = record_faults,
     .work = Work::slow,
     .handler = edit},
    {.method = "POST",
     .path = "/api/ledgers/{ledger}/records/{id}/submit",
     .sentence = "http.route.submit",
     .takes = Takes::json,
     .input = "Version",
     .output = "Record",
     .errors = record_faults,
     .work = Work::slow,
     .handler = submit},
    {.method = "POST",
     .path = "/api/ledgers/{ledger}/records/{id}/approve",
     .sentence = "http.route.approve",
     .takes = Takes::json,
     .input = "Version",
     .output = "Record",
     .errors = record_faults,
     .work = Work::slow,
     .handler = approve},
    {.method = "POST",
     .path = "/api/ledgers/{ledger}/records/{id}/return",
     .sentence = "http.route.return",
     .takes = Takes::json,
     .input = "Reason",
     .output = "Record",
     .errors = record_faults,
     .work = Work::slow,
     .handler = send_back},
    {.method = "POST",
     .path = "/api/ledgers/{ledger}/records/{id}/withdraw",
     .sentence = "http.route.withdraw",
     .takes = Takes::json,
     .input = "Reason",
     .output = "Record",
     .errors = record_faults,
     .work = Work::slow,
     .handler = withdraw},
    {.method = "POST",
     .path = "/api/ledgers/{ledger}/records/{id}/correct",
     .sentence = "http.route.correct",
     .takes = Takes::json,
     .input = "Correction",
     .output = "Record",
     .errors = record_faults,
     .work = Work::slow,
     .handler = correct},
    {.method = "POST",
     .path = "/api/ledgers/{ledger}/records/{id}/merge",
     .sentence = "http.route.merge",
     .takes = Takes::json,
     .input = "Other",
     .output = "Record",
     .errors = record_faults,
     .work = Work::slow,
     .handler = merge},
    {.method = "POST",
     .path = "/api/ledgers/{ledger}/records/{id}/keep",
     .sentence = "http.route.keep",
     .takes = Takes::json,
     .input = "OtherReason",
     .status = 204,
     .errors = record_faults,
     .work = Work::slow,
     .handler = keep},
    {.method = "POST",
     .path = "/api/ledgers/{ledger}/records/{id}/evidence",
     .sentence = "http.route.add_evidence",
     .query = file_name,
     .takes = Takes::upload,
     .output = "File",
     .status = 201,
     .errors = "ledger.evidence_type ledger.evidence_type_mismatch ledger.evidence_too_large",
     .work = Work::slow,
     .handler = add_evidence},
    {.method = "GET",
     .path = "/api/ledgers/{ledger}/records/{id}/evidence/{digest}",
     .sentence = "http.route.evidence",
     .output = "file",
     .errors = "ledger.no_such_evidence",
     .work = Work::slow,
     .handler = evidence},
};

}  // namespace

std::span<const Route> record_routes() { return table; }

}  // namespace youju::http
