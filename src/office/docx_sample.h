// For tests and benches: a theme after GB/T 9704-2012 and a year-end summary of any length that
// uses every call of DocxWriter.
#pragma once

#include <youju/office/docx_writer.h>

#include <string>

namespace youju::office::sample {

inline DocxTheme theme() {
  DocxTheme theme;
  theme.fonts = {{"仿宋_GB2312", "Times New Roman", "FangSong", "modern"},
                 {"方正小标宋简体", "Times New Roman", "Noto Serif CJK SC", "roman"},
                 {"黑体", "Times New Roman", "SimHei", "swiss"},
                 {"楷体_GB2312", "Times New Roman", "KaiTi", "modern"},
                 {"宋体", "宋体", "SimSun", "roman"}};
  theme.footer_font = 4;
  DocxStyle normal;
  normal.id = normal.name = "Normal";
  DocxStyle body;
  body.id = "BodyText";
  body.name = "Body Text";
  body.based_on = "Normal";
  body.first_line_chars = 200;
  DocxStyle title = normal;
  title.id = title.name = "Title";
  title.based_on = "Normal";
  title.font = 1;
  title.half_points = 44;
  title.align = DocxAlign::center;
  title.after = 560;
  DocxStyle heading = body;
  heading.id = "Heading1";
  heading.name = "heading 1";
  heading.next = "BodyText";
  heading.font = 2;
  heading.outline_level = 0;
  heading.keep_next = true;
  DocxStyle second = heading;
  second.id = "Heading2";
  second.name = "heading 2";
  second.font = 3;
  second.outline_level = 1;
  DocxStyle table = normal;
  table.id = table.name = "TableText";
  table.based_on = "Normal";
  table.half_points = 24;
  table.line_exact = 400;
  DocxStyle signature = normal;
  signature.id = signature.name = "Signature";
  signature.based_on = "Normal";
  signature.align = DocxAlign::right;
  signature.right_chars = 400;
  theme.styles = {normal, body, title, heading, second, table, signature};
  return theme;
}

inline DocxProperties properties() {
  return {"某区科学技术协会2020年工作总结", "某区科学技术协会", "工作总结", "",
          "2020-12-31T00:00:00Z"};
}

inline DocxFigure figure(int number) {
  DocxFigure figure;
  figure.tag = "yj:training.sessions/district/2020/" + std::to_string(number);
  figure.title = "培训场次";
  figure.text = std::to_string(number % 7 + 1) + "," + std::to_string(100 + number);
  figure.gap = number % 50 == 49;
  if (figure.gap) figure.text = "【缺】";
  return figure;
}

inline DocxChart chart(ChartKind kind) {
  DocxChart chart;
  chart.kind = kind;
  chart.title = "科普活动场次";
  chart.value_title = "场次";
  chart.categories = {"第一季度", "第二季度", "第三季度", "第四季度"};
  chart.series = {{"2019年", {Decimal(12), Decimal(30), Decimal::from_scaled(255, 1), Decimal(41)}},
                  {"2020年", {Decimal(5), std::nullopt, Decimal(38), Decimal(66)}}};
  if (kind == ChartKind::pie) chart.series.resize(1);
  chart.alternative = "2019年与2020年各季度科普活动场次";
  return chart;
}

inline DocxTable table(int rows, int& number) {
  DocxTable table;
  table.widths = {900, 4300, 1800, 1800};
  const auto header = [](std::string text) {
    DocxCell cell;
    cell.text = std::move(text);
    cell.header = true;
    cell.align = DocxAlign::center;
    return cell;
  };
  table.rows.push_back({header("序号"), header("指标"), header("数值"), header("单位")});
  for (int row = 1; row <= rows; ++row) {
    DocxCell order, name, value, unit;
    order.text = std::to_string(row);
    order.align = DocxAlign::center;
    name.text = "面向基层的科普活动及培训";
    value.figure = figure(number++);
    value.align = DocxAlign::right;
    unit.text = "场次";
    unit.align = DocxAlign::center;
    table.rows.push_back({order, name, value, unit});
  }
  DocxCell note;
  note.text = "注：本表数据截至12月31日。";
  note.span = 4;
  table.rows.push_back({note});
  return table;
}

// `sections` blocks of a heading and five paragraphs of two figures each, then two charts, a page
// break and an annex with a table of `rows` figures, the annex in landscape. 25 and 50 give 300
// figures on about 20 pages.
inline std::string document(int sections, int rows) {
  DocxWriter writer(theme(), properties());
  int number = 0;
  writer.begin_paragraph("Title");
  writer.run("某区科学技术协会\n2020年工作总结");
  writer.end_paragraph();
  for (int section = 0; section < sections; ++section) {
    writer.begin_paragraph(section % 3 == 0 ? "Heading1" : "Heading2");
    writer.run(section % 3 == 0 ? "一、主要工作及成效" : "（一）服务全民科学素质提升");
    writer.end_paragraph();
    for (int paragraph = 0; paragraph < 5; ++paragraph) {
      writer.begin_paragraph("BodyText");
      writer.run(
          "围绕“科技为民、奋斗有我”主题，面向街道、社区和学校广泛开展科普活动，全年共举办培训");
      writer.figure(figure(number++));
      writer.run("场次，线上线下覆盖公众");
      writer.figure(figure(number++));
      writer.run(
          "余人次，组织科技志愿者深入企业、园区和田间地头，把技术、政策和服务送到群众身边——"
          "形成了上下联动、各方参与的工作格局。");
      writer.styled_run("成效明显。", true, "1F4E79");
      writer.end_paragraph();
    }
  }
  writer.chart(chart(ChartKind::column));
  writer.chart(chart(ChartKind::pie));
  writer.begin_paragraph("Signature");
  writer.run("2020年12月31日");
  writer.end_paragraph();
  DocxPage annex;
  annex.landscape = true;
  writer.new_section(annex);
  writer.begin_paragraph("Heading1");
  writer.run("附件1");
  writer.end_paragraph();
  writer.table(table(rows, number));
  writer.custom_xml("<figures xmlns=\"urn:youju:figures\"><figure id=\"1\"/></figures>",
                    "{6B1C2A9E-3D5F-4E21-9A77-0C1D2E3F4A5B}");
  return writer.finish().value();
}

}  // namespace youju::office::sample
