// What counted at another moment: the rows of a present picture, with those of which the log speaks
// since then as they were. Inside this room.
#pragma once

#include <youju/indicator/cube_scan.h>
#include <youju/ledger/past.h>

#include <memory>

namespace youju::indicator {

// `past` is of a moment before the picture, told in its schemas. Cost: a walk over the records of
// each ledger that has changed, and a copy of each chunk that has such a record.
std::shared_ptr<const CubePicture> picture_before(const CubePicture& picture,
                                                  const ledger::Past& past);
// Of a picture of any moment only the records that `past` speaks of.
std::shared_ptr<const CubePicture> touched_alone(const CubePicture& picture,
                                                 const ledger::Past& past);
// Asks `present` where nothing has changed since, and scans the picture of then elsewhere.
std::shared_ptr<const Cube::View> view_before(std::shared_ptr<const Cube::View> present,
                                              const ledger::Past& past);

}  // namespace youju::indicator
