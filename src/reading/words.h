// A set of words in which the longest one at a place of a text is found, and whether a text says,
// begins or ends with one of a few words. Inside this room.
#pragma once

#include <youju/reading/chars.h>

#include <array>
#include <cstdint>
#include <cstring>
#include <initializer_list>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace youju::reading {

// Fewer than eight bytes as a number, the first one lowest, without a call. One or two characters
// of three bytes, as most are, without a branch for how many.
inline std::uint64_t few_bytes(const char* at, std::size_t bytes) {
  constexpr std::size_t character = 3;
  const auto three = [](const char* place) { return std::uint64_t{three_at(place)}; };
  if (bytes - character <= character) {
    const std::size_t last = bytes - character;  // may overlap
    return three(at) | three(at + last) << (8 * last);
  }
  std::uint64_t few = 0;
  for (std::size_t i = 0; i < bytes; ++i)
    few |= std::uint64_t{static_cast<std::uint8_t>(at[i])} << (8 * i);
  return few;
}

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

  // Words are found by their first or their last characters. `groups` must outlive the set. Cold,
  // so that what builds the many sets stands apart from what asks them.
  [[gnu::cold]] Words(Side side, std::initializer_list<Group> groups);

  // The longest word that begins at `at`, or, for Side::end, that ends there. Inline for the many
  // places where no word is: one bit tells most of them.
  [[gnu::always_inline]] Hit longest(std::string_view text, std::size_t at) const {
    const bool begin = side_ == Side::begin;
    if (begin ? text.size() - at < character_bytes : at < character_bytes) return {};
    if (!may_stand(three_at(text.data() + at - (begin ? 0 : character_bytes)))) return {};
    return longest_of(text, at);
  }
  [[gnu::always_inline]] bool has(std::string_view text, std::size_t at) const {
    return static_cast<bool>(longest(text, at));
  }
  // Whether the character at the side of every word of a kind but 0 has this sign: then a place
  // without it need not be asked.
  bool are_told_by(std::uint32_t sign) const;
  // For walks over a text from character to character: the first place from `at` on where a word
  // of this set may begin, `end` at most.
  std::size_t seek(std::string_view text, std::size_t at, std::size_t end) const {
    return seek<false>(text, at, end);
  }
  // The same, but also where another than a Chinese character stands.
  std::size_t seek_or_mark(std::string_view text, std::size_t at, std::size_t end) const {
    return seek<true>(text, at, end);
  }

 private:
  // The eight bytes of a text, or of a word, that lie at its side's end of it: for one comparison.
  static constexpr std::size_t edge_bytes = 8, character_bytes = 3;
  static std::uint64_t edge_at(const char* place) {
    std::uint64_t edge = 0;
    std::memcpy(&edge, place, sizeof edge);
    return edge;
  }
  static std::uint64_t edge_of(Side side, const char* place, std::size_t room);
  // The two characters of an edge by which longer words are found, and the one by which those are
  // that are shorter than two.
  static std::uint64_t pair_of(std::uint64_t edge, bool begin) {
    return begin ? edge << 16U : edge & ~std::uint64_t{0xFFFF};
  }
  static std::uint64_t single_of(std::uint64_t edge, bool begin) {
    return begin ? edge << 40U : edge & ~std::uint64_t{0xFFFF'FFFF'FF};
  }
  // Whether a word may have this character of three bytes, the lowest of four, at its side.
  static constexpr std::uint32_t key_bits = 11;
  static std::uint32_t key_of(std::uint32_t four) {
    return (four << 8U) * 2654435761U >> (32U - key_bits);
  }
  [[gnu::always_inline]] bool may_stand(std::uint32_t four) const {
    const std::uint32_t key = key_of(four);
    return (used_[key / 64] >> (key % 64) & 1U) != 0;
  }

  // The same by two characters, of which a word that is longer than one has both.
  bool may_begin(const char* place) const {
    const std::uint64_t edge = edge_at(place);
    return pairs_.may_have(pair_of(edge, true)) || singles_.may_have(single_of(edge, true));
  }

  // Whether both begin with E4…EB: Chinese characters, and a few that are in no word.
  static bool are_two_han(std::uint64_t eight) {
    constexpr std::uint64_t first = 0x0400'0004, lead = 0xF800'00F8, han = 0xE000'00E0;
    return ((eight - first) & lead) == han;
  }

  template <bool Marks>
  [[gnu::always_inline]] std::size_t seek(std::string_view text, std::size_t at,
                                          std::size_t end) const {
    while (at < end && at + edge_bytes <= text.size()) {
      const char* const place = text.data() + at;
      const std::uint64_t eight = edge_at(place);
      const auto four = static_cast<std::uint32_t>(eight);
      // Mostly two characters of three bytes stand here.
      if (chars::are_two_threes(eight) && (!Marks || are_two_han(eight))) {
        if (may_stand(four) && may_begin(place)) return at;
        at += may_stand(static_cast<std::uint32_t>(eight >> 24U)) ? character_bytes
                                                                  : 2 * character_bytes;
        continue;
      }
      const std::uint32_t lead = four & 0xFFU;
      if (!Marks && lead < 0x80 && (four & 0xC000U) != 0x8000U) {
        ++at;
        continue;
      }
      constexpr std::uint32_t first = Marks ? 0xE4 : 0xE1, last = Marks ? 0xE9 : 0xEF;
      const std::uint32_t next = four >> 24U & 0xC0U;
      if (lead - first > last - first || (four & 0xC0C000U) != 0x808000U || next == 0x80U)
        return at;
      if (may_stand(four) && may_begin(place)) return at;
      at += character_bytes;
    }
    return at < end ? at : end;
  }

  // A shorter word than an edge fills but some of it; the other bits are shifted out. Of a longer
  // one the whole stands in `long_words_`.
  struct Entry {
    std::uint64_t edge = 0;
    std::uint32_t word = 0;
    std::uint8_t size = 0;
    std::uint8_t kind = 0;
    std::uint8_t spare_bits = 0;
  };
  // Where the entries of one hash begin, up to those of the next, and a bit for each of some values
  // of other bits of their hashes, which tells mostly that there is none. What is asked of a set
  // lies near, since most of the time of a look goes into waiting for it.
  struct Bucket {
    std::uint16_t first = 0, tags = 0;
  };
  struct Table {
    std::unique_ptr<Bucket[]> buckets;  // and one behind them
    std::unique_ptr<Entry[]> entries;   // by bucket, longer ones first
    std::uint16_t size = 0;
    std::uint8_t shift = 0;

    static constexpr unsigned tag_bits = 4;
    static std::uint64_t hash(std::uint64_t key) { return key * 0x9E37'79B9'7F4A'7C15U; }
    std::uint16_t tag(std::uint64_t hashed) const {
      return static_cast<std::uint16_t>(1U << (hashed >> (shift - tag_bits) & 15U));
    }
    bool may_have(std::uint64_t key) const { return may_have_hashed(hash(key)); }
    bool may_have_hashed(std::uint64_t hashed) const {
      return (buckets[hashed >> shift].tags & tag(hashed)) != 0;
    }
    void build(std::vector<Entry> of, Side side, bool pairs);
    template <Side Where>
    Hit longest(std::uint64_t hashed, std::uint64_t edge, const char* place, std::size_t room,
                const char* long_words) const;
  };
  Hit longest_of(std::string_view text, std::size_t at) const;
  template <Side Where>
  Hit longest_by(const char* place, std::size_t room) const;

  alignas(64) Table pairs_;  // what each look asks, in one line of the cache
  Table singles_;
  Side side_;
  std::array<std::uint64_t, (1U << key_bits) / 64> used_{};  // the characters at their side
  std::string long_words_;
};

