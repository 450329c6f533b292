#include <gtest/gtest.h>
#include <youju/base/catalogue.h>
#include <youju/base/text.h>
#include <youju/http/cookie.h>
#include <youju/http/route.h>
#include <youju/http/shape.h>

#include <boost/json/parse.hpp>
#include <set>

namespace youju::http {
namespace {

std::string problem_of(std::string_view json, std::string_view type) {
  const auto checked = check_shape(boost::json::parse(json), type);
  return checked ? "" : checked.error().what + " " + checked.error().where;
}

TEST(Shape, a_body_is_held_against_its_declaration) {
  struct Case {
    std::string_view type, json, problem;
  };
  const Case cases[] = {
      {"Version", R"({"version":3})", ""},
      {"Version", R"({"version":"3"})", "http.member_type version"},
      {"Version", R"({})", "http.member_missing version"},
      {"Version", R"({"version":3,"more":1})", "http.member_unknown more"},
      {"SignIn", R"({"login":"a","password":"b"})", ""},
      {"SignIn", R"({"login":"a","password":"b","code":1})", "http.member_type code"},
      {"RecordInput", R"({"unit":"1","on":"2020-01-01","fields":{"a":"1"}})", ""},
      {"RecordInput", R"({"unit":"1","on":"2020-01-01","fields":{"a":1}})",
       "http.member_type fields.a"},
      {"RecordInput", R"({"unit":"1","on":"2020-01-01","fields":[]})", "http.member_type fields"},
      {"RecordInput", R"({"unit":"1","on":"2020-01-01","fields":{},"tags":["a",2]})",
       "http.member_type tags[1]"},
      {"PersonInput", R"({"name":"n","grants":[{"role":"clerk"}]})",
       "http.member_missing grants[0].unit"},
      {"Page<Template>", R"({"rows":[{"name":"a","title":"b"}]})", ""},
      {"Page<Template>", R"({"rows":[{"name":"a"}],"next":""})",
       "http.member_missing rows[0].title"},
  };
  for (const Case& each : cases) EXPECT_EQ(problem_of(each.json, each.type), each.problem);
}

// Whether a type of a route or a member is one that shapes know.
bool is_known(std::string_view type) {
  if (type.starts_with("Page<")) return is_known(type.substr(5, type.size() - 6));
  if (type.ends_with("[]")) return is_known(type.substr(0, type.size() - 2));
  static const std::set<std::string_view> simple = {"text", "integer", "boolean", "texts", "map"};
  return simple.contains(type) || find_shape(type) != nullptr;
}

TEST(Shape, members_are_of_types_that_exist) {
  for (const Shape& shape : shapes()) {
    for (const Member& member : shape.members) {
      EXPECT_TRUE(is_known(member.type)) << shape.name << "." << member.name;
    }
  }
}

TEST(Routes, each_says_what_it_takes_gives_and_may_fail_with) {
  std::set<std::string> seen, sentences;
  for (const Route& route : routes()) {
    const std::string name = std::string(route.method) + " " + std::string(route.path);
    EXPECT_TRUE(seen.insert(name).second) << name << " twice";
    EXPECT_TRUE(sentences.insert(std::string(route.sentence)).second) << route.sentence;
    EXPECT_TRUE(has_sentence(route.sentence)) << name;
    EXPECT_NE(route.handler, nullptr) << name;
    EXPECT_EQ(route.takes == Takes::json, !route.input.empty()) << name;
    EXPECT_TRUE(route.input.empty() || is_known(route.input)) << name;
    const bool is_file = route.output.empty() || route.output == "file";
    EXPECT_TRUE(is_file || is_known(route.output)) << name;
    for (const std::string_view id : text::split(route.errors, ' ')) {
      EXPECT_TRUE(id.empty() || has_sentence(id)) << name << ": " << id;
    }
  }
}

TEST(Routes, a_path_finds_its_route_and_its_parts) {
  const Match found = match("GET", "/api/ledgers/training/records/42");
  ASSERT_NE(found.route, nullptr);
  EXPECT_EQ(found.route->sentence, "http.route.record");
  ASSERT_EQ(found.parts.size(), 2U);
  EXPECT_EQ(found.parts[0].second, "training");
  EXPECT_EQ(found.parts[1].second, "42");
  EXPECT_EQ(match("HEAD", "/api/units").route->sentence, "http.route.units");
  EXPECT_TRUE(match("DELETE", "/api/units").path_known);
  EXPECT_EQ(match("DELETE", "/api/units").route, nullptr);
  EXPECT_FALSE(match("GET", "/api/nothing").path_known);
  EXPECT_FALSE(match("GET", "/api/ledgers//records").path_known);
}

TEST(Routes, the_openapi_document_names_every_route_and_only_shapes_it_has) {
  const auto document = boost::json::parse(openapi(Language::en)).as_object();
  const auto& paths = document.at("paths").as_object();
  for (const Route& route : routes()) EXPECT_TRUE(paths.contains(route.path)) << route.path;
  const auto& schemas = document.at("components").at("schemas").as_object();
  EXPECT_EQ(schemas.size(), shapes().size());
  const std::string text = openapi(Language::en);
  constexpr std::string_view mark = "#/components/schemas/";
  for (std::size_t at = text.find(mark); at != std::string::npos; at = text.find(mark, at + 1)) {
    const std::size_t first = at + mark.size();
    const std::string name = text.substr(first, text.find('"', first) - first);
    EXPECT_TRUE(schemas.contains(name)) << name;
  }
}

TEST(Cookie, is_found_among_others_and_never_by_a_part_of_its_name) {
  EXPECT_EQ(cookie_value("a=1; youju_session=xyz; b=2", session_cookie_name), "xyz");
  EXPECT_EQ(cookie_value("not_youju_session=abc", session_cookie_name), "");
  EXPECT_EQ(cookie_value("", session_cookie_name), "");
  EXPECT_NE(session_cookie("t", true).find("; Secure"), std::string::npos);
  EXPECT_EQ(session_cookie("t", false).find("Secure"), std::string::npos);
}

}  // namespace
}  // namespace youju::http
