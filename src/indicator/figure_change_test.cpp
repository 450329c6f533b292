#include <gmock/gmock.h>
#include <youju/indicator/figure_change.h>
#include <youju/indicator/figures_fixture.h>
#include <youju/ledger/reform.h>

namespace youju::indicator {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

class FigureChangeTest : public FiguresTest {
 protected:
  // Four talks that are approved, and one that waits; then the day is over.
  void SetUp() override {
    FiguresTest::SetUp();
    if (IsSkipped()) return;
    load("talk",
         "key,unit,on,tags,hosts,topic,kind,heads,giver\n"
         "1,A1,2020-01-10,,,果树,crop,100,果业公司\n2,A2,2020-03-20,,,蔬菜,crop,,果业公司\n"
         "3,A,2020-06-01,,,健康,health,50,县医院\n4,B1,2020-11-30,,,慢病,health,30,县医院\n");
    ASSERT_TRUE(
        import_csv("key,unit,on,tags,hosts,topic,kind,heads,giver\n"
                   "5,A1,2020-08-01,,,防汛,health,20,\n",
                   ledger::State::submitted, "talk"));
    load("post",
         "key,unit,on,tags,hosts,title,area,ended,level\n1,A1,2020-02-01,,,甲,12.50,,town\n");
    yesterday_ = ledgers_->head().seq;
    clock_.set(clock_.now_ms() + day_ms);
  }

  ledger::Record record(std::string_view topic, std::string_view ledger = "talk") const {
    const auto schemas = ledgers_->schemas();
    ledger::Ledgers::ListQuery query;
    query.ledger = ledger;
    query.unit = unit("610522");
    query.period = *Period::parse("2000..2030");
    const auto page = ledgers_->list(owner_, query);
    for (const ledger::Record& each : page->records) {
      if (std::get<std::string>(each.values[0]) == topic) return each;
    }
    ADD_FAILURE() << topic;
    return {};
  }
  void correct(std::string_view topic, std::map<std::string, std::string, std::less<>> cells) {
    const ledger::Record known = record(topic);
    ledger::RawRecord raw;
    raw.cells = std::move(cells);
    const auto done = ledgers_->correct(owner_, "talk", known.id, known.version, raw, "核对");
    ASSERT_TRUE(done) << done.error().what;
  }
  void approve(std::string_view topic) {
    const ledger::Record known = record(topic);
    ASSERT_TRUE(ledgers_->approve(owner_, "talk", known.id, known.version));
  }
  void withdraw(std::string_view topic) {
    const ledger::Record known = record(topic);
    ASSERT_TRUE(ledgers_->withdraw(owner_, "talk", known.id, known.version, "重复"));
  }

  std::unique_ptr<FigureComparison> compared(std::string_view since = "yesterday",
                                             std::string_view until = "") const {
    std::optional<ledger::Moment> end;
    if (!until.empty()) end = *ledgers_->moment(until);
    auto comparison = figures_->compare(owner_, *ledgers_->moment(since), end);
    EXPECT_TRUE(comparison) << comparison.error().what;
    return *std::move(comparison);
  }
  static std::string said(const Figure& figure) {
    if (figure.number() != nullptr) return figure.number()->to_string();
    return figure.day() != nullptr ? figure.day()->to_string() : "-";
  }
  // "4 > 5 = 1", with "approved" and what it added and adds for each record.
  std::vector<std::string> told(FigureComparison& comparison, std::string_view name) const {
    const FigureName parsed = *FigureName::parse(name);
    const auto change = comparison.change(parsed);
    EXPECT_TRUE(change) << change.error().what;
    std::vector<std::string> lines = {said(change->then) + " > " + said(change->now)};
    if (change->difference) lines.front() += " = " + change->difference->to_string();
    const auto records = comparison.records(parsed, 0, 100);
    EXPECT_TRUE(records) << records.error().what;
    EXPECT_EQ(records->total, static_cast<std::int64_t>(records->rows.size()));
    for (const ChangedRecord& each : records->rows) {
      std::string line(change_cause_name(each.cause));
      line += " " + ledgers_->directory()->unit(each.unit).code + " " + each.on.to_string();
      if (each.before) line += " was " + each.before->to_string();
      if (each.after) line += " is " + each.after->to_string();
      lines.push_back(line);
    }
    return lines;
  }
  std::vector<std::string> told(std::string_view name) const { return told(*compared(), name); }

