#include <youju/http/document_file.h>
#include <youju/http/temporary.h>
#include <youju/narrative/pages.h>

#include <array>

namespace youju::http {

std::string_view type_of_form(std::string_view form) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 5> types = {
      {{"docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"},
       {"html", "text/html; charset=utf-8"},
       {"md", "text/markdown; charset=utf-8"},
       {"json", "application/json; charset=utf-8"},
       {"pdf", "application/pdf"}}};
  for (const auto& [name, type] : types) {
    if (name == form) return type;
  }
  return "";
}

Result<Response> document_file(Call& call, const narrative::Document& document) {
  const std::string& form = call.part("form");
  Response response;
  for (const std::string& line : document.title) response.file_name += line;
  response.file_name += "." + form;
  response.type = type_of_form(form);
  if (form == "docx") {
    response.body = TRY(narrative::docx_page(document));
  } else if (form == "html") {
    response.body = narrative::html_page(document);
  } else if (form == "md") {
    response.body = narrative::markdown_page(document);
  } else if (form == "json") {
    response.body = narrative::json_page(document);
  } else if (form == "pdf") {
    response.body_file = temporary_file(call.workspace.folder(), ".pdf");
    response.remove_file = true;
    TRY(narrative::pdf_page(document, response.body_file));
  } else {
    return fail(ErrorKind::not_found, "http.no_page", {{"path", call.request.path}});
  }
  return response;
}

}  // namespace youju::http
