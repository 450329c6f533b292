// What was printed, as it travels inside a .docx: one entry a figure, by the id of its content
// control. Read back by verify(). Inside this room.
#pragma once

#include <youju/narrative/document.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace youju::narrative {

class Manifest {
 public:
  static constexpr std::string_view item_guid = "{6C2D7A52-5F0B-4E57-9A0E-79756A750001}";

  explicit Manifest(const Document& document) : document_(document) {}
  void add(int control, const FigureMark& mark);
  std::string xml() const;

 private:
  const Document& document_;
  std::string figures_;
};

struct ManifestEntry {
  int control = 0;
  std::string name, wording, text, value;
};
struct ManifestContent {
  std::int64_t as_of = 0;
  std::vector<ManifestEntry> figures;
};
// False if this XML is not our manifest.
bool parse_manifest(std::string_view xml, ManifestContent& content);

}  // namespace youju::narrative
