// Changes that are told as a rate and as a difference beside each other. Inside this room.
#pragma once

#include <youju/reading/relation_ratio.h>

namespace youju::reading {

// Whether words tell a change: 增长, 减少, 提高; but not 多个.
bool says_growth(std::string_view words);

// Tells the rate of change at `i` of the figure before it, if its difference stands beside it:
// 达到1,086家，较上年净增213家，增长24.4%; 增长15.4%，增收2.5亿元.
void tell_by_difference(const Line& line, std::size_t i);

}  // namespace youju::reading
