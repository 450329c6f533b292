#include <youju/base/file.h>
#include <youju/base/limits.h>
#include <youju/narrative/pages.h>
#include <youju/office/libreoffice.h>

namespace youju::narrative {

Result<void> pdf_page(const Document& document, const std::filesystem::path& target) {
  return pdf_of_docx(TRY(docx_page(document)), target);
}

Result<void> pdf_of_docx(const std::string& docx, const std::filesystem::path& target) {
  const auto pdf =
      office::convert_by_libreoffice({docx, "docx", "pdf", limits::document_bytes_max});
  if (pdf) return write_file(target, *pdf);
  // Without LibreOffice there is still a way to a PDF, which its own sentence tells.
  if (pdf.error().what == "libreoffice.missing") {
    return fail(ErrorKind::unavailable, "pdf.no_libreoffice");
  }
  return fail(pdf.error());
}

}  // namespace youju::narrative
