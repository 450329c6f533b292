// How drafts are told as JSON, in the shapes of shape.h. Inside this room.
#pragma once

#include <youju/http/call.h>
#include <youju/writing/drafts.h>

#include <map>
#include <string>

namespace youju::http {

// By the name of the template; made once for an answer, since it reads all templates.
using TemplateTitles = std::map<std::string, std::string, std::less<>>;
TemplateTitles template_titles(const Call& call);

// The shape "DraftHead".
Result<void> tell_draft_head(JsonWriter& json, const Call& call, const writing::Draft& draft,
                             const TemplateTitles& titles);
// The shape "Draft".
Result<void> tell_draft(JsonWriter& json, const Call& call, const writing::Reading& reading);
void tell_draft_version(JsonWriter& json, const Call& call, const writing::Version& version,
                        bool sealed);
void tell_draft_comment(JsonWriter& json, const Call& call, const writing::Comment& comment,
                        const writing::Content& content);
void tell_draft_tasks(JsonWriter& json, const Call& call, const writing::Tasks& tasks);

}  // namespace youju::http
