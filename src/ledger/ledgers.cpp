#include <youju/ledger/ledgers_state.h>
#include <youju/ledger/record_table.h>
#include <youju/org/projection.h>
#include <youju/store/blob.h>
#include <youju/store/database.h>

#include <algorithm>

namespace youju::ledger {

namespace {

// Waits for its turn in the order of the log and passes the turn on, whatever happens in between.
class Turn {
 public:
  explicit Turn(Ledgers::Interior& state) : state_(state) {}
  void take() {
    const std::lock_guard lock(state_.mutex);
    ticket_ = state_.tickets++;
  }
  void await() {
    std::unique_lock lock(state_.mutex);
    state_.told.wait(lock, [this] { return !ticket_ || state_.turn == *ticket_; });
  }
  ~Turn() {
    if (!ticket_) return;
    await();
    {
      const std::lock_guard lock(state_.mutex);
      ++state_.turn;
    }
    state_.told.notify_all();
  }
  Turn(const Turn&) = delete;
  Turn& operator=(const Turn&) = delete;

 private:
  Ledgers::Interior& state_;
  std::optional<std::uint64_t> ticket_;
};

}  // namespace

Result<Event> Act::append(std::string_view kind, std::string_view subject, std::string payload) {
  Event event;
  event.at_ms = now_ms_;
  event.actor = actor_;
  event.kind = kind;
  event.subject = subject;
  event.payload = std::move(payload);
  TRY(events_.append(event));
  return event;
}

Result<Event> Act::append_record(std::string_view kind, const Schema& schema, const Record& record,
                                 std::string payload) {
  Event event;
  event.at_ms = now_ms_;
  event.actor = actor_;
  event.kind = kind;
  event.subject = schema.name;
  event.record = record.id.to_string();
  event.version = record.version;
  event.payload = std::move(payload);
  TRY(events_.append(event));
  return event;
}

Result<void> Ledgers::Interior::act(std::string_view actor,
                                    const std::function<Result<void>(Act&)>& work) {
  return act_by(&store::Database::write, actor, work);
}

Result<void> Ledgers::Interior::fill(std::string_view actor,
                                     const std::function<Result<void>(Act&)>& work) {
  return act_by(&store::Database::fill, actor, work);
}

Result<void> Ledgers::Interior::act_by(Write write, std::string_view actor,
                                       const std::function<Result<void>(Act&)>& work) {
  Deed deed;
  Turn turn_in_order(*this);
  auto done = (database.*write)([&](store::Transaction& transaction) -> Result<void> {
    turn_in_order.take();
    EventWriter events(transaction, hash);
    Act one(transaction, events, actor, clock.now_ms(), deed);
    TRY(work(one));
    deed.head = TRY(chain_head(transaction));
    return {};
  });
  turn_in_order.await();
  if (!done) return done;
  if (deed.reload) TRY(reload(*database.read(), std::move(deed.parsed)));
  tell(deed);
  return {};
}

void Ledgers::Interior::tell(Deed& deed) {
  for (const org::Party& party : deed.parties) parties.add(party);
  Listener* to = nullptr;
  {
    const std::lock_guard lock(mutex);
    head = deed.head;
    for (const auto& [row, seq] : deed.nils) nils.push_back({row.ledger, row.unit, row.period});
    closings.insert(closings.end(), deed.closings.begin(), deed.closings.end());
    if (deed.directory) directory = std::move(deed.directory);
    to = listener;
  }
  if (to == nullptr) return;
  if (deed.units) to->units_changed(deed.head.seq);
  if (deed.reset) {
    to->reset();
    return;
  }
  for (const auto& [row, seq] : deed.nils) to->nil_filed(row.ledger, row.unit, row.period, seq);
  std::vector<RecordChange> changes;
  changes.reserve(deed.changes.size());
  for (const Deed::Change& change : deed.changes) {
    changes.push_back({change.schema, change.before ? &*change.before : nullptr,
                       change.after ? &*change.after : nullptr, change.seq});
  }
  if (deed.intake != nullptr && deed.intake_seq > 0) {
    const std::int64_t last = changes.empty() ? 0 : changes.back().seq;
    to->entered(std::move(deed.intake), changes, std::max(deed.intake_seq, last));
  } else if (!changes.empty()) {
    to->changed(changes);
  }
}

Result<void> Ledgers::Interior::bring_tables_up() {
  if (!are_indexed_by_unit(*directory_now())) return {};
  const auto done = database.write([&](store::Transaction& transaction) -> Result<void> {
    for (const Schema& schema : schemas_now()->all()) {
      TRY(make_list_indexes(transaction, schema, true));
    }
    return {};
  });
  // Who opens a folder to read has what there is.
  if (!done) return done.error().what == "store.read_only" ? Result<void>() : done;
  is_by_unit = true;
  return {};
}

Result<void> Ledgers::Interior::reload(store::Transaction& transaction, ParsedPacks known) {
  auto new_packs = TRY(read_packs(transaction));
  // Parsing packs takes longer than all the rest, and a change of units leaves them as they are.
  if (known.schemas == nullptr) known = packs_now();
  if (known.schemas == nullptr || known.packs != new_packs) {
    known.schemas = TRY(SchemaSet::parse(new_packs));
  }
  auto new_directory = TRY(org::Directory::load(transaction));
  const auto new_nils = TRY(read_nils(transaction));
  auto new_closings = TRY(read_closings(transaction));
  auto new_almanac = std::make_shared<const Almanac>(TRY(read_almanac(transaction)));
  const ChainHead new_head = TRY(chain_head(transaction));
  parties.clear();
  TRY(org::each_party(transaction, [this](const org::Party& party) { parties.add(party); }));
  const std::lock_guard lock(mutex);
  packs = std::move(new_packs);
  schemas = std::move(known.schemas);
  directory = std::move(new_directory);
  nils.clear();
  for (const NilRow& row : new_nils) nils.push_back({row.ledger, row.unit, row.period});
  closings = std::move(new_closings);
  almanac = std::move(new_almanac);
  head = new_head;
  return {};
}

Result<const Schema*> Ledgers::Interior::schema(const SchemaSet& set, std::string_view ledger) {
  const Schema* found = set.find(ledger);
  if (found == nullptr) {
    return fail(ErrorKind::not_found, "ledger.unknown_ledger", {{"ledger", std::string(ledger)}});
  }
  return found;
}

Result<void> Ledgers::Interior::require(const org::Access& access, org::Action action,
                                        org::UnitId unit) const {
  return access.require(action, unit, *tree_now());
}

std::shared_ptr<const org::UnitTree> Ledgers::Interior::tree_now() const {
  return directory_now()->tree(clock.today());
}

Result<void> Ledgers::Interior::require_anywhere(const org::Access& access,
                                                 org::Action action) const {
  return access.require_anywhere(action, *tree_now());
}

std::shared_ptr<const SchemaSet> Ledgers::Interior::schemas_now() const {
  const std::lock_guard lock(mutex);
  return schemas;
}

std::shared_ptr<const org::Directory> Ledgers::Interior::directory_now() const {
  const std::lock_guard lock(mutex);
  return directory;
}

ParsedPacks Ledgers::Interior::packs_now() const {
  const std::lock_guard lock(mutex);
  return {packs, schemas};
}

ChainHead Ledgers::Interior::head_now() const {
  const std::lock_guard lock(mutex);
  return head;
}

Ledgers::Ledgers(std::unique_ptr<Interior> state) : state_(std::move(state)) {}
Ledgers::~Ledgers() = default;

Result<std::unique_ptr<Ledgers>> Ledgers::open(store::Database& database, store::BlobStore& blobs,
                                               const Clock& clock, HashKind hash) {
  auto state = std::make_unique<Interior>(database, blobs, clock, hash);
  TRY(state->reload(*database.read(), {}));
  TRY(state->bring_tables_up());
  return std::unique_ptr<Ledgers>(new Ledgers(std::move(state)));
}

std::shared_ptr<const SchemaSet> Ledgers::schemas() const { return state_->schemas_now(); }

std::shared_ptr<const org::Directory> Ledgers::directory() const { return state_->directory_now(); }

std::vector<PackFiles> Ledgers::packs() const { return state_->packs_now().packs; }

void Ledgers::listen(Listener* listener) {
  const std::lock_guard lock(state_->mutex);
  state_->listener = listener;
}

std::vector<Ledgers::NilReturn> Ledgers::nil_returns() const {
  const std::lock_guard lock(state_->mutex);
  return state_->nils;
}

ChainHead Ledgers::head() const { return state_->head_now(); }

std::optional<std::int64_t> Ledgers::find_party(std::string_view name_or_code) const {
  const auto found = state_->parties.find(name_or_code);
  if (!found) return std::nullopt;
  return found->value;
}

store::Database& Ledgers::database() const { return state_->database; }

Result<void> Ledgers::write(
    const std::function<Result<void>(store::Transaction&, EventWriter&)>& work) {
  return state_->act("", [&](Act& act) { return work(act.transaction(), act.events()); });
}

}  // namespace youju::ledger
