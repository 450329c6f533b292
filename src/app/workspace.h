// One data folder, opened: the database, the ledgers, the figures, the templates. The only place
// that sees every room; the doors (cli, http) ask it and print.
//
// A folder holds youju.db (unless the database is PostgreSQL), blobs/, account.key (what second
// factors are encrypted with, see org/account.h), in a large one cube.snapshot (by which figures
// are there sooner after a start, see indicator/cube.h), both in no backup, and nothing else.
// Opened for writing it belongs to one process; reading goes on beside a server. Thread-safe.
#pragma once

#include <youju/app/import_desk.h>
#include <youju/app/jobs.h>
#include <youju/app/proof_desk.h>
#include <youju/base/clock.h>
#include <youju/forms/returns.h>
#include <youju/indicator/figures.h>
#include <youju/ledger/ledgers.h>
#include <youju/narrative/compose.h>
#include <youju/narrative/template.h>
#include <youju/org/account.h>
#include <youju/plan/plans.h>
#include <youju/proof/decisions.h>
#include <youju/writing/drafts.h>

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace youju::app {

struct WorkspaceOptions {
  std::filesystem::path folder;
  std::string database;  // "" = youju.db in the folder, else postgresql://…
  bool read_only = false;
  bool alone = false;   // one command, for whose end readers can wait (store::Options)
  bool create = false;  // make the folder and its database if they are not there
  // Of passwords and sessions; none: as the environment says (settings.h).
  std::optional<org::Policy> policy;
  indicator::CubeOptions cube;  // but for the file of its snapshot
};

// What a body reports each year: the unit, the period, its template.
struct Association {
  std::string unit;  // code
  std::string name;  // the unit's, for people
  ledger::Titles title;
  Period period;
  std::string template_name;
  std::string source;  // "baoan-2020"
};

class Workspace {
 public:
  // Errors: "app.no_folder" (not there and not to be created), those of store::Database::open.
  static Result<std::unique_ptr<Workspace>> open(const WorkspaceOptions& options,
                                                 const Clock& clock);
  ~Workspace();
  Workspace(const Workspace&) = delete;
  Workspace& operator=(const Workspace&) = delete;

  ledger::Ledgers& ledgers() const;
  indicator::Figures& figures() const;
  org::Accounts& accounts() const;
  writing::Drafts& drafts() const;
  forms::Returns& returns() const;
  plan::Plans& plans() const;
  proof::Decisions& decisions() const;
  store::Database& database() const;
  // Long works of this process, the workbooks that they enter, and the drafts under proof.
  Jobs& jobs() const;
  ImportDesk& imports() const;
  ProofDesk& proofs() const;
  // Made anew at every opening and told to who starts the server (start.h).
  const std::string& founding_key() const;
  // The database's own check of itself: one line a fault, empty if sound.
  std::vector<std::string> database_faults() const;
  const Clock& clock() const;
  std::filesystem::path folder() const;
  // Who owns the data folder: the command line.
  org::Access owner() const;

  // Stores packs, used ones before their users, and reads the indicators again. Nothing is stored
  // if a ledger, an indicator or a form of any pack is wrong; errors are those of SchemaSet,
  // IndicatorSet and EditionSet.
  // A pack that stands here in a higher version than the given one was changed here since, and is
  // left as it is.
  Result<void> load_packs(const org::Access& access,
                          const std::vector<ledger::PackFiles>& packs) const;
  // Stores packs that were tried (pack_work.h), if `before` is still what stands in place of the
  // first. Errors: "app.pack_changed", those of Ledgers::load_packs.
  Result<void> keep_packs(const org::Access& access, const std::vector<ledger::PackFiles>& packs,
                          const ledger::PackFiles& before) const;

  std::vector<Association> associations() const;
  Result<void> plan_summary(const org::Access& access, const Association& association) const;

  struct TemplateHead {
    std::string name;
    ledger::Titles title;
  };
  std::vector<TemplateHead> templates() const;
  // Error: "app.unknown_template", or what is wrong with it, "pack/templates/x.md:line:column".
  Result<narrative::Template> find_template(std::string_view name) const;

  // `template_name`, or if it is "" the one that the unit's association plans. Error:
  // "app.template_needed".
  Result<std::string> template_for(std::string_view unit, std::string_view template_name) const;

  // The summary of a unit and period, by template_for().
  Result<narrative::Document> summarize(const org::Access& access, std::string_view unit,
                                        const Period& period, std::string_view template_name,
                                        Language language) const;

  // Puts the ground of each figure into a summary, for the page that is read without us: the
  // records that this person may see.
  Result<void> add_grounds(const org::Access& access, narrative::Document& document) const;
  // The same by a template that is not kept yet.
  Result<narrative::Document> summarize_by(const org::Access& access,
                                           const narrative::Template& source, std::string_view unit,
                                           const Period& period, Language language) const;

  // Keeps a file in blobs/, for evidence, and gives its digest. Errors: as BlobStore::put_file().
  Result<std::string> keep(const std::filesystem::path& file);
  Result<std::string> keep(std::string_view bytes) = delete;  // would silently become a path

 private:
  struct State;
  explicit Workspace(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

// Writes a document in the form that the file's ending names: .docx .html .md .json .pdf. Error:
// "app.unknown_ending".
Result<void> write_document(const narrative::Document& document, const std::filesystem::path& path);

}  // namespace youju::app
