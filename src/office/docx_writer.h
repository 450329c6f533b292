// Writes a Word document (ISO/IEC 29500 transitional) from simple calls: styled paragraphs, runs,
// figures as content controls, tables, native charts, page numbers. Geometry and styles come from
// a DocxTheme; narrative/ decides what GB/T 9704-2012 asks for. XML is appended to one buffer, so a
// document of 20 pages costs a few milliseconds and its own size in memory. Text is UTF-8;
// characters that XML forbids are dropped. Calls out of order are bugs (CHECK). Deterministic: the
// same calls give the same bytes. Not thread-safe; one writer makes one document.
#pragma once

#include <youju/base/decimal.h>
#include <youju/base/result.h>

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace youju::office {

// Lengths are twips (1/20 pt, 1/1440 inch), font sizes half-points, as Word counts them.
struct DocxPage {
  // As the page lies: a landscape page is wider than high (the two are swapped if they are not).
  int width = 11906, height = 16838;  // A4
  int top = 2098, bottom = 1984, left = 1587, right = 1474, footer = 1400;
  bool landscape = false;
};

struct DocxFont {
  std::string east_asian;   // "仿宋_GB2312"
  std::string latin;        // "Times New Roman"
  std::string alternative;  // w:altName of the East Asian font, "FangSong"
  std::string family;       // "roman" or "swiss" … (w:family)
};

enum class DocxAlign { left, center, right, both };

struct DocxStyle {
  std::string id;    // "Heading1", "BodyText"
  std::string name;  // "heading 1": the built-in name Word knows, or our own
  std::string based_on;
  std::string next;
  int font = 0;          // index into DocxTheme::fonts
  int half_points = 32;  // 三号 = 16 pt = 32
  bool bold = false;
  std::string color;  // "RRGGBB" or "" for automatic
  DocxAlign align = DocxAlign::both;
  int first_line_chars = 0;             // hundredths of a character: 200 = two characters
  int left_chars = 0, right_chars = 0;  // indents of the whole paragraph, likewise
  int line_exact = 560;                 // exact line pitch in twips (28 pt = 560); 0 = single
  int before = 0, after = 0;
  int outline_level = -1;  // 0..8, or -1 for body text
  bool keep_next = false;
  bool page_break_before = false;
};

struct DocxTheme {
  DocxPage page;
  std::vector<DocxFont> fonts;
  std::vector<DocxStyle> styles;  // styles[0] is the default paragraph style ("Normal")
  bool odd_even_footers = true;   // — 1 — to the right on odd pages, to the left on even ones
  int footer_font = 0;
  int footer_half_points = 28;  // 四号
  std::string language = "zh-CN";
  int grid_line_pitch = 579;  // of the lines, twips; 0 = no grid
  // Added to the width of a character, 1/4096 pt: -848 sets 28 characters of 16 pt on a line of
  // 156 mm. Written as character spacing of the styles in the default style's size and not as a
  // grid of characters: LibreOffice gives a character two cells of a grid narrower than itself.
  int grid_char_space = -848;
};

// A figure in running text: a w:sdt (inline content control) that people can edit.
struct DocxFigure {
  std::string tag;    // "yj:<reference>", at most 64 characters
  std::string title;  // shown on hovering: the indicator's name
  std::string text;   // as printed
  bool gap = false;   // a missing figure: printed with highlight
};

struct DocxCell {
  std::string text;
  std::optional<DocxFigure> figure;  // instead of text
  DocxAlign align = DocxAlign::left;
  bool header = false;  // shaded and bold
  int span = 1;         // columns covered
};

struct DocxTable {
  std::vector<int> widths;  // of the columns, twips
  std::vector<std::vector<DocxCell>> rows;
  int header_rows = 1;              // the first rows, repeated at the top of each page
  std::string style = "TableText";  // paragraph style of the cells
  int row_height = 0;               // the least of rows that are no header, twips; 0: their text's
};

enum class ChartKind { column, bar, line, pie };

struct DocxChartSeries {
  std::string name;
  std::vector<std::optional<Decimal>> values;  // a missing value is a gap, never 0
};

// A native chart (c:chart) with its data in an embedded workbook, so Word and WPS can edit it.
struct DocxChart {
  ChartKind kind = ChartKind::column;
  std::string title;
  std::string value_title;  // the unit of measure
  std::vector<std::string> categories;
  std::vector<DocxChartSeries> series;
  std::string alternative;          // text for those who cannot see it
  int width = 8400, height = 4600;  // twips
};

struct DocxProperties {
  std::string title, creator, subject, description;
  std::string created;  // "2020-12-31T00:00:00Z"
};

class DocxWriter {
 public:
  DocxWriter(DocxTheme theme, DocxProperties properties);
  ~DocxWriter();

  // The style must be one of the theme. Paragraphs do not nest.
  void begin_paragraph(std::string_view style);
  void run(std::string_view text);  // line breaks as "\n", tabs as "\t"
  void styled_run(std::string_view text, bool bold, std::string_view color);
  // Returns the content control's w:id, unique in the document, counted from 1.
  int figure(const DocxFigure& figure);
  void end_paragraph();
  // Inside a paragraph a break in its text; between paragraphs the next block starts a page.
  void page_break();
  // A new section that starts on a new page with the given page set-up (a landscape annex).
  void new_section(const DocxPage& page);
  // Figures in cells get their w:id in row-major order, appended to `ids` if given.
  void table(const DocxTable& table, std::vector<int>* ids = nullptr);
  void chart(const DocxChart& chart);
  // A custom XML part: data that travels with the document (customXml/item1.xml). Once.
  void custom_xml(std::string_view xml, std::string_view item_guid);

  // The whole .docx. The writer is done.
  Result<std::string> finish();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace youju::office