// A word that is sought in many texts. What can be known of a literal is known when it is compiled.
class Sought {
 public:
  template <std::size_t Size>
  consteval Sought(const char (&word)[Size])  // NOLINT: a literal is one
      : Sought(std::string_view(word, Size - 1)) {}
  constexpr Sought(std::string_view word)  // NOLINT
      : word_(word), characters_(characters_of(word)) {}

  std::string_view word() const { return word_; }
  // A bit for each character: a text that has not all of a word's has it not.
  std::uint64_t characters() const { return characters_; }
  // The bit of a character by its last byte.
  static constexpr std::uint64_t bit_of(std::uint64_t last) {
    return std::uint64_t{1} << (last & 0x3FU);
  }
  static constexpr std::uint64_t characters_of(std::string_view text) {
    std::uint64_t characters = 0;
    for (std::size_t at = 0; at < text.size();) characters |= bit_at(text, at);
    return characters;
  }
  // That of the character at `at`, which goes on behind it.
  static constexpr std::uint64_t bit_at(std::string_view text, std::size_t& at) {
    const auto byte = [&](std::size_t i) {
      return std::uint32_t{static_cast<std::uint8_t>(text[at + i])};
    };
    const bool three = at + 3 <= text.size() && (byte(0) & 0xF0U) == 0xE0U &&
                       (byte(1) & 0xC0U) == 0x80U && (byte(2) & 0xC0U) == 0x80U;
    const std::uint64_t bit = bit_of(byte(three ? 2 : 0));
    at += three ? 3 : 1;
    return bit;
  }

