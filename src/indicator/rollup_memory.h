// Memory of a roll-up: in large pieces, which the kernel may back with large pages. Cells and rows
// are read and changed all over it, and with small pages finding the page would cost as much as the
// line. Inside this room.
#pragma once

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <mutex>
#include <vector>

namespace youju::indicator {

// Reads a byte, so that its line is at hand soon. Nothing waits for it, as for a prefetch; but a
// prefetch may be dropped while its page is being looked for. It may be written meanwhile.
inline void rollup_touch(const void* place) {
  (void)__atomic_load_n(static_cast<const volatile char*>(place), __ATOMIC_RELAXED);
}

// Places that are touched together. The processor looks ahead by a number of instructions: the
// fewer stand between two reads, the more lines come side by side.
class RollupTouches {
 public:
  void add(const void* place) {
    if (count_ == places_.size()) run();
    places_[count_++] = place;
  }
  void run() {
    for (std::size_t i = 0; i < count_; ++i) rollup_touch(places_[i]);
    count_ = 0;
  }

 private:
  std::array<const void*, 1024> places_;
  std::size_t count_ = 0;
};

void* rollup_allocate(std::size_t bytes);
void rollup_deallocate(void* what, std::size_t bytes);

class RollupMemory {
 public:
  // `counted` are the bytes in use; outlives this.
  explicit RollupMemory(std::atomic<std::int64_t>& counted) : counted_(counted) {}
  ~RollupMemory();
  RollupMemory(const RollupMemory&) = delete;
  RollupMemory& operator=(const RollupMemory&) = delete;

  // Zeros, at the start of a line; stays as long as this. Any thread.
  void* take(std::size_t bytes);
  std::atomic<std::int64_t>& counted() { return counted_; }

  // For a time: nobody counts it, and what is in it is anything. Any thread; given back with the
  // same size.
  void* borrow(std::size_t bytes);
  void give_back(void* what, std::size_t bytes);

 private:
  struct Piece {
    std::byte* begin;
    std::size_t size;
  };
  struct Free {
    Free* next;
  };
  void* cut(std::size_t bytes);
  void add_piece(std::size_t least);

  std::atomic<std::int64_t>& counted_;
  std::mutex mutex_;
  std::vector<Piece> pieces_;
  std::byte* next_ = nullptr;
  std::size_t left_ = 0;
  std::array<Free*, 512> free_{};  // of each class of sizes
};

// Of a vector that may become large: then it stands in large pages too.
template <typename T>
class RollupAllocator {
 public:
  using value_type = T;
  RollupAllocator() = default;
  template <typename U>
  explicit RollupAllocator(const RollupAllocator<U>& /*other*/) {}
  T* allocate(std::size_t count) { return static_cast<T*>(rollup_allocate(count * sizeof(T))); }
  void deallocate(T* what, std::size_t count) { rollup_deallocate(what, count * sizeof(T)); }
  friend bool operator==(const RollupAllocator& /*one*/, const RollupAllocator& /*other*/) {
    return true;
  }
};

}  // namespace youju::indicator
