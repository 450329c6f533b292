// What the words around a number make of it: its qualifier, and whether it is a figure at all.
// Inside this room.
#pragma once

#include <youju/reading/chars.h>
#include <youju/reading/numeral.h>
#include <youju/reading/reading.h>
#include <youju/reading/unit.h>

#include <optional>

namespace youju::reading {

// A number and its unit, not yet known to be a figure.
struct Candidate {
  Numeral numeral;
  UnitFound unit;
  std::size_t end = 0;        // of number, unit and 多 behind it
  std::uint32_t before = 0;   // signs of the character before the number
  std::uint32_t behind = 0;   // signs of the one behind it
  bool in_quote = false;      // in a short quotation: a name or a slogan
  bool quoted = false;        // in a quotation of any length
  bool quote_begins = false;  // directly behind its opening mark
};

Qualifier qualifier_of(const Text& text, std::size_t begin, std::size_t end, bool more);

// The same of a share, before which it may stand apart: 不足总数的一成, 约占总人口的5%.
Qualifier qualifier_apart(const Text& text, std::size_t begin);

// Why the candidate is no figure, or nothing if it is one.
std::optional<Reason> not_a_figure(const Text& text, const Candidate& candidate);

// 一、 （一） 1. at the beginning of a line: the end of the number, or 0.
std::size_t heading_mark(const Text& text, std::size_t line, std::size_t at);
// 一是, （1） in a sentence: the end of the number, or 0.
std::size_t enumeration_mark(const Text& text, std::size_t at);

}  // namespace youju::reading
