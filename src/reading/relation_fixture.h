// What the tests of relations ask. Inside this room.
#pragma once

#include <youju/reading/reading.h>

#include <string>
#include <vector>

namespace youju::reading {

// "sum holds", in the order of the text.
inline std::vector<std::string> relations_of(std::string_view text) {
  std::vector<std::string> out;
  for (const Relation& one : read(text, {.depth = Depth::relations}).relations) {
    out.push_back(std::string(name_of(one.kind)) + " " + std::string(name_of(one.verdict)));
  }
  return out;
}

}  // namespace youju::reading
