// The inner seam of this room: what the writer queue and the reader pool need of a connection. Each
// back end (sqlite_*, pg_*) implements Connection and Backend; all else is common to both.
#pragma once

#include <youju/store/database.h>

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace youju::store {

enum class Access { read, write };

// Whether an error of a statement is thrown as MachineFailure: the data are at fault in the others.
inline bool is_machine_failure(const Error& error) {
  return error.kind == ErrorKind::unavailable || error.kind == ErrorKind::busy ||
         error.kind == ErrorKind::corrupt;
}

// One connection, used by one thread at a time. Its functions throw MachineFailure when the machine
// fails.
//
// A statement that failed spoils the work it belongs to: PostgreSQL refuses everything until a
// rollback, and SQLite is made to behave the same, so that a work tested on one back end cannot
// surprise on the other. failure() is the first such failure; later statements repeat it.
class Connection : public Transaction {
 public:
  // Starts a transaction (of a reader: a snapshot). False when the connection turned out to be
  // lost before anything was done; then open another one.
  virtual bool begin() = 0;
  // Makes the transaction durable. If it throws, roll back.
  virtual void commit() = 0;
  // Ends whatever is open, without it leaving a trace. Never throws.
  virtual void rollback() = 0;
  // Marks the point rollback_to_savepoint() goes back to. There is one such point at a time.
  virtual void savepoint() = 0;
  // False when the database has given up the whole transaction already (a full disk).
  virtual bool rollback_to_savepoint() = 0;
  // Between transactions: from now on pages are written once, and readers wait for the writer; or
  // no longer. Where that is not to be had it stays as it is.
  virtual void write_once(bool once) = 0;
  // The connection is of no more use.
  virtual bool lost() const = 0;
  // Waits for the rows that are behind. Throws MachineFailure when one of them met one.
  virtual const std::optional<Error>& failure() = 0;
};

using Progress = std::function<void(std::int64_t, std::int64_t)>;

// A database that connections can be made to. connect() is thread-safe and throws MachineFailure.
class Backend {
 public:
  virtual ~Backend() = default;
  virtual Dialect dialect() const = 0;
  virtual std::unique_ptr<Connection> connect(Access access) = 0;
  virtual Result<void> backup(const std::filesystem::path& target, const Progress& progress) = 0;
  virtual std::vector<std::string> check() = 0;
};

// Opens the back end of a SQLite file or of a postgresql:// address. Errors as Database::open.
Result<std::unique_ptr<Backend>> open_sqlite(const Options& options);
Result<std::unique_ptr<Backend>> open_postgresql(const Options& options);

}  // namespace youju::store
