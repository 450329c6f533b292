// Our figures and our manifest in a .docx that was read. Inside this room.
#pragma once

#include <youju/narrative/manifest.h>
#include <youju/narrative/pairing.h>
#include <youju/narrative/running_text.h>
#include <youju/office/docx_reader.h>

#include <vector>

namespace youju::narrative {

// The controls that are ours or may be, by their place in the text.
std::vector<Carried> carried_by(const office::DocxContent& content, const RunningText& text);

// False if the document carries no manifest of ours.
bool read_manifest(const office::DocxContent& content, ManifestContent& printed);

}  // namespace youju::narrative
