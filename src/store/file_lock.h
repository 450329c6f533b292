// The mark that a process writes to a SQLite file: an exclusive lock on "<file>.lock", which also
// names the process. The lock is the operating system's and ends with the process, however it
// ends; the file stays.
#pragma once

#include <youju/base/result.h>

#include <filesystem>

namespace youju::store {

class FileLock {
 public:
  // Errors: "store.locked" with {pid}, "store.read_only", "store.no_folder".
  static Result<FileLock> acquire(const std::filesystem::path& database);
  FileLock(FileLock&& other) noexcept;
  FileLock& operator=(FileLock&&) = delete;
  FileLock(const FileLock&) = delete;
  FileLock& operator=(const FileLock&) = delete;
  ~FileLock();

 private:
  explicit FileLock(int descriptor) : descriptor_(descriptor) {}
  int descriptor_;
};

}  // namespace youju::store
