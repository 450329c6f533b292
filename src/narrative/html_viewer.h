// The small viewer inside a page that is read without us: whoever chooses a figure sees what it
// means, of what kind it is and what stands behind it. Nothing is fetched and nothing of the
// document is ever run: the grounds are data, and the script writes them as text. Inside this room.
#pragma once

#include <youju/narrative/document.h>

#include <string>

namespace youju::narrative {

// For the head: the rules of its parts, and a policy under which the viewer's own script alone
// runs.
void append_viewer_head(std::string& out);
// For the end of the body.
void append_viewer(std::string& out, const Document& document);

}  // namespace youju::narrative
