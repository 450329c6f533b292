// A connection to a SQLite file and its prepared statements.
#pragma once

#include <sqlite3.h>
#include <youju/store/connection.h>
#include <youju/store/sqlite_behind.h>

#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace youju::store {

class SqliteConnection;

class SqliteStatement final : public Statement {
 public:
  SqliteStatement(SqliteConnection& connection, sqlite3_stmt* handle);
  ~SqliteStatement() override;
  SqliteStatement(const SqliteStatement&) = delete;
  SqliteStatement& operator=(const SqliteStatement&) = delete;

  using Statement::bind;
  Statement& bind(int index, std::string_view text) override;
  Statement& bind(int index, std::int64_t value) override;
  Statement& bind_blob(int index, std::string_view bytes) override;
  Statement& bind_null(int index) override;
  Result<std::int64_t> run() override;
  Result<bool> step() override;
  void reset() override;
  bool is_null(int column) const override;
  std::int64_t integer(int column) const override;
  std::string_view text(int column) const override;
  std::string blob(int column) const override;

  // Ready for the next user: not running, nothing bound.
  void clear();

 private:
  // Keeps a copy until the statement ran. The buffers are used again for every row, which is as
  // fast as SQLITE_STATIC and cannot dangle.
  std::string& kept(int index, std::string_view bytes);
  void check_bound(int code) const;
  // Why the statement may not run, if so.
  bool refused() const;
  tl::unexpected<Error> refusal();

  SqliteConnection& connection_;
  sqlite3_stmt* handle_;
  std::vector<std::string> buffers_;
  bool running_ = false;
  bool nul_in_text_ = false;
};

// A statement whose rows go to RowsBehind; it has no columns to read.
class SqliteStatementBehind final : public Statement {
 public:
  // `many` is the same INSERT for RowsBehind::rows_at_once rows.
  SqliteStatementBehind(SqliteConnection& connection, RowsBehind& behind, sqlite3_stmt* one,
                        sqlite3_stmt* many);
  ~SqliteStatementBehind() override;
  SqliteStatementBehind(const SqliteStatementBehind&) = delete;
  SqliteStatementBehind& operator=(const SqliteStatementBehind&) = delete;

  using Statement::bind;
  Statement& bind(int index, std::string_view text) override;
  Statement& bind(int index, std::int64_t value) override;
  Statement& bind_blob(int index, std::string_view bytes) override;
  Statement& bind_null(int index) override;
  Result<std::int64_t> run() override;
  Result<bool> step() override;
  void reset() override {}
  bool is_null(int) const override { return true; }
  std::int64_t integer(int) const override { return 0; }
  std::string_view text(int) const override { return {}; }
  std::string blob(int) const override { return {}; }

 private:
  RowsBehind::Value& value(int index);

  SqliteConnection& connection_;
  sqlite3_stmt* one_;
  sqlite3_stmt* many_;
  std::size_t number_;  // at RowsBehind
  std::vector<RowsBehind::Value> values_;
  bool nul_in_text_ = false;
};

class SqliteConnection final : public Connection {
 public:
  // Opens `file` (a path, or a "file:" URI when `uri`) and sets what holds for every connection.
  // Errors: "store.not_a_database", "store.read_only", "store.not_found", "store.io".
  static Result<std::unique_ptr<SqliteConnection>> open(const std::string& file, Access access,
                                                        bool uri = false);
  ~SqliteConnection() override;
  SqliteConnection(const SqliteConnection&) = delete;
  SqliteConnection& operator=(const SqliteConnection&) = delete;

  Dialect dialect() const override { return Dialect::sqlite; }
  Statement& prepare(std::string_view sql) override;
  Statement& prepare_behind(std::string_view sql) override;
  void expect_many_rows() override;
  Result<void> execute(std::string_view sql) override;
  bool begin() override;
  void commit() override;
  void rollback() override;
  void savepoint() override;
  bool rollback_to_savepoint() override;
  void write_once(bool once) override;
  bool lost() const override { return false; }
  const std::optional<Error>& failure() override;

  sqlite3* handle() const { return handle_; }
  // The failure so far, without waiting for the rows behind.
  const std::optional<Error>& known_failure() const { return failure_; }
  // Waits for the rows behind, if there are any; to be called before anything else touches
  // handle().
  void settle() {
    if (behind_ && behind_->is_behind()) settle_rows();
  }
  void add_behind(std::size_t statement, std::vector<RowsBehind::Value>& values);
  // Notes the failure of the last call; throws it when it is the machine's.
  tl::unexpected<Error> failed(int code);
  tl::unexpected<Error> spoiled(Error error);
  void started(SqliteStatement* statement) { running_.push_back(statement); }
  void ended(SqliteStatement* statement);

 private:
  struct TextHash : std::hash<std::string_view> {
    using is_transparent = void;
  };
  SqliteConnection(sqlite3* handle, Access access) : handle_(handle), access_(access) {}
  int set_up();
  sqlite3_stmt* compiled(std::string_view sql);
  void settle_rows();
  void expect_few_rows();
  // Ends the second thread and its statements.
  void leave_behind();
  // Runs one of this connection's own statements; throws when it fails.
  void control(std::string_view sql);
  void end_running();

  sqlite3* handle_;
  Access access_;
  std::unordered_map<std::string, std::unique_ptr<SqliteStatement>, TextHash, std::equal_to<>>
      statements_;
  std::vector<SqliteStatement*> running_;
  // From the first prepare_behind() of a transaction to its end.
  std::unique_ptr<RowsBehind> behind_;
  std::unordered_map<std::string, std::unique_ptr<SqliteStatementBehind>, TextHash, std::equal_to<>>
      statements_behind_;
  std::optional<Error> failure_;
  bool has_savepoint_ = false;
  bool writes_once_ = false;
  bool expects_many_ = false;
};

}  // namespace youju::store
