#include <fmt/format.h>
#include <gtest/gtest.h>
#include <youju/indicator/figures_fixture.h>

namespace youju::indicator {
namespace {

class OddValueTest : public FiguresTest {
 protected:
  // Ten talks in a village, of 41 to 50 heads, and one more that is to be judged.
  void enter_past(const char* village = "A1", int talks = 10) {
    std::string csv = "key,unit,on,tags,hosts,topic,kind,heads,giver\n";
    for (int i = 0; i < talks; ++i) {
      csv += fmt::format("{}{},{},2020-{:02}-05,,,第{}讲,crop,{},\n", village, i, village, i + 1, i,
                         41 + i);
    }
    load("talk", csv);
  }
  std::vector<OddValue> judged(const char* village, const char* heads,
                               const org::Access& access) const {
    const auto schemas = ledgers_->schemas();
    const ledger::Schema& schema = *schemas->find("talk");
    ledger::Record record;
    record.unit = unit(village);
    record.on = *Day::parse("2020-11-20");
    record.values.resize(schema.fields.size());
    record.values[static_cast<std::size_t>(schema.field_index("heads"))] = *Decimal::parse(heads);
    const auto found = figures_->view(access)->odd_values(schema, record);
    EXPECT_TRUE(found) << found.error().what;
    return found.value_or(std::vector<OddValue>());
  }
};

INSTANTIATE_TEST_SUITE_P(Sqlite, OddValueTest, testing::Values(store::Dialect::sqlite),
                         store::back_end_name);

TEST_P(OddValueTest, is_far_above_or_below_the_units_own_past) {
  enter_past();
  const auto high = judged("A1", "4500", owner_);
  ASSERT_EQ(high.size(), 1U);
  EXPECT_EQ(high[0].field, "heads");
  EXPECT_TRUE(high[0].is_high);
  EXPECT_FALSE(high[0].of_siblings);
  EXPECT_EQ(high[0].records, 10);
  EXPECT_EQ(high[0].low.to_string(), "43");
  EXPECT_EQ(high[0].middle.to_string(), "45");
  EXPECT_EQ(high[0].high.to_string(), "47");
  const auto low = judged("A1", "4", owner_);
  ASSERT_EQ(low.size(), 1U);
  EXPECT_FALSE(low[0].is_high);
}

TEST_P(OddValueTest, is_not_what_only_differs_a_little) {
  enter_past();
  // Outside the fence, but within three times the middle: a series that hardly varies.
  for (const char* usual : {"45", "60", "135", "15"}) {
    EXPECT_TRUE(judged("A1", usual, owner_).empty()) << usual;
  }
  EXPECT_FALSE(judged("A1", "136", owner_).empty());
}

TEST_P(OddValueTest, needs_eight_values_of_the_past) {
  enter_past("A1", 7);
  EXPECT_TRUE(judged("A1", "4500", owner_).empty());
}

TEST_P(OddValueTest, is_held_against_siblings_where_the_own_past_is_short) {
  enter_past();
  const auto found = judged("A2", "4500", owner_);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_TRUE(found[0].of_siblings);
  // Who may not read the unit above is told nothing of the siblings.
  EXPECT_TRUE(judged("A2", "4500", org::Access("r", {{org::Role::reviewer, unit("A2")}})).empty());
  EXPECT_FALSE(judged("A2", "4500", org::Access("r", {{org::Role::reviewer, unit("A")}})).empty());
}

TEST_P(OddValueTest, is_told_to_nobody_outside_the_unit) {
  const auto schemas = ledgers_->schemas();
  ledger::Record record;
  record.unit = unit("B1");
  record.values.resize(schemas->find("talk")->fields.size());
  const auto view = figures_->view(org::Access("r", {{org::Role::reviewer, unit("A")}}));
  EXPECT_EQ(view->odd_values(*schemas->find("talk"), record).error().what, "org.forbidden");
}

}  // namespace
}  // namespace youju::indicator
