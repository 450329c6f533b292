#include <fcntl.h>
#include <unistd.h>
#include <xlsxwriter.h>
#include <youju/base/calendar.h>
#include <youju/base/clock.h>
#include <youju/base/id.h>
#include <youju/base/limits.h>
#include <youju/base/text.h>
#include <youju/office/xlsx_parts.h>
#include <youju/office/xlsx_writer.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <optional>
#include <system_error>

namespace youju::office {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t sheet_name_max = 31;      // characters
constexpr time_t fixed_creation = 315'532'800;  // 1980-01-01: the same table, the same bytes

struct WorkbookDeleter {
  void operator()(lxw_workbook* workbook) const { lxw_workbook_free(workbook); }
};

Error at_path(std::string_view what, const fs::path& path, int code) {
  const ErrorKind kind = code == ENOENT || code == ENOTDIR ? ErrorKind::not_found
                         : code == EACCES || code == EPERM ? ErrorKind::forbidden
                                                           : ErrorKind::bad_input;
  return Error{
      kind, std::string(what), path.string(), {{"reason", std::generic_category().message(code)}}};
}

[[noreturn]] void fail_disk(const fs::path& path, int code) {
  Error error = at_path("file.disk", path, code);
  error.kind = ErrorKind::unavailable;
  throw MachineFailure(std::move(error));
}

// Makes what a path names durable: a file's bytes, a folder's names.
bool sync_path(const fs::path& path) {
  const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) return false;
  const bool synced = ::fsync(descriptor) == 0;
  ::close(descriptor);
  return synced;
}

std::string allowed_name(std::string_view name) {
  std::string allowed;
  std::size_t byte = 0;
  for (std::size_t count = 0; byte < name.size() && count < sheet_name_max; ++count) {
    const std::size_t start = byte;
    const char32_t character = text::next(name, byte);
    const bool forbidden = character < 0x20 || std::u32string_view(U"[]:*?/\\'").find(character) !=
                                                   std::u32string_view::npos;
    allowed += forbidden ? std::string_view("_") : name.substr(start, byte - start);
  }
  return allowed.empty() ? "Sheet" : allowed;
}

std::string lower_ascii(std::string text) {
  for (char& c : text) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return text;
}

}  // namespace

struct XlsxWriter::State {
  fs::path path, temporary;
  std::unique_ptr<lxw_workbook, WorkbookDeleter> workbook;
  lxw_format* bold = nullptr;
  lxw_format* date = nullptr;
  lxw_worksheet* sheet = nullptr;
  std::vector<std::string> names;  // in lower case: spreadsheets do not tell the cases apart
  lxw_row_t next_row = 0;
  std::optional<Error> error;

  State() = default;
  State(const State&) = delete;
  State& operator=(const State&) = delete;
  ~State() {
    workbook.reset();
    if (!temporary.empty()) ::unlink(temporary.c_str());
  }

  void note(lxw_error code, lxw_row_t row, std::size_t column) {
    if (code == LXW_NO_ERROR || error) return;
    const bool rows = code == LXW_ERROR_WORKSHEET_INDEX_OUT_OF_RANGE;
    error = Error{ErrorKind::too_large,
                  rows ? "xlsx.too_many_rows" : "xlsx.cell_too_long",
                  cell_address(static_cast<int>(row) + 1, static_cast<int>(column) + 1),
                  {{"max", std::to_string(rows ? limits::import_rows_max : cell_text_max)}}};
  }

  lxw_error write_text(lxw_row_t row, lxw_col_t column, const std::string& text,
                       lxw_format* format) const {
    return worksheet_write_string(sheet, row, column, text.c_str(), format);
  }

  lxw_error write(lxw_row_t row, lxw_col_t column, const XlsxValue& value) const {
    if (const auto* words = std::get_if<std::string>(&value)) {
      return write_text(row, column, *words, nullptr);
    }
    if (const auto* number = std::get_if<Decimal>(&value)) {
      const std::string digits = number->to_string();
      if (!is_exact_in_a_cell(digits)) return write_text(row, column, digits, nullptr);
      double binary = 0;
      std::from_chars(digits.data(), digits.data() + digits.size(), binary);
      return worksheet_write_number(sheet, row, column, binary, nullptr);
    }
    if (const auto* day = std::get_if<XlsxDate>(&value)) {
      const Result<Day> parsed = Day::parse(day->iso);
      if (!parsed) return write_text(row, column, day->iso, nullptr);
      lxw_datetime moment{parsed->year(), parsed->month(), parsed->day(), 0, 0, 0};
      return worksheet_write_datetime(sheet, row, column, &moment, date);
    }
    return LXW_NO_ERROR;
  }

