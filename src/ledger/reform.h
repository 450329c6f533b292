// Reforms of units: what becomes of a unit on a day. Each is one or more events in one transaction.
//
// Records stay with the unit they were entered for, as it was. A figure goes by the tree of the
// last day of its period; a unit that no longer stands then counts where it stood on the day of
// each record. So a township that is merged into another on 1 July keeps its first half year: the
// county's year has all of it, the other township's year only what was entered for itself.
#pragma once

#include <youju/org/directory.h>

#include <string>
#include <vector>

namespace youju::ledger {

struct Reform {
  enum class Kind {
    move,     // `unit` with all below it stands below `into` from the day on
    rename,   // `unit` is called `named` from the day on, at the latest today
    merge,    // 撤并: `unit` and `others` end, what is directly below them stands below `into`
    split,    // 分设: `named` is a new unit beside `unit`, and `others` move from there below it
    abolish,  // 撤销: `unit` ends; what is directly below it goes to `into`, if that is given
  };
  Kind kind = Kind::move;
  std::string unit;                 // codes
  std::string into;                 // "": in a split, below the same parent
  std::vector<std::string> others;  // at most limits::reform_units_max
  org::UnitRow named;               // rename: name, short name, kind; split: the code too
  Day day;
  std::string reason;  // needed
};
// The stable spelling of a kind: "move", …. Error: "org.unknown_reform".
Result<Reform::Kind> parse_reform_kind(std::string_view text);
std::string_view reform_kind_name(Reform::Kind kind);

// Errors of Ledgers::reform, nothing is done then: "org.unknown_unit", "org.not_standing" (on that
// day), "org.unit_loop" (below itself or its own child), "org.root_stays",
// "org.changes_nothing", "org.changes_later" (a later change of the same unit is known),
// "org.has_children", "org.not_a_child", "org.rename_ahead", "org.reason_needed",
// "org.duplicate_code", "org.bad_code", "org.empty_name", "ledger.reform_closed" (a closed period's
// figures would change), "org.forbidden": Action::manage_units is needed over the unit, the others
// and where they go.

}  // namespace youju::ledger
