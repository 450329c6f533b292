#include <gmock/gmock.h>
#include <youju/base/file.h>
#include <youju/ledger/ledger_fixture.h>
#include <youju/ledger/record_table.h>
#include <youju/office/zip.h>

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

TEST_P(ImportTest, understands_units_by_name_and_what_is_in_full_width) {
  const auto directory = ledgers_->directory();
  const std::string name = directory->unit(unit("A1")).name;
  const std::string short_name = directory->unit(unit("A2")).short_name;
  const auto report = import_csv(
      "unit,on,topic,kind,trainees,place,hosts\n" + name +
      ",２０２０－０３－２０,甲,种 植,１，２００,\"１１０．１，３４．５\"," + short_name + "\n");
  ASSERT_TRUE(report);
  for (const auto& one : report->errors) ADD_FAILURE() << describe(one.error, Language::en);
  const auto records = approved();
  ASSERT_EQ(records.size(), 1U);
  EXPECT_EQ(records[0].unit, unit("A1"));
  EXPECT_EQ(records[0].hosts, std::vector<org::UnitId>{unit("A2")});
  EXPECT_EQ(std::get<Decimal>(records[0].values[2]), Decimal(1200));
  EXPECT_EQ(std::get<ChoiceCode>(records[0].values[1]).code, "crop");
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

TEST_P(ImportTest, a_changed_row_becomes_a_correction) {
  ASSERT_TRUE(import_csv(three_trainings));
  std::string changed = three_trainings;
  changed.replace(changed.find(",120,"), 5, ",121,");
  const auto report = import_csv(changed);
  ASSERT_TRUE(report);
  EXPECT_EQ(report->unchanged, 2);
  EXPECT_EQ(report->corrected, 1);
  const auto records = approved();
  ASSERT_EQ(records.size(), 3U);
  EXPECT_EQ(records[0].version, 2);
  EXPECT_EQ(std::get<Decimal>(records[0].values[2]), Decimal(121));
  const auto history = ledgers_->history(owner_, records[0].id);
  ASSERT_TRUE(history);
  ASSERT_EQ(history->size(), 2U);
  EXPECT_EQ((*history)[1].kind, "record.correct");
  EXPECT_THAT((*history)[1].payload, testing::HasSubstr("\"reason\":\"example:test\""));
}

TEST_P(ImportTest, takes_chinese_titles_as_column_names) {
  const auto report = import_csv("编号,单位,日期,培训主题,受训人次\nk,A1,2020-01-02,养蜂,30\n");
  ASSERT_TRUE(report);
  EXPECT_EQ(report->added, 1);
}

TEST_P(ImportTest, reads_gb18030_as_excel_in_china_writes_it) {
  // unit,on,topic / A1,2020-01-02,养蜂
  const auto report = import_csv("unit,on,topic\nA1,2020-01-02,\xD1\xF8\xB7\xE4\n");
  ASSERT_TRUE(report);
  EXPECT_EQ(report->encoding, "GB18030");
  EXPECT_EQ(std::get<std::string>(approved()[0].values[0]), "养蜂");
}

struct BadRow {
  const char* csv;
  const char* what;
  const char* where;
};

TEST_P(ImportTest, names_the_place_of_every_fault) {
  const BadRow rows[] = {
      {"unit,on,topic,colour\n", "import.unknown_column", "training.csv:1:colour"},
      {"unit,on\n", "import.missing_column", "training.csv:1:topic"},
      {"unit,topic\n", "import.missing_column", "training.csv:1:on"},
      {"unit,on,topic,topic\n", "import.duplicate_column", "training.csv:1:topic"},
      {"unit,on,topic\nX9,2020-01-01,a\n", "org.unknown_unit", "training.csv:2:unit"},
      {"unit,on,topic\nA1,2020-02-30,a\n", "ledger.day_out_of_range", "training.csv:2:on"},
      {"unit,on,topic\nA1,0001-01-01,a\n", "ledger.day_out_of_range", "training.csv:2:on"},
      {"unit,on,topic\nA1,soon,a\n", "ledger.not_a_day", "training.csv:2:on"},
      {"unit,on,topic\nA1,,a\n", "ledger.day_needed", "training.csv:2:on"},
      {"unit,on,topic\nA1,2020-01-01,\n", "ledger.required", "training.csv:2:topic"},
      {"unit,on,topic\nA1,2020-01-01\n", "import.short_row", "training.csv:2:on"},
      {"unit,on,topic\nA1,2020-01-01,a,b\n", "import.long_row", "training.csv:2:topic"},
      {"unit,on,topic,trainees\nA1,2020-01-01,a,1000000000000000000000000000000\n",
       "ledger.above_max", "training.csv:2:trainees"},
      {"unit,on,topic,trainees\nA1,2020-01-01,a,1e30\n", "ledger.not_a_number",
       "training.csv:2:trainees"},
      {"unit,on,topic,trainees\nA1,2020-01-01,a,-1\n", "ledger.below_min",
       "training.csv:2:trainees"},
      {"unit,on,topic,trainees\nA1,2020-01-01,a,1.5\n", "ledger.not_whole",
       "training.csv:2:trainees"},
      {"unit,on,topic,trainees\nA1,2020-01-01,a,many\n", "ledger.not_a_number",
       "training.csv:2:trainees"},
      {"unit,on,topic,fee\nA1,2020-01-01,a,1.005\n", "ledger.too_many_decimals",
       "training.csv:2:fee"},
      {"unit,on,topic,kind\nA1,2020-01-01,a,fishing\n", "ledger.unknown_choice",
       "training.csv:2:kind"},
      {"unit,on,topic,place\nA1,2020-01-01,a,\"190,22\"\n", "ledger.not_a_place",
       "training.csv:2:place"},
      {"unit,on,topic,held\nA1,2020-01-01,a,1999-12-31\n", "ledger.below_min",
       "training.csv:2:held"},
      {"unit,on,topic,target\nA1,2020-01-01,a,Z\n", "ledger.unknown_unit", "training.csv:2:target"},
      {"unit,on,topic,tags\nA1,2020-01-01,a,autumn\n", "ledger.unknown_tag", "training.csv:2:tags"},
      {"unit,on,topic,hosts\nA1,2020-01-01,a,Z\n", "org.unknown_unit", "training.csv:2:hosts"},
      {"unit,on,until,topic\nA1,2020-01-02,2020-01-01,a\n", "ledger.until_before_on",
       "training.csv:2:until"},
      {"unit,on,topic\nB1,2009-12-31,a\n", "ledger.unit_not_standing", "training.csv:2:unit"},
      {"unit,on,topic\nA1,2020-01-01,一二三四五六七八九十一二三四五六七八九十一\n",
       "ledger.too_long", "training.csv:2:topic"},
      {"key,unit,on,topic\n,A1,2020-01-01,a\n", "import.key_needed", "training.csv:2:key"},
      {"unit,on,topic,evidence\nA1,2020-01-01,a,photo.jpg\n", "import.no_evidence_file",
       "training.csv:2:evidence"},
  };
  for (const BadRow& row : rows) {
    const auto report = import_csv(row.csv);
    ASSERT_TRUE(report) << row.csv;
    ASSERT_EQ(report->errors.size(), 1U) << row.csv;
    EXPECT_EQ(report->errors[0].error.what, row.what) << row.csv;
    EXPECT_EQ(report->errors[0].error.where, row.where) << row.csv;
    EXPECT_EQ(report->added, 0);
  }
  EXPECT_TRUE(approved().empty());
}

TEST_P(ImportTest, refuses_half_a_file) {
  const auto report = import_csv("unit,on,topic\nA1,2020-01-01,a\nA1,2020-01-02,\"b");
  ASSERT_FALSE(report);
  EXPECT_EQ(report.error().what, "csv.open_quote");
  EXPECT_THAT(report.error().where, testing::StartsWith("training.csv:"));
  EXPECT_TRUE(approved().empty());
  EXPECT_EQ(import_csv("").error().what, "import.empty");
}

TEST_P(ImportTest, enters_all_rows_or_none_unless_told_to_keep_the_good_ones) {
  const char* mixed =
      "unit,on,topic,trainees\nA1,2020-01-01,a,5\nA1,2020-13-01,b,x\nA2,2020-01-02,c,6\n";
  const auto refused = import_csv(mixed);
  ASSERT_TRUE(refused);
  EXPECT_EQ(refused->errors_all, 2);
  EXPECT_EQ(refused->added, 0);
  EXPECT_TRUE(approved().empty());
  ImportOptions options;
  options.source = "import:x";
  options.state = State::approved;
  options.keep_good = true;
  const auto kept = ledgers_->import(owner_, "training", mixed, "training.csv", options);
  ASSERT_TRUE(kept);
  EXPECT_EQ(kept->added, 2);
  EXPECT_EQ(kept->errors_all, 2);
  EXPECT_EQ(approved().size(), 2U);
}

TEST_P(ImportTest, a_dry_run_writes_nothing) {
  const ChainHead before = ledgers_->head();
  ImportOptions options;
  options.source = "import:x";
  options.dry_run = true;
  const auto report = ledgers_->import(owner_, "training", three_trainings, "t.csv", options);
  ASSERT_TRUE(report);
  EXPECT_EQ(report->added, 3);
  EXPECT_EQ(ledgers_->head().seq, before.seq);
  EXPECT_FALSE(ledgers_->find_party("市农技中心"));
}

TEST_P(ImportTest, doubles_wait_for_a_reviewer_and_do_not_count) {
  const char* doubled =
      "key,unit,on,topic\n1,A1,2020-03-20,果树修剪\n2,A2,2020-03-20,果树 "
      "修剪！\n3,B1,2020-03-21,果树修剪\n";
  const auto report = import_csv(doubled);
  ASSERT_TRUE(report);
  EXPECT_EQ(report->added, 3);
  EXPECT_EQ(report->possible_doubles, 1);
  EXPECT_EQ(approved().size(), 2U);
}

TEST_P(ImportTest, records_point_at_records_by_their_key) {
  ASSERT_TRUE(import_csv(three_trainings));
  const auto missing_evidence =
      import_csv("key,unit,on,training,phone\nl1,A1,2020-03-20,t1,1\n", State::approved, "lesson");
  ASSERT_TRUE(missing_evidence);
  ASSERT_EQ(missing_evidence->errors.size(), 1U);
  EXPECT_EQ(missing_evidence->errors[0].error.what, "ledger.evidence_needed");
  const auto drafts =
      import_csv("key,unit,on,training,phone\nl1,A1,2020-03-20,t1,1\nl2,A1,2020-03-20,t9,1\n",
                 State::draft, "lesson");
  ASSERT_TRUE(drafts);
  ASSERT_EQ(drafts->errors.size(), 1U);
  EXPECT_EQ(drafts->errors[0].error.what, "ledger.unknown_record");
  EXPECT_EQ(drafts->errors[0].error.where, "training.csv:3:training");
}

TEST_P(ImportTest, needs_the_right_to_approve_in_each_unit) {
  ASSERT_TRUE(ledgers_->grant(owner_, {{"li", "Li", {{org::Role::reviewer, unit("A")}}},
                                       {"wu", "Wu", {{org::Role::clerk, unit("A")}}}}));
  ImportOptions options;
  options.source = "import:x";
  options.state = State::approved;
  const auto li = *ledgers_->directory()->access("li");
  const auto report = ledgers_->import(li, "training", three_trainings, "t.csv", options);
  ASSERT_TRUE(report);
  ASSERT_EQ(report->errors.size(), 1U);
  EXPECT_EQ(report->errors[0].error.what, "org.forbidden");
  EXPECT_EQ(report->errors[0].error.where, "t.csv:4:unit");
  const auto wu = *ledgers_->directory()->access("wu");
  EXPECT_EQ(ledgers_->import(wu, "training", three_trainings, "t.csv", options)->errors_all, 3);
}

TEST_P(ImportTest, a_closed_period_takes_corrections_only) {
  ASSERT_TRUE(import_csv(three_trainings));
  ASSERT_TRUE(ledgers_->close(owner_, unit("A"), *Period::parse("2020")));
  EXPECT_TRUE(ledgers_->is_closed(unit("A1"), *Period::parse("2020-03")));
  EXPECT_FALSE(ledgers_->is_closed(unit("B1"), *Period::parse("2020-03")));
  const auto again = import_csv(three_trainings);
  ASSERT_TRUE(again);
  EXPECT_EQ(again->unchanged, 3);
  const auto more = import_csv("key,unit,on,topic\nt9,A1,2020-06-01,新\n");
  ASSERT_TRUE(more);
  ASSERT_EQ(more->errors.size(), 1U);
  EXPECT_EQ(more->errors[0].error.what, "ledger.period_closed");
  EXPECT_EQ(more->errors[0].error.where, "training.csv:2:on");
}

TEST_P(ImportTest, exported_records_can_be_imported_again) {
  ASSERT_TRUE(import_csv(three_trainings));
  for (const char* name : {"out.csv", "out.xlsx"}) {
    const auto path = folder_.path() / name;
    const auto rows = ledgers_->export_to(owner_, "training", unit("610522"), Period::year(2020),
                                          path, Language::zh_cn);
    ASSERT_TRUE(rows) << rows.error().what;
    EXPECT_EQ(*rows, 3);
    const std::string bytes = *read_file(path, 1 << 20);
    ImportOptions options;
    options.source = std::string("import:") + name;
    options.dry_run = true;
    const auto report = ledgers_->import(owner_, "training", bytes, name, options);
    ASSERT_TRUE(report) << report.error().what;
    for (const auto& one : report->errors) ADD_FAILURE() << describe(one.error, Language::en);
    EXPECT_EQ(report->added, 3);
    EXPECT_EQ(report->possible_doubles, 3);
  }
}

// Large enough for the bulk path, with every kind of column.
std::string large_csv(int rows) {
  std::string csv =
      "key,unit,on,until,tags,hosts,topic,kind,trainees,fee,giver,place,target,held\n";
  for (int i = 0; i < rows; ++i) {
    const int told = i % 10 == 9 ? i - 1 : i;  // the same activity as the row before
    csv += fmt::format(
        "k{0},{1},2020-01-{2:02},2020-02-{2:02},{3},{4},主题{5},crop,{6},{0}.5,承办{7},"
        "\"110.2,34.5\",{1},2020-03-01\n",
        i, i % 2 == 0 ? "A1" : "A2", told % 28 + 1, i % 3 == 0 ? "spring;week" : "",
        i % 5 == 0 ? "B" : "", told, i % 100, i % 13);
  }
  return csv;
}
constexpr int large_rows = 8'000;

void expect_the_list_indexes(store::Database& database, const Schema& schema) {
  // Dropping an index that is not there fails.
  EXPECT_TRUE(database.write([&](store::Transaction& transaction) -> Result<void> {
    TRY(drop_list_indexes(transaction, schema));
    return make_list_indexes(transaction, schema, false);
  }));
}

std::vector<Record> all_records(store::Database& database, const Schema& schema) {
  std::vector<Record> records;
  const auto snapshot = database.read();
  RecordTable table(*snapshot, schema);
  EXPECT_TRUE(table.each_after(Uuid(), 1'000'000, [&](Record&& record, std::string_view) {
    records.push_back(std::move(record));
  }));
  return records;
}

TEST_P(ImportTest, a_large_first_load_is_the_same_as_loading_row_by_row) {
  const std::string csv = large_csv(large_rows);
  ASSERT_GT(csv.size(), 512U << 10);
  const auto bulk = import_csv(csv);
  ASSERT_TRUE(bulk) << bulk.error().what;
  const auto& schema = *ledgers_->schemas()->find("training");
  const std::vector<Record> in_bulk = all_records(*database_, schema);
  expect_the_list_indexes(*database_, schema);
  const auto audited = ledgers_->audit(owner_, nullptr);
  ASSERT_TRUE(audited);
  EXPECT_TRUE(audited->faults.empty());

  // A ledger that is not empty takes its rows one by one.
  ledgers_.reset();
  database_.reset();
  std::filesystem::remove(folder_.path() / "test.db");
  SetUp();
  const std::size_t first = csv.find('\n', csv.find("\nk0,") + 1) + 1;
  ASSERT_TRUE(import_csv(csv.substr(0, first)));
  const auto rows = import_csv(csv);
  ASSERT_TRUE(rows) << rows.error().what;
  EXPECT_EQ(rows->unchanged, 1);
  EXPECT_EQ(rows->added, large_rows - 1);
  EXPECT_EQ(rows->possible_doubles, bulk->possible_doubles);
  EXPECT_GT(bulk->possible_doubles, 0);
  const std::vector<Record> by_row =
      all_records(*database_, *ledgers_->schemas()->find("training"));
  ASSERT_EQ(by_row.size(), in_bulk.size());
  for (std::size_t i = 0; i < by_row.size(); ++i) {
    EXPECT_TRUE(same_content(by_row[i], in_bulk[i])) << i;
    EXPECT_EQ(by_row[i].entry_key, in_bulk[i].entry_key);
    EXPECT_EQ(by_row[i].state, in_bulk[i].state);
  }
}

TEST_P(ImportTest, a_large_first_load_loaded_again_changes_nothing) {
  const std::string csv = large_csv(large_rows);
  ASSERT_TRUE(import_csv(csv));
  const ChainHead head = ledgers_->head();
  const auto again = import_csv(csv);
  ASSERT_TRUE(again);
  EXPECT_EQ(again->unchanged, large_rows);
  EXPECT_EQ(ledgers_->head().hash, head.hash);
}

TEST_P(ImportTest, a_key_told_twice_in_a_large_first_load_is_compared) {
  std::string csv = large_csv(large_rows);
  csv += "k17,A2,2020-01-18,2020-02-18,,,主题17,crop,17,17.5,承办4,\"110.2,34.5\",A2,2020-03-01\n";
  csv += "k16,A1,2020-01-17,2020-02-17,,,另一个主题,crop,16,,,,,\n";
  const auto report = import_csv(csv);
  ASSERT_TRUE(report) << report.error().what;
  EXPECT_EQ(report->rows, large_rows + 2);
  EXPECT_EQ(report->added, large_rows);
  EXPECT_EQ(report->unchanged, 1);
  EXPECT_EQ(report->corrected, 1);
  const auto& schema = *ledgers_->schemas()->find("training");
  expect_the_list_indexes(*database_, schema);
  EXPECT_EQ(all_records(*database_, schema).size(), static_cast<std::size_t>(large_rows));
  EXPECT_TRUE(ledgers_->audit(owner_, nullptr)->faults.empty());
}

TEST_P(ImportTest, a_large_first_load_with_a_fault_leaves_nothing) {
  const ChainHead head = ledgers_->head();
  const std::string sound = large_csv(large_rows);
  const auto report = import_csv(sound + "bad,A1,2020-13-01,,,,x,crop,1,,,,,\n");
  ASSERT_TRUE(report) << report.error().what;
  ASSERT_EQ(report->errors.size(), 1U);
  EXPECT_EQ(report->errors[0].error.where, fmt::format("training.csv:{}:on", large_rows + 2));
  EXPECT_EQ(report->added, 0);
  const auto& schema = *ledgers_->schemas()->find("training");
  expect_the_list_indexes(*database_, schema);
  EXPECT_TRUE(all_records(*database_, schema).empty());
  EXPECT_EQ(ledgers_->head().seq, head.seq);
  EXPECT_EQ(ledgers_->find_party("承办0"), std::nullopt);
  // Nor does half a file, nor one whose reading ends in the middle.
  EXPECT_EQ(import_csv(sound + "k,\"A1").error().what, "csv.open_quote");
  expect_the_list_indexes(*database_, schema);
  EXPECT_TRUE(all_records(*database_, schema).empty());
  EXPECT_EQ(import_csv(sound)->added, large_rows);
}

TEST_P(ImportTest, a_large_first_load_compares_a_row_of_a_closed_period_with_one_before) {
  ASSERT_TRUE(ledgers_->close(owner_, unit("610522"), *Period::parse("2019-01")));
  // The same key first outside, then inside of the closed period: a correction.
  const auto report =
      import_csv(large_csv(large_rows) + "k17,A2,2019-01-18,,,,改到往年,crop,1,,,,,\n");
  ASSERT_TRUE(report) << report.error().what;
  EXPECT_EQ(report->added, large_rows);
  EXPECT_EQ(report->corrected, 1);
  EXPECT_EQ(report->errors_all, 0);
  expect_the_list_indexes(*database_, *ledgers_->schemas()->find("training"));
  EXPECT_TRUE(ledgers_->audit(owner_, nullptr)->faults.empty());
}

TEST_P(ImportTest, a_large_first_load_into_a_closed_period_names_its_rows) {
  ASSERT_TRUE(ledgers_->close(owner_, unit("610522"), *Period::parse("2020-01")));
  ImportOptions options;
  options.source = "example:test";
  options.keep_good = true;
  const auto report =
      ledgers_->import(owner_, "training", large_csv(large_rows), "training.csv", options);
  ASSERT_TRUE(report) << report.error().what;
  EXPECT_EQ(report->errors_all, large_rows);
  EXPECT_EQ(report->errors[0].error.what, "ledger.period_closed");
  expect_the_list_indexes(*database_, *ledgers_->schemas()->find("training"));
}

// A sheet made of one row of column names and the given row in XML.
std::string workbook(const std::string& second_row, const std::string& after_rows = "") {
  const std::string head = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
  const std::string main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
  const std::string office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
  const std::string package = "http://schemas.openxmlformats.org/package/2006/";
  const auto text = [](const char* address, const char* value) {
    return fmt::format("<c r=\"{}\" t=\"inlineStr\"><is><t>{}</t></is></c>", address, value);
  };
  office::ZipWriter zip;
  zip.add("[Content_Types].xml",
          head + "<Types xmlns=\"" + package +
              "content-types\"><Default Extension=\"rels\" ContentType=\"application/"
              "vnd.openxmlformats-package.relationships+xml\"/><Default Extension=\"xml\" "
              "ContentType=\"application/xml\"/></Types>");
  zip.add("_rels/.rels", head + "<Relationships xmlns=\"" + package +
                             "relationships\"><Relationship Id=\"r1\" Type=\"" + office +
                             "/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>");
  zip.add("xl/workbook.xml", head + "<workbook xmlns=\"" + main + "\" xmlns:r=\"" + office +
                                 "\"><sheets><sheet name=\"培训\" sheetId=\"1\" r:id=\"r1\"/>"
                                 "</sheets></workbook>");
  zip.add("xl/_rels/workbook.xml.rels",
          head + "<Relationships xmlns=\"" + package +
              "relationships\"><Relationship Id=\"r1\" Type=\"" + office +
              "/worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>");
  zip.add("xl/worksheets/sheet1.xml",
          head + "<worksheet xmlns=\"" + main + "\"><sheetData><row r=\"1\">" + text("A1", "unit") +
              text("B1", "on") + text("C1", "topic") + text("D1", "trainees") + "</row>" +
              "<row r=\"2\">" + text("A2", "A1") + text("B2", "2020-01-01") + text("C2", "a") +
              second_row + "</row></sheetData>" + after_rows + "</worksheet>");
  return zip.finish();
}

TEST_P(ImportTest, reads_a_sheet_and_names_the_cells_that_are_wrong) {
  const auto sound = import_csv(workbook("<c r=\"D2\"><v>12</v></c>"));
  ASSERT_TRUE(sound) << sound.error().what << sound.error().where;
  EXPECT_EQ(sound->added, 1);
  EXPECT_EQ(std::get<Decimal>(approved()[0].values[2]), Decimal(12));

  const auto formula = import_csv(workbook("<c r=\"D2\"><f>6+6</f><v>12</v></c>"));
  ASSERT_TRUE(formula);
  ASSERT_EQ(formula->errors.size(), 1U);
  EXPECT_EQ(formula->errors[0].error.what, "import.formula_cell");
  EXPECT_EQ(formula->errors[0].error.where, "培训!D2");

  const auto huge = import_csv(workbook("<c r=\"D2\"><v>1E+30</v></c>"));
  ASSERT_TRUE(huge);
  ASSERT_EQ(huge->errors.size(), 1U);
  EXPECT_EQ(huge->errors[0].error.what, "ledger.above_max");
  EXPECT_EQ(huge->errors[0].error.where, "培训!D2");

  const auto merged =
      import_csv(workbook("<c r=\"D2\"><v>1</v></c>",
                          "<mergeCells count=\"1\"><mergeCell ref=\"C2:D2\"/></mergeCells>"));
  ASSERT_FALSE(merged);
  EXPECT_EQ(merged.error().what, "import.merged_cells");
  EXPECT_EQ(merged.error().field("range"), "C2:D2");

  const std::string whole = workbook("");
  EXPECT_FALSE(import_csv(whole.substr(0, whole.size() / 2)));
}

}  // namespace
}  // namespace youju::ledger
