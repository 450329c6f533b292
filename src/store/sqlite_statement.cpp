#include <youju/store/sqlite_connection.h>
#include <youju/store/sqlite_error.h>

#include <cstring>

namespace youju::store {

SqliteStatement::SqliteStatement(SqliteConnection& connection, sqlite3_stmt* handle)
    : connection_(connection),
      handle_(handle),
      buffers_(static_cast<std::size_t>(sqlite3_bind_parameter_count(handle))) {}

SqliteStatement::~SqliteStatement() { sqlite3_finalize(handle_); }

std::string& SqliteStatement::kept(int index, std::string_view bytes) {
  CHECK(index >= 0 && static_cast<std::size_t>(index) < buffers_.size());
  return buffers_[static_cast<std::size_t>(index)].assign(bytes);
}

void SqliteStatement::check_bound(int code) const {
  if (code == SQLITE_OK) return;
  if ((code & 0xff) == SQLITE_NOMEM || (code & 0xff) == SQLITE_TOOBIG) {
    throw MachineFailure(sqlite_error(connection_.handle(), code));
  }
  detail::check_failed(sqlite3_errstr(code), __FILE__, __LINE__);
}

Statement& SqliteStatement::bind(int index, std::string_view text) {
  connection_.settle();
  if (!text.empty() && std::memchr(text.data(), 0, text.size()) != nullptr) nul_in_text_ = true;
  const std::string& copy = kept(index, text);
  check_bound(sqlite3_bind_text64(handle_, index + 1, copy.data(), copy.size(), SQLITE_STATIC,
                                  SQLITE_UTF8));
  return *this;
}

Statement& SqliteStatement::bind(int index, std::int64_t value) {
  connection_.settle();
  check_bound(sqlite3_bind_int64(handle_, index + 1, value));
  return *this;
}

Statement& SqliteStatement::bind_blob(int index, std::string_view bytes) {
  connection_.settle();
  const std::string& copy = kept(index, bytes);
  check_bound(sqlite3_bind_blob64(handle_, index + 1, copy.data(), copy.size(), SQLITE_STATIC));
  return *this;
}

Statement& SqliteStatement::bind_null(int index) {
  connection_.settle();
  check_bound(sqlite3_bind_null(handle_, index + 1));
  return *this;
}

bool SqliteStatement::refused() const { return nul_in_text_ || connection_.known_failure(); }

tl::unexpected<Error> SqliteStatement::refusal() {
  if (connection_.known_failure()) return fail(*connection_.known_failure());
  nul_in_text_ = false;
  return connection_.spoiled(Error{ErrorKind::bad_input, "store.nul_in_text", {}, {}});
}

Result<std::int64_t> SqliteStatement::run() {
  connection_.settle();
  if (refused()) return refusal();
  int code = sqlite3_step(handle_);
  while (code == SQLITE_ROW) code = sqlite3_step(handle_);
  if (code != SQLITE_DONE) {
    // The message is read before the reset, which may replace it.
    const Error error = sqlite_error(connection_.handle(), code);
    sqlite3_reset(handle_);
    return connection_.spoiled(error);
  }
  sqlite3_reset(handle_);
  return sqlite3_changes64(connection_.handle());
}

Result<bool> SqliteStatement::step() {
  connection_.settle();
  if (refused()) return refusal();
  const int code = sqlite3_step(handle_);
  if (code == SQLITE_ROW) {
    if (!running_) connection_.started(this);
    running_ = true;
    return true;
  }
  if (code != SQLITE_DONE) {
    const Error error = sqlite_error(connection_.handle(), code);
    reset();
    return connection_.spoiled(error);
  }
  reset();
  return false;
}

void SqliteStatement::reset() {
  connection_.settle();
  sqlite3_reset(handle_);
  if (!running_) return;
  running_ = false;
  connection_.ended(this);
}

void SqliteStatement::clear() {
  if (running_) reset();
  sqlite3_clear_bindings(handle_);
  nul_in_text_ = false;
}

bool SqliteStatement::is_null(int column) const {
  return sqlite3_column_type(handle_, column) == SQLITE_NULL;
}

std::int64_t SqliteStatement::integer(int column) const {
  return sqlite3_column_int64(handle_, column);
}

std::string_view SqliteStatement::text(int column) const {
  const auto* bytes = reinterpret_cast<const char*>(sqlite3_column_text(handle_, column));
  if (bytes == nullptr) return {};
  return {bytes, static_cast<std::size_t>(sqlite3_column_bytes(handle_, column))};
}

std::string SqliteStatement::blob(int column) const {
  const auto* bytes = static_cast<const char*>(sqlite3_column_blob(handle_, column));
  if (bytes == nullptr) return {};
  return {bytes, static_cast<std::size_t>(sqlite3_column_bytes(handle_, column))};
}

SqliteStatementBehind::SqliteStatementBehind(SqliteConnection& connection, RowsBehind& behind,
                                             sqlite3_stmt* one, sqlite3_stmt* many)
    : connection_(connection),
      one_(one),
      many_(many),
      number_(behind.use(one, many)),
      values_(static_cast<std::size_t>(sqlite3_bind_parameter_count(one))) {}

SqliteStatementBehind::~SqliteStatementBehind() {
  sqlite3_finalize(one_);
  sqlite3_finalize(many_);
}

RowsBehind::Value& SqliteStatementBehind::value(int index) {
  CHECK(index >= 0 && static_cast<std::size_t>(index) < values_.size());
  return values_[static_cast<std::size_t>(index)];
}

Statement& SqliteStatementBehind::bind(int index, std::string_view text) {
  const bool changed = value(index).set(RowsBehind::Kind::text, text);
  if (changed && !text.empty() && std::memchr(text.data(), 0, text.size()) != nullptr) {
    nul_in_text_ = true;
  }
  return *this;
}

Statement& SqliteStatementBehind::bind(int index, std::int64_t number) {
  value(index).set(number);
  return *this;
}

Statement& SqliteStatementBehind::bind_blob(int index, std::string_view bytes) {
  value(index).set(RowsBehind::Kind::blob, bytes);
  return *this;
}

Statement& SqliteStatementBehind::bind_null(int index) {
  value(index).set_null();
  return *this;
}

Result<std::int64_t> SqliteStatementBehind::run() {
  if (connection_.known_failure()) return fail(*connection_.known_failure());
  if (nul_in_text_) {
    nul_in_text_ = false;
    connection_.settle();
    return connection_.spoiled(Error{ErrorKind::bad_input, "store.nul_in_text", {}, {}});
  }
  connection_.add_behind(number_, values_);
  return 0;
}

Result<bool> SqliteStatementBehind::step() {
  TRY(run());
  return false;
}

}  // namespace youju::store
