#include <youju/indicator/rollup.h>
#include <youju/indicator/rollup_state.h>

namespace youju::indicator {
void rollup_drop_segment(void* segment) { delete static_cast<RollupSegment*>(segment); }
void rollup_drop_rows(void* rows) { delete static_cast<RollupRows*>(rows); }

RollupUnit::~RollupUnit() {
  RollupRows* const last = rows.load(std::memory_order_relaxed);
  if (last == nullptr) return;
  for (const RollupRows::Part& part : last->parts) rollup_drop_segment(part.segment);
  rollup_drop_rows(last);
}

Rollup::Rollup(std::unique_ptr<RollupState> state) : state_(std::move(state)) {}
Rollup::~Rollup() = default;

RollupView Rollup::view() const {
  auto [pin, epoch] = state_->log.pin();
  return {*state_, std::move(pin), epoch};
}

std::int64_t Rollup::memory_bytes() const {
  const RollupState& state = *state_;
  const std::size_t bytes = sizeof(state) +
                            (state.tree.parent.capacity() + state.tree.last.capacity()) * 4 +
                            state.paths.capacity() * sizeof(state.paths[0]);
  return static_cast<std::int64_t>(bytes) + state.memory.load(std::memory_order_relaxed) +
         state.postings_bytes.load(std::memory_order_relaxed);
}

}  // namespace youju::indicator
