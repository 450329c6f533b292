// A picture of the records that is read for one question: how figures would be if units stood
// otherwise. Inside this room.
#pragma once

#include <youju/indicator/cube.h>
#include <youju/ledger/ledgers.h>

#include <memory>

namespace youju::indicator {

// Reads the approved records of all ledgers out of the store, which costs a second for a million of
// them, and scans them for each answer.
Result<std::shared_ptr<const Cube::View>> restated_view(
    ledger::Ledgers& ledgers, std::shared_ptr<const org::Directory> directory);

}  // namespace youju::indicator
