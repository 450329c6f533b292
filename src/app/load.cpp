#include <youju/app/load.h>
#include <youju/base/csv.h>
#include <youju/base/file.h>
#include <youju/base/limits.h>
#include <youju/base/text.h>
#include <youju/base/yaml.h>
#include <youju/store/database.h>

#include <cerrno>
#include <cstdlib>
#include <system_error>
#include <utility>

namespace youju::app {
namespace {

namespace fs = std::filesystem;

// example.yaml
struct ExampleHead {
  std::string name;
  ledger::Titles title;
  std::vector<std::string> packs;
  std::string unit, template_name;
  Period period;
};

Result<ExampleHead> parse_head(std::string_view text) {
  const YamlNode root = TRY(parse_yaml(text));
  YamlMap map = TRY(YamlMap::of(root));
  ExampleHead head;
  head.name = TRY(map.text("example"));
  head.title = TRY(ledger::parse_titles(map, "title"));
  head.packs = TRY(map.texts_or_empty("packs"));
  head.unit = TRY(map.text("unit"));
  head.template_name = TRY(map.text("template"));
  Result<Period> period = Period::parse(TRY(map.text("period")));
  if (!period) return fail(std::move(period.error()).at(map.node("period")->place()));
  head.period = *period;
  TRY(map.finish());
  return head;
}

class Loader {
 public:
  Loader(Workspace& workspace, fs::path folder, const LoadProgress& progress)
      : workspace_(workspace),
        folder_(std::move(folder)),
        progress_(progress),
        access_(workspace.owner()) {}

  Result<LoadReport> load() {
    std::error_code error;
    if (!fs::exists(folder_ / "example.yaml", error)) {
      return fail(ErrorKind::not_found, "app.no_example", {}, folder_.string());
    }
    const std::string text = TRY(read("example.yaml"));
    Result<ExampleHead> head = parse_head(text);
    if (!head) return fail(std::move(head.error()).at("example.yaml"));
    report_.example = head->name;
    TRY(workspace_.load_packs(access_, TRY(find_packs(head->packs, folder_))));
    TRY(units());
    TRY(people());
    TRY(records(head->name));
    if (!report_.errors.empty()) return std::move(report_);
    TRY(nil_returns());
    report_.declared = TRY(declare("declared.csv"));
    if (has("targets.csv")) {
      report_.targets =
          TRY(workspace_.plans().load_targets(access_, TRY(read("targets.csv")), "targets.csv"));
    }
    if (has("milestones.csv")) {
      report_.milestones = TRY(workspace_.plans().load_milestones(
          access_, TRY(read("milestones.csv")), "milestones.csv"));
    }
    Association association;
    association.unit = head->unit;
    association.title = head->title;
    association.period = head->period;
    association.template_name = head->template_name;
    association.source = head->name;
    TRY(workspace_.plan_summary(access_, association));
    return std::move(report_);
  }

 private:
  bool has(const fs::path& name) const {
    std::error_code error;
    return fs::exists(folder_ / name, error);
  }

  Result<std::string> read(const fs::path& name) const {
    return text::decode(TRY(read_file(folder_ / name, limits::import_bytes_max)));
  }

  Result<void> units() {
    if (!has("units.csv")) return {};
    const auto directory = workspace_.ledgers().directory();
    const std::vector<org::UnitRow> rows =
        TRY(org::parse_units(TRY(read("units.csv")), "units.csv", directory.get()));
    report_.units = static_cast<std::int64_t>(rows.size());
    return workspace_.ledgers().load_units(access_, rows);
  }

  Result<void> people() {
    if (!has("people.csv")) return {};
    const auto directory = workspace_.ledgers().directory();
    return workspace_.ledgers().grant(
        access_, TRY(org::parse_people(TRY(read("people.csv")), "people.csv", *directory)));
  }

  // Ledgers whose records others refer to come first.
  Result<void> records(const std::string& example) {
    const auto schemas = workspace_.ledgers().schemas();
    std::error_code error;
    for (const auto& entry : fs::directory_iterator(folder_ / "records", error)) {
      const std::string name = entry.path().stem().string();
      if (schemas->find(name) == nullptr) {
        return fail(ErrorKind::not_found, "indicator.unknown_ledger", {{"ledger", name}},
                    "records/" + entry.path().filename().string());
      }
    }
    for (const ledger::Schema* schema : ledger::in_load_order(*schemas)) {
      const std::string file = "records/" + schema->name + ".csv";
      if (!has(file)) continue;
      TRY(records_of(*schema, file, example));
      if (!report_.errors.empty()) return {};
    }
    return {};
  }

