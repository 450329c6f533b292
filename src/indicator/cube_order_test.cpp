#include <gtest/gtest.h>
#include <youju/indicator/figures_fixture.h>

#include <algorithm>
#include <array>
#include <functional>
#include <numeric>
#include <random>
#include <string>
#include <utility>
#include <vector>

// What happens in other places comes in any order, and clocks differ: figures hang on what
// happened, and a picture on how much of it had been written down.
namespace youju::indicator {
namespace {

constexpr std::int64_t day_ms = 24LL * 60 * 60 * 1000;
constexpr std::int64_t end_of_2021 = 1640966400000;

// A store whose clock goes to and fro, and the cube that follows it.
class Node {
 public:
  explicit Node(std::uint64_t seed) : random_(seed) {
    database_ = *store::Database::open({(folder_.path() / "t.db").string()});
    CHECK(database_->migrate(org::migrations()).has_value());
    CHECK(database_->migrate(ledger::migrations()).has_value());
    CHECK(database_->migrate(indicator::migrations()).has_value());
    ledgers_ = *ledger::Ledgers::open(*database_, blobs_, clock_, HashKind::sha256);
    CHECK(ledgers_->load_packs(owner_, {ledger::test_pack(), figures_pack()}).has_value());
    CHECK(ledgers_->load_units(owner_, *org::parse_units(ledger::test_units_csv, "units.csv"))
              .has_value());
    indicators_ = *IndicatorSet::parse(ledgers_->packs(), *ledgers_->schemas());
    options_.rollups_from = 0;
    options_.snapshot = {folder_.path() / "cube.snapshot", true, 0, 1,
                         [](const Error& error) { ADD_FAILURE() << error.what; }};
    start();
  }

  std::uint32_t below(std::uint32_t bound) { return static_cast<std::uint32_t>(random_() % bound); }
  ledger::Ledgers& ledgers() { return *ledgers_; }
  const org::Access& owner() const { return owner_; }
  std::shared_ptr<const Cube::View> view() const { return cube_->view(); }
  std::int64_t written() const { return ledgers_->head().seq; }
  void set_any_clock() { clock_.set(end_of_2021 + below(2000) * day_ms); }

  // With roll-ups made at once, or aside: then the first figures come from a snapshot's cells.
  void start() {
    cube_.reset();
    options_.aside_from = below(2) == 0 ? 0 : CubeOptions().aside_from;
    cube_ = *make_cube(*ledgers_, clock_, options_);
  }
  // What another room says that has only ever seen the store, and scans it.
  std::string told_by_scanning() {
    const auto other = *ledger::Ledgers::open(*database_, blobs_, clock_, HashKind::sha256);
    const auto scanning = *make_cube(*other, clock_, CubeOptions{.rollups_from = std::nullopt});
    return told(*scanning->view());
  }

  // All that a view says, but for the names that records have got.
  std::string told(const Cube::View& view) const {
    std::string said;
    for (const char* const id : {"talks", "heads", "top", "givers", "crops", "own", "opened",
                                 "closed", "years", "ever", "posts", "area", "visits"}) {
      const Indicator& indicator = *indicators_->find(id);
      const auto& aggregate = std::get<Aggregate>(indicator.value);
      for (const char* const code : {"610522", "A", "A1", "B1"}) {
        const org::UnitId unit = *ledgers_->directory()->find(code);
        for (const char* const period : {"2018", "2019-Q2", "2020-02-10..2020-08-20", "2020-07"}) {
          const auto parsed = Period::parse(period);
          CHECK(parsed.has_value());
          const CubeQuery query{&aggregate, unit, *parsed, {}, day_of(end_of_2021)};
          said += std::string(id) + '@' + code + '@' + period + told(view, query) + '\n';
        }
      }
    }
    return said;
  }

  // How often an event was written by an earlier clock than the one before it.
  int times_back() {
    std::int64_t last = 0;
    int back = 0;
    const auto transaction = database_->read();
    CHECK(ledger::read_events(*transaction, 0, [&](const ledger::Event& event) -> Result<void> {
            back += event.at_ms < last ? 1 : 0;
            last = event.at_ms;
            return {};
          }).has_value());
    return back;
  }

 private:
  static std::string told(const Cube::View& view, const CubeQuery& query) {
    const CubeAnswer answer = view.ask(query);
    std::string said;
    if (const auto* const number = std::get_if<Decimal>(&answer.value)) said = number->to_string();
    if (const auto* const day = std::get_if<Day>(&answer.value)) said = day->to_string();
    said = " = " + said + " absence " + std::to_string(static_cast<int>(answer.absence)) + ' ' +
           answer.part + " records " + std::to_string(answer.records) + " incomplete " +
           std::to_string(answer.incomplete) + ':';
    for (const RecordReference& one : view.records(query, 0, 100)) {
      said += ' ' + one.on.to_string() + '/' + std::to_string(one.unit.value) +
              (one.contribution ? '/' + one.contribution->to_string() : "");
    }
    return said;
  }

