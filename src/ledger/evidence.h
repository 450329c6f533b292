// What kinds of files can be evidence, told by name and content. Inner header of the room.
#pragma once

#include <youju/base/result.h>

#include <filesystem>
#include <string_view>

namespace youju::ledger {

// The media type of an evidence file. Errors: "ledger.evidence_type" for an extension that is not
// taken, "ledger.evidence_type_mismatch" if the bytes are of another type than the name says.
// Only a text is read whole: what it is does not show before its end.
Result<std::string_view> evidence_media(std::string_view file_name,
                                        const std::filesystem::path& file);
// Bytes would silently become a path.
Result<std::string_view> evidence_media(std::string_view file_name,
                                        std::string_view bytes) = delete;

}  // namespace youju::ledger
