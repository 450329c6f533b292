// Comma-separated values (RFC 4180), read and written. Reading is exact about places: every cell
// knows its line. Quoted cells may hold line breaks. Bounds: limits::csv_*.
#pragma once

#include <youju/base/result.h>

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace youju {

struct CsvRow {
  int line = 0;  // 1-based line on which the row starts
  std::vector<std::string> cells;
};

// Splits UTF-8 text (see text::decode for other encodings) into rows; blank lines and a byte order
// mark are skipped; LF, CR LF and a lone CR end a line. The text must outlive the reader.
// Errors, with `where` = line: "csv.open_quote" (the text ends inside a quoted cell: half a file),
// "csv.stray_quote", "csv.too_many_columns", "csv.cell_too_long", "csv.too_many_rows".
class CsvReader {
 public:
  explicit CsvReader(std::string_view text);
  // True and the next row, false at the end; after an error the reader is of no more use. Cost:
  // linear, no copy of the whole text; a row that is passed in again keeps its storage.
  Result<bool> next(CsvRow& row);

 private:
  Result<void> read_cell(std::string& cell);
  Result<void> read_quoted(std::string& cell);

  std::string_view text_;
  std::size_t byte_ = 0;
  int line_ = 1;
  std::size_t rows_ = 0;
};

Result<std::vector<CsvRow>> parse_csv(std::string_view text);

// Appends one row with '\n' ("\r\n" if asked for); a cell is quoted only when it must be. A cell
// that a spreadsheet would take for a formula (=, +, -, @ first, full-width ones too; not a
// number) gets a leading '.
void append_csv_row(std::string& out, const std::vector<std::string>& cells, bool crlf = false);

}  // namespace youju
