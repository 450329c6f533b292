// Inside the room: the relationships of a package (ISO/IEC 29500-2, 9.3), read.
#pragma once

#include <youju/office/zip.h>

#include <string>
#include <string_view>
#include <vector>

namespace youju::office {

struct Relationship {
  std::string id;
  std::string kind;  // the last step of the type's URI: "worksheet", the same for strict files
  std::string part;  // the target's name in the package
};

// Of a part, or of the package for "". None if the part has no relationships. External targets are
// left out. Errors: those of ZipReader::read, and `malformed` with part, line and column.
Result<std::vector<Relationship>> read_relationships(const ZipReader& zip, std::string_view part,
                                                     std::string_view malformed);

}  // namespace youju::office
