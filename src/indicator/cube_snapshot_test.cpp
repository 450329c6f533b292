#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>
#include <youju/base/file.h>
#include <youju/indicator/cube_ask.h>
#include <youju/indicator/cube_snapshot.h>
#include <youju/indicator/figures.h>
#include <youju/ledger/ledger_fixture.h>
#include <youju/store/database.h>

#include <chrono>
#include <csignal>
#include <mutex>
#include <thread>

namespace youju::indicator {
namespace {

namespace fs = std::filesystem;

class CubeSnapshotTest : public ledger::LedgerTest {
 protected:
  void SetUp() override {
    ledger::LedgerTest::SetUp();
    if (IsSkipped()) return;
    ASSERT_TRUE(database_->migrate(indicator::migrations()));
    file_ = folder_.path() / "cube.snapshot";
    for (int n = 1; n <= 40; ++n) enter(n);
  }

  static ledger::RawRecord raw(int n) {
    ledger::RawRecord raw;
    const std::string number = std::to_string(n);
    raw.entry_key = number;
    raw.cells = {{"unit", n % 2 == 0 ? "A1" : "B"},
                 {"on", "2020-0" + std::to_string(n % 9 + 1) + "-10"},
                 {"topic", "第" + number + "期"},
                 {"trainees", number}};
    if (n % 3 == 0) raw.cells["kind"] = n % 2 == 0 ? "crop" : "migrant";
    if (n % 4 == 0) raw.cells["fee"] = number + ".25";
    if (n % 5 == 0) raw.cells["giver"] = "甲公司" + std::to_string(n % 2);
    if (n % 6 == 0) raw.cells["place"] = "110.2" + number + ",34.5";
    if (n % 7 == 0) raw.cells["target"] = "A2";
    if (n % 8 == 0) raw.cells["held"] = "2020-11-30";
    if (n % 3 == 1) raw.cells["tags"] = "spring;week";
    if (n % 5 == 1) raw.cells["hosts"] = "A2;B1";
    return raw;
  }
  ledger::EntryResult enter(int n) {
    const auto entered = ledgers_->enter(owner_, "training", raw(n), ledger::Then::submit).value();
    ids_.push_back(entered.id);
    return ledgers_->approve(owner_, "training", entered.id, entered.version).value();
  }

  int version(const Uuid& id, std::string_view ledger = "training") const {
    return ledgers_->record(owner_, ledger, id)->version;
  }

  CubeOptions options() {
    CubeOptions options;
    options.rollups_from = 0;
    options.snapshot = {file_, true, 0, 1, [this](const Error& error) {
                          const std::lock_guard lock(mutex_);
                          told_.push_back(error.what);
                        }};
    return options;
  }
  std::unique_ptr<Cube> cube() { return make_cube(*ledgers_, clock_, options()).value(); }

  // Makes a snapshot of what there is now, with roll-ups.
  void keep() {
    const auto written = cube();
    written->view();
    ASSERT_TRUE(told_.empty()) << told_.front();
  }

  std::string sum(const Cube& cube) const {
    Aggregate all;
    all.ledger = "training";
    all.kind = AggregateKind::sum;
    all.field = "trainees";
    const CubeAnswer answer =
        cube.view()->ask({&all, unit("610522"), *Period::parse("2016..2022"), {}, Day()});
    const auto* const value = std::get_if<Decimal>(&answer.value);
    return std::to_string(answer.records) + " records, " +
           (value == nullptr ? "nothing" : value->to_string());
  }

  // Behind the ledger's back: what is read from the table is another figure from now on.
  void spoil(const std::string& change) {
    ASSERT_TRUE(database_->write([&](store::Transaction& transaction) -> Result<void> {
      TRY(transaction.run(change));
      return {};
    }));
  }

  std::vector<std::string> told() {
    const std::lock_guard lock(mutex_);
    return std::exchange(told_, {});
  }

