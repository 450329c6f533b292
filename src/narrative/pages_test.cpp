#include <gmock/gmock.h>
#include <youju/narrative/html_reader.h>
#include <youju/narrative/narrative_fixture.h>
#include <youju/office/docx_reader.h>
#include <youju/office/zip.h>

#include <boost/json.hpp>
#include <pugixml.hpp>

namespace youju::narrative {
namespace {

using testing::HasSubstr;
using testing::Not;

// Every text of it means something to one of the formats.
constexpr const char* hostile = "<script>a&b</script>\"'*_`|[x](y)\\ {\"k\":1} ]]>\x01 \nb";

Document hostile_document() {
  Document document;
  document.title = {hostile};
  document.unit_code = "610522";
  document.unit_name = hostile;
  document.template_name = "test";
  document.period = Period::year(2020);
  document.chain_hash = "00";
  document.made_at = "2020-12-31T00:00:00Z";
  FigureMark mark = mark_of("talks@610522@2020", hostile, "4", hostile);
  document.blocks.emplace_back(Heading{1, "一、", {Text{hostile, false}, mark}});
  document.blocks.emplace_back(paragraph_of({Text{hostile, true}, mark, Text{hostile, false}}));
  Table table;
  table.title = hostile;
  table.header = {hostile, hostile};
  table.widths = {500, 500};
  table.numeric = {false, true};
  table.rows = {{{Text{hostile, false}}, {mark}}};
  document.blocks.emplace_back(table);
  Chart chart;
  chart.title = hostile;
  chart.unit = hostile;
  chart.categories = {hostile};
  chart.series = {{hostile, {mark}}};
  for (const Chart::Kind kind : {Chart::Kind::column, Chart::Kind::pie}) {
    chart.kind = kind;
    document.blocks.emplace_back(chart);
  }
  document.gaps.push_back({mark, hostile});
  return document;
}

TEST(HtmlPage, escapes_every_text) {
  const std::string page =
      html_page(hostile_document(), [](const FigureMark&) { return "/trace?\"><x>"; });
  EXPECT_THAT(page, Not(HasSubstr("<script>")));
  EXPECT_THAT(page, Not(HasSubstr("<x>")));
  EXPECT_THAT(page, HasSubstr("&lt;script&gt;a&amp;b"));
  // Nothing but the document type and the empty elements keeps it from being XML.
  std::string xml = page.substr(page.find("<html"));
  for (const std::string_view empty : {"<meta ", "<br"}) {
    for (std::size_t at = 0; (at = xml.find(empty, at)) != std::string::npos; ++at) {
      xml.insert(xml.find('>', at), "/");
    }
  }
  pugi::xml_document read;
  EXPECT_TRUE(read.load_buffer(xml.data(), xml.size()));
}

TEST(HtmlPage, is_read_back_as_it_was_printed) {
  const HtmlContent content = read_html_figures(html_page(hostile_document()));
  ASSERT_EQ(content.figures.size(), 5u);  // two of them in charts
  for (const HtmlFigure& figure : content.figures) {
    EXPECT_EQ(figure.name, "talks@610522@2020");
    EXPECT_EQ(figure.value, "4");
    EXPECT_EQ(figure.text, figure.printed);
  }
}

TEST(DocxPage, escapes_every_text_and_is_read_back) {
  const std::string bytes = docx_page(hostile_document()).value();
  const office::ZipReader zip = office::ZipReader::open(bytes).value();
  for (const std::string& name : zip.names()) {
    if (name.ends_with(".xlsx")) continue;
    const std::string part = zip.read(name).value();
    EXPECT_THAT(part, Not(HasSubstr("<script>"))) << name;
    pugi::xml_document read;
    EXPECT_TRUE(read.load_buffer(part.data(), part.size())) << name;
  }
  const office::DocxContent content = office::read_docx(bytes).value();
  ASSERT_EQ(content.controls.size(), 3u);
  EXPECT_THAT(content.controls[0].text, HasSubstr("<script>a&b</script>\"'*_`|"));
  ASSERT_EQ(content.charts.size(), 2u);
  EXPECT_EQ(content.charts[0].series.at(0).values.at(0), "4");
}

TEST(DocxPage, gives_the_same_bytes_for_the_same_document) {
  EXPECT_EQ(docx_page(hostile_document()).value(), docx_page(hostile_document()).value());
}

TEST(MarkdownPage, escapes_what_markdown_takes_for_its_own) {
  const std::string page = markdown_page(hostile_document());
  std::size_t raw = 0;
  for (std::size_t at = 0; (at = page.find('<', at)) != std::string::npos; ++at) {
    raw += page[at - 1] != '\\';
  }
  EXPECT_EQ(raw, 0u);
  EXPECT_THAT(page, HasSubstr("\\<script>a\\&b\\</script>\"'\\*\\_\\`\\|\\[x](y)\\\\"));
}

// A break or a bar inside a cell would end the row.
TEST(MarkdownPage, keeps_a_row_of_a_table_on_one_line) {
  const std::string page = markdown_page(hostile_document());
  std::size_t rows = 0;
  for (std::size_t at = 0; at < page.size();) {
    const std::size_t end = std::min(page.find('\n', at), page.size());
    const std::string line = page.substr(at, end - at);
    if (line.starts_with("|")) {
      ++rows;
      EXPECT_TRUE(line.ends_with("|")) << line;
    }
    at = end + 1;
  }
  EXPECT_EQ(rows, 9u);
}

TEST(MarkdownPage, does_not_let_a_text_become_a_heading_or_a_list) {
  Document document;
  document.title = {"总结"};
  document.period = Period::year(2020);
  for (const char* text :
       {"# 不是标题", "- 不是列表", "1. 不是列表", "+ 不是", "> 不是引文", "---"}) {
    document.blocks.emplace_back(paragraph_of({Text{text, false}}));
  }
  EXPECT_EQ(
      markdown_page(document),
      "# 总结\n\n\\# 不是标题\n\n\\- 不是列表\n\n1\\. 不是列表\n\n\\+ 不是\n\n\\> 不是引文\n\n"
      "\\---\n\n");
}

TEST(JsonPage, is_json_whatever_the_texts_hold) {
  const boost::json::value page = boost::json::parse(json_page(hostile_document()));
  EXPECT_EQ(page.at("title").at(0).as_string(), hostile);
  EXPECT_EQ(page.at("blocks").at(1).at("line").at(1).at("value").as_string(), "4");
  EXPECT_EQ(page.at("gaps").at(0).at("reason").as_string(), hostile);
}

}  // namespace
}  // namespace youju::narrative
