#include <youju/base/limits.h>
#include <youju/office/zip.h>
#include <zip.h>

#include <algorithm>
#include <array>
#include <new>

namespace youju::office {
namespace {

// Below this size a high ratio is no harm: a sheet of a thousand equal rows packs 300 times.
constexpr std::uint64_t ratio_free_bytes = 1ULL << 20;
constexpr std::size_t piece_bytes = 64 << 10;

struct ArchiveDeleter {
  void operator()(zip_t* archive) const { zip_discard(archive); }
};
struct FileDeleter {
  void operator()(zip_file_t* file) const { zip_fclose(file); }
};

tl::unexpected<Error> refused(std::string_view what, std::string_view entry) {
  const ErrorKind kind = what == "zip.bomb" ? ErrorKind::too_large : ErrorKind::bad_input;
  return fail(kind, what, {{"entry", std::string(entry)}});
}

// What the directory claims about one entry, held against the bounds.
Result<void> admit(const zip_stat_t& stat) {
  const std::string_view name = stat.name;
  constexpr zip_uint64_t wanted = ZIP_STAT_SIZE | ZIP_STAT_COMP_SIZE;
  if ((stat.valid & wanted) != wanted) return refused("zip.corrupt", name);
  if ((stat.valid & ZIP_STAT_ENCRYPTION_METHOD) && stat.encryption_method != ZIP_EM_NONE) {
    return refused("zip.encrypted", name);
  }
  if (stat.size > limits::zip_entry_bytes_max) return refused("zip.bomb", name);
  if (stat.size > ratio_free_bytes && stat.size / limits::zip_ratio_max > stat.comp_size) {
    return refused("zip.bomb", name);
  }
  return {};
}

Result<void> admit_all(zip_t* archive) {
  const zip_int64_t count = zip_get_num_entries(archive, 0);
  if (static_cast<std::uint64_t>(count) > limits::zip_entries_max) {
    return fail(ErrorKind::too_large, "zip.too_many_entries",
                {{"max", std::to_string(limits::zip_entries_max)}});
  }
  std::uint64_t total = 0;
  for (zip_uint64_t index = 0; index < static_cast<zip_uint64_t>(count); ++index) {
    zip_stat_t stat;
    if (zip_stat_index(archive, index, 0, &stat) != 0) return refused("zip.corrupt", "");
    TRY(admit(stat));
    total += stat.size;
    if (total > limits::zip_total_bytes_max) return refused("zip.bomb", stat.name);
  }
  return {};
}

}  // namespace

struct ZipReader::State {
  std::unique_ptr<zip_t, ArchiveDeleter> archive;
  std::uint64_t bytes_size = 0;
};

ZipReader::ZipReader(std::unique_ptr<State> state) : state_(std::move(state)) {}
ZipReader::ZipReader(ZipReader&&) noexcept = default;
ZipReader& ZipReader::operator=(ZipReader&&) noexcept = default;
ZipReader::~ZipReader() = default;

Result<ZipReader> ZipReader::open(std::string_view bytes) {
  // The library takes nothing for an archive of no entries.
  if (bytes.empty()) return fail(ErrorKind::bad_input, "zip.not_a_zip");
  zip_error_t error;
  zip_error_init(&error);
  zip_source_t* source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, &error);
  if (source == nullptr) throw std::bad_alloc();
  zip_t* archive = zip_open_from_source(source, ZIP_RDONLY, &error);
  const int code = zip_error_code_zip(&error);
  zip_error_fini(&error);
  if (archive == nullptr) {
    zip_source_free(source);
    if (code == ZIP_ER_MEMORY) throw std::bad_alloc();
    // The directory stands at the end: a file that starts like a zip and has none was cut off.
    if (bytes.substr(0, 4) == "PK\x03\x04") return fail(ErrorKind::bad_input, "zip.truncated");
    return fail(ErrorKind::bad_input, "zip.not_a_zip");
  }
  auto state = std::make_unique<State>();
  state->archive.reset(archive);
  state->bytes_size = bytes.size();
  TRY(admit_all(archive));
  return ZipReader(std::move(state));
}

bool ZipReader::has(std::string_view name) const {
  return zip_name_locate(state_->archive.get(), std::string(name).c_str(), ZIP_FL_NOCASE) >= 0;
}

std::vector<std::string> ZipReader::names() const {
  std::vector<std::string> names;
  const auto count = static_cast<zip_uint64_t>(zip_get_num_entries(state_->archive.get(), 0));
  for (zip_uint64_t index = 0; index < count; ++index) {
    const char* name = zip_get_name(state_->archive.get(), index, 0);
    if (name != nullptr) names.emplace_back(name);
  }
  return names;
}

Result<std::string> ZipReader::read(std::string_view name) const {
  std::string all;
  TRY(stream(name, [&all](std::string_view piece) -> Result<void> {
    all += piece;
    return {};
  }));
  return all;
}

Result<void> ZipReader::stream_to(std::string_view name, void* target,
                                  Result<void> (*sink)(void*, std::string_view)) const {
  zip_t* archive = state_->archive.get();
  const zip_int64_t located = zip_name_locate(archive, std::string(name).c_str(), ZIP_FL_NOCASE);
  if (located < 0) {
    return fail(ErrorKind::not_found, "zip.no_entry", {{"entry", std::string(name)}});
  }
  const auto index = static_cast<zip_uint64_t>(located);
  zip_stat_t stat;
  if (zip_stat_index(archive, index, 0, &stat) != 0) return refused("zip.corrupt", name);
  std::unique_ptr<zip_file_t, FileDeleter> file(zip_fopen_index(archive, index, 0));
  if (!file) {
    const int code = zip_error_code_zip(zip_get_error(archive));
    if (code == ZIP_ER_MEMORY) throw std::bad_alloc();
    return refused(code == ZIP_ER_COMPNOTSUPP ? "zip.unsupported_method" : "zip.corrupt", name);
  }
  // A claimed packed size cannot exceed the file, so the ratio holds whatever the directory says.
  const std::uint64_t packed = std::min<std::uint64_t>(stat.comp_size, state_->bytes_size);
  const std::uint64_t most = std::max(ratio_free_bytes, packed * limits::zip_ratio_max);
  std::uint64_t produced = 0;
  std::array<char, piece_bytes> piece;
  while (true) {
    const zip_int64_t got = zip_fread(file.get(), piece.data(), piece.size());
    if (got < 0) return refused("zip.corrupt", name);
    if (got == 0) break;
    produced += static_cast<std::uint64_t>(got);
    if (produced > most || produced > limits::zip_entry_bytes_max) {
      return refused("zip.bomb", name);
    }
    // More than was claimed would escape the bound on the total.
    if (produced > stat.size) return refused("zip.corrupt", name);
    TRY(sink(target, std::string_view(piece.data(), static_cast<std::size_t>(got))));
  }
  if (produced != stat.size) return refused("zip.corrupt", name);
  return {};
}

}  // namespace youju::office
