// The changes of a roll-up in their order, by which a reader takes back what came after its epoch.
// One writer; readers hold a pin, and what the writer replaces stays until no pin can see it.
//
// The log is a chain of chunks. A pin owns a chunk, a chunk the next one, and each chunk the memory
// that was replaced while it was the newest: so dropping the oldest pin frees exactly what nobody
// can reach any more, and nobody counts readers. Inside this room.
#pragma once

#include <youju/indicator/rollup_memory.h>
#include <youju/indicator/rollup_shape.h>

#include <array>
#include <atomic>
#include <cstdint>
#include <mutex>
#include <utility>
#include <vector>

namespace youju::indicator {

// The n-th change ever has the epoch n.
struct RollupChange {
  // What the change did to the months in which its identity occurs, in a unit and a plane: the
  // month before and after; unchanged if another row stands in the same month.
  struct Neighbours {
    static constexpr std::uint8_t unchanged = 255;
    std::uint8_t before = unchanged;  // a month + 1, or 0: there is none before
    std::uint8_t after = 0;           // a month, or the number of months
  };
  RollupRow row;
  std::int64_t seq = 0;    // of the store's event
  std::uint32_t home = 0;  // the lowest unit with cells at or above the row's
  std::int8_t sign = 0;    // 1 added, -1 removed
  std::int8_t month = -1;  // -1: outside of the axis
  // For each unit with cells from the home upwards, all rows and those of the row's class.
  std::array<std::array<Neighbours, 2>, rollup_depth_max> neighbours{};
};

// What was replaced and readers may still see: borrowed memory, if there is nothing to drop it by.
struct RollupRetired {
  void* what;
  void (*drop)(void*);
  std::int64_t bytes;
};

class RollupLog {
 public:
  struct Chunk {
    static constexpr std::size_t changes_max = 256;
    std::uint64_t first = 1;  // the epoch of changes[0]
    std::int64_t seq_before = 0;
    std::array<RollupChange, changes_max> changes;
    Chunk* next = nullptr;
    std::vector<RollupRetired> retired;
    RollupMemory* memory = nullptr;
    std::atomic<std::uint32_t> owners{1};
  };

  // Keeps a chunk and all later ones. Copies own it too.
  class Pin {  // NOLINT(*-special-member-functions): the one assignment copies and moves
   public:
    explicit Pin(Chunk* chunk) : chunk_(chunk) {
      chunk_->owners.fetch_add(1, std::memory_order_relaxed);
    }
    Pin(const Pin& other) : Pin(other.chunk_) {}
    Pin(Pin&& other) noexcept : chunk_(std::exchange(other.chunk_, nullptr)) {}
    Pin& operator=(Pin other) noexcept {
      std::swap(chunk_, other.chunk_);
      return *this;
    }
    ~Pin() { release(chunk_); }
    const Chunk* chunk() const { return chunk_; }

   private:
    Chunk* chunk_;
  };

  // `memory` outlives the log and all pins.
  RollupLog(RollupMemory& memory, std::int64_t seq);
  ~RollupLog() { release(visible_); }
  RollupLog(const RollupLog&) = delete;
  RollupLog& operator=(const RollupLog&) = delete;

  // Of the writer: a new change, which readers see after publish().
  RollupChange& append();
  std::uint64_t written() const { return written_; }
  // Everything appended counts from now on. Never waits: the pin that readers take stays an older
  // one while one of them is just taking it.
  void publish();
  // Memory that no reader who comes after the next publish() can reach.
  void retire(const std::vector<RollupRetired>& retired) {
    newest_->retired.insert(newest_->retired.end(), retired.begin(), retired.end());
  }

  // Of readers: a pin and an epoch all of whose changes are done.
  std::pair<Pin, std::uint64_t> pin() const;

 private:
  static void release(Chunk* chunk);

  RollupMemory& memory_;
  mutable std::mutex mutex_;  // guards visible_
  Chunk* visible_;
  Chunk* newest_;
  std::uint64_t written_ = 0;
  std::atomic<std::uint64_t> published_{0};
};

}  // namespace youju::indicator
