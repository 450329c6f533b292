#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <youju/base/hash.h>
#include <youju/indicator/rollup_reader.h>

#include <algorithm>
#include <cstring>
#include <mutex>

// A snapshot is a line that names the format, and sections: length (8 bytes), bytes, SHA-256 of
// number and bytes. The first tells store, sequence, shape and the units with cells; the others
// hold the rows of consecutive units, column by column as they stand in memory. Integers are as the
// machine has them: the file is a cache of this machine, which the store can replace.
namespace youju::indicator {
namespace {

constexpr std::string_view format = "youju rollup 1\n";
constexpr std::size_t section_bytes_wished = 8 << 20;

class Writer {
 public:
  template <typename T>
  void put(T value) {
    bytes_.append(reinterpret_cast<const char*>(&value), sizeof(value));
  }
  void put_bytes(std::string_view bytes) {
    put(std::uint64_t{bytes.size()});
    bytes_.append(bytes);
  }
  std::string take() { return std::exchange(bytes_, {}); }
  std::size_t size() const { return bytes_.size(); }

 private:
  std::string bytes_;
};

// Reads what Writer wrote; after the end it gives zeros and is no longer good.
class Reader {
 public:
  explicit Reader(std::string_view bytes) : rest_(bytes) {}
  template <typename T>
  T get() {
    T value{};
    if (rest_.size() < sizeof(T)) {
      good_ = false;
      return value;
    }
    rest_.copy(reinterpret_cast<char*>(&value), sizeof(T));
    rest_.remove_prefix(sizeof(T));
    return value;
  }
  std::string_view get_bytes() {
    const auto size = get<std::uint64_t>();
    if (size > rest_.size()) {
      good_ = false;
      return {};
    }
    const std::string_view bytes = rest_.substr(0, size);
    rest_.remove_prefix(size);
    return bytes;
  }
  bool good() const { return good_; }
  bool at_end() const { return good_ && rest_.empty(); }

 private:
  std::string_view rest_;
  bool good_ = true;
};

// Of shape and tree: a snapshot of others is of no use.
Digest signature(const RollupTree& tree, const RollupShape& shape) {
  Writer writer;
  for (const std::uint16_t size : shape.dimensions) writer.put(size);
  for (const std::uint8_t plane : shape.planes) writer.put(plane);
  const std::array<std::int32_t, 6> rest{
      shape.measures, shape.identities ? 1 : 0, shape.identity_dimension, shape.first_month,
      shape.months,   shape.cell_depth};
  writer.put(rest);
  writer.put(shape.cell_rows);
  Hasher hasher;
  hasher.update(writer.take());
  for (const auto* units : {&tree.parent, &tree.last}) {
    hasher.update({reinterpret_cast<const char*>(units->data()), units->size() * 4});
  }
  return hasher.finish();
}

Digest section_digest(std::uint64_t number, std::string_view bytes) {
  Hasher hasher;
  hasher.update({reinterpret_cast<const char*>(&number), sizeof(number)});
  hasher.update(bytes);
  return hasher.finish();
}

Error disk_failure(const std::filesystem::path& file) {
  return Error{ErrorKind::unavailable, "file.disk", file.string(), {}};
}

// A file beside the wanted one that takes its place when it is whole.
class NewFile {
 public:
  explicit NewFile(std::filesystem::path wanted)
      : wanted_(std::move(wanted)),
        temporary_(wanted_.string() + ".new"),
        file_(::open(temporary_.c_str(), O_CREAT | O_TRUNC | O_WRONLY | O_CLOEXEC, 0600)) {}
  ~NewFile() {
    if (file_ < 0) return;
    ::close(file_);
    ::unlink(temporary_.c_str());
  }
  NewFile(const NewFile&) = delete;
  NewFile& operator=(const NewFile&) = delete;

