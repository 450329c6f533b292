// What a process that dies leaves behind. The child processes end with _exit, so that they run no
// destructor of their parent's.
#include <sys/wait.h>
#include <youju/store/store_fixture.h>

#include <chrono>
#include <csignal>
#include <set>
#include <thread>
#include <vector>

namespace youju::store {
namespace {

constexpr std::string_view create_table = "CREATE TABLE mark (id INTEGER PRIMARY KEY) {strict}";
constexpr std::string_view insert_mark = "INSERT INTO mark (id) VALUES (?)";
const std::vector<Migration> schema{{"crash", 1, create_table}};

class Crash : public StoreTest {
 protected:
  // Writes marks from `first` on with four threads, until killed; tells each acknowledged one.
  [[noreturn]] void write_for_ever(std::int64_t first, int tell) const {
    const auto database = Database::open(Options{.url = url_});
    if (!database || !(*database)->migrate(schema)) ::_exit(1);
    std::vector<std::thread> threads;
    for (int thread = 0; thread < 4; ++thread) {
      threads.emplace_back([&database, tell, first, thread] {
        for (std::int64_t id = first + thread;; id += 4) {
          const auto done = (*database)->write([id](Transaction& work) -> Result<void> {
            TRY(work.run(insert_mark, id));
            return {};
          });
          if (!done || ::write(tell, &id, sizeof id) != sizeof id) ::_exit(1);
        }
      });
    }
    for (std::thread& each : threads) each.join();
    ::_exit(0);
  }

  std::set<std::int64_t> found() const {
    const auto database = open();
    std::set<std::int64_t> marks;
    const auto snapshot = database->read();
    Statement& rows = snapshot->prepare("SELECT id FROM mark");
    while (rows.step().value()) marks.insert(rows.integer(0));
    EXPECT_TRUE(database->check().empty());
    return marks;
  }
};

INSTANTIATE_TEST_SUITE_P(, Crash, testing::Values(Dialect::sqlite, Dialect::postgresql),
                         back_end_name);

TEST_P(Crash, keeps_all_that_was_acknowledged_before_the_kill) {
  std::set<std::int64_t> acknowledged;
  for (int round = 0; round < 4; ++round) {
    int channel[2];
    ASSERT_EQ(::pipe(channel), 0);
    const pid_t child = ::fork();
    ASSERT_GE(child, 0);
    if (child == 0) write_for_ever(round * 1'000'000'000LL, channel[1]);
    ::close(channel[1]);
    std::int64_t id = 0;
    const std::size_t enough = acknowledged.size() + 50 + 77 * static_cast<std::size_t>(round);
    while (acknowledged.size() < enough && ::read(channel[0], &id, sizeof id) == sizeof id) {
      acknowledged.insert(id);
    }
    ::kill(child, SIGKILL);
    while (::read(channel[0], &id, sizeof id) == sizeof id) acknowledged.insert(id);
    ::close(channel[0]);
    int status = 0;
    ASSERT_EQ(::waitpid(child, &status, 0), child);
    ASSERT_TRUE(WIFSIGNALED(status)) << "the child ended by itself";
    ASSERT_GE(acknowledged.size(), enough);
    const std::set<std::int64_t> marks = found();
    for (const std::int64_t each : acknowledged) ASSERT_TRUE(marks.contains(each)) << each;
  }
}

}  // namespace
}  // namespace youju::store
