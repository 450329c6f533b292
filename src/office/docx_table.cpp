#include <youju/office/docx_body.h>
#include <youju/office/docx_parts.h>
#include <youju/office/xml_append.h>

#include <algorithm>
#include <numeric>

namespace youju::office {
namespace {

constexpr std::string_view header_shade = "E7E6E6";
// 17.4.38 w:tblBorders: half-point lines; sizes count eighths of a point.
constexpr std::string_view borders =
    "<w:tblBorders>"
    "<w:top w:val=\"single\" w:sz=\"8\" w:space=\"0\" w:color=\"auto\"/>"
    "<w:left w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"auto\"/>"
    "<w:bottom w:val=\"single\" w:sz=\"8\" w:space=\"0\" w:color=\"auto\"/>"
    "<w:right w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"auto\"/>"
    "<w:insideH w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"auto\"/>"
    "<w:insideV w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"auto\"/>"
    "</w:tblBorders>";

// 17.4.59 w:tblPr and 17.4.48 w:tblGrid.
void append_table_head(std::string& out, const DocxTable& table) {
  const int total = std::accumulate(table.widths.begin(), table.widths.end(), 0);
  add(out, "<w:tblPr><w:tblStyle w:val=\"TableNormal\"/><w:tblW w:w=\"", total,
      "\" w:type=\"dxa\"/><w:jc w:val=\"center\"/>", borders,
      "<w:tblLayout w:type=\"fixed\"/>"
      "<w:tblCellMar><w:left w:w=\"85\" w:type=\"dxa\"/><w:right w:w=\"85\" w:type=\"dxa\"/>"
      "</w:tblCellMar></w:tblPr><w:tblGrid>");
  for (const int width : table.widths) add(out, "<w:gridCol w:w=\"", width, "\"/>");
  out += "</w:tblGrid>";
}

struct CellPlace {
  int width = 0;
  int span = 1;
};

// 17.4.66 w:tc with 17.4.70 w:tcPr: tcW, gridSpan, shd, vAlign, in this order.
void append_cell(std::string& out, const DocxCell& cell, CellPlace place, std::string_view style,
                 int& next_id) {
  add(out, "<w:tc><w:tcPr><w:tcW w:w=\"", place.width, "\" w:type=\"dxa\"/>");
  if (place.span > 1) add(out, "<w:gridSpan w:val=\"", place.span, "\"/>");
  if (cell.header) {
    add(out, "<w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"", header_shade, "\"/>");
  }
  add(out, "<w:vAlign w:val=\"center\"/></w:tcPr><w:p><w:pPr><w:pStyle w:val=\"", Escaped{style},
      "\"/><w:jc w:val=\"", align_name(cell.align), "\"/></w:pPr>");
  if (cell.figure) {
    append_figure(out, *cell.figure, next_id++);
  } else {
    RunLook look;
    look.bold = cell.header;
    append_run(out, cell.text, look);
  }
  out += "</w:p></w:tc>";
}

}  // namespace

void append_table(std::string& out, const DocxTable& table, int& next_id) {
  out += "<w:tbl>";
  append_table_head(out, table);
  for (std::size_t row = 0; row < table.rows.size(); ++row) {
    // 17.4.82 w:trPr.
    out += "<w:tr><w:trPr><w:cantSplit/>";
    if (static_cast<int>(row) < table.header_rows) {
      out += "<w:tblHeader/>";
    } else if (table.row_height > 0) {
      add(out, "<w:trHeight w:val=\"", table.row_height, "\" w:hRule=\"atLeast\"/>");
    }
    out += "</w:trPr>";
    std::size_t column = 0;
    for (const DocxCell& cell : table.rows[row]) {
      CHECK(cell.span >= 1 && column + static_cast<std::size_t>(cell.span) <= table.widths.size());
      const auto first = table.widths.begin() + static_cast<std::ptrdiff_t>(column);
      append_cell(out, cell, {std::accumulate(first, first + cell.span, 0), cell.span}, table.style,
                  next_id);
      column += static_cast<std::size_t>(cell.span);
    }
    CHECK(column == table.widths.size());
    out += "</w:tr>";
  }
  out += "</w:tbl>";
}

}  // namespace youju::office
