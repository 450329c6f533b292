// Inside the room: the marks of comments in the tree of a .docx's main part.
#pragma once

#include <youju/office/docx_comments.h>

#include <pugixml.hpp>
#include <vector>

namespace youju::office {

// Puts the marks of `all`, whose numbers begin at `first_id`, into the tree; numbers of comments
// that the tree has no place for at all (it has no paragraph) are left out.
void mark_comments(pugi::xml_document& main, const std::vector<DocxComment>& all, int first_id);

}  // namespace youju::office
