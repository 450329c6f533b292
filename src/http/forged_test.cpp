// Requests that claim what they may not: another's record by its id, another's session, a token
// that has ended, a key that was used for something else, a version that is stale.
#include <youju/base/text.h>
#include <youju/http/api_fixture.h>

#include <atomic>
#include <thread>

namespace youju::http {
namespace {

namespace js = boost::json;

std::string lecture(std::string_view unit, std::string_view topic, std::string_view more = "") {
  return R"({"unit":")" + std::string(unit) + R"(","on":"2009-05-06","fields":{"topic":")" +
         std::string(topic) + R"(","place":"Hall","attendance":"40"})" + std::string(more) + "}";
}

class Forged : public ApiTest {
 protected:
  // The path of a new record of the neighbour.
  static std::string foreign(const std::string& topic, const char* unit = other_department) {
    return records + "/" +
           id_of(parsed(
               ask("n-administrator", "POST", records, lecture(unit, topic, R"(,"submit":true)"))));
  }
  static std::string id_of(const js::value& record) { return text_of(record, "id"); }
  static std::string text_of(const js::value& object, std::string_view name) {
    return std::string(object.at(name).as_string());
  }
  static std::string versioned(int version, const std::string& more = "") {
    return R"({"version":)" + std::to_string(version) + more + "}";
  }
  static std::string last(const std::string& path) { return path.substr(path.rfind('/') + 1); }
  static inline const std::string records = "/api/ledgers/lecture/records";
};

TEST_F(Forged, an_id_of_another_subtree_opens_nothing) {
  const std::string theirs = foreign("theirs"), id = last(theirs);
  const std::string mine = foreign("mine", department);
  struct Case {
    const char* method;
    std::string target, body, problem;
  };
  const std::string other = R"({"other":")" + id + "\"";
  const Case cases[] = {
      {"GET", theirs, "", "org.forbidden"},
      {"POST", theirs + "/approve", versioned(1), "org.forbidden"},
      {"POST", theirs + "/withdraw", versioned(1, R"(,"reason":"r")"), "org.forbidden"},
      // Under the name of another ledger there is no such record.
      {"GET", "/api/ledgers/training/records/" + id, "", "ledger.no_such_record"},
      {"POST", "/api/ledgers/training/records/" + id + "/approve", versioned(1),
       "ledger.no_such_record"},
      // One of the two is one's own.
      {"POST", mine + "/merge", other + "}", "org.forbidden"},
      {"POST", theirs + "/merge", R"({"other":")" + last(mine) + "\"}", "org.forbidden"},
      {"POST", theirs + "/keep", R"({"reason":"r","other":")" + last(mine) + "\"}",
       "org.forbidden"},
      {"GET", "/api/figures/lectures@610522-xmj@2009", "", "org.forbidden"},
      {"GET", "/api/figures/lectures@610522-xmj@2009/records", "", "org.forbidden"},
      {"GET", "/api/figures?by=unit&unit=610522&indicators=lectures", "", "org.forbidden"},
      {"GET", "/api/ledgers?unit=610522", "", "org.forbidden"},
      {"GET", "/api/plans?unit=610522", "", "org.forbidden"},
      {"GET", "/api/plans/late?unit=610522-xmj", "", "org.forbidden"},
      {"GET", "/api/plans/610522-xmj/2009", "", "org.forbidden"},
      {"GET", "/api/targets/target.lectures@610522-xmj@2009", "", "org.forbidden"},
      {"GET", "/api/targets/target.lectures@610522-gyj@2009/siblings", "", "org.forbidden"},
      {"GET", "/api/targets/target.lectures@610522@2009/proposal", "", "org.forbidden"},
      {"GET", "/api/ledgers/lecture/export?unit=610522", "", "org.forbidden"},
  };
  for (const Case& each : cases) {
    EXPECT_EQ(problem(ask("t-reviewer", each.method, each.target, each.body)), each.problem)
        << each.method << " " << each.target;
  }
  EXPECT_EQ(parsed(ask("n-leader", "GET", theirs)).at("version").as_int64(), 1);
}

