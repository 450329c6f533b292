#include <youju/plan/target.h>

#include <algorithm>
#include <array>
#include <numeric>
#include <utility>

namespace youju::plan {
namespace {

using indicator::AggregateKind;
using indicator::Formula;
using indicator::Quantity;
using indicator::TimeMode;

constexpr std::array<std::string_view, 4> directions = {"at_least", "at_most", "zero", "each"};
constexpr std::array<std::string_view, 6> lights = {"not_due", "on_track", "behind",
                                                    "late",    "done",     "unknown"};
constexpr std::array<std::pair<PeriodKind, std::string_view>, 5> parts = {{
    {PeriodKind::week, "week"},
    {PeriodKind::month, "month"},
    {PeriodKind::quarter, "quarter"},
    {PeriodKind::half, "half"},
    {PeriodKind::year, "year"},
}};

Law law_of_formula(const Formula& formula, const indicator::IndicatorSet& all) {
  switch (formula.kind) {
    case Formula::Kind::reference: {
      const indicator::Indicator* operand = all.find(formula.reference);
      return operand == nullptr ? Law::level : law_of(*operand, all);
    }
    case Formula::Kind::add:
    case Formula::Kind::subtract: {
      const Law a = law_of_formula(formula.operands[0], all);
      const Law b = law_of_formula(formula.operands[1], all);
      return a == b ? a : Law::level;
    }
    case Formula::Kind::negate:
      return law_of_formula(formula.operands[0], all);
    case Formula::Kind::function:
      return formula.function == indicator::Function::cumulative ? Law::stands : Law::level;
    default:
      return Law::level;
  }
}

std::int32_t days_of(Day first, Day last) { return last.number() - first.number() + 1; }

Day due_of(const Period& period, const Terms& terms) {
  return terms.due ? *terms.due : period.last();
}

// a × b ≥ c × d, exactly.
Result<bool> product_reaches(const Decimal& a, const Decimal& b, const Decimal& c,
                             const Decimal& d) {
  return TRY(multiply(a, b)) >= TRY(multiply(c, d));
}

}  // namespace

std::string_view direction_name(Direction direction) {
  return directions[static_cast<std::size_t>(direction)];
}

Result<Direction> parse_direction(std::string_view text) {
  for (std::size_t index = 0; index < directions.size(); ++index) {
    if (directions[index] == text) return static_cast<Direction>(index);
  }
  return fail(ErrorKind::bad_input, "plan.unknown_direction", {{"text", std::string(text)}});
}

std::string_view light_name(Light light) { return lights[static_cast<std::size_t>(light)]; }

Result<PeriodKind> parse_part(std::string_view text) {
  for (const auto& [kind, name] : parts) {
    if (name == text) return kind;
  }
  return fail(ErrorKind::bad_input, "plan.unknown_part", {{"text", std::string(text)}});
}

std::string_view part_name(PeriodKind kind) {
  for (const auto& [each, name] : parts) {
    if (each == kind) return name;
  }
  return "";
}

Law law_of(const indicator::Indicator& indicator, const indicator::IndicatorSet& all) {
  if (indicator.quantity == Quantity::stock) return Law::stands;
  if (indicator.quantity != Quantity::amount) return Law::level;
  if (const auto* aggregate = std::get_if<indicator::Aggregate>(&indicator.value)) {
    const bool adds = aggregate->kind == AggregateKind::count ||
                      aggregate->kind == AggregateKind::sum ||
                      aggregate->kind == AggregateKind::distinct;
    if (!adds) return Law::level;
    return aggregate->time == TimeMode::during ? Law::adds : Law::stands;
  }
  if (const auto* formula = std::get_if<Formula>(&indicator.value)) {
    return law_of_formula(*formula, all);
  }
  // What is declared adds up only if its pack says so.
  return std::get<indicator::Declared>(indicator.value).rollup_sum ? Law::adds : Law::level;
}

namespace {

// 第一, 第二: the better the smaller the number is. One that is declared says so by its wording.
bool is_place(const indicator::Indicator& indicator) {
  return indicator.quantity == Quantity::rank || indicator.wording.form == indicator::Form::rank;
}

}  // namespace

bool is_edition(const indicator::Indicator& indicator) {
  return indicator.wording.form == indicator::Form::ordinal;
}

Terms default_terms(const indicator::Indicator& indicator, const std::optional<Decimal>& value) {
  Terms terms;
  if (is_place(indicator)) {
    terms.direction = Direction::at_most;
  } else if (value && value->is_zero()) {
    terms.direction = Direction::zero;
  }
  return terms;
}

std::string meaning_of(const Terms& terms, const indicator::Indicator& indicator) {
  if (terms.each) return "plan.part." + std::string(part_name(*terms.each));
  if (is_place(indicator) && terms.direction == Direction::at_most) return "plan.direction.place";
  return "plan.direction." + std::string(direction_name(terms.direction));
}

Result<std::vector<Decimal>> parse_shares(std::string_view text) {
  constexpr std::size_t shares_max = 60;
  std::vector<Decimal> shares;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find_first_of(" ,;"), text.size());
    const std::string_view word = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (word.empty()) continue;
    const Result<Decimal> share = Decimal::parse(word);
    if (!share || shares.size() == shares_max) {
      return fail(ErrorKind::bad_input, "plan.no_share", {{"text", std::string(word)}});
    }
    shares.push_back(*share);
  }
  return shares;
}

