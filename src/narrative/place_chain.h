// Chooses among places: figures keep their order, so of all the places where they could stand those
// are taken that follow each other and fit best. Inside this room.
#pragma once

#include <cstddef>
#include <vector>

namespace youju::narrative {

// A place where an entry of the manifest could stand: [begin, end) of the running text.
struct PossiblePlace {
  std::size_t entry = 0;
  std::size_t begin = 0, end = 0;
  int fitness = 0;   // how many signs speak for it
  int control = -1;  // index of the control that stands there
  bool edited = false;
  bool weak = false;  // the title alone speaks for it
};

// The indices of those places whose entries and ranges both rise and whose fitness adds up to most,
// in order. Deterministic. n log n.
std::vector<std::size_t> best_chain(const std::vector<PossiblePlace>& places, std::size_t entries);

}  // namespace youju::narrative
