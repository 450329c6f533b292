// The writers of documents. All are deterministic: the same document gives the same bytes.
#pragma once

#include <youju/narrative/document.h>

#include <filesystem>
#include <functional>
#include <span>
#include <string>

namespace youju::narrative {

// Word, in the format of GB/T 9704-2012: A4, 37/28/35/26 mm, 22 lines of 28 characters (fixed 28 pt
// lines), title in 小标宋 二号, body in 仿宋 三号, headings 黑体/楷体/仿宋 as real styles with an
// outline, page numbers — 1 — outside, native charts; every figure a content control "yj:<name>";
// a manifest of what was printed travels as custom XML, so that verify() can tell.
Result<std::string> docx_page(const Document& document);

// A complete page that opens offline: print style sheet, <data class="figure">; with the grounds of
// its figures, if the document carries them, and a small viewer that shows them.
// `figure_link`, if given, makes the address a figure leads to ("" = no link).
std::string html_page(const Document& document,
                      const std::function<std::string(const FigureMark&)>& figure_link = {});
std::string markdown_page(const Document& document);
std::string json_page(const Document& document);
// Some blocks as json_page() writes them, as an array.
std::string json_blocks(std::span<const Block> blocks);

// PDF through LibreOffice, when installed. Errors: "pdf.no_libreoffice" (ErrorKind::unavailable),
// "libreoffice.failed", "libreoffice.timeout" (limits::libreoffice_wait_ms).
Result<void> pdf_page(const Document& document, const std::filesystem::path& target);
// The same from a .docx that was printed before.
Result<void> pdf_of_docx(const std::string& docx, const std::filesystem::path& target);

}  // namespace youju::narrative
