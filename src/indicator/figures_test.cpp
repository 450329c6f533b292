#include <gmock/gmock.h>
#include <youju/indicator/figures_fixture.h>
#include <youju/indicator/list_totals.h>

namespace youju::indicator {
namespace {

using testing::ElementsAre;

INSTANTIATE_TEST_SUITE_P(Sqlite, FiguresTest, testing::Values(store::Dialect::sqlite),
                         store::back_end_name);

constexpr std::int64_t first_of_2021 = 1609459200000;     // 08:00 +08:00
constexpr std::int64_t march_10_of_2020 = 1583798400000;  // likewise

// Two towns, three villages, two years.
constexpr const char* talks_csv =
    "key,unit,on,tags,hosts,topic,kind,heads,giver\n"
    "1,A1,2020-01-10,spring,B,果树,crop,100,果业公司\n"
    "2,A2,2020-03-20,,,蔬菜,crop,,果业公司\n"
    "3,A,2020-06-01,week;spring,,健康,health,50,县医院\n"
    "4,B1,2020-12-31,,,慢病,health,30,县医院\n"
    "5,A1,2019-05-05,,,果树,crop,80,果业公司\n"
    "6,A1,2021-01-01,,,明年,crop,7,\n";

TEST_P(FiguresTest, aggregate_the_records_of_a_subtree_and_period) {
  load("talk", talks_csv);
  const std::pair<const char*, const char*> expected[] = {
      {"talks@610522@2020", "4"},
      {"talks@A@2020", "3"},
      {"talks@A1@2020", "1"},
      {"talks@610522@2020-H1", "3"},
      {"talks@610522@2020-01-10", "1"},
      {"heads@610522@2020", "180"},
      {"top@610522@2020", "100"},
      {"givers@610522@2020", "2"},
      {"crops@610522@2020", "2"},
      {"own@A@2020", "1"},
      {"own@A1@2020", "1"},
      {"alone@B@2020", "1"},
      {"alone@610522@2020", "3"},
      {"opened@610522@2020", "2020-01-10"},
      {"closed@610522@2020", "2020-12-31"},
      {"years@610522@2020", "2"},
      {"years@B@2020", "1"},
      {"ever@610522@2020", "5"},
      {"cumulative.talks@610522@2020", "5"},
      {"talks@610522@2020?kind=health", "2"},
      {"talks@610522@2020?tag=spring", "2"},
      {"talks@610522@2020?kind=health,tag=spring", "1"}};
  for (const auto& [name, expected_value] : expected)
    EXPECT_EQ(value(name), expected_value) << name;
  const auto ground = std::get<FromRecords>(figure("heads@610522@2020").provenance);
  EXPECT_EQ(ground.records, 4);
  EXPECT_EQ(ground.incomplete, 1);
}

TEST_P(FiguresTest, follow_a_large_first_load_and_its_corrections) {
  std::string csv = "key,unit,on,tags,hosts,topic,kind,heads,giver\n";
  for (int i = 0; i < 9'000; ++i) {
    csv += fmt::format("{},{},2020-{:02}-01,spring,,科技之春讲座第{}讲,crop,{},果业公司\n", i,
                       i % 2 == 0 ? "A1" : "B1", i % 12 + 1, i, i % 10);
  }
  ASSERT_GT(csv.size(), 512U << 10);
  load("talk", csv);
  load("talk",
       "key,unit,on,tags,hosts,topic,kind,heads,giver\n0,A1,2020-01-01,,,改正,crop,1000,\n");
  load("talk", "key,unit,on,tags,hosts,topic,kind,heads,giver\nx,A1,2020-01-01,,,新增,crop,7,\n");
  const auto records = approved("talk");
  const auto last = std::find_if(records.begin(), records.end(), [](const ledger::Record& one) {
    return one.entry_key == "example:test:8999";
  });
  ASSERT_NE(last, records.end());
  ASSERT_TRUE(ledgers_->withdraw(owner_, "talk", last->id, last->version, "误报"));
  for (int opened = 0; opened < 2; ++opened) {
    EXPECT_EQ(value("talks@610522@2020"), "9000");
    EXPECT_EQ(value("heads@610522@2020"), std::to_string(9'000 / 10 * 45 + 1000 + 7 - 9));
    EXPECT_EQ(value("talks@B1@2020"), "4499");
    EXPECT_EQ(value("talks@A1@2020?tag=spring"), "4499");
    EXPECT_EQ(value("givers@610522@2020"), "1");
    // Once more from the store alone.
    figures_.reset();
    figures_ = *Figures::open(*ledgers_, clock_);
  }
}

TEST_P(FiguresTest, tell_zero_from_not_reported_nil_and_not_applicable) {
  load("talk",
       "key,unit,on,topic,kind,heads\n1,A1,2020-03-01,慢病,health,\n2,B1,2019-03-01,慢病,health,"
       "4\n");
  EXPECT_EQ(value("crops@A@2020"), "0");
  EXPECT_EQ(value("crops@B@2020"), "(figure.not_reported)");
  EXPECT_EQ(value("heads@A@2020"), "(figure.no_values)");
  EXPECT_EQ(value("opened@B@2020"), "(figure.not_reported)");
  ASSERT_TRUE(ledgers_->file_nil(owner_, "talk", unit("B"), Period::year(2020)));
  EXPECT_EQ(value("crops@B@2020"), "0");
  EXPECT_EQ(value("heads@B@2020"), "0");
  EXPECT_EQ(value("top@B@2020"), "(figure.not_reported)");
  EXPECT_EQ(std::get<FromRecords>(figure("talks@B@2020").provenance).nil_returns, 1);
  const auto nil = figures_->view(owner_)->nil_returns(*FigureName::parse("talks@610522@2020"));
  ASSERT_TRUE(nil);
  ASSERT_EQ(nil->size(), 1u);
  EXPECT_EQ(nil->front().unit, unit("B"));
  EXPECT_EQ(nil->front().period, Period::year(2020));
  declare(
      "indicator,filter,unit,period,value,qualifier,source,note\n"
      "members,,A,2020,,not_applicable,年鉴,\n");
  EXPECT_EQ(value("members@A@2020"), "not applicable");
}

// B1 stands since 2010.
TEST_P(FiguresTest, are_not_proven_by_a_nil_return_of_a_unit_that_does_not_stand_yet) {
  ASSERT_TRUE(ledgers_->file_nil(owner_, "talk", unit("B1"), *Period::parse("2009..2010")));
  EXPECT_EQ(value("talks@610522@2009"), "(figure.not_reported)");
  EXPECT_EQ(value("talks@610522@2010"), "0");
}

TEST_P(FiguresTest, keep_registers_and_stocks) {
  load("post",
       "key,unit,on,title,area,ended\n1,A1,2018-01-01,一站,10.50,2020-12-31\n"
       "2,A1,2019-01-01,二站,20.25,\n3,A1,2020-05-01,二站,21.25,2021-01-01\n"
       "4,A2,2021-02-01,三站,5.00,\n");
  EXPECT_EQ(value("posts@A@2018"), "1");
  EXPECT_EQ(value("posts@A@2020"), "2");
  EXPECT_EQ(value("posts@A@2021"), "2");
  EXPECT_EQ(value("posts@A@2017"), "(figure.not_reported)");
  EXPECT_EQ(value("area@A@2019"), "30.75");
  EXPECT_EQ(value("area@A@2020"), "31.75");
}

TEST_P(FiguresTest, of_a_period_with_a_month_not_reported_are_missing) {
  load("report",
       "key,unit,on,visits\n1,A1,2020-01-31,4\n2,A1,2020-02-28,5\n3,A1,2020-03-31,6\n"
       "4,A2,2020-01-31,7\n5,A2,2020-03-31,8\n");
  EXPECT_EQ(value("visits@A1@2020-Q1"), "15");
  EXPECT_EQ(value("visits@A@2020-01"), "11");
  const Figure quarter = figure("visits@A@2020-Q1");
  ASSERT_EQ(quarter.kind, FigureKind::missing);
  EXPECT_EQ(std::get<FromNothing>(quarter.provenance).part, "2020-02");
  ASSERT_TRUE(ledgers_->file_nil(owner_, "report", unit("A2"), *Period::parse("2020-02")));
  EXPECT_EQ(value("visits@A@2020-Q1"), "30");
}

// The clock stands at 2020-12-01: December has not ended.
TEST_P(FiguresTest, lack_only_months_that_have_ended_and_in_which_the_unit_stood) {
  std::string rows = "key,unit,on,visits\n";
  for (int month = 1; month <= 11; ++month) {
    rows += fmt::format("{0},A1,2020-{0:02}-10,1\n", month);
  }
  load("report", rows + "12,B1,2010-02-10,5\n");
  EXPECT_EQ(value("visits@A1@2020"), "11");
  EXPECT_EQ(value("visits@A1@2020-01..2020-11"), "11");
  EXPECT_EQ(value("visits@A1@2020-10-05..2020-12-01"), "2");
  // Of a range the whole months count; B1 stands since 2010.
  EXPECT_EQ(std::get<FromNothing>(figure("visits@B1@2010-01-15..2010-03-31").provenance).part,
            "2010-03");
  EXPECT_EQ(value("visits@B1@2009-11-15..2010-02-28"), "(figure.part_not_reported)");
  EXPECT_EQ(value("visits@B1@2009-11-01..2010-01-15"), "(figure.not_reported)");
  EXPECT_EQ(value("visits@B1@2009-12-01..2010-02-28"), "(figure.part_not_reported)");
  ASSERT_TRUE(ledgers_->file_nil(owner_, "report", unit("B1"), *Period::parse("2010-01")));
  EXPECT_EQ(value("visits@B1@2009-12-01..2010-02-28"), "5");
}

TEST_P(FiguresTest, compute_shares_ratios_and_sums_with_their_grounds) {
  load("talk", talks_csv);
  EXPECT_EQ(value("crop_share@610522@2020"), "50");
  EXPECT_EQ(value("per_talk@610522@2020"), "45");
  EXPECT_EQ(value("double@610522@2020"), "6");
  const Figure both = figure("double@610522@2020");
  EXPECT_EQ(both.kind, FigureKind::derived);
  EXPECT_EQ(std::get<FromFigures>(both.provenance).operands.size(), 2u);
  ASSERT_TRUE(ledgers_->file_nil(owner_, "talk", unit("B"), Period::year(2018)));
  EXPECT_EQ(value("crop_share@B@2018"), "(figure.division_by_zero)");
  const Figure gap = figure("crop_share@B@2017");
  EXPECT_EQ(std::get<FromNothing>(gap.provenance).reason, "figure.operand_missing");
  EXPECT_EQ(std::get<FromNothing>(gap.provenance).part, "crops@B@2017");
}

TEST_P(FiguresTest, grow_against_the_like_period_of_last_year) {
  load("talk", talks_csv);
  clock_.set(first_of_2021);
  EXPECT_EQ(value("growth.talks@610522@2020"), "300");
  EXPECT_EQ(value("growth.talks@B@2020"), "(figure.operand_missing)");
  ASSERT_TRUE(ledgers_->file_nil(owner_, "talk", unit("B"), Period::year(2019)));
  EXPECT_EQ(value("growth.talks@B@2020"), "(figure.growth_from_zero)");
  EXPECT_EQ(value("growth.talks@610522@2020-Q2"), "0");
}

// The clock stands at 2020-12-01.
TEST_P(FiguresTest, of_a_running_period_grow_against_the_like_part_of_last_year) {
  load("talk",
       "key,unit,on,topic,kind,heads\n1,A1,2020-03-01,甲,crop,3\n2,A1,2020-12-01,乙,crop,3\n"
       "3,A1,2020-12-02,丙,crop,9\n4,A1,2019-12-01,丁,crop,3\n5,A1,2019-12-02,戊,crop,9\n");
  EXPECT_EQ(value("growth.talks@A@2020"), "100");
  const Figure growth = figure("growth.talks@A@2020");
  const auto& operands = std::get<FromFigures>(growth.provenance).operands;
  EXPECT_EQ(operands[0].name.to_string(), "talks@A@2020-01-01..2020-12-01");
  EXPECT_EQ(operands[1].name.to_string(), "talks@A@2019-01-01..2019-12-01");
  EXPECT_EQ(value("growth.talks@A@2020-12"), "0");
  EXPECT_EQ(value("growth.talks@A@2020-11"), "(figure.operand_missing)");
  EXPECT_EQ(value("growth.talks@A@2021"), "(figure.period_not_begun)");
  // Nobody declared the like part: the whole of last year is no base for it.
  declare(
      "indicator,filter,unit,period,value,qualifier,source,note\n"
      "members,,A,2020,10,exact,年鉴,\nmembers,,A,2019,5,exact,年鉴,\n");
  EXPECT_EQ(value("growth.members@A@2020"), "(figure.operand_missing)");
  clock_.set(first_of_2021);
  EXPECT_EQ(value("growth.members@A@2020"), "100");
}

TEST_P(FiguresTest, of_a_running_year_of_monthly_reports_grow_by_whole_months) {
  load("report",
       "key,unit,on,visits\n1,A1,2019-01-05,10\n2,A1,2019-02-05,10\n3,A1,2019-03-05,10\n"
       "4,A1,2020-01-05,15\n5,A1,2020-02-05,15\n");
  clock_.set(march_10_of_2020);
  EXPECT_EQ(value("growth.visits@A1@2020"), "50");
  const Figure growth = figure("growth.visits@A1@2020");
  EXPECT_EQ(std::get<FromFigures>(growth.provenance).operands[1].name.to_string(),
            "visits@A1@2019-01..2019-02");
  EXPECT_EQ(value("growth.visits@A1@2020-03"), "(figure.no_whole_part)");
}

TEST_P(FiguresTest, of_growth_and_progress_keep_two_decimals_of_an_amount_without_any) {
  load("talk",
       "key,unit,on,topic,kind\n1,A1,2018-03-01,甲,crop\n2,A1,2018-04-01,甲,crop\n"
       "3,A1,2018-05-01,甲,crop\n4,A1,2019-03-01,甲,crop\n5,A1,2019-04-01,甲,crop\n");
  EXPECT_EQ(value("growth.talks@A@2019"), "-33.33");
  declare(
      "indicator,filter,unit,period,value,qualifier,source,owner\n"
      "talks,,A,2018,7,exact,工作要点,\n",
      Aspect::target);
  EXPECT_EQ(value("progress.talks@A@2018"), "42.86");
}

TEST_P(FiguresTest, of_a_formula_are_rounded_once_and_only_if_it_divides) {
  load("talk",
       "key,unit,on,topic,kind,heads\n1,A1,2020-03-01,甲,crop,1\n2,A1,2020-04-01,甲,health,2\n");
  load("post", "key,unit,on,title,area\n1,A1,2020-03-01,一站,10.25\n");
  EXPECT_EQ(value("third@A@2020"), "0.5");
  EXPECT_EQ(value("per_wan@A@2020"), "6666.667");
  EXPECT_EQ(value("twice_area@A@2020"), "20.5");
}

TEST_P(FiguresTest, of_a_stock_split_by_what_is_newest) {
  load("post",
       "key,unit,on,title,area,level\n1,A1,2018-01-01,一站,10.00,town\n"
       "2,A1,2020-01-01,一站,12.00,county\n3,A1,2019-01-01,二站,5.00,town\n");
  EXPECT_EQ(value("area@A@2019"), "15");
  EXPECT_EQ(value("area@A@2019?level=town"), "15");
  EXPECT_EQ(value("area@A@2019?level=county"), "0");
  EXPECT_EQ(value("area@A@2020"), "17");
  EXPECT_EQ(value("area@A@2020?level=town"), "5");
  EXPECT_EQ(value("area@A@2020?level=county"), "12");
  EXPECT_EQ(value("area@B@2020?level=county"), "(figure.not_reported)");
}

TEST_P(FiguresTest, rank_among_peers_of_one_kind_with_ties) {
  load("talk", talks_csv);
  EXPECT_EQ(value("place@A@2020"), "1");
  EXPECT_EQ(value("place@B@2020"), "2");
  EXPECT_EQ(figure("place@B@2020").rank_of, 2);
  EXPECT_EQ(value("rank.talks@A1@2020"), "1");
  EXPECT_EQ(value("rank.talks@A2@2020"), "1");
  EXPECT_EQ(value("rank.talks@B1@2020"), "(figure.no_peers)");
  EXPECT_EQ(value("rank.talks@610522@2020"), "(figure.no_peers)");
}

TEST_P(FiguresTest, prefer_records_to_statements_and_add_statements_up) {
  declare(
      "indicator,filter,unit,period,value,qualifier,source,note\n"
      "talks,,A,2020,99,at_least,年鉴,\nmembers,,A,2020,10,exact,年鉴,\n"
      "members,,B,2020,20,at_least,年鉴,\nmembers,,A1,2020,7,exact,年鉴,\n");
  EXPECT_EQ(figure("talks@A@2020").kind, FigureKind::declared);
  EXPECT_EQ(figure("talks@A@2020").qualifier, Qualifier::at_least);
  EXPECT_EQ(value("members@610522@2020"), "30");
  EXPECT_EQ(figure("members@610522@2020").kind, FigureKind::derived);
  EXPECT_EQ(figure("members@610522@2020").qualifier, Qualifier::at_least);
  EXPECT_EQ(value("members@610522@2021"), "(figure.not_declared)");
  load("talk", talks_csv);
  EXPECT_EQ(value("talks@A@2020"), "3");
  EXPECT_EQ(figure("talks@A@2020").kind, FigureKind::proven);
  const auto faults = figures_->audit(owner_);
  ASSERT_TRUE(faults);
  EXPECT_TRUE(faults->empty());
}

TEST_P(FiguresTest, compare_with_their_targets) {
  load("talk", talks_csv);
  declare(
      "indicator,filter,unit,period,value,qualifier,source,owner\n"
      "talks,,610522,2020,5,exact,工作要点,科普部\n",
      Aspect::target);
  EXPECT_EQ(value("target.talks@610522@2020"), "5");
  EXPECT_EQ(value("progress.talks@610522@2020"), "80");
  EXPECT_EQ(value("target.talks@A@2020"), "(figure.no_target)");
  EXPECT_EQ(value("progress.talks@A@2020"), "(figure.operand_missing)");
}

TEST_P(FiguresTest, computed_from_a_target_that_does_not_apply_do_not_apply) {
  load("talk", talks_csv);
  declare(
      "indicator,filter,unit,period,value,qualifier,source,owner\n"
      "talks,,A,2020,,not_applicable,工作要点,\ntalks,,B,2020,3,exact,工作要点,\n",
      Aspect::target);
  EXPECT_EQ(value("lack@B@2020"), "2");
  for (const char* name :
       {"lack@A@2020", "goal@A@2020", "progress.talks@A@2020", "rank.goal@A@2020"}) {
    const Figure found = figure(name);
    EXPECT_TRUE(found.not_applicable) << name;
    EXPECT_EQ(found.qualifier, Qualifier::not_applicable) << name;
    EXPECT_EQ(state(found, Language::zh_cn).text, "—") << name;
  }
  EXPECT_EQ(value("goal@B@2020"), "3");
  EXPECT_EQ(value("goal@A1@2020"), "(figure.operand_missing)");
}

TEST_P(FiguresTest, claim_at_least_only_for_sums) {
  declare(
      "indicator,filter,unit,period,value,qualifier,source,note\n"
      "talks,,A,2020,9,exact,年鉴,\ncrops,,A,2020,4,at_least,年鉴,\nown,,A,2020,1,exact,年鉴,\n");
  EXPECT_EQ(figure("double@A@2020").qualifier, Qualifier::at_least);
  EXPECT_EQ(figure("net@A@2020").qualifier, Qualifier::about);
}

TEST_P(FiguresTest, added_up_claim_no_more_than_their_weakest_part) {
  const auto rolled = [&](const char* first, const char* second) {
    declare(std::string("indicator,filter,unit,period,value,qualifier,source,note\n") +
            "members,,A,2020,10," + first + ",年鉴,\nmembers,,B,2020,20," + second + ",年鉴,\n");
    return figure("members@610522@2020").qualifier;
  };
  EXPECT_EQ(rolled("exact", "exact"), Qualifier::exact);
  EXPECT_EQ(rolled("at_least", "exact"), Qualifier::at_least);
  EXPECT_EQ(rolled("exact", "at_most"), Qualifier::at_most);
  EXPECT_EQ(rolled("at_least", "at_least"), Qualifier::at_least);
  EXPECT_EQ(rolled("at_least", "at_most"), Qualifier::about);
  EXPECT_EQ(rolled("about", "at_least"), Qualifier::about);
  EXPECT_EQ(rolled("at_least", "about"), Qualifier::about);
}

TEST_P(FiguresTest, of_a_sum_too_large_are_missing_and_never_wrong) {
  const char* row = ",2020,999999999999999999999999999999999999,exact,年鉴,\n";
  declare("indicator,filter,unit,period,value,qualifier,source,note\n" +
          (std::string("members,,A") + row) + "members,,B" + row);
  EXPECT_EQ(value("members@610522@2020"), "(figure.overflow)");
}

TEST_P(FiguresTest, are_provisional_until_their_period_is_closed) {
  load("talk", talks_csv);
  EXPECT_TRUE(figure("talks@A@2020-Q1").provisional);
  ASSERT_TRUE(ledgers_->close(owner_, unit("610522"), *Period::parse("2020-Q1")));
  EXPECT_FALSE(figure("talks@A@2020-Q1").provisional);
  EXPECT_TRUE(figure("talks@A@2020").provisional);
}

TEST_P(FiguresTest, of_a_list_add_up_what_the_list_has) {
  load("talk", talks_csv);
  const auto post = import_csv(
      "key,unit,on,tags,hosts,title,area,ended,level\n1,A1,2020-02-01,,,甲,12.50,,town\n"
      "2,B,2020-03-01,,,乙,7.25,,town\n3,B,2020-03-02,,,丙,,,county\n",
      ledger::State::approved, "post");
  ASSERT_TRUE(post) << post.error().what;
  ASSERT_TRUE(
      import_csv("key,unit,on,tags,hosts,topic,kind,heads,giver\n"
                 "7,A1,2020-02-02,,,草稿,crop,1000,\n8,B,2020-02-02,,,待审,crop,,\n",
                 ledger::State::submitted, "talk"));
  const auto shown = [](const ledger::Ledgers::ListTotals& totals) {
    std::string text = std::to_string(totals.records);
    for (const auto& [field, sum] : totals.sums) text += " " + field + " " + sum.to_string();
    return text;
  };
  int known = 0;
  for (const char* const name : {"talk", "post", "report"}) {
    for (const char* const code : {"610522", "A", "A1", "A2", "B", "B1"}) {
      for (const char* const period : {"2020", "2020-Q1", "2019..2021", "2018", "2009"}) {
        ledger::Ledgers::ListQuery query;
        query.ledger = name;
        query.unit = unit(code);
        query.period = *Period::parse(period);
        query.state = ledger::State::approved;
        const auto approved = ledgers_->totals(owner_, query);
        ASSERT_TRUE(approved);
        const auto found = list_totals(*figures_, *ledgers_, clock_, owner_, query);
        ASSERT_TRUE(found) << found.error().what;
        // B1 did not stand in 2009: another tree.
        EXPECT_EQ(found->has_value(), std::string(period) != "2009");
        if (!*found) continue;
        EXPECT_EQ(shown(**found), shown(*approved)) << name << code << period;
        known += approved->records > 0;
      }
    }
  }
  EXPECT_GT(known, 20);
}

TEST_P(FiguresTest, of_a_unit_that_moved_follow_the_tree_of_the_period) {
  load("talk", talks_csv);
  const Day day = *Day::parse("2021-01-01");
  ASSERT_TRUE(ledgers_->move_unit(owner_, unit("A1"), unit("B"), day, "区划调整"));
  EXPECT_EQ(value("talks@A@2020"), "3");
  EXPECT_EQ(value("talks@B@2021"), "1");
  EXPECT_EQ(value("talks@A@2021"), "(figure.not_reported)");
}

TEST_P(FiguresTest, split_into_what_was_declared_and_what_their_operands_split_into) {
  load("talk", talks_csv);
  declare(
      "indicator,filter,unit,period,value,qualifier,source,note\n"
      "talks,,A,2018,5,exact,年鉴,\ntalks,kind=crop,A,2018,3,exact,年鉴,\n"
      "talks,kind=health,A,2018,2,exact,年鉴,\n");
  const auto view = figures_->view(owner_);
  const auto names = [&](const char* whole, const char* by) {
    std::vector<std::string> found;
    const auto parts = view->parts(*FigureName::parse(whole), by);
    EXPECT_TRUE(parts) << whole;
    for (const Figure& part : parts.value_or(std::vector<Figure>{})) {
      found.push_back(part.name.to_string() + " " + part.number()->to_string());
    }
    return found;
  };
  EXPECT_THAT(names("talks@A@2018", "kind"),
              ElementsAre("talks@A@2018?kind=crop 3", "talks@A@2018?kind=health 2"));
  EXPECT_THAT(names("double@A@2020", "tag"),
              ElementsAre("double@A@2020?tag=spring 3", "double@A@2020?tag=week 1"));
}

TEST_P(FiguresTest, split_by_unit_add_up_though_a_unit_ended) {
  load("talk", talks_csv);
  const auto rows = org::parse_units(
      "code,name,short,kind,parent,from,until\nA1,甲一村,甲一,village,A,,2020-06-01\n", "units.csv",
      ledgers_->directory().get());
  ASSERT_TRUE(rows);
  // The clock stands at 2020-12-01; the village ends when it still stands.
  clock_.set(march_10_of_2020);
  ASSERT_TRUE(ledgers_->load_units(owner_, *rows));
  EXPECT_EQ(value("talks@A@2020"), "3");
  const auto parts = figures_->view(owner_)->parts(*FigureName::parse("talks@A@2020"), "unit");
  ASSERT_TRUE(parts);
  ASSERT_EQ(parts->size(), 2u);
  EXPECT_EQ(parts->front().name.unit, "A1");
  EXPECT_EQ(parts->front().number()->to_string(), "1");
  EXPECT_EQ(parts->back().number()->to_string(), "1");
}

TEST_P(FiguresTest, are_refused_to_who_may_not_read_the_unit) {
  load("talk", talks_csv);
  const org::Access clerk("clerk", {{org::Role::clerk, unit("A")}});
  const auto view = figures_->view(clerk);
  EXPECT_TRUE(view->figure(*FigureName::parse("talks@A1@2020")));
  for (const char* name : {"talks@B@2020", "talks@610522@2020"}) {
    const auto refused = view->figure(*FigureName::parse(name));
    ASSERT_FALSE(refused) << name;
    EXPECT_EQ(refused.error().what, "org.forbidden");
    EXPECT_FALSE(view->parts(*FigureName::parse(name), "unit")) << name;
    EXPECT_FALSE(view->records(*FigureName::parse(name), 0, 9)) << name;
  }
}

TEST_P(FiguresTest, lead_to_records_that_add_up_to_them) {
  load("talk", talks_csv);
  const auto view = figures_->view(owner_);
  const auto records = view->records(*FigureName::parse("heads@610522@2020"), 0, 100);
  ASSERT_TRUE(records);
  Decimal sum;
  for (const RecordReference& record : *records) {
    if (record.contribution) sum = *add(sum, *record.contribution);
  }
  EXPECT_EQ(records->size(), 4u);
  EXPECT_EQ(sum.to_string(), "180");
  EXPECT_EQ(records->front().on.to_string(), "2020-12-31");
  const auto second = view->records(*FigureName::parse("heads@610522@2020"), 3, 100);
  ASSERT_EQ(second->size(), 1u);
  EXPECT_EQ(second->front().on.to_string(), "2020-01-10");
}

TEST_P(FiguresTest, split_into_parts_by_field_unit_and_time) {
  load("talk", talks_csv);
  const auto view = figures_->view(owner_);
  const auto parts = [&](const char* by, const char* whole = "talks@610522@2020") {
    std::vector<std::string> texts;
    const auto found = view->parts(*FigureName::parse(whole), by);
    EXPECT_TRUE(found) << by;
    for (const Figure& part : found.value_or(std::vector<Figure>{})) {
      texts.push_back(view->part_title(part.name, by, Language::zh_cn) +
                      part.number()->to_string());
    }
    return texts;
  };
  EXPECT_THAT(parts("kind"), ElementsAre("种植2", "健康2"));
  EXPECT_THAT(parts("unit"), ElementsAre("甲镇3", "乙镇1"));
  EXPECT_EQ(parts("month").size(), 4u);
  EXPECT_EQ(parts("tag").size(), 2u);
  // A formula that counts from the beginning splits by all that has been, not by the period's
  // alone.
  EXPECT_THAT(parts("kind", "cumulative.talks@610522@2020"), ElementsAre("种植3", "健康2"));
  EXPECT_EQ(parts("kind", "so_far@610522@2020"), parts("kind", "cumulative.talks@610522@2020"));
  const auto bad = view->parts(*FigureName::parse("talks@610522@2020"), "topic");
  ASSERT_FALSE(bad);
  EXPECT_EQ(bad.error().what, "figure.bad_split");
}

TEST_P(FiguresTest, refuse_filters_that_mean_nothing) {
  const auto view = figures_->view(owner_);
  for (const char* name :
       {"talks@A@2020?kind=fish", "talks@A@2020?topic=x", "talks@A@2020?tag=no"}) {
    const auto refused = view->figure(*FigureName::parse(name));
    ASSERT_FALSE(refused) << name;
    EXPECT_EQ(refused.error().what, "figure.bad_filter");
  }
  EXPECT_FALSE(view->figure(*FigureName::parse("nothing@A@2020")));
  EXPECT_FALSE(view->figure(*FigureName::parse("talks@nowhere@2020")));
}

}  // namespace
}  // namespace youju::indicator
