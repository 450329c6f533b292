// The cells of a cube's roll-ups in its snapshot, by which figures near the root are there before
// roll-ups could be made of the rows. Inside this room.
#pragma once

#include <youju/base/hash.h>
#include <youju/base/section_file.h>
#include <youju/indicator/cube_later.h>
#include <youju/indicator/rollup_bare.h>

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace youju::indicator {

using CubePlans = std::map<std::string, std::shared_ptr<const CubePlan>, std::less<>>;

// What `rollups` has, as one section that tells what they are and others, each of which begins with
// `kind`, of their cells.
std::string cells_head(const Rollups& rollups);
Result<void> write_cells(const Rollups& rollups, std::uint8_t kind, SectionWriter& out);

class CubeCells {
 public:
  // Of these plans and units; of what was written of others it makes nothing. `units` may be null.
  CubeCells(const CubePlans& plans, std::shared_ptr<const CubeUnits> units, std::int64_t seq);
  ~CubeCells();
  CubeCells(const CubeCells&) = delete;
  CubeCells& operator=(const CubeCells&) = delete;
  // False: the section is none. The head comes first; then any thread gives any of the others,
  // behind their kind.
  bool get_head(std::string_view bytes);
  bool get(ByteReader& in);
  // Feeds of the ledgers whose roll-ups fit. False: some cells are missing.
  bool finish(std::int64_t records_min, const Clock& clock,
              std::map<std::string, std::unique_ptr<CubeFeed>, std::less<>>& feeds);

 private:
  struct Ledger;
  const CubePlans& plans_;
  std::shared_ptr<const CubeUnits> units_;
  std::int64_t seq_;
  std::vector<std::unique_ptr<Ledger>> ledgers_;  // null: it fits no more
};

}  // namespace youju::indicator
