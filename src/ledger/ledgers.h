// The ledgers of one data folder: entering, reviewing, correcting, importing and reading records;
// nil returns; declared figures' raw storage and targets are indicator's. Every acting function
// asks the Access first, writes its event and its projection in one transaction, and is durable
// when it returns. Thread-safe.
#pragma once

#include <youju/base/clock.h>
#include <youju/ledger/event_log.h>
#include <youju/ledger/record.h>
#include <youju/ledger/schema.h>
#include <youju/org/directory.h>

#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>
#include <span>
#include <string>
#include <vector>

namespace youju::store {
class BlobStore;
class Database;
class Transaction;
struct Migration;
}  // namespace youju::store

namespace youju::ledger {

std::vector<store::Migration> migrations();

// What changed, told to listeners after the commit, in order of seq: the feed of the cube.
struct RecordChange {
  const Schema* schema = nullptr;
  const Record* before = nullptr;  // the approved version that counted so far, or null
  const Record* after = nullptr;   // the approved version that counts now, or null
  std::int64_t seq = 0;
};
// Takes the approved records of one ledger while a long work enters them, and keeps what it makes
// of them aside until the listener is told that they are durable; destroyed if they never are.
// Called inside the work.
struct Intake {
  virtual ~Intake() = default;
  virtual void add(const Record& record) = 0;
};
struct Listener {
  virtual ~Listener() = default;
  // For many records; null: changed() tells them all afterwards.
  virtual std::unique_ptr<Intake> intake(const Schema&) { return nullptr; }
  // What one work entered and then changed besides, perhaps of the same records, up to `seq`.
  virtual void entered(std::unique_ptr<Intake>, const std::vector<RecordChange>& /*besides*/,
                       std::int64_t /*seq*/) {}
  virtual void changed(const std::vector<RecordChange>& changes) = 0;  // on the writing thread
  virtual void nil_filed(const std::string& ledger, org::UnitId unit, const Period& period,
                         std::int64_t seq) = 0;
  virtual void reset() = 0;  // packs or very much changed: start again from the store
  // Units stand otherwise, and Ledgers::directory() has them so; no record has changed.
  virtual void units_changed(std::int64_t /*seq*/) { reset(); }
};

// What becomes of what is entered or edited: it is kept, or handed over for review in the same act,
// which then demands what submit() demands and leaves nothing if it fails.
enum class Then { keep, submit };

struct EntryResult {
  Uuid id;
  int version = 1;
  State state = State::draft;
  enum class Outcome { added, unchanged, corrected } outcome = Outcome::added;
  std::vector<Uuid> possible_doubles;  // counted records with the same duplicate key
};

// The result of an import: what was or, in a dry run, would be done.
struct RowError {
  Error error;  // error.where is "Sheet1!C7" or "training.csv:12:trainees"
};
struct ImportReport {
  std::int64_t rows = 0, added = 0, unchanged = 0, corrected = 0;
  std::vector<RowError> errors;  // at most limits::import_errors_shown_max
  std::int64_t errors_all = 0;
  std::int64_t possible_doubles = 0;
  std::string encoding;  // of a csv: UTF-8 or GB18030
};
struct ImportOptions {
  std::string default_unit;  // code, for files without a unit column
  std::string source;        // "import:<sha256>" or "example:baoan-2020": first part of entry keys
  State state = State::submitted;  // approved needs Action::approve_record
  bool dry_run = false;
  bool keep_good = false;   // enter the good rows though others are wrong
  bool add_parties = true;  // names not known yet become parties
  std::function<void(std::int64_t done, std::int64_t all)> progress;
  // Asked now and then, and once before what was done becomes durable: true ends the import with
  // "import.cancelled", and nothing is entered. Null: never.
  std::function<bool()> cancelled;
  // Finds an evidence file by the name a row gives; returns its digest in hex. Null: names are
  // errors.
  std::function<Result<std::string>(const std::string& name)> evidence;
};

struct Reform;

// Of workbook.h: files as offices keep them, and the undoing of an import.
class Workbook;
struct Proposal;
struct ProposeOptions;
struct SheetMapping;
struct ApplyOptions;
struct ApplyReport;
struct ImportRun;
struct UndoOptions;
struct UndoReport;

// Of past.h.
struct Moment;
struct Past;
struct PastQuery;

// Of almanac.h.
class Almanac;
struct AlmanacYear;

struct RecordPage {
  std::vector<Record> records;
  std::string next;  // key of the next page, "" at the end
};

class Ledgers {
 public:
  // `database` must outlive it. Loads schemas, units, parties.
  static Result<std::unique_ptr<Ledgers>> open(store::Database& database, store::BlobStore& blobs,
                                               const Clock& clock, HashKind hash);
  ~Ledgers();

