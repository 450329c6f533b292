// Answers questions from the roll-ups of a ledger, as cube_answer.h does from its rows, where the
// roll-ups can tell. Inside this room.
#pragma once

#include <youju/indicator/cube_answer.h>
#include <youju/indicator/cube_feed.h>

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace youju::indicator {

// One question. Every function gives nothing where only the rows can tell.
class CubeAsker {
 public:
  // All must outlive it.
  CubeAsker(const CubePicture& picture, const CubeRollups& rollups, const CubeQuery& query);

  std::optional<CubeAnswer> answer() const;
  std::optional<std::vector<RecordReference>> records(std::size_t offset, std::size_t rows) const;
  std::optional<std::vector<std::string>> values(const std::string& field) const;
  std::optional<bool> any() const;

 private:
  // The places that are asked of each dimension; none: all.
  using Places = std::vector<std::optional<std::vector<std::uint16_t>>>;
  struct Days {
    std::int32_t first = 0, after = 0;
  };
  bool find_slice();
  bool is_level() const { return slice().kind != CubeSlice::Kind::rows; }
  bool narrow(std::size_t dimension, const Condition& condition);
  bool filter(const std::string& field, const std::string& value);
  bool fits(const Condition& condition, const CubeDimension& dimension, std::uint16_t place) const;
  std::uint16_t size(std::size_t dimension) const;
  std::size_t combinations() const;

  RollupQuery rollup_query(Days days) const;
  template <typename F>
  void each_combination(Days days, F&& use) const {
    each_combination(days, places_, std::forward<F>(use));
  }
  template <typename F>
  void each_combination(Days days, const Places& places, F&& use) const;
  const RollupView& view() const { return *rollups_.slices[slice_].view; }
  // The same where the question wants rows.
  const RollupView* view_with_rows() const;
  RollupTotals ask(const RollupView& view, const RollupQuery& query) const;
  // Nothing, once the roll-up lacked something.
  template <typename T>
  std::optional<T> told(std::optional<T> found) const;
  std::optional<CubeAnswer> find_answer() const;
  std::optional<std::vector<RecordReference>> find_records(std::size_t offset,
                                                           std::size_t rows) const;
  std::optional<std::vector<std::string>> find_values(const std::string& field) const;
  const CubeSlice& slice() const { return rollups_.plan->slices[slice_]; }
  // The measure that is 1 for every row of a level.
  std::size_t every() const {
    return static_cast<std::size_t>(
        slice().measure(CubeSlice::every.column, CubeSlice::every.given));
  }
  std::int64_t rows_of(const RollupTotals& totals) const;
  std::int64_t count(Days days) const;
  RollupTotals totals(Days days) const { return totals(days, places_); }
  RollupTotals totals(Days days, const Places& places) const;
  RollupTotals stocks() const;
  bool any_report() const;
  std::optional<std::string> missing_part() const;
  std::optional<std::int32_t> extreme_day(bool last) const;
  bool fill(CubeAnswer& answer) const;
  void sum(CubeAnswer& answer) const;
  void max(CubeAnswer& answer) const;
  void distinct(CubeAnswer& answer) const;
  void stock(CubeAnswer& answer) const;
  std::int64_t streak() const;
  Decimal number(Int128 scaled) const;

  const CubePicture& picture_;
  const CubeRollups& rollups_;
  const CubeQuery& query_;
  const Aggregate& aggregate_;
  const ledger::Schema& schema_;
  int column_;          // of the field, or CubeSlice::unit_column
  bool can_ = false;    // the subtree is one of the roll-ups'
  bool found_ = false;  // and a slice has the rest
  bool alone_ = false;
  std::size_t slice_ = 0;
  mutable bool lacks_ = false;  // the roll-up has not what was asked of it
  Places places_;
  Days days_;     // in which records count
  Days reports_;  // in which a unit has reported
};

}  // namespace youju::indicator
