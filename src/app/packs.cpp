#include <youju/app/load.h>
#include <youju/base/embedded.h>
#include <youju/base/file.h>
#include <youju/base/limits.h>
#include <youju/base/text.h>
#include <youju/base/yaml.h>
#include <youju/forms/edition.h>
#include <youju/indicator/definition.h>
#include <youju/narrative/template.h>

#include <algorithm>
#include <set>
#include <system_error>
#include <utility>

namespace youju {
std::span<const EmbeddedFile> youju_pack_files();
}

namespace youju::app {
namespace {

namespace fs = std::filesystem;

// "common/ledgers/lecture.yaml" → "common".
std::string_view first_part(std::string_view path) { return path.substr(0, path.find('/')); }

ledger::PackFiles built_in(std::string_view name) {
  ledger::PackFiles pack;
  pack.name = std::string(name);
  for (const EmbeddedFile& file : youju_pack_files()) {
    if (first_part(file.path) != name || file.path.size() <= name.size()) continue;
    pack.files.emplace_back(file.path.substr(name.size() + 1), file.bytes);
  }
  std::sort(pack.files.begin(), pack.files.end());
  return pack;
}

class Finder {
 public:
  explicit Finder(fs::path folder) : folder_(std::move(folder)) {}

  Result<void> find(const std::string& name) {
    if (!seen_.insert(name).second) return {};
    std::error_code error;
    const fs::path own = folder_ / "packs" / name;
    const bool is_own = !folder_.empty() && fs::is_directory(own, error);
    ledger::PackFiles pack = is_own ? TRY(read_pack(own)) : built_in(name);
    if (pack.files.empty()) {
      return fail(ErrorKind::not_found, "app.unknown_pack", {{"name", name}});
    }
    const ledger::PackHead head = TRY(ledger::head_of(pack));
    for (const std::string& used : head.uses) TRY(find(used));
    packs.push_back(std::move(pack));
    return {};
  }

  std::vector<ledger::PackFiles> packs;  // used ones before their users

 private:
  fs::path folder_;
  std::set<std::string> seen_;
};

}  // namespace

std::vector<std::string> built_in_packs() {
  std::set<std::string> names;
  for (const EmbeddedFile& file : youju_pack_files()) names.emplace(first_part(file.path));
  return {names.begin(), names.end()};
}

Result<std::vector<ledger::PackFiles>> find_packs(const std::vector<std::string>& names,
                                                  const fs::path& folder) {
  Finder finder(folder);
  for (const std::string& name : names) TRY(finder.find(name));
  return std::move(finder.packs);
}

Result<ledger::PackFiles> read_pack(const fs::path& folder) {
  ledger::PackFiles pack;
  pack.name = fs::weakly_canonical(folder).filename().string();
  for (const char* part : {"", "ledgers", "indicators", "templates", "forms"}) {
    std::error_code error;
    for (const auto& entry : fs::directory_iterator(folder / part, error)) {
      if (!entry.is_regular_file()) continue;
      const std::string ending = entry.path().extension().string();
      if (ending != ".yaml" && ending != ".md") continue;
      const std::string name = entry.path().filename().string();
      std::string text = TRY(read_file(entry.path(), limits::pack_file_bytes_max));
      pack.files.emplace_back(*part == '\0' ? name : std::string(part) + "/" + name,
                              TRY(text::decode(text)));
    }
  }
  if (pack.find("pack.yaml") == nullptr) {
    return fail(ErrorKind::not_found, "schema.no_pack_yaml", {{"pack", pack.name}},
                (folder / "pack.yaml").string());
  }
  std::sort(pack.files.begin(), pack.files.end());
  return pack;
}

std::vector<Error> check_pack(const fs::path& folder) {
  std::vector<Error> errors;
  std::error_code error;
  if (fs::exists(folder / "example.yaml", error)) {
    for (const auto& entry : fs::directory_iterator(folder / "packs", error)) {
      for (Error& each : check_pack(entry.path())) errors.push_back(std::move(each));
    }
    return errors.empty() ? check_example(folder) : errors;
  }
  const auto check = [&]() -> Result<void> {
    const ledger::PackFiles own = TRY(read_pack(folder));
    const ledger::PackHead head = TRY(ledger::head_of(own));
    // Packs that stand beside it win over those built in: they are worked on together.
    Finder finder(folder.parent_path().parent_path());
    for (const std::string& used : head.uses) TRY(finder.find(used));
    std::vector<ledger::PackFiles> packs = std::move(finder.packs);
    packs.push_back(own);
    const auto schemas = TRY(ledger::SchemaSet::parse(packs));
    const auto indicators = TRY(indicator::IndicatorSet::parse(packs, *schemas));
    TRY(forms::EditionSet::parse(packs, *indicators));
    for (const auto& [path, text] : own.files) {
      if (!text::starts_with(path, "templates/")) continue;
      Result<narrative::Template> parsed = narrative::Template::parse(text, *indicators, *schemas);
      if (!parsed) errors.push_back(std::move(parsed.error()).at(own.name + "/" + path));
    }
    return {};
  };
  if (Result<void> checked = check(); !checked) errors.push_back(std::move(checked.error()));
  return errors;
}

}  // namespace youju::app
