// A county of the examples, from its ledgers to the sheet of its statistics forms.
#include <gtest/gtest.h>
#include <youju/app/load.h>
#include <youju/forms/sheet.h>
#include <youju/office/xlsx_reader.h>

#include <filesystem>
#include <set>

namespace youju::app {
namespace {

class CountyForms : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = std::filesystem::temp_directory_path() /
              ("youju-forms-" + Uuid::make(system_clock()).to_string());
    WorkspaceOptions options;
    options.folder = folder_;
    options.create = true;
    auto opened = Workspace::open(options, system_clock());
    ASSERT_TRUE(opened) << opened.error().what;
    workspace_ = std::move(*opened);
  }
  void TearDown() override {
    workspace_.reset();
    std::error_code ignored;
    std::filesystem::remove_all(folder_, ignored);
  }
  void load_county(const std::string& example) {
    const auto loaded = load(*workspace_, std::string(YOUJU_SOURCE_DIR "/examples/") + example, {});
    ASSERT_TRUE(loaded) << loaded.error().what;
    const auto packs = find_packs({"science-statistics"}, {});
    ASSERT_TRUE(packs);
    const auto kept = workspace_->load_packs(workspace_->owner(), *packs);
    ASSERT_TRUE(kept) << kept.error().what << ' ' << kept.error().where;
  }
  // Filled from the ledgers; what they do not prove is said to be not there.
  forms::Reading filled(const char* unit, int year) {
    forms::Returns& returns = workspace_->returns();
    const org::Access owner = workspace_->owner();
    const auto id = returns.open(owner, {"kp", unit, "02", year});
    EXPECT_TRUE(id) << id.error().what;
    EXPECT_TRUE(returns.fill(owner, *id, 1));
    std::vector<forms::Entry> entries;
    const auto now_filled = returns.read(owner, *id);
    for (const forms::CellNow& now : now_filled->cells) {
      if (now.cell) continue;
      entries.push_back({now.item->id, forms::CellState::none, "", ""});
    }
    EXPECT_TRUE(returns.enter(owner, *id, 2, entries));
    return std::move(*returns.read(owner, *id));
  }
  std::set<std::string> rows_of(const forms::Reading& reading) {
    const auto bytes = forms::sheet_of(reading, *workspace_->ledgers().directory());
    EXPECT_TRUE(bytes) << bytes.error().what;
    const auto reader = office::XlsxReader::open(*bytes);
    EXPECT_TRUE(reader);
    std::set<std::string> rows;
    for (std::size_t sheet = 0; sheet < reader->sheets().size(); ++sheet) {
      EXPECT_TRUE(reader->read(sheet, [&](const office::XlsxRow& row) -> Result<void> {
        std::string text;
        for (const office::XlsxCell& each : row.cells) text += each.text + "|";
        rows.insert(text);
        return {};
      }));
    }
    return rows;
  }

  std::filesystem::path folder_;
  std::unique_ptr<Workspace> workspace_;
};

TEST_F(CountyForms, of_tongguan_fill_audit_and_export) {
  load_county("tongguan-2009");
  const forms::Reading reading = filled("610522", 2009);
  EXPECT_EQ(reading.edition->name, "2013");
  // A contest without anybody in it, which the ledgers know nothing of.
  ASSERT_EQ(reading.findings.size(), 1U);
  EXPECT_EQ(reading.findings.front().key, "e08_contest");
  const std::set<std::string> rows = rows_of(reading);
  for (const char* row :
       {"科普人员|", "填报单位：潼关县科学技术协会||2009年|", "科普专职人员|KR100|人|-|",
        "注册科普志愿者|KR300|人|55|", "举办实用技术培训次数||次|22|",
        "举办实用技术培训参加人次||人次|1519|", "发放科普读物和资料||份|19386|",
        "科普（技）讲座次数||次|-|", "科技活动周科普专题活动次数||次|0|"}) {
    EXPECT_TRUE(rows.contains(row)) << row;
  }
}

TEST_F(CountyForms, of_licheng_follow_the_edition_of_their_year) {
  load_county("licheng-2020");
  const forms::Reading reading = filled("140426", 2020);
  EXPECT_EQ(reading.edition->name, "2016");
  EXPECT_NE(reading.edition->item("space_n"), nullptr);
  EXPECT_EQ(reading.cell("exhibition_n")->printed.number, Decimal(12));
  EXPECT_TRUE(rows_of(reading).contains("科普（技）专题展览次数||次|12|"));
}

}  // namespace
}  // namespace youju::app
