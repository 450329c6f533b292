#include <youju/base/limits.h>
#include <youju/office/docx_opening.h>
#include <youju/office/foreign.h>
#include <youju/office/relationships.h>

#include <algorithm>
#include <array>
#include <charconv>

namespace youju::office {
namespace {

constexpr std::array<std::string_view, 2> word_namespaces = {
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main"};
constexpr std::string_view fallback =
    "http://schemas.openxmlformats.org/markup-compatibility/2006|Fallback";
constexpr std::array<std::string_view, 12> textless = {"pPr",      "rPr",  "tblPr",    "tblGrid",
                                                       "trPr",     "tcPr", "sectPr",   "del",
                                                       "moveFrom", "rt",   "sdtEndPr", "instrText"};

tl::unexpected<Error> not_a_docx(std::string_view found) {
  return fail(ErrorKind::bad_input, "docx.not_a_docx", {{"found", std::string(found)}});
}

tl::unexpected<Error> too_large() {
  return fail(ErrorKind::too_large, "docx.too_large",
              {{"max", std::to_string(limits::document_bytes_max)}});
}

}  // namespace

Result<ZipReader> open_docx(std::string_view bytes) {
  if (bytes.size() > limits::document_bytes_max) return too_large();
  Result<ZipReader> zip = ZipReader::open(bytes);
  if (zip) return zip;
  if (zip.error().what == "zip.not_a_zip") return not_a_docx(foreign_kind(bytes));
  if (zip.error().what == "zip.truncated") return fail(ErrorKind::bad_input, "docx.truncated");
  return zip;
}

Result<std::string> main_part(const ZipReader& zip) {
  for (Relationship& relationship : TRY(read_relationships(zip, "", "docx.malformed"))) {
    if (relationship.kind != "officeDocument") continue;
    const std::string_view kind = package_kind(zip);
    if (kind != "docx" && kind != "zip") return not_a_docx(kind);
    if (zip.has(relationship.part)) return std::move(relationship.part);
  }
  if (zip.has("word/document.xml")) return std::string("word/document.xml");
  return not_a_docx(package_kind(zip));
}

Result<void> stream_docx_part(const ZipReader& zip, const std::string& part, XmlParser& parser) {
  std::uint64_t unpacked = 0;
  TRY(zip.stream(part, [&](std::string_view piece) -> Result<void> {
    unpacked += piece.size();
    if (unpacked > limits::document_bytes_max) return too_large();
    return parser.feed(piece);
  }));
  return parser.finish();
}

bool is_word_namespace(std::string_view uri) {
  return std::find(word_namespaces.begin(), word_namespaces.end(), uri) != word_namespaces.end();
}

std::string_view word_name(std::string_view name) {
  const std::size_t at = name.rfind('|');
  if (at == std::string_view::npos || !is_word_namespace(name.substr(0, at))) return {};
  return name.substr(at + 1);
}

bool is_textless_word(std::string_view word) {
  return std::find(textless.begin(), textless.end(), word) != textless.end();
}

bool holds_no_text(std::string_view name) {
  return name == fallback || is_textless_word(word_name(name));
}

int to_id(std::string_view text) {
  long long id = 0;
  const auto end = std::from_chars(text.data(), text.data() + text.size(), id);
  return end.ec == std::errc() ? static_cast<int>(static_cast<std::uint32_t>(id)) : 0;
}

}  // namespace youju::office
