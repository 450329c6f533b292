// Content-addressed files: evidence, imported workbooks, issued documents. A blob's name is the
// SHA-256 of its bytes, so the same file is kept once and a changed one is noticed.
// Layout: <folder>/<first two hex digits>/<64 hex digits>; <folder>/incoming holds uploads on their
// way. The folder is made with the first blob. Thread-safe; a Writer belongs to one thread.
#pragma once

#include <youju/base/hash.h>
#include <youju/base/result.h>

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace youju::store {

class BlobStore {
 public:
  explicit BlobStore(std::filesystem::path folder);

  // A blob being received piece by piece (an upload), in a temporary file. Destroyed unfinished, it
  // leaves nothing behind.
  class Writer {
   public:
    ~Writer();
    // Error: "blob.too_large" once more than `bytes_max` came. Throws MachineFailure when the disk
    // is full.
    Result<void> append(std::string_view bytes);
    // fsync, rename into place, fsync of the folder; returns the digest. Done twice, the same file.
    Result<Digest> finish();

   private:
    friend class BlobStore;
    struct State;
    explicit Writer(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
  };
  // Both: error "store.read_only" when the folder cannot be written; throw MachineFailure
  // "store.disk_full" or "store.io". A file damaged on disk is mended when its bytes come again.
  Result<std::unique_ptr<Writer>> begin(std::uint64_t bytes_max);
  Result<Digest> put(std::string_view bytes);
  // The same of a file, piece by piece. Errors also: "blob.too_large", "file.not_readable".
  Result<Digest> put_file(const std::filesystem::path& file, std::uint64_t bytes_max);
  // A string would silently become a path: whoever has bytes puts them.
  Result<Digest> put_file(std::string_view bytes, std::uint64_t bytes_max) = delete;

  // Removes what writers left behind whose process was killed. The file of a living one, here or
  // in another process, is locked and stays.
  void remove_abandoned();

  // Errors: "blob.not_found", "blob.corrupt" (the bytes no longer have this digest).
  Result<std::string> get(const Digest& digest) const;
  bool has(const Digest& digest) const;
  std::filesystem::path path_of(const Digest& digest) const;
  // Digests whose bytes do not match their name; for `youju audit`.
  std::vector<std::string> damaged() const;

 private:
  std::filesystem::path folder_;
};

}  // namespace youju::store
