// For rights_test.cpp: what a row of its table is, and what the tries of the rows ask for.
#pragma once

#include <youju/app/load.h>
#include <youju/base/file.h>
#include <youju/base/text.h>
#include <youju/http/api_fixture.h>

#include <array>
#include <boost/json/serialize.hpp>
#include <chrono>
#include <set>
#include <thread>

namespace youju::http {

namespace js = boost::json;

inline constexpr std::array roles = {"clerk",  "reviewer", "writer",
                                     "leader", "auditor",  "administrator"};

// What one try asks for, made anew for each: most change something.
struct Try {
  std::string path;  // in place of the parts of the route, parted by blanks
  std::string query = {}, body = {}, upload = {}, version = {};
};

// Whom the route concerns: a department of the county (inside: a grant on it, outside: one on its
// neighbour), or the whole folder (inside: a grant on the root, outside: one on the department).
enum class Over { part, all };

// The letters of a cell:
//   +  done, with the status of the route
//   x  the right is there, but what is asked cannot be: the row's `no` says why
//   N  what one has not handed in oneself is not there: proof.no_such_draft
//   F  forbidden: org.forbidden
//   R  signed in, but without any right: account.no_rights
//   S  not signed in: account.sign_in_needed
struct Row {
  std::string_view route;
  Over over;
  // clerk reviewer writer leader auditor administrator, inside and outside of the subtree; then
  // who is signed in and has no right at all, then nobody.
  std::string_view inside, outside, others;
  Try (*attempt)(const std::string& login) = nullptr;
  std::string_view no = {};
};

class Rights : public ApiTest {
 protected:
  static void SetUpTestSuite() {
    ApiTest::SetUpTestSuite();
    const auto packs = app::find_packs({"science-statistics"}, {});
    ASSERT_TRUE(packs);
    ASSERT_TRUE(workspace_->load_packs(workspace_->owner(), *packs));
    for (const char* role : roles) person(std::string("o-") + role, role, other_department);
    for (const char* login : {"managed", "stand-in", "bare"}) person(login, "clerk", department);
    // Who has a temporary password has no right until it is changed.
    const auto temporary = workspace_->accounts().reset_password(workspace_->owner(), "bare", "");
    ASSERT_TRUE(temporary);
    passwords_["bare"] = *temporary;
  }

 public:
  static std::string password(const std::string& login) { return password_of(login); }
  static std::string at_lecture(const std::string& id) { return "lecture " + id; }

