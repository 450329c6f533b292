// Zip containers, read and written. Reading trusts nothing: sizes, ratios and names are bounded
// (limits::zip_*), a bomb is refused before it is unpacked. Writing is deterministic: the same parts
// give the same bytes (fixed time stamps, given order).
#pragma once

#include <youju/base/result.h>

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace youju::office {

class ZipReader {
 public:
  // Keeps a copy-free view of `bytes`, which must outlive the reader. Errors: "zip.not_a_zip",
  // "zip.truncated", "zip.too_many_entries", "zip.bomb" (entry, total or ratio over its limit),
  // "zip.encrypted".
  static Result<ZipReader> open(std::string_view bytes);
  ZipReader(ZipReader&&) noexcept;
  ZipReader& operator=(ZipReader&&) noexcept;
  ~ZipReader();

  bool has(std::string_view name) const;
  std::vector<std::string> names() const;
  // The whole entry. Errors: "zip.no_entry", "zip.corrupt" (CRC), "zip.bomb".
  Result<std::string> read(std::string_view name) const;
  // Piece by piece, for large sheets: `sink` gets pieces of at most 64 KiB; its error stops it.
  template <typename Sink>
  Result<void> stream(std::string_view name, Sink&& sink) const;

 private:
  struct State;
  explicit ZipReader(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

// In-memory writer; parts are deflated as they are added.
class ZipWriter {
 public:
  ZipWriter();
  ~ZipWriter();
  void add(std::string_view name, std::string_view bytes);
  // A part stored as it is (already compressed: pictures, embedded workbooks).
  void store(std::string_view name, std::string_view bytes);
  std::string finish();  // the container's bytes; the writer is done

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace youju::office
