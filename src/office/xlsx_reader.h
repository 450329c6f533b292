// Reads worksheets row by row in constant memory: shared and inline strings, rich text, numbers,
// booleans, dates by their format (1900 and 1904), formulas (their cached value), merged ranges,
// strict and transitional namespaces. Numbers are kept as the exact text in the file. Pure;
// thread-safe. Bounds: limits::zip_*, limits::import_rows_max.
#pragma once

#include <youju/base/result.h>

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace youju::office {

enum class CellKind { empty, text, number, boolean, date, error };

struct XlsxCell {
  CellKind kind = CellKind::empty;
  std::string text;      // number: shortest exact decimal (1E+3 is written out); date: 2020-03-20
  bool formula = false;  // the value is the cached result of a formula
};

struct XlsxRow {
  int number = 0;               // 1-based, as the sheet counts
  std::vector<XlsxCell> cells;  // from column A; missing cells are empty
};

struct MergedRange {  // 1-based, both ends included
  int first_row, first_column, last_row, last_column;
};

struct XlsxSheet {
  std::string name;
  std::vector<MergedRange> merged;
};

// "C7" from 1-based row and column.
std::string cell_address(int row, int column);

class XlsxReader {
 public:
  // `bytes` must outlive the reader. Errors: "xlsx.not_an_xlsx" (field "found": xls, docx, csv…),
  // "xlsx.malformed", "xlsx.encrypted", "zip.bomb", "zip.truncated".
  static Result<XlsxReader> open(std::string_view bytes);
  XlsxReader(XlsxReader&&) noexcept;
  XlsxReader& operator=(XlsxReader&&) noexcept;
  ~XlsxReader();

  const std::vector<XlsxSheet>& sheets() const;
  // Calls `row` for each row that has a cell, in order; its error stops the reading and comes back.
  Result<void> read(std::size_t sheet,
                    const std::function<Result<void>(const XlsxRow&)>& row) const;

 private:
  struct State;
  explicit XlsxReader(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace youju::office
