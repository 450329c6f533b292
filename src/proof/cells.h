// Inside the room: what the number in a cell of a table counts, by the words at the head of its row
// and of its column.
#pragma once

#include <youju/proof/draft.h>

#include <map>
#include <string>
#include <string_view>
#include <tuple>

namespace youju::proof {

struct Cell {
  std::string row;  // the head of its row: the nearest words at its left end; "" if there are none
  std::string column;  // the head of its column, without what stands in brackets; "" if it says
                       // nothing (数字, 数量)
  std::string unit;    // 人次 of a column headed 听众（人次）, "" if none is said
};

class Cells {
 public:
  // `draft` must outlive it.
  explicit Cells(const Draft& draft);
  Cell at(const DraftParagraph& paragraph) const;

 private:
  std::string_view text(int table, int row, int column) const;
  const Draft& draft_;
  std::map<std::tuple<int, int, int>, const DraftParagraph*> first_;
};

// Whether a cell tells on what a figure of our own summaries rests (台账记录 28 条).
bool tells_ground(std::string_view cell);

}  // namespace youju::proof
