#include <youju/plan/plans.h>

namespace youju::plan {

std::shared_ptr<const org::UnitTree> Plans::tree() const {
  return needs_.ledgers.directory()->tree(needs_.clock.today());
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

std::vector<std::string> Plans::may(const org::Access& access, std::string_view unit) const {
  std::vector<std::string> may;
  if (require(access, org::Action::set_target, unit)) may.emplace_back("set");
  if (require(access, org::Action::declare_figure, unit)) may.emplace_back("done");
  return may;
}

std::string Plans::owner_title(std::string_view owner) const {
  const auto directory = needs_.ledgers.directory();
  if (const Result<org::UnitId> unit = directory->find(owner)) return directory->unit(*unit).name;
  const org::Person* person = directory->person(owner);
  return person == nullptr || person->name.empty() ? std::string(owner) : person->name;
}

}  // namespace youju::plan
