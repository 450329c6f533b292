// Inside the room: how much two wordings have in common, whatever they mean.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace youju::proof {

// The pairs of neighbouring characters of some words, or the one character that they are. Made once
// for words that are compared with many others.
class Grams {
 public:
  Grams() = default;
  explicit Grams(std::string_view words);
  // What both have in common of what each has, 0..1000 (Dice); 0 for no words.
  int likeness(const Grams& other) const;

 private:
  std::vector<std::uint64_t> pairs_;  // sorted
};

int likeness_of_words(std::string_view a, std::string_view b);

}  // namespace youju::proof
