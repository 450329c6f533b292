#include <youju/office/docx_parts.h>
#include <youju/office/xml_append.h>

#include <algorithm>
#include <cmath>

namespace youju::office {
namespace {

void append_fonts(std::string& out, const DocxFont& font) {
  add(out, "<w:rFonts w:ascii=\"", Escaped{font.latin}, "\" w:eastAsia=\"",
      Escaped{font.east_asian}, "\" w:hAnsi=\"", Escaped{font.latin}, "\" w:cs=\"",
      Escaped{font.latin}, "\"/>");
}

// 17.7.5.1 w:docDefaults.
void append_defaults(std::string& out, const DocxTheme& theme) {
  const DocxStyle& normal = theme.styles.front();
  out += "<w:docDefaults><w:rPrDefault><w:rPr>";
  append_fonts(out, theme.fonts[static_cast<std::size_t>(normal.font)]);
  add(out, "<w:sz w:val=\"", normal.half_points, "\"/><w:szCs w:val=\"", normal.half_points,
      "\"/><w:lang w:val=\"en-US\" w:eastAsia=\"", Escaped{theme.language},
      "\" w:bidi=\"ar-SA\"/></w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>");
}

// 17.7.4.5 w:latentStyles: what the style pane of Word shows by itself.
void append_latent_styles(std::string& out) {
  out +=
      "<w:latentStyles w:defLockedState=\"0\" w:defUIPriority=\"99\" w:defSemiHidden=\"0\" "
      "w:defUnhideWhenUsed=\"0\" w:defQFormat=\"0\" w:count=\"376\">"
      "<w:lsdException w:name=\"Normal\" w:uiPriority=\"0\" w:qFormat=\"1\"/>"
      "<w:lsdException w:name=\"heading 1\" w:uiPriority=\"9\" w:qFormat=\"1\"/>"
      "<w:lsdException w:name=\"heading 2\" w:uiPriority=\"9\" w:qFormat=\"1\"/>"
      "<w:lsdException w:name=\"heading 3\" w:uiPriority=\"9\" w:qFormat=\"1\"/>"
      "<w:lsdException w:name=\"heading 4\" w:uiPriority=\"9\" w:qFormat=\"1\"/>"
      "<w:lsdException w:name=\"Title\" w:uiPriority=\"10\" w:qFormat=\"1\"/>"
      "</w:latentStyles>";
}

std::string_view on_off(bool on) { return on ? "/>" : " w:val=\"0\"/>"; }

// 17.3.1.12 w:ind: each indent in characters and, for programs that do not count them, in twips.
void append_indents(std::string& out, const DocxStyle& style) {
  const auto twips = [&style](int chars) { return chars_to_twips(chars, style.half_points); };
  add(out, "<w:ind w:leftChars=\"", style.left_chars, "\" w:left=\"", twips(style.left_chars),
      "\" w:rightChars=\"", style.right_chars, "\" w:right=\"", twips(style.right_chars),
      "\" w:firstLineChars=\"", style.first_line_chars, "\" w:firstLine=\"",
      twips(style.first_line_chars), "\"/>");
}

// 17.3.1.26 w:pPr: keepNext, keepLines, pageBreakBefore, snapToGrid, spacing, ind, jc, outlineLvl,
// in this order. Every property is said, so that a style is what the theme says whatever it is
// based on. Only lines of the body's pitch snap to the grid: any other would be set at whole lines
// of it.
void append_paragraph_properties(std::string& out, const DocxStyle& style, int body_pitch) {
  add(out, "<w:pPr><w:keepNext", on_off(style.keep_next), "<w:keepLines", on_off(style.keep_next),
      "<w:pageBreakBefore", on_off(style.page_break_before), "<w:snapToGrid",
      on_off(style.line_exact == body_pitch), "<w:spacing w:before=\"", style.before,
      "\" w:after=\"", style.after, "\" w:line=\"");
  if (style.line_exact > 0) {
    add(out, style.line_exact, "\" w:lineRule=\"exact\"/>");
  } else {
    out += "240\" w:lineRule=\"auto\"/>";
  }
  append_indents(out, style);
  // Level 9 of w:outlineLvl is body text (17.3.1.20).
  constexpr int body_level = 9;
  add(out, "<w:jc w:val=\"", align_name(style.align), "\"/><w:outlineLvl w:val=\"",
      style.outline_level < 0 ? body_level : style.outline_level, "\"/></w:pPr>");
}

// The theme's squeeze in twentieths of a point, rounded away from zero so that the last character
// of a full line fits.
int character_spacing(const DocxStyle& style, const DocxTheme& theme) {
  if (style.half_points != theme.styles.front().half_points) return 0;
  constexpr double per_twentieth = 4096.0 / 20;
  return static_cast<int>(std::floor(theme.grid_char_space / per_twentieth));
}

// 17.3.2.28 w:rPr: rFonts, b, bCs, color, spacing, sz, szCs, in this order.
void append_run_properties(std::string& out, const DocxStyle& style, const DocxTheme& theme) {
  out += "<w:rPr>";
  append_fonts(out, theme.fonts[static_cast<std::size_t>(style.font)]);
  add(out, "<w:b", on_off(style.bold), "<w:bCs", on_off(style.bold), "<w:color w:val=\"",
      style.color.empty() ? Escaped{"auto"} : Escaped{style.color}, "\"/><w:spacing w:val=\"",
      character_spacing(style, theme), "\"/><w:sz w:val=\"", style.half_points,
      "\"/><w:szCs w:val=\"", style.half_points, "\"/></w:rPr>");
}

// 17.7.4.17 w:style: name, basedOn, next, uiPriority, qFormat, pPr, rPr, in this order.
void append_style(std::string& out, const DocxStyle& style, const DocxTheme& theme, bool normal) {
  add(out, "<w:style w:type=\"paragraph\"", normal ? " w:default=\"1\"" : "", " w:styleId=\"",
      Escaped{style.id}, "\"><w:name w:val=\"", Escaped{style.name}, "\"/>");
  if (!style.based_on.empty()) {
    add(out, "<w:basedOn w:val=\"", Escaped{style.based_on}, "\"/>");
  }
  if (!style.next.empty()) add(out, "<w:next w:val=\"", Escaped{style.next}, "\"/>");
  if (style.outline_level >= 0) out += "<w:uiPriority w:val=\"9\"/>";
  out += "<w:qFormat/>";
  append_paragraph_properties(out, style, theme.styles.front().line_exact);
  append_run_properties(out, style, theme);
  out += "</w:style>";
}

// The style of page numbers. An own line pitch: the body's exact one would move the dash.
void append_footer_style(std::string& out, const DocxTheme& theme) {
  DocxStyle footer;
  footer.id = "Footer";
  footer.name = "footer";
  footer.based_on = theme.styles.front().id;
  footer.font = theme.footer_font;
  footer.half_points = theme.footer_half_points;
  footer.align = DocxAlign::left;
  footer.line_exact = 0;
  append_style(out, footer, theme, false);
}

// The three default styles of the other kinds, which Word expects to find.
constexpr std::string_view other_defaults =
    "<w:style w:type=\"character\" w:default=\"1\" w:styleId=\"DefaultParagraphFont\">"
    "<w:name w:val=\"Default Paragraph Font\"/><w:uiPriority w:val=\"1\"/><w:semiHidden/>"
    "<w:unhideWhenUsed/></w:style>"
    "<w:style w:type=\"table\" w:default=\"1\" w:styleId=\"TableNormal\">"
    "<w:name w:val=\"Normal Table\"/><w:uiPriority w:val=\"99\"/><w:semiHidden/>"
    "<w:unhideWhenUsed/><w:tblPr><w:tblInd w:w=\"0\" w:type=\"dxa\"/><w:tblCellMar>"
    "<w:top w:w=\"0\" w:type=\"dxa\"/><w:left w:w=\"108\" w:type=\"dxa\"/>"
    "<w:bottom w:w=\"0\" w:type=\"dxa\"/><w:right w:w=\"108\" w:type=\"dxa\"/>"
    "</w:tblCellMar></w:tblPr></w:style>"
    "<w:style w:type=\"numbering\" w:default=\"1\" w:styleId=\"NoList\">"
    "<w:name w:val=\"No List\"/><w:uiPriority w:val=\"99\"/><w:semiHidden/>"
    "<w:unhideWhenUsed/></w:style>";

}  // namespace

std::string_view align_name(DocxAlign align) {
  switch (align) {
    case DocxAlign::left:
      return "left";
    case DocxAlign::center:
      return "center";
    case DocxAlign::right:
      return "right";
    case DocxAlign::both:
      return "both";
  }
  CHECK(false);
}

int chars_to_twips(int hundredths, int half_points) {
  constexpr int twips_per_half_point = 10;
  return hundredths * half_points * twips_per_half_point / 100;
}

std::string docx_styles(const DocxTheme& theme) {
  std::string out(xml_declaration);
  out.reserve(16 << 10);
  add(out, "<w:styles xmlns:w=\"", ns_w, "\">");
  append_defaults(out, theme);
  append_latent_styles(out);
  for (std::size_t i = 0; i < theme.styles.size(); ++i) {
    append_style(out, theme.styles[i], theme, i == 0);
  }
  out += other_defaults;
  const bool has_footer = std::any_of(theme.styles.begin(), theme.styles.end(),
                                      [](const DocxStyle& style) { return style.id == "Footer"; });
  if (!has_footer) append_footer_style(out, theme);
  out += "</w:styles>";
  return out;
}

}  // namespace youju::office
