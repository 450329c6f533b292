// The rows of one sheet, by a mapping, as rows of a file that the importer reads. Inner header of
// the room.
#pragma once

#include <youju/ledger/workbook_cells.h>
#include <youju/ledger/workbook_proofs.h>

#include <functional>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace youju::ledger {

// The file that is handed to the importer: csv with the names of the targets as header, and from
// each of its lines the way back to the sheet.
class RowFile {
 public:
  RowFile(const Schema& schema, std::vector<int> targets);
  struct Place {
    int line = 0;
    std::size_t sheet = 0;
    int row = 0;
  };
  // `texts` by index of targets().
  void add(const Place& place, const std::vector<std::string>& texts);
  const std::vector<int>& targets() const { return targets_; }
  std::string_view text() const { return text_; }
  // The row of a line of the file; null for the header.
  const Place* place(int line) const;
  // What is wrong with a cell that could not be read: the importer finds a cell that nothing can
  // be made of, and this is why.
  void fault(std::size_t sheet, int row, int target, Error error);
  const Error* fault_at(const Place& place, int target) const;
  // What no field of any type takes.
  static constexpr std::string_view no_value = "\x01";

 private:
  void append(std::string_view cell);
  std::vector<int> targets_;
  std::string text_;
  int line_ = 1;
  std::vector<Place> places_;
  std::unordered_map<std::string, Error> faults_;  // the first of them, by "sheet row target"
};

// How the columns of a found table are read.
struct SheetPlan {
  struct Column {
    std::size_t index = 0;  // of the cell, 0-based
    int target = 0;
    int power = 0;
    std::string ticked;
  };
  FoundTable table;
  const Mapping* mapping = nullptr;
  std::string place;  // "Sheet1!" : what stands before an address
  std::vector<Column> columns;
  std::vector<std::pair<int, std::string>> constants;
};
// Errors: "import.mapping_column", "import.unknown_target", "import.duplicate_target".
Result<SheetPlan> plan_sheet(const Workbook& workbook, const Schema& schema, FoundTable table,
                             const Mapping& mapping);

class SheetRows {
 public:
  struct Ground {
    const Workbook& workbook;
    const Schema& schema;
    const CellReader& cells;
    // The key under which a row is entered: the given one, or another one if its record was taken
    // back with an import.
    std::function<Result<std::string>(std::string key)> free_key;
    std::string key_prefix;  // of rows without a key, where others have one
  };
  SheetRows(const Ground& ground, const SheetPlan& plan, RowFile& file, ApplyReport& report);
  Result<void> run();

 private:
  Result<void> take(const SheetRow& row);
  Result<void> enter(const SheetRow& row);
  void read_cell(const SheetPlan::Column& column, const SheetRow& row);
  void tick(const SheetPlan::Column& column, const SheetCell& cell);
  void finish();
  std::string address(int row, std::size_t index) const;
  std::string& text_of(int target);
  void find(std::string_view what, std::string where, std::vector<ErrorField> fields);
  void remark(std::string_view what, std::string where, std::vector<ErrorField> fields);
  // Counts, and remembers where the first one was.
  struct Tally {
    std::int64_t count = 0;
    std::string first;
    void add(std::string where) {
      if (count++ == 0) first = std::move(where);
    }
  };

  const Ground& ground_;
  const SheetPlan& plan_;
  RowFile& file_;
  ApplyReport& report_;
  Totals totals_;
  bool has_key_ = false;
  std::vector<std::string> texts_;  // of the present row, by index of the file's targets
  std::unordered_set<std::string> keys_;
  Tally hidden_, parts_, notes_, sections_, formulas_, merged_, totals_told_;
};

}  // namespace youju::ledger
