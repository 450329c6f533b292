// How a value is put into words of official prose, and what those words claim. Used by documents
// and by the reading of drafts alike, so that what we write is what we accept: the rules are those
// of doc/packs.md, "Wording" (GB/T 15835-2011; 余 and 多 for rounded-down values, never above the
// true value; 增长/下降 for growth, 百分点 for shares). Pure functions; exact decimals.
#pragma once

#include <youju/base/calendar.h>
#include <youju/base/decimal.h>
#include <youju/base/result.h>

#include <string>
#include <string_view>
#include <vector>

namespace youju::indicator {

enum class Qualifier { exact, at_least, at_most, about, missing, not_applicable };
std::string_view qualifier_name(Qualifier qualifier);
Result<Qualifier> parse_qualifier(std::string_view text);  // "figure.unknown_qualifier"

enum class Form {
  plain,        // 14家
  number,       // 14
  ordinal,      // 第7届
  rank,         // 第一 (up to 10 in Chinese numerals), 第12
  date,         // 3月20日
  full_date,    // 2020年3月20日
  chinese,      // 八个, 两期: whole numbers up to 99
  growth,       // 增长5.2%, 下降5.2%, 持平
  bare_growth,  // 5.2%, -5.2%
};

struct Wording {
  enum class Rounding { exact, over, about };
  Rounding rounding = Rounding::exact;
  Decimal step = 1;  // of over and about: 100, 10000
  int power = 0;     // scaling: 4 = 万, 8 = 亿
  int places = -1;   // decimals after scaling; -1: as many as the value has
  bool duo = false;  // 多 instead of 余
  std::string unit;  // another measure word; "" = the indicator's
  Form form = Form::plain;
  friend bool operator==(const Wording&, const Wording&) = default;
};

// "over 10000 in 万, unit 个"; applied on top of `base`. Error: "wording.malformed".
Result<Wording> parse_wording(std::string_view text, const Wording& base);
// The shortest text that parse_wording reads back on top of the default.
std::string to_string(const Wording& wording);

// What was said: the text, and the claim it makes about the true value.
struct Stated {
  std::string text;
  Decimal value;  // in the base unit: 492万余 -> 4920000
  Qualifier qualifier = Qualifier::exact;
};

// `decimals` is the indicator's. `declared` is the qualifier a declared value already carries: a
// value known as "860多万" stays at_least however it is printed.
Stated state(const Decimal& value, const Wording& wording, std::string_view unit, int decimals,
             Qualifier declared = Qualifier::exact);
Stated state(Day day, const Wording& wording);

// Splits a printed total into printed parts that add up to it exactly (舍位平衡): each part is
// rounded down to `step`, then the largest remainders get one step more (Hamilton; ties to the
// earlier part). Returns the printed parts; their sum equals the total rounded to the same step.
// Error: "wording.parts_do_not_sum" if the true parts do not add up to the true total.
Result<std::vector<Decimal>> balance(const Decimal& total, const std::vector<Decimal>& parts,
                                     const Decimal& step);

}  // namespace youju::indicator
