// Chooses the door: the command line, which opens the HTTP door for `serve`.
#include <youju/app/start.h>
#include <youju/app/workspace.h>
#include <youju/base/catalogue.h>
#include <youju/base/clock.h>
#include <youju/cli/cli.h>
#include <youju/http/server.h>

#include <csignal>
#include <cstdio>

namespace {

using youju::describe;
using youju::Error;
using youju::Language;

int report(const Error& error, Language language) {
  fmt::print(stderr, "{}\n", describe(error, language));
  return youju::exit_code(error.kind);
}

int serve(const youju::cli::ServeArguments& arguments) {
  youju::app::WorkspaceOptions options;
  options.folder = arguments.data;
  options.database = arguments.database;
  if (!arguments.quiet) {
    options.cube.snapshot.told = [language = arguments.language](const Error& error) {
      report(error, language);
    };
  }
  const auto workspace = youju::app::Workspace::open(options, youju::system_clock());
  if (!workspace) return report(workspace.error(), arguments.language);
  const auto server = youju::http::Server::listen(**workspace, arguments.address);
  if (!server) return report(server.error(), arguments.language);
  const std::string host = arguments.address.substr(0, arguments.address.rfind(':'));
  const std::string address = fmt::format("{}:{}", host, (*server)->port());
  fmt::print("{}\n", youju::sentence("cli.serving", arguments.language, {{"address", address}}));
  if (youju::app::may_be_founded(**workspace)) {
    fmt::print("{}\n",
               youju::sentence("cli.first_run", arguments.language,
                               {{"address", address}, {"key", (*workspace)->founding_key()}}));
  }
  std::fflush(stdout);
  (*server)->run();
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  // A client that went away, or a disk quota, must not end the program but fail the one call.
  std::signal(SIGPIPE, SIG_IGN);
  std::signal(SIGXFSZ, SIG_IGN);
  return youju::cli::run(argc, argv, serve);
}
