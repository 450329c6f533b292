// Headings, cells and notes: what of a .docx is more than its running text.
#include <gtest/gtest.h>
#include <youju/office/docx_reader.h>
#include <youju/office/docx_sample.h>
#include <youju/office/zip.h>

namespace youju::office {
namespace {

constexpr std::string_view head =
    " xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">";
constexpr std::string_view related =
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";

std::string relationship(std::string_view id, std::string_view kind, std::string_view target) {
  return "<Relationship Id=\"" + std::string(id) + "\" Type=\"" + std::string(related) +
         std::string(kind) + "\" Target=\"" + std::string(target) + "\"/>";
}

DocxContent read(std::string_view body, std::string_view styles, std::string_view notes) {
  ZipWriter zip;
  zip.add("word/document.xml", "<w:document" + std::string(head) + "<w:body>" + std::string(body) +
                                   "</w:body></w:document>");
  zip.add("word/_rels/document.xml.rels",
          "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">" +
              relationship("rId1", "styles", "styles.xml") +
              relationship("rId2", "footnotes", "footnotes.xml") + "</Relationships>");
  zip.add("word/styles.xml", "<w:styles" + std::string(head) + std::string(styles) + "</w:styles>");
  zip.add("word/footnotes.xml",
          "<w:footnotes" + std::string(head) + std::string(notes) + "</w:footnotes>");
  return read_docx(zip.finish()).value();
}

std::string paragraph(std::string_view properties, std::string_view text) {
  return "<w:p><w:pPr>" + std::string(properties) + "</w:pPr><w:r><w:t>" + std::string(text) +
         "</w:t></w:r></w:p>";
}

TEST(DocxStructure, a_heading_is_one_by_its_own_word_or_its_styles) {
  const DocxContent content = read(
      paragraph("<w:pStyle w:val=\"a\"/>", "一") + paragraph("<w:pStyle w:val=\"b\"/>", "二") +
          paragraph("<w:pStyle w:val=\"b\"/><w:outlineLvl w:val=\"4\"/>", "三") +
          paragraph("<w:pStyle w:val=\"loop\"/>", "四") +
          paragraph("<w:pStyle w:val=\"none\"/>", "五") + paragraph("", "六") +
          paragraph("<w:outlineLvl w:val=\"9\"/>", "七") +
          paragraph("<w:pPrChange><w:pPr><w:outlineLvl w:val=\"1\"/></w:pPr></w:pPrChange>", "八") +
          paragraph("<w:pStyle w:val=\"named\"/>", "九"),
      "<w:style w:type=\"paragraph\" w:styleId=\"a\"><w:pPr><w:outlineLvl w:val=\"1\"/></w:pPr>"
      "</w:style><w:style w:type=\"paragraph\" w:styleId=\"b\"><w:basedOn w:val=\"a\"/></w:style>"
      "<w:style w:type=\"paragraph\" w:styleId=\"loop\"><w:basedOn w:val=\"loop\"/></w:style>"
      "<w:style w:type=\"character\" w:styleId=\"none\"><w:pPr><w:outlineLvl w:val=\"1\"/></w:pPr>"
      "</w:style><w:style w:type=\"paragraph\" w:styleId=\"named\"><w:name w:val=\"heading 3\"/>"
      "</w:style>",
      "");
  const std::vector<int> wanted = {2, 2, 5, 0, 0, 0, 0, 0, 3};
  ASSERT_EQ(content.places.size(), wanted.size());
  for (std::size_t index = 0; index < wanted.size(); ++index) {
    EXPECT_EQ(content.places[index].outline, wanted[index]) << content.paragraphs[index];
  }
}

TEST(DocxStructure, a_cell_has_its_place_in_the_grid_of_its_table) {
  const auto cell = [](std::string_view properties, const std::string& inside) {
    return "<w:tc><w:tcPr>" + std::string(properties) + "</w:tcPr>" + inside + "</w:tc>";
  };
  const DocxContent content =
      read(paragraph("", "前") + "<w:tbl><w:tr>" +
               cell("<w:gridSpan w:val=\"2\"/>", paragraph("", "宽")) +
               cell("", paragraph("", "右")) + "</w:tr><w:tr>" +
               cell("", "<w:tbl><w:tr>" + cell("", paragraph("", "内")) + "</w:tr></w:tbl>") +
               cell("", paragraph("", "中") + paragraph("", "中二")) + "</w:tr></w:tbl>" +
               paragraph("", "后"),
           "", "");
  const auto place = [&](std::size_t index) {
    const TextPlace& at = content.places[index];
    return content.paragraphs[index] + " " + std::to_string(at.table) + "," +
           std::to_string(at.row) + "," + std::to_string(at.column);
  };
  EXPECT_EQ(place(0), "前 -1,0,0");
  EXPECT_EQ(place(1), "宽 0,0,0");
  EXPECT_EQ(place(2), "右 0,0,2");
  EXPECT_EQ(place(3), "内 1,0,0");
  EXPECT_EQ(place(4), "中 0,1,1");
  EXPECT_EQ(place(5), "中二 0,1,1");
  EXPECT_EQ(place(6), "后 -1,0,0");
}

TEST(DocxStructure, a_note_stands_where_it_is_referred_to) {
  const DocxContent content = read(
      "<w:p><w:r><w:t>全年86场</w:t></w:r><w:r><w:footnoteReference w:id=\"2\"/></w:r><w:r><w:t>，"
      "</w:t></w:r><w:r><w:footnoteReference w:id=\"9\"/></w:r></w:p>",
      "",
      "<w:footnote w:type=\"separator\" w:id=\"-1\"><w:p><w:r><w:t>线</w:t></w:r></w:p>"
      "</w:footnote><w:footnote w:id=\"2\"><w:p><w:r><w:t> 含联办</w:t></w:r><w:del><w:r><w:t>"
      "七</w:t></w:r></w:del><w:r><w:t>6场</w:t></w:r></w:p><w:p><w:r><w:t>另计</w:t></w:r></w:p>"
      "</w:footnote>");
  EXPECT_EQ(content.paragraphs[0], "全年86场，");
  ASSERT_EQ(content.notes.size(), 1u);
  EXPECT_EQ(content.notes[0].text, "含联办6场\n另计");
  EXPECT_EQ(content.notes[0].paragraph, 0);
  EXPECT_EQ(content.notes[0].begin, std::string("全年86场").size());
}

TEST(DocxStructure, our_own_headings_are_headings) {
  const DocxContent content = read_docx(sample::document(2, 6)).value();
  int headings = 0;
  for (const TextPlace& place : content.places) headings += place.outline > 0 ? 1 : 0;
  EXPECT_GT(headings, 0);
}

}  // namespace
}  // namespace youju::office
