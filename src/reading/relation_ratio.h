// What shares and growths have in common: a result that is held against two operands. Inside this
// room.
#pragma once

#include <youju/reading/relation.h>

#include <optional>

namespace youju::reading {

struct Ratio {
  RelationKind kind = RelationKind::share;
  std::size_t result = 0, part = 0, whole = 0;  // places in the line
};

// Places that are computed beyond those that are stated, to tell what was cut off from what was
// rounded.
inline constexpr int beyond = 2;

// a / b in percent, rounded to so many places.
std::optional<Decimal> percent(const Decimal& a, const Decimal& b, int places);
// How often the one is the double of the other: once to nearly four times, and nearly twice.
std::optional<Decimal> doublings(const Decimal& to, const Decimal& from);
// The places that a figure is printed with.
int places_of(const Figure& figure);
// A number that is there, with or without 余.
bool is_known(const Figure& figure);

// Whether the text's own words and rounding allow the computed value, and the relation told.
bool holds(const Line& line, const Ratio& ratio, const Decimal& computed);
// The same to the last digit, unless what is rounded itself leaves it open.
bool holds_to_the_digit(const Line& line, const Ratio& ratio, const Decimal& computed,
                        bool rounded_leave_open);
// 按可比口径增长, 扣除…后增长: against what the older one would be, so that the one told need not
// make it.
bool is_adjusted(const Said& change);
// 由上年亏损1326万元转为盈余417万元: one of two numbers is below nothing, though it is told above.
bool are_loss_and_gain(const Said& one, const Said& other);
void tell(const Line& line, const Ratio& ratio, const Decimal& computed);

}  // namespace youju::reading
