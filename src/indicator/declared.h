// Declared figures and targets: what somebody stated with a source, by the figure's unit and name.
// The event log is the truth; the table declared_figure is its projection, this book its picture in
// memory. Inside this room.
#pragma once

#include <youju/indicator/figure.h>
#include <youju/indicator/figures.h>

#include <array>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace youju::store {
class Transaction;
}

namespace youju::indicator {

// Does not change once it is shared. A change makes another book, which shares all shelves with the
// one before but those of the units that it concerns: a nation in which each unit has its targets
// is not copied for one of them.
class DeclaredBook {
 public:
  using Rows = std::map<std::string, DeclaredFigure>;  // by name

  const DeclaredFigure* find(const FigureName& name) const;
  const Rows& of_unit(std::string_view unit) const;  // empty for a unit of which nothing is stated
  // Whether anything was stated of the indicator.
  bool has(std::string_view indicator) const { return indicators_->count(indicator) > 0; }
  std::int64_t as_of() const { return as_of_; }
  template <typename Each>
  void each(Each&& each) const {
    for (const auto& shelf : shelves_) {
      if (shelf == nullptr) continue;
      for (const auto& [unit, rows] : *shelf) {
        for (const auto& [name, figure] : rows) each(name, figure);
      }
    }
  }
  // With these in the place of older versions of them; those that stand already are passed over.
  std::shared_ptr<const DeclaredBook> with(std::vector<DeclaredFigure> changed) const;
  // As it was after an event: with these as they were stated then, or without them.
  struct Former {
    FigureName name;
    std::optional<DeclaredFigure> then;
  };
  std::shared_ptr<const DeclaredBook> as_after(std::int64_t seq,
                                               const std::vector<Former>& changed) const;

 private:
  using Shelf = std::map<std::string, Rows, std::less<>>;             // by unit
  using OpenShelves = std::map<std::size_t, std::shared_ptr<Shelf>>;  // copies to be changed
  static std::size_t place_of(std::string_view unit);
  std::shared_ptr<Shelf>& open(OpenShelves& opened, std::size_t place) const;

  // So many that one holds some hundred units of a nation, and that the list is copied at once.
  std::array<std::shared_ptr<const Shelf>, 4096> shelves_;
  std::shared_ptr<const std::set<std::string, std::less<>>> indicators_ =
      std::make_shared<std::set<std::string, std::less<>>>();
  std::int64_t as_of_ = 0;
};

// The whole table, and one row of it.
Result<std::shared_ptr<const DeclaredBook>> read_declared(store::Transaction& transaction);
Result<std::optional<DeclaredFigure>> read_declared(store::Transaction& transaction,
                                                    const FigureName& name);
Result<void> write_declared(store::Transaction& transaction, const DeclaredFigure& figure);
// The payload of the event that states it, and back.
std::string declared_payload(const DeclaredFigure& figure);
Result<DeclaredFigure> parse_declared_payload(const std::string& name, std::string_view payload);

}  // namespace youju::indicator
