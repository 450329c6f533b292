#include <gtest/gtest.h>
#include <youju/base/calendar.h>

namespace youju {
namespace {

Day day(std::string_view text) {
  const Result<Day> parsed = Day::parse(text);
  EXPECT_TRUE(parsed) << text;
  return parsed ? *parsed : Day();
}

Period period(std::string_view text) {
  const Result<Period> parsed = Period::parse(text);
  EXPECT_TRUE(parsed) << text;
  return parsed ? *parsed : Period();
}

std::string shown(const Result<Day>& result) {
  return result ? result->to_string() : result.error().what;
}

std::string shown(const Result<Period>& result) {
  return result ? result->to_string() : result.error().what;
}

std::string shown(const std::vector<Period>& periods) {
  std::string out;
  for (const Period& one : periods) out += one.to_string() + " ";
  return out;
}

TEST(Day, every_day_survives_writing_and_reading) {
  int previous_day = 0;
  for (Day at = day("1900-01-01"); at < day("2199-12-31"); at = at.plus(1)) {
    ASSERT_EQ(shown(Day::parse(at.to_string())), at.to_string());
    ASSERT_EQ(*Day::from_ymd(at.year(), at.month(), at.day()), at);
    ASSERT_TRUE(at.day() == previous_day + 1 || at.day() == 1);
    previous_day = at.day();
  }
  EXPECT_EQ(day("1970-01-01").number(), 0);
  EXPECT_EQ(day("2020-03-20").number(), 18341);
}

TEST(Day, reads_one_form_only_when_asked_strictly) {
  for (const std::string_view text :
       {"", "2020", "2020-3-20", "2020/03/20", "20200320", " 2020-03-20", "2020-03-20 ",
        "2020-03-20T00:00:00", "２０２０-03-20", "-2020-03-20", "2020--3-20", "20-03-2020"}) {
    EXPECT_EQ(shown(Day::parse(text)), "day.malformed") << text;
  }
}

TEST(Day, refuses_days_that_are_not_or_are_slips) {
  for (const std::string_view text :
       {"0001-01-01", "1899-12-31", "2200-01-01", "9999-12-31", "0000-00-00", "2020-00-10",
        "2020-13-01", "2020-01-00", "2020-01-32", "2021-02-29", "1900-02-29", "2020-04-31"}) {
    EXPECT_EQ(shown(Day::parse(text)), "day.out_of_range") << text;
  }
  EXPECT_EQ(shown(Day::from_ymd(2020, 257, 1)), "day.out_of_range");
  EXPECT_EQ(shown(Day::from_ymd(2020, -1, 1)), "day.out_of_range");
  EXPECT_EQ(shown(Day::from_ymd(1'000'000'000, 1, 1)), "day.out_of_range");
  EXPECT_EQ(shown(Day::parse("2000-02-29")), "2000-02-29");
}

TEST(Day, reads_what_people_write) {
  for (const std::string_view text :
       {"2020-03-20", "2020-3-20", "2020/3/20", "2020/03/20", "2020.3.20", "20200320",
        "2020年3月20日", "2020年03月20号", "２０２０年３月２０日", "２０２０．３．２０",
        "  2020-03-20\t", "　2020/3/20　", "2020 年 3 月 20 日", "2020-03-20 00:00:00",
        "2020/3/20 0:00", "2020-03-20T00:00:00"}) {
    EXPECT_EQ(shown(Day::parse_loosely(text)), "2020-03-20") << text;
  }
}

TEST(Day, refuses_what_people_do_not_mean) {
  for (const std::string_view text :
       {"", "2020", "2020-03", "20-3-20", "3/20/2020", "2020/3-20", "2020.3/20", "2020320",
        "202003200", "2020年3月", "2020年3月20", "2020-03-20 08:30", "二〇二〇年三月二十日",
        "2020-3-20日", "2020-3-200", "2020  03 20"}) {
    EXPECT_EQ(shown(Day::parse_loosely(text)), "day.malformed") << text;
  }
  EXPECT_EQ(shown(Day::parse_loosely("20201320")), "day.out_of_range");
  EXPECT_EQ(shown(Day::parse_loosely("2021年2月29日")), "day.out_of_range");
}

TEST(Day, reads_serial_numbers_of_excel) {
  struct Row {
    std::int64_t serial;
    bool system_1904;
    std::string_view shown;
  };
  constexpr std::int64_t far = 1'000'000'000'000'000'000;
  for (const Row& row : {Row{1, false, "1900-01-01"},
                         {59, false, "1900-02-28"},
                         {60, false, "day.out_of_range"},
                         {61, false, "1900-03-01"},
                         {43910, false, "2020-03-20"},
                         {42448, true, "2020-03-20"},
                         {0, false, "day.out_of_range"},
                         {0, true, "1904-01-01"},
                         {-1, true, "day.out_of_range"},
                         {109574, false, "2199-12-31"},
                         {109575, false, "day.out_of_range"},
                         {109572, true, "day.out_of_range"},
                         {far, false, "day.out_of_range"},
                         {-far, true, "day.out_of_range"}}) {
    EXPECT_EQ(shown(Day::from_excel(row.serial, row.system_1904)), row.shown) << row.serial;
  }
}

TEST(Period, reads_and_writes_every_form) {
  struct Row {
    std::string_view text;
    std::string_view first;
    std::string_view last;
    PeriodKind kind;
    std::string_view chinese;
  };
  for (const Row& row :
       {Row{"2020", "2020-01-01", "2020-12-31", PeriodKind::year, "2020年"},
        {"2020-H1", "2020-01-01", "2020-06-30", PeriodKind::half, "2020年上半年"},
        {"2020-H2", "2020-07-01", "2020-12-31", PeriodKind::half, "2020年下半年"},
        {"2020-Q1", "2020-01-01", "2020-03-31", PeriodKind::quarter, "2020年第一季度"},
        {"2020-Q3", "2020-07-01", "2020-09-30", PeriodKind::quarter, "2020年第三季度"},
        {"2020-02", "2020-02-01", "2020-02-29", PeriodKind::month, "2020年2月"},
        {"2020-11", "2020-11-01", "2020-11-30", PeriodKind::month, "2020年11月"},
        {"2020-W05", "2020-01-27", "2020-02-02", PeriodKind::week, "2020年第5周"},
        {"2020-W53", "2020-12-28", "2021-01-03", PeriodKind::week, "2020年第53周"},
        {"2021-W01", "2021-01-04", "2021-01-10", PeriodKind::week, "2021年第1周"},
        {"2020-W01", "2019-12-30", "2020-01-05", PeriodKind::week, "2020年第1周"},
        {"1900-W01", "1900-01-01", "1900-01-07", PeriodKind::week, "1900年第1周"},
        {"2020-11-05", "2020-11-05", "2020-11-05", PeriodKind::day, "2020年11月5日"},
        {"2199-12-31", "2199-12-31", "2199-12-31", PeriodKind::day, "2199年12月31日"},
        {"2021..2025", "2021-01-01", "2025-12-31", PeriodKind::five_years, "2021—2025年"},
        {"2021..2023", "2021-01-01", "2023-12-31", PeriodKind::range, "2021—2023年"},
        {"2020-01..2020-11", "2020-01-01", "2020-11-30", PeriodKind::range, "2020年1—11月"},
        {"2020-11..2021-02", "2020-11-01", "2021-02-28", PeriodKind::range,
         "2020年11月至2021年2月"},
        {"2020-01-05..2020-02-10", "2020-01-05", "2020-02-10", PeriodKind::range,
         "2020年1月5日至2月10日"},
        {"2020-12-05..2021-02-10", "2020-12-05", "2021-02-10", PeriodKind::range,
         "2020年12月5日至2021年2月10日"}}) {
    const Period one = period(row.text);
    EXPECT_EQ(one.to_string(), row.text);
    EXPECT_EQ(one.first().to_string(), row.first) << row.text;
    EXPECT_EQ(one.last().to_string(), row.last) << row.text;
    EXPECT_EQ(one.kind(), row.kind) << row.text;
    EXPECT_EQ(one.to_chinese(), row.chinese);
    EXPECT_EQ(shown(Period::from_days(one.first(), one.last())), row.text);
  }
}

TEST(Period, a_range_takes_its_shortest_form) {
  for (const auto& [text, shortest] : std::vector<std::pair<std::string_view, std::string_view>>{
           {"2020-01..2020-12", "2020"},
           {"2020..2020", "2020"},
           {"2020-07..2020-12", "2020-H2"},
           {"2020-04..2020-06", "2020-Q2"},
           {"2020-04-01..2020-04-30", "2020-04"},
           {"2020-01-06..2020-01-12", "2020-W02"},
           {"2021-02-01..2021-02-28", "2021-02"},  // four whole weeks, but a month first
           {"2020-05-05..2020-05-05", "2020-05-05"},
           {"2021-01-01..2025-12-31", "2021..2025"},
           {"2020-01-01..2020-11-30", "2020-01..2020-11"},
           {"2020-02..2020-04", "2020-02..2020-04"},
           {"2020-01-06..2020-01-13", "2020-01-06..2020-01-13"}}) {
    EXPECT_EQ(period(text).to_string(), shortest);
  }
}

TEST(Period, refuses_what_is_none) {
  for (const std::string_view text : {"",
                                      "202",
                                      "20200",
                                      "2020-",
                                      "2020-1",
                                      "2020-011",
                                      "2020-Q",
                                      "2020-Q11",
                                      "2020-H01",
                                      "2020-W5",
                                      "2020-W005",
                                      "2020-q1",
                                      "2020-X1",
                                      "2020Q1",
                                      "2020-1-1",
                                      "2020..",
                                      "..2020",
                                      "2020..2021-01",
                                      "2020-01..2020-11-30",
                                      "2020-Q1..2020-Q2",
                                      "2020-W01..2020-W02",
                                      "2020..2021..2022",
                                      "２０２０",
                                      "2020 ",
                                      "abcd",
                                      "2020-11-5",
                                      "2020-+1",
                                      "2020年"}) {
    EXPECT_EQ(shown(Period::parse(text)), "period.malformed") << text;
  }
  for (const std::string_view text :
       {"0001", "1899", "2200", "9999", "2020-00", "2020-13", "2020-Q0", "2020-Q5", "2020-H3",
        "2020-W00", "2020-W54", "2021-W53", "2200-W01", "2021-02-29", "1899..1905", "2196..2200",
        "9999-12-31"}) {
    EXPECT_EQ(shown(Period::parse(text)), "period.out_of_range") << text;
  }
  EXPECT_EQ(shown(Period::parse("2021..2020")), "period.backwards");
  EXPECT_EQ(shown(Period::parse("2020-02-10..2020-02-09")), "period.backwards");
  EXPECT_EQ(shown(Period::from_days(day("2020-01-02"), day("2020-01-01"))), "period.backwards");
}

TEST(Period, finds_the_like_period_of_another_year) {
  struct Row {
    std::string_view text;
    int years;
    std::string_view like;
  };
  for (const Row& row : {Row{"2020", -1, "2019"},
                         {"2020-H1", -1, "2019-H1"},
                         {"2020-02", -1, "2019-02"},
                         {"2019-02", 1, "2020-02"},
                         {"2020-02-29", -1, "2019-02-28"},
                         {"2020-02-29", -4, "2016-02-29"},
                         {"2020-W05", -1, "2019-W05"},
                         {"2020-W53", -1, "2019-W52"},
                         {"2020-W53", -5, "2015-W53"},
                         {"2021..2025", -1, "2016..2020"},
                         {"2021..2030", 1, "2031..2040"},
                         {"2021..2023", -1, "2020..2022"},
                         {"2020-01..2020-11", -1, "2019-01..2019-11"},
                         {"2020-01-05..2020-02-29", -1, "2019-01-05..2019-02-28"},
                         {"2020-11..2021-02", -1, "2019-11..2020-02"},
                         {"1900", -1, "period.out_of_range"},
                         {"2199-12-31", 1, "period.out_of_range"},
                         {"1900-W01", -1, "period.out_of_range"},
                         {"2196..2199", 1, "period.out_of_range"},
                         {"2020", 2'000'000'000, "period.out_of_range"}}) {
    EXPECT_EQ(shown(period(row.text).years_later(row.years)), row.like) << row.text;
  }
}

TEST(Period, finds_the_one_before) {
  for (const auto& [text, before] : std::vector<std::pair<std::string_view, std::string_view>>{
           {"2020", "2019"},
           {"2020-H1", "2019-H2"},
           {"2020-Q1", "2019-Q4"},
           {"2020-03", "2020-02"},
           {"2020-03-01", "2020-02-29"},
           {"2021-W01", "2020-W53"},
           {"2021..2025", "2016..2020"},
           {"2020-03..2020-04", "2020-01..2020-02"},
           {"2020-01-11..2020-01-20", "2020-01-01..2020-01-10"},
           {"1900", "period.out_of_range"},
           {"1900-01-01", "period.out_of_range"}}) {
    EXPECT_EQ(shown(period(text).previous()), before) << text;
  }
}

TEST(Period, that_runs_is_like_the_same_part_of_the_year_before) {
  const struct {
    const char *text, *last, *part, *like;
  } rows[] = {
      {"2020", "2020-11-25", "2020-01-01..2020-11-25", "2019-01-01..2019-11-25"},
      {"2020", "2020-11-30", "2020-01..2020-11", "2019-01..2019-11"},
      {"2021", "2021-02-28", "2021-01..2021-02", "2020-01..2020-02"},
      {"2020", "2020-02-29", "2020-01..2020-02", "2019-01..2019-02"},
      {"2020-Q1", "2020-03-15", "2020-01-01..2020-03-15", "2019-01-01..2019-03-15"},
      {"2021..2025", "2023-05-10", "2021-01-01..2023-05-10", "2016-01-01..2018-05-10"},
      {"2020-W10", "2020-03-04", "2020-03-02..2020-03-04", "2019-03-04..2019-03-06"},
      {"2020-02-10..2020-03-10", "2020-02-29", "2020-02-10..2020-02-29", "2019-02-10..2019-02-28"},
      {"2020", "2020-12-31", "2020", "2019"}};
  for (const auto& row : rows) {
    EXPECT_EQ(period(row.text).until(day(row.last)).to_string(), row.part) << row.text;
    EXPECT_EQ(shown(period(row.text).years_later_until(-1, day(row.last))), row.like) << row.text;
  }
}

TEST(Period, holds_whole_parts_whatever_lies_at_its_ends) {
  EXPECT_EQ(shown(period("2020-01-05..2020-04-10").whole_parts(PeriodKind::month)),
            "2020-02 2020-03 ");
  EXPECT_EQ(shown(period("2019-12..2020-07").whole_parts(PeriodKind::quarter)), "2020-Q1 2020-Q2 ");
  EXPECT_EQ(shown(period("2020-11-05").whole_parts(PeriodKind::month)), "");
  EXPECT_EQ(shown(period("2019-06-01..2021-01-01").whole_parts(PeriodKind::year)), "2020 ");
  EXPECT_EQ(shown(period("2020-Q1").whole_parts(PeriodKind::week)), "");
  EXPECT_EQ(shown(period("2199").whole_parts(PeriodKind::half)), "2199-H1 2199-H2 ");
}

TEST(Period, splits_into_whole_parts_only) {
  EXPECT_EQ(shown(period("2020").split(PeriodKind::quarter)), "2020-Q1 2020-Q2 2020-Q3 2020-Q4 ");
  EXPECT_EQ(shown(period("2020-Q2").split(PeriodKind::month)), "2020-04 2020-05 2020-06 ");
  EXPECT_EQ(shown(period("2021..2025").split(PeriodKind::year)), "2021 2022 2023 2024 2025 ");
  EXPECT_EQ(shown(period("2021..2025").split(PeriodKind::five_years)), "2021..2025 ");
  EXPECT_EQ(shown(period("2021").split(PeriodKind::half)), "2021-H1 2021-H2 ");
  EXPECT_EQ(shown(period("2020-W05").split(PeriodKind::week)), "2020-W05 ");
  EXPECT_EQ(period("2020-02").split(PeriodKind::day).size(), 29U);
  EXPECT_EQ(period("2199").split(PeriodKind::month).size(), 12U);
  EXPECT_EQ(shown(period("2020-02..2020-04").split(PeriodKind::quarter)), "");
  EXPECT_EQ(shown(period("2020-01..2020-11").split(PeriodKind::year)), "");
  EXPECT_EQ(shown(period("2020-W05").split(PeriodKind::month)), "");
  EXPECT_EQ(shown(period("2020").split(PeriodKind::range)), "");
}

TEST(Period, contains_and_overlaps_as_half_open_runs) {
  const Period year = period("2020");
  EXPECT_TRUE(year.contains(day("2020-01-01")));
  EXPECT_TRUE(year.contains(day("2020-12-31")));
  EXPECT_FALSE(year.contains(day("2021-01-01")));
  EXPECT_TRUE(year.contains(period("2020-Q4")));
  EXPECT_FALSE(year.contains(period("2020-W53")));
  EXPECT_TRUE(year.overlaps(period("2020-W53")));
  EXPECT_FALSE(year.overlaps(period("2021")));
  EXPECT_LT(period("2020-Q1"), year);
  EXPECT_EQ(Period::year(2020), year);
}

}  // namespace
}  // namespace youju
