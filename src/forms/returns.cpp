#include <youju/base/json_writer.h>
#include <youju/base/limits.h>
#include <youju/forms/projection.h>
#include <youju/forms/returns.h>
#include <youju/store/database.h>

#include <algorithm>
#include <array>

namespace youju::forms {
namespace {

tl::unexpected<Error> no_such_return() {
  return fail(ErrorKind::not_found, "forms.no_such_return");
}

}  // namespace

std::string_view state_name(State state) {
  constexpr std::array<std::string_view, 4> names = {"filling", "submitted", "returned", "locked"};
  return names[static_cast<std::size_t>(state)];
}

const CellNow* Reading::cell(std::string_view item) const {
  const auto at = std::find_if(cells.begin(), cells.end(),
                               [&](const CellNow& each) { return each.item->id == item; });
  return at == cells.end() ? nullptr : &*at;
}

std::shared_ptr<const org::UnitTree> Returns::tree() const {
  return needs_.ledgers.directory()->tree(needs_.clock.today());
}

Result<std::shared_ptr<const EditionSet>> Returns::editions() const {
  const auto indicators = needs_.figures.indicators();
  const std::lock_guard lock(mutex_);
  // Loading packs makes new indicators, and with them new editions.
  if (of_indicators_ != indicators) {
    editions_ = TRY(EditionSet::parse(needs_.ledgers.packs(), *indicators));
    of_indicators_ = indicators;
  }
  return editions_;
}

Result<void> Returns::require(const org::Access& access, org::Action action,
                              const Return& head) const {
  return access.require(action, TRY(needs_.ledgers.directory()->find(head.unit)), *tree());
}

Result<Uuid> Returns::open(const org::Access& access, const Opening& opening) {
  Return head;
  head.id = Uuid::make(needs_.clock);
  head.unit = opening.unit;
  TRY(require(access, org::Action::fill_form, head));
  const auto all = TRY(editions());
  const Edition* edition = all->of_year(opening.survey, opening.year);
  if (edition == nullptr) {
    return fail(ErrorKind::not_found, "forms.no_edition",
                {{"survey", opening.survey}, {"year", std::to_string(opening.year)}});
  }
  if (!opening.department.empty() && edition->department(opening.department) == nullptr) {
    return fail(ErrorKind::bad_input, "forms.unknown_department", {{"code", opening.department}});
  }
  JsonWriter json;
  json.begin_object().member("survey", edition->survey).member("edition", edition->name);
  json.key("year").number(opening.year).member("department", opening.department).end_object();
  const std::string payload = json.take();
  TRY(needs_.ledgers.write([&](store::Transaction& transaction,
                               ledger::EventWriter& events) -> Result<void> {
    const auto known = TRY(read_return(transaction, opening.survey, opening.unit, opening.year));
    if (known) {
      return fail(ErrorKind::conflict, "forms.exists", {{"id", known->id.to_string()}});
    }
    ledger::Event event;
    event.at_ms = needs_.clock.now_ms();
    event.actor = access.login();
    event.kind = "form.create";
    event.subject = head.unit;
    event.record = head.id.to_string();
    event.version = 1;
    event.payload = payload;
    TRY(events.append(event));
    return apply(transaction, event);
  }));
  return head.id;
}

Result<std::vector<Return>> Returns::list(const org::Access& access, org::UnitId unit,
                                          int year) const {
  const auto directory = needs_.ledgers.directory();
  const auto units = tree();
  TRY(access.require(org::Action::read, unit, *units));
  std::vector<Return> found;
  const auto transaction = needs_.ledgers.database().read();
  TRY(each_return(*transaction, year, [&](Return&& head) {
    const auto its = directory->find(head.unit);
    if (!its || !org::covers(unit, *its, *units)) return true;
    found.push_back(std::move(head));
    return found.size() < limits::page_rows_max;
  }));
  return found;
}

Result<Return> Returns::find(const org::Access& access, const Uuid& id) const {
  const auto transaction = needs_.ledgers.database().read();
  std::optional<Return> head = TRY(read_return(*transaction, id));
  if (!head) return no_such_return();
  TRY(require(access, org::Action::read, *head));
  return std::move(*head);
}

Result<Return> Returns::find(const org::Access& access, std::string_view survey,
                             std::string_view unit, int year) const {
  const auto transaction = needs_.ledgers.database().read();
  std::optional<Return> head = TRY(read_return(*transaction, survey, unit, year));
  if (!head) return no_such_return();
  TRY(require(access, org::Action::read, *head));
  return std::move(*head);
}

Result<std::vector<ledger::Event>> Returns::history(const org::Access& access,
                                                    const Uuid& id) const {
  TRY(find(access, id));
  const auto transaction = needs_.ledgers.database().read();
  return ledger::events_of_record(*transaction, id);
}

Result<int> Returns::act(const org::Access& access, const Uuid& id, int version, const Deed& deed) {
  const int made = version + 1;
  TRY(needs_.ledgers.write(
      [&](store::Transaction& transaction, ledger::EventWriter& events) -> Result<void> {
        const std::optional<Return> head = TRY(read_return(transaction, id));
        if (!head) return no_such_return();
        TRY(require(access, deed.action, *head));
        if (head->version != version) {
          return fail(ErrorKind::conflict, "forms.version_conflict",
                      {{"version", std::to_string(head->version)},
                       {"name", needs_.ledgers.directory()->name_of_person(head->updated_by)}});
        }
        if (std::count(deed.from.begin(), deed.from.end(), head->state) == 0) {
          return fail(ErrorKind::conflict, "forms.wrong_state",
                      {{"state", std::string(state_name(head->state))}});
        }
        ledger::Event event;
        event.at_ms = needs_.clock.now_ms();
        event.actor = access.login();
        event.kind = "form." + std::string(deed.kind);
        event.subject = head->unit;
        event.record = id.to_string();
        event.version = made;
        event.payload = deed.payload;
        TRY(events.append(event));
        return apply(transaction, event);
      }));
  return made;
}

}  // namespace youju::forms
