// Inside the room: the parts of a .docx package, one function a part, one file a subject. Each
// returns the whole XML of its part.
#pragma once

#include <youju/office/docx_writer.h>

#include <string>
#include <string_view>
#include <vector>

namespace youju::office {

// Transitional namespaces of ISO/IEC 29500-4, as every word processor writes them.
inline constexpr std::string_view ns_w =
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
inline constexpr std::string_view ns_r =
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
inline constexpr std::string_view ns_package_relationships =
    "http://schemas.openxmlformats.org/package/2006/relationships";

// Identities of relationships from document.xml; charts follow from first_chart_relationship on.
inline constexpr int relation_styles = 1;
inline constexpr int relation_settings = 2;
inline constexpr int relation_fonts = 3;
inline constexpr int relation_footer_odd = 4;
inline constexpr int relation_footer_even = 5;
inline constexpr int relation_custom_xml = 6;
inline constexpr int first_chart_relationship = 7;

std::string_view align_name(DocxAlign align);
// A first-line or whole-paragraph indent in twips for programs that do not count characters.
int chars_to_twips(int hundredths, int half_points);

std::string docx_styles(const DocxTheme& theme);      // word/styles.xml
std::string docx_font_table(const DocxTheme& theme);  // word/fontTable.xml
std::string docx_settings(const DocxTheme& theme);    // word/settings.xml
// word/footerN.xml: the page number "— 1 —"; `align` left, right or center.
std::string docx_footer(const DocxTheme& theme, DocxAlign align);
// word/charts/chartN.xml. Its one relationship, rId1, is the embedded workbook.
std::string docx_chart(const DocxChart& chart, const DocxTheme& theme);
// A workbook of one sheet with the chart's figures: categories in A, series from B on.
std::string docx_chart_workbook(const DocxChart& chart);
// The letters of its 0-based column: 0 is "A".
std::string chart_column(int column);

// What the package holds besides the parts that it always holds.
struct DocxPackageShape {
  std::size_t charts = 0;
  bool even_footer = false;
  bool custom_xml = false;
};
std::string docx_content_types(const DocxPackageShape& shape);
std::string docx_package_relationships();
std::string docx_document_relationships(const DocxPackageShape& shape);
std::string docx_chart_relationships(std::size_t number);
std::string docx_custom_xml_properties(std::string_view item_guid);
std::string docx_custom_xml_relationships();
std::string docx_core_properties(const DocxProperties& properties);
std::string docx_app_properties();

}  // namespace youju::office
