// The figures behind 其中, a colon or a bracket that are parts of what was told. Inside this room.
#pragma once

#include <youju/reading/relation_parts.h>

namespace youju::reading {

struct PartsBehind {
  Parts parts;
  bool open = false;  // what stands behind the last of them may be a part as well
};
// From `first` on, of the figure `whole`. `bracket`: they stand in one, which ends them.
PartsBehind parts_behind(const Line& line, std::size_t first, std::size_t whole, bool bracket);

}  // namespace youju::reading
