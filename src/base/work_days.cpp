#include <youju/base/work_days.h>

namespace youju {

int weekday(Day day) {
  constexpr int week_days = 7;
  // 1970-01-01 was a Thursday; the added weeks keep the number positive.
  return (day.number() + 3 + 10'000 * week_days) % week_days;
}

void WorkDays::mark(const Period& days, bool worked) {
  for (Day day = days.first(); day < days.after(); day = day.plus(1)) {
    marked_.insert_or_assign(day, worked);
  }
}

bool WorkDays::is_worked(Day day) const {
  constexpr int saturday = 5;
  const auto found = marked_.find(day);
  return found == marked_.end() ? weekday(day) < saturday : found->second;
}

int WorkDays::between(Day from, Day to) const {
  int worked = 0;
  for (Day day = from; day < to;) {
    day = day.plus(1);
    if (is_worked(day)) ++worked;
  }
  return worked;
}

}  // namespace youju