TEST_F(Forged, a_plan_of_another_subtree_is_neither_set_nor_told) {
  const std::string made =
      id_of(parsed(ask("n-leader", "POST", "/api/plans/610522-xmj/2009/milestones",
                       R"({"text":"theirs","owner":"","due":""})")));
  const std::string wanted = R"(,"source":"s","owner":"","reason":"r"})";
  const std::string set = R"({"version":0,"terms_version":0,"value":"3")" + wanted;
  const std::string target = "/api/targets/target.lectures@";
  ASSERT_EQ(ask("n-leader", "PUT", target + "610522-gyj@2009", set).status, 200);
  const auto split = [](const char* unit) {
    return R"({"may_differ":true,"reason":"r","parts":[{"unit":")" + std::string(unit) +
           R"(","value":"3"}]})";
  };
  struct Case {
    const char* method;
    std::string path, body, problem;
  };
  // A version that is wrong is not told to those who may not see it.
  const Case cases[] = {
      {"PUT", "/api/milestones/" + made, R"({"version":7,"text":"x","owner":"","due":""})",
       "org.forbidden"},
      {"POST", "/api/milestones/" + made + "/done", R"({"version":7,"done_on":"","note":""})",
       "org.forbidden"},
      {"DELETE", "/api/milestones/" + made, versioned(1), "org.forbidden"},
      {"POST", "/api/plans/610522-xmj/2009/milestones", R"({"text":"x","owner":"","due":""})",
       "org.forbidden"},
      {"PUT", "/api/plans/610522-xmj/2009/title", R"({"title":"x"})", "org.forbidden"},
      {"PUT", target + "610522-xmj@2009", set, "org.forbidden"},
      {"DELETE", target + "610522-xmj@2009", R"({"version":0,"terms_version":0,"reason":"r"})",
       "org.forbidden"},
      {"POST", target + "610522@2009/split", split("610522-gyj"), "org.forbidden"},
      // Down to a unit that does not stand below.
      {"POST", target + "610522-gyj@2009/split", split("610522-xmj"), "plan.not_below"},
  };
  for (const Case& each : cases) {
    EXPECT_EQ(problem(ask("t-leader", each.method, each.path, each.body)), each.problem)
        << each.method << " " << each.path;
  }
}

TEST_F(Forged, a_target_that_came_from_above_is_changed_there) {
  const std::string target = "/api/targets/target.lectures@";
  const auto set = [](int version, const char* value) {
    return R"({"terms_version":0,"source":"s","owner":"","reason":"r","value":")" +
           std::string(value) + R"(","version":)" + std::to_string(version) + "}";
  };
  ASSERT_EQ(ask("c-leader", "PUT", target + "610522@2008", set(0, "3")).status, 200);
  ASSERT_EQ(ask("c-leader", "POST", target + "610522@2008/split",
                R"({"may_differ":false,"reason":"","parts":[{"unit":"610522-gyj","value":"3"}]})")
                .status,
            200);
  EXPECT_EQ(problem(ask("t-leader", "PUT", target + "610522-gyj@2008", set(1, "1"))),
            "plan.from_above");
  const js::value seen = parsed(ask("t-leader", "GET", target + "610522-gyj@2008")).at("whole");
  EXPECT_EQ(seen.at("may"), js::array{"split"});
}

TEST_F(Forged, a_record_cannot_be_moved_into_or_out_of_reach) {
  const js::value draft = parsed(ask("t-clerk", "POST", records, lecture(department, "moved")));
  Request move =
      request("t-clerk", "PUT", records + "/" + id_of(draft), lecture(other_department, "moved"));
  move.if_match = "1";
  EXPECT_EQ(problem(answer(*workspace_, move)), "org.forbidden");
  const js::value there = parsed(ask("n-clerk", "POST", records, lecture(other_department, "m2")));
  move = request("t-clerk", "PUT", records + "/" + id_of(there), lecture(department, "m2"));
  move.if_match = "1";
  EXPECT_EQ(problem(answer(*workspace_, move)), "org.forbidden");
}

