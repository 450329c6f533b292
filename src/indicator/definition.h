// The indicators of all loaded packs, checked: names exist, types fit, no cycles, two ratios are
// not added, references fit into a Word tag. Immutable; thread-safe.
#pragma once

#include <youju/indicator/expression.h>
#include <youju/indicator/wording.h>
#include <youju/ledger/schema.h>

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace youju::indicator {

// What kind of quantity a value is; decides what may be done with it.
enum class Quantity {
  amount,  // adds up: counts, sums, money
  stock,   // at a point of time
  ratio,   // %, ratio, growth: never added
  rank,
  day,  // a calendar date
};

struct Indicator {
  std::string id;
  ledger::Titles title;
  std::string pack;
  std::string unit;         // of measure: 家, 人次, %
  ledger::Measure measure;  // the same, as people read it
  Expression value;
  Quantity quantity = Quantity::amount;
  std::vector<std::string> by;  // fields for filters and splits; "tag" always is
  Wording wording;
  int decimals = 0;
  ledger::Titles definition;
  std::vector<std::string> also;
};

// Where each indicator stands, by its id.
struct IdHash : std::hash<std::string_view> {
  using is_transparent = void;
};
using IndicatorIndex = std::unordered_map<std::string, std::size_t, IdHash, std::equal_to<>>;

class IndicatorSet {
 public:
  // Errors: "indicator.duplicate", "indicator.unknown_ledger", "indicator.unknown_field",
  // "indicator.field_not_a_number", "indicator.unknown_choice", "indicator.unknown_reference",
  // "indicator.cycle", "indicator.ratios_do_not_add", "indicator.unit_mismatch",
  // "indicator.syntax", "indicator.name_too_long" … with `where` =
  // "pack/indicators/x.yaml:line:column".
  static Result<std::shared_ptr<const IndicatorSet>> parse(
      const std::vector<ledger::PackFiles>& packs, const ledger::SchemaSet& schemas);
  const Indicator* find(std::string_view id) const;
  const std::vector<Indicator>& all() const { return indicators_; }

 private:
  std::vector<Indicator> indicators_;
  IndicatorIndex by_id_;
};

}  // namespace youju::indicator
