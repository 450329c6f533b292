// A sheet proven by its own totals: sums of the rows that each row of totals speaks of. Inner
// header of the room.
#pragma once

#include <youju/ledger/workbook_table.h>

#include <vector>

namespace youju::ledger {

class Totals {
 public:
  // `ticks`: columns (0-based) of which ticks are counted; `skipped`: those that hold no numbers,
  // such as days and keys.
  Totals(const FoundTable& table, const std::vector<std::size_t>& ticks,
         const std::vector<std::size_t>& skipped);
  void add_data(const SheetRow& row);
  void add_total(const SheetRow& row);
  // All figures of all rows of totals, in their order.
  std::vector<Proof> proofs(const std::string& place) const;
  bool gave_up() const { return gave_up_; }

 private:
  struct Column {
    const TableColumn* column = nullptr;
    std::size_t index = 0;
    bool tick = false;
    bool broken = false;  // something that is no number stood in it
    Decimal sum;
  };
  struct Mark {
    int row = 0;
    words::Total total = words::Total::none;
    std::string label;
    std::int64_t rows_before = 0;
    std::vector<Decimal> sums_before;            // by column
    std::vector<std::optional<Decimal>> stated;  // by column
  };
  struct Span {
    std::int64_t rows = 0;
    std::vector<Decimal> sums;
  };
  std::optional<Decimal> value_of(const Column& column, const SheetCell& cell, bool& sound) const;
  Span between(const Mark* from, const Mark* to) const;
  Span best_span(std::size_t mark) const;
  int agreeing(const Mark& mark, const Span& span) const;

  std::vector<Column> columns_;
  std::vector<Mark> marks_;
  std::int64_t rows_ = 0;
  bool gave_up_ = false;
};

}  // namespace youju::ledger
