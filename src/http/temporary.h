// Files that live as long as one request: uploads on their way in, exports on their way out. They
// stand in the data folder, where there is room for them, under tmp/. Inside this room.
#pragma once

#include <youju/base/result.h>

#include <filesystem>
#include <string_view>

namespace youju::http {

// A path that nobody uses yet; the folder is made. Throws MachineFailure "file.disk" if it cannot.
std::filesystem::path temporary_file(const std::filesystem::path& data, std::string_view ending);

// What a killed server left behind; called before the first request.
void remove_temporary_files(const std::filesystem::path& data);

}  // namespace youju::http
