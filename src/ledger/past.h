// What the folder was like after an event of its log, as far as it is otherwise now: what figures
// of two moments are compared by. Read out of the log, which forgets nothing.
#pragma once

#include <youju/ledger/ledgers.h>

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace youju::ledger {

// A place of the log and its time.
struct Moment {
  std::int64_t seq = 0;    // of the last event that had happened; 0: none had
  std::int64_t at_ms = 0;  // when it was looked at: not before that event
};

struct Past {
  // A record of which later events speak.
  struct Touched {
    const Schema* schema = nullptr;
    Uuid id;
    std::optional<Record> counted;  // its approved version of then; none: it did not count
    // The newest of those events that is not behind the end of the comparison.
    std::int64_t seq = 0, at_ms = 0;  // 0: there is none
    std::string actor, kind;
  };
  // A later event of a room above.
  struct Statement {
    std::string kind, subject;
    int version = 0;
  };
  Moment moment;
  std::int64_t head = 0;  // the last event of all that was looked at
  std::vector<Touched> records;
  std::vector<Ledgers::NilReturn> nil_later;  // filed since
  std::vector<Statement> statements;
  // As units stood; null: as they stand now.
  std::shared_ptr<const org::Directory> directory;
};

// How far one looks back. A record that was there before costs a look at its own events.
struct PastQuery {
  Moment moment;
  std::optional<std::int64_t> until;         // the end of the comparison; none: now
  std::shared_ptr<const SchemaSet> schemas;  // in which records are told
};

// The last event of a kind and subject, up to an event; without its hashes.
Result<std::optional<Event>> last_event_of(store::Transaction& transaction, std::string_view kind,
                                           std::string_view subject, std::int64_t until);

// ---- inside this room
// The events after one: when, who, what, and of which record, if of any; the payload of nil returns
// alone, and no hash.
Result<void> skim_events(
    store::Transaction& transaction, std::int64_t after,
    const std::function<Result<void>(const Event& event, const std::optional<Uuid>& record)>& each);
// Of a record up to an event, the newest first, until `each` says false; without hashes.
Result<void> skim_record(store::Transaction& transaction, const Uuid& id, std::int64_t until,
                         const std::function<Result<bool>(const Event&)>& each);
// All events of units up to one, in order; without hashes.
Result<std::vector<Event>> unit_events(store::Transaction& transaction, std::int64_t until);
// The last event before an instant, found by halves: where the clock was set back, one of those
// around it. 0: there is none.
Result<std::int64_t> seq_before(store::Transaction& transaction, std::int64_t at_ms);
Result<std::optional<std::int64_t>> time_of_event(store::Transaction& transaction,
                                                  std::int64_t seq);

}  // namespace youju::ledger