std::string shares_text(const std::vector<Decimal>& shares) {
  std::string text;
  for (const Decimal& share : shares) text += (text.empty() ? "" : " ") + share.to_string();
  return text;
}

std::vector<Period> path_parts(const Period& period, std::size_t shares) {
  if (shares == 0) {
    std::vector<Period> months = period.split(PeriodKind::month);
    // Of five years sixty points say less than twenty.
    return months.size() <= 12 ? months : period.split(PeriodKind::quarter);
  }
  for (const PeriodKind kind :
       {PeriodKind::year, PeriodKind::half, PeriodKind::quarter, PeriodKind::month}) {
    std::vector<Period> found = period.split(kind);
    if (found.size() == shares) return found;
  }
  return {};
}

namespace {

Result<void> check_shares(const Terms& terms, const Period& period) {
  if (terms.shares.empty()) return {};
  bool any = false, negative = false;
  for (const Decimal& share : terms.shares) {
    any = any || !share.is_zero();
    negative = negative || share.is_negative();
  }
  if (!any || negative || path_parts(period, terms.shares.size()).empty()) {
    return fail(ErrorKind::bad_input, "plan.bad_shares",
                {{"count", std::to_string(terms.shares.size())}, {"period", period.to_string()}});
  }
  return {};
}

}  // namespace

Result<void> check_terms(const Terms& terms, const Period& period, const Decimal& value, Law law) {
  if (value.is_negative()) {
    return fail(ErrorKind::bad_input, "plan.negative", {{"value", value.to_string()}});
  }
  if ((terms.direction == Direction::zero) != value.is_zero()) {
    return fail(ErrorKind::bad_input,
                value.is_zero() ? "plan.nothing_wanted" : "plan.zero_has_a_value",
                {{"value", value.to_string()}});
  }
  if ((terms.direction == Direction::each) != terms.each.has_value()) {
    return fail(ErrorKind::bad_input, "plan.part_needed");
  }
  if (!terms.counted.empty() && !terms.each) return fail(ErrorKind::bad_input, "plan.part_needed");
  if (terms.each && period.split(*terms.each).size() < 2) {
    return fail(ErrorKind::bad_input, "plan.part_of_period",
                {{"part", std::string(part_name(*terms.each))}, {"period", period.to_string()}});
  }
  if (terms.due && !period.contains(*terms.due)) {
    return fail(ErrorKind::bad_input, "plan.due_outside",
                {{"day", terms.due->to_string()}, {"period", period.to_string()}});
  }
  if (law == Law::level && !terms.shares.empty()) {
    return fail(ErrorKind::bad_input, "plan.level_has_no_path");
  }
  return check_shares(terms, period);
}

Result<Way> way_until(Day on, const Period& period, const Terms& terms) {
  const Day due = due_of(period, terms);
  if (on < period.first()) return Way{};
  if (on >= due) return Way{1, 1};
  if (terms.shares.empty()) return Way{days_of(period.first(), on), days_of(period.first(), due)};
  const std::vector<Period> steps = path_parts(period, terms.shares.size());
  Decimal before, all, running;
  std::int32_t behind = 0, length = 1;
  for (std::size_t index = 0; index < steps.size(); ++index) {
    all = TRY(add(all, terms.shares[index]));
    if (steps[index].last() <= on) {
      before = TRY(add(before, terms.shares[index]));
    } else if (steps[index].contains(on)) {
      running = terms.shares[index];
      behind = days_of(steps[index].first(), on);
      length = days_of(steps[index].first(), steps[index].last());
    }
  }
  // (before + running × behind ÷ length) ÷ all, as one fraction.
  Way way;
  way.part = TRY(add(TRY(multiply(before, length)), TRY(multiply(running, behind))));
  way.whole = TRY(multiply(all, length));
  return way;
}

