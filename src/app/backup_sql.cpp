#include <youju/app/audit.h>
#include <youju/app/backup.h>
#include <youju/base/file.h>
#include <youju/base/limits.h>
#include <youju/store/blob.h>
#include <youju/store/database.h>

#include <system_error>

namespace youju::app {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view create_blobs =
    "CREATE TABLE backup_blob (digest {text_pk}, bytes {blob} NOT NULL) {strict}";
constexpr std::string_view insert_blob =
    "INSERT INTO backup_blob (digest, bytes) VALUES (?, ?) ON CONFLICT (digest) DO NOTHING";
constexpr std::string_view select_blobs = "SELECT digest, bytes FROM backup_blob ORDER BY digest";
constexpr std::string_view empty_blobs = "DELETE FROM backup_blob";

// Removes what was begun unless it was finished.
class Unfinished {
 public:
  explicit Unfinished(fs::path path) : path_(std::move(path)) {}
  ~Unfinished() {
    if (path_.empty()) return;
    std::error_code ignored;
    fs::remove_all(path_, ignored);
    for (const char* beside : {"-wal", "-shm", "-journal", ".lock"}) {
      fs::remove(path_.string() + beside, ignored);
    }
  }
  Unfinished(const Unfinished&) = delete;
  Unfinished& operator=(const Unfinished&) = delete;
  const fs::path& path() const { return path_; }
  // From here on it stays, under this name.
  Result<void> finish(const fs::path& target) {
    std::error_code error;
    fs::rename(path_, target, error);
    if (error) return fail(ErrorKind::bad_input, "file.not_writable", {}, target.string());
    for (const char* beside : {"-wal", "-shm", "-journal", ".lock"}) {
      fs::remove(path_.string() + beside, error);
    }
    path_.clear();
    return {};
  }

 private:
  fs::path path_;
};

Result<std::unique_ptr<store::Database>> open_file(const fs::path& file) {
  store::Options options;
  options.url = file.string();
  options.readers_max = 1;
  return store::Database::open(options);
}

// Every file below blobs/, into the copy.
Result<std::int64_t> put_blobs(store::Database& copy, const fs::path& folder) {
  TRY(copy.migrate({{"backup", 1, create_blobs}}));
  std::int64_t count = 0;
  std::error_code error;
  for (const auto& entry : fs::recursive_directory_iterator(folder, error)) {
    const std::string name = entry.path().filename().string();
    Digest digest;
    if (!entry.is_regular_file() || !from_hex(name, digest)) continue;
    const std::string bytes = TRY(read_file(entry.path(), limits::evidence_bytes_max));
    TRY(copy.write([&](store::Transaction& transaction) -> Result<void> {
      store::Statement& insert = transaction.prepare(insert_blob);
      insert.bind(0, name).bind_blob(1, bytes);
      TRY(insert.run());
      return {};
    }));
    ++count;
  }
  return count;
}

Result<void> take_blobs(store::Database& copy, const fs::path& folder) {
  store::BlobStore blobs(folder);
  {
    const std::unique_ptr<store::Transaction> transaction = copy.read();
    store::Statement& rows = transaction->prepare(select_blobs);
    while (TRY(rows.step())) {
      const Digest digest = TRY(blobs.put(rows.blob(1)));
      if (to_hex(digest) != rows.text(0)) {
        return fail(ErrorKind::corrupt, "app.backup_damaged",
                    {{"digest", std::string(rows.text(0))}});
      }
    }
  }
  return copy.write([](store::Transaction& transaction) -> Result<void> {
    TRY(transaction.run(empty_blobs));
    return {};
  });
}

}  // namespace

Result<BackupReport> backup(const Workspace& workspace, const org::Access& access,
                            const fs::path& file, const BackupProgress& progress) {
  TRY(access.require_anywhere(org::Action::manage_people,
                              *workspace.ledgers().directory()->tree(workspace.clock().today())));
  std::error_code error;
  if (fs::exists(file, error)) {
    return fail(ErrorKind::conflict, "app.file_exists", {}, file.string());
  }
  const fs::path place = file.has_parent_path() ? file.parent_path() : fs::path(".");
  if (!fs::is_directory(place, error)) {
    return fail(ErrorKind::not_found, "app.no_such_folder", {{"folder", place.string()}},
                file.string());
  }
  Unfinished part(file.string() + ".part");
  fs::remove(part.path(), error);
  TRY(workspace.database().backup(part.path(), progress ? progress : [](auto, auto) {}));
  BackupReport report;
  {
    const std::unique_ptr<store::Database> copy = TRY(open_file(part.path()));
    report.blobs = TRY(put_blobs(*copy, workspace.folder() / "blobs"));
    const std::unique_ptr<store::Transaction> transaction = copy->read();
    report.head = TRY(ledger::chain_head(*transaction));
    report.events = report.head.seq;
  }
  TRY(part.finish(file));
  return report;
}

Result<BackupReport> restore(const fs::path& file, const fs::path& folder, const Clock& clock) {
  std::error_code error;
  if (!fs::exists(file, error)) {
    return fail(ErrorKind::not_found, "file.not_found", {}, file.string());
  }
  if (fs::exists(folder, error) && !fs::is_empty(folder, error)) {
    return fail(ErrorKind::conflict, "app.folder_in_use", {}, folder.string());
  }
  Unfinished part(folder.string() + ".part");
  fs::remove_all(part.path(), error);
  fs::create_directories(part.path(), error);
  const fs::path database = part.path() / "youju.db";
  if (!fs::copy_file(file, database, error)) {
    return fail(ErrorKind::bad_input, "file.not_writable", {}, part.path().string());
  }
  {
    const auto opened = open_file(database);
    if (!opened) return fail(ErrorKind::bad_input, "app.no_backup", {}, file.string());
    const std::unique_ptr<store::Database>& copy = *opened;
    TRY(copy->migrate({{"backup", 1, create_blobs}}));
    TRY(take_blobs(*copy, part.path() / "blobs"));
  }
  BackupReport report;
  {
    WorkspaceOptions options;
    options.folder = part.path();
    const auto workspace = TRY(Workspace::open(options, clock));
    const auto audited = TRY(audit(*workspace, workspace->owner(), {}));
    const std::size_t faults = audited.faults.size();
    if (faults > 0) {
      return fail(ErrorKind::corrupt, "app.backup_faults", {{"count", std::to_string(faults)}});
    }
    TRY(workspace->accounts().note("restore", workspace->owner().login(), "",
                                   file.filename().string(), {}));
    TRY(workspace->accounts().end_all_sessions(workspace->owner(), ""));
    report = {audited.events, audited.records, audited.blobs, audited.head};
  }
  fs::remove(folder, error);  // an empty folder of that name gives way
  TRY(part.finish(folder));
  return report;
}

}  // namespace youju::app
