// Inside the room: pieces of word/document.xml, appended to its buffer. The order of child elements
// is that of ISO/IEC 29500-1; Word refuses files that change it.
#pragma once

#include <youju/office/docx_writer.h>

#include <string>
#include <string_view>

namespace youju::office {

// 17.3.2.25 w:r. Breaks and tabs become elements; a colour is "RRGGBB" or "".
struct RunLook {
  bool bold = false;
  std::string_view color;
  bool highlight = false;
};
void append_run(std::string& out, std::string_view text, const RunLook& look);
// 17.5.2.31 w:sdt around one run.
void append_figure(std::string& out, const DocxFigure& figure, int id);
// 17.4.37 w:tbl. `next_id` is the w:id of the first figure and ends behind the last one.
void append_table(std::string& out, const DocxTable& table, int& next_id);
// 17.3.3.9 w:drawing: a native chart in the line of text; `number` counts the charts from 1.
void append_chart_drawing(std::string& out, const DocxChart& chart, int relationship, int number);
// 17.6.17 w:sectPr.
void append_section(std::string& out, const DocxPage& page, const DocxTheme& theme);

}  // namespace youju::office
