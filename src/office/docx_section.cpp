#include <youju/office/docx_body.h>
#include <youju/office/docx_parts.h>
#include <youju/office/xml_append.h>

#include <algorithm>

namespace youju::office {

// 17.6.17 w:sectPr: footerReference, pgSz, pgMar, cols, docGrid, in this order.
void append_section(std::string& out, const DocxPage& page, const DocxTheme& theme) {
  add(out, "<w:sectPr><w:footerReference w:type=\"default\" r:id=\"rId", relation_footer_odd,
      "\"/>");
  if (theme.odd_even_footers) {
    add(out, "<w:footerReference w:type=\"even\" r:id=\"rId", relation_footer_even, "\"/>");
  }
  const auto [shorter, longer] = std::minmax(page.width, page.height);
  const int width = page.landscape ? longer : page.width;
  const int height = page.landscape ? shorter : page.height;
  add(out, "<w:pgSz w:w=\"", width, "\" w:h=\"", height, "\"");
  if (page.landscape) out += " w:orient=\"landscape\"";
  add(out, "/><w:pgMar w:top=\"", page.top, "\" w:right=\"", page.right, "\" w:bottom=\"",
      page.bottom, "\" w:left=\"", page.left, "\" w:header=\"851\" w:footer=\"", page.footer,
      "\" w:gutter=\"0\"/><w:cols w:space=\"425\"/>");
  if (theme.grid_line_pitch > 0) {
    add(out, "<w:docGrid w:type=\"lines\" w:linePitch=\"", theme.grid_line_pitch, "\"/>");
  }
  out += "</w:sectPr>";
}

// 20.4.2.8 wp:inline: extent, effectExtent, docPr, cNvGraphicFramePr, a:graphic, in this order.
void append_chart_drawing(std::string& out, const DocxChart& chart, int relationship, int number) {
  constexpr int emu_per_twip = 635;
  const long long width = static_cast<long long>(chart.width) * emu_per_twip;
  const long long height = static_cast<long long>(chart.height) * emu_per_twip;
  add(out,
      "<w:r><w:drawing><wp:inline distT=\"0\" distB=\"0\" distL=\"0\" distR=\"0\"><wp:extent cx=\"",
      width, "\" cy=\"", height,
      "\"/><wp:effectExtent l=\"0\" t=\"0\" r=\"0\" b=\"0\"/><wp:docPr id=\"", number,
      "\" name=\"Chart ", number, "\" descr=\"", Escaped{chart.alternative},
      "\"/><wp:cNvGraphicFramePr/><a:graphic><a:graphicData "
      "uri=\"http://schemas.openxmlformats.org/drawingml/2006/chart\"><c:chart r:id=\"rId",
      relationship, "\"/></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>");
}

}  // namespace youju::office
