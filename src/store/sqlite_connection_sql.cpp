#include <youju/base/limits.h>
#include <youju/store/dialect.h>
#include <youju/store/sqlite_connection.h>
#include <youju/store/sqlite_error.h>

#include <algorithm>

namespace youju::store {
namespace {

// synchronous=FULL makes every commit an fsync of the WAL: an answer "ok" means durable. The WAL
// shrinks back to 64 MB after a big import. Pages in memory: 64 MB for the writer, 16 MB for each
// reader. A page of 16 kB, which a new file keeps for ever, spares three of four writes and
// checksums when much is loaded.
constexpr const char* set_up_writer =
    "PRAGMA page_size = 16384; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; "
    "PRAGMA foreign_keys = ON; PRAGMA cache_size = -65536; PRAGMA journal_size_limit = 67108864; "
    "PRAGMA trusted_schema = OFF; SELECT COUNT(*) FROM sqlite_schema;";
constexpr const char* set_up_reader =
    "PRAGMA query_only = ON; PRAGMA cache_size = -16384; PRAGMA trusted_schema = OFF; "
    "SELECT COUNT(*) FROM sqlite_schema;";

constexpr std::string_view begin_write = "BEGIN IMMEDIATE";
// Without a WAL a reader that comes in between would make the commit fail, after all the work.
constexpr std::string_view begin_write_once = "BEGIN EXCLUSIVE";
// Rows come in the order of most indexes, so few pages are needed twice. What does not fit is
// written by the thread behind, while the caller makes rows, and not by everybody's commit.
constexpr const char* leave_wal = "PRAGMA journal_mode = DELETE; PRAGMA cache_size = -8192";
constexpr const char* enter_wal = "PRAGMA cache_size = -65536; PRAGMA journal_mode = WAL";
constexpr const char* keep_many_pages = "PRAGMA cache_size = -524288";
constexpr const char* keep_few_pages = "PRAGMA cache_size = -65536";
// BEGIN alone would take the snapshot only at the first read, which comes at an unknown time.
constexpr std::string_view begin_read = "BEGIN";
constexpr std::string_view touch = "SELECT 1 FROM sqlite_schema LIMIT 1";
constexpr std::string_view commit_all = "COMMIT";
constexpr const char* rollback_all = "ROLLBACK";
constexpr std::string_view set_savepoint = "SAVEPOINT work";
constexpr std::string_view release_savepoint = "RELEASE work";
constexpr std::string_view go_back = "ROLLBACK TO work";

// Texts are few and constant, apart from those of the tables of ledgers; the bound is for a
// process that sees many packs come and go.
constexpr std::size_t statements_max = 512;

// The INSERT of one row for as many as are written at once. OR FAIL, so that SQLite need not be
// able to take back the rows before the one that fails: the work that they belong to is.
std::string of_many_rows(std::string_view sql) {
  constexpr std::string_view insert = "INSERT INTO ";
  constexpr std::string_view values = " VALUES ";
  const std::size_t at = sql.rfind(values);
  CHECK(sql.starts_with(insert) && at != std::string_view::npos);
  const std::string_view row = sql.substr(at + values.size());
  std::string many = "INSERT OR FAIL INTO ";
  many += sql.substr(insert.size());
  for (std::size_t i = 1; i < RowsBehind::rows_at_once; ++i) many.append(", ").append(row);
  return many;
}

}  // namespace

Result<std::unique_ptr<SqliteConnection>> SqliteConnection::open(const std::string& file,
                                                                 Access access, bool uri) {
  int flags = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
  flags |=
      access == Access::write ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE : SQLITE_OPEN_READONLY;
  if (uri) flags |= SQLITE_OPEN_URI;
  sqlite3* handle = nullptr;
  int code = sqlite3_open_v2(file.c_str(), &handle, flags, nullptr);
  std::unique_ptr<SqliteConnection> connection(new SqliteConnection(handle, access));
  if (code == SQLITE_OK && access == Access::write && sqlite3_db_readonly(handle, "main") == 1) {
    return fail(ErrorKind::unavailable, "store.read_only", {}, file);
  }
  if (code == SQLITE_OK) code = connection->set_up();
  if (code == SQLITE_OK) return connection;
  if (code == SQLITE_NOTADB) return fail(ErrorKind::corrupt, "store.not_a_database", {}, file);
  Error error = sqlite_error(handle, code);
  error.where = file;
  return fail(std::move(error));
}

SqliteConnection::~SqliteConnection() {
  leave_behind();
  statements_.clear();
  sqlite3_close_v2(handle_);
}

int SqliteConnection::set_up() {
  sqlite3_busy_timeout(handle_, limits::database_wait_ms);
  return sqlite3_exec(handle_, access_ == Access::write ? set_up_writer : set_up_reader, nullptr,
                      nullptr, nullptr);
}

Statement& SqliteConnection::prepare(std::string_view sql) {
  settle();
  const auto found = statements_.find(sql);
  if (found == statements_.end()) {
    auto statement = std::make_unique<SqliteStatement>(*this, compiled(sql));
    return *statements_.emplace(sql, std::move(statement)).first->second;
  }
  found->second->clear();
  return *found->second;
}

Statement& SqliteConnection::prepare_behind(std::string_view sql) {
  settle();
  const auto found = statements_behind_.find(sql);
  if (found != statements_behind_.end()) return *found->second;
  if (!behind_) behind_ = std::make_unique<RowsBehind>(handle_);
  auto statement = std::make_unique<SqliteStatementBehind>(*this, *behind_, compiled(sql),
                                                           compiled(of_many_rows(sql)));
  return *statements_behind_.emplace(sql, std::move(statement)).first->second;
}

void SqliteConnection::add_behind(std::size_t statement, std::vector<RowsBehind::Value>& values) {
  behind_->add(statement, values);
  // The caller may read the columns of a running statement without asking first.
  if (!running_.empty()) settle();
}

void SqliteConnection::settle_rows() {
  std::optional<Error> error = behind_->settle();
  if (error && !failure_) static_cast<void>(spoiled(std::move(*error)));
}

void SqliteConnection::leave_behind() {
  behind_.reset();
  statements_behind_.clear();
}

const std::optional<Error>& SqliteConnection::failure() {
  settle();
  return failure_;
}

sqlite3_stmt* SqliteConnection::compiled(std::string_view sql) {
  const std::string text = translated(sql, Dialect::sqlite);
  sqlite3_stmt* handle = nullptr;
  const int code = sqlite3_prepare_v3(handle_, text.c_str(), static_cast<int>(text.size()) + 1,
                                      SQLITE_PREPARE_PERSISTENT, &handle, nullptr);
  if (code != SQLITE_OK) {
    if ((code & 0xff) == SQLITE_ERROR) {
      detail::check_failed(fmt::format("{}: {}", sqlite3_errmsg(handle_), text).c_str(), __FILE__,
                           __LINE__);
    }
    throw MachineFailure(sqlite_error(handle_, code));
  }
  CHECK(handle != nullptr);
  return handle;
}

Result<void> SqliteConnection::execute(std::string_view sql) {
  settle();
  if (failure_) return fail(*failure_);
  const std::string text = translated(sql, Dialect::sqlite);
  const int code = sqlite3_exec(handle_, text.c_str(), nullptr, nullptr, nullptr);
  if (code == SQLITE_OK) return {};
  if (code == SQLITE_ERROR) {
    detail::check_failed(fmt::format("{}: {}", sqlite3_errmsg(handle_), text).c_str(), __FILE__,
                         __LINE__);
  }
  return failed(code);
}

tl::unexpected<Error> SqliteConnection::failed(int code) {
  return spoiled(sqlite_error(handle_, code));
}

tl::unexpected<Error> SqliteConnection::spoiled(Error error) {
  failure_ = error;
  if (is_machine_failure(error)) throw MachineFailure(std::move(error));
  return fail(std::move(error));
}

void SqliteConnection::control(std::string_view sql) {
  const Result<std::int64_t> done = prepare(sql).run();
  if (!done) throw MachineFailure(done.error());
}

void SqliteConnection::ended(SqliteStatement* statement) { std::erase(running_, statement); }

void SqliteConnection::end_running() {
  // A statement left in the middle of its rows would keep the snapshot open.
  while (!running_.empty()) running_.back()->reset();
}

bool SqliteConnection::begin() {
  if (statements_.size() > statements_max) statements_.clear();
  failure_.reset();
  has_savepoint_ = false;
  control(access_ == Access::read ? begin_read : writes_once_ ? begin_write_once : begin_write);
  if (access_ == Access::read) control(touch);
  return true;
}

void SqliteConnection::commit() {
  settle();
  leave_behind();
  end_running();
  control(commit_all);
  expect_few_rows();
}

void SqliteConnection::rollback() {
  leave_behind();
  end_running();
  failure_.reset();
  if (sqlite3_get_autocommit(handle_) == 0) {
    sqlite3_exec(handle_, rollback_all, nullptr, nullptr, nullptr);
  }
  expect_few_rows();
}

// Written once, pages are written by the thread behind while they are few.
void SqliteConnection::expect_many_rows() {
  if (writes_once_ || access_ == Access::read) return;
  settle();
  expects_many_ = sqlite3_exec(handle_, keep_many_pages, nullptr, nullptr, nullptr) == SQLITE_OK;
}

void SqliteConnection::expect_few_rows() {
  if (!expects_many_) return;
  expects_many_ = false;
  sqlite3_exec(handle_, keep_few_pages, nullptr, nullptr, nullptr);
  sqlite3_db_release_memory(handle_);
}

void SqliteConnection::savepoint() {
  settle();
  end_running();
  if (has_savepoint_) control(release_savepoint);
  control(set_savepoint);
  has_savepoint_ = true;
}

// The mode stands in the file. SQLite changes it only while no other connection is open; one that
// is there already is not waited for. A file that could not go back is asked again when it is
// opened.
void SqliteConnection::write_once(bool once) {
  if (once == writes_once_) return;
  sqlite3_busy_timeout(handle_, 0);
  const int code = sqlite3_exec(handle_, once ? leave_wal : enter_wal, nullptr, nullptr, nullptr);
  sqlite3_busy_timeout(handle_, limits::database_wait_ms);
  writes_once_ = once && code == SQLITE_OK;
}

bool SqliteConnection::rollback_to_savepoint() {
  leave_behind();
  end_running();
  failure_.reset();
  if (sqlite3_get_autocommit(handle_) != 0) return false;
  control(go_back);
  return true;
}

}  // namespace youju::store