  std::shared_ptr<const SchemaSet> schemas() const;
  std::shared_ptr<const org::Directory> directory() const;
  std::vector<PackFiles> packs() const;
  void listen(Listener* listener);  // not owned; null to stop

  // ---- set-up (Action::manage_packs, manage_units, manage_people)
  // Adds or renews packs, creates and alters tables in the same transaction. A field that has data
  // cannot change its type ("schema.type_change") or vanish ("schema.field_in_use").
  // So cannot a choice or a tag that a record has ("schema.choice_in_use", "schema.tag_in_use").
  Result<void> load_packs(const org::Access& access, const std::vector<PackFiles>& packs);
  // Whether load_packs() would do it, with the same errors; changes nothing.
  Result<void> try_packs(const org::Access& access, const std::vector<PackFiles>& packs) const;
  // Adds units that are not there; equal rows change nothing; a changed name is a rename event, a
  // changed parent a move event on `today`. Who manages a subtree adds below its units.
  Result<void> load_units(const org::Access& access, const std::vector<org::UnitRow>& rows);
  // reform() of one move, whose reason may be left out.
  Result<void> move_unit(const org::Access& access, org::UnitId unit, org::UnitId parent, Day day,
                         std::string_view reason);
  // A change of units that takes effect on a day (reform.h, with its errors).
  Result<void> reform(const org::Access& access, const Reform& reform);
  // The directory as it would be; nothing is written. The same errors.
  Result<std::shared_ptr<const org::Directory>> try_reform(const org::Access& access,
                                                           const Reform& reform) const;
  // Replaces names and rights. Action::manage_people is needed in the scope of every right that the
  // person has or gets. The trail (org/trail.h) has it too; who is left without a right is signed
  // out. Error: "org.bad_login".
  Result<void> grant(const org::Access& access, const std::vector<org::Person>& people);

  // ---- the days of the year (almanac.h)
  std::shared_ptr<const Almanac> almanac() const;
  // Replaces what a year says and gives its new version; the same again changes nothing. Needs
  // Action::manage_packs at a root, since it concerns everybody. Errors: "almanac.changed" (it is
  // no longer the version that was given), those of check_almanac().
  Result<std::int64_t> keep_almanac(const org::Access& access, const AlmanacYear& year);

  // ---- records
  // Checks text against the schema: every fault of every field, each with its own Error; what is
  // still missing is a fault of what is to be submitted.
  Result<Record> check(const Schema& schema, const RawRecord& raw, Then then,
                       std::vector<Error>& faults) const;
  // Same entry_key and same content again: unchanged, but a draft that is now to be submitted is.
  // Same key, other content: "ledger.key_reused".
  Result<EntryResult> enter(const org::Access& access, std::string_view ledger,
                            const RawRecord& raw, Then then = Then::keep);
  // Changes a draft or returned record. `version` must be the present one
  // ("ledger.version_conflict").
  Result<EntryResult> edit(const org::Access& access, std::string_view ledger, const Uuid& id,
                           int version, const RawRecord& raw, Then then = Then::keep);
  Result<EntryResult> submit(const org::Access& access, std::string_view ledger, const Uuid& id,
                             int version);
  // The first of two approvals where the ledger wants two. Errors: "ledger.possible_double" (an
  // approved record has the same duplicate key: merge it, or keep both with a reason),
  // "ledger.period_closed", "ledger.wrong_state", those of may_review().
  Result<EntryResult> approve(const org::Access& access, std::string_view ledger, const Uuid& id,
                              int version);
  Result<EntryResult> send_back(const org::Access& access, std::string_view ledger, const Uuid& id,
                                int version, std::string_view reason);
  // Whether this person may take the next step of the review of a record that waits: has the right,
  // and is who the ledger wants (Review). Errors: "org.forbidden", "ledger.wrong_state",
  // "ledger.own_review", "ledger.second_reviewer", "ledger.superior_review"; approve() has them
  // too.
  Result<void> may_review(const org::Access& access, const Schema& schema,
                          const Record& record) const;
  // A new approved version; allowed in a closed period, since it names its reason.
  Result<EntryResult> correct(const org::Access& access, std::string_view ledger, const Uuid& id,
                              int version, const RawRecord& changes, std::string_view reason);
  Result<EntryResult> withdraw(const org::Access& access, std::string_view ledger, const Uuid& id,
                               int version, std::string_view reason);
  // `other` is merged into `id`, which keeps all hosts, tags and evidence of both; `other` no
  // longer counts.
  Result<EntryResult> merge(const org::Access& access, std::string_view ledger, const Uuid& id,
                            const Uuid& other);
  // Says that two records with equal duplicate keys are two facts.
  Result<void> keep_both(const org::Access& access, std::string_view ledger, const Uuid& id,
                         const Uuid& other, std::string_view reason);
  // Files of a kind that can be evidence (pictures, PDF, OFD, office files, sound, film, text),
  // told by extension and content, at most limits::evidence_bytes_max; copied piece by piece. A
  // file that is known already keeps its first name. Errors: "ledger.evidence_type",
  // "ledger.evidence_type_mismatch", "ledger.evidence_too_large", "ledger.too_many_files".
  Result<EvidenceFile> add_evidence(const org::Access& access, std::string_view ledger,
                                    const Uuid& id, std::string_view file_name,
                                    const std::filesystem::path& file);
  // Bytes would silently become a path.
  Result<EvidenceFile> add_evidence(const org::Access& access, std::string_view ledger,
                                    const Uuid& id, std::string_view file_name,
                                    std::string_view bytes) = delete;
  // Name, type and size of an evidence file; nothing if it was never added.
  Result<std::optional<EvidenceFile>> evidence_file(std::string_view digest) const;
  // The files of a record that one may read, in its order, and the bytes of one of them. Error:
  // "ledger.no_such_evidence" if the record does not carry it.
  Result<std::vector<EvidenceFile>> evidence_of(const org::Access& access, std::string_view ledger,
                                                const Uuid& id) const;
  Result<std::string> evidence_bytes(const org::Access& access, std::string_view ledger,
                                     const Uuid& id, std::string_view digest) const;

