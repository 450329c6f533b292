// Tables that stand in the text line by line, their cells parted by marks or wide blanks:
// 科普讲座 ｜ 40场 ｜ 46场.
#include <youju/reading/fact.h>
#include <youju/reading/words.h>

#include <algorithm>

namespace youju::reading {
namespace {

using Side = Words::Side;

constexpr std::size_t line_bytes_max = 300, name_bytes_max = 60, two_characters = 6;

// Of rows that stand one behind the other a ； parts them.
std::size_t line_begin(const Text& text, std::size_t at) {
  const std::size_t lowest = at - std::min(at, line_bytes_max);
  while (at > lowest && text.byte(at - 1) != '\n' && !text.has_before(at, "；")) --at;
  return at;
}

// Nothing but what a column is called, with its year: 目标, 2023年, 完成率.
bool names_column(const Text& text, std::size_t begin, std::size_t end) {
  static const Words columns(
      Side::begin, {{0,
                     "目标 目标数 任务 任务数 计划 计划数 实际 实际完成 完成 完成数 本年 今年 "
                     "上年 去年 同比 增长 下降 增幅 累计 合计 占比 比重 年 ： :"}});
  while (begin < end) {
    const bool ascii = text.byte(begin) < 0x80;
    const std::size_t column = ascii ? 0 : columns.longest(text.all, begin).bytes;
    if (text.byte(begin) != ' ' && !text.is_digit(begin) && column == 0) return false;
    begin = column != 0 ? begin + column : text.next(begin);
  }
  return true;
}

// What stands in the first cell of a line, up to its first number.
std::string_view first_cell(const Text& text, std::size_t line, std::size_t end) {
  if (text.byte(line) == '|') line = text.skip_blanks(line + 1);
  std::size_t at = line;
  while (at < end && !is_cell_mark(text, at) && text.class_at(at) != Class::digit)
    at = text.next(at);
  at = text.skip_blanks_before(at);
  if (at < line + two_characters || at - line > name_bytes_max) return {};
  const std::string_view cell = text.between(line, at);
  return says(cell, {"，", "；", "。"}) ? std::string_view() : cell;
}

// How many cells of its line end before a place.
std::size_t cells_before(const Text& text, std::size_t line, std::size_t end) {
  std::size_t count = 0;
  for (std::size_t at = line; at < end; at = text.next(at)) count += is_cell_mark(text, at);
  return count;
}

// The name of a column: what stands in the first of the lines above that have cells.
std::string_view column_name(const Text& text, std::size_t line, std::size_t cells) {
  constexpr std::size_t rows_max = 60;
  std::size_t top = line;
  for (std::size_t rows = 0; rows < rows_max && top > 0; ++rows) {
    const std::size_t above = line_begin(text, top - 1);
    if (cells_before(text, above, top - 1) < cells) break;
    top = above;
  }
  if (top == line) return {};
  std::size_t at = top;
  for (std::size_t count = 0; count < cells; at = text.next(at)) count += is_cell_mark(text, at);
  const std::size_t begin = at = text.skip_blanks(at);
  while (at < line && text.is_han(at)) at = text.next(at);
  return names_column(text, begin, at) ? std::string_view() : text.between(begin, at);
}

}  // namespace

bool is_cell_mark(const Text& text, std::size_t at) {
  return (text.signs_at(at) & sign::cell) != 0;
}

std::size_t cell_begin(const Text& text, const Clause& clause) {
  if ((clause.signs & sign::cell) == 0) return clause.begin;
  std::size_t begin = clause.begin;
  for (std::size_t at = begin; at < clause.number; at = text.next(at))
    if (text.has(at, "｜") || text.byte(at) == '|' || text.byte(at) == '\t')
      begin = std::min(text.skip_blanks(text.next(at)), clause.number);
  return begin;
}

std::string_view of_row(const Text& text, const Clause& clause) {
  static const Words totals(Side::begin, {{0, "合计 总计 小计"}});
  if ((clause.signs & sign::cell) == 0) return {};
  // Of a clause that reaches over a mark only its last cell is the figure's.
  std::size_t cell = clause.begin;
  bool marked = false;
  for (std::size_t at = clause.begin; at < clause.number; at = text.next(at)) {
    if (!is_cell_mark(text, at)) continue;
    marked = true;
    cell = std::min(text.skip_blanks(text.next(at)), clause.number);
  }
  if (!marked) return {};
  const bool titled = names_column(text, cell, clause.number);
  if (!titled && !are_deeds(text, cell, clause.number)) return {};
  const std::size_t line = line_begin(text, clause.number);
  const std::string_view name = first_cell(text, line, cell);
  if (totals.longest(name, 0).bytes == 0 || name.size() > two_characters) return name;
  return titled ? column_name(text, line, cells_before(text, line, cell)) : std::string_view();
}

}  // namespace youju::reading
