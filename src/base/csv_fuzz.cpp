// Whatever the bytes: rows within their bounds or an error with its line, and rows written again
// are read back with as many cells.
#include <youju/base/csv.h>
#include <youju/base/limits.h>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace youju;
  const Result<std::vector<CsvRow>> rows = parse_csv({reinterpret_cast<const char*>(data), size});
  if (!rows) {
    CHECK(!rows.error().where.empty());
    return 0;
  }
  std::string written;
  for (const CsvRow& row : *rows) {
    CHECK(!row.cells.empty() && row.cells.size() <= limits::csv_columns_max);
    append_csv_row(written, row.cells);
  }
  const Result<std::vector<CsvRow>> again = parse_csv(written);
  // A mark before a formula may push a cell of the greatest length over its bound.
  if (!again) {
    CHECK(again.error().what == "csv.cell_too_long");
    return 0;
  }
  CHECK(again->size() == rows->size());
  for (std::size_t i = 0; i < rows->size(); ++i) {
    CHECK((*again)[i].cells.size() == (*rows)[i].cells.size());
  }
  return 0;
}
