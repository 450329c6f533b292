// How far a date in a sentence tells the period of its figures, and parts of a year that are no
// dates. Inside this room.
#pragma once

#include <youju/reading/reading.h>

#include <cstdint>
#include <string_view>

namespace youju::reading {

enum class Scope : std::uint8_t {
  sentence,  // 2009年，: what follows is of it
  next,      // 比2009年的96件: the one figure that is told of it
  base,      // 是2009年的1.3倍: the same, but what is held against it is not of it
  bracket,   // （2009年为96件）: what the bracket tells
  none       // 成立于2009年, 2009年以来: nothing
};

// What surrounds a date within its sentence.
struct DateGround {
  std::string_view before;    // from the sentence's begin
  std::string_view behind;    // up to the next figure, or to the sentence's end
  bool has_figure = false;    // a figure that is no date stands before
  bool next_follows = false;  // a figure ends `behind`
};
Scope scope_of(const DateGround& ground);

// 上半年, 下半年: the months, of this year; empty if the words name neither, or hold something
// against it. Costs one look at the words.
Timespan part_of_year(std::string_view words, std::int16_t year);
// 三季度, 前三季度: the months of a quarter from 1 to 4, or of all up to it.
Timespan quarter(int number, bool with_those_before, std::int16_t year);

}  // namespace youju::reading
