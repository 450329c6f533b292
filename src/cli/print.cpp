#include <youju/base/csv.h>
#include <youju/base/json_writer.h>
#include <youju/base/text.h>
#include <youju/cli/print.h>

#include <algorithm>

namespace youju::cli {
namespace {

std::string padded(const std::string& text, std::size_t width, bool right) {
  const std::string blanks(width - std::min(width, display_width(text)), ' ');
  return right ? blanks + text : text + blanks;
}

void append_line(std::string& out, const std::vector<std::string>& cells, const Table& table,
                 const std::vector<std::size_t>& widths) {
  std::string line;
  for (std::size_t column = 0; column < cells.size(); ++column) {
    if (column > 0) line += "  ";
    line += padded(cells[column], widths[column], table.columns[column].numeric);
  }
  while (!line.empty() && line.back() == ' ') line.pop_back();
  out += line + "\n";
}

std::string as_table(const Table& table, Language language) {
  std::vector<std::string> titles;
  std::vector<std::size_t> widths;
  for (const Table::Column& column : table.columns) {
    titles.push_back(sentence(column.title_id, language));
    widths.push_back(display_width(titles.back()));
  }
  for (const std::vector<std::string>& row : table.rows) {
    for (std::size_t column = 0; column < row.size(); ++column) {
      widths[column] = std::max(widths[column], display_width(row[column]));
    }
  }
  std::string out;
  append_line(out, titles, table, widths);
  std::vector<std::string> rules;
  rules.reserve(widths.size());
  for (std::size_t width : widths) rules.emplace_back(width, '-');
  append_line(out, rules, table, widths);
  for (const std::vector<std::string>& row : table.rows) append_line(out, row, table, widths);
  return out;
}

std::string as_object(const Table& table, const std::vector<std::string>& row) {
  JsonWriter json;
  json.begin_object();
  for (std::size_t column = 0; column < row.size(); ++column) {
    json.member(table.columns[column].name, row[column]);
  }
  json.end_object();
  return json.take();
}

}  // namespace

Result<Format> parse_format(std::string_view text) {
  if (text == "table") return Format::table;
  if (text == "json") return Format::json;
  if (text == "jsonl") return Format::jsonl;
  if (text == "csv") return Format::csv;
  return fail(ErrorKind::bad_usage, "cli.unknown_format", {{"text", std::string(text)}});
}

std::size_t display_width(std::string_view text) {
  std::size_t width = 0;
  for (std::size_t byte = 0; byte < text.size();) {
    const char32_t c = text::next(text, byte);
    const bool wide = (c >= 0x1100 && c <= 0x115F) || (c >= 0x2E80 && c <= 0xA4CF) ||
                      (c >= 0xAC00 && c <= 0xD7A3) || (c >= 0xF900 && c <= 0xFAFF) ||
                      (c >= 0xFE30 && c <= 0xFE6F) || (c >= 0xFF00 && c <= 0xFF60) ||
                      (c >= 0xFFE0 && c <= 0xFFE6) || (c >= 0x20000 && c <= 0x3FFFD);
    width += wide ? 2 : 1;
  }
  return width;
}

std::string printed(const Table& table, Format format, Language language) {
  std::string out;
  switch (format) {
    case Format::table:
      return as_table(table, language);
    case Format::json:
      out = "[";
      for (std::size_t row = 0; row < table.rows.size(); ++row) {
        out += (row == 0 ? "\n  " : ",\n  ") + as_object(table, table.rows[row]);
      }
      return out + "\n]\n";
    case Format::jsonl:
      for (const std::vector<std::string>& row : table.rows) out += as_object(table, row) + "\n";
      return out;
    case Format::csv: {
      std::vector<std::string> names;
      names.reserve(table.columns.size());
      for (const Table::Column& column : table.columns) names.push_back(column.name);
      append_csv_row(out, names);
      for (const std::vector<std::string>& row : table.rows) append_csv_row(out, row);
      return out;
    }
  }
  return out;
}

}  // namespace youju::cli
