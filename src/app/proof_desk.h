// Drafts that are being held against the ledger: handed in once, looked at, decided on and fetched
// again with comments in steps that may lie minutes apart. Between them a draft is kept in memory
// under an id that nobody can guess and that is good for nobody but who handed it in. Kept drafts
// are few, for a while, and gone when the server starts again; what was decided on them is in the
// event log (proof/decisions.h), and found again when the draft is handed in anew. Thread-safe.
#pragma once

#include <youju/base/calendar.h>
#include <youju/base/clock.h>
#include <youju/org/access.h>
#include <youju/proof/draft.h>

#include <memory>
#include <string>
#include <string_view>

namespace youju::app {

struct KeptDraft {
  std::string id;
  std::string name;  // of the file, "" for pasted text
  std::string unit;  // code
  Period period;
  std::string template_name;  // "" = the one that the unit plans
  std::shared_ptr<const proof::Draft> draft;
};

class ProofDesk {
 public:
  // `clock` must outlive it.
  explicit ProofDesk(const Clock& clock);
  ~ProofDesk();
  ProofDesk(const ProofDesk&) = delete;
  ProofDesk& operator=(const ProofDesk&) = delete;

  // Keeps it under a new id. Of too many of one person the one that lies longest gives way. Error:
  // "proof.desk_full" if those of others leave no room.
  Result<KeptDraft> keep(std::string_view login, KeptDraft draft);
  // Error: "proof.no_such_draft", also for one of somebody else; as below.
  Result<KeptDraft> find(std::string_view login, std::string_view id);
  Result<void> drop(std::string_view login, std::string_view id);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace youju::app
