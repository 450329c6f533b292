#include <youju/base/text.h>
#include <youju/office/foreign.h>

#include <algorithm>
#include <array>

namespace youju::office {
namespace {

using namespace std::string_view_literals;

struct Mark {
  std::string_view bytes;
  std::string_view kind;
};

constexpr std::array<Mark, 8> first_bytes = {{{"%PDF"sv, "pdf"sv},
                                              {"{\\rtf"sv, "rtf"sv},
                                              {"PK\x03\x04"sv, "zip"sv},
                                              {"PK\x05\x06"sv, "zip"sv},
                                              {"\x89PNG"sv, "picture"sv},
                                              {"\xFF\xD8\xFF"sv, "picture"sv},
                                              {"GIF8"sv, "picture"sv},
                                              {"BM"sv, "picture"sv}}};

// Names of streams in the directory of a compound file (MS-CFB), in UTF-16LE.
constexpr std::string_view compound_file = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"sv;
constexpr std::array<Mark, 5> streams = {
    {{"E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0"sv, "encrypted"sv},
     {"W\0o\0r\0d\0D\0o\0c\0u\0m\0e\0n\0t\0"sv, "doc"sv},
     {"W\0o\0r\0k\0b\0o\0o\0k\0"sv, "xls"sv},
     {"B\0o\0o\0k\0"sv, "xls"sv},
     {"P\0o\0w\0e\0r\0P\0o\0i\0n\0t\0"sv, "ppt"sv}}};

std::string_view text_kind(std::string_view bytes) {
  constexpr std::size_t head_bytes = 1024;
  std::string head(text::trimmed(bytes.substr(0, head_bytes)));
  if (text::starts_with(head, "\xEF\xBB\xBF")) head.erase(0, 3);
  std::transform(head.begin(), head.end(), head.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  if (text::starts_with(head, "<!doctype html") || head.find("<html") != std::string::npos) {
    return "html";
  }
  if (text::starts_with(head, "<?xml")) return "xml";
  return text::decode(bytes) ? "text" : "unknown";
}

}  // namespace

std::string_view foreign_kind(std::string_view bytes) {
  if (bytes.empty()) return "empty";
  if (text::starts_with(bytes, compound_file)) {
    for (const Mark& stream : streams) {
      if (bytes.find(stream.bytes) != std::string_view::npos) return stream.kind;
    }
    return "unknown";
  }
  for (const Mark& mark : first_bytes) {
    if (text::starts_with(bytes, mark.bytes)) return mark.kind;
  }
  if (bytes.find('\0') != std::string_view::npos && bytes[0] != '\xFF' && bytes[0] != '\xFE') {
    return "unknown";
  }
  return text_kind(bytes);
}

std::string_view package_kind(const ZipReader& zip) {
  if (zip.has("word/document.xml")) return "docx";
  if (zip.has("xl/workbook.xml")) return "xlsx";
  if (zip.has("xl/workbook.bin")) return "xlsb";
  if (zip.has("ppt/presentation.xml")) return "pptx";
  if (zip.has("OFD.xml")) return "ofd";
  if (zip.has("mimetype")) {
    const Result<std::string> type = zip.read("mimetype");
    if (type && text::starts_with(*type, "application/vnd.oasis.opendocument.text")) return "odt";
    if (type && text::starts_with(*type, "application/vnd.oasis.opendocument.spreadsheet")) {
      return "ods";
    }
  }
  return "zip";
}

}  // namespace youju::office
