// Figures as a table in a file that a spreadsheet opens.
#pragma once

#include <youju/indicator/figure.h>

#include <filesystem>
#include <string>
#include <vector>

namespace youju::app {

struct FigureSheetRow {
  std::string title;
  std::vector<indicator::Figure> figures;  // a cell each; a missing one is an empty cell
};
struct FigureSheet {
  std::string title;                // of the sheet
  std::vector<std::string> header;  // the column of titles first
  std::vector<FigureSheetRow> rows;
};

// Writes it as .xlsx or .csv, as the file's ending says: exact numbers as numbers, texts that a
// spreadsheet would run as formulas as texts. Error: "app.unknown_ending".
Result<void> write_figure_sheet(const FigureSheet& sheet, const std::filesystem::path& path);

}  // namespace youju::app
