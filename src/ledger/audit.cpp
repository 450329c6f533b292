// The audit: the chain by its hashes, the projections by a replay, the evidence by its digests.
#include <youju/ledger/ledgers_state.h>
#include <youju/ledger/projector.h>
#include <youju/ledger/record_table.h>
#include <youju/org/projection.h>
#include <youju/store/blob.h>
#include <youju/store/database.h>
#include <youju/store/scratch.h>

#include <algorithm>
#include <set>

namespace youju::ledger {

namespace {

constexpr std::size_t faults_max = 200;  // more would not be read

class Audit {
 public:
  Audit(const Ledgers::Interior& state, store::Transaction& real,
        const std::function<void(std::int64_t, std::int64_t)>& progress,
        Ledgers::AuditReport& report)
      : state_(state), real_(real), progress_(progress), report_(report) {}

  Result<void> run() {
    const auto scratch = TRY(store::ScratchDatabase::make(state_.clock));
    TRY(scratch->database().migrate(org::migrations()));
    TRY(scratch->database().migrate(migrations()));
    TRY(scratch->database().write(
        [this](store::Transaction& transaction) { return replay(transaction); }));
    const auto replayed = scratch->database().read();
    TRY(compare_lines(*replayed));
    TRY(compare_records(*replayed));
    return check_blobs();
  }

 private:
  void fault(std::string_view what, std::vector<ErrorField> fields) {
    if (report_.faults.size() < faults_max) {
      report_.faults.push_back({std::string(what), std::move(fields)});
    }
  }

  // Walks the log once: every hash is made again, every event applied.
  Result<void> replay(store::Transaction& scratch) {
    const ChainHead head = TRY(chain_head(real_));
    Projector projector(scratch);
    Hasher hasher(state_.hash);
    std::string bytes;
    std::int64_t expected = 1;
    const auto each = [&](const Event& event) -> Result<void> {
      for (; expected < event.seq; ++expected) {
        fault("ledger.audit_gap", {{"seq", std::to_string(expected)}});
      }
      ++expected;
      bytes.clear();
      append_hashed_bytes(bytes, event);
      hasher.update(bytes);
      if (hasher.finish() != event.hash) {
        fault("ledger.audit_chain", {{"seq", std::to_string(event.seq)}});
      }
      if (auto done = projector.apply(event); !done) {
        fault("ledger.audit_replay", {{"seq", std::to_string(event.seq)}});
      }
      ++report_.events;
      if (progress_ && report_.events % 1000 == 0) progress_(report_.events, head.seq);
      return {};
    };
    TRY(read_events(real_, 0, each));
    report_.head = head;
    // What was cut off at the end leaves no gap; the head that documents were sealed with shows it.
    if (state_.head_now().seq > head.seq) {
      fault("ledger.audit_gap", {{"seq", std::to_string(head.seq + 1)}});
    }
    return {};
  }

  using Lines = std::set<std::string>;
  static Result<Lines> lines_of(store::Transaction& transaction) {
    Lines lines;
    const auto take = [&lines](const std::string& line) -> Result<void> {
      lines.insert(line);
      return {};
    };
    TRY(org::dump(transaction, take));
    TRY(dump_rows(transaction, take));
    return lines;
  }

  // Both say their rows in one order: where all is well, no line needs to be kept.
  Result<Digest> digest_of_lines(store::Transaction& transaction) const {
    Hasher hasher(state_.hash);
    const auto take = [&hasher](const std::string& line) -> Result<void> {
      hasher.update(line);
      hasher.update("\n");
      return {};
    };
    TRY(org::dump(transaction, take));
    TRY(dump_rows(transaction, take));
    return hasher.finish();
  }

  Result<void> compare_lines(store::Transaction& replayed) {
    if (TRY(digest_of_lines(real_)) == TRY(digest_of_lines(replayed))) return {};
    const Lines real = TRY(lines_of(real_)), wanted = TRY(lines_of(replayed));
    std::vector<std::string> differing;
    std::set_symmetric_difference(real.begin(), real.end(), wanted.begin(), wanted.end(),
                                  std::back_inserter(differing));
    for (const std::string& line : differing) {
      const std::size_t end = line.find('\0');
      std::string row = line.substr(end + 1, 80);
      std::replace(row.begin(), row.end(), '\0', '|');
      fault("ledger.audit_row", {{"table", line.substr(0, end)}, {"row", row}});
    }
    return {};
  }

