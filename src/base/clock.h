// The only door to the time of day. Everything that needs "now" takes a Clock&, so that a test can
// set it and a document can be made twice with the same bytes.
#pragma once

#include <youju/base/calendar.h>

#include <atomic>
#include <cstdint>

namespace youju {

class Clock {
 public:
  virtual ~Clock() = default;
  // UTC milliseconds since 1970. Thread-safe. May go backwards when the machine's clock is set.
  virtual std::int64_t now_ms() const = 0;
  // Today in the zone +08:00.
  Day today() const;
};

// The machine's clock; $YOUJU_NOW_MS, when set, fixes it (for reproducible documents and tests).
const Clock& system_clock();

// Says what it was set to; may be set while others ask.
class FixedClock : public Clock {
 public:
  explicit FixedClock(std::int64_t ms) : ms_(ms) {}
  std::int64_t now_ms() const override { return ms_; }
  void set(std::int64_t ms) { ms_ = ms; }

 private:
  std::atomic<std::int64_t> ms_;
};

// The day in the zone +08:00 that an instant falls on, the first instant of a day there, and the
// ISO form of an instant, "2020-03-20T08:30:00+08:00".
Day day_of(std::int64_t utc_ms);
std::int64_t begin_of(Day day);
std::string instant_to_string(std::int64_t utc_ms);

}  // namespace youju
