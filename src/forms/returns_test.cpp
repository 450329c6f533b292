#include <youju/base/catalogue.h>
#include <youju/forms/returns_fixture.h>
#include <youju/forms/sheet.h>
#include <youju/office/xlsx_reader.h>

namespace youju::forms {
namespace {

TEST_P(ReturnsTest, take_what_the_ledgers_prove_and_say_where_it_is_from) {
  const Uuid id = opened();
  EXPECT_EQ(value(id, "n"), "missing");
  ASSERT_TRUE(returns_->fill(as("clerk"), id, 1));
  EXPECT_EQ(value(id, "n"), "2");
  EXPECT_EQ(value(id, "people"), "1434");
  EXPECT_EQ(value(id, "crop"), "1434");
  EXPECT_EQ(value(id, "money"), "missing");
  const Reading now = reading(id);
  EXPECT_TRUE(now.cell("n")->cell->from_figures);
  EXPECT_EQ(now.cell("crop")->cell->figures, std::vector<std::string>{"heads@A@2020?kind=crop"});
  EXPECT_GT(now.cell("n")->cell->as_of, 0);
  EXPECT_FALSE(now.cell("n")->moved);
  load("talk", "key,unit,on,topic,kind,heads\n9,A1,2020-05-01,新,crop,6\n");
  EXPECT_TRUE(reading(id).cell("n")->moved);
  EXPECT_EQ(value(id, "n"), "2");
}

TEST_P(ReturnsTest, keep_nothing_zero_and_not_reported_apart) {
  const Uuid id = opened();
  enter(id, {{"money", CellState::number, "０", "决算表"}, {"none_ever", CellState::none, "", ""}});
  EXPECT_EQ(value(id, "money"), "0");
  EXPECT_EQ(value(id, "none_ever"), "none");
  EXPECT_EQ(value(id, "n"), "missing");
  enter(id, {{"none_ever", CellState::missing, "", ""}});
  EXPECT_EQ(value(id, "none_ever"), "missing");
  // Blank where a value is mandatory, but not where it is not.
  EXPECT_EQ(findings(id), (std::vector<std::string>{"needed:n", "needed:people", "needed:crop"}));
}

TEST_P(ReturnsTest, refuse_what_is_no_value_of_a_cell) {
  const Uuid id = opened();
  const auto wrong = [&](Entry entry) {
    return error_of(returns_->enter(owner_, id, 1, {std::move(entry)}));
  };
  EXPECT_EQ(wrong({"nothing", CellState::number, "1", "x"}), "forms.unknown_item");
  EXPECT_EQ(wrong({"money", CellState::number, "1.5", "x"}), "forms.negative_or_fraction");
  EXPECT_EQ(wrong({"money", CellState::number, "many", "x"}), "forms.negative_or_fraction");
  EXPECT_EQ(wrong({"money", CellState::number, "1", " "}), "forms.source_needed");
  EXPECT_EQ(wrong({"money", CellState::number, "1", std::string(5000, 'x')}),
            "forms.text_too_long");
  EXPECT_EQ(error_of(returns_->fill(owner_, id, 7)), "forms.version_conflict");
  EXPECT_EQ(error_of(returns_->open(owner_, {"s", "A", "02", 2020})), "forms.exists");
  EXPECT_EQ(error_of(returns_->open(owner_, {"s", "A", "02", 2018})), "forms.no_edition");
  EXPECT_EQ(error_of(returns_->open(owner_, {"s", "B", "99", 2020})), "forms.unknown_department");
}

TEST_P(ReturnsTest, are_handed_in_only_without_hard_findings_and_with_explanations) {
  const Uuid id = opened();
  EXPECT_EQ(error_of(returns_->submit(owner_, id, 1)), "forms.hard_findings");
  ASSERT_TRUE(returns_->fill(owner_, id, 1));
  enter(id, {{"money", CellState::number, "9", "决算表"}});
  EXPECT_EQ(findings(id), std::vector<std::string>{"dear"});
  EXPECT_EQ(error_of(returns_->submit(owner_, id, version(id))), "forms.explanation_needed");
  EXPECT_EQ(error_of(returns_->explain(owner_, id, version(id), "part", "x")), "forms.no_finding");
  ASSERT_TRUE(returns_->explain(owner_, id, version(id), "dear", "设备更新"));
  ASSERT_TRUE(returns_->submit(owner_, id, version(id)));
  // What was handed in no longer changes, and the explanation is in the event that went up.
  EXPECT_EQ(error_of(returns_->fill(owner_, id, version(id))), "forms.wrong_state");
  const auto history = returns_->history(owner_, id);
  ASSERT_TRUE(history);
  EXPECT_NE(history->back().payload.find("设备更新"), std::string::npos);
  EXPECT_EQ(error_of(returns_->send_back(owner_, id, version(id), " ")), "forms.reason_needed");
  ASSERT_TRUE(returns_->send_back(owner_, id, version(id), "请核对经费"));
  EXPECT_EQ(returns_->find(owner_, id)->reason, "请核对经费");
  ASSERT_TRUE(returns_->submit(owner_, id, version(id)));
  ASSERT_TRUE(returns_->lock(owner_, id, version(id)));
  EXPECT_EQ(error_of(returns_->submit(owner_, id, version(id))), "forms.wrong_state");
}

TEST_P(ReturnsTest, ask_for_a_reason_where_a_value_differs_from_the_ledgers) {
  const Uuid id = opened();
  ASSERT_TRUE(returns_->fill(owner_, id, 1));
  enter(id, {{"n", CellState::number, "5", "另有三场未入账"}});
  EXPECT_EQ(findings(id), (std::vector<std::string>{"differs:n", "needed:money"}));
  ASSERT_TRUE(returns_->fill(owner_, id, version(id)));
  EXPECT_EQ(value(id, "n"), "5");
}

TEST_P(ReturnsTest, are_held_against_the_year_before) {
  const Uuid before = opened("A", 2019);
  enter(before, {{"money", CellState::number, "1", "决算表"}});
  const Uuid id = opened();
  ASSERT_TRUE(returns_->fill(owner_, id, 1));
  enter(id, {{"money", CellState::number, "2", "决算表"}});
  EXPECT_TRUE(findings(id).empty());
  enter(id, {{"money", CellState::number, "3", "决算表"}});
  EXPECT_EQ(findings(id), (std::vector<std::string>{"dear", "change:money"}));
}

TEST_P(ReturnsTest, are_acted_on_by_those_who_may) {
  const Uuid id = opened();
  const Uuid other = opened("B");
  EXPECT_EQ(error_of(returns_->fill(as("auditor"), id, 1)), "org.forbidden");
  EXPECT_EQ(error_of(returns_->read(as("clerk"), other)), "org.forbidden");
  EXPECT_EQ(error_of(returns_->fill(as("clerk"), other, 1)), "org.forbidden");
  ASSERT_TRUE(returns_->fill(as("writer"), id, 1));
  enter(id, {{"money", CellState::number, "1", "决算表"}});
  EXPECT_EQ(error_of(returns_->submit(as("clerk"), id, version(id))), "org.forbidden");
  ASSERT_TRUE(returns_->submit(as("reviewer"), id, version(id)));
  EXPECT_EQ(error_of(returns_->lock(as("reviewer"), id, version(id))), "org.forbidden");
  EXPECT_EQ(returns_->may(as("leader"), *returns_->find(owner_, id)),
            (std::vector<std::string>{"return", "lock"}));
  ASSERT_TRUE(returns_->lock(as("leader"), id, version(id)));
  EXPECT_EQ(returns_->list(as("clerk"), unit("A"), 2020)->size(), 1U);
  EXPECT_EQ(error_of(returns_->list(as("clerk"), unit("610522"), 2020)), "org.forbidden");
}

TEST_P(ReturnsTest, add_up_by_region_and_by_department_to_one_total) {
  handed_in("A1", "02", "1");
  handed_in("A2", "05", "1");
  handed_in("B", "05", "1");
  const auto sum = returns_->roll_up(owner_, "s", "610522", 2020);
  ASSERT_TRUE(sum) << sum.error().what;
  ASSERT_EQ(sum->regions.size(), 2U);
  ASSERT_EQ(sum->departments.size(), 2U);
  EXPECT_EQ(sum->total.returns, 3);
  EXPECT_EQ(sum->total.cells.at("people").number, Decimal(2324));
  for (const auto* lines : {&sum->regions, &sum->departments}) {
    Decimal people = 0;
    for (const RollUp::Line& line : *lines) {
      people = *add(people, line.cells.at("people").number);
    }
    EXPECT_EQ(people, sum->total.cells.at("people").number);
  }
  // The town's own return covers its villages: they are not added once more.
  handed_in("A", "02", "2");
  const auto again = returns_->roll_up(owner_, "s", "610522", 2020);
  EXPECT_EQ(again->total.returns, 2);
  EXPECT_EQ(again->total.cells.at("people").number, Decimal(2324));
}

TEST_P(ReturnsTest, are_replayed_from_the_log) {
  handed_in("A", "02", "9");
  EXPECT_TRUE(returns_->audit(owner_)->empty());
  ASSERT_TRUE(database_->write([](store::Transaction& transaction) -> Result<void> {
    TRY(transaction.run("UPDATE form_cell SET value = '7' WHERE item = 'money'"));
    return {};
  }));
  EXPECT_FALSE(returns_->audit(owner_)->empty());
  ASSERT_TRUE(returns_->rebuild(owner_));
  EXPECT_TRUE(returns_->audit(owner_)->empty());
}

TEST_P(ReturnsTest, are_written_as_a_workbook_in_their_layout) {
  const Uuid id = handed_in("A", "02", "9");
  const auto bytes = sheet_of(reading(id), *ledgers_->directory());
  ASSERT_TRUE(bytes) << bytes.error().what;
  EXPECT_EQ(*bytes, *sheet_of(reading(id), *ledgers_->directory()));
  const auto reader = office::XlsxReader::open(*bytes);
  ASSERT_TRUE(reader);
  ASSERT_EQ(reader->sheets().size(), 2U);
  std::vector<std::string> rows;
  for (std::size_t sheet = 0; sheet < 2; ++sheet) {
    ASSERT_TRUE(reader->read(sheet, [&](const office::XlsxRow& row) -> Result<void> {
      std::string text;
      for (const office::XlsxCell& cell : row.cells) text += cell.text + "|";
      rows.push_back(text);
      return {};
    }));
  }
  EXPECT_EQ(rows[2], "讲座|K1|场|2|");
  EXPECT_EQ(rows[4], "其中种植|K3|人次|1434|");
  EXPECT_EQ(rows.back(), "1|经费；讲座|经费偏高。|已核实|");
}

TEST_P(ReturnsTest, tell_what_the_ledgers_could_prove) {
  const auto coverage = returns_->coverage(owner_, "s", "B", 2020);
  ASSERT_TRUE(coverage);
  ASSERT_EQ(coverage->rows.size(), 5U);
  EXPECT_EQ(coverage->rows[0].proof->value.number, Decimal(1));
  EXPECT_FALSE(coverage->rows[3].proof);
  const auto empty = returns_->coverage(owner_, "s", "B", 2021);
  EXPECT_EQ(empty->rows[0].proof->reason, "figure.not_reported");
}

INSTANTIATE_TEST_SUITE_P(Sqlite, ReturnsTest, testing::Values(store::Dialect::sqlite),
                         store::back_end_name);

}  // namespace
}  // namespace youju::forms
