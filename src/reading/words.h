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

  // The longest word that begins at `at`, or, for Side::end, that ends there.
  Hit longest(std::string_view text, std::size_t at) const;
  bool has(std::string_view text, std::size_t at) const { return bool(longest(text, at)); }

 private:
  struct Entry {
    std::string_view word;
    std::uint16_t bucket;
    std::uint8_t kind;
  };
  static constexpr std::size_t buckets = 1024;
  static std::size_t bucket_of(const char* three);

  Side side_;
  std::vector<Entry> entries_;  // by bucket, longer ones first
  std::array<std::uint16_t, buckets + 1> first_{};
};

}  // namespace youju::reading
