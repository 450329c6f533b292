// Drafts held against the ledger over HTTP: handed in, pasted, decided on, fetched with comments.
#include <youju/app/prove.h>
#include <youju/base/file.h>
#include <youju/http/api_fixture.h>
#include <youju/narrative/pages.h>

#include <algorithm>
#include <boost/json/serialize.hpp>

namespace youju::http {
namespace {

namespace js = boost::json;

class Proofs : public ApiTest {
 protected:
  static std::string said(const js::value& value, std::string_view name) {
    return std::string(value.at(name).as_string());
  }
  static js::value pasted(const std::string& login, const std::string& text) {
    const js::object body = {{"unit", county}, {"period", "2009"}, {"text", text}};
    return parsed(ask(login, "POST", "/api/proofs/text", js::serialize(body)));
  }
  static const js::value& finding_of(const js::value& report, std::string_view said_of_it) {
    for (const js::value& each : report.at("findings").as_array()) {
      if (each.at("said").as_string() == said_of_it) return each;
    }
    ADD_FAILURE() << "nothing was found at " << said_of_it << " in " << js::serialize(report);
    return report.at("findings").as_array().front();
  }
  static Response decide(const std::string& login, const js::value& report,
                         std::string_view said_of_it, js::object choice) {
    choice["finding"] = said(finding_of(report, said_of_it), "key");
    return ask(login, "POST", "/api/proofs/" + said(report, "id") + "/decisions",
               js::serialize(choice));
  }
  static bool may(const js::value& finding, std::string_view what) {
    const js::array& all = finding.at("may").as_array();
    return std::any_of(all.begin(), all.end(),
                       [&](const js::value& each) { return each.as_string() == what; });
  }
};

TEST_F(Proofs, tell_where_each_figure_stands_and_what_the_ledger_has) {
  const js::value report =
      pasted("c-writer", "一年来，\n全县举办科技之春讲座3场，共印发资料   份。");
  EXPECT_EQ(report.at("paragraphs").as_array().size(), 2U);
  const js::value& finding = finding_of(report, "3场");
  EXPECT_EQ(finding.at("paragraph").as_int64(), 1);
  EXPECT_EQ(finding.at("begin").as_int64(), 10);
  EXPECT_EQ(finding.at("end").as_int64(), 12);
  EXPECT_FALSE(said(finding, "reason").empty());
  EXPECT_EQ(said(finding_of(report, "□份"), "kind"), "missing_number");
}

TEST_F(Proofs, a_part_is_not_held_against_the_whole) {
  const js::value report = pasted("c-writer", "全县举办科技之春讲座3场，其中省级1场。");
  const std::string whole = said(finding_of(report, "3场"), "kind");
  EXPECT_NE(whole, "ungrounded");
  EXPECT_EQ(said(finding_of(report, "1场"), "kind"), "ungrounded");
  EXPECT_EQ(said(finding_of(report, "1场"), "subject"), "省级科技之春讲座");
}

TEST_F(Proofs, a_decision_is_found_again_in_the_next_version) {
  js::value report = pasted("c-writer", "全县新建气象观测站7座，运行良好。");
  EXPECT_TRUE(may(finding_of(report, "7座"), "declare"));
  EXPECT_FALSE(may(finding_of(report, "7座"), "accept"));
  EXPECT_EQ(problem(decide("c-writer", report, "7座", {{"verdict", "ignore"}})),
            "proof.reason_needed");
  EXPECT_EQ(problem(decide("c-writer", report, "7座", {{"verdict", "declare"}})),
            "proof.source_needed");
  EXPECT_EQ(problem(decide("c-writer", report, "7座", {{"verdict", "accept"}})),
            "proof.cannot_accept");
  EXPECT_EQ(problem(decide("c-writer", report, "7座", {{"verdict", "praise"}})),
            "proof.unknown_verdict");
  report =
      parsed(decide("c-writer", report, "7座", {{"verdict", "declare"}, {"source", "气象局公报"}}));
  EXPECT_TRUE(finding_of(report, "7座").at("settled").as_bool());
  // Moved down, and a word more.
  const js::value next =
      pasted("c-leader", "一、工作情况\n全县新建自动气象观测站7座，总体运行良好。新增2座水塔。");
  const js::value& again = finding_of(next, "7座");
  EXPECT_TRUE(again.at("settled").as_bool());
  EXPECT_EQ(said(again.at("decision"), "source"), "气象局公报");
  EXPECT_EQ(said(again.at("decision"), "by"), "c-writer");
  // Another number is another claim.
  EXPECT_FALSE(finding_of(pasted("c-leader", "全县新建气象观测站8座，运行良好。"), "8座")
                   .at("settled")
                   .as_bool());
  const std::string at = "/api/proofs/" + said(next, "id") + "/decisions/";
  const std::string key = said(again.at("decision"), "key");
  EXPECT_EQ(problem(ask("c-clerk", "DELETE", at + key)), "proof.no_such_draft");
  EXPECT_FALSE(
      finding_of(parsed(ask("c-leader", "DELETE", at + key)), "7座").at("settled").as_bool());
  EXPECT_EQ(problem(ask("c-leader", "DELETE", at + key)), "proof.no_such_decision");
}

TEST_F(Proofs, a_number_of_a_known_figure_is_declared_with_its_source) {
  js::value report = pasted("c-writer", "全县现有会员1200人。");
  const js::value& found = finding_of(report, "1200人");
  ASSERT_EQ(said(found, "kind"), "ungrounded") << js::serialize(found);
  const std::string figure = said(found, "figure");
  ASSERT_FALSE(figure.empty());
  EXPECT_TRUE(found.at("baseline").as_bool());
  report = parsed(decide("c-writer", report, "1200人",
                         {{"verdict", "declare"}, {"source", "2008年总结"}, {"figure", figure}}));
  EXPECT_EQ(said(finding_of(report, "1200人"), "kind"), "proven");
  const js::value told = parsed(ask("c-leader", "GET", "/api/figures/" + figure));
  EXPECT_EQ(said(told, "value"), "1200");
  EXPECT_EQ(said(told.at("provenance").at("source"), "citation"), "2008年总结");
}

TEST_F(Proofs, the_log_is_the_truth_of_decisions) {
  js::value report = pasted("c-writer", "全县修建水塔9座。");
  parsed(decide("c-writer", report, "9座", {{"verdict", "ignore"}, {"reason", "水利局的工作"}}));
  const auto before =
      workspace_->decisions().of(workspace_->owner(), county, *Period::parse("2009"));
  ASSERT_TRUE(before);
  const auto faults = workspace_->decisions().audit(workspace_->owner());
  ASSERT_TRUE(faults);
  EXPECT_TRUE(faults->empty());
  ASSERT_TRUE(workspace_->decisions().rebuild(workspace_->owner()));
  const auto after =
      workspace_->decisions().of(workspace_->owner(), county, *Period::parse("2009"));
  ASSERT_TRUE(after);
  ASSERT_EQ(after->size(), before->size());
  EXPECT_EQ(after->front().key, before->front().key);
  EXPECT_EQ(after->front().reason, "水利局的工作");
}

TEST_F(Proofs, a_file_comes_back_with_comments) {
  const auto summary = workspace_->summarize(workspace_->owner(), county, *Period::parse("2009"),
                                             "", Language::zh_cn);
  ASSERT_TRUE(summary);
  const auto bytes = narrative::docx_page(*summary);
  ASSERT_TRUE(bytes);
  Request sent = request("c-leader", "POST",
                         std::string("/api/proofs?name=a.docx&period=2009&unit=") + county);
  sent.body_file = folder_ / "upload";
  ASSERT_TRUE(write_file(sent.body_file, *bytes));
  const js::value report = parsed(answer(*workspace_, sent));
  EXPECT_EQ(said(report, "kind"), "docx");
  for (const js::value& each : report.at("findings").as_array()) {
    EXPECT_EQ(said(each, "kind"), "proven") << js::serialize(each);
  }
  const std::string at = "/api/proofs/" + said(report, "id");
  EXPECT_EQ(ask("c-leader", "GET", at + "/file/docx").body.substr(0, 2), "PK");
  EXPECT_NE(ask("c-leader", "GET", at + "/file/html").body.find("<mark"), std::string::npos);
  EXPECT_EQ(problem(ask("c-leader", "GET", at + "/file/pdf")), "http.no_page");
  // Good for nobody else.
  EXPECT_EQ(problem(ask("c-administrator", "GET", at)), "proof.no_such_draft");
  EXPECT_EQ(problem(ask("c-administrator", "GET", at + "/file/docx")), "proof.no_such_draft");
  EXPECT_EQ(ask("c-leader", "DELETE", at).status, 204);
  EXPECT_EQ(problem(ask("c-leader", "GET", at)), "proof.no_such_draft");
}

TEST_F(Proofs, what_cannot_be_read_is_refused) {
  Request sent = request("c-writer", "POST",
                         std::string("/api/proofs?name=a.docx&period=2009&unit=") + county);
  sent.body_file = folder_ / "upload";
  ASSERT_TRUE(write_file(sent.body_file, "%PDF-1.7"));
  EXPECT_EQ(problem(answer(*workspace_, sent)), "draft.unknown_kind");
  sent.query = std::string("name=a.txt&period=2009&unit=") + county + "&template=nothing";
  ASSERT_TRUE(write_file(sent.body_file, "讲座3场"));
  EXPECT_EQ(problem(answer(*workspace_, sent)), "app.unknown_template");
  sent.query = "name=a.txt&period=2009&unit=999999";
  EXPECT_EQ(problem(answer(*workspace_, sent)), "org.unknown_unit");
}

TEST_F(Proofs, decisions_of_one_unit_are_out_of_reach_of_another) {
  // One's own draft against one's own unit; to declare under the name of another is refused.
  const js::object body = {{"unit", department},
                           {"period", "2009"},
                           {"template", "county_campaign_summary"},
                           {"text", "全局修建水塔9座。"}};
  const js::value report = parsed(ask("t-writer", "POST", "/api/proofs/text", js::serialize(body)));
  EXPECT_EQ(problem(decide(
                "t-writer", report, "9座",
                {{"verdict", "declare"}, {"source", "s"}, {"figure", "lectures@610522-xmj@2009"}})),
            "org.forbidden");
  EXPECT_EQ(problem(decide("t-writer", report, "9座",
                           {{"verdict", "declare"}, {"source", "s"}, {"figure", "what?"}})),
            "figure.bad_name");
  const js::object theirs = {{"unit", other_department},
                             {"period", "2009"},
                             {"template", "county_campaign_summary"},
                             {"text", "x"}};
  EXPECT_EQ(problem(ask("t-writer", "POST", "/api/proofs/check", js::serialize(theirs))),
            "org.forbidden");
}

}  // namespace
}  // namespace youju::http