  Result<Record> record(const org::Access& access, std::string_view ledger, const Uuid& id) const;
  // All versions, oldest first, with the events that made them.
  Result<std::vector<Event>> history(const org::Access& access, const Uuid& id) const;
  Result<std::vector<Uuid>> possible_doubles(const org::Access& access, std::string_view ledger,
                                             const Uuid& id) const;
  // Records of a subtree and period, newest first; `state` none: all. Paged by key. Cost: linear in
  // the records that are looked at for the page, and in the units of a subtree that has few.
  struct ListQuery {
    std::string ledger;
    org::UnitId unit;
    Period period;
    std::optional<State> state;
    std::string after;  // RecordPage::next
    std::size_t rows = 100;
    // Only records in one of whose texts or names this stands, whatever its case (at most
    // limits::search_bytes_max).
    std::string contains = {};
    // Only records whose field reads so (spell()). Errors: "ledger.unknown_field".
    std::vector<std::pair<std::string, std::string>> with = {};
  };
  Result<RecordPage> list(const org::Access& access, const ListQuery& query) const;
  // Of all records of the query, whatever its page: how many, and the sum of each integer or
  // decimal field that any of them fills, by the name of the field. A sum that does not fit is left
  // out.
  struct ListTotals {
    std::int64_t records = 0;
    std::map<std::string, Decimal> sums;
  };
  Result<ListTotals> totals(const org::Access& access, const ListQuery& query) const;
  // Records of these states in a subtree, the longest waiting first, at most limits::page_rows_max.
  Result<std::vector<Record>> in_states(const org::Access& access, std::string_view ledger,
                                        org::UnitId unit, std::span<const State> states) const;

  // ---- parties (Action::enter_record somewhere)
  // Those whose name or code has this part, the nearest first (PartyBook::search); each with what a
  // record's cell names it by.
  struct FoundParty {
    org::Party party;
    std::string spelling;
  };
  Result<std::vector<FoundParty>> search_parties(const org::Access& access, std::string_view part,
                                                 std::size_t most) const;
  // Makes one known before a record speaks of it, with its kind and code. Errors:
  // "ledger.party_name", "ledger.party_code" (no unified social credit code, or a person's),
  // "ledger.party_known" (its name or its code).
  Result<FoundParty> add_party(const org::Access& access, const org::Party& party);

  // ---- nil returns, periods
  Result<void> file_nil(const org::Access& access, std::string_view ledger, org::UnitId unit,
                        const Period& period);
  Result<void> close(const org::Access& access, org::UnitId unit, const Period& period);
  bool is_closed(org::UnitId unit, const Period& period) const;  // whole period, unit or above it

