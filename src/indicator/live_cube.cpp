#include <youju/base/parallel.h>
#include <youju/indicator/cube_later.h>
#include <youju/indicator/cube_snapshot.h>
#include <youju/indicator/live_view.h>

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <mutex>
#include <thread>
#include <utility>

namespace youju::indicator {
namespace {

// Rows of a ledger that do not count yet.
struct Arrivals : ledger::Intake {
  Arrivals(const ledger::Schema& its_schema, std::shared_ptr<Dictionaries> its_dictionaries)
      : schema(its_schema),
        dictionaries(std::move(its_dictionaries)),
        rows(schema, *dictionaries) {}
  void add(const ledger::Record& record) override { rows.add(record); }

  const ledger::Schema& schema;
  std::shared_ptr<Dictionaries> dictionaries;
  LedgerWriter rows;
};

class LiveCube : public Cube, public ledger::Listener {
 public:
  LiveCube(ledger::Ledgers& ledgers, const Clock& clock, const CubeOptions& options)
      : ledgers_(ledgers), clock_(clock), options_(options) {}
  ~LiveCube() override {
    ledgers_.listen(nullptr);
    {
      const std::lock_guard lock(aside_mutex_);
      stopping_ = true;
    }
    wake_.notify_all();
    if (aside_.joinable()) aside_.join();
    keep_snapshot();
    drop_feeds();
  }
  LiveCube(const LiveCube&) = delete;
  LiveCube& operator=(const LiveCube&) = delete;

  Result<void> start() {
    std::unique_lock lock(writing_);
    if (!restore()) TRY(fill());
    ledgers_.listen(this);
    keep_aside();
    return {};
  }

  std::shared_ptr<const View> view() const override {
    std::unique_lock lock(mutex_);
    if (!has_feeds_ && later_ == nullptr) {
      lock.unlock();
      make_feeds();
      lock.lock();
    }
    // Who starts with cells and goes on will be asked what they cannot tell.
    if (later_ != nullptr && options_.snapshot.is_kept && !rollups_->empty()) later_->want();
    return std::make_shared<LiveView>(picture_, rollups_, later_);
  }

  std::int64_t memory_bytes() const override {
    std::unique_lock lock(mutex_);
    return memory_ + static_cast<std::int64_t>(picture_->dictionaries->memory_bytes());
  }

  std::unique_ptr<ledger::Intake> intake(const ledger::Schema& schema) override {
    std::unique_lock lock(writing_);
    return std::make_unique<Arrivals>(schema, dictionaries_);
  }

  void entered(std::unique_ptr<ledger::Intake> intake,
               const std::vector<ledger::RecordChange>& besides, std::int64_t seq) override {
    auto& arrivals = static_cast<Arrivals&>(*intake);
    std::unique_lock lock(writing_);
    LedgerWriter& writer = *writers_.at(arrivals.schema.name);
    if (arrivals.dictionaries != dictionaries_ || &arrivals.schema != &writer.schema()) {
      // Packs or units were loaded while the records were on their way.
      refill();
      return;
    }
    Steps steps;
    const std::vector<std::uint32_t> rows = writer.absorb(std::move(arrivals.rows));
    auto& own = steps[arrivals.schema.name];
    own.reserve(rows.size());
    for (const std::uint32_t row : rows) own.push_back({row, true});
    apply(besides, steps);
    // So many are sooner made anew than entered one by one.
    if (rows.size() >= rows_anew && anew_worth * rows.size() > writer.rows()) {
      drop_feeds();
      show_without_feeds(with_rows(seq, steps));
      keep_aside();
      return;
    }
    publish(seq, steps);
  }

  void changed(const std::vector<ledger::RecordChange>& changes) override {
    if (changes.empty()) return;
    std::unique_lock lock(writing_);
    Steps steps;
    apply(changes, steps);
    publish(changes.back().seq, steps);
  }

  void nil_filed(const std::string& ledger, org::UnitId unit, const Period& period,
                 std::int64_t seq) override {
    std::unique_lock lock(writing_);
    auto next = std::make_shared<CubePicture>(*picture_);
    auto nil_returns =
        std::make_shared<std::vector<ledger::Ledgers::NilReturn>>(*picture_->nil_returns);
    nil_returns->push_back({ledger, unit, period});
    next->nil_returns = std::move(nil_returns);
    next->as_of = seq;
    std::unique_lock shown(mutex_);
    picture_ = std::move(next);
  }

