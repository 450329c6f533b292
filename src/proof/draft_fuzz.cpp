// Any bytes as a draft of each kind: every place must lie in the text.
#include <youju/proof/cells.h>
#include <youju/proof/draft.h>

#include <cstdint>

namespace {

void read(std::string_view bytes, std::string_view name) {
  const auto draft = youju::proof::read_draft(bytes, name);
  if (!draft) return;
  const youju::proof::Cells cells(*draft);
  std::size_t last = 0;
  for (const auto& paragraph : draft->paragraphs) {
    if (paragraph.begin < last || paragraph.end < paragraph.begin) __builtin_trap();
    if (paragraph.end > draft->text.size()) __builtin_trap();
    last = paragraph.end;
    if (paragraph.table >= 0) (void)cells.at(paragraph);
  }
  for (const auto& mark : draft->marks) {
    if (mark.begin > mark.end || mark.end > draft->text.size()) __builtin_trap();
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  // An old Word file would start LibreOffice, which is another program.
  if (bytes.starts_with("\xD0\xCF\x11\xE0") || bytes.starts_with("{\\rtf")) return 0;
  read(bytes, "a.txt");
  read(bytes, "a.md");
  read(bytes, "a.html");
  return 0;
}