  static constexpr std::int64_t day_ms = 86'400'000;
  std::int64_t yesterday_ = 0;
};
YOUJU_ON_BOTH(FigureChangeTest);

TEST_P(FigureChangeTest, is_nothing_where_nothing_was_done) {
  EXPECT_THAT(told("talks@610522@2020"), ElementsAre("4 > 4 = 0"));
  EXPECT_THAT(told("area@610522@2020"), ElementsAre("12.5 > 12.5 = 0"));
  EXPECT_THAT(told("crop_share@610522@2020"), ElementsAre("50 > 50 = 0"));
}

TEST_P(FigureChangeTest, names_what_was_approved_corrected_and_withdrawn) {
  approve("防汛");
  correct("果树", {{"heads", "90"}});
  withdraw("健康");
  EXPECT_THAT(told("heads@610522@2020"),
              ElementsAre("180 > 140 = -40", "withdrawn A 2020-06-01 was 50",
                          "corrected A1 2020-01-10 was 100 is 90", "approved A1 2020-08-01 is 20"));
  // A correction that leaves a record where it is makes no difference to a count.
  EXPECT_THAT(told("talks@610522@2020"),
              ElementsAre("4 > 4 = 0", "withdrawn A 2020-06-01", "approved A1 2020-08-01"));
  EXPECT_THAT(told("talks@B@2020"), ElementsAre("1 > 1 = 0"));
}

TEST_P(FigureChangeTest, follows_a_record_that_has_moved) {
  correct("蔬菜", {{"unit", "B"}, {"heads", "7"}});
  EXPECT_THAT(told("heads@A@2020"), ElementsAre("150 > 150 = 0", "moved_out B 2020-03-20 was 0"));
  EXPECT_THAT(told("heads@B@2020"), ElementsAre("30 > 37 = 7", "moved_in B 2020-03-20 is 7"));
  EXPECT_THAT(told("heads@610522@2020"),
              ElementsAre("180 > 187 = 7", "corrected B 2020-03-20 was 0 is 7"));
  correct("果树", {{"on", "2019-01-10"}});
  EXPECT_THAT(told("talks@A@2020"),
              ElementsAre("3 > 1 = -2", "moved_out A1 2020-01-10", "moved_out B 2020-03-20"));
  EXPECT_THAT(told("talks@610522@2019"), ElementsAre("- > 1", "moved_in A1 2019-01-10"));
}

TEST_P(FigureChangeTest, knows_a_record_that_took_the_place_of_another) {
  load("post",
       "key,unit,on,tags,hosts,title,area,ended,level\n2,A1,2020-05-01,,,甲,20.25,,county\n");
  EXPECT_THAT(told("area@610522@2020"),
              ElementsAre("12.5 > 20.25 = 7.75", "approved A1 2020-05-01 is 20.25",
                          "superseded A1 2020-02-01 was 12.5"));
  withdraw("果树");
  EXPECT_THAT(told("top@610522@2020"),
              ElementsAre("100 > 50 = -50", "withdrawn A1 2020-01-10", "reinstated A 2020-06-01"));
  EXPECT_THAT(told("opened@610522@2020"),
              ElementsAre("2020-01-10 > 2020-03-20", "withdrawn A1 2020-01-10",
                          "reinstated A2 2020-03-20"));
}

TEST_P(FigureChangeTest, of_a_derived_figure_leads_to_the_records_of_its_operands) {
  approve("防汛");
  EXPECT_THAT(told("crop_share@610522@2020"),
              ElementsAre("50 > 40 = -10", "approved A1 2020-08-01"));
  EXPECT_THAT(told("rank.talks@B@2020"), ElementsAre("2 > 2 = 0"));
}

TEST_P(FigureChangeTest, compares_what_was_stated_then) {
  declare("indicator,unit,period,value,source\nmembers,A1,2020,30,花名册\n");
  clock_.set(clock_.now_ms() + day_ms);
  declare("indicator,unit,period,value,source\nmembers,A1,2020,32,花名册\nmembers,B,2020,5,总结\n");
  EXPECT_THAT(told("members@A1@2020"), ElementsAre("30 > 32 = 2"));
  EXPECT_THAT(told("members@B@2020"), ElementsAre("- > 5"));
  EXPECT_THAT(told(*compared("2020-12-01"), "members@A1@2020"), ElementsAre("- > 32"));
  const auto change = compared()->change(*FigureName::parse("members@A1@2020"));
  EXPECT_EQ(std::get<FromSource>(change->then.provenance).source.entered_by, "owner");
}

TEST_P(FigureChangeTest, follows_units_that_have_moved_since) {
  ASSERT_TRUE(ledgers_->move_unit(owner_, unit("A2"), unit("B"), *Day::parse("2020-02-01"), ""));
  approve("防汛");
  EXPECT_THAT(told("talks@A@2020"),
              ElementsAre("3 > 3 = 0", "approved A1 2020-08-01", "moved_out A2 2020-03-20"));
  EXPECT_THAT(told("talks@B@2020"), ElementsAre("1 > 2 = 1", "moved_in A2 2020-03-20"));
  EXPECT_THAT(told("talks@610522@2020"), ElementsAre("4 > 5 = 1", "approved A1 2020-08-01"));
  ASSERT_TRUE(ledgers_->load_units(
      owner_, {{"C", "丙镇", "丙镇", "610522", org::UnitKind::township, {}, {}, ""}}));
  EXPECT_THAT(told("talks@C@2020"), ElementsAre("- > -"));
}

TEST_P(FigureChangeTest, is_asked_between_any_two_moments) {
  approve("防汛");
  const std::string second = std::to_string(ledgers_->head().seq);
  withdraw("防汛");
  const std::string first = std::to_string(yesterday_);
  EXPECT_THAT(told(*compared(first, second), "talks@A@2020"),
              ElementsAre("3 > 4 = 1", "approved A1 2020-08-01"));
  EXPECT_THAT(told(*compared(second), "talks@A@2020"),
              ElementsAre("4 > 3 = -1", "withdrawn A1 2020-08-01"));
  EXPECT_THAT(told(*compared(first), "talks@A@2020"), ElementsAre("3 > 3 = 0"));
  EXPECT_THAT(told(*compared("0", first), "talks@610522@2020").front(), "- > 4");
  const auto backwards =
      figures_->compare(owner_, *ledgers_->moment(second), *ledgers_->moment(first));
  ASSERT_FALSE(backwards);
  EXPECT_EQ(backwards.error().what, "figure.backwards");
}

TEST_P(FigureChangeTest, names_only_records_that_one_may_read) {
  correct("蔬菜", {{"unit", "B"}});
  approve("防汛");
  const org::Access clerk("clerk", {{org::Role::clerk, unit("A")}});
  const auto comparison = *figures_->compare(clerk, *ledgers_->moment("yesterday"), {});
  const auto records = comparison->records(*FigureName::parse("talks@A@2020"), 0, 10);
  ASSERT_TRUE(records);
  ASSERT_EQ(records->rows.size(), 1U);
  EXPECT_EQ(records->rows.front().cause, ChangeCause::approved);
  EXPECT_EQ(records->rows.front().actor, "owner");
  EXPECT_EQ(records->total, 1);
  EXPECT_EQ(records->out_of_sight, 1);
  const auto refused = comparison->change(*FigureName::parse("talks@B@2020"));
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().what, "org.forbidden");
}

TEST_P(FigureChangeTest, is_told_by_pages) {
  approve("防汛");
  withdraw("健康");
  withdraw("慢病");
  const auto comparison = compared();
  const FigureName name = *FigureName::parse("talks@610522@2020");
  const auto second = comparison->records(name, 1, 1);
  ASSERT_EQ(second->rows.size(), 1U);
  EXPECT_EQ(second->rows.front().on.to_string(), "2020-06-01");
  EXPECT_EQ(second->total, 3);
  EXPECT_THAT(comparison->records(name, 9, 10)->rows, IsEmpty());
}

TEST_P(FigureChangeTest, counts_nil_returns_of_then) {
  load("report", "key,unit,on,tags,hosts,visits\n1,A1,2020-01-15,,,4\n");
  clock_.set(clock_.now_ms() + day_ms);
  ASSERT_TRUE(ledgers_->file_nil(owner_, "report", unit("A1"), *Period::parse("2020-02")));
  EXPECT_THAT(told("visits@A1@2020-02"), ElementsAre("- > 0"));
}

}  // namespace
}  // namespace youju::indicator
