#include <gtest/gtest.h>
#include <youju/office/xlsx_reader.h>
#include <youju/office/xlsx_sample.h>

namespace youju::office {
namespace {

Result<std::vector<XlsxRow>> read_rows(const SampleBook& book) {
  const std::string bytes = to_xlsx(book);
  const XlsxReader reader = TRY(XlsxReader::open(bytes));
  std::vector<XlsxRow> rows;
  TRY(reader.read(0, [&rows](const XlsxRow& row) -> Result<void> {
    rows.push_back(row);
    return {};
  }));
  return rows;
}

SampleBook with_data(std::string data) {
  SampleBook book;
  book.sheet_data = std::move(data);
  return book;
}

std::string error_of(const SampleBook& book) {
  const auto rows = read_rows(book);
  return rows ? "no error" : rows.error().what;
}

// "kind:text" of each cell, a "=" in front of results of formulas.
std::string shown(const XlsxRow& row) {
  std::string all;
  for (const XlsxCell& cell : row.cells) {
    all += (all.empty() ? "" : "|") + std::string(cell.formula ? "=" : "") +
           std::string(1, "-tnbde"[static_cast<int>(cell.kind)]) + ":" + cell.text;
  }
  return all;
}

TEST(XlsxReader, reads_every_kind_of_cell) {
  SampleBook book = with_data(
      "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" "
      "t=\"inlineStr\"><is><t>内</t></is></c>"
      "<c r=\"C1\" t=\"str\"><f>A1</f><v>式</v></c><c r=\"D1\" t=\"b\"><v>1</v></c>"
      "<c r=\"E1\" t=\"e\"><v>#DIV/0!</v></c><c r=\"F1\" t=\"d\"><v>2020-03-20T00:00:00</v></c>"
      "<c r=\"G1\" t=\"n\"><v>1E+3</v></c><c r=\"H1\"><v>1.1000000000000001</v></c></row>");
  book.strings = "<si><t>共享</t></si>";
  const auto rows = read_rows(book).value();
  ASSERT_EQ(rows.size(), 1u);
  EXPECT_EQ(shown(rows[0]), "t:共享|t:内|=t:式|b:TRUE|e:#DIV/0!|d:2020-03-20|n:1000|n:1.1");
}

TEST(XlsxReader, joins_rich_text_and_skips_phonetic_guides) {
  SampleBook book = with_data(
      "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>1</v></c><c r=\"B1\" "
      "t=\"inlineStr\"><is><r><t>丙</t></r>"
      "<rPh sb=\"0\" eb=\"1\"><t>bing</t></rPh><r><t>丁</t></r></is></c></row>");
  book.strings =
      "<si><t>x</t></si><si><r><rPr><b/></rPr><t>甲</t></r><r><t xml:space=\"preserve\"> 乙</t></r>"
      "<rPh sb=\"0\" eb=\"1\"><t>jia</t></rPh><phoneticPr fontId=\"1\"/></si>";
  EXPECT_EQ(shown(read_rows(book).value().at(0)), "t:甲 乙|t:丙丁");
}

TEST(XlsxReader, keeps_the_places_of_missing_rows_and_cells) {
  const auto rows = read_rows(with_data("<row r=\"3\"><c r=\"C3\"><v>1</v></c>"
                                        "<c r=\"E3\" s=\"5\"/></row>"
                                        "<row r=\"4\"><c r=\"A4\" s=\"1\"/></row>"
                                        "<row><c><v>2</v></c><c><v>3</v></c></row>"))
                        .value();
  ASSERT_EQ(rows.size(), 2u);
  EXPECT_EQ(rows[0].number, 3);
  EXPECT_EQ(shown(rows[0]), "-:|-:|n:1");
  EXPECT_EQ(rows[1].number, 5);
  EXPECT_EQ(shown(rows[1]), "n:2|n:3");
}

TEST(XlsxReader, reads_the_cached_values_of_shared_formulas) {
  const auto rows =
      read_rows(with_data("<row r=\"1\"><c r=\"A1\"><f t=\"shared\" ref=\"A1:B1\" si=\"0\">1+1</f>"
                          "<v>2</v></c><c r=\"B1\"><f t=\"shared\" si=\"0\"/><v>3</v></c>"
                          "<c r=\"C1\"><f>X</f></c></row>"))
          .value();
  EXPECT_EQ(shown(rows.at(0)), "=n:2|=n:3|=-:");
}

std::string dated_row() {
  std::string row = "<row r=\"1\">";
  for (const char* style : {"0", "1", "2", "3", "4"}) {
    row += "<c s=\"" + std::string(style) + "\"><v>43910.5</v></c>";
  }
  return row + "<c s=\"1\"><v>0.35</v></c><c s=\"1\"><v>-1</v></c></row>";
}

constexpr const char* dated_styles =
    "<numFmts><numFmt numFmtId=\"164\" formatCode=\"yyyy&quot;年&quot;m&quot;月&quot;\"/>"
    "<numFmt numFmtId=\"165\" formatCode=\"0.0&quot;d&quot;\"/></numFmts>"
    "<cellStyleXfs><xf numFmtId=\"14\"/></cellStyleXfs><cellXfs><xf numFmtId=\"0\"/>"
    "<xf numFmtId=\"14\"/><xf numFmtId=\"164\"/><xf numFmtId=\"165\"/><xf numFmtId=\"31\"/>"
    "</cellXfs><dxfs><dxf><numFmt numFmtId=\"0\" formatCode=\"yyyy\"/></dxf></dxfs>";

TEST(XlsxReader, reads_dates_by_their_format) {
  SampleBook book = with_data(dated_row());
  book.styles = dated_styles;
  EXPECT_EQ(shown(read_rows(book).value().at(0)),
            "n:43910.5|d:2020-03-20|d:2020-03-20|n:43910.5|d:2020-03-20|n:0.35|n:-1");
}

TEST(XlsxReader, counts_days_from_1904_where_the_workbook_says_so) {
  SampleBook book = with_data("<row r=\"1\"><c s=\"1\"><v>42448</v></c></row>");
  book.styles = dated_styles;
  book.workbook_properties = " date1904=\"1\"";
  EXPECT_EQ(shown(read_rows(book).value().at(0)), "d:2020-03-20");
}

TEST(XlsxReader, names_worksheets_and_their_merged_ranges) {
  SampleBook book = with_data("<row r=\"1\"><c><v>1</v></c></row>");
  book.after_data =
      "<mergeCells count=\"2\"><mergeCell ref=\"A1:C1\"/><mergeCell ref=\"B2:B9\"/>"
      "</mergeCells>";
  const std::string bytes = to_xlsx(book);
  const XlsxReader reader = XlsxReader::open(bytes).value();
  ASSERT_EQ(reader.sheets().size(), 1u);
  EXPECT_EQ(reader.sheets()[0].name, "数据");
  EXPECT_FALSE(reader.sheets()[0].hidden);
  ASSERT_EQ(reader.sheets()[0].merged.size(), 2u);
  EXPECT_EQ(reader.sheets()[0].merged[1].last_row, 9);
  EXPECT_EQ(reader.sheets()[0].merged[1].first_column, 2);
}

TEST(XlsxReader, reads_strict_files_and_files_with_prefixes) {
  SampleBook book = with_data("<x:row r=\"1\"><x:c r=\"A1\"><x:v>1</x:v></x:c></x:row>");
  book.prefix = "x:";
  book.ns = "http://purl.oclc.org/ooxml/spreadsheetml/main";
  book.relation_ns = "http://purl.oclc.org/ooxml/officeDocument/relationships";
  EXPECT_EQ(shown(read_rows(book).value().at(0)), "n:1");
}

TEST(XlsxReader, does_not_take_extensions_for_cells) {
  SampleBook book = with_data(
      "<row r=\"1\"><c r=\"A1\"><v>1</v><extLst><ext><v>9</v></ext></extLst></c>"
      "</row>");
  book.after_data =
      "<extLst><ext><x14:row xmlns:x14=\"urn:x\"><x14:c><x14:v>7</x14:v></x14:c>"
      "</x14:row></ext></extLst>";
  const auto rows = read_rows(book).value();
  ASSERT_EQ(rows.size(), 1u);
  EXPECT_EQ(shown(rows[0]), "n:1");
}

TEST(XlsxReader, stops_on_the_callers_error) {
  const std::string bytes =
      to_xlsx(with_data("<row><c><v>1</v></c></row><row><c><v>2</v></c></row>"));
  const XlsxReader reader = XlsxReader::open(bytes).value();
  int rows = 0;
  const auto result = reader.read(0, [&rows](const XlsxRow&) -> Result<void> {
    ++rows;
    return fail(ErrorKind::bad_input, "test.enough");
  });
  EXPECT_EQ(result.error().what, "test.enough");
  EXPECT_EQ(rows, 1);
}

TEST(XlsxReader, refuses_broken_sheets) {
  for (const char* data :
       {"<row r=\"1\"><c r=\"A1\"><v>1</v></row>", "<row r=\"0\"/>", "<row r=\"x\"/>",
        "<row r=\"2\"/><row r=\"2\"/>", "<row r=\"1\"><c r=\"1A\"/></row>",
        "<row r=\"1\"><c r=\"B1\"/><c r=\"A1\"/></row>", "<c r=\"A1\"><v>1</v></c>",
        "<row r=\"1\"><c t=\"s\"><v>99</v></c></row>",
        "<row r=\"1\"><c t=\"s\"><v>x</v></c></row>"}) {
    EXPECT_EQ(error_of(with_data(data)), "xlsx.malformed") << data;
  }
}

TEST(XlsxReader, bounds_rows_columns_and_cells) {
  EXPECT_EQ(error_of(with_data("<row r=\"1048577\"><c><v>1</v></c></row>")), "xlsx.too_many_rows");
  const auto wide = read_rows(with_data("<row r=\"2\"><c r=\"XFD2\"><v>1</v></c></row>"));
  ASSERT_FALSE(wide);
  EXPECT_EQ(wide.error().what, "xlsx.too_many_columns");
  EXPECT_EQ(wide.error().where, "XFD2");
  EXPECT_TRUE(read_rows(with_data("<row r=\"2\"><c r=\"XFD2\" s=\"1\"/></row>")));
  EXPECT_EQ(error_of(with_data("<row r=\"1\"><c t=\"str\"><v>" + std::string(200'000, 'x') +
                               "</v></c></row>")),
            "xlsx.cell_too_long");
}

TEST(XlsxReader, keeps_a_text_that_only_claims_to_be_a_number) {
  EXPECT_EQ(shown(read_rows(with_data("<row><c><v>1,000</v></c><c t=\"d\"><v>soon</v></c></row>"))
                      .value()
                      .at(0)),
            "t:1,000|t:soon");
}

TEST(XlsxReader, says_what_a_foreign_file_is) {
  std::string old("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8);
  std::string locked = old;
  for (const char c : std::string_view("Workbook")) old.append({c, '\0'});
  for (const char c : std::string_view("EncryptedPackage")) locked.append({c, '\0'});
  ZipWriter document;
  document.add("word/document.xml", "<d/>");
  const std::vector<std::pair<std::string, std::string>> files = {
      {old, "xls"}, {"a,b\n1,2\n", "text"}, {document.finish(), "docx"}, {"%PDF-", "pdf"}};
  for (const auto& [bytes, found] : files) {
    const auto reader = XlsxReader::open(bytes);
    ASSERT_FALSE(reader) << found;
    EXPECT_EQ(reader.error().what, "xlsx.not_an_xlsx");
    EXPECT_EQ(reader.error().field("found"), found);
  }
  EXPECT_EQ(XlsxReader::open(locked).error().what, "xlsx.encrypted");
}

TEST(XlsxReader, refuses_half_a_file_and_bombs) {
  const std::string bytes = to_xlsx(with_data("<row><c><v>1</v></c></row>"));
  EXPECT_EQ(XlsxReader::open(std::string_view(bytes).substr(0, bytes.size() / 2)).error().what,
            "zip.truncated");
  const std::string bomb = to_xlsx(with_data(std::string(9 << 20, ' ')));
  EXPECT_EQ(XlsxReader::open(bomb).error().what, "zip.bomb");
}

TEST(XlsxReader, survives_any_single_damaged_byte) {
  const std::string bytes = to_xlsx(with_data("<row><c><v>1</v></c></row>"));
  for (std::size_t at = 0; at < bytes.size(); ++at) {
    std::string damaged = bytes;
    damaged[at] = static_cast<char>(damaged[at] ^ 0x24);
    const auto reader = XlsxReader::open(damaged);
    if (!reader) continue;
    for (std::size_t sheet = 0; sheet < reader->sheets().size(); ++sheet) {
      const auto result = reader->read(sheet, [](const XlsxRow&) -> Result<void> { return {}; });
      EXPECT_TRUE(result || !result.error().what.empty());
    }
  }
}

}  // namespace
}  // namespace youju::office
