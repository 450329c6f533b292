// What of an edition can be judged only when it was read whole: names, cells, examples of rules.
// Inside this room.
#pragma once

#include <youju/base/yaml.h>
#include <youju/forms/edition.h>

#include <map>
#include <string>
#include <vector>

namespace youju::forms {

// Where things stand in the file, and the examples of its rules.
struct RuleExamples {
  std::string place;
  // By item; "last(x)" for the year before.
  std::map<std::string, CellValue> passes, fails;
  bool has_passes = false, has_fails = false;
};
struct EditionPlaces {
  std::string file;
  std::string years, follows;
  std::map<std::string, std::string> items;  // by id
  std::vector<RuleExamples> rules;           // in their order
  std::vector<std::string> concordance;
};

// Errors with `where` = line:column.
Result<void> check_items(const Edition& edition, const EditionPlaces& places,
                         const indicator::IndicatorSet& indicators);
Result<void> check_rules(const Edition& edition, const EditionPlaces& places);
Result<void> check_concordance(const Edition& edition, const EditionPlaces& places,
                               const Edition& before);

}  // namespace youju::forms
