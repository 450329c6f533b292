// Computes targets of one picture: values and figures as of one moment. What is wanted is looked up
// by its name or its unit, so that a plan costs what is in it and not what is in the folder. Inside
// this room.
#pragma once

#include <youju/plan/plans.h>
#include <youju/plan/projection.h>

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace youju::plan {

class Reader {
 public:
  // `needs` must outlive it.
  Reader(const Needs& needs, const org::Access& access, Day on);

  // The names of the targets of a unit that apply; none of them is computed yet.
  std::vector<indicator::FigureName> wanted_of(std::string_view unit) const;
  // What is wanted as a target; null if nothing is, or no longer.
  const indicator::DeclaredFigure* find(const indicator::FigureName& name) const;
  // Reads the terms of these from the store; of others nothing is known below.
  Result<void> learn(const std::vector<indicator::FigureName>& names);
  Terms terms_of(const indicator::FigureName& name) const;
  Version version_of(const indicator::FigureName& name) const;
  // The terms that were kept for it, if any were.
  const KeptTerms* kept(const indicator::FigureName& name) const;
  // What a target is counted by: of a frequency it may be another indicator. Null: it is gone.
  const indicator::Indicator* counted_by(const indicator::FigureName& name,
                                         const Terms& terms) const;
  // The units right below on the last day of the period, or today if that is to come.
  Result<std::vector<std::string>> below(const std::string& unit, const Period& period) const;
  // Learns what it needs. Errors: those of FigureView::figure.
  Result<Target> target(const indicator::FigureName& name);
  Result<std::vector<Point>> path(const Target& target);
  // Not of the future, and before its period nothing.
  Result<indicator::Figure> figure(indicator::FigureName name);

  Day on() const { return on_; }
  indicator::FigureView& view() { return *view_; }
  std::shared_ptr<const indicator::IndicatorSet> indicators() const { return indicators_; }
  Result<void> check_read(std::string_view unit) const;

 private:
  Result<std::vector<Step>> steps(const Target& target);
  Result<void> add_parts(Target& target) const;

  const Needs* needs_;
  org::Access access_;
  Day on_, today_;
  std::shared_ptr<const indicator::IndicatorSet> indicators_;
  std::unique_ptr<indicator::FigureView> view_;
  std::map<std::string, std::optional<KeptTerms>> terms_;  // that were learnt
};

// A milestone judged on a day; one that was done later was not done then.
Light milestone_light(const Milestone& milestone, Day on);

}  // namespace youju::plan
