// Summaries: which are planned, and each as a tree or as a file.
#include <youju/app/overview.h>
#include <youju/http/document_file.h>
#include <youju/http/route.h>
#include <youju/http/tell.h>
#include <youju/narrative/pages.h>

namespace youju::http {
namespace {

Result<Response> list(Call& call) {
  JsonWriter json;
  json.begin_object().key("rows").begin_array();
  for (const app::OverviewRow& row : TRY(app::overview(call.workspace, call.access))) {
    const app::Association& association = row.association;
    json.begin_object().member("unit", association.unit).member("unit_name", association.name);
    json.member("title", association.title.in(call.language));
    json.member("period", association.period.to_string());
    json.member("template", association.template_name);
    json.key("records").number(row.records).key("proven").number(row.proven);
    json.key("declared").number(row.declared).key("derived").number(row.derived);
    json.key("missing").number(row.missing).end_object();
  }
  json.end_array().end_object();
  return http::json(json);
}

Result<Response> templates(Call& call) {
  JsonWriter json;
  json.begin_object().key("rows").begin_array();
  for (const auto& each : call.workspace.templates()) {
    json.begin_object().member("name", each.name);
    json.member("title", each.title.in(call.language)).end_object();
  }
  json.end_array().end_object();
  return http::json(json);
}

Result<narrative::Document> document(const Call& call, std::string_view period) {
  return call.workspace.summarize(call.access, call.part("unit"), TRY(Period::parse(period)),
                                  call.query("template"), Language::zh_cn);
}

Result<Response> tree(Call& call) {
  Response response;
  response.type = "application/json; charset=utf-8";
  response.body = narrative::json_page(TRY(document(call, call.part("period"))));
  return response;
}

Result<Response> file(Call& call) {
  narrative::Document summary = TRY(document(call, call.part("period")));
  if (call.part("form") == "html") TRY(call.workspace.add_grounds(call.access, summary));
  return document_file(call, summary);
}

constexpr Parameter with_template[] = {{"template", "text"}};

constexpr Route table[] = {
    {.method = "GET",
     .path = "/api/summaries",
     .sentence = "http.route.summaries",
     .output = "Page<Summary>",
     .work = Work::slow,
     .handler = list},
    {.method = "GET",
     .path = "/api/templates",
     .sentence = "http.route.templates",
     .output = "Page<Template>",
     .handler = templates},
    {.method = "GET",
     .path = "/api/summaries/{unit}/{period}",
     .sentence = "http.route.summary",
     .query = with_template,
     .output = "Document",
     .errors = "org.unknown_unit app.unknown_template app.template_needed",
     .work = Work::slow,
     .handler = tree},
    {.method = "GET",
     .path = "/api/summaries/{unit}/{period}/{form}",
     .sentence = "http.route.summary_file",
     .query = with_template,
     .output = "file",
     .errors = "org.unknown_unit app.unknown_template pdf.no_libreoffice",
     .work = Work::slow,
     .handler = file},
};

}  // namespace

std::span<const Route> summary_routes() { return table; }

}  // namespace youju::http
