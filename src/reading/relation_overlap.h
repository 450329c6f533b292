// Why parts that do not make their whole need not: some count with several, or are not of one kind.
// Inside this room.
#pragma once

#include <youju/reading/relation_parts.h>

namespace youju::reading {

// Whether the text gives a reason: that some are counted twice, how much of the whole they are, or
// that one of them is no kind of it.
bool need_not_make(const Line& line, const Parts& parts, std::size_t whole);
// Whether a part is called as another figure is: 合格155份 as 合格179份.
bool is_called_as(const Line& line, std::size_t part, std::size_t other);

}  // namespace youju::reading
