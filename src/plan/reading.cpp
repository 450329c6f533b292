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

// In the order in which packs define their indicators; of one indicator by filter.
void sort_by_definition(std::vector<FigureName>& names, const indicator::IndicatorSet& all) {
  std::map<std::string, std::size_t> place;
  for (std::size_t index = 0; index < all.all().size(); ++index) place[all.all()[index].id] = index;
  std::sort(names.begin(), names.end(), [&](const FigureName& a, const FigureName& b) {
    return std::tuple(place[a.indicator], a.to_string()) <
           std::tuple(place[b.indicator], b.to_string());
  });
}

Result<Branch> branch_of(Reader& reader, const FigureName& name) {
  Branch branch;
  branch.on = reader.on();
  branch.indicators = reader.indicators();
  branch.whole = TRY(reader.target(name));
  for (const std::string& code : TRY(reader.below(name.unit, name.period))) {
    FigureName part = branch.whole.name;
    part.unit = code;
    branch.parts.push_back(TRY(reader.target(part)));
  }
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

Result<std::vector<Head>> Plans::list(const org::Access& access, org::UnitId unit) const {
  TRY(access.require(org::Action::read, unit, *tree()));
  const auto directory = needs_.ledgers.directory();
  const auto units = tree();
  const Reader reader = TRY(Reader::make(needs_, access, needs_.clock.today()));
  std::map<std::pair<std::string, Period>, Head> heads;
  const auto head_of = [&](const std::string& code, const Period& period) -> Head* {
    const Result<org::UnitId> its = directory->find(code);
    if (!its || !org::covers(unit, *its, *units)) return nullptr;
    Head& head = heads[{code, period}];
    head.unit = code;
    head.period = period;
    return &head;
  };
  for (const auto& [name, wanted] : reader.wanted()) {
    if (Head* head = head_of(wanted.name.unit, wanted.name.period)) ++head->targets;
  }
  const auto transaction = needs_.ledgers.database().read();
  for (const Milestone& each : TRY(read_milestones(*transaction))) {
    if (each.dropped) continue;
    if (Head* head = head_of(each.unit, each.period)) ++head->milestones;
  }
  for (const Title& title : TRY(read_titles(*transaction))) {
    if (Head* head = head_of(title.unit, title.period)) head->title = title.text;
  }
  std::vector<Head> found;
  for (auto& [key, head] : heads) found.push_back(std::move(head));
  std::stable_sort(found.begin(), found.end(),
                   [](const Head& a, const Head& b) { return b.period < a.period; });
  return found;
}

Result<Reading> Plans::read(const org::Access& access, std::string_view unit, const Period& period,
                            std::optional<Day> on) const {
  TRY(require(access, org::Action::read, unit));
  Reader reader = TRY(Reader::make(needs_, access, TRY(day_of(on))));
  Reading reading;
  reading.head.unit = unit;
  reading.head.period = period;
  reading.on = reader.on();
  reading.as_of = reader.view().as_of();
  reading.indicators = reader.indicators();
  std::vector<FigureName> names;
  for (const auto& [text, wanted] : reader.wanted()) {
    if (wanted.name.unit == unit && wanted.name.period == period) names.push_back(wanted.name);
  }
  sort_by_definition(names, *reading.indicators);
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
  Reader reader = TRY(Reader::make(needs_, access, TRY(day_of(on))));
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
  Reader reader = TRY(Reader::make(needs_, access, TRY(day_of(on))));
  return reader.path(TRY(reader.target(name)));
}

Result<Plans::Late> Plans::late(const org::Access& access, org::UnitId unit,
                                std::optional<Day> on) const {
  TRY(access.require(org::Action::read, unit, *tree()));
  const auto directory = needs_.ledgers.directory();
  const auto units = tree();
  Reader reader = TRY(Reader::make(needs_, access, TRY(day_of(on))));
  const auto is_below = [&](const std::string& code) {
    const Result<org::UnitId> its = directory->find(code);
    return its && org::covers(unit, *its, *units);
  };
  Late late;
  late.on = reader.on();
  late.indicators = reader.indicators();
  std::vector<FigureName> names;
  for (const auto& [text, wanted] : reader.wanted()) {
    const bool counts = runs_or_ended_lately(wanted.name.period, late.on);
    if (counts && is_below(wanted.name.unit)) names.push_back(wanted.name);
  }
  sort_by_definition(names, *late.indicators);
  for (const FigureName& name : names) {
    Target target = TRY(reader.target(name));
    if (is_missed(target, late.on)) late.targets.push_back(std::move(target));
    if (late.targets.size() == limits::page_rows_max) break;
  }
  const auto weight = [](const Target& target) {
    return target.verdict.light == Light::late ? 0 : target.verdict.light == Light::behind ? 1 : 2;
  };
  std::stable_sort(late.targets.begin(), late.targets.end(),
                   [&](const Target& a, const Target& b) { return weight(a) < weight(b); });
  const auto transaction = needs_.ledgers.database().read();
  for (Milestone& each : TRY(read_milestones(*transaction))) {
    if (each.dropped || !runs_or_ended_lately(each.period, late.on)) continue;
    each.light = milestone_light(each, late.on);
    if (each.light != Light::late || !is_below(each.unit)) continue;
    late.milestones.push_back(std::move(each));
    if (late.milestones.size() == limits::page_rows_max) break;
  }
  return late;
}

}  // namespace youju::plan
