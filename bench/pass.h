// What the benches of reading share: a text from a file, and the median time of passes over it.
#pragma once

#include <fmt/core.h>

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

namespace youju::bench {

inline std::string text_of(const char* path) {
  std::ifstream file(path, std::ios::binary);
  std::string text{std::istreambuf_iterator<char>(file), {}};
  if (text.empty()) {
    fmt::print(stderr, "{}: no text\n", path);
    std::exit(2);
  }
  return text;
}

// Of this thread's core, not of the clock on the wall: what other programs take does not count.
inline double spent_seconds() {
  std::timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

// Passes are repeated until half a second is spent, 3 at least and 501 at most; before them goes
// one that is not counted. Prints the median in seconds and what a pass counted.
template <typename Pass>
void measure(const Pass& pass) {
  std::uint64_t counted = pass();
  std::vector<double> seconds;
  double spent = 0;
  while (seconds.size() < 3 || (spent < 0.5 && seconds.size() < 501)) {
    const double began = spent_seconds();
    counted = pass();
    seconds.push_back(spent_seconds() - began);
    spent += seconds.back();
  }
  std::nth_element(seconds.begin(), seconds.begin() + seconds.size() / 2, seconds.end());
  fmt::print("{:.9f} {}\n", seconds[seconds.size() / 2], counted);
}

}  // namespace youju::bench
