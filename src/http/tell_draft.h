// How drafts are told as JSON, in the shapes of shape.h. Inside this room.
#pragma once

#include <youju/http/call.h>
#include <youju/writing/drafts.h>

namespace youju::http {

// The shape "DraftHead" and its members.
Result<void> tell_draft_head(JsonWriter& json, const Call& call, const writing::Draft& draft);
// The shape "Draft".
Result<void> tell_draft(JsonWriter& json, const Call& call, const writing::Reading& reading);
void tell_draft_version(JsonWriter& json, const Call& call, const writing::Version& version,
                        bool sealed);
void tell_draft_comment(JsonWriter& json, const Call& call, const writing::Comment& comment,
                        const writing::Content& content);
void tell_draft_tasks(JsonWriter& json, const Call& call, const writing::Tasks& tasks);

}  // namespace youju::http
