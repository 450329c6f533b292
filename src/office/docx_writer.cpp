#include <youju/base/text.h>
#include <youju/office/docx_body.h>
#include <youju/office/docx_parts.h>
#include <youju/office/docx_writer.h>
#include <youju/office/xml_append.h>
#include <youju/office/zip.h>

#include <algorithm>

namespace youju::office {
namespace {

constexpr std::size_t tag_characters_max = 64;  // Word refuses a longer w:tag
constexpr std::size_t usual_body_bytes = 256 << 10;

// A paragraph of no height: two tables need one between them, a table needs one behind it.
constexpr std::string_view thin =
    "<w:snapToGrid w:val=\"0\"/><w:spacing w:before=\"0\" w:after=\"0\" w:line=\"20\" "
    "w:lineRule=\"exact\"/>";

void append_document_start(std::string& out) {
  add(out, xml_declaration, "<w:document xmlns:w=\"", ns_w, "\" xmlns:r=\"", ns_r,
      "\" xmlns:wp=\"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing\" "
      "xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" "
      "xmlns:c=\"http://schemas.openxmlformats.org/drawingml/2006/chart\"><w:body>");
}

}  // namespace

struct DocxWriter::State {
  DocxTheme theme;
  DocxProperties properties;
  DocxPage page;  // of the section that is being written
  std::string body;
  std::vector<std::string> charts, workbooks;
  std::string custom_xml, custom_xml_guid;
  int next_id = 1;
  bool in_paragraph = false;
  bool after_table = false;
  bool break_pending = false;
  bool finished = false;
  // Just before </w:pPr> of the last paragraph, where a section's properties go; 0 if there is no
  // such paragraph in this section.
  std::size_t last_properties_end = 0;

