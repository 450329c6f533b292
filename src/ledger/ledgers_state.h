// What stands behind a Ledgers: the pictures in memory and the one way to act. Inner header of the
// room.
#pragma once

#include <youju/ledger/almanac.h>
#include <youju/ledger/ledger_rows.h>
#include <youju/ledger/ledgers.h>
#include <youju/ledger/party_book.h>
#include <youju/ledger/unit_event.h>
#include <youju/ledger/workflow.h>

#include <condition_variable>
#include <mutex>

namespace youju::ledger {

struct ParsedPacks {
  std::vector<PackFiles> packs;
  std::shared_ptr<const SchemaSet> schemas;  // of these packs; null if they were not parsed
};

// What one work has done; told to the pictures in memory and to the listener once it is durable.
struct Deed {
  struct Change {
    const Schema* schema;
    std::optional<Record> before, after;
    std::int64_t seq;
  };
  std::shared_ptr<const SchemaSet> schemas;  // keeps Change::schema alive
  std::unique_ptr<Intake> intake;            // of new records, which `changes` does not tell
  std::int64_t intake_seq = 0;               // of the last of them; 0: there are none
  std::vector<Change> changes;
  std::vector<org::Party> parties;
  std::vector<std::pair<NilRow, std::int64_t>> nils;
  std::vector<Closing> closings;
  bool reload = false;  // the pictures in memory must be read again
  // What the directory will be, if the work knows and nothing else has changed; shared with its
  // readers.
  std::shared_ptr<const org::Directory> directory;
  bool units = false;  // in it units stand otherwise
  ParsedPacks parsed;  // what the packs will be, if the work knows
  bool reset = false;  // and the listener must start again: units, packs or too much has changed
  ChainHead head;
};

// One work of the store's writer: the transaction, the log, and what is to be told afterwards.
class Act {
 public:
  Act(store::Transaction& transaction, EventWriter& events, std::string_view actor,
      std::int64_t now_ms, Deed& deed)
      : transaction_(transaction), events_(events), actor_(actor), now_ms_(now_ms), deed_(deed) {}

  store::Transaction& transaction() { return transaction_; }
  EventWriter& events() { return events_; }
  Deed& deed() { return deed_; }
  std::int64_t now_ms() const { return now_ms_; }
  const std::string& actor() const { return actor_; }
  // Writes an event that concerns no record.
  Result<Event> append(std::string_view kind, std::string_view subject, std::string payload);
  // Writes an event of a record.
  Result<Event> append_record(std::string_view kind, const Schema& schema, const Record& record,
                              std::string payload);

 private:
  store::Transaction& transaction_;
  EventWriter& events_;
  std::string actor_;
  std::int64_t now_ms_;
  Deed& deed_;
};

struct Ledgers::Interior {
  Interior(store::Database& the_database, store::BlobStore& the_blobs, const Clock& the_clock,
           HashKind the_hash)
      : database(the_database), blobs(the_blobs), clock(the_clock), hash(the_hash) {}

  // Runs the work as the store's writer; after the commit its deed is told in the order of the log.
  // Returns when it has been told, so that the caller reads what it wrote.
  Result<void> act(std::string_view actor, const std::function<Result<void>(Act&)>& work);
  // The same by Database::fill().
  Result<void> fill(std::string_view actor, const std::function<Result<void>(Act&)>& work);
  // Reads schemas, units, parties, nil returns, closings and the almanac again.
  Result<void> reload(store::Transaction& transaction, ParsedPacks known);
  // Makes the index by unit where there are many and tables lack it: in a folder of an earlier
  // time, or in one that has grown.
  Result<void> bring_tables_up();
  // Whether lists may be asked by unit. A table that is made later has the index too.
  bool is_by_unit = false;
  // "ledger.unknown_ledger".
  static Result<const Schema*> schema(const SchemaSet& set, std::string_view ledger);
  Result<void> require(const org::Access& access, org::Action action, org::UnitId unit) const;
  Result<void> require_anywhere(const org::Access& access, org::Action action) const;
  std::shared_ptr<const org::UnitTree> tree_now() const;  // of today
  // Loads packs, or only tries to: then everything is undone again and only failures remain.
  Result<void> load_packs(const org::Access& access, const std::vector<PackFiles>& given,
                          bool tries);
  // Writes these events in one work; `before` is the directory they were made for, and `setup` is
  // held.
  Result<void> change_units(const org::Access& access, std::shared_ptr<const org::Directory> before,
                            const std::vector<UnitEvent>& events);
  // The events of a reform, if the person may do it and no closed period forbids it.
  Result<std::vector<UnitEvent>> plan_reform(const org::Access& access,
                                             const org::Directory& directory,
                                             const Reform& reform) const;
  struct Step {
    Move move;
    int version;
    std::string_view reason;
  };
  Result<EntryResult> move(const org::Access& access, std::string_view ledger, const Uuid& id,
                           const Step& step);
  // An import; `after`, if any, is called in the same work when the rows are kept, with the number
  // of the first event that the import may have written.
  struct TableText {
    std::string_view bytes, file_name;
  };
  using AfterImport =
      std::function<Result<void>(Act& act, const ImportReport& report, std::int64_t first_seq)>;
  Result<ImportReport> import(const org::Access& access, std::string_view ledger,
                              const TableText& table, const ImportOptions& options,
                              const AfterImport& after);
  std::shared_ptr<const SchemaSet> schemas_now() const;
  std::shared_ptr<const org::Directory> directory_now() const;
  ParsedPacks packs_now() const;
  ChainHead head_now() const;

  using Write =
      Result<void> (store::Database::*)(const std::function<Result<void>(store::Transaction&)>&);
  Result<void> act_by(Write write, std::string_view actor,
                      const std::function<Result<void>(Act&)>& work);

  store::Database& database;
  store::BlobStore& blobs;
  const Clock& clock;
  HashKind hash;
  PartyBook parties;
  std::mutex setup;  // one change of units, packs or people at a time

  mutable std::mutex mutex;  // guards what follows
  std::condition_variable told;
  std::uint64_t tickets = 0;  // works that have run, in the order of the log
  std::uint64_t turn = 0;     // the ticket that is told next
  // Shared, because readers keep the picture they began with.
  std::shared_ptr<const SchemaSet> schemas;
  std::shared_ptr<const org::Directory> directory;
  std::vector<PackFiles> packs;
  std::vector<NilReturn> nils;
  std::vector<Closing> closings;
  std::shared_ptr<const Almanac> almanac;
  ChainHead head;
  Listener* listener = nullptr;

 private:
  void tell(Deed& deed);
};

// The closed period that forbids a change on this day in this unit: its own or one of a unit above
// it, by the tree of that day or by that of the period's end, by which the closed figures go. Null
// if there is none.
const Closing* closing_over(const std::vector<Closing>& closings, const org::Directory& directory,
                            org::UnitId unit, Day day);
// The same as an error: ErrorKind::closed, "ledger.period_closed".
Result<void> require_open(store::Transaction& transaction, const org::Directory& directory,
                          org::UnitId unit, Day day);

// Makes a party known, with its event; it gets its number.
Result<PartyId> add_party(Act& act, org::Party party);

// Makes an evidence file known, with its event, unless it is known already.
Result<void> note_evidence(Act& act, std::string_view ledger, const EvidenceFile& file);

}  // namespace youju::ledger
