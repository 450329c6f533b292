#include <youju/store/sqlite_behind.h>
#include <youju/store/sqlite_error.h>

#include <utility>

namespace youju::store {
namespace {

// Some hundred rows a batch: few hand-overs, and what waits stays in the processor's cache.
constexpr std::size_t batch_bytes = 128 << 10;
constexpr std::size_t waiting_max = 4;

bool has_bytes(RowsBehind::Kind kind) {
  return kind == RowsBehind::Kind::text || kind == RowsBehind::Kind::blob;
}

}  // namespace

void RowsBehind::Value::to(Kind kind, std::int64_t number) {
  if (kind_ == kind && number_ == number) return;
  kind_ = kind;
  number_ = number;
  since_ = Since::now;
}

bool RowsBehind::Value::set(Kind kind, std::string_view bytes) {
  if (kind_ == kind && bytes_ == bytes) return false;
  kind_ = kind;
  bytes_.assign(bytes);
  since_ = Since::now;
  return true;
}

void RowsBehind::Batch::clear() {
  bytes = 0;
  for (Part& part : parts) {
    part.rows.clear();
    part.items.clear();
    part.bytes.clear();
  }
}

// A statement, the values of the row that is being written, and what is bound already.
struct RowsBehind::Target {
  struct Column {
    Kind kind = Kind::null;
    bool keep = false;
    std::uint32_t change = 0;  // counts the values that it had
    std::int64_t number = 0;
    const char* bytes = nullptr;
    std::string kept;
  };

  Target(sqlite3_stmt* one_row, sqlite3_stmt* many_rows) : one(one_row), many(many_rows) {
    columns.resize(static_cast<std::size_t>(sqlite3_bind_parameter_count(one)));
    bound.resize((rows_at_once + 1) * columns.size());
  }

  // Binds the present row to the parameters of place 0, 1, … of `many`, or of `one`, which is place
  // rows_at_once.
  bool bind(std::size_t place) {
    sqlite3_stmt* statement = place == rows_at_once ? one : many;
    const std::size_t before = place == rows_at_once ? 0 : place * columns.size();
    std::uint32_t* there = bound.data() + place * columns.size();
    for (std::size_t i = 0; i < columns.size(); ++i) {
      if (there[i] == columns[i].change) continue;
      if (bind(statement, static_cast<int>(before + i) + 1, columns[i]) != SQLITE_OK) return false;
      there[i] = columns[i].change;
    }
    return true;
  }

  static int bind(sqlite3_stmt* statement, int index, const Column& from) {
    const auto size = static_cast<sqlite3_uint64>(from.number);
    // What is kept here may be replaced before all places have been bound anew.
    sqlite3_destructor_type const life = from.keep ? SQLITE_TRANSIENT : SQLITE_STATIC;
    switch (from.kind) {
      case Kind::null:
        return sqlite3_bind_null(statement, index);
      case Kind::integer:
        return sqlite3_bind_int64(statement, index, from.number);
      case Kind::text:
        return sqlite3_bind_text64(statement, index, from.bytes, size, life, SQLITE_UTF8);
      case Kind::blob:
        return sqlite3_bind_blob64(statement, index, from.bytes, size, life);
    }
    return SQLITE_MISUSE;
  }

  sqlite3_stmt* one;
  sqlite3_stmt* many;
  std::vector<Column> columns;
  std::vector<std::uint32_t> bound;  // the change of each column, by place
};

struct RowsBehind::Reader {
  explicit Reader(const Part& part)
      : row(part.rows.data()),
        end(row + part.rows.size()),
        item(part.items.data()),
        bytes(part.bytes.data()) {}

  std::size_t left() const { return static_cast<std::size_t>(end - row); }

  // The next row.
  void read_into(std::vector<Target::Column>& columns) {
    for (const Item* last = item + *row++; item != last; ++item) {
      Target::Column& column = columns[item->column];
      ++column.change;
      column.kind = item->kind;
      column.number = item->number;
      column.keep = item->keep;
      if (!has_bytes(item->kind)) continue;
      const auto size = static_cast<std::size_t>(item->number);
      if (item->keep) column.kept.assign(bytes, size);
      column.bytes = item->keep ? column.kept.data() : bytes;
      bytes += size;
    }
  }

  const std::uint32_t* row;
  const std::uint32_t* end;
  const Item* item;
  const char* bytes;
};

RowsBehind::RowsBehind(sqlite3* handle) : handle_(handle) {}

RowsBehind::~RowsBehind() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
    waiting_.clear();
  }
  changed_.notify_all();
  if (thread_.joinable()) thread_.join();
}

std::size_t RowsBehind::use(sqlite3_stmt* one, sqlite3_stmt* many) {
  CHECK(!behind_);
  targets_.push_back(std::make_unique<Target>(one, many));
  return targets_.size() - 1;
}

void RowsBehind::add(std::size_t statement, std::vector<Value>& values) {
  behind_ = true;
  if (filling_.parts.size() <= statement) filling_.parts.resize(statement + 1);
  Part& part = filling_.parts[statement];
  const std::size_t items = part.items.size();
  const std::size_t bytes = part.bytes.size();
  std::uint16_t column = 0;
  for (Value& value : values) {
    const std::uint16_t at = column++;
    if (value.since_ == Value::Since::for_good) continue;
    const bool again = value.since_ == Value::Since::before;
    if (has_bytes(value.kind_)) {
      part.items.push_back(
          {value.kind_, again, at, static_cast<std::int64_t>(value.bytes_.size())});
      part.bytes += value.bytes_;
      value.since_ = again ? Value::Since::for_good : Value::Since::before;
    } else {
      part.items.push_back({value.kind_, false, at, value.number_});
      value.since_ = Value::Since::for_good;
    }
  }
  part.rows.push_back(static_cast<std::uint32_t>(part.items.size() - items));
  filling_.bytes += part.bytes.size() - bytes;
  if (filling_.bytes >= batch_bytes && part.rows.size() % rows_at_once == 0) hand_over();
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
  for (std::size_t i = 0; i < batch.parts.size() && !error_; ++i) {
    write_part(*targets_[i], batch.parts[i]);
  }
}

bool RowsBehind::write_part(Target& target, const Part& part) {
  Reader reader(part);
  while (reader.left() >= rows_at_once) {
    for (std::size_t place = 0; place < rows_at_once; ++place) {
      reader.read_into(target.columns);
      if (!target.bind(place)) return failed(target.many);
    }
    if (!step(target.many)) return failed(target.many);
  }
  while (reader.left() > 0) {
    reader.read_into(target.columns);
    if (!target.bind(rows_at_once) || !step(target.one)) return failed(target.one);
  }
  return true;
}

bool RowsBehind::step(sqlite3_stmt* statement) {
  return sqlite3_step(statement) == SQLITE_DONE && sqlite3_reset(statement) == SQLITE_OK;
}

bool RowsBehind::failed(sqlite3_stmt* statement) {
  // The message is read before the reset, which may replace it.
  Error error = sqlite_error(handle_, sqlite3_extended_errcode(handle_));
  sqlite3_reset(statement);
  error_ = std::move(error);
  return false;
}

}  // namespace youju::store
