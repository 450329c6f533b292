#include <gtest/gtest.h>
#include <youju/office/xlsx_parts.h>

namespace youju::office {
namespace {

TEST(XlsxText, writes_numbers_out_with_the_digits_that_a_sheet_shows) {
  const std::vector<std::pair<std::string, std::string>> cases = {
      {"0", "0"},
      {"-0", "0"},
      {"0.0", "0"},
      {"12", "12"},
      {"+7", "7"},
      {"007", "7"},
      {"0.1", "0.1"},
      {".5", "0.5"},
      {"1270.00", "1270"},
      {"-2.25", "-2.25"},
      {"1E+3", "1000"},
      {"1e3", "1000"},
      {"1.5E2", "150"},
      {"2.5E-3", "0.0025"},
      {"1.0000000000000001E-2", "0.01"},
      {"1.1000000000000001", "1.1"},
      {"0.30000000000000004", "0.3"},
      {"0.99999999999999989", "1"},
      {"9.9999999999999995E+15", "10000000000000000"},
      {"277.33999999999997", "277.34"},
      {"110105194912310021", "110105194912310021"},
      {"1.10105194912310021E+17", "110105194912310000"},
      {" 5 ", "5"},
      {"1E+30", "1000000000000000000000000000000"},
      {"1E+300", "1E+300"},
      {"1E-300", "1E-300"},
  };
  for (const auto& [text, plain] : cases) EXPECT_EQ(plain_number(text).value(), plain) << text;
}

TEST(XlsxText, takes_no_words_for_numbers) {
  for (const char* text : {"", "-", ".", "1.2.3", "1E", "1E+", "NaN", "INF", "0x10", "1,000", "1 2",
                           "1E99999", "12a"}) {
    EXPECT_FALSE(plain_number(text)) << text;
  }
}

TEST(XlsxText, knows_the_formats_that_show_a_day) {
  for (const char* code : {"yyyy-mm-dd", "yyyy\"年\"m\"月\"d\"日\"", "[$-804]yyyy/m/d", "mmm-yy",
                           "m/d/yyyy h:mm AM/PM", "YYYY-MM-DD", "yyyy\\-mm", "mmmm",
                           "[DBNum1][$-804]yyyy\"年\"m\"月\";@", "d"}) {
    EXPECT_TRUE(is_date_format(code)) << code;
  }
  for (const char* code : {"General", "0.00", "#,##0.00_ ;[Red]-#,##0.00", "0\"day\"", "h:mm",
                           "mm:ss", "[h]:mm:ss", "[mm]:ss", "0.00E+00", "@", "h:mm AM/PM", "0.0\\d",
                           "0_d", "", "\"年", "[Red]0", "0;[Blue]-0;\"yes\""}) {
    EXPECT_FALSE(is_date_format(code)) << code;
  }
}

TEST(XlsxText, reads_and_writes_addresses) {
  EXPECT_EQ(cell_address(7, 3), "C7");
  EXPECT_EQ(cell_address(1, 26), "Z1");
  EXPECT_EQ(cell_address(1, 27), "AA1");
  EXPECT_EQ(cell_address(1'048'576, 16'384), "XFD1048576");
  for (const int column : {1, 26, 27, 52, 703, 16'384}) {
    const auto place = parse_address(cell_address(5, column));
    ASSERT_TRUE(place);
    EXPECT_EQ(place->column, column);
    EXPECT_EQ(place->row, 5);
  }
  for (const char* text : {"", "7", "c7", "C0", "C-1", "XFE1", "A1048577", "C7x", "ZZZZZZZZZZ1",
                           "A99999999999999999999"}) {
    EXPECT_FALSE(parse_address(text)) << text;
  }
}

TEST(XlsxText, undoes_escaped_characters) {
  EXPECT_EQ(unescaped("a_x000D_b"), "a\rb");
  EXPECT_EQ(unescaped("_x005F_x000D_"), "_x000D_");
  EXPECT_EQ(unescaped("_x6709_据"), "有据");
  EXPECT_EQ(unescaped("_x00_ _xyyyy_ _x000D"), "_x00_ _xyyyy_ _x000D");
}

}  // namespace
}  // namespace youju::office
