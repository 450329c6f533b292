// A sequence lock of one writer at a time and many readers, which also says which change was the
// last that it covered. Inside this room.
#pragma once

#include <atomic>
#include <cstdint>

namespace youju::indicator {

// What is read or written under the lock is read and written atomically: a reader may see it half
// changed, and then reads again.
template <typename T>
T rollup_load(const T& place) {
  return std::atomic_ref<T>(const_cast<T&>(place)).load(std::memory_order_acquire);
}
template <typename T>
void rollup_store(T& place, T value) {
  std::atomic_ref<T>(place).store(value, std::memory_order_release);
}

// Of who waits for another thread and looks again and again.
inline void rollup_pause() {
#if defined(__x86_64__)
  __builtin_ia32_pause();
#endif
}

class RollupLock {
 public:
  // Of the writer, around a change. Every word in between is stored with release, hence after this.
  void begin() {
    lock_.store(lock_.load(std::memory_order_relaxed) + 1, std::memory_order_relaxed);
  }
  // `epoch` is the last change done.
  void end(std::uint64_t epoch) {
    epoch_.store(epoch, std::memory_order_release);
    lock_.store(lock_.load(std::memory_order_relaxed) + 1, std::memory_order_release);
  }

  // Calls attempt() until nothing was changed meanwhile, and returns the epoch of what it saw. A
  // pointer that it reads and follows is replaced as a whole, with all that says how far it leads.
  template <typename F>
  std::uint64_t read(F&& attempt) const {
    for (;;) {
      const std::uint32_t seen = lock_.load(std::memory_order_acquire);
      if ((seen & 1) == 0) {
        const std::uint64_t at = epoch_.load(std::memory_order_acquire);
        attempt();
        if (lock_.load(std::memory_order_acquire) == seen) return at;
      }
      rollup_pause();
    }
  }

 private:
  std::atomic<std::uint32_t> lock_{0};  // odd while the writer is at it
  std::atomic<std::uint64_t> epoch_{0};
};

}  // namespace youju::indicator
