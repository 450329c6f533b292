#include <gtest/gtest.h>
#include <youju/indicator/figure.h>

namespace youju::indicator {
namespace {

TEST(FigureName, is_read_back_from_its_own_text) {
  for (std::string_view text : {"parks_new@440306@2020", "target.alliances_new@440306@2021",
                                "carriers_new@440306@2020?kind=makerspace,level=national",
                                "boards@610522@2009?tag=science_day",
                                "output@440306@2020-01..2020-11", "growth.output@440306@2020-Q3"}) {
    const Result<FigureName> name = FigureName::parse(text);
    ASSERT_TRUE(name.has_value()) << text;
    EXPECT_EQ(name->to_string(), text);
  }
}

TEST(FigureName, sorts_its_filter) {
  EXPECT_EQ(FigureName::parse("a@1@2020?level=x,kind=y")->to_string(), "a@1@2020?kind=y,level=x");
}

TEST(FigureName, refuses_what_is_none) {
  struct Case {
    std::string_view text, what;
  };
  const Case cases[] = {
      {"", "figure.bad_name"},
      {"parks_new@440306", "figure.bad_name"},
      {"parks_new@440306@20x0", "period.malformed"},
      {"shape.parks_new@440306@2020", "figure.bad_name"},
      {"parks new@440306@2020", "figure.bad_name"},
      {"parks_new@44/0306@2020", "figure.bad_name"},
      {"parks_new@440306@2020?level", "figure.bad_name"},
      {"parks_new@440306@2020?level=a,level=b", "figure.bad_name"},
      {"parks_new@440306@2020?level=a' or 1=1", "figure.bad_name"},
      {"a_rather_long_indicator_name@123456789012345678@2020-01..2020-11?level=x",
       "figure.name_too_long"},
  };
  for (const Case& each : cases) {
    const Result<FigureName> name = FigureName::parse(each.text);
    ASSERT_FALSE(name.has_value()) << each.text;
    EXPECT_EQ(name.error().what, each.what) << each.text;
  }
}

TEST(Figure, says_its_unit_of_measure_in_the_language_asked) {
  Indicator talks;
  talks.unit = "场";
  talks.measure = {"场", "session", "sessions"};
  Figure figure;
  figure.indicator = &talks;
  figure.unit_of_measure = "场";
  figure.value = Decimal(12);
  figure.qualifier = Qualifier::exact;
  EXPECT_EQ(state(figure, Language::zh_cn).text, "12场");
  EXPECT_EQ(state(figure, Language::en).text, "12 sessions");
  EXPECT_EQ(measure_beside(figure, Language::en), "sessions");
  EXPECT_EQ(state_change(figure, 3, Language::zh_cn), "+3场");
  EXPECT_EQ(state_change(figure, -1, Language::en), "-1 session");
  figure.value = Decimal(1);
  EXPECT_EQ(state(figure, Language::zh_cn).text, "1场");
  EXPECT_EQ(state(figure, Language::en).text, "1 session");
  EXPECT_EQ(measure_beside(figure, Language::en), "session");
  EXPECT_EQ(measure_of(figure, Language::en), "sessions");
  figure.value = Decimal(12);
  talks.measure = {"场", "场", "场"};  // no pack names it
  EXPECT_EQ(state(figure, Language::en).text, "12场");
  talks.measure = {"场", "", ""};
  EXPECT_EQ(state(figure, Language::en).text, "12");
  figure.unit_of_measure = "%";  // a share
  EXPECT_EQ(measure_of(figure, Language::en), "%");
  EXPECT_EQ(state_change(figure, *Decimal::parse("-0.5"), Language::zh_cn), "-0.5个百分点");
  EXPECT_EQ(state_change(figure, 1, Language::en), "+1 percentage point");
}

TEST(Figure, a_missing_one_is_a_gap_and_never_zero) {
  Indicator indicator;
  indicator.id = "trainees";
  indicator.title = {"受训人次", "Trainees"};
  Figure figure;
  figure.indicator = &indicator;
  const Stated stated = state(figure, Language::zh_cn);
  EXPECT_EQ(stated.qualifier, Qualifier::missing);
  EXPECT_EQ(stated.text, "【缺：受训人次】");
}

}  // namespace
}  // namespace youju::indicator
