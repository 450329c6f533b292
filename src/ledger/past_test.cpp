#include <gtest/gtest.h>
#include <youju/ledger/ledger_fixture.h>
#include <youju/ledger/past.h>

#include <map>

namespace youju::ledger {
namespace {

class PastTest : public LedgerTest {
 protected:
  static constexpr std::int64_t hour_ms = 3'600'000;
  std::int64_t seq_of(std::string_view text) const {
    const auto moment = ledgers_->moment(text);
    EXPECT_TRUE(moment) << text << ' ' << moment.error().what;
    return moment ? moment->seq : -1;
  }
  std::string what(std::string_view text) const {
    const auto moment = ledgers_->moment(text);
    return moment ? "" : moment.error().what;
  }
  Past past(std::int64_t seq) const {
    auto found = ledgers_->past({{seq, 0}, {}, ledgers_->schemas()});
    EXPECT_TRUE(found) << found.error().what;
    return found ? *std::move(found) : Past();
  }
};
YOUJU_ON_BOTH(PastTest);

constexpr const char* trainings =
    "key,unit,on,until,topic,trainees\n1,A1,2020-05-01,2020-05-01,果树,30\n"
    "2,A2,2020-06-01,2020-06-01,蔬菜,40\n";

// It is 08:00 on 2020-12-01.
TEST_P(PastTest, finds_the_place_of_a_moment) {
  const std::int64_t before = ledgers_->head().seq;
  clock_.set(clock_.now_ms() + 20 * hour_ms);  // 04:00 of the next day
  ASSERT_TRUE(import_csv(trainings));
  const std::int64_t after = ledgers_->head().seq;
  EXPECT_GT(after, before);
  EXPECT_EQ(seq_of("yesterday"), before);
  EXPECT_EQ(seq_of("2020-12-01"), before);
  EXPECT_EQ(seq_of("2020-12-02"), after) << "today is until now";
  EXPECT_EQ(seq_of("2020-12-02T04:00"), before);
  EXPECT_EQ(seq_of("2020-12-01T08:00"), 0);
  EXPECT_EQ(seq_of("2020-12-01T08:01"), before);
  EXPECT_EQ(seq_of("2020-11-30"), 0);
  EXPECT_EQ(seq_of(std::to_string(before)), before);
  EXPECT_EQ(seq_of("0"), 0);
}

TEST_P(PastTest, refuses_what_is_no_moment_or_has_not_come) {
  for (const char* text : {"", "then", "2020", "2020-13-01", "2020-12-01T", "2020-12-01T24:00",
                           "2020-12-01T10:60", "2020-12-01 10:00", "-1", "2020-12-01T10:00:00"}) {
    EXPECT_EQ(what(text),
              std::string(text) == "2020" ? "ledger.no_such_event" : "ledger.bad_moment")
        << text;
  }
  EXPECT_EQ(what("2020-12-02"), "ledger.not_yet");
  EXPECT_EQ(what("2020-12-01T09:00"), "ledger.not_yet");
  EXPECT_EQ(what("99999"), "ledger.no_such_event");
}

TEST_P(PastTest, has_records_as_they_counted) {
  ASSERT_TRUE(import_csv(trainings));
  const std::int64_t first = ledgers_->head().seq;
  std::map<std::string, Record> records;
  for (const Record& each : approved()) records[std::get<std::string>(each.values[0])] = each;
  RawRecord raw;
  raw.cells = {{"trainees", "31"}};
  const Record& fruit = records.at("果树");
  ASSERT_TRUE(ledgers_->correct(owner_, "training", fruit.id, fruit.version, raw, "核对"));
  const std::int64_t second = ledgers_->head().seq;
  ASSERT_TRUE(ledgers_->withdraw(owner_, "training", fruit.id, fruit.version + 1, "重复"));

  EXPECT_TRUE(past(ledgers_->head().seq).records.empty());
  const Past corrected = past(second);
  ASSERT_EQ(corrected.records.size(), 1U);
  ASSERT_TRUE(corrected.records.front().counted);
  EXPECT_EQ(corrected.records.front().counted->version, fruit.version + 1);
  EXPECT_EQ(corrected.records.front().kind, "record.withdraw");
  const Past entered = past(first);
  ASSERT_EQ(entered.records.size(), 1U);
  ASSERT_TRUE(entered.records.front().counted);
  EXPECT_TRUE(same_content(*entered.records.front().counted, fruit));
  const Past nothing = past(first - 2);
  ASSERT_EQ(nothing.records.size(), 2U);
  for (const Past::Touched& each : nothing.records) EXPECT_FALSE(each.counted);
}

TEST_P(PastTest, has_units_as_they_stood_and_nil_returns_as_they_were_filed) {
  const std::int64_t before = ledgers_->head().seq;
  EXPECT_EQ(past(before).directory, nullptr);
  const Day day = *Day::parse("2020-01-01");
  ASSERT_TRUE(ledgers_->move_unit(owner_, unit("A2"), unit("B"), day, ""));
  ASSERT_TRUE(ledgers_->file_nil(owner_, "training", unit("A1"), *Period::parse("2020-02")));
  const Past found = past(before);
  ASSERT_NE(found.directory, nullptr);
  EXPECT_EQ(found.directory->tree(day)->parent(unit("A2")), unit("A"));
  EXPECT_EQ(ledgers_->directory()->tree(day)->parent(unit("A2")), unit("B"));
  EXPECT_EQ(found.directory->unit(unit("B1")).code, "B1");
  ASSERT_EQ(found.nil_later.size(), 1U);
  EXPECT_EQ(found.nil_later.front().unit, unit("A1"));
}

}  // namespace
}  // namespace youju::ledger
