// What waits for a reviewer, and the start page of everybody.
#include <youju/base/clock.h>
#include <youju/base/limits.h>
#include <youju/http/problem.h>
#include <youju/http/route.h>
#include <youju/http/tell.h>
#include <youju/http/tell_plan.h>

#include <algorithm>
#include <array>
#include <span>
#include <tuple>

namespace youju::http {
namespace {

namespace js = boost::json;

// A record that waits, with the ledger it stands in; `schemas` keeps the pointer alive.
struct Waiting {
  const ledger::Schema* schema = nullptr;
  ledger::Record record;
};

// Those that wait for a reviewer, and those that are their author's to go on with.
constexpr std::array in_review = {ledger::State::submitted, ledger::State::checked};
constexpr std::array in_draft = {ledger::State::draft};
constexpr std::array sent_back = {ledger::State::returned};

Result<std::vector<Waiting>> waiting(const Call& call, const ledger::SchemaSet& schemas,
                                     org::UnitId unit, std::span<const ledger::State> states) {
  std::vector<Waiting> all;
  for (const ledger::Schema& schema : schemas.all()) {
    for (ledger::Record& record :
         TRY(call.ledgers().in_states(call.access, schema.name, unit, states))) {
      all.push_back({&schema, std::move(record)});
    }
  }
  std::sort(all.begin(), all.end(), [](const Waiting& a, const Waiting& b) {
    if (a.record.updated_ms != b.record.updated_ms) {
      return a.record.updated_ms < b.record.updated_ms;
    }
    return a.record.id < b.record.id;
  });
  return all;
}

Result<void> tell_doubles(JsonWriter& json, const Call& call, const RecordTelling& telling,
                          const ledger::Record& record) {
  json.key("doubles").begin_array();
  if (!telling.schema.duplicate_key.empty()) {
    for (const Uuid& other :
         TRY(call.ledgers().possible_doubles(call.access, telling.schema.name, record.id))) {
      const auto seen = call.ledgers().record(call.access, telling.schema.name, other);
      if (seen) telling.head(json, *seen);
    }
  }
  json.end_array();
  return {};
}

// The page begins after the record whose id is `after`.
Result<Response> queue(Call& call) {
  const auto schemas = call.ledgers().schemas();
  const auto all = TRY(waiting(call, *schemas, TRY(call.unit()), in_review));
  const std::size_t rows = TRY(call.rows());
  const std::string after = call.query("after");
  const auto is_after = [&](const Waiting& each) { return each.record.id.to_string() == after; };
  auto from = all.begin();
  if (!after.empty()) {
    from = std::find_if(all.begin(), all.end(), is_after);
    // Judged meanwhile: what follows it cannot be told, so the queue begins anew.
    from = from == all.end() ? all.begin() : from + 1;
  }
  const auto until =
      from + std::min<std::ptrdiff_t>(static_cast<std::ptrdiff_t>(rows), all.end() - from);
  const auto view = call.workspace.figures().view(call.access);
  JsonWriter json;
  json.begin_object().key("rows").begin_array();
  for (auto each = from; each != until; ++each) {
    const RecordTelling telling(call, *each->schema);
    json.begin_object().key("record");
    TRY(telling.record(json, each->record));
    json.member("ledger_title", each->schema->title.in(call.language));
    TRY(tell_doubles(json, call, telling, each->record));
    TRY(tell_odd_values(json, call, *view, *each->schema, each->record));
    json.end_object();
  }
  json.end_array().member("next", until == all.end() ? "" : (until - 1)->record.id.to_string());
  json.key("total").number(static_cast<std::int64_t>(all.size())).end_object();
  return http::json(json);
}

// One of several judgements: each stands or falls for itself, and the answer says which.
Result<void> judge(const Call& call, const js::object& chosen, bool approves) {
  const std::string ledger(chosen.at("ledger").get_string());
  const Uuid id = TRY(Uuid::parse(std::string_view(chosen.at("id").get_string())));
  const auto version = static_cast<int>(chosen.at("version").to_number<std::int64_t>());
  if (approves) {
    TRY(call.ledgers().approve(call.access, ledger, id, version));
  } else {
    TRY(call.ledgers().send_back(call.access, ledger, id, version, call.text("reason")));
  }
  return {};
}

Result<Response> decide(Call& call) {
  const std::string action = call.text("action");
  if (action != "approve" && action != "return") {
    return fail(ErrorKind::bad_usage, "http.bad_parameter",
                {{"parameter", "action"}, {"value", action}});
  }
  const js::array& records = call.body.at("records").get_array();
  if (records.size() > limits::page_rows_max) {
    return fail(ErrorKind::too_large, "http.too_many_rows",
                {{"max", std::to_string(limits::page_rows_max)}});
  }
  JsonWriter json;
  json.begin_object().key("rows").begin_array();
  for (const js::value& each : records) {
    const js::object& chosen = each.get_object();
    const auto judged = judge(call, chosen, action == "approve");
    json.begin_object().member("id", std::string_view(chosen.at("id").get_string()));
    json.key("ok").boolean(judged.has_value());
    if (!judged) {
      const Error& error = judged.error();
      json.key("error").begin_object().member("field", "").member("id", error.what);
      json.member("title", call.say(error.what, error.fields)).end_object();
    }
    json.end_object();
  }
  json.end_array().end_object();
  return http::json(json);
}

// ---- the start page

constexpr std::size_t heads_max = 8;
constexpr std::size_t figures_max = 6;
constexpr std::size_t late_max = 8;

Result<void> tell_heads(JsonWriter& json, const Call& call, std::string_view key,
                        const std::vector<Waiting>& records) {
  json.key(key).begin_array();
  std::size_t told = 0;
  for (auto each = records.rbegin(); each != records.rend() && told < heads_max; ++each, ++told) {
    TRY(RecordTelling(call, *each->schema).head(json, each->record));
  }
  json.end_array();
  return {};
}

// How many records of each ledger wait for a reviewer, and for how many of them one is the right
// one: who entered a record may not be, nor who has looked at it already.
Result<void> tell_waiting(JsonWriter& json, const Call& call, const ledger::SchemaSet& schemas,
                          org::UnitId unit) {
  json.key("waiting").begin_array();
  for (const ledger::Schema& schema : schemas.all()) {
    const auto records = TRY(call.ledgers().in_states(call.access, schema.name, unit, in_review));
    if (records.empty()) continue;
    const auto mine = std::count_if(records.begin(), records.end(), [&](const auto& record) {
      return call.ledgers().may_review(call.access, schema, record).has_value();
    });
    json.begin_object().member("ledger", schema.name);
    json.member("title", schema.title.in(call.language));
    json.key("count").number(static_cast<std::int64_t>(records.size()));
    json.key("mine").number(static_cast<std::int64_t>(mine)).end_object();
  }
  json.end_array();
  return {};
}

// The newest records of all ledgers, the newest last. Those of one import changed at one moment:
// their days tell which is newer.
Result<std::vector<Waiting>> latest(const Call& call, const ledger::SchemaSet& schemas,
                                    org::UnitId unit) {
  std::vector<Waiting> all;
  for (const ledger::Schema& schema : schemas.all()) {
    ledger::Ledgers::ListQuery query;
    query.ledger = schema.name;
    query.unit = unit;
    query.period = TRY(call.period());
    query.rows = heads_max;
    for (ledger::Record& record : TRY(call.ledgers().list(call.access, query)).records) {
      all.push_back({&schema, std::move(record)});
    }
  }
  std::sort(all.begin(), all.end(), [](const Waiting& a, const Waiting& b) {
    return std::tie(a.record.updated_ms, a.record.on, a.record.id) <
           std::tie(b.record.updated_ms, b.record.on, b.record.id);
  });
  return all;
}

// The month, quarter, half or year that a day lies in.
Period around(PeriodKind kind, Day day) {
  const Period year = Period::year(day.year());
  for (const Period& part : year.split(kind)) {
    if (part.contains(day)) return part;
  }
  return year;
}

// The last whole stretch of a rhythm before a day: the month before this one, and so on.
Period last_whole(PeriodKind kind, Day today) {
  return around(kind, around(kind, today).first().plus(-1));
}

// A unit owes a return where its ledger expects one in each stretch, the unit has used the ledger
// within the year before, and the last whole stretch has neither a record nor a nil return.
Result<void> tell_owed(JsonWriter& json, const Call& call, const ledger::SchemaSet& schemas,
                       org::UnitId unit) {
  const auto view = call.workspace.figures().view(call.access);
  const Day today = call.workspace.clock().today();
  const auto nils = call.ledgers().nil_returns();
  const org::Unit& who = call.ledgers().directory()->unit(unit);
  json.key("owed").begin_array();
  for (const ledger::Schema& schema : schemas.all()) {
    if (!schema.expects) continue;
    const Period due = last_whole(*schema.expects, today);
    constexpr int year_days = 365;
    const Period before =
        TRY(Period::from_days(due.first().plus(-year_days), due.first().plus(-1)));
    const bool filed = std::any_of(nils.begin(), nils.end(), [&](const auto& nil) {
      return nil.ledger == schema.name && nil.unit == unit && nil.period == due;
    });
    if (filed || !TRY(view->has_records(schema.name, unit, before)) ||
        TRY(view->has_records(schema.name, unit, due))) {
      continue;
    }
    json.begin_object().member("ledger", schema.name);
    json.member("title", schema.title.in(call.language)).member("unit", who.code);
    json.member("unit_name", who.name).member("period", due.to_string());
    json.member("period_title", period_title(call, due));
    json.end_object();
  }
  json.end_array();
  return {};
}

// This year if the unit or one below it has an approved record of it, else the newest year that has
// one; this year when there is none at all.
Result<Period> year_shown(const Call& call, const ledger::SchemaSet& schemas, org::UnitId unit) {
  const Period this_year = Period::year(call.workspace.clock().today().year());
  const int last = this_year.first().year();
  const auto view = call.workspace.figures().view(call.access);
  const auto has = [&](const ledger::Schema& schema, int from) -> Result<bool> {
    const Period since = TRY(Period::from_days(Period::year(from).first(), this_year.last()));
    return view->has_records(schema.name, unit, since);
  };
  constexpr int first_year = 1949;
  int newest = first_year - 1;
  for (const ledger::Schema& schema : schemas.all()) {
    if (newest == last) break;
    if (!TRY(has(schema, newest + 1))) continue;
    int low = newest + 1;  // from here on there is a record, from `high` on there is none
    int high = last + 1;
    while (high - low > 1) {
      const int middle = low + (high - low) / 2;
      (TRY(has(schema, middle)) ? low : high) = middle;
    }
    newest = low;
  }
  return newest < first_year ? this_year : Period::year(newest);
}

// The figures that rest on the most records, with their months.
Result<void> tell_figures(JsonWriter& json, const Call& call, org::UnitId unit,
                          const Period& period) {
  const auto view = call.workspace.figures().view(call.access);
  std::vector<std::pair<std::int64_t, indicator::Figure>> known;
  for (const indicator::Indicator& each : view->indicators().all()) {
    if (each.quantity != indicator::Quantity::amount) continue;
    indicator::FigureName name;
    name.indicator = each.id;
    name.unit = call.ledgers().directory()->unit(unit).code;
    name.period = period;
    indicator::Figure figure = TRY(view->figure(name));
    const auto* from = std::get_if<indicator::FromRecords>(&figure.provenance);
    if (from != nullptr && from->records > 0) known.emplace_back(from->records, std::move(figure));
  }
  std::stable_sort(known.begin(), known.end(),
                   [](const auto& a, const auto& b) { return a.first > b.first; });
  if (known.size() > figures_max) known.erase(known.begin() + figures_max, known.end());
  json.key("figures").begin_array();
  for (const auto& [records, figure] : known) {
    json.begin_object().key("figure");
    tell_figure(json, call, *view, figure);
    json.key("series").begin_array();
    for (const indicator::Figure& month : TRY(view->parts(figure.name, "month"))) {
      json.begin_object().member("period", month.name.period.to_string());
      json.member("value", value_of(month)).end_object();
    }
    json.end_array().end_object();
  }
  json.end_array();
  return {};
}

Result<Response> today(Call& call) {
  const auto schemas = call.ledgers().schemas();
  const org::UnitId unit = TRY(call.unit());
  const Period period = TRY(year_shown(call, *schemas, unit));
  JsonWriter json;
  json.begin_object().member("day", call.workspace.clock().today().to_string());
  json.member("period", period.to_string());
  json.member("period_title", period_title(call, period));
  TRY(tell_owed(json, call, *schemas, unit));
  TRY(tell_waiting(json, call, *schemas, unit));
  TRY(tell_heads(json, call, "drafts", TRY(waiting(call, *schemas, unit, in_draft))));
  TRY(tell_heads(json, call, "returned", TRY(waiting(call, *schemas, unit, sent_back))));
  TRY(tell_heads(json, call, "latest", TRY(latest(call, *schemas, unit))));
  TRY(tell_figures(json, call, unit, period));
  json.key("late");
  tell_late(json, call, TRY(call.workspace.plans().late(call.access, unit)), late_max);
  tell_coming(json, call);
  json.end_object();
  return http::json(json);
}

constexpr Parameter of_unit[] = {{"unit", "unit"}};
constexpr Parameter page[] = {{"unit", "unit"}, {"after", "text"}, {"rows", "integer"}};

constexpr Route table[] = {
    {.method = "GET",
     .path = "/api/today",
     .sentence = "http.route.today",
     .query = of_unit,
     .output = "Today",
     .work = Work::slow,
     .handler = today},
    {.method = "GET",
     .path = "/api/review",
     .sentence = "http.route.review",
     .query = page,
     .output = "ReviewList",
     .work = Work::slow,
     .handler = queue},
    {.method = "POST",
     .path = "/api/review",
     .sentence = "http.route.decide",
     .takes = Takes::json,
     .input = "ReviewInput",
     .output = "Page<ReviewResult>",
     .errors = "http.too_many_rows",
     .work = Work::slow,
     .handler = decide},
};

}  // namespace

std::span<const Route> review_routes() { return table; }

}  // namespace youju::http
