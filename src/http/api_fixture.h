// For tests of this room: a data folder with the county of examples/tongguan-2009, a person for
// each role over one of its departments and over the whole, all signed in, and requests of theirs.
#pragma once

#include <gtest/gtest.h>
#include <youju/app/load.h>
#include <youju/app/workspace.h>
#include <youju/http/dispatch.h>

#include <boost/json/parse.hpp>
#include <map>
#include <memory>
#include <string>

namespace youju::http {

inline constexpr const char* county = "610522";
inline constexpr const char* department = "610522-gyj";  // of the county: has records of its own
inline constexpr const char* other_department = "610522-xmj";
inline constexpr const char* api_password = "Kepu-2020-0306";

class ApiTest : public testing::Test {
 protected:
  // Loading the example takes a moment: once for all tests of a suite, which use records of their
  // own where they change something.
  static void SetUpTestSuite() {
    folder_ = std::filesystem::temp_directory_path() /
              ("youju-api-" + Uuid::make(system_clock()).to_string());
    app::WorkspaceOptions options;
    options.folder = folder_;
    options.create = true;
    auto opened = app::Workspace::open(options, system_clock());
    ASSERT_TRUE(opened) << opened.error().what;
    workspace_ = std::move(*opened);
    const auto loaded = app::load(*workspace_, YOUJU_SOURCE_DIR "/examples/tongguan-2009", nullptr);
    ASSERT_TRUE(loaded) << loaded.error().what;
    for (const char* role : {"clerk", "reviewer", "writer", "leader", "auditor", "administrator"}) {
      person(std::string("t-") + role, role, department);
      person(std::string("c-") + role, role, county);
      person(std::string("n-") + role, role, "100000");
    }
  }
  static void TearDownTestSuite() {
    workspace_.reset();
    sessions_.clear();
    passwords_.clear();
    std::error_code ignored;
    std::filesystem::remove_all(folder_, ignored);
  }

  static void person(const std::string& login, const char* role, const char* unit) {
    org::Person one;
    one.login = login;
    one.name = login;
    org::Grant grant;
    grant.role = *org::parse_role(role);
    grant.scope = *workspace_->ledgers().directory()->find(unit);
    one.grants.push_back(grant);
    ASSERT_TRUE(workspace_->ledgers().grant(workspace_->owner(), {one}));
    std::vector<Error> faults;
    ASSERT_TRUE(
        workspace_->accounts().set_password(workspace_->owner(), login, api_password, "", faults));
  }

  struct Signed {
    std::string cookie, csrf;
  };
  static std::string password_of(const std::string& login) {
    const auto known = passwords_.find(login);
    return known == passwords_.end() ? api_password : known->second;
  }
  // Signs in at the first use.
  static const Signed& signed_in(const std::string& login) {
    const auto known = sessions_.find(login);
    if (known != sessions_.end()) return known->second;
    org::Accounts::Attempt attempt;
    attempt.login = login;
    attempt.password = password_of(login);
    const auto entered = workspace_->accounts().sign_in(attempt);
    EXPECT_TRUE(entered) << login << ": " << entered.error().what;
    const auto session = workspace_->accounts().session(entered->token);
    return sessions_[login] = {"youju_session=" + entered->token, session->csrf()};
  }

  static Request request(const std::string& login, const std::string& method,
                         const std::string& target, const std::string& body = "") {
    Request request;
    request.method = method;
    const std::size_t question = target.find('?');
    request.path = target.substr(0, question);
    if (question != std::string::npos) request.query = target.substr(question + 1);
    request.language = "en";
    request.address = "127.0.0.1";
    request.body = body;
    if (!body.empty()) request.content_type = "application/json";
    if (!login.empty()) {
      request.cookie = signed_in(login).cookie;
      request.csrf = signed_in(login).csrf;
    }
    return request;
  }
  static Response ask(const std::string& login, const std::string& method,
                      const std::string& target, const std::string& body = "") {
    return answer(*workspace_, request(login, method, target, body));
  }
  // The id of the problem, or "" if there is none.
  static std::string problem(const Response& response) {
    if (response.status < 400) return "";
    return std::string(boost::json::parse(response.body).at("id").as_string());
  }
  static boost::json::value parsed(const Response& response) {
    EXPECT_LT(response.status, 300) << response.body;
    return boost::json::parse(response.body);
  }

  static inline std::filesystem::path folder_;
  static inline std::unique_ptr<app::Workspace> workspace_;
  static inline std::map<std::string, Signed> sessions_;
  static inline std::map<std::string, std::string> passwords_;  // of those who have another one
};

}  // namespace youju::http
