// The rules of a group, with a connection that fails when it is told to. What a database makes of
// them is in database_test.cpp.
#include <gtest/gtest.h>
#include <youju/store/writer_queue.h>

#include <algorithm>
#include <future>
#include <latch>
#include <string>
#include <thread>
#include <vector>

namespace youju::store {
namespace {

// What happened, in order, and what is to go wrong. Touched by who leads alone between two
// groups; the futures of the test order the rest.
struct Script {
  std::vector<std::string> log;
  std::string fails_at;
  bool gives_up = false;  // the database rolls back everything by itself
  bool lost = false;
  int connections = 0;
};

class ScriptedConnection final : public Connection {
 public:
  explicit ScriptedConnection(Script& script) : script_(script) { ++script_.connections; }
  Dialect dialect() const override { return Dialect::sqlite; }
  Statement& prepare(std::string_view) override {
    detail::check_failed("not scripted", __FILE__, __LINE__);
  }
  Result<void> execute(std::string_view sql) override {
    script_.log.emplace_back(sql);
    return {};
  }
  bool begin() override {
    if (std::exchange(script_.lost, false)) return false;
    note("begin");
    return true;
  }
  void commit() override { note("commit"); }
  void rollback() override { script_.log.emplace_back("rollback"); }
  void savepoint() override { note("savepoint"); }
  bool rollback_to_savepoint() override {
    note("back");
    return !script_.gives_up;
  }
  void write_once(bool once) override {
    if (once != std::exchange(once_, once)) script_.log.emplace_back(once ? "once" : "as ever");
  }
  bool lost() const override { return false; }
  const std::optional<Error>& failure() override { return none_; }

 private:
  void note(const char* what) {
    script_.log.emplace_back(what);
    if (script_.fails_at == what) {
      throw MachineFailure(Error{ErrorKind::unavailable, "store.io", {}, {}});
    }
  }
  Script& script_;
  bool once_ = false;
  std::optional<Error> none_;
};

class ScriptedBackend final : public Backend {
 public:
  explicit ScriptedBackend(Script& script) : script_(script) {}
  Dialect dialect() const override { return Dialect::sqlite; }
  std::unique_ptr<Connection> connect(Access) override {
    return std::make_unique<ScriptedConnection>(script_);
  }
  Result<void> backup(const std::filesystem::path&, const Progress&) override { return {}; }
  std::vector<std::string> check() override { return {}; }

 private:
  Script& script_;
};

class Queue : public testing::Test {
 protected:
  // Lets works named "a", "b", … wait behind one that holds the writer, so that they make one
  // group; those named in `bad` return an error, and those with a capital write once. What became
  // of each, one word a work.
  std::string outcomes(const std::string& names, const std::string& bad) {
    std::promise<void> holding;
    std::promise<void> let_go;
    auto holder = std::async(std::launch::async, [&] {
      return queue_.run([&](Transaction&) -> Result<void> {
        holding.set_value();
        let_go.get_future().wait();
        script_.log.clear();
        script_.fails_at = std::exchange(next_fails_at_, "");
        return fail(ErrorKind::bad_input, "test.holder");
      });
    });
    holding.get_future().wait();
    std::vector<std::future<std::string>> waiting;
    for (const char name : names) {
      waiting.push_back(std::async(std::launch::async, [this, name, &bad] {
        return outcome(std::string(1, name), bad.find(name) != std::string::npos);
      }));
      // One after the other, so that their order is known.
      std::this_thread::sleep_for(std::chrono::milliseconds(20));
    }
    let_go.set_value();
    (void)holder.get();
    std::string all;
    for (auto& each : waiting) all += each.get() + " ";
    return all;
  }

  std::string outcome(const std::string& name, bool is_bad) {
    try {
      const bool once = name.front() < 'a';
      const auto run = once ? &WriterQueue::run_once : &WriterQueue::run;
      const auto result = (queue_.*run)([&](Transaction& work) -> Result<void> {
        TRY(work.execute(name));
        if (is_bad) return fail(ErrorKind::bad_input, "bad");
        return {};
      });
      return result ? "ok" : result.error().what;
    } catch (const MachineFailure& failure) {
      return failure.error().what;
    }
  }

