// Two versions side by side: block by block by their ids, within a block word by word. A figure is
// the same if its name and wording are; what it read as then and later is told beside it.
#pragma once

#include <youju/writing/draft.h>

#include <string>
#include <vector>

namespace youju::writing {

enum class Change { same, added, removed, changed, moved };
std::string_view change_name(Change change);

// Words in a row, or a figure.
struct Piece {
  Change change = Change::same;  // moved: a figure of another value
  std::string text;
  bool strong = false;
  const narrative::FigureMark* mark = nullptr;  // of the compared line; null for words
};
struct LineDifference {
  std::vector<Piece> from;  // same, removed (and moved)
  std::vector<Piece> to;    // same, added (and moved)
  bool is_same() const;     // no word and no figure added or removed
};
// A long line is compared as a whole: cost is bounded by a million comparisons. The lines must
// outlive the difference.
LineDifference difference(const narrative::Line& from, const narrative::Line& to);
// 0 to 1000: how much of both is the same, by characters.
int likeness(const LineDifference& difference);

struct BlockDifference {
  Change change = Change::same;
  const Block* from = nullptr;  // null: added
  const Block* to = nullptr;    // null: removed
  LineDifference line;
};
// In the order of the newer one; what was removed follows what it followed. The versions must
// outlive the difference.
std::vector<BlockDifference> difference(const Version& from, const Version& to);

}  // namespace youju::writing
