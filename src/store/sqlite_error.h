// SQLite's result codes as this project's errors.
#pragma once

#include <sqlite3.h>
#include <youju/base/result.h>

namespace youju::store {

// Of an extended result code of the last call on `handle`. Data at fault give ErrorKind::conflict,
// bad_input or too_large; any other kind is the machine's. A fault in our own SQL is a bug and
// CHECKs.
Error sqlite_error(sqlite3* handle, int code);

}  // namespace youju::store
