#include <youju/base/calendar.h>
#include <youju/base/limits.h>
#include <youju/base/text.h>
#include <youju/office/foreign.h>
#include <youju/office/sax.h>
#include <youju/office/xlsx_parts.h>
#include <youju/office/xlsx_reader.h>
#include <youju/office/zip.h>

#include <algorithm>
#include <charconv>

namespace youju::office {
namespace {

// Excel holds 32,767 characters in a cell, of at most four bytes each.
constexpr std::size_t cell_bytes_max = 128 << 10;

struct Tables {
  SharedStrings strings;
  std::vector<bool> date_styles;
  bool system_1904 = false;
};

std::optional<std::size_t> to_index(std::string_view text) {
  std::size_t index = 0;
  const auto end = std::from_chars(text.data(), text.data() + text.size(), index);
  if (end.ec != std::errc() || end.ptr != text.data() + text.size()) return std::nullopt;
  return index;
}

// Rows are collected and handed out between two pieces of the file, so that the caller's function
// never runs inside expat.
class SheetHandler : public XmlHandler {
 public:
  explicit SheetHandler(const Tables& tables) : tables_(tables) {}
  XmlParser* parser = nullptr;
  std::vector<XlsxRow> ready;

  void start(std::string_view name, const XmlAttributes& attributes) override {
    const std::string_view local = local_name(name);
    if (skip_depth_ > 0) {
      ++skip_depth_;
    } else if (local == "c") {
      start_cell(attributes);
    } else if (local == "v" || local == "t") {
      in_value_ = true;
    } else if (local == "f") {
      cell_.formula = true;
    } else if (local == "row") {
      start_row(attributes);
    } else if (local == "rPh" || local == "extLst") {
      // Phonetic guides; extensions reuse the short names for things of their own.
      skip_depth_ = 1;
    }
  }

  void end(std::string_view name) override {
    if (skip_depth_ > 0) {
      --skip_depth_;
      return;
    }
    const std::string_view local = local_name(name);
    if (local == "v" || local == "t") in_value_ = false;
    if (local == "c") end_cell();
    if (local == "row" && !row_.cells.empty()) {
      ready.push_back(std::move(row_));
      row_ = XlsxRow();
    }
  }

  void text(std::string_view piece) override {
    if (!in_value_ || skip_depth_ > 0) return;
    value_ += piece;
    if (value_.size() > cell_bytes_max) {
      stop("xlsx.cell_too_long", cell_bytes_max);
    }
  }

 private:
  void stop(std::string_view what, std::size_t max) {
    parser->stop(Error{ErrorKind::too_large,
                       std::string(what),
                       cell_address(row_number_, column_),
                       {{"max", std::to_string(max)}}});
  }

  // A row or a cell without its address follows the one before (18.3.1.73, 18.3.1.4).
  void start_row(const XmlAttributes& attributes) {
    const int before = row_number_;
    const auto address = attributes.find("r");
    const auto number = address ? to_index(*address) : static_cast<std::size_t>(before) + 1;
    if (!number || *number <= static_cast<std::size_t>(before)) return parser->refuse();
    column_ = 0;
    if (*number > limits::import_rows_max) {
      return stop("xlsx.too_many_rows", limits::import_rows_max);
    }
    row_number_ = static_cast<int>(*number);
    row_ = XlsxRow();
    row_.number = row_number_;
    const std::string_view hidden = attributes.get("hidden");
    row_.hidden = hidden == "1" || hidden == "true";
  }

  void start_cell(const XmlAttributes& attributes) {
    const auto address = attributes.find("r");
    const auto place = address ? parse_address(*address) : CellPlace{0, column_ + 1};
    if (row_number_ == 0 || !place || place->column <= column_) return parser->refuse();
    column_ = place->column;
    type_ = attributes.get("t");
    style_ = to_index(attributes.get("s")).value_or(0);
    value_.clear();
    cell_ = XlsxCell();
  }

  void end_cell() {
    fill_cell();
    // Cells that have a look and no content are many in sheets that people have used.
    if (cell_.kind == CellKind::empty && !cell_.formula) return;
    if (static_cast<std::size_t>(column_) > limits::csv_columns_max) {
      return stop("xlsx.too_many_columns", limits::csv_columns_max);
    }
    row_.cells.resize(static_cast<std::size_t>(column_) - 1);
    row_.cells.push_back(std::move(cell_));
    cell_ = XlsxCell();
  }

  void set(CellKind kind, std::string text) {
    cell_.kind = text.empty() ? CellKind::empty : kind;
    cell_.text = std::move(text);
  }

  // 18.18.11 ST_CellType.
  void fill_cell() {
    if (type_ == "s") {
      if (value_.empty()) return;
      const auto index = to_index(value_);
      const auto shared = index ? tables_.strings.at(*index) : std::nullopt;
      if (!shared) return parser->refuse();
      if (shared->size() > cell_bytes_max) return stop("xlsx.cell_too_long", cell_bytes_max);
      set_text(*shared);
    } else if (type_ == "inlineStr" || type_ == "str") {
      set_text(value_);
    } else if (type_ == "b") {
      if (!value_.empty())
        set(CellKind::boolean, value_ == "1" || value_ == "true" ? "TRUE" : "FALSE");
    } else if (type_ == "e") {
      set(CellKind::error, value_);
    } else if (type_ == "d") {
      fill_iso_date();
    } else {
      fill_number();
    }
  }

  void set_text(std::string_view text) {
    set(CellKind::text,
        text.find("_x") == std::string_view::npos ? std::string(text) : unescaped(text));
  }

