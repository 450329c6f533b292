// The checks that make a set of indicators trustworthy, and the quantity of each. Inside this room.
#pragma once

#include <youju/indicator/definition.h>

#include <string>
#include <vector>

namespace youju::indicator {

// Where an indicator and its words stand, each as "line:column" of `file`.
struct IndicatorPlaces {
  std::string file;  // "pack/indicators/x.yaml"
  std::string self, unit, rollup;
  std::vector<std::string> by;
  std::string whole() const { return file + ":" + self; }
};

// Checks every indicator and fills Indicator::quantity. `places` is by index of `indicators`. The
// error has `where` = file:line:column of the word that is wrong.
Result<void> check_definitions(std::vector<Indicator>& indicators, const IndicatorIndex& by_id,
                               const std::vector<IndicatorPlaces>& places,
                               const ledger::SchemaSet& schemas);

// Whether a condition fits a ledger: its fields exist, its values are of their types. The error has
// `where` = line:column of the comparison.
Result<void> check_condition(const Condition& condition, const ledger::Schema& schema,
                             const ledger::SchemaSet& schemas);

}  // namespace youju::indicator
