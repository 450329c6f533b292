// What was done and who did it.
#include <gtest/gtest.h>
#include <youju/reading/reading.h>

#include <string>

namespace youju::reading {
namespace {

std::string deed(std::string_view text, std::size_t at) {
  const Reading reading = read(text);
  return std::string(at < reading.figures.size() ? reading.figures[at].action : "none");
}

TEST(Deed, stands_right_before_the_number) {
  EXPECT_EQ(deed("云顶山景区接待12.8万人次。", 0), "接待");
  EXPECT_EQ(deed("取证率达到85%。", 0), "达到");
  EXPECT_EQ(deed("参加人数达1400多人。", 0), "达");
  EXPECT_EQ(deed("平均住院日6.8天，缩短0.5天。", 1), "缩短");
  EXPECT_EQ(deed("学校设有21个学院。", 0), "设有");
}

TEST(Deed, opens_its_clause) {
  EXPECT_EQ(deed("抄录卡片4.7万张。", 0), "抄录");
  EXPECT_EQ(deed("8月6日，修便道260米。", 1), "修");
}

TEST(Deed, is_that_of_the_list) {
  EXPECT_EQ(deed("斩获一等奖5个、二等奖9个。", 3), "斩获");
  EXPECT_EQ(deed("授予博士学位402人，硕士学位350人。", 1), "授予");
  // Another unit behind a comma may be told of something else: what was done with it is not said.
  EXPECT_EQ(deed("全年举办讲座64场，听众1.2万人次。", 1), "");
}

}  // namespace
}  // namespace youju::reading
