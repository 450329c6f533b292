#include <youju/base/limits.h>
#include <youju/store/dialect.h>
#include <youju/store/pg_connection.h>

#include <array>

namespace youju::store {
namespace {

// Forms that bind() and text() rely on; no wait without an end; and a commit that is on disk when
// it is answered, whatever the server's default.
constexpr const char* set_up_session =
    "SELECT set_config('DateStyle', 'ISO', false), set_config('TimeZone', 'UTC', false), "
    "set_config('bytea_output', 'hex', false), "
    "set_config('standard_conforming_strings', 'on', false), "
    "set_config('lock_timeout', $1, false), "
    "set_config('synchronous_commit', CASE current_setting('synchronous_commit') "
    "WHEN 'off' THEN 'on' ELSE current_setting('synchronous_commit') END, false)";

// Text must be ordered by its bytes, as SQLite does: lists and intervals of codes depend on it.
constexpr const char* look_at_database =
    "SELECT pg_encoding_to_char(encoding), datcollate, 'B' < 'a' FROM pg_database "
    "WHERE datname = current_database()";

// Several processes may write to one PostgreSQL database. The event chain wants its events one
// after the other, so each write transaction holds this lock to its end; any number serves that
// nobody else uses in this database.
constexpr const char* begin_write =
    "BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE; SELECT pg_advisory_xact_lock(7163518451)";
// BEGIN alone would take the snapshot only at the first read, which comes at an unknown time.
constexpr const char* begin_read = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; SELECT 1";
constexpr const char* commit_all = "COMMIT";
constexpr const char* rollback_all = "ROLLBACK";
constexpr const char* first_savepoint = "SAVEPOINT work";
constexpr const char* next_savepoint = "RELEASE SAVEPOINT work; SAVEPOINT work";
constexpr const char* go_back = "ROLLBACK TO SAVEPOINT work";
constexpr const char* deallocate_all = "DEALLOCATE ALL";

constexpr std::size_t statements_max = 512;

bool succeeded(const PGresult* result) {
  const ExecStatusType status = PQresultStatus(result);
  return status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK;
}

// Notices ("table exists already, skipping") are nobody's business.
void drop_notice(void*, const PGresult*) {}

}  // namespace

Result<std::unique_ptr<PgConnection>> PgConnection::open(const std::string& url, Access access,
                                                         std::atomic<std::uint64_t>& shape) {
  // What stands before "dbname" is the default for what the address does not say.
  const std::array<const char*, 7> keys{"connect_timeout",
                                        "application_name",
                                        "keepalives_idle",
                                        "tcp_user_timeout",
                                        "dbname",
                                        "client_encoding",
                                        nullptr};
  const std::array<const char*, 7> values{"5",         "youju", "30",   "30000",
                                          url.c_str(), "UTF8",  nullptr};
  PGconn* handle = PQconnectdbParams(keys.data(), values.data(), 1);
  std::unique_ptr<PgConnection> connection(new PgConnection(handle, access, shape));
  if (PQstatus(handle) != CONNECTION_OK) {
    return fail(ErrorKind::unavailable, "store.unreachable",
                {{"detail", first_line(PQerrorMessage(handle))}});
  }
  PQsetNoticeReceiver(handle, drop_notice, nullptr);
  TRY(connection->set_up());
  return connection;
}

PgConnection::~PgConnection() {
  statements_.clear();
  PQfinish(handle_);
}

Result<void> PgConnection::set_up() {
  const std::string wait = std::to_string(limits::database_wait_ms);
  const char* const value = wait.c_str();
  const PgResult session(
      PQexecParams(handle_, set_up_session, 1, nullptr, &value, nullptr, nullptr, 0));
  const PgResult database(succeeded(session.get()) ? PQexec(handle_, look_at_database) : nullptr);
  if (!succeeded(database.get()) || PQntuples(database.get()) != 1) {
    return fail(ErrorKind::unavailable, "store.unreachable",
                {{"detail", first_line(PQerrorMessage(handle_))}});
  }
  const std::string encoding = PQgetvalue(database.get(), 0, 0);
  const std::string_view by_bytes = PQgetvalue(database.get(), 0, 2);
  if (encoding == "UTF8" && by_bytes == "t") return {};
  return fail(ErrorKind::unavailable, "store.wrong_encoding",
              {{"encoding", encoding}, {"collation", PQgetvalue(database.get(), 0, 1)}});
}

Statement& PgConnection::prepare(std::string_view sql) {
  const auto found = statements_.find(sql);
  if (found != statements_.end()) {
    found->second->clear();
    return *found->second;
  }
  auto statement = std::make_unique<PgStatement>(*this, translated(sql, Dialect::postgresql),
                                                 fmt::format("s{}", ++names_given_));
  return *statements_.emplace(sql, std::move(statement)).first->second;
}

Result<void> PgConnection::execute(std::string_view sql) {
  finish_streaming();
  if (failure_) return fail(*failure_);
  const std::string text = translated(sql, Dialect::postgresql);
  const PgResult result(PQexec(handle_, text.c_str()));
  changes_shape_ = true;
  if (succeeded(result.get())) return {};
  return failed(result.get(), text);
}

tl::unexpected<Error> PgConnection::failed(const PGresult* result, std::string_view sql) {
  stale_ = stale_ || is_stale_plan(result);
  return spoiled(pg_error(handle_, result, sql));
}

tl::unexpected<Error> PgConnection::spoiled(Error error) {
  failure_ = error;
  if (is_machine_failure(error)) throw MachineFailure(std::move(error));
  return fail(std::move(error));
}

void PgConnection::note(const PGresult* result, std::string_view sql) {
  if (!failure_) failure_ = pg_error(handle_, result, sql);
}

void PgConnection::finish_streaming() {
  if (streaming_ != nullptr) streaming_->drain(true);
}

void PgConnection::control(const char* sql) {
  const PgResult result(PQexec(handle_, sql));
  if (!succeeded(result.get())) throw MachineFailure(pg_error(handle_, result.get(), sql));
}

void PgConnection::forget_statements() {
  statements_.clear();
  control(deallocate_all);
}

bool PgConnection::begin() {
  if (lost()) return false;
  failure_.reset();
  has_savepoint_ = false;
  changes_shape_ = false;
  const PgResult result(PQexec(handle_, access_ == Access::write ? begin_write : begin_read));
  if (PQstatus(handle_) != CONNECTION_OK) return false;
  if (!succeeded(result.get())) {
    rollback();
    throw MachineFailure(pg_error(handle_, result.get(), begin_write));
  }
  const std::uint64_t shape = shape_.load();
  if (shape != seen_shape_ || statements_.size() > statements_max) forget_statements();
  seen_shape_ = shape;
  return true;
}

void PgConnection::commit() {
  if (streaming_ != nullptr) streaming_->reset();
  control(commit_all);
  if (changes_shape_) ++shape_;
}

void PgConnection::rollback() {
  if (streaming_ != nullptr) streaming_->reset();
  failure_.reset();
  if (PQstatus(handle_) == CONNECTION_OK && PQtransactionStatus(handle_) != PQTRANS_IDLE) {
    const PgResult done(PQexec(handle_, rollback_all));
  }
}

void PgConnection::savepoint() {
  if (streaming_ != nullptr) streaming_->reset();
  control(has_savepoint_ ? next_savepoint : first_savepoint);
  has_savepoint_ = true;
}

bool PgConnection::rollback_to_savepoint() {
  if (streaming_ != nullptr) streaming_->reset();
  failure_.reset();
  if (PQstatus(handle_) != CONNECTION_OK) return false;
  control(go_back);
  return true;
}

}  // namespace youju::store
