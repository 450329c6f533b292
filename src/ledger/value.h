// From the text of a cell to a typed value and back.
#pragma once

#include <youju/ledger/record.h>

#include <string>
#include <string_view>
#include <vector>

namespace youju::ledger {

// Where names that records point to are found. An answer of nothing is a fault of the cell.
class Lookup {
 public:
  virtual ~Lookup() = default;
  virtual std::optional<org::UnitId> unit(std::string_view code) = 0;
  virtual Result<std::optional<PartyId>> party(const Field& field,
                                               std::string_view name_or_code) = 0;
  virtual Result<std::optional<Uuid>> record(const Field& field, std::string_view key) = 0;
};

// Reads a cell that is not empty, already trimmed, by the rules and bounds of the field. A fault is
// an Error with the fields "field", "title", "value" and the bound. Allocates nothing on success
// but what the value itself holds.
Result<Value> parse_value(const Field& field, std::string_view cell, Lookup& lookup);

// The stable spelling in event payloads: as a csv cell, but a party by its number and a record by
// its UUID. A unit is spelled by its code, which the caller knows.
std::string value_text(const Value& value, const std::string& unit_code = {});

// The failure of one field's cell.
tl::unexpected<Error> field_fault(const Field& field, std::string_view what, std::string_view cell,
                                  std::vector<ErrorField> more = {});

}  // namespace youju::ledger