  std::string free_name(std::string_view wanted) {
    const std::string base = allowed_name(wanted);
    std::string name = base;
    for (int number = 2; std::find(names.begin(), names.end(), lower_ascii(name)) != names.end();
         ++number) {
      const std::string suffix = "_" + std::to_string(number);
      std::size_t byte = 0;
      for (std::size_t kept = suffix.size(); byte < base.size() && kept < sheet_name_max; ++kept) {
        text::next(base, byte);
      }
      name = base.substr(0, byte) + suffix;
    }
    names.push_back(lower_ascii(name));
    return name;
  }
};

XlsxWriter::XlsxWriter(std::unique_ptr<State> state) : state_(std::move(state)) {}
XlsxWriter::XlsxWriter(XlsxWriter&&) noexcept = default;
XlsxWriter& XlsxWriter::operator=(XlsxWriter&&) noexcept = default;
XlsxWriter::~XlsxWriter() = default;

Result<XlsxWriter> XlsxWriter::create(const fs::path& path) {
  auto state = std::make_unique<State>();
  state->path = path;
  const fs::path folder = path.has_parent_path() ? path.parent_path() : fs::path(".");
  const fs::path beside = folder / ("." + Uuid::make(system_clock()).to_string() + ".tmp");
  // Only the library writes the file, and only at the end: what cannot be written is said now.
  const int descriptor = ::open(beside.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
  if (descriptor < 0) return fail(at_path("file.not_writable", path, errno));
  ::close(descriptor);
  state->temporary = beside;
  std::string scratch = folder.string();
  lxw_workbook_options options{};
  options.constant_memory = LXW_TRUE;
  options.tmpdir = scratch.data();
  state->workbook.reset(workbook_new_opt(beside.c_str(), &options));
  if (!state->workbook) throw std::bad_alloc();
  lxw_doc_properties properties{};
  properties.created = fixed_creation;
  workbook_set_properties(state->workbook.get(), &properties);
  state->bold = workbook_add_format(state->workbook.get());
  format_set_bold(state->bold);
  state->date = workbook_add_format(state->workbook.get());
  format_set_num_format(state->date, "yyyy-mm-dd");
  return XlsxWriter(std::move(state));
}

void XlsxWriter::begin_sheet(std::string_view name, const std::vector<std::string>& header,
                             const std::vector<int>& widths) {
  State& state = *state_;
  CHECK(state.workbook != nullptr);
  state.sheet = workbook_add_worksheet(state.workbook.get(), state.free_name(name).c_str());
  CHECK(state.sheet != nullptr);
  for (std::size_t column = 0; column < widths.size(); ++column) {
    const auto at = static_cast<lxw_col_t>(column);
    worksheet_set_column(state.sheet, at, at, widths[column], nullptr);
  }
  worksheet_freeze_panes(state.sheet, 1, 0);
  for (std::size_t column = 0; column < header.size(); ++column) {
    const auto at = static_cast<lxw_col_t>(column);
    state.note(state.write_text(0, at, header[column], state.bold), 0, column);
  }
  state.next_row = 1;
}

void XlsxWriter::row(const std::vector<XlsxValue>& cells) {
  State& state = *state_;
  CHECK(state.sheet != nullptr);
  for (std::size_t column = 0; column < cells.size(); ++column) {
    const auto at = static_cast<lxw_col_t>(column);
    state.note(state.write(state.next_row, at, cells[column]), state.next_row, column);
  }
  ++state.next_row;
}

Result<void> XlsxWriter::finish() {
  State& state = *state_;
  CHECK(state.workbook != nullptr);
  if (state.error) return fail(*state.error);
  // Frees the workbook whether it succeeds or not.
  const lxw_error closed = workbook_close(state.workbook.release());
  if (closed != LXW_NO_ERROR) fail_disk(state.path, errno);
  if (!sync_path(state.temporary)) fail_disk(state.path, errno);
  if (::rename(state.temporary.c_str(), state.path.c_str()) != 0) {
    return fail(at_path("file.not_writable", state.path, errno));
  }
  state.temporary.clear();
  const fs::path folder = state.path.has_parent_path() ? state.path.parent_path() : fs::path(".");
  if (!sync_path(folder)) fail_disk(state.path, errno);
  return {};
}

}  // namespace youju::office
