// Inside the room: parts of a package that somebody else made, changed as trees of pugixml and
// written back among the others as they were.
#pragma once

#include <youju/base/result.h>
#include <youju/office/zip.h>

#include <map>
#include <pugixml.hpp>
#include <string>
#include <string_view>

namespace youju::office {

// Error: `malformed` (fields part, line, column).
Result<void> parse_tree(pugi::xml_document& tree, std::string_view bytes, const std::string& part,
                        std::string_view malformed);
std::string print_tree(const pugi::xml_document& tree);
// "w:" for a root called w:document, "" for one without a prefix.
std::string prefix_of(const pugi::xml_document& part);
// What XML cannot hold becomes a space.
std::string plain_text(std::string_view words);

// The package with those parts in place of its own; new ones stand at the end.
Result<std::string> repacked(const ZipReader& zip,
                             const std::map<std::string, std::string>& changed);

}  // namespace youju::office
