// What a template generates, by names that stay: a table or a chart is called after its title, so
// that one which appears or vanishes with its records does not rename the others. Inside this room.
#pragma once

#include <youju/narrative/written.h>
#include <youju/writing/content.h>

#include <map>
#include <string>
#include <vector>

namespace youju::writing {

struct Generated {
  std::string source, title;
  narrative::WrittenBlock block;
};
struct Composition {
  Content content;  // the whole document as the template would begin it
  std::vector<Generated> generated;
};

// Takes a composed document apart. `version` makes the ids of its blocks.
Composition take_apart(const narrative::Document& document, int version);
const Generated* find_generated(const std::vector<Generated>& generated, std::string_view source);

}  // namespace youju::writing
