// One file of forms/, read. Inside this room.
#pragma once

#include <youju/base/yaml.h>
#include <youju/forms/edition.h>
#include <youju/forms/edition_check.h>

namespace youju::forms {

// Errors with `where` = line:column. What needs the whole edition is edition_check's.
Result<Edition> parse_edition(const YamlNode& root, EditionPlaces& places);

}  // namespace youju::forms
