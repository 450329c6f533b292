#include <youju/base/text.h>
#include <youju/narrative/html_chart.h>
#include <youju/narrative/html_viewer.h>
#include <youju/narrative/pages.h>

namespace youju::narrative {
namespace {

// Printed, the page follows GB/T 9704-2012; on a screen it keeps to a comfortable width.
constexpr std::string_view style_sheet = R"(
:root { color-scheme: light; }
body { margin: 0 auto; padding: 2rem 1rem 4rem; max-width: 44rem; background: #fff; color: #1a1a1a;
  font: 1.0625rem/1.9 "FangSong", "仿宋", "STFangsong", "Noto Serif CJK SC", serif; }
h1 { font: 700 1.6rem/1.5 "方正小标宋简体", "Noto Serif CJK SC", "SimSun", serif; text-align: center;
  margin: 1rem 0 2rem; }
h2, h3, h4, h5 { font-size: 1.0625rem; line-height: 1.9; margin: .6rem 0; text-indent: 2em;
  font-weight: 400; }
h2 { font-family: "SimHei", "黑体", "Noto Sans CJK SC", sans-serif; }
h3 { font-family: "KaiTi", "楷体", "LXGW WenKai", serif; }
h4 { font-weight: 700; }
p { margin: 0; text-indent: 2em; text-align: justify; overflow-wrap: anywhere; }
p.subtitle { text-align: center; text-indent: 0; font-family: "KaiTi", "LXGW WenKai", serif; }
p.signature { text-align: right; text-indent: 0; padding-right: 2em; margin-top: 1rem; }
p.signature + p.signature { margin-top: 0; }
p.note { font-size: .8125rem; text-indent: 0; color: #555; line-height: 1.6; }
data.figure { border-bottom: 1px dotted #0b57a4; white-space: nowrap; }
a.figure { color: inherit; text-decoration: none; }
a.figure:hover data.figure, a.figure:focus-visible data.figure { background: #e8f1fb; }
data.figure[data-kind="missing"] { background: #fff3b0; border-bottom-color: #8a5a00;
  white-space: normal; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: .8125rem; line-height: 1.5;
  margin: .5rem 0 1rem; }
caption { font-family: "SimHei", "Noto Sans CJK SC", sans-serif; padding: .8rem 0 .4rem; }
th, td { border: 1px solid #8a8a8a; padding: .25rem .5rem; text-align: left; vertical-align: top; }
th { background: #f2f2f2; font-weight: 600; }
table.to-sign td { height: 3.5rem; vertical-align: middle; }
td.number { text-align: right; white-space: nowrap; }
td data.figure { border-bottom: none; }
figure { margin: 1rem 0; }
figcaption { text-align: center; font-family: "SimHei", "Noto Sans CJK SC", sans-serif;
  font-size: .875rem; }
svg { width: 100%; height: auto; }
@page { size: A4; margin: 37mm 26mm 35mm 28mm; }
@media print {
  body { max-width: none; padding: 0; font-size: 16pt; line-height: 28pt; }
  h1 { font-size: 22pt; } h2, h3, h4, h5 { font-size: 16pt; line-height: 28pt; break-after: avoid; }
  data.figure { border-bottom: none; } .annex { break-before: page; } tr { break-inside: avoid; }
}
)";

class Printer {
 public:
  Printer(const Document& document, const std::function<std::string(const FigureMark&)>& link)
      : document_(document), link_(link) {}

  std::string print() {
    head();
    out_ += "<h1>";
    for (std::size_t index = 0; index < document_.title.size(); ++index) {
      if (index > 0) out_ += "<br>";
      text(document_.title[index]);
    }
    out_ += "</h1>\n";
    for (const Block& block : document_.blocks) {
      std::visit([this](const auto& each) { print(each); }, block);
    }
    if (!document_.grounds.empty()) append_viewer(out_, document_);
    return std::move(out_) + "</body>\n</html>\n";
  }

 private:
  void text(std::string_view plain) { text::append_xml(out_, plain); }

  void attribute(std::string_view name, std::string_view value) {
    out_ += ' ';
    out_ += name;
    out_ += "=\"";
    text(value);
    out_ += '"';
  }

  void meta(std::string_view name, std::string_view value) {
    out_ += "<meta";
    attribute("name", name);
    attribute("content", value);
    out_ += ">\n";
  }

  void head() {
    const bool chinese = document_.language == Language::zh_cn;
    out_ += "<!DOCTYPE html>\n<html lang=\"";
    out_ += chinese ? "zh-CN" : "en";
    out_ +=
        "\">\n<head>\n<meta charset=\"utf-8\">\n"
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n";
    meta("youju-unit", document_.unit_code);
    meta("youju-period", document_.period.to_string());
    meta("youju-template", document_.template_name);
    meta("youju-as-of", std::to_string(document_.as_of));
    meta("youju-chain", document_.chain_hash);
    out_ += "<title>";
    for (const std::string& line : document_.title) text(line);
    out_ += "</title>\n<style>";
    out_ += style_sheet;
    out_ += "</style>\n";
    if (!document_.grounds.empty()) append_viewer_head(out_);
    out_ += "</head>\n<body>\n";
  }

  void figure(const FigureMark& mark) {
    const std::string address = link_ ? link_(mark) : "";
    if (!address.empty()) {
      out_ += "<a class=\"figure\"";
      attribute("href", address);
      out_ += '>';
    }
    out_ += "<data class=\"figure\"";
    attribute("value", mark.value);
    attribute("title", mark.title);
    attribute("data-figure", mark.name.to_string());
    attribute("data-indicator", mark.name.indicator);
    attribute("data-unit", mark.name.unit);
    attribute("data-period", mark.name.period.to_string());
    attribute("data-kind", figure_kind_name(mark.kind));
    attribute("data-wording", indicator::to_string(mark.wording));
    attribute("data-printed", mark.text);
    out_ += '>';
    text(mark.text);
    out_ += "</data>";
    if (!address.empty()) out_ += "</a>";
  }

  void line(const Line& line) {
    for (const Inline& part : line) {
      if (const auto* mark = std::get_if<FigureMark>(&part)) {
        figure(*mark);
        continue;
      }
      const Text& plain = std::get<Text>(part);
      if (plain.strong) out_ += "<strong>";
      text(plain.text);
      if (plain.strong) out_ += "</strong>";
    }
  }

  void print(const Heading& heading) {
    const std::string tag = fmt::format("h{}", heading.level + 1);
    out_ += "<" + tag + ">";
    text(heading.number);
    line(heading.line);
    out_ += "</" + tag + ">\n";
  }

  void print(const Paragraph& paragraph) {
    switch (paragraph.kind) {
      case Paragraph::Kind::body:
        out_ += "<p>";
        break;
      case Paragraph::Kind::subtitle:
        out_ += "<p class=\"subtitle\">";
        break;
      case Paragraph::Kind::note:
        out_ += "<p class=\"note\">";
        break;
      case Paragraph::Kind::signature:
        out_ += "<p class=\"signature\">";
        break;
      case Paragraph::Kind::caption:
        out_ += "<p class=\"caption\">";
        break;
    }
    line(paragraph.line);
    out_ += "</p>\n";
  }

  void print(const Table& table) {
    out_ += table.to_sign ? "<div class=\"scroll\"><table class=\"to-sign\">\n"
                          : "<div class=\"scroll\"><table>\n";
    if (!table.title.empty()) {
      out_ += "<caption>";
      text(table.title);
      out_ += "</caption>\n";
    }
    out_ += "<thead><tr>";
    for (const std::string& title : table.header) {
      out_ += "<th scope=\"col\">";
      text(title);
      out_ += "</th>";
    }
    out_ += "</tr></thead>\n<tbody>\n";
    for (const std::vector<Line>& row : table.rows) {
      out_ += "<tr>";
      for (std::size_t column = 0; column < row.size(); ++column) {
        out_ += table.numeric[column] ? "<td class=\"number\">" : "<td>";
        line(row[column]);
        out_ += "</td>";
      }
      out_ += "</tr>\n";
    }
    out_ += "</tbody></table></div>\n";
  }

  void print(const Chart& chart) { append_html_chart(out_, chart); }

  void print(const PageBreak&) { out_ += "<div class=\"annex\"></div>\n"; }

  const Document& document_;
  const std::function<std::string(const FigureMark&)>& link_;
  std::string out_;
};

}  // namespace

std::string html_page(const Document& document,
                      const std::function<std::string(const FigureMark&)>& figure_link) {
  return Printer(document, figure_link).print();
}

}  // namespace youju::narrative
