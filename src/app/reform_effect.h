// What a reform of units would do, before anybody decides on it.
#pragma once

#include <youju/app/workspace.h>
#include <youju/ledger/reform.h>

#include <cstdint>
#include <string>
#include <vector>

namespace youju::app {

struct ReformEffect {
  std::int64_t units = 0;  // that would stand elsewhere, end, or be new, with all below them
  // A figure of an issued (sealed) summary that would be another one afterwards. The summary itself
  // stays as it was issued; `youju verify` would then find that the ledger has moved.
  struct Change {
    std::string draft;                   // id of the summary
    std::string summary, unit, period;   // its title, unit code, period
    std::string figure, title;           // of the figure
    std::string printed, before, after;  // as issued; its value now; its value then
  };
  std::vector<Change> issued;
  std::int64_t looked_at = 0;     // issued figures whose period ends on the day or later
  std::int64_t out_of_sight = 0;  // changes in summaries that the person may not read
};

// Of the last sealed version of each summary; figures that read otherwise already for another
// reason are listed only if the reform changes them too. Cost: two readings of each issued figure,
// and of all approved records once (Figures::view_by), if any issued figure can change at all.
// Errors: those of Ledgers::reform.
Result<ReformEffect> reform_effect(const Workspace& workspace, const org::Access& access,
                                   const ledger::Reform& reform);

}  // namespace youju::app
