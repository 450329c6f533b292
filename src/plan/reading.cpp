// Plans as they stand on a day.
#include <youju/base/limits.h>
#include <youju/plan/plans.h>
#include <youju/plan/projection.h>
#include <youju/plan/reader.h>
#include <youju/store/database.h>

#include <algorithm>
#include <array>
#include <tuple>
#include <utility>

namespace youju::plan {
namespace {

using indicator::FigureName;

constexpr int days_after_end = 366;  // for which a target that was missed is still called late

// In the order in which packs define their indicators; of one indicator by name.
void sort_by_definition(std::vector<FigureName>& names, const indicator::IndicatorSet& all) {
  std::map<std::string_view, std::size_t> place;
  for (std::size_t index = 0; index < all.all().size(); ++index) place[all.all()[index].id] = index;
  std::vector<std::tuple<std::size_t, std::string, FigureName>> keyed;
  for (FigureName& name : names) {
    const auto at = place.find(name.indicator);
    keyed.emplace_back(at == place.end() ? place.size() : at->second, name.to_string(),
                       std::move(name));
  }
  std::sort(keyed.begin(), keyed.end(), [](const auto& a, const auto& b) {
    return std::tie(std::get<0>(a), std::get<1>(a)) < std::tie(std::get<0>(b), std::get<1>(b));
  });
  names.clear();
  for (auto& [at, text, name] : keyed) names.push_back(std::move(name));
}

// The codes of a subtree, its top first, then level by level; at most so many.
std::vector<std::string> nearest(const org::Directory& directory, const org::UnitTree& tree,
                                 org::UnitId top, std::size_t units_max) {
  std::vector<org::UnitId> found = {top};
  std::vector<std::string> codes;
  for (std::size_t at = 0; at < found.size() && codes.size() < units_max; ++at) {
    codes.push_back(directory.unit(found[at]).code);
    if (!tree.has(found[at])) continue;
    for (const org::UnitId below : tree.children(found[at])) found.push_back(below);
  }
  return codes;
}

Result<Branch> branch_of(Reader& reader, const FigureName& name) {
  Branch branch;
  branch.on = reader.on();
  branch.indicators = reader.indicators();
  branch.whole = TRY(reader.target(name));
  std::vector<FigureName> parts;
  for (const std::string& code : TRY(reader.below(name.unit, name.period))) {
    parts.push_back(branch.whole.name);
    parts.back().unit = code;
  }
  TRY(reader.learn(parts));
  for (const FigureName& part : parts) branch.parts.push_back(TRY(reader.target(part)));
  return branch;
}

bool is_missed(const Target& target, Day on) {
  switch (target.verdict.light) {
    case Light::late:
    case Light::behind:
      return true;
    case Light::unknown:
      return on > target.terms.due.value_or(target.name.period.last());
    default:
      return false;
  }
}

bool runs_or_ended_lately(const Period& period, Day on) {
  return period.first() <= on && on <= period.last().plus(days_after_end);
}

}  // namespace

Result<std::vector<Head>> Plans::list(const org::Access& access, org::UnitId unit,
                                      Reach reach) const {
  const auto units = tree();
  TRY(access.require(org::Action::read, unit, *units));
  const Reader reader(needs_, access, needs_.clock.today());
  const std::size_t units_max =
      reach == Reach::own ? 1 : static_cast<std::size_t>(std::max(units->size(), 1));
  const std::vector<std::string> codes =
      nearest(*needs_.ledgers.directory(), *units, unit, units_max);
  std::map<std::pair<std::string, Period>, Head> heads;
  const auto head_of = [&](const std::string& code, const Period& period) -> Head& {
    Head& head = heads[{code, period}];
    head.unit = code;
    head.period = period;
    return head;
  };
  for (const std::string& code : codes) {
    for (const FigureName& name : reader.wanted_of(code)) ++head_of(code, name.period).targets;
  }
  const Units asked(codes.begin(), codes.end());
  const auto transaction = needs_.ledgers.database().read();
  for (const Milestone& each : TRY(read_milestones(*transaction, asked))) {
    if (!each.dropped) ++head_of(each.unit, each.period).milestones;
  }
  for (Title& title : TRY(read_titles(*transaction, asked))) {
    head_of(title.unit, title.period).title = std::move(title.text);
  }
  std::vector<Head> found;
  found.reserve(heads.size());
  for (auto& [key, head] : heads) found.push_back(std::move(head));
  std::stable_sort(found.begin(), found.end(),
                   [](const Head& a, const Head& b) { return b.period < a.period; });
  return found;
}

Result<Reading> Plans::read(const org::Access& access, std::string_view unit, const Period& period,
                            std::optional<Day> on) const {
  TRY(require(access, org::Action::read, unit));
  Reader reader(needs_, access, TRY(day_of(on)));
  Reading reading;
  reading.head.unit = unit;
  reading.head.period = period;
  reading.on = reader.on();
  reading.as_of = reader.view().as_of();
  reading.indicators = reader.indicators();
  std::vector<FigureName> names = reader.wanted_of(unit);
  std::erase_if(names, [&](const FigureName& name) { return name.period != period; });
  sort_by_definition(names, *reading.indicators);
  TRY(reader.learn(names));
  for (const FigureName& name : names) reading.targets.push_back(TRY(reader.target(name)));
  const auto transaction = needs_.ledgers.database().read();
  for (Milestone& each : TRY(read_milestones(*transaction, unit, period))) {
    if (each.dropped) continue;
    each.light = milestone_light(each, reading.on);
    reading.milestones.push_back(std::move(each));
  }
  std::stable_sort(reading.milestones.begin(), reading.milestones.end(),
                   [](const Milestone& a, const Milestone& b) {
                     return a.due.value_or(a.period.last()) < b.due.value_or(b.period.last());
                   });
  if (auto title = TRY(read_title(*transaction, unit, period))) {
    reading.head.title = std::move(title->text);
  }
  reading.head.targets = static_cast<std::int64_t>(reading.targets.size());
  reading.head.milestones = static_cast<std::int64_t>(reading.milestones.size());
  return reading;
}

Result<Branch> Plans::branch(const org::Access& access, const FigureName& name,
                             std::optional<Day> on) const {
  TRY(require(access, org::Action::read, name.unit));
  Reader reader(needs_, access, TRY(day_of(on)));
  return branch_of(reader, name);
}

Result<Branch> Plans::siblings(const org::Access& access, const FigureName& name,
                               std::optional<Day> on) const {
  FigureName above = name;
  above.unit = TRY(unit_above(name));
  return branch(access, above, on);
}

Result<std::vector<Point>> Plans::path(const org::Access& access, const FigureName& name,
                                       std::optional<Day> on) const {
  TRY(require(access, org::Action::read, name.unit));
  Reader reader(needs_, access, TRY(day_of(on)));
  return reader.path(TRY(reader.target(name)));
}

Result<Plans::Late> Plans::late(const org::Access& access, org::UnitId unit,
                                std::optional<Day> on) const {
  const auto units = tree();
  TRY(access.require(org::Action::read, unit, *units));
  Reader reader(needs_, access, TRY(day_of(on)));
  const std::vector<std::string> codes =
      nearest(*needs_.ledgers.directory(), *units, unit, limits::late_units_max);
  Late late;
  late.on = reader.on();
  late.indicators = reader.indicators();
  late.whole = codes.size() < limits::late_units_max;
  std::vector<FigureName> names;
  for (const std::string& code : codes) {
    if (names.size() >= limits::late_targets_max) {
      late.whole = false;
      break;
    }
    for (FigureName& name : reader.wanted_of(code)) {
      if (runs_or_ended_lately(name.period, late.on)) names.push_back(std::move(name));
    }
  }
  sort_by_definition(names, *late.indicators);
  TRY(reader.learn(names));
  for (const FigureName& name : names) {
    Target target = TRY(reader.target(name));
    if (is_missed(target, late.on)) late.targets.push_back(std::move(target));
    if (late.targets.size() == limits::page_rows_max) {
      late.whole = false;
      break;
    }
  }
  const auto weight = [](const Target& target) {
    return target.verdict.light == Light::late ? 0 : target.verdict.light == Light::behind ? 1 : 2;
  };
  std::stable_sort(late.targets.begin(), late.targets.end(),
                   [&](const Target& a, const Target& b) { return weight(a) < weight(b); });
  const auto transaction = needs_.ledgers.database().read();
  for (Milestone& each : TRY(read_milestones(*transaction, Units(codes.begin(), codes.end())))) {
    if (each.dropped || !runs_or_ended_lately(each.period, late.on)) continue;
    each.light = milestone_light(each, late.on);
    if (each.light != Light::late) continue;
    late.milestones.push_back(std::move(each));
    if (late.milestones.size() == limits::page_rows_max) {
      late.whole = false;
      break;
    }
  }
  return late;
}

}  // namespace youju::plan
