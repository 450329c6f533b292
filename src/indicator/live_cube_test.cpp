#include <fmt/format.h>
#include <gtest/gtest.h>
#include <youju/indicator/figures.h>
#include <youju/ledger/ledger_fixture.h>

namespace youju::indicator {
namespace {

class LiveCubeTest : public ledger::LedgerTest {
 protected:
  void SetUp() override {
    ledger::LedgerTest::SetUp();
    if (IsSkipped()) return;
    ASSERT_TRUE(database_->migrate(indicator::migrations()));
  }

  static std::string row(int number, int trainees) {
    return fmt::format("k{0},{1},2020-{2:02}-10,第{0}期果树与蔬菜病虫害防治,{3}\n", number,
                       number % 2 == 0 ? "A1" : "B", number % 12 + 1, trainees);
  }
  void import_rows(const std::string& rows) {
    ledger::ImportOptions options;
    options.source = "import:" + std::string(64, 'a');
    options.state = ledger::State::approved;
    const auto report = ledgers_->import(owner_, "training", "key,unit,on,topic,trainees\n" + rows,
                                         "rows.csv", options);
    ASSERT_TRUE(report) << report.error().what;
    for (const auto& one : report->errors) FAIL() << describe(one.error, Language::en);
  }

  std::unique_ptr<Cube> cube(std::int64_t aside_from) {
    CubeOptions options;
    options.rollups_from = 0;
    options.aside_from = aside_from;
    return make_cube(*ledgers_, clock_, options).value();
  }

  std::string told(const Cube::View& view) const {
    std::string said = std::to_string(view.as_of());
    for (const char* const code : {"610522", "A", "A1", "B"}) {
      for (const char* const period : {"2020", "2020-03", "2020Q2", "2019"}) {
        Aggregate all;
        all.ledger = "training";
        all.kind = AggregateKind::sum;
        all.field = "trainees";
        const CubeAnswer answer = view.ask({&all, unit(code), *Period::parse(period), {}, Day()});
        const auto* const value = std::get_if<Decimal>(&answer.value);
        said += fmt::format(" {}:{}", answer.records, value == nullptr ? "" : value->to_string());
      }
    }
    return said;
  }

  void expect_counted_once(int rows, std::int64_t aside_from) {
    std::string known, large;
    for (int n = 0; n < 100; ++n) known += row(n, 10);
    import_rows(known);
    const auto live = cube(aside_from);
    const auto before = live->view();
    const std::string said = told(*before);
    for (int n = 0; n < rows; ++n) large += row(n, n == 7 ? 11 : 10);
    large += row(500, 1'000);
    ASSERT_GT(large.size(), 512U << 10);  // else it reaches the cube record by record
    import_rows(large);
    EXPECT_EQ(told(*before), said);
    EXPECT_EQ(told(*live->view()), told(*cube(1'000'000)->view()));
    EXPECT_NE(told(*live->view()), said);
  }
};
YOUJU_ON_BOTH(LiveCubeTest);

// A hundred rows are known, of which one says otherwise; the last corrects one of the file itself.
TEST_P(LiveCubeTest, a_large_file_into_a_ledger_with_records_is_put_into_roll_ups) {
  expect_counted_once(9'000, 1'000'000);
}
TEST_P(LiveCubeTest, a_very_large_file_makes_roll_ups_anew) {
  expect_counted_once(12'000, 1'000'000);
}
TEST_P(LiveCubeTest, a_very_large_file_makes_roll_ups_anew_aside) {
  expect_counted_once(12'000, 0);
}

}  // namespace
}  // namespace youju::indicator
