// What stands around a figure, and what its own clause calls it. Inside this room.
#pragma once

#include <youju/reading/fact.h>

namespace youju::reading {

class Sorts;

// What stands around a figure.
struct Around {
  const Figure* last = nullptr;  // the figure before it in its sentence
  Clause row;  // its clause with the cells of a table before it, from the figure before it on
  Clause clause;
  std::string_view before;  // the clause up to its number
  Nouns left, right;
  std::size_t limit = 0;  // where what stands behind it ends at most
  Sort sort = Sort::things;
  bool counts = false;  // things or deeds, no money and no size
};

// 次, 起, 场: acts, and what is paid.
bool counts_deeds(const Figure& figure, Sort sort);
Around around(const Text& text, const Reading& reading, std::size_t index, Sorts& sorts);
// Action, actor and subject as the clause itself says them.
void name(const Text& text, const Around& it, Figure& figure);

}  // namespace youju::reading
