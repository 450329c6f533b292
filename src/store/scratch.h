// A SQLite database for the length of one task, such as a replay of the event log, in the system's
// folder for temporary files; gone with its object. Not thread-safe; its database() is.
#pragma once

#include <youju/base/clock.h>
#include <youju/store/database.h>

#include <filesystem>
#include <memory>

namespace youju::store {

class ScratchDatabase {
 public:
  // Without tables: migrate database(). Errors: those of Database::open.
  static Result<std::unique_ptr<ScratchDatabase>> make(const Clock& clock);
  ~ScratchDatabase();
  ScratchDatabase(const ScratchDatabase&) = delete;
  ScratchDatabase& operator=(const ScratchDatabase&) = delete;

  Database& database() { return *database_; }

 private:
  explicit ScratchDatabase(std::filesystem::path path) : path_(std::move(path)) {}
  std::filesystem::path path_;
  std::unique_ptr<Database> database_;
};

}  // namespace youju::store
