// What every command gets and gives. Inside this room.
#pragma once

#include <youju/app/workspace.h>
#include <youju/base/catalogue.h>
#include <youju/base/clock.h>
#include <youju/cli/print.h>

#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace youju::cli {

// The options that every command takes.
struct Global {
  std::filesystem::path data = "youju-data";
  std::string database;
  Language language = Language::zh_cn;
  Format format = Format::table;
  bool quiet = false;
};

// Exit status: 0 done and nothing found wrong, 1 done and findings are printed; a failure's status
// is that of its kind (base/result.h).
using Outcome = Result<int>;

Result<std::unique_ptr<app::Workspace>> open_to_read(const Global& global);
Result<std::unique_ptr<app::Workspace>> open_to_write(const Global& global, bool create = false);

// Writes sentences about how things go to standard error; silent under --quiet.
void tell(const Global& global, std::string_view id, const std::vector<ErrorField>& fields = {});
// A progress line on a terminal, nothing elsewhere.
std::function<void(const std::string&, std::int64_t, std::int64_t)> progress(const Global& global);
// The errors of a file, one a line, on standard error.
void print_errors(const Global& global, const std::vector<Error>& errors);

}  // namespace youju::cli
