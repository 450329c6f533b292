// Writes a workbook that looks like a printed form: merged titles, a ruled table, wrapped names,
// one page wide on A4. The same calls give the same bytes. Pure function.
#pragma once

#include <youju/base/result.h>
#include <youju/office/xlsx_writer.h>

#include <string>
#include <vector>

namespace youju::office {

struct FormCell {
  enum class Look {
    title,  // large, centred
    head,   // of a table: bold, centred, ruled
    label,  // ruled, wrapped, set in by `indent`
    code,   // ruled, centred
    value,  // ruled, right; a number as it is
    plain,
    right,
    note,  // wrapped
  };
  int row = 1, column = 1;            // 1-based
  int last_row = 0, last_column = 0;  // merged if given
  Look look = Look::plain;
  int indent = 0;
  XlsxValue value;
  int decimals = 0;  // shown of a number
};

struct FormSheet {
  std::string name;
  std::vector<int> widths;  // of columns from A, in characters
  std::vector<FormCell> cells;
};

// The bytes of the workbook. Error: "xlsx.cell_too_long", with the cell in `where`.
Result<std::string> xlsx_form(const std::vector<FormSheet>& sheets);

}  // namespace youju::office
