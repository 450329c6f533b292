#include <gtest/gtest.h>
#include <youju/narrative/running_text.h>

namespace youju::narrative {
namespace {

TEST(RunningText, leaves_out_blanks_of_every_kind) {
  EXPECT_EQ(without_blanks(" a\t甲\n　乙\u00A0é "), "a甲乙é");
  EXPECT_EQ(without_blanks(""), "");
}

TEST(RunningText, counts_characters_and_not_bytes) {
  EXPECT_EQ(last_characters("甲乙丙", 2), "乙丙");
  EXPECT_EQ(first_characters("甲乙丙", 2), "甲乙");
  EXPECT_EQ(last_characters("甲", 5), "甲");
  EXPECT_EQ(first_characters("a甲", 5), "a甲");
  EXPECT_EQ(common_ending("x甲乙", "y甲乙"), 2u);
  EXPECT_EQ(common_beginning("甲乙x", "甲乙y"), 2u);
  // 丐 and 丑 share their first two bytes; 伐 and 乐 their last one.
  EXPECT_EQ(common_beginning("甲丐", "甲丑"), 1u);
  EXPECT_EQ(common_ending("丐甲", "丑甲"), 1u);
  EXPECT_EQ(common_ending("\u4F10", "\u4E50"), 0u);
}

TEST(RunningText, finds_a_place_of_a_paragraph) {
  const RunningText text({"甲 乙", "", " 丙丁"});
  EXPECT_EQ(text.text(), "甲乙丙丁");
  EXPECT_EQ(text.at(0, 0), 0u);
  EXPECT_EQ(text.at(0, 3), 3u);  // the blank: what follows it
  EXPECT_EQ(text.at(0, 4), 3u);
  EXPECT_EQ(text.at(1, 0), 6u);
  EXPECT_EQ(text.at(2, 1), 6u);
  EXPECT_EQ(text.at(2, 7), 12u);
  EXPECT_EQ(text.at(9, 0), 12u);
}

TEST(RunningText, knows_where_a_paragraph_ends) {
  const RunningText text({"甲乙", "", "丙"});
  EXPECT_FALSE(text.has_break(0, 6));
  EXPECT_FALSE(text.has_break(6, 9));
  EXPECT_TRUE(text.has_break(3, 9));
  EXPECT_FALSE(text.has_break(6, 6));
}

TEST(RunningText, shows_the_words_of_the_same_paragraph_with_their_blanks) {
  const RunningText text({"零一二三四五六七八九十 十一", "共 4 场，", "完"});
  const std::size_t four = text.text().find('4');
  EXPECT_EQ(text.context(four, four + 1), "共 4 场，");
  EXPECT_EQ(text.context(four, four), "共 4 场，");
  EXPECT_EQ(text.context(0, 3), "零一二三四五六七八九十 十");
  const std::size_t ten = text.text().rfind("十一");
  EXPECT_EQ(text.context(ten + 3, ten + 6), "一二三四五六七八九十 十一");
  EXPECT_EQ(text.context(5, 999), "");
}

TEST(RunningText, takes_no_more_than_it_can_look_through) {
  const RunningText text({std::string(RunningText::bytes_max + 1, 'a'), "乙"});
  EXPECT_EQ(text.text(), "乙");
}

}  // namespace
}  // namespace youju::narrative
