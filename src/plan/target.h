// What a target wants beside its value, and what may be said of it on a day. Pure functions on
// exact decimals; thread-safe.
#pragma once

#include <youju/base/calendar.h>
#include <youju/base/decimal.h>
#include <youju/base/result.h>
#include <youju/indicator/definition.h>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace youju::plan {

enum class Direction {
  at_least,  // reach the value by the due day
  at_most,   // stay within it
  zero,      // not one: 零事故
  each,      // at least the value in each part of the period: 每月两期
};
std::string_view direction_name(Direction direction);
Result<Direction> parse_direction(std::string_view text);  // "plan.unknown_direction"

// How the values of an indicator hang together over time and over units; decides what can be said
// of a target on it.
enum class Law {
  adds,    // grows from nothing within the period; parts add up
  stands,  // is there at the end of the period; parts add up, it grows from what was there before
  level,   // a ratio, a place, a largest value: no part of it is a smaller one
};
Law law_of(const indicator::Indicator& indicator, const indicator::IndicatorSet& all);

struct Terms {
  Direction direction = Direction::at_least;
  // Of `each`: the part of the period, and the indicator that is counted in it if that is not the
  // target's own (the target on 月均期数 counts 期数).
  std::optional<PeriodKind> each;
  std::string counted;
  std::optional<Day> due;  // included; none: the last day of the period
  // What is expected in each part of the period, as weights: 12 of a year by months, 4 by quarters,
  // 5 of five years. Empty: evenly by days.
  std::vector<Decimal> shares;
  std::string above;  // code of the unit that split it down to this one; "" its own
  friend bool operator==(const Terms&, const Terms&) = default;
};
// Weights as people type them: numbers parted by blanks or commas. Error: "plan.bad_shares".
Result<std::vector<Decimal>> parse_shares(std::string_view text);
std::string shares_text(const std::vector<Decimal>& shares);
// Of a target of which nobody said more: zero for the value 0, at most for a place, else at least.
Terms default_terms(const indicator::Indicator& indicator, const std::optional<Decimal>& value);
// 第七届: a number by which what is held again and again is told apart. By its wording, since the
// pack counts it as any other number.
bool is_edition(const indicator::Indicator& indicator);
// Catalogue id of what stands before the value: 不低于, 每月, 名次不低于.
std::string meaning_of(const Terms& terms, const indicator::Indicator& indicator);
// Errors: "plan.zero_has_a_value", "plan.nothing_wanted" (at least 0), "plan.part_of_period" (no
// such parts in it), "plan.part_needed", "plan.due_outside", "plan.bad_shares" (their number fits
// no part of the period, or one is negative, or all are 0), "plan.level_has_no_path".
Result<void> check_terms(const Terms& terms, const Period& period, const Decimal& value, Law law);
// The parts that as many shares stand for; months if there are none. Empty for a number that fits
// nothing.
std::vector<Period> path_parts(const Period& period, std::size_t shares);
Result<PeriodKind> parse_part(std::string_view text);  // month, quarter, half, year, week
std::string_view part_name(PeriodKind kind);

// How much of the way should lie behind at the end of a day: part ÷ whole, both at least 0.
struct Way {
  Decimal part, whole = 1;
};
Result<Way> way_until(Day on, const Period& period, const Terms& terms);

enum class Light {
  not_due,   // has not begun, or nothing is expected yet
  on_track,  // as much as was expected
  behind,    // less than was expected
  late,      // the due day has passed without it, or it can no longer be kept
  done,
  unknown,  // there is no figure to judge by
};
std::string_view light_name(Light light);

// start + (value − start) × the way until then, for print: a place more than the indicator has, and
// rounded towards what is harder, so that nobody who is told to be behind reads the same number.
Result<Decimal> expected_until(const Way& way, const Decimal& start, const Decimal& value,
                               const Terms& terms, int decimals);

// What is known of a target on a day.
struct Course {
  Law law = Law::adds;
  Period period;
  Terms terms;
  Decimal value;
  int decimals = 0;              // of the indicator
  bool only_declared = false;    // nobody counts it while the period runs
  std::optional<Decimal> now;    // the figure; none: it is missing
  std::optional<Decimal> start;  // of what stands: the figure of the period before
  Day on;
};

struct Verdict {
  Light light = Light::unknown;
  std::string reason;                 // catalogue id of a sentence that says more, or ""
  std::optional<Decimal> expected;    // by that day, for print; judged exactly
  std::optional<Decimal> forecast;    // at the end of the period at the present rate; no figure
  std::optional<Decimal> completion;  // in %, 2 decimals
  std::optional<Decimal> beyond, lacking;
};
// Not for Direction::each, whose parts are judged one by one. Error: "decimal.overflow".
Result<Verdict> judge(const Course& course);

// One part of a frequency target.
struct Step {
  Period period;
  std::string figure;          // its name
  std::optional<Decimal> now;  // none: nothing is known of it
  std::string why;             // catalogue id, where nothing is known
  std::optional<Decimal> expected;
  Light light = Light::not_due;
};
Light judge_step(const Step& step, const Decimal& value, Day on);
// The light of all steps, and in completion how many of those that are over were kept.
Result<Verdict> judge_steps(const std::vector<Step>& steps, const Terms& terms,
                            const Period& period, Day on);

// Splits a value into as many parts as there are weights, each a multiple of 10^-decimals (or of
// the value's own last place, if that is finer), whose sum is the value: rounded down, then the
// largest remainders get one step more, the earlier first. Weights that are all 0 count as equal.
// Errors: "decimal.overflow", "plan.no_parts".
Result<std::vector<Decimal>> shared_out(const Decimal& value, const std::vector<Decimal>& weights,
                                        int decimals);

}  // namespace youju::plan