  void units_changed(std::int64_t seq) override {
    std::unique_lock lock(writing_);
    auto next = std::make_shared<CubePicture>(*picture_);
    next->directory = ledgers_.directory();
    next->as_of = seq;
    drop_feeds();
    show_without_feeds(std::move(next));
  }

  void reset() override {
    std::unique_lock lock(writing_);
    // Perhaps somebody rebuilds because figures are in doubt.
    std::error_code ignored;
    if (options_.snapshot.is_kept) std::filesystem::remove(options_.snapshot.file, ignored);
    refill();
    keep_aside();
  }

 private:
  using Steps = std::map<std::string, std::vector<CubeFeed::Step>, std::less<>>;
  using Feeds = std::map<std::string, std::unique_ptr<CubeFeed>, std::less<>>;

  void apply(const std::vector<ledger::RecordChange>& changes, Steps& steps) {
    for (const ledger::RecordChange& change : changes) {
      LedgerWriter& writer = *writers_.at(change.schema->name);
      auto& own = steps[change.schema->name];
      const bool is_unsure = change.seq <= unsure_until_ && change.after != nullptr;
      if (change.before != nullptr || is_unsure) {
        const Uuid& id = change.before != nullptr ? change.before->id : change.after->id;
        if (const auto row = writer.remove(id)) own.push_back({*row, false});
      }
      if (change.after != nullptr) own.push_back({writer.add(*change.after), true});
    }
  }

  std::shared_ptr<CubePicture> with_rows(std::int64_t seq, const Steps& steps) {
    auto next = std::make_shared<CubePicture>(*picture_);
    next->as_of = seq;
    next->directory = ledgers_.directory();
    for (const auto& [name, own] : steps) {
      next->ledgers[name] = writers_.at(name)->publish();
      changes_ += static_cast<std::int64_t>(own.size());
    }
    return next;
  }

  // Rows and roll-ups come together: a view has both of one sequence.
  void publish(std::int64_t seq, const Steps& steps) {
    auto next = with_rows(seq, steps);
    auto rollups = std::make_shared<Rollups>(*rollups_);
    for (const auto& [name, own] : steps) {
      if (later_ != nullptr) {
        auto& missed = missed_[name];
        missed.insert(missed.end(), own.begin(), own.end());
      }
      for (Feeds* const feeds : {&feeds_, &first_feeds_}) {
        const auto feed = feeds->find(name);
        if (feed == feeds->end()) continue;
        feed->second->apply(*next, own, next->as_of);
        (*rollups)[name] = feed->second->rollups();
      }
    }
    show(std::move(next), std::move(rollups));
    keep_aside();
  }

  void show(std::shared_ptr<const CubePicture> picture,
            std::shared_ptr<const Rollups> rollups) const {
    std::int64_t bytes = 0;
    std::int64_t records = 0;
    for (const auto& [name, writer] : writers_) {
      bytes += writer->memory_bytes();
      records += static_cast<std::int64_t>(writer->rows());
    }
    for (const Feeds* const feeds : {&feeds_, &first_feeds_}) {
      for (const auto& [name, feed] : *feeds) bytes += feed->memory_bytes();
      if (!feeds->empty()) bytes += feeds->begin()->second->units().memory_bytes();
    }
    std::unique_lock shown(mutex_);
    picture_.swap(picture);
    rollups_.swap(rollups);
    memory_ = bytes;
    records_ = records;
    shown.unlock();
    // What was shown before ends here, if nobody looks at it, and not under the lock.
  }

  // The store was just written by the caller's own transaction: it reads back, or the machine
  // failed, which is thrown.
  void refill() {
    const Result<void> filled = fill();
    CHECK(filled.has_value());
  }

  Result<void> fill() {
    forget();
    auto next = TRY(read_picture(ledgers_, ledgers_.directory(), dictionaries_, writers_));
    unsure_until_ = TRY(ledgers_.changed_since(
        next->as_of, [](const ledger::Schema&, const Uuid&, const ledger::Record*) {}));
    make_plans(*next);
    show_without_feeds(std::move(next));
    for (const auto& [name, writer] : writers_) {
      changes_ += static_cast<std::int64_t>(writer->rows());
    }
    return {};
  }

