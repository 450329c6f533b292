// Reads worksheets row by row in constant memory (the shared strings of the workbook apart): shared
// and inline strings, rich text, numbers, booleans, dates by their format (1900 and 1904), formulas
// (their cached value), merged ranges, strict and transitional namespaces. Bounds: limits::zip_*,
// limits::import_rows_max, limits::csv_columns_max, 128 KiB a cell. 100,000 rows of 10 cells take
// two thirds of a second.
#pragma once

#include <youju/base/result.h>

#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace youju::office {

enum class CellKind { empty, text, number, boolean, date, error };

struct XlsxCell {
  CellKind kind = CellKind::empty;
  // text     as it is
  // number   a plain decimal, 1E+3 written out, with the 15 digits that the spreadsheet shows: the
  //          file holds 1.1 as 1.1000000000000001. Whole numbers keep all their digits. A number of
  //          more than 36 digits stands as the file has it.
  // boolean  TRUE or FALSE
  // date     2020-03-20, without its clock time; a clock time alone or a duration is a number
  // error    #DIV/0! and its like
  std::string text;
  bool formula = false;  // the value is the cached result of a formula
};

struct XlsxRow {
  int number = 0;               // 1-based, as the sheet counts
  bool hidden = false;          // by a person or by a filter
  std::vector<XlsxCell> cells;  // from column A to the last with content; missing cells are empty
};

struct MergedRange {  // 1-based, both ends included
  int first_row, first_column, last_row, last_column;
};

// Inside of a range, and not the cell at its beginning, which alone holds a value.
bool is_covered(const std::vector<MergedRange>& merged, int row, int column);

struct XlsxSheet {
  std::string name;
  std::vector<MergedRange> merged;
  bool hidden = false;
  std::vector<std::pair<int, int>> hidden_columns{};  // 1-based, both ends included
};

// "C7" from 1-based row and column.
std::string cell_address(int row, int column);
struct CellAddress {
  int row = 0, column = 0;  // 1-based
};
// Of "C7"; none if it is no address within 16384 columns and 1048576 rows.
std::optional<CellAddress> parse_cell_address(std::string_view text);

// One thread at a time.
class XlsxReader {
 public:
  // `bytes` must outlive the reader. Errors: "xlsx.not_an_xlsx" (field "found": xls, docx, text…),
  // "xlsx.malformed" (fields part, line, column), "xlsx.encrypted", "zip.bomb", "zip.truncated" and
  // the other errors of ZipReader.
  static Result<XlsxReader> open(std::string_view bytes);
  XlsxReader(const XlsxReader&) = delete;
  XlsxReader& operator=(const XlsxReader&) = delete;
  XlsxReader(XlsxReader&&) noexcept;
  XlsxReader& operator=(XlsxReader&&) noexcept;
  ~XlsxReader();

  const std::vector<XlsxSheet>& sheets() const;  // worksheets, in the order of the tabs
  // Calls `row` for each row that has a cell with content, in order; its error stops the reading
  // and comes back. Errors: "xlsx.malformed", "xlsx.too_many_rows", "xlsx.too_many_columns",
  // "xlsx.cell_too_long" (with the cell's address in `where`), those of ZipReader.
  Result<void> read(std::size_t sheet,
                    const std::function<Result<void>(const XlsxRow&)>& row) const;

 private:
  struct State;
  explicit XlsxReader(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace youju::office
