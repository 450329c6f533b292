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

tl::unexpected<Error> closed(const Closing& closing, const org::Directory& directory, Day day) {
  return fail(ErrorKind::closed, "ledger.period_closed",
              {{"period", closing.period.to_string()},
               {"unit", directory.unit(closing.unit).name},
               {"day", day.to_string()}});
}

bool lies_below(const org::Directory& directory, org::UnitId unit, org::UnitId top, Day day) {
  const auto tree = directory.tree(day);
  if (unit == top) return true;
  return tree->has(unit) && tree->has(top) && tree->subtree(top).contains(tree->position(unit));
}

// A nil return speaks for every day of its period, so none of them may be closed.
Result<void> require_all_open(store::Transaction& transaction, const org::Directory& directory,
                              const NilRow& row) {
  for (const Closing& closing : TRY(read_closings(transaction))) {
    if (!closing.period.overlaps(row.period)) continue;
    const Day first = std::max(closing.period.first(), row.period.first());
    const Day last = std::min(closing.period.last(), row.period.last());
    // The figures of the closed period go by the tree of its end.
    for (Day day : {first, last, closing.period.last()}) {
      if (lies_below(directory, row.unit, closing.unit, day)) {
        return closed(closing, directory, first);
      }
    }
  }
  return {};
}

}  // namespace

const Closing* closing_over(const std::vector<Closing>& closings, const org::Directory& directory,
                            org::UnitId unit, Day day) {
  const auto forbids = [&](const Closing& closing) {
    return closing.period.contains(day) &&
           (lies_below(directory, unit, closing.unit, day) ||
            lies_below(directory, unit, closing.unit, closing.period.last()));
  };
  const auto found = std::find_if(closings.begin(), closings.end(), forbids);
  return found == closings.end() ? nullptr : &*found;
}

Result<void> require_open(store::Transaction& transaction, const org::Directory& directory,
                          org::UnitId unit, Day day) {
  const std::vector<Closing> closings = TRY(read_closings(transaction));
  const Closing* closing = closing_over(closings, directory, unit, day);
  if (closing != nullptr) return closed(*closing, directory, day);
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
  std::vector<org::UnitId> closed;  // whose closing holds the whole period
  {
    const std::lock_guard lock(state_->mutex);
    for (const Closing& closing : state_->closings) {
      if (closing.period.contains(period)) closed.push_back(closing.unit);
    }
  }
  // A tree of that day may have to be made, so it is asked for only where something is closed.
  if (closed.empty()) return false;
  const auto tree = directory()->tree(period.last());
  return std::any_of(closed.begin(), closed.end(), [&](org::UnitId above) {
    return above == unit || (tree->has(unit) && tree->has(above) &&
                             tree->subtree(above).contains(tree->position(unit)));
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
    TRY(require_all_open(act.transaction(), *directory, row));
    const Event event =
        TRY(act.append("nil.file", ledger, period_payload(directory->unit(unit).code, period)));
    act.deed().nils.emplace_back(row, event.seq);
    return {};
  });
}

}  // namespace youju::ledger