 private:
  std::string_view word_;
  std::uint64_t characters_;
};

// Those of a text that is asked often.
std::uint64_t characters_said(std::string_view text);

// A text of which much is asked.
class Said {
 public:
  Said() = default;
  explicit Said(std::string_view text) : text_(text), characters_(characters_said(text)) {}
  operator std::string_view() const { return text_; }  // NOLINT: it is one
  std::uint64_t characters() const { return characters_; }

  bool empty() const { return text_.empty(); }
  std::size_t size() const { return text_.size(); }
  bool starts_with(std::string_view word) const { return text_.starts_with(word); }
  bool ends_with(std::string_view word) const { return text_.ends_with(word); }
  inline std::size_t find(std::string_view word) const;
  std::size_t rfind(std::string_view word) const { return text_.rfind(word); }
  std::string_view substr(std::size_t at, std::size_t count = std::string_view::npos) const {
    return text_.substr(at, count);
  }
  friend bool operator==(const Said& said, std::string_view text) { return said.text_ == text; }
  friend bool operator==(const Said& said, const char* text) { return said.text_ == text; }

 private:
  std::string_view text_;
  std::uint64_t characters_ = 0;
};

// A word with the eight bytes at one of its sides, or as many as it has, as a number.
template <Words::Side Where>
class Edge {
 public:
  template <std::size_t Size>
  consteval Edge(const char (&word)[Size])  // NOLINT: a literal is one
      : Edge(std::string_view(word, Size - 1)) {}
  constexpr Edge(std::string_view word) : word_(word), edge_(of(word)) {}  // NOLINT

  // Whether a text with this edge of its own may have the word there: a text that is shorter than
  // an edge has zeros behind it, which no word has. Of a word that is no longer that is the answer.
  [[gnu::always_inline]] bool may_stand(std::uint64_t edge) const {
    const std::size_t size = word_.size(), spare = 8 * (size < bytes ? bytes - size : 0);
    if (size == 0) return true;
    const std::uint64_t differs = edge ^ edge_;
    return (Where == Words::Side::begin ? differs << spare : differs >> spare) == 0;
  }
  [[gnu::always_inline]] bool stands(std::string_view text, std::uint64_t edge) const {
    if (!may_stand(edge)) return false;
    return word_.size() <= bytes ||
           (Where == Words::Side::begin ? text.starts_with(word_) : text.ends_with(word_));
  }
  // The edge of a text, by one load where it is long enough.
  static std::uint64_t at(std::string_view text) {
    const std::size_t size = text.size();
    if (size == 0) return 0;
    if (size < bytes) {
      const std::uint64_t few = few_bytes(text.data(), size);  // NOLINT: with its size
      return Where == Words::Side::begin ? few : few << (8 * (bytes - size));
    }
    std::uint64_t edge = 0;
    std::memcpy(&edge, text.data() + (Where == Words::Side::begin ? 0 : text.size() - bytes),
                bytes);
    return edge;
  }
  static constexpr std::uint64_t of(std::string_view text) {
    const std::size_t told = text.size() < bytes ? text.size() : bytes;
    std::uint64_t edge = 0;
    for (std::size_t i = 0; i < told; ++i) {
      const bool begin = Where == Words::Side::begin;
      const std::size_t at = begin ? i : text.size() - 1 - i;
      edge |= std::uint64_t{static_cast<std::uint8_t>(text[at])} << 8 * (begin ? i : bytes - 1 - i);
    }
    return edge;
  }

