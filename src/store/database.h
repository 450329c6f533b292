// The SQL seam: SQLite (one office PC, a county) and PostgreSQL 15 (a city, the nation) behind one
// small interface and one set of SQL. Statements are written once, with `?` for parameters; DDL
// uses the words {blob}, {strict}, {decimal}, {date}, {instant} (dialect.h). No other room sees
// sqlite3.h or libpq-fe.h.
//
// One writer: every write goes through Database::write, which queues the work to the one writer
// thread. Works that are waiting together share one commit (group commit), each inside its own
// savepoint, so that one failing work undoes only itself. write() returns when the commit is on
// disk: what it acknowledged survives kill -9 and a power cut (SQLite: WAL, synchronous=FULL).
//
// Many readers: Database::read gives a snapshot that does not change while it lives.
//
// Failures: what the SQL or its data did wrong is a Result ("store.unique", "store.foreign_key",
// "store.check", "store.not_null", "store.value": a text that is no date, a number too big,
// "store.nul_in_text"); what the machine lacks (disk full, connection lost, lock time out) is
// thrown as MachineFailure ("store.disk_full", "store.io", "store.lost", "store.busy",
// "store.corrupt"). The field {detail} holds the database's own words or the constraint's name.
#pragma once

#include <youju/base/hash.h>
#include <youju/base/result.h>

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace youju::store {

enum class Dialect { sqlite, postgresql };

// A prepared statement, owned by its connection and cached by its SQL text. Parameters and columns
// count from 0. Bind all parameters, then either run() or step() until false; then it is reset.
// Not thread-safe; lives as long as its transaction.
class Statement {
 public:
  virtual ~Statement() = default;
  virtual Statement& bind(int index, std::string_view text) = 0;  // UTF-8 without NUL
  virtual Statement& bind(int index, std::int64_t value) = 0;
  virtual Statement& bind_blob(int index, std::string_view bytes) = 0;
  virtual Statement& bind_null(int index) = 0;
  Statement& bind(int index, const char* text) { return bind(index, std::string_view(text)); }
  Statement& bind(int index, const std::string& text) {
    return bind(index, std::string_view(text));
  }
  Statement& bind(int index, int value) { return bind(index, std::int64_t{value}); }
  template <typename T>
  Statement& bind(int index, const std::optional<T>& value) {
    return value ? bind(index, *value) : bind_null(index);
  }

  // Runs a statement that yields no rows; the number of rows it changed.
  virtual Result<std::int64_t> run() = 0;
  // Moves to the next row; false after the last one.
  virtual Result<bool> step() = 0;
  virtual void reset() = 0;

  virtual bool is_null(int column) const = 0;
  virtual std::int64_t integer(int column) const = 0;
  virtual std::string_view text(int column) const = 0;  // valid until the next step or reset
  virtual std::string blob(int column) const = 0;
};

// A connection inside a transaction: a reader's snapshot or a writer's work.
class Transaction {
 public:
  virtual ~Transaction() = default;
  virtual Dialect dialect() const = 0;
  // The statement of this text, ready to bind. `sql` may use the dialect words. A fault in our own
  // SQL is a bug and CHECKs; SQL never holds a value that came from outside.
  virtual Statement& prepare(std::string_view sql) = 0;
  // Several statements separated by ';', without parameters: DDL of migrations.
  virtual Result<void> execute(std::string_view sql) = 0;

  // prepare + bind in order + run, for the common case.
  template <typename... Values>
  Result<std::int64_t> run(std::string_view sql, const Values&... values) {
    Statement& statement = prepare(sql);
    int index = 0;
    (statement.bind(index++, values), ...);
    return statement.run();
  }
};

struct Migration {
  std::string_view room;  // "ledger"
  int number = 0;         // 1, 2, 3 … without a gap within a room
  std::string_view sql;   // with dialect words; runs in one transaction with its bookkeeping
};

struct Options {
  // A file (SQLite) or "postgresql://…" (PostgreSQL).
  std::string url;
  bool read_only = false;
  int readers_max = 8;
  // Opened for writing, a SQLite file belongs to one process: a second one gets "store.locked".
};

class Database {
 public:
  // Errors: "store.locked" (another process writes here), "store.newer" (made by a newer version),
  // "store.not_a_database", "store.read_only", "store.unreachable" (PostgreSQL).
  static Result<std::unique_ptr<Database>> open(const Options& options);
  virtual ~Database() = default;

  virtual Dialect dialect() const = 0;

  // Brings the schema up to these migrations, each in its own transaction together with its row in
  // schema_version. Errors: "store.newer" when the database knows a number that we do not.
  virtual Result<void> migrate(const std::vector<Migration>& migrations) = 0;

  // A consistent snapshot; give it back by destroying it. Waits up to limits::database_wait_ms for
  // a free connection, then throws MachineFailure "store.busy". Thread-safe.
  virtual std::unique_ptr<Transaction> read() = 0;

  // Runs `work` on the writer thread and returns once it is durable. If it returns an error or
  // throws, nothing of it remains, and that error comes back (or the exception is rethrown here).
  // Thread-safe; never call it from inside a work.
  virtual Result<void> write(const std::function<Result<void>(Transaction&)>& work) = 0;

  // A consistent copy into a new file while others read and write (SQLite; on PostgreSQL an error
  // "store.use_pg_dump"). `progress` gets pages done and pages in all.
  virtual Result<void> backup(const std::filesystem::path& target,
                              const std::function<void(std::int64_t, std::int64_t)>& progress) = 0;

  // The database's own check of itself (SQLite quick_check): one line a fault, empty if sound.
  virtual std::vector<std::string> check() = 0;
};

}  // namespace youju::store
