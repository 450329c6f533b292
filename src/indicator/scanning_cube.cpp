#include <youju/indicator/cube.h>
#include <youju/indicator/cube_answer.h>

#include <algorithm>
#include <mutex>

namespace youju::indicator {
namespace {

class ScanningView : public Cube::View {
 public:
  explicit ScanningView(std::shared_ptr<const CubePicture> picture)
      : picture_(std::move(picture)) {}

  std::int64_t as_of() const override { return picture_->as_of; }

  CubeAnswer ask(const CubeQuery& query) const override { return answer(*picture_, query); }

  std::vector<RecordReference> records(const CubeQuery& query, std::size_t offset,
                                       std::size_t rows) const override {
    std::vector<RecordReference> all = records_behind(*picture_, query);
    const std::size_t first = std::min(offset, all.size());
    const std::size_t last = first + std::min(rows, all.size() - first);
    return {all.begin() + static_cast<std::ptrdiff_t>(first),
            all.begin() + static_cast<std::ptrdiff_t>(last)};
  }

  std::vector<ledger::Ledgers::NilReturn> nil_returns(const CubeQuery& query) const override {
    return nil_returns_behind(*picture_, query);
  }

  std::vector<std::string> values(const CubeQuery& query, const std::string& field) const override {
    return values_of(*picture_, query, field);
  }

  bool has_records(const std::string& ledger, org::UnitId unit,
                   const Period& period) const override {
    Aggregate all;
    all.ledger = ledger;
    return scan(*picture_, CubeQuery{&all, unit, period, {}, Day()}).any;
  }

 private:
  // Shared: a view outlives the next picture that the writer publishes.
  std::shared_ptr<const CubePicture> picture_;
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

class ScanningCube : public Cube, public ledger::Listener {
 public:
  explicit ScanningCube(ledger::Ledgers& ledgers) : ledgers_(ledgers) {}
  ~ScanningCube() override { ledgers_.listen(nullptr); }
  ScanningCube(const ScanningCube&) = delete;
  ScanningCube& operator=(const ScanningCube&) = delete;

  Result<void> start() {
    std::unique_lock lock(mutex_);
    TRY(fill());
    ledgers_.listen(this);
    return {};
  }

  std::shared_ptr<const View> view() const override {
    std::unique_lock lock(mutex_);
    return std::make_shared<ScanningView>(picture_);
  }

  std::int64_t memory_bytes() const override {
    std::unique_lock lock(mutex_);
    std::int64_t bytes = 0;
    for (const auto& [name, writer] : writers_) bytes += writer->memory_bytes();
    return bytes;
  }

  std::unique_ptr<ledger::Intake> intake(const ledger::Schema& schema) override {
    std::unique_lock lock(mutex_);
    return std::make_unique<Arrivals>(schema, dictionaries_);
  }

  void entered(std::unique_ptr<ledger::Intake> intake, std::int64_t seq) override {
    auto& arrivals = static_cast<Arrivals&>(*intake);
    std::unique_lock lock(mutex_);
    LedgerWriter& writer = *writers_.at(arrivals.schema.name);
    if (arrivals.dictionaries != dictionaries_ || &arrivals.schema != &writer.schema()) {
      // Packs were loaded while the records were on their way.
      refill();
      return;
    }
    writer.absorb(std::move(arrivals.rows));
    auto next = std::make_shared<CubePicture>(*picture_);
    next->ledgers[arrivals.schema.name] = writer.publish();
    next->directory = ledgers_.directory();
    next->as_of = seq;
    picture_ = std::move(next);
  }

  void changed(const std::vector<ledger::RecordChange>& changes) override {
    if (changes.empty()) return;
    std::unique_lock lock(mutex_);
    auto next = std::make_shared<CubePicture>(*picture_);
    std::vector<std::string> touched;
    for (const ledger::RecordChange& change : changes) {
      LedgerWriter& writer = *writers_.at(change.schema->name);
      if (change.before != nullptr) writer.remove(change.before->id);
      if (change.after != nullptr) writer.add(*change.after);
      if (touched.empty() || touched.back() != change.schema->name) {
        touched.push_back(change.schema->name);
      }
      next->as_of = change.seq;
    }
    for (const std::string& name : touched) next->ledgers[name] = writers_.at(name)->publish();
    next->directory = ledgers_.directory();
    picture_ = std::move(next);
  }

  void nil_filed(const std::string& ledger, org::UnitId unit, const Period& period,
                 std::int64_t seq) override {
    std::unique_lock lock(mutex_);
    auto next = std::make_shared<CubePicture>(*picture_);
    auto nil_returns =
        std::make_shared<std::vector<ledger::Ledgers::NilReturn>>(*picture_->nil_returns);
    nil_returns->push_back({ledger, unit, period});
    next->nil_returns = std::move(nil_returns);
    next->as_of = seq;
    picture_ = std::move(next);
  }

  // Rows name units, and the picture's directory says where those stand: no record is read again.
  void units_changed(std::int64_t seq) override {
    std::unique_lock lock(mutex_);
    auto next = std::make_shared<CubePicture>(*ScanningCube::picture_);
    next->directory = ledgers_.directory();
    next->as_of = seq;
    picture_ = std::move(next);
  }

  void reset() override {
    std::unique_lock lock(mutex_);
    refill();
  }

 private:
  // The store was just written by the caller's own transaction: it reads back, or the machine
  // failed, which is thrown.
  void refill() {
    const Result<void> filled = fill();
    CHECK(filled.has_value());
  }

  Result<void> fill() {
    writers_.clear();
    auto next = std::make_shared<CubePicture>();
    next->schemas = ledgers_.schemas();
    next->directory = ledgers_.directory();
    dictionaries_ = std::make_shared<Dictionaries>();
    next->dictionaries = dictionaries_;
    next->as_of = ledgers_.head().seq;
    for (const ledger::Schema& schema : next->schemas->all()) {
      auto writer = std::make_unique<LedgerWriter>(schema, *dictionaries_);
      TRY(ledgers_.scan(schema, [&](const ledger::Record& record) -> Result<void> {
        writer->add(record);
        return {};
      }));
      next->ledgers[schema.name] = writer->publish();
      writers_[schema.name] = std::move(writer);
    }
    next->nil_returns =
        std::make_shared<const std::vector<ledger::Ledgers::NilReturn>>(ledgers_.nil_returns());
    picture_ = std::move(next);
    return {};
  }

  ledger::Ledgers& ledgers_;
  mutable std::mutex mutex_;  // guards the pointers; no answer is computed under it
  std::map<std::string, std::unique_ptr<LedgerWriter>, std::less<>> writers_;
  std::shared_ptr<Dictionaries> dictionaries_;
  std::shared_ptr<const CubePicture> picture_;
};

}  // namespace

Result<std::unique_ptr<Cube>> make_scanning_cube(ledger::Ledgers& ledgers) {
  auto cube = std::make_unique<ScanningCube>(ledgers);
  TRY(cube->start());
  return std::unique_ptr<Cube>(std::move(cube));
}

}  // namespace youju::indicator
