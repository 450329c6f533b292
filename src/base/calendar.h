// Days and periods. A day is a calendar date of the zone +08:00 without a clock time; a period is a
// half-open run of days [first, after). Both are values; years run from 1900 to 2199, so a slip
// such as year 0001 or 9999 is an error and not a figure.
#pragma once

#include <youju/base/result.h>

#include <chrono>
#include <compare>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace youju {

class Day {
 public:
  Day() = default;  // 1970-01-01

  // "2020-03-20" only. Errors: "day.malformed", "day.out_of_range" (year, or no such date).
  static Result<Day> parse(std::string_view text);
  // What people write and Excel shows: also 2020-3-20, 2020/3/20, 2020.3.20, 20200320,
  // 2020年3月20日 (or 号), with full-width digits, blanks around and between, and the midnight
  // "00:00:00" that spreadsheets export behind a date. The same errors as parse.
  static Result<Day> parse_loosely(std::string_view text);
  // An Excel serial number of the 1900 or the 1904 system. Error: "day.out_of_range".
  static Result<Day> from_excel(std::int64_t serial, bool system_1904);
  static Result<Day> from_ymd(int year, int month, int day);
  // Days since 1970-01-01; CHECKs the range, in which 2200-01-01 lies too: as the end of a period.
  static Day from_number(std::int32_t number);

  std::int32_t number() const { return number_; }
  int year() const;
  int month() const;  // 1..12
  int day() const;    // 1..31
  Day plus(int days) const { return from_number(number_ + days); }
  std::string to_string() const;  // "2020-03-20"

  friend auto operator<=>(const Day&, const Day&) = default;

 private:
  std::int32_t number_ = 0;
};

enum class PeriodKind { day, week, month, quarter, half, year, five_years, range };

// A period, written and read as:
//   2020   2020-H1   2020-Q3   2020-11   2020-W05 (ISO week)   2020-11-05
//   2021..2025 (years)   2020-01..2020-11 (months)   2020-01-05..2020-02-10 (days, both included)
// A range that is exactly a shorter form is normalised to it: 2020-01..2020-12 is 2020.
class Period {
 public:
  Period() = default;
  // Errors: "period.malformed", "period.out_of_range", "period.backwards".
  static Result<Period> parse(std::string_view text);
  static Period year(int year);
  static Result<Period> from_days(Day first, Day last);  // both included

  Day first() const { return first_; }
  Day after() const { return after_; }
  Day last() const { return after_.plus(-1); }
  PeriodKind kind() const { return kind_; }
  bool contains(Day day) const { return first_ <= day && day < after_; }
  bool contains(const Period& other) const {
    return first_ <= other.first_ && other.after_ <= after_;
  }
  bool overlaps(const Period& other) const {
    return first_ < other.after_ && other.first_ < after_;
  }

  // The like period one year before or after: the base of 同比 (29 February becomes the 28th; an
  // ISO week keeps its number, week 53 becomes 52 where there is none). A five-year or longer run
  // of years moves by its own length. Error: "period.out_of_range".
  Result<Period> years_later(int years) const;
  // The part of this period up to `last`, which lies in it and is included.
  Period until(Day last) const;
  // years_later(years), cut where until(last) is cut: what a period that still runs can be compared
  // with. Whole months are cut to whole months, a week to as many days, all else by the calendar
  // date (29 February becomes the 28th). Error: "period.out_of_range".
  Result<Period> years_later_until(int years, Day last) const;
  // The period of the same kind and length just before: the base of 环比.
  Result<Period> previous() const;
  // The whole periods of that kind inside, in order; empty if it is not made of such (or the kind
  // is range, which has no length of its own).
  std::vector<Period> split(PeriodKind kind) const;
  // The whole months, quarters, halves or years that lie inside, in order, whatever lies at the
  // ends: February and March of 2020-01-05..2020-04-10. Empty for other kinds.
  std::vector<Period> whole_parts(PeriodKind kind) const;

  std::string to_string() const;  // as parse reads it
  // In words of official prose: 2020年, 2020年上半年, 2020年第三季度, 2020年11月, 2020年1—11月,
  // 2020年11月5日, 2020年第5周, 2021—2025年; other ranges 2020年1月5日至2月10日,
  // 2020年11月至2021年2月.
  std::string to_chinese() const;

  friend bool operator==(const Period& a, const Period& b) {
    return a.first_ == b.first_ && a.after_ == b.after_;
  }
  friend auto operator<=>(const Period& a, const Period& b) {
    if (auto order = a.first_ <=> b.first_; order != 0) return order;
    return a.after_ <=> b.after_;
  }

 private:
  Period(Day first, Day after, PeriodKind kind) : first_(first), after_(after), kind_(kind) {}
  static Period normalised(Day first, Day after);

  Day first_;
  Day after_ = Day::from_number(1);
  PeriodKind kind_ = PeriodKind::day;
};

}  // namespace youju
