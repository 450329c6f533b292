#include "clients.h"

#include <fcntl.h>
#include <unistd.h>
#include <youju/store/writer_queue.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <functional>
#include <mutex>
#include <optional>
#include <stdexcept>
#include <string>
#include <thread>

namespace rollup_bench {
namespace {

using youju::Result;
using youju::indicator::Rollup;
using namespace youju::store;
using std::chrono::steady_clock;

constexpr std::size_t row_bytes = 400;
constexpr std::size_t log_bytes = 32 << 20;

// Makes room and comes back to the start of the file. A sync of what grows has to write down where
// it ends too; a database begins its log again, in the room that is there.
bool make_room(int file, std::size_t bytes) {
  const std::string room(std::min<std::size_t>(bytes, 1 << 20), '\0');
  bool good = true;
  for (std::size_t made = 0; good && made < bytes; made += room.size()) {
    good = ::write(file, room.data(), room.size()) == static_cast<ssize_t>(room.size());
  }
  return good && ::fsync(file) == 0 && ::lseek(file, 0, SEEK_SET) == 0;
}

// A log is no database: it takes bytes, and knows no statement.
class LogConnection : public Connection {
 public:
  explicit LogConnection(const std::filesystem::path& file)
      : file_(::open(file.c_str(), O_CREAT | O_TRUNC | O_WRONLY | O_CLOEXEC, 0600)) {
    if (file_ < 0 || !make_room(file_, log_bytes)) {
      throw std::runtime_error(file.string() + ": cannot be written");
    }
  }
  ~LogConnection() override { ::close(file_); }
  LogConnection(const LogConnection&) = delete;
  LogConnection& operator=(const LogConnection&) = delete;

  void add(const Rollup::Change& change) {
    waiting_.append(reinterpret_cast<const char*>(&change), sizeof(change));
  }
  bool begin() override {
    waiting_.clear();
    return true;
  }
  void commit() override {
    const auto bytes = static_cast<ssize_t>(waiting_.size());
    if (::write(file_, waiting_.data(), waiting_.size()) != bytes || ::fdatasync(file_) != 0) {
      throw std::runtime_error("the log cannot be written");
    }
  }
  void rollback() override { waiting_.clear(); }
  void savepoint() override {}
  bool rollback_to_savepoint() override { return false; }
  void write_once(bool) override {}
  bool lost() const override { return false; }
  const std::optional<youju::Error>& failure() override { return none_; }
  Dialect dialect() const override { return Dialect::sqlite; }
  Statement& prepare(std::string_view) override { throw std::runtime_error("a log is asked"); }
  Result<void> execute(std::string_view) override { throw std::runtime_error("a log is asked"); }

 private:
  int file_;
  std::string waiting_;
  std::optional<youju::Error> none_;
};

class LogBackend : public Backend {
 public:
  explicit LogBackend(std::filesystem::path file) : file_(std::move(file)) {}
  Dialect dialect() const override { return Dialect::sqlite; }
  std::unique_ptr<Connection> connect(Access) override {
    return std::make_unique<LogConnection>(file_);
  }
  Result<void> backup(const std::filesystem::path&, const Progress&) override { return {}; }
  std::vector<std::string> check() override { return {}; }

 private:
  std::filesystem::path file_;
};

// Who writes into the roll-up next, by the order of the log.
class Turns {
 public:
  void await(std::int64_t seq) {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return done_ + 1 == seq; });
  }
  void end(std::int64_t seq) {
    {
      const std::lock_guard lock(mutex_);
      done_ = seq;
    }
    changed_.notify_all();
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  std::int64_t done_ = 0;
};

// `commit` returns a change's place in the log once that is durable.
double run(const ClientsOrder& order,
           const std::function<std::int64_t(const Rollup::Change&)>& commit) {
  Turns turns;
  std::atomic<std::int64_t> done{0};
  std::atomic<bool> over{false}, ran_out{false};
  std::atomic<std::int64_t> sink{0};
  const auto approve = [&](const std::vector<Rollup::Change>& changes) {
    for (const Rollup::Change& change : changes) {
      if (over) return;
      const std::int64_t seq = commit(change);
      turns.await(seq);
      order.rollup.apply({&change, 1}, seq);
      turns.end(seq);
      sink = static_cast<std::int64_t>(order.rollup.view().totals(order.figure).sums[0]);
      ++done;
    }
    ran_out = true;
  };
  const auto began = steady_clock::now();
  std::vector<std::thread> clients;
  for (const auto& changes : order.changes) {
    clients.emplace_back([&approve, &changes] { approve(changes); });
  }
  std::this_thread::sleep_for(std::chrono::duration<double>(order.seconds));
  over = true;
  for (std::thread& client : clients) client.join();
  if (ran_out) throw std::runtime_error("a client has too few changes");
  return static_cast<double>(done) /
         std::chrono::duration<double>(steady_clock::now() - began).count();
}

}  // namespace

