// Any bytes as a document, and any bytes as the main part of one: the second reaches the XML, which
// the container's checksums keep from the first.
#include <youju/office/docx_reader.h>
#include <youju/office/zip.h>

#include <cstdint>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  (void)youju::office::read_docx(bytes);
  youju::office::ZipWriter zip;
  zip.store("word/document.xml", bytes);
  const auto content = youju::office::read_docx(zip.finish());
  if (!content) return 0;
  for (const auto& control : content->controls) {
    const auto paragraph = static_cast<std::size_t>(control.paragraph);
    // A control without any paragraph stands at the start of the document.
    if (paragraph != 0 && paragraph >= content->paragraphs.size()) __builtin_trap();
  }
  return 0;
}