  // A lecture of the department, taken to that state by the one who may do everything.
  static std::string lecture_in(std::string_view state) {
    const std::string number = std::to_string(++serial_);
    const js::value made = parsed(ask("n-administrator", "POST", "/api/ledgers/lecture/records",
                                      fields(number, state == "draft" ? "" : R"(,"submit":true)")));
    const std::string id(made.at("id").as_string());
    const std::string at = "/api/ledgers/lecture/records/" + id;
    const auto move = [&](const std::string& name, const std::string& more) {
      const js::value now = parsed(ask("n-administrator", "GET", at));
      parsed(ask("n-administrator", "POST", at + "/" + name,
                 R"({"version":)" + std::to_string(now.at("version").as_int64()) + more + "}"));
    };
    if (state == "approved") move("approve", "");
    return id;
  }
  static std::string version_of(const std::string& id) {
    return std::to_string(
        parsed(ask("n-administrator", "GET", "/api/ledgers/lecture/records/" + id))
            .at("version")
            .as_int64());
  }
  static std::string fields(const std::string& topic, const std::string& more = "") {
    return R"({"unit":")" + std::string(department) + R"(","on":"2009-05-06",)" +
           R"("fields":{"topic":")" + topic + R"(","place":"Hall","attendance":"40"})" + more + "}";
  }
  static Try moved(std::string_view state, const std::string& more = "") {
    const std::string id = lecture_in(state);
    return {at_lecture(id), "", R"({"version":)" + version_of(id) + more + "}"};
  }
  static std::string serial() { return std::to_string(++serial_); }
  // A record with a file; made once.
  static const std::pair<std::string, std::string>& proven() {
    static std::pair<std::string, std::string> made;
    if (!made.first.empty()) return made;
    made.first = lecture_in("draft");
    Request sent = request("n-administrator", "POST",
                           "/api/ledgers/lecture/records/" + made.first + "/evidence");
    sent.query = "name=list.txt";
    sent.body_file = folder_ / "upload";
    EXPECT_TRUE(write_file(sent.body_file, "present: 40"));
    made.second = std::string(parsed(answer(*workspace_, sent)).at("digest").as_string());
    return made;
  }
  // Given by one of the department to another.
  static std::string a_delegation() {
    org::Accounts::Delegation wanted;
    wanted.giver = "managed";
    wanted.receiver = "stand-in";
    wanted.role = org::Role::clerk;
    wanted.scope = *workspace_->ledgers().directory()->find(department);
    wanted.from = *Day::parse("2030-01-01");
    wanted.until = wanted.from.plus(1);
    const auto made = workspace_->accounts().delegate(workspace_->owner(), wanted, "");
    EXPECT_TRUE(made) << made.error().what;
    return std::to_string(made->id);
  }
  // A draft of the department's summary, which no try changes: they name a version that is not
  // there. Made once.
  static const std::string& a_draft() {
    static std::string id;
    if (id.empty()) {
      id = parsed(ask("n-administrator", "POST", "/api/drafts", draft_of("2009")))
               .at("id")
               .as_string();
    }
    return id;
  }
  // A text of theirs under proof; "none" for who may not hold one against the department.
  static std::string a_proof(const std::string& login) {
    if (!login.starts_with("t-")) return "none";
    return std::string(
        parsed(ask(login, "POST", "/api/proofs/text", text_to_prove)).at("id").as_string());
  }
  static std::string a_finding(const std::string& login, const std::string& proof) {
    if (proof == "none") return "none";
    const js::value told = parsed(ask(login, "GET", "/api/proofs/" + proof));
    return std::string(told.at("findings").as_array().front().at("key").as_string());
  }
  static inline const std::string text_to_prove =
      R"({"unit":"610522-gyj","period":"2009","template":"county_campaign_summary",)"
      R"("text":"全局新增奇异果示范户7户。"})";
  // A return of the department, which no try changes. Made once.
  static const std::string& a_return() {
    static std::string id;
    if (id.empty()) {
      id = parsed(ask("n-administrator", "POST", "/api/returns", return_of("2009")))
               .at("id")
               .as_string();
    }
    return id;
  }
  static Response upload(const std::string& login, const std::string& target,
                         const std::string& query, const std::string& bytes) {
    Request sent = request(login, "POST", target);
    sent.query = query;
    sent.body_file = folder_ / "upload";
    EXPECT_TRUE(write_file(sent.body_file, bytes));
    return answer(*workspace_, sent);
  }
  // A workbook that this person has handed in; of who may hand in none, one of the administrator.
  static std::string a_kept_file(const std::string& login) {
    const auto keep = [](const std::string& who) {
      return upload(who, "/api/import-files", "name=a.csv",
                    "Date,Topic,Place,Attendance\n2009-05-08,k" + serial() + ",Hall,3\n");
    };
    Response kept = keep(login);
    if (kept.status != 201) kept = keep("n-administrator");
    return std::string(parsed(kept).at("id").as_string());
  }
  // The order for such a workbook, as it was proposed.
  static const std::string& order() {
    static std::string made;
    if (!made.empty()) return made;
    const js::value told = parsed(
        ask("n-administrator", "GET",
            "/api/import-files/" + a_kept_file("n-administrator") + "/proposal?ledger=lecture"));
    const std::string form(told.at("sheets").as_array().front().at("form").as_string());
    made = R"({"ledger":"lecture","unit":"610522-gyj","sheets":[{"sheet":0,"form":")" + form +
           R"(","columns":[{"title":"Date","target":"on"},{"title":"Topic","target":"topic"},)"
           R"({"title":"Place","target":"place"},{"title":"Attendance","target":"attendance"}],)"
           R"("constants":{"unit":"610522-gyj"}}]})";
    return made;
  }
  // The job that has tried or entered a workbook and is over, with the file: its person's own, or,
  // of who may begin none, one of the administrator.
  static std::pair<std::string, std::string> a_job(const std::string& login,
                                                   const std::string& step) {
    const std::string file = a_kept_file(login);
    const std::string at = "/api/import-files/" + file;
    std::string who = login;
    Response begun = ask(who, "POST", at + step, order());
    if (begun.status != 202) {
      who = "n-administrator";
      begun = ask(who, "POST", at + step, order());
    }
    const std::string job(parsed(begun).at("id").as_string());
    for (int turn = 0; turn < 2000; ++turn) {
      const js::value now = parsed(ask(who, "GET", "/api/jobs/" + job));
      if (now.at("state").as_string() == "done") return {file, job};
      std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
    ADD_FAILURE() << "the job does not end";
    return {file, job};
  }
  // An import of one lecture into the department, by the one who may do everything.
  static std::string an_import() {
    const std::string file = a_job("n-administrator", "/enter").first;
    const js::value told =
        parsed(ask("n-administrator", "GET", "/api/import-files/" + file + "/report"));
    EXPECT_TRUE(told.at("entered").as_bool())
        << ask("n-administrator", "GET", "/api/import-files/" + file + "/errors").body;
    return std::to_string(told.at("import").as_int64());
  }
  // A milestone of the department, which no try changes. Made once.
  static const std::string& a_milestone() {
    static std::string id;
    if (id.empty()) {
      id = parsed(ask("n-administrator", "POST", "/api/plans/610522-gyj/2009/milestones",
                      R"({"text":"t","owner":"","due":""})"))
               .at("id")
               .as_string();
    }
    return id;
  }
  static std::string return_of(const std::string& year) {
    return R"({"survey":"kp","unit":"610522-gyj","year":)" + year + "}";
  }
  static std::string a_later_year() {
    constexpr int first = 2100;
    return std::to_string(first + later_years_++);
  }
  static std::string draft_of(const std::string& period) {
    return R"({"unit":"610522-gyj","template":"county_campaign_summary","period":")" + period +
           "\"}";
  }
  static std::string a_year() {
    constexpr int first = 1950;
    return std::to_string(first + years_++);
  }
  // The form of a ledger as the designer tells it.
  static std::string a_design() {
    const js::value told =
        parsed(ask("n-administrator", "GET", "/api/packs/common/ledgers/lecture"));
    return js::serialize(told.at("design"));
  }
  static inline int serial_ = 0, years_ = 0, later_years_ = 0;

