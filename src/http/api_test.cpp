#include <youju/app/load.h>
#include <youju/http/api_fixture.h>
#include <youju/http/shape.h>

namespace youju::http {
namespace {

namespace js = boost::json;

const std::string lecture_fields = R"("fields":{"topic":"Bees","place":"Hall","attendance":"40"})";
std::string lecture(const std::string& unit, const std::string& more = "") {
  return R"({"unit":")" + unit + R"(","on":"2009-05-06",)" + lecture_fields + more + "}";
}

// Everything that can be asked of a route without changing anything, with its parts filled.
std::string target_of(const Route& route, const std::string& id, const std::string& digest) {
  std::string target(route.path);
  const std::pair<std::string_view, std::string> parts[] = {
      {"{ledger}", "training"}, {"{id}", id},
      {"{digest}", digest},     {"{figure}", "trainings@610522@2009"},
      {"{unit}", county},       {"{period}", "2009"},
      {"{form}", "md"},         {"{code}", department},
      {"{login}", "t-clerk"},   {"{session}", "none"},
      {"{comment}", "1"},       {"{pack}", "common"},
      {"{survey}", "kp"},       {"{target}", "target.trainings@610522@2009"},
  };
  for (const auto& [mark, value] : parts) {
    const std::size_t at = target.find(mark);
    if (at != std::string::npos) target.replace(at, mark.size(), value);
  }
  if (route.path == "/api/figure-table") {
    target += "?indicator=trainees&period=2009&rows_by=unit&columns_by=month";
  } else if (route.path == "/api/figure-places") {
    target += "?indicators=trainees,lectures&period=2009&unit=610522-gyj&within=610000";
  } else if (route.path == "/api/packs/{pack}/file") {
    target += "?path=pack.yaml";
  } else if (route.path.starts_with("/api/surveys/")) {
    target += "?unit=610522&year=2009";
  }
  return target;
}

class Api : public ApiTest {};

TEST_F(Api, every_read_answers_in_its_declared_shape) {
  const js::value trainings =
      parsed(ask("n-administrator", "GET", "/api/ledgers/training/records?period=2009&rows=500"));
  const js::array& rows = trainings.at("rows").as_array();
  ASSERT_GT(rows.size(), 10U);
  std::string id, digest;
  for (const js::value& row : rows) {
    const js::array& evidence = row.at("evidence").as_array();
    if (evidence.empty()) continue;
    id = row.at("id").as_string();
    digest = evidence.front().as_string();
  }
  ASSERT_FALSE(id.empty()) << "no training with evidence";
  const js::value draft =
      parsed(ask("n-administrator", "POST", "/api/drafts", R"({"unit":"610522","period":"2009"})"));
  const std::string draft_id(draft.at("id").as_string());
  const auto packs = app::find_packs({"science-statistics"}, {});
  ASSERT_TRUE(packs);
  ASSERT_TRUE(workspace_->load_packs(workspace_->owner(), *packs));
  const js::value form = parsed(ask("n-administrator", "POST", "/api/returns",
                                    R"({"survey":"kp","unit":"610522","year":2009})"));
  const std::string form_id(form.at("id").as_string());
  parsed(ask("n-administrator", "PUT", "/api/targets/target.trainings@610522@2009",
             R"({"version":0,"terms_version":0,"value":"20","source":"2009","owner":"",)"
             R"("reason":"","terms":{"direction":"at_least"}})"));
  for (const Route& route : routes()) {
    if (route.method != "GET") continue;
    // Of a file or a job that somebody began: import_test.cpp.
    if (route.path.find("{file}") != route.path.npos) continue;
    if (route.path.find("{job}") != route.path.npos) continue;
    // Of a draft under proof: proof_test.cpp.
    if (route.path.starts_with("/api/proofs/")) continue;
    const std::string& which = route.path.starts_with("/api/drafts/")    ? draft_id
                               : route.path.starts_with("/api/returns/") ? form_id
                                                                         : id;
    const Response response = ask("n-administrator", "GET", target_of(route, which, digest));
    EXPECT_EQ(response.status, route.status) << route.path << ": " << response.body;
    if (route.output == "file" || route.output.empty() || response.status >= 400) continue;
    const auto fits = check_shape(js::parse(response.body), route.output);
    EXPECT_TRUE(fits) << route.path << ": " << fits.error().what << " " << fits.error().where;
  }
}

TEST_F(Api, nobody_is_told_anything_before_signing_in) {
  for (const Route& route : routes()) {
    if (route.need == Need::nothing) continue;
    const Response response = ask("", std::string(route.method), target_of(route, "x", "x"));
    EXPECT_EQ(response.status, 401) << route.method << " " << route.path;
  }
}

TEST_F(Api, nothing_changes_for_a_request_that_another_site_made) {
  for (const Route& route : routes()) {
    if (route.need == Need::nothing || route.method == "GET") continue;
    Request forged =
        request("n-administrator", std::string(route.method), target_of(route, "x", "x"), "{}");
    forged.csrf = "guessed";
    EXPECT_EQ(problem(answer(*workspace_, forged)), "http.csrf")
        << route.method << " " << route.path;
  }
}

TEST_F(Api, a_record_goes_from_the_clerk_to_the_reviewer_and_counts) {
  Response entered = ask("t-clerk", "POST", "/api/ledgers/lecture/records",
                         lecture(department, R"(,"submit":true)"));
  ASSERT_EQ(entered.status, 201) << entered.body;
  const js::value record = js::parse(entered.body);
  EXPECT_EQ(record.at("state").as_string(), "submitted");
  const std::string id(record.at("id").as_string());
  const std::string version = std::to_string(record.at("version").as_int64());
  const std::string at = "/api/ledgers/lecture/records/" + id;

  EXPECT_EQ(problem(ask("t-clerk", "POST", at + "/approve", R"({"version":)" + version + "}")),
            "org.forbidden");
  const js::value queue =
      parsed(ask("t-reviewer", "GET", "/api/review?unit=" + std::string(department)));
  EXPECT_GE(queue.at("total").as_int64(), 1);

  EXPECT_EQ(problem(ask("t-reviewer", "POST", at + "/return",
                        R"({"version":)" + version + R"(,"reason":" "})")),
            "ledger.reason_needed");
  const js::value approved =
      parsed(ask("t-reviewer", "POST", at + "/approve", R"({"version":)" + version + "}"));
  EXPECT_EQ(approved.at("state").as_string(), "approved");
  // The second reviewer, who has the older version before him, is told so.
  EXPECT_EQ(problem(ask("c-reviewer", "POST", at + "/approve", R"({"version":)" + version + "}")),
            "ledger.version_conflict");

  const js::value detail = parsed(ask("c-leader", "GET", at));
  EXPECT_EQ(detail.at("history").as_array().size(), 2U);
  EXPECT_EQ(detail.at("history").as_array().front().at("kind_title").as_string(),
            "Entered and submitted");
  EXPECT_EQ(detail.at("history").as_array().back().at("actor").as_string(), "t-reviewer");
}

TEST_F(Api, a_form_is_told_all_its_faults_at_once_field_by_field) {
  const Response response = ask(
      "t-clerk", "POST", "/api/ledgers/lecture/records",
      R"({"unit":"610522-gyj","on":"2009-05-06","fields":{"topic":"Bees","attendance":"many"}})");
  EXPECT_EQ(response.status, 422);
  EXPECT_EQ(problem(response), "http.fields_wrong");
  const js::array errors = js::parse(response.body).at("errors").as_array();
  ASSERT_GE(errors.size(), 1U) << response.body;
  EXPECT_EQ(errors.front().at("field").as_string(), "attendance") << response.body;
  EXPECT_EQ(problem(ask("t-clerk", "POST", "/api/ledgers/lecture/records",
                        R"({"unit":"610522-gyj","on":"2009-05-06","fields":{"nothing":"1"}})")),
            "ledger.unknown_field");
}

TEST_F(Api, a_submission_that_fails_leaves_no_draft_under_its_key) {
  const auto before = workspace_->ledgers().head().seq;
  Request whole = request("t-clerk", "POST", "/api/ledgers/lecture/records",
                          R"({"unit":"610522-gyj","on":"2009-05-06","submit":true,)"
                          R"("fields":{"place":"Hall","attendance":"x"}})");
  whole.idempotency_key = "phone-8";
  const Response refused = answer(*workspace_, whole);
  EXPECT_EQ(problem(refused), "http.fields_wrong");
  std::string fields;
  const js::value body = js::parse(refused.body);
  for (const js::value& error : body.at("errors").as_array()) {
    fields += std::string(error.at("field").as_string()) + " ";
  }
  EXPECT_EQ(fields, "topic attendance ") << "what is missing is told beside what is wrong";
  EXPECT_EQ(workspace_->ledgers().head().seq, before);
  whole.body = lecture(department, R"(,"submit":true)");
  const js::value entered = parsed(answer(*workspace_, whole));
  EXPECT_EQ(entered.at("state").as_string(), "submitted");
  EXPECT_EQ(entered.at("version").as_int64(), 1);
  // The same for what is changed and handed over.
  const js::value draft =
      parsed(ask("t-clerk", "POST", "/api/ledgers/lecture/records", lecture(department)));
  const std::string at = "/api/ledgers/lecture/records/" + std::string(draft.at("id").as_string());
  Request change =
      request("t-clerk", "PUT", at,
              R"({"unit":"610522-gyj","on":"2009-05-07","submit":true,"fields":{"topic":""}})");
  change.if_match = "\"1\"";
  EXPECT_EQ(problem(answer(*workspace_, change)), "http.fields_wrong");
  EXPECT_EQ(parsed(ask("t-clerk", "GET", at)).at("version").as_int64(), 1);
  change.body = lecture(department, R"(,"submit":true)");
  EXPECT_EQ(parsed(answer(*workspace_, change)).at("state").as_string(), "submitted");
}

TEST_F(Api, a_retry_over_a_bad_line_enters_once) {
  Request first = request("t-clerk", "POST", "/api/ledgers/lecture/records", lecture(department));
  first.idempotency_key = "phone-7";
  const Response once = answer(*workspace_, first);
  const Response twice = answer(*workspace_, first);
  EXPECT_EQ(once.status, 201) << once.body;
  EXPECT_EQ(parsed(once).at("id"), parsed(twice).at("id"));
  first.body = lecture(department, R"(,"tags":["science_day"])");
  EXPECT_EQ(problem(answer(*workspace_, first)), "ledger.key_reused");
  // The key of one person is not the key of another.
  Request other = request("c-clerk", "POST", "/api/ledgers/lecture/records", lecture(department));
  other.idempotency_key = "phone-7";
  EXPECT_NE(parsed(answer(*workspace_, other)).at("id"), parsed(once).at("id"));
}

// What each role may do over a unit, as org/access.h says it: told by trying.
TEST_F(Api, each_role_does_what_it_may_inside_its_subtree_and_nothing_outside) {
  const js::value record = parsed(ask("c-clerk", "POST", "/api/ledgers/lecture/records",
                                      lecture(other_department, R"(,"submit":true)")));
  const std::string at = "/api/ledgers/lecture/records/" + std::string(record.at("id").as_string());
  struct Deed {
    const char* what;
    const char* method;
    std::string target, body;
    std::string allowed;  // roles, parted by blanks; "*" all
  };
  const std::string in_other = lecture(other_department);
  const Deed deeds[] = {
      {"read a record", "GET", at, "", "*"},
      {"list records", "GET", "/api/ledgers/lecture/records?unit=" + std::string(other_department),
       "", "*"},
      {"see figures", "GET",
       "/api/figures?period=2009&indicators=trainings&unit=" + std::string(other_department), "",
       "*"},
      {"enter a record", "POST", "/api/ledgers/lecture/records", in_other,
       "clerk reviewer administrator"},
      {"return a record", "POST", at + "/return", R"({"version":1,"reason":"again"})",
       "reviewer leader administrator"},
      {"reset a password", "POST", "/api/people/t-clerk/password", "", "administrator"},
      {"verify the chain", "POST", "/api/audit", "", "auditor administrator"},
      {"read the trail", "GET", "/api/trail", "", "auditor administrator"},
      {"take a backup", "GET", "/api/backup", "", "administrator"},
      {"try a reform", "POST", "/api/units/" + std::string(other_department) + "/reform",
       R"({"kind":"abolish","day":"2030-01-01","reason":"test","dry_run":true})", "administrator"},
  };
  for (const char* role : {"clerk", "reviewer", "writer", "leader", "auditor", "administrator"}) {
    for (const Deed& deed : deeds) {
      // Outside of the subtree: a right over another department helps nobody.
      const Response outside = ask(std::string("t-") + role, deed.method, deed.target, deed.body);
      const bool own_person = std::string(deed.what) == "reset a password";
      if (!own_person || std::string(role) != "administrator") {
        EXPECT_EQ(problem(outside), "org.forbidden") << role << ": " << deed.what;
      }
      // Inside, over everything: refused for want of the right, or for any other reason.
      const Response inside = ask(std::string("n-") + role, deed.method, deed.target, deed.body);
      const bool may = deed.allowed == "*" || deed.allowed.find(role) != std::string::npos;
      EXPECT_EQ(problem(inside) != "org.forbidden", may)
          << role << ": " << deed.what << ": " << inside.body.substr(0, 200);
      if (std::string(deed.what) == "reset a password") sessions_.erase("t-clerk");
    }
  }
  // The reset passwords made the clerk's old one useless: later tests sign in with a new one.
  std::vector<Error> faults;
  ASSERT_TRUE(workspace_->accounts().set_password(workspace_->owner(), "t-clerk", "Taizhang_77_Ok",
                                                  "", faults));
}

TEST_F(Api, a_list_is_filtered_counted_and_summed) {
  const js::value all =
      parsed(ask("c-leader", "GET", "/api/ledgers/training/records?period=2009&rows=5"));
  EXPECT_EQ(all.at("rows").as_array().size(), 5U);
  EXPECT_EQ(all.at("total").as_int64(), 21);
  EXPECT_EQ(all.at("totals").at("trainees").as_string(), "1536");
  const std::string next(all.at("next").as_string());
  Request more = request("c-leader", "GET", "/api/ledgers/training/records");
  more.query = "period=2009&rows=500&after=" + next.substr(0, 10) + "%20" + next.substr(11);
  const js::value rest = parsed(answer(*workspace_, more));
  EXPECT_EQ(rest.at("rows").as_array().size(), 16U);
  EXPECT_FALSE(rest.as_object().contains("total"));
  const js::value jobs =
      parsed(ask("c-leader", "GET", "/api/ledgers/training/records?period=2009&f.kind=jobs"));
  EXPECT_EQ(jobs.at("total").as_int64(), 3);
  const js::value found =
      parsed(ask("c-leader", "GET", "/api/ledgers/training/records?q=%E8%8A%A6%E7%AC%8B"));
  EXPECT_EQ(found.at("total").as_int64(), 2);
}

TEST_F(Api, hostile_requests_are_refused_with_a_problem_and_change_nothing) {
  const auto before = workspace_->ledgers().head().seq;
  struct Case {
    const char* method;
    std::string target, body, problem;
  };
  const std::string deep(5000, '[');
  const Case cases[] = {
      {"GET", "/api/nothing", "", "http.no_page"},
      {"PATCH", "/api/units", "", "http.method"},
      {"POST", "/api/ledgers/lecture/records", "{", "http.bad_json"},
      {"POST", "/api/ledgers/lecture/records", deep, "http.bad_json"},
      {"POST", "/api/ledgers/lecture/records", "[]", "http.bad_json"},
      {"POST", "/api/ledgers/lecture/records", "{\"unit\":\"\xff\"}", "http.bad_json"},
      {"POST", "/api/ledgers/nothing/records", lecture(county), "ledger.unknown_ledger"},
      {"GET", "/api/ledgers/lecture/records?rows=-1", "", "http.bad_parameter"},
      {"GET", "/api/ledgers/lecture/records?period=20x9", "", "http.bad_parameter"},
      {"GET", "/api/ledgers/lecture/records?after=nonsense", "", "ledger.bad_page"},
      {"GET", "/api/ledgers/lecture/records?unit=999", "", "org.unknown_unit"},
      {"GET", "/api/ledgers/lecture/records/../../etc", "", "id.malformed"},
      {"GET", "/api/figures/no_such@610522@2009", "", "figure.unknown_indicator"},
      {"GET", "/api/figures/no_such@610522@2009/change", "", "figure.unknown_indicator"},
      {"GET", "/api/figures/trainees@610522@2009/change?since=then", "", "ledger.bad_moment"},
      {"GET", "/api/figures/trainees@610522@2009/change?since=2009-05-06T25:00", "",
       "ledger.bad_moment"},
      {"GET", "/api/figures/trainees@610522@2009/change?since=2190-01-01", "", "ledger.not_yet"},
      {"GET", "/api/figures/trainees@610522@2009/change?since=999999999", "",
       "ledger.no_such_event"},
      {"GET", "/api/figures/trainees@610522@2009/change?since=9&until=8", "", "figure.backwards"},
      {"GET", "/api/figure-places?unit=610522", "", "http.parameter_missing"},
      {"GET", "/api/figure-places?unit=610522&indicators=no_such", "", "figure.unknown_indicator"},
      {"GET", "/api/figure-places?unit=610522&indicators=trainees&within=610522-gyj", "",
       "figure.not_within"},
      {"GET", "/api/figure-places?unit=100000&indicators=trainees", "", "figure.not_within"},
      {"GET", "/api/ledgers/lecture/records?q=" + std::string(300, 'a'), "",
       "ledger.search_too_long"},
  };
  for (const Case& each : cases) {
    const Response response = ask("n-administrator", each.method, each.target, each.body);
    if (each.target.find("..") != std::string::npos) {
      EXPECT_GE(response.status, 400) << each.target;
    } else {
      EXPECT_EQ(problem(response), each.problem) << each.target;
    }
    EXPECT_EQ(response.type, "application/problem+json; charset=utf-8");
  }
  EXPECT_EQ(workspace_->ledgers().head().seq, before);
}

TEST_F(Api, what_asks_for_all_units_of_a_kind_keeps_nobody_waiting) {
  const auto work = [](const std::string& target) {
    return receive(*workspace_, request("n-administrator", "GET", target)).work;
  };
  EXPECT_EQ(work("/api/figures?period=2009"), Work::quick);
  EXPECT_EQ(work("/api/figures?period=2009&by=unit"), Work::quick);
  EXPECT_EQ(work("/api/figures?period=2009&by=unit:county"), Work::slow);
  EXPECT_EQ(work("/api/figures?by=unit%3Acounty&period=2009"), Work::slow);
  EXPECT_EQ(work("/api/figures/trainees@610522@2009/change"), Work::slow);
}

TEST_F(Api, a_record_that_has_not_changed_is_not_sent_again) {
  const js::value list = parsed(ask("c-leader", "GET", "/api/ledgers/training/records?rows=1"));
  const std::string at = "/api/ledgers/training/records/" +
                         std::string(list.at("rows").as_array().front().at("id").as_string());
  const Response first = ask("c-leader", "GET", at);
  std::string tag;
  for (const auto& [name, value] : first.headers) {
    if (name == "ETag") tag = value;
  }
  ASSERT_FALSE(tag.empty());
  Request again = request("c-leader", "GET", at);
  again.if_none_match = tag;
  EXPECT_EQ(answer(*workspace_, again).status, 304);
}

}  // namespace
}  // namespace youju::http
