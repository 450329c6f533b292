#include <gtest/gtest.h>
#include <youju/office/docx_sample.h>
#include <youju/office/zip.h>
#include <youju/proof/cells.h>
#include <youju/proof/draft.h>

namespace youju::proof {
namespace {

std::string lines(const Draft& draft) {
  std::string all;
  for (const DraftParagraph& each : draft.paragraphs) {
    if (each.outline > 0) all += "#" + std::to_string(each.outline) + " ";
    if (each.table >= 0) {
      all += std::to_string(each.table) + ":" + std::to_string(each.row) + "," +
             std::to_string(each.column) + " ";
    }
    if (each.note) all += "note of " + std::to_string(each.source) + " ";
    all += draft.text.substr(each.begin, each.end - each.begin) + "\n";
  }
  return all;
}

TEST(Draft, plain_text_in_both_encodings) {
  const Draft draft = read_draft("讲座3场\r\n听众\t120人次\n", "a.txt").value();
  EXPECT_EQ(draft.kind, DraftKind::text);
  EXPECT_EQ(lines(draft), "讲座3场\n听众 120人次\n\n");
  const Draft old = read_draft("\xbd\xb2\xd7\xf9\x33\xb3\xa1", "a.txt").value();  // GB18030
  EXPECT_EQ(lines(old), "讲座3场\n");
  EXPECT_NE(draft.digest, old.digest);
}

TEST(Draft, tables_of_markdown_are_cells) {
  const Draft draft =
      read_draft("# 总结\n| 月份 | 讲座 |\n|---|---:|\n| 3月 | 5场 |\n完\n| 又 |\n", "a.MD")
          .value();
  EXPECT_EQ(draft.kind, DraftKind::markdown);
  EXPECT_EQ(lines(draft), "# 总结\n0:0,0 月份\n0:0,1 讲座\n0:1,0 3月\n0:1,1 5场\n完\n1:0,0 又\n\n");
}

TEST(Draft, pages_are_told_by_their_words_or_their_name) {
  EXPECT_EQ(lines(read_draft("<html><h2>一、讲座</h2><p>3场</p></html>", "a.txt").value()),
            "#2 一、讲座\n3场\n");
  EXPECT_EQ(lines(read_draft("<p>3场", "a.htm").value()), "3场\n");
}

TEST(Draft, figures_of_our_own_files_are_named) {
  const Draft draft = read_draft(office::sample::document(1, 2), "a.docx").value();
  EXPECT_EQ(draft.kind, DraftKind::docx);
  ASSERT_EQ(draft.marks.size(), 12u);
  const auto figure = office::sample::figure(3);
  EXPECT_EQ("yj:" + draft.marks[3].figure, figure.tag);
  EXPECT_EQ(draft.text.substr(draft.marks[3].begin, draft.marks[3].end - draft.marks[3].begin),
            figure.text);
}

TEST(Draft, a_note_follows_the_paragraph_that_refers_to_it) {
  constexpr std::string_view head =
      " xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">";
  office::ZipWriter zip;
  zip.add("word/document.xml",
          "<w:document" + std::string(head) +
              "<w:body><w:p><w:r><w:t>全年86场</w:t></w:r><w:r><w:footnoteReference w:id=\"2\"/>"
              "</w:r></w:p><w:p><w:r><w:t>完</w:t></w:r></w:p></w:body></w:document>");
  zip.add("word/_rels/document.xml.rels",
          "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
          "<Relationship Id=\"a\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/"
          "relationships/footnotes\" Target=\"footnotes.xml\"/></Relationships>");
  zip.add("word/footnotes.xml",
          "<w:footnotes" + std::string(head) +
              "<w:footnote w:id=\"2\"><w:p><w:r><w:t>含联办6场</w:t></w:r></w:p></w:footnote>"
              "</w:footnotes>");
  const Draft draft = read_draft(zip.finish(), "a.docx").value();
  EXPECT_EQ(lines(draft), "全年86场\nnote of 0 含联办6场\n完\n");
  EXPECT_EQ(draft.paragraphs[1].source_begin, std::string("全年86场").size());
}

TEST(Draft, what_is_no_draft_is_told) {
  const auto read = read_draft("%PDF-1.7", "a.docx");
  ASSERT_FALSE(read);
  EXPECT_EQ(read.error().what, "draft.unknown_kind");
  EXPECT_EQ(lines(read_draft("", "a.txt").value()), "\n");
}

TEST(Cells, heads_say_what_a_number_counts) {
  const Draft draft =
      read_draft("| 序号 | 项目 | 数字 | 听众（人次） |\n|-|-|-|-|\n| 1 | 讲座 | 5 | 86 |\n",
                 "a.md")
          .value();
  const Cells cells(draft);
  const auto at = [&](int column) {
    for (const DraftParagraph& each : draft.paragraphs) {
      if (each.row == 1 && each.column == column) return cells.at(each);
    }
    return Cell{};
  };
  EXPECT_EQ(at(2).row, "讲座");
  EXPECT_EQ(at(2).column, "");  // 数字 says nothing
  EXPECT_EQ(at(3).column, "听众");
  EXPECT_EQ(at(3).unit, "人次");
  EXPECT_TRUE(tells_ground("台账记录 28 条"));
  EXPECT_TRUE(tells_ground("有 6 条记录，但都没有填写数值。"));
  EXPECT_FALSE(tells_ground("台账28本"));
}

}  // namespace
}  // namespace youju::proof
