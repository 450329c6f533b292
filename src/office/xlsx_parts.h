// Inside the room: the parts of a workbook besides its sheets' rows, read.
#pragma once

#include <youju/office/xlsx_reader.h>
#include <youju/office/zip.h>

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace youju::office {

struct Workbook {
  std::string part;  // its own
  struct Sheet {
    std::string name;
    std::string part;  // "xl/worksheets/sheet1.xml"
    bool hidden = false;
  };
  std::vector<Sheet> sheets;  // worksheets only: sheets that are one chart have no cells
  bool system_1904 = false;
  std::string strings_part, styles_part;  // "" if the workbook has none
};
Result<Workbook> read_workbook(const ZipReader& zip);

// All shared strings in one buffer.
class SharedStrings {
 public:
  void append(std::string_view text) { all_ += text; }
  void end_string() { ends_.push_back(all_.size()); }
  std::optional<std::string_view> at(std::size_t index) const;

 private:
  std::string all_;
  std::vector<std::size_t> ends_;
};
Result<SharedStrings> read_shared_strings(const ZipReader& zip, const std::string& part);

// By the index of a cell's style: whether it shows a number as a date.
Result<std::vector<bool>> read_date_styles(const ZipReader& zip, const std::string& part);
// Whether a format code of a spreadsheet shows a day: yyyy"年"m"月" does, h:mm and [h]:mm do not.
bool is_date_format(std::string_view code);

// What stands around the rows of a sheet.
struct SheetFacts {
  std::vector<MergedRange> merged;
  std::vector<std::pair<int, int>> hidden_columns;
};
Result<SheetFacts> read_sheet_facts(const ZipReader& zip, const std::string& part);

struct CellPlace {
  int row = 0, column = 0;  // 1-based
};
// "C7"; "C" alone has row 0. None if it is no address within 16384 columns and 1048576 rows.
std::optional<CellPlace> parse_address(std::string_view text);

inline constexpr std::size_t cell_text_max = 32'767;  // characters that a spreadsheet takes
// Whether a plain decimal survives the binary number of a spreadsheet: it has 15 digits at most.
bool is_exact_in_a_cell(std::string_view number);

// A number as XML holds it, "1.1000000000000001" or "1E+3", as a plain decimal with the 15 digits
// that a spreadsheet shows: "1.1", "1000". Whole numbers without an exponent keep all their digits.
// A number too long for a Decimal comes back as it is; none if the text is no number.
std::optional<std::string> plain_number(std::string_view text);
// Undoes _xHHHH_ (22.4.2.4 ST_Xstring), the escape for characters that XML cannot hold.
std::string unescaped(std::string_view text);

}  // namespace youju::office
