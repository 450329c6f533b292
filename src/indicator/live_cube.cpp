#include <youju/indicator/cube_ask.h>
#include <youju/indicator/scan_view.h>

#include <mutex>

namespace youju::indicator {
namespace {

using Rollups = std::map<std::string, std::shared_ptr<const CubeRollups>, std::less<>>;

// Asks the roll-ups first, and scans where they cannot tell.
class LiveView : public ScanView {
 public:
  LiveView(std::shared_ptr<const CubePicture> picture, std::shared_ptr<const Rollups> rollups)
      : ScanView(std::move(picture)), rollups_(std::move(rollups)) {}

  CubeAnswer ask(const CubeQuery& query) const override {
    if (const CubeRollups* const rollups = rollups_of(query)) {
      if (auto known = CubeAsker(picture(), *rollups, query).answer()) return *std::move(known);
    }
    return ScanView::ask(query);
  }

  std::vector<RecordReference> records(const CubeQuery& query, std::size_t offset,
                                       std::size_t rows) const override {
    if (const CubeRollups* const rollups = rollups_of(query)) {
      auto known = CubeAsker(picture(), *rollups, query).records(offset, rows);
      if (known) return *std::move(known);
    }
    return ScanView::records(query, offset, rows);
  }

  std::vector<std::string> values(const CubeQuery& query, const std::string& field) const override {
    if (const CubeRollups* const rollups = rollups_of(query)) {
      auto known = CubeAsker(picture(), *rollups, query).values(field);
      if (known) return *std::move(known);
    }
    return ScanView::values(query, field);
  }

  bool has_records(const std::string& ledger, org::UnitId unit,
                   const Period& period) const override {
    Aggregate all;
    all.ledger = ledger;
    const CubeQuery query{&all, unit, period, {}, Day()};
    if (const CubeRollups* const rollups = rollups_of(query)) {
      if (const auto known = CubeAsker(picture(), *rollups, query).any()) return *known;
    }
    return ScanView::has_records(ledger, unit, period);
  }

 private:
  const CubeRollups* rollups_of(const CubeQuery& query) const {
    const auto found = rollups_->find(query.aggregate->ledger);
    return found == rollups_->end() ? nullptr : found->second.get();
  }

  std::shared_ptr<const Rollups> rollups_;
};

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
  ~LiveCube() override { ledgers_.listen(nullptr); }
  LiveCube(const LiveCube&) = delete;
  LiveCube& operator=(const LiveCube&) = delete;

  Result<void> start() {
    std::unique_lock lock(writing_);
    TRY(fill());
    ledgers_.listen(this);
    return {};
  }

  std::shared_ptr<const View> view() const override {
    std::unique_lock lock(mutex_);
    if (!has_feeds_) {
      lock.unlock();
      make_feeds();
      lock.lock();
    }
    return std::make_shared<LiveView>(picture_, rollups_);
  }

  std::int64_t memory_bytes() const override {
    std::unique_lock lock(mutex_);
    return memory_;
  }

  std::unique_ptr<ledger::Intake> intake(const ledger::Schema& schema) override {
    std::unique_lock lock(writing_);
    return std::make_unique<Arrivals>(schema, dictionaries_);
  }

  void entered(std::unique_ptr<ledger::Intake> intake, std::int64_t seq) override {
    auto& arrivals = static_cast<Arrivals&>(*intake);
    std::unique_lock lock(writing_);
    LedgerWriter& writer = *writers_.at(arrivals.schema.name);
    if (arrivals.dictionaries != dictionaries_ || &arrivals.schema != &writer.schema()) {
      // Packs or units were loaded while the records were on their way.
      refill();
      return;
    }
    Steps steps;
    for (const std::uint32_t row : writer.absorb(std::move(arrivals.rows))) {
      steps[arrivals.schema.name].push_back({row, true});
    }
    auto next = std::make_shared<CubePicture>(*picture_);
    next->as_of = seq;
    publish(std::move(next), steps);
  }

  void changed(const std::vector<ledger::RecordChange>& changes) override {
    if (changes.empty()) return;
    std::unique_lock lock(writing_);
    auto next = std::make_shared<CubePicture>(*picture_);
    Steps steps;
    for (const ledger::RecordChange& change : changes) {
      LedgerWriter& writer = *writers_.at(change.schema->name);
      auto& own = steps[change.schema->name];
      if (change.before != nullptr) {
        if (const auto row = writer.remove(change.before->id)) own.push_back({*row, false});
      }
      if (change.after != nullptr) own.push_back({writer.add(*change.after), true});
      next->as_of = change.seq;
    }
    publish(std::move(next), steps);
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
    show(std::move(next), std::make_shared<const Rollups>());
  }

