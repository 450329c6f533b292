#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>
#include <youju/store/file_lock.h>

#include <array>
#include <cerrno>
#include <string>
#include <utility>

namespace youju::store {
namespace {

tl::unexpected<Error> not_opened(int code, const std::filesystem::path& path) {
  switch (code) {
    case EACCES:
    case EPERM:
    case EROFS:
      return fail(ErrorKind::unavailable, "store.read_only", {}, path.string());
    case ENOENT:
    case ENOTDIR:
      return fail(ErrorKind::not_found, "store.no_folder", {}, path.string());
    default:
      return fail(ErrorKind::unavailable, "store.io", {}, path.string());
  }
}

std::string content(int descriptor) {
  std::array<char, 32> buffer{};
  const ssize_t size = ::pread(descriptor, buffer.data(), buffer.size(), 0);
  std::string text(buffer.data(), size > 0 ? static_cast<std::size_t>(size) : 0);
  return text.substr(0, text.find('\n'));
}

}  // namespace

Result<FileLock> FileLock::acquire(const std::filesystem::path& database) {
  const std::string path = database.string() + ".lock";
  FileLock lock(::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644));
  if (lock.descriptor_ < 0) return not_opened(errno, database);
  if (::flock(lock.descriptor_, LOCK_EX | LOCK_NB) != 0) {
    return fail(ErrorKind::busy, "store.locked", {{"pid", content(lock.descriptor_)}},
                database.string());
  }
  // Which process it is helps a person only, so a full disk here is no reason to stop.
  const std::string pid = std::to_string(::getpid()) + "\n";
  if (::ftruncate(lock.descriptor_, 0) == 0) {
    [[maybe_unused]] const ssize_t written = ::pwrite(lock.descriptor_, pid.data(), pid.size(), 0);
  }
  return lock;
}

FileLock::FileLock(FileLock&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}

FileLock::~FileLock() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

}  // namespace youju::store
