// The SQL seam: SQLite (one office PC, a county) and PostgreSQL 15 (a city, the nation) behind one
// small interface and one set of SQL. Statements are written once, with `?` for parameters; DDL
// uses the words {blob}, {strict}, {decimal}, {date}, {instant}, … (dialect.h). No other room sees
// sqlite3.h or libpq-fe.h.
//
// What one SQL text needs to mean the same to both: CAST(? AS INTEGER) where no column gives a
// parameter its type (`? IS NULL`, `? + 1`); CAST instead of `::`; ON CONFLICT and RETURNING are
// fine; no deferred constraints; no arithmetic or comparison of {decimal}. Text is ordered by its
// bytes (a PostgreSQL database is made with ENCODING 'UTF8' LC_COLLATE 'C' LC_CTYPE 'C').
//
// One writer: every write goes through Database::write, which queues the work to the one writer
// thread. Works that are waiting together share one commit (group commit), each inside its own
// savepoint, so that one failing work undoes only itself. write() returns when the commit is on
// disk: what it acknowledged survives kill -9 and a power cut (SQLite: WAL, synchronous=FULL).
// On PostgreSQL several processes may write; an advisory lock puts their transactions one after
// the other, so that what a work read inside itself still holds when it commits.
//
// Many readers: Database::read gives a snapshot that does not change while it lives.
//
// A statement that fails spoils its work (or its snapshot): later statements return the same error
// and nothing of the work is kept, even if the work returns success. To go on after a clash, write
// the SQL so that it does not fail (ON CONFLICT).
//
// Cost (SQLite, one 2-core machine): 1M rows in one write() 1.05 times what bare SQLite needs; a
// snapshot with one row read by its key 3 us; single-row writes 7,000 a second from one thread,
// 50,000 from 16, 100,000 from 64.
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
// count from 0. Bind all parameters (they are copied), then either run() or step() until false;
// then it is reset and may be bound and run again, keeping what is not bound anew. Hold the
// reference across the rows of a bulk insert. Not thread-safe; lives as long as its transaction.
//
// Errors of run() and step(): see above, and "store.nul_in_text". That text is valid UTF-8 is
// checked where it comes in: PostgreSQL refuses any other ("store.value"), SQLite does not look.
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

  // Of the present row. A null reads as 0 and as empty; a truth value as 0 or 1.
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
  // SQL is a bug and CHECKs; SQL never holds a value that came from outside. The same text gives
  // the same statement, reset: do not prepare it inside the loop over its own rows. After the
  // first time a cheap lookup.
  virtual Statement& prepare(std::string_view sql) = 0;
  // For the rows of a bulk insert, INSERT INTO … VALUES (?, …): run() may return before its row is
  // written, tells no number, and keeps the order of one statement's rows only. All else asked of
  // this transaction, and its end, waits for the rows and meets their failure, which spoils the
  // work like any other. The thread beside the caller is SQLite's; PostgreSQL does as prepare().
  virtual Statement& prepare_behind(std::string_view sql) { return prepare(sql); }
  // Many rows follow: until the end of the transaction SQLite keeps up to 512 MB of pages that were
  // touched instead of 64. Rows that fall anywhere into a long index would have its pages written
  // and read again and again.
  virtual void expect_many_rows() {}
  // Several statements separated by ';', without parameters: DDL of migrations and of ledgers.
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
  int number = 0;         // 1, 2, 3 … without a gap within a room, in this order in the list
  std::string_view sql;   // with dialect words; runs in one transaction with its bookkeeping
};

struct Options {
  // A file (SQLite) or "postgresql://…" (PostgreSQL).
  std::string url;
  // Opened for writing, a SQLite file belongs to one process: a second one gets "store.locked". Any
  // number may read beside it. A file on a read-only medium can be read.
  bool read_only = false;
  int readers_max = 8;  // snapshots at the same time
  // One command, for whose end others can wait; says what fill() may do.
  bool alone = false;
};

class Database {
 public:
  // Errors: "store.locked" (another process, {pid}, writes here), "store.not_a_database",
  // "store.not_found" (to read), "store.no_folder", "store.read_only", "store.unreachable" and
  // "store.wrong_encoding" (PostgreSQL), "store.busy", "store.io".
  static Result<std::unique_ptr<Database>> open(const Options& options);
  virtual ~Database() = default;

  virtual Dialect dialect() const = 0;

  // Brings the schema up to these migrations, each in its own transaction together with its row in
  // schema_version. Call it once for each room or once for all. Errors: "store.newer" when the
  // database knows a number that we do not; "store.older" when it lacks one and was opened to read.
  virtual Result<void> migrate(const std::vector<Migration>& migrations) = 0;

  // A consistent snapshot; give it back by destroying it. Waits up to limits::database_wait_ms for
  // a free connection, then throws MachineFailure "store.busy". Thread-safe.
  virtual std::unique_ptr<Transaction> read() = 0;

  // Runs `work` as the one writer, perhaps in the thread of another caller, and returns once it is
  // durable. If it returns an error or throws, nothing of it remains, and that error comes back (or
  // the exception is rethrown here). If the commit fails, MachineFailure. A queue that stays full
  // for limits::database_wait_ms throws MachineFailure "store.busy". Error: "store.read_only".
  // Thread-safe; never call it from inside a work. A work is on everybody's way: compute before,
  // write inside.
  virtual Result<void> write(const std::function<Result<void>(Transaction&)>& work) = 0;

  // As write(), for work that fills tables with many rows. When this process is `alone` and nobody
  // reads at its beginning, SQLite writes the pages once instead of first into its WAL and then
  // into the file, which spares a quarter of the time; whoever begins to read meanwhile waits until
  // it is done. So it is for what takes a second, limits::database_wait_ms being all that they
  // wait. Otherwise it is write(). Never call it while this thread holds a snapshot.
  virtual Result<void> fill(const std::function<Result<void>(Transaction&)>& work) = 0;

  // A consistent copy into a new file while others read and write, from this process or another.
  // `progress` (may be empty) gets pages done and pages in all. Errors: "store.exists",
  // "store.use_pg_dump" (PostgreSQL). Throws MachineFailure, leaving no file, when the disk is
  // full.
  virtual Result<void> backup(const std::filesystem::path& target,
                              const std::function<void(std::int64_t, std::int64_t)>& progress) = 0;

  // The database's own check of itself (SQLite quick_check, reads everything; PostgreSQL has none):
  // one line a fault in the database's own words, empty if sound.
  virtual std::vector<std::string> check() = 0;
};

}  // namespace youju::store
