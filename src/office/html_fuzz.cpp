// Any bytes as a page of HTML.
#include <youju/base/text.h>
#include <youju/office/html_text.h>

#include <cstdint>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  if (!youju::text::is_utf8(bytes)) return 0;
  const auto blocks = youju::office::read_html(bytes);
  if (!blocks) return 0;
  for (const auto& block : *blocks) {
    if (block.text.empty() || block.place.row < 0 || block.place.outline > 6) __builtin_trap();
  }
  return 0;
}
