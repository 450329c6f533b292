#include <gtest/gtest.h>
#include <youju/office/docx_sample.h>
#include <youju/office/docx_writer.h>
#include <youju/office/xlsx_reader.h>
#include <youju/office/zip.h>

#include <algorithm>
#include <map>
#include <pugixml.hpp>
#include <set>

namespace youju::office {
namespace {

class Package {
 public:
  explicit Package(std::string bytes)
      : bytes_(std::move(bytes)), zip_(ZipReader::open(bytes_).value()) {}
  std::string part(const std::string& name) const { return zip_.read(name).value(); }
  bool has(const std::string& name) const { return zip_.has(name); }
  std::vector<std::string> names() const { return zip_.names(); }

 private:
  std::string bytes_;
  ZipReader zip_;
};

std::string body_of(const std::string& bytes) { return Package(bytes).part("word/document.xml"); }

DocxWriter new_writer() { return {sample::theme(), sample::properties()}; }

// The order of children in ISO/IEC 29500-1, as far as this room writes them.
const std::map<std::string, std::vector<std::string>>& orders() {
  static const std::map<std::string, std::vector<std::string>> orders = {
      {"w:pPr",
       {"w:pStyle", "w:keepNext", "w:keepLines", "w:pageBreakBefore", "w:snapToGrid", "w:spacing",
        "w:ind", "w:jc", "w:outlineLvl", "w:rPr", "w:sectPr"}},
      {"w:rPr",
       {"w:rFonts", "w:b", "w:bCs", "w:color", "w:spacing", "w:sz", "w:szCs", "w:highlight",
        "w:lang"}},
      {"w:sdt", {"w:sdtPr", "w:sdtContent"}},
      {"w:sdtPr", {"w:rPr", "w:alias", "w:tag", "w:id"}},
      {"w:sectPr", {"w:footerReference", "w:pgSz", "w:pgMar", "w:cols", "w:docGrid"}},
      {"w:tbl", {"w:tblPr", "w:tblGrid", "w:tr"}},
      {"w:tblPr",
       {"w:tblStyle", "w:tblW", "w:jc", "w:tblInd", "w:tblBorders", "w:tblLayout", "w:tblCellMar"}},
      {"w:tblBorders", {"w:top", "w:left", "w:bottom", "w:right", "w:insideH", "w:insideV"}},
      {"w:tblCellMar", {"w:top", "w:left", "w:bottom", "w:right"}},
      {"w:tr", {"w:trPr", "w:tc"}},
      {"w:tc", {"w:tcPr", "w:p"}},
      {"w:tcPr", {"w:tcW", "w:gridSpan", "w:shd", "w:vAlign"}},
      {"w:styles", {"w:docDefaults", "w:latentStyles", "w:style"}},
      {"w:style",
       {"w:name", "w:basedOn", "w:next", "w:uiPriority", "w:semiHidden", "w:unhideWhenUsed",
        "w:qFormat", "w:pPr", "w:rPr", "w:tblPr"}},
      {"w:settings",
       {"w:zoom", "w:bordersDoNotSurroundHeader", "w:bordersDoNotSurroundFooter",
        "w:defaultTabStop", "w:evenAndOddHeaders", "w:characterSpacingControl", "w:compat",
        "w:themeFontLang", "w:decimalSymbol", "w:listSeparator"}},
      {"w:font", {"w:altName", "w:charset", "w:family", "w:pitch"}},
      {"wp:inline",
       {"wp:extent", "wp:effectExtent", "wp:docPr", "wp:cNvGraphicFramePr", "a:graphic"}},
      {"c:chartSpace",
       {"c:date1904", "c:lang", "c:roundedCorners", "c:chart", "c:spPr", "c:txPr",
        "c:externalData"}},
      {"c:chart",
       {"c:title", "c:autoTitleDeleted", "c:plotArea", "c:legend", "c:plotVisOnly",
        "c:dispBlanksAs"}},
      {"c:plotArea", {"c:layout", "c:barChart", "c:lineChart", "c:pieChart", "c:catAx", "c:valAx"}},
      {"c:barChart", {"c:barDir", "c:grouping", "c:varyColors", "c:ser", "c:gapWidth", "c:axId"}},
      {"c:lineChart", {"c:grouping", "c:varyColors", "c:ser", "c:marker", "c:axId"}},
      {"c:pieChart", {"c:varyColors", "c:ser", "c:firstSliceAng"}},
      {"c:ser",
       {"c:idx", "c:order", "c:tx", "c:spPr", "c:invertIfNegative", "c:marker", "c:dPt", "c:dLbls",
        "c:cat", "c:val", "c:smooth"}},
      {"c:dLbls",
       {"c:spPr", "c:txPr", "c:dLblPos", "c:showLegendKey", "c:showVal", "c:showCatName",
        "c:showSerName", "c:showPercent", "c:showBubbleSize", "c:separator", "c:showLeaderLines"}},
      {"c:catAx",
       {"c:axId", "c:scaling", "c:delete", "c:axPos", "c:numFmt", "c:majorTickMark",
        "c:minorTickMark", "c:tickLblPos", "c:spPr", "c:txPr", "c:crossAx", "c:crosses", "c:auto",
        "c:lblAlgn", "c:lblOffset", "c:noMultiLvlLbl"}},
      {"c:valAx",
       {"c:axId", "c:scaling", "c:delete", "c:axPos", "c:majorGridlines", "c:title", "c:numFmt",
        "c:majorTickMark", "c:minorTickMark", "c:tickLblPos", "c:spPr", "c:txPr", "c:crossAx",
        "c:crosses", "c:crossBetween"}}};
  return orders;
}

void expect_order(const pugi::xml_node& node) {
  const auto order = orders().find(node.name());
  std::ptrdiff_t last = 0;
  for (const pugi::xml_node& child : node.children()) {
    if (child.type() != pugi::node_element) continue;
    if (order != orders().end()) {
      const auto& names = order->second;
      const auto at = std::find(names.begin(), names.end(), child.name());
      ASSERT_NE(at, names.end()) << child.name() << " in " << node.name();
      EXPECT_GE(at - names.begin(), last) << child.name() << " in " << node.name();
      last = at - names.begin();
    }
    expect_order(child);
  }
}

TEST(DocxWriter, writes_parts_that_are_well_formed_and_in_the_order_of_the_standard) {
  const Package package(sample::document(3, 5));
  for (const std::string& name : package.names()) {
    if (!name.ends_with(".xml") && !name.ends_with(".rels")) continue;
    pugi::xml_document document;
    const std::string xml = package.part(name);
    ASSERT_TRUE(document.load_buffer(xml.data(), xml.size())) << name;
    expect_order(document);
  }
}

TEST(DocxWriter, writes_charts_of_all_kinds_in_the_order_of_the_standard) {
  DocxWriter writer = new_writer();
  for (const ChartKind kind :
       {ChartKind::column, ChartKind::bar, ChartKind::line, ChartKind::pie}) {
    writer.chart(sample::chart(kind));
  }
  const Package package(writer.finish().value());
  for (int number = 1; number <= 4; ++number) {
    pugi::xml_document document;
    const std::string xml = package.part("word/charts/chart" + std::to_string(number) + ".xml");
    ASSERT_TRUE(document.load_buffer(xml.data(), xml.size()));
    expect_order(document);
  }
}

TEST(DocxWriter, gives_the_same_bytes_for_the_same_calls) {
  EXPECT_EQ(sample::document(4, 10), sample::document(4, 10));
}

TEST(DocxWriter, declares_every_part_and_resolves_every_relationship) {
  const Package package(sample::document(1, 2));
  const std::string types = package.part("[Content_Types].xml");
  const std::vector<std::string> names = package.names();
  const std::set<std::string> parts(names.begin(), names.end());
  EXPECT_EQ(parts.size(), names.size());
  for (const std::string& name : names) {
    if (name.ends_with(".rels") || name.ends_with(".xlsx") || name == "customXml/item1.xml" ||
        name == "[Content_Types].xml") {
      continue;
    }
    EXPECT_NE(types.find("PartName=\"/" + name + "\""), std::string::npos) << name;
  }
  pugi::xml_document relationships;
  relationships.load_string(package.part("word/_rels/document.xml.rels").c_str());
  std::set<std::string> ids;
  for (const auto& relationship : relationships.first_child().children()) {
    std::string target = relationship.attribute("Target").value();
    target = target.starts_with("../") ? target.substr(3) : "word/" + target;
    EXPECT_TRUE(parts.contains(target)) << target;
    EXPECT_TRUE(ids.insert(relationship.attribute("Id").value()).second);
  }
  const std::string body = package.part("word/document.xml");
  std::size_t references = 0;
  for (std::size_t at = 0; (at = body.find("r:id=\"", at)) != std::string::npos; ++references) {
    at += 6;
    EXPECT_TRUE(ids.contains(body.substr(at, body.find('"', at) - at)));
  }
  EXPECT_EQ(references, 2u + 2u + 2u);  // two charts, two footers in each of two sections
}

TEST(DocxWriter, puts_a_figure_into_a_control_with_tag_title_and_number) {
  DocxWriter writer = new_writer();
  writer.begin_paragraph("BodyText");
  EXPECT_EQ(writer.figure({"yj:a&b", "标题\"甲\"", "1,270", false}), 1);
  EXPECT_EQ(writer.figure({"yj:gap", "", "【缺】", true}), 2);
  writer.end_paragraph();
  const std::string body = body_of(writer.finish().value());
  EXPECT_NE(body.find("<w:sdt><w:sdtPr><w:alias w:val=\"标题&quot;甲&quot;\"/>"
                      "<w:tag w:val=\"yj:a&amp;b\"/><w:id w:val=\"1\"/></w:sdtPr>"
                      "<w:sdtContent><w:r><w:t>1,270</w:t></w:r></w:sdtContent></w:sdt>"),
            std::string::npos);
  EXPECT_NE(body.find("<w:rPr><w:highlight w:val=\"yellow\"/></w:rPr><w:t>【缺】</w:t>"),
            std::string::npos);
}

TEST(DocxWriter, numbers_the_figures_of_a_table_row_by_row) {
  DocxWriter writer = new_writer();
  writer.begin_paragraph("BodyText");
  writer.figure({"yj:first", "", "1", false});
  writer.end_paragraph();
  int number = 0;
  std::vector<int> ids;
  writer.table(sample::table(3, number), &ids);
  EXPECT_EQ(ids, (std::vector<int>{2, 3, 4}));
  const std::string body = body_of(writer.finish().value());
  EXPECT_NE(body.find("<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>"), std::string::npos);
  EXPECT_NE(body.find("<w:gridSpan w:val=\"4\"/>"), std::string::npos);
}

TEST(DocxWriter, keeps_blanks_breaks_and_tabs_and_escapes_the_rest) {
  DocxWriter writer = new_writer();
  writer.begin_paragraph("BodyText");
  writer.run(" a <b> & c\nd\te");
  writer.end_paragraph();
  const std::string body = body_of(writer.finish().value());
  EXPECT_NE(body.find("<w:r><w:t xml:space=\"preserve\"> a &lt;b&gt; &amp; c</w:t><w:br/>"
                      "<w:t>d</w:t><w:tab/><w:t>e</w:t></w:r>"),
            std::string::npos);
}

TEST(DocxWriter, sets_chinese_quotation_marks_in_the_chinese_font) {
  DocxWriter writer = new_writer();
  writer.begin_paragraph("BodyText");
  writer.run("“三下乡”");
  writer.run("平常的话");
  writer.end_paragraph();
  const std::string body = body_of(writer.finish().value());
  EXPECT_NE(body.find("<w:rFonts w:hint=\"eastAsia\"/></w:rPr><w:t>“三下乡”"), std::string::npos);
  EXPECT_NE(body.find("<w:r><w:t>平常的话</w:t></w:r>"), std::string::npos);
}

TEST(DocxWriter, makes_headings_that_the_outline_knows) {
  DocxWriter writer = new_writer();
  const Package package(writer.finish().value());
  pugi::xml_document styles;
  styles.load_string(package.part("word/styles.xml").c_str());
  const auto style = [&styles](const char* id) {
    return styles.child("w:styles").find_child_by_attribute("w:style", "w:styleId", id);
  };
  const auto heading = style("Heading1");
  EXPECT_STREQ(heading.child("w:name").attribute("w:val").value(), "heading 1");
  EXPECT_STREQ(heading.child("w:pPr").child("w:outlineLvl").attribute("w:val").value(), "0");
  EXPECT_STREQ(style("BodyText").child("w:pPr").child("w:ind").attribute("w:firstLine").value(),
               "640");
  // 28 characters of 16 pt less a quarter point stand on a line of 156 mm.
  EXPECT_STREQ(style("BodyText").child("w:rPr").child("w:spacing").attribute("w:val").value(),
               "-5");
  EXPECT_STREQ(style("TableText").child("w:rPr").child("w:spacing").attribute("w:val").value(),
               "0");
  EXPECT_TRUE(style("Footer"));
}

TEST(DocxWriter, numbers_odd_pages_right_and_even_pages_left) {
  DocxWriter writer = new_writer();
  const Package package(writer.finish().value());
  const std::string odd = package.part("word/footer1.xml");
  const std::string even = package.part("word/footer2.xml");
  EXPECT_NE(odd.find("w:rightChars=\"100\" w:right=\"280\"/><w:jc w:val=\"right\"/>"),
            std::string::npos);
  EXPECT_NE(even.find("w:leftChars=\"100\" w:left=\"280\"/><w:jc w:val=\"left\"/>"),
            std::string::npos);
  EXPECT_NE(odd.find("PAGE"), std::string::npos);
  EXPECT_NE(package.part("word/settings.xml").find("<w:evenAndOddHeaders/>"), std::string::npos);
}

TEST(DocxWriter, can_do_with_one_centred_page_number) {
  DocxTheme theme = sample::theme();
  theme.odd_even_footers = false;
  DocxWriter writer(theme, sample::properties());
  const Package package(writer.finish().value());
  EXPECT_FALSE(package.has("word/footer2.xml"));
  EXPECT_EQ(package.part("word/settings.xml").find("evenAndOdd"), std::string::npos);
  EXPECT_NE(package.part("word/footer1.xml").find("<w:jc w:val=\"center\"/>"), std::string::npos);
  EXPECT_EQ(package.part("word/document.xml").find("w:type=\"even\""), std::string::npos);
}

TEST(DocxWriter, ends_a_section_in_its_last_paragraph) {
  DocxWriter writer = new_writer();
  writer.begin_paragraph("BodyText");
  writer.run("甲");
  writer.end_paragraph();
  DocxPage annex;
  annex.landscape = true;
  writer.new_section(annex);
  writer.begin_paragraph("BodyText");
  writer.run("乙");
  writer.end_paragraph();
  pugi::xml_document document;
  document.load_string(body_of(writer.finish().value()).c_str());
  const auto body = document.child("w:document").child("w:body");
  const auto first = body.child("w:p").child("w:pPr").child("w:sectPr").child("w:pgSz");
  EXPECT_STREQ(first.attribute("w:w").value(), "11906");
  const auto last = body.last_child().child("w:pgSz");
  EXPECT_STREQ(last.attribute("w:w").value(), "16838");
  EXPECT_STREQ(last.attribute("w:orient").value(), "landscape");
  EXPECT_EQ(std::distance(body.children("w:p").begin(), body.children("w:p").end()), 2);
}

TEST(DocxWriter, keeps_tables_apart_and_a_paragraph_behind_the_last) {
  DocxWriter writer = new_writer();
  int number = 0;
  writer.table(sample::table(1, number));
  writer.table(sample::table(1, number));
  pugi::xml_document document;
  document.load_string(body_of(writer.finish().value()).c_str());
  std::string order;
  for (const auto& block : document.child("w:document").child("w:body").children()) {
    order += std::string(block.name()).substr(2) + " ";
  }
  EXPECT_EQ(order, "tbl p tbl p sectPr ");
}

TEST(DocxWriter, breaks_the_page_before_the_next_block) {
  DocxWriter writer = new_writer();
  writer.page_break();
  writer.begin_paragraph("Heading1");
  writer.page_break();
  writer.end_paragraph();
  const std::string body = body_of(writer.finish().value());
  EXPECT_NE(body.find("<w:pStyle w:val=\"Heading1\"/><w:pageBreakBefore/></w:pPr>"
                      "<w:r><w:br w:type=\"page\"/></w:r>"),
            std::string::npos);
}

TEST(DocxWriter, carries_a_charts_figures_in_cache_and_workbook) {
  DocxWriter writer = new_writer();
  writer.chart(sample::chart(ChartKind::column));
  const Package package(writer.finish().value());
  const std::string chart = package.part("word/charts/chart1.xml");
  EXPECT_NE(chart.find("<c:f>Sheet1!$C$2:$C$5</c:f>"), std::string::npos);
  EXPECT_NE(chart.find("<c:pt idx=\"2\"><c:v>25.5</c:v></c:pt>"), std::string::npos);
  // A missing value is no point, in the cache as in the sheet.
  EXPECT_NE(chart.find("<c:pt idx=\"0\"><c:v>5</c:v></c:pt><c:pt idx=\"2\">"), std::string::npos);
  const Package workbook(package.part("word/embeddings/Microsoft_Excel_Sheet1.xlsx"));
  const std::string sheet = workbook.part("xl/worksheets/sheet1.xml");
  EXPECT_NE(sheet.find("<c r=\"B4\"><v>25.5</v></c>"), std::string::npos);
  EXPECT_EQ(sheet.find("r=\"C3\""), std::string::npos);
}

TEST(DocxWriter, embeds_a_workbook_that_a_spreadsheet_reads) {
  DocxWriter writer = new_writer();
  writer.chart(sample::chart(ChartKind::line));
  const Package package(writer.finish().value());
  const std::string workbook = package.part("word/embeddings/Microsoft_Excel_Sheet1.xlsx");
  const XlsxReader reader = XlsxReader::open(workbook).value();
  std::vector<std::string> rows;
  EXPECT_TRUE(reader.read(0, [&rows](const XlsxRow& row) -> Result<void> {
    rows.emplace_back();
    for (const XlsxCell& cell : row.cells) rows.back() += cell.text + "|";
    return {};
  }));
  EXPECT_EQ(rows, (std::vector<std::string>{"|2019年|2020年|", "第一季度|12|5|", "第二季度|30|",
                                            "第三季度|25.5|38|", "第四季度|41|66|"}));
}

TEST(DocxWriter, names_fallbacks_of_its_fonts) {
  DocxWriter writer = new_writer();
  const Package package(writer.finish().value());
  EXPECT_NE(package.part("word/fontTable.xml")
                .find("<w:font w:name=\"仿宋_GB2312\"><w:altName w:val=\"FangSong\"/>"),
            std::string::npos);
}

TEST(DocxWriter, takes_custom_xml_along) {
  DocxWriter writer = new_writer();
  writer.custom_xml("<a/>", "{GUID}");
  const Package package(writer.finish().value());
  EXPECT_EQ(package.part("customXml/item1.xml"), "<a/>");
  EXPECT_NE(package.part("customXml/itemProps1.xml").find("ds:itemID=\"{GUID}\""),
            std::string::npos);
}

}  // namespace
}  // namespace youju::office
