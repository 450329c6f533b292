#include <gmock/gmock.h>
#include <youju/ledger/ledger_fixture.h>

namespace youju::ledger {
namespace {

using ImportTest = LedgerTest;
YOUJU_ON_BOTH(ImportTest);

constexpr const char* three_trainings =
    "key,unit,on,until,topic,kind,trainees,fee,giver,tags,hosts\n"
    "t1,A1,2020-03-20,,果树修剪,crop,120,1.50,市农技中心,spring;week,A2\n"
    "t2,A,2020/4/1,2020年4月3日,家政培训,农民工,80,,市农技中心,,\n"
    "t3,B1,2020-05-01,,电商,,,,县商务局,,\n";

TEST_P(ImportTest, enters_every_row_with_its_types) {
  const auto report = import_csv(three_trainings);
  ASSERT_TRUE(report) << report.error().what << report.error().field("member");
  for (const auto& one : report->errors) ADD_FAILURE() << describe(one.error, Language::en);
  EXPECT_EQ(report->added, 3);
  EXPECT_EQ(report->encoding, "UTF-8");
  const auto records = approved();
  ASSERT_EQ(records.size(), 3U);
  const Record& first = records[0];
  EXPECT_EQ(first.entry_key, "example:test:t1");
  EXPECT_EQ(first.unit, unit("A1"));
  EXPECT_EQ(first.on.to_string(), "2020-03-20");
  EXPECT_EQ(first.tags, (std::vector<std::string>{"spring", "week"}));
  EXPECT_EQ(first.hosts, std::vector<org::UnitId>{unit("A2")});
  EXPECT_EQ(std::get<Decimal>(first.values[2]), Decimal(120));
  EXPECT_EQ(std::get<Decimal>(first.values[3]).to_string(), "1.5");
  EXPECT_EQ(first.values[4], records[1].values[4]);
  EXPECT_EQ(records[1].until->to_string(), "2020-04-03");
  EXPECT_EQ(std::get<ChoiceCode>(records[1].values[1]).code, "migrant");
  EXPECT_TRUE(is_missing(records[2].values[2]));
  const Field& giver = ledgers_->schemas()->find("training")->fields[4];
  EXPECT_EQ(ledgers_->show(giver, first.values[4], Language::zh_cn), "市农技中心");
}

TEST_P(ImportTest, loading_again_changes_nothing) {
  ASSERT_TRUE(import_csv(three_trainings));
  const ChainHead before = ledgers_->head();
  const auto again = import_csv(three_trainings);
  ASSERT_TRUE(again);
  EXPECT_EQ(again->unchanged, 3);
  EXPECT_EQ(again->added + again->corrected, 0);
  EXPECT_EQ(ledgers_->head().seq, before.seq);
}

}  // namespace
}  // namespace youju::ledger
