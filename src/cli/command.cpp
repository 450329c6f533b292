#include <unistd.h>
#include <youju/cli/command.h>

#include <cstdio>

namespace youju::cli {

namespace {

app::WorkspaceOptions options_of(const Global& global) {
  app::WorkspaceOptions options;
  options.folder = global.data;
  options.database = global.database;
  if (!global.quiet) {
    options.cube.snapshot.told = [language = global.language](const Error& error) {
      fmt::print(stderr, "{}\n", describe(error, language));
    };
  }
  return options;
}

}  // namespace

Result<std::unique_ptr<app::Workspace>> open_to_read(const Global& global) {
  app::WorkspaceOptions options = options_of(global);
  options.read_only = true;
  return app::Workspace::open(options, system_clock());
}

Result<std::unique_ptr<app::Workspace>> open_to_write(const Global& global, bool create) {
  app::WorkspaceOptions options = options_of(global);
  options.create = create;
  options.alone = true;
  return app::Workspace::open(options, system_clock());
}

void tell(const Global& global, std::string_view id, const std::vector<ErrorField>& fields) {
  if (global.quiet) return;
  fmt::print(stderr, "{}\n", sentence(id, global.language, fields));
}

std::function<void(const std::string&, std::int64_t, std::int64_t)> progress(const Global& global) {
  if (global.quiet || isatty(STDERR_FILENO) == 0) return {};
  return [](const std::string& what, std::int64_t done, std::int64_t all) {
    fmt::print(stderr, "\r\033[K{} {}/{}{}", what, done, all, done == all ? "\r\033[K" : "");
  };
}

void print_errors(const Global& global, const std::vector<Error>& errors) {
  for (const Error& error : errors) {
    fmt::print(stderr, "{}\n", describe(error, global.language));
    if (const std::string_view caret = error.field("caret"); !caret.empty()) {
      fmt::print(stderr, "{}\n", caret);
    }
  }
}

}  // namespace youju::cli
