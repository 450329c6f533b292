// Entering, reviewing, correcting and merging records one by one.
#include <youju/base/json_writer.h>
#include <youju/base/limits.h>
#include <youju/base/text.h>
#include <youju/ledger/act_lookup.h>
#include <youju/ledger/change.h>
#include <youju/ledger/payload.h>
#include <youju/ledger/record_check.h>
#include <youju/store/database.h>

#include <algorithm>

namespace youju::ledger {

namespace {

template <typename T>
void unite(std::vector<T>& into, const std::vector<T>& more) {
  into.insert(into.end(), more.begin(), more.end());
  std::sort(into.begin(), into.end());
  into.erase(std::unique(into.begin(), into.end()), into.end());
}

Result<void> require_reason(std::string_view reason) {
  if (!text::trimmed(reason).empty()) return {};
  return fail(ErrorKind::bad_input, "ledger.reason_needed");
}

Result<void> first_of(std::vector<Error>&& faults) {
  if (faults.empty()) return {};
  return fail(std::move(faults.front()));
}

// The faults of a record on its way into review.
Result<void> require_complete(const Schema& schema, const Record& record) {
  std::vector<CellFault> faults;
  RecordCheck::check_complete(schema, record, faults);
  if (faults.empty()) return {};
  Error error = std::move(faults.front().error);
  return fail(std::move(error).at(target_name(schema, faults.front().target)));
}

}  // namespace

// What every acting function begins with: the ledger, and the pictures it works on.
struct Scene {
  std::shared_ptr<const SchemaSet> schemas;  // shared: the work may outlive a reload
  std::shared_ptr<const org::Directory> directory;
  const Schema* schema = nullptr;

