#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <youju/base/file.h>
#include <youju/base/id.h>

#include <array>
#include <cerrno>
#include <system_error>

namespace youju {
namespace {

namespace fs = std::filesystem;

class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  ~Descriptor() {
    if (number_ >= 0) ::close(number_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  bool is_open() const { return number_ >= 0; }
  int number() const { return number_; }

 private:
  int number_;
};

std::string reason_of(int code) { return std::generic_category().message(code); }

tl::unexpected<Error> failed(std::string_view what, const fs::path& path, int code) {
  const ErrorKind kind = code == ENOENT || code == ENOTDIR ? ErrorKind::not_found
                         : code == EACCES || code == EPERM ? ErrorKind::forbidden
                                                           : ErrorKind::bad_input;
  return fail(kind, what, {{"reason", reason_of(code)}}, path.string());
}

bool is_machine_failure(int code) {
  return code == ENOSPC || code == EIO || code == EDQUOT || code == EFBIG || code == ENOMEM ||
         code == EMFILE || code == ENFILE;
}

[[noreturn]] void fail_disk(const fs::path& path, int code) {
  throw MachineFailure(
      Error{ErrorKind::unavailable, "file.disk", path.string(), {{"reason", reason_of(code)}}});
}

tl::unexpected<Error> not_written(const fs::path& path, int code) {
  if (is_machine_failure(code)) fail_disk(path, code);
  return failed("file.not_writable", path, code);
}

bool write_all(int descriptor, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(descriptor, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return true;
}

fs::path folder_of(const fs::path& path) {
  return path.has_parent_path() ? path.parent_path() : fs::path(".");
}

// Makes the rename itself durable.
bool sync_folder(const fs::path& folder) {
  Descriptor opened(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  return opened.is_open() && ::fsync(opened.number()) == 0;
}

}  // namespace

Result<std::string> read_file(const fs::path& path, std::uint64_t bytes_max) {
  const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  struct stat status{};
  if (!file.is_open() || ::fstat(file.number(), &status) != 0) {
    const int code = errno;
    if (is_machine_failure(code)) fail_disk(path, code);
    const bool absent = code == ENOENT || code == ENOTDIR;
    return failed(absent ? "file.not_found" : "file.not_readable", path, code);
  }
  const auto too_large = [&] {
    return fail(ErrorKind::too_large, "file.too_large", {{"limit", std::to_string(bytes_max)}},
                path.string());
  };
  const auto told = static_cast<std::uint64_t>(status.st_size);
  if (S_ISREG(status.st_mode) && told > bytes_max) return too_large();
  std::string bytes;
  if (S_ISREG(status.st_mode)) bytes.reserve(told);
  // Until the end and not until the told size: a pipe tells none, and a file may be growing.
  std::array<char, 64 << 10> buffer;
  for (;;) {
    const ssize_t got = ::read(file.number(), buffer.data(), buffer.size());
    if (got < 0 && errno == EINTR) continue;
    if (got < 0 && is_machine_failure(errno)) fail_disk(path, errno);
    if (got < 0) return failed("file.not_readable", path, errno);
    if (got == 0) return bytes;
    if (bytes.size() + static_cast<std::uint64_t>(got) > bytes_max) return too_large();
    bytes.append(buffer.data(), static_cast<std::size_t>(got));
  }
}

NewFile::NewFile(fs::path path, fs::path beside)
    : path_(std::move(path)), beside_(std::move(beside)) {}

NewFile::~NewFile() {
  if (number_ >= 0) ::close(number_);
  if (made_) ::unlink(beside_.c_str());
}

Result<std::unique_ptr<NewFile>> NewFile::open(const fs::path& path, const fs::path& beside,
                                               unsigned mode) {
  std::unique_ptr<NewFile> file(new NewFile(path, beside));
  file->number_ =
      ::open(beside.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, mode);
  if (file->number_ < 0) return not_written(path, errno);
  file->made_ = true;
  // What replaces a private file stays private.
  struct stat before{};
  if (::stat(path.c_str(), &before) == 0 && ::fchmod(file->number_, before.st_mode & 07777) != 0) {
    return not_written(path, errno);
  }
  return file;
}

Result<void> NewFile::write(std::string_view bytes) {
  if (!write_all(number_, bytes)) return not_written(path_, errno);
  return {};
}

Result<void> NewFile::finish() {
  // A full network disk says at the end only that the last bytes could not be kept.
  if (::fsync(number_) != 0 || ::close(std::exchange(number_, -1)) != 0 ||
      ::rename(beside_.c_str(), path_.c_str()) != 0) {
    return not_written(path_, errno);
  }
  made_ = false;
  if (!sync_folder(folder_of(path_))) return not_written(path_, errno);
  return {};
}

Result<void> write_file(const fs::path& path, std::string_view bytes) {
  const std::string beside = "." + Uuid::make(system_clock()).to_string() + ".tmp";
  const auto file = TRY(NewFile::open(path, folder_of(path) / beside, 0666));
  TRY(file->write(bytes));
  return file->finish();
}

}  // namespace youju
