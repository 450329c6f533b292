// Database::fill(): a first load whose pages are written once.
#include <sys/wait.h>
#include <youju/store/store_fixture.h>

#include <chrono>
#include <csignal>
#include <fstream>
#include <thread>

namespace youju::store {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view insert_row = "INSERT INTO item (body) VALUES (?)";
constexpr std::string_view count_rows = "SELECT COUNT(*) FROM item";
const std::vector<Migration> schema{
    {"test", 1, "CREATE TABLE item (id {identity}, body TEXT NOT NULL) {strict}"}};

class Fill : public testing::Test {
 protected:
  fs::path file() const { return folder_.path() / "data.db"; }
  bool has(const char* beside) const { return fs::exists(file().string() + beside); }

  std::unique_ptr<Database> opened(bool read_only = false) const {
    auto database = Database::open(
        Options{.url = file().string(), .read_only = read_only, .alone = !read_only});
    CHECK(database && (*database)->migrate(schema));
    return std::move(*database);
  }
  static Result<void> add(Transaction& work, int rows, std::size_t bytes = 100) {
    const std::string body(bytes, 'x');
    for (int i = 0; i < rows; ++i) TRY(work.run(insert_row, body));
    return {};
  }
  static std::int64_t count(Transaction& transaction) {
    Statement& statement = transaction.prepare(count_rows);
    CHECK(statement.step().value());
    const std::int64_t rows = statement.integer(0);
    statement.reset();
    return rows;
  }
  // 2 in the file format of a WAL, 1 otherwise (https://sqlite.org/fileformat2.html, offset 18).
  int write_version() const {
    std::ifstream in(file(), std::ios::binary);
    in.seekg(18);
    return in.get();
  }

  TestFolder folder_;
};

TEST_F(Fill, keeps_its_rows_and_leaves_a_file_like_any_other) {
  {
    const auto database = opened();
    bool without_wal = false;
    ASSERT_TRUE(database->fill([&](Transaction& work) -> Result<void> {
      without_wal = !has("-wal");
      return add(work, 10'000);
    }));
    EXPECT_TRUE(without_wal);
    ASSERT_TRUE(database->write([](Transaction& work) { return add(work, 1); }));
    EXPECT_TRUE(has("-wal"));
    EXPECT_FALSE(has("-journal"));
    EXPECT_EQ(count(*database->read()), 10'001);
  }
  EXPECT_EQ(write_version(), 2);
  EXPECT_EQ(count(*opened(true)->read()), 10'001);
}

TEST_F(Fill, leaves_nothing_of_work_that_fails) {
  const auto database = opened();
  const auto result = database->fill([](Transaction& work) -> Result<void> {
    TRY(add(work, 5'000));
    return fail(ErrorKind::bad_input, "test.no");
  });
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().what, "test.no");
  EXPECT_EQ(count(*database->read()), 0);
  EXPECT_TRUE(database->check().empty());
}

TEST_F(Fill, does_not_disturb_a_snapshot_that_is_out) {
  const auto database = opened();
  const auto before = database->read();
  ASSERT_TRUE(database->fill([&](Transaction& work) -> Result<void> {
    EXPECT_TRUE(has("-wal"));
    return add(work, 100);
  }));
  EXPECT_EQ(count(*before), 0);
  EXPECT_EQ(count(*database->read()), 100);
}

TEST_F(Fill, is_waited_for_by_who_begins_to_read_meanwhile) {
  const auto database = opened();
  std::thread reader;
  std::int64_t seen = -1;
  ASSERT_TRUE(database->fill([&](Transaction& work) -> Result<void> {
    reader = std::thread([&] { seen = count(*database->read()); });
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
    return add(work, 100);
  }));
  reader.join();
  EXPECT_EQ(seen, 100);
}

TEST_F(Fill, is_an_ordinary_write_beside_a_reader_of_another_process) {
  const auto database = opened();
  int ready[2];
  int finish[2];
  ASSERT_EQ(::pipe(ready), 0);
  ASSERT_EQ(::pipe(finish), 0);
  const pid_t child = ::fork();
  ASSERT_GE(child, 0);
  char byte = 'x';
  if (child == 0) {
    const auto mine = opened(true);
    const auto snapshot = mine->read();
    if (::write(ready[1], &byte, 1) != 1 || ::read(finish[0], &byte, 1) != 1) ::_exit(2);
    ::_exit(count(*snapshot) == 0 ? 0 : 1);
  }
  ASSERT_EQ(::read(ready[0], &byte, 1), 1);
  EXPECT_TRUE(database->fill([](Transaction& work) { return add(work, 100); }));
  ASSERT_EQ(::write(finish[1], &byte, 1), 1);
  int status = 0;
  ASSERT_EQ(::waitpid(child, &status, 0), child);
  EXPECT_EQ(WEXITSTATUS(status), 0);
  EXPECT_EQ(count(*database->read()), 100);
}

TEST_F(Fill, that_is_killed_is_taken_back_by_the_next_reader) {
  {
    ASSERT_TRUE(opened()->write([](Transaction& work) { return add(work, 3); }));
  }
  const pid_t child = ::fork();
  ASSERT_GE(child, 0);
  if (child == 0) {
    const auto database = opened();
    // More than the cache holds: pages are in the file when the process dies.
    static_cast<void>(database->fill([](Transaction& work) -> Result<void> {
      TRY(add(work, 10'000, 10'000));
      ::kill(::getpid(), SIGKILL);
      return {};
    }));
    ::_exit(1);
  }
  int status = 0;
  ASSERT_EQ(::waitpid(child, &status, 0), child);
  ASSERT_TRUE(WIFSIGNALED(status));
  ASSERT_TRUE(has("-journal"));
  const auto reader = opened(true);
  EXPECT_EQ(count(*reader->read()), 3);
  EXPECT_TRUE(reader->check().empty());
}

}  // namespace
}  // namespace youju::store
