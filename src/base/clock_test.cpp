#include <gtest/gtest.h>
#include <youju/base/clock.h>

#include <cstdlib>

namespace youju {
namespace {

constexpr std::int64_t midnight_ms = 1'584'633'600'000;  // 2020-03-20T00:00:00+08:00

TEST(Clock, a_day_begins_at_midnight_of_the_zone) {
  EXPECT_EQ(day_of(midnight_ms).to_string(), "2020-03-20");
  EXPECT_EQ(day_of(midnight_ms - 1).to_string(), "2020-03-19");
  EXPECT_EQ(day_of(midnight_ms + 86'399'999).to_string(), "2020-03-20");
  EXPECT_EQ(begin_of(day_of(midnight_ms + 86'399'999)), midnight_ms);
  EXPECT_EQ(begin_of(day_of(-8 * 3'600'000 - 1)), -32 * 3'600'000);
  EXPECT_EQ(day_of(0).to_string(), "1970-01-01");
  EXPECT_EQ(day_of(-8 * 3'600'000 - 1).to_string(), "1969-12-31");
}

TEST(Clock, writes_an_instant_with_its_zone) {
  EXPECT_EQ(instant_to_string(midnight_ms), "2020-03-20T00:00:00+08:00");
  EXPECT_EQ(instant_to_string(midnight_ms + 30'600'999), "2020-03-20T08:30:00+08:00");
  EXPECT_EQ(instant_to_string(0), "1970-01-01T08:00:00+08:00");
  EXPECT_EQ(instant_to_string(-8 * 3'600'000 - 1), "1969-12-31T23:59:59+08:00");
}

TEST(Clock, a_fixed_one_stands_until_it_is_set) {
  FixedClock clock(midnight_ms);
  EXPECT_EQ(clock.now_ms(), midnight_ms);
  EXPECT_EQ(clock.today().to_string(), "2020-03-20");
  clock.set(midnight_ms - 1);
  EXPECT_EQ(clock.today().to_string(), "2020-03-19");
}

// The environment is read once per process, so each case looks from a process of its own.
TEST(ClockDeathTest, the_environment_can_fix_the_machine_clock) {
  testing::GTEST_FLAG(death_test_style) = "threadsafe";
  EXPECT_EXIT(
      {
        setenv("YOUJU_NOW_MS", "1584633600000", 1);
        std::exit(system_clock().now_ms() == midnight_ms ? 7 : 1);
      },
      testing::ExitedWithCode(7), "");
  EXPECT_EXIT(
      {
        setenv("YOUJU_NOW_MS", "yesterday", 1);
        try {
          system_clock();
        } catch (const MachineFailure& failure) {
          std::exit(failure.error().what == "clock.malformed" ? 7 : 1);
        }
      },
      testing::ExitedWithCode(7), "");
}

}  // namespace
}  // namespace youju
