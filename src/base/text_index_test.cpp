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
  const char* first = nullptr;
  for (unsigned i = 0; i < 600'000; ++i) {
    const std::string text = fmt::format("第{}期", i);
    EXPECT_FALSE(index.contains(text));
    ASSERT_EQ(index.add(text).number, i);
    if (i == 0) first = index.at(0).data();
  }
  for (unsigned i = 0; i < 600'000; ++i) ASSERT_EQ(index.find(fmt::format("第{}期", i)), i);
  EXPECT_FALSE(index.contains("第600000期"));
  EXPECT_EQ(static_cast<const void*>(first), index.at(0).data());
}

TEST(TextIndex, goes_on_from_texts_that_were_numbered_before) {
  auto block = std::make_unique<const std::string>("甲乙甲乙");
  const std::string_view all = *block;
  std::vector<TextIndex::Block> blocks;
  blocks.push_back(std::move(block));
  TextIndex index;
  index.add("before");
  index.restore(std::move(blocks), {all.substr(0, 3), "", all.substr(0, 6)});
  EXPECT_EQ(index.size(), 3U);
  EXPECT_EQ(index.find("甲乙"), 2U);
  EXPECT_EQ(index.find(""), 1U);
  EXPECT_FALSE(index.contains("before"));
  EXPECT_EQ(index.add("甲").number, 0U);
  EXPECT_EQ(index.add("丙").number, 3U);
  EXPECT_EQ(index.at(3), "丙");
  EXPECT_EQ(index.at(2), "甲乙");
}

}  // namespace
}  // namespace youju
