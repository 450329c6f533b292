// The text of a document as one line without blanks and breaks, in which a figure is found by the
// words around it, however a program has cut the text into runs and paragraphs. Inside this room.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace youju::narrative {

// A text without its blanks: ASCII ones, U+00A0 and U+3000.
std::string without_blanks(std::string_view text);
// The last and the first characters of a text, at most this many.
std::string_view last_characters(std::string_view text, std::size_t count);
std::string_view first_characters(std::string_view text, std::size_t count);
// How many characters two texts share at their ends, and at their beginnings.
std::size_t common_ending(std::string_view a, std::string_view b);
std::size_t common_beginning(std::string_view a, std::string_view b);

class RunningText {
 public:
  // A longer text is not looked through: its figures have no place, but their controls are read.
  static constexpr std::size_t bytes_max = 8 << 20;

  explicit RunningText(const std::vector<std::string>& paragraphs);
  const std::string& text() const { return text_; }
  // Where a byte of a paragraph stands in text(); the next one that is no blank.
  std::size_t at(std::size_t paragraph, std::size_t byte) const;
  // Back from [begin, end) of text(), which must not be empty, to a paragraph and its bytes.
  struct Place {
    std::size_t paragraph = 0, begin = 0, end = 0;
  };
  Place place(std::size_t begin, std::size_t end) const;
  // Whether a paragraph ends inside [begin, end) of text(): no figure reaches over one.
  bool has_break(std::size_t begin, std::size_t end) const;
  // The words around [begin, end) of text(), with their blanks, so that a person finds the place.
  std::string context(std::size_t begin, std::size_t end) const;

 private:
  std::string whole_;  // with blanks, a break behind each paragraph
  std::string text_;
  std::vector<std::uint32_t> origins_;   // of each byte of text_ in whole_
  std::vector<std::size_t> paragraphs_;  // where each begins in whole_
};

}  // namespace youju::narrative