  // Whether a snapshot has taken the place of reading the store.
  bool restore() {
    if (options_.snapshot.file.empty()) return false;
    Result<bool> restored = read_snapshot();
    if (!restored && restored.error().what != "snapshot.not_there") tell(restored.error());
    return restored.value_or(false);
  }

  // False where the store is read all the same, as where that takes no longer.
  Result<bool> read_snapshot() {
    const std::filesystem::path& file = options_.snapshot.file;
    const auto schemas = ledgers_.schemas();
    const auto snapshot = TRY(CubeSnapshot::open(file, *schemas));
    const auto refuse = [&](std::string_view what) {
      return fail(ErrorKind::conflict, what, {}, file.string());
    };
    const ledger::ChainHead at = snapshot->at();
    const std::int64_t after = ledgers_.head().seq - at.seq;
    const auto here = TRY(ledgers_.chain_at(at.seq));
    if (!here && after < 0) return refuse("snapshot.newer");
    if (!here || here->hash != at.hash) return refuse("snapshot.of_another_store");
    if (!snapshot->fits()) return refuse("snapshot.outdated");
    // A server beside this reader may have gone on, and written it, since the ledgers were opened.
    if (after < 0 || after > std::max(snapshot->rows() / 4, events_least)) return false;
    forget();
    auto next = begin_picture(ledgers_, ledgers_.directory(), dictionaries_);
    const int threads = processors();
    make_plans(*next);
    const auto units = plans_.empty()
                           ? nullptr
                           : std::make_shared<const CubeUnits>(next->directory, clock_.today());
    CubeCells cells(plans_, units, at.seq);
    TRY(snapshot->restore(next->directory->units().size(), threads, *dictionaries_, writers_,
                          cells));
    Feeds feeds;
    if (!cells.finish(options_.rollups_from.value_or(0), clock_, feeds)) {
      return fail(ErrorKind::corrupt, "snapshot.damaged", {}, file.string());
    }
    struct Rest {
      std::size_t rows = 0;  // that came from the snapshot
      std::unordered_set<Uuid> changed;
      std::vector<CubeFeed::Step> steps;
    };
    std::map<std::string, Rest, std::less<>> rest;
    for (const auto& [name, writer] : writers_) rest[name].rows = writer->rows();
    next->as_of = TRY(ledgers_.changed_since(
        at.seq, [&](const ledger::Schema& schema, const Uuid& id, const ledger::Record* counted) {
          Rest& own = rest.at(schema.name);
          own.changed.insert(id);
          if (counted == nullptr) return;
          dictionaries_->texts.make(threads);
          own.steps.push_back({writers_.at(schema.name)->add(*counted), true});
        }));
    for (auto& [name, own] : rest) {
      changes_ += static_cast<std::int64_t>(own.changed.size());
      if (!own.changed.empty()) {
        for (const std::uint32_t row : writers_.at(name)->remove_all(own.changed, own.rows)) {
          own.steps.push_back({row, false});
        }
      }
      next->ledgers[name] = writers_.at(name)->publish();
    }
    auto rollups = std::make_shared<Rollups>();
    for (const auto& [name, feed] : feeds) {
      if (!rest.at(name).steps.empty()) feed->apply(*next, rest.at(name).steps, next->as_of);
      (*rollups)[name] = feed->rollups();
    }
    first_feeds_ = std::move(feeds);
    has_kept_rollups_ = !rollups->empty();
    show_without_feeds(std::move(next), std::move(rollups));
    // Who writes will want the texts.
    if (options_.snapshot.is_kept) do_aside(wants_texts_);
    return true;
  }

  void forget() {
    writers_.clear();
    drop_feeds();
    dictionaries_ = std::make_shared<Dictionaries>();
    changes_ = 0;
    unsure_until_ = 0;
    ++filled_;
  }

  void make_plans(const CubePicture& picture) {
    if (!options_.rollups_from) return;
    // Packs whose indicators do not agree are an error of who reads them; here they ask nothing.
    const auto indicators = IndicatorSet::parse(ledgers_.packs(), *picture.schemas);
    plans_ = plan_cube(*picture.schemas, indicators ? indicators->get() : nullptr);
  }

