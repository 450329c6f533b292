#include <youju/base/result.h>

#include <array>
#include <cstdio>
#include <cstdlib>

namespace youju {
namespace {

struct KindRow {
  ErrorKind kind;
  std::string_view name;
  int exit_code;
  int http_status;
};

// The one table of what a kind means outside. Rows stand in the order of the enumeration.
constexpr std::array<KindRow, 12> kind_rows{{
    {ErrorKind::bad_input, "bad_input", 3, 422},
    {ErrorKind::bad_usage, "bad_usage", 2, 400},
    {ErrorKind::not_found, "not_found", 3, 404},
    {ErrorKind::conflict, "conflict", 3, 409},
    {ErrorKind::forbidden, "forbidden", 3, 403},
    {ErrorKind::closed, "closed", 3, 409},
    {ErrorKind::too_large, "too_large", 3, 413},
    {ErrorKind::corrupt, "corrupt", 4, 500},
    {ErrorKind::busy, "busy", 4, 503},
    {ErrorKind::unavailable, "unavailable", 4, 501},
    {ErrorKind::unauthenticated, "unauthenticated", 3, 401},
    {ErrorKind::throttled, "throttled", 3, 429},
}};

const KindRow& row_of(ErrorKind kind) {
  const auto index = static_cast<std::size_t>(kind);
  CHECK(index < kind_rows.size() && kind_rows[index].kind == kind);
  return kind_rows[index];
}

}  // namespace

Error Error::at(std::string_view outer) && {
  where = where.empty() ? std::string(outer) : fmt::format("{}:{}", outer, where);
  return std::move(*this);
}

std::string_view Error::field(std::string_view name) const {
  for (const ErrorField& field : fields) {
    if (field.name == name) return field.value;
  }
  return {};
}

int exit_code(ErrorKind kind) { return row_of(kind).exit_code; }
int http_status(ErrorKind kind) { return row_of(kind).http_status; }
std::string_view kind_name(ErrorKind kind) { return row_of(kind).name; }

MachineFailure::MachineFailure(Error error)
    : std::runtime_error(error.where.empty() ? error.what
                                             : fmt::format("{}: {}", error.where, error.what)),
      error_(std::move(error)) {}

namespace detail {

void check_failed(const char* condition, const char* file, int line) {
  std::fprintf(stderr, "%s:%d: CHECK failed: %s\n", file, line, condition);
  std::abort();
}

}  // namespace detail
}  // namespace youju