  struct Row {
    Record record;
    std::string duplicate_key;
  };
  static bool same_row(const Row& a, const Row& b) {
    return a.record.id == b.record.id && same_content(a.record, b.record) &&
           a.record.entry_key == b.record.entry_key && a.record.state == b.record.state &&
           a.record.version == b.record.version && a.record.author == b.record.author &&
           a.record.created_ms == b.record.created_ms &&
           a.record.updated_ms == b.record.updated_ms && a.duplicate_key == b.duplicate_key;
  }

  // Reads rows of a table in order of id by pages, so that two tables can be walked side by side.
  class Walk {
   public:
    Walk(store::Transaction& transaction, const Schema& schema) : table_(transaction, schema) {}
    Result<const Row*> next() {
      if (at_ == page_.size() && !ended_) {
        const Uuid last = page_.empty() ? Uuid() : page_.back().record.id;
        page_.clear();
        at_ = 0;
        TRY(table_.each_after(last, rows_of_a_page, [this](Record&& record, std::string_view key) {
          page_.push_back({std::move(record), std::string(key)});
        }));
        ended_ = page_.empty();
      }
      return at_ < page_.size() ? &page_[at_] : nullptr;
    }
    void advance() { ++at_; }

   private:
    static constexpr int rows_of_a_page = 1000;
    RecordTable table_;
    std::vector<Row> page_;
    std::size_t at_ = 0;
    bool ended_ = false;
  };

  Result<void> compare_records(store::Transaction& replayed) {
    const auto schemas = state_.schemas_now();
    for (const Schema& schema : schemas->all()) {
      if (!TRY(table_fits(replayed, schema)) || !TRY(table_fits(real_, schema))) {
        // The log no longer makes this table; what its rows say cannot be compared.
        fault("ledger.audit_row", {{"table", schema.table()}, {"row", ""}});
        continue;
      }
      Walk real(real_, schema), wanted(replayed, schema);
      for (;;) {
        const Row* ours = TRY(real.next());
        const Row* theirs = TRY(wanted.next());
        if (ours == nullptr && theirs == nullptr) break;
        const bool real_first =
            theirs == nullptr || (ours != nullptr && ours->record.id < theirs->record.id);
        const bool wanted_first =
            ours == nullptr || (theirs != nullptr && theirs->record.id < ours->record.id);
        const Row& seen = real_first || !wanted_first ? *ours : *theirs;
        if (real_first || wanted_first || !same_row(*ours, *theirs)) {
          fault("ledger.audit_row",
                {{"table", schema.table()}, {"row", seen.record.id.to_string()}});
        }
        if (!wanted_first) {
          ++report_.records;
          digests_.insert(ours->record.evidence.begin(), ours->record.evidence.end());
          real.advance();
        }
        if (!real_first) wanted.advance();
      }
    }
    return {};
  }

  Result<void> check_blobs() {
    for (const EvidenceFile& file : TRY(read_evidence(real_))) digests_.insert(file.digest);
    for (const std::string& hex : digests_) {
      ++report_.blobs;
      Digest digest;
      if (from_hex(hex, digest) && state_.blobs.get(digest)) continue;
      fault("ledger.audit_blob", {{"digest", hex}});
    }
    return {};
  }

  const Ledgers::Interior& state_;
  store::Transaction& real_;
  const std::function<void(std::int64_t, std::int64_t)>& progress_;
  Ledgers::AuditReport& report_;
  std::set<std::string> digests_;
};

}  // namespace

Result<Ledgers::AuditReport> Ledgers::audit(
    const org::Access& access,
    const std::function<void(std::int64_t, std::int64_t)>& progress) const {
  TRY(state_->require_anywhere(access, org::Action::audit));
  AuditReport report;
  const auto snapshot = state_->database.read();
  TRY(Audit(*state_, *snapshot, progress, report).run());
  return report;
}

Result<void> Ledgers::rebuild(const org::Access& access) {
  TRY(state_->require_anywhere(access, org::Action::manage_packs));
  const std::lock_guard one_at_a_time(state_->setup);
  return state_->act(access.login(), [&](Act& act) -> Result<void> {
    TRY(clear_projections(act.transaction()));
    TRY(org::clear(act.transaction()));
    Projector projector(act.transaction());
    TRY(read_events(act.transaction(), 0,
                    [&](const Event& event) { return projector.apply(event); }));
    act.deed().reload = act.deed().reset = true;
    return {};
  });
}

}  // namespace youju::ledger
