// Whole files, read and written safely.
#pragma once

#include <youju/base/result.h>

#include <cstdint>
#include <filesystem>
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

}  // namespace youju
