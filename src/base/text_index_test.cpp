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

// The threads' shares of the table meet somewhere, and many texts stand there.
TEST(TextIndex, finds_every_text_that_threads_numbered) {
  constexpr std::size_t count = 700'000;
  std::string block;
  std::vector<std::size_t> ends;
  for (std::size_t n = 0; n < count; ++n) {
    block += fmt::format("第{}期", n);
    ends.push_back(block.size());
  }
  for (const int threads : {1, 2, 3, 7}) {
    std::vector<TextIndex::Block> blocks;
    blocks.push_back(std::make_unique<const std::string>(block));
    std::vector<std::string_view> texts;
    for (std::size_t n = 0; n < count; ++n) {
      const std::size_t begin = n == 0 ? 0 : ends[n - 1];
      texts.push_back(std::string_view(*blocks.front()).substr(begin, ends[n] - begin));
    }
    TextIndex index;
    index.restore(std::move(blocks), std::move(texts), threads);
    ASSERT_EQ(index.size(), count);
    for (std::size_t n = 0; n < count; ++n) ASSERT_EQ(index.find(fmt::format("第{}期", n)), n);
    EXPECT_FALSE(index.contains(fmt::format("第{}期", count)));
    EXPECT_EQ(index.add("另一期").number, count);
  }
}

}  // namespace
}  // namespace youju
