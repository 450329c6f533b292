// Whole files, read and written safely.
#pragma once

#include <youju/base/result.h>

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

namespace youju {

// Errors: "file.not_found", "file.not_readable", "file.too_large" (over `bytes_max`; nothing is
// read), each with the path in `where`.
Result<std::string> read_file(const std::filesystem::path& path, std::uint64_t bytes_max);

// Writes to a temporary file beside it, fsyncs, renames, fsyncs the folder: after a crash the path
// holds the old content or the new, never a part. Error: "file.not_writable" (no such folder, no
// right). Throws MachineFailure "file.disk" when the disk is full or fails; the temporary is gone.
Result<void> write_file(const std::filesystem::path& path, std::string_view bytes);

// The same piece by piece, for what is too large to be held. Errors and failures of write_file().
class NewFile {
 public:
  // It grows under the name `beside`, of the same folder, where it replaces what a killed process
  // left. `mode` holds where there is no file of that path yet.
  static Result<std::unique_ptr<NewFile>> open(const std::filesystem::path& path,
                                               const std::filesystem::path& beside, unsigned mode);
  ~NewFile();  // unless it was finished, nothing of it stays
  NewFile(const NewFile&) = delete;
  NewFile& operator=(const NewFile&) = delete;
  Result<void> write(std::string_view bytes);
  Result<void> finish();

 private:
  NewFile(std::filesystem::path path, std::filesystem::path beside);
  std::filesystem::path path_, beside_;
  int number_ = -1;
  bool made_ = false;
};

}  // namespace youju
