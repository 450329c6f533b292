#include <youju/base/csv.h>
#include <youju/base/text.h>
#include <youju/ledger/import_table.h>
#include <youju/office/xlsx_reader.h>

#include <algorithm>

namespace youju::ledger {

namespace {

bool is_blank(const std::vector<std::string>& cells) {
  return std::all_of(cells.begin(), cells.end(),
                     [](const std::string& cell) { return text::trimmed(cell).empty(); });
}

}  // namespace

std::string TableFile::place(int row, std::size_t column, std::string_view column_name) const {
  if (is_sheet()) return sheet_ + "!" + office::cell_address(row, static_cast<int>(column) + 1);
  return file_name_ + ":" + std::to_string(row) + ":" + std::string(column_name);
}

Result<void> TableFile::read(const std::function<Result<void>(const TableRow&)>& header,
                             const std::function<Result<void>(const TableRow&)>& row) {
  return is_sheet() ? read_sheet(header, row) : read_csv(header, row);
}

Result<void> TableFile::read_csv(const std::function<Result<void>(const TableRow&)>& header,
                                 const std::function<Result<void>(const TableRow&)>& row) {
  auto decoded = text::decode(bytes_, &encoding_);
  if (!decoded) return fail(std::move(decoded.error()).at(file_name_));
  rows_about_ = std::count(decoded->begin(), decoded->end(), '\n');
  CsvReader reader(*decoded);
  CsvRow line;
  bool has_header = false;
  TableRow out;
  for (;;) {
    auto more = reader.next(line);
    if (!more) return fail(std::move(more.error()).at(file_name_));
    if (!*more) break;
    out.number = line.line;
    out.cells = &line.cells;
    if (!has_header) {
      has_header = true;
      TRY(header(out));
    } else if (!is_blank(line.cells)) {
      TRY(row(out));
    }
  }
  if (!has_header) return fail(ErrorKind::bad_input, "import.empty", {}, file_name_);
  return {};
}

Result<void> TableFile::read_sheet(const std::function<Result<void>(const TableRow&)>& header,
                                   const std::function<Result<void>(const TableRow&)>& row) {
  auto reader = office::XlsxReader::open(bytes_);
  if (!reader) return fail(std::move(reader.error()).at(file_name_));
  if (reader->sheets().empty()) return fail(ErrorKind::bad_input, "import.empty", {}, file_name_);
  const office::XlsxSheet& sheet = reader->sheets().front();
  sheet_ = sheet.name;
  if (!sheet.merged.empty()) {
    const office::MergedRange& range = sheet.merged.front();
    const std::string from = office::cell_address(range.first_row, range.first_column);
    const std::string to = office::cell_address(range.last_row, range.last_column);
    return fail(ErrorKind::bad_input, "import.merged_cells", {{"range", from + ":" + to}},
                sheet_ + "!" + from);
  }
  bool has_header = false;
  std::vector<std::string> cells;
  const auto each = [&](const office::XlsxRow& line) -> Result<void> {
    TableRow out{line.number, &cells, {}};
    cells.resize(line.cells.size());
    for (std::size_t i = 0; i < line.cells.size(); ++i) {
      cells[i] = line.cells[i].text;
      if (!line.cells[i].formula) continue;
      out.formulas.resize(line.cells.size(), false);
      out.formulas[i] = true;
    }
    if (is_blank(cells) && out.formulas.empty()) return {};
    if (has_header) return row(out);
    has_header = true;
    return header(out);
  };
  auto done = reader->read(0, each);
  if (!done) {
    Error error = std::move(done.error());
    return fail(error.where.empty() ? std::move(error).at(file_name_) : std::move(error));
  }
  if (!has_header) return fail(ErrorKind::bad_input, "import.empty", {}, file_name_);
  return {};
}

}  // namespace youju::ledger
