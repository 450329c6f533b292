#include <youju/base/id.h>
#include <youju/store/scratch.h>

#include <system_error>

namespace youju::store {

Result<std::unique_ptr<ScratchDatabase>> ScratchDatabase::make(const Clock& clock) {
  std::unique_ptr<ScratchDatabase> scratch(
      new ScratchDatabase(std::filesystem::temp_directory_path() /
                          ("youju-scratch-" + Uuid::make(clock).to_string() + ".db")));
  Options options;
  options.url = scratch->path_.string();
  scratch->database_ = TRY(Database::open(options));
  return scratch;
}

ScratchDatabase::~ScratchDatabase() {
  database_.reset();
  for (const char* ending : {"", "-wal", "-shm", "-journal", ".lock"}) {
    std::error_code ignored;  // some of these files may never have been there
    std::filesystem::remove(path_.string() + ending, ignored);
  }
}

}  // namespace youju::store
