#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <youju/base/section_file.h>

#include <cerrno>
#include <cstring>

namespace youju {
namespace {

std::string_view bytes_of(const Digest& digest) {
  return {reinterpret_cast<const char*>(digest.data()), digest.size()};
}

Digest digest_after(const Digest& before, std::string_view bytes) {
  Hasher hasher;
  hasher.update(bytes_of(before));
  hasher.update(bytes);
  return hasher.finish();
}

}  // namespace

SectionWriter::SectionWriter(std::unique_ptr<NewFile> file, std::string_view format)
    : file_(std::move(file)), last_(digest_of(format)) {}

Result<std::unique_ptr<SectionWriter>> SectionWriter::create(const std::filesystem::path& path,
                                                             std::string_view format) {
  auto file = TRY(NewFile::open(path, path.string() + ".new", 0600));
  TRY(file->write(format));
  return std::unique_ptr<SectionWriter>(new SectionWriter(std::move(file), format));
}

Result<void> SectionWriter::put(std::string_view bytes) {
  const std::uint64_t size = bytes.size();
  TRY(file_->write({reinterpret_cast<const char*>(&size), sizeof(size)}));
  TRY(file_->write(bytes));
  last_ = digest_after(last_, bytes);
  return file_->write(bytes_of(last_));
}

Result<void> SectionWriter::add(std::string_view bytes) {
  CHECK(!bytes.empty());
  return put(bytes);
}

Result<void> SectionWriter::finish() {
  TRY(put({}));
  return file_->finish();
}

SectionReader::SectionReader(const std::filesystem::path& path)
    : path_(path.string()), number_(::open(path.c_str(), O_RDONLY | O_CLOEXEC)) {}

SectionReader::~SectionReader() {
  if (number_ >= 0) ::close(number_);
}

tl::unexpected<Error> SectionReader::damaged() const {
  return fail(ErrorKind::corrupt, "file.damaged", {}, path_);
}

Result<std::unique_ptr<SectionReader>> SectionReader::open(const std::filesystem::path& path,
                                                           std::string_view format) {
  std::unique_ptr<SectionReader> reader(new SectionReader(path));
  struct stat about{};
  if (reader->number_ < 0 || ::fstat(reader->number_, &about) != 0) {
    return fail(ErrorKind::not_found, "file.not_found", {}, path.string());
  }
  reader->size_ = static_cast<std::uint64_t>(about.st_size);
  TRY(reader->find_sections(format));
  return reader;
}

Result<std::string> SectionReader::read(std::uint64_t begin, std::uint64_t size) const {
  if (begin > size_ || size > size_ - begin) return damaged();
  std::string bytes(size, '\0');
  for (std::uint64_t done = 0; done < size;) {
    const ssize_t got =
        ::pread(number_, bytes.data() + done, size - done, static_cast<off_t>(begin + done));
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return damaged();
    done += static_cast<std::uint64_t>(got);
  }
  return bytes;
}

Result<Digest> SectionReader::digest_behind(const Place& place) const {
  const std::string bytes = TRY(read(place.begin + place.size, sizeof(Digest)));
  Digest digest;
  std::memcpy(digest.data(), bytes.data(), digest.size());
  return digest;
}

Result<void> SectionReader::find_sections(std::string_view format) {
  const auto begin = read(0, format.size());
  if (!begin || *begin != format) {
    return fail(ErrorKind::corrupt, "file.other_format", {}, path_);
  }
  first_ = digest_of(format);
  for (std::uint64_t at = format.size();;) {
    const std::string head = TRY(read(at, sizeof(std::uint64_t)));
    const Place place{at + head.size(), ByteReader(head).get<std::uint64_t>()};
    if (place.size > size_ - place.begin) return damaged();
    at = place.begin + place.size + sizeof(Digest);
    if (place.size == 0) {
      if (at != size_) return damaged();
      last_ = place;
      return check(places_.size(), {});
    }
    places_.push_back(place);
  }
}

Result<void> SectionReader::check(std::size_t number, std::string_view bytes) const {
  const Digest before = number == 0 ? first_ : TRY(digest_behind(places_[number - 1]));
  const Place& place = number == places_.size() ? last_ : places_[number];
  if (digest_after(before, bytes) != TRY(digest_behind(place))) return damaged();
  return {};
}

Result<std::string> SectionReader::section(std::size_t number) const {
  const Place& place = places_.at(number);
  std::string bytes = TRY(read(place.begin, place.size));
  TRY(check(number, bytes));
  return bytes;
}

}  // namespace youju
