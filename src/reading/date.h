// Days, months, quarters and years as prose writes them. Inside this room.
#pragma once

#include <youju/reading/chars.h>
#include <youju/reading/reading.h>

namespace youju::reading {

struct DateFound {
  Value value;
  Unit unit;
  std::size_t begin = 0, number_end = 0, end = 0;  // end == begin: none
  bool placeholder = false;                        // 20xx年
  explicit operator bool() const { return end > begin; }
};

// The date or run of dates that begins at `at` with a digit, numeral or placeholder: 2020年,
// 3月20日, 二〇〇九年, 2020.3.20, 1-11月, 4月15日至21日, 2016-2020年, 八月, 三季度.
DateFound read_date(const Text& text, std::size_t at);

}  // namespace youju::reading
