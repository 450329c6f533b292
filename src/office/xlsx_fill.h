// Puts values into cells of a workbook that somebody else made: looks, formulas, merged cells,
// protection and all other parts stay as they are. A value takes the look of its cell. Results that
// formulas had stored are dropped, and the program that opens the file computes them anew. Pure
// function.
#pragma once

#include <youju/base/result.h>
#include <youju/office/xlsx_writer.h>

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace youju::office {

struct XlsxFill {
  std::size_t sheet = 0;    // of XlsxReader::sheets()
  int row = 1, column = 1;  // 1-based; of a merged range the cell at its beginning
  XlsxValue value;          // nothing: the cell becomes empty
};

// Errors: those of XlsxReader::open; "xlsx.no_such_sheet"; with the cell's address in `where`:
// "xlsx.cell_has_formula", "xlsx.cell_is_covered" (inside of a merged range),
// "xlsx.cell_too_long"; "xlsx.too_large_to_fill" of a sheet over limits::filled_sheet_bytes_max.
Result<std::string> fill_xlsx(std::string_view bytes, const std::vector<XlsxFill>& fills);

}  // namespace youju::office