Result<Decimal> expected_until(const Way& way, const Decimal& start, const Decimal& value,
                               const Terms& terms, int decimals) {
  const Decimal made = TRY(multiply(TRY(subtract(value, start)), way.part));
  const Rounding towards =
      (terms.direction == Direction::at_most) == made.is_negative() ? Rounding::up : Rounding::down;
  return add(start, TRY(divide(made, way.whole, decimals + 1, towards)));
}

namespace {

// One target on one day.
class Judge {
 public:
  explicit Judge(const Course& course) : course_(course) {}

  Result<Verdict> judge() {
    way_ = TRY(way_until(course_.on, course_.period, course_.terms));
    has_path_ = course_.law == Law::adds || (course_.law == Law::stands && course_.start);
    start_ = course_.law == Law::stands && course_.start ? *course_.start : Decimal(0);
    if (course_.terms.direction != Direction::zero) TRY(measure());
    TRY(foresee());
    switch (course_.terms.direction) {
      case Direction::zero:
        judge_zero();
        break;
      case Direction::at_most:
        TRY(judge_at_most());
        break;
      default:
        TRY(judge_at_least());
    }
    return std::move(verdict_);
  }

 private:
  bool is_over() const { return course_.on > due_of(course_.period, course_.terms); }
  bool has_begun() const { return course_.on >= course_.period.first(); }
  void say(Light light, std::string_view reason = "") {
    verdict_.light = light;
    verdict_.reason = reason;
  }

  // What can be told in numbers, whatever the light.
  Result<void> measure() {
    if (has_path_ && has_begun()) {
      verdict_.expected =
          TRY(expected_until(way_, start_, course_.value, course_.terms, course_.decimals));
    }
    if (!course_.now) return {};
    if (course_.terms.direction == Direction::at_least) {
      verdict_.completion = TRY(divide(TRY(course_.now->shifted(2)), course_.value, 2));
    }
    const Decimal difference = TRY(subtract(*course_.now, course_.value));
    if (difference.is_negative() && course_.terms.direction == Direction::at_least) {
      verdict_.lacking = difference.negated();
    } else if (!difference.is_negative() && !difference.is_zero()) {
      verdict_.beyond = difference;
    }
    return {};
  }

  // (now − start) × all days ÷ days that have passed.
  Result<void> foresee() {
    if (!course_.now || !has_path_ || !course_.period.contains(course_.on)) return {};
    if (course_.on == course_.period.last() || course_.only_declared) return {};
    const Decimal gained = TRY(subtract(*course_.now, start_));
    const Decimal all = days_of(course_.period.first(), course_.period.last());
    const Decimal passed = days_of(course_.period.first(), course_.on);
    verdict_.forecast =
        TRY(add(start_, TRY(divide(TRY(multiply(gained, all)), passed, course_.decimals))));
    return {};
  }

  // now − start ≥ (value − start) × part ÷ whole
  Result<bool> keeps_up() const {
    return product_reaches(TRY(subtract(*course_.now, start_)), way_.whole,
                           TRY(subtract(course_.value, start_)), way_.part);
  }

  void judge_zero() {
    if (!has_begun()) return say(Light::not_due);
    if (!course_.now) return say(Light::unknown, "plan.reason.no_figure");
    if (!course_.now->is_zero()) return say(Light::late, "plan.reason.not_none");
    if (is_over()) return say(Light::done, "plan.reason.none");
    say(Light::on_track, "plan.reason.none_so_far");
  }

  Result<void> judge_at_most() {
    if (!has_begun()) {
      say(Light::not_due);
    } else if (!course_.now) {
      say(Light::unknown, "plan.reason.no_figure");
    } else if (*course_.now > course_.value) {
      // What adds up never falls again; a level may.
      const bool may_fall = course_.law != Law::adds && !is_over();
      say(may_fall ? Light::behind : Light::late, "plan.reason.exceeded");
    } else if (is_over()) {
      say(Light::done);
    } else if (course_.law == Law::adds) {
      const bool within = TRY(product_reaches(course_.value, way_.part, *course_.now, way_.whole));
      say(within ? Light::on_track : Light::behind, within ? "" : "plan.reason.too_quick");
    } else {
      say(Light::on_track);
    }
    return {};
  }

