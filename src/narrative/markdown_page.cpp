#include <youju/narrative/pages.h>

namespace youju::narrative {
namespace {

// Characters that Markdown would take for its own.
void append(std::string& out, std::string_view text) {
  for (char c : text) {
    if (c == '*' || c == '_' || c == '`' || c == '|' || c == '<' || c == '[' || c == '\\') {
      out += '\\';
    }
    out += c;
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

void print(std::string& out, const Heading& heading) {
  out += std::string(static_cast<std::size_t>(heading.level) + 1, '#') + " ";
  append(out, heading.number);
  append(out, heading.line);
  out += "\n\n";
}

void print(std::string& out, const Paragraph& paragraph) {
  append(out, paragraph.line);
  out += "\n\n";
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
  row(out, table.header);
  std::vector<std::string> rule;
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