 private:
  static constexpr std::size_t bytes = sizeof(std::uint64_t);
  std::string_view word_;
  std::uint64_t edge_;
};

// A text without the words of a set that stand at its side, one behind the other: 其中的 and 省级
// of 其中的省级.
std::string_view without_begin(std::string_view text, const Words& words);
std::string_view without_end(std::string_view text, const Words& words);

// Behind the last of these marks in a text, 0 if there is none. Each mark is a character at which
// walks stop (chars.h) or one that is no Chinese character.
std::size_t behind_last(std::string_view text, const Words& marks);

// Where a text has this word, of which nothing is known, first; npos if nowhere.
std::size_t find_word(std::string_view text, std::string_view word);
inline bool says_word(std::string_view text, std::string_view word) {
  return find_word(text, word) != std::string_view::npos;
}

inline std::size_t Said::find(std::string_view word) const { return find_word(text_, word); }

// The lists are written where they are asked for and taken apart there, word by word: built as a
// list they would cost more than the answer.
// Whether one may be there at all is asked of all of them at once, without a branch for each.
template <std::size_t... Is>
[[gnu::always_inline]] inline bool says_one(std::string_view text, std::uint64_t characters,
                                            const Sought* words, std::index_sequence<Is...>) {
  const std::uint64_t lacks = ~characters;
  if (!(((words[Is].characters() & lacks) == 0) | ...)) return false;
  return (((words[Is].characters() & lacks) == 0 && says_word(text, words[Is].word())) || ...);
}
template <std::size_t Size>
[[gnu::always_inline]] inline bool says(const Said& text, const Sought (&words)[Size]) {
  return says_one(text, text.characters(), words, std::make_index_sequence<Size>{});
}
template <std::size_t Size>
[[gnu::always_inline]] inline bool says(std::string_view text, const Sought (&words)[Size]) {
  const std::uint64_t all = Size > 2 ? characters_said(text) : ~std::uint64_t{0};
  return says_one(text, all, words, std::make_index_sequence<Size>{});
}

// The first of these words, as they are listed, that a text says, and where that stands first.
struct SaidWord {
  std::size_t at = std::string_view::npos, bytes = 0;
  explicit operator bool() const { return bytes != 0; }
};
template <std::size_t Size>
SaidWord first_said(const Said& text, const Sought (&words)[Size]) {
  for (const Sought& one : words) {
    if ((one.characters() & ~text.characters()) != 0) continue;
    if (const std::size_t at = find_word(text, one.word()); at != std::string_view::npos)
      return {at, one.word().size()};
  }
  return {};
}

template <Words::Side Where, std::size_t... Is>
[[gnu::always_inline]] inline bool stands_one(std::string_view text, const Edge<Where>* words,
                                              std::index_sequence<Is...>) {
  const std::uint64_t edge = Edge<Where>::at(text);
  if (!(words[Is].may_stand(edge) | ...)) return false;
  return (words[Is].stands(text, edge) || ...);
}
template <std::size_t Size>
[[gnu::always_inline]] inline bool begins(std::string_view text,
                                          const Edge<Words::Side::begin> (&words)[Size]) {
  return stands_one(text, words, std::make_index_sequence<Size>{});
}
template <std::size_t Size>
[[gnu::always_inline]] inline bool ends(std::string_view text,
                                        const Edge<Words::Side::end> (&words)[Size]) {
  return stands_one(text, words, std::make_index_sequence<Size>{});
}

}  // namespace youju::reading
