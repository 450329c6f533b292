// Failures as RFC 9457 problem documents: a stable id, a sentence in the reader's language, and for
// a form one entry a field. Inside this room.
#pragma once

#include <youju/http/call.h>

namespace youju::http {

Response problem(const Error& error, Language language);
Response problem(const Error& error, Language language, int status);

// One error of several: "http.fields_wrong", which problem() tells field by field. A fault names
// its field by its own field "field", else its place, else `otherwise`.
Error with_faults(const Call& call, const std::vector<Error>& faults,
                  std::string_view otherwise = {});

}  // namespace youju::http