  void reset() override {
    std::unique_lock lock(writing_);
    refill();
  }

 private:
  using Steps = std::map<std::string, std::vector<CubeFeed::Step>, std::less<>>;

  // Rows and roll-ups come together: a view has both of one sequence.
  void publish(std::shared_ptr<CubePicture> next, const Steps& steps) {
    auto rollups = std::make_shared<Rollups>(*rollups_);
    next->directory = ledgers_.directory();
    for (const auto& [name, own] : steps) {
      next->ledgers[name] = writers_.at(name)->publish();
      const auto feed = feeds_.find(name);
      if (feed == feeds_.end()) continue;
      feed->second->apply(*next, own, next->as_of);
      (*rollups)[name] = feed->second->rollups();
    }
    show(std::move(next), std::move(rollups));
  }

  void show(std::shared_ptr<const CubePicture> picture,
            std::shared_ptr<const Rollups> rollups) const {
    std::int64_t bytes = 0;
    for (const auto& [name, writer] : writers_) bytes += writer->memory_bytes();
    for (const auto& [name, feed] : feeds_) bytes += feed->memory_bytes();
    std::unique_lock shown(mutex_);
    picture_.swap(picture);
    rollups_.swap(rollups);
    memory_ = bytes;
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
    writers_.clear();
    drop_feeds();
    dictionaries_ = std::make_shared<Dictionaries>();
    auto next = TRY(read_picture(ledgers_, ledgers_.directory(), dictionaries_, writers_));
    if (options_.rollups_from) {
      // Packs whose indicators do not agree are an error of who reads them; here they ask nothing.
      const auto indicators = IndicatorSet::parse(ledgers_.packs(), *next->schemas);
      plans_ = plan_cube(*next->schemas, indicators ? indicators->get() : nullptr);
    }
    show(std::move(next), std::make_shared<const Rollups>());
    return {};
  }

  void drop_feeds() {
    feeds_.clear();
    std::unique_lock lock(mutex_);
    has_feeds_ = false;
  }

  // Roll-ups are made when somebody asks: who only loads records does not pay for them. Calls
  // nothing of the ledgers, whose writer may be waiting for `writing_`.
  void make_feeds() const {
    std::unique_lock lock(writing_);
    if (has_feeds_) return;  // written under both locks
    auto rollups = std::make_shared<Rollups>();
    if (!plans_.empty()) {
      const auto units = std::make_shared<const CubeUnits>(picture_->directory, clock_.today());
      for (const auto& [name, plan] : plans_) {
        auto feed = std::make_unique<CubeFeed>(plan, units, *options_.rollups_from, clock_);
        feed->build(*picture_, picture_->as_of);
        (*rollups)[name] = feed->rollups();
        feeds_[name] = std::move(feed);
      }
    }
    show(picture_, std::move(rollups));
    std::unique_lock shown(mutex_);
    has_feeds_ = true;
  }

  ledger::Ledgers& ledgers_;
  const Clock& clock_;
  const CubeOptions options_;
  // Of who writes, and of the first who asks: guards what readers do not know.
  mutable std::mutex writing_;
  LedgerWriters writers_;
  std::map<std::string, std::shared_ptr<const CubePlan>, std::less<>> plans_;
  mutable std::map<std::string, std::unique_ptr<CubeFeed>, std::less<>> feeds_;
  std::shared_ptr<Dictionaries> dictionaries_;
  // What readers see is changed under both; it is held for the exchange alone.
  mutable std::mutex mutex_;
  mutable std::shared_ptr<const CubePicture> picture_;
  mutable std::shared_ptr<const Rollups> rollups_ = std::make_shared<const Rollups>();
  mutable std::int64_t memory_ = 0;
  mutable bool has_feeds_ = false;
};

}  // namespace

Result<std::unique_ptr<Cube>> make_cube(ledger::Ledgers& ledgers, const Clock& clock,
                                        const CubeOptions& options) {
  auto cube = std::make_unique<LiveCube>(ledgers, clock, options);
  TRY(cube->start());
  return std::unique_ptr<Cube>(std::move(cube));
}

}  // namespace youju::indicator
