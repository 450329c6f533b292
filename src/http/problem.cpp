#include <youju/http/problem.h>

namespace youju::http {
namespace {

// A fault of one field travels among the fields of the whole error, under a name that no ordinary
// one has: the mark, the field, a tab and the fault's id; its value is the sentence.
constexpr char fault_mark = '@';

void tell_faults(JsonWriter& json, const Error& error) {
  json.key("errors").begin_array();
  for (const ErrorField& field : error.fields) {
    if (field.name.empty() || field.name.front() != fault_mark) continue;
    const std::size_t tab = field.name.find('\t');
    json.begin_object().member("field", std::string_view(field.name).substr(1, tab - 1));
    json.member("id", std::string_view(field.name).substr(tab + 1));
    json.member("title", field.value).end_object();
  }
  json.end_array();
}

}  // namespace

Response problem(const Error& error, Language language, int status) {
  JsonWriter json;
  json.begin_object().member("type", "urn:youju:error:" + error.what).member("id", error.what);
  json.member("title", sentence(error.what, language, error.fields));
  json.key("status").number(status).member("where", error.where).key("fields").begin_object();
  for (const ErrorField& field : error.fields) {
    if (!field.name.empty() && field.name.front() == fault_mark) continue;
    json.member(field.name, field.value);
  }
  json.end_object();
  tell_faults(json, error);
  json.end_object();
  Response response;
  response.status = status;
  response.type = "application/problem+json; charset=utf-8";
  response.body = json.take();
  const std::string_view seconds = error.field("seconds");
  if (error.kind == ErrorKind::throttled && !seconds.empty()) {
    response.headers.emplace_back("Retry-After", std::string(seconds));
  }
  return response;
}

Response problem(const Error& error, Language language) {
  return problem(error, language, http_status(error.kind));
}

Error with_faults(const Call& call, const std::vector<Error>& faults, std::string_view otherwise) {
  Error error{ErrorKind::bad_input, "http.fields_wrong", "", {}};
  error.fields.push_back({"count", std::to_string(faults.size())});
  for (const Error& fault : faults) {
    std::string_view field = fault.field("field");
    if (field.empty()) field = fault.where;
    if (field.empty()) field = otherwise;
    error.fields.push_back(
        {fault_mark + std::string(field) + "\t" + fault.what, call.say(fault.what, fault.fields)});
  }
  return error;
}

}  // namespace youju::http
