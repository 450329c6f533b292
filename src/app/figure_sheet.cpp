#include <youju/app/figure_sheet.h>
#include <youju/base/csv.h>
#include <youju/base/file.h>
#include <youju/base/text.h>
#include <youju/office/xlsx_writer.h>

namespace youju::app {
namespace {

constexpr int title_width = 28, value_width = 14;

office::XlsxValue cell_of(const indicator::Figure& figure) {
  if (const Decimal* number = figure.number()) return *number;
  if (const Day* day = figure.day()) return office::XlsxDate{day->to_string()};
  return office::XlsxValue();
}

std::string text_of(const indicator::Figure& figure) {
  if (const Decimal* number = figure.number()) return number->to_string();
  if (const Day* day = figure.day()) return day->to_string();
  return {};
}

}  // namespace

Result<void> write_figure_sheet(const FigureSheet& sheet, const std::filesystem::path& path) {
  const std::string ending = path.extension().string();
  if (ending == ".csv") {
    std::string csv;
    text::append(csv, U'\uFEFF');  // without the mark, Excel in China reads UTF-8 as GBK
    append_csv_row(csv, sheet.header, true);
    for (const FigureSheetRow& row : sheet.rows) {
      std::vector<std::string> cells = {row.title};
      for (const indicator::Figure& figure : row.figures) cells.push_back(text_of(figure));
      append_csv_row(csv, cells, true);
    }
    return write_file(path, csv);
  }
  if (ending != ".xlsx") {
    return fail(ErrorKind::bad_usage, "app.unknown_ending", {{"ending", ending}}, path.string());
  }
  office::XlsxWriter writer = TRY(office::XlsxWriter::create(path));
  std::vector<int> widths(sheet.header.size(), value_width);
  if (!widths.empty()) widths.front() = title_width;
  writer.begin_sheet(sheet.title, sheet.header, widths);
  for (const FigureSheetRow& row : sheet.rows) {
    std::vector<office::XlsxValue> cells = {row.title};
    for (const indicator::Figure& figure : row.figures) cells.push_back(cell_of(figure));
    writer.row(cells);
  }
  return writer.finish();
}

}  // namespace youju::app
