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
  fits_.fill(1);
  for (std::size_t d = 0; d < shape.dimensions.size(); ++d) {
    if (query.places[d] == rollup_any) continue;
    const std::size_t step = code.step(d);
    if (step == 0) {
      exact_ = false;
      continue;
    }
    // Of another place than there are, none is found.
    for (std::size_t at = 0; at < code.codes(); ++at) {
      if (code.place(d, static_cast<std::uint8_t>(at)) != query.places[d]) fits_[at] = 0;
    }
  }
}

}  // namespace youju::indicator
