// Declared figures and targets: what somebody stated with a source, by the figure's name. The event
// log is the truth; the table declared_figure is its projection, this book its picture in memory.
// Inside this room.
#pragma once

#include <youju/indicator/figure.h>
#include <youju/indicator/figures.h>

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace youju::store {
class Transaction;
}

namespace youju::indicator {

struct DeclaredBook {
  std::map<std::string, DeclaredFigure> by_name;
  std::int64_t as_of = 0;
  const DeclaredFigure* find(const FigureName& name) const;
};

// Reads the whole table: declared figures are few, since people typed each of them.
Result<std::shared_ptr<const DeclaredBook>> read_declared(store::Transaction& transaction);
Result<void> write_declared(store::Transaction& transaction, const DeclaredFigure& figure);
// The payload of the event that states it, and back.
std::string declared_payload(const DeclaredFigure& figure);
Result<DeclaredFigure> parse_declared_payload(const std::string& name, std::string_view payload);

}  // namespace youju::indicator