  std::mt19937_64 random_;
  store::TestFolder folder_;
  FixedClock clock_{end_of_2021};
  org::Access owner_ = org::Access::everywhere("owner");
  store::BlobStore blobs_{folder_.path() / "blobs"};
  std::unique_ptr<store::Database> database_;
  std::unique_ptr<ledger::Ledgers> ledgers_;
  std::shared_ptr<const IndicatorSet> indicators_;
  CubeOptions options_;
  std::unique_ptr<Cube> cube_;
};

// What happens to one record, in its order; another node has it as one row of a file.
struct Course {
  std::string ledger;
  ledger::RawRecord first;      // as it is entered and approved
  ledger::RawRecord corrected;  // then corrected, if it has cells
  bool is_withdrawn = false;    // and at last withdrawn
};

// A record of each day but the first: days decide which of two is the newest, not their names.
std::vector<Course> courses(std::uint64_t seed, int count) {
  std::mt19937_64 random(seed);
  const auto any = [&](std::initializer_list<const char*> of) {
    return std::string(*(of.begin() + random() % of.size()));
  };
  std::vector<Course> made;
  int day = Day::parse("2018-01-05")->number();
  const auto next_day = [&] {
    day += 1 + static_cast<int>(random() % 9);
    return Day::from_number(day).to_string();
  };
  for (int number = 0; number < count; ++number) {
    Course course;
    course.ledger = any({"talk", "post", "report"});
    auto& cells = course.first.cells;
    course.first.entry_key = "k" + std::to_string(number);
    cells["unit"] = any({"A1", "A2", "A", "B", "610522"});
    cells["on"] = next_day();
    const std::string much = std::to_string(random() % 90);
    if (course.ledger == "talk") {
      cells["topic"] = "讲" + std::to_string(number);
      cells["heads"] = much;
      cells["kind"] = any({"crop", "health"});
      cells["giver"] = any({"甲公司", "乙公司", "丙学会"});
    } else if (course.ledger == "post") {
      cells["title"] = any({"东站", "西站", "南站"});
      cells["unit"] = cells["title"] == "东站" ? "A1" : "B";
      cells["area"] = much + ".25";
    } else {
      cells["visits"] = much;
    }
    if (random() % 3 == 0) course.corrected.cells["on"] = next_day();
    course.is_withdrawn = random() % 6 == 0;
    made.push_back(std::move(course));
  }
  return made;
}

using Step = std::function<void()>;

// The steps of a course on a node, one event or more each.
std::vector<Step> steps_of(Node& node, const Course& course) {
  struct At {
    Uuid id;
    int version = 0;
  };
  const auto at = std::make_shared<At>();
  const auto go_on = [at](const Result<ledger::EntryResult>& done) {
    ASSERT_TRUE(done) << done.error().what;
    *at = {done->id, done->version};
  };
  ledger::Ledgers& ledgers = node.ledgers();
  const org::Access& owner = node.owner();
  std::vector<Step> steps{
      [&, go_on] {
        go_on(ledgers.enter(owner, course.ledger, course.first, ledger::Then::submit));
      },
      [&, at, go_on] { go_on(ledgers.approve(owner, course.ledger, at->id, at->version)); }};
  if (!course.corrected.cells.empty()) {
    steps.emplace_back([&, at, go_on] {
      go_on(ledgers.correct(owner, course.ledger, at->id, at->version, course.corrected, "更正"));
    });
  }
  if (course.is_withdrawn) {
    steps.emplace_back([&, at, go_on] {
      go_on(ledgers.withdraw(owner, course.ledger, at->id, at->version, "撤回"));
    });
  }
  return steps;
}

struct Picture {
  std::shared_ptr<const Cube::View> view;
  std::string said;
};

// Each course in its order, all of them in any; now and then the node starts again.
void run_in_any_order(Node& node, const std::vector<Course>& all) {
  std::vector<std::vector<Step>> left;
  for (const Course& course : all) {
    left.push_back(steps_of(node, course));
    std::reverse(left.back().begin(), left.back().end());
  }
  std::vector<Picture> kept;
  std::int64_t last = node.view()->as_of();
  while (!left.empty()) {
    auto& steps = left[node.below(static_cast<std::uint32_t>(left.size()))];
    node.set_any_clock();
    steps.back()();
    if (testing::Test::HasFatalFailure()) return;
    steps.pop_back();
    if (steps.empty()) {
      steps.swap(left.back());
      left.pop_back();
    }
    // A picture is of the events up to it, whatever their clocks and their records' days say.
    const auto view = node.view();
    ASSERT_LE(view->as_of(), node.written());
    ASSERT_GE(view->as_of(), last);
    last = view->as_of();
    if (node.below(12) > 0) continue;
    if (node.below(3) == 0) node.start();
    kept.push_back({node.view(), node.told(*node.view())});
    ASSERT_EQ(kept.back().said, node.told_by_scanning());
  }
  for (const Picture& picture : kept) ASSERT_EQ(node.told(*picture.view), picture.said);
}

// What is left of the courses at the end, as files of another node, its newest day first.
void import_what_is_left(Node& node, const std::vector<Course>& all) {
  const std::vector<std::string> columns{"unit",  "on",    "topic", "heads", "kind",
                                         "giver", "title", "area",  "visits"};
  for (const char* const ledger : {"talk", "post", "report"}) {
    std::vector<std::pair<std::string, std::string>> rows;
    std::vector<std::string> used;
    for (const Course& course : all) {
      if (course.ledger != ledger || course.is_withdrawn) continue;
      ledger::RawRecord last = course.first;
      for (const auto& [name, value] : course.corrected.cells) last.cells[name] = value;
      if (used.empty()) {
        for (const std::string& name : columns) {
          if (last.cells.contains(name)) used.push_back(name);
        }
      }
      std::string row = last.entry_key;
      for (const std::string& name : used) row += ',' + last.cells.at(name);
      rows.emplace_back(last.cells.at("on"), row + '\n');
    }
    std::sort(rows.rbegin(), rows.rend());
    std::string csv = "key";
    for (const std::string& name : used) csv += ',' + name;
    csv += '\n';
    for (const auto& [day, row] : rows) csv += row;
    node.set_any_clock();
    ledger::ImportOptions options;
    options.source = "import:" + std::string(64, 'b');
    options.state = ledger::State::approved;
    const auto report = node.ledgers().import(node.owner(), ledger, csv, "other.csv", options);
    ASSERT_TRUE(report) << report.error().what;
    ASSERT_EQ(report->errors_all, 0) << report->errors.front().error.what;
  }
}

TEST(CubeOrder, events_in_any_order_and_by_any_clock_give_the_same_figures) {
  for (std::uint64_t seed = 1; seed <= 3; ++seed) {
    SCOPED_TRACE(seed);
    const std::vector<Course> all = courses(seed, 40);
    Node in_order(seed);
    for (const Course& course : all) {
      for (const Step& step : steps_of(in_order, course)) step();
      ASSERT_FALSE(HasFatalFailure());
    }
    const std::string said = in_order.told(*in_order.view());
    ASSERT_EQ(in_order.times_back(), 0);
    for (std::uint64_t order = 1; order <= 2; ++order) {
      Node node(100 * seed + order);
      run_in_any_order(node, all);
      ASSERT_FALSE(HasFatalFailure());
      ASSERT_GT(node.times_back(), 10);
      ASSERT_EQ(node.told(*node.view()), said);
      // Nor does it matter that the events are played again, or the records read anew.
      ASSERT_TRUE(node.ledgers().rebuild(node.owner()));
      ASSERT_EQ(node.told(*node.view()), said);
      node.start();
      ASSERT_EQ(node.told(*node.view()), said);
    }
    Node imported(seed);
    import_what_is_left(imported, all);
    ASSERT_FALSE(HasFatalFailure());
    ASSERT_EQ(imported.told(*imported.view()), said);
  }
}

// One that comes later with an earlier day: who looked before does not see it, who looks afterwards
// does, and its event's clock says nothing about either.
TEST(CubeOrder, a_picture_is_as_of_a_sequence_and_not_of_a_time) {
  Node node(1);
  Course newer{"talk", {}, {}, false};
  newer.first.cells = {{"unit", "A1"}, {"on", "2020-07-20"}, {"topic", "讲"}, {"heads", "40"}};
  Course older = newer;
  older.first.cells["on"] = "2020-07-02";
  older.first.cells["topic"] = "课";
  for (const Step& step : steps_of(node, newer)) step();
  const auto before = node.view();
  const std::string said = node.told(*before);
  for (const Step& step : steps_of(node, older)) {
    node.set_any_clock();
    step();
  }
  const auto after = node.view();
  EXPECT_GT(after->as_of(), before->as_of());
  EXPECT_EQ(node.told(*before), said);
  EXPECT_NE(said.find("talks@A1@2020-07 = 1 "), std::string::npos);
  EXPECT_NE(node.told(*after).find("talks@A1@2020-07 = 2 "), std::string::npos);
  EXPECT_NE(node.told(*after).find("opened@A1@2020-07 = 2020-07-02 "), std::string::npos);
}

}  // namespace
}  // namespace youju::indicator
