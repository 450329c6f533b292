// From what stands in a cell to what a file of the ledger would say: numbers in its unit of
// measure, days, codes of units and choices. Inner header of the room.
#pragma once

#include <youju/ledger/record_check.h>
#include <youju/ledger/workbook_table.h>

#include <unordered_map>

namespace youju::ledger {

// Units below one unit, by code, name and short name.
class UnitNames {
 public:
  // Of the subtree of `root` on that day, or of all units if it is none.
  UnitNames(const org::Directory& directory, Day day, std::optional<org::UnitId> root);
  explicit UnitNames(const org::Directory& directory);  // of all units
  struct Found {
    std::string code;        // of the one unit that is called so; "" if there is none or several
    bool ambiguous = false;  // several are
  };
  Found find(std::string_view spelling) const;

 private:
  void note(const org::Unit& unit);

  std::unordered_map<std::string, std::string> codes_;
  // Folded names; a name of several units has the code "".
  std::unordered_map<std::string, std::string> names_, shorts_;
};

// What a cell becomes, or why it cannot.
struct CellText {
  std::string text;   // "" : nothing
  std::string until;  // of a cell that names two days
  std::optional<Error> error;
};

class CellReader {
 public:
  CellReader(const Schema& schema, const SchemaSet& schemas, const UnitNames& units)
      : schema_(schema), schemas_(schemas), units_(units) {}

  struct Rules {
    int power = 0;
    std::optional<int> year;
    const std::map<std::string, std::string>* spellings = nullptr;  // of units; may be null
  };
  CellText read(int target, const SheetCell& cell, const Rules& rules) const;
  // Whether the text could stand for a value of the target: what `propose` looks at.
  bool fits(int target, const SheetCell& cell, const Rules& rules) const;

 private:
  CellText number(const Field& field, const SheetCell& cell, const Rules& rules) const;
  CellText day(const SheetCell& cell, const Rules& rules, bool range) const;
  CellText unit(std::string_view text, const Rules& rules) const;
  CellText list_of_units(std::string_view text, const Rules& rules) const;
  CellText tags(std::string_view text) const;
  static std::string choice(const Field& field, std::string_view text);

  const Schema& schema_;
  const SchemaSet& schemas_;
  const UnitNames& units_;
};

}  // namespace youju::ledger
