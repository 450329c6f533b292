// What a document says of itself at its end: draft or sealed, who signed, as of which event. Inside
// this room.
#pragma once

#include <youju/writing/drafts.h>

namespace youju::writing {

// `seal`: null for one that is not sealed.
void add_colophon(narrative::Document& document, const org::Directory& directory,
                  const Draft& draft, int version, const Seal* seal);
// The ground of each figure, as far as this person may see it.
Result<void> add_grounds(narrative::Document& document, const Drafts& drafts,
                         const org::Access& access);

}  // namespace youju::writing
