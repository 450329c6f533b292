// Writes a workbook of plain tables through libxlsxwriter in constant memory: 100,000 rows of 10
// cells take about a second. The same calls give the same bytes. Not thread-safe.
#pragma once

#include <youju/base/decimal.h>
#include <youju/base/result.h>

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace youju::office {

struct XlsxDate {
  std::string iso;  // 2020-03-20
};
// Nothing, text, an exact number, a date. A number of more than 15 digits is written as text, since
// a spreadsheet would round it.
using XlsxValue = std::variant<std::monostate, std::string, Decimal, XlsxDate>;

class XlsxWriter {
 public:
  // Error: "file.not_writable". The file appears complete at finish(), or not at all; until then
  // there is a hidden temporary file beside it.
  static Result<XlsxWriter> create(const std::filesystem::path& path);
  XlsxWriter(const XlsxWriter&) = delete;
  XlsxWriter& operator=(const XlsxWriter&) = delete;
  XlsxWriter(XlsxWriter&&) noexcept;
  XlsxWriter& operator=(XlsxWriter&&) noexcept;
  ~XlsxWriter();

  // Starts a sheet with a bold, frozen header row; widths in characters. A name that spreadsheets
  // refuse is made one they take: forbidden characters become "_", 31 characters are kept, a
  // name that is taken gets a number.
  void begin_sheet(std::string_view name, const std::vector<std::string>& header,
                   const std::vector<int>& widths);
  void row(const std::vector<XlsxValue>& cells);
  // Errors: "xlsx.too_many_rows", "xlsx.cell_too_long" (the first cell that did not fit, in
  // `where`), "file.not_writable". Throws MachineFailure "file.disk".
  Result<void> finish();

 private:
  struct State;
  explicit XlsxWriter(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace youju::office
