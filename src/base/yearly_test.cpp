#include <gtest/gtest.h>
#include <youju/base/work_days.h>
#include <youju/base/yearly.h>

namespace youju {
namespace {

std::string in(std::string_view rule, int year) {
  const auto parsed = YearlyDays::parse(rule);
  if (!parsed) return parsed.error().what;
  const auto days = parsed->in(year);
  return days ? days->first().to_string() + " " + days->last().to_string() : "none";
}

TEST(YearlyDays, fall_where_the_rule_says) {
  struct {
    const char* rule;
    int year;
    const char* days;
  } const cases[] = {
      {"05-30", 2026, "2026-05-30 2026-05-30"},
      {"09-01..09-30", 2026, "2026-09-01 2026-09-30"},
      {"12-20..01-10", 2026, "2026-12-20 2027-01-10"},
      // National Science Day was held on these days.
      {"third saturday of 09", 2016, "2016-09-17 2016-09-17"},
      {"third saturday of 09", 2020, "2020-09-19 2020-09-19"},
      {"third saturday of 05 for 7 days", 2021, "2021-05-15 2021-05-21"},
      {"first monday of 06", 2026, "2026-06-01 2026-06-01"},
      {"last sunday of 06", 2026, "2026-06-28 2026-06-28"},
      {"last tuesday of 06", 2026, "2026-06-30 2026-06-30"},
      {"02-29", 2024, "2024-02-29 2024-02-29"},
      {"02-29", 2026, "none"},
      {"05-30", 2200, "none"},
  };
  for (const auto& each : cases) EXPECT_EQ(in(each.rule, each.year), each.days) << each.rule;
}

TEST(YearlyDays, refuse_what_is_no_rule) {
  for (const char* wrong :
       {"", "5-30", "13-01", "02-30", "05-30..", "05-30..13-01", "05/30", "third saturday of 9",
        "fifth saturday of 09", "third day of 09", "third saturday in 09",
        "third saturday of 09 for 1 days", "third saturday of 09 for 61 days",
        "third saturday of 09 for 7", "third  saturday of 09", "2026-05-30"}) {
    EXPECT_EQ(in(wrong, 2026), "yearly.malformed") << wrong;
  }
}

TEST(WorkDays, are_Monday_to_Friday_but_for_the_calendar_of_the_year) {
  WorkDays days;
  const auto day = [](const char* text) { return *Day::parse(text); };
  EXPECT_TRUE(days.is_worked(day("2026-02-13")));
  EXPECT_FALSE(days.is_worked(day("2026-02-14")));
  EXPECT_EQ(days.between(day("2026-02-13"), day("2026-02-24")), 7);
  // The Spring Festival of 2026: nine days off, two Saturdays made up.
  days.mark(*Period::parse("2026-02-15..2026-02-23"), false);
  days.mark(*Period::parse("2026-02-14"), true);
  days.mark(*Period::parse("2026-02-28"), true);
  EXPECT_TRUE(days.is_worked(day("2026-02-14")));
  EXPECT_FALSE(days.is_worked(day("2026-02-23")));
  EXPECT_EQ(days.between(day("2026-02-13"), day("2026-02-24")), 2);
  EXPECT_EQ(days.between(day("2026-02-24"), day("2026-02-24")), 0);
  EXPECT_EQ(days.between(day("2026-02-25"), day("2026-02-24")), 0);
}

}  // namespace
}  // namespace youju
