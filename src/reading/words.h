// A set of words in which the longest one at a place of a text is found. Inside this room.
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
  // places where no word is.
  Hit longest(std::string_view text, std::size_t at) const {
    if (side_ == Side::begin ? text.size() - at < character_bytes : at < character_bytes) return {};
    const std::size_t bucket =
        bucket_of(text.data() + at - (side_ == Side::begin ? 0 : character_bytes));
    if (first_[bucket] == first_[bucket + 1]) return {};
    return longest_in(bucket, text, at);
  }
  bool has(std::string_view text, std::size_t at) const { return bool(longest(text, at)); }

 private:
  struct Entry {
    std::string_view word;
    std::uint16_t bucket;
    std::uint8_t kind;
  };
  static constexpr std::size_t buckets = 1024;
  static constexpr std::size_t character_bytes = 3;
  static std::size_t bucket_of(const char* three) {
    const auto at = [&](int i) {
      return static_cast<std::uint32_t>(static_cast<std::uint8_t>(three[i]));
    };
    return ((at(0) << 12U) ^ (at(1) << 6U) ^ at(2)) * 2654435761U >> 22U;
  }
  Hit longest_in(std::size_t bucket, std::string_view text, std::size_t at) const;

  Side side_;
  std::vector<Entry> entries_;  // by bucket, longer ones first
  std::array<std::uint16_t, buckets + 1> first_{};
};

}  // namespace youju::reading
