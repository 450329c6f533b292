// Where the table of a sheet is: its title, its header of one to four rows, its columns; and its
// rows, each with what it is. Inner header of the room.
#pragma once

#include <youju/ledger/workbook.h>
#include <youju/ledger/workbook_words.h>

#include <functional>
#include <string>
#include <vector>

namespace youju::ledger {

struct TableColumn {
  int column = 0;                 // 1-based
  std::vector<std::string> path;  // of titles, from the outermost
  std::string title;              // the path as one text, unique in the table
  std::optional<words::Measure> measure;
  bool of_which = false;    // 其中：…: a part of the column before
  bool row_number = false;  // 序号
  bool rate = false;        // what does not add up
};

struct FoundTable {
  std::size_t sheet = 0;
  int header_first = 0, header_last = 0;
  std::vector<TableColumn> columns;  // in order of their columns
  std::string title;
  std::optional<int> year;                  // of the title, or the sheet's name
  std::vector<words::Measure> measures;     // of a line above: 单位：万元
  std::string reporter;                     // of a line above: 填报单位：甲镇
  std::string form;                         // fingerprint of titles and units of measure
  const TableColumn* at(int column) const;  // null if the column has no title
};

// How well a title is known to the ledger, 0..100: what tells a header from a row of words.
using KnownTitle = std::function<int(const std::vector<std::string>& path)>;

// Nothing if no row of the first rows can be a header.
Result<std::optional<FoundTable>> find_table(const Workbook& workbook, std::size_t sheet,
                                             const KnownTitle& known);

struct SheetCell {
  std::string text;
  GridCell::Kind kind = GridCell::Kind::empty;
  bool formula = false;
  bool filled = false;  // stands in a merged cell that begins in a row above
  bool is_empty() const { return kind == GridCell::Kind::empty; }
};

enum class RowKind {
  data,
  total,
  part,             // 其中
  note,             // 注：…
  section,          // 一、… : a heading inside of the table
  repeated_header,  // of the next printed page
  second_table,     // where another table begins; the last row that is told
};

struct SheetRow {
  RowKind kind = RowKind::data;
  words::Total total = words::Total::none;
  std::size_t label = 0;  // index of the cell that says so
  int number = 0;
  bool hidden = false;
  std::vector<SheetCell> cells;  // by column, 0-based
};

// Tells the rows below the header, in order, in memory that does not grow with them.
Result<void> read_table(const Workbook& workbook, const FoundTable& table,
                        const std::function<Result<bool>(const SheetRow&)>& row);

}  // namespace youju::ledger
