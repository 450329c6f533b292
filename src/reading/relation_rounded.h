// What rounding explains: who wrote a share of 0.74 in 3.12亿元 made it of the numbers before they
// were rounded, so that 23.9% is no mistake. Inside this room.
#pragma once

#include <youju/reading/relation.h>
#include <youju/reading/relation_ratio.h>

#include <span>

namespace youju::reading {

// Whether the stated share or change may be right of numbers that are told rounded, though
// `computed` is what the printed ones make. False where one of them is told in full.
bool may_be_rounded(const Line& line, const Ratio& ratio, const Decimal& computed);
// Whether parts may make their whole, each rounded by half of its last place at most.
bool may_be_rounded(const Line& line, std::size_t whole, std::span<const std::size_t> parts);

}  // namespace youju::reading
