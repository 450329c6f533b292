// Which paragraph of a file is which block of a draft: by what they have in common, in their order.
// Inside this room.
#pragma once

#include <youju/narrative/document.h>

#include <cstdint>
#include <optional>
#include <vector>

namespace youju::writing {

// What a line says, for comparing: its characters two by two, and its figures whatever they read
// as. Sorted.
using Features = std::vector<std::uint64_t>;
Features features_of(const narrative::Line& line);
// 0 to 1000.
int likeness(const Features& a, const Features& b);

// For each of `a` its partner in `b`. Partners are alike by 400 and more and keep the order; after
// that, those alike by 800 may have moved. Error: "writing.returned_too_long" beyond a million
// pairs that are not equal at the ends.
Result<std::vector<std::optional<std::size_t>>> align(const std::vector<Features>& a,
                                                      const std::vector<Features>& b);

}  // namespace youju::writing
