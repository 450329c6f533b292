// A whole data folder as one file, taken while others read and write, and put back.
#pragma once

#include <youju/app/workspace.h>

#include <cstdint>
#include <filesystem>
#include <functional>

namespace youju::app {

using BackupProgress = std::function<void(std::int64_t done, std::int64_t all)>;

struct BackupReport {
  std::int64_t events = 0, records = 0, blobs = 0;
  ledger::ChainHead head;
};

// The file is a SQLite database: the copy of ours, and every blob in a table of its own. It appears
// complete or not at all. account.key is not in it (org/account.h says why). Needs
// Action::manage_people on a root: all that the folder holds goes out. Errors: "org.forbidden",
// "file.not_writable", "app.file_exists"; on PostgreSQL "store.use_pg_dump".
Result<BackupReport> backup(const Workspace& workspace, const org::Access& access,
                            const std::filesystem::path& file, const BackupProgress& progress);

// Makes a new data folder from a backup and audits it whole before it gets its name: it succeeds
// with what the backup held, or it fails and leaves nothing. Nobody is signed in there. Errors:
// "app.folder_in_use" (something is there already), "app.not_a_backup", "app.backup_damaged",
// "app.backup_faults".
Result<BackupReport> restore(const std::filesystem::path& file, const std::filesystem::path& folder,
                             const Clock& clock);

}  // namespace youju::app
