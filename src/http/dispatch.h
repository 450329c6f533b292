// From a request to its answer: finds the route, signs the person in, checks what came against the
// route, calls the handler, and tells failures. Thread-safe; never throws but for bugs.
#pragma once

#include <youju/app/workspace.h>
#include <youju/http/request.h>
#include <youju/http/route.h>

#include <optional>

namespace youju::http {

// What the connection must know before it reads the body.
struct Reception {
  Takes takes = Takes::nothing;
  Work work = Work::quick;
  std::uint64_t bytes_max = 0;
  // Refused before the body is read: it is drained as far as that is cheap, and this is said.
  std::optional<Response> refusal;
};
// By the head of a request alone. An upload is taken only from somebody who is signed in, so that
// nobody else fills the disk.
Reception receive(const app::Workspace& workspace, const Request& head);

// A new file for an upload. Fails, in place of throwing, when the disk is full.
Result<std::filesystem::path> place_for_upload(const app::Workspace& workspace);

// A failure that the connection itself has found, in the language of the request.
Response refusal(const Error& error, const Request& request, int status);

Response answer(const app::Workspace& workspace, const Request& request);

}  // namespace youju::http
