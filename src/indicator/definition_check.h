// The checks that make a set of indicators trustworthy, and the quantity of each. Inside this room.
#pragma once

#include <youju/indicator/definition.h>

#include <map>
#include <string>
#include <vector>

namespace youju::indicator {

// Checks every indicator and fills Indicator::quantity. `places` says where each stands.
Result<void> check_definitions(std::vector<Indicator>& indicators,
                               const std::map<std::string, std::size_t, std::less<>>& by_id,
                               const std::vector<std::string>& places,
                               const ledger::SchemaSet& schemas);

// Whether a condition fits a ledger: its fields exist, its values are of their types. The error has
// `where` = line:column of the comparison.
Result<void> check_condition(const Condition& condition, const ledger::Schema& schema,
                             const ledger::SchemaSet& schemas);

}  // namespace youju::indicator