TEST_F(Forged, a_lent_role_works_on_its_days_and_cannot_be_passed_on_or_ended_by_others) {
  const std::string today = workspace_->clock().today().to_string();
  const auto given = [&](const std::string& login, const std::string& role, const char* unit) {
    return ask(login, "POST", "/api/delegations",
               R"({"receiver":"t-clerk","role":")" + role + R"(","unit":")" + unit +
                   R"(","from":")" + today + R"(","last":")" + today + "\"}");
  };
  EXPECT_EQ(problem(given("t-reviewer", "leader", department)), "account.delegation_not_held");
  EXPECT_EQ(problem(given("t-reviewer", "reviewer", county)), "account.delegation_not_held");
  const std::string waits = foreign("lent", department) + "/approve";
  EXPECT_EQ(problem(ask("t-clerk", "POST", waits, versioned(1))), "org.forbidden");
  const js::value lent = parsed(given("t-reviewer", "reviewer", department));
  EXPECT_EQ(text_of(lent, "state"), "running");
  EXPECT_EQ(text_of(lent, "last"), today);
  EXPECT_EQ(ask("t-clerk", "POST", waits, versioned(1)).status, 200);
  // Both see it; the one who has it can neither pass it on nor end it.
  for (const char* login : {"t-clerk", "t-reviewer"}) {
    const js::value seen = parsed(ask(login, "GET", "/api/delegations"));
    ASSERT_EQ(seen.at("rows").as_array().size(), 1U) << login;
    EXPECT_EQ(seen.at("grants").as_array().size(), 1U) << login;
  }
  EXPECT_EQ(
      problem(ask("t-clerk", "POST", "/api/delegations",
                  R"({"receiver":"t-writer","role":"reviewer","unit":")" + std::string(department) +
                      R"(","from":")" + today + R"(","last":")" + today + "\"}")),
      "account.delegation_not_held");
  const std::string at = "/api/delegations/" + std::to_string(lent.at("id").as_int64());
  EXPECT_EQ(problem(ask("t-clerk", "DELETE", at)), "org.forbidden");
  EXPECT_EQ(problem(ask("t-reviewer", "DELETE", "/api/delegations/x")),
            "account.no_such_delegation");
  EXPECT_EQ(ask("t-reviewer", "DELETE", at).status, 204);
  EXPECT_EQ(
      problem(ask("t-clerk", "POST", foreign("lent 2", department) + "/approve", versioned(1))),
      "org.forbidden");
  const js::value trail = parsed(ask("n-auditor", "GET", "/api/trail?rows=500"));
  int told = 0;
  for (const js::value& row : trail.at("rows").as_array()) {
    told += text_of(row, "kind").starts_with("delegat") ? 1 : 0;
  }
  EXPECT_EQ(told, 2);
}

TEST_F(Forged, a_correction_may_change_where_and_when_a_record_stands) {
  const std::string at = foreign("misplaced", department);
  ASSERT_EQ(ask("n-reviewer", "POST", at + "/approve", versioned(1)).status, 200);
  const std::string moved = versioned(
      2, R"(,"reason":"wrong unit","fields":{},"on":"2009-06-01","tags":["science_day"],"unit":")" +
             std::string(other_department) + "\"");
  EXPECT_EQ(problem(ask("t-reviewer", "POST", at + "/correct", moved)), "org.forbidden");
  const js::value now = parsed(ask("c-reviewer", "POST", at + "/correct", moved));
  EXPECT_EQ(text_of(now, "unit"), other_department);
  EXPECT_EQ(text_of(now, "on"), "2009-06-01");
  EXPECT_EQ(now.at("tags").as_array().size(), 1U);
  EXPECT_EQ(problem(ask("t-reviewer", "GET", at)), "org.forbidden");
  // All faults of the form at once, as when it was entered.
  const Response wrong = ask("c-reviewer", "POST", at + "/correct",
                             versioned(3, R"(,"reason":"r","fields":{"attendance":"x"},"on":"y")"));
  EXPECT_EQ(problem(wrong), "http.fields_wrong");
  EXPECT_EQ(js::parse(wrong.body).at("errors").as_array().size(), 2U) << wrong.body;
}

