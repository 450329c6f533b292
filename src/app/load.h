// Loads an example or an export: packs, units, people, records, nil returns, declared figures,
// targets. Idempotent: loading again changes nothing; a changed row becomes a correction. What one
// file holds is entered whole or not at all, so a load that was cut off is repeated by loading
// again.
#pragma once

#include <youju/app/workspace.h>

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

namespace youju::app {

struct LoadReport {
  std::string example;
  std::int64_t units = 0;
  std::int64_t rows = 0, added = 0, unchanged = 0, corrected = 0, possible_doubles = 0;
  std::int64_t declared = 0, targets = 0, milestones = 0, nil_returns = 0;
  std::vector<Error> errors;  // of the first file that has any; nothing of that file was entered
};

// `progress` is told the file and how many of its rows are done.
using LoadProgress =
    std::function<void(const std::string& file, std::int64_t done, std::int64_t all)>;

// Errors: "app.no_example" (no example.yaml), those of every file, with `where` = file:line.
Result<LoadReport> load(Workspace& workspace, const std::filesystem::path& folder,
                        const LoadProgress& progress);

// The packs that this binary carries.
std::vector<std::string> built_in_packs();
// A pack and all it uses, the used ones first; from `folder`/packs, if a folder is given, then from
// those built in.
// Error: "app.unknown_pack".
Result<std::vector<ledger::PackFiles>> find_packs(const std::vector<std::string>& names,
                                                  const std::filesystem::path& folder);
// Reads a pack's folder. Errors: "file.not_found", "app.pack_too_large".
Result<ledger::PackFiles> read_pack(const std::filesystem::path& folder);

// What load() would say of an example, found by loading it into a folder of its own.
std::vector<Error> check_example(const std::filesystem::path& folder);

// Everything that is wrong with a pack or an example, as file:line:column; empty if sound.
std::vector<Error> check_pack(const std::filesystem::path& folder);

}  // namespace youju::app
