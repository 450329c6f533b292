#include <gtest/gtest.h>
#include <youju/plan/target.h>

#include <algorithm>
#include <map>

namespace youju::plan {
namespace {

Day day(std::string_view text) { return *Day::parse(text); }
Decimal number(std::string_view text) { return *Decimal::parse(text); }

std::string text(const std::optional<Decimal>& value) { return value ? value->to_string() : "-"; }

std::vector<std::string> words(std::string_view line, char between) {
  std::vector<std::string> found;
  while (!line.empty()) {
    const std::size_t end = std::min(line.find(between), line.size());
    if (end > 0) found.emplace_back(line.substr(0, end));
    line.remove_prefix(std::min(end + 1, line.size()));
  }
  return found;
}

// law direction value now start | day due shares | light expected forecast completion beyond
// lacking # what. The period is 2021; "-" is none.
constexpr std::string_view judgements = R"(
adds at_least 40 43 - | 2021-03-01 - - | done 6.6 262 107.5 3 - # reached
adds at_least 10 2 - | 2021-03-14 - - | on_track 2 10 20 - 8 # on the path: 73 of 365 days
adds at_least 10 2 - | 2021-03-15 - - | behind 2.1 10 20 - 8 # a day later it is too little
adds at_least 10 - - | 2020-12-31 - - | not_due - - - - - # before it begins
adds at_least 10 9 - | 2021-12-31 - - | behind 10 - 90 - 1 # on its last day it is not late
adds at_least 10 9 - | 2022-01-01 - - | late 10 - 90 - 1 # but after it
adds at_least 10 9 - | 2021-07-01 2021-06-30 - | late 10 18 90 - 1 # due before the period ends
adds at_least 10 - - | 2021-07-01 - - | behind 5 - - - - # nothing proven is not zero but behind
adds at_least 10 - - | 2022-01-01 - - | late 10 - - - - # and late in the end
adds at_least 50 5 - | 2021-03-31 - 10,20,30,40 | on_track 5 20 10 - 45 # a tenth by March
adds at_least 910 91 - | 2021-04-01 - 10,20,30,40 | behind 93 365 10 - 819 # within a part: by days
adds at_least 10 0 - | 2021-07-01 - 0,0,0,1 | not_due 0 0 0 - 10 # nothing is expected yet
stands at_least 120 110 100 | 2021-07-01 - - | on_track 110 120 91.67 - 10 # from where it stood
stands at_least 120 110 100 | 2021-07-02 - - | behind 110.1 120 91.67 - 10 # 183 days
stands at_least 120 110 - | 2021-07-02 - - | not_due - - 91.67 - 10 # without a start no path
level at_least 30 31 - | 2021-07-02 - - | on_track - - 103.33 1 - # a share may fall again
level at_least 30 31 - | 2022-01-01 - - | done - - 103.33 1 - # in the end it is done
level at_least 30 29 - | 2021-07-02 - - | behind - - 96.67 - 1 # a share that is not reached
level at_least 30 - - | 2022-01-01 - - | unknown - - - - - # a share that nobody knows
level at_most 1 3 - | 2021-07-02 - - | behind - - - 2 - # the third place, the first is wanted
adds at_most 365 200 - | 2021-03-14 - - | behind 73 1000 - - - # used too quickly
adds at_most 365 73 - | 2021-03-14 - - | on_track 73 365 - - - # within the path
adds at_most 365 366 - | 2021-03-14 - - | late 73 1830 - 1 - # once passed it is passed
adds at_most 365 365 - | 2022-01-01 - - | done 365 - - - - # kept
adds zero 0 0 - | 2021-07-01 - - | on_track - 0 - - - # none so far
adds zero 0 0 - | 2022-01-01 - - | done - - - - - # none at all
adds zero 0 1 - | 2021-07-01 - - | late - 2 - - - # one is too many
adds zero 0 - - | 2022-01-01 - - | unknown - - - - - # nobody says that there was none
)";

TEST(Target, is_judged_by_what_was_expected_by_the_day) {
  const std::map<std::string, Law> laws = {
      {"adds", Law::adds}, {"stands", Law::stands}, {"level", Law::level}};
  for (const std::string& line : words(judgements, '\n')) {
    SCOPED_TRACE(line);
    const std::vector<std::string> row = words(line.substr(0, line.find('#')), ' ');
    ASSERT_EQ(row.size(), 16U);
    Course course;
    course.law = laws.at(row[0]);
    course.period = Period::year(2021);
    course.terms.direction = *parse_direction(row[1]);
    course.value = number(row[2]);
    if (row[3] != "-") course.now = number(row[3]);
    if (row[4] != "-") course.start = number(row[4]);
    course.on = day(row[6]);
    if (row[7] != "-") course.terms.due = day(row[7]);
    if (row[8] != "-") {
      for (const std::string& share : words(row[8], ',')) {
        course.terms.shares.push_back(number(share));
      }
    }
    const auto verdict = judge(course);
    ASSERT_TRUE(verdict) << verdict.error().what;
    EXPECT_EQ(light_name(verdict->light), row[10]);
    EXPECT_EQ(text(verdict->expected), row[11]);
    EXPECT_EQ(text(verdict->forecast), row[12]);
    EXPECT_EQ(text(verdict->completion), row[13]);
    EXPECT_EQ(text(verdict->beyond), row[14]);
    EXPECT_EQ(text(verdict->lacking), row[15]);
  }
}

TEST(Target, whose_sum_does_not_fit_says_so) {
  Course course;
  course.period = Period::year(2021);
  course.value = number("999999999999999999999999999999999999");
  course.now = Decimal(1);
  course.on = day("2021-07-01");
  const auto verdict = judge(course);
  ASSERT_FALSE(verdict);
  EXPECT_EQ(verdict.error().what, "decimal.overflow");
}

TEST(Target, terms_fit_their_period_and_value) {
  const auto wrong = [](const Terms& terms, const char* value, Law law = Law::adds,
                        const char* period = "2021") {
    const auto checked = check_terms(terms, *Period::parse(period), number(value), law);
    return checked ? std::string() : checked.error().what;
  };
  Terms terms;
  EXPECT_EQ(wrong(terms, "1"), "");
  EXPECT_EQ(wrong(terms, "-1"), "plan.negative");
  EXPECT_EQ(wrong(terms, "0"), "plan.nothing_wanted");
  terms.direction = Direction::zero;
  EXPECT_EQ(wrong(terms, "0"), "");
  EXPECT_EQ(wrong(terms, "1"), "plan.zero_has_a_value");
  terms.direction = Direction::each;
  EXPECT_EQ(wrong(terms, "2"), "plan.part_needed");
  terms.each = PeriodKind::month;
  EXPECT_EQ(wrong(terms, "2"), "");
  EXPECT_EQ(wrong(terms, "2", Law::adds, "2021-01"), "plan.part_of_period");
  terms.direction = Direction::at_least;
  EXPECT_EQ(wrong(terms, "2"), "plan.part_needed");
  terms = {};
  terms.due = day("2022-01-01");
  EXPECT_EQ(wrong(terms, "2"), "plan.due_outside");
  terms = {};
  for (const int count : {2, 4, 12}) {
    terms.shares.assign(static_cast<std::size_t>(count), 1);
    EXPECT_EQ(wrong(terms, "2"), "") << count;
  }
  EXPECT_EQ(wrong(terms, "2", Law::level), "plan.level_has_no_path");
  terms.shares.assign(5, 1);
  EXPECT_EQ(wrong(terms, "2"), "plan.bad_shares");
  EXPECT_EQ(wrong(terms, "2", Law::adds, "2021..2025"), "");
  terms.shares.assign(4, 0);
  EXPECT_EQ(wrong(terms, "2"), "plan.bad_shares");
  terms.shares = {1, 1, 1, number("-1")};
  EXPECT_EQ(wrong(terms, "2"), "plan.bad_shares");
}

TEST(Target, of_a_frequency_is_judged_part_by_part) {
  Terms terms;
  terms.direction = Direction::each;
  terms.each = PeriodKind::quarter;
  const Period year = Period::year(2021);
  const auto judged = [&](std::vector<const char*> values, const char* on) {
    std::vector<Step> steps;
    const std::vector<Period> parts = year.split(PeriodKind::quarter);
    for (std::size_t index = 0; index < parts.size(); ++index) {
      Step step;
      step.period = parts[index];
      if (*values[index] != '\0') step.now = number(values[index]);
      step.light = judge_step(step, 2, day(on));
      steps.push_back(step);
    }
    return *judge_steps(steps, terms, year, day(on));
  };
  EXPECT_EQ(judged({"", "", "", ""}, "2020-12-31").light, Light::not_due);
  EXPECT_EQ(judged({"0", "", "", ""}, "2021-03-31").light, Light::on_track);
  EXPECT_EQ(judged({"2", "0", "", ""}, "2021-04-01").light, Light::on_track);
  const Verdict missed = judged({"1", "5", "", ""}, "2021-07-01");
  EXPECT_EQ(missed.light, Light::behind);
  EXPECT_EQ(text(missed.completion), "50");
  EXPECT_EQ(missed.reason, "plan.reason.parts_missed");
  EXPECT_EQ(judged({"2", "", "2", "2"}, "2022-01-01").light, Light::late);
  EXPECT_EQ(judged({"", "", "", ""}, "2022-01-01").reason, "plan.reason.nothing_proven");
  EXPECT_EQ(judged({"2", "3", "2", "2"}, "2022-01-01").light, Light::done);
}

TEST(Target, is_shared_out_in_parts_that_add_up) {
  const auto shared = [](const char* value, std::vector<Decimal> weights, int decimals = 0) {
    std::string all;
    const auto parts = shared_out(number(value), weights, decimals);
    for (const Decimal& each : *parts) {
      all += (all.empty() ? "" : " ") + each.to_string();
    }
    return all;
  };
  EXPECT_EQ(shared("10", {1, 1, 1}), "4 3 3");
  EXPECT_EQ(shared("10", {0, 0, 0}), "4 3 3");
  EXPECT_EQ(shared("2", {1, 1, 1}), "1 1 0");
  EXPECT_EQ(shared("100", {1, 2, 4}), "14 29 57");
  EXPECT_EQ(shared("1", {1, 1, 1}, 2), "0.34 0.33 0.33");
  EXPECT_EQ(shared("0.5", {1, 1}), "0.3 0.2");
  EXPECT_EQ(shared("7", {number("-3"), 1}), "0 7");
  EXPECT_EQ(shared_out(1, {}, 0).error().what, "plan.no_parts");
}

}  // namespace
}  // namespace youju::plan
