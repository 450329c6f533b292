// The days of the year that everybody goes by: days off, made-up working days, campaigns.
#include <youju/base/clock.h>
#include <youju/http/route.h>
#include <youju/http/tell.h>
#include <youju/ledger/almanac.h>

#include <charconv>

namespace youju::http {
namespace {

namespace js = boost::json;
using Days = ledger::AlmanacDays;

std::string text_at(const js::object& object, std::string_view name) {
  return std::string(std::string_view(object.at(name).get_string()));
}

Result<int> year_of(std::string_view text) {
  int year = 0;
  const char* begin = text.data();
  const char* end = begin + text.size();
  const auto read = std::from_chars(begin, end, year);
  if (read.ec != std::errc() || read.ptr != end || year < ledger::AlmanacYear::first ||
      year > ledger::AlmanacYear::last) {
    return fail(ErrorKind::bad_input, "almanac.year_out_of_range",
                {{"first", std::to_string(ledger::AlmanacYear::first)},
                 {"last", std::to_string(ledger::AlmanacYear::last)}});
  }
  return year;
}

void tell_days(JsonWriter& json, const std::vector<Days>& days) {
  json.key("days").begin_array();
  for (const Days& each : days) {
    json.begin_object().member("kind", almanac_kind_name(each.kind));
    json.member("first", each.days.first().to_string());
    json.member("last", each.days.last().to_string()).member("name", each.name).end_object();
  }
  json.end_array();
}

Result<Response> told_year(const Call& call, int year) {
  const auto almanac = call.ledgers().almanac();
  const auto schemas = call.ledgers().schemas();
  const ledger::AlmanacYear kept = almanac->year(year);
  JsonWriter json;
  json.begin_object().key("year").number(year).key("version").number(kept.version);
  tell_days(json, kept.days);
  json.key("campaigns").begin_array();
  for (const ledger::CampaignDays& each : almanac->campaigns(*schemas, year)) {
    json.begin_object().member("code", each.tag->code);
    json.member("title", each.tag->title.in(call.language));
    json.member("first", each.days.first().to_string());
    json.member("last", each.days.last().to_string());
    json.key("of_notice").boolean(each.of_notice).end_object();
  }
  json.end_array().key("tags").begin_array();
  for (const ledger::Tag& tag : schemas->tags()) {
    json.begin_object().member("code", tag.code).member("title", tag.title.in(call.language));
    json.end_object();
  }
  json.end_array().end_object();
  return http::json(json);
}

Result<Response> show(Call& call) {
  const std::string year = call.query("year");
  if (year.empty()) return told_year(call, call.workspace.clock().today().year());
  return told_year(call, TRY(year_of(year)));
}

Result<Response> keep(Call& call) {
  ledger::AlmanacYear year;
  year.year = TRY(year_of(call.part("year")));
  year.version = call.body.at("version").to_number<std::int64_t>();
  for (const js::value& each : call.body.at("days").get_array()) {
    const js::object& told = each.get_object();
    const Day first = TRY(Day::parse(text_at(told, "first")));
    const Day last = TRY(Day::parse(text_at(told, "last")));
    year.days.push_back({TRY(ledger::parse_almanac_kind(text_at(told, "kind"))),
                         TRY(Period::from_days(first, last)), text_at(told, "name")});
  }
  TRY(call.ledgers().keep_almanac(call.access, year));
  return told_year(call, year.year);
}

Result<Response> read_notice(Call& call) {
  const int year = TRY(year_of(call.part("year")));
  const auto days = TRY(ledger::read_holiday_notice(call.text("text"), year));
  JsonWriter json;
  json.begin_object();
  tell_days(json, days);
  json.end_object();
  return http::json(json);
}

constexpr Parameter of_year[] = {{"year", "text"}};

constexpr Route table[] = {
    {.method = "GET",
     .path = "/api/almanac",
     .sentence = "http.route.almanac",
     .query = of_year,
     .output = "Almanac",
     .errors = "almanac.year_out_of_range",
     .handler = show},
    {.method = "PUT",
     .path = "/api/almanac/{year}",
     .sentence = "http.route.almanac_keep",
     .takes = Takes::json,
     .input = "AlmanacKeep",
     .output = "Almanac",
     .errors = "org.forbidden almanac.changed almanac.other_year almanac.overlap almanac.twice "
               "almanac.name_needed almanac.unknown_campaign day.malformed period.backwards",
     .handler = keep},
    {.method = "POST",
     .path = "/api/almanac/{year}/notice",
     .sentence = "http.route.almanac_notice",
     .takes = Takes::json,
     .input = "AlmanacNotice",
     .output = "AlmanacDaysList",
     .errors = "almanac.no_notice almanac.notice_year almanac.notice_weekday",
     .handler = read_notice},
};

}  // namespace

std::span<const Route> almanac_routes() { return table; }

// ---- what the start page says of it

void tell_coming(JsonWriter& json, const Call& call) {
  constexpr std::size_t coming_max = 3;
  const Day today = call.workspace.clock().today();
  const auto almanac = call.ledgers().almanac();
  const auto schemas = call.ledgers().schemas();
  const WorkDays work_days = almanac->work_days();
  const Days* holiday = almanac->of_day(today);
  const bool made_up = holiday != nullptr && holiday->kind == Days::Kind::work;
  json.member("holiday", holiday == nullptr ? std::string()
                         : made_up          ? call.say("almanac.made_up")
                                            : holiday->name);
  json.key("coming").begin_array();
  std::size_t told = 0;
  for (const ledger::CampaignDays& each : almanac->coming(*schemas, today)) {
    if (told++ == coming_max) break;
    json.begin_object().member("code", each.tag->code);
    json.member("title", each.tag->title.in(call.language));
    json.member("first", each.days.first().to_string());
    json.member("last", each.days.last().to_string());
    const int days = each.days.first().number() - today.number();
    json.key("days").number(std::max(days, 0));
    // From tomorrow up to the day before it begins.
    json.key("work_days").number(work_days.between(today, each.days.first().plus(-1)));
    json.end_object();
  }
  json.end_array();
}

}  // namespace youju::http
