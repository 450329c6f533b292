// bench_sqlite_loop FILE.csv FILE.db [unique]: the least that keeping a csv durably in SQLite can
// cost. One table with the file's columns as text, one prepared INSERT, one transaction,
// write-ahead log, full synchronisation; with "unique" the first column is a key. The file holds no
// quotes.
#include <fmt/core.h>
#include <sqlite3.h>

#include <fstream>
#include <string>
#include <string_view>
#include <vector>

namespace {

std::vector<std::string_view> cells_of(std::string_view line) {
  std::vector<std::string_view> cells;
  for (;;) {
    const std::size_t comma = line.find(',');
    cells.push_back(line.substr(0, comma));
    if (comma == std::string_view::npos) return cells;
    line.remove_prefix(comma + 1);
  }
}

bool execute(sqlite3* database, const std::string& sql) {
  return sqlite3_exec(database, sql.c_str(), nullptr, nullptr, nullptr) == SQLITE_OK;
}

bool insert_all(sqlite3* database, std::ifstream& file, bool unique) {
  std::string line;
  std::getline(file, line);
  std::string columns;
  std::string marks;
  for (const std::string_view name : cells_of(line)) {
    const std::string_view key = columns.empty() && unique ? " UNIQUE" : "";
    columns += fmt::format("{}\"{}\" TEXT{}", columns.empty() ? "" : ", ", name, key);
    marks += marks.empty() ? "?" : ", ?";
  }
  if (!execute(database, "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; CREATE TABLE record (" +
                             columns + "); BEGIN")) {
    return false;
  }
  sqlite3_stmt* insert = nullptr;
  const std::string sql = "INSERT INTO record VALUES (" + marks + ")";
  if (sqlite3_prepare_v2(database, sql.c_str(), -1, &insert, nullptr) != SQLITE_OK) return false;
  bool good = true;
  while (good && std::getline(file, line)) {
    int place = 0;
    for (const std::string_view cell : cells_of(line)) {
      sqlite3_bind_text(insert, ++place, cell.data(), static_cast<int>(cell.size()), SQLITE_STATIC);
    }
    good = sqlite3_step(insert) == SQLITE_DONE && sqlite3_reset(insert) == SQLITE_OK;
  }
  sqlite3_finalize(insert);
  return good && execute(database, "COMMIT");
}

}  // namespace

int main(int count, char** arguments) {
  if (count != 3 && count != 4) return 2;
  std::ifstream file(arguments[1]);
  sqlite3* database = nullptr;
  bool good = file.is_open() && sqlite3_open(arguments[2], &database) == SQLITE_OK;
  good = good && insert_all(database, file, count == 4);
  if (!good) fmt::print(stderr, "{}\n", sqlite3_errmsg(database));
  sqlite3_close(database);
  return good ? 0 : 4;
}
