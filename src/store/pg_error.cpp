#include <youju/store/pg_error.h>

namespace youju::store {
namespace {

Error made(ErrorKind kind, std::string_view what, std::string detail) {
  return Error{kind, std::string(what), {}, {{"detail", std::move(detail)}}};
}

std::string_view diagnostic(const PGresult* result, int field) {
  const char* text = PQresultErrorField(result, field);
  return text == nullptr ? std::string_view() : std::string_view(text);
}

// What was broken: the constraint, else the column, else the server's own words.
std::string subject(const PGresult* result) {
  std::string_view name = diagnostic(result, PG_DIAG_CONSTRAINT_NAME);
  if (name.empty()) name = diagnostic(result, PG_DIAG_COLUMN_NAME);
  return name.empty() ? first_line(PQresultErrorMessage(result)) : std::string(name);
}

// The data's fault, told by the whole SQLSTATE or by its class; "" for any other.
std::string_view data_fault(std::string_view state) {
  if (state == "23505" || state == "23P01") return "store.unique";
  if (state == "23503") return "store.foreign_key";
  if (state == "23502") return "store.not_null";
  if (state.starts_with("23")) return "store.check";
  if (state.starts_with("22")) return "store.value";
  return {};
}

// Cannot be told from what people put in: the SQL of a room is wrong.
bool is_bug(std::string_view state) {
  return (state.starts_with("42") && state != "42501") || state.starts_with("08P");
}

}  // namespace

std::string first_line(const char* message) {
  const std::string_view text(message == nullptr ? "" : message);
  return std::string(text.substr(0, text.find('\n')));
}

bool is_stale_plan(const PGresult* result) {
  return result != nullptr && diagnostic(result, PG_DIAG_SQLSTATE) == "0A000";
}

Error pg_error(const PGconn* connection, const PGresult* result, std::string_view sql) {
  const std::string_view state = result ? diagnostic(result, PG_DIAG_SQLSTATE) : "";
  std::string message =
      first_line(result ? PQresultErrorMessage(result) : PQerrorMessage(connection));
  if (is_bug(state)) {
    detail::check_failed(fmt::format("{}: {}", message, sql).c_str(), __FILE__, __LINE__);
  }
  if (const std::string_view what = data_fault(state); !what.empty()) {
    const bool clash = what == "store.unique" || what == "store.foreign_key";
    return made(clash ? ErrorKind::conflict : ErrorKind::bad_input, what, subject(result));
  }
  if (state.starts_with("54")) return made(ErrorKind::too_large, "store.too_large", message);
  if (state == "53100") return made(ErrorKind::unavailable, "store.disk_full", message);
  if (state == "53200") return made(ErrorKind::unavailable, "store.no_memory", message);
  if (state == "25006") return made(ErrorKind::unavailable, "store.read_only", message);
  // Lock not available, a statement's time is over, deadlock, a conflict on a standby, too many
  // connections, a stale plan: again later.
  if (state.starts_with("55") || state == "57014" || state.starts_with("40") || state == "53300" ||
      is_stale_plan(result)) {
    return made(ErrorKind::busy, "store.busy", message);
  }
  if (state == "58030" || state == "42501")
    return made(ErrorKind::unavailable, "store.io", message);
  if (state.starts_with("XX")) return made(ErrorKind::corrupt, "store.corrupt", message);
  return made(ErrorKind::unavailable, "store.lost", message);
}

}  // namespace youju::store
