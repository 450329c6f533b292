// The next period's targets, drafted from what this one reached. A draft is a proposal by a rule
// that it states: people look at it, change it as a file or take it as it is. Nothing is wanted
// before it is set.
#pragma once

#include <youju/plan/plans.h>

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace youju::plan {

// How a value comes from this period. It goes for what shall reach a value. What may not happen
// stays at none, a frequency and a limit stay as they are, a place stays or is the better one that
// was reached, what is no amount (a share) does not grow, and an edition (第七届) is followed by
// the next one if it is on record, else left to the writer.
struct DraftRule {
  enum class Basis { actual, target, higher };  // of this period: the figure, what was wanted
  Basis basis = Basis::actual;                  // if that is not known, the other
  Decimal growth;  // in % of the basis; a result is rounded up to the indicator's decimals
};
std::string_view basis_name(DraftRule::Basis basis);
Result<DraftRule::Basis> parse_basis(std::string_view text);  // "plan.unknown_basis"

struct Drafted {
  indicator::FigureName name;  // of the next period, aspect target
  const indicator::Indicator* indicator = nullptr;
  Terms terms;
  std::string owner;
  std::optional<Decimal> value;  // none: nothing is known that it could come from
  std::string reason;            // catalogue id: how it came, or why it did not
  std::optional<Decimal> actual, target, completion, beyond;  // of this period
  std::optional<Decimal> set;                                 // what is wanted already
};

struct Draft {
  std::string unit;  // code
  Period from, to;
  DraftRule rule;
  Day on;
  bool so_far = false;  // this period still runs, and its figures with it
  std::shared_ptr<const indicator::IndicatorSet> indicators;  // keeps what is pointed to
  std::vector<Drafted> targets;  // in the order in which packs define their indicators
};

// Of what was wanted of the unit in the period, what is wanted already in the next, and `more`
// indicators. Action::read of the unit. Errors: "plan.growth_out_of_range", "decimal.overflow",
// "figure.unknown_indicator", "period.out_of_range".
Result<Draft> draft_next(const Plans& plans, const org::Access& access, std::string_view unit,
                         const Period& period, const DraftRule& rule,
                         std::span<const std::string> more = {});

// Those that have a value and are not set yet, as a file for Plans::load_targets, which sets them
// all or none.
std::string targets_csv(const Draft& draft, std::string_view source);

}  // namespace youju::plan
