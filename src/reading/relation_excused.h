// Why two figures need not make a share or a change that is told beside them: it is of others.
// Inside this room.
#pragma once

#include <youju/reading/relation_ratio.h>

namespace youju::reading {

// Whether the words say that the result is not of these two, though they made it: a budget for the
// year before, what stands in a row with what it is held against.
bool are_no_operands(const Line& line, const Ratio& ratio);

// Whether a result that its operands do not make may be of others than those that were taken for
// them, so that nothing fails. `computed`: what they make.
bool is_excused(const Line& line, const Ratio& ratio, const Decimal& computed);

}  // namespace youju::reading
