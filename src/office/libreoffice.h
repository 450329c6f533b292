// Files of other programs turned into ours by LibreOffice, when it is installed: .xls into .xlsx,
// .docx into PDF. Each run has a profile and a folder of its own, so several may run at once.
// Thread-safe.
#pragma once

#include <youju/base/result.h>

#include <cstdint>
#include <string>
#include <string_view>

namespace youju::office {

// The bytes of a file with the ending `from` ("xls") as one with the ending `to` ("xlsx"), of at
// most `bytes_max`. Takes seconds. Errors: "libreoffice.missing" (ErrorKind::unavailable),
// "libreoffice.timeout" (after limits::libreoffice_wait_ms), "libreoffice.failed". Throws
// MachineFailure "file.disk" when there is no room for the temporary files.
struct Conversion {
  std::string_view bytes, from, to;
  std::uint64_t bytes_max = 0;
};
Result<std::string> convert_by_libreoffice(const Conversion& conversion);

// What a file is by its bytes, for choosing a reader: "xlsx", "ods", "xls", "text", "pdf", ….
std::string kind_of_file(std::string_view bytes);

}  // namespace youju::office
