// An uploaded file as sheets of cells, whatever program wrote it.
#include <youju/base/csv.h>
#include <youju/base/hash.h>
#include <youju/base/limits.h>
#include <youju/base/text.h>
#include <youju/ledger/workbook.h>
#include <youju/office/libreoffice.h>
#include <youju/office/xlsx_reader.h>

#include <algorithm>

namespace youju::ledger {

struct Workbook::State {
  std::string file_name, digest, encoding;
  std::string text;       // of a csv, as UTF-8
  std::string converted;  // what LibreOffice has made of the bytes
  std::optional<office::XlsxReader> reader;
  std::vector<GridSheet> sheets;
};

namespace {

GridCell::Kind kind_of(office::CellKind kind) {
  switch (kind) {
    case office::CellKind::empty:
      return GridCell::Kind::empty;
    case office::CellKind::number:
      return GridCell::Kind::number;
    case office::CellKind::date:
      return GridCell::Kind::date;
    case office::CellKind::error:
      return GridCell::Kind::error;
    case office::CellKind::text:
    case office::CellKind::boolean:
      break;
  }
  return GridCell::Kind::text;
}

std::vector<GridRange> ranges_of(const std::vector<office::MergedRange>& merged) {
  std::vector<GridRange> ranges;
  ranges.reserve(merged.size());
  for (const office::MergedRange& one : merged) {
    ranges.push_back(
        {std::min(one.first_row, one.last_row), std::min(one.first_column, one.last_column),
         std::max(one.first_row, one.last_row), std::max(one.first_column, one.last_column)});
  }
  std::stable_sort(ranges.begin(), ranges.end(), [](const GridRange& a, const GridRange& b) {
    return a.first_row < b.first_row;
  });
  return ranges;
}

std::string stem_of(std::string_view file_name) {
  const std::size_t dot = file_name.rfind('.');
  return std::string(dot == std::string_view::npos || dot == 0 ? file_name
                                                               : file_name.substr(0, dot));
}

// The stored dates of a workbook and its name may lie: what the bytes are decides.
bool needs_libreoffice(std::string_view kind) { return kind == "xls" || kind == "ods"; }

}  // namespace

Workbook::Workbook(std::unique_ptr<State> state) : state_(std::move(state)) {}
Workbook::Workbook(Workbook&&) noexcept = default;
Workbook& Workbook::operator=(Workbook&&) noexcept = default;
Workbook::~Workbook() = default;

Result<Workbook> Workbook::open(std::string_view bytes, std::string_view file_name) {
  const auto placed = [&](Error error) { return fail(std::move(error).at(file_name)); };
  if (bytes.size() > limits::import_bytes_max) {
    return fail(ErrorKind::too_large, "import.too_large",
                {{"max", std::to_string(limits::import_bytes_max >> 20)}}, std::string(file_name));
  }
  auto state = std::make_unique<State>();
  state->file_name = file_name;
  state->digest = to_hex(digest_of(bytes));
  const std::string kind = office::kind_of_file(bytes);
  if (kind == "text" || kind == "unknown" || kind == "empty") {
    auto text = text::decode(bytes, &state->encoding);
    if (!text) return placed(std::move(text.error()));
    if (text::trimmed(*text).empty()) {
      return fail(ErrorKind::bad_input, "import.empty", {}, std::string(file_name));
    }
    state->text = std::move(*text);
    state->sheets.push_back({stem_of(file_name), false, {}, {}});
    return Workbook(std::move(state));
  }
  if (needs_libreoffice(kind)) {
    auto converted =
        office::convert_by_libreoffice({bytes, kind, "xlsx", limits::import_bytes_max});
    if (!converted) return placed(std::move(converted.error()));
    state->converted = std::move(*converted);
    bytes = state->converted;
  }
  auto reader = office::XlsxReader::open(bytes);
  if (!reader) return placed(std::move(reader.error()));
  for (const office::XlsxSheet& sheet : reader->sheets()) {
    state->sheets.push_back(
        {sheet.name, sheet.hidden, ranges_of(sheet.merged), sheet.hidden_columns});
  }
  if (state->sheets.empty()) {
    return fail(ErrorKind::bad_input, "import.empty", {}, std::string(file_name));
  }
  state->reader.emplace(std::move(*reader));
  return Workbook(std::move(state));
}

const std::string& Workbook::file_name() const { return state_->file_name; }
const std::string& Workbook::digest() const { return state_->digest; }
const std::string& Workbook::encoding() const { return state_->encoding; }
const std::vector<GridSheet>& Workbook::sheets() const { return state_->sheets; }

namespace {

// Ends the reading early; never leaves this file.
constexpr std::string_view stop_word = "import.read_no_further";

Result<void> read_csv(std::string_view text,
                      const std::function<Result<bool>(const GridRow&)>& row) {
  CsvReader reader(text);
  CsvRow line;
  GridRow out;
  while (TRY(reader.next(line))) {
    out.number = line.line;
    out.cells.resize(line.cells.size());
    bool filled = false;
    for (std::size_t i = 0; i < line.cells.size(); ++i) {
      GridCell& cell = out.cells[i];
      cell.text = line.cells[i];
      const bool empty = text::trimmed(cell.text).empty();
      cell.kind = empty ? GridCell::Kind::empty : GridCell::Kind::text;
      filled = filled || !empty;
    }
    if (filled && !TRY(row(out))) return {};
  }
  return {};
}

}  // namespace

Result<void> Workbook::read(std::size_t sheet,
                            const std::function<Result<bool>(const GridRow&)>& row) const {
  CHECK(sheet < state_->sheets.size());
  if (!state_->reader) {
    auto done = read_csv(state_->text, row);
    if (!done && done.error().what.starts_with("csv.")) {
      return fail(std::move(done.error()).at(state_->file_name));
    }
    return done;
  }
  GridRow out;
  const auto each = [&](const office::XlsxRow& line) -> Result<void> {
    out.number = line.number;
    out.hidden = line.hidden;
    out.cells.resize(line.cells.size());
    bool filled = false;
    for (std::size_t i = 0; i < line.cells.size(); ++i) {
      const office::XlsxCell& from = line.cells[i];
      GridCell& cell = out.cells[i];
      cell.kind = kind_of(from.kind);
      cell.text = from.text;
      cell.formula = from.formula;
      filled = filled || from.formula || cell.kind != GridCell::Kind::empty;
    }
    if (filled && !TRY(row(out))) return fail(ErrorKind::bad_usage, stop_word);
    return {};
  };
  auto done = state_->reader->read(sheet, each);
  if (!done && done.error().what == stop_word) return {};
  if (!done && done.error().where.empty()) {
    return fail(std::move(done.error()).at(state_->file_name));
  }
  return done;
}

}  // namespace youju::ledger
