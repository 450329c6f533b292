// The statement of responsibility (目标责任书): what a unit takes on, who answers for it, by when,
// and the lines in which both sides sign. A document like all others: its values are figures, and
// verify() tells which of them were changed since it was printed.
#pragma once

#include <youju/app/workspace.h>

#include <string_view>

namespace youju::app {

// Of the plan of a unit and period, with the parts that were split down. Errors: "app.no_plan"
// (nothing is wanted), those of Plans::read.
Result<narrative::Document> target_sheet(const Workspace& workspace, const org::Access& access,
                                         std::string_view unit, const Period& period,
                                         Language language);

}  // namespace youju::app
