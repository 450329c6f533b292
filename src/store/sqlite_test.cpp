// What only a SQLite file can do, or suffer.
#include <sys/resource.h>
#include <sys/wait.h>
#include <youju/store/store_fixture.h>

#include <atomic>
#include <csignal>
#include <fstream>
#include <functional>
#include <latch>
#include <thread>
#include <vector>

namespace youju::store {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view insert_row = "INSERT INTO item (body) VALUES (?)";
constexpr std::string_view count_rows = "SELECT COUNT(*) FROM item";
const std::vector<Migration> schema{
    {"test", 1, "CREATE TABLE item (id {identity}, body TEXT NOT NULL) {strict}"}};

// Runs `body` in a child process, without the rights of root if we are root; what it returned.
int in_child(const std::function<int()>& body, bool without_rights = false) {
  const pid_t child = ::fork();
  CHECK(child >= 0);
  if (child == 0) {
    if (without_rights && ::geteuid() == 0 && ::setuid(65534) != 0) ::_exit(99);
    ::_exit(body());
  }
  int status = 0;
  CHECK(::waitpid(child, &status, 0) == child);
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

// Lets no file grow beyond `bytes` while it lives: a disk that is full.
class FullDisk {
 public:
  explicit FullDisk(rlim_t bytes) {
    ::getrlimit(RLIMIT_FSIZE, &before_);
    handler_ = std::signal(SIGXFSZ, SIG_IGN);
    const rlimit small{.rlim_cur = bytes, .rlim_max = before_.rlim_max};
    ::setrlimit(RLIMIT_FSIZE, &small);
  }
  ~FullDisk() {
    ::setrlimit(RLIMIT_FSIZE, &before_);
    std::signal(SIGXFSZ, handler_);
  }
  FullDisk(const FullDisk&) = delete;
  FullDisk& operator=(const FullDisk&) = delete;

 private:
  rlimit before_{};
  void (*handler_)(int) = nullptr;
};

class Sqlite : public testing::Test {
 protected:
  fs::path file() const { return folder_.path() / "data.db"; }

  Result<std::unique_ptr<Database>> opened(bool read_only = false) const {
    return Database::open(Options{.url = file().string(), .read_only = read_only});
  }
  std::string opening_says(bool read_only = false) const {
    const auto database = opened(read_only);
    return database ? "ok" : database.error().what;
  }
  std::unique_ptr<Database> made() const {
    auto database = opened();
    CHECK(database && (*database)->migrate(schema));
    return std::move(*database);
  }
  static Result<void> add(Database& database, std::string_view body) {
    return database.write([body](Transaction& work) -> Result<void> {
      TRY(work.run(insert_row, body));
      return {};
    });
  }
  // What is thrown by a write that adds `rows` rows of 1000 bytes.
  static std::string failure_of_adding(Database& database, int rows) {
    try {
      const auto result = database.write([rows](Transaction& work) -> Result<void> {
        const std::string body(1000, 'x');
        for (int i = 0; i < rows; ++i) TRY(work.run(insert_row, body));
        return {};
      });
      return result ? "ok" : result.error().what;
    } catch (const MachineFailure& failure) {
      return "thrown: " + failure.error().what;
    }
  }

  TestFolder folder_;
};

TEST_F(Sqlite, belongs_to_one_writing_process) {
  const auto database = made();
  const auto second = opened();
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().what, "store.locked");
  EXPECT_EQ(second.error().kind, ErrorKind::busy);
  EXPECT_EQ(second.error().field("pid"), std::to_string(::getpid()));
  EXPECT_EQ(in_child([this] { return opening_says() == "store.locked" ? 0 : 1; }), 0);
  EXPECT_EQ(in_child([this] { return opening_says(true) == "ok" ? 0 : 1; }), 0);
}

TEST_F(Sqlite, is_free_again_when_the_writer_was_killed) {
  int channel[2];
  ASSERT_EQ(::pipe(channel), 0);
  const pid_t child = ::fork();
  if (child == 0) {
    const auto database = opened();
    if (::write(channel[1], "x", 1) == 1) ::pause();
    ::_exit(0);
  }
  char ready = 0;
  ASSERT_EQ(::read(channel[0], &ready, 1), 1);
  const auto locked = opened();
  EXPECT_EQ(locked.error().what, "store.locked");
  EXPECT_EQ(locked.error().field("pid"), std::to_string(child));
  ::kill(child, SIGKILL);
  ::waitpid(child, nullptr, 0);
  EXPECT_EQ(opening_says(), "ok");
  ::close(channel[0]);
  ::close(channel[1]);
}

TEST_F(Sqlite, tells_why_it_cannot_be_opened) {
  EXPECT_EQ(opening_says(true), "store.not_found");
  std::ofstream(file()) << std::string(5000, 'x');
  EXPECT_EQ(opening_says(), "store.not_a_database");
  EXPECT_EQ(opening_says(true), "store.not_a_database");
  const auto nowhere =
      Database::open(Options{.url = (folder_.path() / "none" / "data.db").string()});
  ASSERT_FALSE(nowhere);
  EXPECT_EQ(nowhere.error().what, "store.no_folder");
  EXPECT_EQ(nowhere.error().kind, ErrorKind::not_found);
}

TEST_F(Sqlite, is_one_file_when_it_is_closed) {
  {
    const auto database = made();
    ASSERT_TRUE(add(*database, "a"));
    EXPECT_EQ(count(*database, count_rows), 1);
    EXPECT_TRUE(fs::exists(file().string() + "-wal"));
  }
  EXPECT_FALSE(fs::exists(file().string() + "-wal"));
  EXPECT_FALSE(fs::exists(file().string() + "-shm"));
}

TEST_F(Sqlite, is_read_on_a_read_only_medium) {
  {
    ASSERT_TRUE(add(*made(), "a"));
  }
  fs::permissions(file(), fs::perms(0444));
  fs::permissions(folder_.path(), fs::perms(0555));
  EXPECT_EQ(in_child([this] { return opening_says() == "store.read_only" ? 0 : 1; }, true), 0);
  const auto count_there = [this] {
    const auto database = opened(true);
    return database && count(**database, count_rows) == 1 && (*database)->check().empty() ? 0 : 1;
  };
  EXPECT_EQ(in_child(count_there, true), 0);
  fs::permissions(folder_.path(), fs::perms(0755));
}

TEST_F(Sqlite, is_not_opened_to_write_when_only_the_file_is_read_only) {
  {
    ASSERT_TRUE(add(*made(), "a"));
  }
  fs::remove(file().string() + ".lock");
  fs::permissions(file(), fs::perms(0444));
  fs::permissions(folder_.path(), fs::perms(0777));
  EXPECT_EQ(in_child([this] { return opening_says() == "store.read_only" ? 0 : 1; }, true), 0);
}

TEST_F(Sqlite, does_not_hide_commits_that_a_read_only_medium_keeps_in_the_wal) {
  // A folder as a crash leaves it, copied to a medium: the file and its WAL, no shared memory.
  const fs::path copy = folder_.path() / "copy";
  {
    const auto database = made();
    ASSERT_TRUE(add(*database, "a"));
    fs::create_directory(copy);
    fs::copy(file(), copy / "data.db");
    fs::copy(file().string() + "-wal", copy / "data.db-wal");
  }
  fs::permissions(copy, fs::perms(0555));
  const auto outcome = [&copy] {
    const auto database =
        Database::open(Options{.url = (copy / "data.db").string(), .read_only = true});
    if (!database) return database.error().what == "store.read_only" ? 0 : 1;
    return count(**database, count_rows) == 1 ? 0 : 2;
  };
  EXPECT_EQ(in_child(outcome, true), 0);
  fs::permissions(copy, fs::perms(0755));
}

TEST_F(Sqlite, throws_when_the_disk_is_full_and_goes_on_when_there_is_room) {
  const auto database = made();
  ASSERT_TRUE(add(*database, "before"));
  {
    const FullDisk full(200'000);
    EXPECT_EQ(failure_of_adding(*database, 5000), "thrown: store.disk_full");
    EXPECT_EQ(count(*database, count_rows), 1);
  }
  EXPECT_EQ(failure_of_adding(*database, 5000), "ok");
  EXPECT_EQ(count(*database, count_rows), 5001);
  EXPECT_TRUE(database->check().empty());
}

TEST_F(Sqlite, throws_when_the_file_reaches_its_largest_size) {
  const auto database = made();
  ASSERT_TRUE(database->write(
      [](Transaction& work) { return work.execute("PRAGMA max_page_count = 100"); }));
  EXPECT_EQ(failure_of_adding(*database, 5000), "thrown: store.disk_full");
  EXPECT_EQ(count(*database, count_rows), 0);
  EXPECT_EQ(failure_of_adding(*database, 10), "ok");
  EXPECT_EQ(count(*database, count_rows), 10);
}

TEST_F(Sqlite, tells_everybody_in_a_group_whose_commit_failed) {
  const auto database = made();
  std::latch all_wait(9);
  std::atomic<int> good = 0;
  std::atomic<int> failed = 0;
  const FullDisk full(150'000);
  {
    std::vector<std::jthread> threads;
    for (int thread = 0; thread < 8; ++thread) {
      threads.emplace_back([&] {
        all_wait.arrive_and_wait();
        for (int i = 0; i < 20; ++i) {
          const std::string failure = failure_of_adding(*database, 3);
          EXPECT_TRUE(failure == "ok" || failure == "thrown: store.disk_full") << failure;
          ++(failure == "ok" ? good : failed);
        }
      });
    }
    all_wait.arrive_and_wait();
  }
  EXPECT_GT(good, 0);
  EXPECT_GT(failed, 0);
  EXPECT_EQ(count(*database, count_rows), 3 * good);
}

TEST_F(Sqlite, is_copied_while_others_write) {
  const auto database = made();
  EXPECT_EQ(failure_of_adding(*database, 10'000), "ok");
  std::atomic<bool> stop = false;
  std::jthread writer([&] {
    while (!stop) ASSERT_TRUE(add(*database, "while"));
  });
  const fs::path target = folder_.path() / "copy.db";
  std::int64_t done = 0;
  std::int64_t all = 0;
  const auto copied = (*opened(true))->backup(target, [&](std::int64_t now, std::int64_t pages) {
    EXPECT_GE(now, done);
    done = now;
    all = pages;
  });
  stop = true;
  writer.join();
  ASSERT_EQ(what(copied), "ok");
  EXPECT_GT(all, 500);  // more than one step
  EXPECT_EQ(done, all);
  const auto copy = Database::open(Options{.url = target.string(), .read_only = true});
  ASSERT_TRUE(copy);
  EXPECT_GE(count(**copy, count_rows), 10'000);
  EXPECT_TRUE((*copy)->check().empty());
  EXPECT_EQ(what(database->backup(target, nullptr)), "store.exists");
}

TEST_F(Sqlite, leaves_no_unfinished_copy) {
  const auto database = made();
  EXPECT_EQ(failure_of_adding(*database, 1000), "ok");
  const fs::path target = folder_.path() / "copy.db";
  const FullDisk full(200'000);
  EXPECT_THROW((void)database->backup(target, nullptr), MachineFailure);
  EXPECT_FALSE(fs::exists(target));
  EXPECT_FALSE(fs::exists(target.string() + "-journal"));
}

TEST_F(Sqlite, finds_what_is_damaged) {
  {
    const auto database = made();
    EXPECT_EQ(failure_of_adding(*database, 1000), "ok");
  }
  std::fstream bytes(file(), std::ios::in | std::ios::out | std::ios::binary);
  bytes.seekp(40 * 4096);
  bytes << std::string(8192, '\x5a');
  bytes.close();
  const auto database = opened(true);
  ASSERT_TRUE(database);
  EXPECT_FALSE((*database)->check().empty());
}

}  // namespace
}  // namespace youju::store
