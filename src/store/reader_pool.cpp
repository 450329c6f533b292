#include <youju/base/limits.h>
#include <youju/store/reader_pool.h>

#include <chrono>
#include <utility>

namespace youju::store {
namespace {

// What a reader holds: the connection's transaction, ended with it.
class Snapshot final : public Transaction {
 public:
  Snapshot(ReaderPool& pool, std::unique_ptr<Connection> connection)
      : pool_(pool), connection_(std::move(connection)) {}
  ~Snapshot() override {
    connection_->rollback();
    pool_.give_back(std::move(connection_));
  }
  Snapshot(const Snapshot&) = delete;
  Snapshot& operator=(const Snapshot&) = delete;
  Dialect dialect() const override { return connection_->dialect(); }
  Statement& prepare(std::string_view sql) override { return connection_->prepare(sql); }
  Result<void> execute(std::string_view sql) override { return connection_->execute(sql); }

 private:
  ReaderPool& pool_;
  std::unique_ptr<Connection> connection_;
};

// Keeps the count right when a connection cannot be made.
class Place {
 public:
  explicit Place(std::function<void()> give_up) : give_up_(std::move(give_up)) {}
  ~Place() {
    if (give_up_) give_up_();
  }
  Place(const Place&) = delete;
  Place& operator=(const Place&) = delete;
  void keep() { give_up_ = nullptr; }

 private:
  std::function<void()> give_up_;
};

}  // namespace

ReaderPool::ReaderPool(Backend& backend, int readers_max)
    : backend_(backend), readers_max_(readers_max) {
  CHECK(readers_max >= 1);
}

std::unique_ptr<Transaction> ReaderPool::begin() {
  std::unique_ptr<Connection> idle = take();
  Place place([this] { give_back(nullptr); });
  std::unique_ptr<Connection> connection = begun(std::move(idle));
  auto snapshot = std::make_unique<Snapshot>(*this, std::move(connection));
  place.keep();
  return snapshot;
}

bool ReaderPool::rest() {
  const std::lock_guard lock(mutex_);
  if (given_out_ > 0 || resting_) return false;
  resting_ = true;
  idle_.clear();
  return true;
}

void ReaderPool::resume() {
  {
    const std::lock_guard lock(mutex_);
    resting_ = false;
  }
  one_is_free_.notify_all();
}

std::unique_ptr<Connection> ReaderPool::take() {
  std::unique_lock lock(mutex_);
  if (!one_is_free_.wait_for(lock, std::chrono::milliseconds(limits::database_wait_ms),
                             [this] { return !resting_ && given_out_ < readers_max_; })) {
    throw MachineFailure(Error{ErrorKind::busy, "store.busy", {}, {}});
  }
  ++given_out_;
  if (idle_.empty()) return nullptr;
  std::unique_ptr<Connection> connection = std::move(idle_.back());
  idle_.pop_back();
  return connection;
}

std::unique_ptr<Connection> ReaderPool::begun(std::unique_ptr<Connection> idle) {
  if (idle && idle->begin()) return idle;
  std::unique_ptr<Connection> fresh = backend_.connect(Access::read);
  if (!fresh->begin()) throw MachineFailure(Error{ErrorKind::unavailable, "store.lost", {}, {}});
  return fresh;
}

void ReaderPool::give_back(std::unique_ptr<Connection> connection) {
  {
    const std::lock_guard lock(mutex_);
    --given_out_;
    if (connection && !connection->lost()) idle_.push_back(std::move(connection));
  }
  one_is_free_.notify_one();
}

}  // namespace youju::store