TEST_F(Forged, a_file_is_had_only_through_a_record_that_carries_it) {
  const auto all =
      parsed(ask("n-leader", "GET", "/api/ledgers/training/records?period=2009&rows=500"));
  std::string digest;
  for (const js::value& row : all.at("rows").as_array()) {
    for (const js::value& file : row.at("evidence").as_array()) digest = file.as_string();
  }
  ASSERT_FALSE(digest.empty());
  const std::string mine = foreign("without a file", department);
  EXPECT_EQ(problem(ask("t-reviewer", "GET", mine + "/evidence/" + digest)),
            "ledger.no_such_evidence");
  for (const char* wrong : {"..%2f..%2fyouju.db", "x", "0", "%00"}) {
    EXPECT_GE(ask("t-reviewer", "GET", mine + "/evidence/" + wrong).status, 400) << wrong;
  }
}

TEST_F(Forged, rights_cannot_be_given_beyond_ones_own) {
  const auto grant = [&](const std::string& login, const std::string& role, const char* unit) {
    return problem(
        ask("t-administrator", "PUT", "/api/people/" + login,
            R"({"name":"x","grants":[{"role":")" + role + R"(","unit":")" + unit + "\"}]}"));
  };
  EXPECT_EQ(grant("t-administrator", "administrator", county), "org.forbidden");
  EXPECT_EQ(grant("new-one", "clerk", other_department), "org.forbidden");
  EXPECT_EQ(grant("c-clerk", "clerk", department), "org.forbidden");  // takes a right away there
  EXPECT_EQ(grant("new-one", "clerk", department), "");
  EXPECT_EQ(problem(ask("t-administrator", "POST", "/api/units",
                        R"({"code":"x-1","name":"X","short":"X","kind":"department","parent":")" +
                            std::string(county) + "\"}")),
            "org.forbidden");
  EXPECT_EQ(problem(ask("t-administrator", "POST", "/api/units",
                        R"({"code":"x-2","name":"X","short":"X","kind":"nation","parent":""})")),
            "org.forbidden");
}

TEST_F(Forged, a_rank_tells_its_place_and_not_the_figures_of_the_others) {
  const std::string name = "/api/figures/rank.trainings@610522-gyj@2009";
  const js::value seen = parsed(ask("n-leader", "GET", name));
  const auto& ground = seen.at("provenance").as_object();
  ASSERT_GT(ground.at("operands").as_array().size(), 2U);
  EXPECT_EQ(ground.at("out_of_sight").as_int64(), 0);
  const js::value own = parsed(ask("t-leader", "GET", name));
  EXPECT_EQ(own.at("value"), seen.at("value"));
  const auto& told = own.at("provenance").as_object();
  ASSERT_EQ(told.at("operands").as_array().size(), 1U);
  EXPECT_EQ(text_of(told.at("operands").as_array().front(), "unit"), department);
  EXPECT_GT(told.at("out_of_sight").as_int64(), 1);
  // Nor is more told to who looks at it where it stands.
  const auto view = workspace_->figures().view(*workspace_->accounts().access("t-leader"));
  const auto rank = *indicator::FigureName::parse("rank.trainings@610522-gyj@2009");
  const auto* from = std::get_if<indicator::FromFigures>(&(*view->look(rank))->provenance);
  ASSERT_NE(from, nullptr);
  ASSERT_EQ(from->operands.size(), 1U);
  EXPECT_EQ(from->operands.front().name.unit, department);
  EXPECT_EQ(from->out_of_sight, told.at("out_of_sight").as_int64());
  EXPECT_EQ(view->look(*indicator::FigureName::parse("trainings@610522@2009")).error().what,
            "org.forbidden");
}

