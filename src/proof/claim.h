// Inside the room: what the words of a draft claim, and whether a true value bears it. The rules
// are those of doc/packs.md, "Wording" (GB/T 15835-2011), read the other way round.
#pragma once

#include <youju/indicator/figure.h>
#include <youju/reading/reading.h>

#include <optional>
#include <string>
#include <string_view>

namespace youju::proof {

// A measure word without the 万 or 亿 before it: 万元 is 元 and 4, 人次 is 人次 and 0.
struct Measure {
  std::string name;
  int power = 0;
};
Measure measure_of(std::string_view unit);

// How far two measure words say the same.
enum class Likeness {
  same,     // 家 and 家; 人(次) and 人次
  like,     // 家 and 个: one thing counted by another word
  unknown,  // one of them says nothing
  other,    // 人 and 人次, % and 元: another quantity
};
Likeness likeness(std::string_view a, std::string_view b);

struct Claim {
  Decimal low, high;  // the same but for a range; in units without 万 and 亿
  reading::Qualifier qualifier = reading::Qualifier::exact;
  // What the last digit that is written stands for: 1000 in 1.2万, 1 in 1270; below it a value may
  // differ.
  Decimal step;
};

// None for figures without a number. `written`: the words of number and unit in the draft.
std::optional<Claim> claim_of(const reading::Figure& figure, std::string_view written);

enum class Holding {
  holds,
  rounded,      // 1.2万 of 12,034: no 余, and yet less than it is
  overstated,   // 3万余 of 29,800: never above the true value
  understated,  // 3万余 of 47,000
  contradicts,
};
// `truth` in units without 万 and 亿, with what it claims itself.
Holding hold(const Claim& claim, const Decimal& truth, indicator::Qualifier of_truth);

// How what is said of a number is told of a figure.
indicator::Qualifier qualifier_of(reading::Qualifier qualifier);

}  // namespace youju::proof
