// Tells which figure of a manifest stands where in a document that came back: by the tags of its
// controls, where a program threw them away by the controls' titles and order, and where the
// controls are gone too by the words around each figure. Nothing is guessed: a figure without a
// certain place has none. Inside this room.
#pragma once

#include <youju/narrative/manifest.h>
#include <youju/narrative/running_text.h>

#include <string>
#include <vector>

namespace youju::narrative {

// A content control as the document carries it now.
struct Carried {
  int control = 0;
  std::string name;  // of the figure, by its tag; "" if the tag is gone
  std::string title;
  std::string text;
  std::size_t begin = 0, end = 0;  // in the running text
};

struct Pair {
  enum class Place {
    here,    // `text` stands at [begin, end)
    gone,    // it is no longer in the document
    untold,  // it may be, but no place is certain
  };
  const ManifestEntry* printed =
      nullptr;  // none: a control of ours that the manifest does not know
  Place place = Place::untold;
  std::string name, text;
  std::size_t begin = 0, end = 0;
};

// In the order of the document; what has no place follows what was printed before it. Cost: a scan
// of the text for each figure that no control carries.
std::vector<Pair> pair_up(const std::vector<Carried>& carried,
                          const std::vector<ManifestEntry>& printed, const RunningText& text);

}  // namespace youju::narrative
