// What ledgers there are, and their files: import and export.
#include <youju/base/file.h>
#include <youju/base/hash.h>
#include <youju/base/limits.h>
#include <youju/http/route.h>
#include <youju/http/tell.h>
#include <youju/http/temporary.h>

namespace youju::http {
namespace {

Result<Response> list(Call& call) {
  const org::UnitId unit = TRY(call.unit());
  const Period period = TRY(call.period());
  JsonWriter json;
  json.begin_object().key("rows").begin_array();
  const auto view = call.workspace.figures().view(call.access);
  for (const ledger::Schema& schema : call.ledgers().schemas()->all()) {
    json.begin_object().member("name", schema.name);
    json.member("title", schema.title.in(call.language)).member("pack", schema.pack);
    json.key("records").number(TRY(view->count_records(schema.name, unit, period)));
    json.end_object();
  }
  json.end_array().end_object();
  return http::json(json);
}

Result<Response> one(Call& call) {
  const ledger::Schema* schema = TRY(call.schema());
  JsonWriter json;
  tell_ledger(json, call, *schema);
  return http::json(json);
}

Result<Response> import(Call& call) {
  const ledger::Schema* schema = TRY(call.schema());
  const std::string bytes = TRY(read_file(call.request.body_file, limits::import_bytes_max));
  ledger::ImportOptions options;
  options.default_unit = call.query("unit");
  options.source = "import:" + to_hex(digest_of(bytes));
  options.dry_run = call.query("dry_run") == "true";
  options.keep_good = call.query("keep_good") == "true";
  if (call.has("state")) options.state = TRY(ledger::parse_state(call.query("state")));
  const ledger::ImportReport report =
      TRY(call.ledgers().import(call.access, schema->name, bytes, call.query("name"), options));
  JsonWriter json;
  json.begin_object();
  for (const auto& [name, number] :
       {std::pair{"rows", report.rows}, std::pair{"added", report.added},
        std::pair{"unchanged", report.unchanged}, std::pair{"corrected", report.corrected},
        std::pair{"possible_doubles", report.possible_doubles},
        std::pair{"errors_all", report.errors_all}}) {
    json.key(name).number(number);
  }
  json.key("errors").begin_array();
  for (const ledger::RowError& each : report.errors) {
    json.begin_object().member("where", each.error.where).member("id", each.error.what);
    json.member("title", call.say(each.error.what, each.error.fields)).end_object();
  }
  json.end_array().member("encoding", report.encoding).end_object();
  return http::json(json);
}

Result<Response> export_file(Call& call) {
  const ledger::Schema* schema = TRY(call.schema());
  const std::string ending = call.query("format") == "csv" ? ".csv" : ".xlsx";
  Response response;
  response.body_file = temporary_file(call.workspace.folder(), ending);
  response.remove_file = true;
  TRY(call.ledgers().export_to(call.access, schema->name, TRY(call.unit()), TRY(call.period()),
                               response.body_file, call.language));
  response.type = ending == ".csv"
                      ? "text/csv; charset=utf-8"
                      : "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
  response.file_name = schema->title.in(call.language) + ending;
  return response;
}

constexpr Parameter place[] = {{"unit", "unit"}, {"period", "period"}};
constexpr Parameter import_query[] = {{"unit", "unit"},
                                      {"name", "text", true},
                                      {"dry_run", "boolean"},
                                      {"keep_good", "boolean"},
                                      {"state", "text"}};
constexpr Parameter export_query[] = {{"unit", "unit"}, {"period", "period"}, {"format", "text"}};

constexpr Route table[] = {
    {.method = "GET",
     .path = "/api/ledgers",
     .sentence = "http.route.ledgers",
     .query = place,
     .output = "Page<LedgerHead>",
     .handler = list},
    {.method = "GET",
     .path = "/api/ledgers/{ledger}",
     .sentence = "http.route.ledger",
     .output = "Ledger",
     .errors = "ledger.unknown_ledger",
     .handler = one},
    {.method = "POST",
     .path = "/api/ledgers/{ledger}/import",
     .sentence = "http.route.import",
     .query = import_query,
     .takes = Takes::upload,
     .output = "ImportReport",
     .errors = "ledger.unknown_ledger import.empty org.forbidden",
     .work = Work::slow,
     .handler = import},
    {.method = "GET",
     .path = "/api/ledgers/{ledger}/export",
     .sentence = "http.route.export",
     .query = export_query,
     .output = "file",
     .errors = "ledger.unknown_ledger",
     .work = Work::slow,
     .handler = export_file},
};

}  // namespace

std::span<const Route> ledger_routes() { return table; }

}  // namespace youju::http
