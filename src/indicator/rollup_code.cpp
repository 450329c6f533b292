#include <youju/indicator/rollup_code.h>

namespace youju::indicator {

RollupCode::RollupCode(const RollupShape& shape) {
  constexpr std::size_t codes_max = 256;
  for (std::size_t d = 0; d < shape.dimensions.size(); ++d) {
    sizes_[d] = shape.dimensions[d];
    if (sizes_[d] == 0 || codes_ * sizes_[d] > codes_max) continue;
    steps_[d] = codes_;
    codes_ *= sizes_[d];
    by_step_[d] = static_cast<std::uint32_t>(65536 / steps_[d] + 1);
    by_round_[d] = static_cast<std::uint32_t>(65536 / codes_ + 1);
  }
}

RollupCodesWanted::RollupCodesWanted(const RollupShape& shape, const RollupQuery& query) {
  const RollupCode code(shape);
  for (std::size_t d = 0; d < shape.dimensions.size(); ++d) {
    if (query.places[d] == rollup_any) continue;
    const std::size_t step = code.step(d);
    if (step == 0) {
      exact_ = false;
      continue;
    }
    ++needed_;
    // Of another place than there are, none is found.
    const auto place = static_cast<std::size_t>(query.places[d]);
    if (place >= code.size(d)) continue;
    for (std::size_t at = place * step; at < code.codes(); at += step * code.size(d)) {
      for (std::size_t i = at; i < at + step; ++i) ++wanted_[i];
    }
  }
}

}  // namespace youju::indicator
