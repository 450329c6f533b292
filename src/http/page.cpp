#include <youju/base/text.h>
#include <youju/http/page.h>

namespace youju::http {
namespace {

constexpr std::string_view style_sheet = R"(
:root { color-scheme: light dark; --line: #c9ced6; --link: #0b57a4; --soft: #f4f6f9; }
@media (prefers-color-scheme: dark) { :root { --line: #4a5261; --link: #8ab8ff; --soft: #1e232b; } }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 1.5rem 1rem 3rem; max-width: 72rem;
  font: 1rem/1.7 system-ui, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif; }
h1 { font-size: 1.4rem; line-height: 1.4; margin: 0 0 1rem; }
a { color: var(--link); }
a.more { display: inline-block; margin: .5rem 1.5rem .5rem 0; }
.scroll { overflow-x: auto; margin: 1rem 0; }
table { border-collapse: collapse; min-width: 100%; font-size: .875rem; }
th, td { border-bottom: 1px solid var(--line); padding: .45rem .6rem; text-align: left;
  vertical-align: top; }
th { background: var(--soft); white-space: nowrap; }
td.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
dl { display: grid; grid-template-columns: minmax(6rem, max-content) 1fr; gap: .3rem 1rem;
  margin: 0; }
dt { color: #5a6472; }
@media (prefers-color-scheme: dark) { dt { color: #a6b0bf; } }
dd { margin: 0; overflow-wrap: anywhere; }
@media (max-width: 40rem) {
  thead { display: none; }
  table, tbody, tr, td { display: block; }
  tr { border: 1px solid var(--line); border-radius: .5rem; margin: 0 0 .75rem; padding: .35rem 0; }
  td, td.number { border: 0; display: grid; grid-template-columns: 7rem 1fr; gap: .75rem;
    padding: .2rem .75rem; text-align: left; white-space: normal; overflow-wrap: anywhere; }
  td::before { content: attr(data-title); color: #5a6472; }
  td:empty { display: none; }
}
@media (max-width: 40rem) and (prefers-color-scheme: dark) { td::before { color: #a6b0bf; } }
)";

}  // namespace

Page::Page(Language language, std::string_view title)
    : out_(language == Language::en ? "<!DOCTYPE html>\n<html lang=\"en\">\n"
                                    : "<!DOCTYPE html>\n<html lang=\"zh-CN\">\n") {
  out_ +=
      "<head>\n<meta charset=\"utf-8\">\n"
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n";
  element("title", title);
  out_ += "<style>";
  out_ += style_sheet;
  out_ += "</style>\n</head>\n<body>\n<main>\n";
}

void Page::element(std::string_view tag, std::string_view text) {
  out_ += '<';
  out_ += tag;
  out_ += '>';
  text::append_xml(out_, text);
  out_ += "</";
  out_ += tag.substr(0, tag.find(' '));
  out_ += ">\n";
}

void Page::heading(std::string_view text) { element("h1", text); }
void Page::paragraph(std::string_view text) { element("p", text); }

void Page::link(std::string_view address, std::string_view text) {
  out_ += "<a class=\"more\" href=\"";
  text::append_xml(out_, address);
  out_ += "\">";
  text::append_xml(out_, text);
  out_ += "</a>\n";
}

void Page::begin_facts() { out_ += "<dl>\n"; }
void Page::fact(std::string_view name, std::string_view value) {
  element("dt", name);
  element("dd", value.empty() ? "—" : value);
}
void Page::end_facts() { out_ += "</dl>\n"; }

void Page::begin_table(std::vector<std::string> header) {
  header_ = std::move(header);
  out_ += "<div class=\"scroll\"><table>\n<thead><tr>";
  for (const std::string& title : header_) element("th scope=\"col\"", title);
  out_ += "</tr></thead>\n<tbody>\n";
}

void Page::begin_row() {
  out_ += "<tr>";
  column_ = 0;
}

void Page::open_cell(std::string_view extra) {
  out_ += "<td data-title=\"";
  text::append_xml(out_, column_ < header_.size() ? header_[column_] : std::string_view());
  ++column_;
  out_ += '"';
  out_ += extra;
  out_ += '>';
}

void Page::cell(std::string_view text) {
  open_cell("");
  text::append_xml(out_, text);
  out_ += "</td>\n";
}

void Page::number(std::string_view text) {
  open_cell(" class=\"number\"");
  text::append_xml(out_, text);
  out_ += "</td>\n";
}

void Page::cell_link(std::string_view address, std::string_view text) {
  open_cell("");
  out_ += "<a href=\"";
  text::append_xml(out_, address);
  out_ += "\">";
  text::append_xml(out_, text);
  out_ += "</a></td>\n";
}
void Page::end_row() { out_ += "</tr>\n"; }
void Page::end_table() { out_ += "</tbody></table></div>\n"; }

std::string Page::finish() { return std::move(out_) + "</main>\n</body>\n</html>\n"; }

}  // namespace youju::http