 protected:
  // The letter of what happened.
  static char outcome(const Row& row, const Route& route, const std::string& login) {
    const Try attempt = row.attempt != nullptr ? row.attempt(login) : Try{};
    std::string target(route.path);
    for (const std::string_view part : text::split(attempt.path, ' ')) {
      const std::size_t from = target.find('{');
      if (from == std::string::npos || part.empty()) continue;
      target.replace(from, target.find('}') - from + 1, part);
    }
    Request sent = request(login, std::string(route.method), target, attempt.body);
    sent.query = attempt.query;
    sent.if_match = attempt.version;
    if (route.takes == Takes::upload) {
      sent.body_file = folder_ / "upload";
      EXPECT_TRUE(write_file(sent.body_file, attempt.upload));
    }
    const Response response = answer(*workspace_, sent);
    if (response.remove_file) std::filesystem::remove(response.body_file);
    // Signing out and a new password end the session.
    if (response.status < 400 && route.method != "GET" && route.path == "/api/session") {
      sessions_.erase(login);
    }
    std::string id = problem(response);
    if (route.output == "Page<ReviewResult>" && id.empty()) id = judged(response);
    if (route.output == "ImportReport" && id.empty()) id = imported(response);
    if (id.empty()) return response.status == route.status ? '+' : '?';
    if (id == row.no) return 'x';
    if (id == "proof.no_such_draft") return 'N';
    if (id == "org.forbidden") return 'F';
    if (id == "account.no_rights" || id == "account.password_temporary") return 'R';
    if (id == "account.sign_in_needed") return 'S';
    ADD_FAILURE() << login << " " << row.route << ": " << response.body;
    return '?';
  }
  // A bulk judgement answers for each record apart.
  static std::string judged(const Response& response) {
    const js::object one = parsed(response).at("rows").as_array().front().as_object();
    return one.at("ok").as_bool() ? "" : std::string(one.at("error").at("id").as_string());
  }
  // An import for each row; nothing is entered when one is refused.
  static std::string imported(const Response& response) {
    const js::array errors = parsed(response).at("errors").as_array();
    return errors.empty() ? "" : std::string(errors.front().at("id").as_string());
  }
};

}  // namespace youju::http
