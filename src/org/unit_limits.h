// The bounds of trees of units.
#pragma once

#include <cstddef>
#include <cstdint>

namespace youju::limits {

inline constexpr std::size_t units_of_event_max = 20'000;  // of one event: some two megabytes
inline constexpr std::size_t units_each_max = 200;         // a load of more is told in few events
inline constexpr std::int32_t units_listed_max = 3'000;  // of a larger tree pages get a part
inline constexpr std::size_t units_found_max = 100;
inline constexpr std::int64_t tree_positions_kept_max = 4'000'000;  // in all trees kept: 64 MB

inline constexpr std::size_t reform_units_max = 200;  // named in one reform

}  // namespace youju::limits
