#include <youju/base/clock.h>

#include <charconv>
#include <chrono>
#include <cstdlib>
#include <optional>

namespace youju {
namespace {

constexpr std::int64_t day_ms = 86'400'000;
constexpr std::int64_t zone_ms = 28'800'000;  // +08:00, without summer time since 1992

class MachineClock : public Clock {
 public:
  MachineClock() : fixed_(fixed_by_environment()) {}

  std::int64_t now_ms() const override {
    if (fixed_) return *fixed_;
    const auto since = std::chrono::system_clock::now().time_since_epoch();
    return std::chrono::duration_cast<std::chrono::milliseconds>(since).count();
  }

 private:
  static std::optional<std::int64_t> fixed_by_environment() {
    const char* value = std::getenv("YOUJU_NOW_MS");
    if (value == nullptr) return std::nullopt;
    const std::string_view text(value);
    std::int64_t ms = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), ms);
    if (error != std::errc() || end != text.data() + text.size()) {
      throw MachineFailure(
          Error{ErrorKind::bad_usage, "clock.malformed", "$YOUJU_NOW_MS", {{"text", value}}});
    }
    return ms;
  }

  std::optional<std::int64_t> fixed_;
};

// Rounded towards the past, so that instants before 1970 fall on their day too.
std::int64_t floor_divided(std::int64_t value, std::int64_t divisor) {
  return value / divisor - (value % divisor < 0 ? 1 : 0);
}

}  // namespace

Day Clock::today() const { return day_of(now_ms()); }

const Clock& system_clock() {
  // Immutable once made: the environment is read a single time, before threads could change it.
  static const MachineClock clock;
  return clock;
}

Day day_of(std::int64_t utc_ms) {
  return Day::from_number(static_cast<std::int32_t>(floor_divided(utc_ms + zone_ms, day_ms)));
}

std::int64_t begin_of(Day day) { return day.number() * day_ms - zone_ms; }

std::string instant_to_string(std::int64_t utc_ms) {
  const Day day = day_of(utc_ms);
  const std::int64_t second = (utc_ms + zone_ms - day.number() * day_ms) / 1000;
  return fmt::format("{}T{:02}:{:02}:{:02}+08:00", day.to_string(), second / 3600, second / 60 % 60,
                     second % 60);
}

}  // namespace youju
