// What stands behind Figures and its views. Inside this room.
#pragma once

#include <youju/indicator/calculator.h>
#include <youju/indicator/figures.h>
#include <youju/store/database.h>

#include <algorithm>
#include <deque>
#include <memory>
#include <mutex>
#include <vector>

namespace youju::indicator {

struct FigureView::State {
  Calculator calculator;
  org::Access access;
  std::shared_ptr<const org::UnitTree> today;
  ledger::Ledgers& ledgers;
  std::vector<org::UnitId> quoted;
  // Figures that were looked at where they stand, without operands that are out of sight.
  std::deque<Figure> cut = {};
  mutable org::UnitId quotable = {};  // the last unit that may be quoted

  Result<void> require_read(const FigureName& name) const {
    const org::UnitId unit = TRY(calculator.unit_of(name.unit));
    return access.require(org::Action::read, unit, *today);
  }
  Result<void> require_quote(const FigureName& name) const {
    const org::UnitId unit = TRY(calculator.unit_of(name.unit));
    if (unit == quotable) return {};
    if (std::find(quoted.begin(), quoted.end(), unit) == quoted.end()) {
      TRY(access.require(org::Action::read, unit, *today));
    }
    quotable = unit;
    return {};
  }

  // Whether whoever asked may read all that it is made of.
  bool is_in_sight(const Figure& figure) const {
    const auto* from = std::get_if<FromFigures>(&figure.provenance);
    return from == nullptr ||
           std::all_of(from->operands.begin(), from->operands.end(), [&](const Figure& each) {
             return require_quote(each.name) && is_in_sight(each);
           });
  }

  // A rank or a share may be told to who must not read all that it is made of.
  void keep_in_sight(Figure& figure) const {
    auto* from = std::get_if<FromFigures>(&figure.provenance);
    if (from == nullptr) return;
    from->out_of_sight += static_cast<std::int64_t>(std::erase_if(
        from->operands, [&](const Figure& each) { return !require_quote(each.name); }));
    for (Figure& operand : from->operands) keep_in_sight(operand);
  }
};

struct Figures::State {
  ledger::Ledgers& ledgers;
  const Clock& clock;
  std::unique_ptr<Cube> cube;
  mutable std::mutex mutex;  // guards the two pointers below
  std::shared_ptr<const IndicatorSet> indicators;
  std::shared_ptr<const DeclaredBook> declared;

  State(ledger::Ledgers& its_ledgers, const Clock& its_clock)
      : ledgers(its_ledgers), clock(its_clock) {}

  Result<void> read_declared_again() {
    const std::unique_ptr<store::Transaction> transaction = ledgers.database().read();
    std::shared_ptr<const DeclaredBook> book = TRY(read_declared(*transaction));
    std::unique_lock lock(mutex);
    declared = std::move(book);
    return {};
  }
};

}  // namespace youju::indicator
