#include <gtest/gtest.h>
#include <youju/indicator/cube_history.h>
#include <youju/indicator/cube_naive.h>
#include <youju/indicator/figures.h>
#include <youju/indicator/past_view.h>
#include <youju/store/database.h>

#include <algorithm>
#include <atomic>
#include <charconv>
#include <cstdlib>
#include <cstring>
#include <thread>

namespace youju::indicator {
namespace {

std::string text_of(const CubeAnswer& answer) {
  std::string text;
  if (const auto* const number = std::get_if<Decimal>(&answer.value)) text = number->to_string();
  if (const auto* const day = std::get_if<Day>(&answer.value)) text = day->to_string();
  return text + " absence " + std::to_string(static_cast<int>(answer.absence)) + " part " +
         answer.part + " records " + std::to_string(answer.records) + " incomplete " +
         std::to_string(answer.incomplete) + " nil " + std::to_string(answer.nil_returns);
}

std::string text_of(const std::vector<RecordReference>& references) {
  std::string text;
  for (const RecordReference& one : references) {
    text += one.schema->name + ' ' + one.id.to_string() + ' ' + std::to_string(one.unit.value) +
            ' ' + one.on.to_string() + ' ' +
            (one.contribution ? one.contribution->to_string() : "-") + '\n';
  }
  return text;
}

std::string text_of(const std::vector<std::string>& values) {
  std::string text;
  for (const std::string& value : values) text += value + ' ';
  return text;
}

// One store, one cube with roll-ups that follows it, and pictures of earlier sequences, each with
// the tables as they were then.
class World {
 public:
  explicit World(std::uint64_t seed) : history_(seed, open(), owner_) {
    history_.begin();
    if (testing::Test::HasFatalFailure()) return;
    options_.rollups_from = 0;
    if (history_.one_in(4)) options_.aside_from = 0;
    options_.snapshot = {folder_.path() / "cube.snapshot", true, 0, 1 + history_.below(30),
                         [](const Error& error) { ADD_FAILURE() << error.what; }};
    cube_ = *make_cube(*ledgers_, clock_, options_);
  }
  ~World() { cube_.reset(); }
  World(const World&) = delete;
  World& operator=(const World&) = delete;

  void run_sequence() {
    for (std::uint32_t steps = 1 + history_.below(10); steps > 0; --steps) {
      history_.step();
      if (history_.one_in(20)) start_again();
      if (kept_.size() < 2 * kept_most && history_.one_in(5)) keep();
    }
    // Another room with the same store, whose cube has never seen a change and scans.
    const auto other = *ledger::Ledgers::open(*database_, blobs_, clock_, HashKind::sha256);
    const auto scanning = *make_cube(*other, clock_, CubeOptions{.rollups_from = std::nullopt});
    ASSERT_LE(cube_->view()->as_of(), ledgers_->head().seq);
    keep();
    for (int question = 0; question < 12; ++question) {
      const CubeQuery query = history_.question();
      SCOPED_TRACE(text_of(query));
      expect_same(*kept_.back().view, *scanning->view(), query);
      ASSERT_FALSE(testing::Test::HasFatalFailure());
      expect_same(kept_.back(), query);
      ASSERT_FALSE(testing::Test::HasFatalFailure());
    }
    for (Kept& kept : kept_) {
      const CubeQuery query = history_.question();
      SCOPED_TRACE(text_of(query) + " as of " + std::to_string(kept.view->as_of()));
      expect_same(kept, query);
      ASSERT_FALSE(testing::Test::HasFatalFailure());
      expect_from_the_log(*kept.view, query);
      ASSERT_FALSE(testing::Test::HasFatalFailure());
      for (const auto& [earlier, said] : kept.answers) {
        ASSERT_EQ(youju::indicator::text_of(kept.view->ask(earlier)), said);
      }
      kept.answers.assign(1, {query, youju::indicator::text_of(kept.view->ask(query))});
    }
    // Some are kept long.
    while (kept_.size() > kept_most) {
      kept_.erase(kept_.begin() + history_.below(static_cast<std::uint32_t>(kept_.size())));
    }
  }

  // From the snapshot, if there is one, and what came after it.
  void start_again() {
    cube_.reset();
    options_.snapshot.changes_min = 1 + history_.below(30);
    // Else the first figures come from the cells of the snapshot.
    options_.aside_from = history_.one_in(2) ? CubeOptions().aside_from : 0;
    cube_ = *make_cube(*ledgers_, clock_, options_);
  }

  // Two threads ask, and ask again what they asked before the others' questions, while this one
  // changes records and units.
  void read_beside_writer() {
    std::vector<CubeQuery> queries;
    for (int n = 0; n < 24; ++n) queries.push_back(history_.question());
    std::atomic<bool> done = false;
    std::atomic<int> different = 0;
    const auto read = [&] {
      while (!done) {
        const auto view = cube_->view();
        std::vector<std::string> said;
        for (const CubeQuery& query : queries) {
          said.push_back(youju::indicator::text_of(view->ask(query)));
        }
        for (std::size_t n = 0; n < queries.size(); ++n) {
          if (said[n] != youju::indicator::text_of(view->ask(queries[n]))) ++different;
        }
      }
    };
    std::thread first(read);
    std::thread second(read);
    for (int step = 0; step < 60; ++step) history_.step();
    done = true;
    first.join();
    second.join();
    EXPECT_EQ(different, 0);
  }

 private:
  static constexpr std::size_t kept_most = 3;
  struct Kept {
    std::shared_ptr<const Cube::View> view;
    std::unique_ptr<CubeNaive> naive;
    std::vector<std::pair<CubeQuery, std::string>> answers;
  };

