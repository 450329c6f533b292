// Inside the room: the rows of a superior's workbook whose words name something that is known here.
#pragma once

#include <youju/forms/edition.h>
#include <youju/office/xlsx_reader.h>

#include <cstddef>
#include <string>
#include <vector>

namespace youju::forms {

struct SuperiorRow {
  std::string label, cell, take;
  int power = 0;
};

// `edition` may be null: then indicators alone. Errors: those of office::XlsxReader::read.
Result<std::vector<SuperiorRow>> superior_rows(const office::XlsxReader& reader, std::size_t sheet,
                                               const Edition* edition,
                                               const indicator::IndicatorSet& indicators);

}  // namespace youju::forms
