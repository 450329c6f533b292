#include <youju/base/text.h>
#include <youju/proof/likeness.h>

#include <algorithm>

namespace youju::proof {

Grams::Grams(std::string_view words) {
  std::uint64_t before = 0;
  for (std::size_t at = 0; at < words.size();) {
    const std::uint64_t character = text::next(words, at);
    if (before != 0) pairs_.push_back(before << 32U | character);
    before = character;
  }
  if (pairs_.empty() && before != 0) pairs_.push_back(before);
  std::sort(pairs_.begin(), pairs_.end());
}

int Grams::likeness(const Grams& other) const {
  const std::size_t all = pairs_.size() + other.pairs_.size();
  if (all == 0) return 0;
  std::size_t both = 0;
  auto one = pairs_.begin();
  auto two = other.pairs_.begin();
  while (one != pairs_.end() && two != other.pairs_.end()) {
    if (*one < *two) {
      ++one;
    } else if (*two < *one) {
      ++two;
    } else {
      ++both, ++one, ++two;
    }
  }
  return static_cast<int>(2000 * both / all);
}

int likeness_of_words(std::string_view a, std::string_view b) {
  return Grams(a).likeness(Grams(b));
}

}  // namespace youju::proof
