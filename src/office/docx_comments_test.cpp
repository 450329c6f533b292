#include <gtest/gtest.h>
#include <youju/base/file.h>
#include <youju/office/docx_comments.h>
#include <youju/office/docx_reader.h>
#include <youju/office/docx_sample.h>
#include <youju/office/zip.h>

#include <pugixml.hpp>

namespace youju::office {
namespace {

const DocxCommenter by{"有据核对", "据", "2026-11-26T09:30:00Z"};

std::string docx(std::string_view body, std::string_view extra = "") {
  ZipWriter zip;
  zip.add("word/document.xml",
          "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?><w:document "
          "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" "
          "xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\"><w:body>" +
              std::string(body) + "</w:body></w:document>");
  if (!extra.empty()) {
    zip.add("word/_rels/document.xml.rels",
            "<Relationships "
            "xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
            "<Relationship Id=\"rIdComments\" Type=\"http://schemas.openxmlformats.org/"
            "officeDocument/2006/relationships/comments\" Target=\"comments.xml\"/>"
            "</Relationships>");
    zip.add("word/comments.xml", extra);
  }
  return zip.finish();
}

std::string part(const std::string& bytes, const char* name) {
  return ZipReader::open(bytes).value().read(name).value();
}

std::string body(const std::string& bytes) {
  const std::string xml = part(bytes, "word/document.xml");
  const std::size_t from = xml.find("<w:body>") + 8;
  return xml.substr(from, xml.find("</w:body>") - from);
}

// What each comment covers, read back from the marks themselves.
std::string covered(const std::string& bytes, int id) {
  pugi::xml_document tree;
  const std::string xml = part(bytes, "word/document.xml");
  EXPECT_TRUE(
      tree.load_buffer(xml.data(), xml.size(), pugi::parse_default | pugi::parse_ws_pcdata));
  struct Reader : pugi::xml_tree_walker {
    int id = 0;
    bool open = false;
    int starts = 0, ends = 0, references = 0;
    std::string text;
    bool for_each(pugi::xml_node& node) override {
      const std::string_view name = node.name();
      const bool mine = node.attribute("w:id").as_int(-1) == id;
      if (name == "w:commentRangeStart" && mine) open = true, ++starts;
      if (name == "w:commentRangeEnd" && mine) open = false, ++ends;
      if (name == "w:commentReference" && mine) ++references;
      if (open && name == "w:t") text += node.text().get();
      if (open && name == "w:tab") text += '\t';
      return true;
    }
  } reader;
  reader.id = id;
  tree.traverse(reader);
  EXPECT_EQ(reader.starts, 1);
  EXPECT_EQ(reader.ends, 1);
  EXPECT_EQ(reader.references, 1);
  return reader.text;
}

DocxComment at(const DocxContent& content, int paragraph, std::string_view words,
               std::string text) {
  const std::size_t begin = content.paragraphs[static_cast<std::size_t>(paragraph)].find(words);
  EXPECT_NE(begin, std::string::npos) << words;
  return {paragraph, begin, begin + words.size(), std::move(text)};
}

TEST(DocxComments, a_run_is_cut_and_keeps_its_looks) {
  const std::string before = docx(
      "<w:p><w:pPr><w:jc w:val=\"both\"/></w:pPr><w:r w:rsidR=\"1\"><w:rPr><w:b/></w:rPr>"
      "<w:t>全年培训15次，受训1270人。</w:t></w:r></w:p>");
  const DocxContent content = read_docx(before).value();
  const std::string after =
      add_docx_comments(before, {at(content, 0, "15次", "台账：14次")}, by).value();
  EXPECT_EQ(body(after),
            "<w:p><w:pPr><w:jc w:val=\"both\"/></w:pPr><w:r w:rsidR=\"1\"><w:rPr><w:b/></w:rPr>"
            "<w:t xml:space=\"preserve\">全年培训</w:t></w:r><w:commentRangeStart w:id=\"0\"/>"
            "<w:r w:rsidR=\"1\"><w:rPr><w:b/></w:rPr><w:t xml:space=\"preserve\">15次</w:t></w:r>"
            "<w:commentRangeEnd w:id=\"0\"/><w:r><w:commentReference w:id=\"0\"/></w:r>"
            "<w:r w:rsidR=\"1\"><w:rPr><w:b/></w:rPr><w:t xml:space=\"preserve\">，受训1270人。"
            "</w:t></w:r></w:p>");
  EXPECT_EQ(read_docx(after).value().paragraphs, content.paragraphs);
  const std::string comments = part(after, "word/comments.xml");
  EXPECT_NE(comments.find("<w:comment w:id=\"0\" w:author=\"有据核对\" "
                          "w:date=\"2026-11-26T09:30:00Z\" w:initials=\"据\"><w:p><w:r>"
                          "<w:t xml:space=\"preserve\">台账：14次</w:t></w:r></w:p></w:comment>"),
            std::string::npos)
      << comments;
  EXPECT_NE(part(after, "[Content_Types].xml").find("/word/comments.xml"), std::string::npos);
  EXPECT_NE(part(after, "word/_rels/document.xml.rels").find("Target=\"comments.xml\""),
            std::string::npos);
}

TEST(DocxComments, places_of_every_kind_are_found_again) {
  const std::string before = docx(
      "<w:p><w:r><w:t>一&amp;二</w:t><w:tab/><w:t>三 </w:t></w:r><w:ins w:id=\"1\"><w:r><w:t>四"
      "</w:t></w:r></w:ins><w:del w:id=\"2\"><w:r><w:delText>删</w:delText></w:r></w:del>"
      "<w:hyperlink><w:r><w:t>五六</w:t></w:r></w:hyperlink></w:p><w:p/>"
      "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent><w:p><w:r><w:t>点此输入</w:t>"
      "</w:r></w:p></w:sdtContent></w:sdt><w:tbl><w:tr><w:tc><w:p><w:r><w:t>格子</w:t></w:r></w:p>"
      "</w:tc></w:tr></w:tbl><w:p><w:r><w:t>框外</w:t><w:pict><w:p><w:r><w:t>框里</w:t></w:r>"
      "</w:p></w:pict><w:t>其后</w:t></w:r></w:p>");
  const DocxContent content = read_docx(before).value();
  ASSERT_EQ(content.paragraphs,
            (std::vector<std::string>{"一&二\t三 四五六", "", "", "格子", "框外其后", "框里"}));
  const std::vector<DocxComment> all = {at(content, 0, "&", "甲"),
                                        at(content, 0, "二\t三 四五", "乙"),
                                        at(content, 0, "三 四", "丙"),
                                        at(content, 3, "子", "丁"),
                                        at(content, 5, "里", "戊"),
                                        at(content, 4, "外其", "己"),
                                        {1, 0, 0, "空段"},
                                        {0, 5, 5, "缺数"},
                                        {99, 7, 99, "远处"}};
  const std::string after = add_docx_comments(before, all, by).value();
  EXPECT_EQ(read_docx(after).value().paragraphs, content.paragraphs);
  const std::vector<std::string> wanted = {"&", "二\t三 四五", "三 四", "子", "里"};
  for (std::size_t id = 0; id < wanted.size(); ++id) {
    EXPECT_EQ(covered(after, static_cast<int>(id)), wanted[id]);
  }
  // A text box stands in the middle of its run: the words around it are one mark.
  EXPECT_EQ(covered(after, 5), "外框里其");
  for (const int id : {6, 7, 8}) EXPECT_EQ(covered(after, id), "");
}

TEST(DocxComments, those_of_others_stay) {
  const std::string before =
      docx("<w:p><w:r><w:t>去年3次</w:t></w:r></w:p>",
           "<w:comments xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">"
           "<w:comment w:id=\"7\" w:author=\"王\"><w:p/></w:comment></w:comments>");
  const DocxContent content = read_docx(before).value();
  const std::string after =
      add_docx_comments(before, {at(content, 0, "3次", "一行\n二行<&\x01")}, by).value();
  const std::string comments = part(after, "word/comments.xml");
  EXPECT_NE(comments.find("w:id=\"7\" w:author=\"王\""), std::string::npos);
  EXPECT_NE(comments.find("w:id=\"8\""), std::string::npos);
  EXPECT_NE(comments.find("一行</w:t></w:r></w:p><w:p>"), std::string::npos);
  EXPECT_NE(comments.find("二行&lt;&amp; </w:t>"), std::string::npos);
  EXPECT_EQ(covered(after, 8), "3次");
}

// With YOUJU_FIXTURES the commented file is kept, to be opened in a word processor.
TEST(DocxComments, our_own_document_reads_the_same_with_comments) {
  const std::string before = sample::document(2, 6);
  const DocxContent content = read_docx(before).value();
  std::vector<DocxComment> all;
  for (const DocxControl& control : content.controls) {
    all.push_back({control.paragraph, control.begin, control.begin + control.text.size(),
                   "台账：" + control.text});
  }
  ASSERT_GT(all.size(), 5u);
  const std::string after = add_docx_comments(before, all, by).value();
  const DocxContent read = read_docx(after).value();
  EXPECT_EQ(read.paragraphs, content.paragraphs);
  ASSERT_EQ(read.controls.size(), content.controls.size());
  for (std::size_t index = 0; index < all.size(); ++index) {
    EXPECT_EQ(read.controls[index].tag, content.controls[index].tag);
    EXPECT_EQ(read.controls[index].text, content.controls[index].text);
    EXPECT_EQ(covered(after, static_cast<int>(index)), content.controls[index].text);
  }
  if (const char* folder = std::getenv("YOUJU_FIXTURES")) {
    ASSERT_TRUE(write_file(std::string(folder) + "/commented.docx", after));
  }
}

TEST(DocxComments, a_foreign_file_is_refused) {
  EXPECT_EQ(add_docx_comments("%PDF-1.7", {}, by).error().what, "docx.not_a_docx");
}

}  // namespace
}  // namespace youju::office
