// Keeps the roll-ups of one ledger current: turns its rows (cube_rows.h) into theirs. Inside this
// room.
#pragma once

#include <youju/base/clock.h>
#include <youju/indicator/cube_chain.h>
#include <youju/indicator/cube_plan.h>
#include <youju/indicator/cube_scan.h>
#include <youju/indicator/cube_units.h>
#include <youju/indicator/rollup.h>

#include <array>
#include <atomic>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <span>
#include <unordered_map>
#include <vector>

namespace youju::indicator {

// In which months of the roll-ups' axis each unit has a record. Copying it copies pointers.
struct CubeReports {
  static constexpr std::size_t block_units = 256;
  using Block = std::array<Uint128, block_units>;
  std::vector<std::shared_ptr<const Block>> blocks;  // by place of the unit; null: none reports
  std::int32_t first_month = 0;                      // as RollupShape::first_month
  int months = 0;
  bool outside = false;  // whether a record outside of the axis was ever there

  Uint128 of(std::uint32_t place) const {
    const auto& block = blocks[place / block_units];
    return block == nullptr ? 0 : (*block)[place % block_units];
  }
};

// One ledger in one picture.
struct CubeRollups {
  struct Slice {
    std::shared_ptr<const Rollup> rollup;
    std::shared_ptr<const RollupView> view;  // of the roll-up, hence after it
  };
  std::shared_ptr<const CubePlan> plan;
  std::shared_ptr<const CubeUnits> units;
  std::vector<Slice> slices;                   // as in the plan
  std::vector<std::int64_t> shared_keys;       // of each slice, see cube_chain.h
  std::set<int> unfit;                         // columns with a value that is too large
  std::map<org::UnitId, std::int64_t> strays;  // records of days on which their unit stood not
  std::shared_ptr<const std::vector<Cell>> tag_sets;  // by place in the dimension of tags
  CubeReports reports;                                // of ledgers that expect any
};

// One thread at a time.
class CubeFeed {
 public:
  // A ledger with fewer records is not worth roll-ups: looking at each costs no more.
  CubeFeed(std::shared_ptr<const CubePlan> plan, std::shared_ptr<const CubeUnits> units,
           std::int64_t records_min, const Clock& clock);

  struct Step {
    std::uint32_t row = 0;  // as LedgerWriter numbers them
    bool added = false;     // else removed
  };
  // Of a picture that has the ledger's rows with these steps done.
  void apply(const CubePicture& picture, std::span<const Step> steps, std::int64_t seq);
  // Which months roll-ups have, and how many sets of tags they can tell apart.
  struct Room {
    std::int32_t first_month = 0;
    int months = 1;
    std::uint16_t tag_sets = 8;
  };
  // What a feed needs whose roll-ups have cells alone (rollup_bare.h).
  struct Bare {
    Room room;
    std::vector<Cell> tag_sets;
    std::set<int> unfit;
    std::map<org::UnitId, std::int64_t> strays;
    std::vector<std::int64_t> shared_keys;
    CubeReports reports;  // but for its axis
    std::vector<std::shared_ptr<Rollup>> rollups;
  };
  // Has them until it is built. What a change cannot do to cells is then asked of the rows.
  void restore(Bare&& bare);
  // Makes all anew from the picture's rows. Ends early, without roll-ups, once `stopping` says so.
  void build(const CubePicture& picture, std::int64_t seq,
             const std::atomic<bool>* stopping = nullptr);
  // Null: the ledger is scanned.
  std::shared_ptr<const CubeRollups> rollups() const { return current_; }
  // Without its units, which other ledgers' feeds may have too.
  std::int64_t memory_bytes() const;
  const CubeUnits& units() const { return *units_; }
  static RollupShape shape(const CubePlan& plan, const CubeSlice& slice, const Room& room,
                           const CubeUnits& units);
  static std::size_t report_blocks(const CubeUnits& units) {
    return units.tree().parent.size() / CubeReports::block_units + 1;
  }

 private:
  class Reader;
  std::vector<Rollup::Change> changes_of(const LedgerRows& rows, std::span<const Step> steps,
                                         Reader& reader, std::size_t slice);
  std::vector<RollupRow> rows_of(const LedgerRows& rows, Reader& reader, std::size_t slice);
  bool fits_axis(std::int32_t day) const;
  void set_axis(const LedgerRows& rows);
  void apply_to_cells(const CubePicture& picture, std::span<const Step> steps, std::int64_t seq);
  bool find_tag_places(const LedgerRows& rows, std::span<const Step> steps);
  std::optional<Uint128> report(CubeReports& reports, const Hit& hit, int sign);
  void set_tag_sets(CubeRollups& rollups) const;
  void count_stray(CubeRollups& rollups, const Hit& hit, int sign) const;

  std::shared_ptr<const CubePlan> plan_;
  std::shared_ptr<const CubeUnits> units_;
  std::int64_t records_min_;
  const Clock& clock_;
  std::int64_t records_ = 0;
  bool is_bare_ = false;
  bool gave_up_ = false;  // records have more different sets of tags than roll-ups can tell apart
  Room room_;
  std::vector<std::shared_ptr<Rollup>> rollups_;
  std::vector<std::unordered_map<Cell, std::uint32_t>> identities_;  // by slice
  std::vector<CubeChains> chains_;                                   // by slice; of latest
  std::unordered_map<Cell, std::uint16_t> tag_places_;               // by set of tags
  std::unordered_map<std::uint64_t, std::uint32_t> month_records_;   // by place and month
  std::shared_ptr<const CubeRollups> current_;
};

}  // namespace youju::indicator
