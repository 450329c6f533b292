// The rows of a table that was found, one after the other, each with what it is.
#include <youju/base/text.h>
#include <youju/ledger/workbook_table.h>

#include <algorithm>

namespace youju::ledger {

namespace {

class RowReader {
 public:
  RowReader(const Workbook& workbook, const FoundTable& table)
      : workbook_(workbook), table_(table), merged_(workbook.sheets()[table.sheet].merged) {
    for (const TableColumn& one : table.columns) {
      width_ = std::max(width_, static_cast<std::size_t>(one.column));
    }
    titles_.resize(width_);
    for (const TableColumn& one : table.columns) {
      auto& names = titles_[static_cast<std::size_t>(one.column) - 1];
      for (const std::string& name : one.path) names.push_back(text::folded(name));
      names.push_back(text::folded(one.title));
    }
    reach_.resize(width_);
    numbers_.resize(width_, 0);
    row_.cells.resize(width_);
  }

  Result<void> run(const std::function<Result<bool>(const SheetRow&)>& each) {
    return workbook_.read(table_.sheet, [&](const GridRow& line) -> Result<bool> {
      if (line.number <= table_.header_last) return true;
      fill(line);
      if (!classify()) return true;
      last_number_ = row_.number;
      if (row_.kind == RowKind::data || row_.kind == RowKind::total) ++rows_seen_;
      const bool more = TRY(each(row_));
      return more && row_.kind != RowKind::second_table;
    });
  }

 private:
  // A merged cell that reaches down: its text stands for all of its rows.
  struct Reach {
    int until_row = 0;
    SheetCell cell;
    bool pending = false;  // begins in this row
  };

  void fill(const GridRow& line) {
    for (Reach& one : reach_) one.pending = false;
    wide_ = 0;
    for (; next_range_ < merged_.size() && merged_[next_range_].first_row <= line.number;
         ++next_range_) {
      const GridRange& range = merged_[next_range_];
      if (range.last_row < line.number) continue;
      const auto column = static_cast<std::size_t>(range.first_column) - 1;
      if (range.first_row == line.number && range.last_column - range.first_column >= 2) {
        wide_ = range.first_column;
      }
      if (column >= width_ || range.first_row != line.number) continue;
      // A range over several columns and rows is a picture of its own, not a value for each row.
      if (range.last_row == range.first_row || range.last_column > range.first_column) continue;
      reach_[column].until_row = range.last_row;
      reach_[column].pending = true;
    }
    row_.number = line.number;
    row_.hidden = line.hidden;
    for (std::size_t i = 0; i < width_; ++i) {
      SheetCell& cell = row_.cells[i];
      cell.filled = false;
      if (i < line.cells.size()) {
        const GridCell& from = line.cells[i];
        cell.text = from.text;
        cell.formula = from.formula;
        cell.kind = text::trimmed(from.text).empty() ? GridCell::Kind::empty : from.kind;
        if (cell.kind == GridCell::Kind::empty && !from.text.empty()) cell.text.clear();
      } else {
        cell.text.clear();
        cell.formula = false;
        cell.kind = GridCell::Kind::empty;
      }
      Reach& reach = reach_[i];
      if (reach.pending) reach.cell = cell;
      if (!reach.pending && line.number <= reach.until_row && cell.is_empty() && !cell.formula) {
        cell = reach.cell;
        cell.filled = true;
      }
    }
  }

  static bool looks_numeric(const SheetCell& cell) {
    if (cell.kind == GridCell::Kind::number || cell.kind == GridCell::Kind::date) return true;
    const std::string_view text = text::trimmed(cell.text);
    return !text.empty() && ((text.front() >= '0' && text.front() <= '9') || text.front() == '-');
  }

  bool is_row_number(std::size_t index) const {
    const TableColumn* column = table_.at(static_cast<int>(index) + 1);
    return column != nullptr && column->row_number;
  }

  // False if there is nothing in the row.
  bool classify() {
    std::size_t filled = 0, first = width_, label = width_, words = 0, numeric = 0;
    for (std::size_t i = 0; i < width_; ++i) {
      const SheetCell& cell = row_.cells[i];
      if ((cell.is_empty() && !cell.formula) || cell.filled) continue;
      ++filled;
      if (first == width_) first = i;
      if (looks_numeric(cell)) ++numeric;
      if (cell.kind == GridCell::Kind::text) ++words;
      if (label == width_ && !is_row_number(i)) label = i;
    }
    if (filled == 0) return false;
    if (label == width_) {
      // Forms have their rows numbered beforehand; but a note may begin in that column.
      constexpr std::size_t number_length_max = 2;
      const SheetCell& cell = row_.cells[first];
      if (looks_numeric(cell) || text::length(text::trimmed(cell.text)) <= number_length_max) {
        return false;
      }
      label = first;
    }
    row_.total = words::Total::none;
    row_.label = label;
    row_.kind = kind_of({filled, first, label, words, numeric});
    if (row_.kind == RowKind::data && is_index(filled)) return false;
    if (row_.kind == RowKind::data) {
      indent_ = words::indent_of(row_.cells[label].text);
      label_column_ = label;
      for (std::size_t i = 0; i < width_; ++i) {
        if (looks_numeric(row_.cells[i])) ++numbers_[i];
      }
    }
    return true;
  }

