#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <youju/base/csv.h>
#include <youju/base/limits.h>

#include <random>

namespace youju {
namespace {

using Cells = std::vector<std::string>;
using testing::ElementsAre;

std::vector<Cells> cells(std::string_view text) {
  std::vector<Cells> all;
  const Result<std::vector<CsvRow>> rows = parse_csv(text);
  EXPECT_TRUE(rows) << text;
  if (rows) {
    for (const CsvRow& row : *rows) all.push_back(row.cells);
  }
  return all;
}

std::string failure(std::string_view text) {
  const Result<std::vector<CsvRow>> rows = parse_csv(text);
  return rows ? "none" : rows.error().what + " " + rows.error().where;
}

TEST(Csv, splits_rows_and_cells) {
  EXPECT_THAT(cells("a,b\n1,2\n"), ElementsAre(Cells{"a", "b"}, Cells{"1", "2"}));
  EXPECT_THAT(cells("a,b\r\n1,2"), ElementsAre(Cells{"a", "b"}, Cells{"1", "2"}));
  EXPECT_THAT(cells("a\rb\r"), ElementsAre(Cells{"a"}, Cells{"b"}));
  EXPECT_THAT(cells("a,\n,b\n,\n"), ElementsAre(Cells{"a", ""}, Cells{"", "b"}, Cells{"", ""}));
  EXPECT_THAT(cells("\xEF\xBB\xBF单位,次数\n"), ElementsAre(Cells{"单位", "次数"}));
  EXPECT_THAT(cells(" a , b "), ElementsAre(Cells{" a ", " b "}));
  EXPECT_TRUE(cells("").empty());
  EXPECT_TRUE(cells("\xEF\xBB\xBF\r\n\n\r").empty());
}

TEST(Csv, reads_quoted_cells_with_commas_quotes_and_line_breaks) {
  EXPECT_THAT(cells("\"a,b\",\"c\"\"d\",\"\"\n"), ElementsAre(Cells{"a,b", "c\"d", ""}));
  EXPECT_THAT(cells("\"一\r\n二\n三\",x\ny\n"),
              ElementsAre(Cells{"一\r\n二\n三", "x"}, Cells{"y"}));
  EXPECT_THAT(cells("\"\"\"\""), ElementsAre(Cells{"\""}));
}

TEST(Csv, knows_the_line_of_each_row) {
  const auto rows = parse_csv("a\r\n\r\n\"b\nc\"\nd\n").value();
  ASSERT_EQ(rows.size(), 3U);
  EXPECT_EQ(rows[0].line, 1);
  EXPECT_EQ(rows[1].line, 3);
  EXPECT_EQ(rows[2].line, 5);
}

TEST(Csv, refuses_half_a_file_and_stray_quotes) {
  EXPECT_EQ(failure("a\n\"b,c\nd\n"), "csv.open_quote 2");
  EXPECT_EQ(failure("a,\""), "csv.open_quote 1");
  EXPECT_EQ(failure("\"a\"\""), "csv.open_quote 1");
  EXPECT_EQ(failure("x\na\"b\n"), "csv.stray_quote 2");
  EXPECT_EQ(failure("\"a\"b\n"), "csv.stray_quote 1");
  EXPECT_EQ(failure("\"a\nb\" ,c\n"), "csv.stray_quote 2");
}

TEST(Csv, keeps_its_bounds) {
  const std::string widest(limits::csv_columns_max - 1, ',');
  EXPECT_EQ(cells("a\n" + widest + "\n")[1].size(), limits::csv_columns_max);
  EXPECT_EQ(failure("a\n" + widest + ",\n"), "csv.too_many_columns 2");
  const std::string longest(limits::csv_cell_bytes_max, 'x');
  EXPECT_EQ(cells(longest + ",\"" + longest + "\"")[0].size(), 2U);
  EXPECT_EQ(failure(longest + "x"), "csv.cell_too_long 1");
  EXPECT_EQ(failure("\"" + longest + "x\""), "csv.cell_too_long 1");
  std::string rows;
  for (std::size_t i = 0; i < limits::import_rows_max; ++i) rows += "a\n";
  CsvReader reader(rows);
  CsvRow row;
  std::size_t count = 0;
  while (reader.next(row).value()) ++count;
  EXPECT_EQ(count, limits::import_rows_max);
  EXPECT_EQ(failure(rows + "a\n"), "csv.too_many_rows 1048577");
  EXPECT_EQ(parse_csv(rows + "a").error().kind, ErrorKind::too_large);
}

TEST(Csv, a_row_passed_in_again_holds_the_new_cells_only) {
  CsvReader reader("aaa,bbb,ccc\nd\ne,f\n");
  CsvRow row;
  ASSERT_TRUE(reader.next(row).value());
  ASSERT_TRUE(reader.next(row).value());
  EXPECT_THAT(row.cells, ElementsAre("d"));
  ASSERT_TRUE(reader.next(row).value());
  EXPECT_THAT(row.cells, ElementsAre("e", "f"));
  EXPECT_FALSE(reader.next(row).value());
  EXPECT_FALSE(reader.next(row).value());
}

TEST(Csv, writes_quotes_only_where_they_must_be) {
  std::string out;
  append_csv_row(out, {"a", "b c", "d,e", "f\"g", "h\ni", ""});
  append_csv_row(out, {""}, true);
  EXPECT_EQ(out, "a,b c,\"d,e\",\"f\"\"g\",\"h\ni\",\n\"\"\r\n");
}

TEST(Csv, disarms_cells_that_a_spreadsheet_would_run) {
  std::string out;
  append_csv_row(out,
                 {"=1+1", "+86 755", "-x", "@a", "-12.5", "+3", "\tx", "=\"a\"", "＝1", "＠a"});
  EXPECT_EQ(out, "'=1+1,'+86 755,'-x,'@a,-12.5,+3,'\tx,\"'=\"\"a\"\"\",'＝1,'＠a\n");
}

TEST(Csv, reads_back_whatever_it_writes) {
  const unsigned seed = std::random_device{}();
  SCOPED_TRACE(seed);
  std::mt19937 random(seed);
  const std::vector<std::string> pieces{"a",    ",",    "\"", "\n", "\r",
                                        "\r\n", "有据", " ",  "1",  "\xEF\xBB\xBF"};
  for (int round = 0; round < 2'000; ++round) {
    std::string text;
    std::vector<Cells> wanted;
    const bool crlf = random() % 2 == 0;
    for (std::size_t row = random() % 4; row > 0; --row) {
      Cells made(1 + random() % 4);
      for (std::string& cell : made) {
        for (std::size_t i = random() % 5; i > 0; --i) cell += pieces[random() % pieces.size()];
        // What a spreadsheet runs gets a mark in front, which is not taken off again.
        if (cell.starts_with('\r')) cell.insert(0, "x");
      }
      append_csv_row(text, made, crlf);
      wanted.push_back(std::move(made));
    }
    ASSERT_EQ(cells(text), wanted) << text;
  }
}

}  // namespace
}  // namespace youju
