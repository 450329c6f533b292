// Zip containers, read and written. Reading trusts nothing: numbers, sizes and ratios are bounded
// (limits::zip_*) by what the directory claims before anything is unpacked, and counted again while
// unpacking, so a directory that lies gains nothing. Writing is deterministic: the same parts give
// the same bytes (fixed time stamps, given order).
#pragma once

#include <youju/base/result.h>

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

namespace youju::office {

// One thread at a time. An entry's name is compared without regard to the case of ASCII letters,
// as ISO/IEC 29500-2 compares part names.
class ZipReader {
 public:
  // Keeps a copy-free view of `bytes`, which must outlive the reader. Errors: "zip.not_a_zip",
  // "zip.truncated", "zip.too_many_entries", "zip.bomb" (entry, total or ratio over its limit; the
  // ratio counts only for entries over 1 MiB, since small XML compresses well), "zip.encrypted".
  static Result<ZipReader> open(std::string_view bytes);
  ZipReader(const ZipReader&) = delete;
  ZipReader& operator=(const ZipReader&) = delete;
  ZipReader(ZipReader&&) noexcept;
  ZipReader& operator=(ZipReader&&) noexcept;
  ~ZipReader();

  bool has(std::string_view name) const;
  std::vector<std::string> names() const;  // in the order of the directory
  // The whole entry. Errors: "zip.no_entry", "zip.corrupt" (CRC, size or data), "zip.bomb",
  // "zip.unsupported_method".
  Result<std::string> read(std::string_view name) const;
  // Piece by piece, for large sheets: `sink`, a callable Result<void>(std::string_view), gets
  // pieces of at most 64 KiB; its error stops the reading and comes back. The other errors are
  // read's.
  template <typename Sink>
  Result<void> stream(std::string_view name, Sink&& sink) const {
    using Target = std::remove_reference_t<Sink>;
    return stream_to(name, &sink, [](void* target, std::string_view piece) -> Result<void> {
      return (*static_cast<Target*>(target))(piece);
    });
  }

 private:
  struct State;
  explicit ZipReader(std::unique_ptr<State> state);
  Result<void> stream_to(std::string_view name, void* target,
                         Result<void> (*sink)(void*, std::string_view)) const;
  std::unique_ptr<State> state_;
};

// In-memory writer; parts are deflated as they are added, fast rather than small. Not thread-safe.
class ZipWriter {
 public:
  ZipWriter();
  ~ZipWriter();
  void add(std::string_view name, std::string_view bytes);
  // A part kept as it is: a picture, or the parts of a workbook that is itself deflated as a whole.
  void store(std::string_view name, std::string_view bytes);
  std::string finish();  // the container's bytes; the writer is done

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace youju::office
