#include <libdeflate.h>
#include <youju/base/result.h>
#include <youju/office/zip.h>

#include <limits>
#include <new>

namespace youju::office {
namespace {

// The structures of a zip file, as PKWARE's APPNOTE 6.3 numbers them in section 4.3.
constexpr std::uint32_t local_header_signature = 0x04034b50;      // 4.3.7
constexpr std::uint32_t directory_header_signature = 0x02014b50;  // 4.3.12
constexpr std::uint32_t directory_end_signature = 0x06054b50;     // 4.3.16

constexpr std::uint16_t version_needed = 20;
constexpr std::uint16_t method_stored = 0;
constexpr std::uint16_t method_deflated = 8;
// 1980-01-01 00:00, the earliest that the format knows: a document made twice has the same bytes.
constexpr std::uint16_t fixed_time = 0;
constexpr std::uint16_t fixed_date = 0x0021;

// Level 1 halves the time of level 6 and costs a tenth more bytes on WordprocessingML.
constexpr int deflate_level = 1;

struct CompressorDeleter {
  void operator()(libdeflate_compressor* compressor) const {
    libdeflate_free_compressor(compressor);
  }
};

void put16(std::string& out, std::uint16_t number) {
  out.push_back(static_cast<char>(number & 0xff));
  out.push_back(static_cast<char>(number >> 8));
}

void put32(std::string& out, std::uint32_t number) {
  put16(out, static_cast<std::uint16_t>(number & 0xffff));
  put16(out, static_cast<std::uint16_t>(number >> 16));
}

void overwrite32(std::string& out, std::size_t at, std::uint32_t number) {
  for (std::size_t byte = 0; byte < 4; ++byte) {
    out[at + byte] = static_cast<char>((number >> (8 * byte)) & 0xff);
  }
}

std::uint32_t as32(std::size_t number) {
  CHECK(number <= std::numeric_limits<std::uint32_t>::max());
  return static_cast<std::uint32_t>(number);
}

struct Entry {
  std::string name;
  std::uint16_t method = method_stored;
  std::uint32_t crc = 0;
  std::uint32_t packed_size = 0;
  std::uint32_t size = 0;
  std::uint32_t offset = 0;
};

// What the local and the directory header have in common, from "version needed" on.
void put_common(std::string& out, const Entry& entry) {
  put16(out, version_needed);
  put16(out, 0);  // flags: names are ASCII, sizes are known
  put16(out, entry.method);
  put16(out, fixed_time);
  put16(out, fixed_date);
  put32(out, entry.crc);
  put32(out, entry.packed_size);
  put32(out, entry.size);
  put16(out, static_cast<std::uint16_t>(entry.name.size()));
  put16(out, 0);  // no extra field
}

}  // namespace

struct ZipWriter::State {
  std::string out;
  std::vector<Entry> entries;
  std::unique_ptr<libdeflate_compressor, CompressorDeleter> compressor;

  // Writes the local header with the sizes still to come; they stand at a fixed place in it.
  Entry begin(std::string_view name, std::string_view bytes) {
    CHECK(name.size() <= std::numeric_limits<std::uint16_t>::max());
    Entry entry;
    entry.name = std::string(name);
    entry.crc = libdeflate_crc32(0, bytes.data(), bytes.size());
    entry.size = as32(bytes.size());
    entry.packed_size = entry.size;
    entry.offset = as32(out.size());
    return entry;
  }

  void put_local_header(const Entry& entry) {
    put32(out, local_header_signature);
    put_common(out, entry);
    out += entry.name;
  }
};

ZipWriter::ZipWriter() : state_(std::make_unique<State>()) {}
ZipWriter::~ZipWriter() = default;

void ZipWriter::add(std::string_view name, std::string_view bytes) {
  State& state = *state_;
  if (!state.compressor) {
    state.compressor.reset(libdeflate_alloc_compressor(deflate_level));
    if (!state.compressor) throw std::bad_alloc();
  }
  Entry entry = state.begin(name, bytes);
  entry.method = method_deflated;
  state.put_local_header(entry);
  const std::size_t start = state.out.size();
  const std::size_t bound = libdeflate_deflate_compress_bound(state.compressor.get(), bytes.size());
  state.out.resize(start + bound);
  const std::size_t packed = libdeflate_deflate_compress(
      state.compressor.get(), bytes.data(), bytes.size(), state.out.data() + start, bound);
  CHECK(packed > 0);
  state.out.resize(start + packed);
  entry.packed_size = as32(packed);
  constexpr std::size_t packed_size_at = 18;
  overwrite32(state.out, entry.offset + packed_size_at, entry.packed_size);
  state.entries.push_back(std::move(entry));
}

void ZipWriter::store(std::string_view name, std::string_view bytes) {
  State& state = *state_;
  Entry entry = state.begin(name, bytes);
  state.put_local_header(entry);
  state.out += bytes;
  state.entries.push_back(std::move(entry));
}

std::string ZipWriter::finish() {
  State& state = *state_;
  std::string& out = state.out;
  const std::size_t directory = out.size();
  for (const Entry& entry : state.entries) {
    put32(out, directory_header_signature);
    put16(out, version_needed);  // made by: FAT, the neutral choice
    put_common(out, entry);
    put16(out, 0);  // no comment
    put16(out, 0);  // first disk
    put16(out, 0);  // internal attributes
    put32(out, 0);  // external attributes
    put32(out, entry.offset);
    out += entry.name;
  }
  CHECK(state.entries.size() < std::numeric_limits<std::uint16_t>::max());
  const auto count = static_cast<std::uint16_t>(state.entries.size());
  const std::uint32_t directory_size = as32(out.size() - directory);
  put32(out, directory_end_signature);
  put16(out, 0);
  put16(out, 0);
  put16(out, count);
  put16(out, count);
  put32(out, directory_size);
  put32(out, as32(directory));
  put16(out, 0);
  return std::move(out);
}

}  // namespace youju::office
