// The command line: reads arguments, calls one command, prints, and answers with the exit status.
#pragma once

#include <youju/base/catalogue.h>

#include <functional>
#include <string>

namespace youju::cli {

// Starts the server on a data folder and returns its exit status when it was told to stop. Given by
// main, since the two doors do not know each other.
struct ServeArguments {
  std::string data, database, address;
  bool quiet = false;
  Language language = Language::zh_cn;
};
using Serve = std::function<int(const ServeArguments&)>;

// 0 done · 1 done, findings are printed · 2 wrong usage · 3 bad input · 4 the machine failed.
int run(int argc, const char* const* argv, const Serve& serve);

}  // namespace youju::cli