  fs::path file_;
  std::vector<Uuid> ids_;
  std::mutex mutex_;
  std::vector<std::string> told_;
};
YOUJU_ON_BOTH(CubeSnapshotTest);

const std::string all_of_it = "40 records, 820";

void expect_same_rows(const LedgerRows& given, const LedgerRows& found) {
  ASSERT_EQ(given.chunks.size(), found.chunks.size());
  for (std::size_t n = 0; n < given.chunks.size(); ++n) {
    const Chunk& a = *given.chunks[n];
    const Chunk& b = *found.chunks[n];
    EXPECT_EQ(a.ids, b.ids);
    EXPECT_EQ(a.units, b.units);
    EXPECT_EQ(a.days, b.days);
    EXPECT_EQ(a.tag_sets, b.tag_sets);
    EXPECT_EQ(a.host_sets, b.host_sets);
    EXPECT_EQ(a.alive, b.alive);
    ASSERT_EQ(a.rows(), b.rows());
    const std::size_t fields = given.schema->fields.size();
    for (std::size_t cell = 0; cell < a.rows() * fields; ++cell) {
      ASSERT_EQ(a.cell(cell / fields, cell % fields, fields),
                b.cell(cell / fields, cell % fields, fields));
    }
  }
}

// All of a restored snapshot, as if it were a picture.
struct Restored {
  Dictionaries dictionaries;
  LedgerWriters writers;
};

TEST_P(CubeSnapshotTest, takes_every_kind_of_value_back) {
  ledger::RawRecord lesson;
  lesson.entry_key = "lesson";
  lesson.cells = {{"unit", "A"}, {"on", "2020-05-05"}, {"training", ids_.front().to_string()}};
  const auto entered = ledgers_->enter(owner_, "lesson", lesson);
  ASSERT_TRUE(entered) << entered.error().what;
  ASSERT_TRUE(ledgers_->add_evidence(owner_, "lesson", entered->id, "a.txt", upload("到课名单")));
  const auto lesson_version = [&] { return version(entered->id, "lesson"); };
  ASSERT_TRUE(ledgers_->submit(owner_, "lesson", entered->id, lesson_version()));
  ASSERT_TRUE(ledgers_->approve(owner_, "lesson", entered->id, lesson_version()));

  const auto dictionaries = std::make_shared<Dictionaries>();
  LedgerWriters writers;
  const auto picture =
      read_picture(*ledgers_, ledgers_->directory(), dictionaries, writers).value();
  // What no test of a ledger would enter: the ends of 64 bits.
  Chunk ends;
  const auto& fields = ledgers_->schemas()->find("training")->fields;
  for (std::size_t row = 0; row < Chunk::rows_max; ++row) {
    ends.ids.push_back(Uuid::make(clock_));
    ends.units.push_back(static_cast<std::int32_t>(row % 6));
    ends.days.push_back(row % 2 == 0 ? 40'000 : -40'000);
    ends.tag_sets.push_back(0);
    ends.host_sets.push_back(0);
    ends.alive.push_back(true);
    for (const ledger::Field& field : fields) {
      const bool is_whole = field.type == ledger::FieldType::integer;
      const Cell wide = row % 3 == 0   ? std::numeric_limits<Cell>::max()
                        : row % 3 == 1 ? std::numeric_limits<Cell>::min() + 1
                                       : missing_cell;
      const bool is_day = field.type == ledger::FieldType::date;
      ends.cells.push_back(is_whole ? wide : is_day ? static_cast<Cell>(row) - 9 : missing_cell);
    }
  }
  ends.close(fields.size());
  LedgerRows& rows = picture->ledgers["training"];
  rows.chunks.insert(rows.chunks.begin(), std::make_shared<const Chunk>(ends));

  ASSERT_TRUE(CubeSnapshot::write(file_, *picture, {}, ledgers_->head()));
  const auto snapshot = CubeSnapshot::open(file_, *ledgers_->schemas());
  ASSERT_TRUE(snapshot) << snapshot.error().what;
  EXPECT_TRUE((*snapshot)->fits());
  EXPECT_EQ((*snapshot)->at().seq, ledgers_->head().seq);
  EXPECT_EQ((*snapshot)->at().hash, ledgers_->head().hash);
  EXPECT_EQ((*snapshot)->rows(), 40 + 1 + static_cast<std::int64_t>(Chunk::rows_max));
  Restored restored;
  const CubePlans no_plans;
  CubeCells cells(no_plans, nullptr, 0);
  ASSERT_TRUE((*snapshot)->restore(ledgers_->directory()->units().size(), 2, restored.dictionaries,
                                   restored.writers, cells));
  for (const char* const name : {"training", "lesson"}) {
    expect_same_rows(picture->ledgers.at(name), restored.writers.at(name)->publish());
  }
  const auto expect_all = [](const auto& given, const auto& found) {
    ASSERT_EQ(given.size(), found.size());
    for (std::size_t n = 0; n < given.size(); ++n) {
      const Cell number = static_cast<Cell>(n);
      EXPECT_EQ(given.at(number), found.at(number));
      EXPECT_EQ(found.find(given.at(number)), number);
    }
  };
  EXPECT_GT(dictionaries->texts.size(), 40U);
  EXPECT_EQ(dictionaries->records.size(), 1U);
  EXPECT_EQ(dictionaries->decimals.size(), 10U);
  expect_all(dictionaries->texts, restored.dictionaries.texts);
  expect_all(dictionaries->records, restored.dictionaries.records);
  expect_all(dictionaries->decimals, restored.dictionaries.decimals);
  expect_all(dictionaries->tag_sets, restored.dictionaries.tag_sets);
  expect_all(dictionaries->host_sets, restored.dictionaries.host_sets);
}

TEST_P(CubeSnapshotTest, has_cells_that_tell_totals_and_follow_changes_without_a_look_at_rows) {
  keep();
  const auto schemas = ledgers_->schemas();
  const auto indicators = IndicatorSet::parse(ledgers_->packs(), *schemas).value();
  const CubePlans plans = plan_cube(*schemas, indicators.get());
  const auto units = std::make_shared<const CubeUnits>(ledgers_->directory(), clock_.today());
  const auto snapshot = CubeSnapshot::open(file_, *schemas).value();
  CubeCells cells(plans, units, snapshot->at().seq);
  const auto dictionaries = std::make_shared<Dictionaries>();
  LedgerWriters writers;
  ASSERT_TRUE(
      snapshot->restore(ledgers_->directory()->units().size(), 2, *dictionaries, writers, cells));
  std::map<std::string, std::unique_ptr<CubeFeed>, std::less<>> feeds;
  ASSERT_TRUE(cells.finish(0, clock_, feeds));
  ASSERT_TRUE(feeds.contains("training"));
  CubeFeed& feed = *feeds.at("training");
  EXPECT_EQ(feed.rollups()->slices.size(), plans.at("training")->slices.size());

  Aggregate every;
  every.ledger = "training";
  const auto count = [&](const CubePicture& picture, const Aggregate& aggregate, const char* code,
                         const char* period) -> std::optional<std::int64_t> {
    const CubeQuery query{&aggregate, unit(code), *Period::parse(period), {}, Day()};
    const auto known = CubeAsker(picture, *feed.rollups(), query).answer();
    if (!known) return std::nullopt;
    EXPECT_EQ(known->records, answer(picture, query).records) << code << ' ' << period;
    return known->records;
  };
  auto picture = begin_picture(*ledgers_, ledgers_->directory(), dictionaries);
  for (const auto& [name, writer] : writers) picture->ledgers[name] = writer->publish();
  const auto look = [&] {
    for (const char* const code : {"610522", "A", "A1", "B"}) {
      for (const char* const period : {"2020", "2020-03", "2020-Q2", "2019"}) {
        EXPECT_TRUE(count(*picture, every, code, period)) << code << ' ' << period;
      }
    }
    EXPECT_FALSE(count(*picture, every, "610522", "2020-03-02..2020-05-11"));
    CubeQuery query{&every, unit("610522"), *Period::parse("2020"), {}, Day()};
    EXPECT_FALSE(CubeAsker(*picture, *feed.rollups(), query).records(0, 5));
  };
  look();
  EXPECT_EQ(count(*picture, every, "610522", "2020"), 40);
  const CubeFeed::Step gone{*writers.at("training")->remove(ids_[4]), false};
  picture->ledgers["training"] = writers.at("training")->publish();
  const auto before = feed.rollups();
  feed.apply(*picture, {{gone}}, snapshot->at().seq + 1);
  look();
  EXPECT_EQ(count(*picture, every, "610522", "2020"), 39);
  // Who looked before sees what was then, and so does a snapshot that is written of it now.
  const CubeQuery query{&every, unit("610522"), *Period::parse("2020"), {}, Day()};
  EXPECT_EQ(CubeAsker(*picture, *before, query).answer()->records, 40);
  for (const auto& [rollups, records] : {std::pair(before, 40), std::pair(feed.rollups(), 39)}) {
    ASSERT_TRUE(CubeSnapshot::write(file_, *picture, {{"training", rollups}}, snapshot->at()));
    const auto again = CubeSnapshot::open(file_, *schemas).value();
    CubeCells kept(plans, units, 0);
    Restored rows;
    ASSERT_TRUE(again->restore(ledgers_->directory()->units().size(), 2, rows.dictionaries,
                               rows.writers, kept));
    feeds.clear();
    ASSERT_TRUE(kept.finish(0, clock_, feeds));
    EXPECT_EQ(CubeAsker(*picture, *feeds.at("training")->rollups(), query).answer()->records,
              records);
  }
}

TEST_P(CubeSnapshotTest, its_cells_are_not_used_of_another_tree_or_of_other_indicators) {
  keep();
  const auto schemas = ledgers_->schemas();
  const auto indicators = IndicatorSet::parse(ledgers_->packs(), *schemas).value();
  const auto feeds_of = [&](const CubePlans& plans) {
    const auto snapshot = CubeSnapshot::open(file_, *schemas).value();
    CubeCells cells(plans, std::make_shared<const CubeUnits>(ledgers_->directory(), clock_.today()),
                    0);
    Restored restored;
    EXPECT_TRUE(snapshot->restore(ledgers_->directory()->units().size(), 2, restored.dictionaries,
                                  restored.writers, cells));
    std::map<std::string, std::unique_ptr<CubeFeed>, std::less<>> feeds;
    EXPECT_TRUE(cells.finish(0, clock_, feeds));
    return feeds.size();
  };
  const CubePlans plans = plan_cube(*schemas, indicators.get());
  EXPECT_GT(feeds_of(plans), 0U);
  CubePlans others = plans;
  for (auto& [name, plan] : others) {
    auto other = std::make_shared<CubePlan>(*plan);
    other->slices.front().measures.push_back(CubeSlice::every);
    plan = std::move(other);
  }
  EXPECT_EQ(feeds_of(others), 0U);
  ASSERT_TRUE(ledgers_->move_unit(owner_, unit("A1"), unit("B"), clock_.today(), "区划调整"));
  EXPECT_EQ(feeds_of(plans), 0U);
}

TEST_P(CubeSnapshotTest, figures_are_right_from_its_cells_whatever_comes_after_it) {
  keep();
  const std::string then = *read_file(file_, 1 << 24);
  {
    const auto live = cube();
    ASSERT_TRUE(ledgers_->withdraw(owner_, "training", ids_[2], version(ids_[2]), "撤回"));
    enter(41);
  }
  const std::string right = "40 records, " + std::to_string(820 - 3 + 41);
  ASSERT_TRUE(write_file(file_, then));
  CubeOptions aside = options();
  aside.aside_from = 0;
  const auto started = make_cube(*ledgers_, clock_, aside).value();
  EXPECT_EQ(sum(*started), right);
  // A set of tags that nobody had; a unit that moves; then all is made anew.
  enter(42);
  EXPECT_EQ(sum(*started), "41 records, " + std::to_string(820 - 3 + 41 + 42));
  ledger::RawRecord changes;
  changes.cells = {{"tags", "week"}, {"on", "2012-05-01"}};
  ASSERT_TRUE(ledgers_->correct(owner_, "training", ids_[9], version(ids_[9]), changes, "更正"));
  const std::string last = "40 records, " + std::to_string(820 - 3 + 41 + 42 - 10);
  EXPECT_EQ(sum(*started), last);
  ASSERT_TRUE(ledgers_->move_unit(owner_, unit("A1"), unit("B"), clock_.today(), "区划调整"));
  EXPECT_EQ(sum(*started), last);
  for (int asked = 0; asked < 40; ++asked) EXPECT_EQ(sum(*started), last);
  EXPECT_EQ(told(), std::vector<std::string>());
}

TEST_P(CubeSnapshotTest, takes_the_place_of_reading_all_records) {
  keep();
  spoil("DELETE FROM rec_training");
  EXPECT_EQ(sum(*cube()), all_of_it);
  fs::remove(file_);
  EXPECT_EQ(sum(*cube()), "0 records, nothing");
  EXPECT_EQ(told(), std::vector<std::string>());
}

TEST_P(CubeSnapshotTest, is_followed_by_what_came_after_it) {
  keep();
  const std::string then = *read_file(file_, 1 << 24);
  {
    const auto live = cube();
    ledger::RawRecord changes;
    changes.cells["trainees"] = "1000";
    ASSERT_TRUE(ledgers_->correct(owner_, "training", ids_[0], version(ids_[0]), changes, "更正"));
    ASSERT_TRUE(ledgers_->correct(owner_, "training", ids_[0], version(ids_[0]), raw(1), "再更正"));
    ASSERT_TRUE(ledgers_->correct(owner_, "training", ids_[1], version(ids_[1]), changes, "更正"));
    ASSERT_TRUE(ledgers_->withdraw(owner_, "training", ids_[2], version(ids_[2]), "撤回"));
    ASSERT_TRUE(ledgers_->merge(owner_, "training", ids_[3], ids_[4]));
    enter(41);
    ASSERT_TRUE(ledgers_->enter(owner_, "training", raw(42)));  // a draft
    const ledger::EntryResult brief = enter(43);
    ASSERT_TRUE(ledgers_->withdraw(owner_, "training", brief.id, brief.version, "撤回"));
    EXPECT_EQ(sum(*live), "39 records, " + std::to_string(820 + 998 - 3 - 5 + 41));
  }
  // Started from the earlier snapshot, and from the one that was made at the end.
  const std::string now = *read_file(file_, 1 << 24);
  spoil("DELETE FROM rec_training WHERE entry_key = '40'");
  for (const std::string& bytes : {then, now}) {
    ASSERT_TRUE(write_file(file_, bytes));
    const auto started = cube();
    EXPECT_EQ(started->view()->as_of(), ledgers_->head().seq);
    EXPECT_EQ(sum(*started), "39 records, " + std::to_string(820 + 998 - 3 - 5 + 41));
    // It goes on from there.
    ledger::RawRecord changes;
    changes.cells["trainees"] = "1";
    ASSERT_TRUE(ledgers_->correct(owner_, "training", ids_[9], version(ids_[9]), changes, "更正"));
    EXPECT_EQ(sum(*started), "39 records, " + std::to_string(820 + 998 - 3 - 5 + 41 - 9));
    changes.cells["trainees"] = "10";
    ASSERT_TRUE(ledgers_->correct(owner_, "training", ids_[9], version(ids_[9]), changes, "更正"));
  }
  EXPECT_EQ(told(), std::vector<std::string>());
}

TEST_P(CubeSnapshotTest, is_followed_by_what_came_after_it_though_the_clock_went_back) {
  keep();
  const std::string then = *read_file(file_, 1 << 24);
  const std::int64_t now = clock_.now_ms();
  constexpr std::int64_t day_ms = 86'400'000;
  // A day back; then to before all that has happened, where today is before most records' days.
  for (const std::int64_t back : {day_ms, 200 * day_ms}) {
    const auto live = cube();
    clock_.set(now - back);
    ledger::RawRecord changes;
    changes.cells["trainees"] = std::to_string(back / day_ms);
    ASSERT_TRUE(ledgers_->correct(owner_, "training", ids_[0], version(ids_[0]), changes, "更正"));
    const Uuid& gone = back == day_ms ? ids_[1] : ids_[2];
    ASSERT_TRUE(ledgers_->withdraw(owner_, "training", gone, version(gone), "撤回"));
    enter(back == day_ms ? 41 : 42);
    EXPECT_EQ(sum(*live), back == day_ms
                              ? "40 records, " + std::to_string(820 - 2 + 41)
                              : "40 records, " + std::to_string(820 - 2 + 41 + 199 - 3 + 42));
  }
  const std::string right = "40 records, " + std::to_string(820 - 2 + 41 + 199 - 3 + 42);
  for (const std::int64_t at : {now - 200 * day_ms, now}) {
    clock_.set(at);
    ASSERT_TRUE(write_file(file_, then));
    EXPECT_EQ(sum(*cube()), right);
    EXPECT_EQ(sum(*cube()), right) << "and from the snapshot that was made of it";
  }
  fs::remove(file_);
  EXPECT_EQ(sum(*cube()), right);
  EXPECT_EQ(told(), std::vector<std::string>());
}

TEST_P(CubeSnapshotTest, is_not_used_when_any_of_its_sections_is_damaged) {
  keep();
  const std::string whole = *read_file(file_, 1 << 24);
  std::vector<std::size_t> places{0, 5};
  const std::size_t head = whole.find('\n') + 1;
  for (std::size_t at = head; at < whole.size();) {
    std::uint64_t size = 0;
    whole.copy(reinterpret_cast<char*>(&size), sizeof(size), at);
    places.insert(places.end(), {at, at + 8 + size / 2, at + 8 + size});
    at += 8 + size + sizeof(Digest);
  }
  EXPECT_GE(places.size(), 2 + 3 * 8U) << "heads, cells, four dictionaries, rows, an end";
  CubeOptions reading = options();
  reading.snapshot.is_kept = false;
  for (const std::size_t place : places) {
    std::string damaged = whole;
    damaged[place] = static_cast<char>(damaged[place] ^ 0x01);
    for (const std::string& bytes : {damaged, whole.substr(0, place)}) {
      ASSERT_TRUE(write_file(file_, bytes));
      EXPECT_EQ(sum(**make_cube(*ledgers_, clock_, reading)), all_of_it);
      const std::string wanted = place < head ? "snapshot.outdated" : "snapshot.damaged";
      EXPECT_EQ(told(), std::vector<std::string>{wanted}) << place;
    }
  }
}

TEST_P(CubeSnapshotTest, is_not_used_of_another_store_or_of_a_later_one) {
  keep();
  store::TestFolder folder;
  store::Options options;
  options.url = (folder.path() / "other.db").string();
  const auto database = store::Database::open(options).value();
  ASSERT_TRUE(database->migrate(org::migrations()));
  ASSERT_TRUE(database->migrate(ledger::migrations()));
  const auto other = ledger::Ledgers::open(*database, blobs_, clock_, HashKind::sha256).value();
  ASSERT_TRUE(other->load_packs(owner_, {ledger::test_pack()}));
  ASSERT_TRUE(other->load_units(owner_, *org::parse_units(ledger::test_units_csv, "units.csv")));
  CubeOptions reading = this->options();
  reading.snapshot.is_kept = false;
  const auto sum_there = [&] {
    const auto there = make_cube(*other, clock_, reading).value();
    return sum(*there);
  };
  EXPECT_EQ(sum_there(), "0 records, nothing");
  EXPECT_EQ(told(), std::vector<std::string>{"snapshot.newer"});
  for (int n = 0; other->head().seq < ledgers_->head().seq; ++n) {
    ASSERT_TRUE(other->enter(owner_, "training", raw(n)));
  }
  EXPECT_EQ(sum_there(), "0 records, nothing");
  EXPECT_EQ(told(), std::vector<std::string>{"snapshot.of_another_store"});
}

TEST_P(CubeSnapshotTest, is_not_used_when_the_ledgers_have_changed) {
  keep();
  const std::string bytes = *read_file(file_, 1 << 24);
  ledger::PackFiles pack = ledger::test_pack();
  for (auto& [path, text] : pack.files) {
    const std::size_t at = text.find("      migrant:");
    if (at != std::string::npos) text.insert(at, "      fish: {zh-CN: 水产, en: Fish}\n");
    const std::size_t version = text.find("version: 1");
    if (version != std::string::npos) text.replace(version, 10, "version: 2");
  }
  {
    const auto live = cube();
    ASSERT_TRUE(ledgers_->load_packs(owner_, {pack}));
    EXPECT_EQ(sum(*live), all_of_it);
  }
  EXPECT_EQ(told(), std::vector<std::string>());
  // The one that was made at the end is good again.
  EXPECT_EQ(sum(*cube()), all_of_it);
  EXPECT_EQ(told(), std::vector<std::string>());
  ASSERT_TRUE(write_file(file_, bytes));
  EXPECT_EQ(sum(*cube()), all_of_it);
  EXPECT_EQ(told(), std::vector<std::string>{"snapshot.outdated"});
}

TEST_P(CubeSnapshotTest, is_made_when_enough_has_changed_and_never_of_few_records) {
  CubeOptions few = options();
  few.snapshot.records_min = 41;
  {
    const auto small = make_cube(*ledgers_, clock_, few).value();
  }
  EXPECT_FALSE(fs::exists(file_));
  CubeOptions reading = options();
  reading.snapshot.is_kept = false;
  {
    const auto reader = make_cube(*ledgers_, clock_, reading).value();
  }
  EXPECT_FALSE(fs::exists(file_));
  CubeOptions seldom = options();
  seldom.snapshot.changes_min = 3;
  const auto seq = [&] {
    return CubeSnapshot::open(file_, *ledgers_->schemas()).value()->at().seq;
  };
  const auto live = make_cube(*ledgers_, clock_, seldom).value();
  for (int waited = 0; waited < 500 && !fs::exists(file_); ++waited) {
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
  }
  const std::int64_t first = seq();
  EXPECT_EQ(first, ledgers_->head().seq);
  enter(41);
  enter(42);
  EXPECT_EQ(seq(), first);
  enter(43);
  for (int waited = 0; waited < 500 && seq() == first; ++waited) {
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
  }
  EXPECT_EQ(seq(), ledgers_->head().seq);
  EXPECT_EQ(told(), std::vector<std::string>());
}

TEST_P(CubeSnapshotTest, says_when_it_cannot_be_written) {
  CubeOptions nowhere = options();
  nowhere.snapshot.file = folder_.path() / "no folder" / "cube.snapshot";
  {
    EXPECT_EQ(sum(**make_cube(*ledgers_, clock_, nowhere)), all_of_it);
  }
  EXPECT_EQ(told(), std::vector<std::string>{"file.not_writable"});
}

// The process dies at some moment of its writing: there is the old one, the new one or none.
TEST_P(CubeSnapshotTest, is_whole_or_absent_after_a_sudden_death) {
  const auto dictionaries = std::make_shared<Dictionaries>();
  LedgerWriters writers;
  const auto picture =
      read_picture(*ledgers_, ledgers_->directory(), dictionaries, writers).value();
  const ledger::ChainHead at = ledgers_->head();
  for (int turn = 0; turn < 12; ++turn) {
    if (turn % 3 == 0) fs::remove(file_);
    const pid_t child = ::fork();
    ASSERT_GE(child, 0);
    if (child == 0) {
      for (;;) static_cast<void>(CubeSnapshot::write(file_, *picture, {}, at));
    }
    std::this_thread::sleep_for(std::chrono::microseconds(400 * turn * turn));
    ::kill(child, SIGKILL);
    int status = 0;
    ::waitpid(child, &status, 0);
    CubeOptions reading = options();
    reading.snapshot.is_kept = false;
    EXPECT_EQ(sum(**make_cube(*ledgers_, clock_, reading)), all_of_it);
    EXPECT_EQ(told(), std::vector<std::string>());
  }
  // What was left half-way is in nobody's way.
  fs::remove(file_);
  keep();
  EXPECT_FALSE(fs::exists(file_.string() + ".new"));
}

TEST_P(CubeSnapshotTest, readers_are_answered_while_roll_ups_are_made_aside) {
  CubeOptions aside = options();
  aside.aside_from = 0;
  const auto live = make_cube(*ledgers_, clock_, aside).value();
  const std::int64_t without = live->memory_bytes();
  EXPECT_EQ(sum(*live), all_of_it);
  enter(41);
  EXPECT_EQ(sum(*live), "41 records, 861");
  for (int asked = 0; asked < 40; ++asked) EXPECT_EQ(sum(*live), "41 records, 861");
  for (int waited = 0; waited < 500 && live->memory_bytes() < without + 30'000; ++waited) {
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
  }
  EXPECT_GT(live->memory_bytes(), without + 30'000) << "there are roll-ups";
  EXPECT_EQ(sum(*live), "41 records, 861");
  enter(42);
  EXPECT_EQ(sum(*live), "42 records, 903");
  ASSERT_TRUE(ledgers_->move_unit(owner_, unit("A1"), unit("B"), clock_.today(), "区划调整"));
  EXPECT_EQ(sum(*live), "42 records, 903");
}

}  // namespace
}  // namespace youju::indicator
