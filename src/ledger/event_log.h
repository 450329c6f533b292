// The append-only, hash-chained event log: the truth of which all other tables are projections.
// Format and hash are specified in doc/formats/event_log.md, precisely enough for a second reader.
#pragma once

#include <youju/base/hash.h>
#include <youju/base/id.h>
#include <youju/base/result.h>

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace youju::store {
class Statement;
class Transaction;
}  // namespace youju::store

namespace youju::ledger {

struct Event {
  std::int64_t seq = 0;    // 1, 2, 3 … without a gap
  std::int64_t at_ms = 0;  // UTC
  std::string actor;       // login
  // record.enter .edit .submit .check .approve .return .correct .withdraw .merge .merged .keep ·
  // nil.file · figure.declare figure.target · period.close · unit.add .load .move
  // .rename .end · person.grant · party.add · pack.load · evidence.add · import.enter .undo
  std::string kind;
  std::string subject;  // what it is about: "training" (a ledger), "440306" (a unit code) …
  std::string record;   // UUID text of a record, or ""
  int version = 0;      // of the record after the event
  std::string payload;  // JSON object, canonical bytes of JsonWriter
  Digest previous{};
  Digest hash{};
};

// The position of the chain after an event; what a document is sealed with.
struct ChainHead {
  std::int64_t seq = 0;
  Digest hash{};
};

// Writes events inside one transaction. Not thread-safe; lives as long as its transaction.
class EventWriter {
 public:
  EventWriter(store::Transaction& transaction, HashKind kind);
  // From now on rows of the log are written behind the caller, or no longer.
  void write_behind(bool behind);
  // Fills seq, previous and hash. `record`, if the caller has it, is event.record, whose text then
  // need not be read.
  Result<ChainHead> append(Event& event, const Uuid* record = nullptr);

 private:
  store::Transaction& transaction_;
  Hasher hasher_;
  std::optional<ChainHead> head_;       // none until the first append
  store::Statement* insert_ = nullptr;  // owned by the connection; null until it is needed
  bool behind_ = false;
  std::string bytes_;
};

// The catalogue id of what a record's event did: where one act does two steps, both are said.
std::string event_title_id(const Event& event);

// The event of a row that begins with seq, at_ms, actor, kind, subject, record, version, payload;
// without its record and its hash.
Event skimmed(const store::Statement& row);

Result<ChainHead> chain_head(store::Transaction& transaction);
// The position after event `seq`, 0 for before the first; nothing if there is no such event.
Result<std::optional<ChainHead>> chain_at(store::Transaction& transaction, std::int64_t seq);
// The records of which events with seq > after speak, each once, with the names of their ledgers.
Result<std::vector<std::pair<std::string, Uuid>>> records_since(store::Transaction& transaction,
                                                                std::int64_t after);
// Calls `each` for events with seq > after, in order; it may write through the same transaction.
// `previous` is the hash that the row before really has. Error: "ledger.chain_broken" for a row
// whose hash is none.
Result<void> read_events(store::Transaction& transaction, std::int64_t after,
                         const std::function<Result<void>(const Event&)>& each);
// The events of one record, oldest first.
Result<std::vector<Event>> events_of_record(store::Transaction& transaction, const Uuid& id);
// The bytes that are hashed for an event (doc/formats/event_log.md).
void append_hashed_bytes(std::string& out, const Event& event);
std::string hashed_bytes(const Event& event);

}  // namespace youju::ledger
