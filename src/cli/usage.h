// What is said of a command line that is wrong, in the reader's language. CLI11 knows English only,
// so the sentences are made here from what it found. Inside this room.
#pragma once

#include <youju/base/catalogue.h>

#include <CLI/CLI.hpp>
#include <string>

namespace youju::cli {

// The fault, and on a second line which --help tells more.
std::string usage_fault(const CLI::App& app, const CLI::ParseError& fault, Language language);

// Headings and the help flag of `--help`, for the app and the commands that are added later.
void name_help(CLI::App& app, Language language);

}  // namespace youju::cli
