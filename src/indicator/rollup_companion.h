// A second thread of a roll-up's writer, for large groups of changes; it sleeps between them.
// Inside this room.
#pragma once

#include <atomic>
#include <cstddef>
#include <functional>
#include <limits>
#include <memory>
#include <mutex>
#include <thread>

namespace youju::indicator {

class RollupCompanion {
 public:
  // Nothing if there is no second processor, or no thread to be had.
  static std::unique_ptr<RollupCompanion> hire();
  ~RollupCompanion();
  RollupCompanion(const RollupCompanion&) = delete;
  RollupCompanion& operator=(const RollupCompanion&) = delete;

  using Work = std::function<void(std::size_t from, std::size_t to)>;
  // Of the writer: what is given after begin(), until(n) being all before n, is worked through in
  // its order by this thread, or, if that comes late, by the writer's own in end(); `piece` at a
  // time. All is done when end() returns.
  void begin(std::size_t piece, Work work);
  void give(std::size_t until) {
    given_.store(before_ + until, std::memory_order_release);
    given_.notify_one();
  }
  void end();

 private:
  static constexpr std::size_t closed = std::numeric_limits<std::size_t>::max();
  RollupCompanion() : thread_([this] { run(); }) {}
  void run();
  // Under the mutex. False: all that was given is done.
  bool work_on();

  // Counted from the first group on.
  std::atomic<std::size_t> given_{0};
  std::mutex mutex_;  // guards what follows
  Work work_;
  std::size_t piece_ = 1;
  std::size_t before_ = 0;  // all groups but the last; changed by the writer only
  std::size_t done_ = 0;
  std::thread thread_;  // the last, since it uses the others
};

}  // namespace youju::indicator