  bool open() const { return file_ >= 0; }
  void write(std::string_view bytes) {
    while (!bytes.empty()) {
      const ssize_t done = ::write(file_, bytes.data(), bytes.size());
      if (done < 0) throw MachineFailure(disk_failure(temporary_));
      bytes.remove_prefix(static_cast<std::size_t>(done));
    }
  }
  void section(std::string_view bytes) {
    const std::uint64_t size = bytes.size();
    write({reinterpret_cast<const char*>(&size), sizeof(size)});
    write(bytes);
    const Digest digest = section_digest(number_++, bytes);
    write({reinterpret_cast<const char*>(digest.data()), digest.size()});
  }
  void finish() {
    const bool good = ::fsync(file_) == 0 && ::close(std::exchange(file_, -1)) == 0 &&
                      ::rename(temporary_.c_str(), wanted_.c_str()) == 0;
    if (!good) throw MachineFailure(disk_failure(wanted_));
    const std::filesystem::path above = wanted_.has_parent_path() ? wanted_.parent_path() : ".";
    const int folder = ::open(above.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (folder < 0) throw MachineFailure(disk_failure(above));
    const int synced = ::fsync(folder);
    ::close(folder);
    if (synced != 0) throw MachineFailure(disk_failure(above));
  }

 private:
  std::filesystem::path wanted_, temporary_;
  int file_ = -1;
  std::uint64_t number_ = 0;
};

void put_segment(const RollupRow& low, const RollupSegment& segment, Writer& writer) {
  writer.put(low.unit);
  writer.put(low.day);
  writer.put(low.id);
  writer.put(std::uint64_t{segment.rows()});
  for (const RollupColumn& column : segment.columns()) {
    writer.put(static_cast<std::uint8_t>(column.width()));
    writer.put(column.base());
    const auto bytes = column.bytes();
    writer.put_bytes({reinterpret_cast<const char*>(bytes.data()), bytes.size()});
  }
}

// The rows of a home as a view has them.
void put_home(const RollupView& view, const RollupState& state, std::uint32_t home,
              Writer& writer) {
  const RollupReader reader(view, RollupQuery{state.nodes[home]->unit, 0, 0, {}});
  const RollupRows& rows = *state.nodes[home]->rows.load(std::memory_order_acquire);
  writer.put(static_cast<std::uint32_t>(rows.parts.size()));
  for (std::size_t part = 0; part < rows.parts.size(); ++part) {
    const RollupSegment& segment = *rows.parts[part].segment;
    RollupDifference difference;
    bool changed = false;
    reader.each_change(home, rows, part, [&](const RollupRow& row, int sign) {
      difference.take(row, sign);
      changed = true;
    });
    if (!changed) {
      put_segment(rows.parts[part].low, segment, writer);
      continue;
    }
    put_segment(rows.parts[part].low, RollupSegment(segment, difference, state.shape, 0), writer);
  }
}

bool get_segment(Reader& reader, const RollupState& state, RollupRows& rows) {
  RollupRow low;
  low.unit = reader.get<std::uint32_t>();
  low.day = reader.get<std::int32_t>();
  low.id = reader.get<std::uint32_t>();
  const auto count = reader.get<std::uint64_t>();
  if (count > 65536) return false;
  std::vector<RollupColumn> columns(RollupSegment::places + state.shape.dimensions.size() +
                                    static_cast<std::size_t>(state.shape.measures));
  for (RollupColumn& column : columns) {
    const auto width = reader.get<std::uint8_t>();
    const auto base = reader.get<std::int64_t>();
    const std::string_view bytes = reader.get_bytes();
    if (!reader.good() || width > 8 || bytes.size() != width * count) return false;
    column.restore(width, base, count, reinterpret_cast<const std::byte*>(bytes.data()));
  }
  rows.parts.push_back({low, std::make_unique<RollupSegment>(count, std::move(columns)).release()});
  return true;
}

// A section of rows: the first home, how many homes, and each home's segments.
bool get_homes(std::string_view bytes, RollupState& state) {
  Reader reader(bytes);
  const auto first = reader.get<std::uint32_t>();
  const auto count = reader.get<std::uint32_t>();
  if (!reader.good() || std::uint64_t{first} + count > state.nodes.size()) return false;
  for (std::uint32_t home = first; home < first + count; ++home) {
    auto rows = std::make_unique<RollupRows>();
    const auto parts = reader.get<std::uint32_t>();
    std::int64_t memory = 0;
    bool good = reader.good() && parts > 0;
    for (std::uint32_t i = 0; i < parts && good; ++i) {
      good = get_segment(reader, state, *rows);
      if (good) memory += rows->parts.back().segment->memory_bytes();
    }
    memory += rows->memory_bytes();
    state.memory += memory;
    if (state.nodes[home]->rows.load() != nullptr) good = false;
    if (good) {
      state.nodes[home]->rows.store(rows.release());
    } else {
      for (const auto& part : rows->parts) delete part.segment;
      return false;
    }
  }
  return reader.at_end();
}

class OldFile {
 public:
  explicit OldFile(const std::filesystem::path& path)
      : path_(path.string()), file_(::open(path.c_str(), O_RDONLY | O_CLOEXEC)) {
    struct stat about{};
    if (file_ >= 0 && ::fstat(file_, &about) == 0)
      size_ = static_cast<std::uint64_t>(about.st_size);
  }
  ~OldFile() {
    if (file_ >= 0) ::close(file_);
  }
  OldFile(const OldFile&) = delete;
  OldFile& operator=(const OldFile&) = delete;

