// Files built into the binary. The CMake function youju_embed (cmake/embed.cmake) defines, for a
// symbol of its caller's choice, a function that yields them; whoever uses it declares it:
//
//   namespace youju {
//   std::span<const EmbeddedFile> youju_catalogue_files();
//   }
//
// The bytes live as long as the program and never change; thread-safe; the call costs nothing.
#pragma once

#include <span>
#include <string_view>

namespace youju {

struct EmbeddedFile {
  std::string_view path;   // relative, with '/', as in the source tree
  std::string_view bytes;  // exactly the file; not ended by a zero that counts
};

}  // namespace youju
