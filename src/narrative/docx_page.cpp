#include <youju/base/text.h>
#include <youju/narrative/manifest.h>
#include <youju/narrative/pages.h>
#include <youju/office/docx_writer.h>

#include <utility>

namespace youju::narrative {
namespace {

enum Font { fang_song, hei_ti, kai_ti, xiao_biao_song, song_ti };

constexpr int text_width = 11906 - 1587 - 1474;  // 156 mm in twips
constexpr int line_pitch = 560;                  // 28 pt
constexpr int signing_height = 2 * line_pitch;

office::DocxStyle style(std::string id, std::string name, int font, int half_points) {
  office::DocxStyle style;
  style.id = std::move(id);
  style.name = std::move(name);
  style.based_on = "Normal";
  style.next = "Normal";
  style.font = font;
  style.half_points = half_points;
  style.first_line_chars = 0;
  style.line_exact = line_pitch;
  return style;
}

// GB/T 9704-2012: title 小标宋 二号, body 仿宋 三号 indented by two characters, headings 黑体,
// 楷体, 仿宋. The official names are written; the alternatives are what a machine without them may
// have.
office::DocxTheme theme() {
  office::DocxTheme theme;
  theme.fonts = {{"仿宋_GB2312", "Times New Roman", "FangSong", "roman"},
                 {"黑体", "Times New Roman", "SimHei", "swiss"},
                 {"楷体_GB2312", "Times New Roman", "KaiTi", "roman"},
                 {"方正小标宋简体", "Times New Roman", "Noto Serif CJK SC", "roman"},
                 {"宋体", "Times New Roman", "SimSun", "roman"}};
  office::DocxStyle body = style("Normal", "Normal", fang_song, 32);
  body.based_on = "";
  body.first_line_chars = 200;
  office::DocxStyle title = style("Title", "Title", xiao_biao_song, 44);
  title.align = office::DocxAlign::center;
  title.line_exact = 680;
  title.keep_next = true;
  office::DocxStyle subtitle = style("Subtitle", "Subtitle", kai_ti, 32);
  subtitle.align = office::DocxAlign::center;
  subtitle.after = 280;
  // The paragraph above the issuer goes with it: a page must not hold the issuer and the date
  // alone.
  office::DocxStyle last = style("BodyLast", "Body Last", fang_song, 32);
  last.first_line_chars = 200;
  last.keep_next = true;
  theme.styles = {body, title, subtitle, last};
  const int fonts[] = {hei_ti, kai_ti, fang_song, fang_song};
  for (int level = 1; level <= 4; ++level) {
    office::DocxStyle heading = style(fmt::format("Heading{}", level),
                                      fmt::format("heading {}", level), fonts[level - 1], 32);
    heading.first_line_chars = 200;
    heading.outline_level = level - 1;
    heading.keep_next = true;
    heading.bold = level == 3;
    heading.align = office::DocxAlign::left;
    theme.styles.push_back(heading);
  }
  office::DocxStyle caption = style("Caption", "caption", hei_ti, 28);
  caption.align = office::DocxAlign::center;
  caption.before = 160;
  caption.keep_next = true;
  office::DocxStyle note = style("Note", "Note", fang_song, 21);
  note.line_exact = 320;
  note.before = 60;
  office::DocxStyle signature = style("Signature", "Signature", fang_song, 32);
  signature.align = office::DocxAlign::right;
  signature.right_chars = 200;  // issuer and date stand two characters from the right edge
  office::DocxStyle cell = style("TableText", "Table Text", fang_song, 21);
  cell.line_exact = 320;
  cell.align = office::DocxAlign::left;
  for (office::DocxStyle each : {caption, note, signature, cell}) {
    theme.styles.push_back(std::move(each));
  }
  theme.footer_font = song_ti;
  return theme;
}

office::DocxFigure figure_of(const FigureMark& mark) {
  return {"yj:" + mark.name.to_string(), mark.title, mark.text,
          mark.kind == indicator::FigureKind::missing};
}

class Printer {
 public:
  explicit Printer(const Document& document)
      : document_(document), writer_(theme(), properties(document)), manifest_(document) {}

  Result<std::string> print() {
    for (const std::string& line : document_.title) {
      writer_.begin_paragraph("Title");
      run(line);
      writer_.end_paragraph();
    }
    writer_.begin_paragraph("Subtitle");
    writer_.end_paragraph();
    const std::vector<Block>& blocks = document_.blocks;
    for (std::size_t index = 0; index < blocks.size(); ++index) {
      before_signature_ = index + 1 < blocks.size() && is_signature(blocks[index + 1]);
      std::visit([this](const auto& each) { print(each); }, blocks[index]);
    }
    writer_.custom_xml(manifest_.xml(), Manifest::item_guid);
    return writer_.finish();
  }

 private:
  static office::DocxProperties properties(const Document& document) {
    office::DocxProperties properties;
    for (const std::string& line : document.title) properties.title += line;
    properties.creator = document.unit_name;
    properties.subject = document.period.to_chinese();
    properties.created = document.made_at;
    return properties;
  }

  static bool is_signature(const Block& block) {
    const auto* paragraph = std::get_if<Paragraph>(&block);
    return paragraph != nullptr && paragraph->kind == Paragraph::Kind::signature;
  }