  // ---- files
  // csv (UTF-8 or GB18030) or xlsx by content. All rows or, with keep_good, the good ones, in one
  // transaction. The header may use field names or Chinese titles. The same file again: unchanged.
  Result<ImportReport> import(const org::Access& access, std::string_view ledger,
                              std::string_view bytes, std::string_view file_name,
                              const ImportOptions& options);
  // .xlsx, or .csv by extension; private fields left out.
  Result<std::int64_t> export_to(const org::Access& access, std::string_view ledger,
                                 org::UnitId unit, const Period& period,
                                 const std::filesystem::path& path, Language language) const;

  // ---- workbooks as offices keep them (workbook.h)
  // Which column seems to be which field, for every sheet; nothing is written.
  Result<Proposal> propose(const org::Access& access, std::string_view ledger,
                           const Workbook& workbook, const ProposeOptions& options) const;
  // Enters the rows of these sheets in one transaction, or, in a dry run, says what that would do.
  // Totals are compared, never entered. With findings that are not accepted nothing is entered.
  // Errors beside those of import: "import.no_table", "import.no_such_sheet",
  // "import.mapping_column" (the sheet lacks a column of the mapping), "import.unknown_target".
  Result<ApplyReport> apply(const org::Access& access, std::string_view ledger,
                            const Workbook& workbook, const std::vector<SheetMapping>& sheets,
                            const ApplyOptions& options);
  // Imports into the subtree of the unit, newest first; those that named no unit too if the unit
  // is a root. At most limits::page_rows_max.
  Result<std::vector<ImportRun>> imports(const org::Access& access, org::UnitId unit) const;
  // Withdraws every record that the import has entered and nobody has changed since (a review is no
  // change), in one transaction and with the right for each of them; what the import has corrected
  // stays corrected. The import is one's own or of one's units. Errors: "import.no_such_import",
  // "import.undone_already", "import.changed_since" (with {count}; unless those records may be
  // kept), those of withdraw.
  Result<UndoReport> undo_import(const org::Access& access, std::int64_t id,
                                 const UndoOptions& options);

  // ---- for the rooms above
  // Calls `each` for every approved record of a ledger (merged and withdrawn ones left out).
  Result<void> scan(const Schema& schema,
                    const std::function<Result<void>(const Record&)>& each) const;
  // What has become of the records of which events after `seq` speak: each once, as it stands where
  // it counts, else null. Gives the number of the log's last event.
  Result<std::int64_t> changed_since(
      std::int64_t seq,
      const std::function<void(const Schema&, const Uuid&, const Record* counted)>& each) const;
  // The place of the chain after an event; nothing if this log has no such event.
  Result<std::optional<ChainHead>> chain_at(std::int64_t seq) const;
  // What the folder was like after an event (past.h). Cost: a look at each event since, and one at
  // the events of each record that was there before. Error: "ledger.too_much_since".
  Result<Past> past(const PastQuery& query) const;
  // A place of the log as people write it: "2020-03-20" the end of that day, today's being now,
  // "2020-03-20T14:05" before that minute (+08:00), "1234" after that event, "yesterday"
  // its end. Errors: "ledger.bad_moment", "ledger.not_yet", "ledger.no_such_event".
  Result<Moment> moment(std::string_view text) const;
  struct NilReturn {
    std::string ledger;
    org::UnitId unit;
    Period period;
  };
  std::vector<NilReturn> nil_returns() const;
  ChainHead head() const;
  // Names for people: a party's, a unit's, a choice's, a record's.
  std::string show(const Field& field, const Value& value, Language language) const;
  // A value as enter() reads it back: a unit's code, a party's name, a record's UUID, an ISO day, a
  // choice's code. "" when missing.
  std::string spell(const Value& value) const;
  // The party with this name or code, if known.
  std::optional<std::int64_t> find_party(std::string_view name_or_code) const;
  store::Database& database() const;
  // Runs `work` in the writer with an EventWriter: how the rooms above write their own events.
  Result<void> write(const std::function<Result<void>(store::Transaction&, EventWriter&)>& work);

  // ---- audit (Action::audit)
  struct Fault {
    std::string what;  // catalogue id
    std::vector<ErrorField> fields;
  };
  struct AuditReport {
    std::int64_t events = 0, records = 0, blobs = 0;
    ChainHead head;
    std::vector<Fault> faults;
  };
  // Verifies the chain and every projection against a replay of the events, and the blobs.
  Result<AuditReport> audit(const org::Access& access,
                            const std::function<void(std::int64_t, std::int64_t)>& progress) const;
  // Throws the projections away and makes them again from the events.
  Result<void> rebuild(const org::Access& access);

  struct Interior;  // of the room's own sources

 private:
  explicit Ledgers(std::unique_ptr<Interior> state);
  std::unique_ptr<Interior> state_;
};

}  // namespace youju::ledger
