// Units found by what people type of their names.
#pragma once

#include <youju/org/directory.h>

#include <string_view>
#include <vector>

namespace youju::org {

// Units of the tree in whose name, short name or code every typed word stands, whatever its case
// and width: those called exactly so first, then the higher before the lower, then in their order;
// at most `units_max`. Nothing typed: none. Cost: a look at each name, some 40 ms for the nation.
std::vector<UnitId> find_units(const Directory& directory, const UnitTree& tree,
                               std::string_view typed, std::size_t units_max);

}  // namespace youju::org
