#include <gtest/gtest.h>
#include <youju/indicator/figures_fixture.h>
#include <youju/org/directory_draft.h>

#include <map>

namespace youju::indicator {
namespace {

constexpr int towns = 100;
constexpr int villages = 99;
constexpr int records = 3000;

// Nation N with province P1, city C1 and county K of 10,000 units below it; and P2, C2, L of three.
class CountyMove : public FiguresTest {
 protected:
  void SetUp() override {
    FiguresTest::SetUp();
    if (IsSkipped()) return;
    std::string csv =
        "code,name,short,kind,parent,from,until\n"
        "N,全国,全国,nation,,,\nP1,一省,一省,province,N,,\nP2,二省,二省,province,N,,\n"
        "C1,一市,一市,city,P1,,\nC2,二市,二市,city,P2,,\n"
        "K,大县,大县,county,C1,,\nL,小县,小县,county,C2,,\nLT,小镇,小镇,township,L,,\n";
    for (int town = 0; town < towns; ++town) {
      const std::string code = "T" + std::to_string(town);
      csv += code + "," + code + "镇," + code + ",township,K,,\n";
      for (int village = 0; village < villages; ++village) {
        const std::string name = code + "V" + std::to_string(village);
        csv += name + "," + name + "村," + name + ",village," + code + ",,\n";
      }
    }
    const auto rows = org::parse_units(csv, "units.csv");
    ASSERT_TRUE(rows) << rows.error().what;
    ASSERT_TRUE(ledgers_->load_units(owner_, *rows));
    // In each month of 2020 so many records of the county's units, and one in six of the other's.
    std::string talks = "key,unit,on,tags,hosts,topic,kind,heads,giver\n";
    for (int n = 0; n < records; ++n) {
      const std::string town = "T" + std::to_string(n * 7 % towns);
      const std::string unit = n % 6 == 0   ? "LT"
                               : n % 6 == 1 ? town
                                            : town + "V" + std::to_string(n * 13 % villages);
      const int month = n % 11 + 1;
      const std::string day = (month < 10 ? "2020-0" : "2020-") + std::to_string(month) + "-15";
      talks += std::to_string(n) + "," + unit + "," + day + ",,,讲座," +
               (n % 2 == 0 ? "crop," : "health,") + std::to_string(n % 50) + ",县医院" +
               std::to_string(n % 9) + "\n";
      auto& heads = heads_[n % 6 == 0 ? "L" : "K"];
      heads["2020"] += n % 50;
      heads[day.substr(0, 7)] += n % 50;
    }
    load("talk", talks);
  }

  // What is told of the audience, in the order nation, provinces, cities, counties.
  static std::string told(FigureView& view, const std::string& period) {
    std::string all;
    for (const char* const unit : {"N", "P1", "P2", "C1", "C2", "K", "L"}) {
      const auto found = view.figure(*FigureName::parse("heads@" + (unit + ("@" + period))));
      EXPECT_TRUE(found) << unit;
      const Decimal* const number = found->number();
      all += (number == nullptr ? "-" : number->to_string()) + " ";
    }
    return all;
  }
  std::string told(const std::string& period) const {
    return told(*figures_->view(owner_), period);
  }

  // The same, as it must be: with the county in the first province or in the second.
  std::string right(const std::string& period, bool has_moved) const {
    const int large = heads_.at("K").at(period);
    const int small = heads_.at("L").at(period);
    const auto shown = [](int number) { return number == 0 ? "-" : std::to_string(number); };
    const std::string one = shown(has_moved ? 0 : large);
    const std::string two = shown(has_moved ? large + small : small);
    return shown(large + small) + " " + one + " " + two + " " + one + " " + two + " " +
           shown(large) + " " + shown(small) + " ";
  }

  std::map<std::string, std::map<std::string, int>> heads_;  // of a county, by period
};
YOUJU_ON_BOTH(CountyMove);

TEST_P(CountyMove, of_ten_thousand_units_moves_all_figures_and_no_earlier_ones) {
  const auto moved = unit("K");
  const auto tree = ledgers_->directory()->tree(clock_.today());
  const auto below = tree->subtree(moved);
  ASSERT_GE(below.after - below.first, 10'000);
  for (const char* const period : {"2020", "2020-03", "2020-06", "2020-09"}) {
    EXPECT_EQ(told(period), right(period, false)) << period;
  }
  const auto before = figures_->view(owner_);  // has not been asked for anything yet
  ASSERT_TRUE(
      ledgers_->move_unit(owner_, moved, unit("C2"), *Day::parse("2020-07-01"), "区划调整"));
  // A period counts by the tree of its last day.
  const auto expect_after = [&] {
    for (const char* const period : {"2020-03", "2020-06"}) {
      EXPECT_EQ(told(period), right(period, false)) << period;
    }
    for (const char* const period : {"2020", "2020-09"}) {
      EXPECT_EQ(told(period), right(period, true)) << period;
    }
  };
  expect_after();
  // Who began before the move sees all as it was then.
  EXPECT_EQ(told(*before, "2020-06"), right("2020-06", false));
  EXPECT_LT(before->as_of(), figures_->view(owner_)->as_of());
  // Restated to the trees of both days.
  for (const bool has_moved : {false, true}) {
    const Day day = *Day::parse(has_moved ? "2020-07-01" : "2020-06-30");
    const auto restated =
        figures_->view_by(owner_, org::DirectoryDraft::as_on(*ledgers_->directory(), day));
    ASSERT_TRUE(restated);
    for (const char* const period : {"2020", "2020-06"}) {
      EXPECT_EQ(told(**restated, period), right(period, has_moved)) << period;
    }
  }
  // What is entered from now on counts there, and the county may go back.
  load("talk",
       "key,unit,on,tags,hosts,topic,kind,heads,giver\nlate,T3V3,2020-09-20,,,晚,crop,7,\n");
  for (const char* const period : {"2020", "2020-09"}) heads_["K"][period] += 7;
  expect_after();
  ASSERT_TRUE(ledgers_->move_unit(owner_, moved, unit("C1"), *Day::parse("2020-11-01"), "恢复"));
  EXPECT_EQ(told("2020"), right("2020", false));
  EXPECT_EQ(told("2020-09"), right("2020-09", true));
  EXPECT_EQ(told("2020-06"), right("2020-06", false));
}

}  // namespace
}  // namespace youju::indicator
