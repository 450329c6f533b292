#include <youju/indicator/cube_feed.h>

#include <utility>

namespace youju::indicator {
namespace {

// Where all values of two dimensions together have cells too.
constexpr int pairs_max = 128;

}  // namespace

void CubeFeed::restore(Bare&& bare) {
  is_bare_ = true;
  room_ = bare.room;
  for (const Cell set : bare.tag_sets) {
    tag_places_.emplace(set, static_cast<std::uint16_t>(tag_places_.size()));
  }
  identities_.assign(plan_->slices.size(), {});
  rollups_ = std::move(bare.rollups);
  auto first = std::make_shared<CubeRollups>();
  first->plan = plan_;
  first->units = units_;
  for (const auto& rollup : rollups_) {
    first->slices.push_back({rollup, std::make_shared<const RollupView>(rollup->view())});
  }
  first->shared_keys = std::move(bare.shared_keys);
  first->unfit = std::move(bare.unfit);
  first->strays = std::move(bare.strays);
  first->tag_sets = std::make_shared<const std::vector<Cell>>(std::move(bare.tag_sets));
  first->reports = std::move(bare.reports);
  first->reports.first_month = room_.first_month;
  first->reports.months = room_.months;
  current_ = std::move(first);
}

void CubeFeed::set_tag_sets(CubeRollups& rollups) const {
  if (rollups.tag_sets->size() == tag_places_.size()) return;
  auto sets = std::make_shared<std::vector<Cell>>(tag_places_.size());
  for (const auto& [set, place] : tag_places_) (*sets)[place] = set;
  rollups.tag_sets = std::move(sets);
}

RollupShape CubeFeed::shape(const CubePlan& plan, const CubeSlice& slice, const Room& room,
                            const CubeUnits& units) {
  RollupShape shape;
  for (const CubeDimension& dimension : plan.dimensions) {
    shape.dimensions.push_back(dimension.column == CubeDimension::tags ? room.tag_sets
                                                                       : dimension.size);
  }
  const std::size_t count = shape.dimensions.size();
  for (std::size_t d = 0; d < count; ++d) {
    shape.planes.push_back(static_cast<std::uint8_t>(1 << d));
    for (std::size_t other = 0; other < d; ++other) {
      if (shape.dimensions[d] * shape.dimensions[other] > pairs_max) continue;
      shape.planes.push_back(static_cast<std::uint8_t>(1 << d | 1 << other));
    }
  }
  shape.measures = static_cast<int>(slice.measures.size());
  shape.identities = slice.identity != CubeSlice::nobody;
  for (std::size_t d = 0; d < count && shape.identities && shape.identity_dimension < 0; ++d) {
    const bool is_choice = plan.dimensions[d].column != CubeDimension::tags;
    if (is_choice && shape.dimensions[d] <= 64) shape.identity_dimension = static_cast<int>(d);
  }
  shape.first_month = room.first_month;
  shape.months = room.months;
  shape.cell_depth = units.cell_depth();
  return shape;
}

}  // namespace youju::indicator