  // Of many records roll-ups will be made aside.
  void show_without_feeds(
      std::shared_ptr<const CubePicture> picture,
      std::shared_ptr<const Rollups> first = std::make_shared<const Rollups>()) {
    show(std::move(picture), std::move(first));
    if (records_ < options_.aside_from) return;
    auto later = std::make_shared<LaterRollups>(picture_, [this] { do_aside(wants_feeds_); });
    const std::lock_guard lock(mutex_);
    later_ = std::move(later);
  }

  void drop_feeds() {
    feeds_.clear();
    first_feeds_.clear();
    has_kept_rollups_ = false;
    missed_.clear();
    std::shared_ptr<LaterRollups> later;
    {
      const std::lock_guard lock(mutex_);
      has_feeds_ = false;
      later.swap(later_);
    }
    if (later != nullptr) later->end();
  }

  void tell(const Error& error) const {
    if (options_.snapshot.told) options_.snapshot.told(error);
  }

  // Roll-ups are made when somebody asks: who only loads records does not pay for them. Calls
  // nothing of the ledgers, whose writer may be waiting for `writing_`.
  void make_feeds() const {
    std::unique_lock lock(writing_);
    if (has_feeds_ || later_ != nullptr) return;  // both are written under both locks
    feeds_ = built_feeds(*picture_, plans_, nullptr);
    first_feeds_.clear();
    show_feeds();
  }

  Feeds built_feeds(const CubePicture& picture, const CubePlans& plans, LaterRollups* later) const {
    Feeds feeds;
    if (plans.empty()) return feeds;
    const auto units = std::make_shared<const CubeUnits>(picture.directory, clock_.today());
    for (const auto& [name, plan] : plans) {
      auto feed = std::make_unique<CubeFeed>(plan, units, *options_.rollups_from, clock_);
      feed->build(picture, picture.as_of, &stopping_);
      if (later != nullptr) later->add(name, feed->rollups());
      feeds[name] = std::move(feed);
    }
    return feeds;
  }

  void show_feeds() const {
    auto rollups = std::make_shared<Rollups>();
    for (const auto& [name, feed] : feeds_) (*rollups)[name] = feed->rollups();
    show(picture_, std::move(rollups));
    std::unique_lock shown(mutex_);
    has_feeds_ = true;
  }

  // The same without holding up anybody: what changes meanwhile is gathered, and done to them
  // afterwards, again and again until nothing is left.
  void make_feeds_aside() const {
    std::unique_lock lock(writing_);
    const std::shared_ptr<LaterRollups> later = later_;
    const CubePlans plans = plans_;
    if (later == nullptr) return;
    lock.unlock();
    Feeds feeds = built_feeds(*later->picture(), plans, later.get());
    for (int round = 0;; ++round) {
      lock.lock();
      // Units or packs are others by now: who asks next wants others too.
      if (stopping_ || later != later_) return;
      const Steps missed = std::exchange(missed_, {});
      const auto picture = picture_;
      const bool is_last = missed.empty() || round == rounds_most;
      if (!is_last) lock.unlock();
      for (const auto& [name, own] : missed) {
        if (feeds.contains(name)) feeds[name]->apply(*picture, own, picture->as_of);
      }
      if (is_last) break;
    }
    feeds_ = std::move(feeds);
    first_feeds_.clear();
    show_feeds();
    {
      const std::lock_guard shown(mutex_);
      later_ = nullptr;
    }
    later->end();
    if (is_snapshot_due(options_.snapshot.changes_min)) do_aside(wants_snapshot_);
  }

  void make_texts() const {
    std::unique_lock lock(writing_);
    const std::shared_ptr<Dictionaries> dictionaries = dictionaries_;
    lock.unlock();
    dictionaries->texts.make();
  }

  bool is_snapshot_due(std::int64_t changes_least) const {
    const SnapshotOptions& snapshot = options_.snapshot;
    const bool lacks_rollups = has_feeds_ && !feeds_.empty() && !has_kept_rollups_;
    return !snapshot.file.empty() && snapshot.is_kept && records_ >= snapshot.records_min &&
           (lacks_rollups || (changes_ > 0 && changes_ >= changes_least));
  }

  // By who holds `writing_`.
  void keep_aside() {
    const std::int64_t least = std::max(options_.snapshot.changes_min, records_ / 64);
    if (is_snapshot_due(least)) do_aside(wants_snapshot_);
  }

