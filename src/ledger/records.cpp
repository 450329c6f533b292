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
};

Result<EntryResult> Ledgers::enter(const org::Access& access, std::string_view ledger,
                                   const RawRecord& raw) {
  const Scene scene = TRY(Scene::of(*state_, ledger));
  if (raw.entry_key.size() > limits::entry_key_bytes_max) {
    return fail(ErrorKind::too_large, "ledger.key_too_long",
                {{"max", std::to_string(limits::entry_key_bytes_max)}});
  }
  EntryResult result;
  TRY(state_->act(access.login(), [&](Act& act) -> Result<void> {
    act.deed().schemas = scene.schemas;
    ActLookup lookup(act, state_->parties, *scene.schemas, *scene.directory, {"", true});
    Record record;
    TRY(first_of(check_raw(*scene.schema, *scene.schemas, *scene.directory, lookup, raw, record)));
    TRY(state_->require(access, org::Action::enter_record, record.unit));
    record.id = Uuid::make(state_->clock);
    record.entry_key = raw.entry_key.empty() ? record.id.to_string() : raw.entry_key;
    record.author = access.login();
    record.created_ms = record.updated_ms = act.now_ms();
    JsonWriter json;
    json.begin_object();
    append_content(json, *scene.schema, record, *scene.directory);
    json.end_object();
    const std::string payload = json.take();
    RecordTable table(act.transaction(), *scene.schema);
    if (const auto known = TRY(table.find_key(record.entry_key)); known) {
      // A retry over a bad line: the answer is the one that got lost. The record may have been
      // changed since, so what came is held against what was entered.
      const std::vector<Event> events = TRY(events_of_record(act.transaction(), known->id));
      if (events.empty() || events.front().payload != payload) {
        return fail(ErrorKind::conflict, "ledger.key_reused", {{"key", raw.entry_key}});
      }
      result = {known->id, known->version, known->state, EntryResult::Outcome::unchanged, {}};
      return {};
    }
    TRY(require_open(act.transaction(), *scene.directory, record.unit, record.on));
    CHECK(TRY(table.insert(record, duplicate_key_of(*scene.schema, record))));
    TRY(act.append_record("record.enter", *scene.schema, record, payload));
    result = {record.id, 1, record.state, EntryResult::Outcome::added,
              TRY(doubles_of(act.transaction(), *scene.schema, record))};
    return {};
  }));
  return result;
}

Result<EntryResult> Ledgers::edit(const org::Access& access, std::string_view ledger,
                                  const Uuid& id, int version, const RawRecord& raw) {
  const Scene scene = TRY(Scene::of(*state_, ledger));
  EntryResult result;
  TRY(state_->act(access.login(), [&](Act& act) -> Result<void> {
    act.deed().schemas = scene.schemas;
    ActLookup lookup(act, state_->parties, *scene.schemas, *scene.directory, {"", true});
    const Change change{access, *state_, *scene.schema, *scene.directory, Move::edit, version,
                        "",     {}};
    result = TRY(make_change(act, change, id, [&](Record& record) {
      return first_of(
          change_raw(*scene.schema, *scene.schemas, *scene.directory, lookup, raw, record));
    }));
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
      TRY(first_of(
          change_raw(*scene.schema, *scene.schemas, *scene.directory, lookup, changes, record)));
      TRY(require_complete(*scene.schema, record));
      if (duplicate_key_of(*scene.schema, record) == key) return {};
      return require_no_double(act.transaction(), *scene.schema, record);
    }));
    return {};
  }));
  return result;
}

// A move that leaves the content as it is.
Result<EntryResult> Ledgers::Interior::move(const org::Access& access, std::string_view ledger,
                                            const Uuid& id, const Step& step) {
  const Scene scene = TRY(Scene::of(*this, ledger));
  EntryResult result;
  TRY(act(access.login(), [&](Act& act) -> Result<void> {
    act.deed().schemas = scene.schemas;
    const Change change{access,
                        *this,
                        *scene.schema,
                        *scene.directory,
                        step.move,
                        step.version,
                        std::string(step.reason),
                        {}};
    result = TRY(make_change(act, change, id, nullptr));
    if (step.move != Move::submit && step.move != Move::approve) return {};
    const Record record = TRY(RecordTable(act.transaction(), *scene.schema).get(id));
    TRY(require_complete(*scene.schema, record));
    if (step.move == Move::submit) return {};
    return require_no_double(act.transaction(), *scene.schema, record);
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
                   {"action", std::string(event_kind(Move::absorb))}});
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