  struct Counts {
    std::size_t filled, first, label, words, numeric;
  };

  RowKind kind_of(const Counts& counts) {
    const SheetCell& label = row_.cells[counts.label];
    if (is_title_of(counts.first)) {
      // The header of the next page; below the grand total it is that of the next table.
      return closed_ ? RowKind::second_table : RowKind::repeated_header;
    }
    if (is_total(counts)) {
      closed_ = row_.total == words::Total::grand && rows_seen_ > 0;
      return RowKind::total;
    }
    const std::string& first = row_.cells[counts.first].text;
    if (words::is_note(first)) return RowKind::note;
    const bool alone = counts.filled == 1 && table_.columns.size() >= 3;
    if (alone && label.kind == GridCell::Kind::text) {
      if (words::is_section(first) || wide_ == static_cast<int>(counts.first) + 1) {
        return RowKind::section;
      }
    }
    if (begins_another(counts)) return RowKind::second_table;
    if (is_part(counts.label)) return RowKind::part;
    return RowKind::data;
  }

  bool is_title_of(std::size_t index) const {
    const SheetCell& cell = row_.cells[index];
    if (cell.kind != GridCell::Kind::text) return false;
    const auto& names = titles_[index];
    const std::string folded = text::folded(words::split_title(cell.text).title);
    return !folded.empty() && std::find(names.begin(), names.end(), folded) != names.end() &&
           next_is_title(index);
  }
  // One equal cell may be chance: where there are more, a second one must be a title too.
  bool next_is_title(std::size_t index) const {
    for (std::size_t i = index + 1; i < width_; ++i) {
      const SheetCell& cell = row_.cells[i];
      if (cell.is_empty() || cell.filled) continue;
      const std::string folded = text::folded(words::split_title(cell.text).title);
      return std::find(titles_[i].begin(), titles_[i].end(), folded) != titles_[i].end();
    }
    return true;
  }

  bool is_total(const Counts& counts) {
    std::size_t looked_at = 0;
    for (std::size_t i = counts.first; i < width_ && looked_at < 3; ++i) {
      const SheetCell& cell = row_.cells[i];
      if (cell.is_empty() || cell.filled) continue;
      ++looked_at;
      if (cell.kind != GridCell::Kind::text) continue;
      const words::Total total = words::total_of(cell.text);
      if (total == words::Total::none) continue;
      // 甲镇小计 counts as the row's first label only; 合计 by itself wherever it stands.
      if (i != counts.label && text::length(text::folded(cell.text)) > 2) continue;
      row_.total = total;
      row_.label = i;
      return true;
    }
    return false;
  }

  // Behind a gap, words where numbers were: another header.
  bool begins_another(const Counts& counts) const {
    if (rows_seen_ == 0 || row_.number <= last_number_ + 1) return false;
    if (counts.words < 2 || counts.numeric > 0) return false;
    for (std::size_t i = 0; i < width_; ++i) {
      const SheetCell& cell = row_.cells[i];
      const bool was_numeric = numbers_[i] > 0 && !is_row_number(i);
      if (was_numeric && cell.kind == GridCell::Kind::text && !cell.filled &&
          !words::is_placeholder(cell.text)) {
        return true;
      }
    }
    return false;
  }

  bool is_part(std::size_t label) const {
    const SheetCell& cell = row_.cells[label];
    if (cell.kind != GridCell::Kind::text) return false;
    if (words::is_part(cell.text)) return true;
    return label_column_ == label && words::indent_of(cell.text) >= indent_ + 2;
  }

  // 甲 乙 1 2 3: the columns' numbers, as statistical forms have them below the header.
  bool is_index(std::size_t filled) const {
    if (rows_seen_ > 0 || filled < 3) return false;
    std::int64_t expected = 1;
    for (const SheetCell& cell : row_.cells) {
      if (cell.is_empty()) continue;
      const auto number = words::number_of(cell.text);
      if (!number) {
        if (expected > 1 || text::length(text::trimmed(cell.text)) != 1) return false;
        continue;
      }
      if (number->value != Decimal(expected)) return false;
      ++expected;
    }
    return expected > 2;
  }

  const Workbook& workbook_;
  const FoundTable& table_;
  const std::vector<GridRange>& merged_;
  std::size_t width_ = 0;
  std::vector<std::vector<std::string>> titles_;  // folded, by column
  std::vector<Reach> reach_;
  std::vector<std::int64_t> numbers_;  // by column: how many numbers stood in it
  std::size_t next_range_ = 0;
  int wide_ = 0;  // the column at which a wide merged cell of this row begins
  SheetRow row_;
  int last_number_ = 0;
  std::int64_t rows_seen_ = 0;
  bool closed_ = false;  // a grand total stood below rows
  std::size_t label_column_ = static_cast<std::size_t>(-1);
  int indent_ = 0;
};

}  // namespace

Result<void> read_table(const Workbook& workbook, const FoundTable& table,
                        const std::function<Result<bool>(const SheetRow&)>& row) {
  return RowReader(workbook, table).run(row);
}

}  // namespace youju::ledger
