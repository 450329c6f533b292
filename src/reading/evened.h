// A text as rules expect it, where it was written otherwise: 举办讲座 5 场,听众300人(次), or lines
// that a printer or a mail broke. Inside this room.
#pragma once

#include <youju/reading/reading.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace youju::reading {

// A copy in which
//   - a blank between a number and a Chinese character is gone: 5 场, 2013 年 3 月; not behind the
//     number of an item, at a line's begin;
//   - lines of a text that is broken at one width, 40 to 120 columns, are whole paragraphs;
//   - with `marks`, ， ； ： （ ） ！ ？ stand for , ; : ( ) ! ? where a character that is not of
//     ASCII is beside the mark: not in 1,270, 9:00 or f(x); brackets in pairs; and 。 for a . that
//     ends a sentence.
// Three times as long at most; a few looks at every byte.
class Evened {
 public:
  Evened(std::string_view text, bool marks);
  // False: nothing was to be done, and there is no copy.
  bool differs() const { return !edits_.empty(); }
  std::string_view text() const { return even_; }
  // What was read of text() is then said of the given one: places and words.
  void tell_of_given(Reading& reading) const;

 private:
  // What stood in the given text, and the mark whose wide one stands for it; 0 for nothing.
  struct Edit {
    std::uint32_t given_begin = 0, given_end = 0, even_end = 0;
    char put = 0;
  };
  void find_marks();
  void find_blanks();
  void find_breaks();
  template <typename F>
  void each_line(F&& use) const;
  // Where what begins or ends at a place of the copy does so in the given text.
  enum class Side : std::uint8_t { begin, end };
  // `near` is the stretch between two edits that was asked last: most places are in it.
  struct Stretch {
    std::uint32_t begin = 0, end = 0, shift = 0;  // without its begin
  };
  std::uint32_t given_place(std::uint32_t even, Side side, Stretch& near) const;
  std::string_view given_words(std::string_view words, Stretch& near) const;

  std::string_view given_;
  std::string even_;
  std::vector<Edit> edits_;  // by place
};

}  // namespace youju::reading
