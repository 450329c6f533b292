#include <youju/narrative/pages.h>

namespace youju::narrative {
namespace {

// Characters that Markdown would take for its own. A break would end the block, so it is a blank.
void append(std::string& out, std::string_view text) {
  constexpr std::string_view special = "*_`|<[\\~&";
  for (char c : text) {
    if (special.find(c) != std::string_view::npos) out += '\\';
    out += c == '\n' || c == '\r' ? ' ' : c;
  }
}

void append(std::string& out, const Line& line) {
  for (const Inline& part : line) {
    if (const auto* mark = std::get_if<FigureMark>(&part)) {
      append(out, mark->text);
    } else {
      append(out, std::get<Text>(part).text);
    }
  }
}

// What would make a heading, a list, a quotation or a rule of a paragraph that begins with it.
void escape_beginning(std::string& paragraph) {
  constexpr std::string_view marks = "#+->=";
  const std::size_t first = paragraph.find_first_not_of(" \t");
  if (first == std::string::npos) return;
  paragraph.erase(0, first);
  const std::size_t digits = paragraph.find_first_not_of("0123456789");
  if (marks.find(paragraph.front()) != std::string_view::npos) {
    paragraph.insert(0, 1, '\\');
  } else if (digits != 0 && digits != std::string::npos &&
             (paragraph[digits] == '.' || paragraph[digits] == ')')) {
    paragraph.insert(digits, 1, '\\');
  }
}

void print(std::string& out, const Heading& heading) {
  out += std::string(static_cast<std::size_t>(heading.level) + 1, '#') + " ";
  append(out, heading.number);
  append(out, heading.line);
  out += "\n\n";
}

void print(std::string& out, const Paragraph& paragraph) {
  std::string text;
  append(text, paragraph.line);
  escape_beginning(text);
  out += text + "\n\n";
}

void row(std::string& out, const std::vector<std::string>& cells) {
  for (const std::string& cell : cells) out += "| " + cell + " ";
  out += "|\n";
}

void print(std::string& out, const Table& table) {
  if (!table.title.empty()) {
    out += "**";
    append(out, table.title);
    out += "**\n\n";
  }
  std::vector<std::string> header;
  for (const std::string& title : table.header) append(header.emplace_back(), title);
  row(out, header);
  std::vector<std::string> rule;
  rule.reserve(table.numeric.size());
  for (bool numeric : table.numeric) rule.emplace_back(numeric ? "---:" : "---");
  row(out, rule);
  for (const std::vector<Line>& line : table.rows) {
    std::vector<std::string> cells;
    for (const Line& cell : line) append(cells.emplace_back(), cell);
    row(out, cells);
  }
  out += "\n";
}

// A chart is told as the table it was drawn from.
void print(std::string& out, const Chart& chart) {
  Table table;
  table.title = chart.title;
  table.header = {""};
  table.numeric = {false};
  for (const Chart::Series& series : chart.series) {
    table.header.push_back(series.name);
    table.numeric.push_back(true);
  }
  for (std::size_t index = 0; index < chart.categories.size(); ++index) {
    std::vector<Line> cells = {{Text{chart.categories[index], false}}};
    for (const Chart::Series& series : chart.series) {
      Line cell;
      if (series.points[index]) cell.emplace_back(*series.points[index]);
      cells.push_back(std::move(cell));
    }
    table.rows.push_back(std::move(cells));
  }
  print(out, table);
}

void print(std::string& out, const PageBreak&) { out += "---\n\n"; }

}  // namespace

std::string markdown_page(const Document& document) {
  std::string out = "# ";
  for (const std::string& line : document.title) append(out, line);
  out += "\n\n";
  for (const Block& block : document.blocks) {
    std::visit([&](const auto& each) { print(out, each); }, block);
  }
  return out;
}

}  // namespace youju::narrative
