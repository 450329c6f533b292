// The way of a summary from its template to the sealed file, as people go it over HTTP.
#include <youju/http/api_fixture.h>
#include <youju/http/shape.h>

#include <boost/json/serialize.hpp>
#include <fstream>

namespace youju::http {
namespace {

namespace js = boost::json;

const std::string lecture_of_2007 =
    R"("submit":true,"fields":{"topic":"Bees","place":"Hall","attendance":"40"})";

// A draft of the county; each test has a period of its own, since there is one draft a period.
class DraftApi : public ApiTest {
 protected:
  static js::value begun(const std::string& period, const std::string& login = "c-writer") {
    const Response response =
        ask(login, "POST", "/api/drafts", R"({"unit":"610522","period":")" + period + R"("})");
    EXPECT_EQ(response.status, 201) << response.body;
    return js::parse(response.body);
  }
  static std::string any_template() { return workspace_->templates().front().name; }
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

const std::string version_1 = R"({"version":1})";
std::string because(int version) {
  return R"({"version":)" + std::to_string(version) + R"(,"reason":"数字核对"})";
}

TEST_F(DraftApi, a_summary_is_reviewed_signed_sealed_and_then_no_longer_changes) {
  const js::value draft = begun("2007");
  const std::string path = at(draft);
  EXPECT_EQ(problem(ask("c-leader", "POST", path + "/sign", version_1)), "writing.wrong_state");
  EXPECT_EQ(parsed(ask("c-writer", "POST", path + "/submit", version_1)).at("state"), "in_review");
  js::object changed = input_of(draft);
  line_of(changed, first_paragraph(changed)).emplace_back(js::object{{"text", "改"}});
  EXPECT_EQ(problem(put("c-writer", draft, changed)), "writing.wrong_state");
  EXPECT_EQ(problem(ask("c-reviewer", "POST", path + "/return", R"({"version":1,"reason":" "})")),
            "writing.reason_needed");
  const js::value returned = parsed(ask("c-reviewer", "POST", path + "/return", because(1)));
  EXPECT_EQ(returned.at("state"), "returned");
  EXPECT_EQ(returned.at("reason"), "数字核对");
  const js::value again = parsed(put("c-writer", draft, changed));
  EXPECT_EQ(again.at("state"), "writing");
  const std::string version_2 = R"({"version":2})";
  EXPECT_EQ(problem(ask("c-writer", "POST", path + "/submit", version_1)),
            "writing.version_conflict");
  parsed(ask("c-writer", "POST", path + "/submit", version_2));
  EXPECT_EQ(problem(ask("c-writer", "POST", path + "/sign", version_2)), "org.forbidden");
  parsed(ask("c-leader", "POST", path + "/sign", version_2));
  const js::value sealed = parsed(ask("c-writer", "POST", path + "/seal", version_2));
  const auto fits = check_shape(sealed, "Draft");
  EXPECT_TRUE(fits) << fits.error().what << ' ' << fits.error().where;
  EXPECT_EQ(sealed.at("state"), "sealed");
  EXPECT_EQ(sealed.at("seal").at("signed_by"), "c-leader");
  EXPECT_TRUE(sealed.at("frozen").as_bool());

  const Response docx = ask("c-clerk", "GET", path + "/file/docx");
  ASSERT_EQ(docx.status, 200) << docx.body;
  const Response page = ask("c-clerk", "GET", path + "/file/html");
  const std::string chain(sealed.at("seal").at("chain").as_string());
  EXPECT_NE(page.body.find(chain), std::string::npos);
  EXPECT_NE(page.body.find("youju-grounds"), std::string::npos);
  // The ledger moves on; the sealed file does not.
  const js::value record =
      parsed(ask("c-clerk", "POST", "/api/ledgers/lecture/records",
                 R"({"unit":"610522-gyj","on":"2007-05-06",)" + lecture_of_2007 + "}"));
  parsed(
      ask("c-reviewer", "POST",
          "/api/ledgers/lecture/records/" + std::string(record.at("id").as_string()) + "/approve",
          R"({"version":)" + std::to_string(record.at("version").as_int64()) + "}"));
  EXPECT_EQ(ask("c-clerk", "GET", path + "/file/docx").body, docx.body);
  EXPECT_EQ(ask("c-clerk", "GET", path + "/file/html").body, page.body);
  const js::value later = parsed(ask("c-clerk", "GET", path));
  EXPECT_EQ(later.at("blocks"), sealed.at("blocks"));

  EXPECT_EQ(problem(ask("c-writer", "POST", path + "/reopen", because(2))), "org.forbidden");
  const js::value open = parsed(ask("c-leader", "POST", path + "/reopen", because(2)));
  EXPECT_EQ(open.at("state"), "writing");
  EXPECT_EQ(open.at("version").as_int64(), 3);
  EXPECT_EQ(open.at("sealed_version").as_int64(), 2);
  EXPECT_EQ(ask("c-clerk", "GET", path + "/file/docx?version=2").body, docx.body);
  const js::value history = parsed(ask("c-auditor", "GET", path + "/history"));
  EXPECT_EQ(history.at("rows").as_array().size(), 8U);
  EXPECT_EQ(history.at("rows").as_array().back().at("kind"), "draft.reopen");
  EXPECT_TRUE(parsed(ask("n-auditor", "POST", "/api/audit")).at("faults").as_array().empty());
}

TEST_F(DraftApi, what_was_signed_is_sealed_only_as_it_was_signed) {
  const js::value draft = begun("2006");
  const std::string path = at(draft);
  parsed(ask("c-writer", "POST", path + "/submit", version_1));
  parsed(ask("c-leader", "POST", path + "/sign", version_1));
  const js::value entered = parsed(
      ask("c-clerk", "POST", "/api/ledgers/training/records",
          R"({"unit":"610522-gyj","on":"2006-05-06","until":"2006-05-07","submit":true,)"
          R"("fields":{"topic":"Bees","kind":"crop","held":"own","form":"field","place":"Hall",)"
          R"("trainees":"40"}})"));
  parsed(
      ask("c-reviewer", "POST",
          "/api/ledgers/training/records/" + std::string(entered.at("id").as_string()) + "/approve",
          R"({"version":)" + std::to_string(entered.at("version").as_int64()) + "}"));
  EXPECT_EQ(problem(ask("c-writer", "POST", path + "/seal", version_1)),
            "writing.moved_since_signed");
  const js::value tasks = parsed(ask("c-writer", "GET", path + "/tasks"));
  EXPECT_FALSE(tasks.at("moved").as_array().empty());
  EXPECT_FALSE(tasks.at("gaps").as_array().empty());
}

TEST_F(DraftApi, comments_stand_on_blocks_and_are_resolved) {
  const js::value draft = begun("2005");
  const std::string path = at(draft) + "/comments";
  const std::string block(draft.at("blocks").as_array().front().at("id").as_string());
  const std::string remark = R"({"block":")" + block + R"(","quote":"科普","text":"<b>再核</b>"})";
  EXPECT_EQ(problem(ask("c-clerk", "POST", path, remark)), "org.forbidden");
  EXPECT_EQ(problem(ask("c-reviewer", "POST", path, R"({"block":"none","text":"x"})")),
            "writing.no_such_block");
  EXPECT_EQ(problem(ask("c-reviewer", "POST", path, R"({"block":")" + block + R"(","text":" "})")),
            "writing.remark_needed");
  const js::value made = parsed(ask("c-reviewer", "POST", path, remark));
  EXPECT_EQ(made.at("id"), "1");
  EXPECT_EQ(parsed(ask("c-writer", "GET", at(draft))).at("comments").as_int64(), 1);
  EXPECT_TRUE(parsed(ask("c-writer", "POST", path + "/1/resolve")).at("resolved").as_bool());
  EXPECT_FALSE(parsed(ask("c-writer", "POST", path + "/1/reopen")).at("resolved").as_bool());
  EXPECT_EQ(problem(ask("c-writer", "POST", path + "/7/resolve")), "writing.no_such_comment");
}

TEST_F(DraftApi, each_role_does_with_a_draft_what_it_may_inside_its_subtree_and_nothing_outside) {
  const js::value draft = begun("2004");
  const std::string path = at(draft);
  struct Deed {
    const char* what;
    const char* method;
    std::string target, body, allowed;
  };
  const std::string saved = js::serialize(input_of(draft));
  const std::string old = R"({"version":999})";
  const std::string old_because = R"({"version":999,"reason":"x"})";
  const Deed deeds[] = {
      {"read", "GET", path, "", "*"},
      {"versions", "GET", path + "/versions", "", "*"},
      {"history", "GET", path + "/history", "", "*"},
      {"tasks", "GET", path + "/tasks", "", "*"},
      {"comments", "GET", path + "/comments", "", "*"},
      {"file", "GET", path + "/file/md", "", "*"},
      {"diff", "GET", path + "/diff", "", "*"},
      {"create", "POST", "/api/drafts", R"({"unit":"610522","period":"2004"})",
       "writer leader administrator"},
      {"save", "PUT", path, saved, "writer leader administrator"},
      {"submit", "POST", path + "/submit", old, "writer leader administrator"},
      {"return", "POST", path + "/return", old_because, "reviewer leader administrator"},
      {"sign", "POST", path + "/sign", old, "leader administrator"},
      {"seal", "POST", path + "/seal", old, "writer leader administrator"},
      {"reopen", "POST", path + "/reopen", old_because, "writer leader administrator"},
      {"comment", "POST", path + "/comments", R"({"block":"none","text":"x"})",
       "reviewer writer leader administrator"},
      {"resolve", "POST", path + "/comments/9/resolve", "", "reviewer writer leader administrator"},
      {"apply a merge", "POST", path + "/merge/apply",
       R"({"version":1,"upload":"00","choices":[]})", "writer leader administrator"},
  };
  for (const char* role : {"clerk", "reviewer", "writer", "leader", "auditor", "administrator"}) {
    for (const Deed& deed : deeds) {
      const Response outside = ask(std::string("t-") + role, deed.method, deed.target, deed.body);
      EXPECT_EQ(problem(outside), "org.forbidden") << role << ": " << deed.what;
      const Response inside = ask(std::string("c-") + role, deed.method, deed.target, deed.body);
      const bool may = deed.allowed == "*" || deed.allowed.find(role) != std::string::npos;
      EXPECT_EQ(problem(inside) != "org.forbidden", may)
          << role << ": " << deed.what << ": " << inside.body.substr(0, 200);
    }
  }
}

TEST_F(DraftApi, a_figure_is_chosen_by_name_in_every_wording_that_makes_sense) {
  const js::value found = parsed(
      ask("c-writer", "GET", "/api/figure-choices?unit=610522&period=2009&indicator=trainees"));
  const auto fits = check_shape(found, "FigureChoices");
  ASSERT_TRUE(fits) << fits.error().what << ' ' << fits.error().where;
  ASSERT_EQ(found.at("rows").as_array().size(), 1U);
  std::string texts;
  for (const js::value& each : found.at("rows").as_array().front().at("wordings").as_array()) {
    texts += std::string(each.at("text").as_string()) + " ";
  }
  for (const char* text : {"1500余人次", "1500多人次", "0.15万人次"}) {
    EXPECT_NE(texts.find(text), std::string::npos) << text << " in " << texts;
  }
  EXPECT_EQ(texts.find("0.2万"), std::string::npos) << "too coarse";
  const js::value some = parsed(
      ask("c-writer", "GET", "/api/figure-choices?unit=610522&period=2009&q=%E5%9F%B9%E8%AE%AD"));
  EXPECT_FALSE(some.at("rows").as_array().empty());
  EXPECT_EQ(problem(ask("t-writer", "GET", "/api/figure-choices?indicator=trainees&unit=610522")),
            "org.forbidden");
  EXPECT_EQ(problem(ask("c-writer", "GET", "/api/figure-choices?by=kind")),
            "writing.by_needs_indicator");
}

TEST_F(DraftApi, what_is_typed_is_checked_and_never_runs) {
  const js::value draft = begun("2003");
  const std::size_t where = first_paragraph(input_of(draft));
  struct Case {
    js::object run;
    const char* problem;
  };
  const Case cases[] = {
      {{{"figure", "nothing@610522@2003"}, {"wording", ""}}, "figure.unknown_indicator"},
      {{{"figure", "not a name"}, {"wording", ""}}, "figure.bad_name"},
      {{{"figure", "trainees@610522@2003"}, {"wording", "loudly"}}, "wording.malformed"},
      {{{"text", "two\nlines"}}, "writing.bad_content"},
      {{{"text", "1"}, {"value", "1"}}, "http.member_unknown"},
  };
  for (const Case& each : cases) {
    js::object input = input_of(draft);
    line_of(input, where).emplace_back(each.run);
    EXPECT_EQ(problem(put("c-writer", draft, input)), each.problem) << js::serialize(each.run);
  }
  js::object twice = input_of(draft);
  twice.at("blocks").as_array().emplace_back(twice.at("blocks").as_array().front());
  EXPECT_EQ(problem(put("c-writer", draft, twice)), "writing.bad_content");

  const std::string hostile = "</script><script>alert(1)</script><img src=x onerror=alert(2)>";
  js::object input = input_of(draft);
  input["title"] = js::array{hostile};
  line_of(input, where).emplace_back(js::object{{"text", hostile}});
  parsed(put("c-writer", draft, input));
  const std::string page = ask("c-writer", "GET", at(draft) + "/file/html").body;
  EXPECT_EQ(page.find("<script>alert"), std::string::npos);
  EXPECT_EQ(page.find("<img"), std::string::npos);
}

// A writer of a part of the tree cannot read, through a draft, figures that are out of sight.
TEST_F(DraftApi, a_figure_of_a_unit_out_of_sight_is_not_put_in) {
  const Response begun_here =
      ask("t-writer", "POST", "/api/drafts",
          R"({"unit":"610522-gyj","period":"2009","template":")" + any_template() + R"("})");
  ASSERT_EQ(begun_here.status, 201) << begun_here.body;
  const js::value draft = js::parse(begun_here.body);
  js::object input = input_of(draft);
  line_of(input, first_paragraph(input))
      .emplace_back(js::object{{"figure", "trainees@610522-xmj@2009"}, {"wording", ""}});
  EXPECT_EQ(problem(put("t-writer", draft, input)), "org.forbidden");
}

TEST_F(DraftApi, an_edited_file_comes_back_and_is_merged) {
  const js::value draft = begun("2002");
  const std::string path = at(draft);
  const Response docx = ask("c-writer", "GET", path + "/file/docx");
  ASSERT_EQ(docx.status, 200);
  const auto upload = [&](const std::string& login, const std::string& bytes) {
    Request request = DraftApi::request(login, "POST", path + "/merge?name=back.docx");
    request.body_file = folder_ / "returned.docx";
    std::ofstream(request.body_file, std::ios::binary) << bytes;
    return answer(*workspace_, request);
  };
  const js::value same = parsed(upload("c-writer", docx.body));
  const auto fits = check_shape(same, "MergeProposal");
  EXPECT_TRUE(fits) << fits.error().what << ' ' << fits.error().where;
  EXPECT_TRUE(same.at("changes").as_array().empty()) << js::serialize(same.at("changes"));
  EXPECT_GT(same.at("unchanged").as_int64(), 5);
  EXPECT_EQ(problem(upload("c-clerk", docx.body)), "org.forbidden");
  EXPECT_EQ(problem(upload("c-writer", "no zip")), "docx.not_a_docx");
  EXPECT_GE(upload("c-writer", docx.body.substr(0, docx.body.size() / 2)).status, 400);
  const std::string apply = path + "/merge/apply";
  EXPECT_EQ(problem(ask("c-writer", "POST", apply, R"({"version":1,"upload":"00","choices":[]})")),
            "writing.no_such_upload");
  const std::string kept(same.at("upload").as_string());
  EXPECT_EQ(problem(ask("c-writer", "POST", apply,
                        R"({"version":1,"upload":")" + kept +
                            R"(","choices":[{"id":"c9","take":"mine"}]})")),
            "writing.no_such_change");
  const js::value merged = parsed(
      ask("c-writer", "POST", apply, R"({"version":1,"upload":")" + kept + R"(","choices":[]})"));
  EXPECT_EQ(merged.at("version").as_int64(), 2);
}

}  // namespace
}  // namespace youju::http
