// PostgreSQL's SQLSTATEs as this project's errors.
#pragma once

#include <libpq-fe.h>
#include <youju/base/result.h>

#include <memory>
#include <string>
#include <string_view>

namespace youju::store {

struct PgResultDeleter {
  void operator()(PGresult* result) const { PQclear(result); }
};
using PgResult = std::unique_ptr<PGresult, PgResultDeleter>;

// Of a result that reports a failure (null when the connection broke). Data at fault give
// ErrorKind::conflict, bad_input or too_large; any other kind is the machine's. A fault in our own
// SQL (class 42) is a bug and CHECKs, naming `sql`.
Error pg_error(const PGconn* connection, const PGresult* result, std::string_view sql);

// The statement was prepared for a shape of a table that another process has changed since: the
// statements of this connection must be prepared again.
bool is_stale_plan(const PGresult* result);

// The first line of the server's message, without the blank at its end.
std::string first_line(const char* message);

}  // namespace youju::store
