// From the cells of one row to a checked record: every fault of every cell, each by itself.
#pragma once

#include <youju/ledger/record.h>
#include <youju/ledger/value.h>

#include <array>
#include <set>
#include <string_view>
#include <vector>

namespace youju::ledger {

// What a column of a row is about: one of these, or the index of a field (0 and above).
struct Target {
  static constexpr int key = -1, unit = -2, on = -3, until = -4, tags = -5, hosts = -6,
                       evidence = -7;
  static constexpr int count = 7;  // of the above
};
// The name of a column: "unit", "on", … or the field's.
std::string_view target_name(const Schema& schema, int target);
// The title of a column that is no field: "单位", "Unit".
std::string target_title(int target, Language language);
// The target of a column by its name, its Chinese or its English title; nothing if there is none.
std::optional<int> target_of(const Schema& schema, std::string_view column);

// The cells of one row by target; an empty cell is a missing value. Views of the caller's text.
class Cells {
 public:
  explicit Cells(const Schema& schema) : fields_(schema.fields.size()) {}
  void clear();
  void set(int target, std::string_view text);
  std::string_view get(int target) const;

 private:
  std::array<std::string_view, Target::count> fixed_{};
  std::vector<std::string_view> fields_;
};

struct CellFault {
  int target = 0;
  Error error;
};

class RecordCheck {
 public:
  RecordCheck(const Schema& schema, const SchemaSet& schemas, const org::Directory& directory,
              Lookup& lookup)
      : schema_(schema), schemas_(schemas), directory_(directory), lookup_(lookup) {}

  // Fills everything but identity, state, author and times, and evidence, which is files. Returns
  // how many faults were added. `complete`: required fields must be there, as for submission.
  std::size_t check(const Cells& cells, bool complete, Record& record,
                    std::vector<CellFault>& faults);
  // Checks the given targets alone into a record that was checked before; its other values stay.
  std::size_t change(const Cells& cells, const std::set<int>& targets, Record& record,
                     std::vector<CellFault>& faults);
  // The faults of a record whose values were checked before, for submitting it.
  static void check_complete(const Schema& schema, const Record& record,
                             std::vector<CellFault>& faults);

 private:
  void check_field(std::size_t index, std::string_view cell, bool complete, Record& record,
                   std::vector<CellFault>& faults);
  void check_days(const Cells& cells, Record& record, std::vector<CellFault>& faults);
  void check_unit(const Cells& cells, Record& record, std::vector<CellFault>& faults);
  void check_tags(std::string_view cell, Record& record, std::vector<CellFault>& faults);
  void check_hosts(std::string_view cell, Record& record, std::vector<CellFault>& faults);

  const Schema& schema_;
  const SchemaSet& schemas_;
  const org::Directory& directory_;
  Lookup& lookup_;
  bool has_day_ = false;
};

// Against what a row is checked.
struct CheckGround {
  const Schema& schema;
  const SchemaSet& schemas;
  const org::Directory& directory;
  Lookup& lookup;
};

// Checks what was said by column names; each fault has its place: raw.where, then the column.
// `complete`: as for submission.
std::vector<Error> check_raw(const CheckGround& ground, const RawRecord& raw, bool complete,
                             Record& record);

// The same for changes of a record: what is not named stays as it is.
std::vector<Error> change_raw(const CheckGround& ground, const RawRecord& raw, Record& record);

}  // namespace youju::ledger
