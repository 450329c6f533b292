// A county sets targets through HTTP, splits them down to its departments, and reads how far it has
// come.
#include <youju/http/api_fixture.h>

#include <boost/json/serialize.hpp>
#include <set>
#include <string>

namespace youju::http {
namespace {

namespace js = boost::json;

class PlanApi : public ApiTest {
 protected:
  static js::value done(const std::string& login, const char* method, const std::string& path,
                        const std::string& body = "") {
    const Response response = ask(login, method, path, body);
    EXPECT_LT(response.status, 300) << path << ' ' << response.body;
    return response.body.empty() ? js::value() : parsed(response);
  }
  static std::string refused(const std::string& login, const char* method, const std::string& path,
                             const std::string& body = "") {
    return problem(ask(login, method, path, body));
  }
  static std::string text(const js::value& object, std::string_view name) {
    return std::string(object.at(name).as_string());
  }
  // What a leader sends to set a target that was read as `told`.
  static std::string setting(const js::value& told, const std::string& value,
                             const std::string& more = "") {
    return R"({"version":)" + std::to_string(told.at("version").as_int64()) +
           R"(,"terms_version":)" + std::to_string(told.at("terms_version").as_int64()) +
           R"(,"value":")" + value + R"(","source":"2009年度工作计划","owner":"")" + more + "}";
  }
  static js::value whole(const std::string& path) {
    return done("n-administrator", "GET", path).at("whole");
  }
  static void expect_same_as_the_log() {
    const auto audited = workspace_->plans().audit(workspace_->owner());
    ASSERT_TRUE(audited);
    EXPECT_TRUE(audited->empty());
  }
};

constexpr const char* no_reason = R"(,"reason":"")";
const std::string trainings = "/api/targets/target.trainings@610522@2009";

TEST_F(PlanApi, sets_a_target_and_reads_how_far_it_has_come) {
  js::value told = whole(trainings);
  EXPECT_EQ(text(told, "value"), "");
  EXPECT_EQ(text(told, "light"), "");
  EXPECT_EQ(told.at("version").as_int64(), 0);
  const std::string terms = R"(,"reason":"","terms":{"direction":"at_least","due":"2009-11-30",)"
                            R"("shares":["4","3","2","1"]})";
  told = done("c-leader", "PUT", trainings, setting(told, "1000", terms));
  EXPECT_EQ(text(told.at("whole"), "value"), "1000");
  EXPECT_EQ(text(told.at("whole"), "light"), "late");
  EXPECT_EQ(text(told.at("whole").at("terms"), "due"), "2009-11-30");
  EXPECT_EQ(told.at("points").as_array().size(), 4U);
  EXPECT_EQ(text(told.at("points").at(0), "expected"), "400");
  EXPECT_NE(text(told.at("points").at(3), "now"), "");
  EXPECT_EQ(text(told.at("whole").at("now"), "name"), "trainings@610522@2009");
  // What the plan says is what the figure says.
  const js::value figure = done("c-clerk", "GET", "/api/figures/target.trainings@610522@2009");
  EXPECT_EQ(text(figure, "value"), "1000");

  const js::value plan = done("c-clerk", "GET", "/api/plans/610522/2009");
  ASSERT_EQ(plan.at("rows").as_array().size(), 1U);
  EXPECT_TRUE(plan.at("may").as_array().empty());
  EXPECT_EQ(done("c-leader", "GET", "/api/plans/610522/2009?on=2009-03-31").at("on").as_string(),
            "2009-03-31");
  EXPECT_EQ(refused("c-leader", "GET", "/api/plans/610522/2009?on=2199-03-31"),
            "plan.day_in_future");
  EXPECT_EQ(text(done("c-leader", "PUT", "/api/plans/610522/2009/title",
                      R"({"title":"2009年科普工作计划"})"),
                 "title"),
            "2009年科普工作计划");
  const js::value plans = done("c-clerk", "GET", "/api/plans");
  ASSERT_FALSE(plans.at("rows").as_array().empty());
  EXPECT_EQ(text(plans.at("rows").at(0), "title"), "2009年科普工作计划");

  // Another value needs a reason; what is based on an old version does not pass; the same again
  // does.
  const js::value before = whole(trainings);
  EXPECT_EQ(refused("c-leader", "PUT", trainings, setting(before, "900", no_reason)),
            "plan.reason_needed");
  const std::string change = setting(before, "900", R"(,"reason":"任务调整")");
  done("c-leader", "PUT", trainings, change);
  done("c-leader", "PUT", trainings, change);
  EXPECT_EQ(refused("c-leader", "PUT", trainings, setting(before, "800", R"(,"reason":"r")")),
            "figure.version_conflict");
  const js::value now = whole(trainings);
  EXPECT_EQ(now.at("version").as_int64(), before.at("version").as_int64() + 1);
  const std::string removal = R"({"version":)" + std::to_string(now.at("version").as_int64()) +
                              R"(,"terms_version":1,"reason":"取消"})";
  EXPECT_EQ(refused("c-leader", "DELETE", trainings,
                    R"({"version":1,"terms_version":1,"reason":"取消"})"),
            "figure.version_conflict");
  done("c-leader", "DELETE", trainings, removal);
  EXPECT_EQ(text(whole(trainings), "value"), "");
  EXPECT_TRUE(done("c-clerk", "GET", "/api/plans/610522/2009").at("rows").as_array().empty());
  expect_same_as_the_log();
}

TEST_F(PlanApi, gives_the_statement_of_responsibility_of_a_plan) {
  const std::string at = "/api/plans/610522/2007";
  const std::string target = "/api/targets/target.trainings@610522@2007";
  EXPECT_EQ(refused("c-clerk", "GET", at + "/sheet/docx"), "app.no_plan");
  done("c-leader", "PUT", target, setting(whole(target), "12", no_reason));
  const auto sheet = [&](const std::string& form) {
    Request asked = request("c-clerk", "GET", at + "/sheet/" + form);
    asked.language = "zh-CN";
    return answer(*workspace_, asked);
  };
  const Response docx = sheet("docx");
  ASSERT_EQ(docx.status, 200) << docx.body;
  EXPECT_EQ(docx.file_name, "潼关县科学技术协会2007年目标责任书.docx");
  EXPECT_TRUE(docx.body.starts_with("PK"));
  const Response html = sheet("html");
  for (const char* text : {"2009年度工作计划", "不低于", ">12", "2007年1月1日"}) {
    EXPECT_NE(html.body.find(text), std::string::npos) << text;
  }
  EXPECT_EQ(refused("c-clerk", "GET", at + "/sheet/exe"), "http.no_page");
  EXPECT_EQ(refused("t-clerk", "GET", at + "/sheet/docx"), "org.forbidden");
}

TEST_F(PlanApi, splits_a_target_down_and_compares_the_parts) {
  const std::string at = "/api/targets/target.trainings@610522@2008";
  done("c-leader", "PUT", at, setting(whole(at), "10", no_reason));
  const js::value even = done("c-leader", "GET", at + "/proposal?like=even");
  js::array parts = even.at("rows").as_array();
  ASSERT_GT(parts.size(), 2U);
  const auto body = [&](bool may_differ) {
    js::object order{{"parts", parts}, {"may_differ", may_differ}, {"reason", ""}};
    return js::serialize(order);
  };
  parts.front().as_object()["value"] = "20";
  EXPECT_EQ(refused("c-leader", "POST", at + "/split", body(false)), "plan.parts_do_not_add");
  parts.front().as_object()["version"] = 7;
  EXPECT_EQ(refused("c-leader", "POST", at + "/split", body(true)), "figure.version_conflict");
  parts.front().as_object()["version"] = 0;
  js::value told = done("c-leader", "POST", at + "/split", body(true));
  EXPECT_NE(text(told.at("whole"), "difference"), "0");
  const std::string part = text(told.at("rows").at(0), "name");
  EXPECT_EQ(text(told.at("rows").at(0), "above"), county);
  const js::value beside = done("c-clerk", "GET", "/api/targets/" + part + "/siblings");
  EXPECT_EQ(beside.at("rows").as_array().size(), told.at("rows").as_array().size());
  // Today says what was missed.
  const js::value late = done("c-clerk", "GET", "/api/plans/late?unit=610522&on=2009-06-30");
  EXPECT_FALSE(late.at("rows").as_array().empty());
  EXPECT_EQ(done("c-clerk", "GET", "/api/today?unit=610522").at("late").at("rows_all").as_int64(),
            0);
  expect_same_as_the_log();
}

TEST_F(PlanApi, sets_a_target_for_a_part_of_an_indicator) {
  const js::value told = done("c-clerk", "GET", "/api/targets/target.trainings@610522@2006/fields");
  ASSERT_FALSE(told.at("rows").as_array().empty());
  const js::value& field = told.at("rows").at(0);
  const js::value& choice = field.at("choices").at(0);
  EXPECT_NE(text(choice, "title"), "");
  const std::string name =
      "target.trainings@610522@2006?" + text(field, "name") + "=" + text(choice, "name");
  // The server decodes the path before it comes here: the question mark is part of it.
  Request put = request("c-leader", "PUT", "/api/targets/x",
                        setting(js::value{{"version", 0}, {"terms_version", 0}}, "3", no_reason));
  put.path = "/api/targets/" + name;
  const js::value set = parsed(answer(*workspace_, put));
  EXPECT_EQ(text(set.at("whole"), "name"), name);
  EXPECT_NE(text(set.at("whole"), "cut"), "");
  EXPECT_EQ(text(whole("/api/targets/target.trainings@610522@2006"), "value"), "");
  EXPECT_EQ(refused("t-clerk", "GET", "/api/targets/target.trainings@610522@2006/fields"),
            "org.forbidden");
}

TEST_F(PlanApi, lists_the_plans_of_a_unit_and_of_its_subtree_page_by_page) {
  const std::string at = "/api/targets/target.trainings@610522@2005";
  done("c-leader", "PUT", at, setting(whole(at), "10", no_reason));
  js::array parts = done("c-leader", "GET", at + "/proposal?like=even").at("rows").as_array();
  done("c-leader", "POST", at + "/split",
       js::serialize(js::object{{"parts", parts}, {"may_differ", false}, {"reason", ""}}));
  const js::value alone = done("c-clerk", "GET", "/api/plans?below=false");
  for (const js::value& own : alone.at("rows").as_array()) {
    EXPECT_EQ(text(own, "unit"), county);
  }
  std::set<std::string> seen;
  std::string after;
  do {
    const js::value page = done("c-clerk", "GET", "/api/plans?rows=3&after=" + after);
    ASSERT_LE(page.at("rows").as_array().size(), 3U);
    for (const js::value& each : page.at("rows").as_array()) {
      EXPECT_TRUE(seen.insert(text(each, "unit") + "@" + text(each, "period")).second);
    }
    after = text(page, "next");
  } while (!after.empty());
  EXPECT_TRUE(seen.contains("610522@2005"));
  EXPECT_GT(seen.size(), 4U);
}

TEST_F(PlanApi, keeps_milestones_and_makes_one_for_a_key) {
  const std::string at = "/api/plans/610522/2009/milestones";
  Request first =
      request("c-leader", "POST", at, R"({"text":"完成换届","owner":"610522","due":"2009-06-30"})");
  first.idempotency_key = "m-1";
  const js::value made = parsed(answer(*workspace_, first));
  EXPECT_EQ(text(made, "light"), "late");
  EXPECT_EQ(text(parsed(answer(*workspace_, first)), "id"), text(made, "id"));
  first.path = "/api/plans/610522/2010/milestones";
  first.body = R"({"text":"完成换届","owner":"610522","due":""})";
  EXPECT_EQ(problem(answer(*workspace_, first)), "plan.key_reused");
  const std::string one = "/api/milestones/" + text(made, "id");
  js::value told = done("c-writer", "POST", one + "/done",
                        R"({"version":1,"done_on":"2009-07-02","note":"大会决议"})");
  EXPECT_EQ(text(told, "light"), "done");
  EXPECT_EQ(refused("c-leader", "PUT", one, R"({"version":1,"text":"x","owner":"","due":""})"),
            "plan.version_conflict");
  done("c-leader", "PUT", one, R"({"version":2,"text":"换届大会","owner":"","due":""})");
  const js::value plan = done("c-clerk", "GET", "/api/plans/610522/2009");
  ASSERT_EQ(plan.at("tasks").as_array().size(), 1U);
  EXPECT_EQ(text(plan.at("tasks").at(0), "text"), "换届大会");
  done("c-leader", "DELETE", one, R"({"version":3})");
  EXPECT_EQ(refused("c-leader", "POST", one + "/done", R"({"version":4,"done_on":"","note":""})"),
            "plan.no_such_milestone");
  expect_same_as_the_log();
}

TEST_F(PlanApi, fails_with_what_was_expected) {
  const js::value told = whole(trainings);
  const auto fails = [&](const std::string& value, const std::string& terms) {
    return refused("n-leader", "PUT", trainings,
                   setting(told, value, R"(,"reason":"r","terms":)" + terms));
  };
  EXPECT_EQ(fails("x", R"({"direction":"at_least"})"), "decimal.not_a_number");
  EXPECT_EQ(fails("5", R"({"direction":"upwards"})"), "plan.unknown_direction");
  EXPECT_EQ(fails("5", R"({"direction":"zero"})"), "plan.zero_has_a_value");
  EXPECT_EQ(fails("5", R"({"direction":"each"})"), "plan.part_needed");
  EXPECT_EQ(fails("5", R"({"direction":"each","each":"fortnight"})"), "plan.unknown_part");
  EXPECT_EQ(fails("5", R"({"direction":"at_least","shares":["1","2","3"]})"), "plan.bad_shares");
  EXPECT_EQ(fails("5", R"({"direction":"at_least","due":"2010-01-01"})"), "plan.due_outside");
  EXPECT_EQ(fails("-5", R"({"direction":"at_least"})"), "plan.negative");
  EXPECT_EQ(refused("n-leader", "GET", "/api/targets/nonsense"), "figure.bad_name");
  EXPECT_EQ(refused("n-leader", "GET", "/api/plans/none/2009"), "org.unknown_unit");
  EXPECT_EQ(refused("n-leader", "GET", "/api/plans/610522/20x9"), "period.malformed");
  EXPECT_EQ(refused("n-leader", "GET", "/api/targets/target.trainings@100000@2009/siblings"),
            "plan.no_unit_above");
}

}  // namespace
}  // namespace youju::http
