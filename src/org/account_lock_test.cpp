#include <gtest/gtest.h>
#include <youju/org/account_lock.h>

namespace youju::org {
namespace {

constexpr std::int64_t minute = 60'000, start = 1'606'780'800'000;

TEST(AttemptCount, locks_at_the_fifth_and_then_twice_as_long_each_time) {
  AttemptCount count(login_attempts_max);
  std::int64_t now = start;
  for (int i = 0; i < 4; ++i) EXPECT_FALSE(count.fail(now += 1000));
  EXPECT_EQ(count.seconds_left(now), 0);
  for (const std::int64_t minutes : {1, 2, 4, 8, 16, 30, 30}) {
    EXPECT_TRUE(count.fail(now));
    EXPECT_EQ(count.seconds_left(now), minutes * 60);
    now += minutes * minute;
    EXPECT_EQ(count.seconds_left(now - 1), 1);
    EXPECT_EQ(count.seconds_left(now), 0);
  }
}

TEST(AttemptCount, forgets_what_is_older_than_its_window) {
  AttemptCount count(login_attempts_max);
  for (int i = 0; i < 4; ++i) EXPECT_FALSE(count.fail(start + i * 4 * minute));
  // The first is 15 minutes old, the other three are not: four within the window, then five.
  EXPECT_FALSE(count.fail(start + 15 * minute));
  EXPECT_TRUE(count.fail(start + 15 * minute + 1));
}

TEST(AttemptCount, forgives_a_day_after_the_last_wrong_attempt) {
  AttemptCount count(login_attempts_max);
  for (int i = 0; i < 5; ++i) count.fail(start);
  EXPECT_FALSE(count.is_clear(start + 23 * 60 * minute));
  EXPECT_TRUE(count.is_clear(start + 24 * 60 * minute));
  EXPECT_FALSE(count.fail(start + 24 * 60 * minute));
  EXPECT_EQ(count.seconds_left(start + 24 * 60 * minute), 0);
}

TEST(AttemptCount, is_no_longer_than_its_longest_when_the_clock_is_set_back) {
  AttemptCount count(login_attempts_max);
  for (int i = 0; i < 5; ++i) count.fail(start);
  EXPECT_EQ(count.seconds_left(start - 1000 * minute), 30 * 60);
}

TEST(AttemptCount, comes_back_from_its_text) {
  AttemptCount count(login_attempts_max);
  for (int i = 0; i < 6; ++i) count.fail(start + i);
  AttemptCount again = AttemptCount::of_text(count.to_text(), login_attempts_max);
  EXPECT_EQ(again.to_text(), count.to_text());
  EXPECT_EQ(again.seconds_left(start + 5), 120);
  for (const char* bad : {"", "x", "1 2", "1 2 3 4 5 6 7 8 9 10", "1 2 three"}) {
    EXPECT_EQ(AttemptCount::of_text(bad, 5).to_text(), AttemptCount(5).to_text()) << bad;
  }
}

TEST(AttemptTable, keeps_locks_when_names_are_tried_by_the_thousand) {
  AttemptTable table(login_attempts_max, 100);
  for (int i = 0; i < 5; ++i) table.fail("zhao", start);
  for (int i = 0; i < 1000; ++i) table.fail("x" + std::to_string(i), start);
  EXPECT_EQ(table.seconds_left("zhao", start), 60);
  EXPECT_EQ(table.seconds_left("x1", start), 0);
  EXPECT_EQ(table.seconds_left("", start), 0);
}

}  // namespace
}  // namespace youju::org
