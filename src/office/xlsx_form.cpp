#include <unistd.h>
#include <xlsxwriter.h>
#include <youju/base/file.h>
#include <youju/base/limits.h>
#include <youju/base/text.h>
#include <youju/office/xlsx_form.h>
#include <youju/office/xlsx_parts.h>

#include <cerrno>
#include <charconv>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <new>
#include <system_error>
#include <tuple>

namespace youju::office {
namespace {

constexpr time_t fixed_creation = 315'532'800;  // 1980-01-01: the same form, the same bytes

[[noreturn]] void fail_disk(const std::string& path) {
  throw MachineFailure(Error{ErrorKind::unavailable,
                             "file.disk",
                             path,
                             {{"reason", std::generic_category().message(errno)}}});
}

// The library writes to a path only.
class ScratchFile {
 public:
  ScratchFile() {
    path_ = (std::filesystem::temp_directory_path() / "youju-form-XXXXXX").string();
    const int descriptor = ::mkstemp(path_.data());
    if (descriptor < 0) fail_disk(path_);
    ::close(descriptor);
  }
  ~ScratchFile() { ::unlink(path_.c_str()); }
  ScratchFile(const ScratchFile&) = delete;
  ScratchFile& operator=(const ScratchFile&) = delete;
  const std::string& path() const { return path_; }

 private:
  std::string path_;
};

class Writer {
 public:
  explicit Writer(lxw_workbook* workbook) : workbook_(workbook) {}

  Result<void> sheet(const FormSheet& form) {
    sheet_ = workbook_add_worksheet(workbook_, form.name.c_str());
    if (sheet_ == nullptr) {
      return fail(ErrorKind::bad_input, "xlsx.bad_sheet_name", {{"name", form.name}});
    }
    for (std::size_t column = 0; column < form.widths.size(); ++column) {
      const auto at = static_cast<lxw_col_t>(column);
      worksheet_set_column(sheet_, at, at, form.widths[column], nullptr);
    }
    worksheet_set_default_row(sheet_, 20, LXW_FALSE);
    worksheet_set_paper(sheet_, 9);  // A4
    worksheet_fit_to_pages(sheet_, 1, 0);
    worksheet_center_horizontally(sheet_);
    for (const FormCell& each : form.cells) TRY(cell(each));
    return {};
  }

 private:
  Result<void> cell(const FormCell& cell) {
    const auto row = static_cast<lxw_row_t>(cell.row - 1);
    const auto column = static_cast<lxw_col_t>(cell.column - 1);
    lxw_format* format = format_of(cell);
    const bool spans = cell.last_row > cell.row || cell.last_column > cell.column;
    if (spans) {
      worksheet_merge_range(sheet_, row, column, static_cast<lxw_row_t>(cell.last_row - 1),
                            static_cast<lxw_col_t>(cell.last_column - 1), "", format);
    }
    if (cell.look == FormCell::Look::title) worksheet_set_row(sheet_, row, 30, nullptr);
    if (const auto* text = std::get_if<std::string>(&cell.value)) {
      return write_text(cell, *text, format);
    }
    if (const auto* number = std::get_if<Decimal>(&cell.value)) {
      const std::string digits = number->to_string();
      // A spreadsheet would round it.
      if (!is_exact_in_a_cell(digits)) return write_text(cell, digits, format);
      double binary = 0;
      std::from_chars(digits.data(), digits.data() + digits.size(), binary);
      worksheet_write_number(sheet_, row, column, binary, format);
    } else {
      worksheet_write_blank(sheet_, row, column, format);
    }
    return {};
  }

  Result<void> write_text(const FormCell& cell, const std::string& text, lxw_format* format) {
    if (text::length(text) > cell_text_max) {
      return fail(ErrorKind::too_large, "xlsx.cell_too_long",
                  {{"max", std::to_string(cell_text_max)}}, cell_address(cell.row, cell.column));
    }
    worksheet_write_string(sheet_, static_cast<lxw_row_t>(cell.row - 1),
                           static_cast<lxw_col_t>(cell.column - 1), text.c_str(), format);
    return {};
  }

  lxw_format* format_of(const FormCell& cell) {
    const auto key = std::make_tuple(cell.look, cell.indent, cell.decimals);
    lxw_format*& format = formats_[key];
    if (format != nullptr) return format;
    format = workbook_add_format(workbook_);
    using Look = FormCell::Look;
    format_set_font_name(format, cell.look == Look::title ? "SimHei" : "SimSun");
    format_set_font_size(format, cell.look == Look::title ? 16 : 10.5);
    format_set_align(format, LXW_ALIGN_VERTICAL_CENTER);
    const bool is_ruled = cell.look == Look::head || cell.look == Look::label ||
                          cell.look == Look::code || cell.look == Look::value;
    if (is_ruled) format_set_border(format, LXW_BORDER_THIN);
    if (cell.look == Look::title || cell.look == Look::head || cell.look == Look::code) {
      format_set_align(format, LXW_ALIGN_CENTER);
    }
    if (cell.look == Look::value || cell.look == Look::right) {
      format_set_align(format, LXW_ALIGN_RIGHT);
    }
    if (cell.look == Look::head) format_set_bold(format);
    if (cell.look == Look::label || cell.look == Look::note || cell.look == Look::head) {
      format_set_text_wrap(format);
    }
    if (cell.indent > 0) format_set_indent(format, static_cast<uint8_t>(2 * cell.indent));
    if (cell.look == Look::value) {
      const std::string places =
          cell.decimals > 0 ? "." + std::string(static_cast<std::size_t>(cell.decimals), '0')
                            : std::string();
      format_set_num_format(format, ("0" + places).c_str());
    }
    return format;
  }

  lxw_workbook* workbook_;
  lxw_worksheet* sheet_ = nullptr;
  std::map<std::tuple<FormCell::Look, int, int>, lxw_format*> formats_;
};

}  // namespace

Result<std::string> xlsx_form(const std::vector<FormSheet>& sheets) {
  const ScratchFile file;
  lxw_workbook* workbook = workbook_new(file.path().c_str());
  if (workbook == nullptr) throw std::bad_alloc();
  lxw_doc_properties properties{};
  properties.created = fixed_creation;
  workbook_set_properties(workbook, &properties);
  Writer writer(workbook);
  Result<void> written;
  for (const FormSheet& sheet : sheets) {
    if (written) written = writer.sheet(sheet);
  }
  // Frees the workbook whether it succeeds or not.
  if (workbook_close(workbook) != LXW_NO_ERROR) fail_disk(file.path());
  TRY(std::move(written));
  return read_file(file.path(), limits::document_bytes_max);
}

}  // namespace youju::office
