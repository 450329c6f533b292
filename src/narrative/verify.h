// Reads an issued document back and tells of every figure in it: is it what we printed, was it
// changed by hand, has the ledger moved since.
#pragma once

#include <youju/indicator/figures.h>
#include <youju/narrative/document.h>

#include <string>
#include <string_view>
#include <vector>

namespace youju::narrative {

enum class Verdict {
  same,          // text as printed, value as today
  edited,        // the text was changed by hand
  moved,         // the ledger's value has changed since
  edited_moved,  // both
  removed,       // printed, but no longer in the document
  unplaced,      // printed, but where it stands now cannot be told
  unknown,       // carries our mark, but names nothing we know (field `note` says what)
};
std::string_view verdict_name(Verdict verdict);

struct Checked {
  Verdict verdict = Verdict::same;
  std::string name;  // of the figure
  std::string title;
  std::string printed;  // when issued
  std::string found;    // in the document now
  std::string today;    // in the same wording, from the ledger now
  std::string note;     // catalogue id, for unknown
  std::string context;  // some words before and after; of a chart its title, series and category
};

struct Verification {
  std::vector<Checked> figures;  // in order of the document, behind them the points of its charts
  std::int64_t issued_as_of = 0, today_as_of = 0;
  bool manifest = true;  // false: our manifest is gone, edits cannot be told from wording
  bool names = true;  // false: another program dropped our names; order and words told the places
};

// .docx or .html by content. Errors: "docx.not_a_docx", "docx.truncated", "verify.names_gone"
// (content controls, but neither our names nor our manifest), "verify.no_figures" (a foreign
// document).
//
// `today`, if given, is the same summary as it would be written today. It stands in for a .docx
// whose names and manifest are both gone (a file that went through .doc or .odt): its figures are
// looked for by their order and the words around them and held against today's words.
Result<Verification> verify(std::string_view bytes, indicator::FigureView& figures,
                            const Document* today = nullptr);

}  // namespace youju::narrative
