#include <youju/base/csv.h>
#include <youju/base/decimal.h>
#include <youju/base/limits.h>

#include <array>

namespace youju {
namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

tl::unexpected<Error> failed(std::string_view what, int line) {
  return fail(ErrorKind::bad_input, what, {}, std::to_string(line));
}

tl::unexpected<Error> too_large(std::string_view what, std::size_t limit, int line) {
  return fail(ErrorKind::too_large, what, {{"limit", std::to_string(limit)}}, std::to_string(line));
}

// The bytes of the line break at `byte`: 0 where there is none. A lone CR breaks a line too.
std::size_t break_length(std::string_view text, std::size_t byte) {
  if (byte >= text.size()) return 0;
  if (text[byte] == '\n') return 1;
  if (text[byte] != '\r') return 0;
  return byte + 1 < text.size() && text[byte + 1] == '\n' ? 2 : 1;
}

// What ends a cell without quotes, or must not stand in one.
constexpr std::array<bool, 256> special = [] {
  std::array<bool, 256> marks{};
  for (const char c : {',', '\n', '\r', '"'}) marks[static_cast<unsigned char>(c)] = true;
  return marks;
}();

// Spreadsheets run a cell that starts like this as a formula when they open the file; those set to
// Chinese or Japanese take the full-width signs for it too.
bool looks_like_formula(std::string_view cell) {
  for (const std::string_view wide : {"\uFF1D", "\uFF0B", "\uFF0D", "\uFF20"}) {
    if (cell.starts_with(wide)) return true;
  }
  if (cell.empty() || std::string_view("=+-@\t\r").find(cell.front()) == std::string_view::npos) {
    return false;
  }
  return !Decimal::parse(cell.front() == '+' ? cell.substr(1) : cell).has_value();
}

}  // namespace

CsvReader::CsvReader(std::string_view text) : text_(text) {
  if (text_.starts_with(byte_order_mark)) byte_ = byte_order_mark.size();
}

Result<bool> CsvReader::next(CsvRow& row) {
  while (const std::size_t blank = break_length(text_, byte_)) {
    byte_ += blank;
    ++line_;
  }
  if (byte_ >= text_.size()) return false;
  if (rows_ == limits::import_rows_max) {
    return too_large("csv.too_many_rows", limits::import_rows_max, line_);
  }
  ++rows_;
  row.line = line_;
  std::size_t count = 0;
  for (bool more = true; more; ++count) {
    if (count == limits::csv_columns_max) {
      return too_large("csv.too_many_columns", limits::csv_columns_max, line_);
    }
    // The strings of the row before are filled again, which spares most allocations.
    if (count == row.cells.size()) row.cells.emplace_back();
    TRY(read_cell(row.cells[count]));
    more = byte_ < text_.size() && text_[byte_] == ',';
    if (more) ++byte_;
  }
  row.cells.resize(count);
  if (const std::size_t end = break_length(text_, byte_)) {
    byte_ += end;
    ++line_;
  }
  return true;
}

// Reads one cell up to the comma or line break behind it.
Result<void> CsvReader::read_cell(std::string& cell) {
  cell.clear();
  if (byte_ < text_.size() && text_[byte_] == '"') return read_quoted(cell);
  // By hand: find_first_of calls a function for each byte, and most cells are short.
  std::size_t end = byte_;
  while (end < text_.size() && !special[static_cast<unsigned char>(text_[end])]) ++end;
  if (end < text_.size() && text_[end] == '"') return failed("csv.stray_quote", line_);
  if (end - byte_ > limits::csv_cell_bytes_max) {
    return too_large("csv.cell_too_long", limits::csv_cell_bytes_max, line_);
  }
  cell.assign(text_.data() + byte_, end - byte_);
  byte_ = end;
  return {};
}

Result<void> CsvReader::read_quoted(std::string& cell) {
  const int opened = line_;
  ++byte_;
  for (;;) {
    const std::size_t stop = text_.find_first_of("\"\r\n", byte_);
    if (stop == std::string_view::npos) return failed("csv.open_quote", opened);
    if (cell.size() + (stop - byte_) > limits::csv_cell_bytes_max) {
      return too_large("csv.cell_too_long", limits::csv_cell_bytes_max, opened);
    }
    cell += text_.substr(byte_, stop - byte_);
    byte_ = stop;
    if (const std::size_t end = break_length(text_, byte_)) {
      cell += text_.substr(byte_, end);
      byte_ += end;
      ++line_;
      continue;
    }
    ++byte_;  // the quote
    if (byte_ < text_.size() && text_[byte_] == '"') {
      cell.push_back('"');
      ++byte_;
      continue;
    }
    const bool ends = byte_ == text_.size() || text_[byte_] == ',' || break_length(text_, byte_);
    if (!ends) return failed("csv.stray_quote", line_);
    return {};
  }
}

Result<std::vector<CsvRow>> parse_csv(std::string_view text) {
  std::vector<CsvRow> rows;
  CsvReader reader(text);
  for (CsvRow row; TRY(reader.next(row));) rows.push_back(row);
  return rows;
}

void append_csv_row(std::string& out, const std::vector<std::string>& cells, bool crlf) {
  for (std::size_t i = 0; i < cells.size(); ++i) {
    const std::string& cell = cells[i];
    if (i > 0) out.push_back(',');
    // A row of one empty cell would be a blank line, which a reader skips; a byte order mark at the
    // start of a cell would be one of the file.
    const bool quoted = cell.find_first_of(",\"\r\n") != std::string::npos ||
                        (cells.size() == 1 && cell.empty()) || cell.starts_with(byte_order_mark);
    if (quoted) out.push_back('"');
    if (looks_like_formula(cell)) out.push_back('\'');
    for (const char c : cell) {
      if (c == '"') out.push_back('"');
      out.push_back(c);
    }
    if (quoted) out.push_back('"');
  }
  out += crlf ? "\r\n" : "\n";
}

}  // namespace youju
