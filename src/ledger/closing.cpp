// Closed periods and nil returns.
#include <youju/base/json_writer.h>
#include <youju/ledger/ledgers_state.h>
#include <youju/store/database.h>

#include <algorithm>

namespace youju::ledger {

namespace {

std::string period_payload(const std::string& unit_code, const Period& period) {
  JsonWriter json;
  json.begin_object().member("unit", unit_code).member("period", period.to_string()).end_object();
  return json.take();
}

}  // namespace

Result<void> require_open(store::Transaction& transaction, const org::Directory& directory,
                          org::UnitId unit, Day day) {
  const auto tree = directory.tree(day);
  const std::vector<org::UnitId> path =
      tree->has(unit) ? tree->path(unit) : std::vector<org::UnitId>{unit};
  for (org::UnitId above : path) {
    const auto closed = TRY(closing_of(transaction, above, day));
    if (!closed) continue;
    return fail(ErrorKind::closed, "ledger.period_closed",
                {{"period", closed->to_string()},
                 {"unit", directory.unit(above).name},
                 {"day", day.to_string()}});
  }
  return {};
}

Result<void> Ledgers::close(const org::Access& access, org::UnitId unit, const Period& period) {
  TRY(state_->require(access, org::Action::close_period, unit));
  const auto directory = this->directory();
  return state_->act(access.login(), [&](Act& act) -> Result<void> {
    if (!TRY(put_closing(act.transaction(), {unit, period}))) return {};
    const std::string& code = directory->unit(unit).code;
    TRY(act.append("period.close", code, period_payload(code, period)));
    act.deed().closings.push_back({unit, period});
    return {};
  });
}

bool Ledgers::is_closed(org::UnitId unit, const Period& period) const {
  const auto directory = this->directory();
  const auto tree = directory->tree(period.last());
  const std::lock_guard lock(state_->mutex);
  return std::any_of(state_->closings.begin(), state_->closings.end(), [&](const Closing& closing) {
    if (!closing.period.contains(period)) return false;
    if (closing.unit == unit) return true;
    return tree->has(unit) && tree->has(closing.unit) &&
           tree->subtree(closing.unit).contains(tree->position(unit));
  });
}

Result<void> Ledgers::file_nil(const org::Access& access, std::string_view ledger, org::UnitId unit,
                               const Period& period) {
  const auto schemas = this->schemas();
  TRY(Interior::schema(*schemas, ledger));
  TRY(state_->require(access, org::Action::enter_record, unit));
  const auto directory = this->directory();
  return state_->act(access.login(), [&](Act& act) -> Result<void> {
    const NilRow row{std::string(ledger), unit, period};
    if (!TRY(put_nil(act.transaction(), row))) return {};
    // A period may be closed as a whole; a nil return for any day of it would change its figures.
    TRY(require_open(act.transaction(), *directory, unit, period.first()));
    TRY(require_open(act.transaction(), *directory, unit, period.last()));
    const Event event =
        TRY(act.append("nil.file", ledger, period_payload(directory->unit(unit).code, period)));
    act.deed().nils.emplace_back(row, event.seq);
    return {};
  });
}

}  // namespace youju::ledger
