// Any bytes as a document, as the main part of one, and as a chart in one: the second and the third
// reach the XML, which the container's checksums keep from the first.
#include <youju/office/docx_comments.h>
#include <youju/office/docx_reader.h>
#include <youju/office/zip.h>

#include <cstdint>

namespace {

constexpr std::string_view with_chart =
    "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" "
    "xmlns:c=\"http://schemas.openxmlformats.org/drawingml/2006/chart\" "
    "xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\">"
    "<w:p><c:chart r:id=\"a\"/></w:p></w:document>";
constexpr std::string_view relationships =
    "<Relationships><Relationship Id=\"a\" Target=\"chart.xml\" "
    "Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/chart\"/>"
    "</Relationships>";

void read_as_chart(std::string_view bytes) {
  youju::office::ZipWriter zip;
  zip.store("word/document.xml", with_chart);
  zip.store("word/_rels/document.xml.rels", relationships);
  zip.store("word/chart.xml", bytes);
  const auto content = youju::office::read_docx(zip.finish());
  if (!content) return;
  for (const auto& chart : content->charts) {
    for (const auto& series : chart.series) {
      if (series.values.size() != chart.categories.size()) __builtin_trap();
    }
  }
}

// A comment in the middle of each paragraph changes no text.
void read_with_comments(const std::string& file, const youju::office::DocxContent& content) {
  std::vector<youju::office::DocxComment> all;
  for (std::size_t index = 0; index < content.paragraphs.size() && index < 64; ++index) {
    const std::size_t size = content.paragraphs[index].size();
    all.push_back({static_cast<int>(index), size / 3, size / 2, "?"});
  }
  const auto commented = youju::office::add_docx_comments(file, all, {"a", "b", "c"});
  if (!commented) return;  // a part besides the main one, which read_docx does not ask
  const auto again = youju::office::read_docx(*commented);
  if (!again || again->paragraphs != content.paragraphs) __builtin_trap();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  (void)youju::office::read_docx(bytes);
  read_as_chart(bytes);
  youju::office::ZipWriter zip;
  zip.store("word/document.xml", bytes);
  const std::string file = zip.finish();
  const auto content = youju::office::read_docx(file);
  if (!content) return 0;
  read_with_comments(file, *content);
  for (const auto& control : content->controls) {
    const auto paragraph = static_cast<std::size_t>(control.paragraph);
    // A control without any paragraph stands at the start of the document.
    if (paragraph != 0 && paragraph >= content->paragraphs.size()) __builtin_trap();
    if (control.begin != 0 && control.begin > content->paragraphs[paragraph].size()) {
      __builtin_trap();
    }
  }
  return 0;
}
