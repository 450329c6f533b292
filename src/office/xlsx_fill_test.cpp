#include <gtest/gtest.h>
#include <youju/office/xlsx_fill.h>
#include <youju/office/xlsx_reader.h>
#include <youju/office/xlsx_sample.h>

namespace youju::office {
namespace {

std::vector<XlsxRow> rows_of(const std::string& bytes) {
  const auto reader = XlsxReader::open(bytes);
  EXPECT_TRUE(reader) << reader.error().what;
  std::vector<XlsxRow> rows;
  const auto read = reader->read(0, [&](const XlsxRow& row) -> Result<void> {
    rows.push_back(row);
    return {};
  });
  EXPECT_TRUE(read);
  return rows;
}

std::string filled(const SampleBook& book, const std::vector<XlsxFill>& fills) {
  const auto made = fill_xlsx(to_xlsx(book), fills);
  EXPECT_TRUE(made) << made.error().what;
  return made.value_or("");
}

Decimal number(std::string_view text) { return *Decimal::parse(text); }

TEST(XlsxFill, values_stand_in_their_cells_and_the_rest_stays) {
  SampleBook book;
  book.sheet_data =
      R"(<row r="2"><c r="A2" t="inlineStr"><is><t>Trainings</t></is></c><c r="B2" s="7"/></row>)"
      R"(<row r="5"><c r="C5"><v>9</v></c></row>)";
  const std::string bytes = filled(book, {{0, 2, 2, number("15")},
                                          {0, 2, 4, std::string("=1+1")},
                                          {0, 3, 1, number("12.50")},
                                          {0, 5, 2, number("-3")}});
  const auto rows = rows_of(bytes);
  ASSERT_EQ(rows.size(), 3U);
  EXPECT_EQ(rows[0].cells[0].text, "Trainings");
  EXPECT_EQ(rows[0].cells[1].text, "15");
  EXPECT_EQ(rows[0].cells[1].kind, CellKind::number);
  EXPECT_EQ(rows[0].cells[3].text, "=1+1");
  EXPECT_EQ(rows[0].cells[3].kind, CellKind::text);
  EXPECT_EQ(rows[1].number, 3);
  EXPECT_EQ(rows[1].cells[0].text, "12.5");
  EXPECT_EQ(rows[2].cells[1].text, "-3");
  EXPECT_EQ(rows[2].cells[2].text, "9");
  const auto zip = ZipReader::open(bytes);
  ASSERT_TRUE(zip);
  EXPECT_NE(zip->read("xl/worksheets/a.xml")->find(R"(<c r="B2" s="7"><v>15</v></c>)"),
            std::string::npos);
}

TEST(XlsxFill, a_number_that_a_spreadsheet_would_round_stands_as_text) {
  SampleBook book;
  const auto rows = rows_of(filled(book, {{0, 1, 1, number("12345678901234567")}}));
  ASSERT_EQ(rows.size(), 1U);
  EXPECT_EQ(rows[0].cells[0].kind, CellKind::text);
  EXPECT_EQ(rows[0].cells[0].text, "12345678901234567");
}

TEST(XlsxFill, formulas_stay_and_are_computed_anew) {
  SampleBook book;
  book.prefix = "x:";
  book.sheet_data = R"(<x:row r="1"><x:c r="A1"><x:v>1</x:v></x:c>)"
                    R"(<x:c r="B1"><x:f>A1*2</x:f><x:v>2</x:v></x:c></x:row>)";
  const std::string bytes = filled(book, {{0, 1, 1, number("4")}});
  const auto zip = ZipReader::open(bytes);
  ASSERT_TRUE(zip);
  const auto sheet = zip->read("xl/worksheets/a.xml");
  EXPECT_NE(sheet->find("<x:f>A1*2</x:f></x:c>"), std::string::npos) << *sheet;
  EXPECT_NE(zip->read("xl/workbook.xml")->find(R"(</x:sheets><x:calcPr fullCalcOnLoad="1")"),
            std::string::npos);
  const auto refused = fill_xlsx(to_xlsx(book), {{0, 1, 2, number("4")}});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().what, "xlsx.cell_has_formula");
  EXPECT_EQ(refused.error().where, "B1");
}

TEST(XlsxFill, what_cannot_be_filled_is_refused) {
  SampleBook book;
  book.sheet_data = R"(<row r="1"><c r="A1"><v>1</v></c></row>)";
  book.after_data = R"(<mergeCells count="1"><mergeCell ref="A1:C1"/></mergeCells>)";
  const auto error = [&](const XlsxFill& fill) {
    const auto made = fill_xlsx(to_xlsx(book), {fill});
    return made ? std::string() : made.error().what;
  };
  EXPECT_EQ(error({0, 1, 1, number("4")}), "");
  EXPECT_EQ(error({0, 1, 2, number("4")}), "xlsx.cell_is_covered");
  EXPECT_EQ(error({3, 1, 2, number("4")}), "xlsx.no_such_sheet");
  EXPECT_EQ(error({0, 1, 1, std::string(40'000, 'a')}), "xlsx.cell_too_long");
  EXPECT_EQ(fill_xlsx("no workbook", {}).error().what, "xlsx.not_an_xlsx");
}

}  // namespace
}  // namespace youju::office
