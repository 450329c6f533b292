// Summaries: which are planned, and each as a tree or as a file.
#include <youju/app/overview.h>
#include <youju/http/route.h>
#include <youju/http/tell.h>
#include <youju/http/temporary.h>
#include <youju/http/url.h>
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

constexpr std::string_view word_type =
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

Result<Response> file(Call& call) {
  const narrative::Document summary = TRY(document(call, call.part("period")));
  const std::string& form = call.part("form");
  Response response;
  for (const std::string& line : summary.title) response.file_name += line;
  response.file_name += "." + form;
  if (form == "docx") {
    response.type = word_type;
    response.body = TRY(narrative::docx_page(summary));
  } else if (form == "html") {
    response.type = "text/html; charset=utf-8";
    response.body = narrative::html_page(summary);
  } else if (form == "md") {
    response.type = "text/markdown; charset=utf-8";
    response.body = narrative::markdown_page(summary);
  } else if (form == "pdf") {
    response.type = "application/pdf";
    response.body_file = temporary_file(call.workspace.folder(), ".pdf");
    response.remove_file = true;
    TRY(narrative::pdf_page(summary, response.body_file));
  } else {
    return fail(ErrorKind::not_found, "http.no_page", {{"path", call.request.path}});
  }
  return response;
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