  Result<void> records_of(const ledger::Schema& schema, const std::string& file,
                          const std::string& example) {
    ledger::ImportOptions options;
    options.source = "example:" + example;
    options.state = ledger::State::approved;
    options.evidence = [this](const std::string& name) { return evidence(name); };
    options.progress = [&](std::int64_t done, std::int64_t all) {
      if (progress_) progress_(file, done, all);
    };
    const std::string bytes = TRY(read_file(folder_ / file, limits::import_bytes_max));
    const ledger::ImportReport imported =
        TRY(workspace_.ledgers().import(access_, schema.name, bytes, file, options));
    report_.rows += imported.rows;
    report_.added += imported.added;
    report_.unchanged += imported.unchanged;
    report_.corrected += imported.corrected;
    report_.possible_doubles += imported.possible_doubles;
    for (const ledger::RowError& each : imported.errors) report_.errors.push_back(each.error);
    return {};
  }

  Result<std::string> evidence(const std::string& name) {
    // A name, never a path: an example cannot reach outside its own folder.
    if (name.find('/') != std::string::npos || name.find("..") != std::string::npos) {
      return fail(ErrorKind::bad_input, "app.bad_evidence_name", {{"name", name}});
    }
    const fs::path file = folder_ / "evidence" / name;
    std::error_code unread;
    if (!fs::exists(file, unread)) {
      return fail(ErrorKind::not_found, "app.no_evidence_file", {{"name", name}});
    }
    return workspace_.keep(file);
  }

  Result<void> nil_returns() {
    if (!has("nil.csv")) return {};
    const std::string text = TRY(read("nil.csv"));
    const auto file_all = [&]() -> Result<void> {
      const std::vector<CsvRow> rows = TRY(parse_csv(text));
      const std::vector<std::string> header = {"ledger", "unit", "period"};
      if (rows.empty() || rows.front().cells != header) {
        return fail(ErrorKind::bad_input, "app.wrong_nil_header", {}, "1");
      }
      for (std::size_t index = 1; index < rows.size(); ++index) {
        if (Result<void> filed = nil_return(rows[index]); !filed) {
          return fail(std::move(filed.error()).at(std::to_string(rows[index].line)));
        }
      }
      return {};
    };
    if (Result<void> filed = file_all(); !filed)
      return fail(std::move(filed.error()).at("nil.csv"));
    return {};
  }

  Result<void> nil_return(const CsvRow& row) {
    if (row.cells.size() != 3) return fail(ErrorKind::bad_input, "app.wrong_nil_header");
    const org::UnitId unit = TRY(workspace_.ledgers().directory()->find(row.cells[1]));
    const Period period = TRY(Period::parse(row.cells[2]));
    for (const auto& filed : workspace_.ledgers().nil_returns()) {
      if (filed.ledger == row.cells[0] && filed.unit == unit && filed.period == period) return {};
    }
    ++report_.nil_returns;
    return workspace_.ledgers().file_nil(access_, row.cells[0], unit, period);
  }

  Result<std::int64_t> declare(const std::string& file) {
    if (!has(file)) return 0;
    const auto declarations = TRY(
        workspace_.figures().parse_declarations(TRY(read(file)), file, indicator::Aspect::actual));
    const auto report = TRY(workspace_.figures().declare(access_, declarations));
    return report.added + report.changed;
  }

  Workspace& workspace_;
  fs::path folder_;
  const LoadProgress& progress_;
  org::Access access_;
  LoadReport report_;
};

// A folder that is gone again when it is no longer needed.
class ScratchFolder {
 public:
  ScratchFolder() {
    std::string name = (fs::temp_directory_path() / "youju-check-XXXXXX").string();
    if (::mkdtemp(name.data()) == nullptr) {
      throw MachineFailure(Error{ErrorKind::unavailable,
                                 "file.not_writable",
                                 name,
                                 {{"reason", std::generic_category().message(errno)}}});
    }
    path_ = name;
  }
  ~ScratchFolder() {
    std::error_code error;
    fs::remove_all(path_, error);
  }
  ScratchFolder(const ScratchFolder&) = delete;
  ScratchFolder& operator=(const ScratchFolder&) = delete;
  const fs::path& path() const { return path_; }

 private:
  fs::path path_;
};

}  // namespace

std::vector<Error> check_example(const fs::path& folder) {
  const ScratchFolder scratch;
  const auto check = [&]() -> Result<std::vector<Error>> {
    WorkspaceOptions options;
    options.folder = scratch.path() / "data";
    options.create = true;
    const auto workspace = TRY(Workspace::open(options, system_clock()));
    return TRY(load(*workspace, folder, {})).errors;
  };
  Result<std::vector<Error>> errors = check();
  return errors ? std::move(*errors) : std::vector<Error>{std::move(errors.error())};
}

Result<LoadReport> load(Workspace& workspace, const fs::path& folder,
                        const LoadProgress& progress) {
  return Loader(workspace, folder, progress).load();
}

}  // namespace youju::app
