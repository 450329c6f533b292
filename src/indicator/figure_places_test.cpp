#include <youju/base/limits.h>
#include <youju/indicator/figures_fixture.h>

namespace youju::indicator {
namespace {

class FigurePlacesTest : public FiguresTest {
 protected:
  void SetUp() override {
    FiguresTest::SetUp();
    if (IsSkipped()) return;
    load("talk",
         "key,unit,on,tags,hosts,topic,kind,heads,giver\n"
         "1,A1,2020-01-10,,,果树,crop,100,果业公司\n2,A2,2020-03-20,,,蔬菜,crop,,果业公司\n"
         "3,A,2020-06-01,,,健康,health,50,县医院\n4,B1,2020-11-30,,,慢病,health,130,县医院\n"
         "5,B1,2020-11-30,,,慢病二,health,130,县医院\n");
  }
  // "talks 2/2 best 3 of A" for each indicator.
  std::string places(const org::Access& access, std::string_view code, std::string_view within,
                     const std::vector<std::string>& indicators) const {
    FigureName name;
    name.unit = code;
    name.period = *Period::parse("2020");
    const auto found = figures_->view(access)->places(name, indicators, unit(within));
    if (!found) return found.error().what;
    std::string text;
    for (const FigurePlace& each : *found) {
      if (!text.empty()) text += ", ";
      text += each.own.name.indicator + " " + std::to_string(each.place) + "/" +
              std::to_string(each.of);
      if (!each.best) continue;
      text += " best " + each.best->number()->to_string() + " of " + each.best->name.unit;
    }
    return text;
  }
};
YOUJU_ON_BOTH(FigurePlacesTest);

TEST_P(FigurePlacesTest, stand_among_siblings_as_a_rank_does) {
  EXPECT_EQ(places(owner_, "B", "610522", {"talks", "heads", "per_talk", "crop_share"}),
            "talks 2/2 best 3 of A, heads 1/2 best 260 of B, per_talk 1/2 best 130 of B, "
            "crop_share 2/2 best 66.67 of A");
  for (const char* code : {"A", "B"}) {
    EXPECT_EQ(places(owner_, code, "610522", {"talks"}).substr(6, 1),
              value("rank.talks@" + std::string(code) + "@2020"));
  }
  // A largest value is a number too; a day is none, and what nobody else has says nothing.
  EXPECT_EQ(places(owner_, "A", "610522", {"top", "opened", "members"}),
            "top 2/2 best 130 of B, opened 0/0, members 0/0");
}

TEST_P(FigurePlacesTest, stand_among_all_of_their_kind_further_above) {
  EXPECT_EQ(places(owner_, "A1", "610522", {"talks"}), "talks 2/3 best 2 of B1");
  EXPECT_EQ(places(owner_, "A1", "A", {"talks", "heads"}), "talks 1/2 best 1 of A1, heads 0/0");
  EXPECT_EQ(places(owner_, "A", "B", {"talks"}), "figure.not_within");
  EXPECT_EQ(places(owner_, "610522", "610522", {"talks"}), "figure.not_within");
  EXPECT_EQ(places(owner_, "A", "610522", {"nothing"}), "figure.unknown_indicator");
}

TEST_P(FigurePlacesTest, tell_the_greatest_number_to_who_may_read_where_it_is) {
  const org::Access clerk("clerk", {{org::Role::clerk, unit("A")}});
  EXPECT_EQ(places(clerk, "A", "610522", {"talks", "heads"}), "talks 1/2 best 3 of A, heads 2/2");
  EXPECT_EQ(places(clerk, "B", "610522", {"talks"}), "org.forbidden");
}

TEST_P(FigurePlacesTest, count_what_was_stated) {
  declare(
      "indicator,unit,period,value,source\nmembers,A,2020,30,花名册\nmembers,B,2020,32,花名册\n"
      "crops,B,2020,9,总结\n");
  EXPECT_EQ(places(owner_, "A", "610522", {"members", "crops"}),
            "members 2/2 best 32 of B, crops 1/2 best 2 of A");
}

TEST_P(FigurePlacesTest, are_bounded) {
  const std::vector<std::string> many(limits::figure_places_max / 2 + 1, "talks");
  EXPECT_EQ(places(owner_, "A", "610522", many), "figure.too_many_places");
}

}  // namespace
}  // namespace youju::indicator
