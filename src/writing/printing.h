// A content and what its template generates become a document. Inside this room.
#pragma once

#include <youju/writing/drafts.h>
#include <youju/writing/sources.h>

#include <memory>

namespace youju::writing {

// A template composed for a draft, with all that is needed to print more of the same unit.
struct Composed {
  std::unique_ptr<narrative::Template> source;  // the request points to it
  narrative::ComposeRequest request;
  std::unique_ptr<indicator::FigureView> figures;
  Composition parts;
};

// `draft` needs its unit, period and template only.
Result<Composed> compose_template(const Drafts& drafts, const org::Access& access,
                                  const Draft& draft);
// Everything of a Reading but its draft, version and seal.
Result<Reading> fill_in(const Drafts& drafts, const org::Access& access, Composed& composed,
                        const Content& content);
// Each figure in each of its wordings once, as the reading has it.
std::vector<Printed> printed_of(const Reading& reading);
// The line of a heading or a paragraph in the filled document; null for other blocks.
const narrative::Line* line_of(const narrative::Block& block);

}  // namespace youju::writing
