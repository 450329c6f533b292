#include <youju/office/docx_parts.h>
#include <youju/office/xml_append.h>
#include <youju/office/zip.h>

namespace youju::office {
namespace {

constexpr std::string_view ns_sheet = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

constexpr std::string_view content_types =
    "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
    "<Default Extension=\"rels\" "
    "ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
    "<Default Extension=\"xml\" ContentType=\"application/xml\"/>"
    "<Override PartName=\"/xl/workbook.xml\" ContentType=\"application/"
    "vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml\"/>"
    "<Override PartName=\"/xl/worksheets/sheet1.xml\" ContentType=\"application/"
    "vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml\"/>"
    "<Override PartName=\"/xl/styles.xml\" ContentType=\"application/"
    "vnd.openxmlformats-officedocument.spreadsheetml.styles+xml\"/></Types>";

constexpr std::string_view styles =
    "<fonts count=\"1\"><font><sz val=\"11\"/><name val=\"Calibri\"/></font></fonts>"
    "<fills count=\"2\"><fill><patternFill patternType=\"none\"/></fill>"
    "<fill><patternFill patternType=\"gray125\"/></fill></fills>"
    "<borders count=\"1\"><border><left/><right/><top/><bottom/><diagonal/></border></borders>"
    "<cellStyleXfs count=\"1\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\"/>"
    "</cellStyleXfs><cellXfs count=\"1\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" "
    "borderId=\"0\" xfId=\"0\"/></cellXfs><cellStyles count=\"1\"><cellStyle name=\"Normal\" "
    "xfId=\"0\" builtinId=\"0\"/></cellStyles></styleSheet>";

std::string relationship(std::string_view kind, std::string_view target) {
  std::string out(xml_declaration);
  add(out, "<Relationships xmlns=\"", ns_package_relationships,
      "\"><Relationship Id=\"rId1\" Type=\"", ns_r, "/", kind, "\" Target=\"", target, "\"/>");
  if (kind == "worksheet") {
    add(out, "<Relationship Id=\"rId2\" Type=\"", ns_r, "/styles\" Target=\"styles.xml\"/>");
  }
  out += "</Relationships>";
  return out;
}

void append_text_cell(std::string& out, int column, std::size_t row, std::string_view text) {
  add(out, "<c r=\"", chart_column(column), row,
      "\" t=\"inlineStr\"><is><t xml:space=\"preserve\">", Escaped{text}, "</t></is></c>");
}

// 18.3.1.99 worksheet with the grid that docx_chart's references name.
std::string sheet(const DocxChart& chart) {
  std::string out(xml_declaration);
  add(out, "<worksheet xmlns=\"", ns_sheet, "\"><sheetData><row r=\"1\">");
  int column = 1;
  for (const DocxChartSeries& series : chart.series) {
    append_text_cell(out, column++, 1, series.name);
  }
  out += "</row>";
  for (std::size_t point = 0; point < chart.categories.size(); ++point) {
    const std::size_t row = point + 2;
    add(out, "<row r=\"", row, "\">");
    append_text_cell(out, 0, row, chart.categories[point]);
    column = 1;
    for (const DocxChartSeries& series : chart.series) {
      const int at = column++;
      if (point >= series.values.size() || !series.values[point]) continue;
      add(out, "<c r=\"", chart_column(at), row, "\"><v>",
          std::string_view(series.values[point]->to_string()), "</v></c>");
    }
    out += "</row>";
  }
  out += "</sheetData></worksheet>";
  return out;
}

}  // namespace

std::string docx_chart_workbook(const DocxChart& chart) {
  // Stored, not deflated: the workbook as a whole is deflated as a part of the document.
  ZipWriter zip;
  std::string types(xml_declaration);
  types += content_types;
  zip.store("[Content_Types].xml", types);
  zip.store("_rels/.rels", relationship("officeDocument", "xl/workbook.xml"));
  std::string workbook(xml_declaration);
  add(workbook, "<workbook xmlns=\"", ns_sheet, "\" xmlns:r=\"", ns_r,
      "\"><sheets><sheet name=\"Sheet1\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>");
  zip.store("xl/workbook.xml", workbook);
  zip.store("xl/_rels/workbook.xml.rels", relationship("worksheet", "worksheets/sheet1.xml"));
  zip.store("xl/worksheets/sheet1.xml", sheet(chart));
  std::string style_sheet(xml_declaration);
  add(style_sheet, "<styleSheet xmlns=\"", ns_sheet, "\">", styles);
  zip.store("xl/styles.xml", style_sheet);
  return zip.finish();
}

std::string chart_column(int column) {
  std::string name;
  for (int rest = column + 1; rest > 0; rest = (rest - 1) / 26) {
    name.insert(name.begin(), static_cast<char>('A' + (rest - 1) % 26));
  }
  return name;
}

}  // namespace youju::office
