// A csv or xlsx file as a header and rows of text, each cell with its place. Inner header of the
// room.
#pragma once

#include <youju/base/result.h>

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace youju::ledger {

struct TableRow {
  int number = 0;  // line of a csv, row of a sheet
  const std::vector<std::string>* cells = nullptr;
  // Of a sheet: which cells hold a formula; empty if none does.
  std::vector<bool> formulas;
};

class TableFile {
 public:
  // What the bytes are, by themselves and not by the name: a zip is taken for an xlsx. Both must
  // outlive it.
  TableFile(std::string_view bytes, std::string_view file_name)
      : bytes_(bytes), file_name_(file_name) {}

  // The first row goes to `header`, each later one with any text in it to `row`. An error of either
  // stops the reading. Errors of the file itself come back with the file's name in `where`:
  // "import.empty", "import.merged_cells" and those of csv, text and xlsx.
  Result<void> read(const std::function<Result<void>(const TableRow&)>& header,
                    const std::function<Result<void>(const TableRow&)>& row);

  std::size_t size() const { return bytes_.size(); }
  bool is_sheet() const { return bytes_.starts_with("PK"); }
  const std::string& encoding() const { return encoding_; }  // of a csv, once reading began
  std::int64_t rows_about() const { return rows_about_; }    // 0 if not known
  // "training.csv:12:trainees" or "Sheet1!C12".
  std::string place(int row, std::size_t column, std::string_view column_name) const;

 private:
  Result<void> read_csv(const std::function<Result<void>(const TableRow&)>& header,
                        const std::function<Result<void>(const TableRow&)>& row);
  Result<void> read_sheet(const std::function<Result<void>(const TableRow&)>& header,
                          const std::function<Result<void>(const TableRow&)>& row);

  std::string_view bytes_;
  std::string file_name_;
  std::string encoding_;
  std::string sheet_;
  std::int64_t rows_about_ = 0;
};

}  // namespace youju::ledger
