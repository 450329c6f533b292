#include <youju/office/docx_body.h>
#include <youju/office/xml_append.h>

#include <algorithm>

namespace youju::office {
namespace {

// Quotation marks, dashes, dots and signs that both scripts use. Word sets them in the Latin font
// unless the run says that they are East Asian (17.3.2.26, w:hint).
bool has_shared_punctuation(std::string_view text) {
  for (std::size_t byte = 0; byte + 1 < text.size(); ++byte) {
    const auto lead = static_cast<unsigned char>(text[byte]);
    if (lead < 0xC2) continue;
    const auto second = static_cast<unsigned char>(text[byte + 1]);
    if (lead == 0xE2 && (second == 0x80 || second == 0x84 || second == 0x85)) return true;
    if (lead == 0xC2 && (second == 0xB7 || second == 0xB0 || second == 0xB1)) return true;
    if (lead == 0xC3 && (second == 0x97 || second == 0xB7)) return true;  // × and ÷
  }
  return false;
}

bool is_blank(char c) { return c == ' '; }
bool is_special(char c) { return c == '\n' || c == '\t'; }

// 17.3.3.31 w:t: blanks at the ends are kept only on demand.
void append_text(std::string& out, std::string_view text) {
  if (text.empty()) return;
  const bool keep =
      is_blank(text.front()) || is_blank(text.back()) || text.find("  ") != std::string_view::npos;
  add(out, keep ? "<w:t xml:space=\"preserve\">" : "<w:t>", Escaped{text}, "</w:t>");
}

// 17.3.2.28 w:rPr: rFonts, b, bCs, color, highlight, in this order.
void append_run_properties(std::string& out, const RunLook& look, bool hint) {
  if (!look.bold && look.color.empty() && !look.highlight && !hint) return;
  out += "<w:rPr>";
  if (hint) out += "<w:rFonts w:hint=\"eastAsia\"/>";
  if (look.bold) out += "<w:b/><w:bCs/>";
  if (!look.color.empty()) add(out, "<w:color w:val=\"", Escaped{look.color}, "\"/>");
  if (look.highlight) out += "<w:highlight w:val=\"yellow\"/>";
  out += "</w:rPr>";
}

}  // namespace

void append_run(std::string& out, std::string_view text, const RunLook& look) {
  if (text.empty()) return;
  out += "<w:r>";
  append_run_properties(out, look, has_shared_punctuation(text));
  while (true) {
    const auto special = std::find_if(text.begin(), text.end(), is_special);
    const auto bytes = static_cast<std::size_t>(special - text.begin());
    append_text(out, text.substr(0, bytes));
    if (special == text.end()) break;
    out += *special == '\n' ? "<w:br/>" : "<w:tab/>";
    text.remove_prefix(bytes + 1);
  }
  out += "</w:r>";
}

void append_figure(std::string& out, const DocxFigure& figure, int id) {
  // 17.5.2.38 w:sdtPr: rPr, alias, tag, id. No kind, that is, rich text: a control of plain text
  // (w:text) is cut by LibreOffice 7.4 where Chinese and Latin letters meet, and each piece is
  // saved with the whole text again, so that 28个 becomes 28个个28个.
  out += "<w:sdt><w:sdtPr>";
  if (figure.gap) out += "<w:rPr><w:highlight w:val=\"yellow\"/></w:rPr>";
  if (!figure.title.empty()) add(out, "<w:alias w:val=\"", Escaped{figure.title}, "\"/>");
  add(out, "<w:tag w:val=\"", Escaped{figure.tag}, "\"/><w:id w:val=\"", id,
      "\"/></w:sdtPr><w:sdtContent>");
  RunLook look;
  look.highlight = figure.gap;
  append_run(out, figure.text, look);
  out += "</w:sdtContent></w:sdt>";
}

}  // namespace youju::office
