// Targets split down the tree: the parts add up, or the difference is wanted and shown.
#include <youju/plan/plans.h>
#include <youju/plan/projection.h>
#include <youju/plan/reader.h>
#include <youju/store/database.h>

#include <algorithm>
#include <set>
#include <utility>

namespace youju::plan {
namespace {

using indicator::DeclaredFigure;
using indicator::FigureName;

// The target that is to be split; only what adds up over units can be.
Result<DeclaredFigure> whole_of(const Reader& reader, const FigureName& name) {
  const DeclaredFigure* whole = reader.find(name);
  if (whole == nullptr) {
    return fail(ErrorKind::not_found, "plan.no_target", {{"name", name.to_string()}});
  }
  const indicator::Indicator* counted = reader.counted_by(name, reader.terms_of(name));
  if (counted == nullptr || law_of(*counted, *reader.indicators()) == Law::level) {
    return fail(ErrorKind::bad_input, "plan.cannot_split", {{"name", name.indicator}});
  }
  return *whole;
}

// The sum of the new parts and of those that other units below have already.
Result<Decimal> sum_of(const Reader& reader, const FigureName& name,
                       const std::vector<Part>& parts) {
  Decimal sum;
  std::set<std::string> given;
  for (const Part& part : parts) {
    sum = TRY(add(sum, part.value));
    given.insert(part.unit);
  }
  FigureName other = name;
  for (const std::string& code : TRY(reader.below(name.unit, name.period))) {
    other.unit = code;
    const DeclaredFigure* known = given.contains(code) ? nullptr : reader.find(other);
    if (known != nullptr) sum = TRY(add(sum, *known->value));
  }
  return sum;
}

Result<void> check_units(const Reader& reader, const FigureName& name,
                         const std::vector<Part>& parts) {
  const std::vector<std::string> below = TRY(reader.below(name.unit, name.period));
  std::set<std::string> given;
  if (parts.empty()) return fail(ErrorKind::bad_input, "plan.no_parts");
  for (const Part& part : parts) {
    if (std::find(below.begin(), below.end(), part.unit) == below.end()) {
      return fail(ErrorKind::bad_input, "plan.not_below",
                  {{"unit", part.unit}, {"above", name.unit}});
    }
    if (!given.insert(part.unit).second) {
      return fail(ErrorKind::bad_input, "plan.part_twice", {{"unit", part.unit}});
    }
  }
  return {};
}

}  // namespace

Result<void> Plans::split(const org::Access& access, const Splitting& splitting) {
  FigureName name = splitting.name;
  name.aspect = indicator::Aspect::target;
  TRY(require(access, org::Action::set_target, name.unit));
  Reader reader(needs_, access, needs_.clock.today());
  std::vector<FigureName> names = {name};
  for (const Part& part : splitting.parts) {
    names.push_back(name);
    names.back().unit = part.unit;
  }
  TRY(reader.learn(names));
  const DeclaredFigure whole = TRY(whole_of(reader, name));
  TRY(check_units(reader, name, splitting.parts));
  const Decimal sum = TRY(sum_of(reader, name, splitting.parts));
  if (sum != *whole.value && !splitting.may_differ) {
    return fail(ErrorKind::conflict, "plan.parts_do_not_add",
                {{"value", whole.value->to_string()},
                 {"sum", sum.to_string()},
                 {"difference", TRY(subtract(*whole.value, sum)).to_string()}});
  }
  std::vector<Change> changes;
  for (const Part& part : splitting.parts) {
    Setting setting;
    setting.name = name;
    setting.name.unit = part.unit;
    setting.value = part.value;
    setting.reason = splitting.reason;
    setting.source = whole.source.citation;
    setting.terms = reader.terms_of(name);
    const DeclaredFigure* before = reader.find(setting.name);
    if (before == nullptr || before->owner.empty()) setting.owner = part.unit;
    if (part.version) setting.version = {*part.version, reader.version_of(setting.name).terms};
    // Nothing wanted of a unit is no target, except where nothing may happen.
    if (part.value.is_zero() && setting.terms->direction != Direction::zero) {
      if (before == nullptr) continue;
      setting.value.reset();
    }
    changes.push_back(TRY(change_of(access, setting, name.unit)));
  }
  TRY(write(access, changes));
  return {};
}

Result<std::vector<Part>> Plans::propose(const org::Access& access, const FigureName& of,
                                         Likeness likeness) const {
  FigureName name = of;
  name.aspect = indicator::Aspect::target;
  TRY(require(access, org::Action::read, name.unit));
  Reader reader(needs_, access, needs_.clock.today());
  TRY(reader.learn({name}));
  const DeclaredFigure whole = TRY(whole_of(reader, name));
  const indicator::Indicator& counted = *reader.counted_by(name, reader.terms_of(name));
  std::vector<Part> parts;
  std::vector<Decimal> weights;
  for (const std::string& code : TRY(reader.below(name.unit, name.period))) {
    parts.push_back({code, {}});
    Decimal weight = 1;
    if (likeness == Likeness::before) {
      FigureName before = name;
      before.aspect = indicator::Aspect::actual;
      before.indicator = counted.id;
      before.unit = code;
      before.period = TRY(name.period.previous());
      const indicator::Figure figure = TRY(reader.view().figure(before));
      weight = figure.number() == nullptr ? Decimal(0) : *figure.number();
    }
    weights.push_back(weight);
  }
  const std::vector<Decimal> values = TRY(shared_out(*whole.value, weights, counted.decimals));
  for (std::size_t index = 0; index < parts.size(); ++index) parts[index].value = values[index];
  return parts;
}

}  // namespace youju::plan
