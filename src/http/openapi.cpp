// The OpenAPI 3.1 document of the routes: what other programs read, and the types of the front end
// are made from.
#include <youju/base/text.h>
#include <youju/base/version.h>
#include <youju/http/route.h>
#include <youju/http/shape.h>

#include <algorithm>

namespace youju::http {
namespace {

class Describer {
 public:
  explicit Describer(Language language) : language_(language) {}

  std::string describe() {
    json_.begin_object().member("openapi", "3.1.0").key("info").begin_object();
    json_.member("title", sentence("http.api_title", language_)).member("version", version);
    json_.end_object().key("paths").begin_object();
    for (const std::string_view path : paths()) {
      json_.key(path).begin_object();
      for (const Route& route : routes()) {
        if (route.path == path) operation(route);
      }
      json_.end_object();
    }
    json_.end_object();
    components();
    json_.end_object();
    return json_.take();
  }

 private:
  // Each path once, in the order of the table.
  static std::vector<std::string_view> paths() {
    std::vector<std::string_view> all;
    for (const Route& route : routes()) {
      if (std::find(all.begin(), all.end(), route.path) == all.end()) all.push_back(route.path);
    }
    return all;
  }

  void operation(const Route& route) {
    std::string method(route.method);
    std::transform(method.begin(), method.end(), method.begin(),
                   [](char letter) { return static_cast<char>(letter - 'A' + 'a'); });
    json_.key(method).begin_object();
    json_.member("summary", sentence(route.sentence, language_));
    json_.member("operationId", route.sentence.substr(route.sentence.rfind('.') + 1));
    if (route.need != Need::nothing) {
      json_.key("security").begin_array().begin_object().key("session").begin_array().end_array();
      json_.end_object().end_array();
    }
    parameters(route);
    if (route.takes == Takes::json) {
      json_.key("requestBody").begin_object().key("required").boolean(true);
      content("application/json", route.input);
      json_.end_object();
    } else if (route.takes == Takes::upload) {
      json_.key("requestBody").begin_object().key("required").boolean(true);
      content("application/octet-stream", "file");
      json_.end_object();
    }
    responses(route);
    json_.end_object();
  }

  void parameters(const Route& route) {
    json_.key("parameters").begin_array();
    for (const std::string_view part : text::split(route.path, '/')) {
      if (part.starts_with('{')) parameter(part.substr(1, part.size() - 2), "text", "path", true);
    }
    for (const Parameter& each : route.query) {
      parameter(each.name, each.type, "query", each.required);
    }
    json_.end_array();
  }

  void parameter(std::string_view name, std::string_view type, std::string_view in,
                 bool is_required) {
    json_.begin_object().member("name", name).member("in", in);
    json_.key("required").boolean(is_required).key("schema").begin_object();
    json_.member("type", type == "integer" || type == "boolean" ? type : "string");
    json_.end_object().end_object();
  }

  void content(std::string_view media, std::string_view type) {
    json_.key("content").begin_object().key(media).begin_object().key("schema");
    schema(type);
    json_.end_object().end_object();
  }

  void responses(const Route& route) {
    json_.key("responses").begin_object().key(std::to_string(route.status)).begin_object();
    json_.member("description", sentence(route.sentence, language_));
    if (route.output == "file") {
      content("application/octet-stream", "file");
    } else if (!route.output.empty()) {
      content("application/json", route.output);
    }
    json_.end_object().key("default").begin_object();
    std::string errors = sentence("http.api_errors", language_);
    if (!route.errors.empty()) errors += " " + std::string(route.errors);
    json_.member("description", errors);
    content("application/problem+json", "Problem");
    json_.end_object().end_object();
  }

  // The schema of a type, as an object.
  void schema(std::string_view type) {
    json_.begin_object();
    if (type == "file") {
      json_.member("type", "string").member("format", "binary");
    } else if (type.ends_with("[]")) {
      json_.member("type", "array").key("items");
      schema(type.substr(0, type.size() - 2));
    } else if (type == "texts") {
      json_.member("type", "array").key("items");
      schema("text");
    } else if (type == "map") {
      json_.member("type", "object").key("additionalProperties");
      schema("text");
    } else if (type.starts_with("Page<")) {
      page(type.substr(5, type.size() - 6));
    } else if (type == "text" || type == "integer" || type == "boolean") {
      json_.member("type", type == "text" ? "string" : type);
    } else {
      json_.member("$ref", "#/components/schemas/" + std::string(type));
    }
    json_.end_object();
  }

  void page(std::string_view row) {
    json_.member("type", "object").key("required").begin_array().string("rows").end_array();
    json_.key("properties").begin_object().key("rows");
    schema(std::string(row) + "[]");
    json_.key("next");
    schema("text");
    json_.end_object();
  }

  void components() {
    json_.key("components").begin_object().key("securitySchemes").begin_object();
    json_.key("session").begin_object().member("type", "apiKey").member("in", "cookie");
    json_.member("name", "youju_session").end_object().end_object();
    json_.key("schemas").begin_object();
    for (const Shape& shape : shapes()) {
      json_.key(shape.name).begin_object();
      if (!shape.base.empty()) {
        json_.key("allOf").begin_array();
        schema(shape.base);
        json_.end_array();
      }
      json_.member("type", "object").key("required").begin_array();
      for (const Member& member : shape.members) {
        if (!member.optional) json_.string(member.name);
      }
      json_.end_array().key("properties").begin_object();
      for (const Member& member : shape.members) {
        json_.key(member.name);
        schema(member.type);
      }
      json_.end_object().end_object();
    }
    json_.end_object().end_object();
  }

  Language language_;
  JsonWriter json_;
};

}  // namespace

std::string openapi(Language language) { return Describer(language).describe(); }

}  // namespace youju::http
