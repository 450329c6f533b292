#include <youju/app/import_desk.h>
#include <youju/base/file.h>
#include <youju/base/id.h>
#include <youju/base/limits.h>

#include <algorithm>
#include <map>
#include <mutex>
#include <system_error>

namespace youju::app {
namespace {

namespace fs = std::filesystem;

struct Kept {
  std::string login, name;
  fs::path path;
  std::int64_t bytes = 0;
  std::int64_t used_ms = 0;
  std::int64_t use = 0;  // in order: two files can be used in the same millisecond
  bool busy = false;     // a job works on it
  std::shared_ptr<const ImportDesk::Outcome> outcome;
};

void remove(const Kept& kept) {
  std::error_code ignored;
  fs::remove(kept.path, ignored);
}

Result<DeskProposal::Head> head_of(const ledger::Workbook& workbook,
                                   const ledger::ProposedSheet& sheet) {
  DeskProposal::Head head;
  if (!sheet.has_table) return head;
  const auto take = [&](const ledger::GridRow& row) -> Result<bool> {
    if (row.number > sheet.header_last) return false;
    if (head.rows.size() == head_rows_max) head.rows.erase(head.rows.begin());
    head.rows.push_back(row);
    return true;
  };
  TRY(workbook.read(sheet.index, take));
  for (const ledger::GridRange& range : workbook.sheets()[sheet.index].merged) {
    if (range.first_row <= sheet.header_last) head.merged.push_back(range);
  }
  return head;
}

}  // namespace

struct ImportDesk::State {
  State(ledger::Ledgers& its_ledgers, Jobs& its_jobs, const Clock& its_clock, fs::path its_folder)
      : ledgers(its_ledgers), jobs(its_jobs), clock(its_clock), folder(std::move(its_folder)) {}

  ledger::Ledgers& ledgers;
  Jobs& jobs;
  const Clock& clock;
  const fs::path folder;
  std::mutex mutex;  // guards the map
  std::map<std::string, Kept, std::less<>> files;
  std::int64_t uses = 0;

  void touch(Kept& kept) {
    kept.used_ms = clock.now_ms();
    kept.use = ++uses;
  }

  void forget_old() {
    const std::int64_t now = clock.now_ms();
    std::erase_if(files, [&](const auto& each) {
      const Kept& kept = each.second;
      if (kept.busy || now - kept.used_ms < limits::kept_file_ms) return false;
      remove(kept);
      return true;
    });
  }

  // Drops the files that lie longest until one of `bytes` has room; false if it has none.
  bool make_room(const std::string& login, std::int64_t bytes) {
    const auto is_full = [&](auto counts, std::size_t most) {
      std::size_t number = 0;
      for (const auto& [id, kept] : files) number += counts(kept) ? 1 : 0;
      return number >= most;
    };
    for (;;) {
      std::int64_t all = bytes;
      for (const auto& [id, kept] : files) all += kept.bytes;
      const auto mine = [&](const Kept& kept) { return kept.login == login; };
      const bool too_many = is_full(mine, limits::kept_files_of_a_person_max);
      const bool too_much = all > static_cast<std::int64_t>(limits::kept_bytes_max);
      if (!too_many && !too_much) return true;
      auto oldest = files.end();
      for (auto each = files.begin(); each != files.end(); ++each) {
        // One's own give way first of all; those of others never.
        if (!mine(each->second) || each->second.busy) continue;
        if (oldest == files.end() || each->second.use < oldest->second.use) oldest = each;
      }
      if (oldest == files.end()) return false;
      remove(oldest->second);
      files.erase(oldest);
    }
  }

  Result<Kept*> of_person(std::string_view login, std::string_view id) {
    forget_old();
    const auto found = files.find(id);
    if (found == files.end() || found->second.login != login) {
      return fail(ErrorKind::not_found, "import.no_such_file");
    }
    touch(found->second);
    return &found->second;
  }

  // The bytes of a file, with its name.
  Result<std::pair<std::string, std::string>> read(std::string_view login, std::string_view id) {
    fs::path path;
    std::string name;
    {
      const std::lock_guard lock(mutex);
      const Kept* kept = TRY(of_person(login, id));
      path = kept->path;
      name = kept->name;
    }
    return std::pair(TRY(read_file(path, limits::import_bytes_max)), std::move(name));
  }

  // At the end of a job, whatever came of it.
  void release(const std::string& id, std::shared_ptr<const Outcome> outcome) {
    const std::lock_guard lock(mutex);
    const auto found = files.find(id);
    if (found == files.end()) return;
    found->second.busy = false;
    touch(found->second);
    if (outcome) found->second.outcome = std::move(outcome);
  }

