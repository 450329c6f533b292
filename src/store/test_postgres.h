// For tests only, of any room: a PostgreSQL server of this process's own. It is made with the first
// call (Debian's postgresql-15, a temporary folder, a Unix socket, no fsync; two or three seconds)
// and stopped when the process ends, however it ends.
//
// A test binary that uses it is registered with WHOLE_TESTS (cmake/room.cmake), so that all its
// tests share one server. Where there is no PostgreSQL the caller skips its test loudly:
//   const auto url = store::test_postgres_url();
//   if (!url) GTEST_SKIP() << store::test_postgres_missing;
#pragma once

#include <fcntl.h>
#include <grp.h>
#include <pwd.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>
#include <youju/store/database.h>

#include <chrono>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <optional>
#include <string>
#include <thread>
#include <vector>

namespace youju::store {

inline constexpr const char* test_postgres_missing =
    "NO POSTGRESQL: install Debian's postgresql-15 to run this half of the tests";

class TestPostgres {
 public:
  TestPostgres() {
    const passwd* user = ::geteuid() == 0 ? ::getpwnam("postgres") : nullptr;
    if (!std::filesystem::exists(bin / "initdb") || (::geteuid() == 0 && user == nullptr)) return;
    if (user != nullptr) {
      user_ = user->pw_uid;
      group_ = user->pw_gid;
    }
    std::string name = "/tmp/youju-pg-XXXXXX";  // short: the path of a socket may have 107 bytes
    CHECK(::mkdtemp(name.data()) != nullptr);
    folder_ = name;
    CHECK(user == nullptr || ::chown(name.c_str(), user_, group_) == 0);
    const std::string data = name + "/data";
    const pid_t maker = started({(bin / "initdb").string(), "-D", data, "-E", "UTF8", "--locale=C",
                                 "-U", "youju", "-A", "trust", "--no-sync"});
    int status = 0;
    CHECK(::waitpid(maker, &status, 0) == maker);
    if (status != 0) return;
    server_ = started({(bin / "postgres").string(), "-D", data, "-k", name, "-c",
                       "listen_addresses=", "-c", "fsync=off", "-c", "full_page_writes=off", "-c",
                       "max_connections=300", "-c", "shared_buffers=32MB"});
    running_ = answers();
  }
  ~TestPostgres() {
    if (server_ > 0) stop(SIGINT);
    if (!folder_.empty()) std::filesystem::remove_all(folder_);
  }
  TestPostgres(const TestPostgres&) = delete;
  TestPostgres& operator=(const TestPostgres&) = delete;

  bool running() const { return running_; }

  // The address of a schema of its own, empty, in the one database: as good as a fresh database
  // and much faster to make.
  std::string fresh_url() {
    const std::string schema = "test_" + std::to_string(++schemas_);
    const auto database = Database::open(Options{.url = url("public"), .readers_max = 1});
    CHECK(database);
    const auto made = (*database)->write(
        [&schema](Transaction& work) { return work.execute("CREATE SCHEMA " + schema); });
    CHECK(made);
    return url(schema);
  }

  // Ends all sessions, as a failing server would.
  void end_sessions() {
    const auto database = Database::open(Options{.url = url("public"), .readers_max = 1});
    CHECK(database);
    const auto snapshot = (*database)->read();
    Statement& rows = snapshot->prepare(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
        "WHERE pid <> pg_backend_pid() AND backend_type = 'client backend' "
        "AND application_name = 'youju'");
    while (rows.step().value()) {
    }
  }

 private:
  static inline const std::filesystem::path bin = "/usr/lib/postgresql/15/bin";

  std::string url(const std::string& schema) const {
    return "postgresql:///postgres?host=" + folder_.string() +
           "&user=youju&options=-csearch_path%3D" + schema;
  }

  // Starts a program as the user that PostgreSQL is willing to run as; it ends with this process.
  pid_t started(std::vector<std::string> command) const {
    const std::string log = (folder_ / "log").string();
    const pid_t child = ::fork();
    CHECK(child >= 0);
    if (child > 0) return child;
    std::vector<char*> arguments;
    for (std::string& each : command) arguments.push_back(each.data());
    arguments.push_back(nullptr);
    const bool is_other = user_ == 0 || (::setgroups(0, nullptr) == 0 && ::setgid(group_) == 0 &&
                                         ::setuid(user_) == 0);
    // The descriptors, not the streams: what this process has not yet printed is not the child's.
    const int output = ::open(log.c_str(), O_WRONLY | O_CREAT | O_APPEND, 0600);
    if (!is_other || ::chdir("/tmp") != 0 || ::dup2(output, STDOUT_FILENO) < 0 ||
        ::dup2(output, STDERR_FILENO) < 0) {
      ::_exit(127);
    }
    ::setenv("LC_ALL", "C", 1);
    ::prctl(PR_SET_PDEATHSIG, SIGQUIT);  // after setuid, which would clear it
    ::execv(arguments[0], arguments.data());
    ::_exit(127);
  }

  bool answers() const {
    for (int tries = 0; tries < 600; ++tries) {
      if (Database::open(Options{.url = url("public"), .readers_max = 1})) return true;
      std::this_thread::sleep_for(std::chrono::milliseconds(50));
    }
    return false;
  }

  void stop(int signal) {
    ::kill(server_, signal);
    ::waitpid(server_, nullptr, 0);
  }

  std::filesystem::path folder_;
  uid_t user_ = 0;  // 0: this process's own
  gid_t group_ = 0;
  pid_t server_ = -1;
  bool running_ = false;
  int schemas_ = 0;
};

// The one server of this process, made at the first call.
inline TestPostgres& test_postgres() {
  static TestPostgres server;
  return server;
}

// The address of a fresh, empty database; nothing where PostgreSQL cannot be had.
inline std::optional<std::string> test_postgres_url() {
  if (!test_postgres().running()) return std::nullopt;
  return test_postgres().fresh_url();
}

}  // namespace youju::store