  bool open() const { return file_ >= 0; }
  tl::unexpected<Error> refuse(ErrorKind kind, std::string_view what) const {
    return fail(kind, what, {}, path_);
  }
  Result<std::string> read(std::uint64_t place, std::uint64_t size) const {
    if (place > size_ || size > size_ - place)
      return refuse(ErrorKind::corrupt, "snapshot.damaged");
    std::string bytes(size, '\0');
    for (std::uint64_t done = 0; done < size;) {
      const ssize_t got =
          ::pread(file_, bytes.data() + done, size - done, static_cast<off_t>(place + done));
      if (got <= 0) return refuse(ErrorKind::corrupt, "snapshot.damaged");
      done += static_cast<std::uint64_t>(got);
    }
    return bytes;
  }
  // The places of all sections: of their bytes, with their sizes.
  Result<std::vector<std::pair<std::uint64_t, std::uint64_t>>> sections() const {
    const std::string begin = TRY(read(0, format.size()));
    if (begin != format) return refuse(ErrorKind::corrupt, "snapshot.outdated");
    std::vector<std::pair<std::uint64_t, std::uint64_t>> found;
    for (std::uint64_t place = format.size(); place < size_;) {
      const std::string head = TRY(read(place, 8));
      const auto size = Reader(head).get<std::uint64_t>();
      if (size > size_) return refuse(ErrorKind::corrupt, "snapshot.damaged");
      found.emplace_back(place + 8, size);
      place += 8 + size + sizeof(Digest);
      if (place > size_) return refuse(ErrorKind::corrupt, "snapshot.damaged");
    }
    if (found.empty()) return refuse(ErrorKind::corrupt, "snapshot.damaged");
    return found;
  }
  Result<std::string> section(std::uint64_t number,
                              std::pair<std::uint64_t, std::uint64_t> where) const {
    std::string bytes = TRY(read(where.first, where.second));
    const std::string given = TRY(read(where.first + where.second, sizeof(Digest)));
    const Digest digest = section_digest(number, bytes);
    if (std::memcmp(given.data(), digest.data(), digest.size()) != 0) {
      return refuse(ErrorKind::corrupt, "snapshot.damaged");
    }
    return bytes;
  }

 private:
  std::string path_;
  int file_;
  std::uint64_t size_ = 0;
};

}  // namespace

Result<void> Rollup::write_snapshot(const std::filesystem::path& file,
                                    const std::string& store) const {
  const RollupView picture = view();
  NewFile out(file);
  if (!out.open()) return fail(ErrorKind::bad_input, "file.not_writable", {}, file.string());
  out.write(format);
  Writer writer;
  writer.put_bytes(store);
  writer.put(picture.as_of());
  writer.put(signature(state_->tree, state_->shape));
  writer.put(static_cast<std::uint32_t>(state_->nodes.size()));
  for (const auto& node : state_->nodes) writer.put(node->unit);
  out.section(writer.take());
  const auto count = static_cast<std::uint32_t>(state_->nodes.size());
  for (std::uint32_t home = 0; home < count;) {
    const std::uint32_t first = home;
    Writer homes;
    while (home < count && homes.size() < section_bytes_wished) {
      put_home(picture, *state_, home++, homes);
    }
    writer.put(first);
    writer.put(home - first);
    out.section(writer.take() + homes.take());
  }
  out.finish();
  return {};
}

Result<std::unique_ptr<Rollup>> Rollup::restore(const std::filesystem::path& file, RollupTree tree,
                                                const RollupShape& shape, const std::string& store,
                                                int threads) {
  const OldFile in(file);
  if (!in.open()) return in.refuse(ErrorKind::not_found, "snapshot.not_there");
  const auto sections = TRY(in.sections());
  const std::string head = TRY(in.section(0, sections[0]));
  Reader reader(head);
  if (reader.get_bytes() != store)
    return in.refuse(ErrorKind::conflict, "snapshot.of_another_store");
  const auto seq = reader.get<std::int64_t>();
  if (reader.get<Digest>() != signature(tree, shape)) {
    return in.refuse(ErrorKind::conflict, "snapshot.outdated");
  }
  std::vector<std::uint32_t> units(reader.get<std::uint32_t>() & 0xffff);
  for (std::uint32_t& unit : units) unit = reader.get<std::uint32_t>();
  if (!reader.at_end()) return in.refuse(ErrorKind::corrupt, "snapshot.damaged");
  auto state = std::make_unique<RollupState>(std::move(tree), shape, seq);
  state->make_nodes_of(units);
  std::mutex mutex;
  std::optional<Error> error;
  rollup_parallel(threads, sections.size() - 1, [&](std::size_t i) {
    const Result<std::string> bytes = in.section(i + 1, sections[i + 1]);
    if (bytes && get_homes(*bytes, *state)) return;
    const std::unique_lock lock(mutex);
    error = in.refuse(ErrorKind::corrupt, "snapshot.damaged").value();
  });
  if (error) return fail(std::move(*error));
  for (const auto& node : state->nodes) {
    if (node->rows.load() == nullptr) return in.refuse(ErrorKind::corrupt, "snapshot.damaged");
  }
  state->fill(threads, nullptr);
  return std::unique_ptr<Rollup>(new Rollup(std::move(state)));
}

}  // namespace youju::indicator
