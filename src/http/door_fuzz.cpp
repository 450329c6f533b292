// Whatever bytes come over the line: the first says who sends them, the rest is a request. It is
// answered or refused, by a problem document that can be read; what succeeds has the shape that its
// route declares; and nothing that stands behind the door is left damaged.
#include <youju/app/load.h>
#include <youju/base/file.h>
#include <youju/base/limits.h>
#include <youju/base/text.h>
#include <youju/http/dispatch.h>
#include <youju/http/shape.h>
#include <youju/http/wire.h>

#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>
#include <boost/json/parse.hpp>
#include <cstdint>
#include <cstdlib>

namespace youju::http {
namespace {

namespace js = boost::json;

constexpr const char* password = "Kepu-2020-0306";

// A county with two offices, a clerk in one and an administrator over all, and one lecture.
class Door {
 public:
  Door() {
    folder_ = std::filesystem::temp_directory_path() /
              ("youju-fuzz-" + Uuid::make(system_clock()).to_string());
    app::WorkspaceOptions options;
    options.folder = folder_;
    options.create = true;
    workspace_ = std::move(*app::Workspace::open(options, system_clock()));
    CHECK(workspace_->load_packs(workspace_->owner(), *app::find_packs({"common"}, {})));
    CHECK(workspace_->ledgers().load_units(
        workspace_->owner(),
        {unit("1", "", org::UnitKind::county), unit("2", "1", org::UnitKind::department),
         unit("3", "1", org::UnitKind::department)}));
    who_ = {
        {}, person("clerk", org::Role::clerk, "2"), person("admin", org::Role::administrator, "1")};
    ledger::RawRecord lecture;
    lecture.cells = {{"unit", "2"},
                     {"on", "2009-05-06"},
                     {"topic", "Bees"},
                     {"place", "Hall"},
                     {"attendance", "40"}};
    lecture_ = workspace_->ledgers().enter(workspace_->owner(), "lecture", lecture)->id.to_string();
  }
  ~Door() {
    workspace_.reset();
    std::error_code ignored;
    std::filesystem::remove_all(folder_, ignored);
  }
  Door(const Door&) = delete;
  Door& operator=(const Door&) = delete;

  // As the server does, but for the network.
  void take(std::string_view bytes) {
    if (bytes.empty()) return;
    const auto& [cookie, csrf] = who_[static_cast<unsigned char>(bytes.front()) % who_.size()];
    beast::http::request_parser<beast::http::string_body> parser;
    parser.header_limit(limits::http_header_bytes_max);
    parser.eager(true);
    beast::error_code error;
    const std::string sent = with_lecture(bytes.substr(1));
    parser.put(boost::asio::buffer(sent), error);
    if (!parser.is_header_done()) return;
    Request request = request_of(parser.get(), "127.0.0.1", true);
    request.cookie = cookie;
    if (request.csrf != "wrong") request.csrf = csrf;
    if (is_dear(request)) return;
    Reception reception = receive(*workspace_, request);
    if (reception.refusal) return judge(request, *reception.refusal);
    request.body = std::move(parser.get().body());
    if (request.body.size() > reception.bytes_max) return;
    if (reception.takes == Takes::upload) {
      request.body_file = folder_ / "upload";
      CHECK(write_file(request.body_file, request.body));
      request.body.clear();
    }
    const Response response = answer(*workspace_, request);
    judge(request, response);
    if (response.remove_file) std::filesystem::remove(response.body_file);
  }

 private:
  static org::UnitRow unit(const char* code, const char* parent, org::UnitKind kind) {
    org::UnitRow row;
    row.code = row.name = row.short_name = code;
    row.parent = parent;
    row.kind = kind;
    return row;
  }

  struct Who {
    std::string cookie, csrf;
  };
  Who person(const char* login, org::Role role, const char* unit) {
    org::Person one;
    one.login = one.name = login;
    one.grants.push_back({role, *workspace_->ledgers().directory()->find(unit), std::string()});
    CHECK(workspace_->ledgers().grant(workspace_->owner(), {one}));
    std::vector<Error> faults;
    CHECK(workspace_->accounts().set_password(workspace_->owner(), login, password, "", faults));
    org::Accounts::Attempt attempt;
    attempt.login = login;
    attempt.password = password;
    const auto entered = workspace_->accounts().sign_in(attempt);
    CHECK(entered);
    return {"youju_session=" + entered->token,
            workspace_->accounts().session(entered->token)->csrf()};
  }

  // The id of a record is drawn anew in each run; in an input "@LECTURE" stands for it.
  std::string with_lecture(std::string_view bytes) const {
    constexpr std::string_view mark = "@LECTURE";
    std::string sent(bytes);
    const std::size_t at = sent.find(mark);
    if (at != std::string::npos) sent.replace(at, mark.size(), lecture_);
    return sent;
  }

  // What hashes a password, starts LibreOffice or writes much has tests of its own; ended sessions
  // would end the run.
  static bool is_dear(const Request& request) {
    if (request.path.starts_with("/api/session")) return request.method != "GET";
    const bool changes_people = request.path.starts_with("/api/people/");
    return changes_people || request.path == "/api/backup" || request.path == "/api/audit" ||
           request.path.ends_with("/pdf");
  }

  static void judge(const Request& request, const Response& response) {
    CHECK(response.status >= 200 && response.status < 600);
    CHECK(response.status != 500);
    for (const auto& [name, value] : response.headers) {
      CHECK(name.find_first_of("\r\n") == std::string::npos);
      CHECK(value.find_first_of("\r\n") == std::string::npos);
    }
    if (!request.path.starts_with("/api/")) return;
    const Match found = match(request.method, request.path);
    boost::system::error_code error;
    if (response.status >= 400) {
      CHECK(text::is_utf8(response.body));
      const js::value problem = js::parse(response.body, error);
      CHECK(!error && check_shape(problem, "Problem"));
      return;
    }
    CHECK(found.route != nullptr);
    if (response.status >= 300 || found.route->output.empty()) return;
    if (found.route->output == "file") return;
    CHECK(text::is_utf8(response.body));
    const js::value value = js::parse(response.body, error);
    CHECK(!error && check_shape(value, found.route->output));
  }

  std::filesystem::path folder_;
  std::unique_ptr<app::Workspace> workspace_;
  std::vector<Who> who_;
  std::string lecture_;
};

}  // namespace
}  // namespace youju::http

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static youju::http::Door door;
  door.take({reinterpret_cast<const char*>(data), size});
  return 0;
}
