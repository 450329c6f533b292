#include <youju/base/limits.h>
#include <youju/plan/plans.h>
#include <youju/plan/projection.h>

#include <algorithm>
#include <utility>

namespace youju::plan {

Result<void> check_length(std::string_view text) {
  if (text.size() <= limits::plan_text_bytes_max) return {};
  return fail(ErrorKind::too_large, "plan.text_too_long",
              {{"bytes", std::to_string(limits::plan_text_bytes_max)}});
}

std::shared_ptr<const org::UnitTree> Plans::tree() const {
  return needs_.ledgers.directory()->tree(needs_.clock.today());
}

Result<std::string> Plans::unit_above(const indicator::FigureName& name) const {
  const auto directory = needs_.ledgers.directory();
  const org::UnitId unit = TRY(directory->find(name.unit));
  const auto units = directory->tree(std::min(needs_.clock.today(), name.period.last()));
  const auto parent = units->has(unit) ? units->parent(unit) : std::nullopt;
  if (parent) return directory->unit(*parent).code;
  return fail(ErrorKind::not_found, "plan.no_unit_above", {{"unit", name.unit}});
}

Result<Day> Plans::day_of(std::optional<Day> on) const {
  const Day today = needs_.clock.today();
  if (on && *on > today) {
    return fail(ErrorKind::bad_input, "plan.day_in_future", {{"day", on->to_string()}});
  }
  return on.value_or(today);
}

Result<void> Plans::require(const org::Access& access, org::Action action,
                            std::string_view unit) const {
  return access.require(action, TRY(needs_.ledgers.directory()->find(unit)), *tree());
}

Result<void> Plans::act(store::Transaction& transaction, ledger::EventWriter& events,
                        const org::Access& access, Deed deed) const {
  ledger::Event event;
  event.at_ms = needs_.clock.now_ms();
  event.actor = access.login();
  event.kind = deed.kind;
  event.subject = std::move(deed.subject);
  event.record = std::move(deed.record);
  event.version = deed.version;
  event.payload = std::move(deed.payload);
  TRY(events.append(event));
  return apply(transaction, event);
}

std::vector<std::string> Plans::may(const org::Access& access, std::string_view unit) const {
  std::vector<std::string> may;
  if (require(access, org::Action::set_target, unit)) may.emplace_back("set");
  if (require(access, org::Action::declare_figure, unit)) may.emplace_back("done");
  return may;
}

std::vector<std::string> Plans::may(const org::Access& access, const Target& target) const {
  std::vector<std::string> may;
  const std::string& above = target.terms.above;
  if (require(access, org::Action::set_target, target.name.unit)) {
    if (above.empty() || require(access, org::Action::set_target, above)) may.emplace_back("set");
    if (target.wanted && target.adds_up) may.emplace_back("split");
  }
  const Result<std::string> parent = unit_above(target.name);
  if (parent && require(access, org::Action::read, *parent)) may.emplace_back("compare");
  return may;
}

std::string Plans::owner_title(std::string_view owner) const {
  const auto directory = needs_.ledgers.directory();
  if (const Result<org::UnitId> unit = directory->find(owner)) return directory->unit(*unit).name;
  const org::Person* person = directory->person(owner);
  return person == nullptr || person->name.empty() ? std::string(owner) : person->name;
}

}  // namespace youju::plan
