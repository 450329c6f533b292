// The ground of every figure of a document, taken along with it.
#pragma once

#include <youju/indicator/figures.h>
#include <youju/narrative/document.h>

#include <vector>

namespace youju::narrative {

struct GroundViews {
  indicator::FigureView& quoted;  // sees every figure that the document prints
  indicator::FigureView& own;     // sees what the reader may see: only those records are listed
};

// Of every figure in order of printing, then of the operands behind them. Bounded by
// limits::grounds_max and limits::ground_records_*; a figure that cannot be asked has none.
std::vector<Ground> grounds_of(const Document& document, const GroundViews& views);

}  // namespace youju::narrative
