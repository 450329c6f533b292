// Which days are worked: Monday to Friday, but for the days off and the made-up working days that a
// calendar of the year names. A value; not thread-safe while it is changed.
#pragma once

#include <youju/base/calendar.h>

#include <map>

namespace youju {

int weekday(Day day);  // 0 is Monday

class WorkDays {
 public:
  // What is said later of a day holds.
  void mark(const Period& days, bool worked);
  bool is_worked(Day day) const;
  // How many days after `from`, up to `to` and with it, are worked; 0 if `to` is not later.
  int between(Day from, Day to) const;

 private:
  std::map<Day, bool> marked_;
};

}  // namespace youju
