// Workbooks on their way in: a file is handed in once, looked at, tried and entered in steps, which
// may lie minutes apart. Between them it is kept in the data folder under an id that nobody can
// guess and that is good for nobody but who handed it in. Kept files are few, for a while, and gone
// when the server starts again: nothing of them is in the ledger before it is entered. Thread-safe.
#pragma once

#include <youju/app/jobs.h>
#include <youju/ledger/ledgers.h>
#include <youju/ledger/workbook.h>

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace youju::app {

struct KeptFile {
  std::string id, name;
  std::int64_t bytes = 0;
};

// A proposal and, for the picture of each sheet, what stands above its rows.
struct DeskProposal {
  struct Head {
    std::vector<ledger::GridRow> rows;  // down to the last row of the header; at most head_rows_max
    std::vector<ledger::GridRange> merged;  // those of the rows above
  };
  ledger::Proposal proposal;
  std::vector<Head> heads;  // one for each sheet of the proposal
};
inline constexpr std::size_t head_rows_max = 20;

struct ImportOrder {
  std::string ledger;
  std::vector<ledger::SheetMapping> sheets;
  std::string unit;
  ledger::State state = ledger::State::submitted;
  bool dry_run = true, keep_good = false, accept_findings = false, remember = true;
};

class ImportDesk {
 public:
  // All must outlive it; files stand in `folder`, which is made when it is needed.
  ImportDesk(ledger::Ledgers& ledgers, Jobs& jobs, const Clock& clock,
             std::filesystem::path folder);
  ~ImportDesk();
  ImportDesk(const ImportDesk&) = delete;
  ImportDesk& operator=(const ImportDesk&) = delete;

  // Takes over the file at `path`, which is moved. Of too many the one that lies longest gives way.
  // Errors: "org.forbidden" for who may enter records nowhere, "import.desk_full".
  Result<KeptFile> keep(const org::Access& access, const std::filesystem::path& path,
                        std::string_view name);
  // Error: "import.no_such_file", also for one of somebody else; as for all below.
  Result<void> drop(std::string_view login, std::string_view id);
  // Errors beside those of Workbook::open and Ledgers::propose: "import.no_right" for who may enter
  // records nowhere.
  Result<DeskProposal> propose(const org::Access& access, std::string_view id,
                               std::string_view ledger, const ledger::ProposeOptions& options);
  // Tries or enters the file as a job ("import.check", "import.enter") about the id. The mappings
  // are checked at once. Error: "import.file_busy" while another job works on it.
  Result<Job> begin(const org::Access& access, std::string_view id, ImportOrder order);
  // What the last job on the file has found. Error: "import.not_checked".
  struct Outcome {
    std::string ledger;
    bool dry_run = true;
    ledger::ApplyReport report;
  };
  // Shared, because the next job may replace it while it is told.
  Result<std::shared_ptr<const Outcome>> outcome(std::string_view login, std::string_view id);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace youju::app
