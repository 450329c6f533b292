// Which migrations a database has had: the table schema_version(room, number).
#pragma once

#include <youju/store/database.h>

#include <vector>

namespace youju::store {

// As Database::migrate, for a database that may be written.
Result<void> bring_up(Database& database, const std::vector<Migration>& migrations);

// For a database opened to read: "store.older" when a migration is missing, "store.newer".
Result<void> compare_schema(Database& database, const std::vector<Migration>& migrations);

}  // namespace youju::store