double approvals_into_log(const ClientsOrder& order) {
  const std::filesystem::path file = order.folder / "log.tmp";
  double rate = 0;
  {
    LogBackend backend(file);
    WriterQueue queue(backend, backend.connect(youju::store::Access::write));
    std::int64_t last = 0;  // of who writes
    rate = run(order, [&](const Rollup::Change& change) {
      std::int64_t seq = 0;
      const Result<void> written = queue.run([&](Transaction& log) -> Result<void> {
        static_cast<LogConnection&>(log).add(change);
        seq = ++last;
        return {};
      });
      if (!written) throw std::runtime_error(written.error().what);
      return seq;
    });
  }
  std::filesystem::remove(file);
  return rate;
}

double approvals_into_store(const ClientsOrder& order) {
  const std::filesystem::path folder = order.folder / "store.tmp";
  std::filesystem::create_directories(folder);
  Options options;
  options.url = (folder / "store.db").string();
  auto database = Database::open(options);
  const auto check = [](const auto& result) {
    if (!result) throw std::runtime_error(result.error().what);
  };
  check(database);
  // As events are: each new one stands at the end.
  check((*database)->write([](Transaction& transaction) {
    return transaction.execute(
        "CREATE TABLE approval (seq INTEGER PRIMARY KEY, record INTEGER, row TEXT)");
  }));
  std::int64_t last = 0;  // of who writes
  const std::string row(row_bytes, 'x');
  const double rate = run(order, [&](const Rollup::Change& change) {
    std::int64_t seq = 0;
    check((*database)->write([&](Transaction& transaction) -> Result<void> {
      TRY(transaction.run("INSERT INTO approval (record, row) VALUES (?, ?)",
                          std::int64_t{change.after->id}, row));
      seq = ++last;
      return {};
    }));
    return seq;
  });
  database->reset();
  std::filesystem::remove_all(folder);
  return rate;
}

double approvals_in_groups(Rollup& rollup, const ApprovalGroups& groups,
                           const std::filesystem::path& folder, bool ahead) {
  const std::size_t bytes = groups.front().size() * sizeof(Rollup::Change);
  const std::string log = folder / "groups.tmp";
  const int file = ::open(log.c_str(), O_CREAT | O_TRUNC | O_WRONLY | O_CLOEXEC, 0600);
  const bool good = file >= 0 && make_room(file, groups.size() * bytes);
  std::atomic<std::size_t> written{0}, applied{0};
  std::atomic<bool> failed{!good};
  const auto write = [&](std::size_t i) {
    const bool done = !failed &&
                      ::write(file, groups[i].data(), bytes) == static_cast<ssize_t>(bytes) &&
                      ::fdatasync(file) == 0;
    if (!done) failed = true;
    written = i + 1;
    written.notify_one();
  };
  const auto began = steady_clock::now();
  std::thread writer;
  if (ahead) {
    writer = std::thread([&] {
      for (std::size_t i = 0; i < groups.size(); ++i) {
        for (std::size_t done = applied; done + 1 < i; done = applied) applied.wait(done);
        write(i);
      }
    });
  }
  for (std::size_t i = 0; i < groups.size(); ++i) {
    if (!ahead) write(i);
    for (std::size_t done = written; done <= i; done = written) written.wait(done);
    rollup.apply(groups[i], 1);
    applied = i + 1;
    applied.notify_one();
  }
  const double seconds = std::chrono::duration<double>(steady_clock::now() - began).count();
  if (writer.joinable()) writer.join();
  if (file >= 0) ::close(file);
  ::unlink(log.c_str());
  if (failed) throw std::runtime_error(log + ": cannot be written");
  return static_cast<double>(groups.size() * groups.front().size()) / seconds;
}

}  // namespace rollup_bench
