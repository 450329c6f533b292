// Numbers texts from 0 in the order in which they were first seen, and finds the number of a text
// again. Each text is kept once, and a search touches one or two lines of memory: with a hundred
// thousand texts that is what it costs. Not thread-safe.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace youju {

class TextIndex {
 public:
  struct Place {
    std::uint32_t number;
    bool added;
  };
  Place add(std::string_view text);
  std::optional<std::uint32_t> find(std::string_view text) const;
  bool contains(std::string_view text) const { return find(text).has_value(); }
  // The view stays valid.
  std::string_view at(std::size_t number) const { return texts_[number]; }
  std::size_t size() const { return texts_.size(); }
  // In place of what is there, texts that are all different: they need not be compared, and stay
  // where they stand, in these blocks. Returns when `threads` have done it.
  using Block = std::unique_ptr<const std::string>;
  void restore(std::vector<Block> blocks, std::vector<std::string_view> texts, int threads = 1);
  // Makes room for so many texts in all.
  void reserve(std::size_t texts);
  // Bytes held.
  std::size_t memory_bytes() const {
    return block_bytes_ + texts_.capacity() * sizeof(std::string_view) +
           slots_.capacity() * sizeof(Slot);
  }

 private:
  // Part of the hash, so that nearly only equal texts are compared, and the number plus one; 0 is
  // an empty slot. A text stands in the first free slot from the one its hash names.
  struct Slot {
    std::uint32_t hash = 0, number = 0;
  };
  std::size_t slot_of(std::string_view text, std::size_t hash) const;
  void grow(std::size_t slots, int threads = 1);
  void put(std::size_t hash, std::uint32_t number);
  bool put_below(std::size_t end, std::size_t hash, std::uint32_t number);
  void put_all_by_place(int threads);

  std::string_view kept(std::string_view text);

  std::vector<std::string_view> texts_;
  std::vector<Block> blocks_;  // in which the texts stand
  std::size_t block_bytes_ = 0;
  std::string* open_ = nullptr;  // the block that is filled; it never grows beyond its room
  std::vector<Slot> slots_;      // a power of two, at least twice as many as texts
};

}  // namespace youju
