#include <gtest/gtest.h>
#include <youju/indicator/declared.h>

namespace youju::indicator {
namespace {

DeclaredFigure stated(const std::string& name, std::int64_t value, int version = 1) {
  DeclaredFigure figure;
  figure.name = *FigureName::parse(name);
  figure.value = Decimal(value);
  figure.version = version;
  figure.seq = value;
  return figure;
}

TEST(DeclaredBook, finds_by_name_and_by_unit) {
  const auto book =
      DeclaredBook().with({stated("target.talks@A@2020", 1), stated("talks@A@2019", 2),
                           stated("target.talks@A1@2020", 3)});
  EXPECT_EQ(book->find(*FigureName::parse("target.talks@A@2020"))->value, Decimal(1));
  EXPECT_EQ(book->find(*FigureName::parse("target.talks@A@2021")), nullptr);
  EXPECT_EQ(book->of_unit("A").size(), 2U);
  EXPECT_TRUE(book->of_unit("nowhere").empty());
  EXPECT_TRUE(book->has("talks"));
  EXPECT_FALSE(book->has("people"));
  EXPECT_EQ(book->as_of(), 3);
}

// What stands of a nation is not copied for one target, and who holds the old book sees no change.
TEST(DeclaredBook, shares_with_the_one_before_all_that_is_not_changed) {
  constexpr int units = 20'000;
  std::vector<DeclaredFigure> all;
  for (int unit = 0; unit < units; ++unit) {
    all.push_back(stated("target.talks@U" + std::to_string(unit) + "@2020", 1));
  }
  const auto before = DeclaredBook().with(std::move(all));
  const auto after = before->with({stated("target.talks@U7@2020", 9, 2)});
  int copied = 0;
  for (int unit = 0; unit < units; ++unit) {
    const std::string code = "U" + std::to_string(unit);
    if (&before->of_unit(code) != &after->of_unit(code)) ++copied;
  }
  EXPECT_GE(copied, 1);
  EXPECT_LE(copied, 40);
  const FigureName name = *FigureName::parse("target.talks@U7@2020");
  EXPECT_EQ(before->find(name)->value, Decimal(1));
  EXPECT_EQ(after->find(name)->value, Decimal(9));
  // Two that write at the same time may come here in either order.
  EXPECT_EQ(after->with({stated("target.talks@U7@2020", 1, 1)})->find(name)->value, Decimal(9));
}

}  // namespace
}  // namespace youju::indicator
