// Figures and what they count, rule by rule, each with what it must leave alone.
#include <gtest/gtest.h>
#include <youju/reading/reading.h>

#include <string>

namespace youju::reading {
namespace {

std::string figure(std::string_view text, std::size_t at = 0) {
  const Reading reading = read(text);
  if (at >= reading.figures.size()) return "none";
  const Figure& found = reading.figures[at];
  return found.value.to_string() + " " + found.unit.to_string() + " " +
         std::string(name_of(found.qualifier));
}

TEST(Figure, has_a_measure_word_by_its_place) {
  EXPECT_EQ(figure("巡视杆塔86基，"), "86 基 exact");
  EXPECT_EQ(figure("备菊花1.5万枝、"), "15000 枝 exact");
  EXPECT_EQ(figure("金丝猴7群812只"), "7 群 exact");
  EXPECT_EQ(figure("21万筒菌棒烂了2.7万筒，"), "210000 筒 exact");
  EXPECT_EQ(figure("拨打热线12320号，"), "none");
  EXPECT_EQ(figure("位列民企500强，"), "none");
  EXPECT_EQ(figure("1.4万移民离开故土。"), "14000  exact");
  EXPECT_EQ(figure("乘坐318路，"), "none");
  EXPECT_EQ(figure("集装箱126万标箱"), "1260000 标箱 exact");
}

TEST(Figure, has_the_qualifier_that_stands_apart) {
  EXPECT_EQ(figure("经费不到定额标准的一半"), "50 % about");
  EXPECT_EQ(figure("支出不得低于奖补额的40%"), "40 % at_least");
  EXPECT_EQ(figure("约占4%"), "4 % about");
  EXPECT_EQ(figure("劳务支出不得超过10%"), "10 % about");
  EXPECT_EQ(figure("占六成出头"), "60 % at_least");
  EXPECT_EQ(figure("产值过千万元"), "10000000 元 at_least");
  EXPECT_EQ(figure("近年来奖补额的40%"), "40 % exact");
  EXPECT_EQ(figure("超过去年，占总数的40%"), "40 % exact");
  EXPECT_EQ(figure("3人出席"), "3 人 exact");
}

}  // namespace
}  // namespace youju::reading
