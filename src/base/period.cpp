#include <youju/base/calendar.h>
#include <youju/base/text.h>
#include <youju/base/work_days.h>

#include <array>
#include <optional>

namespace youju {
namespace {

constexpr int months_first = 1900 * 12;
constexpr int months_after = 2200 * 12;  // the end of the last period that there is
constexpr int week_days = 7;
constexpr int plan_years = 5;

// Months since year 0; only of days that are the first of a month does it say everything.
int month_index(Day day) { return day.year() * 12 + day.month() - 1; }
bool starts_month(Day day) { return day.day() == 1; }

bool month_in_range(int index) { return index >= months_first && index <= months_after; }

Day first_of_month(int index) {
  CHECK(month_in_range(index));
  // The first of January 2200 is no Day that can be named, but it ends the last period.
  if (index == months_after) return first_of_month(index - 1).plus(31);
  return *Day::from_ymd(index / 12, index % 12 + 1, 1);
}

struct Week {
  int year = 0;
  int number = 0;  // 1..53
};

// ISO 8601: a week belongs to the year of its Thursday.
Week week_of(Day monday) {
  const Day thursday = monday.plus(3);
  const int since_new_year = thursday.number() - Day::from_ymd(thursday.year(), 1, 1)->number();
  return {thursday.year(), since_new_year / week_days + 1};
}

// The Monday of a week; nothing when the year has no such week or it leaves the range of days.
std::optional<Day> monday_of(const Week& week) {
  const Result<Day> fourth = Day::from_ymd(week.year, 1, 4);  // always in week 1
  if (!fourth || week.number < 1 || week.number > 53) return std::nullopt;
  const int number = fourth->number() - weekday(*fourth) + (week.number - 1) * week_days;
  const int limit = first_of_month(months_after).number() - week_days;
  if (number < first_of_month(months_first).number() || number > limit) return std::nullopt;
  const Day monday = Day::from_number(number);
  if (week_of(monday).year != week.year) return std::nullopt;
  return monday;
}

tl::unexpected<Error> failed(std::string_view what, std::string_view text) {
  return fail(ErrorKind::bad_input, what, {{"text", std::string(text)}});
}

bool all_digits(std::string_view text) {
  for (const char c : text) {
    if (c < '0' || c > '9') return false;
  }
  return !text.empty();
}

int digits_value(std::string_view digits) {
  int value = 0;
  for (const char c : digits) value = value * 10 + (c - '0');
  return value;
}

struct Span {
  Day first;
  Day after;
  PeriodKind kind = PeriodKind::day;
};

Result<Span> months_span(std::string_view text, int first, int count, PeriodKind kind) {
  if (!month_in_range(first) || !month_in_range(first + count)) {
    return failed("period.out_of_range", text);
  }
  return Span{first_of_month(first), first_of_month(first + count), kind};
}

Result<Span> week_span(std::string_view text, const Week& week) {
  const std::optional<Day> monday = monday_of(week);
  if (!monday) return failed("period.out_of_range", text);
  return Span{*monday, monday->plus(week_days), PeriodKind::week};
}

// What stands behind the year and its hyphen: H1, Q3, 11, W05 (a day is read elsewhere).
Result<Span> part_of_year(std::string_view text, int year, std::string_view part) {
  const char letter = part.front();
  const std::string_view digits = all_digits(part) ? part : part.substr(1);
  if (!all_digits(digits)) return failed("period.malformed", text);
  const int number = digits_value(digits);
  if (letter == 'W' && digits.size() == 2) return week_span(text, {year, number});
  int months = 0;
  PeriodKind kind = PeriodKind::month;
  if (letter == 'H' && digits.size() == 1) {
    months = 6;
    kind = PeriodKind::half;
  } else if (letter == 'Q' && digits.size() == 1) {
    months = 3;
    kind = PeriodKind::quarter;
  } else if (part.size() == 2 && digits.size() == 2) {
    months = 1;
  } else {
    return failed("period.malformed", text);
  }
  if (number < 1 || number > 12 / months) return failed("period.out_of_range", text);
  return months_span(text, year * 12 + (number - 1) * months, months, kind);
}

Result<Span> simple_span(std::string_view text) {
  if (text.size() < 4 || !all_digits(text.substr(0, 4))) return failed("period.malformed", text);
  const int year = digits_value(text.substr(0, 4));
  if (text.size() == 4) return months_span(text, year * 12, 12, PeriodKind::year);
  if (text[4] != '-' || text.size() < 6 || text.size() > 10) {
    return failed("period.malformed", text);
  }
  if (text.size() == 10) {
    const Result<Day> day = Day::parse(text);
    if (!day) {
      return failed(
          day.error().what == "day.out_of_range" ? "period.out_of_range" : "period.malformed",
          text);
    }
    return Span{*day, day->plus(1), PeriodKind::day};
  }
  return part_of_year(text, year, text.substr(5));
}

// How many months the kind has; 0 for days and weeks and what has no fixed number.
int months_in(PeriodKind kind) {
  switch (kind) {
    case PeriodKind::month:
      return 1;
    case PeriodKind::quarter:
      return 3;
    case PeriodKind::half:
      return 6;
    case PeriodKind::year:
      return 12;
    case PeriodKind::five_years:
      return plan_years * 12;
    case PeriodKind::day:
    case PeriodKind::week:
    case PeriodKind::range:
      return 0;
  }
  return 0;
}

// The number of whole months between two days; 0 when they are not the first of a month.
int whole_months(Day first, Day after) {
  if (!starts_month(first) || !starts_month(after)) return 0;
  return month_index(after) - month_index(first);
}

bool is_whole_years(Day first, Day after) {
  const int months = whole_months(first, after);
  return months > 0 && months % 12 == 0 && first.month() == 1;
}

PeriodKind kind_of(Day first, Day after) {
  const int length = after.number() - first.number();
  if (length == 1) return PeriodKind::day;
  if (is_whole_years(first, after)) {
    const int years = whole_months(first, after) / 12;
    if (years == 1) return PeriodKind::year;
    return years == plan_years ? PeriodKind::five_years : PeriodKind::range;
  }
  const int months = whole_months(first, after);
  for (const PeriodKind kind : {PeriodKind::half, PeriodKind::quarter, PeriodKind::month}) {
    if (months == months_in(kind) && month_index(first) % months == 0) return kind;
  }
  if (length == week_days && weekday(first) == 0) return PeriodKind::week;
  return PeriodKind::range;
}

// The like day of another year, within the range of days; 29 February becomes the 28th.
std::optional<Day> years_later_of(Day day, int years) {
  const int year = day.year() + years;
  Result<Day> moved = Day::from_ymd(year, day.month(), day.day());
  if (!moved && day.month() == 2 && day.day() == 29) moved = Day::from_ymd(year, 2, 28);
  if (!moved) return std::nullopt;
  return *moved;
}

}  // namespace

Period Period::normalised(Day first, Day after) {
  CHECK(first < after);
  return Period(first, after, kind_of(first, after));
}

Result<Period> Period::parse(std::string_view text) {
  const std::size_t dots = text.find("..");
  if (dots == std::string_view::npos) {
    const Span span = TRY(simple_span(text));
    return Period(span.first, span.after, span.kind);
  }
  const Span left = TRY(simple_span(text.substr(0, dots)));
  const Span right = TRY(simple_span(text.substr(dots + 2)));
  const bool rangeable = left.kind == PeriodKind::year || left.kind == PeriodKind::month ||
                         left.kind == PeriodKind::day;
  if (left.kind != right.kind || !rangeable) return failed("period.malformed", text);
  if (right.first < left.first) return failed("period.backwards", text);
  return normalised(left.first, right.after);
}

Period Period::year(int year) {
  CHECK(month_in_range(year * 12) && month_in_range(year * 12 + 12));
  return Period(first_of_month(year * 12), first_of_month(year * 12 + 12), PeriodKind::year);
}

Result<Period> Period::from_days(Day first, Day last) {
  const Day end = first_of_month(months_after);
  const std::string shown = first.to_string() + ".." + last.to_string();
  if (last < first) return failed("period.backwards", shown);
  if (last >= end) return failed("period.out_of_range", shown);
  return normalised(first, last.plus(1));
}

Result<Period> Period::years_later(int years) const {
  const auto out_of_range = [&] { return failed("period.out_of_range", to_string()); };
  // A number of years beyond the calendar is out of range whatever the period is.
  if (years < -300 || years > 300) return out_of_range();
  if (kind_ == PeriodKind::week) {
    Week week = week_of(first_);
    week.year += years;
    std::optional<Day> monday = monday_of(week);
    if (!monday && week.number == 53) monday = monday_of({week.year, 52});
    if (!monday) return out_of_range();
    return Period(*monday, monday->plus(week_days), kind_);
  }
  if (const int months = whole_months(first_, after_); months > 0) {
    const bool long_run = is_whole_years(first_, after_) && months >= plan_years * 12;
    const int step = years * (long_run ? months : 12);
    const int first = month_index(first_) + step;
    if (!month_in_range(first) || !month_in_range(first + months)) return out_of_range();
    return normalised(first_of_month(first), first_of_month(first + months));
  }
  const std::optional<Day> first = years_later_of(first_, years);
  const std::optional<Day> last = years_later_of(this->last(), years);
  if (!first || !last) return out_of_range();
  return normalised(*first, last->plus(1));
}

Period Period::until(Day last) const {
  CHECK(contains(last));
  return last.plus(1) == after_ ? *this : normalised(first_, last.plus(1));
}

Result<Period> Period::years_later_until(int years, Day last) const {
  const Period like = TRY(years_later(years));
  CHECK(contains(last));
  if (last.plus(1) == after_) return like;
  if (kind_ == PeriodKind::week)
    return like.until(like.first_.plus(last.number() - first_.number()));
  const int moved = month_index(like.first_) - month_index(first_);
  if (const int months = whole_months(first_, last.plus(1)); months > 0) {
    return normalised(like.first_, first_of_month(month_index(first_) + moved + months));
  }
  const std::optional<Day> end = years_later_of(last, moved / 12);
  CHECK(end.has_value());  // it lies in `like`, which is in range
  return like.until(*end);
}

Result<Period> Period::previous() const {
  if (const int months = whole_months(first_, after_); months > 0) {
    const int first = month_index(first_) - months;
    if (!month_in_range(first)) return failed("period.out_of_range", to_string());
    return normalised(first_of_month(first), first_);
  }
  const int length = after_.number() - first_.number();
  if (first_.number() - length < first_of_month(months_first).number()) {
    return failed("period.out_of_range", to_string());
  }
  return normalised(first_.plus(-length), first_);
}

std::vector<Period> Period::split(PeriodKind kind) const {
  std::vector<Period> parts;
  if (kind == PeriodKind::day || kind == PeriodKind::week) {
    const int step = kind == PeriodKind::day ? 1 : week_days;
    if (step == week_days && (weekday(first_) != 0 || weekday(after_) != 0)) return parts;
    for (Day day = first_; day < after_; day = day.plus(step)) {
      parts.push_back(Period(day, day.plus(step), kind));
    }
    return parts;
  }
  const int step = months_in(kind);
  const int months = whole_months(first_, after_);
  if (step == 0 || months == 0 || months % step != 0) return parts;
  // Plans may begin in any year; all else has its fixed places in the year.
  const int first = month_index(first_);
  if (first % (kind == PeriodKind::five_years ? 12 : step) != 0) return parts;
  for (int index = first; index < first + months; index += step) {
    parts.push_back(Period(first_of_month(index), first_of_month(index + step), kind));
  }
  return parts;
}

std::vector<Period> Period::whole_parts(PeriodKind kind) const {
  std::vector<Period> parts;
  const int step = kind == PeriodKind::five_years ? 0 : months_in(kind);
  if (step == 0) return parts;
  const int begun = month_index(first_) + (starts_month(first_) ? 0 : 1);
  const int first = (begun + step - 1) / step * step;
  const int after = month_index(after_);  // of a month that is cut short: its own first day
  for (int index = first; index + step <= after; index += step) {
    parts.push_back(Period(first_of_month(index), first_of_month(index + step), kind));
  }
  return parts;
}

std::string Period::to_string() const {
  const Day end = last();
  switch (kind_) {
    case PeriodKind::day:
      return first_.to_string();
    case PeriodKind::week: {
      const Week week = week_of(first_);
      return fmt::format("{}-W{:02}", week.year, week.number);
    }
    case PeriodKind::month:
      return fmt::format("{}-{:02}", first_.year(), first_.month());
    case PeriodKind::quarter:
      return fmt::format("{}-Q{}", first_.year(), end.month() / 3);
    case PeriodKind::half:
      return fmt::format("{}-H{}", first_.year(), end.month() / 6);
    case PeriodKind::year:
      return fmt::format("{}", first_.year());
    case PeriodKind::five_years:
      return fmt::format("{}..{}", first_.year(), end.year());
    case PeriodKind::range:
      break;
  }
  if (is_whole_years(first_, after_)) return fmt::format("{}..{}", first_.year(), end.year());
  if (whole_months(first_, after_) > 0) {
    return fmt::format("{}-{:02}..{}-{:02}", first_.year(), first_.month(), end.year(),
                       end.month());
  }
  return fmt::format("{}..{}", first_.to_string(), end.to_string());
}

std::string Period::to_chinese() const {
  const Day end = last();
  const bool one_year = first_.year() == end.year();
  switch (kind_) {
    case PeriodKind::day:
      return fmt::format("{}年{}月{}日", first_.year(), first_.month(), first_.day());
    case PeriodKind::week: {
      const Week week = week_of(first_);
      return fmt::format("{}年第{}周", week.year, week.number);
    }
    case PeriodKind::month:
      return fmt::format("{}年{}月", first_.year(), first_.month());
    case PeriodKind::quarter:
      return fmt::format("{}年第{}季度", first_.year(), text::chinese_numeral(end.month() / 3));
    case PeriodKind::half:
      return fmt::format("{}年{}半年", first_.year(), end.month() == 6 ? "上" : "下");
    case PeriodKind::year:
      return fmt::format("{}年", first_.year());
    case PeriodKind::five_years:
      return fmt::format("{}—{}年", first_.year(), end.year());
    case PeriodKind::range:
      break;
  }
  if (is_whole_years(first_, after_)) return fmt::format("{}—{}年", first_.year(), end.year());
  if (whole_months(first_, after_) > 0) {
    if (one_year) return fmt::format("{}年{}—{}月", first_.year(), first_.month(), end.month());
    return fmt::format("{}年{}月至{}年{}月", first_.year(), first_.month(), end.year(),
                       end.month());
  }
  const std::string year = one_year ? "" : fmt::format("{}年", end.year());
  return fmt::format("{}年{}月{}日至{}{}月{}日", first_.year(), first_.month(), first_.day(), year,
                     end.month(), end.day());
}

}  // namespace youju
