// bench_read_depths FILE numbers|facts|relations [same]: how long reading takes at one depth. With
// `same` it proves instead that what is read does not depend on the run or on how many threads read
// at once.
#include <youju/reading/reading.h>

#include <string_view>
#include <thread>

#include "pass.h"

namespace {

using namespace youju;

// Everything of a reading that a caller sees, as bytes.
std::string printed(const reading::Reading& reading) {
  std::string out;
  for (const reading::Figure& figure : reading.figures)
    out += fmt::format("{} {} {} {} {} {} {} {} {} {} {} {}\n", figure.begin_byte, figure.end_byte,
                       figure.value.to_string(), figure.unit.to_string(), name_of(figure.qualifier),
                       name_of(figure.measure), figure.plan, figure.action, figure.subject,
                       figure.actor, figure.period.to_string(), figure.sentence);
  for (const reading::Relation& relation : reading.relations) {
    out += fmt::format("{} {} {} {} {}", name_of(relation.kind), name_of(relation.verdict),
                       relation.expected, relation.found, relation.why);
    for (const std::uint32_t figure : relation.figures) out += fmt::format(" {}", figure);
    out += '\n';
  }
  return out;
}

int prove_same(std::string_view text, const reading::Options& options) {
  const std::string first = printed(reading::read(text, options));
  std::vector<std::string> others(8);
  std::vector<std::thread> threads;
  for (std::string& other : others)
    threads.emplace_back([&] { other = printed(reading::read(text, options)); });
  for (std::thread& thread : threads) thread.join();
  for (const std::string& other : others)
    if (other != first) return 1;
  fmt::print("{} {}\n", first.size(), std::count(first.begin(), first.end(), '\n'));
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 3) return 2;
  const std::string text = bench::text_of(argv[1]);
  const std::string_view depth = argv[2];
  reading::Options options;
  options.depth = depth == "numbers" ? reading::Depth::numbers
                  : depth == "facts" ? reading::Depth::facts
                                     : reading::Depth::relations;
  if (argc > 3) return prove_same(text, options);
  reading::Reading into;
  bench::measure([&] {
    reading::read(text, options, into);
    return into.figures.size();
  });
}
