// A document as a file that is given out. Inside this room.
#pragma once

#include <youju/http/call.h>
#include <youju/narrative/document.h>

namespace youju::http {

// The media type of docx, html, md, json and pdf; "" for others.
std::string_view type_of_form(std::string_view form);

// The document in the form {form} of the path, named after its title.
Result<Response> document_file(Call& call, const narrative::Document& document);

}  // namespace youju::http
