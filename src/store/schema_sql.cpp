#include <youju/store/schema.h>

#include <algorithm>
#include <map>
#include <string>

namespace youju::store {
namespace {

constexpr std::string_view create_version_table = R"(
CREATE TABLE IF NOT EXISTS schema_version (
  room TEXT NOT NULL,
  number INTEGER NOT NULL CHECK (number >= 1),
  PRIMARY KEY (room, number)
) {clustered})";

constexpr std::string_view insert_version =
    "INSERT INTO schema_version (room, number) VALUES (?, ?)";

constexpr std::string_view select_version =
    "SELECT COALESCE(MAX(number), 0) FROM schema_version WHERE room = ?";

constexpr std::string_view has_version_table_sqlite =
    "SELECT COUNT(*) FROM sqlite_schema WHERE type = 'table' AND name = 'schema_version'";

constexpr std::string_view has_version_table_postgresql =
    "SELECT COUNT(*) FROM pg_tables WHERE schemaname = current_schema() "
    "AND tablename = 'schema_version'";

Result<std::int64_t> first_integer(Statement& statement) {
  const bool row = TRY(statement.step());
  CHECK(row);
  const std::int64_t value = statement.integer(0);
  statement.reset();
  return value;
}

Result<std::int64_t> version_of(Transaction& transaction, std::string_view room) {
  return first_integer(transaction.prepare(select_version).bind(0, room));
}

Result<bool> has_version_table(Transaction& transaction) {
  const bool sqlite = transaction.dialect() == Dialect::sqlite;
  return TRY(first_integer(transaction.prepare(sqlite ? has_version_table_sqlite
                                                      : has_version_table_postgresql))) > 0;
}

// The highest number of each room. The list itself is ours: a gap in it is a bug.
std::map<std::string_view, int> newest(const std::vector<Migration>& migrations) {
  std::map<std::string_view, int> numbers;
  for (const Migration& migration : migrations) {
    CHECK(migration.number == ++numbers[migration.room]);
  }
  return numbers;
}

tl::unexpected<Error> differs(std::string_view what, std::string_view room, std::int64_t theirs,
                              int ours) {
  return fail(ErrorKind::conflict, what,
              {{"room", std::string(room)},
               {"found", std::to_string(theirs)},
               {"known", std::to_string(ours)}});
}

// One migration, unless another process did it while this one waited for its turn.
Result<void> apply(Transaction& transaction, const Migration& migration) {
  if (TRY(version_of(transaction, migration.room)) >= migration.number) return {};
  TRY(transaction.execute(migration.sql));
  TRY(transaction.run(insert_version, migration.room, migration.number));
  return {};
}

}  // namespace

Result<void> bring_up(Database& database, const std::vector<Migration>& migrations) {
  TRY(database.write(
      [](Transaction& transaction) { return transaction.execute(create_version_table); }));
  std::map<std::string_view, std::int64_t> found;
  {
    const std::unique_ptr<Transaction> snapshot = database.read();
    for (const auto& [room, known] : newest(migrations)) {
      found[room] = TRY(version_of(*snapshot, room));
      if (found[room] > known) return differs("store.newer", room, found[room], known);
    }
  }
  for (const Migration& migration : migrations) {
    if (migration.number <= found[migration.room]) continue;
    TRY(database.write(
        [&migration](Transaction& transaction) { return apply(transaction, migration); }));
  }
  return {};
}

Result<void> compare_schema(Database& database, const std::vector<Migration>& migrations) {
  const std::unique_ptr<Transaction> snapshot = database.read();
  const bool has_table = TRY(has_version_table(*snapshot));
  for (const auto& [room, known] : newest(migrations)) {
    const std::int64_t found = has_table ? TRY(version_of(*snapshot, room)) : 0;
    if (found > known) return differs("store.newer", room, found, known);
    if (found < known) return differs("store.older", room, found, known);
  }
  return {};
}

}  // namespace youju::store
