#include <youju/base/work_days.h>
#include <youju/base/yearly.h>

#include <algorithm>
#include <array>
#include <vector>

namespace youju {
namespace {

constexpr std::size_t text_bytes_max = 60;
constexpr int days_max = 60;
constexpr int week_days = 7;
constexpr int last = 5;  // of "nth": the fifth there is not always
constexpr int leap_year = 2000;
constexpr int year_max = 2198;  // the end of a run may lie in the year after, which must be there
constexpr std::array<std::string_view, 5> ordinals = {"first", "second", "third", "fourth", "last"};
constexpr std::array<std::string_view, 7> weekdays = {"monday", "tuesday",  "wednesday", "thursday",
                                                      "friday", "saturday", "sunday"};

template <typename List>
int place_of(const List& list, std::string_view word) {
  const auto found = std::find(list.begin(), list.end(), word);
  return found == list.end() ? -1 : static_cast<int>(found - list.begin());
}

std::vector<std::string_view> words_of(std::string_view text) {
  std::vector<std::string_view> words;
  for (std::size_t at = 0; at <= text.size();) {
    const std::size_t end = std::min(text.find(' ', at), text.size());
    words.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  return words;
}

// One or two digits from 1 to `most`; 0 if it is none.
int number_of(std::string_view text, int most) {
  int number = 0;
  for (const char c : text) {
    if (c < '0' || c > '9' || text.size() > 2) return 0;
    number = number * 10 + (c - '0');
  }
  return number <= most ? number : 0;
}

struct MonthDay {
  int month = 0, day = 0;
};
std::optional<MonthDay> month_day_of(std::string_view text) {
  constexpr std::size_t length = 5;
  if (text.size() != length || text[2] != '-') return std::nullopt;
  const MonthDay found{number_of(text.substr(0, 2), 12), number_of(text.substr(3), 31)};
  if (!Day::from_ymd(leap_year, found.month, found.day)) return std::nullopt;
  return found;
}

}  // namespace

Result<YearlyDays> YearlyDays::parse(std::string_view text) {
  const auto malformed = [text] {
    return fail(ErrorKind::bad_input, "yearly.malformed",
                {{"text", std::string(text.substr(0, text_bytes_max))}});
  };
  YearlyDays rule;
  rule.text_ = text;
  const auto words = words_of(text);
  if (text.size() > text_bytes_max) return malformed();
  if (words.size() == 1) {
    const std::size_t dots = text.find("..");
    const auto begin = month_day_of(text.substr(0, dots));
    if (!begin) return malformed();
    rule.month_ = begin->month;
    rule.day_ = begin->day;
    if (dots == std::string_view::npos) return rule;
    const auto end = month_day_of(text.substr(dots + 2));
    if (!end) return malformed();
    rule.end_month_ = end->month;
    rule.end_day_ = end->day;
    return rule;
  }
  const bool runs = words.size() == 7;
  if ((words.size() != 4 && !runs) || words[2] != "of") return malformed();
  rule.nth_ = place_of(ordinals, words[0]) + 1;
  rule.weekday_ = place_of(weekdays, words[1]);
  rule.month_ = words[3].size() == 2 ? number_of(words[3], 12) : 0;
  if (runs) rule.days_ = number_of(words[5], days_max);
  if (rule.nth_ == 0 || rule.weekday_ < 0 || rule.month_ == 0 || rule.days_ == 0 ||
      (runs && (words[4] != "for" || words[6] != "days" || rule.days_ < 2))) {
    return malformed();
  }
  return rule;
}

std::optional<Period> YearlyDays::in(int year) const {
  if (year > year_max) return std::nullopt;
  Result<Day> first = Day::from_ymd(year, month_, day_ == 0 ? 1 : day_);
  if (!first) return std::nullopt;
  if (day_ == 0) {
    const int ahead = (weekday_ - weekday(*first) + week_days) % week_days;
    *first = first->plus(ahead + (std::min(nth_, last - 1) - 1) * week_days);
    const Day fifth = first->plus(week_days);
    if (nth_ == last && fifth.month() == month_) *first = fifth;
  }
  Day end = first->plus(days_ - 1);
  if (end_month_ != 0) {
    auto last_day = Day::from_ymd(year, end_month_, end_day_);
    if (last_day && *last_day < *first) last_day = Day::from_ymd(year + 1, end_month_, end_day_);
    if (!last_day) return std::nullopt;
    end = *last_day;
  }
  auto days = Period::from_days(*first, end);
  return days ? std::optional(*days) : std::nullopt;
}

}  // namespace youju
