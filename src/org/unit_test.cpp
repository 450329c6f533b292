#include <gmock/gmock.h>
#include <youju/org/directory.h>
#include <youju/org/unit.h>

namespace youju::org {
namespace {

Day day(std::string_view text) { return *Day::parse(text); }

// 0 root, 1 b below root, 2 a below root, 3 c below a until 2020, then below b.
const std::vector<Unit> units = {{{0}, "r", "R", "R", UnitKind::county},
                                 {{1}, "b", "B", "B", UnitKind::township},
                                 {{2}, "a", "A", "A", UnitKind::township},
                                 {{3}, "c", "C", "C", UnitKind::village}};
const std::vector<UnitEdge> edges = {{{0}, std::nullopt, day("1949-10-01"), std::nullopt},
                                     {{1}, UnitId{0}, day("1949-10-01"), std::nullopt},
                                     {{2}, UnitId{0}, day("1949-10-01"), std::nullopt},
                                     {{3}, UnitId{2}, day("1949-10-01"), day("2020-01-01")},
                                     {{3}, UnitId{1}, day("2020-01-01"), std::nullopt}};

std::string shape(const UnitTree& tree) {
  std::string out;
  for (std::int32_t i = 0; i < tree.size(); ++i) {
    out += units[static_cast<std::size_t>(tree.at(i).value)].code;
  }
  return out;
}

TEST(UnitTree, is_in_preorder_with_children_by_code) {
  const auto tree = UnitTree::build(units, edges, day("2019-12-31"));
  ASSERT_TRUE(tree);
  EXPECT_EQ(shape(*tree), "racb");
  EXPECT_TRUE(tree->subtree({2}).contains(tree->position({3})));
  EXPECT_FALSE(tree->subtree({1}).contains(tree->position({3})));
  EXPECT_EQ(tree->children({0}), (std::vector<UnitId>{{2}, {1}}));
  EXPECT_EQ(tree->path({3}), (std::vector<UnitId>{{0}, {2}, {3}}));
  EXPECT_EQ(tree->parent({0}), std::nullopt);
}

TEST(UnitTree, changes_on_the_day_of_a_move) {
  const auto tree = UnitTree::build(units, edges, day("2020-01-01"));
  ASSERT_TRUE(tree);
  EXPECT_EQ(shape(*tree), "rabc");
  EXPECT_EQ(tree->parent({3}), UnitId{1});
}

TEST(UnitTree, has_nobody_before_the_first_day) {
  const auto tree = UnitTree::build(units, edges, day("1949-09-30"));
  ASSERT_TRUE(tree);
  EXPECT_EQ(tree->size(), 0);
  EXPECT_FALSE(tree->has({0}));
}

TEST(UnitTree, refuses_a_loop) {
  const std::vector<UnitEdge> loop = {{{0}, UnitId{1}, day("2000-01-01"), std::nullopt},
                                      {{1}, UnitId{0}, day("2000-01-01"), std::nullopt}};
  EXPECT_EQ(UnitTree::build(units, loop, day("2001-01-01")).error().what, "org.unit_loop");
  const std::vector<UnitEdge> self = {{{0}, UnitId{0}, day("2000-01-01"), std::nullopt}};
  EXPECT_EQ(UnitTree::build(units, self, day("2001-01-01")).error().what, "org.unit_loop");
}

TEST(UnitTree, refuses_two_parents_on_one_day) {
  std::vector<UnitEdge> two = edges;
  two.push_back({{1}, UnitId{2}, day("2010-01-01"), std::nullopt});
  EXPECT_TRUE(UnitTree::build(units, two, day("2009-12-31")));
  EXPECT_EQ(UnitTree::build(units, two, day("2010-01-01")).error().what, "org.two_parents");
}

TEST(UnitTree, refuses_more_than_sixteen_levels) {
  std::vector<Unit> many;
  std::vector<UnitEdge> chain;
  for (std::int32_t i = 0; i < 17; ++i) {
    many.push_back({{i}, "u" + std::to_string(i), "", "", UnitKind::department});
    chain.push_back({{i},
                     i == 0 ? std::nullopt : std::optional(UnitId{i - 1}),
                     day("2000-01-01"),
                     std::nullopt});
  }
  EXPECT_EQ(UnitTree::build(many, chain, day("2001-01-01")).error().what, "org.tree_too_deep");
  chain.pop_back();
  EXPECT_EQ(UnitTree::build(many, chain, day("2001-01-01"))->size(), 16);
}

TEST(UnitsCsv, puts_parents_before_children) {
  const auto rows = parse_units(
      "code,name,short,kind,parent\nc,C,,village,b\nb,B,乙,township,a\na,A,甲,county,\n", "u.csv");
  ASSERT_TRUE(rows);
  ASSERT_EQ(rows->size(), 3U);
  EXPECT_EQ((*rows)[0].code, "a");
  EXPECT_EQ((*rows)[2].code, "c");
  EXPECT_EQ((*rows)[2].short_name, "C");
  EXPECT_EQ((*rows)[2].where, "u.csv:2");
}

TEST(UnitsCsv, names_the_place_of_what_is_wrong) {
  struct Case {
    const char* rows;
    const char* what;
    const char* where;
  };
  const std::string header = "code,name,short,kind,parent,from,until\n";
  for (const Case& one : {
           Case{"a b,A,,county,,,\n", "org.bad_code", "u.csv:2"},
           Case{"1234567890123456789,A,,county,,,\n", "org.bad_code", "u.csv:2"},
           Case{"a,,,county,,,\n", "org.empty_name", "u.csv:2"},
           Case{"a,A,,planet,,,\n", "org.unknown_unit_kind", "u.csv:2"},
           Case{"a,A,,county,x,,\n", "org.unknown_parent", "u.csv:2"},
           Case{"a,A,,county,,,\na,B,,county,,,\n", "org.duplicate_code", "u.csv:3"},
           Case{"a,A,,county,b,,\nb,B,,county,a,,\n", "org.unit_loop", "u.csv:2"},
           Case{"a,A,,county,a,,\n", "org.unit_loop", "u.csv:2"},
           Case{"a,A,,county,,2020-13-01,\n", "day.out_of_range", "u.csv:2"},
           Case{"a,A,,county,,0001-01-01,\n", "day.out_of_range", "u.csv:2"},
           Case{"a,A,,county,,,9999-12-31\n", "day.out_of_range", "u.csv:2"},
           Case{"a,A,,county,,2020-02-01,2020-01-01\n", "org.backwards", "u.csv:2"},
       }) {
    const auto rows = parse_units(header + one.rows, "u.csv");
    ASSERT_FALSE(rows) << one.rows;
    EXPECT_EQ(rows.error().what, one.what) << one.rows;
    EXPECT_EQ(rows.error().where, one.where) << one.rows;
  }
  EXPECT_EQ(parse_units("code,title\n", "u.csv").error().what, "org.wrong_header");
  EXPECT_EQ(parse_units("", "u.csv").error().what, "org.wrong_header");
}

TEST(UnitKind, reads_what_it_writes) {
  for (int i = 0; i < 14; ++i) {
    const auto kind = static_cast<UnitKind>(i);
    EXPECT_EQ(*parse_unit_kind(unit_kind_name(kind)), kind);
  }
  EXPECT_FALSE(parse_unit_kind("moon"));
}

TEST(CreditCode, knows_the_check_character) {
  EXPECT_TRUE(credit_code_checks("91350100M000100Y43"));  // the example of GB 32100-2015
  EXPECT_FALSE(credit_code_checks("91350100M000100Y44"));
  EXPECT_FALSE(credit_code_checks("91350100M000100Y4"));
  EXPECT_FALSE(credit_code_checks("91350100I000100Y43"));
}

}  // namespace
}  // namespace youju::org
