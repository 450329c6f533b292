#include <youju/base/json_writer.h>
#include <youju/ledger/change.h>
#include <youju/ledger/payload.h>
#include <youju/ledger/review.h>

namespace youju::ledger {

namespace {

Result<void> judge(Act& act, const Change& change, const Record& record) {
  TRY(change.state.require(change.access, right_for(record.state, change.move), record.unit));
  if (change.version && *change.version != record.version) {
    return fail(
        ErrorKind::conflict, "ledger.version_conflict",
        {{"present", std::to_string(record.version)}, {"given", std::to_string(*change.version)}});
  }
  const auto after = state_after(record.state, change.move, change.schema.review);
  if (!after) {
    return fail(ErrorKind::conflict, "ledger.wrong_state",
                {{"state", std::string(state_name(record.state))},
                 {"action", std::string(event_kind(change.move, record.state))}});
  }
  if (change.move == Move::approve) {
    TRY(require_reviewer(act.transaction(), change.access, change.schema, *change.state.tree_now(),
                         record));
  }
  if (needs_open_period(change.move)) {
    TRY(require_open(act.transaction(), change.directory, record.unit, record.on));
  }
  return {};
}

std::string payload_of(const Change& change, const Record& record, bool content) {
  JsonWriter json;
  json.begin_object();
  if (content) {
    append_content(json, change.schema, record, change.directory);
  } else {
    json.member("state", state_name(record.state));
  }
  for (const auto& [name, text] : change.more) json.member(name, text);
  if (!change.reason.empty()) json.member("reason", change.reason);
  json.end_object();
  return json.take();
}

}  // namespace

Result<EntryResult> make_change(Act& act, const Change& change, const Uuid& id,
                                const Alter& alter) {
  RecordTable table(act.transaction(), change.schema);
  Record record = TRY(table.get(id));
  TRY(judge(act, change, record));
  const Record before = record;
  if (alter) {
    TRY(alter(record));
    const bool moved = record.unit != before.unit || record.on != before.on;
    if (record.unit != before.unit) {
      TRY(change.state.require(change.access, right_for(record.state, change.move), record.unit));
    }
    if (moved && needs_open_period(change.move)) {
      TRY(require_open(act.transaction(), change.directory, record.unit, record.on));
    }
  }
  record.state = *state_after(before.state, change.move, change.schema.review);
  if (change.move == Move::submit) {
    record.state = TRY(state_handed_over(act.transaction(), change.schema, record));
  }
  record.version = before.version + 1;
  record.updated_ms = act.now_ms();
  TRY(table.update(record));
  const Event event = TRY(act.append_record(event_kind(change.move, record.state), change.schema,
                                            record, payload_of(change, record, alter != nullptr)));
  const bool counted = before.state == State::approved, counts = record.state == State::approved;
  EntryResult result{record.id, record.version, record.state, EntryResult::Outcome::corrected, {}};
  result.possible_doubles = TRY(doubles_of(act.transaction(), change.schema, record));
  if (counted || counts) {
    act.deed().changes.push_back({&change.schema, counted ? std::optional(before) : std::nullopt,
                                  counts ? std::optional(record) : std::nullopt, event.seq});
  }
  return result;
}

Result<std::vector<Uuid>> doubles_of(store::Transaction& transaction, const Schema& schema,
                                     const Record& record) {
  std::vector<Uuid> doubles;
  const auto key = duplicate_key_of(schema, record);
  if (!key) return doubles;
  RecordTable table(transaction, schema);
  for (const Uuid& other : TRY(table.with_duplicate_key(*key))) {
    if (other == record.id) continue;
    if (TRY(is_kept_double(transaction, schema.name, record.id, other))) continue;
    doubles.push_back(other);
  }
  return doubles;
}

Result<State> state_handed_over(store::Transaction& transaction, const Schema& schema,
                                const Record& record) {
  const State after = *state_after(State::draft, Move::submit, schema.review);
  if (after == State::approved && !require_no_double(transaction, schema, record)) {
    return State::submitted;
  }
  return after;
}

Result<void> require_no_double(store::Transaction& transaction, const Schema& schema,
                               const Record& record) {
  RecordTable table(transaction, schema);
  for (const Uuid& other : TRY(doubles_of(transaction, schema, record))) {
    if (TRY(table.get(other)).state != State::approved) continue;
    return fail(ErrorKind::conflict, "ledger.possible_double", {{"other", other.to_string()}});
  }
  return {};
}

}  // namespace youju::ledger
