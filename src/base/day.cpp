#include <youju/base/calendar.h>
#include <youju/base/text.h>

#include <algorithm>

namespace youju {
namespace {

using std::chrono::sys_days;
using std::chrono::year_month_day;

constexpr year_month_day date_of(int year, unsigned month, unsigned day) {
  return {std::chrono::year(year), std::chrono::month(month), std::chrono::day(day)};
}

constexpr int year_first = 1900;
constexpr int year_last = 2199;

constexpr std::int32_t number_of(int year, unsigned month, unsigned day) {
  const sys_days days(date_of(year, month, day));
  return static_cast<std::int32_t>(days.time_since_epoch().count());
}

constexpr std::int32_t number_first = number_of(year_first, 1, 1);
// The day after the last one exists as the end of a period only.
constexpr std::int32_t number_after = number_of(year_last + 1, 1, 1);

year_month_day civil(std::int32_t number) {
  return year_month_day(sys_days(std::chrono::days(number)));
}

tl::unexpected<Error> malformed(std::string_view text) {
  return fail(ErrorKind::bad_input, "day.malformed", {{"text", std::string(text)}});
}

// Takes a run of `least` to `most` digits off the front; -1 if there is none of that length.
int take_number(std::string_view& rest, std::size_t least, std::size_t most) {
  std::size_t count = 0;
  int value = 0;
  while (count < rest.size() && rest[count] >= '0' && rest[count] <= '9') {
    if (count == most) return -1;
    value = value * 10 + (rest[count] - '0');
    ++count;
  }
  if (count < least) return -1;
  rest.remove_prefix(count);
  return value;
}

bool take(std::string_view& rest, std::string_view expected) {
  if (!text::starts_with(rest, expected)) return false;
  rest.remove_prefix(expected.size());
  return true;
}

void skip_blanks(std::string_view& rest) {
  while (take(rest, " ")) {
  }
}

struct Separators {
  std::string_view after_year;
  std::string_view after_month;
  std::string_view after_day;
};

constexpr Separators loose_forms[] = {
    {"-", "-", ""}, {"/", "/", ""}, {".", ".", ""}, {"年", "月", "日"}, {"年", "月", "号"},
};

// A date and nothing after it in one of the loose forms; false if the text has another form.
bool take_form(std::string_view rest, const Separators& form, int (&ymd)[3]) {
  const std::string_view separators[] = {form.after_year, form.after_month, form.after_day};
  for (int part = 0; part < 3; ++part) {
    ymd[part] = part == 0 ? take_number(rest, 4, 4) : take_number(rest, 1, 2);
    if (ymd[part] < 0) return false;
    skip_blanks(rest);
    if (!take(rest, separators[part])) return false;
    if (part < 2) skip_blanks(rest);
  }
  return rest.empty();
}

// Off the end: the midnight that a spreadsheet writes behind a date when it exports one.
std::string_view without_midnight(std::string_view text) {
  for (const std::string_view midnight :
       {" 00:00:00", "T00:00:00", " 0:00:00", " 00:00", " 0:00"}) {
    if (text.ends_with(midnight)) return text.substr(0, text.size() - midnight.size());
  }
  return text;
}

}  // namespace

Result<Day> Day::from_ymd(int y, int m, int d) {
  const bool in_years = y >= year_first && y <= year_last;
  // Bounded before the calendar sees them: its types keep one byte of a month and of a day.
  const bool bounded = in_years && m >= 1 && m <= 12 && d >= 1 && d <= 31;
  if (!bounded || !date_of(y, static_cast<unsigned>(m), static_cast<unsigned>(d)).ok()) {
    return fail(ErrorKind::bad_input, "day.out_of_range",
                {{"text", fmt::format("{:04}-{:02}-{:02}", y, m, d)}});
  }
  return from_number(number_of(y, static_cast<unsigned>(m), static_cast<unsigned>(d)));
}

Result<Day> Day::parse(std::string_view text) {
  std::string_view rest = text;
  const int y = take_number(rest, 4, 4);
  if (y < 0 || !take(rest, "-")) return malformed(text);
  const int m = take_number(rest, 2, 2);
  if (m < 0 || !take(rest, "-")) return malformed(text);
  const int d = take_number(rest, 2, 2);
  if (d < 0 || !rest.empty()) return malformed(text);
  return from_ymd(y, m, d);
}

Result<Day> Day::parse_loosely(std::string_view text) {
  const std::string half = text::to_half_width(text::trimmed(text));
  const std::string_view body = without_midnight(half);
  int ymd[3] = {};
  for (const Separators& form : loose_forms) {
    if (take_form(body, form, ymd)) return from_ymd(ymd[0], ymd[1], ymd[2]);
  }
  std::string_view rest = body;
  const int joined = take_number(rest, 8, 8);
  if (joined < 0 || !rest.empty()) return malformed(text);
  return from_ymd(joined / 10000, joined / 100 % 100, joined % 100);
}

Result<Day> Day::from_excel(std::int64_t serial, bool system_1904) {
  constexpr std::int32_t day_0_of_1904 = number_of(1904, 1, 1);
  constexpr std::int32_t day_0_of_1900 = number_of(1899, 12, 31);
  constexpr std::int64_t false_leap_day = 60;  // Excel believes in 1900-02-29
  const auto out_of_range = [&] {
    return fail(ErrorKind::bad_input, "day.out_of_range", {{"text", std::to_string(serial)}});
  };
  // Bounded first, so that no sum below can overflow.
  if (serial < 0 || serial > number_after - day_0_of_1900) return out_of_range();
  std::int64_t number = day_0_of_1904 + serial;
  if (!system_1904) {
    if (serial == 0 || serial == false_leap_day) return out_of_range();
    number = day_0_of_1900 + serial - (serial > false_leap_day ? 1 : 0);
  }
  if (number >= number_after) return out_of_range();
  return from_number(static_cast<std::int32_t>(number));
}

Day Day::from_number(std::int32_t number) {
  CHECK(number >= number_first && number <= number_after);
  Day made;
  made.number_ = number;
  return made;
}

int Day::year() const { return static_cast<int>(civil(number_).year()); }
int Day::month() const { return static_cast<int>(static_cast<unsigned>(civil(number_).month())); }
int Day::day() const { return static_cast<int>(static_cast<unsigned>(civil(number_).day())); }

std::string Day::to_string() const {
  // By hand: a load prints several days for each of a million records.
  const year_month_day date = civil(number_);
  std::string text = "0000-00-00";
  const auto put = [&text](std::size_t last, unsigned value) {
    for (; value != 0; value /= 10) text[last--] = static_cast<char>('0' + value % 10);
  };
  put(3, static_cast<unsigned>(static_cast<int>(date.year())));
  put(6, static_cast<unsigned>(date.month()));
  put(9, static_cast<unsigned>(date.day()));
  return text;
}

}  // namespace youju
