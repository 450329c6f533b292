// What stands in one cell of a statistics form. Nothing, zero and not reported are three things:
// zero is a number; "there is no such thing here" is none, for which each edition has its own
// sign; a cell that nobody has filled is missing and is never read as 0.
#pragma once

#include <youju/base/decimal.h>

#include <functional>
#include <string_view>

namespace youju::forms {

enum class CellState { missing, none, number };
std::string_view cell_state_name(CellState state);          // "missing", "none", "number"
Result<CellState> parse_cell_state(std::string_view text);  // "forms.bad_cell_state"

struct CellValue {
  CellState state = CellState::missing;
  Decimal number;  // of CellState::number
  friend bool operator==(const CellValue&, const CellValue&) = default;
};

// The value of an item in the return that is looked at, or, with `last`, in the same unit's return
// of the year before; missing if there is none.
using CellLookup = std::function<CellValue(std::string_view item, bool last)>;

}  // namespace youju::forms
