// Any bytes as a workbook; and what stands between zero bytes as a sheet, its shared strings and
// its styles: these reach the XML, which the container's checksums keep from the first.
#include <youju/office/xlsx_reader.h>
#include <youju/office/zip.h>

#include <cstdint>

namespace {

void read_all(std::string_view bytes) {
  const auto reader = youju::office::XlsxReader::open(bytes);
  if (!reader) return;
  for (std::size_t sheet = 0; sheet < reader->sheets().size(); ++sheet) {
    int last = 0;
    (void)reader->read(sheet, [&last](const youju::office::XlsxRow& row) -> youju::Result<void> {
      if (row.number <= last || row.cells.empty()) __builtin_trap();
      last = row.number;
      return {};
    });
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  read_all(bytes);
  youju::office::ZipWriter zip;
  zip.store("xl/workbook.xml", "<workbook><sheet name=\"a\" r:id=\"r1\"/></workbook>");
  zip.store("xl/_rels/workbook.xml.rels",
            "<Relationships><Relationship Id=\"r1\" Type=\"/worksheet\" Target=\"a.xml\"/>"
            "<Relationship Id=\"r2\" Type=\"/sharedStrings\" Target=\"b.xml\"/>"
            "<Relationship Id=\"r3\" Type=\"/styles\" Target=\"c.xml\"/></Relationships>");
  zip.store("_rels/.rels", "<Relationships/>");
  const std::size_t first = bytes.find('\0');
  zip.store("xl/a.xml", bytes.substr(0, first));
  if (first != std::string_view::npos) {
    const std::string_view rest = bytes.substr(first + 1);
    const std::size_t second = rest.find('\0');
    zip.store("xl/b.xml", rest.substr(0, second));
    if (second != std::string_view::npos) zip.store("xl/c.xml", rest.substr(second + 1));
  }
  read_all(zip.finish());
  return 0;
}
