// How the figures of a text hold against each other. Only what the text itself decides is said to
// fail: a list that may be open, or figures that may be of different things, are left alone,
// because one false alarm costs more trust than one finding earns. Inside this room.
#pragma once

#include <youju/reading/chars.h>
#include <youju/reading/reading.h>

#include <span>

namespace youju::reading {

// Fills relations of a reading whose facts are known.
void add_relations(const Text& text, Reading& reading);

// One kind each; `sentence` are the indices of the figures of one sentence, in order.
using Indices = std::span<const std::uint32_t>;
void add_sums(const Text& text, Indices sentence, Reading& reading);
void add_new_totals(const Text& text, Indices sentence, Reading& reading);
void add_shares(const Text& text, Indices sentence, Reading& reading);
void add_growths(const Text& text, Indices sentence, Reading& reading);
void add_list_lengths(const Text& text, Indices sentence, Reading& reading);
void add_repeats(Reading& reading);

// The words between a figure and the figure before it in its sentence.
std::string_view words_before(const Text& text, const Reading& reading, std::uint32_t figure);
bool says(std::string_view text, std::initializer_list<std::string_view> words);

// A number that is known exactly: no range, no 余, no date.
bool is_plain(const Figure& figure);
// Two plain figures of one unit.
bool same_unit(const Figure& a, const Figure& b);

// What one unit of the last printed place is worth: 100 of 2.36万, 0 of a number without 万 or 亿.
Decimal printed_unit(const Text& text, const Figure& figure);

struct Finding {
  RelationKind kind = RelationKind::sum;
  Verdict verdict = Verdict::holds;
  std::string_view why;
  std::string expected, found;
};
void put(Reading& reading, Finding finding, std::vector<std::uint32_t> figures);

}  // namespace youju::reading
