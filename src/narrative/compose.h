// Composes a document: a template, filled with the figures of one unit and period.
#pragma once

#include <youju/base/clock.h>
#include <youju/indicator/figures.h>
#include <youju/ledger/ledgers.h>
#include <youju/narrative/document.h>
#include <youju/narrative/template.h>

namespace youju::narrative {

struct ComposeRequest {
  const Template* source = nullptr;
  org::UnitId unit;
  Period period;
  Day issued;  // printed under the signature
  Language language = Language::zh_cn;
};

// The units above, for indicator::Figures::view: a template quotes figures of theirs, such as the
// city's, and what it quotes is for everybody who may read the document, which compose() asks.
// Their own figures only: not what stands behind them, and nothing of a sibling.
std::vector<org::UnitId> quotable(org::UnitId unit, const org::UnitTree& tree);

// Errors: those of FigureView; "template.list_needs_records" (a list of a derived figure).
// A missing figure is no error: it is printed as a gap and listed. Cost: a figure is asked once.
Result<Document> compose(const ComposeRequest& request, indicator::FigureView& figures,
                         const ledger::Ledgers& ledgers, const org::Access& access,
                         const Clock& clock);

}  // namespace youju::narrative
