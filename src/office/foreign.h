// Inside the room: what a file is that is not what it was said to be, for the error's sentence.
#pragma once

#include <youju/office/zip.h>

#include <string_view>

namespace youju::office {

// By its first bytes: "pdf", "doc", "xls", "ppt", "encrypted" (an Office file with a password),
// "rtf", "html", "xml", "zip", "picture", "text", "empty" or "unknown".
std::string_view foreign_kind(std::string_view bytes);
// By the parts of a zip: "docx", "xlsx", "xlsb", "pptx", "odt", "ods", "ofd" or "zip".
std::string_view package_kind(const ZipReader& zip);

}  // namespace youju::office
