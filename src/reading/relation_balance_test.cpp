#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <youju/reading/relation_fixture.h>

namespace youju::reading {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

TEST(Balance, is_of_what_is_due_there_and_lacking) {
  EXPECT_THAT(relations_of("共有编制48名，实有在编人员88人，空编8名。"), ElementsAre("sum fails"));
  EXPECT_THAT(relations_of("概算总投资960万元，已落实市级资金720万元，缺口240万元。"),
              ElementsAre("sum holds"));
  EXPECT_THAT(relations_of("应到代表260名，实到243名，请假27名。"), ElementsAre("sum fails"));
}

TEST(Balance, is_of_what_was_added_or_taken) {
  EXPECT_THAT(relations_of("当年结余158万元，加上上年结转342万元，滚存结余400万元。"),
              ElementsAre("sum fails"));
  EXPECT_THAT(relations_of("收入46.8亿元，加上补助31.4亿元、转贷6.2亿元，收入总计84.4亿元。"),
              ElementsAre("sum holds"));
  EXPECT_THAT(
      relations_of("扫描640万页，其中甲类85万页，乙类555万页。加上前两期的1360万页，总量达到"
                   "2600万页。"),
      ElementsAre("sum holds", "sum fails"));
  EXPECT_THAT(relations_of("今年报名264人，扣除条件不符的58人，进入面试226人。"),
              ElementsAre("sum fails"));
}

TEST(Balance, sentence_that_begins_with_its_total_is_of_all_before) {
  EXPECT_THAT(relations_of("大桥3座，中桥9座，小桥14座，均已通车。合计改造危桥20座。"),
              ElementsAre("sum fails"));
  EXPECT_THAT(relations_of("大桥3座，桥长9公里，小桥14座。合计改造危桥20座。"), ElementsAre());
}

TEST(Together, names_may_stand_before_another_figure_of_their_piece) {
  EXPECT_THAT(relations_of("农村低保4215户7986人，城市低保612户985人，城乡低保对象合计8971人。"),
              ElementsAre("sum holds"));
  EXPECT_THAT(relations_of("农村低保4215户7986人，城市低保612户985人，城乡低保对象合计6280人。"),
              ElementsAre("sum fails"));
  EXPECT_THAT(relations_of("卫生人员6.02万人；医师18743人，护士22106人，合计24509人。"),
              ElementsAre("sum fails"));
  // What is counted by another unit may be among them.
  EXPECT_THAT(relations_of("步道42条、球场6处、足球场3处，共计51处。"),
              Not(Contains(HasSubstr("fails"))));
}

TEST(Together, as_many_as_the_words_say_are_all) {
  EXPECT_THAT(relations_of("义诊126场次，群众1.86万人次，讲座86场次，两类活动合计127场次。"),
              Contains("sum fails"));
  // What is parted anew is no part of what was parted before.
  EXPECT_THAT(
      relations_of("办理提案126件，其中立案112件，按内容分：经济类46件、社会类38件、城管类28件。"),
      Not(Contains(HasSubstr("fails"))));
}

TEST(Together, parts_behind_a_dash_or_told_in_turn_are_all) {
  EXPECT_THAT(relations_of("发放资金689.8万元——学前216.4万元、义务873.2万元、高中100.2万元。"),
              ElementsAre("sum fails"));
  EXPECT_THAT(relations_of("微博、微信粉丝总数为16万，微博粉丝16.8万，微信粉丝4.5万。"),
              ElementsAre("sum fails"));
}

}  // namespace
}  // namespace youju::reading