  std::string log() const {
    std::string all;
    for (const std::string& each : script_.log) all += each + " ";
    return all;
  }

  Script script_;
  std::string next_fails_at_;
  ScriptedBackend backend_{script_};
  WriterQueue queue_{backend_, backend_.connect(Access::write)};
};

TEST_F(Queue, commits_the_works_that_wait_together_once) {
  EXPECT_EQ(outcomes("abc", ""), "ok ok ok ");
  EXPECT_EQ(log(), "rollback begin a savepoint b savepoint c commit ");
}

TEST_F(Queue, undoes_a_bad_work_alone) {
  EXPECT_EQ(outcomes("abc", "b"), "ok bad ok ");
  EXPECT_EQ(log(), "rollback begin a savepoint b back savepoint c commit ");
}

TEST_F(Queue, begins_anew_when_the_first_work_is_bad) {
  EXPECT_EQ(outcomes("abc", "a"), "bad ok ok ");
  EXPECT_EQ(log(), "rollback begin a rollback begin b savepoint c commit ");
}

TEST_F(Queue, commits_nothing_when_all_works_are_bad) {
  EXPECT_EQ(outcomes("ab", "ab"), "bad bad ");
  EXPECT_EQ(log(), "rollback begin a rollback begin b rollback ");
}

TEST_F(Queue, tells_every_good_work_that_the_commit_failed) {
  next_fails_at_ = "commit";
  EXPECT_EQ(outcomes("abc", "b"), "store.io bad store.io ");
  script_.fails_at.clear();
  EXPECT_EQ(outcome("d", false), "ok");
}

TEST_F(Queue, fails_those_before_a_work_at_which_the_database_gave_up) {
  script_.gives_up = true;
  EXPECT_EQ(outcomes("abcd", "c"), "bad bad bad ok ");
  EXPECT_EQ(log(), "rollback begin a savepoint b savepoint c back rollback begin d commit ");
}

TEST_F(Queue, fails_all_when_no_transaction_can_begin) {
  next_fails_at_ = "begin";
  EXPECT_EQ(outcomes("ab", ""), "store.io store.io ");
}

TEST_F(Queue, writes_once_in_a_transaction_of_its_own) {
  EXPECT_EQ(outcomes("abCd", "b"), "ok bad ok ok ");
  EXPECT_EQ(log(),
            "rollback begin a savepoint b back commit once begin C commit as ever begin d commit ");
}

// Whoever leads, works are run one at a time, each once, and their commits are all made.
TEST_F(Queue, serves_many_that_come_again_and_again) {
  constexpr int clients = 8;
  constexpr int times = 300;
  std::string ran;  // as long as works ran, in their order
  std::vector<std::thread> threads;
  for (int client = 0; client < clients; ++client) {
    threads.emplace_back([&, client] {
      for (int i = 0; i < times; ++i) {
        const bool is_bad = (client + i) % 7 == 0;
        const auto run = (client + i) % 50 == 1 ? &WriterQueue::run_once : &WriterQueue::run;
        const auto result = (queue_.*run)([&](Transaction& work) -> Result<void> {
          ran += static_cast<char>('a' + client);
          TRY(work.execute(is_bad ? "bad" : "good"));
          if (is_bad) return fail(ErrorKind::bad_input, "bad");
          return {};
        });
        EXPECT_EQ(result.has_value(), !is_bad);
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  for (int client = 0; client < clients; ++client) {
    EXPECT_EQ(std::count(ran.begin(), ran.end(), 'a' + client), times);
  }
  // A good work is followed by its commit, with others perhaps, but never by a rollback of all.
  bool is_open = false;
  for (const std::string& what : script_.log) {
    if (what == "good") is_open = true;
    if (what == "commit") is_open = false;
    EXPECT_FALSE(is_open && what == "rollback");
  }
  EXPECT_FALSE(is_open);
}

TEST_F(Queue, opens_another_connection_when_the_old_one_is_lost) {
  script_.lost = true;
  EXPECT_EQ(outcome("a", false), "ok");
  EXPECT_EQ(script_.connections, 2);
}

}  // namespace
}  // namespace youju::store
