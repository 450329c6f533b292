// A connection to PostgreSQL and its prepared statements.
#pragma once

#include <libpq-fe.h>
#include <youju/store/connection.h>
#include <youju/store/pg_error.h>

#include <atomic>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace youju::store {

class PgConnection;

// Rows come one by one as the server sends them, so a scan of any length needs little memory. When
// another statement is run in between, the rest is read into memory first: a connection can do only
// one thing at a time.
class PgStatement final : public Statement {
 public:
  PgStatement(PgConnection& connection, std::string sql, std::string name)
      : connection_(connection), sql_(std::move(sql)), name_(std::move(name)) {}

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
  // Reads what the server still has to send of this statement; keeps it if `keep`. A failure on
  // the way is noted by the connection.
  void drain(bool keep);

 private:
  struct Parameter {
    std::string bytes;
    bool is_null = true;
    bool is_binary = false;
  };
  // The parameters as libpq takes them.
  struct Arguments {
    std::vector<const char*> values;
    std::vector<int> lengths;
    std::vector<int> formats;
  };

  Parameter& parameter(int index);
  Arguments arguments() const;
  // Prepares it on the server at the first use; refuses when the work is spoiled.
  Result<void> ready();
  Result<bool> next_streamed();
  std::string_view raw(int column) const;

  PgConnection& connection_;
  std::string sql_;
  std::string name_;
  bool prepared_ = false;
  bool nul_in_text_ = false;
  bool streaming_ = false;  // the server has not yet sent all rows
  std::vector<Parameter> parameters_;
  PgResult rows_;  // holds the present row
  PgResult rest_;  // rows read ahead of need
  int row_ = 0;
};

class PgConnection final : public Connection {
 public:
  // `shape` counts the changes of tables by this process; it outlives the connection.
  // Errors: "store.unreachable", "store.wrong_encoding".
  static Result<std::unique_ptr<PgConnection>> open(const std::string& url, Access access,
                                                    std::atomic<std::uint64_t>& shape);
  ~PgConnection() override;
  PgConnection(const PgConnection&) = delete;
  PgConnection& operator=(const PgConnection&) = delete;

  Dialect dialect() const override { return Dialect::postgresql; }
  Statement& prepare(std::string_view sql) override;
  Result<void> execute(std::string_view sql) override;
  bool begin() override;
  void commit() override;
  void rollback() override;
  void savepoint() override;
  bool rollback_to_savepoint() override;
  void write_once(bool) override {}
  bool lost() const override { return stale_ || PQstatus(handle_) != CONNECTION_OK; }
  const std::optional<Error>& failure() override { return failure_; }

  PGconn* handle() const { return handle_; }
  // Notes the failure of the last call; throws it when it is the machine's.
  tl::unexpected<Error> failed(const PGresult* result, std::string_view sql);
  tl::unexpected<Error> spoiled(Error error);
  // Notes it without throwing.
  void note(const PGresult* result, std::string_view sql);
  // Makes the wire free for the next statement.
  void finish_streaming();
  void streams(PgStatement* statement) { streaming_ = statement; }

 private:
  struct TextHash : std::hash<std::string_view> {
    using is_transparent = void;
  };
  PgConnection(PGconn* handle, Access access, std::atomic<std::uint64_t>& shape)
      : handle_(handle), access_(access), shape_(shape), seen_shape_(shape.load()) {}
  Result<void> set_up();
  // Runs one of this connection's own commands; throws when it fails.
  void control(const char* sql);
  void forget_statements();

  PGconn* handle_;
  Access access_;
  std::atomic<std::uint64_t>& shape_;
  std::uint64_t seen_shape_;
  std::unordered_map<std::string, std::unique_ptr<PgStatement>, TextHash, std::equal_to<>>
      statements_;
  std::uint64_t names_given_ = 0;
  PgStatement* streaming_ = nullptr;
  std::optional<Error> failure_;
  bool has_savepoint_ = false;
  bool changes_shape_ = false;  // this transaction ran DDL
  bool stale_ = false;
};

}  // namespace youju::store
