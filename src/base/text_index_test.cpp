#include <fmt/core.h>
#include <gtest/gtest.h>
#include <youju/base/text_index.h>

namespace youju {
namespace {

TEST(TextIndex, numbers_texts_in_the_order_of_their_first_occurrence) {
  TextIndex index;
  EXPECT_FALSE(index.find("").has_value());
  EXPECT_EQ(index.add("甲").number, 0U);
  EXPECT_EQ(index.add("").number, 1U);
  const auto again = index.add("甲");
  EXPECT_EQ(again.number, 0U);
  EXPECT_FALSE(again.added);
  EXPECT_EQ(index.find(""), 1U);
  EXPECT_FALSE(index.contains("乙"));
  EXPECT_EQ(index.at(0), "甲");
  EXPECT_EQ(index.size(), 2U);
}

TEST(TextIndex, finds_every_text_while_it_grows) {
  TextIndex index;
  index.reserve(100);
  const std::string* first = nullptr;
  for (unsigned i = 0; i < 20'000; ++i) {
    const std::string text = fmt::format("第{}期", i);
    EXPECT_FALSE(index.contains(text));
    ASSERT_EQ(index.add(text).number, i);
    if (i == 0) first = &index.at(0);
  }
  for (unsigned i = 0; i < 20'000; ++i) ASSERT_EQ(index.find(fmt::format("第{}期", i)), i);
  EXPECT_FALSE(index.contains("第20000期"));
  EXPECT_EQ(first, &index.at(0));
}

}  // namespace
}  // namespace youju