  Result<void> run(const org::Access& access, const std::string& id, const ImportOrder& order,
                   JobControl& control) {
    const auto [bytes, name] = TRY(read(access.login(), id));
    const ledger::Workbook workbook = TRY(ledger::Workbook::open(bytes, name));
    ledger::ApplyOptions options;
    options.unit = order.unit;
    options.state = order.state;
    options.dry_run = order.dry_run;
    options.keep_good = order.keep_good;
    options.accept_findings = order.accept_findings;
    options.remember = order.remember;
    options.progress = [&](std::int64_t done, std::int64_t all) { control.progress(done, all); };
    options.cancelled = [&] { return control.cancelled(); };
    auto outcome = std::make_shared<Outcome>();
    outcome->ledger = order.ledger;
    outcome->dry_run = order.dry_run;
    outcome->report = TRY(ledgers.apply(access, order.ledger, workbook, order.sheets, options));
    control.progress(outcome->report.rows, outcome->report.rows);
    release(id, std::move(outcome));
    return {};
  }
};

ImportDesk::ImportDesk(ledger::Ledgers& ledgers, Jobs& jobs, const Clock& clock, fs::path folder)
    : state_(std::make_unique<State>(ledgers, jobs, clock, std::move(folder))) {}

ImportDesk::~ImportDesk() {
  for (const auto& [id, kept] : state_->files) remove(kept);
}

Result<KeptFile> ImportDesk::keep(const org::Access& access, const fs::path& path,
                                  std::string_view name) {
  TRY(access.require_somewhere(org::Action::enter_record));
  std::error_code error;
  const auto bytes = static_cast<std::int64_t>(fs::file_size(path, error));
  if (error) return fail(ErrorKind::busy, "file.disk", {}, path.string());
  const std::lock_guard lock(state_->mutex);
  state_->forget_old();
  if (!state_->make_room(access.login(), bytes)) {
    return fail(ErrorKind::busy, "import.desk_full");
  }
  fs::create_directories(state_->folder, error);
  const std::string id = unguessable_id();
  Kept kept;
  kept.login = access.login();
  kept.name = std::string(name);
  kept.path = state_->folder / id;
  kept.bytes = bytes;
  state_->touch(kept);
  fs::rename(path, kept.path, error);
  if (error) return fail(ErrorKind::busy, "file.disk", {}, kept.path.string());
  state_->files.emplace(id, std::move(kept));
  return KeptFile{id, std::string(name), bytes};
}

Result<void> ImportDesk::drop(std::string_view login, std::string_view id) {
  const std::lock_guard lock(state_->mutex);
  const Kept* kept = TRY(state_->of_person(login, id));
  if (kept->busy) return fail(ErrorKind::conflict, "import.file_busy");
  remove(*kept);
  state_->files.erase(state_->files.find(id));
  return {};
}

Result<DeskProposal> ImportDesk::propose(const org::Access& access, std::string_view id,
                                         std::string_view ledger,
                                         const ledger::ProposeOptions& options) {
  TRY(access.require_somewhere(org::Action::enter_record));
  const auto [bytes, name] = TRY(state_->read(access.login(), id));
  const ledger::Workbook workbook = TRY(ledger::Workbook::open(bytes, name));
  DeskProposal out;
  out.proposal = TRY(state_->ledgers.propose(access, ledger, workbook, options));
  for (const ledger::ProposedSheet& sheet : out.proposal.sheets) {
    out.heads.push_back(TRY(head_of(workbook, sheet)));
  }
  return out;
}

Result<Job> ImportDesk::begin(const org::Access& access, std::string_view id, ImportOrder order) {
  TRY(access.require_somewhere(org::Action::enter_record));
  const auto schemas = state_->ledgers.schemas();
  const ledger::Schema* schema = schemas->find(order.ledger);
  if (schema == nullptr) {
    return fail(ErrorKind::not_found, "ledger.unknown_ledger", {{"ledger", order.ledger}});
  }
  for (ledger::SheetMapping& sheet : order.sheets) {
    sheet.mapping.ledger = order.ledger;
    // What can be read back is sound: targets, factors, the year.
    sheet.mapping = TRY(ledger::parse_mapping(ledger::print_mapping(sheet.mapping), *schema));
  }
  {
    const std::lock_guard lock(state_->mutex);
    Kept* kept = TRY(state_->of_person(access.login(), id));
    if (kept->busy) return fail(ErrorKind::conflict, "import.file_busy");
    kept->busy = true;
    kept->outcome = nullptr;
  }
  const std::string file(id);
  const char* kind = order.dry_run ? "import.check" : "import.enter";
  // Released however the work ends, also when it never begins: the last copy of it is gone then.
  const std::shared_ptr<void> released(
      nullptr, [state = state_.get(), file](void*) { state->release(file, nullptr); });
  return state_->jobs.begin(
      {access.login(), kind, file},
      [state = state_.get(), access, file, order = std::move(order),
       released](JobControl& control) { return state->run(access, file, order, control); });
}

Result<std::shared_ptr<const ImportDesk::Outcome>> ImportDesk::outcome(std::string_view login,
                                                                       std::string_view id) {
  const std::lock_guard lock(state_->mutex);
  const Kept* kept = TRY(state_->of_person(login, id));
  if (!kept->outcome) return fail(ErrorKind::conflict, "import.not_checked");
  return kept->outcome;
}

}  // namespace youju::app
