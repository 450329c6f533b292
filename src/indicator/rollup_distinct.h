// Exact counts of different identities for any range of months, in one unit and plane. Inside this
// room.
//
// firsts(m, a) is how many identities have their first month at or after a in m. So the different
// ones of the months a..b are the sum of firsts(m, a) for m in a..b. An identity that gains a month
// m between its months p and n moves from n to m in the rows a = p + 1 … m, and one that loses it
// moves back: adding and removing cost the same, and no set is kept.
#pragma once

#include <youju/indicator/rollup_cells.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace youju::indicator {

// Read and written like RollupRun, in place, under the unit's sequence lock, and like it a word.
class RollupFirsts {
 public:
  RollupFirsts() = default;
  ~RollupFirsts();
  RollupFirsts(const RollupFirsts&) = delete;
  RollupFirsts& operator=(const RollupFirsts&) = delete;

  // Of the writer. True: from now on the counts stand elsewhere.
  bool change(int months, int month, RollupChange::Neighbours neighbours, int sign,
              RollupMemory& memory);
  void fetch(int months, int month, RollupChange::Neighbours neighbours,
             RollupTouches& touches) const;
  // Of the builder, before any reader: the months of one identity. finish() makes the counts of all
  // identities given; add() takes those given to another, before either is finished.
  void begin(int months, bool many, RollupMemory& memory);
  // The same of several, side by side: the n-th is then first.beside(n).
  static void begin_all(std::span<RollupFirsts> all, int months, bool many, RollupMemory& memory);
  bool begun() const { return head().counts != nullptr; }
  void give(int months, Uint128 months_of_one);
  void add(const RollupFirsts& other, int months);
  void finish(int months);

  // Where counts are, for readers.
  class Place {
   public:
    Place() = default;
    bool empty() const { return word_ == 0; }
    Place beside(std::size_t n, int months) const;
    // The different identities of the months [first, after).
    std::int64_t read(int months, int first, int after) const;

   private:
    friend class RollupFirsts;
    std::uint64_t word_ = 0;
  };
  Place place() const { return rollup_load(place_); }

 private:
  // Where the counts are, how many bytes each has, and whether their memory is its own.
  struct Head {
    void* counts = nullptr;
    int width = 2;
    bool owned = false;
  };
  static constexpr std::uint64_t wide = 1;
  static constexpr std::uint64_t own = 2;
  static Head head_of(Place place) {
    // NOLINTNEXTLINE(performance-no-int-to-ptr): one word, so that readers see it whole
    void* const counts = reinterpret_cast<void*>(place.word_ & ~(wide | own));
    return {counts, (place.word_ & wide) != 0 ? 4 : 2, (place.word_ & own) != 0};
  }
  Head head() const { return head_of(place_); }
  void set(const Head& head) {
    Place place;
    place.word_ = reinterpret_cast<std::uintptr_t>(head.counts) | (head.width == 4 ? wide : 0) |
                  (head.owned ? own : 0);
    rollup_store(place_, place);
  }
  void widen(int months, RollupMemory& memory);
  Place place_;
};

// The months in which each identity occurs, as 4 bytes a row. The writer's and the builder's only.
class RollupPostings {
 public:
  struct Posting {
    std::uint16_t home = 0;
    std::uint8_t month = 0;
    std::uint8_t kind = 0;  // its value in the identity dimension
    friend bool operator==(const Posting&, const Posting&) = default;
  };

  // Makes room for counts[identity] postings each, which are then all given, by several threads if
  // each identity is one thread's.
  void reserve(const std::vector<std::uint32_t>& counts);
  void give(std::uint32_t identity, Posting posting) {
    List& list = lists_[identity];
    room_[list.place + list.count++] = posting;
  }
  // Fetches what add() and remove() will touch: first where the list is, later, when that has come,
  // the list.
  void fetch_place(std::uint32_t identity, RollupTouches& touches) const {
    if (identity < lists_.size()) touches.add(&lists_[identity]);
  }
  void fetch(std::uint32_t identity, RollupTouches& touches) const {
    if (begin(identity) != end(identity)) touches.add(begin(identity));
  }
  void add(std::uint32_t identity, Posting posting);
  void remove(std::uint32_t identity, Posting posting);  // CHECKs that it is there
  const Posting* begin(std::uint32_t identity) const;
  const Posting* end(std::uint32_t identity) const {
    return begin(identity) + (identity < lists_.size() ? lists_[identity].count : 0);
  }
  std::uint32_t identities() const { return static_cast<std::uint32_t>(lists_.size()); }
  std::int64_t memory_bytes() const;

 private:
  struct List {
    std::uint32_t place = 0;
    std::uint32_t count = 0;
  };
  std::uint32_t take(unsigned size_class);

  std::vector<List, RollupAllocator<List>> lists_;
  std::vector<Posting, RollupAllocator<Posting>> room_;
  std::array<std::vector<std::uint32_t>, 33> free_;  // by size class: 2^n postings
};

}  // namespace youju::indicator
