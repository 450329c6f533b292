#include <youju/base/csv.h>
#include <youju/plan/next.h>

#include <algorithm>
#include <array>
#include <map>
#include <utility>

namespace youju::plan {
namespace {

using indicator::FigureName;
using Basis = DraftRule::Basis;

constexpr std::array<std::string_view, 3> bases = {"actual", "target", "higher"};
constexpr int growth_min = -100, growth_max = 1000;  // in %

std::optional<Decimal> number_of(const indicator::Figure& figure) {
  return figure.number() == nullptr ? std::nullopt : std::optional(*figure.number());
}

void say(Drafted& drafted, std::optional<Decimal> value, std::string_view reason) {
  drafted.value = std::move(value);
  drafted.reason = reason;
}

// The place that was aimed at, or the better one that was reached.
void keep_limit(Drafted& drafted, bool is_place) {
  std::optional<Decimal> value = drafted.target;
  const bool better = drafted.actual && (!value || *drafted.actual < *value);
  if (is_place && better) value = drafted.actual;
  if (!value) return say(drafted, value, "plan.draft.no_ground");
  say(drafted, value, is_place ? "plan.draft.place" : "plan.draft.limit");
}

// An edition that was held is followed by the next one. Where none is on record nobody can tell
// which will be next: the writer says it.
Result<void> count_on(Drafted& drafted) {
  if (!drafted.actual) {
    say(drafted, {}, "plan.draft.edition_unknown");
    return {};
  }
  say(drafted, TRY(youju::add(*drafted.actual, Decimal(1))), "plan.draft.edition");
  return {};
}

Result<void> grow(Drafted& drafted, Law law, const DraftRule& rule) {
  const std::optional<Decimal>&actual = drafted.actual, &target = drafted.target;
  bool by_actual = actual.has_value();
  if (rule.basis == Basis::target) by_actual = !target;
  if (rule.basis == Basis::higher && actual && target) by_actual = *actual >= *target;
  const std::optional<Decimal>& basis = by_actual ? actual : target;
  if (!basis) {
    say(drafted, {}, "plan.draft.no_ground");
    return {};
  }
  Decimal value = *basis;
  const bool grows = law != Law::level && !rule.growth.is_zero();
  if (grows) {
    const Decimal percent = TRY(add(Decimal(100), rule.growth));
    value =
        TRY(divide(TRY(multiply(value, percent)), 100, drafted.indicator->decimals, Rounding::up));
  }
  // At least nothing is no target.
  if (value.is_zero() || value.is_negative()) {
    say(drafted, {}, "plan.draft.nothing");
    return {};
  }
  say(drafted, value,
      law == Law::level ? "plan.draft.level"
      : by_actual       ? "plan.draft.from_actual"
                        : "plan.draft.from_target");
  return {};
}

Result<void> propose(Drafted& drafted, Law law, const DraftRule& rule) {
  switch (drafted.terms.direction) {
    case Direction::zero:
      say(drafted, Decimal(0), "plan.draft.zero");
      return {};
    case Direction::each:
      say(drafted, drafted.target, drafted.target ? "plan.draft.each" : "plan.draft.no_ground");
      return {};
    case Direction::at_most:
      keep_limit(drafted, meaning_of(drafted.terms, *drafted.indicator) == "plan.direction.place");
      return {};
    case Direction::at_least:
      break;
  }
  if (is_edition(*drafted.indicator)) return count_on(drafted);
  return grow(drafted, law, rule);
}

Result<Terms> terms_after(Terms terms) {
  if (terms.due) {
    terms.due = TRY(TRY(Period::from_days(*terms.due, *terms.due)).years_later(1)).first();
  }
  terms.above.clear();  // it is the unit's own until it is split down again
  return terms;
}

class Drafter {
 public:
  Drafter(const Plans& plans, const org::Access& access, Draft& draft)
      : plans_(plans), access_(access), draft_(draft) {}

  Result<void> draft(std::span<const std::string> more) {
    const Reading reading = TRY(plans_.read(access_, draft_.unit, draft_.from));
    const Reading next = TRY(plans_.read(access_, draft_.unit, draft_.to));
    draft_.on = reading.on;
    draft_.so_far = reading.on < draft_.from.last();
    draft_.indicators = reading.indicators;
    for (const Target& target : reading.targets) TRY(follow(target));
    for (const Target& target : next.targets) TRY(take_set(target));
    for (const std::string& id : more) TRY(add(id));
    for (auto& [name, one] : found_) draft_.targets.push_back(std::move(one));
    sort();
    return {};
  }

 private:
  // Next period's target of a name of this one.
  FigureName after(FigureName name) const {
    name.aspect = indicator::Aspect::target;
    name.period = draft_.to;
    return name;
  }

