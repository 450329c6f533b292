// A roll-up without its rows: the cells of each unit, as they were written down. It is there long
// before one with rows could be made, and tells the totals of whole months of units that have
// cells; all else it does not know. Inside this room.
#pragma once

#include <youju/base/section_file.h>
#include <youju/indicator/rollup.h>

#include <cstdint>
#include <memory>
#include <vector>

namespace youju::indicator {

// What a view has, to be written; its roll-up may be a bare one itself.
class BareRollupWriter {
 public:
  // `view` must outlive it.
  explicit BareRollupWriter(const RollupView& view) : view_(view) {}
  const RollupTree& tree() const;
  const RollupShape& shape() const;
  // Whether a row outside of the axis was ever there.
  bool outside() const;
  std::vector<std::uint32_t> units() const;  // with cells, in preorder
  // The cells of the n-th of them.
  void put(std::size_t n, ByteWriter& out) const;

 private:
  const RollupView& view_;
};

class BareRollupMaker {
 public:
  // As a BareRollupWriter told them. False from fits(): no tree has cells at such units.
  BareRollupMaker(RollupTree tree, const RollupShape& shape,
                  const std::vector<std::uint32_t>& units, bool outside, std::int64_t seq);
  ~BareRollupMaker();
  BareRollupMaker(const BareRollupMaker&) = delete;
  BareRollupMaker& operator=(const BareRollupMaker&) = delete;
  bool fits() const { return state_ != nullptr; }
  // The cells of the n-th unit; of different ones any thread may. False: they are none.
  bool get(std::size_t n, ByteReader& in);
  std::unique_ptr<Rollup> finish();

 private:
  std::unique_ptr<RollupState> state_;
};

}  // namespace youju::indicator
