// A set of words in which the longest one at a place of a text is found, and whether a text says,
// begins or ends with one of a few words. Inside this room.
#pragma once

#include <array>
#include <cstdint>
#include <initializer_list>
#include <string_view>
#include <vector>

namespace youju::reading {

class Words {
 public:
  enum class Side { begin, end };
  // Words of at least one Chinese character (three bytes), parted by blanks, and what they are.
  struct Group {
    std::uint8_t kind;
    std::string_view words;
  };
  struct Hit {
    std::uint32_t bytes = 0;
    std::uint8_t kind = 0;
    explicit operator bool() const { return bytes != 0; }
  };

  // Words are found by their first or their last character. `groups` must outlive the set.
  Words(Side side, std::initializer_list<Group> groups);

  // The longest word that begins at `at`, or, for Side::end, that ends there. Inline for the many
  // places where no word is: one bit tells most of them.
  Hit longest(std::string_view text, std::size_t at) const {
    if (side_ == Side::begin ? text.size() - at < character_bytes : at < character_bytes) return {};
    const std::size_t key = key_of(text.data() + at - (side_ == Side::begin ? 0 : character_bytes));
    if ((used_[key / 64] >> (key % 64) & 1U) == 0) return {};
    return longest_in(key, text, at);
  }
  bool has(std::string_view text, std::size_t at) const {
    return static_cast<bool>(longest(text, at));
  }

 private:
  // A word with those eight bytes of it that lie at its side's end of it, for one comparison; a
  // shorter one fills but some of them, the others are shifted out.
  struct Entry {
    std::uint64_t edge = 0;
    const char* word = nullptr;
    std::uint8_t size = 0;
    std::uint8_t kind = 0;
    std::uint8_t spare_bits = 0;
    std::uint16_t key = 0;
  };
  static constexpr std::size_t key_bits = 10;
  static constexpr std::size_t character_bytes = 3;
  static std::size_t key_of(const char* three) {
    const auto at = [&](int i) {
      return static_cast<std::uint32_t>(static_cast<std::uint8_t>(three[i]));
    };
    return ((at(0) << 12U) ^ (at(1) << 6U) ^ at(2)) * 2654435761U >> (32U - key_bits);
  }
  void add(const Group& group);
  Hit longest_in(std::size_t key, std::string_view text, std::size_t at) const;

  // The words of a bucket. A bit for each second character (from their side) tells mostly that none
  // but those of one character can be here.
  struct Bucket {
    std::uint64_t seconds = 0;
    std::uint16_t first = 0, single = 0;  // entries: the first, and the first of one character
  };
  static std::uint64_t second_bit(const char* three) {
    return std::uint64_t{1} << (key_of(three) % 64U);
  }

  // Small sets stay small, since there are many of them and all want to be near: a bit for each
  // key, then as many buckets as there are words.
  Side side_;
  std::uint8_t shift_ = 0;  // from a key to its bucket
  std::array<std::uint64_t, (1U << key_bits) / 64> used_{};
  std::vector<Bucket> buckets_;  // and one behind them
  std::vector<Entry> entries_;   // by bucket, longer ones first
};

bool says(std::string_view text, std::initializer_list<std::string_view> words);
bool begins(std::string_view text, std::initializer_list<std::string_view> words);
bool ends(std::string_view text, std::initializer_list<std::string_view> words);

}  // namespace youju::reading
