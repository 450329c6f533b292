// Files of sections, each with its digest: for what is quicker read than made again, and which
// nobody misses. Integers stand in it as this machine has them. A file that was damaged, cut off or
// mixed with another one is found out; one that was forged is not.
//
// A line names the format; then come sections, the last of which is empty: length (8 bytes), bytes,
// SHA-256 of the digest before (of the format's, for the first) and the bytes.
#pragma once

#include <youju/base/file.h>
#include <youju/base/hash.h>

#include <concepts>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace youju {

class ByteWriter {
 public:
  template <typename T>
    requires std::is_trivially_copyable_v<T>
  void put(const T& value) {
    bytes_.append(reinterpret_cast<const char*>(&value), sizeof(value));
  }
  void put_bytes(std::string_view bytes) {
    put(std::uint64_t{bytes.size()});
    append(bytes);
  }
  void append(std::string_view bytes) { bytes_.append(bytes); }  // to be read by next()
  std::string take() { return std::exchange(bytes_, {}); }
  std::size_t size() const { return bytes_.size(); }

 private:
  std::string bytes_;
};

// Reads what ByteWriter wrote; after the end it gives zeros and is no longer good.
class ByteReader {
 public:
  explicit ByteReader(std::string_view bytes) : rest_(bytes) {}
  template <typename T>
    requires std::is_trivially_copyable_v<T>
  T get() {
    T value{};
    const std::string_view bytes = next(sizeof(T));
    if (!bytes.empty()) bytes.copy(reinterpret_cast<char*>(&value), sizeof(T));
    return value;
  }
  std::string_view get_bytes() { return next(get<std::uint64_t>()); }
  // Empty where there are not so many.
  std::string_view next(std::uint64_t size) {
    if (size > rest_.size()) {
      good_ = false;
      rest_ = {};
      return {};
    }
    const std::string_view bytes = rest_.substr(0, size);
    rest_.remove_prefix(size);
    return bytes;
  }
  std::size_t left() const { return rest_.size(); }
  bool good() const { return good_; }
  bool at_end() const { return good_ && rest_.empty(); }

 private:
  std::string_view rest_;
  bool good_ = true;
};

// Errors and failures of NewFile; for its owner alone to read. Two who write the same path at once
// may spoil it, which is found out.
class SectionWriter {
 public:
  // `format` ends in a line feed.
  static Result<std::unique_ptr<SectionWriter>> create(const std::filesystem::path& path,
                                                       std::string_view format);
  Result<void> add(std::string_view bytes);  // not empty
  Result<void> finish();

 private:
  SectionWriter(std::unique_ptr<NewFile> file, std::string_view format);
  Result<void> put(std::string_view bytes);
  std::unique_ptr<NewFile> file_;
  Digest last_;
};

class SectionReader {
 public:
  // Errors, with the path: "file.not_found", "file.other_format", "file.damaged".
  static Result<std::unique_ptr<SectionReader>> open(const std::filesystem::path& path,
                                                     std::string_view format);
  ~SectionReader();
  SectionReader(const SectionReader&) = delete;
  SectionReader& operator=(const SectionReader&) = delete;
  std::size_t count() const { return places_.size(); }
  // Error: "file.damaged". Thread-safe.
  Result<std::string> section(std::size_t number) const;
  tl::unexpected<Error> damaged() const;

 private:
  struct Place {
    std::uint64_t begin, size;
  };
  explicit SectionReader(const std::filesystem::path& path);
  Result<std::string> read(std::uint64_t begin, std::uint64_t size) const;
  Result<Digest> digest_behind(const Place& place) const;
  Result<void> check(std::size_t number, std::string_view bytes) const;
  Result<void> find_sections(std::string_view format);

  std::string path_;
  int number_ = -1;
  std::uint64_t size_ = 0;
  Digest first_{};
  std::vector<Place> places_;
  Place last_{};
};

}  // namespace youju
