// Sheets in the shapes that county offices use: what is proposed, entered, proven and refused.
#include <gmock/gmock.h>
#include <youju/base/limits.h>
#include <youju/ledger/workbook_fixture.h>
#include <youju/office/libreoffice.h>

namespace youju::ledger {
namespace {

using testing::HasSubstr;

class WorkbookShapeTest : public WorkbookTest {};
INSTANTIATE_TEST_SUITE_P(One, WorkbookShapeTest, testing::Values(store::Dialect::sqlite),
                         store::back_end_name);

TEST_P(WorkbookShapeTest, title_unit_line_total_and_signature) {
  const std::string book = book_of({{"Sheet1",
                                     {{"2020年全县科技培训情况统计表"},
                                      {"填报单位：甲镇", "", "", "", "单位：万人次、万元"},
                                      {"序号", "培训时间", "培训主题", "培训人次", "经费"},
                                      {"1", "3月20日", "果树修剪", "0.012", "1.5"},
                                      {"2", "2020.4.1", "养蜂", "3.5", "2"},
                                      {"合计", "", "", "3.512", "3.5"},
                                      {"注：培训人次按签到统计。"},
                                      {"填表人：张三", "", "", "联系电话：0913-1"}},
                                     {"A1:E1"}}});
  const Proposal proposal = propose(book);
  const ProposedSheet& sheet = proposal.sheets[0];
  ASSERT_TRUE(sheet.has_table);
  EXPECT_EQ(sheet.title, "2020年全县科技培训情况统计表");
  EXPECT_EQ(sheet.header_first, 3);
  EXPECT_EQ(sheet.data_first, 4);
  EXPECT_EQ(mapped(sheet), "- on topic trainees*4 fee");
  EXPECT_EQ(sheet.mapping.year, 2020);
  EXPECT_EQ(sheet.mapping.constants.at("unit"), "A");
  EXPECT_TRUE(sheet.missing.empty());
  EXPECT_EQ(sheet.columns[0].reason.what, "import.reason_row_number");
  EXPECT_EQ(sheet.columns[1].reason.what, "import.reason_synonym");
  EXPECT_EQ(sheet.columns[2].reason.what, "import.reason_title");
  const ApplyReport report = enter(book);
  EXPECT_EQ(errors_of(report), "");
  EXPECT_EQ(findings_of(report), "");
  EXPECT_EQ(report.added, 2);
  EXPECT_EQ(report.proofs_all, 2);
  EXPECT_EQ(report.proofs[0].cell, "Sheet1!D6");
  EXPECT_EQ(report.proofs[0].recomputed.to_string(), "3.512");
  EXPECT_EQ(report.note_rows, 2);
  EXPECT_EQ(records(), "A 2020-03-20 果树修剪 120 1.5\nA 2020-04-01 养蜂 35000 2\n");
}

TEST_P(WorkbookShapeTest, header_of_two_rows_with_parts_beside) {
  const std::string book =
      book_of({{"Sheet1",
                {{"单位", "活动时间", "活动名称", "参加人数（人次）", "", "经费（元）"},
                 {"", "", "", "合计", "其中：女性", ""},
                 {"甲一村", "2020-3-20", "果树修剪", "120", "50", "15000"},
                 {"甲二", "2020/4/1", "养蜂", "30", "10", "2500"}},
                {"A1:A2", "B1:B2", "C1:C2", "D1:E1", "F1:F2"}}});
  const Proposal proposal = propose(book);
  const ProposedSheet& sheet = proposal.sheets[0];
  EXPECT_EQ(sheet.header_first, 1);
  EXPECT_EQ(sheet.header_last, 2);
  EXPECT_EQ(sheet.columns[4].title, "参加人数/女性");
  EXPECT_EQ(mapped(sheet), "unit on topic trainees - fee*-4");
  enter(book);
  EXPECT_EQ(records(), "A1 2020-03-20 果树修剪 120 1.5\nA2 2020-04-01 养蜂 30 0.25\n");
}

TEST_P(WorkbookShapeTest, header_of_three_rows_and_a_row_of_column_numbers) {
  const std::string book = book_of({{"Sheet1",
                                     {{"科普活动基本情况"},
                                      {"单位", "时间", "内容", "效果"},
                                      {"", "", "", "规模", "", "投入"},
                                      {"", "", "", "参加人次", "媒体数", "经费（万元）"},
                                      {"甲", "乙", "丙", "1", "2", "3"},
                                      {"A1", "20200320", "果树修剪", "1,200", "3", "１．５"},
                                      {"Ａ２", "2020年4月1日", "养蜂", "３０", "", "—"}},
                                     {"A1:F1", "A2:A4", "B2:B4", "C2:C4", "D2:F2", "D3:E3"}}});
  const Proposal proposal = propose(book);
  EXPECT_EQ(proposal.sheets[0].header_first, 2);
  EXPECT_EQ(proposal.sheets[0].header_last, 4);
  EXPECT_EQ(proposal.sheets[0].columns[3].title, "效果/规模/参加人次");
  EXPECT_EQ(mapped(proposal.sheets[0]), "unit on topic trainees - fee");
  const ApplyReport report = enter(book);
  EXPECT_EQ(errors_of(report), "");
  EXPECT_EQ(records(), "A1 2020-03-20 果树修剪 1200 1.5\nA2 2020-04-01 养蜂 30\n");
}

TEST_P(WorkbookShapeTest, subtotals_of_towns_and_a_grand_total_that_is_wrong) {
  const std::string book = book_of({{"Sheet1",
                                     {{"乡镇", "日期", "主题", "参训人数"},
                                      {"甲一村", "2020-03-20", "果树修剪", "120"},
                                      {"甲二村", "2020-03-21", "养蜂", "30"},
                                      {"甲镇小计", "", "", "=SUM(D2:D3)|150"},
                                      {"乙一村", "2020-03-22", "电商", "50"},
                                      {"乙镇小计", "", "", "50"},
                                      {"合  计", "", "", "210"}}}});
  const ApplyReport refused = enter(book);
  EXPECT_TRUE(refused.needs_confirmation);
  EXPECT_FALSE(refused.entered);
  EXPECT_EQ(refused.added, 3);
  EXPECT_EQ(refused.proofs_all, 3);
  EXPECT_EQ(refused.proofs_differ, 1);
  EXPECT_EQ(findings_of(refused), "import.total_differs@Sheet1!D7 ");
  EXPECT_EQ(refused.proofs[0].stated, Decimal(210));
  EXPECT_EQ(refused.proofs[0].recomputed, Decimal(200));
  EXPECT_TRUE(approved().empty());
  const ApplyReport accepted = enter(book, "", true);
  EXPECT_TRUE(accepted.entered);
  EXPECT_EQ(approved().size(), 3U);
}

TEST_P(WorkbookShapeTest, totals_above_their_rows) {
  const std::string book = book_of({{"Sheet1",
                                     {{"单位", "日期", "主题", "参训人数"},
                                      {"全县合计", "", "", "200"},
                                      {"甲镇小计", "", "", "150"},
                                      {"甲一村", "2020-03-20", "果树修剪", "120"},
                                      {"甲二村", "2020-03-21", "养蜂", "30"},
                                      {"乙镇小计", "", "", "50"},
                                      {"乙一村", "2020-03-22", "电商", "50"}}}});
  const ApplyReport report = enter(book);
  EXPECT_EQ(report.proofs_all, 3);
  EXPECT_EQ(findings_of(report), "");
  EXPECT_EQ(report.added, 3);
}

TEST_P(WorkbookShapeTest, parts_are_no_records_unless_wanted) {
  const std::string book = book_of({{"Sheet1",
                                     {{"单位", "日期", "主题", "参训人数"},
                                      {"甲镇", "2020-03-20", "果树修剪", "120"},
                                      {"其中：甲一村", "2020-03-20", "果树修剪", "70"},
                                      {"　　甲二村", "2020-03-20", "果树修剪", "50"},
                                      {"乙镇", "2020-03-20", "养蜂", "30"},
                                      {"合计", "", "", "150"}}}});
  const ApplyReport report = enter(book);
  EXPECT_EQ(report.added, 2);
  EXPECT_EQ(report.part_rows, 2);
  EXPECT_EQ(findings_of(report), "");
  EXPECT_EQ(remarks_of(report.remarks), "import.total_rows import.part_rows ");
  EXPECT_EQ(records(), "A 2020-03-20 果树修剪 120\nB 2020-03-20 养蜂 30\n");
}

TEST_P(WorkbookShapeTest, units_merged_down_over_their_rows) {
  const std::string book = book_of({{"Sheet1",
                                     {{"单位", "日期", "主题", "参训人数"},
                                      {"甲一村", "2020-03-20", "果树修剪", "120"},
                                      {"", "2020-03-21", "养蜂", ""},
                                      {"乙一村", "2020-03-22", "电商", "50"}},
                                     {"A2:A3", "D2:D3"}}});
  const ApplyReport report = enter(book, "", true);
  EXPECT_EQ(findings_of(report), "import.merged_number@Sheet1!D3 ");
  EXPECT_EQ(records(), "A1 2020-03-20 果树修剪 120\nA1 2020-03-21 养蜂\nB1 2020-03-22 电商 50\n");
}

TEST_P(WorkbookShapeTest, days_from_to_and_dates_in_every_spelling) {
  const std::string book = book_of({{"Sheet1",
                                     {{"二〇二〇年培训登记表"},
                                      {"单位", "起止时间", "主题"},
                                      {"A1", "3月5日-7日", "甲"},
                                      {"A1", "2020.9.1—2020.9.3", "乙"},
                                      {"A1", "43910", "丙"},
                                      {"A1", "10月30日至11月2日", "丁"},
                                      {"A1", "3.1", "戊"}}}});
  const Proposal proposal = propose(book);
  EXPECT_EQ(mapped(proposal.sheets[0]), "unit on topic");
  EXPECT_EQ(proposal.sheets[0].mapping.year, 2020);
  const ApplyReport report = enter(book);
  EXPECT_EQ(errors_of(report), "ledger.not_a_day@Sheet1!B7[3.1] ");
  ApplyOptions options;
  options.state = State::approved;
  options.dry_run = false;
  options.keep_good = true;
  ASSERT_TRUE(apply(book, {{0, proposal.sheets[0].mapping}}, options));
  EXPECT_EQ(records(),
            "A1 2020-03-05..2020-03-07 甲\nA1 2020-03-20 丙\nA1 2020-09-01..2020-09-03 乙\n"
            "A1 2020-10-30..2020-11-02 丁\n");
}

TEST_P(WorkbookShapeTest, ticks_below_choices_and_tags) {
  const std::string book = book_of({{"Sheet1",
                                     {{"单位", "日期", "主题", "类别", "", "科技活动周"},
                                      {"", "", "", "种植", "农民工", ""},
                                      {"A1", "2020-03-20", "果树修剪", "√", "", "是"},
                                      {"A2", "2020-03-21", "家政", "", "√", "否"}},
                                     {"A1:A2", "B1:B2", "C1:C2", "D1:E1", "F1:F2"}}});
  const Proposal proposal = propose(book);
  EXPECT_EQ(mapped(proposal.sheets[0]), "unit on topic kind=crop kind=migrant tags=week");
  enter(book);
  const auto all = approved();
  ASSERT_EQ(all.size(), 2U);
  const Record& first = all[0].unit == unit("A1") ? all[0] : all[1];
  EXPECT_EQ(std::get<ChoiceCode>(first.values[1]).code, "crop");
  EXPECT_EQ(first.tags, std::vector<std::string>{"week"});
}

TEST_P(WorkbookShapeTest, numbers_with_units_in_the_cell) {
  const std::string book = book_of({{"Sheet1",
                                     {{"单位", "日期", "主题", "受训人次", "联合主办单位"},
                                      {"A1", "2020-03-20", "甲", "1.2万", "甲二村、乙镇"},
                                      {"A1", "2020-03-21", "乙", "300人次", ""},
                                      {"A1", "2020-03-22", "丙", "约50", ""},
                                      {"A1", "2020-03-23", "丁", "0.00005万", ""},
                                      {"A1", "2020-03-24", "戊", "20元", "丙镇"}}}});
  const ApplyReport report = enter(book);
  EXPECT_EQ(errors_of(report),
            "ledger.not_a_number@Sheet1!D4[约50] ledger.not_whole@Sheet1!D5[0.00005万] "
            "import.unknown_unit_name@Sheet1!E6[丙镇] import.other_measure@Sheet1!D6[20元] ");
  EXPECT_EQ(report.errors_all, 4);
}

TEST_P(WorkbookShapeTest, what_is_uncertain_is_not_mapped) {
  const std::string book =
      book_of({{"Sheet1",
                {{"单位", "日期", "主题", "线上人数", "线下人数", "满意率", "联系人"},
                 {"A1", "2020-03-20", "甲", "10", "20", "99", "张三"}}}});
  const Proposal proposal = propose(book);
  const ProposedSheet& sheet = proposal.sheets[0];
  EXPECT_EQ(mapped(sheet), "unit on topic - - - -");
  for (std::size_t i = 3; i < sheet.columns.size(); ++i) {
    EXPECT_FALSE(sheet.columns[i].reason.what.empty());
    EXPECT_TRUE(has_sentence(sheet.columns[i].reason.what));
  }
  // Two columns that fit one field are a question for a person.
  const std::string twice = book_of({{"Sheet1",
                                      {{"单位", "日期", "主题", "线上/人次", "线下/人次"},
                                       {"A1", "2020-03-20", "甲", "10", "20"}}}});
  const Proposal both = propose(twice);
  EXPECT_EQ(both.sheets[0].columns[3].target, "");
  EXPECT_EQ(both.sheets[0].columns[4].target, "");
}

TEST_P(WorkbookShapeTest, content_that_contradicts_its_title_is_not_mapped) {
  const std::string book = book_of({{"Sheet1",
                                     {{"单位", "日期", "主题", "受训人次"},
                                      {"A1", "2020-03-20", "甲", "全体村民"},
                                      {"A1", "2020-03-21", "乙", "部分干部"}}}});
  const Proposal proposal = propose(book);
  const ProposedColumn& column = proposal.sheets[0].columns[3];
  EXPECT_EQ(column.reason.what, "import.reason_content");
}

TEST_P(WorkbookShapeTest, headings_inside_and_headers_of_each_page) {
  const std::string book = book_of({{"Sheet1",
                                     {{"单位", "日期", "主题", "参训人数"},
                                      {"一、种植类"},
                                      {"甲一村", "2020-03-20", "果树修剪", "120"},
                                      {"单位", "日期", "主题", "参训人数"},
                                      {"二、养殖类"},
                                      {"甲二村", "2020-03-21", "养蜂", "30"},
                                      {},
                                      {"总计", "", "", "150"}},
                                     {"A2:D2", "A5:D5"}}});
  const ApplyReport report = enter(book);
  EXPECT_EQ(report.added, 2);
  EXPECT_EQ(errors_of(report) + findings_of(report), "");
  EXPECT_EQ(remarks_of(report.remarks), "import.total_rows import.section_rows ");
}

TEST_P(WorkbookShapeTest, one_sheet_a_town) {
  const std::vector<std::vector<std::string>> rows = {
      {"日期", "主题", "参训人数"}, {"2020-03-20", "果树修剪", "120"}, {"合计", "", "120"}};
  const std::string book = book_of({{"甲镇", rows}, {"乙镇", rows}, {"说明", {{"本表说明"}}}});
  const Proposal proposal = propose(book);
  ASSERT_EQ(proposal.sheets.size(), 3U);
  EXPECT_EQ(proposal.sheets[0].mapping.constants.at("unit"), "A");
  EXPECT_EQ(proposal.sheets[1].mapping.constants.at("unit"), "B");
  EXPECT_FALSE(proposal.sheets[2].has_table);
  ApplyOptions options;
  options.state = State::submitted;
  options.dry_run = false;
  const auto report =
      apply(book, {{0, proposal.sheets[0].mapping}, {1, proposal.sheets[1].mapping}}, options);
  ASSERT_TRUE(report);
  EXPECT_EQ(report->added, 2);
  EXPECT_EQ(report->proofs_all, 2);
  EXPECT_EQ(report->proofs[1].cell, "乙镇!C3");
}

TEST_P(WorkbookShapeTest, csv_of_an_old_program) {
  const std::string csv =
      "培训统计表,,,\n单位,日期,主题,参训人数（百人次）\n甲一村,2020年3月20日,果树修剪,1.2\n合计,,,"
      "1.2\n";
  auto workbook = Workbook::open(csv, "培训.csv");
  ASSERT_TRUE(workbook);
  const auto proposal = ledgers_->propose(owner_, "training", *workbook, {});
  ASSERT_TRUE(proposal);
  EXPECT_EQ(mapped(proposal->sheets[0]), "unit on topic trainees*2");
  ApplyOptions options;
  options.dry_run = false;
  options.state = State::approved;
  const auto report =
      ledgers_->apply(owner_, "training", *workbook, {{0, proposal->sheets[0].mapping}}, options);
  ASSERT_TRUE(report);
  EXPECT_EQ(records(), "A1 2020-03-20 果树修剪 120\n");
}

TEST_P(WorkbookShapeTest, old_workbooks_come_in_through_libreoffice) {
  const std::string book = book_of({{"培训",
                                     {{"2020年培训统计表"},
                                      {"单位", "日期", "主题", "参加人数（百人次）", ""},
                                      {"", "", "", "合计", "其中：女性"},
                                      {"甲一村", "3月20日", "果树修剪", "1.2", "0.5"},
                                      {"合计", "", "", "=SUM(D4:D4)|1.2", "0.5"}},
                                     {"A1:E1", "A2:A3", "B2:B3", "C2:C3", "D2:E2"}}});
  for (const char* ending : {"xls", "ods"}) {
    const auto old =
        office::convert_by_libreoffice({book, "xlsx", ending, limits::import_bytes_max});
    if (!old) {
      GTEST_SKIP() << old.error().what << ": no LibreOffice Calc here; .xls was not read";
    }
    auto workbook = Workbook::open(*old, "表.xls");
    ASSERT_TRUE(workbook) << workbook.error().what;
    const auto proposal = ledgers_->propose(owner_, "training", *workbook, {});
    ASSERT_TRUE(proposal);
    EXPECT_EQ(mapped(proposal->sheets[0]), "unit on topic trainees*2 -");
    ApplyOptions options;
    options.dry_run = false;
    options.state = State::approved;
    const auto report =
        ledgers_->apply(owner_, "training", *workbook, {{0, proposal->sheets[0].mapping}}, options);
    ASSERT_TRUE(report);
    EXPECT_EQ(report->proofs_all, 2);
    EXPECT_EQ(errors_of(*report) + findings_of(*report), "");
    EXPECT_EQ(report->added, 1);
  }
}

TEST_P(WorkbookShapeTest, a_large_sheet_is_read_in_little_memory_and_time) {
  TestSheet sheet{"S", {{"单位", "日期", "主题", "受训人次"}}};
  for (int i = 0; i < 20'000; ++i) {
    sheet.rows.push_back({"甲一村", fmt::format("2020-{:02}-{:02}", i % 12 + 1, i % 28 + 1),
                          fmt::format("课{}", i), "3"});
  }
  sheet.rows.push_back({"合计", "", "", "60000"});
  const ApplyReport report = enter(book_of({sheet}));
  EXPECT_EQ(report.added, 20'000);
  EXPECT_EQ(report.proofs_differ, 0);
}

TEST_P(WorkbookShapeTest, a_list_of_names_has_its_header_where_the_ledger_knows_it) {
  const std::string book = book_of({{"Sheet1",
                                     {{"培训班名单"},
                                      {"所属乡镇", "培训日期", "培训内容", "承办单位", "备注"},
                                      {"甲镇", "2020年3月5日", "果树修剪", "市农技中心", "无"},
                                      {"乙镇", "2020年3月6日", "养蜂", "县商务局", "第二期"}},
                                     {"A1:E1"}}});
  const Proposal proposal = propose(book);
  EXPECT_EQ(proposal.sheets[0].header_last, 2);
  EXPECT_EQ(mapped(proposal.sheets[0]), "unit on topic giver -");
  EXPECT_EQ(enter(book).added, 2);
}

TEST_P(WorkbookShapeTest, names_over_blanks_stand_for_merged_cells) {
  const std::string csv =
      "单位,日期,主题,参加人数,,经费（元）\n,,,合计,女,\n甲一村,2020-03-20,果树修剪,120,50,15000\n";
  auto workbook = Workbook::open(csv, "a.csv");
  const auto proposal = ledgers_->propose(owner_, "training", *workbook, {});
  ASSERT_TRUE(proposal);
  EXPECT_EQ(proposal->sheets[0].columns[4].title, "参加人数/女");
  EXPECT_EQ(mapped(proposal->sheets[0]), "unit on topic trainees - fee*-4");
}

TEST_P(WorkbookShapeTest, columns_are_found_by_their_titles_when_they_have_moved) {
  const std::string before = book_of(
      {{"Sheet1", {{"单位", "日期", "主题", "受训人次"}, {"A1", "2020-03-20", "甲", "5"}}}});
  const std::string after = book_of(
      {{"Sheet1", {{"主题", "受训人次", "日期", "单位"}, {"乙", "7", "2020-03-21", "A2"}}}});
  Mapping mapping = propose(before).sheets[0].mapping;
  mapping.form.clear();
  ApplyOptions options;
  options.state = State::approved;
  options.dry_run = false;
  ASSERT_TRUE(apply(after, {{0, mapping}}, options));
  EXPECT_EQ(records(), "A2 2020-03-21 乙 7\n");
  mapping.columns.push_back({"金额", "fee", 0, ""});
  const auto refused = apply(after, {{0, mapping}}, options);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().what, "import.mapping_column");
}

TEST_P(WorkbookShapeTest, formulas_are_taken_by_their_results) {
  const std::string book = book_of({{"Sheet1",
                                     {{"单位", "日期", "主题", "受训人次"},
                                      {"A1", "2020-03-20", "甲", "=60+60|120"},
                                      {"A1", "2020-03-21", "乙", "=60+60|"},
                                      {"A1", "2020-03-22", "丙", "!#REF!"}}}});
  const ApplyReport report = enter(book);
  EXPECT_EQ(errors_of(report),
            "import.formula_without_value@Sheet1!D3[] import.error_cell@Sheet1!D4[#REF!] ");
  EXPECT_THAT(remarks_of(report.remarks), HasSubstr("import.formulas"));
}

TEST_P(WorkbookShapeTest, two_tables_in_one_sheet_and_hidden_things_are_told) {
  TestSheet sheet{"Sheet1",
                  {{"单位", "日期", "主题", "受训人次"},
                   {"A1", "2020-03-20", "甲", "120"},
                   {"A1", "2020-03-21", "乙", "30"},
                   {},
                   {"姓名", "单位", "职务", "电话"},
                   {"张三", "甲镇", "主席", "1"}},
                  {},
                  {3},
                  "<col min=\"4\" max=\"4\" width=\"9\" hidden=\"1\"/>"};
  TestSheet hidden{"旧表", {{"单位", "日期"}, {"A1", "2020-01-01"}}};
  hidden.hidden = true;
  const std::string book = book_of({sheet, hidden});
  const Proposal proposal = propose(book);
  EXPECT_TRUE(proposal.sheets[0].columns[3].hidden);
  EXPECT_THAT(remarks_of(proposal.sheets[0].remarks), HasSubstr("import.hidden_column"));
  EXPECT_TRUE(proposal.sheets[1].hidden);
  EXPECT_THAT(remarks_of(proposal.sheets[1].remarks), HasSubstr("import.hidden_sheet"));
  const ApplyReport report = enter(book, "", true);
  EXPECT_EQ(findings_of(report), "import.second_table@Sheet1!A5 import.hidden_rows@Sheet1!A3 ");
  EXPECT_EQ(report.added, 2);
}

TEST_P(WorkbookShapeTest, two_equal_tables_below_each_other) {
  const std::string book = book_of({{"Sheet1",
                                     {{"单位：甲镇"},
                                      {"日期", "主题", "受训人次"},
                                      {"2020-03-20", "甲", "120"},
                                      {"合计", "", "120"},
                                      {"计划数"},
                                      {"日期", "主题", "受训人次"},
                                      {"2020-03-20", "甲", "500"},
                                      {"合计", "", "500"}},
                                     {"A5:C5"}}});
  EXPECT_EQ(propose(book).sheets[0].mapping.constants.at("unit"), "A");
  const ApplyReport report = enter(book, "", true);
  EXPECT_EQ(findings_of(report), "import.second_table@Sheet1!A6 ");
  EXPECT_EQ(records(), "A 2020-03-20 甲 120\n");
}

TEST_P(WorkbookShapeTest, hostile_sheets_are_refused_or_told_and_never_guessed) {
  // A merged cell over everything.
  EXPECT_FALSE(propose(book_of({{"S", {{"一张图"}}, {"A1:XFD1048576"}}})).sheets[0].has_table);
  const Proposal over =
      propose(book_of({{"S", {{"单位", "日期"}, {"A1", "2020-01-01"}}, {"A1:XFD1048576"}}}));
  EXPECT_TRUE(over.sheets[0].has_table);
  // A header only.
  const std::string header = book_of({{"S", {{"单位", "日期", "主题"}}}});
  EXPECT_EQ(mapped(propose(header).sheets[0]), "unit on topic");
  EXPECT_EQ(enter(header).rows, 0);
  // 10^5 empty rows between the header and its data.
  TestSheet far{"S", {{"单位", "日期", "主题"}}};
  far.rows.resize(100'001);
  far.rows.push_back({"A1", "2020-01-01", "甲"});
  EXPECT_EQ(enter(book_of({far})).added, 1);
  // Nothing at all.
  const auto empty = Workbook::open("", "a.csv");
  ASSERT_FALSE(empty);
  EXPECT_EQ(empty.error().what, "import.empty");
  EXPECT_FALSE(Workbook::open("%PDF-1.4", "a.xls"));
}

TEST_P(WorkbookShapeTest, a_confirmed_mapping_is_not_asked_again) {
  const auto book = [](const std::string& month, const std::string& number) {
    return book_of({{"Sheet1",
                     {{"2020年" + month + "培训统计表"},
                      {"填报单位", "时间", "干什么", "多少人"},
                      {"甲一村", month + "5日", "果树修剪" + month, number}},
                     {"A1:D1"}}});
  };
  const Proposal first = propose(book("3月", "120"), "A");
  ASSERT_EQ(mapped(first.sheets[0]), "unit on - -");
  EXPECT_EQ(first.sheets[0].missing, std::vector<std::string>{"topic"});
  Mapping mapping = first.sheets[0].mapping;
  mapping.columns[2].target = "topic";
  mapping.columns[3].target = "trainees";
  ApplyOptions options;
  options.unit = "A";
  options.state = State::approved;
  ASSERT_TRUE(apply(book("3月", "120"), {{0, mapping}}, options));
  EXPECT_FALSE(propose(book("4月", "30"), "A").sheets[0].remembered) << "a dry run keeps nothing";
  options.dry_run = false;
  ASSERT_TRUE(apply(book("3月", "120"), {{0, mapping}}, options));
  const Proposal next = propose(book("4月", "30"), "A");
  EXPECT_TRUE(next.sheets[0].remembered);
  EXPECT_EQ(mapped(next.sheets[0]), "unit on topic trainees");
  enter(book("4月", "30"), "A");
  EXPECT_EQ(records(), "A1 2020-03-05 果树修剪3月 120\nA1 2020-04-05 果树修剪4月 30\n");
  // The same file again changes nothing.
  const ApplyReport again = enter(book("4月", "30"), "A");
  EXPECT_EQ(again.unchanged, 1);
  EXPECT_FALSE(again.entered);
}

TEST_P(WorkbookShapeTest, units_outside_of_the_chosen_one_are_errors) {
  const std::string book = book_of({{"Sheet1",
                                     {{"单位", "日期", "主题"},
                                      {"甲一村", "2020-03-20", "甲"},
                                      {"乙一村", "2020-03-21", "乙"}}}});
  EXPECT_EQ(errors_of(enter(book, "A")), "import.unknown_unit_name@Sheet1!A3[乙一村] ");
}

TEST_P(WorkbookShapeTest, a_mapping_is_written_and_read_as_yaml) {
  const Schema& schema = *ledgers_->schemas()->find("training");
  const auto mapping = parse_mapping(
      "columns:\n  参加人数/合计: {to: trainees, power: 4}\n  时间: on\n  备注:\n"
      "constants: {unit: A1}\nyear: 2009\nunits: {甲镇政府: A}\n",
      schema);
  ASSERT_TRUE(mapping) << mapping.error().what << mapping.error().where;
  EXPECT_EQ(mapping->columns[0].power, 4);
  EXPECT_EQ(mapping->columns[2].target, "");
  const auto again = parse_mapping(print_mapping(*mapping), schema);
  ASSERT_TRUE(again) << again.error().what << again.error().where;
  EXPECT_EQ(print_mapping(*again), print_mapping(*mapping));
  const auto wrong = parse_mapping("columns:\n  时间: colour\n", schema);
  ASSERT_FALSE(wrong);
  EXPECT_EQ(wrong.error().what, "import.unknown_target");
  EXPECT_EQ(wrong.error().where, "2:7");
}

}  // namespace
}  // namespace youju::ledger
