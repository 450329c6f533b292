#include <gtest/gtest.h>
#include <youju/base/file.h>
#include <youju/office/docx_reader.h>
#include <youju/office/docx_sample.h>
#include <youju/office/zip.h>

#include <cstdlib>

namespace youju::office {
namespace {

std::string docx_with_body(std::string_view body) {
  ZipWriter zip;
  zip.add("word/document.xml",
          "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" "
          "xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\"><w:body>" +
              std::string(body) + "</w:body></w:document>");
  return zip.finish();
}

DocxContent read_body(std::string_view body) { return read_docx(docx_with_body(body)).value(); }

std::string control(std::string_view tag, std::string_view content) {
  return "<w:sdt><w:sdtPr><w:tag w:val=\"" + std::string(tag) +
         "\"/><w:id w:val=\"7\"/></w:sdtPr><w:sdtContent>" + std::string(content) +
         "</w:sdtContent></w:sdt>";
}

std::string run(std::string_view text) {
  return "<w:r><w:rPr><w:b/></w:rPr><w:t>" + std::string(text) + "</w:t></w:r>";
}

TEST(DocxReader, reads_back_what_the_writer_wrote) {
  const DocxContent content = read_docx(sample::document(1, 2)).value();
  ASSERT_EQ(content.controls.size(), 12u);
  const DocxFigure figure = sample::figure(3);
  EXPECT_EQ(content.controls[3].id, 4);
  EXPECT_EQ(content.controls[3].tag, figure.tag);
  EXPECT_EQ(content.controls[3].title, figure.title);
  EXPECT_EQ(content.controls[3].text, figure.text);
  EXPECT_EQ(content.controls[3].paragraph, 3);
  EXPECT_EQ(content.paragraphs[0], "某区科学技术协会\n2020年工作总结");
  EXPECT_NE(content.paragraphs[3].find(figure.text + "余人次"), std::string::npos);
  ASSERT_EQ(content.custom_xml.size(), 1u);
  EXPECT_TRUE(content.custom_xml[0].starts_with("<figures"));
}

// LibreOffice 7.4 keeps the controls, their order and texts, the charts and the custom XML; it
// drops tags, titles and numbers.
TEST(DocxReader, reads_what_libreoffice_made_of_ours) {
  if (const char* folder = std::getenv("YOUJU_FIXTURES")) {
    ASSERT_TRUE(write_file(std::string(folder) + "/figures.docx", sample::document(2, 6)));
  }
  const std::string bytes =
      read_file(YOUJU_SOURCE_DIR "/test/docx/libreoffice_saved_figures.docx", 1 << 20).value();
  const DocxContent content = read_docx(bytes).value();
  const DocxContent before = read_docx(sample::document(2, 6)).value();
  ASSERT_EQ(content.controls.size(), before.controls.size());
  for (std::size_t i = 0; i < content.controls.size(); ++i) {
    EXPECT_EQ(content.controls[i].text, before.controls[i].text);
    EXPECT_EQ(content.controls[i].begin, before.controls[i].begin);
    EXPECT_EQ(content.controls[i].paragraph, before.controls[i].paragraph);
  }
  EXPECT_EQ(content.paragraphs, before.paragraphs);
  ASSERT_EQ(content.charts.size(), before.charts.size());
  for (std::size_t i = 0; i < content.charts.size(); ++i) {
    EXPECT_EQ(content.charts[i].title, before.charts[i].title);
    EXPECT_EQ(content.charts[i].categories, before.charts[i].categories);
    for (std::size_t j = 0; j < before.charts[i].series.size(); ++j) {
      EXPECT_EQ(content.charts[i].series.at(j).name, before.charts[i].series[j].name);
      EXPECT_EQ(content.charts[i].series.at(j).values, before.charts[i].series[j].values);
    }
  }
  ASSERT_EQ(content.custom_xml.size(), 1u);
  EXPECT_NE(content.custom_xml[0].find("<figure id=\"1\"/>"), std::string::npos);
}

TEST(DocxReader, says_where_in_its_paragraph_a_control_begins) {
  const DocxContent content = read_body("<w:p>" + run("共") + control("yj:a", run("3")) +
                                        run("场、") + control("yj:b", run("3")) + "</w:p>" +
                                        control("yj:c", "<w:p>" + run("3") + "</w:p>"));
  EXPECT_EQ(content.controls.at(0).begin, 3u);
  EXPECT_EQ(content.controls.at(1).begin, 10u);
  EXPECT_EQ(content.controls.at(2).begin, 0u);
}

TEST(DocxReader, reads_what_a_chart_shows) {
  DocxWriter writer(sample::theme(), sample::properties());
  for (const ChartKind kind : {ChartKind::column, ChartKind::line, ChartKind::pie}) {
    writer.chart(sample::chart(kind));
  }
  const DocxContent content = read_docx(writer.finish().value()).value();
  ASSERT_EQ(content.charts.size(), 3u);
  for (const DocxChartContent& chart : content.charts) {
    EXPECT_TRUE(chart.title.starts_with("科普活动场次")) << chart.title;
    EXPECT_EQ(chart.categories, sample::chart(ChartKind::pie).categories);
    EXPECT_EQ(chart.series.at(0).name, "2019年");
    EXPECT_EQ(chart.series.at(0).values, (std::vector<std::string>{"12", "30", "25.5", "41"}));
  }
  EXPECT_EQ(content.charts[0].series.at(1).values, (std::vector<std::string>{"5", "", "38", "66"}));
  EXPECT_EQ(content.charts[2].series.size(), 1u);
  EXPECT_EQ(content.charts[1].paragraph, 1);
}

TEST(DocxReader, leaves_out_a_chart_whose_part_is_missing) {
  const DocxContent content = read_body(
      "<w:p><w:r><c:chart xmlns:c=\"http://schemas.openxmlformats.org/drawingml/2006/chart\" "
      "xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" "
      "r:id=\"rId9\"/></w:r></w:p>");
  EXPECT_TRUE(content.charts.empty());
  EXPECT_EQ(content.paragraphs.size(), 1u);
}

TEST(DocxReader, joins_the_runs_that_a_word_processor_split) {
  const DocxContent content =
      read_body("<w:p>" + run("共") + control("yj:a", run("1,") + run("2") + run("70")) +
                run("场") + "</w:p>");
  EXPECT_EQ(content.paragraphs, std::vector<std::string>{"共1,270场"});
  EXPECT_EQ(content.controls.at(0).text, "1,270");
}

TEST(DocxReader, takes_tracked_insertions_and_drops_deletions) {
  const DocxContent content =
      read_body("<w:p>" +
                control("yj:a",
                        "<w:del w:id=\"1\"><w:r><w:delText>15</w:delText></w:r></w:del>"
                        "<w:ins w:id=\"2\">" +
                            run("16") +
                            "</w:ins>"
                            "<w:moveFrom>" +
                            run("x") + "</w:moveFrom><w:moveTo>" + run("0") + "</w:moveTo>") +
                "</w:p>");
  EXPECT_EQ(content.controls.at(0).text, "160");
}

TEST(DocxReader, finds_controls_around_paragraphs_cells_and_one_another) {
  const DocxContent content = read_body(
      "<w:p/>" + control("block", "<w:p>" + run("甲") + "</w:p><w:p>" + run("乙") + "</w:p>") +
      "<w:tbl><w:tr>" +
      control("cell",
              "<w:tc><w:tcPr/><w:p>" + run("1") + control("inner", run("2")) + "</w:p></w:tc>") +
      "</w:tr></w:tbl>");
  ASSERT_EQ(content.controls.size(), 3u);
  EXPECT_EQ(content.controls[0].text, "甲\n乙");
  EXPECT_EQ(content.controls[0].paragraph, 1);
  EXPECT_EQ(content.controls[1].tag, "cell");
  EXPECT_EQ(content.controls[1].text, "12");
  EXPECT_EQ(content.controls[1].paragraph, 3);
  EXPECT_EQ(content.controls[2].text, "2");
}

TEST(DocxReader, reads_a_control_that_shows_its_placeholder_as_empty) {
  const DocxContent content = read_body(
      "<w:p>" + run("共") +
      "<w:sdt><w:sdtPr><w:tag w:val=\"yj:a\"/><w:showingPlcHdr/></w:sdtPr><w:sdtContent>" +
      run("单击此处输入文字") + "</w:sdtContent></w:sdt>" + run("场") + "</w:p>");
  EXPECT_EQ(content.controls.at(0).text, "");
  EXPECT_EQ(content.paragraphs.at(0), "共场");
}

TEST(DocxReader, reads_breaks_tabs_and_text_boxes_once) {
  const DocxContent content = read_body(
      "<w:p><w:pPr><w:tabs><w:tab w:val=\"left\" w:pos=\"9\"/></w:tabs></w:pPr><w:r><w:t>a</w:t>"
      "<w:tab/><w:t>b</w:t><w:br/><w:noBreakHyphen/></w:r><w:r><mc:AlternateContent><mc:Choice>"
      "<w:txbxContent><w:p><w:r><w:t>框</w:t></w:r></w:p></w:txbxContent></mc:Choice><mc:Fallback>"
      "<w:txbxContent><w:p><w:r><w:t>框</w:t></w:r></w:p></w:txbxContent></mc:Fallback>"
      "</mc:AlternateContent></w:r>" +
      run("c") + "</w:p>");
  EXPECT_EQ(content.paragraphs, (std::vector<std::string>{"a\tb\n-c", "框"}));
}

TEST(DocxReader, leaves_out_field_codes_and_phonetic_guides) {
  const DocxContent content = read_body(
      "<w:p><w:r><w:instrText> PAGE </w:instrText></w:r><w:r><w:ruby><w:rt>" + run("yǒu") +
      "</w:rt><w:rubyBase>" + run("有") + "</w:rubyBase></w:ruby></w:r></w:p>");
  EXPECT_EQ(content.paragraphs.at(0), "有");
}

TEST(DocxReader, takes_the_strict_namespace_any_prefix_and_numbers_of_any_sign) {
  ZipWriter zip;
  zip.add("_rels/.rels",
          "<Relationships><Relationship Id=\"a\" Target=\"/word/main.xml\" "
          "Type=\"http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument\"/>"
          "</Relationships>");
  zip.add("word/main.xml",
          "<d xmlns=\"http://purl.oclc.org/ooxml/wordprocessingml/main\" "
          "xmlns:z=\"http://purl.oclc.org/ooxml/wordprocessingml/main\"><z:p><sdt><sdtPr>"
          "<id z:val=\"4294967295\"/></sdtPr><sdtContent><r><t>1</t></r></sdtContent></sdt></z:p>"
          "</d>");
  const DocxContent content = read_docx(zip.finish()).value();
  EXPECT_EQ(content.controls.at(0).id, -1);
  EXPECT_EQ(content.controls.at(0).text, "1");
}

TEST(DocxReader, sorts_custom_xml_by_number) {
  ZipWriter zip;
  zip.add("word/document.xml", "<d/>");
  for (const int number : {10, 2, 1}) {
    zip.add("customXml/item" + std::to_string(number) + ".xml", std::to_string(number));
  }
  zip.add("customXml/itemProps1.xml", "no");
  EXPECT_EQ(read_docx(zip.finish()).value().custom_xml, (std::vector<std::string>{"1", "2", "10"}));
}

TEST(DocxReader, says_what_a_foreign_file_is) {
  const std::string ole = std::string("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8);
  const auto utf16 = [](std::string_view text) {
    std::string wide;
    for (const char c : text) wide.append({c, '\0'});
    return wide;
  };
  ZipWriter workbook, other, odt;
  workbook.add("xl/workbook.xml", "<workbook/>");
  other.add("readme", "x");
  odt.store("mimetype", "application/vnd.oasis.opendocument.text");
  const std::vector<std::pair<std::string, std::string>> files = {
      {"", "empty"},
      {"%PDF-1.7", "pdf"},
      {ole + utf16("WordDocument"), "doc"},
      {ole + utf16("Workbook"), "xls"},
      {ole + utf16("EncryptedPackage"), "encrypted"},
      {"{\\rtf1}", "rtf"},
      {"  <!DOCTYPE HTML><html></html>", "html"},
      {"<?xml version=\"1.0\"?><a/>", "xml"},
      {"一、主要工作", "text"},
      {std::string("\x7f"
                   "ELF\0\0",
                   6),
       "unknown"},
      {workbook.finish(), "xlsx"},
      {other.finish(), "zip"},
      {odt.finish(), "odt"}};
  for (const auto& [bytes, found] : files) {
    const auto content = read_docx(bytes);
    ASSERT_FALSE(content) << found;
    EXPECT_EQ(content.error().what, "docx.not_a_docx") << found;
    EXPECT_EQ(content.error().field("found"), found);
  }
}

TEST(DocxReader, refuses_half_a_file) {
  const std::string bytes = sample::document(1, 1);
  for (const std::size_t size : {bytes.size() / 4, bytes.size() / 2, bytes.size() - 1}) {
    EXPECT_EQ(read_docx(std::string_view(bytes).substr(0, size)).error().what, "docx.truncated");
  }
}

TEST(DocxReader, says_where_the_xml_is_broken) {
  const auto content = read_docx(docx_with_body("<w:p>\n<w:r></w:p>"));
  ASSERT_FALSE(content);
  EXPECT_EQ(content.error().what, "docx.malformed");
  EXPECT_EQ(content.error().field("part"), "word/document.xml");
  EXPECT_EQ(content.error().field("line"), "2");
}

TEST(DocxReader, refuses_entities_and_endless_nesting) {
  ZipWriter zip;
  zip.add("word/document.xml",
          "<!DOCTYPE a [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;\">]><a>&b;</a>");
  EXPECT_EQ(read_docx(zip.finish()).error().what, "docx.malformed");
  std::string nested;
  for (int depth = 0; depth < 1000; ++depth) nested += "<w:sdt>";
  EXPECT_EQ(read_docx(docx_with_body(nested)).error().what, "docx.malformed");
}

TEST(DocxReader, refuses_a_bomb) {
  EXPECT_EQ(read_docx(docx_with_body(std::string(9 << 20, ' '))).error().what, "zip.bomb");
}

}  // namespace
}  // namespace youju::office
