// The text of a page of HTML as a person reads it: paragraph by paragraph, headings and cells
// marked, without scripts, styles and what is hidden. Broken HTML is read as browsers read it.
// Bounded by limits::document_bytes_max. Pure; thread-safe.
#pragma once

#include <youju/base/result.h>
#include <youju/office/text_place.h>

#include <string>
#include <string_view>
#include <vector>

namespace youju::office {

struct HtmlBlock {
  std::string text;  // spaces run together, no line break within
  TextPlace place;
};

// `html` is UTF-8. None is empty. Errors: "html.too_large", "html.malformed" (deeper nested than
// the reader follows).
Result<std::vector<HtmlBlock>> read_html(std::string_view html);

}  // namespace youju::office
