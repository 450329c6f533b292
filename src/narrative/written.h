// A summary as a person has written it: the words are the person's, the figures stand in them by
// name and wording alone, and what they read as is always made from the ledger.
#pragma once

#include <youju/narrative/compose.h>

#include <cstddef>
#include <utility>
#include <variant>
#include <vector>

namespace youju::narrative {

// The annex that lists the figures of the text with their ground, and those that are missing.
struct Annex {
  std::string title;  // "" = the usual one
};

// Of a FigureMark in a heading or a paragraph only the name and the wording are read. Tables and
// charts come from a composed document and are printed as they are.
using WrittenBlock = std::variant<Heading, Paragraph, Table, Chart, Annex>;
struct Written {
  std::vector<std::string> title;
  std::vector<WrittenBlock> blocks;
};

struct Filled {
  Document document;
  // Where the document has what became of each written block: [first, after) of its blocks.
  std::vector<std::pair<std::size_t, std::size_t>> places;
};

// Errors: those of compose(). A figure that cannot be asked any more (its indicator or unit is
// gone, or may not be seen) is printed as a gap whose reason is the error's sentence.
Result<Filled> fill(const Written& written, const ComposeRequest& request,
                    indicator::FigureView& figures, const ledger::Ledgers& ledgers,
                    const org::Access& access, const Clock& clock);

}  // namespace youju::narrative
