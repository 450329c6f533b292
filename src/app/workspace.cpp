#include <youju/app/settings.h>
#include <youju/app/summary_plan.h>
#include <youju/app/workspace.h>
#include <youju/base/file.h>
#include <youju/base/id.h>
#include <youju/base/limits.h>
#include <youju/base/text.h>
#include <youju/base/yaml.h>
#include <youju/narrative/ground.h>
#include <youju/narrative/pages.h>
#include <youju/store/blob.h>
#include <youju/store/database.h>

#include <algorithm>
#include <mutex>
#include <system_error>
#include <utility>

namespace youju::app {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view template_folder = "templates/";

std::vector<store::Migration> all_migrations() {
  std::vector<store::Migration> all;
  for (const auto& room : {org::migrations(), ledger::migrations(), indicator::migrations(),
                           plan::migrations(), writing::migrations(), summary_plan_migrations(),
                           forms::migrations(), proof::migrations()}) {
    all.insert(all.end(), room.begin(), room.end());
  }
  return all;
}

}  // namespace

struct Workspace::State {
  State(fs::path its_folder, const Clock& its_clock)
      : folder(std::move(its_folder)), clock(its_clock) {}

  fs::path folder;
  const Clock& clock;
  std::unique_ptr<store::Database> database;
  std::unique_ptr<store::BlobStore> blobs;
  std::unique_ptr<ledger::Ledgers> ledgers;
  std::unique_ptr<indicator::Figures> figures;
  std::unique_ptr<org::Accounts> accounts;
  std::unique_ptr<writing::Drafts> drafts;
  std::unique_ptr<forms::Returns> returns;
  std::unique_ptr<plan::Plans> plans;
  std::unique_ptr<proof::Decisions> decisions;
  std::mutex pack_work;      // one change of packs at a time
  mutable std::mutex mutex;  // guards the list below
  std::vector<Association> associations;
  std::unique_ptr<Jobs> jobs;
  std::unique_ptr<ImportDesk> imports;
  ProofDesk proofs{clock};
  const std::string founding_key = unguessable_id();
};

Workspace::Workspace(std::unique_ptr<State> state) : state_(std::move(state)) {}
// The jobs end first: they use everything else.
Workspace::~Workspace() { state_->jobs.reset(); }

Result<std::unique_ptr<Workspace>> Workspace::open(const WorkspaceOptions& options,
                                                   const Clock& clock) {
  const org::Policy policy = options.policy ? *options.policy : TRY(policy_of_environment());
  std::error_code error;
  const bool is_file = options.database.empty();
  const fs::path file = options.folder / "youju.db";
  if (options.create) {
    fs::create_directories(options.folder, error);
    if (error) {
      return fail(ErrorKind::bad_input, "app.folder_not_writable", {}, options.folder.string());
    }
  } else if (!fs::is_directory(options.folder, error) || (is_file && !fs::exists(file, error))) {
    return fail(ErrorKind::not_found, "app.no_folder", {}, options.folder.string());
  }
  auto state = std::make_unique<State>(options.folder, clock);
  store::Options database;
  database.url = is_file ? file.string() : options.database;
  database.read_only = options.read_only;
  database.alone = options.alone;
  state->database = TRY(store::Database::open(database));
  // A reader changes nothing: it is told here if the tables are of another version, or not all
  // there.
  TRY(state->database->migrate(all_migrations()));
  state->blobs = std::make_unique<store::BlobStore>(options.folder / "blobs");
  if (!options.read_only) state->blobs->remove_abandoned();
  state->ledgers =
      TRY(ledger::Ledgers::open(*state->database, *state->blobs, clock, HashKind::sha256));
  state->accounts = TRY(org::Accounts::open(
      *state->database, clock, [ledgers = state->ledgers.get()] { return ledgers->directory(); },
      {options.folder / "account.key", policy, options.read_only}));
  indicator::CubeOptions cube = options.cube;
  cube.snapshot.file = options.folder / "cube.snapshot";
  cube.snapshot.is_kept = !options.read_only;
  state->figures = TRY(indicator::Figures::open(*state->ledgers, clock, cube));
  state->associations = TRY(read_summary_plan(*state->database, *state->ledgers));
  state->jobs = std::make_unique<Jobs>(clock);
  state->imports = std::make_unique<ImportDesk>(*state->ledgers, *state->jobs, clock,
                                                options.folder / "tmp" / "imports");
  std::unique_ptr<Workspace> workspace(new Workspace(std::move(state)));
  State& wired = *workspace->state_;
  wired.drafts = std::make_unique<writing::Drafts>(writing::Needs{
      *wired.ledgers, *wired.figures, *wired.blobs, clock,
      [self = workspace.get()](std::string_view name) { return self->find_template(name); }});
  wired.returns =
      std::make_unique<forms::Returns>(forms::Needs{*wired.ledgers, *wired.figures, clock});
  wired.plans = std::make_unique<plan::Plans>(plan::Needs{*wired.ledgers, *wired.figures, clock});
  wired.decisions = std::make_unique<proof::Decisions>(
      proof::Decisions::Needs{*wired.ledgers, *wired.figures, clock});
  return workspace;
}

