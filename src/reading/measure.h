// What is measured, decided by the words of a clause and by the unit. Inside this room.
#pragma once

#include <youju/reading/chars.h>
#include <youju/reading/reading.h>
#include <youju/reading/unit.h>
#include <youju/reading/words.h>

#include <array>

namespace youju::reading {

// What the words of a clause say, found in one pass.
struct Marks {
  std::uint16_t said = 0;
  bool stands = false;  // 在册, 馆藏: of the thing, if nothing was done with it
  std::size_t change =
      std::string_view::npos;  // where 同比, 占, 增长 begin, behind the clause's begin
  bool has(std::uint16_t what) const { return (said & what) != 0; }
};
Marks marks_of(const Text& text, std::size_t begin, std::size_t end);

// 较去年同期下降了近: the word of a change in front of a number; "" if none is near its end.
std::string_view change_told(std::string_view before);

// What sort of unit a figure has.
Sort sort_of(const Figure& figure);

// The sorts of units, each found once as long as it comes again.
class Sorts {
 public:
  Sort of(const Figure& figure) {
    constexpr std::uint64_t odd = 0x9E37'79B9'7F4A'7C15U;
    const std::string_view unit = figure.unit.name;
    Known& known = known_[Edge<Words::Side::begin>::at(unit) * odd >> (64U - bits)];
    if (!same(known.unit, unit)) known = {unit, sort_of(figure)};
    return known.sort;
  }

 private:
  struct Known {
    std::string_view unit;
    Sort sort = Sort::things;
  };
  static constexpr unsigned bits = 6;
  std::array<Known, 1U << bits> known_{};
};

struct MeasureGround {
  std::string_view before;   // the clause up to the number
  bool noun_before = false;  // the subject stands before the number, without a verb
  Marks marks;
  bool has = false;          // what is named has so many: 村里有…
  Sort sort = Sort::things;  // of the figure's unit
};
// Decides the measure where the form did not.
Measure measure_of(const Figure& figure, const MeasureGround& ground);

}  // namespace youju::reading