  void start_paragraph(std::string_view style) {
    body += "<w:p><w:pPr>";
    if (!style.empty()) add(body, "<w:pStyle w:val=\"", Escaped{style}, "\"/>");
    if (break_pending) body += "<w:pageBreakBefore/>";
    break_pending = false;
    after_table = false;
  }
  void end_properties() {
    last_properties_end = body.size();
    body += "</w:pPr>";
  }
  void thin_paragraph() {
    start_paragraph("");
    body += thin;
    end_properties();
    body += "</w:p>";
  }
};

DocxWriter::DocxWriter(DocxTheme theme, DocxProperties properties)
    : state_(std::make_unique<State>()) {
  CHECK(!theme.fonts.empty() && !theme.styles.empty());
  const auto known = [&theme](int font) {
    return font >= 0 && static_cast<std::size_t>(font) < theme.fonts.size();
  };
  CHECK(known(theme.footer_font));
  for (const DocxStyle& style : theme.styles) CHECK(known(style.font));
  state_->page = theme.page;
  state_->theme = std::move(theme);
  state_->properties = std::move(properties);
  state_->body.reserve(usual_body_bytes);
  append_document_start(state_->body);
}

DocxWriter::~DocxWriter() = default;

void DocxWriter::begin_paragraph(std::string_view style) {
  State& state = *state_;
  CHECK(!state.in_paragraph && !state.finished);
  CHECK(std::any_of(state.theme.styles.begin(), state.theme.styles.end(),
                    [style](const DocxStyle& known) { return known.id == style; }));
  state.start_paragraph(style);
  state.end_properties();
  state.in_paragraph = true;
}

void DocxWriter::run(std::string_view text) {
  CHECK(state_->in_paragraph);
  append_run(state_->body, text, {});
}

void DocxWriter::styled_run(std::string_view text, bool bold, std::string_view color) {
  CHECK(state_->in_paragraph);
  RunLook look;
  look.bold = bold;
  look.color = color;
  append_run(state_->body, text, look);
}

int DocxWriter::figure(const DocxFigure& figure) {
  CHECK(state_->in_paragraph && text::length(figure.tag) <= tag_characters_max);
  append_figure(state_->body, figure, state_->next_id);
  return state_->next_id++;
}

void DocxWriter::end_paragraph() {
  CHECK(state_->in_paragraph);
  state_->body += "</w:p>";
  state_->in_paragraph = false;
}

void DocxWriter::page_break() {
  if (state_->in_paragraph) {
    state_->body += "<w:r><w:br w:type=\"page\"/></w:r>";
  } else {
    state_->break_pending = true;
  }
}

void DocxWriter::new_section(const DocxPage& page) {
  State& state = *state_;
  CHECK(!state.in_paragraph && !state.finished);
  // 17.6.18: the properties of a section that is not the last stand in its last paragraph.
  if (state.last_properties_end == 0 || state.after_table) state.thin_paragraph();
  std::string section;
  append_section(section, state.page, state.theme);
  state.body.insert(state.last_properties_end, section);
  state.page = page;
  state.last_properties_end = 0;
  state.break_pending = false;
  state.after_table = false;
}

void DocxWriter::table(const DocxTable& table, std::vector<int>* ids) {
  State& state = *state_;
  CHECK(!state.in_paragraph && !state.finished);
  if (state.after_table || state.break_pending) state.thin_paragraph();
  const int first = state.next_id;
  append_table(state.body, table, state.next_id);
  if (ids != nullptr) {
    for (int id = first; id < state.next_id; ++id) ids->push_back(id);
  }
  state.after_table = true;
}

void DocxWriter::chart(const DocxChart& chart) {
  State& state = *state_;
  CHECK(!state.in_paragraph && !state.finished && !chart.series.empty());
  state.start_paragraph("");
  // Single spacing: in lines of an exact height Word would show a strip of the chart only.
  state.body +=
      "<w:keepLines/><w:snapToGrid w:val=\"0\"/><w:spacing w:before=\"120\" w:after=\"120\" "
      "w:line=\"240\" w:lineRule=\"auto\"/><w:ind w:firstLineChars=\"0\" w:firstLine=\"0\"/>"
      "<w:jc w:val=\"center\"/>";
  state.end_properties();
  const int index = static_cast<int>(state.charts.size());
  append_chart_drawing(state.body, chart, first_chart_relationship + index, index + 1);
  state.body += "</w:p>";
  state.charts.push_back(docx_chart(chart, state.theme));
  state.workbooks.push_back(docx_chart_workbook(chart));
}

void DocxWriter::custom_xml(std::string_view xml, std::string_view item_guid) {
  CHECK(state_->custom_xml.empty());
  state_->custom_xml = std::string(xml);
  state_->custom_xml_guid = std::string(item_guid);
}

Result<std::string> DocxWriter::finish() {
  State& state = *state_;
  CHECK(!state.in_paragraph && !state.finished);
  state.finished = true;
  if (state.after_table || state.last_properties_end == 0) state.thin_paragraph();
  append_section(state.body, state.page, state.theme);
  state.body += "</w:body></w:document>";

  const DocxTheme& theme = state.theme;
  const DocxPackageShape shape{state.charts.size(), theme.odd_even_footers,
                               !state.custom_xml.empty()};
  ZipWriter zip;
  zip.add("[Content_Types].xml", docx_content_types(shape));
  zip.add("_rels/.rels", docx_package_relationships());
  zip.add("word/document.xml", state.body);
  zip.add("word/_rels/document.xml.rels", docx_document_relationships(shape));
  zip.add("word/styles.xml", docx_styles(theme));
  zip.add("word/settings.xml", docx_settings(theme));
  zip.add("word/fontTable.xml", docx_font_table(theme));
  zip.add("word/footer1.xml",
          docx_footer(theme, theme.odd_even_footers ? DocxAlign::right : DocxAlign::center));
  if (theme.odd_even_footers) zip.add("word/footer2.xml", docx_footer(theme, DocxAlign::left));
  for (std::size_t i = 0; i < state.charts.size(); ++i) {
    const std::string number = std::to_string(i + 1);
    zip.add("word/charts/chart" + number + ".xml", state.charts[i]);
    zip.add("word/charts/_rels/chart" + number + ".xml.rels", docx_chart_relationships(i + 1));
    zip.add("word/embeddings/Microsoft_Excel_Sheet" + number + ".xlsx", state.workbooks[i]);
  }
  if (shape.custom_xml) {
    zip.add("customXml/item1.xml", state.custom_xml);
    zip.add("customXml/itemProps1.xml", docx_custom_xml_properties(state.custom_xml_guid));
    zip.add("customXml/_rels/item1.xml.rels", docx_custom_xml_relationships());
  }
  zip.add("docProps/core.xml", docx_core_properties(state.properties));
  zip.add("docProps/app.xml", docx_app_properties());
  return zip.finish();
}

}  // namespace youju::office