// The summary of the county names the edition of the city's campaign.
TEST_F(Forged, a_summary_quotes_figures_of_the_units_above_that_cannot_be_asked_for) {
  const std::string quoted = "spring_edition@610500@2009";
  EXPECT_EQ(problem(ask("c-clerk", "GET", "/api/figures/" + quoted)), "org.forbidden");
  const Response summary = ask("c-clerk", "GET", "/api/summaries/610522/2009");
  EXPECT_EQ(summary.status, 200) << summary.body;
  EXPECT_NE(summary.body.find(quoted), std::string::npos);
  EXPECT_EQ(problem(ask("c-clerk", "GET", "/api/summaries/610500/2009")), "org.forbidden");
  // What a unit above is made of, and what stands beside the unit, is not told on the way.
  const org::Access clerk = *workspace_->accounts().access("t-clerk");
  const auto directory = workspace_->ledgers().directory();
  const auto view = workspace_->figures().view(clerk, {*directory->find(county)});
  const auto name = *indicator::FigureName::parse("trainings@610522@2009");
  EXPECT_TRUE(view->figure(name));
  EXPECT_TRUE(view->parts(name, "month"));
  EXPECT_EQ(view->parts(name, "unit").error().what, "org.forbidden");
  EXPECT_EQ(view->records(name, 0, 10).error().what, "org.forbidden");
  EXPECT_EQ(view->figure(*indicator::FigureName::parse("trainings@610522-xmj@2009")).error().what,
            "org.forbidden");
  // A list of what may be read leaves the rest out.
  EXPECT_TRUE(parsed(ask("t-leader", "GET", "/api/summaries")).at("rows").as_array().empty());
  EXPECT_EQ(parsed(ask("c-clerk", "GET", "/api/summaries")).at("rows").as_array().size(), 1U);
}

TEST_F(Forged, a_session_that_has_ended_lets_nobody_in) {
  const auto status = [&](const std::string& cookie) {
    Request again = request("", "GET", "/api/session/all");
    again.cookie = cookie;
    return answer(*workspace_, again).status;
  };
  const Signed first = signed_in("t-writer");
  EXPECT_EQ(status(first.cookie), 200);
  std::string wrong = first.cookie;
  wrong.back() = wrong.back() == '0' ? '1' : '0';
  EXPECT_EQ(status(wrong), 401);
  EXPECT_EQ(status("youju_session=" + std::string(5000, 'a')), 401);
  EXPECT_EQ(status("youju_session=%00"), 401);
  // Another session of the same person ends this one; nobody ends that of somebody else.
  sessions_.erase("t-writer");
  const js::value mine = parsed(ask("t-writer", "GET", "/api/session/all"));
  ASSERT_EQ(mine.at("rows").as_array().size(), 2U);
  std::string id;
  for (const js::value& row : mine.at("rows").as_array()) {
    if (!row.at("is_this").as_bool()) id = text_of(row, "id");
  }
  EXPECT_EQ(problem(ask("t-clerk", "DELETE", "/api/session/all/" + id)), "account.no_such_session");
  EXPECT_EQ(status(first.cookie), 200);
  EXPECT_EQ(ask("t-writer", "DELETE", "/api/session/all/" + id).status, 204);
  EXPECT_EQ(status(first.cookie), 401);
  // Signed out, and without a right left.
  const Signed second = signed_in("t-writer");
  EXPECT_EQ(ask("t-writer", "DELETE", "/api/session").status, 204);
  EXPECT_EQ(status(second.cookie), 401);
  sessions_.erase("t-writer");
  const Signed third = signed_in("t-writer");
  EXPECT_EQ(
      ask("n-administrator", "PUT", "/api/people/t-writer", R"({"name":"t-writer","grants":[]})")
          .status,
      204);
  EXPECT_EQ(status(third.cookie), 401);
}

TEST_F(Forged, the_proof_of_one_session_is_none_for_another) {
  Request sent = request("t-clerk", "POST", records, lecture(department, "csrf"));
  for (const std::string& shown : {std::string(), signed_in("c-clerk").csrf, sent.csrf + "0"}) {
    sent.csrf = shown;
    EXPECT_EQ(problem(answer(*workspace_, sent)), "http.csrf");
  }
}

