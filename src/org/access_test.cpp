#include <gtest/gtest.h>
#include <youju/org/access.h>

namespace youju::org {
namespace {

TEST(Rights, are_exactly_this_table) {
  // A row an action, in it who may: clerk, reviewer, writer, leader, auditor, administrator.
  const std::vector<std::string> table = {
      "enter_record   110001", "approve_record 010101", "correct_record 010001",
      "declare_figure 001101", "set_target     000101", "read           111111",
      "write_summary  001101", "review_summary 011101", "return_summary 010101",
      "sign_summary   000101", "close_period   000101", "fill_form      111101",
      "submit_form    010101", "settle_form    000101", "audit          000011",
      "manage_units   000001", "manage_packs   000001", "manage_people  000001",
  };
  for (std::size_t action = 0; action < table.size(); ++action) {
    std::string row(action_name(static_cast<Action>(action)));
    row.resize(15, ' ');
    for (int role = 0; role < 6; ++role) {
      row += may(static_cast<Role>(role), static_cast<Action>(action)) ? '1' : '0';
    }
    EXPECT_EQ(row, table[action]);
  }
}

class AccessTest : public testing::Test {
 protected:
  const Day day_ = *Day::parse("2020-01-01");
  const std::vector<Unit> units_ = {{{0}, "r", "", "", UnitKind::county},
                                    {{1}, "a", "", "", UnitKind::township},
                                    {{2}, "b", "", "", UnitKind::township}};
  const std::vector<UnitEdge> edges_ = {{{0}, std::nullopt, day_, std::nullopt},
                                        {{1}, UnitId{0}, day_, std::nullopt},
                                        {{2}, UnitId{0}, day_, std::nullopt}};
  const UnitTree tree_ = *UnitTree::build(units_, edges_, day_);
};

TEST_F(AccessTest, reaches_down_the_subtree_and_no_further) {
  const Access access("li", {{Role::reviewer, {1}}});
  EXPECT_TRUE(access.require(Action::approve_record, {1}, tree_));
  EXPECT_FALSE(access.require(Action::approve_record, {0}, tree_));
  const auto refused = access.require(Action::approve_record, {2}, tree_);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().what, "org.forbidden");
  EXPECT_EQ(refused.error().kind, ErrorKind::forbidden);
  EXPECT_EQ(refused.error().field("login"), "li");
}

TEST_F(AccessTest, of_the_whole_needs_a_right_at_the_root) {
  EXPECT_TRUE(
      Access("a", {{Role::administrator, {0}}}).require_anywhere(Action::manage_packs, tree_));
  EXPECT_FALSE(
      Access("a", {{Role::administrator, {1}}}).require_anywhere(Action::manage_packs, tree_));
  EXPECT_FALSE(Access("a", {{Role::leader, {0}}}).require_anywhere(Action::manage_packs, tree_));
  EXPECT_FALSE(Access("a", {}).require(Action::read, {0}, tree_));
}

TEST_F(AccessTest, of_the_owner_works_before_there_is_a_unit) {
  const Access owner = Access::everywhere("owner");
  EXPECT_TRUE(owner.require_anywhere(Action::manage_packs, UnitTree()));
  EXPECT_TRUE(owner.require(Action::audit, {5}, UnitTree()));
}

}  // namespace
}  // namespace youju::org
