// Which roll-ups a ledger has, by what the indicators ask of it, and which of them answers a
// question. Inside this room. Immutable.
#pragma once

#include <youju/indicator/cube.h>
#include <youju/indicator/rollup_shape.h>

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace youju::indicator {

// What rows are told apart by: a choice field, whose values are numbered as the schema has them and
// one more for "missing"; or the set of tags, numbered as they came.
struct CubeDimension {
  static constexpr int tags = -1;
  int column = tags;
  std::uint16_t size = 0;  // of choices
};

// A condition as it is asked of roll-ups.
struct CubeConditions {
  bool alone = false;                                     // only the unit's own records
  std::vector<std::pair<std::size_t, Condition>> places;  // of a dimension
  Condition rest;                                         // of the rows that a roll-up has
  Condition whole;                                        // both together
  bool can = true;                                        // false: no roll-up can tell
};

struct CubeSlice {
  // A slice has the rows as they are, or what is there at the end of a day: each row as a step up
  // on its day, and as a step down when it no longer counts. All steps up to a day together are
  // what is there then.
  enum class Kind {
    rows,
    standing,  // down on the day on which the row ends
    latest,    // down when a newer row of its key has a value
  };
  // What a roll-up sums up: the values of a column, or 1 where there is one; or 1 for every row.
  struct Measure {
    int column = 0;
    bool given = false;
    friend bool operator==(const Measure&, const Measure&) = default;
  };
  static constexpr int nobody = -2;
  static constexpr int unit_column = -1;
  static constexpr Measure every{-3, true};
  std::size_t condition = 0;  // in CubePlan::conditions
  std::vector<Measure> measures;
  int identity = nobody;  // a column
  Kind kind = Kind::rows;
  int key = unit_column;  // of latest
  // How a question is answered; nothing: by looking at the ledger's rows.
  static std::optional<Kind> kind_for(const Aggregate& aggregate, const ledger::Schema& schema);
  int measure(int column, bool given) const;  // its place, or -1
};

// Of one ledger.
struct CubePlan {
  const ledger::Schema* schema = nullptr;
  std::vector<CubeDimension> dimensions;
  // What is asked of rows before they come into a roll-up; the first is "always".
  std::vector<Condition> conditions;
  std::vector<std::string> texts;  // of the conditions: those that read the same are the same
  std::vector<CubeSlice> slices;   // the first is of all rows

  // What a condition asks of the dimensions of this ledger.
  CubeConditions conditions_of(const Condition& where) const;
  // The slice that has what the aggregate needs, whose condition is these; null if none has.
  const CubeSlice* slice(const CubeConditions& conditions, const Aggregate& aggregate) const;
  int dimension(std::string_view field) const;  // -1: is none; "tag"
};

// `indicators` may be null; then there are roll-ups of all rows only.
std::map<std::string, std::shared_ptr<const CubePlan>, std::less<>> plan_cube(
    const ledger::SchemaSet& schemas, const IndicatorSet* indicators);

}  // namespace youju::indicator
