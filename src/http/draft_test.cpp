// The way of a summary from its template to the sealed file, as people go it over HTTP.
#include <youju/http/api_fixture.h>
#include <youju/http/shape.h>

#include <boost/json/serialize.hpp>

namespace youju::http {
namespace {

namespace js = boost::json;

// A draft of the county; each test has a period of its own, since there is one draft a period.
class DraftApi : public ApiTest {
 protected:
  static js::value begun(const std::string& period, const std::string& login = "c-writer") {
    const Response response =
        ask(login, "POST", "/api/drafts", R"({"unit":"610522","period":")" + period + R"("})");
    EXPECT_EQ(response.status, 201) << response.body;
    return js::parse(response.body);
  }
  static std::string at(const js::value& draft) {
    return "/api/drafts/" + std::string(draft.at("id").as_string());
  }
  // What one sends to save it as it is.
  static js::object input_of(const js::value& draft) {
    js::array blocks;
    for (const js::value& block : draft.at("blocks").as_array()) {
      js::object out;
      for (const char* name : {"id", "type", "level", "kind", "source"}) {
        if (const js::value* value = block.as_object().if_contains(name)) out[name] = *value;
      }
      if (out["type"] == "generated") out.erase("kind");
      if (const js::value* line = block.as_object().if_contains("line")) {
        js::array runs;
        for (const js::value& run : line->as_array()) {
          js::object one;
          for (const char* name : {"text", "strong", "figure", "wording"}) {
            if (const js::value* value = run.as_object().if_contains(name)) one[name] = *value;
          }
          runs.push_back(std::move(one));
        }
        out["line"] = std::move(runs);
      }
      blocks.push_back(std::move(out));
    }
    return {{"version", draft.at("version")},
            {"title", draft.at("title_lines")},
            {"blocks", std::move(blocks)}};
  }
  static js::array& line_of(js::object& input, std::size_t block) {
    return input.at("blocks").as_array().at(block).at("line").as_array();
  }
  static std::size_t first_paragraph(const js::object& input) {
    const js::array& blocks = input.at("blocks").as_array();
    for (std::size_t index = 0; index < blocks.size(); ++index) {
      const js::object& block = blocks[index].as_object();
      if (block.at("type") == "paragraph" && block.at("kind") == "body") return index;
    }
    ADD_FAILURE() << "no paragraph";
    return 0;
  }
  static Response put(const std::string& login, const js::value& draft, const js::object& input) {
    return ask(login, "PUT", at(draft), js::serialize(input));
  }
};

TEST_F(DraftApi, a_template_becomes_a_draft_whose_figures_are_chips) {
  const js::value draft = begun("2009");
  const auto fits = check_shape(draft, "Draft");
  ASSERT_TRUE(fits) << fits.error().what << ' ' << fits.error().where;
  EXPECT_EQ(draft.at("state").as_string(), "writing");
  std::size_t figures = 0, generated = 0;
  for (const js::value& block : draft.at("blocks").as_array()) {
    if (block.at("type") == "generated") {
      ++generated;
      EXPECT_FALSE(block.at("preview").as_array().empty()) << block.at("source");
      continue;
    }
    for (const js::value& run : block.at("line").as_array()) {
      if (!run.as_object().contains("figure")) continue;
      ++figures;
      EXPECT_EQ(run.at("shown"), run.at("then"));
    }
  }
  EXPECT_GT(figures, 20U);
  EXPECT_GE(generated, 2U);
  const Response again =
      ask("c-leader", "POST", "/api/drafts", R"({"unit":"610522","period":"2009"})");
  EXPECT_EQ(problem(again), "writing.exists");
  EXPECT_EQ(js::parse(again.body).at("fields").at("id"), draft.at("id"));
}

TEST_F(DraftApi, the_second_of_two_writers_is_told_who_saved_before_and_loses_nothing) {
  const js::value draft = begun("2008");
  js::object mine = input_of(draft);
  const std::size_t block = first_paragraph(mine);
  line_of(mine, block).emplace_back(js::object{{"text", "（甲补）"}});
  js::object theirs = input_of(draft);
  line_of(theirs, block).emplace_back(js::object{{"text", "（乙补）"}});
  const js::value saved = parsed(put("c-writer", draft, mine));
  EXPECT_EQ(saved.at("version").as_int64(), 2);
  const Response late = put("c-leader", draft, theirs);
  EXPECT_EQ(problem(late), "writing.version_conflict");
  EXPECT_EQ(late.status, 409);
  const js::value fields = js::parse(late.body).at("fields");
  EXPECT_EQ(fields.at("by").as_string(), "c-writer");
  EXPECT_EQ(fields.at("version").as_string(), "2");
  // The same content again is no new version.
  mine["version"] = 2;
  EXPECT_EQ(parsed(put("c-writer", draft, mine)).at("version").as_int64(), 2);
  const js::value first = parsed(ask("c-leader", "GET", at(draft) + "?version=1"));
  EXPECT_EQ(first.at("shown_version").as_int64(), 1);
  EXPECT_EQ(first.at("version").as_int64(), 2);
  EXPECT_EQ(parsed(ask("c-leader", "GET", at(draft) + "/versions")).at("rows").as_array().size(),
            2U);
}

}  // namespace
}  // namespace youju::http
