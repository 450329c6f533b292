// For tests: workbooks part by part, as other programs write them.
#pragma once

#include <youju/office/zip.h>

#include <string>
#include <string_view>

namespace youju::office {

inline constexpr std::string_view transitional =
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
inline constexpr std::string_view relations =
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

struct SampleBook {
  std::string sheet_data;
  std::string after_data;
  std::string strings;
  std::string styles;
  std::string workbook_properties;
  std::string prefix;  // "x:" for files that name the namespace
  std::string_view ns = transitional;
  std::string_view relation_ns = relations;
};

inline std::string to_xlsx(const SampleBook& book) {
  const std::string& x = book.prefix;
  const std::string declared =
      x.empty() ? " xmlns=\"" + std::string(book.ns) + "\""
                : " xmlns:" + x.substr(0, x.size() - 1) + "=\"" + std::string(book.ns) + "\"";
  const auto relation = [&book](std::string_view id, std::string_view kind,
                                std::string_view target) {
    return "<Relationship Id=\"" + std::string(id) + "\" Type=\"" + std::string(book.relation_ns) +
           "/" + std::string(kind) + "\" Target=\"" + std::string(target) + "\"/>";
  };
  ZipWriter zip;
  zip.add("_rels/.rels", "<Relationships>" + relation("rId1", "officeDocument", "xl/workbook.xml") +
                             "</Relationships>");
  zip.add("xl/workbook.xml", "<" + x + "workbook" + declared + " xmlns:r=\"" +
                                 std::string(book.relation_ns) + "\"><" + x + "workbookPr" +
                                 book.workbook_properties + "/><" + x + "sheets><" + x +
                                 "sheet name=\"数据\" sheetId=\"1\" r:id=\"rId1\"/><" + x +
                                 "sheet name=\"图\" sheetId=\"2\" r:id=\"rId4\"/></" + x +
                                 "sheets></" + x + "workbook>");
  zip.add("xl/_rels/workbook.xml.rels",
          "<Relationships>" + relation("rId1", "worksheet", "/xl/worksheets/a.xml") +
              relation("rId2", "sharedStrings", "sharedStrings.xml") +
              relation("rId3", "styles", "../xl/styles.xml") +
              relation("rId4", "chartsheet", "chartsheets/sheet1.xml") + "</Relationships>");
  zip.add("xl/worksheets/a.xml", "<" + x + "worksheet" + declared + "><" + x + "sheetData>" +
                                     book.sheet_data + "</" + x + "sheetData>" + book.after_data +
                                     "</" + x + "worksheet>");
  if (!book.strings.empty()) {
    zip.add("xl/sharedStrings.xml", "<sst" + declared + ">" + book.strings + "</sst>");
  }
  if (!book.styles.empty()) {
    zip.add("xl/styles.xml", "<styleSheet" + declared + ">" + book.styles + "</styleSheet>");
  }
  return zip.finish();
}

}  // namespace youju::office
