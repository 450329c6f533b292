// bench_sqlite_commits FILE.db SECONDS GROUP: the least that durable submissions can cost. A row of
// a record's size, GROUP of them to a transaction, write-ahead log, full synchronisation, for so
// many seconds; prints rows a second.
#include <sqlite3.h>

#include <charconv>
#include <chrono>
#include <cstdio>
#include <string>
#include <string_view>

namespace {

constexpr int row_bytes = 400;

bool execute(sqlite3* database, const char* sql) {
  return sqlite3_exec(database, sql, nullptr, nullptr, nullptr) == SQLITE_OK;
}

int number(std::string_view text) {
  int value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

bool commit_group(sqlite3* database, sqlite3_stmt* insert, int group, const std::string& row) {
  if (!execute(database, "BEGIN IMMEDIATE")) return false;
  for (int done = 0; done < group; ++done) {
    sqlite3_bind_text(insert, 1, row.data(), static_cast<int>(row.size()), SQLITE_STATIC);
    if (sqlite3_step(insert) != SQLITE_DONE || sqlite3_reset(insert) != SQLITE_OK) return false;
  }
  return execute(database, "COMMIT");
}

}  // namespace

int main(int count, char** arguments) {
  if (count != 4) return 2;
  sqlite3* database = nullptr;
  sqlite3_stmt* insert = nullptr;
  if (sqlite3_open(arguments[1], &database) != SQLITE_OK ||
      !execute(database,
               "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; "
               "CREATE TABLE record (id INTEGER PRIMARY KEY, row TEXT)") ||
      sqlite3_prepare_v2(database, "INSERT INTO record (row) VALUES (?)", -1, &insert, nullptr) !=
          SQLITE_OK) {
    return 4;
  }
  const std::chrono::seconds lasts(number(arguments[2]));
  const int group = number(arguments[3]);
  if (group < 1 || lasts.count() < 1) return 2;
  const std::string row(row_bytes, 'x');
  long rows = 0;
  const auto begun = std::chrono::steady_clock::now();
  while (std::chrono::steady_clock::now() - begun < lasts) {
    if (!commit_group(database, insert, group, row)) return 4;
    rows += group;
  }
  std::printf("%.1f\n", static_cast<double>(rows) / static_cast<double>(lasts.count()));
  sqlite3_finalize(insert);
  sqlite3_close(database);
  return 0;
}
