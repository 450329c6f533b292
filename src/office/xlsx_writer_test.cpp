#include <gtest/gtest.h>
#include <unistd.h>
#include <youju/base/file.h>
#include <youju/office/xlsx_reader.h>
#include <youju/office/xlsx_writer.h>

#include <filesystem>

namespace youju::office {
namespace {

namespace fs = std::filesystem;

class XlsxWriterTest : public testing::Test {
 protected:
  void SetUp() override {
    std::string name = (fs::temp_directory_path() / "youju_xlsx_XXXXXX").string();
    ASSERT_NE(mkdtemp(name.data()), nullptr);
    folder_ = name;
  }
  void TearDown() override { fs::remove_all(folder_); }

  std::string bytes_of(const fs::path& path) const { return read_file(path, 64 << 20).value(); }
  std::size_t files() const {
    return static_cast<std::size_t>(
        std::distance(fs::directory_iterator(folder_), fs::directory_iterator()));
  }
  fs::path path(std::string_view name) const { return folder_ / name; }

 private:
  fs::path folder_;
};

std::vector<XlsxRow> rows_of(const XlsxReader& reader, std::size_t sheet) {
  std::vector<XlsxRow> rows;
  EXPECT_TRUE(reader.read(sheet, [&rows](const XlsxRow& row) -> Result<void> {
    rows.push_back(row);
    return {};
  }));
  return rows;
}

void write_sample(const fs::path& path) {
  XlsxWriter writer = XlsxWriter::create(path).value();
  writer.begin_sheet("培训", {"名称", "人次", "日期"}, {30, 10, 12});
  writer.row({std::string("=1+1 <科普>"), Decimal::from_scaled(12345, 2), XlsxDate{"2020-03-20"}});
  writer.row({std::monostate(), Decimal::parse("123456789012345678").value(), XlsxDate{"soon"}});
  writer.begin_sheet("空", {"a"}, {});
  ASSERT_TRUE(writer.finish());
}

TEST_F(XlsxWriterTest, writes_what_the_reader_reads) {
  write_sample(path("a.xlsx"));
  const std::string bytes = bytes_of(path("a.xlsx"));
  const XlsxReader reader = XlsxReader::open(bytes).value();
  ASSERT_EQ(reader.sheets().size(), 2u);
  EXPECT_EQ(reader.sheets()[0].name, "培训");
  const auto rows = rows_of(reader, 0);
  ASSERT_EQ(rows.size(), 3u);
  EXPECT_EQ(rows[0].cells.at(1).text, "人次");
  EXPECT_EQ(rows[1].cells.at(0).text, "=1+1 <科普>");
  EXPECT_EQ(rows[1].cells.at(0).kind, CellKind::text);
  EXPECT_FALSE(rows[1].cells.at(0).formula);
  EXPECT_EQ(rows[1].cells.at(1).kind, CellKind::number);
  EXPECT_EQ(rows[1].cells.at(1).text, "123.45");
  EXPECT_EQ(rows[1].cells.at(2).kind, CellKind::date);
  EXPECT_EQ(rows[1].cells.at(2).text, "2020-03-20");
  EXPECT_EQ(rows[2].cells.at(0).kind, CellKind::empty);
  EXPECT_EQ(rows[2].cells.at(1).kind, CellKind::text);
  EXPECT_EQ(rows[2].cells.at(1).text, "123456789012345678");
  EXPECT_EQ(rows[2].cells.at(2).text, "soon");
  EXPECT_EQ(rows_of(reader, 1).size(), 1u);
}

TEST_F(XlsxWriterTest, gives_the_same_bytes_for_the_same_calls) {
  write_sample(path("a.xlsx"));
  write_sample(path("b.xlsx"));
  EXPECT_EQ(bytes_of(path("a.xlsx")), bytes_of(path("b.xlsx")));
}

TEST_F(XlsxWriterTest, leaves_nothing_when_it_is_not_finished) {
  {
    XlsxWriter writer = XlsxWriter::create(path("a.xlsx")).value();
    writer.begin_sheet("a", {"a"}, {});
    writer.row({Decimal(1)});
  }
  EXPECT_EQ(files(), 0u);
}

TEST_F(XlsxWriterTest, keeps_the_old_file_when_the_new_one_does_not_fit) {
  write_sample(path("a.xlsx"));
  const std::string before = bytes_of(path("a.xlsx"));
  {
    XlsxWriter writer = XlsxWriter::create(path("a.xlsx")).value();
    writer.begin_sheet("a", {"a"}, {});
    writer.row({std::string(40'000, 'x')});
    const auto finished = writer.finish();
    ASSERT_FALSE(finished);
    EXPECT_EQ(finished.error().what, "xlsx.cell_too_long");
    EXPECT_EQ(finished.error().where, "A2");
  }
  EXPECT_EQ(bytes_of(path("a.xlsx")), before);
  EXPECT_EQ(files(), 1u);
}

TEST_F(XlsxWriterTest, says_that_there_is_no_such_folder) {
  EXPECT_EQ(XlsxWriter::create(path("none/a.xlsx")).error().what, "file.not_writable");
}

TEST_F(XlsxWriterTest, makes_names_that_a_spreadsheet_takes) {
  XlsxWriter writer = XlsxWriter::create(path("a.xlsx")).value();
  const std::string long_name =
      "这是一个名称很长很长很长很长很长很长很长很长很长很长很长很长的工作表";
  for (const std::string& name :
       {std::string("a/b:c"), std::string("A/B:C"), std::string(), long_name, long_name}) {
    writer.begin_sheet(name, {"x"}, {});
  }
  ASSERT_TRUE(writer.finish());
  const std::string bytes = bytes_of(path("a.xlsx"));
  const XlsxReader reader = XlsxReader::open(bytes).value();
  ASSERT_EQ(reader.sheets().size(), 5u);
  EXPECT_EQ(reader.sheets()[0].name, "a_b_c");
  EXPECT_EQ(reader.sheets()[1].name, "A_B_C_2");
  EXPECT_EQ(reader.sheets()[2].name, "Sheet");
  EXPECT_EQ(reader.sheets()[3].name, long_name.substr(0, 31 * 3));
  EXPECT_EQ(reader.sheets()[4].name, long_name.substr(0, 29 * 3) + "_2");
}

}  // namespace
}  // namespace youju::office
