// What is typed without being shown. Inside this room.
#pragma once

#include <youju/base/result.h>

#include <string>

namespace youju::cli {

// True if somebody sits before the standard input.
bool is_typed();
// A line of the standard input without its end: on a terminal after `prompt` and unseen, elsewhere
// as it comes. Error: "cli.no_line" at the end of the input.
Result<std::string> read_secret(const std::string& prompt);

}  // namespace youju::cli
