// Computes figures: asks the cube and the declared book, evaluates formulas, remembers answers.
// Inside this room; FigureView is its face.
#pragma once

#include <youju/indicator/declared.h>
#include <youju/indicator/figures.h>

#include <memory>
#include <optional>
#include <set>
#include <string>
#include <unordered_set>
#include <vector>

namespace youju::indicator {

// The qualifier of what is computed: the weakest claim of its operands. A sum (`adds`) with one
// "more than" is "more than", and with a "more than" and an "at most" neither; anything else with
// an inexact operand is "about".
Qualifier joined(const std::vector<Figure>& operands, bool adds);

inline constexpr std::string_view units_of_kind = "unit:";  // and the kind, as a split

class Calculator {
 public:
  Calculator(ledger::Ledgers& ledgers, std::shared_ptr<const IndicatorSet> indicators,
             std::shared_ptr<const Cube::View> cube, std::shared_ptr<const DeclaredBook> declared,
             Day today);
  // From now on units stand as in this directory, which is that of the view too.
  void restate(std::shared_ptr<const org::Directory> directory) {
    directory_ = std::move(directory);
    last_code_.clear();
  }

  // Checks the name: indicator, unit, filter. The figure itself may be missing; that is no error.
  // It lives as long as this.
  Result<const Figure*> figure(const FigureName& name);
  Result<std::vector<Figure>> parts(const FigureName& name, std::string_view by);
  // The field by which an indicator, or an operand of its formula, is split; null if none has it.
  // Belongs to schemas().
  const ledger::Field* field_of(std::string_view indicator, std::string_view field) const;
  // The names of the parts, those without ground too.
  Result<std::vector<FigureName>> part_names(const FigureName& name, std::string_view by) const;
  Result<std::vector<FigureName>> choices(const FigureName& name, std::string_view field) const;
  Result<FigureTable> table(const FigureName& name, std::string_view rows,
                            std::string_view columns);
  // The places of the unit by each of these indicators (figure_places.cpp).
  Result<std::vector<FigurePlace>> places(const FigureName& name,
                                          const std::vector<std::string>& indicators,
                                          org::UnitId within);
  // What is odd about a record's numbers (odd_value.cpp); `reads_siblings`: the units beside its
  // own may be looked at too.
  Result<std::vector<OddValue>> odd_values(const ledger::Schema& schema,
                                           const ledger::Record& record, bool reads_siblings) const;
  Result<std::vector<RecordReference>> records(const FigureName& name, std::size_t offset,
                                               std::size_t rows);
  Result<std::vector<ledger::Ledgers::NilReturn>> nil_returns(const FigureName& name);
  bool is_declared(std::string_view indicator) const;
  const DeclaredFigure* target(const FigureName& name) const;
  std::vector<const DeclaredFigure*> targets_of(std::string_view unit) const;
  const IndicatorSet& indicators() const { return *indicators_; }
  const org::Directory& directory() const { return *directory_; }
  // As Directory::find. Nearly always it is the unit that was asked last.
  Result<org::UnitId> unit_of(const std::string& code) const;
  // As IndicatorSet::find; likewise.
  const Indicator* indicator_of(const std::string& id) const;
  const Cube::View& cube() const { return *cube_; }
  std::int64_t as_of() const { return std::max(cube_->as_of(), declared_->as_of()); }
  // The aggregate that an actual or cumulative figure of this name counts, or nothing.
  std::optional<Aggregate> aggregate_of(const FigureName& name) const;
  const ledger::SchemaSet& schemas() const { return *schemas_; }

 private:
  // A value on the way through a formula, or why there is none. It is value ÷ divisor: divided is
  // once, at the end, so that a formula rounds once.
  struct Operand {
    std::optional<Decimal> value;
    FromNothing why;
    Decimal divisor = 1;
    bool is_divided = false;
  };
  // Figures are found by their names.
  struct ByName {
    using is_transparent = void;
    static const FigureName* of(const FigureName& name) { return &name; }
    static const FigureName* of(const Figure& figure) { return &figure.name; }
    std::size_t operator()(const FigureName& name) const;
    std::size_t operator()(const Figure& figure) const { return (*this)(figure.name); }
    template <typename A, typename B>
    bool operator()(const A& a, const B& b) const {
      return *of(a) == *of(b);
    }
  };

