#include <gmock/gmock.h>
#include <youju/indicator/figures_fixture.h>

namespace youju::indicator {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

constexpr const char* talks_csv =
    "key,unit,on,tags,hosts,topic,kind,heads,giver\n"
    "1,A1,2020-01-10,spring,B,果树,crop,100,果业公司\n"
    "2,A2,2020-03-20,,,蔬菜,crop,,果业公司\n"
    "3,A,2020-06-01,week;spring,,健康,health,50,县医院\n"
    "4,B1,2020-12-31,,,慢病,health,30,县医院\n";

std::vector<std::string> values(const std::vector<Figure>& figures) {
  std::vector<std::string> texts;
  for (const Figure& each : figures) {
    texts.push_back(each.number() == nullptr ? "-" : each.number()->to_string());
  }
  return texts;
}

FigureName name_of(std::string_view text) { return *FigureName::parse(text); }

TEST_P(FiguresTest, stand_in_a_table_whose_totals_are_figures) {
  load("talk", talks_csv);
  const auto table = figures_->view(owner_)->table(name_of("talks@610522@2020"), "unit", "kind");
  ASSERT_TRUE(table) << table.error().what;
  EXPECT_THAT(values(table->rows), ElementsAre("3", "1"));
  EXPECT_THAT(values(table->columns), ElementsAre("2", "2"));
  EXPECT_THAT(values(table->cells), ElementsAre("2", "1", "0", "1"));
  EXPECT_EQ(table->whole.number()->to_string(), "4");
  EXPECT_EQ(table->cells[1].name.to_string(), "talks@A@2020?kind=health");
}

TEST_P(FiguresTest, of_a_table_count_each_identity_once_in_the_total) {
  load("talk", talks_csv);
  // The orchard company speaks twice in A; the hospital in A and in B.
  const auto table = figures_->view(owner_)->table(name_of("givers@610522@2020"), "unit", "month");
  ASSERT_TRUE(table) << table.error().what;
  EXPECT_THAT(values(table->rows), ElementsAre("2", "1"));
  EXPECT_THAT(values(table->columns), ElementsAre("1", "1", "1", "1"));
  EXPECT_EQ(table->whole.number()->to_string(), "2");
}

TEST_P(FiguresTest, stand_in_a_table_by_all_units_of_a_kind_below) {
  load("talk", talks_csv);
  const auto view = figures_->view(owner_);
  const FigureName name = name_of("talks@610522@2020");
  const auto towns = view->table(name, "unit:township", "kind");
  ASSERT_TRUE(towns) << towns.error().what;
  EXPECT_THAT(values(towns->rows), ElementsAre("3", "1"));
  const auto villages = view->parts(name, "unit:village");
  ASSERT_TRUE(villages) << villages.error().what;
  std::vector<std::string> titles;
  for (const Figure& figure : *villages) {
    titles.push_back(view->part_title(figure.name, "unit:village", Language::en));
  }
  EXPECT_THAT(titles, ElementsAre("甲镇·甲一", "甲镇·甲二", "乙镇·乙一"));
  EXPECT_THAT(*view->parts(name, "unit:county"), IsEmpty());
  EXPECT_EQ(view->parts(name, "unit:planet").error().what, "org.unknown_unit_kind");
  EXPECT_EQ(view->table(name, "unit", "unit:village").error().what, "figure.bad_table");
}

TEST_P(FiguresTest, are_refused_as_a_table_of_twice_the_same_kind) {
  load("talk", talks_csv);
  const auto view = figures_->view(owner_);
  const FigureName name = name_of("talks@610522@2020");
  EXPECT_EQ(view->table(name, "month", "quarter").error().what, "figure.bad_table");
  EXPECT_EQ(view->table(name, "unit", "unit").error().what, "figure.bad_table");
  EXPECT_EQ(view->table(name, "unit", "topic").error().what, "figure.bad_split");
}

TEST_P(FiguresTest, stand_in_a_table_for_those_alone_who_may_read_the_unit) {
  load("talk", talks_csv);
  const org::Access clerk("clerk", {{org::Role::clerk, unit("A")}});
  const auto view = figures_->view(clerk);
  EXPECT_EQ(view->table(name_of("talks@610522@2020"), "unit", "month").error().what,
            "org.forbidden");
  EXPECT_TRUE(view->table(name_of("talks@A@2020"), "unit", "month"));
}

}  // namespace
}  // namespace youju::indicator