  void fill_iso_date() {
    constexpr std::size_t day_bytes = 10;
    const std::string_view day = std::string_view(value_).substr(0, day_bytes);
    set(Day::parse(day) ? CellKind::date : CellKind::text,
        Day::parse(day) ? std::string(day) : value_);
  }

  void fill_number() {
    if (value_.empty()) return;
    std::optional<std::string> number = plain_number(value_);
    if (!number) return set(CellKind::text, value_);
    if (style_ < tables_.date_styles.size() && tables_.date_styles[style_] && fill_date(*number)) {
      return;
    }
    set(CellKind::number, std::move(*number));
  }

  // A serial number of days; its fraction is the clock time. Day 0 is no date but a clock time.
  bool fill_date(std::string_view number) {
    const std::string_view whole = number.substr(0, number.find('.'));
    std::int64_t serial = 0;
    const auto end = std::from_chars(whole.data(), whole.data() + whole.size(), serial);
    if (end.ec != std::errc() || end.ptr != whole.data() + whole.size()) return false;
    if (serial == 0 && number != "0") return false;
    const Result<Day> day = Day::from_excel(serial, tables_.system_1904);
    if (!day) return false;
    set(CellKind::date, day->to_string());
    return true;
  }

  const Tables& tables_;
  XlsxRow row_;
  XlsxCell cell_;
  std::string value_, type_;
  std::size_t style_ = 0;
  std::size_t skip_depth_ = 0;
  int row_number_ = 0;
  int column_ = 0;
  bool in_value_ = false;
};

tl::unexpected<Error> not_an_xlsx(std::string_view found) {
  if (found == "encrypted") return fail(ErrorKind::bad_input, "xlsx.encrypted");
  return fail(ErrorKind::bad_input, "xlsx.not_an_xlsx", {{"found", std::string(found)}});
}

Result<ZipReader> open_package(std::string_view bytes) {
  Result<ZipReader> zip = ZipReader::open(bytes);
  if (!zip) {
    if (zip.error().what == "zip.not_a_zip") return not_an_xlsx(foreign_kind(bytes));
    if (zip.error().what == "zip.encrypted") return not_an_xlsx("encrypted");
    return zip;
  }
  const std::string_view kind = package_kind(*zip);
  if (kind != "xlsx" && kind != "zip") return not_an_xlsx(kind);
  if (kind == "zip" && !zip->has("_rels/.rels")) return not_an_xlsx(kind);
  return zip;
}

}  // namespace

bool is_covered(const std::vector<MergedRange>& merged, int row, int column) {
  return std::any_of(merged.begin(), merged.end(), [&](const MergedRange& range) {
    const bool inside = row >= range.first_row && row <= range.last_row &&
                        column >= range.first_column && column <= range.last_column;
    return inside && (row != range.first_row || column != range.first_column);
  });
}

struct XlsxReader::State {
  ZipReader zip;
  Workbook workbook;
  Tables tables;
  std::vector<XlsxSheet> sheets;
};

XlsxReader::XlsxReader(std::unique_ptr<State> state) : state_(std::move(state)) {}
XlsxReader::XlsxReader(XlsxReader&&) noexcept = default;
XlsxReader& XlsxReader::operator=(XlsxReader&&) noexcept = default;
XlsxReader::~XlsxReader() = default;

Result<XlsxReader> XlsxReader::open(std::string_view bytes) {
  ZipReader zip = TRY(open_package(bytes));
  Result<Workbook> workbook = read_workbook(zip);
  // A zip with relationships and without a workbook is some other package.
  if (!workbook && workbook.error().what == "zip.no_entry") return not_an_xlsx("zip");
  if (!workbook) return fail(workbook.error());
  Tables tables;
  tables.system_1904 = workbook->system_1904;
  if (zip.has(workbook->strings_part)) {
    tables.strings = TRY(read_shared_strings(zip, workbook->strings_part));
  }
  if (zip.has(workbook->styles_part)) {
    tables.date_styles = TRY(read_date_styles(zip, workbook->styles_part));
  }
  std::vector<XlsxSheet> sheets;
  for (const Workbook::Sheet& sheet : workbook->sheets) {
    SheetFacts facts = TRY(read_sheet_facts(zip, sheet.part));
    sheets.push_back(
        {sheet.name, std::move(facts.merged), sheet.hidden, std::move(facts.hidden_columns)});
  }
  auto state = std::make_unique<State>(
      State{std::move(zip), std::move(*workbook), std::move(tables), std::move(sheets)});
  return XlsxReader(std::move(state));
}

const std::vector<XlsxSheet>& XlsxReader::sheets() const { return state_->sheets; }

Result<void> XlsxReader::read(std::size_t sheet,
                              const std::function<Result<void>(const XlsxRow&)>& row) const {
  CHECK(sheet < state_->workbook.sheets.size());
  const std::string& part = state_->workbook.sheets[sheet].part;
  SheetHandler handler(state_->tables);
  XmlParser parser(handler, {"xlsx.malformed", part, false});
  handler.parser = &parser;
  const auto hand_out = [&]() -> Result<void> {
    for (const XlsxRow& ready : handler.ready) TRY(row(ready));
    handler.ready.clear();
    return {};
  };
  TRY(state_->zip.stream(part, [&](std::string_view piece) -> Result<void> {
    TRY(parser.feed(piece));
    return hand_out();
  }));
  TRY(parser.finish());
  return hand_out();
}

}  // namespace youju::office
