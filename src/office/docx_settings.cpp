#include <youju/office/docx_parts.h>
#include <youju/office/xml_append.h>

#include <algorithm>

namespace youju::office {
namespace {

// 17.15.1.21 w:compat: what Word of the Chinese edition writes for a new document; mode 15 is that
// of Word 2013 and later, without it Word opens the file in compatibility mode.
constexpr std::string_view compatibility =
    "<w:compat><w:spaceForUL/><w:balanceSingleByteDoubleByteWidth/><w:doNotLeaveBackslashAlone/>"
    "<w:ulTrailSpace/><w:doNotExpandShiftReturn/><w:adjustLineHeightInTable/><w:useFELayout/>"
    "<w:compatSetting w:name=\"compatibilityMode\" "
    "w:uri=\"http://schemas.microsoft.com/office/word\" w:val=\"15\"/>"
    "<w:compatSetting w:name=\"overrideTableStyleFontSizeAndJustification\" "
    "w:uri=\"http://schemas.microsoft.com/office/word\" w:val=\"1\"/>"
    "<w:compatSetting w:name=\"enableOpenTypeFeatures\" "
    "w:uri=\"http://schemas.microsoft.com/office/word\" w:val=\"1\"/>"
    "<w:compatSetting w:name=\"doNotFlipMirrorIndents\" "
    "w:uri=\"http://schemas.microsoft.com/office/word\" w:val=\"1\"/></w:compat>";

// 17.8.3.10 w:font: altName, charset, family, pitch, in this order. 86 is GB2312 (17.8.3.2).
void append_font(std::string& out, std::string_view name, std::string_view alternative,
                 std::string_view charset, std::string_view family) {
  add(out, "<w:font w:name=\"", Escaped{name}, "\">");
  if (!alternative.empty()) add(out, "<w:altName w:val=\"", Escaped{alternative}, "\"/>");
  add(out, "<w:charset w:val=\"", charset, "\"/><w:family w:val=\"",
      Escaped{family.empty() ? "auto" : family}, "\"/><w:pitch w:val=\"variable\"/></w:font>");
}

}  // namespace

std::string docx_font_table(const DocxTheme& theme) {
  std::string out(xml_declaration);
  add(out, "<w:fonts xmlns:w=\"", ns_w, "\">");
  std::vector<std::string_view> done;
  const auto first_time = [&done](std::string_view name) {
    if (name.empty() || std::find(done.begin(), done.end(), name) != done.end()) return false;
    done.push_back(name);
    return true;
  };
  for (const DocxFont& font : theme.fonts) {
    if (first_time(font.east_asian)) {
      append_font(out, font.east_asian, font.alternative, "86", font.family);
    }
  }
  for (const DocxFont& font : theme.fonts) {
    if (first_time(font.latin)) append_font(out, font.latin, "", "00", "auto");
  }
  out += "</w:fonts>";
  return out;
}

// 17.15.1.78 w:settings: the children in the order of CT_Settings.
std::string docx_settings(const DocxTheme& theme) {
  std::string out(xml_declaration);
  add(out, "<w:settings xmlns:w=\"", ns_w, "\"><w:zoom w:percent=\"100\"/>",
      "<w:bordersDoNotSurroundHeader/><w:bordersDoNotSurroundFooter/>",
      "<w:defaultTabStop w:val=\"640\"/>");
  if (theme.odd_even_footers) out += "<w:evenAndOddHeaders/>";
  add(out, "<w:characterSpacingControl w:val=\"compressPunctuation\"/>", compatibility,
      "<w:themeFontLang w:val=\"en-US\" w:eastAsia=\"", Escaped{theme.language},
      "\"/><w:decimalSymbol w:val=\".\"/><w:listSeparator w:val=\",\"/></w:settings>");
  return out;
}

}  // namespace youju::office
