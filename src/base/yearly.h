// Days that come back every year, as a pack or a person says them:
//   05-30   09-01..09-30   third saturday of 09   third saturday of 05 for 7 days
// first, second, third, fourth or last; monday … sunday; 2 to 60 days. A run that ends before it
// begins (12-20..01-10) ends in the next year. A value.
#pragma once

#include <youju/base/calendar.h>

#include <optional>
#include <string>
#include <string_view>

namespace youju {

class YearlyDays {
 public:
  // Error: "yearly.malformed".
  static Result<YearlyDays> parse(std::string_view text);

  // Of the run that begins in this year; nothing where it has none (02-29, or outside 1900 to
  // 2198).
  std::optional<Period> in(int year) const;
  const std::string& text() const { return text_; }

  friend bool operator==(const YearlyDays&, const YearlyDays&) = default;

 private:
  YearlyDays() = default;

  std::string text_;
  int month_ = 1;
  int day_ = 0;  // of the month; 0: the nth weekday
  int nth_ = 0;  // 1 … 4, or `last`
  int weekday_ = 0;
  int end_month_ = 0, end_day_ = 0;  // of a run between two days, else 0
  int days_ = 1;                     // of a run of a number of days
};

}  // namespace youju
