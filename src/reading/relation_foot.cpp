// The row at the foot of a table against the rows above it, column by column:
// 文化支出 ｜ 120万元, 体育支出 ｜ 80万元, 合计 ｜ 200万元.
#include <youju/reading/fact.h>
#include <youju/reading/relation_parts.h>
#include <youju/reading/relation_ratio.h>
#include <youju/reading/words.h>

#include <algorithm>

namespace youju::reading {
namespace {

constexpr std::size_t rows_max = 60, columns_max = 12;

// The figures of one line of the text.
struct TableLine {
  std::size_t begin_byte = 0;
  std::vector<std::uint32_t> figures;
};

// The lines that have figures, of those that may make a table with the foot at `foot`.
std::vector<TableLine> lines_up_to(const Text& text, const Reading& reading, std::size_t foot) {
  const auto line_before = [&](std::size_t line) {
    const std::size_t end = line < 2 ? std::string_view::npos : text.all.rfind('\n', line - 2);
    return end == std::string_view::npos ? 0 : end + 1;
  };
  std::size_t first = foot;
  for (std::size_t row = 0; row < rows_max && first > 0; ++row) first = line_before(first);
  const std::size_t end = std::min(text.all.find('\n', foot), text.all.size());
  const auto from = std::lower_bound(
      reading.figures.begin(), reading.figures.end(), first,
      [](const Figure& figure, std::size_t place) { return figure.begin_byte < place; });
  std::vector<TableLine> lines;
  std::size_t line = first, behind = first;  // where a line begins, the end of the figure before
  for (auto figure = from; figure != reading.figures.end() && figure->begin_byte < end; ++figure) {
    if (figure->begin_byte < behind) continue;
    const std::size_t mark = text.between(behind, figure->begin_byte).rfind('\n');
    if (mark != std::string_view::npos) line = behind + mark + 1;
    if (lines.empty() || lines.back().begin_byte != line) lines.push_back({line, {}});
    lines.back().figures.push_back(static_cast<std::uint32_t>(figure - reading.figures.begin()));
    behind = figure->end_byte;
  }
  return lines;
}

// Behind 合计 or 总计 that a line begins with; 0 if it does not.
std::size_t foot_word(const Text& text, std::size_t line) {
  constexpr std::size_t word = 6;
  std::size_t at = text.skip_blanks(line);
  if (text.byte(at) == '|') at = text.skip_blanks(at + 1);
  return text.has(at, "合计") || text.has(at, "总计") ? at + word : 0;
}

// 合计 ｜, and no other cell before its first number.
bool is_foot(const Text& text, const Reading& reading, const TableLine& line) {
  std::size_t at = foot_word(text, line.begin_byte);
  if (at == 0) return false;
  while (text.byte(at) == ' ') ++at;
  return at < reading.figures[line.figures.front()].begin_byte && is_cell_mark(text, at);
}

// The one stands right below the other.
bool touch(const Text& text, const TableLine& one, const TableLine& other) {
  const std::string_view between = text.between(one.begin_byte, other.begin_byte);
  return !between.empty() && between.find('\n') == between.size() - 1;
}

// A row of as many numbers, each in the unit of its column, that is no sum itself.
bool is_row_of(const Text& text, const Reading& reading, const TableLine& row,
               const TableLine& foot) {
  if (row.figures.size() != foot.figures.size()) return false;
  const std::string_view name =
      text.between(row.begin_byte, reading.figures[row.figures.front()].begin_byte);
  if (says(name, {"小计", "合计", "总计", "其中", "。"}) ||
      !says(name, {"｜", "|", "\t", "\u3000"}))
    return false;
  for (std::size_t i = 0; i < row.figures.size(); ++i) {
    const Figure &cell = reading.figures[row.figures[i]], &all = reading.figures[foot.figures[i]];
    if (cell.unit.name != all.unit.name || cell.measure == Measure::date) return false;
  }
  return true;
}

void tell_column(const Text& text, Reading& reading, std::span<const TableLine> rows,
                 const TableLine& foot, std::size_t column) {
  constexpr int too_far = 110;
  std::vector<std::uint32_t> figures{foot.figures[column]};
  for (const TableLine& row : rows) figures.push_back(row.figures[column]);
  for (const std::uint32_t i : figures)
    if (!is_plain(reading.figures[i])) return;
  const bool percents = reading.figures[figures.front()].unit.name == "%";
  const std::vector<Said> said(figures.size());
  const Line line{text, reading, figures, 0, said};
  Parts parts;
  for (std::size_t i = 1; i < figures.size(); ++i) parts.push_back(i);
  const Sum sum = sum_of(line, parts);
  const Result<Decimal> lack = subtract(line.value(0), sum.value);
  if (!sum.known || !lack) return;
  const bool right = makes(line, sum, 0);
  // 占比: shares of one thing are all of it together; others are no sum.
  if (percents && sum.value != Decimal(100)) return;
  // 亩产 ｜ 合计 510公斤: no more than one of the rows is a mean.
  const bool mean = std::any_of(parts.begin(), parts.end(),
                                [&](std::size_t i) { return line.value(0) <= line.value(i); });
  if (!right && mean) return;
  if (!right && !within(*lack, line.value(0), too_far)) return;
  put_sum(line, 0, parts, right ? Verdict::holds : Verdict::fails);
}

}  // namespace

namespace {

// 城市建设支出 ｜ 39600万元 ｜ 33%: the shares of a column are of its foot. One that differs is a
// slip; more are of something else.
void tell_shares(const Text& text, Reading& reading, std::span<const TableLine> rows,
                 const TableLine& foot) {
  if (foot.figures.size() != 2) return;
  std::vector<std::uint32_t> figures = foot.figures;
  for (const TableLine& row : rows) {
    figures.push_back(row.figures[0]);
    figures.push_back(row.figures[1]);
  }
  for (std::size_t i = 0; i < figures.size(); ++i)
    if (!is_plain(reading.figures[figures[i]]) ||
        (i % 2 == 1) != (reading.figures[figures[i]].unit.name == "%"))
      return;
  const std::vector<Said> said(figures.size());
  const Line line{text, reading, figures, 0, said};
  std::size_t right = 0;
  const auto each = [&](auto deed) {
    for (std::size_t row = 2; row + 1 < figures.size(); row += 2) {
      const Ratio ratio{RelationKind::share, row + 1, row, 0};
      const auto value =
          percent(line.value(row), line.value(0), places_of(line.at(row + 1)) + beyond);
      if (value) deed(ratio, *value);
    }
  };
  each([&](const Ratio& ratio, const Decimal& value) {
    right += holds(line, ratio, value) ? 1 : 0;
  });
  if (right < 2 || right + 1 < rows.size()) return;
  each([&](const Ratio& ratio, const Decimal& value) { tell(line, ratio, value); });
}

}  // namespace

namespace {

void tell_foot(const Text& text, Reading& reading, std::span<const TableLine> lines) {
  const TableLine& foot = lines.back();
  if (foot.figures.size() > columns_max || !is_foot(text, reading, foot)) return;
  std::size_t rows = 0;
  while (rows < rows_max && rows + 1 < lines.size()) {
    const TableLine& row = lines[lines.size() - rows - 2];
    if (!touch(text, row, lines[lines.size() - rows - 1]) || !is_row_of(text, reading, row, foot))
      break;
    ++rows;
  }
  if (rows < 2) return;
  const std::span<const TableLine> table = lines.last(rows + 1).first(rows);
  for (std::size_t column = 0; column < foot.figures.size(); ++column)
    tell_column(text, reading, table, foot, column);
  tell_shares(text, reading, table, foot);
}

}  // namespace

void add_table_feet(const Text& text, Reading& reading) {
  for (std::size_t line = 0; line < text.all.size();) {
    if (foot_word(text, line) != 0) {
      const std::vector<TableLine> lines = lines_up_to(text, reading, line);
      if (lines.size() > 2 && lines.back().begin_byte == line) tell_foot(text, reading, lines);
    }
    const std::size_t end = text.all.find('\n', line);
    if (end == std::string_view::npos) return;
    line = end + 1;
  }
}

}  // namespace youju::reading