  void keep_snapshot() const {
    std::unique_lock lock(writing_);
    if (!is_snapshot_due(options_.snapshot.changes_min)) return;
    const auto picture = picture_;
    const auto rollups = rollups_;
    const std::int64_t changes = changes_;
    const std::uint64_t filled = filled_;
    has_kept_rollups_ = !rollups->empty();
    lock.unlock();
    try {
      auto written = write_snapshot(*picture, *rollups);
      if (!written) tell(written.error());
    } catch (const MachineFailure& failure) {
      tell(failure.error());
    }
    lock.lock();
    // What could not be written is tried again after as many changes.
    if (filled == filled_) changes_ -= changes;
  }

  Result<void> write_snapshot(const CubePicture& picture, const Rollups& rollups) const {
    const auto at = TRY(ledgers_.chain_at(picture.as_of));
    if (!at) return {};  // somebody cut the log off: there is nothing to stand by
    return CubeSnapshot::write(options_.snapshot.file, picture, rollups, *at);
  }

  // One thread, made when it is first needed, for what takes long and nobody shall wait for.
  void do_aside(bool& wanted) const {
    {
      const std::lock_guard lock(aside_mutex_);
      if (stopping_ || std::exchange(wanted, true)) return;
      if (!aside_.joinable()) aside_ = std::thread([this] { work_aside(); });
    }
    wake_.notify_one();
  }

  void work_aside() const {
    std::unique_lock lock(aside_mutex_);
    for (;;) {
      wake_.wait(lock,
                 [this] { return stopping_ || wants_texts_ || wants_feeds_ || wants_snapshot_; });
      if (stopping_) return;
      // What is wanted while it is done is another one.
      if (std::exchange(wants_texts_, false)) {
        lock.unlock();
        make_texts();
      } else if (std::exchange(wants_feeds_, false)) {
        lock.unlock();
        make_feeds_aside();
      } else {
        wants_snapshot_ = false;
        lock.unlock();
        keep_snapshot();
      }
      lock.lock();
    }
  }

  static constexpr std::int64_t events_least = 100'000;  // that are read sooner than all records
  static constexpr int rounds_most = 8;
  static constexpr std::size_t rows_anew = 10'000, anew_worth = 8;

  ledger::Ledgers& ledgers_;
  const Clock& clock_;
  const CubeOptions options_;
  // Of who writes, and of the first who asks: guards what readers do not know.
  mutable std::mutex writing_;
  LedgerWriters writers_;
  CubePlans plans_;
  mutable Feeds feeds_;
  // Of the snapshot, which have cells alone, until those are made.
  mutable Feeds first_feeds_;
  mutable bool has_kept_rollups_ = false;  // the snapshot has what roll-ups there are
  std::shared_ptr<Dictionaries> dictionaries_;
  mutable Steps missed_;              // by feeds that are made aside
  mutable std::int64_t changes_ = 0;  // that the snapshot does not have
  // Of what is told up to here, the rows read from the store may have something already.
  std::int64_t unsure_until_ = 0;
  std::uint64_t filled_ = 0;  // how often all was read from the store
  // What readers see is changed under both; it is held for the exchange alone.
  mutable std::mutex mutex_;
  mutable std::shared_ptr<const CubePicture> picture_;
  mutable std::shared_ptr<const Rollups> rollups_ = std::make_shared<const Rollups>();
  mutable std::int64_t memory_ = 0;
  mutable std::int64_t records_ = 0;
  mutable bool has_feeds_ = false;
  mutable std::shared_ptr<LaterRollups> later_;  // while there are no feeds of many records
  // Guards what follows but the thread's own work.
  mutable std::mutex aside_mutex_;
  mutable std::condition_variable wake_;
  mutable bool wants_texts_ = false, wants_feeds_ = false, wants_snapshot_ = false;
  mutable std::atomic<bool> stopping_ = false;
  mutable std::thread aside_;
};

}  // namespace

Result<std::unique_ptr<Cube>> make_cube(ledger::Ledgers& ledgers, const Clock& clock,
                                        const CubeOptions& options) {
  auto cube = std::make_unique<LiveCube>(ledgers, clock, options);
  TRY(cube->start());
  return std::unique_ptr<Cube>(std::move(cube));
}

}  // namespace youju::indicator
