// Finds the rows of a segment that fit a query, column by column. Inside this room.
#pragma once

#include <youju/indicator/rollup_rows.h>

#include <cstdint>
#include <vector>

namespace youju::indicator {

// Rows of one segment, by their places.
class RollupMatches {
 public:
  // Those of the units first..last that fit.
  void find(const RollupSegment& segment, const RollupShape& shape, const RollupQuery& query,
            std::uint32_t first, std::uint32_t last);
  const std::vector<std::uint16_t>& places() const { return places_; }
  // Adds the rows found to the totals.
  void add_to(RollupTotals& totals, const RollupSegment& segment, const RollupShape& shape) const;

 private:
  template <typename Keep>
  void keep_if(const RollupColumn& column, Keep keep);
  std::vector<std::uint16_t> places_;
};

}  // namespace youju::indicator
