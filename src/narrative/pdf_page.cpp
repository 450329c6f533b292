#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>
#include <youju/base/file.h>
#include <youju/base/limits.h>
#include <youju/narrative/pages.h>

#include <chrono>
#include <cstdlib>
#include <system_error>
#include <thread>
#include <vector>

namespace youju::narrative {
namespace {

namespace fs = std::filesystem;

// The first LibreOffice on the search path, or nothing.
fs::path find_libreoffice() {
  const char* path = std::getenv("PATH");
  std::string_view rest = path == nullptr ? "" : path;
  while (!rest.empty()) {
    const std::size_t colon = rest.find(':');
    const fs::path folder = rest.substr(0, colon);
    for (const char* name : {"soffice", "libreoffice"}) {
      if (access((folder / name).c_str(), X_OK) == 0) return folder / name;
    }
    rest = colon == std::string_view::npos ? std::string_view{} : rest.substr(colon + 1);
  }
  return {};
}

// A folder of its own, gone with it.
class TemporaryFolder {
 public:
  TemporaryFolder() {
    std::string pattern = (fs::temp_directory_path() / "youju-pdf-XXXXXX").string();
    if (mkdtemp(pattern.data()) == nullptr) {
      throw MachineFailure(Error{ErrorKind::busy, "file.disk", pattern, {}});
    }
    path_ = pattern;
  }
  ~TemporaryFolder() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
  }
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  const fs::path& path() const { return path_; }

 private:
  fs::path path_;
};

// Waits for the child at most this long; kills it then. Its exit status, or -1.
int wait_for(pid_t child, int wait_ms) {
  for (int waited = 0; waited < wait_ms; waited += 50) {
    int status = 0;
    if (waitpid(child, &status, WNOHANG) == child) {
      return WIFEXITED(status) ? WEXITSTATUS(status) : 1;
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
  }
  kill(child, SIGKILL);
  waitpid(child, nullptr, 0);
  return -1;
}

// Its own profile folder lets several run at once.
int run_libreoffice(const fs::path& program, const fs::path& folder, const fs::path& document) {
  std::vector<std::string> words = {program.string(),
                                    "-env:UserInstallation=file://" + (folder / "profile").string(),
                                    "--headless",
                                    "--convert-to",
                                    "pdf",
                                    "--outdir",
                                    folder.string(),
                                    document.string()};
  std::vector<char*> arguments;
  for (std::string& word : words) arguments.push_back(word.data());
  arguments.push_back(nullptr);
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  for (int descriptor : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
    posix_spawn_file_actions_addopen(&actions, descriptor, "/dev/null", O_RDWR, 0);
  }
  pid_t child = 0;
  const int failed =
      posix_spawn(&child, program.c_str(), &actions, nullptr, arguments.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  return failed != 0 ? 1 : wait_for(child, limits::libreoffice_wait_ms);
}

}  // namespace

Result<void> pdf_page(const Document& document, const fs::path& target) {
  const fs::path program = find_libreoffice();
  if (program.empty()) return fail(ErrorKind::unavailable, "pdf.no_libreoffice");
  const TemporaryFolder folder;
  const fs::path docx = folder.path() / "summary.docx";
  TRY(write_file(docx, TRY(docx_page(document))));
  const int status = run_libreoffice(program, folder.path(), docx);
  if (status == -1) return fail(ErrorKind::busy, "pdf.timeout");
  const Result<std::string> pdf =
      read_file(folder.path() / "summary.pdf", limits::document_bytes_max);
  if (status != 0 || !pdf) return fail(ErrorKind::unavailable, "pdf.failed");
  return write_file(target, *pdf);
}

}  // namespace youju::narrative
