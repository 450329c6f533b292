#include <youju/store/sqlite_error.h>

#include <cerrno>
#include <string>
#include <string_view>

namespace youju::store {
namespace {

Error made(ErrorKind kind, std::string_view what, std::string_view detail) {
  return Error{kind, std::string(what), {}, {{"detail", std::string(detail)}}};
}

// "UNIQUE constraint failed: unit.code" names what was broken behind the colon.
std::string_view constraint_in(std::string_view message) {
  const std::size_t colon = message.find(": ");
  return colon == std::string_view::npos ? message : message.substr(colon + 2);
}

Error constraint_error(int code, std::string_view message) {
  const std::string_view name = constraint_in(message);
  switch (code) {
    case SQLITE_CONSTRAINT_UNIQUE:
    case SQLITE_CONSTRAINT_PRIMARYKEY:
    case SQLITE_CONSTRAINT_ROWID:
      return made(ErrorKind::conflict, "store.unique", name);
    case SQLITE_CONSTRAINT_FOREIGNKEY:
      return made(ErrorKind::conflict, "store.foreign_key", name);
    case SQLITE_CONSTRAINT_NOTNULL:
      return made(ErrorKind::bad_input, "store.not_null", name);
    case SQLITE_CONSTRAINT_DATATYPE:
      return made(ErrorKind::bad_input, "store.value", name);
    default:
      return made(ErrorKind::bad_input, "store.check", name);
  }
}

// SQLite calls only ENOSPC a full disk. A quota (EDQUOT) or a limit of file sizes (EFBIG) is one
// for people too; the file that suffered it, database or WAL, remembers the number.
bool disk_is_full(sqlite3* handle) {
  for (const int which : {SQLITE_FCNTL_FILE_POINTER, SQLITE_FCNTL_JOURNAL_POINTER}) {
    sqlite3_file* file = nullptr;
    if (sqlite3_file_control(handle, "main", which, static_cast<void*>(&file)) != SQLITE_OK)
      continue;
    if (file == nullptr || file->pMethods == nullptr) continue;
    int code = 0;
    file->pMethods->xFileControl(file, SQLITE_FCNTL_LAST_ERRNO, &code);
    if (code == ENOSPC || code == EDQUOT || code == EFBIG) return true;
  }
  return false;
}

}  // namespace

Error sqlite_error(sqlite3* handle, int code) {
  const char* message = handle ? sqlite3_errmsg(handle) : sqlite3_errstr(code);
  switch (code & 0xff) {
    case SQLITE_CONSTRAINT:
      return constraint_error(code, message);
    // At run time: an integer that overflows, a text that is no JSON. In prepare() it is our bug.
    case SQLITE_ERROR:
    case SQLITE_MISMATCH:
      return made(ErrorKind::bad_input, "store.value", message);
    case SQLITE_TOOBIG:
      return made(ErrorKind::too_large, "store.too_large", message);
    case SQLITE_FULL:
      return made(ErrorKind::unavailable, "store.disk_full", message);
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return made(ErrorKind::busy, "store.busy", message);
    case SQLITE_READONLY:
      return made(ErrorKind::unavailable, "store.read_only", message);
    case SQLITE_NOTADB:
    case SQLITE_CORRUPT:
      return made(ErrorKind::corrupt, "store.corrupt", message);
    case SQLITE_NOMEM:
      return made(ErrorKind::unavailable, "store.no_memory", message);
    case SQLITE_IOERR:
      return made(ErrorKind::unavailable, disk_is_full(handle) ? "store.disk_full" : "store.io",
                  message);
    case SQLITE_CANTOPEN:
    case SQLITE_PERM:
    case SQLITE_PROTOCOL:
      return made(ErrorKind::unavailable, "store.io", message);
    default:
      detail::check_failed(message, __FILE__, __LINE__);
  }
}

}  // namespace youju::store
