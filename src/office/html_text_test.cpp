#include <gtest/gtest.h>
#include <youju/office/html_text.h>

namespace youju::office {
namespace {

std::string told(std::string_view html) {
  std::string all;
  const std::vector<HtmlBlock> blocks = read_html(html).value();
  for (const HtmlBlock& block : blocks) {
    if (block.place.outline > 0) all += "h" + std::to_string(block.place.outline) + " ";
    if (block.place.table >= 0) {
      all += std::to_string(block.place.table) + ":" + std::to_string(block.place.row) + "," +
             std::to_string(block.place.column) + " ";
    }
    all += block.text + "\n";
  }
  return all;
}

TEST(HtmlText, paragraphs_headings_and_lines) {
  EXPECT_EQ(
      told("<!DOCTYPE html><html><head><title>题</title><style>p{}</style></head><body>"
           "<h1>一、<b>工作</b>总结</h1><p>举办培训 <span>15</span>次，\n  受训\t1,270人次。</p>"
           "<p>第一行<br>第二行&nbsp;&lt;&#20116;&gt;</p><script>var a = '9人';</script>"
           "散落的<i>字</i><ul><li>甲<li>乙</ul></body></html>"),
      "h1 一、工作总结\n举办培训 15次， 受训 "
      "1,270人次。\n第一行\n第二行\u00a0<五>\n散落的字\n甲\n乙\n");
}

TEST(HtmlText, cells_have_places) {
  EXPECT_EQ(told("<table><tr><th colspan=2>活动</th><th>人次</th></tr><tr><td>讲座<td>场"
                 "<td><p>86</p></table>后"),
            "0:0,0 活动\n0:0,2 人次\n0:1,0 讲座\n0:1,1 场\n0:1,2 86\n后\n");
}

TEST(HtmlText, broken_and_bare_input_is_read_as_far_as_it_goes) {
  EXPECT_EQ(told("没有标记的3个字"), "没有标记的3个字\n");
  EXPECT_EQ(told("<p>没有<b>结束<p>又一段</i>"), "没有结束\n又一段\n");
  EXPECT_EQ(told(""), "");
  EXPECT_EQ(told("<p>a<"), "a\n");
  EXPECT_EQ(told("<meta charset=gb2312><p>其实是 UTF-8</p>"), "其实是 UTF-8\n");
}

TEST(HtmlText, nesting_has_an_end) {
  std::string deep;
  for (int i = 0; i < 200'000; ++i) deep += "<div>";
  const auto read = read_html(deep + "底");
  EXPECT_TRUE(read || read.error().what == "html.malformed");
  std::string tables;
  for (int i = 0; i < 2'000; ++i) tables += "<table><tr><td>";
  (void)read_html(tables + "底");
}

}  // namespace
}  // namespace youju::office
