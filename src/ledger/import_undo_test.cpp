#include <gmock/gmock.h>
#include <youju/ledger/workbook_fixture.h>

namespace youju::ledger {
namespace {

class ImportUndoTest : public WorkbookTest {
 protected:
  static std::string sheet(const std::string& number) {
    return book_of({{"Sheet1",
                     {{"单位", "日期", "主题", "受训人次"},
                      {"A1", "2020-03-20", "甲", number},
                      {"A2", "2020-03-21", "乙", "30"},
                      {"B1", "2020-03-22", "丙", "50"}}}});
  }
  void expect_clean_audit() {
    const auto audit = ledgers_->audit(owner_, nullptr);
    ASSERT_TRUE(audit);
    for (const auto& fault : audit->faults) {
      ADD_FAILURE() << sentence(fault.what, Language::en, fault.fields);
    }
  }
};
YOUJU_ON_BOTH(ImportUndoTest);

TEST_P(ImportUndoTest, takes_back_what_nobody_has_changed_since) {
  const ApplyReport report = enter(sheet("120"));
  ASSERT_TRUE(report.entered);
  ASSERT_GT(report.import_id, 0);
  auto records = approved();
  ASSERT_EQ(records.size(), 3U);
  const Record& corrected = *std::find_if(records.begin(), records.end(), [](const Record& one) {
    return std::get<std::string>(one.values[0]) == "乙";
  });
  RawRecord change;
  change.cells["trainees"] = "31";
  ASSERT_TRUE(ledgers_->correct(owner_, "training", corrected.id, 1, change, "复核"));

  const ChainHead head = ledgers_->head();
  const auto tried = ledgers_->undo_import(owner_, report.import_id, {.dry_run = true});
  ASSERT_TRUE(tried);
  EXPECT_EQ(tried->withdrawn, 2);
  EXPECT_EQ(ledgers_->head().seq, head.seq);

  const auto undone = ledgers_->undo_import(owner_, report.import_id, {.keep_changed = true});
  ASSERT_TRUE(undone) << undone.error().what;
  EXPECT_EQ(undone->withdrawn, 2);
  ASSERT_EQ(undone->kept_all, 1);
  EXPECT_EQ(undone->kept[0].event, "record.correct");
  EXPECT_EQ(this->records(), "A2 2020-03-21 乙 31\n");
  const auto history =
      ledgers_->history(owner_, records[0].id == corrected.id ? records[1].id : records[0].id);
  ASSERT_TRUE(history);
  EXPECT_EQ(history->back().kind, "record.withdraw");
  EXPECT_THAT(history->back().payload, testing::HasSubstr("撤销导入 表.xlsx"));
  expect_clean_audit();

  const auto runs = ledgers_->imports(owner_, unit("610522"));
  ASSERT_TRUE(runs);
  ASSERT_EQ(runs->size(), 1U);
  EXPECT_EQ(runs->front().file_name, "表.xlsx");
  EXPECT_EQ(runs->front().added, 3);
  EXPECT_EQ(runs->front().withdrawn, 2);
  EXPECT_EQ(runs->front().kept, 1);
  EXPECT_GT(runs->front().undone_ms, 0);
  EXPECT_EQ(ledgers_->undo_import(owner_, report.import_id, {.keep_changed = true}).error().what,
            "import.undone_already");
  EXPECT_EQ(ledgers_->undo_import(owner_, 4711, {}).error().what, "import.no_such_import");
}

TEST_P(ImportUndoTest, is_refused_while_a_record_was_changed_since_and_says_why_it_was_done) {
  const ApplyReport report = enter(sheet("120"));
  const auto records = approved();
  RawRecord change;
  change.cells["trainees"] = "31";
  ASSERT_TRUE(ledgers_->correct(owner_, "training", records[0].id, 1, change, "recount"));
  const ChainHead head = ledgers_->head();
  const auto refused = ledgers_->undo_import(owner_, report.import_id, {});
  EXPECT_EQ(refused.error().what, "import.changed_since");
  EXPECT_EQ(refused.error().field("count"), "1");
  EXPECT_EQ(ledgers_->head().seq, head.seq);
  UndoOptions options;
  options.keep_changed = true;
  options.reason = "the wrong year";
  ASSERT_TRUE(ledgers_->undo_import(owner_, report.import_id, options));
  const auto history = ledgers_->history(owner_, records[1].id);
  ASSERT_TRUE(history);
  EXPECT_THAT(history->back().payload, testing::HasSubstr("the wrong year"));
  expect_clean_audit();
}

TEST_P(ImportUndoTest, a_cancelled_import_enters_nothing) {
  const ChainHead head = ledgers_->head();
  const Proposal proposal = propose(sheet("120"));
  ApplyOptions options;
  options.dry_run = false;
  // At the first question, and at the last one, before what was done becomes durable.
  for (const int turns : {0, 3}) {
    int asked = 0;
    options.cancelled = [&] { return asked++ >= turns; };
    const auto report = apply(sheet("120"), {{0, proposal.sheets[0].mapping}}, options);
    ASSERT_FALSE(report);
    EXPECT_EQ(report.error().what, "import.cancelled");
    EXPECT_EQ(ledgers_->head().seq, head.seq);
  }
}

TEST_P(ImportUndoTest, an_undone_file_can_come_again) {
  const ApplyReport first = enter(sheet("120"));
  ASSERT_TRUE(ledgers_->undo_import(owner_, first.import_id, {.keep_changed = true}));
  EXPECT_TRUE(approved().empty());
  const ApplyReport second = enter(sheet("120"));
  EXPECT_EQ(second.added, 3);
  EXPECT_EQ(approved().size(), 3U);
  EXPECT_EQ(enter(sheet("120")).unchanged, 3);
  ASSERT_TRUE(ledgers_->undo_import(owner_, second.import_id, {.keep_changed = true}));
  EXPECT_EQ(enter(sheet("120")).added, 3);
  expect_clean_audit();
  ASSERT_TRUE(ledgers_->rebuild(owner_));
  EXPECT_EQ(ledgers_->imports(owner_, unit("610522"))->size(), 3U);
  expect_clean_audit();
}

TEST_P(ImportUndoTest, a_review_is_no_change) {
  const std::string book = sheet("120");
  const Proposal proposal = propose(book);
  ApplyOptions options;
  options.dry_run = false;
  const auto report = apply(book, {{0, proposal.sheets[0].mapping}}, options);
  ASSERT_TRUE(report);
  const auto page = ledgers_->list(
      owner_, {"training", unit("A"), Period::year(2020), State::submitted, "", 100});
  ASSERT_EQ(page->records.size(), 2U);
  ASSERT_TRUE(ledgers_->approve(owner_, "training", page->records[0].id, 1));
  const auto undone = ledgers_->undo_import(owner_, report->import_id, {.keep_changed = true});
  ASSERT_TRUE(undone);
  EXPECT_EQ(undone->withdrawn, 3);
  EXPECT_TRUE(approved().empty());
}

TEST_P(ImportUndoTest, asks_for_the_right_of_each_record_and_keeps_closed_periods) {
  const ApplyReport report = enter(sheet("120"));
  ASSERT_TRUE(ledgers_->grant(owner_, {{"li", "Li", {{org::Role::reviewer, unit("A")}}}}));
  const auto li = *ledgers_->directory()->access("li");
  EXPECT_EQ(ledgers_->undo_import(li, report.import_id, {.keep_changed = true}).error().what,
            "org.forbidden");
  EXPECT_FALSE(ledgers_->imports(li, unit("B")));
  ASSERT_TRUE(ledgers_->close(owner_, unit("B"), *Period::parse("2020")));
  EXPECT_EQ(ledgers_->undo_import(owner_, report.import_id, {.keep_changed = true}).error().what,
            "ledger.period_closed");
  EXPECT_EQ(approved().size(), 3U);
}

TEST_P(ImportUndoTest, keys_of_a_form_correct_what_came_before) {
  const auto book = [](const std::string& number) {
    return book_of({{"Sheet1",
                     {{"编号", "单位", "日期", "主题", "受训人次"},
                      {"潼科2020-1", "A1", "2020-03-20", "甲", number},
                      {"潼科2020-2", "A2", "2020-03-21", "乙", "30"}}}});
  };
  ASSERT_EQ(propose(book("1")).sheets[0].columns[0].target, "key");
  EXPECT_EQ(enter(book("120")).added, 2);
  const ApplyReport next = enter(book("125"));
  EXPECT_EQ(next.corrected, 1);
  EXPECT_EQ(next.unchanged, 1);
  const std::string twice = book_of({{"Sheet1",
                                      {{"编号", "单位", "日期", "主题", "受训人次"},
                                       {"潼科2020-7", "A1", "2020-03-20", "甲", "1"},
                                       {"潼科2020-7", "A2", "2020-03-21", "乙", "2"}}}});
  Mapping mapping = propose(book("1")).sheets[0].mapping;
  const auto refused = apply(twice, {{0, mapping}}, {});
  ASSERT_TRUE(refused);
  EXPECT_EQ(errors_of(*refused), "import.double_key@Sheet1!A3[潼科2020-7] ");
}

}  // namespace
}  // namespace youju::ledger
