#include <youju/base/limits.h>
#include <youju/base/text.h>
#include <youju/org/unit_search.h>

#include <algorithm>
#include <tuple>

namespace youju::org {

namespace {

// Chinese reads the same folded or not, so that most names need not be folded to be compared.
bool needs_folding(std::string_view text) {
  return std::any_of(text.begin(), text.end(), [](char c) {
    return (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) == 0xEF;
  });
}

bool holds(const std::string& text, std::string_view word) {
  if (text.find(word) != std::string::npos) return true;
  return needs_folding(text) && text::folded(text).find(word) != std::string::npos;
}

}  // namespace

std::vector<UnitId> find_units(const Directory& directory, const UnitTree& tree,
                               std::string_view typed, std::size_t units_max) {
  const std::string folded =
      text::folded(typed.substr(0, std::min(typed.size(), limits::search_bytes_max)));
  std::vector<std::string_view> words;
  for (const std::string_view part : text::split(folded, ' ')) {
    const std::string_view word = text::trimmed(part);
    if (!word.empty()) words.push_back(word);
  }
  struct Hit {
    bool is_other;  // not called exactly so
    std::size_t depth;
    std::int32_t position;
    bool operator<(const Hit& other) const {
      return std::tie(is_other, depth, position) <
             std::tie(other.is_other, other.depth, other.position);
    }
  };
  std::vector<Hit> hits;
  if (words.empty()) return {};
  for (std::int32_t position = 0; position < tree.size(); ++position) {
    const Unit& unit = directory.unit(tree.at(position));
    const bool fits = std::all_of(words.begin(), words.end(), [&](std::string_view word) {
      return holds(unit.name, word) || holds(unit.short_name, word) || holds(unit.code, word);
    });
    if (!fits) continue;
    const bool is_exact =
        words.size() == 1 &&
        (unit.name == words[0] || unit.short_name == words[0] || unit.code == words[0]);
    hits.push_back({!is_exact, tree.path(unit.id).size(), position});
  }
  const std::size_t count = std::min(units_max, hits.size());
  std::partial_sort(hits.begin(), hits.begin() + static_cast<std::ptrdiff_t>(count), hits.end());
  std::vector<UnitId> found;
  found.reserve(count);
  for (std::size_t i = 0; i < count; ++i) found.push_back(tree.at(hits[i].position));
  return found;
}

}  // namespace youju::org
