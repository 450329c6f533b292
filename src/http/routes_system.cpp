// The data folder as a whole: what it holds, whether its chain is sound, its backup, the trail.
#include <youju/app/audit.h>
#include <youju/app/backup.h>
#include <youju/base/clock.h>
#include <youju/base/version.h>
#include <youju/http/route.h>
#include <youju/http/tell.h>
#include <youju/http/temporary.h>

namespace youju::http {
namespace {

Result<Response> about(Call& call) {
  const auto directory = call.ledgers().directory();
  const ledger::ChainHead head = call.ledgers().head();
  JsonWriter json;
  json.begin_object().member("version", version).key("as_of").number(head.seq);
  json.member("hash", to_hex(head.hash)).key("packs").begin_array();
  for (const ledger::PackFiles& pack : call.ledgers().packs()) {
    const ledger::PackHead head_of_pack = TRY(ledger::head_of(pack));
    json.begin_object().member("name", head_of_pack.name);
    json.member("title", head_of_pack.title.in(call.language)).end_object();
  }
  json.end_array();
  json.key("units").number(static_cast<std::int64_t>(directory->units().size()));
  json.key("people").number(static_cast<std::int64_t>(directory->people().size()));
  json.key("figure_bytes").number(call.workspace.figures().memory_bytes()).end_object();
  return http::json(json);
}

Result<Response> audit(Call& call) {
  const auto report = TRY(app::audit(call.workspace, call.access, nullptr));
  JsonWriter json;
  json.begin_object().key("events").number(report.events).key("records").number(report.records);
  json.key("blobs").number(report.blobs).key("head").begin_object();
  json.key("seq").number(report.head.seq).member("hash", to_hex(report.head.hash)).end_object();
  json.key("faults").begin_array();
  for (const auto& fault : report.faults) {
    json.begin_object().member("id", fault.what);
    json.member("title", call.say(fault.what, fault.fields)).end_object();
  }
  json.end_array().end_object();
  return http::json(json);
}

Result<Response> trail(Call& call) {
  const auto page = TRY(call.accounts().trail(call.access, call.query("after"), TRY(call.rows())));
  JsonWriter json;
  json.begin_object().key("rows").begin_array();
  for (const org::TrailEntry& entry : page.rows) {
    json.begin_object().key("seq").number(entry.seq).member("at", instant_to_string(entry.at_ms));
    json.member("kind", entry.kind);
    json.member("kind_title", call.say(org::trail_title_id(entry.kind)));
    json.member("actor", entry.login).member("name", call.name_of(entry.login));
    json.member("address", entry.address);
    json.member("about", entry.subject).key("fields").begin_object();
    for (const ErrorField& field : entry.fields) json.member(field.name, field.value);
    json.end_object().end_object();
  }
  json.end_array().member("next", page.next).end_object();
  return http::json(json);
}

// Everything that the folder holds goes out, which is noted.
Result<Response> backup(Call& call) {
  Response response;
  response.body_file = temporary_file(call.workspace.folder(), ".youju");
  response.remove_file = true;
  response.type = "application/octet-stream";
  response.file_name = "youju-" + call.workspace.clock().today().to_string() + ".backup";
  const app::BackupReport report =
      TRY(app::backup(call.workspace, call.access, response.body_file, nullptr));
  TRY(call.accounts().note("backup", call.access.login(), call.request.address, response.file_name,
                           {{"events", std::to_string(report.events)}}));
  return response;
}

Result<Response> events(Call& call) {
  Response response;
  response.events_login = call.access.login();
  response.events_in_english = call.language == Language::en;
  response.type = "text/event-stream";
  response.events = true;
  return response;
}

Result<Response> document(Call& call) {
  Response response;
  response.type = "application/json; charset=utf-8";
  response.body = openapi(call.language);
  return response;
}

constexpr Parameter page[] = {{"after", "text"}, {"rows", "integer"}};

constexpr Route table[] = {
    {.method = "GET",
     .path = "/api/about",
     .sentence = "http.route.about",
     .output = "About",
     .handler = about},
    {.method = "POST",
     .path = "/api/audit",
     .sentence = "http.route.audit",
     .output = "AuditReport",
     .errors = "org.forbidden",
     .work = Work::slow,
     .handler = audit},
    {.method = "GET",
     .path = "/api/trail",
     .sentence = "http.route.trail",
     .query = page,
     .output = "Page<TrailRow>",
     .errors = "org.forbidden account.bad_key",
     .handler = trail},
    {.method = "GET",
     .path = "/api/backup",
     .sentence = "http.route.backup",
     .output = "file",
     .errors = "org.forbidden store.use_pg_dump",
     .work = Work::slow,
     .handler = backup},
    {.method = "GET",
     .path = "/api/events",
     .sentence = "http.route.events",
     .output = "file",
     .handler = events},
    {.method = "GET",
     .path = "/api/openapi.json",
     .sentence = "http.route.openapi",
     .output = "Document",
     .need = Need::nothing,
     .handler = document},
};

}  // namespace

std::span<const Route> system_routes() { return table; }

}  // namespace youju::http
