#include <youju/office/docx_parts.h>
#include <youju/office/xml_append.h>

namespace youju::office {

// GB/T 9704-2012, 7.5: the page number between one-em dashes, one blank character from the edge,
// right on odd pages and left on even ones. The number is a PAGE field (17.16.5.44).
std::string docx_footer(const DocxTheme& theme, DocxAlign align) {
  std::string out(xml_declaration);
  add(out, "<w:ftr xmlns:w=\"", ns_w, "\"><w:p><w:pPr><w:pStyle w:val=\"Footer\"/><w:ind");
  const int blank = chars_to_twips(100, theme.footer_half_points);
  if (align == DocxAlign::left) add(out, " w:leftChars=\"100\" w:left=\"", blank, "\"");
  if (align == DocxAlign::right) add(out, " w:rightChars=\"100\" w:right=\"", blank, "\"");
  add(out, "/><w:jc w:val=\"", align_name(align),
      "\"/></w:pPr>"
      "<w:r><w:rPr><w:rFonts w:hint=\"eastAsia\"/></w:rPr>"
      "<w:t xml:space=\"preserve\">\u2014 </w:t></w:r>"
      "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r>"
      "<w:r><w:instrText xml:space=\"preserve\"> PAGE </w:instrText></w:r>"
      "<w:r><w:fldChar w:fldCharType=\"separate\"/></w:r>"
      "<w:r><w:t>1</w:t></w:r>"
      "<w:r><w:fldChar w:fldCharType=\"end\"/></w:r>"
      "<w:r><w:rPr><w:rFonts w:hint=\"eastAsia\"/></w:rPr>"
      "<w:t xml:space=\"preserve\"> \u2014</w:t></w:r></w:p></w:ftr>");
  return out;
}

}  // namespace youju::office