ledger::Ledgers& Workspace::ledgers() const { return *state_->ledgers; }
indicator::Figures& Workspace::figures() const { return *state_->figures; }
org::Accounts& Workspace::accounts() const { return *state_->accounts; }
writing::Drafts& Workspace::drafts() const { return *state_->drafts; }
forms::Returns& Workspace::returns() const { return *state_->returns; }
plan::Plans& Workspace::plans() const { return *state_->plans; }
proof::Decisions& Workspace::decisions() const { return *state_->decisions; }
Jobs& Workspace::jobs() const { return *state_->jobs; }
ImportDesk& Workspace::imports() const { return *state_->imports; }
ProofDesk& Workspace::proofs() const { return state_->proofs; }
const std::string& Workspace::founding_key() const { return state_->founding_key; }
store::Database& Workspace::database() const { return *state_->database; }
std::vector<std::string> Workspace::database_faults() const { return state_->database->check(); }
const Clock& Workspace::clock() const { return state_->clock; }
fs::path Workspace::folder() const { return state_->folder; }
org::Access Workspace::owner() const { return org::Access::everywhere(org::owner_login); }

namespace {

std::int64_t version_of(const ledger::PackFiles& pack) {
  const auto head = ledger::head_of(pack);
  return head ? head->version : 0;
}

}  // namespace

Result<void> Workspace::load_packs(const org::Access& access,
                                   const std::vector<ledger::PackFiles>& packs) const {
  const std::lock_guard one_at_a_time(state_->pack_work);
  // With those already here, as they will stand: a pack whose indicators cannot be parsed would
  // make the folder impossible to open.
  std::vector<ledger::PackFiles> all = state_->ledgers->packs();
  std::vector<ledger::PackFiles> taken;
  for (const ledger::PackFiles& pack : packs) {
    const auto known = std::find_if(all.begin(), all.end(), [&](const ledger::PackFiles& other) {
      return other.name == pack.name;
    });
    if (known == all.end()) {
      all.push_back(pack);
    } else if (version_of(*known) > version_of(pack)) {
      continue;
    } else {
      *known = pack;
    }
    taken.push_back(pack);
  }
  const auto schemas = TRY(ledger::SchemaSet::parse(all));
  const auto indicators = TRY(indicator::IndicatorSet::parse(all, *schemas));
  TRY(forms::EditionSet::parse(all, *indicators));
  TRY(state_->ledgers->load_packs(access, taken));
  return state_->figures->refresh();
}

Result<void> Workspace::keep_packs(const org::Access& access,
                                   const std::vector<ledger::PackFiles>& packs,
                                   const ledger::PackFiles& before) const {
  const std::lock_guard one_at_a_time(state_->pack_work);
  const std::vector<ledger::PackFiles> all = state_->ledgers->packs();
  if (std::find(all.begin(), all.end(), before) == all.end()) {
    return fail(ErrorKind::conflict, "app.pack_changed", {{"name", before.name}});
  }
  TRY(state_->ledgers->load_packs(access, packs));
  return state_->figures->refresh();
}

std::vector<Association> Workspace::associations() const {
  std::unique_lock lock(state_->mutex);
  return state_->associations;
}

