// Units that are loaded. How they change is in reform.cpp.
#include <youju/base/limits.h>
#include <youju/ledger/ledgers_state.h>
#include <youju/ledger/projector.h>
#include <youju/ledger/unit_event.h>
#include <youju/store/database.h>

#include <algorithm>

namespace youju::ledger {

namespace {

// What makes a unit that is there already equal to its row: a new name, a new parent, a new end.
void renew_unit(const org::Directory& directory, const org::UnitRow& row, Day today,
                std::vector<UnitEvent>& events) {
  const org::UnitId id = directory.find(row.code).value();
  const org::Unit& unit = directory.unit(id);
  if (unit.name != row.name || unit.short_name != row.short_name || unit.kind != row.kind) {
    events.push_back(rename_event(row));
  }
  const org::UnitEdge* edge = directory.edge(id, today);
  if (edge == nullptr) return;
  const std::string parent = edge->parent ? directory.unit(*edge->parent).code : "";
  if (parent != row.parent) {
    events.push_back(move_event(row.code, row.parent, today, edge->until, ""));
    events.back().where = row.where;
  }
  if (row.until && edge->until != row.until) {
    events.push_back(end_event(row.code, *row.until, ""));
    events.back().where = row.where;
  }
}

// The events that make the rows true. Many new units come in few events: the tree of the nation
// would otherwise be most of its log for years.
std::vector<UnitEvent> events_of(const org::Directory& directory,
                                 const std::vector<org::UnitRow>& rows, Day today) {
  std::vector<UnitEvent> events;
  std::vector<const org::UnitRow*> together;
  auto next_id = static_cast<std::int64_t>(directory.units().size());
  const auto flush = [&] {
    if (together.empty()) return;
    events.push_back(load_event(together, next_id - static_cast<std::int64_t>(together.size())));
    together.clear();
  };
  const bool many = rows.size() > limits::units_each_max;
  for (const org::UnitRow& row : rows) {
    if (directory.find(row.code)) {
      flush();
      renew_unit(directory, row, today, events);
    } else if (many && !row.from && !row.until) {
      together.push_back(&row);
      ++next_id;
      if (together.size() >= limits::units_of_event_max) flush();
    } else {
      flush();
      events.push_back(add_event(row, next_id++));
    }
  }
  flush();
  return events;
}

}  // namespace

Result<void> Ledgers::Interior::change_units(const org::Access& access,
                                             std::shared_ptr<const org::Directory> before,
                                             const std::vector<UnitEvent>& events) {
  if (events.empty()) return {};
  const bool is_bulk = std::any_of(events.begin(), events.end(), [](const UnitEvent& event) {
    return event.kind == "unit.load";
  });
  return act(access.login(), [&](Act& act) -> Result<void> {
    Projector projector(act.transaction(), before.get());
    org::DirectoryDraft draft(before);
    for (const UnitEvent& event : events) {
      auto done = [&]() -> Result<void> {
        TRY(projector.apply(TRY(act.append(event.kind, event.code, event.payload))));
        return is_bulk ? Result<void>() : apply_unit_event(event, draft);
      }();
      if (!done && event.where.empty()) return done;
      if (!done) return fail(std::move(done.error()).at(event.where));
    }
    // The tree of every day is judged: a loop is refused here, before anything is durable. Very
    // many units are read back at once, which costs less than drafting them one by one.
    act.deed().directory =
        is_bulk ? TRY(org::Directory::load(act.transaction())) : TRY(draft.finish());
    act.deed().units = true;
    return {};
  });
}

Result<void> Ledgers::load_units(const org::Access& access, const std::vector<org::UnitRow>& rows) {
  const std::lock_guard one_at_a_time(state_->setup);
  const auto before = directory();
  if (auto of_the_whole = state_->require_anywhere(access, org::Action::manage_units);
      !of_the_whole) {
    if (rows.empty()) return of_the_whole;
    for (const org::UnitRow& row : rows) {
      // Below one's own units only: under a parent that is there already.
      const auto parent = before->find(row.parent);
      if (!parent) return of_the_whole;
      TRY(state_->require(access, org::Action::manage_units, *parent));
      if (const auto known = before->find(row.code)) {
        TRY(state_->require(access, org::Action::manage_units, *known));
      }
    }
  }
  return state_->change_units(access, before, events_of(*before, rows, state_->clock.today()));
}

}  // namespace youju::ledger
