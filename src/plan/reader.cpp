#include <youju/plan/reader.h>
#include <youju/store/database.h>

#include <algorithm>
#include <utility>

namespace youju::plan {
namespace {

using indicator::Aspect;
using indicator::Figure;
using indicator::FigureName;

FigureName actual(FigureName name) {
  name.aspect = Aspect::actual;
  return name;
}

std::optional<Decimal> number_of(const Figure& figure) {
  return figure.number() == nullptr ? std::nullopt : std::optional<Decimal>(*figure.number());
}

std::string reason_of(const Figure& figure) {
  const auto* nothing = std::get_if<indicator::FromNothing>(&figure.provenance);
  return std::string(nothing == nullptr ? "" : nothing->reason);
}

}  // namespace

Light milestone_light(const Milestone& milestone, Day on) {
  if (milestone.done_on && *milestone.done_on <= on) return Light::done;
  return on > milestone.due.value_or(milestone.period.last()) ? Light::late : Light::not_due;
}

Reader::Reader(const Needs& needs, const org::Access& access, Day on)
    : needs_(&needs),
      access_(access),
      on_(on),
      today_(needs.clock.today()),
      indicators_(needs.figures.indicators()),
      view_(needs.figures.view(access_, indicators_)) {}

std::vector<FigureName> Reader::wanted_of(std::string_view unit) const {
  std::vector<FigureName> names;
  for (const indicator::DeclaredFigure* each : view_->targets_of(unit)) {
    if (each->value) names.push_back(each->name);
  }
  return names;
}

const indicator::DeclaredFigure* Reader::find(const FigureName& name) const {
  const indicator::DeclaredFigure* stated = view_->target(name);
  return stated == nullptr || !stated->value ? nullptr : stated;
}

Result<void> Reader::learn(const std::vector<FigureName>& names) {
  std::unique_ptr<store::Transaction> transaction;
  for (const FigureName& name : names) {
    std::string text = name.to_string();
    if (terms_.find(text) != terms_.end()) continue;
    if (transaction == nullptr) transaction = needs_->ledgers.database().read();
    auto kept = TRY(read_terms(*transaction, text));
    terms_.emplace(std::move(text), std::move(kept));
  }
  return {};
}

const KeptTerms* Reader::kept(const FigureName& name) const {
  const auto at = terms_.find(name.to_string());
  CHECK(at != terms_.end());
  return at->second ? &*at->second : nullptr;
}

Version Reader::version_of(const FigureName& name) const {
  Version version;
  if (const indicator::DeclaredFigure* stated = view_->target(name)) {
    version.value = stated->version;
  }
  if (const KeptTerms* terms = kept(name)) version.terms = terms->version;
  return version;
}

const indicator::Indicator* Reader::counted_by(const FigureName& name, const Terms& terms) const {
  return indicators_->find(terms.counted.empty() ? name.indicator : terms.counted);
}

Terms Reader::terms_of(const FigureName& name) const {
  if (const KeptTerms* known = kept(name)) return known->terms;
  const indicator::Indicator* indicator = indicators_->find(name.indicator);
  const indicator::DeclaredFigure* declared = find(name);
  if (indicator == nullptr) return {};
  return default_terms(*indicator, declared == nullptr ? std::nullopt : declared->value);
}

Result<void> Reader::check_read(std::string_view unit) const {
  const auto directory = needs_->ledgers.directory();
  return access_.require(org::Action::read, TRY(directory->find(unit)), *directory->tree(today_));
}

Result<std::vector<std::string>> Reader::below(const std::string& unit,
                                               const Period& period) const {
  const auto directory = needs_->ledgers.directory();
  const auto tree = directory->tree(std::min(today_, period.last()));
  const org::UnitId id = TRY(directory->find(unit));
  std::vector<std::string> codes;
  if (!tree->has(id)) return codes;
  for (const org::UnitId child : tree->children(id)) codes.push_back(directory->unit(child).code);
  return codes;
}

Result<Figure> Reader::figure(FigureName name) {
  name = actual(std::move(name));
  const Period period = name.period;
  if (on_ < period.first() && on_ < today_) {
    Figure none;
    none.name = name;
    none.indicator = indicators_->find(name.indicator);
    if (none.indicator == nullptr) {
      return fail(ErrorKind::not_found, "figure.unknown_indicator", {{"name", name.indicator}});
    }
    none.unit_of_measure = none.indicator->unit;
    none.as_of = view_->as_of();
    none.tree_day = period.last();
    none.provenance = indicator::FromNothing{"plan.reason.not_begun", ""};
    return none;
  }
  // Today the figure is the one that all others see; of a day gone by it is what there was then.
  if (on_ < today_ && on_ < period.last()) name.period = period.until(on_);
  return view_->figure(name);
}

Result<std::vector<Step>> Reader::steps(const Target& target) {
  std::vector<Step> steps;
  for (const Period& part : target.name.period.split(*target.terms.each)) {
    Step step;
    step.period = part;
    step.expected = target.wanted ? target.wanted->value : std::nullopt;
    FigureName name = actual(target.name);
    if (!target.terms.counted.empty()) name.indicator = target.terms.counted;
    name.period = part;
    step.figure = name.to_string();
    if (part.first() <= on_) {
      // An indicator may have gone with a new edition of its pack; the plan can be read all the
      // same.
      const Result<Figure> found = figure(name);
      if (found) {
        step.figure = found->name.to_string();
        step.now = number_of(*found);
        step.why = step.now ? "" : reason_of(*found);
      } else if (found.error().what == "figure.unknown_indicator") {
        step.why = "figure.not_reported";
      } else {
        return fail(found.error());
      }
    }
    if (step.expected) step.light = judge_step(step, *step.expected, on_);
    steps.push_back(std::move(step));
  }
  return steps;
}

Result<void> Reader::add_parts(Target& target) const {
  if (!target.wanted) return {};
  FigureName name = target.name;
  for (const std::string& code : TRY(below(target.name.unit, target.name.period))) {
    name.unit = code;
    const indicator::DeclaredFigure* part = find(name);
    if (part == nullptr) continue;
    ++target.parts;
    target.parts_sum = TRY(add(target.parts_sum.value_or(Decimal(0)), *part->value));
  }
  if (target.parts_sum) {
    target.difference = TRY(subtract(*target.wanted->value, *target.parts_sum));
  }
  return {};
}

Result<Target> Reader::target(const FigureName& name) {
  Target target;
  target.name = name;
  target.name.aspect = Aspect::target;
  TRY(learn({target.name}));
  target.indicator = indicators_->find(name.indicator);
  target.now = TRY(figure(name));
  target.law = law_of(*target.indicator, *indicators_);
  if (const indicator::DeclaredFigure* wanted = find(target.name)) target.wanted = *wanted;
  target.terms = terms_of(target.name);
  target.version = version_of(target.name);
  const indicator::Indicator* counted = counted_by(target.name, target.terms);
  target.adds_up = counted != nullptr && law_of(*counted, *indicators_) != Law::level;
  FigureName before = actual(name);
  if (const Result<Period> previous = name.period.previous()) {
    before.period = *previous;
    target.before = TRY(view_->figure(before));
  }
  TRY(add_parts(target));
  if (!target.wanted) return target;
  if (target.terms.direction == Direction::each && target.terms.each) {
    target.steps = TRY(steps(target));
    target.verdict = TRY(judge_steps(target.steps, target.terms, name.period, on_));
    return target;
  }
  Course course;
  course.law = target.law;
  course.period = name.period;
  course.terms = target.terms;
  course.value = *target.wanted->value;
  course.decimals = target.indicator->decimals;
  course.only_declared = std::holds_alternative<indicator::Declared>(target.indicator->value);
  course.now = number_of(target.now);
  if (target.before) course.start = number_of(*target.before);
  course.on = on_;
  target.verdict = TRY(judge(course));
  return target;
}

Result<std::vector<Point>> Reader::path(const Target& target) {
  std::vector<Point> points;
  if (!target.steps.empty()) {
    for (const Step& step : target.steps) {
      points.push_back({step.period, step.figure, step.expected, step.now});
    }
    return points;
  }
  const Period whole = target.name.period;
  const bool stands = target.law == Law::stands;
  const auto start = stands && target.before ? number_of(*target.before) : std::nullopt;
  const bool has_path = target.law == Law::adds || start;
  const bool is_expected = target.wanted && has_path && target.terms.direction != Direction::zero;
  for (const Period& part : path_parts(whole, target.terms.shares.size())) {
    Point point;
    point.period = part;
    if (is_expected) {
      const Way way = TRY(way_until(part.last(), whole, target.terms));
      point.expected = TRY(expected_until(way, start.value_or(Decimal(0)), *target.wanted->value,
                                          target.terms, target.indicator->decimals));
    }
    if (part.first() <= on_) {
      FigureName name = actual(target.name);
      name.period = TRY(Period::from_days(whole.first(), std::min(part.last(), on_)));
      const Figure figure = TRY(view_->figure(name));
      point.figure = figure.name.to_string();
      point.now = number_of(figure);
    }
    points.push_back(point);
  }
  return points;
}

}  // namespace youju::plan
