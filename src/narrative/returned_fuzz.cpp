// What comes back from people: any bytes as an .html page and as a manifest, and figures looked for
// in any text. Every figure has a name, every place lies within the text.
#include <youju/narrative/html_reader.h>
#include <youju/narrative/pairing.h>

#include <cstdint>
#include <string>

namespace youju::narrative {
namespace {

// The text before the first line of three hyphens is the document, each line behind it a figure:
// words before, its text and words after, parted by bars.
void pair(std::string_view input) {
  const std::size_t rule = input.find("---\n");
  if (rule == std::string_view::npos) return;
  const RunningText text({std::string(input.substr(0, rule))});
  std::vector<ManifestEntry> entries;
  std::string_view rest = input.substr(rule + 4);
  while (!rest.empty() && entries.size() < 64) {
    const std::string_view line = rest.substr(0, rest.find('\n'));
    rest.remove_prefix(std::min(line.size() + 1, rest.size()));
    const std::size_t first = line.find('|');
    const std::size_t second = first == std::string_view::npos ? first : line.find('|', first + 1);
    if (second == std::string_view::npos) continue;
    ManifestEntry entry;
    entry.before = line.substr(0, first);
    entry.text = line.substr(first + 1, second - first - 1);
    entry.after = line.substr(second + 1);
    entries.push_back(std::move(entry));
  }
  std::vector<Carried> carried;
  for (std::size_t at = 0; at + 3 < text.text().size() && carried.size() < 8; at += 7) {
    Carried control;
    control.text = text.text().substr(at, 3);
    control.begin = at;
    control.end = at + 3;
    carried.push_back(std::move(control));
  }
  for (const std::vector<Carried>& controls : {std::vector<Carried>{}, carried}) {
    const std::vector<Pair> pairs = pair_up(controls, entries, text);
    CHECK(pairs.size() == entries.size());
    for (const Pair& one : pairs) {
      CHECK(one.printed != nullptr);
      if (one.place == Pair::Place::here) {
        CHECK(one.begin <= one.end && one.end <= text.text().size());
      }
      (void)text.context(one.begin, one.end);
    }
  }
}

}  // namespace
}  // namespace youju::narrative

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace youju::narrative;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  for (const HtmlFigure& figure : read_html_figures(bytes).figures) CHECK(!figure.name.empty());
  ManifestContent content;
  (void)parse_manifest(bytes, content);
  pair(bytes);
  return 0;
}
