// Any text as a sheet: lines are rows, commas part cells, and what stands behind a zero byte are
// merged ranges, four bytes each. The table is looked for, its rows are read and its totals added.
#include <youju/base/text.h>
#include <youju/ledger/workbook_guess.h>
#include <youju/ledger/workbook_proofs.h>
#include <youju/office/xlsx_reader.h>
#include <youju/office/zip.h>

#include <cstdint>

namespace {

using namespace youju;

std::string sheet_of(std::string_view grid, std::string_view ranges) {
  std::string xml = "<worksheet><sheetData>";
  int row = 0;
  for (const std::string_view line : text::split(grid, '\n')) {
    xml += fmt::format("<row r=\"{}\">", ++row);
    int column = 0;
    for (const std::string_view cell : text::split(line, ',')) {
      if (++column > 500) break;
      const bool number = !cell.empty() && Decimal::parse(cell).has_value();
      const std::string address = office::cell_address(row, column);
      if (number) {
        xml += fmt::format("<c r=\"{}\"><v>{}</v></c>", address, cell);
      } else {
        xml += fmt::format("<c r=\"{}\" t=\"inlineStr\"><is><t>{}</t></is></c>", address,
                           text::xml(cell));
      }
    }
    xml += "</row>";
  }
  xml += "</sheetData><mergeCells>";
  for (std::size_t i = 0; i + 4 <= ranges.size(); i += 4) {
    const auto at = [&](std::size_t byte) { return static_cast<unsigned char>(ranges[i + byte]); };
    xml += fmt::format("<mergeCell ref=\"{}:{}\"/>", office::cell_address(at(0) + 1, at(1) + 1),
                       office::cell_address(at(2) + 1, at(3) + 1));
  }
  return xml + "</mergeCells></worksheet>";
}

void read_all(const ledger::Workbook& workbook) {
  const ledger::KnownTitle known = [](const std::vector<std::string>& path) {
    return path.back().size() % 2 == 0 ? 100 : 0;
  };
  const auto table = ledger::find_table(workbook, 0, known);
  if (!table || !*table) return;
  const ledger::FoundTable& found = **table;
  if (found.header_last < found.header_first || found.columns.size() < 2) __builtin_trap();
  ledger::Totals totals(found, {}, {});
  int last = found.header_last;
  (void)ledger::read_table(workbook, found, [&](const ledger::SheetRow& row) -> Result<bool> {
    if (row.number <= last || row.label >= row.cells.size()) __builtin_trap();
    last = row.number;
    if (row.kind == ledger::RowKind::data) totals.add_data(row);
    if (row.kind == ledger::RowKind::total) totals.add_total(row);
    return true;
  });
  (void)totals.proofs("S!");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const std::size_t end = bytes.find('\0');
  const std::string_view grid = bytes.substr(0, end);
  (void)ledger::words::days_of(grid, 2009);
  (void)ledger::words::number_of(grid);
  (void)ledger::words::year_of(grid);
  (void)ledger::words::reporter_of_line(grid);
  if (auto csv = ledger::Workbook::open(grid, "a.csv")) read_all(*csv);
  if (!text::is_utf8(grid)) return 0;
  office::ZipWriter zip;
  zip.store("xl/workbook.xml", "<workbook><sheet name=\"a\" r:id=\"r1\"/></workbook>");
  zip.store("xl/_rels/workbook.xml.rels",
            "<Relationships><Relationship Id=\"r1\" Type=\"/worksheet\" Target=\"a.xml\"/>"
            "</Relationships>");
  zip.store("_rels/.rels", "<Relationships/>");
  zip.store("xl/a.xml", sheet_of(grid, end == std::string_view::npos ? "" : bytes.substr(end + 1)));
  const std::string book = zip.finish();
  if (auto workbook = ledger::Workbook::open(book, "a.xlsx")) read_all(*workbook);
  return 0;
}
