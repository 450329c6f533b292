#include <youju/base/parallel.h>
#include <youju/indicator/rollup_companion.h>
#include <youju/indicator/rollup_lock.h>

#include <algorithm>
#include <system_error>
#include <utility>

namespace youju::indicator {
namespace {

// How often it looks for more before it sleeps: to be woken takes some 100 µs, about as long as
// to make a group durable.
constexpr int patience = 8192;
constexpr int between_yields = 64;

}  // namespace

std::unique_ptr<RollupCompanion> RollupCompanion::hire() {
  if (processors() < 2) return nullptr;
  try {
    return std::unique_ptr<RollupCompanion>(new RollupCompanion);
  } catch (const std::system_error&) {
    return nullptr;
  }
}

RollupCompanion::~RollupCompanion() {
  given_.store(closed, std::memory_order_release);
  given_.notify_one();
  thread_.join();
}

void RollupCompanion::begin(std::size_t piece, Work work) {
  const std::scoped_lock lock(mutex_);
  before_ = done_;
  piece_ = piece;
  work_ = std::move(work);
}

// It is but a piece that the other may be at: to sleep until that is done would take longer.
void RollupCompanion::end() {
  for (int idle = 0;; ++idle) {
    const std::unique_lock lock(mutex_, std::try_to_lock);
    if (lock.owns_lock()) {
      if (!work_on()) return;
    } else if (idle % between_yields == 0) {
      std::this_thread::yield();
    } else {
      rollup_pause();
    }
  }
}

bool RollupCompanion::work_on() {
  const std::size_t given = given_.load(std::memory_order_acquire);
  if (given == done_ || given == closed) return false;
  const std::size_t until = std::min(given, done_ + piece_);
  work_(done_ - before_, until - before_);
  done_ = until;
  return true;
}

void RollupCompanion::run() {
  std::size_t seen = 0;
  for (int idle = 0;;) {
    const std::size_t given = given_.load(std::memory_order_acquire);
    if (given == closed) return;
    if (given != seen) {
      const std::scoped_lock lock(mutex_);
      if (!work_on()) seen = given;
      idle = 0;
    } else if (++idle >= patience) {
      given_.wait(seen, std::memory_order_acquire);
    } else if (idle % between_yields == 0) {
      std::this_thread::yield();
    } else {
      rollup_pause();
    }
  }
}

}  // namespace youju::indicator
