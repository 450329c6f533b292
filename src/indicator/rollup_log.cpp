#include <youju/indicator/rollup_log.h>

namespace youju::indicator {

RollupLog::RollupLog(RollupMemory& memory, std::int64_t seq)
    : memory_(memory), visible_(new Chunk), newest_(visible_) {
  visible_->memory = &memory_;
  visible_->seq_before = seq;
  memory_.counted() += static_cast<std::int64_t>(sizeof(Chunk));
}

RollupChange& RollupLog::append() {
  const std::uint64_t place = written_ + 1 - newest_->first;
  if (place < Chunk::changes_max) {
    ++written_;
    return newest_->changes[place];
  }
  auto* chunk = new Chunk;
  chunk->memory = &memory_;
  chunk->first = ++written_;
  chunk->seq_before = newest_->changes.back().seq;
  memory_.counted() += static_cast<std::int64_t>(sizeof(Chunk));
  newest_->next = chunk;
  newest_ = chunk;
  return chunk->changes[0];
}

void RollupLog::publish() {
  published_.store(written_, std::memory_order_release);
  if (visible_ == newest_) return;
  const std::unique_lock lock(mutex_, std::try_to_lock);
  if (!lock.owns_lock()) return;
  newest_->owners.fetch_add(1);
  release(std::exchange(visible_, newest_));
}

std::pair<RollupLog::Pin, std::uint64_t> RollupLog::pin() const {
  const std::unique_lock lock(mutex_);
  // The epoch after the chunk: it is none before the chunk's first.
  return {Pin(visible_), published_.load(std::memory_order_acquire)};
}

// In a loop, since a chain may be long.
void RollupLog::release(Chunk* chunk) {
  while (chunk != nullptr && chunk->owners.fetch_sub(1, std::memory_order_acq_rel) == 1) {
    std::int64_t bytes = static_cast<std::int64_t>(sizeof(Chunk));
    for (const RollupRetired& retired : chunk->retired) {
      if (retired.drop == nullptr) {
        chunk->memory->give_back(retired.what, static_cast<std::size_t>(retired.bytes));
      } else {
        retired.drop(retired.what);
      }
      bytes += retired.bytes;
    }
    chunk->memory->counted() -= bytes;
    Chunk* next = chunk->next;
    delete chunk;
    chunk = next;
  }
}

}  // namespace youju::indicator
