#include <youju/store/file_lock.h>
#include <youju/store/sqlite_connection.h>
#include <youju/store/sqlite_error.h>

#include <system_error>

namespace youju::store {
namespace {

constexpr const char* quick_check = "PRAGMA quick_check";

// 4 MB a step: progress moves, and the pages are read with few calls.
constexpr int backup_step_pages = 256;

// A "file:" URI of a path. `immutable` says that nobody will change the file while it is open.
std::string immutable_uri(const std::string& path) {
  std::string uri = "file:";
  for (const char c : path) {
    if (c == '?' || c == '#' || c == '%') {
      fmt::format_to(std::back_inserter(uri), "%{:02X}", static_cast<unsigned char>(c));
    } else {
      uri += c;
    }
  }
  return uri + "?immutable=1";
}

bool has_bytes(const std::string& path) {
  std::error_code none;
  const std::uintmax_t size = std::filesystem::file_size(path, none);
  return !none && size > 0;
}
// Whether commits stand in the WAL that are not yet in the file.
bool has_wal(const std::string& path) { return has_bytes(path + "-wal"); }
// Whether the file may hold pages of a fill() that a crash has ended.
bool has_journal(const std::string& path) { return has_bytes(path + "-journal"); }

class SqliteBackend final : public Backend {
 public:
  SqliteBackend(std::string file, bool uri, std::optional<FileLock> lock)
      : file_(std::move(file)), uri_(uri), lock_(std::move(lock)) {}

  Dialect dialect() const override { return Dialect::sqlite; }

  std::unique_ptr<Connection> connect(Access access) override { return connected(access); }

  Result<void> backup(const std::filesystem::path& target, const Progress& progress) override;
  std::vector<std::string> check() override;

 private:
  std::unique_ptr<SqliteConnection> connected(Access access) {
    auto connection = SqliteConnection::open(file_, access, uri_);
    if (!connection) throw MachineFailure(connection.error());
    return std::move(*connection);
  }

  std::string file_;
  bool uri_;
  std::optional<FileLock> lock_;  // held by the process that writes
};

// Closes the connections of a backup in the right order, and removes what is unfinished.
class BackupTarget {
 public:
  explicit BackupTarget(std::filesystem::path path) : path_(std::move(path)) {}
  ~BackupTarget() {
    sqlite3_close_v2(handle_);
    std::error_code none;
    if (!complete_) std::filesystem::remove(path_, none);
  }
  BackupTarget(const BackupTarget&) = delete;
  BackupTarget& operator=(const BackupTarget&) = delete;

  // Throws MachineFailure when the file cannot be made.
  sqlite3* open() {
    const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_EXCLUSIVE |
                      SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
    check(sqlite3_open_v2(path_.c_str(), &handle_, flags, nullptr));
    return handle_;
  }
  void check(int code) const {
    if (code == SQLITE_OK) return;
    Error error = sqlite_error(handle_, code);
    error.where = path_.string();
    throw MachineFailure(std::move(error));
  }
  void finish() { complete_ = true; }

 private:
  std::filesystem::path path_;
  sqlite3* handle_ = nullptr;
  bool complete_ = false;
};

Result<void> SqliteBackend::backup(const std::filesystem::path& target, const Progress& progress) {
  std::error_code none;
  if (std::filesystem::exists(target, none)) {
    return fail(ErrorKind::conflict, "store.exists", {}, target.string());
  }
  // The snapshot is held throughout: without it every commit of the writer would make the copy
  // begin again, and under load it would never end.
  const std::unique_ptr<SqliteConnection> source = connected(Access::read);
  source->begin();
  BackupTarget copy(target);
  sqlite3_backup* backup = sqlite3_backup_init(copy.open(), "main", source->handle(), "main");
  CHECK(backup != nullptr);
  int code = SQLITE_OK;
  while (code == SQLITE_OK) {
    code = sqlite3_backup_step(backup, backup_step_pages);
    const int pages = sqlite3_backup_pagecount(backup);
    if (progress) progress(pages - sqlite3_backup_remaining(backup), pages);
  }
  const int finished = sqlite3_backup_finish(backup);
  copy.check(code == SQLITE_DONE ? finished : code);
  source->rollback();
  copy.finish();
  return {};
}

// Takes one line of the check's answer.
int take_line(void* faults, int, char** columns, char**) {
  if (std::string_view(columns[0]) != "ok") {
    static_cast<std::vector<std::string>*>(faults)->emplace_back(columns[0]);
  }
  return 0;
}

std::vector<std::string> SqliteBackend::check() {
  const std::unique_ptr<SqliteConnection> connection = connected(Access::read);
  std::vector<std::string> faults;
  const int code = sqlite3_exec(connection->handle(), quick_check, take_line, &faults, nullptr);
  if (code == SQLITE_OK) return faults;
  Error error = sqlite_error(connection->handle(), code);
  // Damage can be such that the check itself cannot go on; that is an answer too.
  if (error.what != "store.corrupt") throw MachineFailure(std::move(error));
  faults.emplace_back(error.field("detail"));
  return faults;
}

Result<std::unique_ptr<Backend>> open_to_write(const std::string& file) {
  FileLock lock = TRY(FileLock::acquire(file));
  TRY(SqliteConnection::open(file, Access::write));
  return std::make_unique<SqliteBackend>(file, false, std::move(lock));
}

Result<std::unique_ptr<Backend>> open_to_read(const std::string& file) {
  std::error_code none;
  if (!std::filesystem::exists(file, none)) {
    return fail(ErrorKind::not_found, "store.not_found", {}, file);
  }
  auto opened = SqliteConnection::open(file, Access::read);
  if (!opened && opened.error().what == "store.read_only" && has_journal(file)) {
    // Nobody but a writer may take back what was left half done.
    TRY(open_to_write(file));
    opened = SqliteConnection::open(file, Access::read);
  }
  if (opened) return std::make_unique<SqliteBackend>(file, false, std::nullopt);
  const std::string& what = opened.error().what;
  if (what != "store.io" && what != "store.read_only") return fail(opened.error());
  // On a read-only medium SQLite cannot make its shared memory beside the file. Nobody else can
  // write there either, so the file may be read as it is, unless a WAL holds newer commits.
  if (has_wal(file) || has_journal(file))
    return fail(ErrorKind::unavailable, "store.read_only", {}, file);
  const std::string uri = immutable_uri(file);
  TRY(SqliteConnection::open(uri, Access::read, true));
  return std::make_unique<SqliteBackend>(uri, true, std::nullopt);
}

// Of the whole library, before its first use. Without counters of memory no lock is taken for each
// piece of it; with the pages of a cache in one piece, a load of some 90 MB asks for memory and
// gives it back once instead of six thousand times. A cache's piece is no larger than the cache may
// grow, and is touched only as far as it fills.
void configure_library() {
  static const bool done = [] {
    constexpr int kilobytes = 64 << 10;  // as the writer's cache
    return sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0) == SQLITE_OK &&
           sqlite3_config(SQLITE_CONFIG_PAGECACHE, nullptr, 0, -kilobytes) == SQLITE_OK;
  }();
  CHECK(done);
}

}  // namespace

Result<std::unique_ptr<Backend>> open_sqlite(const Options& options) {
  configure_library();
  return options.read_only ? open_to_read(options.url) : open_to_write(options.url);
}

}  // namespace youju::store
