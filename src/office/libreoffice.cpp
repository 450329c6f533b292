#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>
#include <youju/base/file.h>
#include <youju/base/limits.h>
#include <youju/office/foreign.h>
#include <youju/office/libreoffice.h>

#include <chrono>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <system_error>
#include <thread>
#include <vector>

namespace youju::office {
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
    std::string pattern = (fs::temp_directory_path() / "youju-office-XXXXXX").string();
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

// Waits for the child at most this long; kills it then, with what it has started: the program on
// the path is a script that starts the real one. Its exit status, or -1.
int wait_for(pid_t child, int wait_ms) {
  for (int waited = 0; waited < wait_ms; waited += 50) {
    int status = 0;
    if (waitpid(child, &status, WNOHANG) == child) {
      return WIFEXITED(status) ? WEXITSTATUS(status) : 1;
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
  }
  kill(-child, SIGKILL);
  waitpid(child, nullptr, 0);
  return -1;
}

int run_libreoffice(const fs::path& program, const fs::path& folder, const fs::path& file,
                    std::string_view to) {
  std::vector<std::string> words = {
      program.string(), "-env:UserInstallation=file://" + (folder / "profile").string(),
      "--headless",     "--convert-to",
      std::string(to),  "--outdir",
      folder.string(),  file.string()};
  std::vector<char*> arguments;
  arguments.reserve(words.size() + 1);
  for (std::string& word : words) arguments.push_back(word.data());
  arguments.push_back(nullptr);
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  for (int descriptor : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
    posix_spawn_file_actions_addopen(&actions, descriptor, "/dev/null", O_RDWR, 0);
  }
  posix_spawnattr_t attributes;
  posix_spawnattr_init(&attributes);
  posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP);
  pid_t child = 0;
  const int failed =
      posix_spawn(&child, program.c_str(), &actions, &attributes, arguments.data(), environ);
  posix_spawnattr_destroy(&attributes);
  posix_spawn_file_actions_destroy(&actions);
  return failed != 0 ? 1 : wait_for(child, limits::libreoffice_wait_ms);
}

}  // namespace

Result<std::string> convert_by_libreoffice(const Conversion& conversion) {
  const fs::path program = find_libreoffice();
  if (program.empty()) return fail(ErrorKind::unavailable, "libreoffice.missing");
  const TemporaryFolder folder;
  const fs::path source = folder.path() / ("in." + std::string(conversion.from));
  TRY(write_file(source, conversion.bytes));
  const int status = run_libreoffice(program, folder.path(), source, conversion.to);
  if (status == -1) return fail(ErrorKind::busy, "libreoffice.timeout");
  Result<std::string> made =
      read_file(folder.path() / ("in." + std::string(conversion.to)), conversion.bytes_max);
  if (status != 0 || !made) return fail(ErrorKind::unavailable, "libreoffice.failed");
  return made;
}

std::string kind_of_file(std::string_view bytes) {
  const std::string_view kind = foreign_kind(bytes);
  if (kind != "zip") return std::string(kind);
  const auto zip = ZipReader::open(bytes);
  return std::string(zip ? package_kind(*zip) : kind);
}

}  // namespace youju::office