  Result<void> follow(const Target& target) {
    Drafted one;
    one.name = after(target.name);
    one.indicator = target.indicator;
    one.terms = TRY(terms_after(target.terms));
    one.owner = target.wanted->owner;
    one.actual = number_of(target.now);
    one.target = target.wanted->value;
    one.completion = target.verdict.completion;
    one.beyond = target.verdict.beyond;
    TRY(propose(one, target.law, draft_.rule));
    found_.emplace(one.name.to_string(), std::move(one));
    return {};
  }

  Result<void> take_set(const Target& target) {
    const std::string name = target.name.to_string();
    if (!found_.contains(name)) {
      Drafted one;
      one.name = target.name;
      one.indicator = draft_.indicators->find(target.name.indicator);
      if (one.indicator == nullptr) return {};
      one.terms = target.terms;
      one.terms.above.clear();
      one.owner = target.wanted->owner;
      // What it counts in a part of the period has no like in the whole one before.
      if (target.before && target.terms.direction != Direction::each) {
        one.actual = number_of(*target.before);
      }
      TRY(propose(one, target.law, draft_.rule));
      found_.emplace(name, std::move(one));
    }
    found_.at(name).set = target.wanted->value;
    return {};
  }

  Result<void> add(const std::string& id) {
    FigureName name;
    name.indicator = id;
    name.unit = draft_.unit;
    name.period = draft_.from;
    if (found_.contains(after(name).to_string())) return {};
    const indicator::Figure figure = TRY(plans_.needs().figures.view(access_)->figure(name));
    Drafted one;
    one.name = after(name);
    one.indicator = draft_.indicators->find(id);
    if (one.indicator == nullptr) {
      return fail(ErrorKind::not_found, "figure.unknown_indicator", {{"name", id}});
    }
    one.terms = default_terms(*one.indicator, {});
    one.actual = number_of(figure);
    TRY(propose(one, law_of(*one.indicator, *draft_.indicators), draft_.rule));
    found_.emplace(one.name.to_string(), std::move(one));
    return {};
  }

  void sort() {
    std::map<const indicator::Indicator*, std::size_t> place;
    for (const indicator::Indicator& each : draft_.indicators->all()) {
      place.emplace(&each, place.size());
    }
    std::stable_sort(draft_.targets.begin(), draft_.targets.end(),
                     [&](const Drafted& a, const Drafted& b) {
                       return place[a.indicator] < place[b.indicator];
                     });
  }

  const Plans& plans_;
  const org::Access& access_;
  Draft& draft_;
  std::map<std::string, Drafted> found_;
};

// The part of a name behind its '?': field=code,…
std::string filter_text(const FigureName& name) {
  const std::string text = name.to_string();
  const std::size_t question = text.find('?');
  return question == std::string::npos ? "" : text.substr(question + 1);
}

}  // namespace

std::string_view basis_name(Basis basis) { return bases[static_cast<std::size_t>(basis)]; }

Result<Basis> parse_basis(std::string_view text) {
  for (std::size_t index = 0; index < bases.size(); ++index) {
    if (bases[index] == text) return static_cast<Basis>(index);
  }
  return fail(ErrorKind::bad_input, "plan.unknown_basis", {{"text", std::string(text)}});
}

Result<Draft> draft_next(const Plans& plans, const org::Access& access, std::string_view unit,
                         const Period& period, const DraftRule& rule,
                         std::span<const std::string> more) {
  if (rule.growth < Decimal(growth_min) || Decimal(growth_max) < rule.growth) {
    return fail(ErrorKind::bad_input, "plan.growth_out_of_range",
                {{"growth", rule.growth.to_string()},
                 {"least", std::to_string(growth_min)},
                 {"most", std::to_string(growth_max)}});
  }
  Draft draft;
  draft.unit = unit;
  draft.from = period;
  draft.to = TRY(period.years_later(1));
  draft.rule = rule;
  TRY(Drafter(plans, access, draft).draft(more));
  return draft;
}

std::string targets_csv(const Draft& draft, std::string_view source) {
  std::string csv;
  append_csv_row(csv, {"indicator", "filter", "unit", "period", "value", "qualifier", "source",
                       "owner", "direction", "each", "counted", "due", "shares"});
  for (const Drafted& each : draft.targets) {
    if (!each.value || each.set) continue;
    const Terms& terms = each.terms;
    append_csv_row(
        csv, {each.name.indicator, filter_text(each.name), each.name.unit,
              each.name.period.to_string(), each.value->to_string(), "exact", std::string(source),
              each.owner, std::string(direction_name(terms.direction)),
              terms.each ? std::string(part_name(*terms.each)) : "", terms.counted,
              terms.due ? terms.due->to_string() : "", shares_text(terms.shares)});
  }
  return csv;
}

}  // namespace youju::plan
