#include <gmock/gmock.h>
#include <youju/ledger/ledger_fixture.h>
#include <youju/ledger/ledger_rows.h>
#include <youju/org/projection.h>

#include <filesystem>
#include <fstream>

namespace youju::ledger {
namespace {

class AuditTest : public LedgerTest {
 protected:
  void SetUp() override {
    LedgerTest::SetUp();
    if (IsSkipped()) return;
    ASSERT_TRUE(
        import_csv("key,unit,on,topic,giver\n1,A1,2020-03-20,甲,农技站\n"
                   "2,A2,2020-03-21,乙,农技站\n3,B1,2020-03-22,丙,\n"));
    const auto records = approved();
    ASSERT_EQ(records.size(), 3U);
    ASSERT_TRUE(
        ledgers_->correct(owner_, "training", records[0].id, 1, {"", {{"fee", "2"}}, ""}, "复核"));
    ASSERT_TRUE(ledgers_->merge(owner_, "training", records[0].id, records[1].id));
    ASSERT_TRUE(ledgers_->withdraw(owner_, "training", records[2].id, 1, "误报"));
    ASSERT_TRUE(
        ledgers_->add_evidence(owner_, "training", records[0].id, "a.txt", upload("签到表")));
    ASSERT_TRUE(ledgers_->file_nil(owner_, "training", unit("B"), *Period::parse("2020-05")));
    ASSERT_TRUE(ledgers_->close(owner_, unit("B"), *Period::parse("2019")));
    ASSERT_TRUE(ledgers_->move_unit(owner_, unit("A2"), unit("B"), *Day::parse("2020-07-01"), ""));
    ASSERT_TRUE(ledgers_->grant(owner_, {{"li", "Li", {{org::Role::clerk, unit("A")}}}}));
  }

  void tamper(std::string_view sql) {
    ASSERT_TRUE(database_->write(
        [&](store::Transaction& transaction) -> Result<void> { return transaction.execute(sql); }));
  }
  std::vector<std::string> faults() {
    std::vector<std::string> found;
    const auto report = ledgers_->audit(owner_, nullptr);
    EXPECT_TRUE(report) << report.error().what;
    if (!report) return found;
    for (const auto& fault : report->faults) {
      found.push_back(fault.what + (fault.fields.empty() ? "" : " " + fault.fields[0].value));
    }
    return found;
  }
};
YOUJU_ON_BOTH(AuditTest);

using testing::ElementsAre;
using testing::IsEmpty;

TEST_P(AuditTest, finds_nothing_in_a_sound_folder) {
  const auto report = ledgers_->audit(owner_, nullptr);
  ASSERT_TRUE(report) << report.error().what;
  for (const auto& fault : report->faults) {
    ADD_FAILURE() << fault.what << ' ' << sentence(fault.what, Language::en, fault.fields);
  }
  EXPECT_EQ(report->records, 3);
  EXPECT_EQ(report->blobs, 1);
  EXPECT_EQ(report->events, report->head.seq);
  EXPECT_EQ(report->head.hash, ledgers_->head().hash);
}

TEST_P(AuditTest, sees_a_changed_event) {
  tamper(
      "UPDATE event SET payload = replace(payload, '复核', '改动') WHERE kind = 'record.correct'");
  const auto found = faults();
  ASSERT_EQ(found.size(), 1U);
  EXPECT_THAT(found[0], testing::StartsWith("ledger.audit_chain"));
}

TEST_P(AuditTest, sees_a_missing_event) {
  tamper("DELETE FROM event WHERE kind = 'nil.file'");
  const auto found = faults();
  EXPECT_THAT(found, testing::Contains(testing::StartsWith("ledger.audit_gap")));
  EXPECT_THAT(found, testing::Contains(testing::StartsWith("ledger.audit_chain")));
  EXPECT_THAT(found, testing::Contains("ledger.audit_row nil_return"));
}

TEST_P(AuditTest, sees_a_changed_record) {
  tamper("UPDATE rec_training SET topic = 'x' WHERE topic = '甲'");
  EXPECT_THAT(faults(), ElementsAre("ledger.audit_row rec_training"));
}

TEST_P(AuditTest, sees_a_record_that_no_event_made) {
  tamper("DELETE FROM rec_training WHERE topic = '丙'");
  EXPECT_THAT(faults(), ElementsAre("ledger.audit_row rec_training"));
}

TEST_P(AuditTest, sees_a_changed_unit) {
  tamper("UPDATE unit SET name = 'x' WHERE code = 'B'");
  EXPECT_THAT(faults(), ElementsAre("ledger.audit_row unit", "ledger.audit_row unit"));
}

TEST_P(AuditTest, sees_a_damaged_evidence_file) {
  const auto digest = approved()[0].evidence.at(0);
  Digest bytes;
  ASSERT_TRUE(from_hex(digest, bytes));
  std::filesystem::permissions(blobs_.path_of(bytes), std::filesystem::perms(0644));
  std::ofstream(blobs_.path_of(bytes)) << "another";
  EXPECT_THAT(faults(), ElementsAre("ledger.audit_blob " + digest));
}

TEST_P(AuditTest, rebuilding_makes_the_same_tables) {
  const auto lines = [this] {
    std::vector<std::string> all;
    const auto take = [&all](const std::string& line) -> Result<void> {
      all.push_back(line);
      return {};
    };
    const auto transaction = database_->read();
    EXPECT_TRUE(org::dump(*transaction, take));
    EXPECT_TRUE(dump_rows(*transaction, take));
    return all;
  };
  const auto before = lines();
  tamper("UPDATE rec_training SET topic = 'x'");
  tamper("DELETE FROM nil_return");
  const auto done = ledgers_->rebuild(owner_);
  ASSERT_TRUE(done) << done.error().what << ' ' << done.error().field("member");
  EXPECT_EQ(lines(), before);
  EXPECT_THAT(faults(), IsEmpty());
  EXPECT_EQ(ledgers_->nil_returns().size(), 1U);
}

TEST_P(AuditTest, opening_again_finds_everything) {
  const ChainHead head = ledgers_->head();
  ledgers_.reset();
  database_.reset();
  start();
  EXPECT_EQ(ledgers_->head().seq, head.seq);
  EXPECT_EQ(approved().size(), 1U);
  EXPECT_TRUE(ledgers_->find_party("农技站"));
  EXPECT_TRUE(ledgers_->is_closed(unit("B1"), *Period::parse("2019-05")));
  EXPECT_THAT(faults(), IsEmpty());
}

}  // namespace
}  // namespace youju::ledger
