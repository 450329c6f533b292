// Memory for what a roll-up makes once and keeps: in large pieces, which the kernel may back with
// large pages. Cells are read and changed all over it, and with small pages finding the page would
// cost as much as the line. Inside this room.
#pragma once

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <mutex>
#include <vector>

namespace youju::indicator {

// Reads a byte, so that its line is at hand soon. Nothing waits for it, as for a prefetch; but a
// prefetch may be dropped while its page is being looked for.
inline void rollup_touch(const void* place) { (void)*static_cast<const volatile char*>(place); }

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

 private:
  struct Piece {
    std::byte* begin;
    std::size_t size;
  };
  void add_piece(std::size_t least);

  std::atomic<std::int64_t>& counted_;
  std::mutex mutex_;
  std::vector<Piece> pieces_;
  std::byte* next_ = nullptr;
  std::size_t left_ = 0;
};

}  // namespace youju::indicator
