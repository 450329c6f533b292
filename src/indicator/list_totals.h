// What all approved records of a list are and add up to, without a look at each: a nation's list
// has millions.
#pragma once

#include <youju/indicator/figures.h>

#include <optional>

namespace youju::indicator {

// As Ledgers::totals() says it of the approved records of a list that asks for a unit and a period
// alone. Nothing where the figures may not say the same: when units stand otherwise today than on
// the last day of the period, or some that had records stand no more, since a list has the units of
// today's tree; when a sum does not fit. Error: "org.forbidden".
Result<std::optional<ledger::Ledgers::ListTotals>> list_totals(
    const Figures& figures, const ledger::Ledgers& ledgers, const Clock& clock,
    const org::Access& access, const ledger::Ledgers::ListQuery& query);

}  // namespace youju::indicator
