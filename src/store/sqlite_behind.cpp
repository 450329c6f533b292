#include <youju/store/sqlite_behind.h>
#include <youju/store/sqlite_error.h>

#include <utility>

namespace youju::store {
namespace {

// Some hundred rows a batch: few hand-overs, and what waits stays in the processor's cache.
constexpr std::size_t batch_bytes = 128 << 10;
constexpr std::size_t waiting_max = 4;

int bind(sqlite3_stmt* statement, int index, RowsBehind::Value::Kind kind, std::int64_t number,
         const char* bytes) {
  const auto size = static_cast<sqlite3_uint64>(number);
  switch (kind) {
    case RowsBehind::Value::Kind::null:
      return sqlite3_bind_null(statement, index);
    case RowsBehind::Value::Kind::integer:
      return sqlite3_bind_int64(statement, index, number);
    case RowsBehind::Value::Kind::text:
      return sqlite3_bind_text64(statement, index, bytes, size, SQLITE_STATIC, SQLITE_UTF8);
    case RowsBehind::Value::Kind::blob:
      return sqlite3_bind_blob64(statement, index, bytes, size, SQLITE_STATIC);
  }
  return SQLITE_MISUSE;
}

bool has_bytes(RowsBehind::Value::Kind kind) {
  return kind == RowsBehind::Value::Kind::text || kind == RowsBehind::Value::Kind::blob;
}

}  // namespace

void RowsBehind::Batch::clear() {
  rows.clear();
  items.clear();
  bytes.clear();
}

RowsBehind::~RowsBehind() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
    waiting_.clear();
  }
  changed_.notify_all();
  if (thread_.joinable()) thread_.join();
}

void RowsBehind::add(sqlite3_stmt* statement, const std::vector<Value>& values) {
  behind_ = true;
  filling_.rows.push_back(statement);
  for (const Value& value : values) {
    const bool bytes = has_bytes(value.kind);
    filling_.items.push_back(
        {value.kind, bytes ? static_cast<std::int64_t>(value.bytes.size()) : value.number});
    if (bytes) filling_.bytes += value.bytes;
  }
  if (filling_.bytes.size() >= batch_bytes) hand_over();
}

void RowsBehind::hand_over() {
  if (!thread_.joinable()) thread_ = std::thread([this] { loop(); });
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [this] { return waiting_.size() < waiting_max; });
  waiting_.push_back(std::move(filling_));
  if (spare_.empty()) {
    filling_ = Batch();
  } else {
    filling_ = std::move(spare_.back());
    spare_.pop_back();
  }
  changed_.notify_all();
}

std::optional<Error> RowsBehind::settle() {
  {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [this] { return waiting_.empty() && !writing_; });
  }
  if (!error_) write(filling_);
  filling_.clear();
  behind_ = false;
  return error_;
}

void RowsBehind::loop() {
  std::unique_lock lock(mutex_);
  for (;;) {
    changed_.wait(lock, [this] { return stopping_ || !waiting_.empty(); });
    if (stopping_) return;
    Batch batch = std::move(waiting_.front());
    waiting_.pop_front();
    writing_ = true;
    lock.unlock();
    changed_.notify_all();
    if (!error_) write(batch);
    batch.clear();
    lock.lock();
    spare_.push_back(std::move(batch));
    writing_ = false;
    changed_.notify_all();
  }
}

void RowsBehind::write(const Batch& batch) {
  const Item* item = batch.items.data();
  const char* bytes = batch.bytes.data();
  for (sqlite3_stmt* statement : batch.rows) {
    if (write_row(statement, item, bytes)) continue;
    // The message is read before the reset, which may replace it.
    Error error = sqlite_error(handle_, sqlite3_extended_errcode(handle_));
    sqlite3_reset(statement);
    error_ = std::move(error);
    return;
  }
}

bool RowsBehind::write_row(sqlite3_stmt* statement, const Item*& item, const char*& bytes) {
  const int count = sqlite3_bind_parameter_count(statement);
  for (int index = 1; index <= count; ++index, ++item) {
    if (bind(statement, index, item->kind, item->number, bytes) != SQLITE_OK) return false;
    if (has_bytes(item->kind)) bytes += item->number;
  }
  if (sqlite3_step(statement) != SQLITE_DONE) return false;
  return sqlite3_reset(statement) == SQLITE_OK;
}

}  // namespace youju::store
