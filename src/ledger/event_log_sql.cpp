#include <youju/ledger/event_log.h>
#include <youju/store/database.h>

#include <array>
#include <cstring>

namespace youju::ledger {

namespace {

constexpr std::string_view insert_sql =
    "INSERT INTO event (seq, at_ms, actor, kind, subject, record, version, payload, hash) "
    "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)";
constexpr std::string_view head_sql = "SELECT seq, hash FROM event ORDER BY seq DESC LIMIT 1";
constexpr std::string_view hash_sql = "SELECT hash FROM event WHERE seq = ?";
constexpr std::string_view records_sql =
    "SELECT DISTINCT subject, record FROM event WHERE seq > ? AND kind LIKE 'record.%'";
constexpr std::string_view page_sql =
    "SELECT seq, at_ms, actor, kind, subject, record, version, payload, hash FROM event "
    "WHERE seq > ? ORDER BY seq LIMIT 1000";
constexpr std::string_view of_record_sql =
    "SELECT seq, at_ms, actor, kind, subject, record, version, payload, hash FROM event "
    "WHERE record = ? ORDER BY seq";

// Marks the form, so that a later one can never hash to the same bytes.
constexpr std::string_view form_mark = "youju.event.1\n";

void append_number(std::string& out, std::uint64_t value, std::size_t bytes) {
  std::array<char, 8> all{};
  for (std::size_t i = all.size(); i-- > 0; value >>= 8) all[i] = static_cast<char>(value & 0xFF);
  out.append(all.data() + all.size() - bytes, bytes);
}

void append_text(std::string& out, std::string_view text) {
  append_number(out, text.size(), 4);
  out += text;
}

bool read_digest(const std::string& bytes, Digest& out) {
  if (bytes.size() != out.size()) return false;
  std::memcpy(out.data(), bytes.data(), out.size());
  return true;
}

std::string_view view_of(const Digest& digest) {
  return {reinterpret_cast<const char*>(digest.data()), digest.size()};
}

Result<Event> event_of(store::Statement& row) {
  Event event = skimmed(row);
  if (!row.is_null(5)) event.record = TRY(Uuid::from_bytes(row.blob(5))).to_string();
  if (!read_digest(row.blob(8), event.hash)) {
    return fail(ErrorKind::corrupt, "ledger.chain_broken", {{"seq", std::to_string(event.seq)}});
  }
  return event;
}

}  // namespace

Event skimmed(const store::Statement& row) {
  Event event;
  event.seq = row.integer(0);
  event.at_ms = row.integer(1);
  event.actor = row.text(2);
  event.kind = row.text(3);
  event.subject = row.text(4);
  event.version = static_cast<int>(row.integer(6));
  event.payload = row.text(7);
  return event;
}

void append_hashed_bytes(std::string& out, const Event& event) {
  out += form_mark;
  append_number(out, static_cast<std::uint64_t>(event.seq), 8);
  append_number(out, static_cast<std::uint64_t>(event.at_ms), 8);
  append_text(out, event.actor);
  append_text(out, event.kind);
  append_text(out, event.subject);
  append_text(out, event.record);
  append_number(out, static_cast<std::uint64_t>(event.version), 4);
  append_text(out, event.payload);
  out += view_of(event.previous);
}

std::string hashed_bytes(const Event& event) {
  std::string out;
  append_hashed_bytes(out, event);
  return out;
}

EventWriter::EventWriter(store::Transaction& transaction, HashKind kind)
    : transaction_(transaction), hasher_(kind) {}

void EventWriter::write_behind(bool behind) {
  behind_ = behind;
  insert_ = nullptr;
}

Result<ChainHead> EventWriter::append(Event& event, const Uuid* record) {
  if (!head_) head_ = TRY(chain_head(transaction_));
  if (insert_ == nullptr) {
    insert_ =
        behind_ ? &transaction_.prepare_behind(insert_sql) : &transaction_.prepare(insert_sql);
  }
  event.seq = head_->seq + 1;
  event.previous = head_->hash;
  bytes_.clear();
  append_hashed_bytes(bytes_, event);
  hasher_.update(bytes_);
  event.hash = hasher_.finish();
  insert_->bind(0, event.seq).bind(1, event.at_ms).bind(2, event.actor).bind(3, event.kind);
  insert_->bind(4, event.subject);
  if (event.record.empty()) {
    insert_->bind_null(5);
  } else {
    const Uuid id = record != nullptr ? *record : TRY(Uuid::parse(event.record));
    insert_->bind_blob(5, {reinterpret_cast<const char*>(id.bytes().data()), id.bytes().size()});
  }
  insert_->bind(6, event.version).bind(7, event.payload).bind_blob(8, view_of(event.hash));
  TRY(insert_->run());
  head_ = {event.seq, event.hash};
  return *head_;
}

Result<ChainHead> chain_head(store::Transaction& transaction) {
  store::Statement& statement = transaction.prepare(head_sql);
  ChainHead head;
  if (TRY(statement.step())) {
    head.seq = statement.integer(0);
    if (!read_digest(statement.blob(1), head.hash)) {
      statement.reset();
      return fail(ErrorKind::corrupt, "ledger.chain_broken", {{"seq", std::to_string(head.seq)}});
    }
    statement.reset();
  }
  return head;
}

Result<std::optional<ChainHead>> chain_at(store::Transaction& transaction, std::int64_t seq) {
  if (seq == 0) return ChainHead();
  store::Statement& row = transaction.prepare(hash_sql);
  row.bind(0, seq);
  if (!TRY(row.step())) return std::nullopt;
  ChainHead head;
  head.seq = seq;
  const bool is_digest = read_digest(row.blob(0), head.hash);
  row.reset();
  if (!is_digest) return std::nullopt;
  return head;
}

Result<std::vector<std::pair<std::string, Uuid>>> records_since(store::Transaction& transaction,
                                                                std::int64_t after) {
  std::vector<std::pair<std::string, Uuid>> records;
  store::Statement& row = transaction.prepare(records_sql);
  row.bind(0, after);
  while (TRY(row.step())) {
    const Uuid id = TRY(Uuid::from_bytes(row.blob(1)));
    records.emplace_back(row.text(0), id);
  }
  return records;
}

Result<void> read_events(store::Transaction& transaction, std::int64_t after,
                         const std::function<Result<void>(const Event&)>& each) {
  Digest previous{};
  if (after > 0) {
    store::Statement& statement = transaction.prepare(hash_sql);
    statement.bind(0, after);
    if (TRY(statement.step())) {
      read_digest(statement.blob(0), previous);
      statement.reset();
    }
  }
  // By pages, so that `each` may write through the same connection on either database.
  std::vector<Event> page;
  do {
    page.clear();
    store::Statement& statement = transaction.prepare(page_sql);
    statement.bind(0, after);
    while (TRY(statement.step())) page.push_back(TRY(event_of(statement)));
    for (Event& event : page) {
      event.previous = previous;
      TRY(each(event));
      previous = event.hash;
      after = event.seq;
    }
  } while (!page.empty());
  return {};
}

Result<std::vector<Event>> events_of_record(store::Transaction& transaction, const Uuid& id) {
  store::Statement& statement = transaction.prepare(of_record_sql);
  statement.bind_blob(0, {reinterpret_cast<const char*>(id.bytes().data()), id.bytes().size()});
  std::vector<Event> events;
  while (TRY(statement.step())) events.push_back(TRY(event_of(statement)));
  for (Event& event : events) {
    store::Statement& before = transaction.prepare(hash_sql);
    before.bind(0, event.seq - 1);
    if (TRY(before.step())) {
      read_digest(before.blob(0), event.previous);
      before.reset();
    }
  }
  return events;
}

}  // namespace youju::ledger