  void run(const std::string& text) {
    manifest_.say(text);
    writer_.run(text);
  }

  void line(const Line& line) {
    for (const Inline& part : line) {
      if (const auto* mark = std::get_if<FigureMark>(&part)) {
        manifest_.add(*mark, writer_.figure(figure_of(*mark)));
      } else {
        const Text& text = std::get<Text>(part);
        if (text.strong) {
          manifest_.say(text.text);
          writer_.styled_run(text.text, true, "");
        } else {
          run(text.text);
        }
      }
    }
  }

  void print(const Heading& heading) {
    writer_.begin_paragraph(fmt::format("Heading{}", heading.level));
    run(heading.number);
    line(heading.line);
    writer_.end_paragraph();
  }

  void print(const Paragraph& paragraph) {
    std::string_view style = "Normal";
    switch (paragraph.kind) {
      case Paragraph::Kind::body:
        if (before_signature_) style = "BodyLast";
        break;
      case Paragraph::Kind::subtitle:
        style = "Subtitle";
        break;
      case Paragraph::Kind::note:
        style = "Note";
        break;
      case Paragraph::Kind::signature:
        style = "Signature";
        break;
      case Paragraph::Kind::caption:
        style = "Caption";
        break;
    }
    const bool signs = paragraph.kind == Paragraph::Kind::signature;
    if (signs && !signed_) {  // one line free between the text and its issuer
      writer_.begin_paragraph("BodyLast");
      writer_.end_paragraph();
    }
    signed_ = signs;
    writer_.begin_paragraph(style);
    line(paragraph.line);
    writer_.end_paragraph();
  }

  void caption(const std::string& text) {
    if (text.empty()) return;
    writer_.begin_paragraph("Caption");
    run(text);
    writer_.end_paragraph();
  }

  void print(const Table& table) {
    caption(table.title);
    office::DocxTable docx;
    for (int width : table.widths) docx.widths.push_back(text_width * width / 1000);
    if (table.to_sign) docx.row_height = signing_height;
    std::vector<office::DocxCell> header;
    for (const std::string& title : table.header) {
      office::DocxCell cell;
      cell.text = title;
      cell.align = office::DocxAlign::center;
      cell.header = true;
      manifest_.say(title);
      header.push_back(std::move(cell));
    }
    docx.rows.push_back(std::move(header));
    docx.rows.reserve(table.rows.size() + 1);
    std::vector<std::size_t> entries;
    for (const std::vector<Line>& row : table.rows) {
      std::vector<office::DocxCell> cells;
      cells.reserve(row.size());
      for (std::size_t column = 0; column < row.size(); ++column) {
        cells.push_back(cell_of(row[column], table.numeric[column], entries));
      }
      docx.rows.push_back(std::move(cells));
    }
    std::vector<int> ids;
    writer_.table(docx, &ids);
    CHECK(ids.size() == entries.size());
    for (std::size_t index = 0; index < ids.size(); ++index) {
      manifest_.number(entries[index], ids[index]);
    }
  }

  office::DocxCell cell_of(const Line& line, bool numeric, std::vector<std::size_t>& entries) {
    office::DocxCell cell;
    cell.align = numeric ? office::DocxAlign::right : office::DocxAlign::left;
    for (const Inline& part : line) {
      if (const auto* mark = std::get_if<FigureMark>(&part)) {
        cell.figure = figure_of(*mark);
        entries.push_back(manifest_.add(*mark));
      } else {
        const std::string& text = std::get<Text>(part).text;
        manifest_.say(text);
        cell.text += text;
      }
    }
    return cell;
  }

  void print(const Chart& chart) {
    office::DocxChart docx;
    switch (chart.kind) {
      case Chart::Kind::column:
        docx.kind = office::ChartKind::column;
        break;
      case Chart::Kind::bar:
        docx.kind = office::ChartKind::bar;
        break;
      case Chart::Kind::line:
        docx.kind = office::ChartKind::line;
        break;
      case Chart::Kind::pie:
        docx.kind = office::ChartKind::pie;
        break;
    }
    docx.title = chart.title;
    // A title that ends with the unit, as in “各月讲座（场）”, has said it.
    if (!chart.title.ends_with(chart.unit + "）")) docx.value_title = chart.unit;
    docx.alternative = chart.title;
    docx.categories = chart.categories;
    for (const Chart::Series& series : chart.series) {
      office::DocxChartSeries values;
      values.name = series.name;
      for (const std::optional<FigureMark>& point : series.points) {
        std::optional<Decimal> value;
        if (point) {
          const Result<Decimal> number = Decimal::parse(point->value);
          CHECK(number.has_value());  // a chart holds numbers only
          value = *number;
        }
        values.values.push_back(value);
      }
      docx.series.push_back(std::move(values));
    }
    writer_.chart(docx);  // in a paragraph of its own
    manifest_.add(chart);
  }

  void print(const PageBreak&) { writer_.page_break(); }

  const Document& document_;
  office::DocxWriter writer_;
  Manifest manifest_;
  bool before_signature_ = false;  // the block that is printed comes right before the issuer
  bool signed_ = false;            // the paragraph before is part of the signature
};

}  // namespace

Result<std::string> docx_page(const Document& document) { return Printer(document).print(); }

}  // namespace youju::narrative
