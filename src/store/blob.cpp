#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>
#include <youju/base/file.h>
#include <youju/store/blob.h>

#include <algorithm>
#include <cerrno>
#include <fstream>
#include <functional>
#include <limits>
#include <system_error>
#include <utility>

namespace youju::store {
namespace {

namespace fs = std::filesystem;

// Where uploads arrive. What a crash leaves there belongs to nobody and may be deleted.
constexpr const char* incoming = "incoming";

[[noreturn]] void throw_disk(int code, const fs::path& path) {
  const bool full = code == ENOSPC || code == EDQUOT || code == EFBIG;
  throw MachineFailure(Error{ErrorKind::unavailable,
                             full ? "store.disk_full" : "store.io",
                             path.string(),
                             {{"detail", std::generic_category().message(code)}}});
}

Result<void> make_folder(const fs::path& folder) {
  std::error_code failure;
  fs::create_directories(folder, failure);
  if (!failure) return {};
  if (failure.value() == EACCES || failure.value() == EPERM || failure.value() == EROFS) {
    return fail(ErrorKind::unavailable, "store.read_only", {}, folder.string());
  }
  throw_disk(failure.value(), folder);
}

// Makes the names in a folder durable.
void sync_folder(const fs::path& folder) {
  const int descriptor = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (descriptor < 0) throw_disk(errno, folder);
  const int code = ::fsync(descriptor) == 0 ? 0 : errno;
  ::close(descriptor);
  if (code != 0) throw_disk(code, folder);
}

// Hands on the bytes of a file of any size, piece by piece. Error: "file.not_readable".
Result<void> each_piece(const fs::path& path,
                        const std::function<Result<void>(std::string_view)>& take) {
  errno = 0;
  std::ifstream file(path, std::ios::binary);
  std::string piece(1 << 20, '\0');
  while (file.read(piece.data(), static_cast<std::streamsize>(piece.size())) || file.gcount() > 0) {
    TRY(take(std::string_view(piece).substr(0, static_cast<std::size_t>(file.gcount()))));
  }
  if (file.eof()) return {};
  return fail(ErrorKind::bad_input, "file.not_readable",
              {{"reason", std::generic_category().message(errno)}}, path.string());
}

// False when the file cannot be read.
bool digest_of_file(const fs::path& path, Digest& digest) {
  Hasher hasher;
  const bool read = each_piece(path, [&](std::string_view piece) -> Result<void> {
                      hasher.update(piece);
                      return {};
                    }).has_value();
  digest = hasher.finish();
  return read;
}

}  // namespace

struct BlobStore::Writer::State {
  State(fs::path root, std::uint64_t max)
      : folder(std::move(root)),
        temporary((folder / incoming / "XXXXXX").string()),
        bytes_max(max),
        descriptor(::mkostemp(temporary.data(), O_CLOEXEC)) {
    if (descriptor < 0) throw_disk(errno, temporary);
    ::flock(descriptor, LOCK_EX | LOCK_NB);  // a new file: nobody else holds it
  }
  ~State() {
    ::close(descriptor);
    if (!finished) ::unlink(temporary.c_str());
  }
  State(const State&) = delete;
  State& operator=(const State&) = delete;

  fs::path folder;
  std::string temporary;
  std::uint64_t bytes_max;
  std::uint64_t bytes = 0;
  int descriptor;
  bool finished = false;
  Hasher hasher;
};

BlobStore::BlobStore(fs::path folder) : folder_(std::move(folder)) {}

BlobStore::Writer::Writer(std::unique_ptr<State> state) : state_(std::move(state)) {}
BlobStore::Writer::~Writer() = default;

Result<std::unique_ptr<BlobStore::Writer>> BlobStore::begin(std::uint64_t bytes_max) {
  TRY(make_folder(folder_ / incoming));
  return std::unique_ptr<Writer>(new Writer(std::make_unique<Writer::State>(folder_, bytes_max)));
}

Result<void> BlobStore::Writer::append(std::string_view bytes) {
  CHECK(!state_->finished);
  if (bytes.size() > state_->bytes_max - state_->bytes) {
    return fail(ErrorKind::too_large, "blob.too_large",
                {{"bytes_max", std::to_string(state_->bytes_max)}});
  }
  state_->hasher.update(bytes);
  state_->bytes += bytes.size();
  while (!bytes.empty()) {
    const ssize_t written = ::write(state_->descriptor, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) throw_disk(errno, state_->temporary);
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return {};
}

Result<Digest> BlobStore::Writer::finish() {
  CHECK(!state_->finished);
  const Digest digest = state_->hasher.finish();
  const fs::path path = BlobStore(state_->folder).path_of(digest);
  if (::fsync(state_->descriptor) != 0) throw_disk(errno, state_->temporary);
  TRY(make_folder(path.parent_path()));
  // The bytes of an older file of this name are the same, or were damaged and are mended by this.
  if (::rename(state_->temporary.c_str(), path.c_str()) != 0) throw_disk(errno, path);
  state_->finished = true;
  sync_folder(path.parent_path());
  sync_folder(state_->folder);
  return digest;
}

Result<Digest> BlobStore::put(std::string_view bytes) {
  const std::unique_ptr<Writer> writer = TRY(begin(bytes.size()));
  TRY(writer->append(bytes));
  return writer->finish();
}

Result<Digest> BlobStore::put_file(const fs::path& file, std::uint64_t bytes_max) {
  const std::unique_ptr<Writer> writer = TRY(begin(bytes_max));
  TRY(each_piece(file, [&](std::string_view piece) { return writer->append(piece); }));
  return writer->finish();
}

void BlobStore::remove_abandoned() {
  std::error_code none;
  for (const auto& entry : fs::directory_iterator(folder_ / incoming, none)) {
    const int descriptor = ::open(entry.path().c_str(), O_RDONLY | O_CLOEXEC);
    if (descriptor < 0) continue;
    if (::flock(descriptor, LOCK_EX | LOCK_NB) == 0) ::unlink(entry.path().c_str());
    ::close(descriptor);
  }
}

Result<std::string> BlobStore::get(const Digest& digest) const {
  const std::vector<ErrorField> fields{{"digest", to_hex(digest)}};
  Result<std::string> bytes = read_file(path_of(digest), std::numeric_limits<std::uint64_t>::max());
  if (!bytes && bytes.error().what == "file.not_found") {
    return fail(ErrorKind::not_found, "blob.not_found", fields);
  }
  if (bytes && digest_of(*bytes) != digest) {
    return fail(ErrorKind::corrupt, "blob.corrupt", fields);
  }
  return bytes;
}

bool BlobStore::has(const Digest& digest) const {
  std::error_code none;
  return fs::is_regular_file(path_of(digest), none);
}

fs::path BlobStore::path_of(const Digest& digest) const {
  const std::string name = to_hex(digest);
  return folder_ / name.substr(0, 2) / name;
}

std::vector<std::string> BlobStore::damaged() const {
  std::vector<std::string> names;
  std::error_code none;
  for (const fs::directory_entry& entry : fs::recursive_directory_iterator(folder_, none)) {
    const std::string name = entry.path().filename().string();
    Digest expected{};
    Digest found{};
    if (!from_hex(name, expected) || !entry.is_regular_file()) continue;
    if (!digest_of_file(entry.path(), found) || found != expected) names.push_back(name);
  }
  std::sort(names.begin(), names.end());
  return names;
}

}  // namespace youju::store
