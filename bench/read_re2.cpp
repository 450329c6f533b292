// bench_read_re2 FILE PATTERN-FILE: how long RE2 takes to find all matches of one pattern for
// number and unit, the same that bench/read_regex.js has.
#include <re2/re2.h>

#include "pass.h"

int main(int argc, char** argv) {
  if (argc != 3) return 2;
  const std::string text = youju::bench::text_of(argv[1]);
  std::string pattern = youju::bench::text_of(argv[2]);
  while (!pattern.empty() && pattern.back() == '\n') pattern.pop_back();
  const re2::RE2 expression(pattern);
  if (!expression.ok()) return 2;
  youju::bench::measure([&] {
    std::uint64_t found = 0;
    re2::StringPiece rest(text), match;
    while (expression.Match(rest, 0, rest.size(), re2::RE2::UNANCHORED, &match, 1)) {
      ++found;
      rest.remove_prefix(static_cast<std::size_t>(match.data() + match.size() - rest.data()));
    }
    return found;
  });
}