Result<void> Workspace::plan_summary(const org::Access& access,
                                     const Association& association) const {
  const org::UnitId unit = TRY(state_->ledgers->directory()->find(association.unit));
  TRY(access.require(org::Action::write_summary, unit,
                     *state_->ledgers->directory()->tree(state_->clock.today())));
  TRY(write_summary_plan(*state_->ledgers, access, state_->clock, association));
  std::vector<Association> all = TRY(read_summary_plan(*state_->database, *state_->ledgers));
  std::unique_lock lock(state_->mutex);
  state_->associations = std::move(all);
  return {};
}

std::vector<Workspace::TemplateHead> Workspace::templates() const {
  std::vector<TemplateHead> heads;
  for (const ledger::PackFiles& pack : state_->ledgers->packs()) {
    for (const auto& [path, text] : pack.files) {
      if (!text::starts_with(path, template_folder)) continue;
      const Result<narrative::Template> found = narrative::Template::parse(
          text, *state_->figures->indicators(), *state_->ledgers->schemas());
      if (found) heads.push_back({found->name(), found->title()});
    }
  }
  return heads;
}

Result<narrative::Template> Workspace::find_template(std::string_view name) const {
  // The name stands in the template's head; files are called after it, so its own file comes first.
  const std::string file = std::string(template_folder) + std::string(name) + ".md";
  for (const ledger::PackFiles& pack : state_->ledgers->packs()) {
    const std::string* text = pack.find(file);
    if (text == nullptr) continue;
    Result<narrative::Template> found = narrative::Template::parse(
        *text, *state_->figures->indicators(), *state_->ledgers->schemas());
    if (!found) return fail(std::move(found.error()).at(pack.name + "/" + file));
    return found;
  }
  return fail(ErrorKind::not_found, "app.unknown_template", {{"name", std::string(name)}});
}

Result<std::string> Workspace::template_for(std::string_view unit,
                                            std::string_view template_name) const {
  std::string name(template_name);
  if (name.empty()) {
    for (const Association& association : associations()) {
      if (association.unit == unit) name = association.template_name;
    }
  }
  if (name.empty()) return fail(ErrorKind::bad_usage, "app.template_needed");
  return name;
}

Result<narrative::Document> Workspace::summarize(const org::Access& access, std::string_view unit,
                                                 const Period& period,
                                                 std::string_view template_name,
                                                 Language language) const {
  TRY(access.require(org::Action::read, TRY(state_->ledgers->directory()->find(unit)),
                     *state_->ledgers->directory()->tree(state_->clock.today())));
  const std::string name = TRY(template_for(unit, template_name));
  return summarize_by(access, TRY(find_template(name)), unit, period, language);
}

Result<narrative::Document> Workspace::summarize_by(const org::Access& access,
                                                    const narrative::Template& source,
                                                    std::string_view unit, const Period& period,
                                                    Language language) const {
  narrative::ComposeRequest request;
  request.unit = TRY(state_->ledgers->directory()->find(unit));
  request.source = &source;
  request.period = period;
  request.issued = std::min(state_->clock.today(), period.last());
  request.language = language;
  const auto tree = state_->ledgers->directory()->tree(state_->clock.today());
  const std::unique_ptr<indicator::FigureView> figures =
      state_->figures->view(access, narrative::quotable(request.unit, *tree));
  return narrative::compose(request, *figures, *state_->ledgers, access, state_->clock);
}

Result<void> Workspace::add_grounds(const org::Access& access,
                                    narrative::Document& document) const {
  const org::UnitId unit = TRY(state_->ledgers->directory()->find(document.unit_code));
  const auto quoted = state_->drafts->view(access, unit);
  const auto own = state_->figures->view(access);
  document.grounds = narrative::grounds_of(document, {*quoted, *own});
  return {};
}

Result<std::string> Workspace::keep(const fs::path& file) {
  return to_hex(TRY(state_->blobs->put_file(file, limits::evidence_bytes_max)));
}

Result<void> write_document(const narrative::Document& document, const fs::path& path) {
  const std::string ending = path.extension().string();
  if (ending == ".docx") return write_file(path, TRY(narrative::docx_page(document)));
  if (ending == ".html") return write_file(path, narrative::html_page(document));
  if (ending == ".md") return write_file(path, narrative::markdown_page(document));
  if (ending == ".json") return write_file(path, narrative::json_page(document));
  if (ending == ".pdf") return narrative::pdf_page(document, path);
  return fail(ErrorKind::bad_usage, "app.unknown_ending", {{"ending", ending}}, path.string());
}

}  // namespace youju::app