TEST_F(Forged, a_key_brings_its_first_answer_again_and_nothing_else) {
  Request first = request("t-clerk", "POST", records, lecture(department, "keyed"));
  first.idempotency_key = "phone-8";
  const js::value entered = parsed(answer(*workspace_, first));
  const std::string at = records + "/" + id_of(entered);
  // Changed since: the retry of what was sent first is still answered with the record.
  Request edit = request("t-clerk", "PUT", at, lecture(department, "keyed and edited"));
  edit.if_match = "1";
  ASSERT_EQ(answer(*workspace_, edit).status, 200);
  const js::value again = parsed(answer(*workspace_, first));
  EXPECT_EQ(id_of(again), id_of(entered));
  EXPECT_EQ(again.at("version").as_int64(), 2);
  for (const std::string& other :
       {lecture(department, "keyed and edited"), lecture(department, "something else"),
        lecture(department, "keyed", R"(,"tags":["science_day"])")}) {
    Request reused = first;
    reused.body = other;
    const Response refused = answer(*workspace_, reused);
    EXPECT_EQ(problem(refused), "ledger.key_reused");
    EXPECT_EQ(refused.status, 409);
  }
  Request elsewhere = first;
  elsewhere.path = "/api/ledgers/training/records";
  EXPECT_NE(answer(*workspace_, elsewhere).status, 201) << "fields of another ledger";
  first.idempotency_key = std::string(200, 'k');
  EXPECT_EQ(problem(answer(*workspace_, first)), "ledger.key_too_long");
}

TEST_F(Forged, of_many_who_hold_one_version_one_changes_it) {
  const js::value draft = parsed(ask("t-clerk", "POST", records, lecture(department, "raced")));
  const std::string at = records + "/" + id_of(draft);
  constexpr int racers = 8;
  std::vector<Request> requests;
  for (int racer = 0; racer < racers; ++racer) {
    requests.push_back(request(racer % 2 == 0 ? "t-clerk" : "t-reviewer", "PUT", at,
                               lecture(department, "raced " + std::to_string(racer))));
    requests.back().if_match = "\"1\"";
  }
  std::atomic<int> done{0}, told{0};
  std::vector<std::thread> threads;
  for (const Request& each : requests) {
    threads.emplace_back([&] {
      const Response response = answer(*workspace_, each);
      if (response.status == 200) ++done;
      if (response.status == 409 && problem(response) == "ledger.version_conflict") ++told;
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(done, 1);
  EXPECT_EQ(told, racers - 1);
  const js::value now = parsed(ask("t-clerk", "GET", at));
  EXPECT_EQ(now.at("version").as_int64(), 2);
  EXPECT_EQ(now.at("history").as_array().size(), 2U);
  // A version that was never there is no version.
  for (const char* version : {"3", "0", "-1", "99999999999999999999", "x", "1.0"}) {
    Request stale = requests.front();
    stale.if_match = version;
    EXPECT_GE(answer(*workspace_, stale).status, 400) << version;
  }
}

TEST(Expired, a_session_ends_when_nobody_asks_for_half_an_hour) {
  FixedClock clock(1'600'000'000'000);
  const auto folder =
      std::filesystem::temp_directory_path() / ("youju-idle-" + Uuid::make(clock).to_string());
  app::WorkspaceOptions options;
  options.folder = folder;
  options.create = true;
  {
    const auto workspace = std::move(*app::Workspace::open(options, clock));
    org::UnitRow row;
    row.code = row.name = row.short_name = "r";
    row.kind = org::UnitKind::county;
    ASSERT_TRUE(workspace->ledgers().load_units(workspace->owner(), {row}));
    org::Person person;
    person.login = person.name = "li-of-r";
    person.grants.push_back(
        {org::Role::clerk, *workspace->ledgers().directory()->find("r"), std::string()});
    ASSERT_TRUE(workspace->ledgers().grant(workspace->owner(), {person}));
    std::vector<Error> faults;
    ASSERT_TRUE(workspace->accounts().set_password(workspace->owner(), person.login, api_password,
                                                   "", faults));
    org::Accounts::Attempt attempt;
    attempt.login = person.login;
    attempt.password = api_password;
    Request sent;
    sent.method = "GET";
    sent.path = "/api/units";
    sent.cookie = "youju_session=" + workspace->accounts().sign_in(attempt)->token;
    constexpr std::int64_t minute = 60'000;
    EXPECT_EQ(answer(*workspace, sent).status, 200);
    clock.set(clock.now_ms() + 29 * minute);
    EXPECT_EQ(answer(*workspace, sent).status, 200);
    clock.set(clock.now_ms() + 31 * minute);
    EXPECT_EQ(answer(*workspace, sent).status, 401);
  }
  std::error_code ignored;
  std::filesystem::remove_all(folder, ignored);
}

}  // namespace
}  // namespace youju::http