  Result<void> judge_at_least() {
    if (!has_begun()) {
      say(Light::not_due);
    } else if (!course_.now) {
      judge_nothing_proven();
    } else if (*course_.now >= course_.value) {
      say(course_.law == Law::level && !is_over() ? Light::on_track : Light::done,
          verdict_.beyond ? "plan.reason.beyond" : "");
    } else if (is_over()) {
      say(Light::late);
    } else if (course_.law == Law::level) {
      say(Light::behind);
    } else if (!has_path_ || way_.part.is_zero()) {
      say(Light::not_due, has_path_ ? "" : "plan.reason.no_start");
    } else {
      say(TRY(keeps_up()) ? Light::on_track : Light::behind);
    }
    return {};
  }

  // Nothing is not zero; but who proves nothing has not done what was wanted by now.
  void judge_nothing_proven() {
    if (course_.law == Law::level) {
      say(Light::unknown, "plan.reason.no_figure");
    } else if (is_over()) {
      say(Light::late, "plan.reason.nothing_proven");
    } else if (course_.only_declared || !has_path_ || way_.part.is_zero()) {
      say(Light::not_due);
    } else {
      say(Light::behind, "plan.reason.nothing_proven");
    }
  }

  const Course& course_;
  Verdict verdict_;
  Way way_;
  bool has_path_ = false;
  Decimal start_;
};

}  // namespace

Result<Verdict> judge(const Course& course) { return Judge(course).judge(); }

Light judge_step(const Step& step, const Decimal& value, Day on) {
  if (on < step.period.first()) return Light::not_due;
  if (step.now && *step.now >= value) return Light::done;
  return on > step.period.last() ? Light::late : Light::not_due;
}

Result<Verdict> judge_steps(const std::vector<Step>& steps, const Terms& terms,
                            const Period& period, Day on) {
  Verdict verdict;
  std::int64_t over = 0, kept = 0;
  bool any_known = false;
  for (const Step& step : steps) {
    if (on <= step.period.last()) continue;
    ++over;
    if (step.light == Light::done) ++kept;
    any_known = any_known || step.now.has_value();
  }
  if (over > 0) verdict.completion = TRY(divide(TRY(Decimal(kept).shifted(2)), over, 2));
  const bool is_over = on > due_of(period, terms);
  if (over == 0) {
    verdict.light = on < period.first() ? Light::not_due : Light::on_track;
  } else if (kept == over) {
    verdict.light = is_over ? Light::done : Light::on_track;
  } else {
    verdict.light = is_over ? Light::late : Light::behind;
    verdict.reason = any_known ? "plan.reason.parts_missed" : "plan.reason.nothing_proven";
  }
  return verdict;
}

Result<std::vector<Decimal>> shared_out(const Decimal& value, const std::vector<Decimal>& weights,
                                        int decimals) {
  if (weights.empty()) return fail(ErrorKind::bad_input, "plan.no_parts");
  std::vector<Decimal> used = weights;
  Decimal all;
  for (const Decimal& weight : used) all = TRY(add(all, weight.is_negative() ? 0 : weight));
  if (all.is_zero()) {
    used.assign(used.size(), 1);
    all = Decimal(static_cast<std::int64_t>(used.size()));
  }
  const int places = std::max(decimals, value.scale());
  const Decimal step = Decimal::from_scaled(1, places);
  std::vector<Decimal> given, remainders;
  Decimal rest = value;
  for (const Decimal& weight : used) {
    const Decimal due = TRY(multiply(value, weight.is_negative() ? 0 : weight));
    given.push_back(TRY(divide(due, all, places, Rounding::down)));
    remainders.push_back(TRY(subtract(due, TRY(multiply(given.back(), all)))));
    rest = TRY(subtract(rest, given.back()));
  }
  std::vector<std::size_t> order(used.size());
  std::iota(order.begin(), order.end(), 0U);
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return remainders[a] > remainders[b]; });
  for (std::size_t index = 0; index < order.size() && !rest.is_zero(); ++index) {
    given[order[index]] = TRY(add(given[order[index]], step));
    rest = TRY(subtract(rest, step));
  }
  return given;
}

}  // namespace youju::plan