  static Result<Scene> of(const Ledgers::Interior& state, std::string_view ledger) {
    Scene scene{state.schemas_now(), state.directory_now(), nullptr};
    scene.schema = TRY(Ledgers::Interior::schema(*scene.schemas, ledger));
    return scene;
  }
  CheckGround ground(Lookup& lookup) const { return {*schema, *schemas, *directory, lookup}; }
};

namespace {

// What a person hands over, and the pictures it is held against.
struct Handing {
  const org::Access& access;
  const Ledgers::Interior& state;
  const Scene& scene;
  Then then;
};

std::string content_payload(const Scene& scene, const Record& record) {
  JsonWriter json;
  json.begin_object();
  append_content(json, *scene.schema, record, *scene.directory);
  json.end_object();
  return json.take();
}

// The move of a record that leaves its content as it is, and what the move demands of it.
Result<EntryResult> take_step(Act& act, const Handing& handing, const Uuid& id,
                              const Ledgers::Interior::Step& step) {
  const Scene& scene = handing.scene;
  const Change change{handing.access,
                      handing.state,
                      *scene.schema,
                      *scene.directory,
                      step.move,
                      step.version,
                      std::string(step.reason),
                      {}};
  EntryResult result = TRY(make_change(act, change, id, nullptr));
  if (step.move != Move::submit && step.move != Move::approve) return result;
  const Record record = TRY(RecordTable(act.transaction(), *scene.schema).get(id));
  TRY(require_complete(*scene.schema, record));
  if (step.move == Move::approve) {
    TRY(require_no_double(act.transaction(), *scene.schema, record));
  }
  return result;
}

// A retry over a bad line: the answer is the one that got lost. The record may have been changed
// since, so what came is held against what was entered, whatever was to become of it then.
Result<EntryResult> enter_again(Act& act, const Handing& handing, const Record& known,
                                Record record) {
  const std::vector<Event> events = TRY(events_of_record(act.transaction(), known.id));
  bool same = false;
  for (const State state : {State::draft, State::submitted, State::approved}) {
    record.state = state;
    same = same ||
           (!events.empty() && events.front().payload == content_payload(handing.scene, record));
  }
  if (!same) {
    return fail(ErrorKind::conflict, "ledger.key_reused", {{"key", record.entry_key}});
  }
  EntryResult result{known.id, known.version, known.state, EntryResult::Outcome::unchanged, {}};
  if (handing.then == Then::submit && known.state == State::draft) {
    result = TRY(take_step(act, handing, known.id, {Move::submit, known.version, ""}));
  }
  return result;
}

Result<EntryResult> enter_new(Act& act, const Handing& handing, Record& record) {
  const Scene& scene = handing.scene;
  TRY(require_open(act.transaction(), *scene.directory, record.unit, record.on));
  if (handing.then == Then::submit) {
    TRY(require_complete(*scene.schema, record));
    record.state = TRY(state_handed_over(act.transaction(), *scene.schema, record));
  }
  RecordTable table(act.transaction(), *scene.schema);
  CHECK(TRY(table.insert(record, duplicate_key_of(*scene.schema, record))));
  const Event event =
      TRY(act.append_record("record.enter", *scene.schema, record, content_payload(scene, record)));
  if (record.state == State::approved) {
    act.deed().changes.push_back({scene.schema, std::nullopt, record, event.seq});
  }
  return EntryResult{record.id, record.version, record.state, EntryResult::Outcome::added,
                     TRY(doubles_of(act.transaction(), *scene.schema, record))};
}

}  // namespace

Result<EntryResult> Ledgers::enter(const org::Access& access, std::string_view ledger,
                                   const RawRecord& raw, Then then) {
  const Scene scene = TRY(Scene::of(*state_, ledger));
  if (raw.entry_key.size() > limits::entry_key_bytes_max) {
    return fail(ErrorKind::too_large, "ledger.key_too_long",
                {{"max", std::to_string(limits::entry_key_bytes_max)}});
  }
  const Handing handing{access, *state_, scene, then};
  EntryResult result;
  TRY(state_->act(access.login(), [&](Act& act) -> Result<void> {
    act.deed().schemas = scene.schemas;
    ActLookup lookup(act, state_->parties, *scene.schemas, *scene.directory, {"", true});
    Record record;
    TRY(first_of(check_raw(scene.ground(lookup), raw, false, record)));
    TRY(state_->require(access, org::Action::enter_record, record.unit));
    record.id = Uuid::make(state_->clock);
    record.entry_key = raw.entry_key.empty() ? record.id.to_string() : raw.entry_key;
    record.author = access.login();
    record.created_ms = record.updated_ms = act.now_ms();
    std::optional<Record> known;
    if (!raw.entry_key.empty()) {
      known = TRY(RecordTable(act.transaction(), *scene.schema).find_key(record.entry_key));
    }
    result = known ? TRY(enter_again(act, handing, *known, std::move(record)))
                   : TRY(enter_new(act, handing, record));
    return {};
  }));
  return result;
}

Result<EntryResult> Ledgers::edit(const org::Access& access, std::string_view ledger,
                                  const Uuid& id, int version, const RawRecord& raw, Then then) {
  const Scene scene = TRY(Scene::of(*state_, ledger));
  EntryResult result;
  TRY(state_->act(access.login(), [&](Act& act) -> Result<void> {
    act.deed().schemas = scene.schemas;
    ActLookup lookup(act, state_->parties, *scene.schemas, *scene.directory, {"", true});
    const Change change{access, *state_, *scene.schema, *scene.directory, Move::edit, version,
                        "",     {}};
    result = TRY(make_change(act, change, id, [&](Record& record) {
      return first_of(change_raw(scene.ground(lookup), raw, record));
    }));
    if (then == Then::keep) return {};
    result =
        TRY(take_step(act, {access, *state_, scene, then}, id, {Move::submit, result.version, ""}));
    return {};
  }));
  return result;
}

Result<EntryResult> Ledgers::correct(const org::Access& access, std::string_view ledger,
                                     const Uuid& id, int version, const RawRecord& changes,
                                     std::string_view reason) {
  TRY(require_reason(reason));
  const Scene scene = TRY(Scene::of(*state_, ledger));
  EntryResult result;
  TRY(state_->act(access.login(), [&](Act& act) -> Result<void> {
    act.deed().schemas = scene.schemas;
    ActLookup lookup(act, state_->parties, *scene.schemas, *scene.directory, {"", true});
    const Change change{access,        *state_, *scene.schema,       *scene.directory,
                        Move::correct, version, std::string(reason), {}};
    result = TRY(make_change(act, change, id, [&](Record& record) -> Result<void> {
      const auto key = duplicate_key_of(*scene.schema, record);
      TRY(first_of(change_raw(scene.ground(lookup), changes, record)));
      TRY(require_complete(*scene.schema, record));
      if (duplicate_key_of(*scene.schema, record) == key) return {};
      return require_no_double(act.transaction(), *scene.schema, record);
    }));
    return {};
  }));
  return result;
}

Result<EntryResult> Ledgers::Interior::move(const org::Access& access, std::string_view ledger,
                                            const Uuid& id, const Step& step) {
  const Scene scene = TRY(Scene::of(*this, ledger));
  EntryResult result;
  TRY(act(access.login(), [&](Act& act) -> Result<void> {
    act.deed().schemas = scene.schemas;
    result = TRY(take_step(act, {access, *this, scene, Then::keep}, id, step));
    return {};
  }));
  return result;
}

Result<EntryResult> Ledgers::submit(const org::Access& access, std::string_view ledger,
                                    const Uuid& id, int version) {
  return state_->move(access, ledger, id, {Move::submit, version, ""});
}

Result<EntryResult> Ledgers::approve(const org::Access& access, std::string_view ledger,
                                     const Uuid& id, int version) {
  return state_->move(access, ledger, id, {Move::approve, version, ""});
}

Result<EntryResult> Ledgers::send_back(const org::Access& access, std::string_view ledger,
                                       const Uuid& id, int version, std::string_view reason) {
  TRY(require_reason(reason));
  return state_->move(access, ledger, id, {Move::send_back, version, reason});
}

Result<EntryResult> Ledgers::withdraw(const org::Access& access, std::string_view ledger,
                                      const Uuid& id, int version, std::string_view reason) {
  TRY(require_reason(reason));
  return state_->move(access, ledger, id, {Move::withdraw, version, reason});
}

Result<EntryResult> Ledgers::merge(const org::Access& access, std::string_view ledger,
                                   const Uuid& id, const Uuid& other) {
  const Scene scene = TRY(Scene::of(*state_, ledger));
  if (id == other) return fail(ErrorKind::bad_usage, "ledger.merge_with_itself");
  EntryResult result;
  TRY(state_->act(access.login(), [&](Act& act) -> Result<void> {
    act.deed().schemas = scene.schemas;
    RecordTable table(act.transaction(), *scene.schema);
    const Record goes = TRY(table.get(other));
    const Record stays = TRY(table.get(id));
    if (goes.state == State::approved && stays.state != State::approved) {
      // What counts would vanish into what does not count yet.
      return fail(ErrorKind::conflict, "ledger.wrong_state",
                  {{"state", std::string(state_name(stays.state))},
                   {"action", std::string(event_kind(Move::absorb, stays.state))}});
    }
    const Change away{access,
                      *state_,
                      *scene.schema,
                      *scene.directory,
                      Move::dissolve,
                      std::nullopt,
                      "",
                      {{"into", id.to_string()}}};
    TRY(make_change(act, away, other, nullptr));
    const Change into{access,
                      *state_,
                      *scene.schema,
                      *scene.directory,
                      Move::absorb,
                      std::nullopt,
                      "",
                      {{"other", other.to_string()}}};
    result = TRY(make_change(act, into, id, [&](Record& record) -> Result<void> {
      unite(record.hosts, goes.hosts);
      unite(record.hosts, {goes.unit});
      std::erase(record.hosts, record.unit);
      unite(record.tags, goes.tags);
      for (const std::string& digest : goes.evidence) {
        if (std::find(record.evidence.begin(), record.evidence.end(), digest) ==
            record.evidence.end()) {
          record.evidence.push_back(digest);
        }
      }
      return {};
    }));
    return {};
  }));
  return result;
}

Result<void> Ledgers::keep_both(const org::Access& access, std::string_view ledger, const Uuid& id,
                                const Uuid& other, std::string_view reason) {
  TRY(require_reason(reason));
  const Scene scene = TRY(Scene::of(*state_, ledger));
  return state_->act(access.login(), [&](Act& act) -> Result<void> {
    RecordTable table(act.transaction(), *scene.schema);
    const Record record = TRY(table.get(id));
    TRY(table.get(other));
    TRY(state_->require(access, org::Action::approve_record, record.unit));
    if (TRY(is_kept_double(act.transaction(), scene.schema->name, id, other))) return {};
    TRY(put_kept_double(act.transaction(), scene.schema->name, id, other));
    JsonWriter json;
    json.begin_object().member("other", other.to_string()).member("reason", reason).end_object();
    TRY(act.append_record("record.keep", *scene.schema, record, json.take()));
    return {};
  });
}

}  // namespace youju::ledger