  Result<void> check_name(const FigureName& name) const;
  Result<void> check_filter(const Indicator& indicator, const Filter& filter) const;
  std::set<std::string> parts_of(org::UnitId unit, const Period& period) const;
  Result<std::set<std::string>> below_of_kind(org::UnitId unit, const Period& period,
                                              std::string_view kind) const;
  void add_values(const FigureName& name, const std::string& by,
                  std::vector<std::string>& values) const;
  void add_values(const Formula& formula, const FigureName& whole, const std::string& by,
                  std::vector<std::string>& values) const;
  const ledger::Field* field_of(const Formula& formula, std::string_view field) const;
  Result<std::vector<org::UnitId>> peers_within(const FigureName& name, org::UnitId within) const;
  std::optional<Decimal> number_of(const FigureName& name, org::UnitId unit);
  const Figure& remembered(const FigureName& name);
  Figure compute(const FigureName& name);
  Figure start(const FigureName& name) const;
  // Whether its period is not closed. Nearly always it is the unit and period asked last.
  bool is_provisional(const FigureName& name) const;

  void from_aggregate(Figure& figure, const Aggregate& aggregate);
  bool from_declared(Figure& figure) const;
  void from_rollup(Figure& figure);
  void from_formula(Figure& figure, const Formula& formula);
  void from_arithmetic(Figure& figure, const Formula& formula);

  // The last day up to which a period can be compared with the year before, or why it cannot.
  std::variant<Day, FromNothing> comparable_until(const FigureName& base) const;
  // The longest part that a ledger behind the indicator expects.
  std::optional<PeriodKind> expected_part(const Indicator& indicator) const;
  std::optional<PeriodKind> expected_part(const Formula& formula) const;
  void from_growth(Figure& figure, const FigureName& base, int decimals);
  void from_rank(Figure& figure, const FigureName& base, bool ascending);
  void from_progress(Figure& figure, const FigureName& base, int decimals);
  void from_quotient(Figure& figure, const Figure& a, const Figure& b, int shift, int decimals,
                     std::string_view rule);
  void take_over(Figure& figure, const Figure& from, std::string_view rule) const;
  // Whether an operand has no number, or none that applies: then the figure has none either, and
  // says why.
  bool lacks_a_number(Figure& figure, const std::vector<Figure>& operands,
                      std::string_view rule) const;
  bool does_not_apply(Figure& figure, const std::vector<Figure>& operands,
                      std::string_view rule) const;

  Operand evaluate(const Formula& formula, const FigureName& whole, std::vector<Figure>& operands);
  Operand operand_of(const Figure& figure) const;
  Operand operand_of_function(const Formula& formula, const Figure& result) const;
  Operand arithmetic(const Formula& formula, const Operand& a, const Operand& b) const;
  Figure function(const Formula& formula, const FigureName& whole, int decimals);

  ledger::Ledgers& ledgers_;
  std::shared_ptr<const IndicatorSet> indicators_;
  std::shared_ptr<const Cube::View> cube_;
  std::shared_ptr<const DeclaredBook> declared_;
  std::shared_ptr<const org::Directory> directory_;
  std::shared_ptr<const ledger::SchemaSet> schemas_;
  Day today_;
  std::unordered_set<Figure, ByName, ByName> memory_;
  mutable std::string last_code_;  // "": none
  mutable org::UnitId last_unit_;
  mutable const Indicator* last_indicator_ = nullptr;
  mutable std::size_t following_ = 0;  // the place of the one that may be asked next
  struct LastClosing {
    org::UnitId unit;
    Period period;
    bool is_closed = false;
  };
  mutable std::optional<LastClosing> last_closing_;
};

}  // namespace youju::indicator
