// The version of the program, as CMakeLists.txt says it.
#pragma once

#include <string_view>

namespace youju {

inline constexpr std::string_view version = YOUJU_VERSION;

}  // namespace youju