  void keep() {
    kept_.push_back({cube_->view(), std::make_unique<CubeNaive>(*database_, *ledgers_), {}});
  }

  ledger::Ledgers& open() {
    store::Options options;
    options.url = (folder_.path() / "t.db").string();
    options.readers_max = 12;  // one for each that is kept
    database_ = *store::Database::open(options);
    CHECK(database_->migrate(org::migrations()).has_value());
    CHECK(database_->migrate(ledger::migrations()).has_value());
    CHECK(database_->migrate(indicator::migrations()).has_value());
    ledgers_ = *ledger::Ledgers::open(*database_, blobs_, clock_, HashKind::sha256);
    return *ledgers_;
  }

  std::string text_of(const CubeQuery& query) const {
    std::string text = history_.text_of(query.aggregate) + " of " +
                       std::to_string(query.unit.value) + " in " + query.period.to_string() +
                       " today " + query.today.to_string();
    for (const auto& [field, value] : query.filter) text += ' ' + field + '=' + value;
    return text;
  }

  void expect_same(const Cube::View& view, const Cube::View& scanning, const CubeQuery& query) {
    ASSERT_EQ(youju::indicator::text_of(view.ask(query)),
              youju::indicator::text_of(scanning.ask(query)));
    const std::size_t offset = history_.below(4);
    const std::size_t rows = history_.below(9);
    ASSERT_EQ(youju::indicator::text_of(view.records(query, offset, rows)),
              youju::indicator::text_of(scanning.records(query, offset, rows)));
    for (const char* const field : {"kind", "level", "tag", "giver"}) {
      if (!history_.one_in(3)) continue;
      ASSERT_EQ(youju::indicator::text_of(view.values(query, field)),
                youju::indicator::text_of(scanning.values(query, field)))
          << field;
    }
    ASSERT_EQ(view.nil_returns(query).size(), scanning.nil_returns(query).size());
    const std::string& name = query.aggregate->ledger;
    ASSERT_EQ(view.has_records(name, query.unit, query.period),
              scanning.has_records(name, query.unit, query.period));
  }

  // What is put together from the picture of now and the log against the picture of then.
  void expect_from_the_log(const Cube::View& then, const CubeQuery& query) {
    const std::shared_ptr<const Cube::View> present = cube_->view();
    const auto past =
        ledgers_->past({{then.as_of(), clock_.now_ms()}, {}, present->held()->schemas});
    ASSERT_TRUE(past) << past.error().what;
    const std::shared_ptr<const Cube::View> from_the_log = view_before(present, *past);
    ASSERT_EQ(from_the_log->as_of(), then.as_of());
    expect_same(*from_the_log, then, query);
  }

  // Against SQL, in all that an answer says; numbers beyond 64 bits are none of SQL's.
  void expect_same(const Kept& kept, const CubeQuery& query) {
    CubeAnswer answer = kept.view->ask(query);
    const bool is_huge = history_.is_huge() && query.aggregate->field == "fee";
    if (is_huge && std::holds_alternative<Decimal>(answer.value)) answer.value = Decimal();
    CubeAnswer wanted = kept.naive->answer(query, is_huge);
    if (is_huge && std::holds_alternative<Decimal>(wanted.value)) wanted.value = Decimal();
    ASSERT_EQ(youju::indicator::text_of(answer), youju::indicator::text_of(wanted));
  }

  store::TestFolder folder_;
  FixedClock clock_{1606780800000};  // 2020-12-01
  org::Access owner_ = org::Access::everywhere("owner");
  store::BlobStore blobs_{folder_.path() / "blobs"};
  std::unique_ptr<store::Database> database_;
  std::unique_ptr<ledger::Ledgers> ledgers_;
  CubeHistory history_;
  CubeOptions options_;
  std::unique_ptr<Cube> cube_;
  std::vector<Kept> kept_;  // the newest last
};

TEST(Cube, shows_each_view_the_same_beside_the_writer) {
  for (std::uint64_t seed = 1; seed <= 4; ++seed) {
    World world(seed);
    ASSERT_FALSE(HasFatalFailure());
    world.read_beside_writer();
    ASSERT_FALSE(HasFatalFailure());
  }
}

// YOUJU_CUBE_SEQUENCES=100000 is the slow mode; YOUJU_CUBE_SEED draws others.
std::uint64_t number_of(const char* name, std::uint64_t otherwise) {
  const char* const text = std::getenv(name);
  std::uint64_t number = otherwise;
  if (text != nullptr) std::from_chars(text, text + std::strlen(text), number);
  return number;
}

TEST(Cube, says_the_same_from_roll_ups_rows_and_sql_after_random_histories) {
  constexpr std::uint64_t sequences_of_a_world = 40;
  const std::uint64_t wanted = number_of("YOUJU_CUBE_SEQUENCES", 2000);
  const std::uint64_t seed = number_of("YOUJU_CUBE_SEED", 1);
  for (std::uint64_t sequence = 0; sequence < wanted;) {
    const std::uint64_t world_seed = seed + sequence / sequences_of_a_world;
    SCOPED_TRACE("seed " + std::to_string(world_seed));
    World world(world_seed);
    ASSERT_FALSE(HasFatalFailure());
    for (std::uint64_t n = 0; n < sequences_of_a_world; ++n, ++sequence) {
      world.run_sequence();
      ASSERT_FALSE(HasFatalFailure()) << "sequence " << n;
    }
  }
}

}  // namespace
}  // namespace youju::indicator
