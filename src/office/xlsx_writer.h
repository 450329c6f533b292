// Writes a workbook of plain tables through libxlsxwriter in constant memory.
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
  // Errors: "file.not_writable". The file appears complete at finish(), or not at all.
  static Result<XlsxWriter> create(const std::filesystem::path& path);
  XlsxWriter(XlsxWriter&&) noexcept;
  XlsxWriter& operator=(XlsxWriter&&) noexcept;
  ~XlsxWriter();

  // Starts a sheet with a bold, frozen header row; widths in characters.
  void begin_sheet(std::string_view name, const std::vector<std::string>& header,
                   const std::vector<int>& widths);
  void row(const std::vector<XlsxValue>& cells);
  Result<void> finish();

 private:
  struct State;
  explicit XlsxWriter(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace youju::office
