#include <youju/base/clock.h>
#include <youju/base/id.h>
#include <youju/http/temporary.h>

#include <system_error>

namespace youju::http {

namespace fs = std::filesystem;

fs::path temporary_file(const fs::path& data, std::string_view ending) {
  std::error_code error;
  fs::create_directories(data / "tmp", error);
  if (error) {
    throw MachineFailure(Error{ErrorKind::busy, "file.disk", (data / "tmp").string(), {}});
  }
  return data / "tmp" / (Uuid::make(system_clock()).to_string() + std::string(ending));
}

void remove_temporary_files(const fs::path& data) {
  std::error_code ignored;
  fs::remove_all(data / "tmp", ignored);
}

}  // namespace youju::http
